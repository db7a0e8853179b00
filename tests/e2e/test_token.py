"""`tiktrack token`: secrets go into a real keyring, or nowhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike

NO_KEYRING = {"PYTHON_KEYRING_BACKEND": "keyring.backends.fail.Keyring"}


@pytest.mark.desktop
def test_a_token_from_the_keyring_posts(seeded: Path, discord: DiscordLookalike) -> None:
    discord.token = "MTIzNDU2Nzg5MDEyMzQ1Njc4OQ.GhIjKl.abcdefghijklmnopqrstuvwxyz0123456789AB"
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


def test_without_a_keyring_the_command_says_so(tmp_path: Path) -> None:
    done = Command(tmp_path, NO_KEYRING)(
        "token", "set", "tiktok", given="msToken=abcdefghijklmnopqrstuvwxyz0123456789_-\n"
    )
    assert done.status == 1
    assert done.stderr.startswith("tiktrack: The system's keyring could not be used.")


def test_what_is_no_token_is_refused(tmp_path: Path) -> None:
    done = Command(tmp_path, NO_KEYRING)("token", "set", "discord", given="hello\n")
    assert done.status == 1
    assert "Traceback" not in done.stderr
