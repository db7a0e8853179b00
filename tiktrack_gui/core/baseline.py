"""How many views a creator's videos usually get, and how one compares with that: the same in all tabs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from operator import attrgetter

from tiktrack_gui.core.counts import is_carried
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import Video, VideoCount, VideoSample

NEWEST = 30  # videos that views per video are of, at most
ENOUGH = 8  # and at least
SETTLED_AFTER = 48 * HOUR  # s after a video was posted; most of its views have come by then
NEARLY = 0.25  # of an age; see `is_about`
_BY_VIEWS = attrgetter("views")
VIEWS = VideoCount.VIEWS.value  # the number: joining flags takes Python ten times as long
READ = 300  # a creator's newest videos among which those are looked for, in every tab


@dataclass(frozen=True, slots=True, kw_only=True)
class ViewsPerVideo:
    """The median of `videos` videos, measured from `since` to `until`; None if they aren't ENOUGH.

    rounded, repaired: whether the median is of counts that TikTok rounded, or that are lower bounds.
    """

    median: int | None = None
    videos: int = 0
    rounded: bool = False
    repaired: bool = False
    since: int = 0
    until: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """A video's views divided by those its creator's videos usually get.

    rounded: one of the two was rounded by TikTok. at_least: the ratio is a lower bound.
    """

    ratio: float
    rounded: bool = False
    at_least: bool = False


def views_per_video(videos: Sequence[Video], *, without: int | None = None) -> ViewsPerVideo:
    """Of the NEWEST that were last measured SETTLED_AFTER they were posted, without pinned ones and ads.

    videos: newest first, each with its newest sample. without: the ID of a video to be compared with the others.
    """
    return _median_of([video.sample for video in islice(settled(videos, without=without), NEWEST)])


def views_at_age(videos: Sequence[Video], age: float, *, without: int | None = None) -> ViewsPerVideo:
    """The views that a creator's videos have `age` seconds after they were posted: for a video that hasn't settled.

    Of the NEWEST that were measured at about that age (see `is_about`), without pinned ones and ads.

    videos: newest first, each with the sample nearest to that age. without: as for `views_per_video`.
    """
    fitting = (
        video.sample
        for video in videos
        if video.id != without
        and _is_usual(video)
        and video.sample.views is not None
        and is_about(video.sample.at - video.posted_at, age)
    )
    return _median_of(list(islice(fitting, NEWEST)))


def is_about(age: float, other: float) -> bool:
    """Whether a sample at one age says how many views there were at the other: they differ by a quarter at most."""
    return abs(age - other) <= other * NEARLY


def _median_of(samples: Sequence[VideoSample]) -> ViewsPerVideo:
    if len(samples) < ENOUGH:
        return ViewsPerVideo(videos=len(samples))
    by_views = sorted(samples, key=_BY_VIEWS)
    times = [sample.at for sample in samples]
    middle = by_views[(len(by_views) - 1) // 2 : len(by_views) // 2 + 1]  # two of an even number
    return ViewsPerVideo(
        median=sum(sample.views or 0 for sample in middle) // len(middle),
        videos=len(samples),
        rounded=any(map(_is_rounded, middle)),
        repaired=any(sample.repaired & VIEWS for sample in middle),
        since=min(times),
        until=max(times),
    )


def running_views(videos: Sequence[Video]) -> list[tuple[int, ViewsPerVideo]]:
    """How the views per video developed, oldest first: (posted, the views of the video posted then and those before).

    videos: as for `views_per_video`, which is the last one; the counts are the newest ones of each.
    """
    counted = [video for video in videos if _counts(video)]
    starts = range(len(counted) - ENOUGH, -1, -1)
    return [(counted[start].posted_at, views_per_video(counted[start : start + NEWEST])) for start in starts]


def settled_videos(videos: Sequence[Video]) -> int:
    """How many of the videos count for the views per video."""
    return sum(map(_counts, videos))


def compared_with_usual(videos: Sequence[Video], which: Sequence[Video] | None = None) -> dict[int, Comparison]:
    """Compares each video with the others, by ID; those for which there is no ratio are left out.

    videos: newest first, each with its newest sample. which: those of them to be compared; None = all.
    """
    usual = views_per_video(videos)
    counted = {video.id for video in islice(settled(videos), NEWEST)}  # without any other, the median stays
    found = {
        video.id: against_usual(
            video.sample, views_per_video(videos, without=video.id) if video.id in counted else usual
        )
        for video in (videos if which is None else which)
    }
    return {video_id: one for video_id, one in found.items() if one is not None}


def against_usual(sample: VideoSample, usual: ViewsPerVideo) -> Comparison | None:
    """Compares a video's views with the usual ones; None if either isn't known well enough for a ratio."""
    if sample.views is None or not usual.median or usual.repaired:
        return None
    return Comparison(
        ratio=sample.views / usual.median,
        rounded=_is_rounded(sample) or usual.rounded,
        at_least=bool(sample.repaired & VIEWS),
    )


def settled(videos: Iterable[Video], *, without: int | None = None) -> Iterator[Video]:
    """Those that count for the views per video, in the same order. without: the ID of a video to leave out."""
    return (video for video in videos if video.id != without and _counts(video))


def _counts(video: Video) -> bool:
    sample = video.sample
    has_settled = sample.views is not None and sample.at - video.posted_at >= SETTLED_AFTER
    return has_settled and _is_usual(video)


def _is_usual(video: Video) -> bool:
    return not video.pinned and not video.ad


def _is_rounded(sample: VideoSample) -> bool:
    return bool(sample.rounded & VIEWS) and sample.views is not None and not is_carried(sample.views)
