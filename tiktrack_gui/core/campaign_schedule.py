"""When the videos of campaigns are measured by themselves. Pure; times are epoch seconds.

Hourly for the first 3 days after a video was posted, then daily, until 30 days; one that is older when it is added is
measured once. What was missed, such as while the computer was off, is made up for by a single measurement, and not at
all once the 30 days are over. After failures in a row, the wait doubles each time, up to a day.

One that TikTok doesn't show is asked for again until it said so NOT_FOUND times in a row: it sometimes says so of a
video that is there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import NotFound, Private, error_class

HOURLY_UNTIL = 3 * DAY  # s since it was posted
MEASURED_UNTIL = 30 * DAY
NOT_FOUND = 3
SHARE = 0.5  # of the hourly limit of requests, at most
ID_TIME_BITS = 32  # of an ID, below the second in which it was made


@dataclass(frozen=True, slots=True, kw_only=True)
class Scheduled:
    """What is stored of a video that is in one or more campaigns.

    handle: as in its link, or its creator's. posted_at, measured_at: None if it was never measured. gone_at: when
    TikTok first said that it isn't there. tried_at, failures, trouble: as in `core.campaigns.CampaignVideo`.
    """

    video_id: int
    handle: str | None = None
    creator_id: int | None = None
    added_at: int
    posted_at: int | None = None
    measured_at: int | None = None
    gone_at: int | None = None
    tried_at: int | None = None
    failures: int = 0
    trouble: str | None = None

    @property
    def posted(self) -> int:
        """When it was posted, or at least uploaded, which its ID tells."""
        return self.posted_at if self.posted_at is not None else self.video_id >> ID_TIME_BITS


@dataclass(frozen=True, slots=True, kw_only=True)
class Turn:
    """When a video is measured next. every: seconds between two measurements at its age."""

    at: float
    video: Scheduled
    every: float


def interval(video: Scheduled, now: float) -> float:
    """Returns the seconds between two measurements."""
    return HOUR if now - video.posted < HOURLY_UNTIL else DAY


def due_at(video: Scheduled, now: float) -> float | None:
    """Returns when it is to be measured, perhaps in the past; None = not any more."""
    is_over = now >= video.posted + MEASURED_UNTIL
    if video.failures >= NOT_FOUND and (is_over or _is_gone(video)):
        return None
    if is_over and video.measured_at is not None:
        return None
    every = interval(video, now)
    if video.failures and video.tried_at is not None:
        return min(video.tried_at, now) + min(every * 2.0 ** (video.failures - 1), max(every, DAY))
    last = max((at for at in (video.measured_at, video.tried_at) if at is not None), default=None)
    if last is None:
        return video.added_at
    due = min(last, now) + every  # also after a try whose counts weren't believed, so that nothing was stored
    return due if due < video.posted + MEASURED_UNTIL or video.measured_at is None else None


def turns(videos: Iterable[Scheduled], now: float, last: float | None, per_hour: int | None) -> list[Turn]:
    """Returns the next turn of each video in order, the most overdue first, in relation to its interval.

    last: when one was measured last by itself. per_hour: the limit of requests; None = none.
    """
    waiting = [(at, interval(one, now), one) for one in videos if (at := due_at(one, now)) is not None]
    due = [turn for turn in waiting if turn[0] <= now]
    due.sort(key=lambda turn: ((turn[0] - now) / turn[1], turn[2].video_id))
    later = sorted((turn for turn in waiting if turn[0] > now), key=lambda turn: (turn[0], turn[2].video_id))
    pause = 0.0 if per_hour is None else HOUR / (SHARE * per_hour)
    found: list[Turn] = []
    free_at = now if last is None else max(min(last, now) + pause, now)
    for at, every, one in due + later:
        found.append(Turn(at=max(at, free_at), video=one, every=every))
        free_at = found[-1].at + pause
    return found


def demand(videos: Iterable[Scheduled], now: float) -> float:
    """Returns how many measurements an hour the schedule takes."""
    return sum(HOUR / interval(one, now) for one in videos if due_at(one, now) is not None)


def is_not_shown(trouble: str | None) -> bool:
    """Whether the kind of error says that TikTok doesn't show a video."""
    return issubclass(error_class(trouble), NotFound | Private)


def _is_gone(video: Scheduled) -> bool:
    return video.gone_at is not None or is_not_shown(video.trouble)
