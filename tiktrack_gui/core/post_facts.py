"""What a post can say: everything about a creator, and a video, that a template's placeholders are filled in from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.models import Creator, CreatorSample, MeasuredVideo, Video
from tiktrack_gui.core.overview import Figures

OF_VIDEO = "video:"  # the beginning of the subject of a thread about a video


@dataclass(frozen=True, slots=True, kw_only=True)
class PostFacts:
    """A post's facts at `now` (UTC epoch seconds).

    subject: what the thread is about, such as "creator:7001" or "video:7123"; "" is the creator. video: the one that
    the thread is about, or that brought the creator up; as stated now (see `core.score.restated`). figures: the growth
    of the creator's newest sample, and its top video. samples, gaps: the creator's history for the chart, oldest first.
    usual: the views that the creator's videos usually get. stored: the creator's page couldn't be read, so its sample
    is an older one.
    """

    creator: Creator
    now: float = 0.0
    subject: str = ""
    video: MeasuredVideo | None = None
    figures: Figures | None = None
    samples: Sequence[CreatorSample] = ()
    gaps: Sequence[Gap] = ()
    usual: ViewsPerVideo | None = None
    stored: bool = False

    @property
    def is_of_video(self) -> bool:
        """Whether the thread is about the video, rather than about the creator."""
        return self.video is not None and self.subject.startswith(OF_VIDEO)

    @property
    def top(self) -> Video | None:
        """The most viewed of the creator's newest videos."""
        return None if self.figures is None else self.figures.top

    @property
    def measured_at(self) -> int | None:
        """When the numbers that are shown were measured."""
        if self.is_of_video and self.video is not None:
            return self.video.video.sample.at
        return None if self.creator.sample is None else self.creator.sample.at
