"""What moved a creator's followers: days of unusual growth, the video that may explain them, and silence.

A day is unusual if it adds at least LEAST_SHARE of the followers and its robust z-score is above UNUSUAL:

    z = (g − median(g)) / (1.4826 · MAD)      g: daily growth of ln(followers)

The MAD (median absolute deviation; Rousseeuw and Croux 1993, "Alternatives to the median absolute deviation", JASA 88)
is that of the creator's own days. It counts as at least one step of the count, 1 or what TikTok rounds to, usually and
on that day: below that, no growth can be told from none. (Over several days, it is that much less a day.)

A video explains the growth if it has VIRAL times the usual views and was posted at most EXPLAINS days before. Days in a
row are one move, except that those before the video that explains the later ones stay apart: it can't have caused them.
Without a video, growth may go with one of somebody else that mentions the creator and was posted in the same days: that
they happened at the same time is all that is known. Growth that nothing explains is only called that: TikTrack doesn't
see everything.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from statistics import median

from tiktrack_gui.core.baseline import Comparison, against_usual, views_per_video
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import counted_from
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.regular import Point, regular

DAYS = 90  # that are looked at
UNUSUAL = 6.0
LEAST_SHARE = 0.005  # of the followers per day; less doesn't show in a plot, however steady the other days were
LEAST_STEPS = 8  # days of growth, for a median that says something
LONGEST_STEP = 3.0  # days between two measurements; what happened in more isn't known by the day
VIRAL = 5.0  # times the usual views
EXPLAINS = 3 * DAY  # s, after a video was posted
SILENT_AFTER = 7 * DAY  # s without a new video
TO_SIGMA = 1.4826  # makes the MAD of normally distributed values their standard deviation


@dataclass(frozen=True, slots=True, kw_only=True)
class Move:
    """Unusual growth of `amount` followers between two moments, and the video that may explain it, if any was seen.

    margin: the true amount lies within it. compared: the video's views with the usual ones. mention: a video of
    somebody else from these days that mentions the creator, if there is no video of its own.
    """

    since: int
    until: int
    amount: int
    margin: int
    video: Video | None = None
    compared: Comparison | None = None
    mention: Video | None = None

    @property
    def explained_since(self) -> int:
        """When a video that may explain it was posted, at the earliest."""
        return self.since - EXPLAINS


@dataclass(frozen=True, slots=True, kw_only=True)
class Silence:
    """No new video since that moment, as far as the profile's number of videos tells."""

    since: int
    until: int


def moves(samples: Sequence[CreatorSample], videos: Sequence[Video], longest: float = LONGEST_STEP) -> list[Move]:
    """Returns the unusual growth of the DAYS until the newest sample, newest first.

    samples: oldest first. videos: those seen, newest first. longest: days between two measurements, at most.
    """
    points = regular(samples, CreatorCount.FOLLOWERS, DAY, DAYS)
    steps = [(one, other) for one, other in pairwise(points) if other.at - one.at <= longest * DAY]
    if len(steps) < LEAST_STEPS:
        return []
    rates = [_rate(one, other) for one, other in steps]
    usual = median(rates)
    spread = max(median(abs(rate - usual) for rate in rates), median(_least(other) for _, other in steps))
    found: list[Move] = []
    for (one, other), rate in zip(steps, rates, strict=True):
        # TikTok's steps become a thousand times as wide at 1M
        told_apart = max(spread, max(_least(one), _least(other)) / _days(one, other))
        if rate >= LEAST_SHARE and (rate - usual) / (TO_SIGMA * told_apart) > UNUSUAL:
            move = _explained(_move(one, other), videos)
            if found and _goes_on(found[-1], move):
                move = _explained(_move(_start_of(found.pop(), one), other), videos)
            found.append(move)
    return found[::-1]


def with_mentions(found: Sequence[Move], mentions: Sequence[Video]) -> list[Move]:
    """Adds to each move without a video the mention of its days that has most views.

    mentions: videos of others that mention the creator.
    """
    return [move if move.video is not None else replace(move, mention=_mention(move, mentions)) for move in found]


def silence(samples: Sequence[CreatorSample], videos: Sequence[Video]) -> Silence | None:
    """Whether there was no new video for long, until the newest sample: none was seen, and the profile counts none.

    Pinned videos count, too. None if the profile's number of videos isn't known exactly at both ends.
    """
    if not samples or not videos:
        return None
    last, posted_at = samples[-1], max(video.posted_at for video in videos)
    then = counted_from(samples, posted_at + DAY)
    if last.at - posted_at < SILENT_AFTER or then is None or then.at > last.at - SILENT_AFTER:
        return None
    inexact = (last.rounded | last.repaired | then.rounded | then.repaired) & CreatorCount.VIDEOS
    if inexact or last.videos is None or last.videos != then.videos:
        return None
    return Silence(since=posted_at, until=last.at)


def _rate(one: Point, other: Point) -> float:
    """Growth of ln(followers) per day."""
    return math.log(other.count / one.count) / _days(one, other)


def _days(one: Point, other: Point) -> float:
    return (other.at - one.at) / DAY


def _least(point: Point) -> float:
    """The least growth that shows in the count."""
    return max(2 * point.margin, 1) / point.count


def _move(one: Point, other: Point) -> Move:
    return Move(since=one.at, until=other.at, amount=other.count - one.count, margin=one.margin + other.margin)


def _goes_on(move: Move, later: Move) -> bool:
    return move.until == later.since and (move.video is not None or later.video is None)


def _start_of(move: Move, point: Point) -> Point:
    """Where unusual growth that goes on began. point: its end."""
    return Point(move.since, point.count - move.amount, move.margin - point.margin)


def _explained(move: Move, videos: Sequence[Video]) -> Move:
    near = _posted_near(move, videos)
    compared = [(video, against_usual(video.sample, views_per_video(videos, without=video.id))) for video in near]
    viral = [(found.ratio, video, found) for video, found in compared if found is not None and found.ratio >= VIRAL]
    if not viral:
        return move
    _, video, found = max(viral, key=lambda one: one[0])
    return Move(since=move.since, until=move.until, amount=move.amount, margin=move.margin, video=video, compared=found)


def _mention(move: Move, mentions: Sequence[Video]) -> Video | None:
    return max(_posted_near(move, mentions), key=lambda video: video.sample.views or 0, default=None)


def _posted_near(move: Move, videos: Sequence[Video]) -> list[Video]:
    return [video for video in videos if move.explained_since <= video.posted_at <= move.until]
