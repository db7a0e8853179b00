"""`tiktrack creators` without TikTok: lists, errors, early stops, and what is kept."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.lookalikes.tiktok_content import Recorded
from tests.store.examples import HOUR, NOW, a_creator, a_run, a_video, measured
from tests.waiting import wait_until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.errors import DemoData
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.store import Store

DAY = 24 * HOUR


@pytest.fixture
def command(tmp_path: Path) -> Command:
    """Eight tracked creators: the first has exact, growing counts, the second rounded and the third repaired ones."""
    now = int(SystemClock().now())
    samples = [
        CreatorSample(at=now - 2 * HOUR, followers=6_246),
        CreatorSample(at=now - 2 * HOUR, followers=48_200, rounded=CreatorCount.FOLLOWERS),
        CreatorSample(at=now - 2 * HOUR, followers=2_200_000_000, repaired=CreatorCount.FOLLOWERS),
    ]
    with Store(tmp_path / "tiktrack.db") as store:
        for number in range(1, 9):
            sample = samples[min(number, 3) - 1]
            store.creators.record_creator(a_creator(number, sample=sample), sample.at).result()
            store.creators.track(a_creator(number).id, now).result()
        earlier = CreatorSample(at=now - 20 * DAY - 2 * HOUR, followers=5_800)
        store.creators.record_history(a_creator(1).id, [earlier]).result()
    return Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def test_the_list_has_growth_how_exact_it_is_and_when_that_was(command: Command) -> None:
    headings, *rows = command("creators", "list").stdout.splitlines()
    assert headings.split() == ["creator", "followers", "growth", "a", "week", "measured", "name"]
    assert rows[0].split()[:6] == ["@creator1", "6,246", "+7.7%", "in", "20", "d"]
    assert "2 h ago" in rows[0]
    assert "≈ 48,200  —" in rows[1]
    assert "≥ 2,200,000,000  —" in rows[2]


def test_the_growth_per_week_needs_some_history(command: Command) -> None:
    now = int(SystemClock().now())
    history = [CreatorSample(at=now - day * DAY, followers=round(6_246 / 1.1 ** (day / 7))) for day in range(1, 21)]
    with Store(command.data_dir / "tiktrack.db") as store:
        store.creators.record_history(a_creator(1).id, history).result()
    first, second, *_ = command("creators", "list", "--json").json["creators"]
    assert first["per_week"]["percent"] == pytest.approx(10, abs=0.2)
    assert first["per_week"]["low"] <= first["per_week"]["percent"] <= first["per_week"]["high"]
    assert second["per_week"] is None
    assert " +10.0%" in command("creators", "list").stdout.splitlines()[1]


def test_the_list_as_json_says_nothing_of_a_refresh(command: Command) -> None:
    listed = command("creators", "list", "--json").json
    assert list(listed) == ["creators"]
    assert listed["creators"][0]["growth"]["followers"] == 446
    assert all(entry["measured_at"].endswith("Z") for entry in listed["creators"])


def test_a_trouble_that_concerns_all_ends_a_refresh_with_one_line(command: Command) -> None:
    done = command("creators", "refresh")
    assert (done.status, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    assert done.stderr.startswith("tiktrack: No browser found")
    assert done.stderr.endswith("Not refreshed: 8 of 8 creators.\n")
    assert "automatically" not in done.stderr


@pytest.mark.browser
def test_two_blocked_in_a_row_end_a_batch_and_are_said_once(tmp_path: Path) -> None:
    with TikTokLookalike() as tiktok:
        command = Command(tmp_path, tiktok.browser_env())
        for route in (Route.PROFILE, Route.DETAIL):
            tiktok.misbehave(route, Trouble.EMPTY_BODY)
        done = command("creators", "add", "one", "two", "three", "four", "--json")
        assert (done.status, done.json["failed"], done.json["not_tried"]) == (1, 4, 2)
        assert {seen.path for seen in tiktok.requests_for(Route.PROFILE)} == {"/@one", "/@two"}
        said = done.stderr.splitlines()
        assert said[0].startswith("tiktrack: @one: TikTok sent an empty response for a profile")
        assert said[1].startswith("tiktrack: TikTok sent an empty response for a profile")
        assert said[1].endswith("Not refreshed: 3 of 4 creators.")
        assert said[2].startswith("tiktrack: 4 creators wait to be looked up")
        assert len(said) == 3


def test_refreshed_as_json_each_has_its_error(command: Command) -> None:
    done = command("creators", "refresh", "@creator1", "creator2", "--json")
    answer = done.json
    assert (done.status, answer["refreshed"], answer["failed"], answer["not_tried"]) == (1, 0, 2, 1)
    assert [entry["tried"] for entry in answer["creators"]] == [True, False]
    assert all("No browser found" in entry["error"] for entry in answer["creators"])


def test_one_that_cannot_be_read_is_tracked_all_the_same_where_it_is_known(command: Command) -> None:
    command("creators", "remove", "creator1")
    done = command("creators", "add", "@creator1", "@nobody.knows", "--json")
    assert (done.status, done.json["failed"], done.json["not_tried"]) == (1, 2, 1)
    known, unknown = done.json["creators"]
    assert (known["followers"], known["state"]) == (6_246, "active")
    assert "followers" not in unknown
    assert known["id"] in [entry["id"] for entry in command("creators", "list", "--json").json["creators"]]


def test_everything_bad_in_a_batch_is_named_and_the_rest_is_added(command: Command) -> None:
    command("creators", "remove", "creator1", "creator2", "creator3")
    given = ("creator1", "Creator1,", "@creator2, two words", "@creator3\u200b", "https://www.tiktok.com/foryou")
    done = command("creators", "add", *given, "--json")
    assert [one["given"] for one in done.json["refused"]] == ["two words", "https://www.tiktok.com/foryou"]
    assert [one["handle"] for one in done.json["creators"]] == ["creator1", "creator2", "creator3"]
    assert done.status in (1, 2)
    assert "“two words” isn’t a valid TikTok handle." in done.stderr
    assert "“https://www.tiktok.com/foryou” isn’t a link to a profile or a post" in done.stderr


def test_everything_bad_is_named_before_anything_is_done(command: Command) -> None:
    for name in ("add", "remove", "refresh"):
        done = command("creators", name, "two words", "some!body", *([] if name == "add" else ["creator1"]))
        assert (done.status, done.stdout) == (2, "")
        assert "“two words” isn’t a valid TikTok handle. “some!body” isn’t a valid TikTok handle." in done.stderr
        assert done.stderr.count("Enter @name or a profile link.") == 1
    assert len(command("creators", "list", "--json").json["creators"]) == 8


def lose(command: Command, *numbers: int, taken: bool = False) -> None:
    """Lets TikTok not find these creators three times, or once because others have their handles."""
    now = int(SystemClock().now())
    with Store(command.data_dir / "tiktrack.db") as store:
        for number in numbers:
            for hour in range(1 if taken else 3):
                at = now - (2 - hour) * HOUR
                store.creators.record_creator_missing(a_creator(number).id, at, taken=taken).result()


def test_a_list_whose_creators_are_all_missing_says_so_and_how_to_look_again(command: Command) -> None:
    lose(command, *range(1, 9))
    look_again = "To look again: tiktrack creators refresh @creator1 @creator2"
    for arguments in (("refresh",), ("list",)):
        done = command("creators", *arguments)
        assert done.stderr.startswith("tiktrack: All 8 tracked creators are missing: TikTok no longer finds them.")
        assert look_again in done.stderr
        assert "aren’t tracking" not in done.stdout
        assert done.status == (1 if arguments == ("refresh",) else 0)
    done = command("creators", "refresh", "--json")
    assert (done.status, done.json["refreshed"]) == (1, 0)
    assert done.json["missing"] == [f"creator{number}" for number in range(1, 9)]
    asked = command("creators", "refresh", "@creator1")
    assert "missing" not in asked.stderr
    assert "No browser found" in asked.stderr


def test_the_missing_among_others_are_named(command: Command) -> None:
    lose(command, 2, 5)
    said = "TikTok no longer finds @creator2, @creator5. To look again: tiktrack creators refresh @creator2 @creator5"
    assert said in command("creators", "list").stderr
    done = command("creators", "refresh")
    assert said in done.stderr
    assert "6 of 6 creators" in done.stderr


def test_whose_handle_is_anothers_is_said_in_the_list(command: Command) -> None:
    lose(command, 3, taken=True)
    done = command("creators", "list")
    assert done.stderr == ("tiktrack: @creator3 is somebody else now; the account you track was renamed or closed.\n")
    states = [entry["state"] for entry in command("creators", "list", "--json").json["creators"]]
    assert states.count("handle_taken") == 1


@pytest.mark.browser
def test_renamed_accounts_are_followed_and_strangers_are_not(tmp_path: Path) -> None:
    one, other = "xmcdyyybxhfxcnp", "tpcw._.71.44"
    with TikTokLookalike() as tiktok:
        command, content = Command(tmp_path, tiktok.browser_env()), Recorded()
        tiktok.behave(content)
        assert command("creators", "add", one, other).status == 0
        content.rename(one, "pinned.anew")
        content.close(other)
        content.rename("pinned.anew", other)
        done = command("creators", "refresh", "--json")
        [renamed] = [entry for entry in done.json["creators"] if "formerly" in entry]
        assert f"@{one} is now @{other}." in done.stderr
        assert (renamed["formerly"], renamed["handle"], renamed["error"]) == (one, other, None)
        assert "the account you track was renamed or closed" in done.stderr
        added = command("creators", "add", other)
        assert added.status == 0
        states = [entry["state"] for entry in command("creators", "list", "--json").json["creators"]]
        assert sorted(states) == ["active", "handle_taken"]


def test_a_creator_is_removed_and_its_numbers_are_kept(command: Command) -> None:
    done = command("creators", "remove", "@creator1", "https://www.tiktok.com/@creator2")
    assert (done.status, done.stderr) == (0, "")
    assert done.stdout.startswith("Stopped tracking @creator1.")
    assert len(command("creators", "list", "--json").json["creators"]) == 6
    again = command("creators", "remove", "@creator1")
    assert (again.status, again.stdout) == (1, "")
    assert again.stderr.startswith("tiktrack: @creator1 isn’t tracked.")
    with Store(command.data_dir / "tiktrack.db") as store:
        assert len(store.creators.growth_of(a_creator(1).id).result()) == 2


def test_on_a_terminal_each_creator_is_named_while_it_is_read(command: Command) -> None:
    assert "Reading @creator1" in command.on_a_terminal("creators", "add", "@creator1")
    assert "Refreshing @creator1" in command.on_a_terminal("creators", "refresh")
    assert "Refreshing" not in command("creators", "refresh").stderr


@pytest.mark.parametrize("arguments", [("creators", "add", "@creator1"), ("scrape",), ("post", "@creator1")])
def test_nothing_real_comes_into_the_demos_folder(command: Command, arguments: tuple[str, ...]) -> None:
    demo = Command(command.data_dir, {})("demo", "--once")
    assert demo.status == 0
    done = Command(command.data_dir / "demo", command.env)(*arguments)
    assert done.status == 1
    assert done.stderr.startswith(f"tiktrack: {DemoData.sentence}")
    assert Command(command.data_dir / "demo", command.env)("creators", "list").status == 0


def test_a_file_is_read_and_only_shown_on_request(command: Command, tmp_path: Path) -> None:
    file = tmp_path / "creators.csv"
    file.write_text("Name;Handle\nAda;@creator1\nBob;bob\nCy;two words\nBob;BOB\n", encoding="utf-8")
    done = command.in_this_process("creators", "add", "--file", str(file), "--dry-run", "--json")
    assert done.json["counts"] == {"on the list": 1, "new": 1, "twice": 1, "refused": 1}
    assert [one["names"] for one in done.json["entries"]] == ["@creator1", "@bob", None, "@bob"]
    shown = command.in_this_process("creators", "add", "--file", str(file), "--dry-run").stdout
    assert "1 new · 1 tracked already · 1 repeated · 1 can’t be used" in shown
    named = command.in_this_process("creators", "add", "--file", str(file), "--column", "name", "--dry-run", "--json")
    assert [one["given"] for one in named.json["entries"]] == ["Ada", "Bob", "Cy", "Bob"]
    wrong = command.in_this_process("creators", "add", "--file", str(file), "--column", "nope")
    assert (wrong.status, wrong.stdout) == (1, "")
    assert "“creators.csv” has no column “nope”." in wrong.stderr
    assert command.in_this_process("creators", "pending", "--json").json["pending"] == []


def test_many_are_kept_before_they_are_looked_up_and_none_is_lost_if_it_is_killed(tmp_path: Path) -> None:
    with TikTokLookalike() as tiktok:
        recorded = Recorded()
        tiktok.behave(recorded)
        command = Command(tmp_path, tiktok.browser_env())
        known = sorted(recorded._users)[:6]
        adding = command.start("creators", "add", *known, "nobody.has.this")
        wait_until(lambda: len(tiktok.requests_for(Route.PROFILE)) >= 2)
        adding.kill()
        adding.communicate()
        left = command("creators", "pending", "--json").json["pending"]
        assert 1 <= len(left) <= len(known) + 1
        tracked = [entry["handle"] for entry in command("creators", "list", "--json").json["creators"]]
        assert len(tracked) + len(left) == len(known) + 1

        done = command("creators", "pending", "--look-up", "--json")
        assert done.status == 1
        [failed] = done.json["pending"]
        assert (failed["given"], failed["state"]) == ("@nobody.has.this", "failed")
        assert "TikTok" in failed["reason"]
        assert "nobody.has.this" in command("creators", "pending").stdout
        tracked = [entry["handle"] for entry in command("creators", "list", "--json").json["creators"]]
        assert tracked == known
        assert command("creators", "pending", "--forget").stdout == "Nobody is waiting.\n"


def test_whom_to_track_next_is_suggested(command: Command) -> None:
    assert command("creators", "suggest").stdout.startswith("No suggestions yet")
    assert command("creators", "suggest", "--json").json == {"suggestions": []}
    now = int(SystemClock().now())
    with Store(command.data_dir / "tiktrack.db") as store:
        seen = [
            measured(replace(a_video(place, at=now), creator=a_creator(author, at=now)), passed=False)
            for place, author in enumerate((21, 21, 22, 22, 22, 23, 1, 1))
        ]
        store.runs.record_run(a_run(seen, at=now), seen).result()
    headings, first, second = command("creators", "suggest").stdout.splitlines()
    assert headings.split() == ["creator", "videos", "fastest", "followers", "name"]
    assert first.split()[:2] == ["@creator22", "3"]
    assert second.split()[:2] == ["@creator21", "2"]
    found = command("creators", "suggest", "--json").json["suggestions"]
    assert [(one["creator"]["handle"], one["videos"]) for one in found] == [("creator22", 3), ("creator21", 2)]
    assert found[0]["fastest_velocity"] > 0


def test_creators_are_found_by_the_beginnings_of_their_words(command: Command, tmp_path: Path) -> None:
    with Store(tmp_path / "tiktrack.db") as store:
        for number, (name, followers) in enumerate([("Élodie Pasta", 10), ("Pastamaker", 2_000)], start=20):
            store.creators.record_creator(a_creator(number, name=name, followers=followers), NOW).result()
    headings, *rows = command("creators", "find", "PAST").stdout.splitlines()
    assert headings.split() == ["creator", "followers", "verified", "tracked", "name"]
    assert [row.split()[0] for row in rows] == ["@creator21", "@creator20"]
    assert "no" in rows[0].split()
    found = command("creators", "find", "elod", "past", "--json").json
    assert (found["text"], [one["handle"] for one in found["creators"]]) == ("elod past", ["creator20"])
    assert found["creators"][0]["tracked"] is False
    assert found["creators"][0]["measured_at"].startswith("2026-01-01T12:00:00")
    assert len(command("creators", "find", "creator", "--limit", "3", "--json").json["creators"]) == 3
    assert command("creators", "find", "@creator1", "--json").json["creators"][0]["handle"] == "creator1"


def test_nobody_found_and_nothing_to_look_for_are_said(command: Command) -> None:
    done = command("creators", "find", "zzz")
    assert (done.status, done.stdout) == (
        0,
        "TikTrack has seen no creators for “zzz”. To ask TikTok: tiktrack search\n",
    )
    assert command("creators", "find", "zzz", "--json").json == {"text": "zzz", "creators": []}
    done = command("creators", "find", "...")
    assert done.status == 2
    assert "There’s nothing to look for." in done.stderr


def renamed(command: Command) -> int:
    """Gives the first creator a history: renamed five days ago, measured 40 and 5 days ago, too; returns now."""
    now = int(SystemClock().now())
    path = command.data_dir / "tiktrack.db"
    with Store(path) as store:
        known = store.creators.find(a_creator(1).id).result()
        assert known is not None
        earlier = CreatorSample(at=now - 40 * DAY, followers=5_000, origin=Origin.PROFILE_PAGE)
        store.creators.record_history(known.id, [earlier]).result()
        shown = replace(known, handle="renamed", sample=CreatorSample(at=now - 5 * DAY, followers=6_000))
        store.creators.record_creator(shown, now - 5 * DAY).result()
    return now


def test_a_profile_is_shown_as_of_a_time(command: Command) -> None:
    now = renamed(command)
    shown = command("creators", "show", "@renamed", "--json").json
    assert (shown["handle"], shown["followers"]) == ("renamed", 6_246)
    then = datetime.fromtimestamp(now - 30 * DAY, UTC).isoformat()
    earlier = command("creators", "show", "@renamed", "--at", then, "--json").json
    assert (earlier["handle"], earlier["followers"], earlier["origin"]) == ("creator1", 5_000, "profile_page")
    assert earlier["measured_at"] == iso(now - 40 * DAY)
    assert earlier["in_a_day"]["followers"] is None
    lines = command("creators", "show", "@renamed", "--at", then).stdout.splitlines()
    assert lines[0].startswith("As of ")
    assert "@creator1" in lines[1]
    assert lines[-1] == "Measured 10 d earlier from the profile page · exact"


def test_posts_per_week_are_as_in_the_overview(command: Command) -> None:
    now = renamed(command)
    with Store(command.data_dir / "tiktrack.db") as store:
        counted = [
            CreatorSample(at=now - days * DAY, followers=6_000, videos=videos, origin=Origin.PROFILE_PAGE)
            for days, videos in ((33, 100), (5, 301))
        ]
        store.creators.record_history(a_creator(3).id, counted).result()
    lines = command("creators", "show", "@creator3").stdout.splitlines()
    assert [line.split()[-1] for line in lines if line.startswith("posts per week")] == ["50.2"]


def test_before_the_first_measurement_nothing_is_made_up(command: Command) -> None:
    shown = command("creators", "show", "@creator2", "--at", "2020-01-01", "--json").json
    assert shown["followers"] is None
    assert shown["measured_at"] is None
    assert "Not measured by then" in command("creators", "show", "@creator2", "--at", "2020-01-01").stdout


@pytest.mark.parametrize("given", ["some day", "2999-01-01", "2026-13-01"])
def test_a_time_that_is_none_or_not_yet_is_a_usage_error(command: Command, given: str) -> None:
    done = command("creators", "show", "@creator1", "--at", given)
    assert done.status == 2
    assert "--at" in done.stderr


def test_who_is_not_known_cannot_be_shown(command: Command) -> None:
    done = command("creators", "history", "@nobody")
    assert done.status == 1
    assert "isn’t known to TikTrack" in done.stderr


def test_the_history_has_all_measurements_and_changes(command: Command) -> None:
    now = renamed(command)
    known = command("creators", "history", "@renamed", "--json").json
    assert [one["followers"] for one in known["measurements"]] == [5_000, 5_800, 6_000, 6_246]
    assert known["changes"] == [
        {"at": iso(now - 5 * DAY), "field": "handle", "old": "creator1", "new": "renamed"},
    ]
    shown = command("creators", "history", "@renamed").stdout
    assert "@creator1 → @renamed" in shown
    assert "Profile page" in shown
    rounded = command("creators", "history", "@creator2", "--json").json["measurements"]
    assert rounded[0]["rounded"] == ["followers"]
