"""Viral videos: those with many times the views their creator's videos usually get.

A video is viral if it has at least

    max(viral_views, viral_times × usual)

views, where the usual views are `core.baseline`'s, of the creator's other videos. If there are too few of these, the
followers take their place, as measured nearest to the time it was posted: what it gained since doesn't count against
it. Such a verdict is provisional. The minimum of viral_views holds there as well: with less, no video stays viral once
the usual views are known, and 20 views would make one viral for a creator with three followers.

- Ads and paid partnerships aren't viral: their views may be bought. They don't count for the usual views, either.
- Pinned videos can be: creators pin what went well. (They don't count for the usual views, for the same reason.)
- Videos that are gone aren't: nobody can look at them any more.
- Views that are a lower bound are enough if the bound is; usual views or followers that are one say nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tiktrack_gui.core.baseline import ViewsPerVideo, against_usual, views_per_video
from tiktrack_gui.core.counts import is_carried
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.figures import Viral
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video

_FOLLOWERS = CreatorCount.FOLLOWERS.value


def viral_videos(
    videos: Sequence[Video], samples: Sequence[CreatorSample], constants: Constants, since: float
) -> tuple[Viral, ...]:
    """Returns those posted since then, newest first: older ones had other usual views.

    videos: of one creator, newest first, each with its newest sample. samples: the creator's.
    """
    found = (_viral(video, videos, samples, constants) for video in videos if video.posted_at >= since)
    return tuple(viral for viral in found if viral is not None)


def _viral(
    video: Video, videos: Sequence[Video], samples: Sequence[CreatorSample], constants: Constants
) -> Viral | None:
    views = video.sample.views
    if views is None or views < constants.viral_views or video.ad or video.gone_at is not None:
        return None
    usual = views_per_video(videos, without=video.id)
    yardstick = usual if usual.median is not None else _followers(samples, video.posted_at)
    if yardstick.median == 0:
        yardstick = replace(yardstick, median=1)  # a ratio for what is more than none
    compared = against_usual(video.sample, yardstick)
    if compared is None or compared.ratio < constants.viral_times:
        return None
    return Viral(
        video_id=video.id,
        posted_at=video.posted_at,
        views=views,
        times=compared.ratio,
        known=usual.videos,
        provisional=usual.median is None,
        rounded=compared.rounded or compared.at_least,
    )


def _followers(samples: Sequence[CreatorSample], posted_at: int) -> ViewsPerVideo:
    """The followers measured nearest to that time, the earlier ones of two, in place of the usual views."""
    known = [one for one in samples if one.followers is not None and not one.repaired & _FOLLOWERS]
    nearest = min(known, key=lambda one: (abs(one.at - posted_at), one.at), default=None)
    if nearest is None or nearest.followers is None:
        return ViewsPerVideo()
    is_rounded = bool(nearest.rounded & _FOLLOWERS) and not is_carried(nearest.followers)
    return ViewsPerVideo(median=nearest.followers, rounded=is_rounded)
