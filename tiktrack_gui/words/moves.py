"""Texts about what moved a creator's followers. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.mentions import mentioned
from tiktrack_gui.core.models import CreatorSample, Video, VideoCount
from tiktrack_gui.core.moves import DAYS, EXPLAINS, UNUSUAL, VIRAL, Move, Silence, moves, silence, with_mentions
from tiktrack_gui.words import counts, creators, times, videos

TITLE = "What moved the line"
PERIOD = f"Last {DAYS} days"
HOW = (
    f"Days on which the followers grew far more than usual (robust z above {UNUSUAL:g} over {DAYS} days). A video "
    f"explains them if it was posted at most {durations.span(EXPLAINS)} before and has {VIRAL:g} times the usual "
    "views. Failing that, a video of somebody else from these days that mentions the creator is named."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A line of the list. icon: its name."""

    icon: str
    title: str
    detail: str
    date: str


def lines(
    samples: Sequence[CreatorSample], seen: Sequence[Video], now: float, mentions: Sequence[Video] = ()
) -> list[Line]:
    """Returns what there is to say, the newest first.

    seen: the videos, newest first. mentions: videos of others that mention the creator.
    """
    quiet = silence(samples, seen)
    said = [] if quiet is None else [_silence(quiet, now)]
    return said + [_move(one, now) for one in with_mentions(moves(samples, seen), mentions)]


def _move(found: Move, now: float) -> Line:
    """ "This 3-ingredient pasta…", "≈ 5.2× usual views, +41.2K followers in 3 d"."""
    mark = numbers.mark(rounded=found.margin > 0.05 * abs(found.amount))
    grown = f"{mark}{numbers.signed(found.amount)} followers in {durations.span(found.until - found.since)}"
    date = times.short_date(found.until, now)
    if found.mention is not None:
        return _mention(found, found.mention, grown, now)
    if found.video is None or found.compared is None:
        detail = f"{grown}, and no video seen by TikTrack explains it"
        return Line(icon="activity", title="Unusual growth", detail=detail, date=date)
    compared = found.compared
    ratio = numbers.mark(rounded=compared.rounded, repaired=compared.at_least) + numbers.times(compared.ratio)
    title = f"“{videos.caption(found.video.caption)}”"
    detail = ", ".join(filter(None, (f"{ratio} usual views", _with_whom(found.video), grown)))
    return Line(icon="flame", title=title, detail=detail, date=date)


def _with_whom(video: Video) -> str:
    """ "mentions @one and 2 more"; "" for nobody else."""
    names = [name for name in mentioned(video.caption) if name != canonical(video.creator.handle)]
    if not names:
        return ""
    return f"mentions @{names[0]}" + (f" and {len(names) - 1} more" if len(names) > 1 else "")


def _mention(found: Move, video: Video, grown: str, now: float) -> Line:
    """ "@other mentioned them the day before", "≈ 1.2M views, at the same time +41.2K followers in 3 d"."""
    days = (found.until - video.posted_at) // DAY
    when = "that day" if days < 1 else "the day before" if days < 2 else f"{days} days before"
    views = f"{counts.video_count(video.sample, VideoCount.VIEWS)} views"
    said = ", ".join(filter(None, (views, creators.if_old(video.sample.at, now), f"at the same time {grown}")))
    date = times.short_date(found.until, now)
    return Line(icon="users", title=f"@{video.creator.handle} mentioned them {when}", detail=said, date=date)


def _silence(found: Silence, now: float) -> Line:
    """ "No new video for 12 days"."""
    days = int((found.until - found.since) // DAY)
    since = times.short_date(found.since, now)
    detail = "The number of videos on the profile hasn’t changed since"
    return Line(icon="clock", title=f"No new video for {days} days", detail=detail, date=since)
