from __future__ import annotations

from typing import Any

import pytest

from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.sources import Source
from tiktrack_gui.services.rounds import Planned
from tiktrack_gui.words import sources

NOW = 1_790_000_000


def a_source(**different: Any) -> Source:
    values: dict[str, Any] = {
        "id": 2,
        "account_handle": "#pasta",
        "account_name": "#pasta",
        "is_active": True,
        "is_trusted": False,
        "scrape_frequency_minutes": 1440,
        "min_velocity": None,
        "last_run_at": NOW - 8 * MINUTE,
    }
    return Source(**values | different)


@pytest.mark.parametrize(
    ("different", "due_at", "said"),
    [
        ({}, None, "Off"),
        ({}, NOW, "Next now"),
        ({}, NOW + 12 * MINUTE, "Next in 12 min"),
        ({"failures": 1, "trouble": "Empty."}, NOW + 12 * MINUTE, "Failed, next try in 12 min"),
        ({"failures": 0, "trouble": "No network."}, NOW, "Failed, next try now"),
        ({"failures": 3, "trouble": "Empty."}, NOW + 2 * HOUR, "Failed 3 times in a row, next try in 2 h"),
    ],
)
def test_the_state_of_a_source(different: dict[str, Any], due_at: float | None, said: str) -> None:
    assert sources.state(Planned(source=a_source(**different), due_at=due_at), NOW) == said


def test_how_often_from_when_on_and_when_last() -> None:
    assert sources.every(a_source()) == "1,440 min"
    assert sources.threshold(a_source(), 100) == "100/min (default)"
    assert sources.threshold(a_source(min_velocity=40.0), 100) == "40/min"
    assert sources.last_run(a_source(), NOW) == "8 min ago"
    assert sources.last_run(a_source(last_run_at=None), NOW) == "not yet"


def test_a_source_that_waits_longer() -> None:
    assert sources.slowed(a_source(failures=4), NOW + 2 * HOUR, NOW) == (
        "#pasta failed 4 times in a row. Next try in 2 h."
    )
