"""When creators are measured by themselves: month-long simulations of whatever lists there are."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.core.refreshing import (
    CHOICES,
    FAST,
    LEAST,
    MOST,
    OFTENER,
    QUIET,
    SILENT,
    USUAL,
    Candidate,
    Rhythm,
    as_set,
    demand,
    due_at,
    factor,
    gap,
    interval,
    parse_every,
    require_every,
    time_left,
    turns,
)

NOW = 1_790_000_000
PER_HOUR = 240
LATE = 0.15  # of an interval, at most: how much later than in time a measurement may be while everything works
DAYS = 30


def creators(number: int, *rhythms: Rhythm, first: int = 6_800_000_000_000_000_000) -> list[Candidate]:
    """Those that were measured when they were added, half a minute apart."""
    return [
        Candidate(creator_id=first + 7919 * place, handle=f"c{place}", rhythms=rhythms, checked_at=at, tried_at=at)
        for place, at in enumerate(range(NOW - 30 * number, NOW, 30))
    ]


class World:
    """What is stored, and nothing else: each step decides anew from it, as after a restart."""

    def __init__(self, candidates: Sequence[Candidate], usual: float = DAY, seed: int = 0) -> None:
        self.stored = {one.creator_id: one for one in candidates}
        self.usual = usual
        self.measured: dict[int, list[float]] = defaultdict(list)
        self.all: list[float] = []
        self._chance = random.Random(seed)
        self.now = float(NOW)

    def run(self, until: float, off: Sequence[tuple[float, float]] = ()) -> None:
        """off: from when to when the computer is."""
        while True:
            order = list(self.stored.values())
            self._chance.shuffle(order)  # a database may return rows in any order
            turn = turns(order, self.usual, self.now, PER_HOUR)[0]
            at = next((end for start, end in off if start <= turn.at < end), turn.at)
            if at > turn.at:
                self.now = at
                continue
            if at >= until:
                return
            self.now = at
            one = turn.candidate
            self.stored[one.creator_id] = replace(one, checked_at=int(at), tried_at=int(at), failures=0)
            self.measured[one.creator_id].append(at)
            self.all.append(at)

    def gaps(self, creator_id: int, since: float = NOW) -> list[float]:
        moments = [at for at in self.measured[creator_id] if at >= since]
        return [later - earlier for earlier, later in pairwise(moments)]

    def most_in_an_hour(self) -> int:
        most, start = 0, 0
        for end, at in enumerate(self.all):
            while self.all[start] <= at - HOUR:
                start += 1
            most = max(most, end - start + 1)
        return most


def test_two_hundred_daily_creators_come_one_about_every_seven_minutes() -> None:
    world = World(creators(200))
    world.run(NOW + 3 * DAY)
    for day in range(1, 3):
        moments = [at for at in world.all if day * DAY <= at - NOW < (day + 1) * DAY]
        assert len(moments) == pytest.approx(200, abs=15)
        pauses = sorted(later - earlier for earlier, later in pairwise(moments))
        assert pauses[len(pauses) // 2] == pytest.approx(DAY / 200, rel=0.25)
        assert pauses[0] >= MINUTE
        assert pauses[-1] < HOUR
        hours = [sum(1 for at in moments if hour <= (at - NOW) % DAY / HOUR < hour + 1) for hour in range(24)]
        assert max(hours) <= 14  # of 8 on average


mixed = st.lists(
    st.tuples(
        st.integers(1, 8),
        st.lists(st.builds(Rhythm, every=st.sampled_from((None, *CHOICES)), adaptive=st.booleans()), max_size=3),
        st.sampled_from((OFTENER, USUAL, QUIET, SILENT)),
        st.integers(1, 2**62),
    ),
    min_size=1,
    max_size=4,
)


@settings(max_examples=5, deadline=None)
@given(mixed, st.sampled_from((6 * HOUR, DAY)))
def test_for_a_month_everybody_is_measured_at_its_interval_within_the_budget(
    groups: list[tuple[int, list[Rhythm], float, int]], usual: int
) -> None:
    everybody = {
        one.creator_id: replace(one, factor=by)
        for number, rhythms, by, first in groups
        for one in creators(number, *rhythms, first=first)
    }
    world = World(list(everybody.values()), usual)
    world.run(NOW + DAYS * DAY)
    assert world.most_in_an_hour() <= MOST * PER_HOUR
    for one in everybody.values():
        every = interval(one, usual)
        gaps = world.gaps(one.creator_id)
        late = every * LATE + 2 * MINUTE * len(everybody)  # those who are due in the same minutes wait for each other
        assert len(world.measured[one.creator_id]) >= int(DAYS * DAY / every) - 1
        assert all(every - late <= seconds <= every + late for seconds in gaps)


def test_the_order_is_the_same_whatever_the_database_returns_and_whenever_it_is_restarted() -> None:
    everybody = [*creators(12, Rhythm(every=HOUR)), *creators(20, first=77)]
    one, other = World(everybody, seed=1), World(everybody, seed=2)
    one.run(NOW + 2 * DAY)
    for hours in range(1, 49):
        other.run(NOW + hours * HOUR)
        other.now = max(other.now, other.all[-1] if other.all else NOW)
    assert one.measured == other.measured


def test_after_a_day_of_sleep_the_backlog_is_measured_at_the_budgets_pace_and_nobody_is_left_out() -> None:
    world = World(creators(200))
    asleep = (NOW + DAY / 2, NOW + 2 * DAY)
    world.run(NOW + 3 * DAY, off=[asleep])
    woken = [at for at in world.all if at >= asleep[1]]
    assert world.most_in_an_hour() <= PER_HOUR / 2 + 1
    assert 60 <= sum(at < asleep[1] + HOUR for at in woken) <= 120
    back = asleep[1] + 12 * HOUR
    assert {creator_id for creator_id, moments in world.measured.items() if moments[-1] >= asleep[1]} == set(
        world.stored
    )
    assert all(any(asleep[1] <= at < back for at in moments) for moments in world.measured.values())


def test_the_most_overdue_in_relation_to_its_interval_comes_first() -> None:
    hourly, daily, weekly = (
        Candidate(creator_id=place, handle=str(place), rhythms=(Rhythm(every=every),), checked_at=NOW, tried_at=NOW)
        for place, every in enumerate((HOUR, DAY, 7 * DAY), 1)
    )
    order = [turn.candidate.creator_id for turn in turns([weekly, daily, hourly], DAY, NOW + 11 * DAY, None)]
    assert order == [1, 2, 3]
    new = Candidate(creator_id=4, handle="4", added_at=NOW - 400 * DAY)
    assert turns([weekly, new, daily], DAY, NOW + 11 * DAY, None)[0].candidate is new


def test_too_many_for_the_budget_are_late_alike_and_nobody_starves() -> None:
    world = World(creators(300, Rhythm(every=HOUR)))  # 300 an hour, where 216 are possible
    world.run(NOW + 8 * HOUR)
    assert world.most_in_an_hour() <= MOST * PER_HOUR
    times = [len(moments) for moments in world.measured.values()]
    assert len(times) == 300
    assert min(times) >= 4  # of 5.8 on average


def test_the_interval_is_the_shortest_of_its_lists() -> None:
    def of(*rhythms: Rhythm, by: float = USUAL) -> float:
        return interval(Candidate(creator_id=1, handle="a", rhythms=rhythms, factor=by), DAY)

    assert of() == DAY
    assert of(Rhythm(every=7 * DAY)) == 7 * DAY
    assert of(Rhythm(every=7 * DAY), Rhythm()) == DAY
    assert of(Rhythm(every=7 * DAY), Rhythm(every=HOUR)) == HOUR
    assert of(Rhythm(every=DAY), by=SILENT) == DAY
    assert of(Rhythm(every=DAY, adaptive=True), by=SILENT) == 4 * DAY
    assert of(Rhythm(adaptive=True), by=OFTENER) == DAY / 2
    assert of(Rhythm(every=HOUR, adaptive=True), by=OFTENER) == LEAST


def test_what_the_settings_say_holds_where_no_list_says_otherwise() -> None:
    def of(*rhythms: Rhythm, adaptive: bool = True) -> float:
        one = Candidate(creator_id=1, handle="a", rhythms=rhythms, factor=SILENT)
        return interval(as_set(one, adaptive=adaptive), DAY)

    assert of() == of(Rhythm()) == 4 * DAY
    assert of(adaptive=False) == of(Rhythm(), adaptive=False) == DAY
    assert of(Rhythm(every=7 * DAY)) == 7 * DAY, "a list with an interval of its own says itself whether it adapts"
    assert of(Rhythm(every=7 * DAY), Rhythm()) == 4 * DAY


def test_one_that_gets_no_answer_is_tried_sooner_at_first_and_then_as_usual() -> None:
    one = Candidate(creator_id=1, handle="a", checked_at=NOW - DAY, tried_at=NOW)
    waits = [due_at(replace(one, failures=failures), DAY) - NOW for failures in (1, 2, 3, 4, 50)]
    assert waits == [6 * HOUR, 12 * HOUR, DAY, DAY, DAY]
    hourly = replace(one, rhythms=(Rhythm(every=HOUR),), failures=1)
    assert due_at(hourly, DAY) - NOW == 15 * MINUTE


@given(st.integers(1, 2**63 - 1), st.sampled_from(CHOICES), st.integers(NOW, NOW + 30 * DAY))
def test_the_next_time_is_half_to_one_and_a_half_intervals_away(creator_id: int, every: int, at: int) -> None:
    one = Candidate(creator_id=creator_id, handle="a", rhythms=(Rhythm(every=every),), checked_at=at, tried_at=at)
    next_at = due_at(one, DAY)
    assert every / 2 < next_at - at <= every * 1.5 + 1
    assert due_at(replace(one, checked_at=int(next_at)), DAY) - next_at == pytest.approx(every, abs=2)


def test_a_clock_that_was_set_back_holds_nobody_up() -> None:
    [one] = creators(1)
    ahead = replace(one, tried_at=NOW + 3 * DAY, checked_at=NOW - 2 * DAY)
    assert turns([ahead], DAY, NOW, PER_HOUR)[0].at <= NOW + HOUR


GROWING = WeeklyGrowth(share=0.02, low=0.01, high=0.03, samples=20, seconds=28 * DAY)
STILL = replace(GROWING, share=0.0, low=-0.01, high=0.01)


def history(first: int | None, last: int | None) -> list[CreatorSample]:
    return [
        CreatorSample(at=NOW - day * DAY, followers=5_000, following=1, likes=1, videos=videos)
        for day, videos in ((28, first), (14, first), (0, last))
    ]


@pytest.mark.parametrize(
    ("growth", "videos", "expected"),
    [
        (replace(GROWING, low=FAST, share=0.08, high=0.11), (20, 20), OFTENER),
        (GROWING, (20, 24), USUAL),
        (GROWING, (20, 20), QUIET),
        (STILL, (20, 24), QUIET),
        (STILL, (20, 20), SILENT),
        (STILL, (None, None), QUIET),  # nothing is known of its videos
        (TooLittleHistory(samples=3, days_missing=4), (20, 20), USUAL),
    ],
)
def test_a_fast_grower_is_measured_oftener_and_a_silent_one_more_seldom(
    growth: WeeklyGrowth | TooLittleHistory, videos: tuple[int | None, int | None], expected: float
) -> None:
    assert factor(history(*videos), growth) == expected


def test_without_a_limit_of_requests_only_the_intervals_count() -> None:
    everybody = creators(100, Rhythm(every=HOUR))
    assert demand(everybody, DAY) == 100
    assert gap(everybody, 1, DAY, None) == pytest.approx(0.8 * 36)
    assert gap(everybody, 100, DAY, 60) == pytest.approx(HOUR / 54 + 1)
    assert gap([], 0, DAY, 60) == 0


def test_only_the_intervals_that_are_offered_can_be_chosen() -> None:
    assert [require_every(choice) for choice in CHOICES] == list(CHOICES)
    with pytest.raises(BadInput):
        require_every(5 * MINUTE)


def test_an_interval_can_be_written_in_several_ways() -> None:
    written = ("1h", "hourly", "6 H", "daily", "7d", "1w", "settings")
    assert [parse_every(text) for text in written] == [HOUR, HOUR, 6 * HOUR, DAY, 7 * DAY, 7 * DAY, None]
    for text in ("", "0h", "5m", "h", "-1h", "²h", "99999999h", "2h"):
        with pytest.raises(BadInput):
            parse_every(text)


def test_the_time_left_is_known_once_something_was_measured() -> None:
    assert time_left(0, 200, 0.0, 0.0) is None
    assert time_left(0, 200, 0.0, 900.0) == 900
    assert time_left(50, 200, 300.0, 675.0) == 900
    assert time_left(50, 200, 60.0, 675.0) == 675  # the budget allows no more
    assert time_left(200, 200, 900.0, 0.0) == 0
