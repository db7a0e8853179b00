"""The video of a creator with the most views, above the list of all."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.rated_videos import RatedVideo
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.words import seen_videos, times, videos


class TopVideo(QWidget):
    """Hidden if there is none.

    Signals:
        opened, copy_wanted: A button was pressed, or the video double-clicked. arg: Video.
        post_wanted: The button to post its creator was pressed.
    """

    opened = Signal(object)
    copy_wanted = Signal(object)
    post_wanted = Signal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._one: RatedVideo | None = None
        self._now = 0.0
        self._cover = PictureLabel(pictures, COVER)
        self._which, self._date = Label("", "hint", tabular=True), Label("", "hint", tabular=True)
        self._caption, self._figures = ElidedLabel("", "strong"), Label("", "small", tabular=True)
        self._figures.setMinimumWidth(1)
        self._open = IconButton(theme, "external-link", seen_videos.OPEN)
        self._copy = IconButton(theme, "copy", seen_videos.COPY)
        self._post = IconButton(theme, "send", seen_videos.POST, shortcut="D")
        said = column(row(self._which, None, self._date), self._caption, self._figures, spacing=1)
        parts = row(self._cover, spacing=12, margins=(16, 8, 10, 8))
        parts.addLayout(said, 1)
        parts.addLayout(row(self._post, self._copy, self._open, spacing=2))
        self.setLayout(column(parts, hairline(), spacing=0))
        self._open.clicked.connect(self._ask_to_open)
        self._copy.clicked.connect(self._ask_to_copy)
        self._post.clicked.connect(self.post_wanted)
        theme.changed.connect(self._fit)
        self.hide()

    def show_video(self, one: RatedVideo | None, which: str, now: float) -> None:
        """which: what it is the top of."""
        self._one, self._now = one, now
        self.setVisible(one is not None)
        if one is None:
            return
        video = one.video
        self._cover.show_picture(video.cover, video.creator.handle)
        self._which.setText(which)
        self._date.setText(times.short_date(video.posted_at, now))
        self._caption.setText(videos.caption(video.caption))
        self.setToolTip(tooltips.plain(seen_videos.hint(one)))
        self.setAccessibleName(f"{which}: {seen_videos.sentence(one, now)}")
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._ask_to_open()

    def _fit(self) -> None:
        """Leaves out whole figures where there is too little room; the least of them may take two lines."""
        if self._one is None:
            return
        said, metrics = seen_videos.figures(self._one, self._now), self._figures.fontMetrics()
        room = self._caption.width()
        shown = next((text for text in said if metrics.horizontalAdvance(text) <= room), said[-1])
        if shown != self._figures.text():
            self._figures.setText(shown)
        if (wraps := metrics.horizontalAdvance(shown) > room) != self._figures.wordWrap():
            self._figures.setWordWrap(wraps)  # asks for a layout, which would lead here again for ever

    def _ask_to_open(self) -> None:
        if self._one is not None:
            self.opened.emit(self._one.video)

    def _ask_to_copy(self) -> None:
        if self._one is not None:
            self.copy_wanted.emit(self._one.video)
