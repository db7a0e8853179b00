"""Planted secrets: during the main job, they are in no child's environment or arguments, and in nothing written."""

from __future__ import annotations

import os
import stat
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.tiktok import TikTokLookalike
from tests.processes import PROC, children
from tests.waiting import LIMIT

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(sys.platform != "linux", reason="only there can another process's environment be read"),
]

MS_TOKEN = "planted-ms-token-0123456789-abcdefghij=="
PASSWORD = "planted-database-password"
OURS = (
    "DISCORD_BOT_TOKEN",
    "TIKTOK_MS_TOKEN",
    "TIKTRACK_DATABASE_URL",
    "TIKTRACK_PROXY_LOGIN",
    "PGPASSWORD",
    "MYSQL_PWD",
)


class Family:
    """The children of a command, as seen from outside: what each was given."""

    def __init__(self, command: int) -> None:
        self._command = command
        self._before = children()
        self.names: set[str] = set()
        self.given: dict[int, bytes] = {}

    def look(self) -> None:
        for process in children():
            if process in self._before or process.pid == self._command:
                continue
            try:
                given = b"".join((PROC / str(process.pid) / name).read_bytes() for name in ("environ", "cmdline"))
            except OSError:
                continue  # it has just ended
            program = Path(process.command.partition(" ")[0]).name
            if not program.startswith("python"):  # a child of ours, before it becomes another program
                self.names.add(program)
                self.given[process.pid] = given


def everything(folder: Path) -> Iterator[Path]:
    return (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


def holders(folders: list[Path], secrets: list[bytes]) -> list[Path]:
    return [path for folder in folders for path in everything(folder) if any(s in path.read_bytes() for s in secrets)]


def test_the_main_job_leaves_them_nowhere(
    tmp_path: Path, tiktok: TikTokLookalike, discord: DiscordLookalike, temporary: Path
) -> None:
    tiktok.behave()
    tiktok.session_id = "planted-session-id-0123456789"
    folders = {name: tmp_path / name for name in ("home", "data", "state", "cache")}
    for folder in folders.values():
        folder.mkdir(mode=0o700)
    env = tiktok.browser_env() | discord.env
    env |= {"DISCORD_CHANNEL_ID": str(discord.text), "TIKTOK_MIN_ENGAGEMENT_VELOCITY": "0", "RECENT_ACTIVITY_DAYS": "0"}
    env |= {"TIKTOK_MS_TOKEN": MS_TOKEN, "PGPASSWORD": PASSWORD, "MYSQL_PWD": PASSWORD}
    env |= {"TIKTRACK_PROXY_LOGIN": f"ann:{PASSWORD}"}
    env |= {"HOME": str(folders["home"]), "XDG_STATE_HOME": str(folders["state"])}
    env |= {"XDG_CACHE_HOME": str(folders["cache"]), "TMPDIR": str(temporary), "XDG_RUNTIME_DIR": ""}
    secrets = [one.encode() for one in (discord.token, MS_TOKEN, PASSWORD, tiktok.session_id)]
    during: list[Path] = []
    before = os.umask(0)  # whatever is made is open to everybody, unless its maker sees to that
    try:
        process = Command(folders["data"], env).start("run", "--once", "--log-level", "debug")
    finally:
        os.umask(before)
    family, end = Family(process.pid), time.monotonic() + LIMIT
    family._before = [one for one in family._before if one.pid != process.pid]
    while process.poll() is None and time.monotonic() < end:
        family.look()
        during += _readable_to_others([temporary])
        time.sleep(0.05)
    stdout, stderr = process.communicate(timeout=LIMIT)
    assert process.returncode == 0, stderr
    assert len(discord.guild.threads_in(discord.text)) == 5
    assert {"node"} < family.names and any("chrom" in name for name in family.names), family.names
    assert [given for given in family.given.values() if any(secret in given for secret in secrets)] == []
    assert [given for given in family.given.values() if any(f"{name}=".encode() in given for name in OURS)] == []
    assert not any(secret.decode() in stdout + stderr for secret in secrets)
    assert holders([*folders.values(), temporary], secrets) == []
    assert during == []
    assert _readable_to_others([folders["data"], folders["state"] / "TikTrack"]) == []


def _readable_to_others(folders: list[Path]) -> list[Path]:
    """The files others could read: themselves open to others, and in folders that are."""

    def is_open(path: Path) -> bool:
        try:
            return bool(stat.S_IMODE(path.lstat().st_mode) & 0o077)
        except OSError:
            return False  # gone meanwhile

    def found(folder: Path, within: Callable[[Path], bool]) -> Iterator[Path]:
        try:
            entries = list(folder.iterdir())
        except OSError:
            return
        for path in entries:
            if not path.is_symlink() and within(path):
                yield path
                if path.is_dir():
                    yield from found(path, within)

    return [path for folder in folders for path in found(folder, is_open)]
