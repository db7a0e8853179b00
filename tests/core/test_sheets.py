"""Tables of text: which row has the headings, and which column names creators."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.sheets import letters, sheet_of
from tiktrack_gui.core.table_text import rows_of, text_of

MANY = 1_000


@pytest.mark.parametrize(
    ("rows", "headings", "chosen"),
    [
        (["Name;Handle;Country", "Ada;ada_l;US", "Bob;bob.b;US"], ("Name", "Handle", "Country"), 1),
        (["Ada,@ada", "Bob,@bob"], ("Column A", "Column B"), 1),
        (["alice,100", "bob,250"], ("Column A", "Column B"), 0),
        (["Wer,Wo", "Ada,@ada", "Bob,@bob"], ("Wer", "Wo"), 1),
        (["Name\tLink", "Ada\thttps://www.tiktok.com/@ada", "Bob\t"], ("Name", "Link"), 1),
        (["id|followers|TikTok", "1|9000|ada", "2|9500|bob"], ("id", "followers", "TikTok"), 2),
        (["@ada", "@bob"], ("Column A",), 0),
        (["username", "ada", "bob"], ("username",), 0),
        (["ada", "bob"], ("Column A",), 0),
    ],
)
def test_the_headings_and_the_column_are_recognised(rows: list[str], headings: tuple[str, ...], chosen: int) -> None:
    sheet = sheet_of("a.csv", rows_of("\r\n".join(rows), "a.csv", MANY))
    assert sheet.headings == headings
    assert sheet.likeliest() == chosen
    first = rows[0] if headings[0].startswith("Column") else rows[1]
    assert sheet.column(chosen)[0] in first


def test_a_single_row_is_a_list() -> None:
    assert sheet_of("a.txt", rows_of("@ada, @bob,@cy", "a.txt", MANY)).column(0) == ["@ada", "@bob", "@cy"]


def test_lines_without_columns_are_taken_as_they_are() -> None:
    text = 'have a look at @ada, she is great\n@bob\n@cy "the best'
    assert sheet_of("a.txt", rows_of(text, "a.txt", MANY)).column(0) == text.split("\n")


def test_quoted_cells_may_have_anything_in_them() -> None:
    text = 'Handle,Note\n@ada,"a, b\nand ""c"""\n@bob,\n'
    sheet = sheet_of("a.csv", rows_of(text, "a.csv", MANY))
    assert sheet.rows == (("@ada", 'a, b\nand "c"'), ("@bob", ""))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_encodings_are_recognised(encoding: str) -> None:
    text = "Name;Handle\r\nRenée Größe;@renée\r\n"
    assert text_of(text.encode(encoding), "a.csv") == text


@pytest.mark.parametrize("content", [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", b"%PDF-1.7\n\x01\x02", bytes(range(256))])
def test_what_is_no_text_is_refused(content: bytes) -> None:
    with pytest.raises(BadInput, match="neither a text file nor a spreadsheet"):
        text_of(content, "a.csv")


@pytest.mark.parametrize("text", ["", "\n\n", " ; ;\n;;"])
def test_an_empty_file_says_so(text: str) -> None:
    with pytest.raises(BadInput, match="is empty"):
        sheet_of("a.csv", rows_of(text, "a.csv", MANY))


def test_a_cell_that_does_not_end_is_refused() -> None:
    with pytest.raises(BadInput, match="doesn’t end"):
        rows_of('a,b\nc,"' + "x" * 200_000 + "\n", "a.csv", MANY)


def test_a_column_is_found_by_its_heading_or_letter() -> None:
    sheet = sheet_of("a.csv", [["Name", "Handle"], ["Ada", "@ada"], ["Bob", "@bob"]])
    assert [sheet.column_named(name) for name in ("handle", " NAME ", "b")] == [1, 0, 1]
    with pytest.raises(BadInput, match="has no column “C”"):
        sheet.column_named("C")


def test_letters_are_those_of_a_spreadsheet() -> None:
    assert [letters(number) for number in (0, 25, 26, 701, 702)] == ["A", "Z", "AA", "ZZ", "AAA"]


def test_titles_and_headings_with_an_at_are_not_creators() -> None:
    found = sheet_of("a.csv", [["@handle", "note"], ["@fern", "x"], ["@moss", "y"]])
    assert found.column(found.likeliest()) == ["@fern", "@moss"]
    found = sheet_of("a.csv", [["Export of May"], [], ["Rank", "Username"], ["1", "fern"], ["2", "moss"]])
    assert found.headings == ("Rank", "Username")
    assert found.column(found.likeliest()) == ["fern", "moss"]
    found = sheet_of("a.csv", [["@fern"], ["@moss", "two"], ["@tiktok", "three"]])
    assert found.column(0) == ["@fern", "@moss", "@tiktok"]
