"""Details of the selected video of a campaign: what it cost, what it brought, and what was agreed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy

from tiktrack_gui.core.campaigns import Campaign, Result, Standing
from tiktrack_gui.core.characters import cut
from tiktrack_gui.ui.campaigns.columns import MEANINGS, Column
from tiktrack_gui.ui.campaigns.deal import DealSection
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsPanel, Fact
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER_LARGE, Pictures
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words import campaign_cells as cells
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words import campaigns, times, videos
from tiktrack_gui.words.text import breakable

CAPTION = 200  # characters shown; the tooltip has the full text


class VideoDetails(DetailsPanel):
    """The panel to the right of the table.

    Attributes:
        deal: The fields for price and date.

    Signals:
        open_wanted, measure_wanted, track_wanted, removal_wanted: A button was pressed.
    """

    open_wanted = Signal()
    measure_wanted = Signal()
    track_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, now: Callable[[], float]) -> None:
        """now: UTC epoch seconds."""
        super().__init__("Details of the selected video")
        self._now = now
        self._one: Result | None = None
        self._selected = Label("", "badge")
        self._cover = PictureLabel(pictures, COVER_LARGE)
        self._caption = Label("", "emphasis", wrap=True)
        self._author = Label("", "secondary", wrap=True)
        self._state = Label("", "small", tone="warn", wrap=True)
        self.deal = DealSection(theme, now)
        self._counts = {
            "views": Fact(theme, "eye", "Views"),
            "likes": Fact(theme, "heart", "Likes"),
            "comments": Fact(theme, "message-circle", "Comments"),
            "shares": Fact(theme, "share-2", "Shares"),
        }
        self._rate = Fact(theme, "activity", "Engagement")
        self._per_thousand = Fact(theme, "banknote", "Per 1,000 views")
        self._per_engagement = Fact(theme, "banknote", "Per engagement")
        self._usual = Fact(theme, "gauge", "Compared")
        self._usual_of = Label("", "hint", wrap=True)
        self._line, self._measured = hairline(), Label("", "hint", wrap=True)
        self._open = Button(theme, "Open", icon="external-link", kind="primary", hint="Open on TikTok (Enter)")
        self._measure = IconButton(theme, "refresh-cw", "Measure this video", shortcut="M")
        self._track = Button(theme, "Track", icon="user-plus", hint="Track the creator (T)")
        self._remove = Button(theme, "Remove", icon="trash-2", hint="Remove it from the campaign (Del)")
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def result(self) -> Result | None:
        """The shown one."""
        return self._one

    def show_result(self, one: Result | None, campaign: Campaign | None, selected: int, *, is_tracked: bool) -> None:
        """one: None if nothing is selected. selected: how many are. is_tracked: whether its creator is."""
        if _key(one) != _key(self._one):
            self.deal.forget_typed()
        self._one = one
        if one is None or campaign is None:
            return
        self._selected.setVisible(selected > 1)
        self._selected.setText(f"{selected} selected")
        self._cover.show_picture(one.video.cover if one.video is not None else None, one.handle or "?")
        unknown = f"Video of @{one.handle}" if one.handle else "Video"
        caption = videos.caption(one.video.caption) if one.video is not None else unknown
        self._caption.setText(breakable(cut(caption, CAPTION)))
        self._caption.setToolTip(tooltips.plain(one.video.caption if one.video is not None else one.entry.url))
        state = "" if one.standing is Standing.MEASURED else words.standing(one)
        self._state.setText(f"{state}. {campaigns.standing_explained(one)}" if state else "")
        self._state.setVisible(bool(self._state.text()))
        self.deal.show_deal(one, campaign)
        self._show_counts(one)
        self._show_costs(one, campaign)
        self.show_age()
        self._track.set_text("Show creator" if is_tracked else "Track")
        self._track.set_icon("user" if is_tracked else "user-plus")
        self._track.setEnabled(one.handle is not None)

    def show_age(self) -> None:
        """Updates what depends on the time."""
        if (one := self._one) is None:
            return
        now = self._now()
        name = f"{breakable(one.creator.name)}\n" if one.creator is not None and one.creator.name else ""
        handle = f"@{breakable(one.handle)}" if one.handle else "Creator not known yet"
        posted = f"\nPosted {times.short_date(one.video.posted_at, now)}" if one.video is not None else ""
        self._author.setText(f"{name}{handle}{posted}")
        at = one.measured_at
        for part in (self._measured, self._line):
            part.setVisible(at is not None)
        self._measured.setText("" if at is None else f"Measured {times.ago(at, now)}")
        self._measured.setToolTip(words.SCHEDULE if at is None else f"{times.exact_time(at)}\n{words.SCHEDULE}")

    def _show_counts(self, one: Result) -> None:
        found = {"views": one.views, "likes": one.likes, "comments": one.comments, "shares": one.shares}
        for which, fact in self._counts.items():
            fact.set_value(campaigns.number(found[which]), campaigns.number(found[which], full=True))
        rate = cells.rate(one.engagement_rate, rounded=cells.is_rate_rounded(one))
        self._rate.set_value(rate, MEANINGS[Column.ENGAGEMENT])

    def _show_costs(self, one: Result, campaign: Campaign) -> None:
        for fact, found, hint in (
            (self._per_thousand, one.per_thousand, campaigns.CPM_HINT),
            (self._per_engagement, one.per_engagement, campaigns.PER_ENGAGEMENT_HINT),
        ):
            fact.set_value(campaigns.cost(found, campaign.currency), hint)
        usual = cells.usual(one.usual)
        is_known = one.usual is not None and one.usual.times is not None
        self._usual.set_value(f"{usual.text} usual" if is_known else usual.text, campaigns.USUAL_HINT)
        self._usual_of.setText(usual.hint.partition("\n")[0])

    def _lay_out(self) -> None:
        for label in (self._caption, self._author, self._state, self._usual_of, self._measured):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no word widens the panel
        self._selected.hide()
        head = row(spacing=12)
        head.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column(self._caption, self._author, None, spacing=4), 1)
        self.body.addWidget(self._selected, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(head)
        for widget in (self._state, hairline(), self.deal, hairline(), *self._counts.values(), self._rate):
            self.body.addWidget(widget)
        for widget in (hairline(), self._per_thousand, self._per_engagement, self._usual, self._usual_of):
            self.body.addWidget(widget)
        for widget in (self._line, self._measured):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.footer.addLayout(row((self._open, 1), self._measure))
        self.footer.addWidget(SideBySide(row((self._track, 1)), row((self._remove, 1))))

    def _connect(self) -> None:
        self._open.clicked.connect(self.open_wanted)
        self._measure.clicked.connect(self.measure_wanted)
        self._track.clicked.connect(self.track_wanted)
        self._remove.clicked.connect(self.removal_wanted)


def _key(one: Result | None) -> tuple[int, int] | None:
    return None if one is None else (one.entry.campaign_id, one.entry.video_id)
