"""Exports: what is written, how far it is, and that it can be stopped."""

from __future__ import annotations

import asyncio
import csv
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.store.examples import NOW, a_creator
from tests.waiting import until
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.clock import ReplayClock
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.table_export import Chunk, ExportColumn, Kind, Table, TableFormat
from tiktrack_gui.services.exporting import Exporting, ExportProgress
from tiktrack_gui.store import Store

COLUMN = ExportColumn("number", Kind.NUMBER)


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store(tmp_path / "tiktrack.db") as store:
        yield store


def exporting(store: Store, speed: float = 1.0) -> Exporting:
    return Exporting(store, TableWriters(), ReplayClock(NOW, speed))


class Gate:
    """A table whose rows wait to be let through."""

    def __init__(self, rows: int) -> None:
        self.open = threading.Event()
        self.begun = threading.Event()
        self._rows = rows

    @property
    def table(self) -> Table:
        return Table(name="x", columns=[COLUMN], chunks=self._chunks())

    def _chunks(self) -> Iterator[Chunk]:
        for number in range(self._rows):
            yield Chunk(columns=[[number]], done=(number + 1) / self._rows)
            self.begun.set()
            self.open.wait()


async def test_a_list_of_creators_is_exported_with_its_figures(store: Store) -> None:
    creator = store.creators.record_creator(a_creator(), NOW).result()
    store.creators.track(creator.id, NOW).result()
    tracked = store.creators.tracked().result()
    [part] = await asyncio.to_thread(lambda: list(exporting(store).creators(tracked)))
    [one] = part.records
    assert one.creator.id == creator.id
    assert one.figures == store.overview.figures([creator], NOW).result()[creator.id]
    assert part.done == 1


async def test_after_a_second_it_says_how_long_it_will_take(store: Store, tmp_path: Path) -> None:
    said: list[ExportProgress] = []
    gate = Gate(4)
    gate.open.set()
    service = exporting(store, speed=1_000_000)  # every row takes longer than a second of its time
    assert await service.write(gate.table, TableFormat.CSV, tmp_path / "x.csv", said.append) == 4
    await until(lambda: len(said) == 4)
    assert [one.rows for one in said] == [1, 2, 3, 4]
    assert (said[0].seconds_left or 0) > 0
    assert said[-1].seconds_left == 0


async def test_what_is_quick_says_nothing(store: Store, tmp_path: Path) -> None:
    said: list[ExportProgress] = []
    gate = Gate(2)
    gate.open.set()
    await exporting(store, speed=1e-6).write(gate.table, TableFormat.CSV, tmp_path / "x.csv", said.append)
    await asyncio.sleep(0)
    assert said == []


@pytest.mark.parametrize("kind", list(TableFormat))
async def test_a_cancelled_export_leaves_what_was_there(store: Store, tmp_path: Path, kind: TableFormat) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    (folder / "x").write_text("before")
    gate = Gate(3)
    work = asyncio.ensure_future(exporting(store).write(gate.table, kind, folder / "x"))
    await until(gate.begun.is_set)
    work.cancel()
    await asyncio.sleep(0)
    gate.open.set()
    with pytest.raises(asyncio.CancelledError):
        await work
    assert [(one.name, one.read_text()) for one in folder.iterdir()] == [("x", "before")]


async def test_a_file_that_cannot_be_written_is_told(store: Store, tmp_path: Path) -> None:
    gate = Gate(1)
    gate.open.set()
    with pytest.raises(BadInput, match="Couldn’t write to"):
        await exporting(store).write(gate.table, TableFormat.CSV, tmp_path / "missing" / "x.csv")


async def test_a_history_is_read_while_it_is_written(store: Store, tmp_path: Path) -> None:
    creator = store.creators.record_creator(a_creator(), NOW).result()
    service = exporting(store)
    assert await service.write(service.history([creator]), TableFormat.CSV, tmp_path / "x.csv") == 1
    with (tmp_path / "x.csv").open(encoding="utf-8-sig", newline="") as file:
        [row] = csv.DictReader(file)
    assert (row["creator_id"], row["followers"]) == (str(creator.id), "12300")
