"""When which source is refreshed: through the real timers, with a clock, a network and a user that a table moves."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import pytest

from tests.services.conftest import World
from tests.services.fakes import FakeClock, video
from tests.waiting import until
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import Blocked, Captcha, Stopped, TikTrackError, Unreachable
from tiktrack_gui.core.pause import Pause, PauseLength
from tiktrack_gui.core.sources import Capability, Source
from tiktrack_gui.services.rounds import Rounds, Tried
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import LOOK_EVERY, Plan, Timers

TAG = "#pasta"
BOTH = [TAG, "trending"]
END_OF_SUMMER_TIME = 1_792_886_400.0  # in Berlin, half an hour before the clocks go back: 2026-10-25 00:00 UTC
PLAN = Plan(
    limit=50,
    criteria=Criteria(),
    creators_every=1000 * HOUR,
)


class StandingClock(FakeClock):
    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(1000 * HOUR)

    def fall_asleep(self, seconds: float) -> None:
        """The computer sleeps, and the monotonic clock with it."""
        self.time += seconds
        self.behind -= seconds


class LookedAt(Rounds):
    """Counts how often the table was read, and knows whether a round is under way."""

    looks = 0
    busy = False

    async def plan(self) -> None:
        await super().plan()
        self.looks += 1

    async def refresh_due(self, limit: int, criteria: Criteria) -> list[Tried]:
        self.busy = True
        done = await super().refresh_due(limit, criteria)
        self.busy = False
        return done


class Desk:
    """A computer with TikTrack running on it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self._pause: Pause | None = None  # as the settings keep it
        self.clock = StandingClock(world.clock.time)
        self.reported: list[BaseException] = []

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        world = self._world
        self._planned: list[float | None] = []
        self._rounds = LookedAt(world.trending, world.store, self.clock)
        rest = world.remeasuring, world.refreshing, world.adding, world.posts, world.outbox, world.health
        self.timers = Timers(self._rounds, *rest, lambda: PLAN, self.clock, self.reported.append)
        self.timers.planned.connect(self._planned.append)
        tasks = Tasks(self.reported.append)
        self.timers.set_pause(self._pause)
        await self.timers.start(tasks)
        await self.settled()
        yield
        self._pause = self.timers.pause
        await tasks.shutdown()
        self.timers.deleteLater()

    async def settled(self) -> None:
        """Lets the timers see what happened, and do what is due."""
        self._world.clock.time, self._world.clock.behind = self.clock.time, self.clock.behind
        looks = self._rounds.looks
        self.timers.reconsider()
        await until(lambda: self._rounds.looks > looks)
        await until(self._is_idle)

    def _is_idle(self) -> bool:
        next_at = self._planned[-1]
        return not self._rounds.busy and (next_at is None or next_at > self.clock.now())

    def asked(self) -> list[str]:
        """The sources asked for since the last call, sorted: their order depends on chance."""
        asked, self._world.tiktok.asked = self._world.tiktok.asked, []
        return sorted(one.split()[0] for one in asked if one.endswith(" 50"))

    # What happens

    def wait(self, minutes: float) -> None:
        self.clock.time += minutes * MINUTE

    def sleep(self, minutes: float) -> None:
        self.clock.fall_asleep(minutes * MINUTE)

    def set_back(self, minutes: float) -> None:
        self.clock.set_back(minutes * MINUTE)

    def pause(self, length: PauseLength) -> None:
        self.timers.pause_for(length)

    def resume(self) -> None:
        self.timers.resume()

    def change(self, handle: str, **changes: Any) -> None:
        """As by SQL, until the next look at the table."""
        source = self._world.store.sources.named(handle).result()
        self._world.store.sources.change(replace(source, **changes)).result()
        self.clock.time += LOOK_EVERY

    def lose_network(self) -> None:
        self._world.tiktok.trouble = Unreachable(Capability.TRENDING)
        self._answer = self._world.tiktok.hashtags["pasta"]
        self._world.tiktok.hashtags["pasta"] = Unreachable(Capability.HASHTAG)

    def find_network(self) -> None:
        self._world.tiktok.trouble = None
        self._world.tiktok.hashtags["pasta"] = self._answer

    def refuse_hashtags(self) -> None:
        self._world.tiktok.hashtags["pasta"] = Blocked(Capability.HASHTAG)

    def restart(self, minutes: float) -> None:
        """Is off for that long; see `test_sources_are_refreshed_when_they_are_due`."""
        self.wait(minutes)


Step = tuple[Callable[..., None], Sequence[Any], list[str]]


def step(what: Callable[..., None], *arguments: Any, asks: list[str] | None = None) -> Step:
    return what, arguments, asks or []


def wait(minutes: float, asks: list[str] | None = None) -> Step:
    return step(Desk.wait, minutes, asks=asks)


def sql(handle: str, asks: list[str] | None = None, **changes: object) -> Step:
    return step(lambda desk: desk.change(handle, **changes), asks=asks)


def pause(length: PauseLength) -> Step:
    return step(Desk.pause, length)


@pytest.fixture(params=["UTC", "Europe/Berlin"])
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield
    time.tzset()


@pytest.mark.parametrize(
    "steps",
    [
        pytest.param([wait(14), wait(3, BOTH), wait(14), wait(3, BOTH)], id="two due together, each once"),
        pytest.param([step(Desk.sleep, 480, asks=BOTH), wait(14), wait(3, BOTH)], id="one catch-up after a sleep"),
        pytest.param([wait(10), step(Desk.set_back, 1440), wait(4), wait(3, BOTH)], id="clock set back"),
        pytest.param([step(Desk.restart, 10), wait(4), wait(3, BOTH)], id="a restart alone asks nobody"),
        pytest.param([step(Desk.restart, 900, asks=BOTH), wait(14)], id="one catch-up after downtime"),
        pytest.param(
            [step(Desk.set_back, 1440), step(Desk.restart, 0), wait(14), wait(3, BOTH)],
            id="clock set back while TikTrack wasn’t running: one interval at most",
        ),
        pytest.param(
            [pause(PauseLength.RESUMED), wait(3000), step(Desk.restart, 60), step(Desk.resume, asks=BOTH), wait(14)],
            id="a pause until resumed: also after a restart, then one catch-up",
        ),
        pytest.param(
            [pause(PauseLength.HOUR), wait(59), wait(1, BOTH), wait(14), wait(3, BOTH)],
            id="a pause of an hour ends by itself, with one catch-up",
        ),
        pytest.param([pause(PauseLength.HOUR), wait(30), step(Desk.resume, asks=BOTH)], id="a pause is ended early"),
        pytest.param(
            [pause(PauseLength.HOUR), step(Desk.sleep, 59), step(Desk.sleep, 480, asks=BOTH)],
            id="a pause ends during a sleep",
        ),
        pytest.param(
            [pause(PauseLength.HOUR), step(Desk.restart, 30), wait(29), wait(1, BOTH)],
            id="a pause outlives a restart, and still ends",
        ),
        pytest.param(
            [pause(PauseLength.HOUR), step(Desk.restart, 90, asks=BOTH), wait(14), wait(3, BOTH)],
            id="a pause ends while TikTrack isn’t running",
        ),
        pytest.param(
            [pause(PauseLength.HOUR), step(Desk.set_back, 30), wait(60), wait(29), wait(1, BOTH)],
            id="a pause ends at its time on the clock, also if that was set back",
        ),
        pytest.param(
            [pause(PauseLength.HOUR), step(Desk.set_back, 60 * 24 * 400), wait(17, BOTH)],
            id="a pause begun while the clock was wrong doesn’t last for a year",
        ),
        pytest.param(
            [step(Desk.lose_network), wait(17, BOTH), *[wait(17, BOTH)] * 3, step(Desk.find_network), wait(17, BOTH)],
            id="without a network, each keeps its frequency",
        ),
        pytest.param(
            [
                sql(TAG, scrape_frequency_minutes=60),
                wait(17, ["trending"]),
                wait(17, ["trending"]),
                sql("trending", is_active=False),
                wait(34, [TAG]),
                sql("trending", is_active=True, asks=["trending"]),
            ],
            id="a change of the table",
        ),
        pytest.param([sql(TAG, scrape_frequency_minutes=1), wait(4), wait(2, [TAG])], id="never below the minimum"),
        pytest.param(
            [
                step(Desk.refuse_hashtags),
                wait(17, BOTH),  # the first failure
                wait(17, BOTH),  # the second: from now on every 30 min
                wait(17, ["trending"]),
                wait(17, BOTH),  # every 60 min
                *[wait(17, ["trending"])] * 3,
                wait(17, BOTH),  # every 120 min
                step(Desk.restart, 17, asks=["trending"]),
            ],
            id="one that fails for ever slows down, also after a restart, and holds up nobody",
        ),
    ],
)
@pytest.mark.usefixtures("zone")
async def test_sources_are_refreshed_when_they_are_due(world: World, steps: Sequence[Step]) -> None:
    world.clock.time = END_OF_SUMMER_TIME
    world.tiktok.videos = [video(1, at=world.clock.time)]
    world.tiktok.hashtags["pasta"] = [video(2, at=world.clock.time)]
    await world.source_list.add(TAG)
    desk, remaining = Desk(world), list(steps)
    after_start: list[str] | None = BOTH
    while after_start is not None:
        async with desk.running():
            assert desk.asked() == after_start
            after_start = await until_restart(desk, remaining)
    assert remaining == []
    assert desk.reported == []


@pytest.mark.usefixtures("zone")
async def test_a_pause_until_tomorrow_lasts_through_the_hour_that_comes_twice(world: World) -> None:
    world.clock.time = END_OF_SUMMER_TIME
    world.tiktok.videos = [video(1, at=world.clock.time)]
    is_berlin = time.tzname[0] == "CET"
    desk = Desk(world)
    async with desk.running():
        assert desk.asked() == ["trending"]
        desk.pause(PauseLength.TOMORROW)
        midnight = END_OF_SUMMER_TIME + (23 if is_berlin else 24) * HOUR
        assert desk.timers.pause == Pause(int(midnight))
        desk.clock.time = midnight - MINUTE
        await desk.settled()
        assert desk.asked() == []
        desk.clock.time = midnight
        await desk.settled()
        assert desk.asked() == ["trending"]
    assert desk.reported == []


async def until_restart(desk: Desk, steps: list[Step]) -> list[str] | None:
    """Takes the steps until a restart, and returns what that should ask; None if there is none."""
    while steps:
        what, arguments, asks = steps.pop(0)
        what(desk, *arguments)
        if what is Desk.restart:
            return asks
        await desk.settled()
        assert desk.asked() == asks
    return None


# One round


async def add_tags(world: World, *names: str) -> list[Source]:
    for name in names:
        world.tiktok.hashtags[name] = [video(1)]
        await world.source_list.add(name)
    await world.rounds.plan()
    return world.store.sources.all().result()


async def test_the_most_overdue_comes_first(world: World) -> None:
    trending, pasta, _ = await add_tags(world, "pasta", "pizza")
    world.tiktok.videos = [video(1)]
    world.store.sources.change(replace(pasta, scrape_frequency_minutes=5)).result()
    world.store.sources.change(replace(trending, scrape_frequency_minutes=60)).result()
    await world.rounds.refresh_due(50, Criteria())
    world.tiktok.asked.clear()
    world.clock.time += 2 * HOUR
    await world.rounds.refresh_due(50, Criteria())
    assert world.tiktok.asked == ["#pasta 50", "#pizza 50", "trending 50"]


async def test_a_source_that_is_overdue_is_due_although_the_clock_goes_on(world: World) -> None:
    class Ticking(FakeClock):
        def now(self) -> float:
            self.time += 0.001
            return self.time

    await add_tags(world)
    world.tiktok.videos = [video(1)]
    rounds = Rounds(world.trending, world.store, Ticking(world.clock.time))
    assert len(await rounds.refresh_due(50, Criteria())) == 1


async def test_a_failure_stays_with_its_source_and_each_kind_is_told_once(world: World) -> None:
    await add_tags(world, "pasta", "pizza", "pesto")
    world.tiktok.videos = [video(1)]
    world.tiktok.hashtags["pasta"] = world.tiktok.hashtags["pesto"] = Captcha(Capability.HASHTAG)
    failed: list[TikTrackError] = []
    refreshing: list[bool] = []
    world.rounds.refreshing.connect(refreshing.append)
    recovered: list[frozenset[type[TikTrackError]]] = []
    world.rounds.failed.connect(failed.append)
    world.rounds.recovered.connect(recovered.append)
    done = await world.rounds.refresh_due(50, Criteria())
    assert [one.refresh.run.fetched for one in done if one.refresh] == [1, 1]
    assert [type(error) for error in failed] == [Captcha]
    assert refreshing == [True, False] * 4
    world.tiktok.hashtags["pasta"] = [video(1)]
    world.clock.time += 2 * HOUR
    await world.rounds.refresh_due(50, Criteria())
    assert set().union(*recovered) == set()  # another one still has it
    world.tiktok.hashtags["pesto"] = [video(1)]
    world.clock.time += 2 * HOUR
    await world.rounds.refresh_due(50, Criteria())
    assert recovered[-1] == {Captcha}


async def test_once_the_source_told_of_is_over_it_the_next_one_is_told_of(world: World) -> None:
    await add_tags(world, "pasta", "pesto")
    world.tiktok.videos = [video(1)]
    world.tiktok.hashtags |= {"pasta": Captcha(Capability.HASHTAG), "pesto": [video(1)]}
    told: list[str] = []
    world.rounds.failed.connect(lambda error: told.append(error.source))
    await world.rounds.refresh_due(50, Criteria())
    world.tiktok.hashtags["pesto"] = Captcha(Capability.HASHTAG)
    world.clock.time += 2 * HOUR
    await world.rounds.refresh_due(50, Criteria())
    assert told == ["#pasta"]
    world.tiktok.hashtags["pasta"] = [video(1)]
    world.clock.time += 2 * HOUR
    await world.rounds.refresh_due(50, Criteria())
    assert told == ["#pasta", "#pesto"]


async def test_a_source_that_is_switched_off_is_in_no_trouble_any_more(world: World) -> None:
    [trending] = await add_tags(world)
    world.tiktok.trouble = Captcha(Capability.TRENDING)
    recovered: list[frozenset[type[TikTrackError]]] = []
    world.rounds.recovered.connect(recovered.append)
    await world.rounds.refresh_due(50, Criteria())
    world.store.sources.change(replace(trending, is_active=False)).result()
    await world.rounds.plan()
    assert recovered == [{Captcha}]


async def test_a_source_that_waits_longer_says_so_until_it_waits_longest(world: World) -> None:
    _, tag = await add_tags(world, "pasta")
    world.store.sources.change(replace(tag, scrape_frequency_minutes=120)).result()
    world.tiktok.hashtags["pasta"] = Blocked(Capability.HASHTAG)
    world.tiktok.videos = [video(1)]
    slowed: list[tuple[int, float]] = []
    world.rounds.slowed.connect(lambda source, at: slowed.append((source.failures, (at - world.clock.now()) / HOUR)))
    for _ in range(6):
        await world.rounds.refresh_due(50, Criteria())
        world.clock.time += 7 * HOUR
    assert [failures for failures, _ in slowed] == [2, 3]
    assert 4 <= slowed[0][1] < 4.5 and slowed[1][1] == pytest.approx(6, abs=0.01)


async def test_all_are_refreshed_on_request_but_not_into_a_block_that_one_of_them_just_met(world: World) -> None:
    await add_tags(world, "pasta", "pizza", "pesto")
    world.tiktok.videos = [video(1)]
    world.tiktok.hashtags |= dict.fromkeys(("pasta", "pizza", "pesto"), Captcha(Capability.HASHTAG))
    failed: list[object] = []
    world.rounds.failed.connect(failed.append)
    await world.rounds.refresh_all(50, Criteria())
    assert world.tiktok.asked == ["trending 50", "#pasta 50", "#pizza 50"]  # the second block is everybody's
    assert len(failed) == 2
    await world.rounds.refresh_all(50, Criteria())  # asked for again, in the cooldown
    assert set(world.tiktok.asked[3:]) == {"trending 50", "#pasta 50", "#pizza 50", "#pesto 50"}


async def test_a_stopped_round_ends(world: World) -> None:
    await add_tags(world, "pasta")
    world.tiktok.hang = True
    failed: list[object] = []
    world.rounds.failed.connect(failed.append)
    begun = asyncio.ensure_future(world.rounds.refresh_all(50, Criteria()))
    await world.tiktok.hanging.wait()
    world.rounds.stop()
    assert [type(one.error) for one in await begun] == [Stopped]
    assert [type(error) for error in failed] == [Stopped]
    assert world.tiktok.asked == ["trending 50"]


async def test_a_source_whose_run_cannot_be_stored_is_not_tried_again_and_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    await add_tags(world)

    def broken(*arguments: object) -> None:
        raise ValueError("ours")

    monkeypatch.setattr(world.store.runs, "record_run", broken)
    world.tiktok.videos = [video(1)]
    with pytest.raises(ValueError, match="ours"):
        await world.rounds.refresh_due(50, Criteria())
    assert await world.rounds.refresh_due(50, Criteria()) == []
    assert world.tiktok.asked == ["trending 50"]


async def test_a_change_of_the_list_is_told(world: World) -> None:
    await add_tags(world)
    told: list[Any] = []
    world.rounds.changed.connect(told.append)
    await world.rounds.plan()
    assert told == []
    await add_tags(world, "pasta")
    assert [[one.source.account_handle for one in planned] for planned in told] == [["trending", TAG]]


class TickingClock(FakeClock):
    """Goes on with every look at it, like a real one."""

    def now(self) -> float:
        self.time += 1e-6
        return self.time


async def test_a_source_that_never_ran_is_due_at_once(world: World) -> None:
    world.tiktok.videos = [video(1)]
    rounds = Rounds(world.trending, world.store, TickingClock(world.clock.time))
    done = await rounds.refresh_due(50, Criteria())
    assert [one.source.account_handle for one in done] == ["trending"]
    assert done[0].refresh is not None


async def test_only_what_is_fetched_is_waited_for(world: World) -> None:
    tag = await world.source_list.add(TAG)
    feed = await world.source_list.find("trending")
    world.tiktok.trouble = Blocked(Capability.TRENDING)
    with pytest.raises(Blocked):
        await world.trending.refresh(50, Criteria())
    await world.rounds.plan()
    assert world.trending.not_before is not None
    assert world.rounds.not_before is None  # the hashtag may be fetched meanwhile
    assert world.rounds.waits_until(tag) is None
    assert world.rounds.waits_until(feed) == world.trending.not_before
    await world.source_list.change(replace(tag, is_active=False))
    await world.rounds.plan()
    assert world.rounds.not_before == world.trending.not_before
    world.clock.time = world.trending.not_before
    assert world.rounds.waits_until(feed) is None
    await world.source_list.change(replace(feed, is_active=False))
    await world.rounds.plan()
    assert world.rounds.not_before is None
