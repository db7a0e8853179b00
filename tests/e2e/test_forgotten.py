"""A database that has forgotten posts causes no second thread."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.e2e.test_post import CREATOR, assert_posted, forum, text
from tests.lookalikes.discord import DiscordLookalike
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

Forget = Callable[[Path, Path], None]


def put_back_an_older_copy(database: Path, copy: Path) -> None:
    database.write_bytes(copy.read_bytes())


def move_away_and_begin_anew(database: Path, copy: Path) -> None:
    """The file is moved away; a new one knows the creator again."""
    database.rename(database.with_name("away.db"))
    begin_anew(database, copy)


def empty(database: Path, copy: Path) -> None:
    database.write_bytes(b"")
    begin_anew(database, copy)


def put_back_the_whole_folder(database: Path, copy: Path) -> None:
    shutil.rmtree(database.parent)
    database.parent.mkdir()
    put_back_an_older_copy(database, copy)


def begin_anew(database: Path, copy: Path) -> None:
    with Store(copy, read_only=True) as old, Store(database) as new:
        creator = old.creators.creator_named(CREATOR.removeprefix("@")).result()
        assert creator is not None
        assert creator.sample is not None
        new.creators.record_creator(creator, creator.sample.at).result()


FORGETTING = [
    (put_back_an_older_copy, forum),
    (move_away_and_begin_anew, text),
    (empty, forum),
    (put_back_the_whole_folder, text),
]


@pytest.mark.parametrize(("forget", "kind"), FORGETTING, ids=lambda value: value.__name__)
def test_it_is_said_and_the_earlier_thread_is_found(
    offline: Command,
    discord: DiscordLookalike,
    forget: Forget,
    kind: Callable[[DiscordLookalike], int],
    tmp_path: Path,
) -> None:
    channel, database, copy = kind(discord), DataFolder(offline.data_dir).database, tmp_path / "copy.db"
    shutil.copy(database, copy)
    first = offline("post", CREATOR, "--channel", str(channel), "--json").json
    for leftover in (f"{database}-wal", f"{database}-shm"):
        Path(leftover).unlink(missing_ok=True)
    forget(database, copy)
    again = offline("post", CREATOR, "--channel", str(channel), "--json")
    assert_posted(again.json, discord, channel)
    assert (again.json["already"], again.json["thread_id"]) == (True, first["thread_id"])
    assert "No profile is posted twice" in again.stderr


def test_a_database_on_a_computer_it_was_never_on_is_searched_for_without_a_word(
    offline: Command, discord: DiscordLookalike, tmp_path: Path
) -> None:
    older = Path(shutil.copytree(offline.data_dir, tmp_path / "elsewhere"))
    offline("post", CREATOR, "--channel", str(discord.text))
    elsewhere = Command(older, offline.env)
    again = elsewhere("post", CREATOR, "--channel", str(discord.text))
    assert again.stdout.startswith("Already posted as thread ")
    assert "posted twice" not in again.stderr
