"""Creators are found by the words of handle, name and bio, on every database."""

from __future__ import annotations

import sqlite3
import unicodedata
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.databases import sqlite_of
from tests.store.examples import FIRST_CREATOR, HOUR, NOW, a_creator, a_run, a_video, measured, page_sample
from tests.store.sample_database import DATABASES, fill
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.core.words_index import words_of
from tiktrack_gui.store import Store, creator_words
from tiktrack_gui.store.rows import fetch

PEOPLE: tuple[dict[str, Any], ...] = (
    {"handle": "lina.fit_99", "name": "Lina Ørsted", "bio": "Sport & 🌱", "followers": 1_000},
    {"handle": "pasta", "name": "Pasta Place", "bio": None, "followers": 10},
    {"handle": "pasta.king", "name": "Élodie", "bio": "Straße der Nudeln", "followers": 2_000_000},
    {"handle": "nobody", "name": None, "bio": "pastas 100% _real_", "followers": None},
    {"handle": "tokyo", "name": "東京散歩", "bio": "김치", "followers": 50},
    {"handle": "zed", "name": "\U0001f40d\U0001f40d Zed", "bio": "\uffdc 𝕏", "followers": 7},
)


def people(store: Store) -> None:
    for number, one in enumerate(PEOPLE):
        store.creators.record_creator(a_creator(number, **one), NOW).result()


def found(store: Store, text: str, limit: int = 20) -> list[str]:
    return [creator.handle for creator in store.creators.with_words(text, limit).result()]


def words(store: Store, number: int = 1) -> set[str]:
    db = store._connection.db
    return {
        word for (word,) in fetch(db, "SELECT word FROM creator_words WHERE creator_id = ?", FIRST_CREATOR + number)
    }


@pytest.mark.parametrize("common", [0, 2, creator_words.COMMON], ids=["all common", "some common", "all rare"])
def test_creators_are_found_and_ranked(store: Store, monkeypatch: pytest.MonkeyPatch, common: int) -> None:
    monkeypatch.setattr(creator_words, "COMMON", common)
    monkeypatch.setattr(creator_words, "GREATEST", 3)
    people(store)
    assert found(store, "past") == ["pasta.king", "pasta", "nobody"]  # by followers, unknown ones last
    assert found(store, "PASTA") == ["pasta", "pasta.king", "nobody"]  # who has it as the handle first
    assert found(store, "@Pasta.King") == ["pasta.king"]
    assert found(store, "past nud") == ["pasta.king"]
    assert found(store, "nud elod STRASSE") == ["pasta.king"]
    assert found(store, "past zed") == []
    assert found(store, "orst") == found(store, "Ørst") == found(store, "linafit") == ["lina.fit_99"]
    assert found(store, "99") == ["lina.fit_99"]
    assert found(store, "散歩") == found(store, "김") == ["tokyo"]
    assert found(store, "\U0001f40d") == found(store, "x") == ["zed"]
    assert found(store, "past", limit=2) == ["pasta.king", "pasta"]
    assert found(store, "past", limit=0) == found(store, "  ") == []


@pytest.mark.parametrize("text", ["%", "_", "pa%a", "\\", "?", "'", "%%"])
def test_signs_of_sql_find_nobody(store: Store, text: str) -> None:
    people(store)
    assert found(store, text) == []


def test_every_beginning_of_every_word_finds_its_creator(store: Store) -> None:
    people(store)
    for one in PEOPLE:
        for word in words_of(one["handle"], one["name"], one["bio"]):
            for end in range(1, len(word) + 1):
                assert one["handle"] in found(store, word[:end])


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=40)


@given(NAMES, st.sampled_from([str.upper, str.lower]), st.sampled_from(["NFC", "NFD"]), st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_creator_is_found_in_any_case_and_with_any_form_of_accents(
    store: Store, name: str, change: Any, form: Any, data: st.DataObject
) -> None:
    creator = a_creator(handle="x_x", name=name, bio=None)
    store.creators.record_creator(creator, NOW).result()
    indexed = words_of(creator.handle, name, None)
    assert words(store) == set(indexed)
    word = data.draw(st.sampled_from(indexed))
    begun = word[: data.draw(st.integers(1, len(word)))]
    assert "x_x" in found(store, unicodedata.normalize(form, begun))
    assert "x_x" in found(store, change(begun))


def test_a_changed_name_changes_the_words(store: Store) -> None:
    store.creators.record_creator(a_creator(handle="planty", name="Ann", bio="Old things"), NOW).result()
    seen = a_creator(handle="plantful", name="Ann", bio=None, at=NOW + HOUR)  # a feed says nothing of the bio
    items = [measured(a_video(creator=seen, at=NOW + HOUR))]
    store.runs.record_run(a_run(items, at=NOW + HOUR), items).result()
    assert words(store) == {"plantful", "ann", "old", "things"}
    assert found(store, "planty") == []
    assert found(store, "plantful") == found(store, "old") == ["plantful"]


def test_the_authors_of_the_feed_are_found(store: Store) -> None:
    items = [measured(a_video(number, creator=a_creator(number, name=f"Feeder {number}"))) for number in range(1, 4)]
    store.runs.record_run(a_run(items), items).result()
    assert sorted(found(store, "feed")) == ["creator1", "creator2", "creator3"]


def test_the_rank_follows_the_newest_known_followers(store: Store) -> None:
    store.creators.record_creator(a_creator(1, name="Ann", followers=100), NOW).result()
    store.creators.record_creator(a_creator(2, name="Ann", followers=200), NOW).result()
    assert found(store, "ann") == ["creator2", "creator1"]
    grown = replace(page_sample(NOW + HOUR), followers=300)
    store.creators.record_creator(a_creator(1, name="Ann", sample=grown), NOW + HOUR).result()
    assert found(store, "ann") == ["creator1", "creator2"]
    store.creators.record_history(FIRST_CREATOR + 2, [CreatorSample(at=NOW - HOUR, followers=9_000)]).result()
    unknown = a_creator(1, name="Ann", followers=None, at=NOW + 2 * HOUR)
    store.creators.record_creator(unknown, NOW + 2 * HOUR).result()
    assert found(store, "ann") == ["creator1", "creator2"]


def test_what_is_known_already_is_not_written_again(store: Store, path: Path) -> None:
    items = [measured(a_video(number)) for number in range(3)]
    store.runs.record_run(a_run(items), items).result()
    statements: list[str] = []
    store._connection.db.connection().set_trace_callback(statements.append)  # type: ignore[no-untyped-call]
    again = [measured(a_video(number, at=NOW + HOUR)) for number in range(3)]
    store.runs.record_run(a_run(again, at=NOW + HOUR), again).result()
    assert [one for one in statements if "INSERT" in one]
    assert not [one for one in statements if "INTO creator_words" in one or "INTO creator_sizes" in one]


def test_who_is_deleted_is_not_found(store: Store) -> None:
    people(store)
    db = store._connection.db
    with db.atomic():
        for table in ("creator_samples", "creators"):
            column = "id" if table == "creators" else "creator_id"
            db.execute_sql(f"DELETE FROM {table} WHERE {column} = {FIRST_CREATOR}")  # type: ignore[no-untyped-call]
    assert words(store, 0) == set()
    assert found(store, "lina") == []
    (left,) = fetch(db, "SELECT COUNT(*) FROM creator_sizes")[0]
    assert left == len(PEOPLE) - 1


@pytest.mark.parametrize("file", [file for file in sorted(DATABASES.glob("*.db")) if file.stem < "0009"], ids=str)
def test_an_upgraded_database_has_the_words_of_a_new_one(file: Path, tmp_path: Path) -> None:
    """The words and followers are those that recording the same would have left."""
    old, new = tmp_path / "old.db", tmp_path / "new.db"
    old.write_bytes(file.read_bytes())
    with Store(new) as store:
        fill(store)
    with Store(old):
        pass
    contents = []
    for path in (old, new):
        with closing(sqlite3.connect(path)) as db:
            contents.append(
                [
                    db.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall()
                    for table in ("creator_words", "creator_sizes")
                ]
            )
    assert contents[0] == contents[1]
    assert contents[0][0]


def test_words_are_found_by_an_index(store: Store, path: Path) -> None:
    question = "EXPLAIN QUERY PLAN SELECT COUNT(*) FROM creator_words AS w WHERE w.word >= ? AND w.word < ?"
    ((*_, plan),) = fetch(sqlite_of(store), question, "a", "b")
    assert "creator_words_word (word>? AND word<?)" in plan
