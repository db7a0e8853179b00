"""The measurements of the videos on screen, loaded when they are first drawn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QObject, QTimer, Signal

from tiktrack_gui.core.models import MeasuredVideo, VideoSample

SOON = 100  # ms


class Curves(QObject):
    """Samples by video ID, oldest first.

    Signals:
        wanted: Some were asked for that aren't loaded yet; answer with `put`. arg: a tuple of video IDs.
        arrived: Some were loaded. arg: their video IDs.
    """

    wanted = Signal(object)
    arrived = Signal(object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._known: dict[int, tuple[VideoSample, ...]] = {}
        self._asked: set[int] = set()
        self._soon = QTimer(self)  # for what is drawn meanwhile: while one scrolls, not every frame asks
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._ask)

    def of(self, video_id: int) -> Sequence[VideoSample]:
        """Returns the video's samples; none while they are being loaded."""
        if video_id not in self._known:
            self._known[video_id] = ()
            self._asked.add(video_id)
            if not self._soon.isActive():
                self._soon.start()
        return self._known[video_id]

    def put(self, curves: Mapping[int, Sequence[VideoSample]]) -> None:
        self._known |= {video_id: tuple(samples) for video_id, samples in curves.items()}
        self.arrived.emit(tuple(curves))

    def take(self, measured: Iterable[MeasuredVideo]) -> None:
        """Adds the samples of videos that were measured again."""
        for item in measured:
            known = self._known.get(item.video.id)
            if known and known[-1].at < item.video.sample.at:
                self._known[item.video.id] = (*known, item.video.sample)

    def _ask(self) -> None:
        asked, self._asked = tuple(self._asked), set()
        self.wanted.emit(asked)
