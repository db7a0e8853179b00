"""Reports as PDF, whose text is read back with another library, as HTML, and as pictures."""

from __future__ import annotations

import io
import os
import re
import struct
import subprocess
import sys
import zlib
from base64 import b64decode
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC
from html.parser import HTMLParser
from typing import Any

import pytest
from pypdf import PdfReader
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests import reported
from tests.reported import HOSTILE, list_report, one, report, samples
from tiktrack_gui.core.annotations import Annotations, Note
from tiktrack_gui.core.report import Report
from tiktrack_gui.drawing.palette import LIGHT
from tiktrack_gui.drawing.report import Paper, html, pdf, pictures
from tiktrack_gui.drawing.report_pages import Slice, slices
from tiktrack_gui.drawing.report_text import Unit
from tiktrack_gui.drawing.resources import resource
from tiktrack_gui.words import reports
from tiktrack_gui.words.documents import Document, Table

SCRIPT = """
import sys
from datetime import UTC
from tests.reported import report
from tiktrack_gui.drawing.report import Paper, pdf
from tiktrack_gui.words import reports
sys.stdout.buffer.write(pdf(reports.of(report(), "1.2.0", UTC), Paper.A4, UTC))
"""


@pytest.fixture(autouse=True)
def _app(qapp: QApplication) -> None:
    """The window's application, as there is one in the tests' process in any case."""


def document(found: Report) -> Document:
    return reports.of(found, "1.2.0", UTC)


def pages_of(found: Report, paper: Paper = Paper.A4) -> list[str]:
    """The text of each page as pypdf reads it, on one line."""
    reader = PdfReader(io.BytesIO(pdf(document(found), paper, UTC)))
    return [" ".join(page.extract_text().split()) for page in reader.pages]


def cells_of(found: Document) -> list[str]:
    tables = [part for part in found.parts if isinstance(part, Table)]
    return [text for part in tables for row in part.rows for cell in row for text in (cell.text, cell.below) if text]


def test_a_pdfs_text_has_all_numbers_and_what_is_said_about_them() -> None:
    text, found = " ".join(pages_of(report(one(measured=samples(gap=reported.GAP))))), document(report())
    for tile in found.tiles:
        assert f"{tile.caption} {tile.text} {tile.below}" in text
    for cell in cells_of(found):
        assert cell in text
    for said in (
        "≈ marks what TikTok rounded, and what’s computed from it; other counts are exact.",
        "At the end: followers ± 50, likes ± 50,000.",
        "from Thu 24 Sep 2026, 00:00 to Wed 21 Oct 2026, 12:00: all from the profile page.",
        "Not measured from 9 Oct, 12:00 to 11 Oct, 12:00.",
        "Measured by TikTrack on TikTok, last on Wed 21 Oct 2026, 12:00",
        "+7.5%",
        "≈ 443,700",
    ):
        assert said in text


def test_axes_of_the_chart_are_text_too() -> None:
    first, *_ = pages_of(report())
    assert "440K" in first
    assert "15 Oct" in first


@pytest.mark.parametrize(("paper", "size"), [(Paper.A4, (595, 842)), (Paper.LETTER, (612, 792))])
def test_pages_have_the_size_of_the_paper_and_their_number(paper: Paper, size: tuple[int, int]) -> None:
    reader = PdfReader(io.BytesIO(pdf(document(list_report(60)), paper, UTC)))
    number = len(reader.pages)
    assert number == 4
    for place, page in enumerate(reader.pages, 1):
        assert (round(page.mediabox.width), round(page.mediabox.height)) == size
        assert f"Page {place} of {number}" in page.extract_text()
    assert reader.metadata is not None
    assert reader.metadata.title == "Food, spring campaign, 24 Sep – 21 Oct 2026, until 12:00"


@pytest.mark.parametrize("paper", Paper)
def test_a_long_table_has_its_head_on_every_page_and_each_row_once(paper: Paper) -> None:
    pages = pages_of(list_report(60), paper)
    head = "Over time Followers Growth Per week Views per video Top video"
    with_rows = [page for page in pages if "@maracooks" in page.replace("Fastest ", "")]
    assert len(with_rows) >= 3
    assert [page.count(head) for page in with_rows] == [1] * len(with_rows)
    rows = re.findall(r"(\d+) (?:[^@]{3,60}) @maracooks(\d+) ", " ".join(page.split(head)[1] for page in with_rows))
    assert len({handle for _, handle in rows}) == len(rows) == 60


def test_links_lead_to_tiktok() -> None:
    reader = PdfReader(io.BytesIO(pdf(document(report()), Paper.A4, UTC)))
    links = [note.get_object()["/A"]["/URI"] for page in reader.pages for note in page.get("/Annots", [])]
    assert links
    assert all(link.startswith("https://www.tiktok.com/@maracooks/video/") for link in links)


def test_hostile_names_are_shown_as_they_are() -> None:
    text = "".join(pages_of(reported.unruly())).replace(" ", "")
    assert "<imgsrc=xonerror=alert(1)>&lt;b>\"'</title><script>alert(2)</script>" in text


@pytest.mark.parametrize(
    "found", [report(one(measured=(), seen=())), list_report(1), list_report(0)], ids=["unmeasured", "one", "nobody"]
)
def test_reports_of_little_are_made(found: Report) -> None:
    [page] = pages_of(found)
    assert "Growth report" in page
    assert b"Growth report" in html(document(found), UTC)


def test_notes_without_a_head_are_in_it() -> None:
    note = Note(id=1, creator_id=7_000, text="Sent a box of tea", created_at=reported.NOW, changed_at=reported.NOW)
    found = replace(report(), annotations={7_000: Annotations(creator_id=7_000, notes=(note,))})
    assert "Notes and statuses 21 Oct 2026 Sent a box of tea" in " ".join(pages_of(found))
    assert b"Sent a box of tea" in html(document(found), UTC)


def test_it_is_made_in_a_process_without_application_and_display() -> None:
    bare = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "WAYLAND_DISPLAY")}
    bare.pop("QT_QPA_PLATFORM", None)
    done = subprocess.run([sys.executable, "-c", SCRIPT], env=bare, capture_output=True, timeout=120, check=False)
    assert done.stderr == b""
    assert "≈ 443,700" in PdfReader(io.BytesIO(done.stdout)).pages[0].extract_text()


# Pictures


def darkness(image: QImage) -> float:
    """The share of pixels that aren't paper."""
    places = [(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)]
    return sum(image.pixelColor(x, y) != LIGHT.background for x, y in places) / len(places)


def test_the_pictures_are_the_pages() -> None:
    found = document(list_report(60))
    shown = pictures(found, Paper.A4, 0.75, UTC)
    assert [(image.width(), image.height()) for image in shown] == [(595, 842)] * 4
    assert all(darkness(image) > 0.02 for image in shown)
    margins = [image.copy(0, 0, 38, image.height()) for image in shown]
    assert all(darkness(image) == 0 for image in margins)


def test_the_chart_is_drawn_in_the_pictures_and_is_no_picture_in_the_pdf() -> None:
    [first, *_] = pictures(document(report()), Paper.A4, 1.0, UTC)
    line = [
        (x, y)
        for x in range(60, 720, 4)
        for y in range(250, 520)
        if abs(first.pixelColor(x, y).blue() - LIGHT.line.blue()) < 8
        and abs(first.pixelColor(x, y).red() - LIGHT.line.red()) < 8
    ]
    assert max(x for x, _ in line) - min(x for x, _ in line) > 500
    [page, *_] = PdfReader(io.BytesIO(pdf(document(report()), Paper.A4, UTC))).pages
    resources: Any = page["/Resources"]
    pictures_in_it = [thing.get_object() for thing in resources.get("/XObject", {}).values()]
    assert all(thing.get("/Width", 1) == 1 for thing in pictures_in_it)  # those that hold places


# Pages


def unit(top: float, bottom: float, *, kept: bool = False, head: tuple[float, float] | None = None) -> Unit:
    return Unit(top, bottom, kept, head)


def test_what_fits_is_on_one_page() -> None:
    assert slices([unit(0, 40), unit(50, 100)], 100) == [Slice(0, 100)]


def test_a_paragraph_is_never_divided() -> None:
    assert slices([unit(0, 60), unit(60, 110), unit(110, 160)], 100) == [Slice(0, 60), Slice(60, 160)]


def test_a_heading_stays_with_what_follows() -> None:
    assert slices([unit(0, 60), unit(60, 80, kept=True), unit(80, 130)], 100) == [Slice(0, 60), Slice(60, 130)]


def test_a_tables_head_takes_room_on_its_other_pages() -> None:
    head = (0.0, 20.0)
    rows = [unit(20 + 30 * n, 50 + 30 * n, head=head) for n in range(6)]
    found = slices([unit(0, 20, kept=True), *rows], 100)
    assert found == [Slice(0, 80), Slice(80, 140, head), Slice(140, 200, head)]


def test_what_is_higher_than_a_page_has_one_of_its_own() -> None:
    assert slices([unit(0, 30), unit(30, 180), unit(180, 190)], 100) == [Slice(0, 30), Slice(30, 180), Slice(180, 190)]


def test_headings_that_fill_a_page_end_it() -> None:
    assert slices([unit(0, 60, kept=True), unit(60, 120, kept=True), unit(120, 130)], 100) == [
        Slice(0, 60),
        Slice(60, 130),
    ]


# HTML


class Read(HTMLParser):
    """What a browser finds in it."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.texts.append(data)

    def values(self, name: str) -> Sequence[str]:
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


def test_html_has_the_same_texts() -> None:
    found = document(report())
    texts = Read(html(found, UTC)).texts
    for text in (found.title, found.period, *(tile.text for tile in found.tiles), *cells_of(found)):
        assert text in texts
    assert found.footer in texts


def test_html_needs_nothing_else_and_has_no_scripts() -> None:
    page = html(document(list_report(13)), UTC)
    read = Read(page)
    assert not {tag for tag, _ in read.tags} & {"script", "link", "iframe", "object", "embed", "base", "form"}
    assert all(source.startswith("data:image/png;base64,") for source in read.values("src"))
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert all(link.startswith("https://www.tiktok.com/@") for link in read.values("href"))
    assert page.count(b"url(") == page.count(b'url("data:font/woff;base64,') == 2
    assert b"@import" not in page
    assert "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:" in read.values("content")


def test_html_has_its_fonts_in_it_and_stays_small() -> None:
    page = html(document(list_report(13)), UTC)
    assert len(page) < 600_000
    found = dict(re.findall(rb'font-weight: (\d+); src: url\("data:font/woff;base64,([^"]+)"\)', page))
    used = {int(weight) for weight in re.findall(rb"font-weight: (\d+)", page)}
    assert {int(weight) for weight in found} == used
    for weight, style in ((b"400", "Regular"), (b"600", "SemiBold")):
        assert tables_of_woff(b64decode(found[weight])) == tables_of(resource(f"fonts/Inter-{style}.ttf").read_bytes())


def tables_of(font: bytes) -> dict[bytes, bytes]:
    """Of a TrueType font, by its specification."""
    entries = [struct.unpack_from(">4sIII", font, 12 + 16 * place) for place in range(int.from_bytes(font[4:6], "big"))]
    return {tag: font[offset : offset + length] for tag, _, offset, length in entries}


def tables_of_woff(font: bytes) -> dict[bytes, bytes]:
    assert font[:4] == b"wOFF"
    assert int.from_bytes(font[8:12], "big") == len(font)
    found = {}
    for place in range(int.from_bytes(font[12:14], "big")):
        tag, offset, stored, length, _ = struct.unpack_from(">4sIIII", font, 44 + 20 * place)
        data = font[offset : offset + stored]
        found[tag] = data if stored == length else zlib.decompress(data)
        assert (offset % 4, len(found[tag])) == (0, length)
    return found


def test_html_says_what_the_chart_shows_to_those_who_dont_see_it() -> None:
    assert Read(html(document(report()), UTC)).values("alt") == [
        "Followers of @maracooks over time, from ≈ 413K to ≈ 444K"
    ]


def test_html_escapes_what_strangers_wrote() -> None:
    page = html(document(reported.unruly()), UTC)
    usual = Read(html(document(report()), UTC))
    read = Read(page)
    assert {tag for tag, _ in read.tags} == {tag for tag, _ in usual.tags}
    assert len(read.tags) == len(usual.tags)
    assert b"<script" not in page
    shown = HOSTILE.replace("\u202e", "").replace("\x07", "�")
    assert any(shown in text for text in read.texts)


def test_a_link_elsewhere_isnt_one() -> None:
    found = list_report(1)
    [creator] = found.creators
    profile = replace(creator.profile, creator=replace(creator.profile.creator, handle='x" onclick="alert(1)'))
    read = Read(html(document(replace(found, creators=(replace(creator, profile=profile),))), UTC))
    assert not [name for _, attributes in read.tags for name in attributes if name.startswith("on")]
    assert read.values("href")[0] == 'https://www.tiktok.com/@x" onclick="alert(1)'
