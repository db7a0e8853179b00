"""Exported files, read back with libraries that aren't ours; and what becomes of the file when something goes wrong."""

from __future__ import annotations

import csv
import io
import json
import stat
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tests.full_disk import needs_full
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.clients.whole_file import WritingStopped
from tiktrack_gui.core.cell_text import unshielded
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.table_export import Chunk, ExportColumn, Kind, Table, TableFormat, Written

ID = 7_400_000_000_000_000_123
COLUMNS = (
    ExportColumn("video_id", Kind.ID),
    ExportColumn("caption"),
    ExportColumn("views", Kind.NUMBER),
    ExportColumn("measured_at", Kind.TIME),
    ExportColumn("ad", Kind.FLAG),
)
UNRULY = (
    "=HYPERLINK(\"http://x\")", "+1", "-2", "@SUM(A1)", "\tx", "'=1", "https://www.tiktok.com/@x", "0123", "1e5",
    "<r><t>bold</t></r>", "<r>&</r>", "_x0041_", "a\x00\x07b", " edges ", "Zoë 🦊\nnext", "مرحبا", "TRUE", "{=1}",
    "mailto:a@b.c", "x" * 5_000, "\ufffe",
)  # fmt: skip


def table(captions: tuple[str | None, ...] = UNRULY, *, ends: BaseException | None = None) -> Table:
    """ends: what reading raises after the rows."""

    def chunks() -> Iterator[Chunk]:
        for number, caption in enumerate(captions):
            row = (ID + number, caption, 1_234_567 + number, 1767268800 + number, number % 2 == 0)
            yield Chunk(columns=[[value] for value in row], done=(number + 1) / len(captions))
        if ends is not None:
            raise ends

    return Table(name="trending", columns=COLUMNS, chunks=chunks())


def write(made: Table, path: Path, kind: str = "csv", most_rows: int = 1_048_576) -> int:
    return TableWriters(most_rows).write(made, TableFormat(kind), path, ignored, never)


def ignored(_written: Written) -> None:
    pass


def never() -> bool:
    return False


def sheets(path: Path) -> list[Any]:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        return list(openpyxl.load_workbook(path).worksheets)


def cells(sheet: Any) -> list[tuple[Any, ...]]:
    return list(sheet.iter_rows(values_only=True))


def test_csv_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    assert write(table(), path) == len(UNRULY)
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [unshielded(row["caption"]) for row in rows] == list(UNRULY)
    assert [row["video_id"] for row in rows] == [str(ID + number) for number in range(len(UNRULY))]
    assert rows[1] | {"caption": ""} == {
        "video_id": str(ID + 1),
        "caption": "",
        "views": "1234568",
        "measured_at": "2026-01-01T12:00:01Z",
        "ad": "false",
    }


def test_a_workbook_has_texts_and_ids_as_strings(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    assert write(table(), path, "xlsx") == len(UNRULY)
    [sheet] = sheets(path)
    header, *rows = cells(sheet)
    assert header == tuple(column.key for column in COLUMNS)
    assert [unescape(row[1]) for row in rows] == list(UNRULY)  # as spreadsheets read it
    assert [row[0] for row in rows] == [str(ID + number) for number in range(len(UNRULY))]
    assert rows[0][2:] == (1_234_567, "2026-01-01T12:00:00Z", True)
    kinds = [[cell.data_type for cell in row] for row in sheet.iter_rows(min_row=2)]
    assert kinds == [[kinds[0][0], kinds[0][0], "n", kinds[0][0], "b"]] * len(UNRULY)
    assert kinds[0][0] in ("s", "inlineStr")
    assert all(cell.hyperlink is None for row in sheet.iter_rows() for cell in row)


def test_json_is_untouched(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    write(table(), path, "json")
    rows = json.loads(path.read_text(encoding="utf-8"))
    assert [row["caption"] for row in rows] == list(UNRULY)
    assert rows[0]["video_id"] == str(ID)


def test_what_is_not_known_is_empty(tmp_path: Path) -> None:
    for kind in TableFormat:
        write(table((None,)), tmp_path / f"x.{kind}", kind)
    assert cells(sheets(tmp_path / "x.xlsx")[0])[1][1] is None
    assert json.loads((tmp_path / "x.json").read_text())[0]["caption"] is None
    assert f"{ID},,1234567" in (tmp_path / "x.csv").read_text(encoding="utf-8")


def test_more_rows_than_a_sheet_has_go_to_further_sheets(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    captions = tuple(f"caption {n}" for n in range(25))
    assert write(table(captions), path, "xlsx", most_rows=11) == 25
    found = sheets(path)
    assert [sheet.title for sheet in found] == ["trending", "trending 2", "trending 3"]
    assert [sheet.max_row for sheet in found] == [11, 11, 6]
    assert all(cells(sheet)[0][0] == "video_id" for sheet in found)
    assert [row[1] for sheet in found for row in cells(sheet)[1:]] == list(captions)


def test_a_number_that_no_spreadsheet_can_hold_is_a_text(tmp_path: Path) -> None:
    column = ExportColumn("n", Kind.NUMBER)
    made = Table(name="x", columns=[column], chunks=[Chunk(columns=[[2**53 + 1, float("inf"), 2**53 - 1]])])
    write(made, tmp_path / "x.xlsx", "xlsx")
    assert [row[0] for row in cells(sheets(tmp_path / "x.xlsx")[0])[1:]] == [str(2**53 + 1), "inf", 2**53 - 1]


@pytest.mark.parametrize("kind", list(TableFormat))
def test_what_fails_leaves_the_old_file_and_no_other(tmp_path: Path, kind: str) -> None:
    path = tmp_path / "x"
    path.write_text("before")
    with pytest.raises(LookupError, match="gone"):
        write(table(ends=LookupError("gone")), path, kind)
    assert path.read_text() == "before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("kind", list(TableFormat))
def test_it_can_be_stopped_between_two_rows(tmp_path: Path, kind: str) -> None:
    written: list[int] = []

    def note(made: Written) -> None:
        written.append(made.rows)

    def is_stopped() -> bool:
        return len(written) == 3

    with pytest.raises(WritingStopped):
        TableWriters().write(table(), TableFormat(kind), tmp_path / "x", note, is_stopped)
    assert written == [1, 2, 3]
    assert list(tmp_path.iterdir()) == []


def test_a_workbook_can_be_stopped_while_it_is_packed(tmp_path: Path) -> None:
    written: list[Written] = []

    def is_stopped() -> bool:
        return len(written) == len(UNRULY)

    with pytest.raises(WritingStopped):
        TableWriters().write(table(), TableFormat.XLSX, tmp_path / "x", written.append, is_stopped)
    assert list(tmp_path.iterdir()) == []


@needs_full
@pytest.mark.parametrize("kind", list(TableFormat))
def test_a_full_disk_is_told(kind: str) -> None:
    with pytest.raises(BadInput, match="Couldn’t write to /dev/full: No space left on device"):
        write(table(), Path("/dev/full"), kind)
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize("kind", list(TableFormat))
def test_a_place_that_cannot_be_written_is_told(tmp_path: Path, kind: str) -> None:
    (tmp_path / "folder").mkdir()
    for path, why in ((tmp_path / "folder", "It’s a folder"), (tmp_path / "missing" / "x.csv", "there’s no folder ")):
        with pytest.raises(BadInput, match=f"Couldn’t write to .*: {why}"):
            write(table(), path, kind)
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such permissions")
def test_a_file_that_is_replaced_keeps_its_permissions(tmp_path: Path) -> None:
    path = tmp_path / "x.csv"
    path.touch(0o600)
    path.chmod(0o640)
    write(table(), path)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_a_link_still_leads_to_the_file(tmp_path: Path) -> None:
    path, link = tmp_path / "x.csv", tmp_path / "link.csv"
    path.touch()
    link.symlink_to(path)
    write(table(), link)
    assert link.is_symlink()
    assert path.stat().st_size


def test_a_stream_gets_no_mark(tmp_path: Path) -> None:
    stream = io.BytesIO()
    assert TableWriters().write(table(("a",)), TableFormat.CSV, stream, ignored, never) == 1
    assert stream.getvalue().startswith(b"video_id,")
    stream = io.BytesIO()
    TableWriters().write(table(("a",)), TableFormat.XLSX, stream, ignored, never)
    assert cells(openpyxl.load_workbook(stream).worksheets[0])[1][1] == "a"
