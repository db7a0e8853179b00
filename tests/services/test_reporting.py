"""Reports from what is stored."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator
from tests.waiting import until
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorSample, Video, VideoPage, VideoSample
from tiktrack_gui.core.report import Period, Wanted, in_period, period_of
from tiktrack_gui.services.reporting import Reporting

IDS = tuple(creator(number).id for number in (1, 2, 3))


def every() -> float:
    return 6.0 * HOUR


@pytest.fixture
async def reporting(world: World) -> Reporting:
    """Three creators, measured daily for 40 days; the first has a video."""
    store, now = world.store, int(world.clock.now())
    for place, creator_id in enumerate(IDS):
        await store.creators.record_creator(creator(place + 1), now)
        history = [CreatorSample(at=now - day * DAY - HOUR, followers=9_000 - day * (place + 1)) for day in range(40)]
        await store.creators.record_history(creator_id, history)
        await store.creators.track(creator_id, now)
    sample = VideoSample(at=now - HOUR, views=900, likes=9, comments=1, shares=1)
    video = Video(id=77, creator=creator(1), posted_at=now - 3 * DAY, caption="Soup", sample=sample)
    await store.creators.record_creator_videos(VideoPage(videos=(video,)), now)
    return Reporting(store, world.clock, every)


def period(world: World, days_ago: int = 0) -> Period:
    last = datetime.fromtimestamp(world.clock.now(), UTC).astimezone().date() - timedelta(days=days_ago)
    return period_of(None, last, world.clock.now())


async def test_a_report_of_a_creator_is_of_the_period(reporting: Reporting, world: World) -> None:
    found = await reporting.made(Wanted(creator_ids=IDS[:1]), period(world))
    [one] = found.creators
    assert found.name is None
    assert found.made_at == world.clock.now()
    assert one.growth is not None
    assert one.growth.amount > 0
    assert [video.caption for video in one.top] == ["Soup"]
    before = await reporting.made(Wanted(creator_ids=IDS[:1]), period(world, days_ago=9))
    assert before.creators[0].top == []
    assert before.provenance.last_at is not None
    assert before.provenance.last_at <= before.period.end


async def test_the_figures_are_those_of_the_whole_history(reporting: Reporting, world: World) -> None:
    """Only what is needed of it is read."""
    for days_ago in (0, 20):
        then = period(world, days_ago)
        [one] = (await reporting.made(Wanted(creator_ids=IDS[:1]), then)).creators
        history, _ = await world.store.profiles.profile_of(IDS[0], 0)
        whole = in_period(history, (), then, every())
        assert (one.first, one.last, one.line, one.steps) == (whole.first, whole.last, whole.line, whole.steps)
        assert one.profile.per_week == whole.profile.per_week
        assert one.provenance == whole.provenance


async def test_a_report_of_a_list_tells_how_far_it_is_and_who_waits(reporting: Reporting, world: World) -> None:
    kept = await world.store.pending.keep(["@one", "@two"], None, 1)
    assert len(kept) == 2
    told: list[tuple[int, int]] = []
    wanted = Wanted(creator_ids=IDS, name="All", is_list=True)
    found = await reporting.made(wanted, period(world), lambda done, of: told.append((done, of)))
    assert told == [(1, 3), (2, 3), (3, 3)]
    assert found.waiting == 2
    assert [one.id for one in found.creators] == list(reversed(IDS))
    chosen = await reporting.made(Wanted(creator_ids=IDS, name="3 creators"), period(world))
    assert chosen.waiting == 0


async def test_notes_come_only_if_asked_for(reporting: Reporting, world: World) -> None:
    now = int(world.clock.now())
    await world.store.annotations.add_note(IDS[0], "Sent a box of tea", now - DAY)
    await world.store.annotations.add_note(IDS[0], "Later", now)
    wanted = Wanted(creator_ids=IDS, name="All")
    assert (await reporting.made(wanted, period(world))).annotations == {}
    found = await reporting.made(wanted, period(world, days_ago=0), notes=True)
    assert [note.text for note in found.annotations[IDS[0]].notes] == ["Later", "Sent a box of tea"]
    before = await reporting.made(wanted, period(world, days_ago=9), notes=True)
    assert all(not one.notes for one in before.annotations.values())


async def test_it_can_be_cancelled(reporting: Reporting, world: World) -> None:
    told: list[int] = []
    wanted = Wanted(creator_ids=IDS * 50, name="All")

    async def make() -> None:
        await reporting.made(wanted, period(world), lambda done, _of: told.append(done))

    task = asyncio.ensure_future(make())
    await until(lambda: bool(told))
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert len(told) < len(wanted.creator_ids)


async def test_an_unknown_creator_is_an_error(reporting: Reporting, world: World) -> None:
    with pytest.raises(LookupError):
        await reporting.made(Wanted(creator_ids=(4_242,)), period(world))
