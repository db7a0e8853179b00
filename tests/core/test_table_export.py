"""Tables as CSV and JSON, read back by the standard library."""

from __future__ import annotations

import csv
import io
import json
from functools import partial
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.cell_text import FORMULA, Times, encodable, shielded, unshielded
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.table_csv import MARK, as_csv, csv_file
from tiktrack_gui.core.table_export import AT_ONCE, Field, Kind, Table, Value, seconds_left, table_of
from tiktrack_gui.core.table_json import JsonLines

Row = dict[str, Any]
ID = 2**63 - 1
KINDS = {"text": Kind.TEXT, "id": Kind.ID, "number": Kind.NUMBER, "time": Kind.TIME, "flag": Kind.FLAG}


def _value(key: str, row: Row) -> Value:
    value: Value = row.get(key)
    return value


def table(rows: list[Row]) -> Table:
    fields = [Field(key, partial(_value, key), kind) for key, kind in KINDS.items()]
    return table_of("rows", fields, rows)


def as_json(rows: list[Row]) -> Any:
    made = table(rows)
    lines = JsonLines(made.columns)
    return json.loads(lines.header() + "".join(map(lines.lines, made.chunks)) + lines.footer())


def read(text: str) -> list[Row]:
    return list(csv.DictReader(io.StringIO(text, newline="")))


def test_csv_has_every_value_in_full() -> None:
    rows = [{"text": 'a "b", c\r\nd', "id": ID, "number": 0.5, "time": 1767268800, "flag": True}, {}]
    assert read(as_csv(table(rows))) == [
        {"text": 'a "b", c\r\nd', "id": str(ID), "number": "0.5", "time": "2026-01-01T12:00:00Z", "flag": "true"},
        dict.fromkeys(KINDS, ""),
    ]


def test_json_has_texts_as_they_are_and_ids_as_texts() -> None:
    rows = [{"text": "=1+1", "id": ID, "number": -7, "time": 0, "flag": False}, {}]
    assert as_json(rows) == [
        {"text": "=1+1", "id": str(ID), "number": -7, "time": "1970-01-01T00:00:00Z", "flag": False},
        dict.fromkeys(KINDS),
    ]


def test_without_rows_there_are_headings_or_an_empty_list() -> None:
    assert as_csv(table([])) == "text,id,number,time,flag\r\n"
    assert as_json([]) == []


def test_a_csv_file_says_that_it_is_utf_8() -> None:
    content = csv_file(table([{"text": "Zoë 🦊"}]))
    assert content.startswith(MARK.encode())
    assert read(content.decode("utf-8-sig"))[0]["text"] == "Zoë 🦊"


@pytest.mark.parametrize("formula", [*(f"{sign}1+1" for sign in FORMULA), "=cmd|' /C calc'!A0", "'=1", "''@x"])
def test_what_a_spreadsheet_would_compute_gets_an_apostrophe(formula: str) -> None:
    [row] = read(as_csv(table([{"text": formula}])))
    assert row["text"] == f"'{formula}"
    assert unshielded(row["text"]) == formula


@pytest.mark.parametrize("text", ["", "'", "'quoted'", "a=b", "1-2", "’=", " x"])
def test_other_texts_stay_as_they_are(text: str) -> None:
    assert shielded(text) == unshielded(text) == text


def test_numbers_never_get_an_apostrophe() -> None:
    [row] = read(as_csv(table([{"number": -5, "id": -7}])))
    assert (row["number"], row["id"]) == ("-5", "-7")


@given(st.text())
def test_every_text_comes_back_from_csv(text: str) -> None:
    [row] = read(as_csv(table([{"text": text, "number": 1}])))
    assert unshielded(row["text"]) == text
    assert not row["text"].startswith(FORMULA)


@given(st.text())
def test_every_text_comes_back_from_json(text: str) -> None:
    assert as_json([{"text": text}])[0]["text"] == text


def test_half_a_character_is_replaced() -> None:
    assert encodable("a\ud83db") == "a\ufffdb"
    assert as_json([{"text": "\ud83d"}])[0]["text"] == "\ufffd"


@given(st.integers(0, 4_102_444_800))
def test_times_are_as_elsewhere(at: int) -> None:
    assert Times().text(at) == iso(at)


def test_a_part_of_a_second_is_left_out() -> None:
    [row] = read(as_csv(table([{"time": 1767268800.7}])))
    assert row["time"] == as_json([{"time": 1767268800.7}])[0]["time"] == "2026-01-01T12:00:00Z"


def test_many_rows_come_in_chunks_that_say_how_much_is_done() -> None:
    made = table([{"number": n} for n in range(2 * AT_ONCE + 1)])
    chunks = list(made.chunks)
    assert [chunk.rows for chunk in chunks] == [AT_ONCE, AT_ONCE, 1]
    assert [round(chunk.done or 0, 2) for chunk in chunks] == [0.5, 1.0, 1.0]


def test_the_time_left_is_known_once_something_is_done() -> None:
    assert seconds_left(10, 0.25) == 30
    assert seconds_left(10, 0.0) is None
    assert seconds_left(10, None) is None
