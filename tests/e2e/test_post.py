"""`tiktrack post` creates exactly one thread, whatever happens on the way, including SIGKILL."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.command import Command
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import (
    Fault,
    dropped,
    half_an_answer,
    hanging,
    login_page,
    rate_limited,
    refused,
    server_error,
    unauthorized,
)
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.tiktok import TikTokLookalike
from tests.waiting import LIMIT
from tiktrack_gui.host.paths import DataFolder

CREATOR = "@tpcw._.71.44"


def text(discord: DiscordLookalike) -> int:
    return discord.text


def forum(discord: DiscordLookalike) -> int:
    return discord.forum


KINDS = pytest.mark.parametrize("kind", [text, forum])


def only_thread(discord: DiscordLookalike, channel: int) -> int:
    """Returns the ID of the only thread; in a text channel, it belongs to the only message."""
    [thread] = discord.guild.threads_in(channel)
    if channel == discord.text:
        [message] = discord.guild.messages_in(channel)
        assert thread.id == message.id
    return thread.id


def assert_posted(answer: dict[str, Any], discord: DiscordLookalike, channel: int) -> None:
    assert answer["state"] == "sent", answer
    assert answer["thread_id"] == str(only_thread(discord, channel))
    assert answer["channel_id"] == str(channel)
    assert answer["error"] is None


@pytest.mark.browser
def test_a_profile_is_posted_with_fresh_numbers_and_its_picture(
    seeded: Path, tiktok: TikTokLookalike, discord: DiscordLookalike
) -> None:
    with closing(sqlite3.connect(DataFolder(seeded).database)) as file, file:
        file.execute("UPDATE creator_samples SET at = at - 3601")  # older than is posted without measuring again
    command = Command(seeded, tiktok.browser_env() | discord.env)
    done = command("post", CREATOR, "--channel", str(discord.text), "--json")
    assert done.status == 0, done.stderr
    assert_posted(done.json, discord, discord.text)
    fields = {field["name"]: field["value"] for field in done.json["payload"]["embed"]["fields"]}
    assert not fields["Followers"].startswith("≈")
    assert "Took off" in fields  # the recorded video is two weeks old


@KINDS
def test_asking_twice_makes_one(
    offline: Command, discord: DiscordLookalike, kind: Callable[[DiscordLookalike], int]
) -> None:
    channel = kind(discord)
    first = offline("post", CREATOR, "--channel", str(channel), "--json")
    second = offline("post", CREATOR, "--channel", str(channel), "--json")
    assert_posted(first.json, discord, channel)
    assert first.json["already"] is False
    assert second.json == first.json | {"already": True}


def test_asked_again_it_says_so_and_asks_nobody(offline: Command, discord: DiscordLookalike) -> None:
    link = f"https://discord.com/channels/1/{discord.text}"
    posted = offline("post", CREATOR, "--channel", link).stdout
    thread = only_thread(discord, discord.text)
    assert posted == f"Posted as thread {thread}.\n"
    discord.exchanges.clear()
    again = offline("post", CREATOR, "--channel", f"<#{discord.text}>")
    assert (again.status, again.stderr) == (0, "")
    assert again.stdout.startswith(f"Already posted as thread {thread} on ")
    dry = offline("post", CREATOR, "--channel", link, "--dry-run")
    assert dry.stdout == again.stdout.rstrip() + " Nothing would be posted.\n"
    shown = offline("post", CREATOR, "--channel", link, "--dry-run", "--json").json
    assert (shown["state"], shown["already"]) == ("dry_run", True)
    assert shown["posted_at"].endswith("Z")
    assert discord.exchanges == []


@pytest.mark.parametrize(
    ("kind", "step"),
    [(text, routes.SEND), (text, routes.START_FROM_MESSAGE), (forum, routes.START)],
    ids=["message", "thread", "forum"],
)
def test_a_lost_answer_makes_no_second_thread(
    offline: Command, discord: DiscordLookalike, kind: Callable[[DiscordLookalike], int], step: str
) -> None:
    """For all other faults, see tests/clients/discord/test_faults.py."""
    channel = kind(discord)
    discord.fail(step, dropped(after=True))
    done = offline("post", CREATOR, "--channel", str(channel), "--json")
    assert done.status == 0, done.stderr
    assert_posted(done.json, discord, channel)


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize(
    ("kind", "step"),
    [
        (text, routes.LOGIN),
        (text, routes.SEND),
        (text, routes.START_FROM_MESSAGE),
        (forum, routes.START),
    ],
    ids=["login", "message", "thread", "forum"],
)
def test_a_killed_command_makes_no_second_thread(
    offline: Command, discord: DiscordLookalike, kind: Callable[[DiscordLookalike], int], step: str, after: bool
) -> None:
    channel = kind(discord)
    armed = discord.fail(step, hanging(after=after))
    process = offline.start("post", CREATOR, "--channel", str(channel))
    assert armed.reached.wait(LIMIT)
    process.kill()
    process.communicate(timeout=LIMIT)
    armed.release()
    done = offline("post", CREATOR, "--channel", str(channel), "--json")
    assert done.status == 0, done.stderr
    assert_posted(done.json, discord, channel)


def test_a_dry_run_sends_and_remembers_nothing(offline: Command, discord: DiscordLookalike) -> None:
    done = offline("post", CREATOR, "--channel", str(discord.text), "--dry-run", "--json")
    assert done.json["state"] == "dry_run"
    assert done.json["payload"]["embed"]["title"]
    assert discord.exchanges == []
    assert offline("post", CREATOR, "--channel", str(discord.text), "--json").json["state"] == "sent"


def test_a_dry_run_reads_as_the_post_will(offline: Command, discord: DiscordLookalike) -> None:
    done = offline("post", CREATOR, "--channel", str(discord.text), "--dry-run")
    name, *lines = done.stdout.splitlines()
    assert name.endswith(f"({CREATOR})")
    assert f"  {CREATOR} (https://www.tiktok.com/{CREATOR})" in lines
    assert "  Took off:" in lines  # the recorded video is two weeks old
    assert any(line.startswith("    Watch the video (https://www.tiktok.com/") for line in lines)
    assert lines[-1].startswith("  Measured by TikTrack · ref: tt-")
    assert not set("[]\\") & set(done.stdout)
    assert done.stderr.startswith("tiktrack: No browser found")


@pytest.mark.parametrize("fault", [server_error(503), login_page(), half_an_answer()], ids=["503", "HTML", "half"])
def test_discords_own_trouble_is_one_sentence_and_nothing_is_kept(
    offline: Command, discord: DiscordLookalike, fault: Fault
) -> None:
    discord.fail(routes.CHANNEL, fault)
    done = offline("post", CREATOR, "--channel", str(discord.text))
    assert (done.status, done.stdout, done.stderr.count("\n")) == (1, "", 1)
    said = "is having problems (error 503)" if fault.status == 503 else "Couldn’t read Discord’s response"
    assert said in done.stderr
    assert done.stderr.endswith("Nothing was posted or queued.\n")


def test_while_discord_has_trouble_a_terminal_is_told_that_it_is_tried_again(
    offline: Command, discord: DiscordLookalike
) -> None:
    discord.fail(routes.CHANNEL, server_error(500))
    shown = offline.on_a_terminal("post", CREATOR, "--channel", str(discord.text))
    assert "Discord is having problems (error 500). Trying again…" in shown
    assert "Posted as thread" in shown


def test_a_post_that_waits_is_said_to_wait_and_goes_out_when_asked_for_again(
    offline: Command, discord: DiscordLookalike
) -> None:
    discord.fail(routes.START_FROM_MESSAGE, rate_limited(280))
    done = offline("post", CREATOR, "--channel", str(discord.text), "--json")
    assert (done.status, done.json["state"]) == (1, "failed")
    assert "The post is waiting in the outbox" in done.json["error"]
    again = offline("post", CREATOR, "--channel", str(discord.text), "--json")
    assert_posted(again.json, discord, discord.text)
    assert again.json["already"] is False


def test_a_refused_token_is_one_sentence(offline: Command, discord: DiscordLookalike) -> None:
    discord.fail(routes.LOGIN, unauthorized())
    done = offline("post", CREATOR, "--channel", str(discord.text))
    assert done.status == 1
    assert done.stderr.strip().splitlines()[-1].startswith("tiktrack: Discord rejected the bot token.")
    assert discord.token not in done.stderr
    assert discord.token not in (offline.data_dir / "tiktrack.log").read_text()


def test_a_channel_without_permission_fails_with_discords_code(offline: Command, discord: DiscordLookalike) -> None:
    discord.fail(routes.SEND, refused(403, 50013))
    done = offline("post", CREATOR, "--channel", str(discord.text), "--json")
    assert done.status == 1
    assert done.json["state"] == "failed"
    assert "isn’t allowed to post" in done.json["error"]
    assert discord.guild.threads == {}


def test_without_a_token_the_command_says_how_to_give_one(seeded: Path, discord: DiscordLookalike) -> None:
    env = {"TIKTRACK_DISCORD_API": discord.url, "TIKTRACK_BROWSER_PATH": "/nowhere/chromium"}
    done = Command(seeded, env)("post", CREATOR, "--channel", str(discord.text))
    assert done.status == 1
    assert "keyring" in done.stderr or "token" in done.stderr


def test_without_a_channel_the_command_says_so(offline: Command) -> None:
    done = offline("post", CREATOR)
    assert done.status == 1
    assert "DISCORD_CHANNEL_ID" in done.stderr


@pytest.mark.browser
def test_a_run_that_posts_nothing_has_failed_and_leaves_nothing_behind(
    tmp_path: Path, tiktok: TikTokLookalike, discord: DiscordLookalike
) -> None:
    env = tiktok.browser_env() | discord.env
    env |= {"DISCORD_CHANNEL_ID": str(discord.text), "TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0", "RECENT_ACTIVITY_DAYS": "0"}
    command = Command(tmp_path, env)
    discord.guild.deny(discord.text, Permission.CREATE_PUBLIC_THREADS)
    for _ in range(2):
        done = command("run", "--once")
        assert done.status == 1
        assert done.stderr.rstrip().endswith("In the channel’s permissions, allow Create Public Threads.")
        assert "5 posts didn’t reach Discord." in done.stderr
    assert discord.guild.messages == {}
    discord.guild.channels[discord.text].denied = Permission(0)
    done = command("run", "--once")
    assert done.status == 0, done.stderr
    assert len(discord.guild.threads_in(discord.text)) == len(discord.guild.messages_in(discord.text)) == 5


@pytest.mark.browser
def test_a_run_scrapes_chooses_and_posts(tmp_path: Path, tiktok: TikTokLookalike, discord: DiscordLookalike) -> None:
    env = tiktok.browser_env() | discord.env
    env |= {"DISCORD_CHANNEL_ID": str(discord.text), "TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0", "RECENT_ACTIVITY_DAYS": "0"}
    command = Command(tmp_path, env)
    dry = command("run", "--once", "--dry-run")
    assert dry.status == 0, dry.stderr
    assert "Would post @" in dry.stdout
    assert discord.exchanges == []
    done = command("run", "--once")
    assert done.status == 0, done.stderr
    assert len(discord.guild.threads_in(discord.text)) == 5
    assert "Waiting for the next run (maximum 5 per run)" in done.stdout
    assert "Fewer than 10,000 followers" in done.stdout
    again = command("run", "--once")
    assert "Posted on" in again.stdout
    threads = discord.guild.threads_in(discord.text)
    assert len({thread.name for thread in threads}) == len(threads) == 10
