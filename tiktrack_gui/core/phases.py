"""Whether a story is taking off now, or did so some time ago: what may be said about it decides on this."""

from __future__ import annotations

from enum import StrEnum

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo

RECENT = 48 * HOUR  # s; what was measured or posted longer ago says nothing about now
SLOW = 0.1  # of the velocity since it was posted; slower than that, a video stands still


class Phase(StrEnum):
    TAKING_OFF = "taking_off"
    SLOWER = "slower"  # still growing, but not as it did
    STILL = "still"
    UNKNOWN = "unknown"  # it isn't known how fast it grows now


def phase(item: MeasuredVideo, now: float) -> Phase:
    """Decides by the current velocity; without one, only a video posted recently is taking off. now: epoch seconds."""
    if now - item.video.sample.at > RECENT or not item.velocity:
        return Phase.UNKNOWN
    if item.current is None:
        return Phase.TAKING_OFF if now - item.video.posted_at <= RECENT else Phase.UNKNOWN
    if item.current.at_most or item.current.value < SLOW * item.velocity:
        return Phase.STILL
    is_fresh = now - item.video.posted_at <= RECENT
    return Phase.TAKING_OFF if is_fresh or item.current.value >= item.velocity else Phase.SLOWER
