"""The tokens in a real gnome-keyring: unlocked, missing, and locked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.waiting import LIMIT
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens, Where
from tiktrack_gui.host.logs import Secrets

pytestmark = pytest.mark.desktop

BOT = "MTEyMjMzNDQ1NTY2Nzc4ODk5.GaBcDe.not-a-real-token_not-a-real-token"
MS = "not-a-real-msToken_" + "Ab0-_" * 18 + "=="

# Performs one action on the bot token and prints the result, then whether the event loop kept running meanwhile.
DO = f"""
import asyncio, sys
from tiktrack_gui.core.errors import KeyringUnavailable
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens

async def main():
    tokens = Tokens(Environment(), Secrets())
    asked = {{"get": lambda: tokens.get(Kind.DISCORD), "set": lambda: tokens.set(Kind.DISCORD, "{BOT}")}}[sys.argv[1]]
    working, turns = asyncio.ensure_future(asked()), 0
    while not working.done():
        await asyncio.sleep(0.001)
        turns += 1
    try:
        print(await working)
    except KeyringUnavailable as error:
        print(error)
    print("free" if turns > 3 else "blocked")

asyncio.run(main())
"""
UNLOCKED = 'printf %s "$PASSWORD" | gnome-keyring-daemon --foreground --unlock --components=secrets & daemon=$!; '
OWNED = "dbus-send --session --print-reply --dest=org.freedesktop.DBus / org.freedesktop.DBus.NameHasOwner"
READY = f"until {OWNED} string:org.freedesktop.secrets | grep -q true; do sleep 0.02; done; "


@pytest.fixture
async def tokens() -> AsyncIterator[Tokens]:
    kept = Tokens(Environment(), Secrets())
    yield kept
    for kind in Kind:
        await kept.delete(kind)


def in_a_session_of_its_own(shell: str, home: Path) -> list[str]:
    """Runs a shell command in a new D-Bus session without a screen; returns its output lines."""
    ours = {name: value for name, value in os.environ.items() if name not in ("DISPLAY", "DBUS_SESSION_BUS_ADDRESS")}
    ours |= {"HOME": str(home), "XDG_RUNTIME_DIR": str(home), "XDG_DATA_HOME": str(home / "data"), "PASSWORD": "secret"}
    command = ["dbus-run-session", "--", "sh", "-c", shell, sys.executable, DO]
    done = subprocess.run(command, env=ours, capture_output=True, text=True, timeout=LIMIT, check=True)
    return done.stdout.splitlines()


async def test_both_tokens_are_kept_and_returned_and_deleted(tokens: Tokens) -> None:
    await tokens.set(Kind.DISCORD, f"Bot {BOT}")
    await tokens.set(Kind.TIKTOK, f"msToken={MS};")
    another = Tokens(Environment(), Secrets())
    assert await another.get(Kind.DISCORD) == BOT
    assert await another.get_tiktok() == MS
    assert await another.where(Kind.TIKTOK) is Where.KEYRING
    await another.delete(Kind.DISCORD)
    assert await tokens.where(Kind.DISCORD) is Where.NONE
    assert await tokens.get_tiktok() == MS


def test_without_a_bus_there_is_no_keyring_and_setting_says_so(tmp_path: Path) -> None:
    ours = {**os.environ, "DBUS_SESSION_BUS_ADDRESS": "disabled:", "XDG_RUNTIME_DIR": str(tmp_path)}
    said = [
        subprocess.run([sys.executable, "-c", DO, what], env=ours, capture_output=True, text=True, check=True).stdout
        for what in ("get", "set")
    ]
    assert said[0].startswith("None\n")
    assert said[1].startswith("TikTrack couldn’t use the system keyring. Install or unlock one")


def test_a_locked_keyring_is_told_apart_and_holds_nothing_up(tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir(mode=0o700)
    kept = in_a_session_of_its_own(UNLOCKED + READY + '"$0" -c "$1" set; "$0" -c "$1" get; kill $daemon', home)
    assert kept == ["None", "free", BOT, "free"]
    locked = in_a_session_of_its_own('"$0" -c "$1" get', home)
    assert locked[0].startswith("TikTrack couldn’t use the system keyring. Install or unlock one")
    assert locked[1] == "free"
