"""`tiktrack alerts`: the inbox and the mute by command, also beside a window; and what `tiktrack run` tells."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.dunst import Dunst
from tests.e2e.command import Command
from tests.lookalikes.tiktok import TikTokLookalike
from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.host.access import Access
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

CREATOR, VIDEO = FIRST_CREATOR + 1, FIRST_VIDEO + 1
PASSED = {"handle": "planty", "number": 10_000, "followers": 10_100, "rounded": True, "repaired": False}
STORY = {"handle": "pasta", "caption": "al dente", "velocity": 570.0, "at_least": False, "score": 82, "reason": "Fast"}


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Over a data folder with two alerts, of which the older one is read, and a tracked creator on a list."""
    with Store(tmp_path / "tiktrack.db") as store:
        store.creators.record_creator(a_creator(1), NOW).result()
        store.creators.track(CREATOR, NOW).result()
        food = store.lists.create("Food").result()
        store.lists.add(food.id, [CREATOR], NOW).result()
        passed = Alert(key="a", kind=Kind.ROUND_NUMBER, at=NOW, creator_id=CREATOR, facts=PASSED, read_at=NOW)
        story = Alert(key="b", kind=Kind.STORY, at=NOW + 60, creator_id=2**62, video_id=VIDEO, facts=STORY)
        store.alerts.add([passed, story]).result()
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium", "TZ": "UTC"})


def test_the_inbox_is_listed_the_newest_first(command: Command) -> None:
    lines = command("alerts", "list").stdout.splitlines()
    assert [line.split() for line in lines] == [
        ["ID", "when", "alert", "details"],
        *["2 new Thu 1 Jan 2026, 12:01 New story by @pasta 570/min · Fast · “al dente”".split()],
        *["1 Thu 1 Jan 2026, 12:00 @planty passed 10,000 followers".split() + lines[2].split()[-7:]],
    ]
    assert lines[2].endswith("≈ 10,100 followers, measured 1 Jan, 12:00")
    assert "@planty" not in command("alerts", "list", "--unread").stdout
    assert "@planty" not in command("alerts", "list", "--limit", "1").stdout


def test_json_has_ids_as_text_and_times_in_utc(command: Command) -> None:
    found = command("alerts", "list", "--json").json
    assert (found["unread"], found["muted_until"]) == (1, None)
    assert found["alerts"][0] == {
        "id": 2,
        "kind": "story",
        "at": "2026-01-01T12:01:00Z",
        "creator_id": str(2**62),
        "video_id": str(VIDEO),
        "sentence": "New story by @pasta",
        "detail": "570/min · Fast · “al dente”",
        "told_at": None,
        "read_at": None,
        "facts": STORY,
    }


def test_alerts_are_read_and_unread_again(command: Command) -> None:
    assert command("alerts", "read", "2").stdout == "All alerts are read.\n"
    assert command("alerts", "list", "--unread").stdout == "No unread alerts.\n"
    assert command("alerts", "read", "--undo", "1", "2").stdout == "2 unread alerts.\n"
    assert command("alerts", "read", "--all", "--json").json == {"unread": 0}
    unknown = command("alerts", "read", "2", "7")
    assert (unknown.status, unknown.stderr) == (1, "tiktrack: There is no alert 7. See: tiktrack alerts list\n")
    for wrong in (("alerts", "read"), ("alerts", "read", "1", "--all"), ("alerts", "read", "--all", "--undo")):
        assert command(*wrong).status == 2


def test_a_mute_is_said_until_it_is_ended(command: Command) -> None:
    assert command("alerts", "mute").stdout.startswith("Muted until ")
    assert command("alerts", "list").stdout.startswith("Muted until ")
    muted = command("alerts", "mute", "30min", "--json").json["muted_until"]
    assert muted is not None
    assert command("alerts", "mute", "--off").stdout == "Notifications are on.\n"
    assert command("alerts", "list", "--json").json["muted_until"] is None
    wrong = command("alerts", "mute", "soon")
    assert (wrong.status, wrong.stdout) == (2, "")
    assert "“soon” isn’t a time to be mute for." in wrong.stderr
    assert command("alerts", "mute", "1h", "--off").status == 2


def test_beside_a_running_tiktrack_they_are_read_and_muted_nevertheless(command: Command) -> None:
    with Access(DataFolder(command.data_dir)) as access, Store(command.data_dir / "tiktrack.db") as running:
        access.take()
        assert command("lists", "create", "Cats").status == 1
        assert command("alerts", "mute", "2h").status == 0
        assert command("alerts", "read", "--all").status == 0
        until = running.alerts.muted_until().result()
        assert until is not None
        assert abs(until - SystemClock().now() - 2 * HOUR) < 5 * MINUTE
        assert running.alerts.inbox(True).result() == []


def test_kinds_are_chosen_for_all_and_for_a_list(command: Command) -> None:
    assert command("alerts", "kinds").stdout.splitlines()[1].split()[:2] == ["viral", "on"]
    chosen = command("alerts", "kinds", "--list", "food", "--off", "viral", "--on", "silent", "--json").json
    assert chosen == {
        "list": "food",
        "kinds": {"viral": False, "round_number": True, "faster": False, "silent": True, "renamed": True},
    }
    assert command("alerts", "kinds", "--json").json["kinds"]["viral"] is True
    followed = command("alerts", "kinds", "--list", "Food", "--default", "viral", "--json").json
    assert followed["kinds"]["viral"] is True
    assert command("alerts", "kinds", "--on", "viral", "--off", "viral").status == 2
    assert command("alerts", "kinds", "--list", "Cats").status == 1


@pytest.mark.desktop
@pytest.mark.browser
def test_run_tells_of_new_stories_once_and_keeps_them(tmp_path: Path, tiktok: TikTokLookalike, dunst: Dunst) -> None:
    tiktok.behave()
    env = tiktok.browser_env() | {"TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0", "RATE_LIMIT_DELAY": "0"}
    command = Command(tmp_path, env | {"DISCORD_CHANNEL_ID": "1200000000000000002"})
    command("run", "--once", "--dry-run")
    shown = dunst.next()
    assert shown["summary"].startswith("28 new stories: @")
    assert shown["body"].startswith("Best: @")
    listed = command("alerts", "list", "--unread", "--json").json
    assert listed["unread"] == 28
    assert all(one["told_at"] for one in listed["alerts"])
    command("run", "--once", "--dry-run")
    assert command("alerts", "list", "--json").json["unread"] == 28
