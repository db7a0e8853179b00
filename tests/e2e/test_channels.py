"""`tiktrack channels`, and what the other commands post to several channels by their rules."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QImage

from tests.e2e.command import Command, Done
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_state import Kind
from tests.store.examples import a_creator, a_run, a_video, measured
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.post_template import PRESETS, as_json
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

PORTRAIT = "Bakers/#creators"


def with_stories(folder: Path) -> None:
    """Two stories that were found just now, by creators with a million and fifty thousand followers."""
    now = int(SystemClock().now())
    cooks = [
        a_creator(number, at=now, handle=f"cook{number}", name=f"Cook {number}", followers=followers)
        for number, followers in ((1, 1_000_000), (2, 50_000))
    ]
    with Store(DataFolder(folder).database) as store:
        videos = [a_video(n, creator=by, at=now, posted_at=now - HOUR) for n, by in enumerate(cooks, 1)]
        stories = [measured(video) for video in videos]
        store.runs.record_run(a_run(stories, at=now), stories).result()


@pytest.fixture
def command(tmp_path: Path, discord: DiscordLookalike) -> Command:
    with_stories(tmp_path)
    return Command(tmp_path, discord.env | {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})


def listed(command: Command) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = command("channels", "list", "--json").json["channels"]
    return found


def ok(done: Done) -> Done:
    assert done.status == 0, done.stderr
    return done


def test_without_channels_it_says_how_to_add_one(command: Command) -> None:
    assert ok(command("channels", "list")).stdout.startswith("You have no channels yet. Add one with: ")
    done = command("post", "--dry-run")
    assert (done.status, done.stderr.startswith("tiktrack: No Discord channel is set.")) == (1, True)


@pytest.mark.parametrize("how", ["name", "short", "link", "id"])
def test_a_channel_is_added_by_name_link_or_id(command: Command, discord: DiscordLookalike, how: str) -> None:
    text = {
        "name": "bakers/#Creators",
        "short": "#creators",
        "link": f"https://discord.com/channels/{discord.guild.id}/{discord.text}",
        "id": str(discord.text),
    }[how]
    done = ok(command("channels", "add", text))
    assert "#creators in Bakers" in done.stdout
    [channel] = listed(command)
    assert channel["channel_id"] == str(discord.text)
    assert (channel["channel"], channel["server"], channel["kind"]) == ("creators", "Bakers", "text")
    assert (channel["on"], channel["default"], channel["confirmed_at"]) == (True, False, None)
    assert "  on, in the window once confirmed  " in ok(command("channels", "list")).stdout  # `run` posts right away
    assert channel["rules"]["min_followers"] == 10_000


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Bakers/#creatrs", "There is no channel Bakers/#creatrs. Did you mean #creators?"),
        ("Elsewhere/#creators", "The bot isn’t in a server named “Elsewhere”. It’s in: Bakers, Gardeners."),
        ("#general", "There are 2 channels named #general. Use its link instead"),
        ("Gardeners/#talk", "Threads can’t be created in that type of channel."),
    ],
)
def test_a_name_that_fits_none_or_several_is_explained(
    command: Command, discord: DiscordLookalike, text: str, said: str
) -> None:
    gardeners = discord.servers.add("Gardeners")
    gardeners.add_channel(Kind.TEXT, "general")
    gardeners.add_channel(Kind.VOICE, "talk")
    discord.guild.add_channel(Kind.TEXT, "general")
    done = command("channels", "add", text)
    assert (done.status, done.stdout) == (1, "")
    assert said in done.stderr
    assert listed(command) == []


def test_the_invite_link_is_printed_alone(command: Command, discord: DiscordLookalike) -> None:
    link = f"https://discord.com/oauth2/authorize?client_id={discord.servers.bot.id}&scope=bot&permissions="
    done = ok(command("channels", "invite"))
    assert done.stdout.startswith(link)
    assert (done.stdout.count("\n"), done.stderr) == (1, "")
    discord.servers.is_public = False
    done = ok(command("channels", "invite"))
    assert done.stdout.startswith(link)
    assert "only you can add it" in done.stderr


def test_no_link_can_add_a_bot_that_requires_a_code_grant(command: Command, discord: DiscordLookalike) -> None:
    discord.servers.needs_code_grant = True
    done = command("channels", "invite")
    assert (done.status, done.stdout) == (1, "")
    assert "Requires OAuth2 Code Grant" in done.stderr


def test_tags_where_there_are_none_are_warned_of(command: Command) -> None:
    ok(command("channels", "add", PORTRAIT))
    assert "Only forums have tags" in ok(command("channels", "set", "#creators", "--tags", "hot")).stderr
    assert ok(command("channels", "set", "#creators", "--tags", "none")).stderr == ""


def test_every_rule_has_an_option_and_default_takes_it_back(
    command: Command, discord: DiscordLookalike, tmp_path: Path
) -> None:
    role = discord.guild.add_role("Scouts", mentionable=True)
    ok(command("lists", "create", "Cooks"))
    template = tmp_path / "template.json"
    template.write_text(json.dumps(as_json(PRESETS["short"].template) | {"thread_name": "{name}!"}))
    ok(command("channels", "add", "Bakers/#creator-forum", "--tags", "baking"))
    wanted = {
        "--about": ("profiles", "about", "creator"),
        "--list": ("Cooks", "list_id", 2),
        "--min-followers": ("20,000", "min_followers", 20_000),
        "--max-followers": ("90000", "max_followers", 90_000),
        "--recent-days": ("7", "recent_days", 7),
        "--min-score": ("60", "min_score", 60),
        "--per-run": ("3", "at_most", 3),
        "--per-hour": ("4", "per_hour", 4),
        "--wanted": ("bread, cake", "wanted", ["bread", "cake"]),
        "--unwanted": ("giveaway", "unwanted", ["giveaway"]),
        "--tag-from": ("Hot=85", "tag_rules", [{"tag": "Hot", "min_score": 85}]),
        "--archive-after": ("24h", "archive_minutes", 1_440),
        "--ping": ("@scouts", "role_id", role),
        "--repost": ("14", "repost_days", 14),
        "--every": ("120", "every", 7_200),
        "--template": (str(template), "template", json.loads(template.read_text())),
    }
    options = [part for option, (text, _, _) in wanted.items() for part in (option, text)]
    ok(command("channels", "set", "#creator-forum", *options, "--verified-only"))
    [channel] = listed(command)
    found = channel["rules"]
    assert {rule: found[rule] for _, rule, _ in wanted.values()} == {rule: to for _, rule, to in wanted.values()}
    assert (found["verified_only"], found["repost"], found["tags"]) == (True, "after_days", ["baking"])
    back = [part for option in wanted if option != "--repost" for part in (option, "default")]
    ok(command("channels", "set", "#creator-forum", *back, "--verified-or-not", "--repost", "never"))
    [channel] = listed(command)
    assert channel["rules"]["min_followers"] == 10_000
    assert channel["rules"]["template"] == as_json(PRESETS["profile"].template)
    assert channel["rules"]["list_id"] is channel["rules"]["role_id"] is None


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        ((), 2, "Name what is to be changed, such as --min-followers 5000."),
        (("--min-score", "101"), 2, '--min-score can’t be "101". Use a whole number from 0 to 100, or default.'),
        (("--max-followers", "few"), 2, "or none or default."),
        (("--repost", "often"), 2, "Use never, viral, or a number of days from 1 to 3,650."),
        (("--tag-from", "Hot"), 2, "Write TAG=SCORE, such as Hot=85."),
        (("--template", "nice"), 2, "There’s no template “nice”. Use a file, or one of profile, up_and_coming"),
        (("--list", "Nobody"), 1, "Nobody"),
        (("--ping", "Ghosts"), 1, "The server has no role named “Ghosts”."),
        (("--min-followers", "5", "--max-followers", "4"), 1, "The maximum of 4 followers is below the minimum of 5."),
    ],
)
def test_a_rule_that_cannot_be_is_one_line(command: Command, options: tuple[str, ...], status: int, said: str) -> None:
    ok(command("channels", "add", PORTRAIT))
    before = listed(command)
    done = command("channels", "set", "#creators", *options)
    assert (done.status, done.stderr.count("\n")) == (status, 1)
    assert said in done.stderr
    assert listed(command) == before


def test_a_misspelled_placeholder_is_named(command: Command, tmp_path: Path) -> None:
    ok(command("channels", "add", PORTRAIT))
    (tmp_path / "template.json").write_text('{"title": "{nmae}"}')
    done = command("channels", "set", "#creators", "--template", str(tmp_path / "template.json"))
    assert (done.status, "Unknown placeholder {nmae}. Did you mean {name}?" in done.stderr) == (2, True)
    piped = command("channels", "set", "#creators", "--template", "-", given='{"title": "{name}"}')
    assert piped.status == 0, piped.stderr


def test_a_required_tag_is_warned_of_and_kept_from_being_sent(command: Command, discord: DiscordLookalike) -> None:
    added = ok(command("channels", "add", "#tagged"))
    assert "This forum requires a tag" in added.stderr
    done = command("post", "cook1", "--channel", "#tagged", "--json")
    assert (done.status, done.json["state"]) == (1, "failed")
    assert "That forum requires a tag on every post." in done.json["error"]
    assert discord.guild.threads == {}
    assert command("channels", "set", "#tagged", "--tags", "A").stderr == ""
    again = ok(command("post", "cook1", "--channel", "#tagged", "--json")).json
    assert (again["state"], again["payload"]["tags"]) == ("sent", ["a"])


def test_a_channel_is_removed_and_comes_back_with_its_rules(command: Command, discord: DiscordLookalike) -> None:
    ok(command("channels", "add", PORTRAIT, "--per-run", "2"))
    kept = command("channels", "remove", "#creators")
    assert kept.stdout == "Nothing was removed. To remove it, run this again with --yes.\n"
    assert command("channels", "remove", "#creators", "--yes", "--json").json == {"removed": [str(discord.text)]}
    assert listed(command) == []
    ok(command("channels", "add", PORTRAIT))
    assert listed(command)[0]["rules"]["at_most"] == 2


@pytest.mark.parametrize("may_delete", [False, True])
@pytest.mark.parametrize("name", ["creators", "tagged"])
def test_a_test_thread_is_posted_and_taken_back(
    command: Command, discord: DiscordLookalike, name: str, may_delete: bool
) -> None:
    channel = {"creators": discord.text, "tagged": discord.tagged_forum}[name]
    if may_delete:
        discord.guild.overwrite(channel, discord.guild.id, allow=Permission.MANAGE_THREADS)
    else:
        discord.guild.deny(channel, Permission.MANAGE_THREADS)
    done = ok(command("channels", "test", f"Bakers/#{name}"))
    assert f"Posted a test thread: https://discord.com/channels/{discord.guild.id}/" in done.stdout
    assert ("The test thread was taken back." if may_delete else "the thread archived") in done.stdout
    assert [thread for thread in discord.guild.threads_in(channel) if thread.archived_at is None] == []
    kept = ok(command("channels", "test", str(channel), "--keep"))
    assert kept.stdout.endswith("It stays in Discord.\n")
    assert len([thread for thread in discord.guild.threads_in(channel) if thread.archived_at is None]) == 1
    assert command("deliveries", "list", "--json").json["deliveries"] == []


def test_on_a_terminal_it_asks_before_it_takes_the_test_back(command: Command, discord: DiscordLookalike) -> None:
    shown = command.on_a_terminal("channels", "test", PORTRAIT, typed="n\n")
    assert "Take it back? [Y/n]" in shown
    assert "It stays in Discord." in shown
    assert len(discord.guild.threads) == 1


def test_a_missing_permission_is_named_before_anything_is_posted(command: Command, discord: DiscordLookalike) -> None:
    discord.guild.deny(discord.text, Permission.CREATE_PUBLIC_THREADS)
    done = command("channels", "test", PORTRAIT)
    assert done.status == 1
    assert done.stderr.rstrip().endswith("In the channel’s permissions, allow Create Public Threads.")
    assert discord.guild.messages == {}


def test_what_would_be_posted_is_told_for_each_channel_and_changes_nothing(
    command: Command, discord: DiscordLookalike
) -> None:
    ok(command("channels", "add", PORTRAIT, "--max-followers", "90000"))
    ok(command("channels", "add", "#creator-forum", "--about", "videos", "--per-run", "1"))
    discord.exchanges.clear()
    database = DataFolder(command.data_dir).database
    before = database.read_bytes()
    dry = ok(command("post", "--dry-run"))
    lines = dry.stdout.splitlines()
    assert lines[0] == "#creators in Bakers:"
    assert "Wouldn’t post @cook1. More than 90,000 followers (1,000,000)." in lines
    assert "Would post @cook2" in lines
    assert sum("Would post @cook" in line and "video" in line for line in lines) == 1
    assert any(line.startswith("Waiting for the next run (maximum 1 per run): @cook") for line in lines)
    found = ok(command("post", "--dry-run", "--json")).json["channels"]
    assert [(one["handle"], one["would_post"]) for one in found[0]["candidates"]] == [("cook1", False), ("cook2", True)]
    assert [one["subject"].partition(":")[0] for one in found[1]["candidates"]] == ["video", "video"]
    only = ok(command("post", "--dry-run", "--channel", "#creators", "--json")).json["channels"]
    assert [one["channel"] for one in only] == ["creators"]
    assert discord.exchanges == []
    assert database.read_bytes() == before
    assert command("deliveries", "list", "--json").json["deliveries"] == []


def test_without_a_name_only_a_dry_run_makes_sense(command: Command) -> None:
    done = command("post")
    assert (done.status, "use --dry-run to see what would be posted" in done.stderr) == (2, True)


def test_a_run_posts_to_each_channel_by_its_rules_and_a_restored_backup_nothing_twice(
    command: Command, discord: DiscordLookalike, tmp_path: Path
) -> None:
    """The feed is off, so the run only posts. The backup is from before everything that was posted."""
    ok(command("channels", "add", PORTRAIT, "--max-followers", "90000", "--template", "short"))
    ok(
        command(
            "channels", "add", "#tagged", "--about", "videos", "--tags", "a", "--tag-from", "b=1", "--recent-days", "0"
        )
    )
    ok(command("channels", "add", "#news"))
    ok(command("channels", "set", "#news", "--off"))
    ok(command("sources", "set", "trending", "--off"))
    database, copy = DataFolder(command.data_dir).database, tmp_path / "copy" / "week-old.db"
    copy.parent.mkdir()
    shutil.copy(database, copy)
    ok(command("run", "--once"))
    assert [thread.name for thread in discord.guild.threads_in(discord.text)] == ["Cook 2 (@cook2)"]
    videos = discord.guild.threads_in(discord.tagged_forum)
    assert len(videos) == 2
    assert all(len(thread.tags) == 2 for thread in videos)
    assert discord.guild.threads_in(discord.announcement) == []
    assert "Posted on" in ok(command("post", "--dry-run")).stdout
    for leftover in (f"{database}-wal", f"{database}-shm"):
        Path(leftover).unlink(missing_ok=True)
    shutil.copy(copy, database)
    again = ok(command("run", "--once"))
    assert "No profile is posted twice" in again.stderr
    assert len(discord.guild.threads) == 3
    assert len(discord.guild.messages_in(discord.text)) == 1
    kept = command("deliveries", "list", "--json").json["deliveries"]
    assert sorted(one["thread_id"] for one in kept) == sorted(str(id_) for id_ in discord.guild.threads)
    assert {one["state"] for one in kept} == {"sent"}


def test_while_paused_nothing_is_sent_and_it_is_said(command: Command, discord: DiscordLookalike) -> None:
    ok(command("channels", "add", PORTRAIT))
    ok(command("sources", "set", "trending", "--off"))
    (command.data_dir / "settings.toml").write_text("[discord]\npaused = true\n")
    ran = ok(command("run", "--once"))
    assert "Posting to Discord is paused." in ran.stderr
    done = command("post", "cook1", "--channel", "#creators", "--json")
    assert (done.status, done.json["state"]) == (1, "failed")
    assert "Posting to Discord is paused." in done.json["error"]
    assert discord.guild.threads == {}
    (command.data_dir / "settings.toml").write_text("")
    ok(command("run", "--once"))
    assert len(discord.guild.threads) == 2


def test_the_only_channel_needs_no_name_and_of_several_none_is_guessed(
    command: Command, discord: DiscordLookalike
) -> None:
    ok(command("channels", "add", PORTRAIT))
    assert ok(command("post", "@cook2", "--dry-run")).stdout.startswith("Cook 2 (@cook2)")
    ok(command("channels", "add", "#news"))
    done = command("post", "@cook2", "--dry-run")
    assert (done.status, "none is the default" in done.stderr) == (1, True)
    assert discord.guild.messages == {}


def test_a_post_carries_the_growth_chart_its_template_wants(command: Command, discord: DiscordLookalike) -> None:
    """Drawn by the command itself, which has no window."""
    now = int(SystemClock().now())
    with Store(DataFolder(command.data_dir).database) as store:
        cook = store.creators.creator_named("cook2").result()
        assert cook is not None and cook.sample is not None
        before = [replace(cook.sample, at=now - day * DAY, followers=50_000 - 900 * day) for day in range(1, 9)]
        store.creators.record_history(cook.id, before).result()
    ok(command("channels", "add", PORTRAIT, "--template", "up and coming"))
    ok(command("post", "@cook2"))
    [message] = discord.guild.messages_in(discord.text)
    [embed] = message.embeds
    chart = message.files[embed["image"]["url"].removeprefix("attachment://")]
    assert QImage.fromData(chart).size().toTuple() == (1000, 420)
