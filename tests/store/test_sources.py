"""Sources: on the list, removed and back, changed by users' own SQL, and how their runs went."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.examples import FIRST_CREATOR, NOW, a_creator, a_run, a_video, measured
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.sources import Capability, Source
from tiktrack_gui.store import Store


def add(store: Store, handle: str, creator_id: int | None = None) -> Source:
    return store.sources.add(handle, f"About {handle}", creator_id, NOW).result()


def handles(store: Store) -> list[str]:
    return [source.account_handle for source in store.sources.all().result()]


def fail(store: Store, source: Source, kind: str = "blocked", message: str = "Empty.") -> None:
    run = a_run(source_id=source.id, outcome=Outcome.FAILED, error_kind=kind, message=message)
    store.runs.record_run(run).result()


def test_an_added_source_is_active_with_the_usual_frequency_and_no_threshold_of_its_own(store: Store) -> None:
    source = add(store, "#パスタ")
    assert (source.is_active, source.scrape_frequency_minutes, source.min_velocity) == (True, 15, None)
    assert (source.capability, source.name) == (Capability.HASHTAG, "パスタ")
    assert handles(store) == ["trending", "#パスタ"]


def test_hashtags_that_only_look_alike_are_two(store: Store) -> None:
    assert add(store, "#pates").id != add(store, "#pâtes").id


def test_a_change_is_stored(store: Store) -> None:
    changed = replace(add(store, "#pasta"), is_active=False, scrape_frequency_minutes=60, min_velocity=12.5)
    store.sources.change(changed).result()
    assert store.sources.named("#pasta").result() == changed


def test_a_removed_source_is_off_the_list_and_its_stories_stay(store: Store) -> None:
    source = add(store, "#pasta")
    items = [measured(a_video(1))]
    store.runs.record_run(a_run(items, source_id=source.id), items).result()
    store.sources.remove(source.id, NOW).result()
    assert handles(store) == ["trending"]
    with pytest.raises(LookupError):
        store.sources.named("#pasta").result()
    assert [story.video.id for story in store.stories.feed().result()] == [items[0].video.id]
    assert store.runs.newest().result()[0].source_id == source.id


def test_what_a_removed_source_found_keeps_its_name_and_threshold(store: Store) -> None:
    tag = add(store, "#pasta")
    store.sources.change(replace(tag, min_velocity=40.0)).result()
    store.sources.remove(tag.id, NOW).result()
    assert [(source.account_handle, source.removed_at) for source in store.sources.ever().result()] == [
        ("trending", None),
        ("#pasta", NOW),
    ]
    assert store.sources.thresholds().result() == {tag.id: 40.0}


def test_a_removed_source_that_comes_back_is_the_same(store: Store) -> None:
    source = replace(add(store, "#pasta"), scrape_frequency_minutes=60, min_velocity=5.0)
    store.sources.change(source).result()
    store.sources.remove(source.id, NOW).result()
    assert add(store, "#pasta") == source


def test_sources_of_other_programs_and_platforms_are_left_alone(store: Store, path: Path) -> None:
    with closing(sqlite3.connect(path)) as file:
        for platform, handle in (("YouTube", "@news"), ("TikTok", "somebody"), ("TikTok", "@somebody")):
            file.execute(
                "INSERT INTO sources (platform, account_handle, account_name, scrape_frequency_minutes) "
                "VALUES (?, ?, '', 15)",
                (platform, handle),
            )
        file.commit()
    assert handles(store) == ["trending", "@somebody"]


def test_failures_are_counted_since_the_last_success(store: Store) -> None:
    source, other = add(store, "#pasta"), add(store, "#pizza")
    fail(store, source)
    store.runs.record_run(a_run(source_id=source.id)).result()
    for _ in range(3):
        fail(store, source, message="Still empty.")
        fail(store, other)
    found = store.sources.named("#pasta").result()
    assert (found.failures, found.trouble) == (3, "Still empty.")
    store.runs.record_run(a_run(source_id=source.id)).result()
    found = store.sources.named("#pasta").result()
    assert (found.failures, found.trouble) == (0, None)
    assert store.sources.named("#pizza").result().failures == 3


@pytest.mark.parametrize("error", ["unreachable", "no_browser", "rate_limited", "budget_spent"])
def test_what_every_source_would_meet_is_not_held_against_one(store: Store, error: str) -> None:
    source = add(store, "#pasta")
    fail(store, source)
    fail(store, source, error, "No network.")
    found = store.sources.named("#pasta").result()
    assert (found.failures, found.trouble) == (1, "No network.")


def test_a_stopped_run_neither_fails_nor_succeeds(store: Store) -> None:
    source = add(store, "#pasta")
    fail(store, source)
    store.runs.record_run(a_run(source_id=source.id, outcome=Outcome.CANCELLED)).result()
    found = store.sources.named("#pasta").result()
    assert (found.failures, found.trouble) == (1, None)


def record_videos_of(store: Store, source: Source, handle: str, number: int = 1) -> None:
    items = [measured(a_video(number, creator=a_creator(number, handle=handle)))]
    store.runs.record_run(a_run(items, source_id=source.id), items).result()


def test_a_creators_source_has_the_handle_its_account_has_now(store: Store) -> None:
    source = add(store, "@creator1", FIRST_CREATOR + 1)
    record_videos_of(store, source, "Planty")
    assert handles(store) == ["trending", "@planty"]
    assert store.sources.named("@planty").result().creator_id == FIRST_CREATOR + 1


def test_a_source_that_does_not_know_its_account_learns_it_from_the_first_run(store: Store) -> None:
    source = add(store, "@creator1")
    record_videos_of(store, source, "creator1")
    assert store.sources.named("@creator1").result().creator_id == FIRST_CREATOR + 1
    record_videos_of(store, source, "stranger", number=2)
    assert store.sources.named("@creator1").result().creator_id == FIRST_CREATOR + 1


def test_a_handle_that_another_source_has_is_not_taken_from_it(store: Store) -> None:
    first, second = add(store, "@creator1", FIRST_CREATOR + 1), add(store, "@planty", FIRST_CREATOR + 2)
    record_videos_of(store, first, "planty")
    assert {source.id: source.account_handle for source in store.sources.all().result()[1:]} == {
        first.id: "@creator1",
        second.id: "@planty",
    }


def test_a_handle_that_went_to_another_account_is_another_source(store: Store) -> None:
    first = add(store, "@creator1", FIRST_CREATOR + 1)
    second = add(store, "@creator1", FIRST_CREATOR + 2)
    assert first.id != second.id
    assert handles(store) == ["trending", f"@{FIRST_CREATOR + 1}", "@creator1"]
    record_videos_of(store, first, "planty")
    assert handles(store) == ["trending", "@planty", "@creator1"]


def test_an_account_that_was_renamed_and_is_added_again_is_the_same_source(store: Store) -> None:
    source = add(store, "@creator1", FIRST_CREATOR + 1)
    store.sources.remove(source.id, NOW).result()
    assert add(store, "@planty", FIRST_CREATOR + 1) == replace(source, account_handle="@planty")
    assert handles(store) == ["trending", "@planty"]


def test_videos_of_a_hashtag_give_it_no_account(store: Store) -> None:
    record_videos_of(store, add(store, "#pasta"), "creator1")
    assert store.sources.named("#pasta").result().creator_id is None


def test_a_story_two_sources_see_is_one_and_stays_the_firsts(store: Store, path: Path) -> None:
    source = add(store, "#pasta")
    items = [measured(a_video(1))]
    store.runs.record_run(a_run(items, source_id=source.id), items).result()
    assert store.runs.record_run(a_run(items), items).result().run.saved == 0
    with closing(sqlite3.connect(path)) as file:
        assert file.execute("SELECT source_id FROM raw_posts").fetchall() == [(source.id,)]
