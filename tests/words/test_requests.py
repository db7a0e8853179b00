"""Texts about requests to TikTok."""

from __future__ import annotations

from typing import Any

import pytest

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.requests import Demand, Outlook, Planned, Reason
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.words import requests, times

NOW = 1_790_000_000.0
UNTIL = times.clock_time(NOW + 300, NOW)


@pytest.mark.parametrize(
    ("plan", "sentence", "color"),
    [
        (Plan(used=82, per_hour=240, next_in=0.0), "82 used, 158 left, of 240, next one available now", "ok"),
        (Plan(used=12, per_hour=240, next_in=3.2), "12 used, 228 left, of 240, next one available in 4 s", "ok"),
        (
            Plan(used=240, per_hour=240, next_in=1700.0),
            "240 used, 0 left, of 240, next one available in 29 min",
            "warn",
        ),
        (Plan(used=90, per_hour=60, next_in=0.0), "90 used, 0 left, of 60, next one available now", "warn"),
        (Plan(used=0, per_hour=None, next_in=0.0), "Not counted, No limit: the delay between requests is off", "text3"),
    ],
)
def test_used_and_left(plan: Plan, sentence: str, color: str) -> None:
    how = requests.used(plan)
    assert (how.sentence, how.color) == (sentence, color)


def planned(**values: Any) -> Planned:
    usual: dict[str, Any] = {"at": NOW + 300, "subject": "#pasta", "reason": Reason.EVERY}
    return Planned(**usual | values)


@pytest.mark.parametrize(
    ("one", "said"),
    [
        (planned(subject="trending", every=15 * MINUTE), "Trending feed in 5 min: refresh every 15 min"),
        (planned(every=90 * MINUTE), "#pasta in 5 min: refresh every 90 min"),
        (planned(at=NOW - 1, every=HOUR), "#pasta now: hourly refresh"),
        (planned(subject="@ann", every=DAY), "@ann in 5 min: daily refresh"),
        (planned(subject="@ann", every=6 * HOUR, others=11), "@ann and 11 more in 5 min: refresh every 6 h"),
        (planned(reason=Reason.RETRY, failures=1), "#pasta in 5 min: trying again"),
        (planned(reason=Reason.RETRY, failures=3), "#pasta in 5 min: trying again after 3 failures"),
        (planned(reason=Reason.BLOCKED), f"#pasta in 5 min: blocked until {UNTIL}"),
        (planned(reason=Reason.SPENT), f"#pasta in 5 min: limit reached until {UNTIL}"),
        (planned(subject="@ann", reason=Reason.STORY), "Story by @ann in 5 min: measured again"),
        (planned(subject="@ann", reason=Reason.STORY, others=3), "Story by @ann and 3 more in 5 min: measured again"),
        (planned(subject="@ann", reason=Reason.CAMPAIGN), "Video by @ann in 5 min: measured for a campaign"),
        (
            planned(subject="@ann", reason=Reason.CAMPAIGN, others=2, takes=60.0),
            "Video by @ann and 2 more in 5 min: measured for a campaign, done in about 1 min",
        ),
        (planned(subject="7123", reason=Reason.CAMPAIGN), "Video 7123 in 5 min: measured for a campaign"),
        (planned(subject="", reason=Reason.POSTING), "Profiles to post in 5 min: posting run"),
    ],
)
def test_what_is_asked_next_and_why(one: Planned, said: str) -> None:
    assert requests.line(one, NOW) == said


def test_the_next_few_or_why_there_are_none() -> None:
    demand = Demand(per_hour=240)
    some = Outlook(planned=(planned(every=HOUR), planned(subject="@ann", every=DAY)), demand=demand)
    assert requests.planned(some, NOW, 1) == ["#pasta in 5 min: hourly refresh"]
    assert requests.planned(Outlook(planned=(), demand=demand), NOW, 3) == ["Nothing is planned"]
    assert requests.planned(Outlook(planned=(), demand=demand, paused=True), NOW, 3) == ["Paused"]


@pytest.mark.parametrize(
    ("demand", "said", "short", "color"),
    [
        (
            Demand(sources=180.0, creators=6.4, stories=3.3, per_hour=240),
            "These settings need about 190 requests an hour, of 240 at most.",
            "About 190 an hour, sources 180, creators 6, hot stories 3",
            "ok",
        ),
        (
            Demand(creators=0.2, per_hour=240),
            "These settings need about 1 request an hour, of 240 at most.",
            "About 1 an hour, creators < 1",
            "ok",
        ),
        (
            Demand(sources=230.0, per_hour=240),
            "These settings need about 230 requests an hour, close to the 240 at most.",
            "About 230 an hour, sources 230",
            "warn",
        ),
        (
            Demand(sources=300.0, posting=5.0, per_hour=240),
            "These settings need about 305 requests an hour, but TikTrack makes 240 at most. "
            "Refresh less often, or refreshes will be late.",
            "About 305 an hour, Refresh less often, or refreshes will be late.",
            "bad",
        ),
        (
            Demand(sources=300.0, per_hour=None),
            "These settings need about 300 requests an hour.",
            "About 300 an hour, sources 300",
            "ok",
        ),
    ],
)
def test_what_the_settings_need(demand: Demand, said: str, short: str, color: str) -> None:
    how = requests.needed(demand)
    assert (requests.need(demand), how.sentence, how.color) == (said, short, color)
    assert requests.warning(demand) == (said if color != "ok" else "")
