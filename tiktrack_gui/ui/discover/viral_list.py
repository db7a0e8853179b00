"""The viral videos of a candidate, newest first."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.figures import Viral
from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.video_line import VideoLine
from tiktrack_gui.words import candidates as words

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
        self._lines = tuple(VideoLine(theme, pictures) for _ in range(SHOWN))
        for line in self._lines:
            line.opened.connect(self.opened)
        self.setLayout(column(Label("Viral videos", "emphasis"), *self._lines, self._more))
        self.hide()

    def show_videos(self, found: Sequence[Found], now: float) -> None:
        """found: newest first."""
        for line in self._lines[len(found) :]:
            line.hide()
        for line, (viral, video) in zip(self._lines, found, strict=False):
            line.show_video(video, words.viral_line(viral, now), words.viral_hint(viral, now))
        more = len(found) - SHOWN
        self._more.setText(f"and {more} more")
        self._more.setVisible(more > 0)
        self.setVisible(bool(found))
