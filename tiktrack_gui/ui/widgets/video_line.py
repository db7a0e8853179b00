"""A video in a details panel, as a line."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, PartsLabel
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.words import videos


class VideoLine(QWidget):
    """Its cover, caption and figures, and a button that opens it.

    Signals:
        opened: The user wants to see it on TikTok. arg: the link.
    """

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

    def show_video(self, video: Video, figures: str, hint: str = "") -> None:
        """hint: what its tooltip says below the caption."""
        self._url = video.url
        caption = videos.caption(video.caption)
        self._cover.show_picture(video.cover, video.creator.handle)
        self._caption.setText(caption)
        self._figures.setText(figures)
        self._open.set_name(f"Open “{caption[:40]}” on TikTok")
        self._open.setToolTip("Open on TikTok")  # a caption may look like HTML
        self.setToolTip(tooltips.plain(f"{caption}\n{hint}" if hint else caption))
        self.show()

    def _ask(self) -> None:
        self.opened.emit(self._url)
