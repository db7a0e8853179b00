"""Every task has an owner."""

from __future__ import annotations

import asyncio

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
