"""The row of filters above the feed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QWidget

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.filter_panel import FilterPanel
from tiktrack_gui.ui.trending.filters import CHOICES, PERIODS, Test, all_of, chosen, found_by, has_words
from tiktrack_gui.ui.trending.source_choice import SourceChoice
from tiktrack_gui.ui.trending.threshold import ThresholdHistogram
from tiktrack_gui.ui.widgets.boxes import row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.fields import NumberField, SearchField
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.side_by_side import SideBySide

HISTOGRAM_FROM = 860  # px, width at the default text size
LEAST_SEARCH = 160  # px; with less, such as beside the details panel in a small window, it moves to a line of its own


class FilterBar(QWidget):
    """Selects the kind of videos, words to search for, the minimum velocity, and further conditions in a panel.

    Attributes:
        panel: The further conditions.
        source: Whose finds are shown.

    Signals:
        changed: The kind, the source, the search text or the conditions changed.
        threshold_chosen: The user entered another minimum velocity. arg: engagements per minute.
        period_chosen: The user chose for how long found videos are shown. arg: hours, 0 = all.
    """

    changed = Signal()
    threshold_chosen = Signal(float)
    period_chosen = Signal(int)

    def __init__(self, theme: Theme, settings: Settings) -> None:
        super().__init__()
        self._theme = theme
        self._kind = Segmented(CHOICES, "Videos to show")
        self.source = SourceChoice(theme)
        self._search = SearchField(theme, "Search captions and creators")
        self._search.setMinimumWidth(LEAST_SEARCH)
        self._threshold = NumberField("Minimum velocity", 0, 1_000_000, before="≥ ", after="/min")
        self._threshold.set_value(settings.values.min_velocity)
        if variable := settings.locked.get("min_velocity"):
            self._threshold.setEnabled(False)
            self._threshold.setToolTip(f"Set by the environment variable {variable}")
        self.panel = FilterPanel(theme, self)
        self.histogram = ThresholdHistogram(theme)
        self.histogram.show_threshold(settings.values.min_velocity)
        self.histogram.setEnabled(self._threshold.isEnabled())
        self._more = IconButton(theme, "sliders-horizontal", "Filters", shortcut="Ctrl+Shift+F")
        self._period = QComboBox()
        self._period.setAccessibleName("Found or still rising within")
        self._period.setToolTip("Found or still rising within this time. A search looks in all videos.")
        for hours, text in PERIODS.items():
            self._period.addItem(text, hours)
        self.show_period(settings.values.shown_hours)
        parts = SideBySide(
            row(self._kind, self.source, None),
            row((self._search, 1), self._period, self.histogram, self._threshold, self._more),
            shares=(0, 1),
        )
        self.setLayout(row(parts, margins=(24, 8, 24, 12)))
        self._kind.chosen.connect(self._tell)
        self.source.chosen.connect(self._tell)
        self._search.textChanged.connect(self._tell)
        self._threshold.committed.connect(self.choose_threshold)
        self.histogram.dragged.connect(self._threshold.set_value)
        self.histogram.chosen.connect(self.choose_threshold)
        self.histogram.hide()
        self._period.activated.connect(self._choose_period)
        self._more.clicked.connect(self.open_panel)
        self.panel.changed.connect(self._filter_changed)
        self._filter_changed()

    @property
    def kind(self) -> str:
        """The displayed name of the selected kind."""
        return CHOICES[self._kind.choice]

    @property
    def shows_all(self) -> bool:
        """Whether neither the kind nor the panel leaves anything out."""
        return self._kind.choice == "all" and not self.panel.filter.active

    @property
    def query(self) -> str:
        return self._search.text().strip()

    def asked_for(self, now: float) -> Test:
        """Returns the test for the chosen kind, the source and the search. now: UTC epoch seconds."""
        kind, words, source = chosen(self._kind.choice, now), has_words(self.query), self.source.source
        return all_of(kind, words) if source is None else all_of(found_by(source.id), kind, words)

    @property
    def hours(self) -> int:
        """For how long found videos are shown; 0 = all."""
        return int(self._period.currentData())

    @property
    def period(self) -> str:
        return self._period.currentText()

    def show_period(self, hours: int) -> None:
        if self._period.findData(hours) < 0:  # from the settings file
            self._period.addItem(f"{hours} hours", hours)
        self._period.setCurrentIndex(self._period.findData(hours))

    def show_all_times(self) -> None:
        self.show_period(0)
        self._choose_period()

    def _choose_period(self) -> None:
        self.period_chosen.emit(self.hours)

    def show_all_kinds(self) -> None:
        self._kind.choose("all")

    def clear_query(self) -> None:
        self._search.clear()

    def focus_search(self) -> None:
        self._search.setFocus()

    def show_threshold(self, threshold: float) -> None:
        self._threshold.set_value(threshold)
        self.histogram.show_threshold(threshold)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def show_backtest(self, backtest: Backtest) -> None:
        self.histogram.show_backtest(backtest)
        self._make_room()

    def _make_room(self) -> None:
        """The histogram needs something to show, and leaves first."""
        roomy = self.width() >= self._theme.px(HISTOGRAM_FROM)
        self.histogram.setVisible(roomy and not self.histogram.is_empty)

    @property
    def is_locked(self) -> bool:
        """Whether the threshold is set by the environment."""
        return not self._threshold.isEnabled()

    def choose_threshold(self, threshold: float) -> None:
        self.show_threshold(threshold)
        self.threshold_chosen.emit(threshold)

    def focus_threshold(self) -> None:
        self._threshold.setFocus()
        self._threshold.selectAll()

    def open_panel(self) -> None:
        self.panel.open_below(self._more)

    def _filter_changed(self) -> None:
        """Says at the button how many conditions there are."""
        count = self.panel.filter.active
        self._more.set_color("accent_text" if count else "text2")
        self._more.set_name(f"Filters ({count} set)" if count else "Filters")
        self._tell()

    def _tell(self) -> None:
        self.changed.emit()
