"""The live videos that prove that it works, with a skeleton while they load."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from tiktrack_gui.core import durations
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.services.onboarding import LIVE_VIDEOS
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import COVER, Pictures
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.words import videos

ROW = 60  # px
BONES = (
    Bone(left=0, top=6, width=36, height=48, radius=6),
    Bone(left=48, top=15, width=0.5, height=12),
    Bone(left=48, top=36, width=0.28, height=10),
    Bone(left=0.87, top=24, width=0.13, height=12),
)


class LiveVideos(QStackedWidget):
    """Has the height of three videos, loaded or not."""

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._list = QWidget()
        self._rows: QVBoxLayout = column(spacing=0)
        self._list.setLayout(self._rows)
        self.addWidget(Skeleton(theme, BONES, ROW, LIVE_VIDEOS))
        self.addWidget(self._list)
        self.setFixedHeight(ROW * LIVE_VIDEOS)

    def show_loading(self) -> None:
        self.setCurrentIndex(0)

    def show_videos(self, videos: Sequence[MeasuredVideo]) -> None:
        for measured in videos:
            self._rows.addWidget(_LiveVideo(self._pictures, measured))
        self._rows.addStretch(1)
        self.setCurrentWidget(self._list)


class _LiveVideo(QWidget):
    """Cover, caption, creator and velocity."""

    def __init__(self, pictures: Pictures, measured: MeasuredVideo) -> None:
        super().__init__()
        video, creator = measured.video, measured.video.creator
        cover = PictureLabel(pictures, COVER)
        cover.show_picture(video.cover, creator.handle)
        now = video.sample.at  # it was measured a moment ago
        age = durations.age(now - video.posted_at)
        words = column(
            None,
            ElidedLabel(videos.caption(video.caption), "label"),
            ElidedLabel(f"{creator.name or creator.handle}  ·  @{creator.handle}  ·  {age}", "small"),
            None,
            spacing=2,
        )
        layout = row(cover, spacing=12)
        layout.addLayout(words, 1)
        layout.addWidget(Label(videos.velocity(measured), "strong", tabular=True))
        self.setFixedHeight(ROW)
        self.setLayout(layout)
        self.setAccessibleName(videos.sentence(measured, now))
