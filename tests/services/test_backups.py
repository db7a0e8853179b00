"""A backup a day."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from tests.services.conftest import World
from tests.services.test_timers import running
from tests.waiting import LIMIT, until
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import DiskFull
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.core.pause import Pause
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.services.upkeep import Upkeep
from tiktrack_gui.store import Backups


@pytest.fixture
def keeper(world: World, tmp_path: Path) -> BackupKeeper:
    return BackupKeeper(Backups(tmp_path / "tiktrack.db"), lambda: 1e9, world.clock)


async def test_one_is_due_a_day_after_the_last(world: World, keeper: BackupKeeper) -> None:
    first = await keeper.make_if_due()
    assert first is not None
    world.clock.time += DAY - 1
    assert await keeper.make_if_due() is None
    world.clock.time += 1
    assert await keeper.make_if_due() is not None
    assert len(await keeper.listed()) == 2


async def test_one_from_the_future_puts_none_off(world: World, keeper: BackupKeeper) -> None:
    await keeper.make()
    world.clock.set_back(30 * DAY)
    assert await keeper.make_if_due() is not None


@pytest.fixture
def upkeep(world: World, keeper: BackupKeeper) -> Upkeep:
    return Upkeep(keeper, world.store, lambda: Keeping(raw_days=30.0), world.clock)


async def test_the_timers_make_one_a_day_also_while_they_are_paused(
    world: World, keeper: BackupKeeper, upkeep: Upkeep
) -> None:
    async with running(world, upkeep=upkeep) as now:
        now.timers.set_pause(Pause())
        await until_made(keeper, 1)
        now.move(world, HOUR)
        now.move(world, DAY)
        await until_made(keeper, 2)


async def test_a_full_disk_is_a_failure_the_timers_tell(
    world: World, upkeep: Upkeep, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise DiskFull("no room")

    monkeypatch.setattr(Backups, "make", full)
    async with running(world, upkeep=upkeep) as now:
        await until(lambda: any(isinstance(error, DiskFull) for error in now.failed))


async def until_made(keeper: BackupKeeper, number: int) -> None:
    async with asyncio.timeout(LIMIT):
        while len(await keeper.listed()) < number:  # noqa: ASYNC110  nothing tells when there are enough
            await asyncio.sleep(0)
