"""A creator who is forgotten is nowhere any more: in no table, no file, no backup; what is others' stays."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.store.examples import (
    CHANNEL,
    FIRST_CREATOR,
    FIRST_VIDEO,
    HOUR,
    NOW,
    a_creator,
    a_run,
    a_video,
    measured,
)
from tests.store.forgettable import (
    EARLIER,
    HANDLE,
    ID,
    KEYS,
    NAME,
    OTHER,
    PERSON,
    plant,
    traces_in,
    traces_on_disk,
)
from tests.store.sample_database import DATABASES
from tests.store.test_faults import overwrite_root_page
from tiktrack_gui.core.errors import DiskFull, StoreDamaged
from tiktrack_gui.core.persons import Known, Person, PostedAbout
from tiktrack_gui.store import Backups, CopiesOfDatabase, Store
from tiktrack_gui.store.rows import fetch
from tiktrack_gui.store.tables import TABLES, fields_of, name_of


def known(store: Store, creator_id: int = ID) -> Known:
    found = store.forgetting.known_of(creator_id).result()
    assert found is not None
    return found


def forget(store: Store, creator_id: int = ID) -> Person:
    person = known(store, creator_id).person
    assert store.forgetting.erase(person).result() > 0
    store.forgetting.rewrite().result()
    return person


def everything(store: Store) -> dict[str, list[object]]:
    db = store._connection.db

    def values(table: str) -> list[object]:
        rows = store._connection.call(lambda: fetch(db, f"SELECT * FROM {table}"), write=False).result()
        return [value for row in rows for value in row]

    return {name: values(name) for name in map(name_of, TABLES)}


def test_the_example_is_in_every_table_that_can_hold_a_creator(store: Store) -> None:
    plant(store)
    told = {name for name, values in everything(store).items() if traces_in(values)}
    of_a_creator = {name_of(table) for table in TABLES if {"creator_id", "video_id"} & fields_of(table).keys()}
    assert of_a_creator <= told | {"watched_creators"}
    assert {"creators", "raw_posts", "stories", "brands", "brand_jobs", "pending_creators", "earlier_posts"} <= told


def test_nothing_of_it_is_left_in_any_table(store: Store) -> None:
    plant(store)
    forget(store)
    assert {name: traces_in(values) for name, values in everything(store).items() if traces_in(values)} == {}
    assert store.integrity.verify().result().problems == []
    assert store.forgetting.known_of(ID).result() is None
    assert store.forgetting.holder_of(HANDLE).result() is None


def test_what_others_have_stays_without_the_mention(store: Store) -> None:
    plant(store)
    forget(store)
    other = store.creators.find(OTHER.id).result()
    assert other is not None
    assert other.bio == "Sister of @…. @…!"
    assert store.creators.with_words("sister", 9).result() == [other]
    assert store.creators.with_words("vergissmein", 9).result() == []
    videos = {video.id - FIRST_VIDEO: video for video in store.creators.videos_of(OTHER.id).result()}
    assert videos[1].caption == f"With @…. And @{HANDLE}s, @x.{HANDLE}, a@… and @…"
    assert videos[1].sound is None
    [third] = store.creators.videos_of(FIRST_CREATOR + 3).result()
    assert third.sound == "original sound - creator3"
    stories = store.stories.feed(99).result()
    assert {item.video.id - FIRST_VIDEO for item in stories} == {1, 2, 3, 20}
    assert [one.creator.id for one in store.creators.tracked().result()] == [OTHER.id]
    assert [one.given for one in store.pending.all().result()] == ["@somebody"]
    [brand] = store.brands.all().result()
    assert brand.examples == (OTHER.id,)
    kept = store.annotations.of([OTHER.id]).result()[OTHER.id]
    assert [note.text for note in kept.notes] == ["Knows @…: @…"]
    assert ([one.status for one in kept.statuses], [tag.name for tag in kept.tags]) == (["In talks"], ["Flowers"])
    assert [source.account_handle for source in store.sources.all().result()] == ["trending"]


def test_what_is_known_is_said_before(store: Store) -> None:
    plant(store)
    found = known(store)
    assert (found.name, found.videos, found.measurements, found.lists) == (NAME, 3, 4, ("Tracked", "Flowers"))
    assert (found.notes, found.statuses, found.tags) == (1, 1, 1)
    assert found.person.handles == {HANDLE, EARLIER}
    assert found.posts == (
        PostedAbout(channel="Team/#c0", link="https://discord.com/channels/5/4040", is_certain=True),
        PostedAbout(channel="Team/#c1", link=f"https://discord.com/channels/5/{CHANNEL + 1}", is_certain=False),
    )


def test_a_post_in_discord_is_known_by_its_key_alone_and_an_unsure_channel_is_searched_again(store: Store) -> None:
    plant(store)
    forget(store)
    assert store.outbox.deliveries().result() == [store.outbox.deliveries().result()[0]], "another’s"
    trace = store.history.trace_of(CHANNEL, KEYS[0], "whatever").result()
    assert trace.found is not None
    assert (trace.found.thread_id, trace.found.message_id) == (4_040, 4_041)
    assert store.history.is_searched(CHANNEL).result()
    assert not store.history.is_searched(CHANNEL + 1).result()
    assert not store.history.trace_of(CHANNEL + 2, KEYS[2], "whatever").result().found


def test_it_comes_back_only_when_the_feed_shows_it(store: Store) -> None:
    plant(store)
    forget(store)
    item = measured(a_video(9, creator=PERSON))
    store.runs.record_run(a_run([item]), [item]).result()
    found = store.creators.find(ID).result()
    assert found is not None
    assert store.creators.tracked().result()[0].creator.id == OTHER.id


def test_an_account_that_has_the_handle_now_stays_with_its_posts_and_mentions(store: Store) -> None:
    mine = a_creator(1, handle="shared", sample=None)
    items = [measured(a_video(1, creator=mine)), measured(a_video(2, caption="hi @shared"))]
    store.runs.record_run(a_run(items, at=NOW - HOUR), items).result()
    theirs = measured(a_video(3, creator=a_creator(3, handle="shared"), caption="I am @shared"))
    store.runs.record_run(a_run([theirs]), [theirs]).result()
    forget(store, mine.id)
    captions = {item.video.caption for item in store.stories.feed(9).result()}
    assert captions == {"hi @shared", "I am @shared"}
    assert store.forgetting.holder_of("shared").result() == FIRST_CREATOR + 3


def test_no_file_has_a_trace_of_it(store: Store, path: Path) -> None:
    plant(store)
    assert traces_on_disk(path.parent), "the test sees them"
    forget(store)
    assert traces_on_disk(path.parent) == {}
    store.creators.record_creator(a_creator(2), NOW).result()
    store.close()
    assert traces_on_disk(path.parent) == {}


def test_a_file_that_somebody_reads_is_rewritten_when_it_is_opened_next(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tiktrack_gui.store.sqlite.BUSY_TIMEOUT", 0.1)
    with Store(path) as store:
        plant(store)
        person = known(store).person
        with closing(sqlite3.connect(path)) as reader:
            reader.execute("BEGIN")
            reader.execute("SELECT COUNT(*) FROM creators").fetchone()
            store.forgetting.erase(person).result()
            with pytest.raises(Exception, match="nother program"):
                store.forgetting.rewrite().result()
            assert traces_on_disk(path.parent)
    with Store(path):
        assert traces_on_disk(path.parent) == {}


def test_it_is_not_begun_without_room(store: Store, path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    plant(store)
    person = known(store).person
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1_000))
    with pytest.raises(DiskFull):
        store.forgetting.erase(person).result()
    assert known(store).person == person


def test_what_fails_in_the_middle_erases_nothing(store: Store, path: Path) -> None:
    plant(store)
    before = everything(store)
    stop = "CREATE TEMP TRIGGER stop BEFORE DELETE ON creators BEGIN SELECT RAISE(ABORT, 'no'); END"
    store._connection.db.execute_sql(stop)  # type: ignore[no-untyped-call]
    with pytest.raises(Exception, match="no"):
        store.forgetting.erase(known(store).person).result()
    assert everything(store) == before


# Copies


def test_backups_are_cleaned_and_still_are_backups(store: Store, path: Path) -> None:
    plant(store)
    backups = Backups(path)
    made = backups.make(NOW)
    shutil.copy(path.parent / "backups" / made.name, path.parent / "backups" / "tiktrack-20260101T110000Z-replaced.db")
    (path.parent / "backups" / "tiktrack-20260101T110000Z-0012.db.partial").write_text(HANDLE)
    person = forget(store)
    copies = CopiesOfDatabase(path)
    assert copies.holder_of(HANDLE) == ID
    for copy in copies.all():
        assert copies.forget(copy, person) > 0
        assert copies.forget(copy, person) == 0
    copies.remove_unfinished()
    assert traces_on_disk(path.parent) == {}
    with Store(path.parent / "backups" / made.name, read_only=True) as cleaned:
        assert cleaned.integrity.verify().result().problems == []
        assert cleaned.creators.find(OTHER.id).result() is not None


@pytest.mark.parametrize("name", [file.stem for file in sorted(DATABASES.glob("*.db"))])
def test_backups_of_older_versions_are_cleaned_too(path: Path, name: str) -> None:
    folder = path.parent / "backups"
    folder.mkdir()
    copy = folder / f"tiktrack-20260101T120000Z-{name}.db"
    shutil.copy(DATABASES / f"{name}.db", copy)
    copies = CopiesOfDatabase(path)
    person = copies.person_of(FIRST_CREATOR + 1)
    assert person is not None
    assert copies.forget(copy, person) > 0
    assert copies.person_of(FIRST_CREATOR + 1) is None
    assert b"planty" not in copy.read_bytes()
    assert str(FIRST_CREATOR + 1).encode() not in copy.read_bytes()
    with Store(copy) as opened:
        assert opened.integrity.verify().result().problems == []
        assert opened.creators.find(FIRST_CREATOR + 1).result() is None
        assert opened.creators.find(FIRST_CREATOR + 2).result() is not None


def test_a_copy_that_cannot_be_read_stays_as_it_is(store: Store, path: Path) -> None:
    plant(store)
    copy = path.parent / "backups" / Backups(path).make(NOW).name
    overwrite_root_page(copy, "video_samples", b"\xff" * 4096)
    before = copy.read_bytes()
    person = forget(store)
    with pytest.raises(StoreDamaged):
        CopiesOfDatabase(path).forget(copy, person)
    assert copy.read_bytes() == before
    assert sorted(file.name for file in copy.parent.iterdir()) == [copy.name]


def test_what_a_damaged_database_left_beside_it_is_cleaned_with_it(path: Path) -> None:
    with Store(path) as store:
        plant(store)
        folder = path.parent / "backups"
        folder.mkdir()
        for ending in ("", "-wal"):
            shutil.copy(f"{path}{ending}", folder / f"tiktrack-20260101T110000Z-damaged.db{ending}")
        person = forget(store)
    copies = CopiesOfDatabase(path)
    [copy] = copies.all()
    assert copies.forget(copy, person) > 0
    assert traces_on_disk(path.parent) == {}


def test_a_database_file_that_was_left_for_a_server_counts_as_a_copy(store: Store, path: Path) -> None:
    plant(store)
    person = known(store).person
    store.close()
    copies = CopiesOfDatabase(unused=path)
    assert [copies.forget(copy, person) > 0 for copy in copies.all()] == [True]
    assert traces_on_disk(path.parent) == {}
