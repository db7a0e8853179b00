"""A data folder with stories in it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from tests.clients.tiktok.recordings import RECORDED_FEED, recorded
from tests.store.examples import a_run, a_video, measured
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store


def pause(folder: Path) -> None:
    """Keeps the window from fetching: it would start a browser, for which there is no TikTok."""
    DataFolder(folder).settings.write_text("[window]\npaused = true\n", encoding="utf-8")


def make_folder(folder: Path, stories: int) -> None:
    """Stores recorded-size stories of two runs, of which the last ended just now, so that nothing is due."""
    items, now = recorded(RECORDED_FEED)["itemList"], int(SystemClock().now())
    with Store(DataFolder(folder).create().database) as store:
        for minutes in (30, 60):
            at = now + (minutes - 60) * MINUTE
            videos = [_story(number, at, minutes, items[number % len(items)]) for number in range(stories)]
            store.runs.record_run(a_run(videos, at=at), videos).result()


def _story(number: int, at: int, minutes: int, raw: dict[str, Any]) -> MeasuredVideo:
    """Each has another velocity; some are faster now than in their first minutes, and some slower."""
    likes = int((100 + number * 7919 % 1_000) * minutes ** (0.9 + number % 3 / 10))
    video = a_video(number, at=at, posted_at=at - minutes * MINUTE, likes=likes, raw=raw)
    return measured(video, velocity=likes / minutes)
