"""A creator's work in numbers: the newest `core.baseline.NEWEST` videos count. Pictures aren't judged."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import islice
from statistics import median

from tiktrack_gui.core import posts
from tiktrack_gui.core.advertising import is_advertising
from tiktrack_gui.core.baseline import ENOUGH, NEWEST, settled
from tiktrack_gui.core.growth_rate import WEEK
from tiktrack_gui.core.models import CreatorSample, Video, VideoCount, VideoSample

_COUNTED = (VideoCount.COMMENTS | VideoCount.VIEWS).value


def views(videos: Sequence[Video]) -> tuple[int, ...]:
    """Of the videos by which `core.baseline` judges. videos: newest first, as below."""
    return tuple(video.sample.views or 0 for video in islice(settled(videos), NEWEST))


def comments_per_1000(videos: Sequence[Video]) -> float | None:
    """The median of the comments per 1,000 views; None if fewer than ENOUGH have one."""
    rates = [rate for video in videos[:NEWEST] if (rate := _comment_rate(video.sample)) is not None]
    return 1000 * median(rates) if len(rates) >= ENOUGH else None


def posts_per_week(samples: Sequence[CreatorSample], videos: Sequence[Video]) -> float | None:
    """As `core.posts` counts, by weeks of measurements; before there are any, by the newest videos.

    A candidate is read with its NEWEST videos at once. As many as that are a list without gaps, from the oldest of them
    to the last measurement. Pinned ones are at its top however old they are.
    """
    counted = posts.posts_per_week(samples, videos)
    if counted is not None:
        return counted.per_week
    if len(videos) < NEWEST:
        return None
    newest = videos[:NEWEST]
    until = max(video.sample.at for video in newest)
    oldest = min((video.posted_at for video in newest if not video.pinned), default=until)
    start = max(oldest, until - posts.WEEKS * WEEK)
    lately = sum(start < video.posted_at <= until for video in newest)
    return lately * WEEK / (until - start) if until > start else None


def ads(videos: Sequence[Video]) -> int:
    """How many of the newest NEWEST are advertising, as labelled by TikTok or by a hashtag."""
    return sum(map(is_advertising, videos[:NEWEST]))


def languages(videos: Sequence[Video]) -> Mapping[str, int]:
    """How many captions of the newest NEWEST are in each language, the most frequent first."""
    counted = Counter(video.language.lower() for video in videos[:NEWEST] if video.language)
    return dict(sorted(counted.items(), key=lambda one: (-one[1], one[0])))


def _comment_rate(sample: VideoSample) -> float | None:
    if sample.comments is None or not sample.views or sample.repaired & _COUNTED:
        return None
    return sample.comments / sample.views
