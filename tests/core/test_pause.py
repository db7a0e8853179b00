"""When a pause ends."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.pause import Pause, PauseLength, begun

BERLIN = ZoneInfo("Europe/Berlin")
NOON = 1_792_836_000  # 2026-10-24 12:00 in Berlin
LONG_DAY = 1_792_879_200  # 2026-10-25 00:00 in Berlin, where this day has 25 hours


@pytest.mark.parametrize(
    ("length", "now", "until"),
    [
        pytest.param(PauseLength.HOUR, NOON, NOON + HOUR, id="an hour"),
        pytest.param(PauseLength.HOUR, NOON + 1.5, NOON + HOUR + 60, id="until a full minute, as is said"),
        pytest.param(PauseLength.TOMORROW, NOON, NOON + 12 * HOUR, id="until midnight"),
        pytest.param(PauseLength.TOMORROW, LONG_DAY, LONG_DAY + 25 * HOUR, id="on a day of 25 hours"),
        pytest.param(PauseLength.RESUMED, NOON, None, id="until resumed"),
    ],
)
def test_when_a_pause_ends(length: PauseLength, now: float, until: int | None) -> None:
    pause = begun(length, now, BERLIN)
    assert pause == Pause(until)
    assert pause.ends_at(now) == until
    assert not pause.is_over(now)


@pytest.mark.parametrize(
    ("until", "is_over"),
    [
        (NOON - 1, True),
        (NOON, True),
        (NOON + 1, False),
        (NOON + 25 * HOUR, False),
        (NOON + 3 * DAY, True),  # the clock was wrong when it began
        (None, False),
    ],
)
def test_when_a_pause_is_over(until: int | None, is_over: bool) -> None:
    assert Pause(until).is_over(NOON) is is_over
