"""`tiktrack forget`: afterwards nothing in the data folder tells of the creator, and what is in Discord is named."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.store.examples import NOW
from tests.store.forgettable import HANDLE, ID, OTHER, VIDEO, plant, traces_on_disk
from tests.store.sample_database import NEWEST_STEP
from tests.store.test_faults import overwrite_root_page
from tiktrack_gui.host import lock
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Backups, Store

LOG = f"""2026-01-01 12:00:00,000 INFO tiktrack_gui.services.creators: @{HANDLE} keeps its numbers: TikTok is slow.
2026-01-01 12:00:01,000 ERROR tiktrack_gui.app.program: Traceback (most recent call last):
  File "x.py", line 1, in f
ValueError: no samples of {ID}
2026-01-01 12:00:02,000 INFO tiktrack_gui.services.creators: @{HANDLE}s keeps its numbers: TikTok is slow.
2026-01-01 12:00:03,000 INFO tiktrack_gui.services.remeasuring: Video {VIDEO} couldn't be measured again
"""


@pytest.fixture
def command(tmp_path: Path) -> Command:
    database = tmp_path / "tiktrack.db"
    with Store(database) as store:
        plant(store)
    Backups(database).make(NOW)
    (tmp_path / "tiktrack.log").write_text(LOG, encoding="utf-8")
    (tmp_path / "tiktrack.log.2").write_text(LOG, encoding="utf-8")
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def test_nothing_in_the_data_folder_tells_of_it_any_more(command: Command, tmp_path: Path) -> None:
    assert len(traces_on_disk(tmp_path)) == 4
    done = command("forget", f"@{HANDLE.upper()}", "--backups", "--yes")
    assert done.status == 0, done.stderr
    assert traces_on_disk(tmp_path) == {}
    assert "@vergissmein.nicht is forgotten, also in 1 backup." in done.stdout
    assert "https://discord.com/channels/5/4040" in done.stdout
    assert "Team/#c1 (may be there)" in done.stdout
    log = (tmp_path / "tiktrack.log.2").read_text(encoding="utf-8")
    assert log == LOG.splitlines(keepends=True)[4]
    assert command("creators", "list", "--json").json["creators"][0]["handle"] == OTHER.handle
    assert "The database is OK." in command("verify").stdout


def test_backups_are_only_cleaned_if_that_is_wanted_also_later(command: Command, tmp_path: Path) -> None:
    done = command("forget", f"https://www.tiktok.com/@{HANDLE}/video/{VIDEO}", "--yes")
    assert done.status == 0, done.stderr
    assert "run this again with --backups" in done.stdout
    assert [name.startswith("tiktrack-2026") for name in traces_on_disk(tmp_path)] == [True]
    again = command("forget", HANDLE, "--yes")
    assert (again.status, again.stdout) == (1, "")
    assert again.stderr == f"tiktrack: TikTrack doesn’t know “{HANDLE}”. To look in the backups, too, add --backups.\n"
    assert command("forget", HANDLE, "--backups", "--yes").status == 0
    assert traces_on_disk(tmp_path) == {}


def test_without_yes_nothing_is_erased_where_nobody_can_be_asked(command: Command, tmp_path: Path) -> None:
    done = command("forget", HANDLE)
    assert done.status == 0
    assert (
        "measurements, 3 videos, your note, your status, your tag and the places on “Tracked” and “Flowers” "
        "will be erased" in done.stdout
    )
    assert "run this again with --yes" in done.stdout
    assert command("forget", HANDLE, "--json").json == {"forgotten": False}
    assert command("creators", "find", HANDLE).stdout


def test_json_says_what_was_done(command: Command, tmp_path: Path) -> None:
    broken = tmp_path / "backups" / f"tiktrack-20260101T110000Z-{NEWEST_STEP}.db"
    shutil.copy(next((tmp_path / "backups").iterdir()), broken)
    overwrite_root_page(broken, "video_samples", b"\xff" * 4096)
    done = command("forget", HANDLE, "--backups", "--yes", "--json")
    assert done.status == 1
    assert done.json.pop("rows") > 20
    assert done.json == {
        "forgotten": True,
        "rows": done.json["rows"],
        "file_is_clean": True,
        "backups": [f"tiktrack-20260101T120000Z-{NEWEST_STEP}.db"],
        "backups_left": [broken.name],
        "log_entries": 6,
        "posts": [
            {"channel": "Team/#c0", "link": "https://discord.com/channels/5/4040", "is_certain": True},
            {"channel": "Team/#c1", "link": "https://discord.com/channels/5/1100000000000000002", "is_certain": False},
        ],
    }
    assert list(traces_on_disk(tmp_path)) == [broken.name]


def test_a_running_tiktrack_keeps_it_from_beginning(command: Command, tmp_path: Path) -> None:
    with lock.held(DataFolder(tmp_path).lock):
        done = command("forget", HANDLE, "--yes")
    assert done.status == 1
    assert "Another copy of TikTrack is using this data folder" in done.stderr
    assert command("creators", "find", HANDLE).stdout
