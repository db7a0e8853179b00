from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.store.examples import NOW, a_delivery, a_run, a_video, measured
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import Store


def test_a_sound_file_has_no_problems_and_is_counted(store: Store) -> None:
    items = [measured(a_video(1), velocity=570.0), measured(a_video(2), velocity=430.0)]
    items += [measured(a_video(3), velocity=1.0, passed=False)]
    runs = [store.runs.record_run(a_run(items, at=NOW + 600 * n), items).result().run for n in range(7)]
    found = store.integrity.verify().result()
    assert found.problems == []
    assert found.average_velocity == {"TikTok": 500.0}
    assert found.runs == runs[:-6:-1]
    assert {name: found.counts[name] for name in ("scrape_runs", "videos", "stories", "creators", "deliveries")} == {
        "scrape_runs": 7,
        "videos": 3,
        "stories": 2,
        "creators": 3,
        "deliveries": 0,
    }


def test_an_empty_file_is_sound(store: Store) -> None:
    found = store.integrity.verify().result()
    assert found.problems == []
    assert found.average_velocity == {}
    assert found.runs == []
    assert found.counts["sources"] == 1


def test_a_row_without_the_one_it_belongs_to_is_a_problem(store: Store, path: Path) -> None:
    items = [measured(a_video(1))]
    store.runs.record_run(a_run(items), items).result()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute("DELETE FROM raw_posts")
    assert store.integrity.verify().result().problems == ["A row in stories refers to a missing row in raw_posts."]
    assert store.integrity.verify().result().counts["stories"] == 1


@pytest.mark.parametrize(
    ("table", "column", "value", "ask"),
    [
        ("scrape_runs", "outcome", "perhaps", lambda store: store.runs.newest().result()),
        ("deliveries", "state", "flying", lambda store: store.outbox.deliveries().result()),
        (
            "creator_samples",
            "origin",
            "a dream",
            lambda store: store.creators.growth_of(a_delivery().creator_id).result(),
        ),
        ("deliveries", "payload", "{half", lambda store: store.outbox.deliveries().result()),
        ("sources", "created_at", "yesterday", lambda store: store.integrity.verify().result()),
    ],
)
def test_an_unreadable_value_is_damage_and_is_named(
    store: Store, path: Path, table: str, column: str, value: str, ask: Callable[[Store], object]
) -> None:
    items = [measured(a_video(1))]
    store.runs.record_run(a_run(items), items, [a_delivery()]).result()
    with closing(sqlite3.connect(path)) as file, file:
        file.execute(f"UPDATE {table} SET {column} = ?", (value,))
    assert store.integrity.verify().result().problems == [f"1 unreadable value in {table}.{column}."]
    if table != "sources":
        with pytest.raises(StoreDamaged):
            ask(store)
