"""Pauses of the timers: for how long, and when one ends by itself."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import tzinfo
from enum import StrEnum

from tiktrack_gui.core.days import midnights
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE

LONGEST = 2 * DAY  # s; no pause that ends by itself is as long


class PauseLength(StrEnum):
    """For how long the user can pause the timers; the value is the text in menus."""

    HOUR = "For 1 hour"
    TOMORROW = "Until tomorrow"
    RESUMED = "Until I resume"


@dataclass(frozen=True, slots=True)
class Pause:
    """A pause. until: UTC epoch seconds; None = until the user ends it."""

    until: int | None = None

    def ends_at(self, now: float) -> float | None:
        """Returns when it ends by itself, at the earliest now; None = never.

        A moment further ahead than any pause lasts comes from a clock that was wrong, and counts as over.
        """
        if self.until is None:
            return None
        return self.until if now < self.until <= now + LONGEST else now

    def is_over(self, now: float) -> bool:
        return self.ends_at(now) == now


def begun(length: PauseLength, now: float, zone: tzinfo | None = None) -> Pause:
    """Returns the pause that begins now; an hour ends at a full minute. zone: None = this computer's."""
    match length:
        case PauseLength.HOUR:
            return Pause(math.ceil((now + HOUR) / MINUTE) * MINUTE)
        case PauseLength.TOMORROW:
            return Pause(midnights(now, 1, zone)[-1])
        case PauseLength.RESUMED:
            return Pause()
