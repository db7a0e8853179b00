from __future__ import annotations

import pytest

from tiktrack_gui.core.clocks import clock_error, tiktok_time, warning
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE

NOW = 1_790_000_000.0


@pytest.mark.parametrize(
    ("body", "header", "believed"),
    [
        (None, None, None),
        (NOW - HOUR, None, NOW - HOUR),
        (None, NOW + 20 * HOUR, NOW + 20 * HOUR),
        (NOW - 25 * HOUR, None, None),  # a recording, or a wrong clock: nobody confirms it
        (None, NOW + 3 * DAY, None),
        (NOW + 3 * DAY, NOW + 3 * DAY + 2 * MINUTE, NOW + 3 * DAY),
        (NOW - 900 * DAY, NOW - 900 * DAY, NOW - 900 * DAY),
        (NOW - 900 * DAY, NOW + MINUTE, NOW + MINUTE),  # a recording, served now
        (NOW - HOUR, NOW, NOW - HOUR),
    ],
)
def test_tiktoks_time_is_believed_within_a_day_or_if_it_says_so_twice(
    body: float | None, header: float | None, believed: float | None
) -> None:
    assert tiktok_time(body, header, NOW) == believed


def test_the_clocks_are_compared_even_if_tiktoks_is_not_believed() -> None:
    assert clock_error(NOW + 3 * DAY, None, NOW) == 3 * DAY
    assert clock_error(NOW - 900 * DAY, NOW, NOW) == 0
    assert clock_error(None, None, NOW) is None


@pytest.mark.parametrize("error", [0, 4 * MINUTE, -5 * MINUTE])
def test_a_good_clock_is_not_mentioned(error: float) -> None:
    assert warning(error, corrected=True) is None


@pytest.mark.parametrize(
    ("error", "corrected", "words"),
    [
        (3 * DAY, False, "is 3 d behind TikTok’s. Ages and velocities are wrong until it is corrected."),
        (-20 * MINUTE, True, "is 20 min ahead of TikTok’s. Ages and velocities use TikTok’s time."),
        (5 * HOUR, True, "is 5 h behind TikTok’s. Ages and velocities use TikTok’s time."),
    ],
)
def test_a_wrong_clock_is_said_with_what_it_means(error: float, corrected: bool, words: str) -> None:
    assert warning(error, corrected=corrected) == f"This computer’s clock {words}"
