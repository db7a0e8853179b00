"""What the file takes now and in a year, over files."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.examples import NOW, a_run, a_video, measured
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.core.keeping import Keeping
from tiktrack_gui.store import FileSpace, Store

ALL = Keeping(raw_days=0, slow_days=0, full_days=0)
SLOW = 10  # videos per run, each also in the next one; beside a story
RUNS_A_DAY = 4


def record(store: Store, days: int, *, until: int = NOW) -> None:
    """Some runs a day, with the same pace."""
    for number in range(days * RUNS_A_DAY):
        at = until - days * DAY + number * DAY // RUNS_A_DAY
        numbers = range(number * SLOW, (number + 2) * SLOW)
        slow = [measured(a_video(n, at=at), passed=False, velocity=1.0) for n in numbers]
        story = measured(a_video(1_000_000 + number, at=at, raw={"x": "y" * 2_000}))
        items = [*slow, story]
        store.runs.record_run(a_run(items, at=at), items).result()


def in_a_year(path: Path, keeping: Keeping, now: int = NOW) -> float:
    found = FileSpace(path).measured(now, keeping).in_a_year
    assert found is not None
    return found


def test_at_the_same_pace_a_year_takes_as_much_as_these_weeks(store: Store, path: Path) -> None:
    record(store, 20)
    size = FileSpace(path).measured(NOW, ALL).size
    assert in_a_year(path, ALL) == pytest.approx(size * 385 / 20, rel=0.1)
    with closing(sqlite3.connect(path)) as file:
        file.execute("PRAGMA wal_checkpoint")
    assert path.stat().st_size == size


def test_what_is_removed_is_taken_into_account(store: Store, path: Path) -> None:
    record(store, 20)
    everything = in_a_year(path, ALL)
    slow_go = in_a_year(path, Keeping(raw_days=0, slow_days=30, full_days=0))
    raw_goes, both = in_a_year(path, Keeping(slow_days=0, full_days=0)), in_a_year(path, Keeping(full_days=0))
    assert both < min(slow_go, raw_goes) < max(slow_go, raw_goes) < everything
    assert everything - both == pytest.approx((everything - slow_go) + (everything - raw_goes), rel=0.01)


def test_of_tracked_creators_videos_all_samples_count(store: Store, path: Path) -> None:
    record(store, 20)
    before = in_a_year(path, Keeping())
    store.creators.track(a_video(5).creator.id, NOW).result()
    assert in_a_year(path, Keeping()) > before


def test_a_pace_that_ended_does_not_go_on(store: Store, path: Path) -> None:
    record(store, 20)
    assert in_a_year(path, ALL, NOW + 60 * DAY) == pytest.approx(FileSpace(path).measured(NOW, ALL).size, rel=0.05)


def test_some_days_are_too_few_for_an_estimate(store: Store, path: Path) -> None:
    assert FileSpace(path).measured(NOW, Keeping()).in_a_year is None
    record(store, 6)
    assert FileSpace(path).measured(NOW + HOUR, Keeping()).in_a_year is None
    assert FileSpace(path).measured(NOW + DAY, Keeping()).in_a_year is not None


def test_a_file_that_is_missing_has_its_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        FileSpace(tmp_path / "none.db").measured(NOW, Keeping())
    assert not (tmp_path / "none.db").exists()
