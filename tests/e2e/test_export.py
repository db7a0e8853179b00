"""`tiktrack export`: files that other programs read, with the numbers that TikTrack shows."""

from __future__ import annotations

import csv
import io
import json
import signal
import sqlite3
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tests.e2e.command import Command
from tests.full_disk import needs_full
from tests.store import sample_database
from tests.store.examples import NOW, a_creator, a_video
from tests.waiting import LIMIT, wait_until
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.models import Creator
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

Row = dict[str, Any]
SUBJECTS = ("trending", "creators", "history", "runs", "deliveries", "campaign", "advertised")
MANY = 200_000  # rows
CAMPAIGN, SPONSORED = "Spring pots", 7_300_000_000_000_000_001
UNRULY = '=HYPERLINK("http://x";"Zoë")'


@pytest.fixture
def command(tmp_path: Path) -> Command:
    folder = tmp_path / "data"
    folder.mkdir(0o700)
    with Store(folder / "tiktrack.db") as store:
        sample_database.fill(store)
        creator = store.creators.record_creator(a_creator(1, name=UNRULY, handle="planty"), NOW + 86_400).result()
        made = store.lists.create("Plants").result()
        store.lists.add(made.id, [creator.id], NOW).result()
        _add_campaign(store, creator)
    return Command(folder, {})


def _add_campaign(store: Store, creator: Creator) -> None:
    """With a measured video, for which the tracked creator advertises, and one that never was."""
    store.creators.track(creator.id, NOW).result()
    campaign = store.campaigns.create(Campaign(name=CAMPAIGN, currency="EUR", brand="pots"), NOW).result()
    for video_id, cents in ((SPONSORED, 15_050), (SPONSORED + 1, None)):
        entry = CampaignVideo(campaign_id=campaign.id or 0, video_id=video_id, cents=cents, added_at=NOW)
        store.campaigns.add([entry]).result()
    video = a_video(1, id=SPONSORED, creator=creator, caption=f"{UNRULY} @pots", ad=True)
    store.campaigns.record(video, NOW).result()


@pytest.fixture
def out(tmp_path: Path) -> Path:
    out = tmp_path / "out"
    out.mkdir()
    return out


def named(subject: str) -> tuple[str, ...]:
    return (subject, CAMPAIGN) if subject == "campaign" else (subject,)


def rows_of(file: Path) -> list[Row]:
    """Reads a file with libraries that aren't ours; what isn't known is ""."""
    match file.suffix:
        case ".csv":
            with file.open(encoding="utf-8-sig", newline="") as lines:
                return list(csv.DictReader(lines))
        case ".json":
            rows: list[Row] = json.loads(file.read_text(encoding="utf-8"))
            return [{key: "" if value is None else value for key, value in row.items()} for row in rows]
        case _:
            header, *cells = openpyxl.load_workbook(file).worksheets[0].iter_rows(values_only=True)
            return [
                dict(zip(map(str, header), ("" if one is None else one for one in row), strict=True)) for row in cells
            ]


@pytest.mark.parametrize("subject", SUBJECTS)
def test_the_same_is_in_all_formats(command: Command, out: Path, subject: str) -> None:
    found = []
    for ending in ("csv", "json", "xlsx"):
        done = command("export", *named(subject), "--output", str(out / f"x.{ending}"))
        assert (done.status, done.stderr) == (0, "")
        found.append(rows_of(out / f"x.{ending}"))
        noun = "1 row" if len(found[0]) == 1 else f"{len(found[0])} rows"
        assert done.stdout == f"Exported {noun} to {out / f'x.{ending}'}.\n"
    text, *others = (
        [{key: str(value).lower().lstrip("'") for key, value in row.items()} for row in one] for one in found
    )
    assert all(_without_zeros(other) == _without_zeros(text) for other in others)
    assert text
    assert sorted(path.name for path in out.iterdir()) == ["x.csv", "x.json", "x.xlsx"]


def _without_zeros(rows: list[Row]) -> list[Row]:
    """Spreadsheets know one kind of number."""
    return [{key: value.removesuffix(".0") for key, value in row.items()} for row in rows]


def test_creators_are_those_that_are_listed(command: Command, out: Path) -> None:
    listed = command("creators", "list", "--json").json["creators"]
    command("export", "creators", "--output", str(out / "x.csv"))
    rows = rows_of(out / "x.csv")
    for name, shown in (("creator_id", "id"), ("handle", "handle"), ("followers", "followers"), ("origin", "origin")):
        assert [row[name] for row in rows] == [str(one[shown]) for one in listed]
    assert [row["followers_exactness"] == "exact" for row in rows] == [one["exact"] for one in listed]
    assert [row["measured_at"] for row in rows] == [one["measured_at"] for one in listed]
    assert len(rows[0]["creator_id"]) == 19


def test_a_formula_is_a_text_in_every_format(command: Command, out: Path) -> None:
    for ending, said in (("csv", f"'{UNRULY}"), ("json", UNRULY), ("xlsx", UNRULY)):
        command("export", "creators", "--output", str(out / f"x.{ending}"))
        assert said in [row["name"] for row in rows_of(out / f"x.{ending}")]


def test_a_campaign_is_what_is_shown(command: Command, out: Path) -> None:
    shown = command("campaigns", "show", CAMPAIGN, "--json").json["videos"]
    command("export", "campaign", CAMPAIGN.upper(), "--output", str(out / "x.csv"))
    rows = rows_of(out / "x.csv")
    assert [row["video_id"] for row in rows] == [one["id"] for one in shown] == [str(SPONSORED), str(SPONSORED + 1)]
    measured, waiting = rows
    assert (measured["price"], measured["currency"]) == ("150.5", "EUR")
    assert measured["measured_at"] == shown[0]["measured_at"]
    assert (measured["views"], measured["views_exactness"]) == (
        str(shown[0]["views"]["number"]),
        shown[0]["views"]["exactness"],
    )
    assert float(measured["cost_per_1000_views"]) == pytest.approx(shown[0]["per_thousand"]["amount"], abs=1e-4)
    assert measured["caption"] == f"'{UNRULY} @pots"
    assert (waiting["views"], waiting["measured_at"], waiting["cost_per_1000_views"]) == ("", "", "")
    assert waiting["state"] == "waiting"
    unknown = command("export", "campaign", "None such", "--output", str(out / "y.csv"))
    assert unknown.status == 1
    assert f"“{CAMPAIGN}”" in unknown.stderr
    assert not (out / "y.csv").exists()


def test_who_advertises_is_what_is_shown(command: Command, out: Path) -> None:
    [shown] = command("campaigns", "advertised", "--json").json["creators"]
    command("export", "advertised", "--output", str(out / "x.json"))
    [row] = rows_of(out / "x.json")
    assert (row["creator_id"], row["handle"], row["ads"]) == (shown["id"], shown["handle"], shown["ads"])
    assert row["brands"] == "pots 1"
    assert (row["first_ad_posted_at"], row["latest_ad_posted_at"]) == (shown["since"], shown["last"])


def test_a_history_is_what_is_shown(command: Command, out: Path) -> None:
    shown = command("creators", "history", "@planty", "--json").json["measurements"]
    command("export", "history", "@planty", "--output", str(out / "x.csv"))
    rows = rows_of(out / "x.csv")
    assert [row["measured_at"] for row in rows] == [one["at"] for one in shown]
    assert [row["followers"] for row in rows] == [str(one["followers"]) for one in shown]
    since = iso(NOW + 3_600)
    assert since is not None
    command("export", "history", "@planty", "--since", since.replace("Z", "+00:00"), "--output", str(out / "y.csv"))
    assert rows_of(out / "y.csv") == [row for row in rows if row["measured_at"] >= since]
    assert 0 < len(rows_of(out / "y.csv")) < len(rows)


def test_a_list_is_a_choice_of_creators(command: Command, out: Path) -> None:
    for subject in ("creators", "history"):
        command("export", subject, "--list", "plants", "--output", str(out / "x.csv"))
        assert {row["handle"] for row in rows_of(out / "x.csv")} == {"planty"}
    done = command("export", "history", "--list", "none", "--output", str(out / "y.csv"))
    assert done.status == 1
    assert "There’s no list named “none”." in done.stderr
    assert not (out / "y.csv").exists()


def test_deliveries_are_those_that_are_listed(command: Command, out: Path) -> None:
    with Store(command.data_dir / "tiktrack.db") as store:
        listed = store.outbox.deliveries().result()
    command("export", "deliveries", "--output", str(out / "x.json"))
    rows = rows_of(out / "x.json")
    assert [row["delivery"] for row in rows] == [one.id for one in listed]
    assert [(row["channel_id"], row["creator_id"]) for row in rows] == [
        (str(one.channel_id), str(one.creator_id)) for one in listed
    ]


def test_without_a_file_it_goes_to_the_next_program(command: Command) -> None:
    done = command("export", "runs", "--output", "-")
    assert next(csv.DictReader(io.StringIO(done.stdout)))["source"] == "trending"
    assert command("export", "runs", "--output", "-", "--format", "json").json[0]["source"] == "trending"


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such terminals")
def test_a_terminal_gets_text_but_no_workbook(command: Command) -> None:
    assert "planty" in command.on_a_terminal("export", "creators", "--output", "-", columns=500)
    assert "A terminal can’t show XLSX." in command.on_a_terminal("export", "runs", "--format", "xlsx", "--output", "-")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--since", "soon"), '--since can’t be "soon". Use a date such as 2026-10-03'),
        (("--format", "ods"), "is not one of 'csv', 'json', 'xlsx'"),
        (("@planty", "--list", "Plants"), "Name creators, or use --list."),
    ],
)
def test_what_is_wrong_is_said(command: Command, out: Path, arguments: tuple[str, ...], said: str) -> None:
    done = command("export", "history", *arguments, "--output", str(out / "x.csv"))
    assert done.status == 2
    assert said in done.stderr
    assert list(out.iterdir()) == []


@needs_full
def test_a_full_disk_is_told(command: Command) -> None:
    for kind in ("csv", "json", "xlsx"):
        done = command("export", "runs", "--format", kind, "--output", "/dev/full")
        assert done.status == 1
        assert done.stderr == (
            "tiktrack: Couldn’t write to /dev/full: No space left on device. "
            "Check the free space and permissions there.\n"
        )


def test_it_works_beside_a_running_window(command: Command, out: Path) -> None:
    with (
        Access(DataFolder(command.data_dir)) as access,
        Store(command.data_dir / "tiktrack.db") as store,
    ):
        access.take()
        store.runs.newest().result()
        assert command("export", "history", "--output", str(out / "x.csv")).status == 0
        assert rows_of(out / "x.csv")


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals here")
@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM"])
@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_stopped_it_leaves_no_half_of_a_file(command: Command, out: Path, name: str, kind: str) -> None:
    _fill(command.data_dir / "tiktrack.db")
    (out / "x").write_text("before")
    with command.start("export", "history", "@planty", "--format", kind, "--output", str(out / "x")) as process:
        wait_until(lambda: len(list(out.iterdir())) == 2)
        process.send_signal(signal.Signals[name])
        assert process.stderr is not None
        assert process.stderr.read() == "tiktrack: Stopped.\n"
        assert process.wait(LIMIT) == 128 + signal.Signals[name]
    assert [(path.name, path.read_text()) for path in out.iterdir()] == [("x", "before")]


def _fill(database: Path) -> None:
    """So many measurements take longer to be written than to be stopped."""
    with closing(sqlite3.connect(database)) as file, file:
        ((creator_id,),) = file.execute("SELECT id FROM creators WHERE handle = 'planty'")
        file.execute(
            f"WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < {MANY}) "
            "INSERT OR IGNORE INTO creator_samples (creator_id, at, followers, rounded, repaired, origin) "
            f"SELECT ?, {NOW} + 100000 + i, 12300 + i, 0, 0, 'profile_page' FROM n",
            [creator_id],
        )
