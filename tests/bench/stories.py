"""A data folder with stories in it."""

from __future__ import annotations

from pathlib import Path

from tests.clients.tiktok.recordings import RECORDED_FEED, recorded
from tests.store.examples import HOUR, a_run, a_video, measured
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store


def make_folder(folder: Path, stories: int) -> None:
    """Stores recorded-size stories of a run that ended just now, so that nothing is due."""
    items, now = recorded(RECORDED_FEED)["itemList"], int(SystemClock().now())
    videos = [
        measured(a_video(number, at=now, posted_at=now - HOUR, raw=items[number % len(items)]))
        for number in range(stories)
    ]
    with Store(DataFolder(folder).create().database) as store:
        store.runs.record_run(a_run(videos, at=now), videos).result()
