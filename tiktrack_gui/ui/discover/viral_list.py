"""The viral videos of a candidate, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.figures import Viral
from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label, PartsLabel
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words import videos

SHOWN = 5
Found = tuple[Viral, Video]


class ViralList(QWidget):
    """Hidden if there are none.

    Signals:
        opened: The user wants to see one on TikTok. arg: the link.
    """

    opened = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._more = Label("", "hint")
        self._lines = tuple(_Line(theme, pictures) for _ in range(SHOWN))
        for line in self._lines:
            line.opened.connect(self.opened)
        self.setLayout(column(Label("Viral videos", "emphasis"), *self._lines, self._more))
        self.hide()

    def show_videos(self, found: Sequence[Found], now: float) -> None:
        """found: newest first."""
        for place, line in enumerate(self._lines):
            line.show_video(found[place] if place < len(found) else None, now)
        more = len(found) - SHOWN
        self._more.setText(f"and {more} more")
        self._more.setVisible(more > 0)
        self.setVisible(bool(found))


class _Line(QWidget):
    opened = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._url = ""
        self._cover = PictureLabel(pictures, COVER)
        self._caption, self._figures = ElidedLabel("", "small_label"), PartsLabel("", "hint")
        self._open = IconButton(theme, "external-link", "Open on TikTok")
        parts = row(self._cover, spacing=10)
        parts.addLayout(column(self._caption, self._figures, spacing=2), 1)
        parts.addWidget(self._open)
        self.setLayout(parts)
        self._open.clicked.connect(self._ask)

    def show_video(self, found: Found | None, now: float) -> None:
        self.setVisible(found is not None)
        if found is None:
            return
        viral, video = found
        self._url = video.url
        caption = videos.caption(video.caption)
        self._cover.show_picture(video.cover, video.creator.handle)
        self._caption.setText(caption)
        self._figures.setText(words.viral_line(viral, now))
        self._open.set_name(f"Open “{caption[:40]}” on TikTok")
        self._open.setToolTip("Open on TikTok")  # a caption may look like HTML
        self.setToolTip(tooltips.plain(f"{caption}\n{words.viral_hint(viral, now)}"))

    def _ask(self) -> None:
        self.opened.emit(self._url)
