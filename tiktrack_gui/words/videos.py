"""Texts about a measured video. Pure: the current time is an argument."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import CurrentVelocity, MeasuredVideo, VideoCount
from tiktrack_gui.core.phases import RISING, is_rising
from tiktrack_gui.words import deliveries
from tiktrack_gui.words.counts import UNKNOWN, video_count
from tiktrack_gui.words.times import ago

STANDING = 0.05  # of the average; below it, a ratio would read "0×"
STALE = HOUR  # s; an older measurement is shown with its age


def velocity(measured: MeasuredVideo) -> str:
    """ "570/min", or "≥ 570/min" if likes, comments or shares are unknown."""
    if measured.velocity is None:
        return UNKNOWN
    return numbers.velocity(measured.velocity, at_least=measured.at_least)


def current_velocity(current: CurrentVelocity) -> str:
    """ "570/min", or that it is too slow to be measured."""
    speed = numbers.velocity(current.value)
    return f"under {speed}" if current.at_most else speed


def score(measured: MeasuredVideo) -> str:
    return UNKNOWN if measured.score is None else str(measured.score.value)


def measured_ago(measured: MeasuredVideo, now: float) -> str:
    """ "measured 18 h ago", or "" if that was within the last hour."""
    at = measured.video.sample.at
    return f"measured {ago(at, now)}" if now - at > STALE else ""


def speed_up(measured: MeasuredVideo) -> tuple[str, str]:
    """Compares the current velocity with the average, with a tone: ("2.3×", "ok"), ("0.4×", "bad"), ("stopped", "")."""
    current, average = measured.current, measured.velocity
    if current is None or current.at_most or not average:
        return "", ""
    ratio = current.value / average
    if ratio < STANDING:
        return "stopped", ""
    if 0.95 <= ratio < RISING:
        return "steady", ""
    return numbers.times(ratio), "ok" if is_rising(measured) else "bad"


def sentence(measured: MeasuredVideo, now: float) -> str:
    """Returns a row of the feed for screen readers."""
    video = measured.video
    views = video_count(video.sample, VideoCount.VIEWS)
    parts = [
        f"{caption(video.caption)} by {video.creator.name or video.creator.handle}",
        f"{views} views",
        ", ".join(filter(None, (velocity(measured), measured_ago(measured, now)))),
        f"score {score(measured)}",
        f"posted {ago(video.posted_at, now)}",
    ]
    if measured.delivery is not None:
        parts.append(f"Discord: {deliveries.state(measured.delivery, now).words.lower()}")
    return ", ".join(parts)


def caption(text: str) -> str:
    """Returns a caption on one line, or "No caption" if it is empty."""
    return " ".join(text.split()) or "No caption"
