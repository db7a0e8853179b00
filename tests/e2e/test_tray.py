"""The real program, hidden in the tray of the test desktop: it keeps working there, and quits cleanly."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from tests.dunst import Dunst
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.tiktok import Route, TikTokLookalike, Trouble
from tests.processes import Child, wait_until_gone
from tests.store.examples import a_run
from tests.waiting import LIMIT, wait_until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.schedule import JITTER, interval
from tiktrack_gui.core.sources import Source
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

pytestmark = [pytest.mark.desktop, pytest.mark.browser]

EVERY = 15 * 60  # s, the default refresh interval
STORIES: dict[str, Any] = {"about": "video", "at_most": 2, "tags": ["a"]}  # the rules of a forum that requires tags
TIME_TO_HIDE = 30  # s, from the start to the refresh


def xdotool(*arguments: str) -> str:
    """Returns the output; "" if nothing was found."""
    with suppress(subprocess.TimeoutExpired):  # --sync may wait forever
        done = subprocess.run(["xdotool", *arguments], capture_output=True, text=True, timeout=5, check=False)
        return done.stdout.strip()
    return ""


MENU = 5.0  # s, until a menu that was asked for is there


class Started:
    """TikTrack as a process, controlled with mouse and keyboard."""

    def __init__(self, folder: DataFolder, env: dict[str, str], mark: str, *options: str) -> None:
        """mark: a browser switch that identifies its processes."""
        self.mark = mark
        env = {**env, "TIKTRACK_BROWSER_ARGS": f"{env['TIKTRACK_BROWSER_ARGS']} {mark}"}
        command = [sys.executable, "-m", "tiktrack_gui", "--data-dir", str(folder.root), *options]
        self.process = Child(command, env=os.environ | env)

    @property
    def window(self) -> str:
        """The ID of its visible window; "" = none."""
        return xdotool("search", "--all", "--onlyvisible", "--pid", str(self.process.pid), "--name", "^TikTrack$")

    @property
    def windows(self) -> set[str]:
        """The IDs of all its visible windows: main window, tray icon, menu."""
        return set(xdotool("search", "--onlyvisible", "--pid", str(self.process.pid)).split())

    def close_window(self) -> None:
        wait_until(lambda: self.window != "")

        def is_closed() -> bool:
            xdotool("windowactivate", "--sync", self.window, "key", "alt+F4")
            return self.window == ""

        wait_until(is_closed)

    def click_tray(self) -> None:
        """Clicks the tray icon, the only window in sight."""
        wait_until(lambda: len(self.windows) == 1)
        [icon] = self.windows
        xdotool("mousemove", "--window", icon, "10", "10", "click", "1")

    def quit_by_tray(self) -> None:
        """Chooses the last entry of the icon's menu; clicks again if the icon moved as another one left the tray."""
        wait_until(lambda: len(self.windows) == 1)
        [icon] = before = self.windows

        def has_menu() -> bool:
            xdotool("mousemove", "--window", icon, "10", "10", "click", "3")
            end = time.monotonic() + MENU
            while not self.windows > before and time.monotonic() < end:
                pass  # each look takes a few ms
            return self.windows > before

        wait_until(has_menu)
        xdotool("key", "Up", "Return")

    def assert_gone(self) -> None:
        """Asserts that it exited successfully and that nothing it started is left."""
        assert self.process.wait(LIMIT) == 0
        wait_until_gone(self.mark)


@pytest.fixture
def start(
    folder: DataFolder, tiktok: TikTokLookalike, discord: DiscordLookalike, tmp_path: Path
) -> Iterator[Callable[..., Started]]:
    """Starts TikTrack against both look-alikes, with posting switched on; terminates whatever is left afterwards.

    refresh_in: seconds until the timer refreshes the feed.
    """
    started: list[Started] = []
    env = {**tiktok.browser_env(), **discord.env, "RECENT_ACTIVITY_DAYS": "0"}

    def start(refresh_in: float = 0) -> Started:
        prepare(folder, discord, refresh_in)
        started.append(Started(folder, env, f"--user-agent-mark={tmp_path.name}"))
        return started[-1]

    tiktok.behave()
    yield start
    log = folder.log.read_text() if folder.log.exists() else "nothing was logged"
    print([seen.route.name for seen in tiktok.requests], log, sep="\n")  # shown after a failure
    tiktok.behave()
    for each in started:
        each.process.kill()
        each.process.wait()


def prepare(folder: DataFolder, discord: DiscordLookalike, refresh_in: float) -> None:
    """Confirms the channels' previews, and dates the last refresh so that the next is due in `refresh_in` seconds."""
    settings = f"[trending]\nmin_velocity = 0\n[discord]\nchannel_id = {discord.text}\nposting = true\n"
    folder.settings.write_text(settings, encoding="utf-8")
    now = int(SystemClock().now())
    with Store(folder.database) as store:
        for id_, kind in ((discord.text, ChannelKind.TEXT), (discord.tagged_forum, ChannelKind.FORUM)):
            store.channels.save_channel(Channel(id=id_, guild_id=1, guild="B", name="c", kind=kind), at=now).result()
            store.channels.add(id_, at=now).result()
            store.channels.confirm_channel(id_, at=now).result()
        store.channels.keep_rules(discord.tagged_forum, STORIES).result()
        trending = store.sources.named().result()
        last = last_run(trending, due_at=now + refresh_in)
        store.runs.record_run(a_run(at=last, started_at=last)).result()


def last_run(source: Source, due_at: float) -> int:
    """When the source must have been refreshed last, epoch seconds, to be due then: intervals differ by chance."""

    def due_after(last: int) -> float:
        return last + interval(replace(source, last_run_at=last))

    shortest, longest = EVERY, EVERY * (1 + JITTER)
    return min(range(int(due_at - longest), int(due_at - shortest)), key=lambda last: abs(due_after(last) - due_at))


def test_hidden_in_the_tray_it_fetches_posts_and_tells(
    start: Callable[..., Started], tiktok: TikTokLookalike, discord: DiscordLookalike, dunst: Dunst, tmp_path: Path
) -> None:
    program = start(refresh_in=TIME_TO_HIDE)
    program.close_window()
    assert dunst.next_title() == "TikTrack is still running in the tray"
    assert tiktok.requests_for(Route.FEED) == []
    assert dunst.next_title(picture=tmp_path / "desktop.png").startswith("28 new stories: @")
    wait_until(lambda: len(discord.guild.threads_in(discord.text)) == 5)
    wait_until(lambda: len(discord.guild.threads_in(discord.tagged_forum)) == 2)
    assert all("(@" in thread.name for thread in discord.guild.threads_in(discord.text))
    stories = discord.guild.threads_in(discord.tagged_forum)
    assert all(" · @" in story.name and len(story.tags) == 1 for story in stories)
    program.quit_by_tray()
    program.assert_gone()


def test_a_closed_window_comes_back_however_it_is_asked_for(start: Callable[..., Started], folder: DataFolder) -> None:
    program = start(refresh_in=EVERY)
    program.close_window()
    program.click_tray()
    wait_until(lambda: program.window != "")
    xdotool("windowminimize", "--sync", program.window)
    program.click_tray()
    wait_until(lambda: program.window != "")
    program.close_window()
    second = Child([sys.executable, "-m", "tiktrack_gui", "--data-dir", str(folder.root)])
    assert second.wait(LIMIT) == 0
    wait_until(lambda: program.window != "")
    program.close_window()
    program.quit_by_tray()
    again = start(refresh_in=EVERY)  # before the first one is gone
    wait_until(lambda: again.window != "")
    program.assert_gone()
    again.close_window()
    again.quit_by_tray()
    again.assert_gone()


def test_it_quits_while_a_fetch_hangs(
    start: Callable[..., Started], tiktok: TikTokLookalike, folder: DataFolder
) -> None:
    """The fetch is cut off: had it been waited for, it would be on record as one that timed out."""
    tiktok.misbehave(Route.FEED, Trouble.HANG)
    program = start()
    tiktok.wait_for(Route.FEED)
    program.process.send_signal(signal.SIGTERM)
    program.assert_gone()
    with Store(folder.database, read_only=True) as store:
        assert [run.outcome for run in store.runs.newest(1).result()] == [Outcome.CANCELLED]
