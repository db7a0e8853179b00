"""`tiktrack run` without TikTok: its messages between runs."""

from __future__ import annotations

from pathlib import Path

from tests.e2e.command import Command
from tests.waiting import LIMIT

CHANNEL = "1200000000000000002"


def test_after_a_failed_round_it_says_when_it_tries_again(tmp_path: Path) -> None:
    command = Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium"})
    with command.start("run", "--every", "60", "--channel", CHANNEL) as process:
        assert process.stderr is not None
        assert process.stderr.readline().startswith("tiktrack: No browser found")
        assert process.stderr.readline().startswith("tiktrack: The last run failed. Trying again at ")
        process.terminate()
        process.wait(LIMIT)


def test_more_often_than_tiktok_bears_is_said_and_not_done(tmp_path: Path) -> None:
    command = Command(tmp_path, {"TIKTRACK_BROWSER_PATH": "/nowhere/chromium", "RATE_LIMIT_DELAY": "4"})
    with command.start("run", "--every", "1", "--channel", CHANNEL) as process:
        assert process.stderr is not None
        assert "at most every 10 min" in process.stderr.readline()
        process.terminate()
        process.wait(LIMIT)
