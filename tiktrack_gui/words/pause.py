"""Says that the timers are paused, and until when."""

from __future__ import annotations

from datetime import tzinfo

from tiktrack_gui.core.days import midnights
from tiktrack_gui.core.pause import Pause
from tiktrack_gui.words.times import local


def state(pause: Pause, now: float, zone: tzinfo | None = None) -> str:
    """ "Paused until 15:40", "Paused until tomorrow", or "Paused" if it doesn't end by itself."""
    if pause.until is None:
        return "Paused"
    if pause.until == midnights(now, 1, zone)[-1]:
        return "Paused until tomorrow"
    return f"Paused until {local(pause.until, zone):%H:%M}"
