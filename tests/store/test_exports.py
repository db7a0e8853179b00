"""Reading much for exports, beside everything else."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.store import sample_database
from tests.store.examples import NOW, a_creator, a_delivery, a_run, a_video, measured
from tiktrack_gui.core.errors import StoreNotReady
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.core.table_export import AT_ONCE
from tiktrack_gui.store import Store

MANY = 2 * AT_ONCE + 3


def record(store: Store, number: int, samples: int) -> tuple[int, str]:
    """Records a creator with so many measurements, none equal to another."""
    creator = a_creator(number)
    for n in range(samples):
        sample = CreatorSample(at=NOW + n, followers=100 + n, origin=Origin.PROFILE_PAGE)
        store.creators.record_creator(a_creator(number, sample=sample), NOW + n).result()
    return creator.id, creator.handle


def test_a_history_is_what_the_profile_shows(store: Store) -> None:
    one, other = record(store, 1, 3), record(store, 2, 2)
    parts = list(store.exports.history([other, one]))
    assert [(part.creator_id, part.handle, len(part.rows)) for part in parts] == [(*other, 2), (*one, 3)]
    for part in parts:
        history, _ = store.profiles.profile_of(part.creator_id, 0).result()
        assert [row[:2] for row in part.rows] == [(sample.at, sample.followers) for sample in history.samples]
        assert {row[-1] for row in part.rows} == {"profile_page"}
    done = [part.done or 0 for part in parts]
    assert done == sorted(done)
    assert done[-1] <= 1


def test_only_what_was_measured_since_is_read(store: Store) -> None:
    one = record(store, 1, 4)
    [part] = store.exports.history([one], NOW + 2)
    assert [row[0] for row in part.rows] == [NOW + 2, NOW + 3]


def test_runs_deliveries_and_stories_are_those_of_the_lists(store: Store) -> None:
    sample_database.fill(store)
    exports = store.exports
    assert [run for part in exports.runs() for run in part.records] == store.runs.newest(1_000).result()
    listed = store.outbox.deliveries(1_000).result()
    assert [one for part in exports.deliveries() for one in part.records] == listed
    shown = store.stories.feed(1_000).result()
    found = [one for part in exports.stories() for one in part.records]
    assert {one.video.id: one for one in shown}.items() <= {one.video.id: one for one in found}.items()
    assert [part.done for part in exports.runs()] == [1.0]


def test_they_too_can_begin_at_a_moment(store: Store) -> None:
    for number in range(4):
        at = NOW + 100 * number
        store.runs.record_run(a_run([item := measured(a_video(number, at=at))], at=at), [item]).result()
        store.outbox.enqueue(a_delivery(number), at).result()
    since = NOW + 200
    assert [run.finished_at for part in store.exports.runs(since) for run in part.records] == [NOW + 300]
    assert [one.created_at for part in store.exports.deliveries(since) for one in part.records] == [NOW + 300, since]
    assert [one.found_at for part in store.exports.stories(since) for one in part.records] == [NOW + 300, since]


def test_an_empty_database_has_nothing(store: Store) -> None:
    exports = store.exports
    assert [list(parts) for parts in (exports.history([]), exports.runs(), exports.deliveries())] == [[], [], []]
    assert list(exports.stories()) == []


def test_nobody_who_writes_waits_for_it(store: Store) -> None:
    """Not even if it is never read to its end. What is written behind its place is read, too."""
    one, other = record(store, 1, 2), record(store, 2, 1)
    reading = store.exports.history([one, other])
    assert len(next(reading).rows) == 2
    store.creators.record_creator(a_creator(2, sample=CreatorSample(at=NOW + 9, followers=7)), NOW + 9).result()
    [last] = reading
    assert [row[1] for row in last.rows] == [100, 7]


def test_a_long_history_is_read_bit_by_bit(store: Store, path: Path) -> None:
    creator_id, handle = record(store, 1, 1)
    with closing(sqlite3.connect(path)) as file, file:
        file.executemany(
            "INSERT OR REPLACE INTO creator_samples (creator_id, at, followers, rounded, repaired, origin) "
            "VALUES (?, ?, ?, 0, 0, 'item_list')",
            ((creator_id, NOW + n, n) for n in range(MANY)),
        )
    parts = list(store.exports.history([(creator_id, handle)]))
    assert [len(part.rows) for part in parts] == [AT_ONCE, AT_ONCE, 3]
    assert [row[:2] for part in parts for row in part.rows] == [(NOW + n, n) for n in range(MANY)]
    assert [round(part.done or 0, 2) for part in parts] == [0.5, 1.0, 1.0]


def test_what_cannot_be_opened_says_so(tmp_path: Path) -> None:
    store = Store(tmp_path / "none.db", read_only=True)
    with pytest.raises(StoreNotReady):
        list(store.exports.history([(1, "x")]))
