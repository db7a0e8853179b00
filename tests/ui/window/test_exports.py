"""Exports from the window: the file is asked for, progress is shown, and it can be stopped."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.store.examples import NOW
from tests.ui.seen import texts
from tests.waiting import until
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.clock import ReplayClock
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.table_export import Chunk, ExportColumn, Kind, Table
from tiktrack_gui.services.exporting import Exporting
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.store import Store
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.exports import KINDS, ExportDialog, ExportRequest, Exports, at_once
from tiktrack_gui.ui.window.messages import Messages

ROWS = 3


class Desk:
    """The exports of a window; every row takes seconds of their clock."""

    def __init__(self, theme: Theme, tasks: Tasks, qtbot: QtBot, store: Store) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.window.show()
        self.messages = Messages()
        self.said: list[tuple[str, str]] = []
        self.messages.said.connect(self._note)
        self.messages.listen(True)
        service = Exporting(store, TableWriters(), ReplayClock(NOW, 1_000_000))
        self.exports = Exports(theme, service, tasks, self.messages, self.window)
        self.open, self.begun = threading.Event(), threading.Event()
        self.error: Exception | None = None

    @property
    def request(self) -> ExportRequest:
        return ExportRequest(what="rows", name="My/rows", table=partial(at_once, self._table()))

    def _table(self) -> Table:
        return Table(name="rows", columns=[ExportColumn("number", Kind.NUMBER)], chunks=self._chunks())

    def _chunks(self) -> Iterator[Chunk]:
        for number in range(ROWS):
            if self.error is not None:
                raise self.error
            yield Chunk(columns=[[number]], done=(number + 1) / (ROWS + 1))
            self.begun.set()
            self.open.wait()

    def _note(self, text: str, action: str) -> None:
        self.said.append((text, action))

    @property
    def dialog(self) -> ExportDialog | None:
        found = [one for one in self.window.findChildren(ExportDialog) if one.isVisible()]
        return found[0] if found else None


@pytest.fixture
def desk(theme: Theme, tasks: Tasks, qtbot: QtBot, tmp_path: Path) -> Iterator[Desk]:
    with Store(tmp_path / "tiktrack.db") as store:
        desk = Desk(theme, tasks, qtbot, store)
        yield desk
        desk.open.set()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    return out


async def test_the_file_is_asked_for_and_written_as_chosen(desk: Desk, out: Path) -> None:
    desk.open.set()
    desk.exports.ask(desk.request)
    dialog = desk.window.findChild(QFileDialog)
    assert dialog is not None
    assert dialog.acceptMode() is QFileDialog.AcceptMode.AcceptSave
    assert dialog.nameFilters() == list(KINDS)
    assert Path(dialog.selectedFiles()[0]).name == "My_rows.csv"
    dialog.filterSelected.emit("JSON (*.json)")
    assert dialog.defaultSuffix() == "json"
    assert Path(dialog.selectedFiles()[0]).name == "My_rows.json"
    dialog.fileSelected.emit(str(out / "x.json"))
    dialog.reject()
    await until(lambda: desk.said)
    assert desk.said == [("Exported 3 rows to “x.json”", "Open folder")]
    assert (out / "x.json").read_text(encoding="utf-8").startswith("[\n")


async def test_the_ending_that_is_typed_decides(desk: Desk, out: Path) -> None:
    desk.open.set()
    for ending, begins in (("xlsx", b"PK"), ("csv", b"\xef\xbb\xbfnumber"), ("txt", b"\xef\xbb\xbfnumber")):
        desk.exports.start(desk.request, str(out / f"x.{ending}"))
        await until(lambda: desk.said)
        desk.said.clear()
        assert (out / f"x.{ending}").read_bytes().startswith(begins)


async def test_what_takes_a_while_says_how_long_and_can_be_stopped(desk: Desk, out: Path) -> None:
    (out / "x.csv").write_text("before")
    desk.exports.start(desk.request, str(out / "x.csv"))
    await until(lambda: desk.dialog is not None)
    assert desk.dialog is not None
    assert "\n1 row, about " in texts(desk.dialog)
    QTest.keyClick(desk.dialog, Qt.Key.Key_Escape)
    for _ in range(3):  # turns of the loop, in which the thread is told
        await asyncio.sleep(0)
    desk.open.set()
    await until(lambda: desk.dialog is None)
    await until(lambda: [path.name for path in out.iterdir()] == ["x.csv"])
    assert (out / "x.csv").read_text() == "before"
    assert desk.said == []


async def test_a_file_that_cannot_be_written_is_told(desk: Desk, out: Path) -> None:
    desk.open.set()
    desk.exports.start(desk.request, str(out / "missing" / "x.csv"))
    await until(lambda: desk.said)
    assert desk.said == [("Couldn’t save “x.csv”. Check the free space and permissions there.", "Try again")]


async def test_trouble_with_the_database_is_told_as_elsewhere(desk: Desk, out: Path) -> None:
    desk.error = StoreBusy()
    desk.exports.start(desk.request, str(out / "x.csv"))
    await until(lambda: desk.messages.notice_on("trending"))
    assert list(out.iterdir()) == []
    assert desk.dialog is None
