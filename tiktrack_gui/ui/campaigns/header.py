"""What stands above the videos: which campaign they are of, its totals, and what can be done with all of them."""

from __future__ import annotations

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QSizePolicy

from tiktrack_gui.core.campaigns import Campaign, Results
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import SearchField
from tiktrack_gui.ui.widgets.kpi_strip import KpiStrip
from tiktrack_gui.ui.widgets.labels import ElidedLabel, PartsLabel
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.words import campaign_cells as cells
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words.counts import UNKNOWN

LEAST_SEARCH = 120  # px
NARROW = 430  # px, at the default text size


class CampaignHeader(QFrame):
    """
    Attributes:
        add, measure, edit: Buttons.
        stage, progress: How far measuring is.
        search: The field that narrows the videos.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._results: Results | None = None
        self._is_narrow = False
        self._name = ElidedLabel("", "section")
        self._about = ElidedLabel("", "hint")
        self.edit = IconButton(theme, "pencil", "Edit campaign", shortcut="E")
        self.add = Button(theme, "Add videos…", icon="plus", kind="primary", hint="A, or paste links with Ctrl+V")
        self.measure = Button(theme, words.MEASURE, icon="refresh-cw", hint="F5")
        self.stage = PartsLabel("", "hint")
        self.progress = ProgressLine(theme)
        self.search = SearchField(theme, "Search videos")
        self.search.setMinimumWidth(LEAST_SEARCH)
        self._figures = KpiStrip(theme, cells.CAPTIONS, cells.MEANINGS)
        self._name.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        title = row(spacing=8)
        title.addLayout(column(self._name, self._about, spacing=1), 1)
        for button in (self.edit, self.measure, self.add):
            title.addWidget(button)
        title.setContentsMargins(24, 10, 24, 10)
        self.stage.hide()
        tools = row((self.search, 1), (self.stage, 1), spacing=16, margins=(24, 8, 24, 8))
        figures = column(self._figures, margins=(0, 6, 0, 6))
        self.setLayout(column(title, hairline(), figures, hairline(), tools, self.progress, spacing=0))

    @property
    def query(self) -> str:
        return self.search.text().strip()

    def show_campaign(self, campaign: Campaign | None, *, is_loading: bool = False) -> None:
        """campaign: None hides all of it, unless they are still being loaded."""
        self.setVisible(campaign is not None or is_loading)
        for button in (self.edit, self.add):
            button.setEnabled(campaign is not None)
        if campaign is None:
            self._name.setText("")
            self._about.setText("")
        else:
            self._name.setText(campaign.name)
            note = " ".join((campaign.note or "").split())
            self._about.setText(" · ".join(filter(None, (words.about(campaign), note))))

    def show_results(self, results: Results | None) -> None:
        """results: None while they are being read."""
        self._results = results
        has_videos = results is not None and bool(results.videos)
        self.measure.setEnabled(has_videos)
        self.search.setEnabled(has_videos)
        for key in cells.CAPTIONS:
            if results is None:
                self._figures.set_figure(key, UNKNOWN)
            else:
                value, beside, hint = cells.total(results.totals, key, results.campaign.currency)
                self._figures.set_figure(key, value, "" if self._is_narrow else beside, hint=hint)

    def fit(self, height: int) -> None:
        """Adapts to the window's height in px."""
        self._figures.fit(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, as beside the details in a small window, the figures are fewer and shorter."""
        super().resizeEvent(event)
        is_narrow = self.width() < self._theme.px(NARROW)
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._figures.leave_out("engagement", is_narrow)
            self.show_results(self._results)
