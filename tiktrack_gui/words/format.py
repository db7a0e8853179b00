"""Counts, ages and times as the window shows them. Pure: the time of now is an argument, numbers read as in core."""

from __future__ import annotations

import re
from datetime import UTC, datetime, tzinfo

from tiktrack_gui.core import numbers
from tiktrack_gui.core.models import (
    CreatorCount,
    CreatorSample,
    DeliveryState,
    MeasuredVideo,
    VideoCount,
    VideoSample,
)

UNKNOWN = "—"
_UNBROKEN = re.compile(r"((?:[!-~]|\w){24})(?=[!-~]|\w)")
MINUTE, HOUR, DAY, YEAR = 60, 3600, 86_400, 365 * 86_400  # s
# English whatever the system's language, as all words of the window are
_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")

POSTED = {  # (word, icon, token of its colour)
    DeliveryState.QUEUED: ("Queued", "clock", "text3"),
    DeliveryState.SENDING: ("Sending", "send", "accent_text"),
    DeliveryState.SENT: ("Posted", "circle-check", "ok"),
    DeliveryState.FAILED: ("Failed", "circle-alert", "bad"),
    DeliveryState.NEEDS_REVIEW: ("Needs review", "circle-help", "warn"),
}


def count(number: int | None, *, rounded: bool = False, repaired: bool = False, full: bool = False) -> str:
    """ "1,284", "≈ 1.6M", "≥ 2.15B", "—" where not known. full: every digit."""
    if number is None:
        return UNKNOWN
    return numbers.mark(rounded=rounded, repaired=repaired) + (numbers.grouped if full else numbers.compact)(number)


def video_count(sample: VideoSample | None, which: VideoCount, *, full: bool = False) -> str:
    """One count of a video with its mark."""
    return _count_of(sample, which, full)


def creator_count(sample: CreatorSample | None, which: CreatorCount, *, full: bool = False) -> str:
    """One count of a creator with its mark."""
    return _count_of(sample, which, full)


def _count_of(sample: VideoSample | CreatorSample | None, which: VideoCount | CreatorCount, full: bool) -> str:
    if sample is None:
        return UNKNOWN
    number: int | None = getattr(sample, (which.name or "").lower())
    return count(number, rounded=bool(sample.rounded & which), repaired=bool(sample.repaired & which), full=full)


def age(seconds: float) -> str:
    """How old, in one unit: "< 1 min", "8 min", "21 h", "2 d", "3 y"."""
    for unit, size, limit in (("min", MINUTE, HOUR), ("h", HOUR, DAY), ("d", DAY, YEAR)):
        if seconds < limit:
            return f"{int(seconds // size)} {unit}" if seconds >= size else f"< 1 {unit}"
    return f"{int(seconds // YEAR)} y"


def ago(at: float, now: float) -> str:
    """ "just now", "8 min ago"."""
    return "just now" if now - at < MINUTE else f"{age(now - at)} ago"


def until(at: float, now: float) -> str:
    """ "now", "in 40 s", "in 12 min"; a begun minute counts."""
    left = at - now
    if left <= 0:
        return "now"
    return f"in {round(left)} s" if left < MINUTE else f"in {age(left + MINUTE - 1)}"


def exact_time(at: float, zone: tzinfo | None = None) -> str:
    """ "Tue 20 Oct 2026, 20:53" in local time, or in the zone given."""
    when = local(at, zone)
    return f"{_DAYS[when.weekday()]} {date(at, zone)}, {when:%H:%M}"


def date(at: float, zone: tzinfo | None = None) -> str:
    """ "20 Oct 2026"."""
    when = local(at, zone)
    return f"{when.day} {month(when.month)} {when.year}"


def short_date(at: float, now: float, zone: tzinfo | None = None) -> str:
    """ "20 Oct" this year, else "20 Oct 2025"."""
    when = local(at, zone)
    return date(at, zone) if when.year != local(now, zone).year else f"{when.day} {month(when.month)}"


def clock_time(at: float, now: float, zone: tzinfo | None = None) -> str:
    """ "09:41" today, else "20 Oct, 09:41", of another year "20 Oct 2025, 09:41"."""
    when = local(at, zone)
    return f"{when:%H:%M}" if when.date() == local(now, zone).date() else f"{short_date(at, now, zone)}, {when:%H:%M}"


def month(number: int) -> str:
    """1 → "Jan"."""
    return _MONTHS[number - 1]


def local(at: float, zone: tzinfo | None = None) -> datetime:
    return datetime.fromtimestamp(at, UTC).astimezone(zone)


def stage(words: str, done: int, wanted: int) -> str:
    """ "Reading the feed 30/50"; nothing is counted before there is something: "Starting the browser"."""
    return f"{words} {done}/{wanted}" if done and wanted else words


def velocity(measured: MeasuredVideo) -> str:
    """ "570/min"."""
    return UNKNOWN if measured.velocity is None else numbers.velocity(measured.velocity)


def speed_up(measured: MeasuredVideo) -> tuple[str, str]:
    """How the velocity of now compares with the average, and its tone: ("2.3×", "ok"), ("0.4×", "bad"), ("", "")."""
    current, average = measured.current, measured.velocity
    if current is None or current.at_most or not average:
        return "", ""
    ratio = current.value / average
    if 0.95 <= ratio < 1.05:
        return "steady", ""
    return numbers.times(ratio), "ok" if ratio > 1 else "bad"


def sentence(measured: MeasuredVideo, now: float) -> str:
    """A row of the feed read aloud."""
    video = measured.video
    views = video_count(video.sample, VideoCount.VIEWS)
    parts = [
        f"{caption(video.caption)} by {video.creator.name or video.creator.handle}",
        f"{views} views",
        f"{velocity(measured)}",
        f"score {measured.score.value}",
        f"posted {ago(video.posted_at, now)}",
    ]
    if measured.posted is not None:
        parts.append(f"Discord: {POSTED[measured.posted][0].lower()}")
    return ", ".join(parts)


def caption(text: str) -> str:
    """On one line; a video without one says so."""
    return " ".join(text.split()) or "No caption"


def breakable(text: str) -> str:
    """With places for a line to end in rows of hashtags, and in what else has no spaces."""
    return _UNBROKEN.sub("\\1\u200b", re.sub(r"(?<=\S)(?=[#@])", "\u200b", text))
