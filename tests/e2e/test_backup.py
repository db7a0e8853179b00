"""`tiktrack backup`, and the window with a damaged database."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.e2e.test_post import CREATOR, only_thread
from tests.e2e.window import Driver, Window
from tests.lookalikes.discord import DiscordLookalike
from tests.store.test_faults import overwrite_root_page
from tests.waiting import until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Backups, Store


def names(command: Command) -> list[str]:
    return [backup["name"] for backup in command("backup", "list", "--json").json["backups"]]


def test_a_command_that_writes_makes_one_a_day(offline: Command, discord: DiscordLookalike) -> None:
    for path in (offline.data_dir / "backups").glob("*"):
        path.unlink()
    assert offline("backup", "list").stdout == "None yet. TikTrack makes one a day.\n"
    offline("post", CREATOR, "--channel", str(discord.text))
    assert len(names(offline)) == 1
    offline("post", CREATOR, "--channel", str(discord.text))
    assert len(names(offline)) == 1


def test_a_restored_backup_posts_nothing_again(offline: Command, discord: DiscordLookalike) -> None:
    made = offline("backup", "now")
    assert made.status == 0, made.stderr
    assert made.stdout.startswith("Backed up, ")
    first = offline("post", CREATOR, "--channel", str(discord.text), "--json").json
    restored = offline("backup", "restore")
    assert restored.status == 0, restored.stderr
    assert "The database before it is now " in restored.stdout
    assert "-replaced.db" in restored.stdout
    again = offline("post", CREATOR, "--channel", str(discord.text), "--json")
    assert again.json["thread_id"] == first["thread_id"] == str(only_thread(discord, discord.text))


def test_a_damaged_database_is_rescued_or_replaced(offline: Command) -> None:
    offline("backup", "now")
    good = names(offline)
    database = DataFolder(offline.data_dir).database
    overwrite_root_page(database, "video_samples", b"\xff" * 4096)
    told = offline("verify")
    assert told.status == 1
    assert "tiktrack backup rescue" in told.stderr
    rescue = offline("backup", "rescue")
    assert rescue.status == 0, rescue.stderr
    [rescued] = set(names(offline)) - set(good)
    assert len(names(offline)) == len(good) + 1
    assert "-rescued." in rescued
    assert f"{rescued} " in rescue.stdout
    assert offline("backup", "restore", rescued).status == 0
    assert offline("verify").status == 0
    assert len(list((offline.data_dir / "backups").glob("*-damaged.db"))) == 1
    for name in names(offline)[:-1]:  # what replaced databases were
        if "-replaced." in name:
            (offline.data_dir / "backups" / name).unlink()
    whole = offline("backup", "restore")
    assert "rescued" not in whole.stdout.splitlines()[0]
    assert offline("backup", "list").status == 0


def test_what_does_not_exist_is_not_restored(offline: Command) -> None:
    offline("backup", "now")
    done = offline("backup", "restore", "yesterday.db")
    assert (done.status, done.stderr) == (
        1,
        "tiktrack: There is no backup yesterday.db. See: tiktrack backup list\n",
    )


@pytest.mark.desktop
def test_the_window_restores_a_backup_of_a_damaged_database(real: Driver) -> None:
    database = real.folder.database
    Backups(database).make(SystemClock().now())
    overwrite_root_page(database, "schema_migration", b"\xff" * 4096)

    async def user(window: Window) -> None:
        await until(lambda: "The database is damaged." in window.words)
        assert "The newest backup is from" in window.words
        window.press("Restore backup")
        await until(lambda: "Backup restored" in window.words)  # for some seconds
        await until(lambda: window.stories)

    real(user, at_once=True)
    with Store(database) as store:
        assert store.integrity.verify().result().problems == []


@pytest.mark.desktop
def test_the_settings_make_and_restore_backups(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.main.open_page("settings")
        await until(lambda: "Last backup " in window.words)  # the timer's
        window.press("Back up now")
        await until(lambda: "Backed up, " in window.words)
        await until(lambda: "Last backup just now. " in window.words)
        window.session._pages.settings().backups._menu.actions()[0].trigger()
        await until(lambda: "Backup restored" in window.words)

    real(user)
    assert any("-replaced." in path.name for path in Path(real.folder.root / "backups").iterdir())
