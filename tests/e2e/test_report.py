"""`tiktrack report` over a real store, without a display."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.e2e.command import Command
from tests.full_disk import needs_full
from tests.store.examples import HOUR, a_creator
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.store import Store

DAY = 24 * HOUR
NO_DISPLAY = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Three tracked creators, measured daily for 40 days; two are on the list “Food & drink”."""
    now = int(SystemClock().now())
    with Store(tmp_path / "tiktrack.db") as store:
        for number in (1, 2, 3):
            samples = [
                CreatorSample(
                    at=now - 2 * HOUR - day * DAY,
                    followers=(50_000 - 300 * day) * number,
                    rounded=CreatorCount.FOLLOWERS,
                )
                for day in range(40)
            ]
            store.creators.record_creator(a_creator(number, sample=samples[0]), samples[0].at).result()
            store.creators.record_history(a_creator(number).id, samples[1:]).result()
            store.creators.track(a_creator(number).id, now).result()
        food = store.lists.create("Food & drink").result()
        store.lists.add(food.id, [a_creator(1).id, a_creator(2).id], now).result()
        store.annotations.add_note(a_creator(1).id, "Sent a box of tea", now - DAY).result()
    return Command(tmp_path, NO_DISPLAY)


def read(path: Path) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(path).pages)


def day(ago: int) -> str:
    when = datetime.fromtimestamp(SystemClock().now(), UTC).astimezone() - timedelta(days=ago)
    return when.date().isoformat()


def test_a_pdf_of_a_creator_has_its_numbers(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    done = command("report", "@creator1", "--output", str(file))
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout == f"Saved the report on @creator1, {day(27)} to {day(0)}, to {file}.\n"
    text = read(file)
    assert "≈ 50,000" in text
    assert "≈ marks what TikTok rounded" in text
    assert "Measured by TikTrack on TikTok" in text
    assert "Sent a box of tea" not in text


def test_the_dates_and_the_paper_are_those_given(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "one.pdf"
    given = ("--from", day(20), "--to", day(10), "--paper", "letter", "--notes")
    done = command("report", "@creator1", *given, "--output", str(file))
    assert done.status == 0, done.stderr
    reader = PdfReader(file)
    assert [round(side) for side in reader.pages[0].mediabox[2:]] == [612, 792]
    text = read(file)
    assert "Day by day" in text
    assert "≈ 50,000" not in text
    assert "tea" not in text  # noted later


def test_a_list_and_several_creators_have_one_report(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "food.pdf"
    assert command("report", "--list", "food & DRINK", "--notes", "--output", str(file)).status == 0
    text = read(file)
    assert "Food & drink 2 creators" in text
    assert "@creator1" in text
    assert "@creator3" not in text
    assert "Sent a box of tea" in text
    assert command("report", "--list", "all", "--output", str(file)).status == 0
    assert "All 3 creators" in read(file)
    assert command("report", "@creator1", "@creator3", "@creator1", "--output", str(file)).status == 0
    assert "2 creators @creator1 and @creator3" in read(file)


def test_html_goes_to_a_file_or_to_stdout(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "food.html"
    assert command("report", "--list", "Food & drink", "--output", str(file)).status == 0
    page = file.read_text(encoding="utf-8")
    assert '<h1 dir="ltr">Food &amp; drink</h1>' in page
    done = command("report", "--list", "Food & drink", "--format", "html", "--output", "-")
    assert done.stdout.startswith("<!DOCTYPE html>")
    assert "@creator2" in done.stdout


def test_a_pdf_isnt_written_to_a_terminal(command: Command) -> None:
    said = command.on_a_terminal("report", "@creator1", "--format", "pdf", "--output", "-")
    assert "can’t be shown in a terminal" in said
    assert "%PDF" not in said


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("--output", "a.pdf"), 2, "Name creators, or use --list."),
        (("@creator1", "--list", "all", "--output", "a.pdf"), 2, "Name creators, or use --list."),
        (("@creator1", "--output", "a.txt"), 2, "Use --format, or a file name that ends in .pdf or .html."),
        (("@creator1", "--output", "a.html", "--paper", "a4"), 2, "--paper is for PDF."),
        (("@creator1", "--output", "a.pdf", "--from", "soon"), 2, '--from can’t be "soon". Use a date such as'),
        (("@creator1", "--output", "a.pdf", "--to", "9999-12-31"), 1, "The last day is in the future."),
        (("@creator1", "--output", "a.pdf", "--from", "0001-01-01"), 1, "TikTok didn’t exist then."),
        (("@creator1", "--output", "a.pdf", "--to", "2020-01-02", "--from", "2020-01-03"), 1, "before the first one"),
        (("@nobody", "--output", "a.pdf"), 1, "@nobody isn’t known to TikTrack."),
        (("--list", "Fod", "--output", "a.pdf"), 1, "There’s no list named “Fod”."),
    ],
)
def test_what_cant_be_is_said_in_a_line(command: Command, arguments: tuple[str, ...], status: int, said: str) -> None:
    done = command.in_this_process("report", *arguments)
    assert (done.status, done.stdout) == (status, "")
    assert said in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_file_that_cant_be_written_is_said(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "none" / "a.pdf"
    done = command("report", "@creator1", "--output", str(file))
    assert (done.status, done.stdout) == (1, "")
    assert f"Couldn’t write to {file}: " in done.stderr
    assert done.stderr.count("\n") == 1


@needs_full
@pytest.mark.parametrize("format", ["html", "pdf"])
def test_a_full_disk_is_named(command: Command, format: str) -> None:
    done = command("report", "@creator1", "--output", "/dev/full", "--format", format)
    said = (
        "tiktrack: Couldn’t write to /dev/full: No space left on device. Check the free space and permissions there.\n"
    )
    assert (done.status, done.stdout, done.stderr) == (1, "", said)


def test_an_empty_list_has_no_report(command: Command, tmp_path: Path) -> None:
    assert command("lists", "create", "Empty").status == 0
    done = command("report", "--list", "Empty", "--output", str(tmp_path / "a.pdf"))
    assert done.status == 1
    assert "There’s nobody on “Empty” yet." in done.stderr
    assert not (tmp_path / "a.pdf").exists()
