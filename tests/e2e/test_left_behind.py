"""A run leaves nothing among the system's temporary files, however it ends."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.e2e.command import Command
from tests.e2e.window import Driver, Window
from tests.lookalikes.tiktok import TikTokLookalike
from tests.lookalikes.tiktok_troubles import Route, Trouble
from tests.processes import wait_until_gone
from tests.waiting import LIMIT, until
from tiktrack_gui.host.paths import DataFolder

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="there are no such signals here"),
]

FETCH = ("scrape", "--limit", "5", "--min-velocity", "0")

End = Callable[[subprocess.Popen[str], int], None]


def one(process: subprocess.Popen[str], number: int) -> None:
    process.send_signal(number)


def all_of_it(process: subprocess.Popen[str], number: int) -> None:
    """Signals every process of the group, as Ctrl+C in a terminal or the end of a session does."""
    os.killpg(process.pid, number)


@pytest.fixture
def temporary(monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An empty system temporary folder with a short path, like the usual one, because sockets are created in it."""
    with tempfile.TemporaryDirectory(prefix="t", dir="/tmp") as folder:
        monkeypatch.setenv("TMPDIR", folder)
        monkeypatch.setattr(tempfile, "tempdir", folder)
        yield Path(folder)


def left(temporary: Path) -> list[Path]:
    return list(temporary.iterdir())


@pytest.fixture
def mark(request: pytest.FixtureRequest) -> str:
    """A switch that identifies the browser processes of this test."""
    return f"--mark={request.node.name}-{os.getpid()}"


@pytest.fixture
def command(tiktok: TikTokLookalike, folder: DataFolder, temporary: Path, mark: str) -> Command:
    tiktok.behave()
    env = tiktok.browser_env()
    env["TIKTRACK_BROWSER_ARGS"] += f" '{mark}'"
    return Command(folder.root, env)


@pytest.fixture
def hanging(tiktok: TikTokLookalike, command: Command, mark: str) -> Iterator[subprocess.Popen[str]]:
    """A fetch that never gets a response."""
    tiktok.misbehave(Route.FEED, Trouble.HANG)
    process = command.start(*FETCH, as_group=True)
    try:
        tiktok.wait_for(Route.FEED)
        yield process
        process.communicate(timeout=LIMIT)
    finally:
        process.kill()
        tiktok.behave()  # for the other tests
    wait_until_gone(mark)


def test_a_whole_run_leaves_nothing(command: Command, temporary: Path) -> None:
    assert command(*FETCH).status == 0
    assert left(temporary) == []


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
@pytest.mark.parametrize("end", [one, all_of_it])
def test_a_run_that_is_told_to_end_leaves_nothing(
    hanging: subprocess.Popen[str], temporary: Path, end: End, number: int
) -> None:
    end(hanging, number)
    hanging.communicate(timeout=LIMIT)
    assert hanging.returncode == 128 + number
    assert left(temporary) == []


async def test_a_run_that_is_told_to_end_while_its_browser_starts_leaves_nothing(
    command: Command, temporary: Path, mark: str
) -> None:
    with command.start(*FETCH) as process:
        await until(lambda: list(temporary.glob("*/playwright*")))
        process.send_signal(signal.SIGTERM)
        await asyncio.to_thread(process.communicate, timeout=LIMIT)
    await asyncio.to_thread(wait_until_gone, mark)
    assert left(temporary) == []


@pytest.mark.parametrize("end", [one, all_of_it])
def test_what_a_killed_run_leaves_the_next_one_removes(
    hanging: subprocess.Popen[str], command: Command, tiktok: TikTokLookalike, temporary: Path, end: End, mark: str
) -> None:
    end(hanging, signal.SIGKILL)
    hanging.communicate(timeout=LIMIT)
    wait_until_gone(mark)
    assert left(temporary) != []
    tiktok.behave()
    assert command(*FETCH).status == 0
    assert left(temporary) == []


@pytest.mark.desktop
def test_a_quit_during_a_fetch_leaves_nothing(temporary: Path, with_tiktok: TikTokLookalike, real: Driver) -> None:
    with_tiktok.misbehave(Route.FEED, Trouble.HANG)

    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        window.session.timers.refresh_now()
        await asyncio.to_thread(partial(with_tiktok.wait_for, Route.FEED))
        await window.active()
        window.keys("Ctrl+Q")
        await until(lambda: not window.main.isVisible())

    real(user)
    assert left(temporary) == []
