"""kill -9 at any moment leaves a database that opens, with each run whole or absent."""

from __future__ import annotations

import contextlib
import random
import subprocess
import sys
from pathlib import Path

import pytest

from tests.processes import Child
from tests.store.recorder import DELIVERIES, VIDEOS, videos_of_run
from tests.waiting import LIMIT
from tiktrack_gui.store import Store

KILLS = 15


def start(path: Path, *statement: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.recorder", str(path), *statement]
    return Child(command, stdout=subprocess.PIPE, text=True)


def kill_while_recording(path: Path, after: float) -> None:
    """Lets a process record for `after` seconds, then kills it."""
    with start(path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "open\n"
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(after)
        assert process.poll() is None, "it ended by itself"
        process.kill()


def check(path: Path) -> int:
    """Asserts that every run is complete and that there are no rows without a run; returns the number of runs."""
    with Store(path) as store:
        found = store.integrity.verify().result()
        assert found.problems == []
        runs = store.runs.newest(1_000_000).result()
        rows = {found.counts[name] for name in ("videos", "video_samples", "creators", "raw_posts", "stories")}
        assert rows == {len(runs) * VIDEOS}
        assert found.counts["deliveries"] == len(runs) * DELIVERIES
        whole = {item.video.id for run in runs for item in videos_of_run(int(run.message or ""))}
        assert {item.video.id for item in store.stories.feed(1_000_000).result()} == whole
    return len(runs)


def test_a_run_is_whole_or_absent_whenever_the_process_is_killed(path: Path) -> None:
    recorded = 0
    for _ in range(KILLS):
        kill_while_recording(path, after=random.uniform(0, 0.05))
        now = check(path)
        assert now >= recorded, "a run that was recorded is gone"
        recorded = now
    assert recorded > 0


@pytest.mark.parametrize("statement", [1, 3, 8, 15, 23, 28])
def test_a_process_killed_while_it_makes_the_file_leaves_one_that_opens(path: Path, statement: int) -> None:
    with start(path, str(statement)) as process:
        assert process.wait(LIMIT) < 0
    assert check(path) == 0
