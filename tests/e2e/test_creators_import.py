"""`tiktrack creators import`: a dry run says what would be, and the import does just that."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.e2e.command import Command
from tests.store.examples import FIRST_CREATOR, HOUR, NOW, a_creator
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.store import Store

HEADINGS = ("creator_id", "handle", "measured_at", "followers", "followers_exactness", "likes", "likes_exactness")
ROWS = (
    (str(FIRST_CREATOR + 1), "@creator1", "2026-01-02T00:00:00Z", "5800", "exact", "71000", "rounded"),
    (str(FIRST_CREATOR + 1), "@renamed.since", "2026-01-03T00:00:00Z", "5900", "exact", "", ""),
    ("", "'@creator2", "2026-01-03T00:00:00Z", "12000", "rounded", "", ""),
    ("", "@nobody", "2026-01-03T00:00:00Z", "1", "exact", "", ""),
    (str(FIRST_CREATOR + 1), "", "2026-01-01T11:00:00Z", "1", "exact", "", ""),
)


@pytest.fixture
def command(tmp_path: Path) -> Command:
    with Store(tmp_path / "tiktrack.db") as store:
        for number in (1, 2):
            sample = CreatorSample(at=NOW - HOUR, followers=6_246, origin=Origin.PROFILE_PAGE)
            store.creators.record_creator(a_creator(number, sample=sample), NOW).result()
            store.creators.track(FIRST_CREATOR + number, NOW).result()
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def write_csv(file: Path) -> None:
    with file.open("w", encoding="utf-8-sig", newline="") as text:
        csv.writer(text).writerows([HEADINGS, *ROWS])


def write_json(file: Path) -> None:
    file.write_text(json.dumps({"history": [dict(zip(HEADINGS, row, strict=True)) for row in ROWS]}), encoding="utf-8")


def write_xlsx(file: Path) -> None:
    book = Workbook()
    cells = book.create_sheet("History", 0)
    for row in (HEADINGS, *ROWS):
        cells.append(row)
    book.save(file)


def history(command: Command) -> list[tuple[int, int | None, int, str]]:
    with Store(command.data_dir / "tiktrack.db", read_only=True) as store:
        found = store.creators.growth_of(FIRST_CREATOR + 1).result()
        return [(one.at, one.followers, one.rounded, one.origin.value) for one in found]


@pytest.mark.parametrize(("write", "name"), [(write_csv, "a.csv"), (write_json, "a.json"), (write_xlsx, "a.xlsx")])
def test_each_kind_of_file_is_read_alike(command: Command, write: object, name: str, tmp_path: Path) -> None:
    file = tmp_path / name
    write(file)  # type: ignore[operator]
    before = history(command)
    dry = command("creators", "import", str(file), "--dry-run")
    assert dry.status == 0, dry.stderr
    assert dry.stdout.endswith("3 new · 1 different from what was measured · 1 can’t be used\n")
    assert "TikTrack doesn’t know this creator" in dry.stdout
    assert "Not imported: 6,246 followers then" in dry.stdout
    assert history(command) == before
    done = command("creators", "import", str(file))
    assert done.status == 0, done.stderr
    assert done.stdout.endswith("Imported 3 measurements of 2 creators\n")
    assert [row[1:] for row in history(command)] == [
        (6_246, 0, "profile_page"), (5_800, 4, "imported"), (5_900, 0, "imported"),
    ]  # fmt: skip
    again = command("creators", "import", str(file), "--json").json
    assert again["imported"] is False
    assert again["counts"] == {"there": 3, "clashes": 1, "refused": 1}


def test_whose_they_are_is_said_beside_the_file(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "plot.csv"
    file.write_text("time,followers,margin,exactness,origin\n2025-06-01T00:00:00Z,100,0,exact,profile_page\n")
    refused = command("creators", "import", str(file))
    assert refused.status == 1
    assert "Doesn’t say whose it is" in refused.stdout
    done = command("creators", "import", str(file), "--creator", "@creator1")
    assert (done.status, done.stdout) == (0, "Imported 1 measurement of 1 creator\n")


def test_other_files_are_one_sentence(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "creators.csv"
    file.write_text("handle,name\n@mossy,Mossy\n@fern,Fern\n")
    done = command("creators", "import", str(file))
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: “creators.csv” has no measurements in it.")
