"""`tiktrack token`: secrets are saved to a real keyring, or not at all."""

from __future__ import annotations

import sys
from pathlib import Path

import keyring
import pytest

from tests.e2e.command import Command
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike

BOT = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB"
MS = "abcdefghijklmnopqrstuvwxyz0123456789_-"
ROW = ".tiktok.com\tTRUE\t/\tTRUE\t1\t"
COOKIES_TXT = f"# Netscape HTTP Cookie File\n{ROW}sid_tt\tx\n{ROW}msToken\t{MS}\n"
NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.mark.desktop
def test_a_token_from_the_keyring_posts(seeded: Path, discord: DiscordLookalike) -> None:
    discord.token = BOT
    env = {"TIKTRACK_DISCORD_API": discord.url, "TIKTRACK_BROWSER_PATH": "/nowhere/chromium"}
    command = Command(seeded, env)
    stored = command("token", "set", "discord", given=f' "Bot {discord.token}" \n')
    assert stored.status == 0, stored.stderr
    assert discord.token not in stored.stdout + stored.stderr
    try:
        done = command("post", "@tpcw._.71.44", "--channel", str(discord.text), "--json")
        assert done.status == 0, done.stderr
        assert done.json["state"] == "sent"
    finally:
        assert command("token", "delete", "discord").status == 0
    assert len(discord.asked(routes.SEND)) == 1
    assert [path for path in seeded.rglob("*") if path.is_file() and discord.token.encode() in path.read_bytes()] == []


def test_without_a_keyring_nothing_is_kept_and_the_command_says_so(tmp_path: Path) -> None:
    done = Command(tmp_path, NO_KEYRING)("token", "set", "tiktok", given=f"msToken={MS}\n")
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: TikTrack couldn’t use the system keyring. Nothing was saved. Install or")
    assert "session" not in done.stderr


@pytest.mark.desktop
@pytest.mark.parametrize("given", [BOT, "abc"])
def test_a_token_is_deleted_whatever_the_environment_has(tmp_path: Path, given: str) -> None:
    stored = Command(tmp_path, {})("token", "set", "discord", given=f"{BOT}\n")
    assert (stored.status, stored.stdout) == (0, "Saved the discord token in the system keyring.\n")
    command = Command(tmp_path, {"DISCORD_BOT_TOKEN": given})
    deleted = command("token", "delete", "discord")
    assert deleted.status == 0, deleted.stderr
    assert deleted.stdout == "Deleted the discord token. DISCORD_BOT_TOKEN in the environment still provides one.\n"
    again = command("token", "delete", "discord")
    assert again.stdout.startswith("There is no discord token in the system keyring.")
    assert (
        Command(tmp_path, {})("token", "show").stdout == "discord  none\ntiktok   none\ndatabase none\nproxy    none\n"
    )


def test_each_token_is_shown_with_its_place_also_one_that_is_none(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"TIKTOK_MS_TOKEN={MS}\n")
    done = Command(tmp_path, NO_KEYRING | {"DISCORD_BOT_TOKEN": "abc"})("token", "show")
    assert done.status == 0, done.stderr
    assert done.stdout == "discord  environment (invalid)\ntiktok   .env\ndatabase none\nproxy    none\n"
    (tmp_path / ".env").write_text("TIKTOK_MS_TOKEN=abc\n")
    assert "tiktok   .env (invalid)\n" in Command(tmp_path, NO_KEYRING)("token", "show").stdout


def test_a_keyring_that_cannot_answer_hides_only_what_it_may_have(tmp_path: Path) -> None:
    broken = {"PYTHON_KEYRING_BACKEND": "tests.e2e.broken_keyring.Keyring", "TIKTOK_MS_TOKEN": MS}
    done = Command(tmp_path, broken)("token", "show")
    assert done.status == 1
    assert done.stdout == "discord  unknown\ntiktok   environment\ndatabase unknown\nproxy    unknown\n"
    assert done.stderr.startswith("tiktrack: TikTrack couldn’t use the system keyring.")


@pytest.mark.desktop
@pytest.mark.parametrize(
    ("kind", "given"),
    [
        ("discord", f"{BOT[:45]}\n{BOT[45:]}\n"),
        ("discord", f"export TOKEN='{BOT}'\n"),
        (
            "tiktok",
            COOKIES_TXT,
        ),
        ("tiktok", f"msToken\n{MS}"),
        ("tiktok", '[\n {\n  "name": "msToken",\n  "value": "' + MS + '"\n }\n]'),
    ],
)
def test_all_that_is_piped_in_counts(tmp_path: Path, kind: str, given: str) -> None:
    command = Command(tmp_path, {})
    try:
        assert command("token", "set", kind, given=given).status == 0
        assert keyring.get_password("TikTrack", kind) == (BOT if kind == "discord" else MS)
    finally:
        command("token", "delete", kind)


@pytest.mark.skipif(sys.platform == "win32", reason="a terminal of its own")
def test_of_a_paste_on_a_terminal_all_lines_arrive_and_none_is_shown(tmp_path: Path) -> None:
    """The first line alone would be refused as a part."""
    shown = Command(tmp_path, NO_KEYRING).on_a_terminal("token", "set", "discord", typed=f"{BOT[:45]}\n{BOT[45:]}\n")
    assert "discord token: " in shown
    assert "Nothing was saved. Install" in " ".join(shown.split())
    assert BOT[:10] not in shown
    assert BOT[-10:] not in shown
    part = Command(tmp_path, NO_KEYRING).on_a_terminal("token", "set", "discord", typed=f"{BOT[:45]}\n")
    assert "only a part of a bot token" in " ".join(part.split())


def test_what_is_no_token_is_refused(tmp_path: Path) -> None:
    done = Command(tmp_path, NO_KEYRING)("token", "set", "discord", given="hello\n")
    assert done.status == 1
    assert "Traceback" not in done.stderr
