"""The usual views of creators, loaded once one of their videos is selected."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.models import Video


class UsualViews(QObject):
    """What a video is compared with, by its ID: the usual views of its creator's other videos.

    Signals:
        wanted: One was asked for that isn't loaded, or out of date; answer with `put`. arg: the Video.
        arrived: One was loaded.
    """

    wanted = Signal(object)
    arrived = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[int, ViewsPerVideo] = {}
        self._current: set[int] = set()  # those of the known ones that are up to date
        self._loading: int | None = None  # the last one asked for: only the newest wish matters

    def of(self, video: Video) -> ViewsPerVideo | None:
        """Returns the last ones known; None until they are loaded."""
        if video.id not in self._current and video.id != self._loading:
            self._loading = video.id
            self.wanted.emit(video)
        return self._known.get(video.id)

    def put(self, video_id: int, usual: ViewsPerVideo) -> None:
        self._known[video_id] = usual
        self._current.add(video_id)
        if self._loading == video_id:
            self._loading = None
        self.arrived.emit()

    def outdate(self) -> None:
        """Videos were measured: what is known is loaded again when it is next asked for."""
        self._current.clear()
        self._loading = None
