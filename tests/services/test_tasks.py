"""Tasks: names, exceptions and shutdown."""

from __future__ import annotations

import asyncio

from tests.waiting import LIMIT
from tiktrack_gui.services.tasks import Tasks


async def forever() -> None:
    await asyncio.Event().wait()


async def fails() -> None:
    raise ValueError("ours")


async def test_a_failure_is_reported() -> None:
    reported: list[BaseException] = []
    await asyncio.wait([Tasks(reported.append).spawn(fails(), name="a")])
    assert [str(error) for error in reported] == ["ours"]


async def test_a_newer_task_of_the_same_name_replaces_the_older() -> None:
    reported: list[BaseException] = []
    tasks = Tasks(reported.append)
    older = tasks.spawn(forever(), name="search")
    newer = tasks.spawn(forever(), name="search")
    await asyncio.wait([older])
    assert older.cancelled()
    assert tasks.is_running("search")
    await tasks.shutdown()
    assert newer.cancelled()
    assert not tasks.is_running("search")
    assert reported == []


async def test_what_is_done_is_not_running_from_that_moment_on() -> None:
    """Otherwise what waits for its end is left behind, since there is no further word of it."""
    tasks = Tasks(lambda error: None)
    seen: list[bool] = []

    async def saves() -> None:
        asyncio.get_running_loop().call_soon(lambda: seen.append(tasks.is_running("save") or tasks.is_busy))

    tasks.spawn(saves(), name="save")
    assert tasks.is_running("save")
    assert tasks.is_busy
    await asyncio.sleep(0.01)
    assert seen == [False]


async def test_shutdown_waits_for_those_that_were_replaced_too() -> None:
    tidied: list[str] = []

    async def tidies(name: str) -> None:
        try:
            await forever()
        finally:
            await asyncio.sleep(0.01)
            tidied.append(name)

    tasks = Tasks(lambda error: None)
    for name in ("older", "newer"):
        tasks.spawn(tidies(name), name="login")
        await asyncio.sleep(0)
    await tasks.shutdown()
    assert sorted(tidied) == ["newer", "older"]


async def test_what_is_spawned_while_everything_ends_ends_too() -> None:
    tasks = Tasks(lambda error: None)

    async def goes_on() -> None:
        try:
            await forever()
        finally:
            tasks.spawn(forever(), name="more")

    tasks.spawn(goes_on(), name="first")
    await asyncio.sleep(0)
    async with asyncio.timeout(LIMIT):
        await tasks.shutdown()


async def test_shutdown_waits_for_the_end_of_what_finishes_also_if_it_is_spawned_only_then() -> None:
    tasks = Tasks(lambda error: None)
    done: list[str] = []

    async def saves(what: str) -> None:
        await asyncio.sleep(0.01)
        done.append(what)

    async def goes_on() -> None:
        try:
            await forever()
        finally:
            tasks.spawn(saves("another"), name="save another", finishes=True)

    tasks.spawn(goes_on(), name="load")
    tasks.spawn(saves("one"), name="save", finishes=True)
    await asyncio.sleep(0)
    await tasks.shutdown()
    assert sorted(done) == ["another", "one"]


async def test_it_is_busy_until_all_has_ended_that_ends_by_itself() -> None:
    tasks = Tasks(lambda error: None)
    tasks.spawn(forever(), name="timer", lasting=True)
    assert not tasks.is_busy
    load = tasks.spawn(asyncio.sleep(0), name="load")
    assert tasks.is_busy
    await load
    assert not tasks.is_busy
    await tasks.shutdown()
