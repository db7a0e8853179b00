"""Files with creators, also those that are too large, locked, damaged or meant to do harm."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tiktrack_gui.clients import table_files
from tiktrack_gui.clients.table_files import MOST_BYTES, TableFiles
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.table_text import rows_of

TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"


def relations(*targets: tuple[str, str]) -> str:
    ones = "".join(
        f'<Relationship Id="rId{number}" Type="{KIND}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{ones}</Relationships>'


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def sheet(*rows: str) -> str:
    return f'<worksheet xmlns="{MAIN}"><sheetData>{"".join(rows)}</sheetData></worksheet>'


def workbook(path: Path, *sheets: str, states: tuple[str, ...] = ()) -> Path:
    """states: of the sheets: "visible" or "hidden"."""
    states = states or ("visible",) * len(sheets)
    named = "".join(
        f'<sheet name="S{number}" sheetId="{number}" state="{state}" r:id="rId{number}"/>'
        for number, state in enumerate(states, 1)
    )
    parts = {
        "[Content_Types].xml": TYPES,
        "_rels/.rels": relations(("officeDocument", "xl/workbook.xml")),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{KIND}"><sheets>{named}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relations(
            *(("worksheet", f"worksheets/sheet{number}.xml") for number in range(1, len(sheets) + 1))
        ),
        **{f"xl/worksheets/sheet{number}.xml": one for number, one in enumerate(sheets, 1)},
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return path


def creators() -> str:
    return sheet(
        f'<row r="1">{cell("A1", "Followers")}{cell("B1", "Handle")}</row>',
        f'<row r="2"><c r="A2"><v>9000</v></c>{cell("B2", "@ada")}</row>',
        f'<row r="3"><c r="A3"><v>12.5</v></c>{cell("B3", "@bob")}</row>',
        '<row r="1048576"><c r="A1048576" s="1"/></row>',  # only formatted
    )


def refusal(path: Path) -> str:
    with pytest.raises(BadInput) as refused:
        TableFiles().read(path)
    return refused.value.sentence


def test_a_workbook_is_read_with_its_headings(tmp_path: Path) -> None:
    read = TableFiles().read(workbook(tmp_path / "a.xlsx", sheet(), creators(), states=("visible", "visible")))
    assert (read.name, read.headings, read.likeliest()) == ("a.xlsx", ("Followers", "Handle"), 1)
    assert read.rows == (("9000", "@ada"), ("12.5", "@bob"))


def test_a_hidden_sheet_is_left_alone(tmp_path: Path) -> None:
    secret = sheet(f'<row r="1">{cell("A1", "@secret")}</row>', f'<row r="2">{cell("A2", "@too")}</row>')
    read = TableFiles().read(workbook(tmp_path / "a.xlsx", secret, creators(), states=("hidden", "visible")))
    assert read.column(1) == ["@ada", "@bob"]


def test_a_text_file_is_read_whatever_its_name(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_text("@ada\n@bob\n", encoding="utf-16")
    assert TableFiles().read(path).column(0) == ["@ada", "@bob"]


def test_two_cells_far_apart_do_not_take_all_the_memory(tmp_path: Path) -> None:
    far = sheet(f'<row r="1">{cell("A1", "@ada")}</row>', f'<row r="90000">{cell("XFD90000", "@bob")}</row>')
    assert refusal(workbook(tmp_path / "a.xlsx", far)) == "“a.xlsx” has more than 750,000 cells."


def test_too_many_rows_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    far = sheet(f'<row r="100001">{cell("A100001", "@ada")}</row>')
    assert refusal(workbook(tmp_path / "a.xlsx", far)) == "“a.xlsx” has more than 100,000 rows."
    text = tmp_path / "a.csv"
    text.write_text("@a\n" * 100_001, encoding="utf-8")
    assert refusal(text) == "“a.csv” has more than 100,000 rows."


def test_what_unpacks_to_too_much_is_refused_whatever_it_says_of_itself(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", sheet(" " * (table_files.MOST_UNPACKED + 1)))
    assert path.stat().st_size < 1_000_000
    assert refusal(path) == "“a.xlsx” unpacks to more than 40 MB."


def test_a_part_that_lies_about_its_size_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", creators())
    size = len(creators()).to_bytes(4, "little")
    path.write_bytes(path.read_bytes().replace(size, (10).to_bytes(4, "little")))
    assert "damaged" in refusal(path)


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    with path.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    assert refusal(path) == "“a.csv” is larger than 10 MB."


@pytest.mark.parametrize("keep", [0.2, 0.5, 0.95])
def test_half_a_workbook_is_refused(tmp_path: Path, keep: float) -> None:
    path = workbook(tmp_path / "a.xlsx", creators())
    whole = path.read_bytes()
    path.write_bytes(whole[: int(len(whole) * keep)])
    assert refusal(path) == "“a.xlsx” isn’t an XLSX workbook, or it’s damaged."


def test_a_workbook_with_broken_xml_is_refused(tmp_path: Path) -> None:
    path = workbook(tmp_path / "a.xlsx", f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>5</sheetData>')
    assert "damaged" in refusal(path)


def test_another_kind_of_archive_is_refused(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("word/document.xml", "<a/>")
    path = tmp_path / "a.docx"
    path.write_bytes(packed.getvalue())
    assert "isn’t an XLSX workbook" in refusal(path)


def test_one_with_a_password_or_of_an_old_kind_says_so(tmp_path: Path) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path) == "“a.xlsx” is protected with a password."
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500)
    assert refusal(path) == "“a.xlsx” is in an old format of Excel."


def test_a_file_that_is_gone_says_so(tmp_path: Path) -> None:
    assert refusal(tmp_path / "a.csv") == "Couldn’t open “a.csv”."
    assert refusal(tmp_path) == f"Couldn’t open “{tmp_path.name}”."


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r", "\v", "\f", "\x1c", "\x85", "\u2028"])
def test_each_line_is_a_row_however_it_ends(end: str) -> None:
    text = f"a{end}{end}b{end}"
    assert rows_of(text, "a.txt", 10) == [[line] for line in text.splitlines()] == [["a"], [""], ["b"]]
