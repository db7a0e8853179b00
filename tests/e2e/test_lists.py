"""`tiktrack lists`: sorting tracked creators, over a real store and with TikTok's stand-in for those unknown."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes.tiktok import TikTokLookalike
from tests.lookalikes.tiktok_content import Recorded
from tests.store.examples import a_creator
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.store import Store

CREATOR = "xmcdyyybxhfxcnp"  # recorded


def seed(folder: Path) -> None:
    """Tracks three creators."""
    now = int(SystemClock().now())
    with Store(folder / "tiktrack.db") as store:
        for number in (1, 2, 3):
            store.creators.record_creator(a_creator(number, at=now), now).result()
            store.creators.track(a_creator(number).id, now).result()


@pytest.fixture
def command(tmp_path: Path) -> Command:
    seed(tmp_path)
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def on(command: Command, name: str) -> list[str]:
    done = command("lists", "show", name, "--json")
    assert done.status == 0, done.stderr
    return [creator["handle"] for creator in done.json["creators"]]


def test_a_list_is_created_filled_ordered_renamed_and_deleted(command: Command) -> None:
    assert "no lists yet" in command("lists", "show").stdout
    assert command("lists", "create", "Food").stdout == "Created “Food”.\n"
    assert command("lists", "create", "Cats", "--json").json == {
        "list": {"name": "Cats", "creators": 0, "refresh_every_seconds": None, "adaptive": False}
    }
    assert "nobody on “Food” yet" in command("lists", "show", "food").stdout

    done = command("lists", "add", "Food", "@creator2", "https://www.tiktok.com/@creator1", "@creator3")
    assert done.stdout == "Added to “Food”: @creator2, @creator1, @creator3.\n"
    assert on(command, "FOOD") == ["creator2", "creator1", "creator3"]
    moved = command("lists", "move", "Food", "@creator3", "--before", "@creator2")
    assert moved.stdout.split() == ["@creator3", "@creator2", "@creator1"]
    dropped = command("lists", "drop", "Food", "@creator1", "--json").json
    assert [one["handle"] for one in dropped["dropped"]] == ["creator1"]
    assert on(command, "Food") == ["creator3", "creator2"]
    assert on(command, "All") == ["creator1", "creator2", "creator3"]

    assert command("lists", "move", "All", "@creator1").status == 0
    assert on(command, "all") == ["creator2", "creator3", "creator1"]
    assert command("lists", "rename", "Food", "Good food").stdout == "“Food” is now “Good food”.\n"
    shown = command("lists", "move", "Cats", "--before", "Good food").stdout.splitlines()
    assert [line.split()[0] for line in shown] == ["list", "Cats", "Good"]
    assert "--yes" in command("lists", "remove", "Cats").stdout
    assert command("lists", "remove", "Good food", "--yes", "--json").json == {"removed": ["Good food"]}
    assert command("lists", "show", "--json").json == {
        "lists": [{"name": "Cats", "creators": 0, "refresh_every_seconds": None, "adaptive": False}]
    }
    assert on(command, "All") == ["creator2", "creator3", "creator1"]


@pytest.mark.parametrize(
    ("arguments", "status", "said"),
    [
        (("create", "all"), 1, "“All” is everyone you track."),
        (("create", "  "), 1, "A list needs a name."),
        (("show", "Nope"), 1, "There’s no list named “Nope”."),
        (("drop", "Food", "@creator1"), 1, "@creator1 isn’t on “Food”."),
        (("drop", "Food", "@stranger"), 1, "@stranger isn’t tracked."),
        (("add", "Food", "two words?"), 2, "isn’t a valid TikTok handle"),
    ],
)
def test_what_cannot_be_done_is_said(command: Command, arguments: tuple[str, ...], status: int, said: str) -> None:
    command("lists", "create", "Food")
    done = command("lists", *arguments)
    assert done.status == status
    assert said in done.stderr


def test_who_is_not_tracked_yet_is_looked_up(tmp_path: Path, tiktok: TikTokLookalike) -> None:
    seed(tmp_path)
    tiktok.behave(Recorded())
    command = Command(tmp_path, tiktok.browser_env())
    command("lists", "create", "Food")
    done = command("lists", "add", "Food", f"@{CREATOR}", "@creator1", "@nobody.has.this", "--json")
    assert done.status == 1
    assert [one["handle"] for one in done.json["added"]] == ["creator1", CREATOR]
    assert list(done.json["failed"]) == ["nobody.has.this"]
    assert on(command, "Food") == ["creator1", CREATOR]
    assert on(command, "All")[-1] == CREATOR


def test_a_list_has_its_own_interval_which_is_shown_and_survives(command: Command) -> None:
    command("lists", "create", "Food")
    command("lists", "add", "Food", "@creator1", "@creator2")
    assert command("lists", "refresh", "food").stdout.startswith("“Food”: Daily, as in Settings · next at ")
    done = command("lists", "refresh", "Food", "--every", "1d", "--adaptive")
    assert done.stdout.startswith("“Food”: Daily, adaptive · next at ")
    assert command("lists", "refresh", "Food", "--fixed", "--json").json["list"] == {
        "name": "Food",
        "creators": 2,
        "refresh_every_seconds": 86_400,
        "adaptive": False,
    }
    assert command("lists", "show").stdout.splitlines()[1].split() == ["Food", "2", "Daily"]
    assert "Daily · next at " in command("lists", "show", "Food").stdout
    refused = command("lists", "refresh", "Food", "--every", "5m")
    assert refused.status == 1
    assert "A list can’t be refreshed at that interval." in refused.stderr
    assert "as in Settings" in command("lists", "refresh", "Food", "--every", "settings").stdout


def test_the_creators_on_a_list_are_compared(command: Command, tmp_path: Path) -> None:
    now = int(SystemClock().now())
    samples = [CreatorSample(at=now - hours * 3_600, followers=9_000 - hours) for hours in range(24 * 31, 0, -3)]
    with Store(tmp_path / "tiktrack.db") as store:
        store.creators.record_history(a_creator(1).id, samples).result()
        store.creators.record_creator_missing(a_creator(2).id, now).result()
        store.pending.keep(["@somebody.new"], None, now).result()
    shown = command("lists", "show", "all", "--overview")
    assert shown.status == 0, shown.stderr
    heading, first, second, _third, waiting = shown.stdout.splitlines()
    assert heading.split()[:5] == ["creator", "followers", "24", "h", "7"]
    assert first.split()[0] == "@creator1"
    assert first.endswith("OK")
    assert second.endswith("Not found")
    assert waiting.startswith("@somebody.new")
    assert waiting.endswith("Pending")
    told = command("lists", "show", "all", "--overview", "--json").json
    known = told["creators"][0]
    assert (known["handle"], known["state"], list(known["changes"])) == ("creator1", "ok", ["24", "168", "720"])
    assert known["per_week"]["measurements"] > 100
    assert (known["engagement"], known["top_video"]) == (None, None)
    assert told["creators"][1]["state"] == "not_found"
    assert [one["given"] for one in told["pending"]] == ["@somebody.new"]


def test_an_overview_is_one_of_a_list(command: Command) -> None:
    done = command("lists", "show", "--overview")
    assert done.status != 0
    assert "Name the list" in done.stderr
    command("lists", "create", "Cats")
    assert "nobody on “Cats” yet" in command("lists", "show", "cats", "--overview").stdout
