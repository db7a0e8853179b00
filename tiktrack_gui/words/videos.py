"""What is said about a measured video. Pure: the time of now is an argument."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.models import MeasuredVideo, VideoCount
from tiktrack_gui.words import deliveries
from tiktrack_gui.words.counts import UNKNOWN, video_count
from tiktrack_gui.words.times import ago


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
    if measured.delivery is not None:
        parts.append(f"Discord: {deliveries.state(measured.delivery, now).words.lower()}")
    return ", ".join(parts)


def caption(text: str) -> str:
    """On one line; a video without one says so."""
    return " ".join(text.split()) or "No caption"
