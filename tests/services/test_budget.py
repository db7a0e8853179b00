"""One budget for all TikTok requests."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tests.services.fakes import FakeClock
from tiktrack_gui.core.errors import BudgetSpent
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.budget import JITTER, RequestBudget


def test_requests_are_spaced_with_jitter() -> None:
    budget = RequestBudget(FakeClock(), lambda: 4)
    waits = [budget.reserve(Capability.TRENDING) for _ in range(5)]
    assert waits[0] == 0
    gaps = [later - earlier for earlier, later in pairwise(waits)]
    assert all(4 <= gap <= 4 * (1 + JITTER) for gap in gaps)
    assert len(set(gaps)) > 1


def test_a_pause_that_has_passed_is_not_waited_for() -> None:
    clock = FakeClock()
    budget = RequestBudget(clock, lambda: 4)
    budget.reserve(Capability.TRENDING)
    clock.time += 60
    assert budget.reserve(Capability.CREATOR) == 0


def test_the_hour_has_an_end() -> None:
    clock = FakeClock()
    budget = RequestBudget(clock, lambda: 0.001, per_hour=3)
    for _ in range(3):
        budget.reserve(Capability.CREATOR)
    with pytest.raises(BudgetSpent) as spent:
        budget.reserve(Capability.CREATOR)
    assert spent.value.retry_at == pytest.approx(clock.now() + 3600, abs=1)
    assert budget.plan().used == 3
    clock.time += 3600.1
    assert budget.reserve(Capability.CREATOR) == 0


def test_pacing_can_be_switched_off() -> None:
    budget = RequestBudget(FakeClock(), lambda: 0, per_hour=1)
    assert [budget.reserve(Capability.CREATOR) for _ in range(5)] == [0] * 5


def test_the_time_that_many_requests_take_is_that_of_the_delay_or_of_the_limit() -> None:
    budget = RequestBudget(FakeClock(), lambda: 4)
    assert budget.time_for(100) == pytest.approx(450)
    assert budget.time_for(480) == pytest.approx(3600)  # the second 240 wait for the next hour
    budget.reserve(Capability.CREATOR)
    assert 4 <= budget.time_for(1) - 4.5 <= 5
    assert RequestBudget(FakeClock(), lambda: 0).time_for(1_000) == 0
