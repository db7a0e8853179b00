"""dunst, the test desktop's notification daemon: what it shows, and what it received since a test began.

All tests of a worker share it; each starts with nothing on the screen.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.waiting import LIMIT, wait_until

Notification = dict[str, Any]


class Dunst:
    """Watches the notifications from now on. All methods block."""

    def __init__(self) -> None:
        self.clear()
        self._newest = max((shown["timestamp"] for shown in _history()), default=0)

    def clear(self) -> None:
        """Closes all notifications."""
        call("close-all")
        wait_until(lambda: displayed() == 0)

    def next(self, picture: Path | None = None) -> Notification:
        """Waits for a new notification, closes it and returns it. picture: PNG file for a screenshot that shows it."""
        wait_until(lambda: displayed() or self._new())
        if picture is not None:
            subprocess.run(["import", "-window", "root", str(picture)], check=True, timeout=LIMIT)
        self.clear()
        new = self._new()
        assert len(new) == 1, new
        self._newest = new[0]["timestamp"]
        return new[0]

    def next_title(self, picture: Path | None = None) -> str:
        return str(self.next(picture)["summary"])

    def _new(self) -> list[Notification]:
        return [shown for shown in _history() if shown["timestamp"] > self._newest]


@contextmanager
def watched() -> Iterator[Dunst]:
    dunst = Dunst()
    yield dunst
    dunst.clear()


def displayed() -> int:
    return int(call("count", "displayed"))


async def until_displayed(number: int) -> None:
    """For coroutines: the program they wait for goes on meanwhile."""
    await asyncio.to_thread(wait_until, lambda: displayed() == number)


def call(*command: str) -> str:
    return subprocess.run(["dunstctl", *command], check=True, capture_output=True, text=True, timeout=LIMIT).stdout


def _history() -> list[Notification]:
    """The closed notifications, newest first."""
    entries = json.loads(call("history"))["data"][0]
    return [{name: value["data"] for name, value in entry.items()} for entry in entries]
