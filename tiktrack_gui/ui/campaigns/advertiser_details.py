"""Details of a creator who advertises: for whom, and the videos in which it does."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.campaigns import Advertised, BrandAds
from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.details_panel import DetailsPanel
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR_LARGE, Pictures
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.ui.widgets.video_line import VideoLine
from tiktrack_gui.words import advertisers as words
from tiktrack_gui.words import campaigns
from tiktrack_gui.words.text import breakable

BRANDS, SHOWN = 8, 8  # accounts and videos that are shown


class AdvertiserDetails(DetailsPanel):
    """
    Signals:
        open_wanted, creator_wanted: A button was pressed.
        video_opened: The user wants to see a video on TikTok. arg: the link.
    """

    open_wanted = Signal()
    creator_wanted = Signal()
    video_opened = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures, now: Callable[[], float]) -> None:
        """now: UTC epoch seconds."""
        super().__init__("Details of who advertises")
        self._now = now
        self._one: Advertised | None = None
        self._avatar = PictureLabel(pictures, AVATAR_LARGE)
        self._name = Label("", "emphasis", wrap=True)
        self._handle = Label("", "secondary", wrap=True)
        self._ads = Label("", "small", wrap=True)
        self._brands = Label("", "body", tabular=True, wrap=True)
        self._more = Label("", "hint")
        self._lines = tuple(VideoLine(theme, pictures) for _ in range(SHOWN))
        self._videos = QWidget()
        self._creator = Button(theme, "Show creator", icon="user", kind="primary", hint="Enter")
        self._open = Button(theme, "Open", icon="external-link", hint="Open the profile on TikTok (O)")
        self._lay_out()
        for line in self._lines:
            line.opened.connect(self.video_opened)
        self._creator.clicked.connect(self.creator_wanted)
        self._open.clicked.connect(self.open_wanted)
        self.hide()

    @property
    def advertiser(self) -> Advertised | None:
        """The shown one."""
        return self._one

    def show_advertiser(self, one: Advertised | None) -> None:
        """Shows it without its videos; see `show_videos`."""
        is_other = one is None or self._one is None or one.creator.id != self._one.creator.id
        self._one = one
        if one is None:
            return
        if is_other:
            self.show_videos(())
        self._avatar.show_picture(one.creator.avatar, one.creator.handle)
        self._name.setText(breakable(one.creator.name or f"@{one.creator.handle}"))
        self._handle.setText(f"@{breakable(one.creator.handle)}\n{words.followers(one).text} followers")
        self._ads.setText(campaigns.advertised(one, self._now()))
        self._brands.setText("\n".join(_line_of(found) for found in one.brands[:BRANDS]))
        rest = len(one.brands) - BRANDS
        self._more.setText(f"and {rest} more")
        self._more.setVisible(rest > 0)

    def show_videos(self, found: Sequence[Video]) -> None:
        """found: those in which it advertises, newest first."""
        for line in self._lines[len(found) :]:
            line.hide()
        for line, video in zip(self._lines, found, strict=False):
            line.show_video(video, words.ad(video, self._now()))
        self._videos.setVisible(bool(found))

    def _lay_out(self) -> None:
        for label in (self._name, self._handle, self._ads, self._brands):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no word widens the panel
        head = row(spacing=12)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column(self._name, self._handle, spacing=1), 1)
        self._videos.setLayout(column(Label("Newest of these videos", "emphasis"), *self._lines))
        self.body.addLayout(head)
        whom = Label("For whom", "emphasis")
        for widget in (self._ads, hairline(), whom, self._brands, self._more, hairline(), self._videos):
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self.footer.addWidget(SideBySide(row((self._creator, 1)), row((self._open, 1))))


def _line_of(found: BrandAds) -> str:
    return breakable(campaigns.brand_ads(found))
