"""How old the numbers of a post may be, and how long it waits for newer ones."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.freshness import is_fresh, next_try

NOW = 1_790_000_000


@pytest.mark.parametrize(
    ("measured_at", "fresh"),
    [(NOW, True), (NOW - HOUR, True), (NOW - HOUR - 1, False), (NOW + MINUTE, True), (NOW + DAY, False), (None, False)],
)
def test_an_hour_is_fresh(measured_at: int | None, fresh: bool) -> None:
    assert is_fresh(measured_at, NOW) is fresh


@pytest.mark.parametrize(
    ("waited", "retry_in", "wait"),
    [
        (0, None, 15 * MINUTE),
        (0, MINUTE, 15 * MINUTE),
        (0, 40 * MINUTE, 40 * MINUTE),
        (0, 5 * HOUR, HOUR),
        (6 * HOUR - MINUTE, None, MINUTE),
        (6 * HOUR, None, None),
        (7 * DAY, HOUR, None),
        (-1, None, None),  # requested before the clock was set back
    ],
)
def test_it_waits_for_six_hours(waited: int, retry_in: int | None, wait: int | None) -> None:
    found = next_try(NOW - waited, NOW, None if retry_in is None else NOW + retry_in)
    assert found == (None if wait is None else NOW + wait)
