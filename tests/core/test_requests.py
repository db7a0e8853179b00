"""What TikTrack asks TikTok costs as many requests as its client makes."""

from __future__ import annotations

from typing import Any

import pytest

from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.requests import Demand, cost, of_posting, of_sources, of_stories
from tiktrack_gui.core.sources import Capability, Source


def source(handle: str, minutes: int, **different: Any) -> Source:
    values: dict[str, Any] = {
        "id": 1,
        "account_handle": handle,
        "account_name": handle,
        "is_active": True,
        "is_trusted": False,
        "scrape_frequency_minutes": minutes,
        "min_velocity": None,
        "last_run_at": None,
    }
    return Source(**values | different)


@pytest.mark.parametrize(
    ("capability", "videos", "requests"),
    [
        (Capability.TRENDING, 1, 1),
        (Capability.TRENDING, 28, 1),
        (Capability.TRENDING, 50, 2),
        (Capability.HASHTAG, 60, 3),
        (Capability.TRENDING, 500, 10),  # a run ends after ten pages
        (Capability.CREATOR_VIDEOS, 50, 1),
    ],
)
def test_a_run_costs_a_request_per_page(capability: Capability, videos: int, requests: int) -> None:
    assert cost(capability, videos) == requests


def test_sources_cost_by_their_intervals_not_by_how_they_are_doing() -> None:
    assert of_sources([source("trending", 15)], 50) == 8
    assert of_sources([source("#pasta", 5), source("@ann", 60)], 50) == 25
    assert of_sources([source("#pasta", 5, failures=9, trouble="Empty.")], 50) == 24
    assert of_sources([source("trending", 1)], 50) == 12  # no source is refreshed more often than it may
    assert of_sources([source("#pasta", 5, is_active=False)], 50) == 0


def test_creators_stories_and_posting() -> None:
    assert of_posting(5, 30 * MINUTE) == 10
    assert of_stories() == pytest.approx(80 / 24)


@pytest.mark.parametrize(
    ("sources", "per_hour", "is_near", "is_over"),
    [
        (216.0, 240, False, False),
        (216.1, 240, True, False),
        (240.0, 240, True, False),
        (240.1, 240, True, True),
        (9_000.0, None, False, False),
    ],
)
def test_a_demand_is_near_its_limit_before_it_is_over(
    sources: float, per_hour: int | None, is_near: bool, is_over: bool
) -> None:
    demand = Demand(sources=sources, per_hour=per_hour)
    assert (demand.is_near, demand.is_over) == (is_near, is_over)


def test_a_demand_is_rounded_up() -> None:
    assert Demand(sources=8.0, creators=0.1, per_hour=240).total == 9
    assert Demand(sources=0.1 + 0.2, creators=0.7, per_hour=240).total == 1  # not 2 for the sake of 1e-16


def test_the_heavy_parts_of_a_demand() -> None:
    assert Demand(sources=200.0, creators=30.0, posting=5.0, per_hour=240).heavy == {"sources", "creators"}
    assert Demand(per_hour=240).heavy == set()
