from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.pause import Pause
from tiktrack_gui.words.pause import state

BERLIN = ZoneInfo("Europe/Berlin")
NOON = 1_792_836_000  # 2026-10-24 12:00 in Berlin


@pytest.mark.parametrize(
    ("until", "said"),
    [
        (None, "Paused"),
        (NOON + 3 * HOUR + 40 * MINUTE, "Paused until 15:40"),
        (NOON + 12 * HOUR, "Paused until tomorrow"),
        (NOON + 12 * HOUR + 30 * MINUTE, "Paused until 00:30"),
    ],
)
def test_a_pause_says_until_when(until: int | None, said: str) -> None:
    assert state(Pause(until), NOON, BERLIN) == said
