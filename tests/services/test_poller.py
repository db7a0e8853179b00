"""The poller: wake-ups and timeouts, each error reported once, and a loop that survives errors."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from tests.services.fakes import START, FakeClock
from tests.waiting import LIMIT
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import Captcha, TikTrackError, Unreachable
from tiktrack_gui.core.schedule import Rule
from tiktrack_gui.services.poller import Poller


class Work:
    """Counts its calls; raises `trouble` if set."""

    def __init__(self) -> None:
        self.calls = 0
        self.called = asyncio.Event()
        self.trouble: Exception | None = None

    async def __call__(self) -> None:
        self.calls += 1
        self.called.set()
        if self.trouble is not None:
            raise self.trouble

    async def next(self) -> None:
        self.called.clear()
        async with asyncio.timeout(LIMIT):
            await self.called.wait()


def hourly() -> Rule:
    return Rule(every=3600)


@asynccontextmanager
async def running(
    work: Work,
    rule: Callable[[], Rule] = hourly,
    last: float | None = START,
    clock: FakeClock | None = None,
    call: Callable[[], Awaitable[None]] | None = None,
) -> AsyncIterator[tuple[Poller, list[BaseException]]]:
    reported: list[BaseException] = []
    poller = Poller(call or work, rule, clock or FrozenClock(), reported.append, last=last)
    task = asyncio.ensure_future(poller.run())
    try:
        yield poller, reported
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


class FrozenClock(FakeClock):
    """A clock whose timeouts never expire: only wake() ends a wait."""

    def timeout(self, seconds: float) -> asyncio.Timeout:
        return asyncio.timeout(3600)


async def test_wake_calls_at_once() -> None:
    work = Work()
    async with running(work) as (poller, _):
        poller.wake()
        await work.next()
    assert work.calls == 1


async def test_a_wake_during_a_call_means_one_more() -> None:
    work = Work()
    async with running(work, last=None) as (poller, _):
        await work.next()
        poller.wake()
        await work.next()
    assert work.calls == 2


async def test_time_calls_once_per_interval_and_catches_up_once() -> None:
    work, clock = Work(), FakeClock(START + 10 * 3600)
    at: list[float] = []

    async def noted() -> None:
        at.append(clock.now())
        await work()

    async with running(work, clock=clock, call=noted):
        await work.next()
        await work.next()
    assert at[0] == START + 10 * 3600
    assert 0 <= at[1] - at[0] - 3600 < 60


async def test_a_clock_set_back_puts_no_call_off() -> None:
    work, clock = Work(), FakeClock()
    at: list[float] = []
    planned: list[float | None] = []

    async def noted() -> None:
        at.append(clock.monotonic())
        await work()

    async with running(work, clock=clock, call=noted) as (poller, _):
        poller.planned.connect(planned.append)
        await asyncio.sleep(0)
        clock.set_back(DAY)
        await work.next()
    assert START + 3600 <= at[0] < START + 3660
    assert START - DAY + 3600 in planned  # the countdown shows the time as the clock is set now


async def test_reconsidering_after_a_clock_set_back_starts_no_interval_anew() -> None:
    clock = FakeClock()
    reported: list[BaseException] = []
    poller = Poller(Work(), hourly, clock, reported.append, last=START)
    clock.set_back(DAY)
    poller.reconsider()
    first = poller.due_at
    clock.time += 600
    poller.reconsider()
    assert poller.due_at == first == START - DAY + 3600


async def test_the_worlds_faults_are_told_once_and_so_is_the_recovery() -> None:
    work = Work()
    told: list[object] = []
    recovered: list[frozenset[type[TikTrackError]]] = []
    work.trouble = Unreachable()
    reported: list[BaseException] = []
    poller = Poller(work, hourly, FakeClock(), reported.append)
    poller.failed.connect(told.append)
    poller.recovered.connect(recovered.append)
    await poller.refresh()
    await poller.refresh()
    assert len(told) == 1
    assert isinstance(poller.last_error, TikTrackError)
    work.trouble = Captcha()
    await poller.refresh()
    assert len(told) == 2  # a different error
    work.trouble = None
    await poller.refresh()
    await poller.refresh()
    assert recovered == [{Unreachable, Captcha}]
    assert reported == []


async def test_a_failure_somebody_asked_for_is_told_each_time() -> None:
    work = Work()
    told: list[object] = []
    work.trouble = Unreachable()
    async with running(work) as (poller, _):
        poller.failed.connect(told.append)
        for _ in range(2):
            poller.wake()
            await work.next()
    assert len(told) == 2


async def test_our_own_faults_are_reported_and_the_loop_lives_on() -> None:
    work = Work()
    work.trouble = ValueError("ours")
    async with running(work) as (poller, reported):
        poller.wake()
        await work.next()
        work.trouble = None
        poller.wake()
        await work.next()
    assert [str(error) for error in reported] == ["ours"]
    assert work.calls == 2


async def test_while_paused_nothing_happens_until_the_rule_is_reconsidered() -> None:
    work = Work()
    rule = [Rule(every=3600, paused=True)]
    async with running(work, lambda: rule[0], last=None) as (poller, _):
        for _ in range(20):
            await asyncio.sleep(0)
        assert work.calls == 0
        rule[0] = Rule(every=3600)
        poller.reconsider()
        await work.next()
    assert work.calls == 1


async def test_it_ends_when_cancelled_even_if_the_work_then_fails_with_something_else() -> None:
    begun = asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise Unreachable from None

    poller = Poller(work, hourly, FrozenClock(), lambda error: None, last=None)
    task = asyncio.ensure_future(poller.run())
    poller.wake()
    await begun.wait()
    task.cancel()
    async with asyncio.timeout(LIMIT):
        await asyncio.wait([task])
    assert task.cancelled()
