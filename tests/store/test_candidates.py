"""Candidates: where they are found, what is read of them, and how they are watched."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, HOUR, NOW, a_creator, a_run, a_video, measured
from tests.store.sample_database import FIGURES, fill
from tiktrack_gui.core.discovery import packed
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found, Row, Watch
from tiktrack_gui.core.discovery.stored import Matches, Watched
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.store import Store

ONE, TWO, THREE, FOUR = (FIRST_CREATOR + number for number in (1, 2, 3, 4))


@pytest.fixture
def brand_id(store: Store) -> int:
    for number in range(1, 5):
        store.creators.record_creator(a_creator(number, followers=1_000 * number), NOW).result()
    id_ = store.brands.create(Brand(name="Kekse"), NOW).result().id
    assert id_ is not None
    return id_


def given(store: Store, brand_id: int, *ids: int, at: int = NOW) -> list[int]:
    return store.candidates.add(brand_id, [(id_, Found.GIVEN) for id_ in ids], at).result()


def by_id(store: Store, brand_id: int) -> dict[int, Row]:
    return {row.creator_id: row for row in store.candidates.pool(brand_id).result()}


def watches(store: Store) -> list[tuple[int, Watch]]:
    return [(one.creator_id, one.watch) for one in store.candidates.watched().result()]


def test_only_new_candidates_are_added_as_they_were_found_first(store: Store, brand_id: int) -> None:
    found = [(THREE, Found.HASHTAG), (ONE, Found.FEED), (THREE, Found.SEARCH)]
    assert store.candidates.add(brand_id, found, NOW).result() == [THREE, ONE]
    assert store.candidates.add(brand_id, [(ONE, Found.GIVEN), (TWO, Found.GIVEN)], NOW + 9).result() == [TWO]
    rows = store.candidates.pool(brand_id).result()
    assert [(row.creator_id, row.found, row.found_at) for row in rows] == [
        (ONE, "feed", NOW),
        (TWO, "given", NOW + 9),
        (THREE, "hashtag", NOW),
    ]
    with pytest.raises(LookupError):
        store.candidates.add(brand_id + 9, found, NOW).result()


def test_candidates_are_dismissed_and_removed_for_one_brand_only(store: Store, brand_id: int) -> None:
    other = store.brands.create(Brand(name="Other"), NOW).result().id
    assert other is not None
    for one in (brand_id, other):
        given(store, one, ONE, TWO)
    store.candidates.dismiss(brand_id, [ONE, FOUR], NOW + 3).result()
    assert [by_id(store, one)[ONE].dismissed_at for one in (brand_id, other)] == [NOW + 3, None]
    store.candidates.dismiss(brand_id, [ONE], None).result()
    assert by_id(store, brand_id)[ONE].dismissed_at is None
    store.candidates.remove(brand_id, [ONE, FOUR]).result()
    assert (list(by_id(store, brand_id)), list(by_id(store, other))) == ([TWO], [ONE, TWO])


def test_a_row_has_the_newest_followers_and_how_exact_they_are(store: Store, brand_id: int) -> None:
    given(store, brand_id, ONE)
    store.creators.record_history(ONE, [CreatorSample(at=NOW + 5, followers=12_300, rounded=1)]).result()
    store.creators.record_history(ONE, [CreatorSample(at=NOW + 6, likes=99)]).result()
    row = by_id(store, brand_id)[ONE]
    assert (row.handle, row.name, row.state, row.hidden) == ("creator1", "Creator 1 🌱", "active", 0)
    assert (row.followers, row.sample_at, row.rounded) == (12_300, NOW + 5, 1)
    assert [row.figures_at, row.comments, row.comment_languages, row.places, row.stated] == [None] * 5
    assert row.watch == Watch.NONE


def test_of_one_of_whom_everything_is_known_everything_is_read(store: Store) -> None:
    fill(store)
    [brand] = store.brands.all().result()
    assert brand.id is not None
    row = by_id(store, brand.id)[FIRST_CREATOR]
    assert (row.found, row.watch, row.read_at, row.watched_until) == ("feed", "watched", NOW + HOUR, NOW + 14 * DAY)
    assert (row.viral_id, row.viral_times, row.viral_videos, row.viral_rounded) == (FIRST_VIDEO + 1, 9.2, 1, True)
    assert (row.trend, row.growth, row.growth_low, row.growth_high) == ("growing", 0.12, 0.08, 0.16)
    assert (row.week, row.week_margin, row.month, row.jump_amount) == (1_200, 50, None, 700)
    assert (row.niche_matches, row.niche_captions, row.similarity) == (5, 14, 0.31)
    assert row.similar_to == FIRST_CREATOR + 4
    assert row.views is not None
    assert json.loads(row.views) == [90_000, 9_800, 8_100]
    assert (row.comments, row.comments_videos, row.comments_at) == (20, 1, NOW + 60)
    assert json.loads(row.comment_languages or "") == {"de": 15, "en": 3, "un": 2}
    assert (json.loads(row.places or ""), row.places_at) == ({"DE": 1}, NOW + 180)
    assert json.loads(row.stated or "")["countries"] == {"DE": 0.6}
    assert row.stated_on == "2025-12-20"
    assert not [name for name, value in row._asdict().items() if value is None and name not in NEVER_THERE]


NEVER_THERE = ("dismissed_at", "trouble", "month", "month_margin")


def test_it_takes_as_many_statements_whatever_the_number_of_candidates(
    store: Store, brand_id: int, caplog: pytest.LogCaptureFixture
) -> None:
    def statements() -> int:
        caplog.clear()
        with caplog.at_level("DEBUG", "peewee"):
            store.candidates.pool(brand_id).result()
        return len([one for one in caplog.records if one.name == "peewee"])

    given(store, brand_id, ONE)
    of_one = statements()
    given(store, brand_id, TWO)
    assert 6 < statements() == of_one < 12


def test_what_somebody_else_wrote_into_the_figures_is_damage(store: Store, brand_id: int) -> None:
    given(store, brand_id, ONE)
    store.figures.set({ONE: FIGURES}).result()
    for text in ("AAAA", "?" * len(packed.NOTHING), packed.NOTHING[:-4] + "A===", "Ä" * len(packed.NOTHING)):
        store._connection.db.execute_sql(f"UPDATE creator_figures SET packed = '{text}'")  # type: ignore[no-untyped-call]
        with pytest.raises(StoreDamaged) as caught:
            store.candidates.pool(brand_id).result()
        assert "creator_figures.packed" in caught.value.args[0]


def test_matches_are_stored_by_brand(store: Store, brand_id: int) -> None:
    given(store, brand_id, ONE, TWO)
    store.candidates.set_matches(brand_id, {ONE: Matches(3, 12, 0.25, FOUR), TWO: Matches(0, 7)}).result()
    rows = by_id(store, brand_id)
    assert [(row.niche_matches, row.niche_captions, row.similarity, row.similar_to) for row in rows.values()] == [
        (3, 12, 0.25, FOUR),
        (0, 7, None, None),
    ]


def see(store: Store, number: int, at: int, source_id: int = 1, followers: int | None = 5_000) -> None:
    creator = a_creator(number, at=at, followers=followers)
    item = measured(a_video(number, at=at, creator=creator), passed=False)
    store.runs.record_run(a_run([item], at=at, source_id=source_id), [item]).result()


def test_authors_are_found_in_the_feed_and_in_hashtags(store: Store) -> None:
    hashtag = store.sources.add("#oats", "#oats", None, NOW).result().id
    followed = store.sources.add("@creator5", "@creator5", FIRST_CREATOR + 5, NOW).result().id
    see(store, 1, NOW)
    see(store, 2, NOW + 1, hashtag)
    see(store, 3, NOW + 2, followers=None)
    see(store, 4, NOW + 3, followers=200_000)
    see(store, 5, NOW + 4, followed)
    for number in (6, 7, 8):
        see(store, number, NOW + number)
    store.creators.set_hidden(FIRST_CREATOR + 6, True).result()
    store.creators.record_creator_private(FIRST_CREATOR + 7).result()
    see(store, 9, NOW - 1)
    see(store, 8, NOW + 20, hashtag)
    found = store.candidates.authors_seen(NOW, 1_000, 100_000).result()
    assert [(id_ - FIRST_CREATOR, where) for id_, where in found] == [
        (1, Found.FEED),
        (2, Found.HASHTAG),
        (3, Found.FEED),
        (8, Found.FEED),
    ]


def test_what_a_search_found_is_recorded_as_such(store: Store) -> None:
    sample = CreatorSample(at=NOW, followers=4_321, origin=Origin.SEARCH)
    store.candidates.record_found([a_creator(1, sample=sample), a_creator(2, sample=None)], NOW).result()
    assert [one.sample for one in store.creators.by_ids([ONE, TWO]).result().values()] == [sample, None]


def test_the_newest_captions_of_each(store: Store, brand_id: int) -> None:
    videos = [a_video(number, creator=a_creator(1), posted_at=NOW - number) for number in range(5)]
    items = [measured(video, passed=False) for video in [*videos, a_video(9, creator=a_creator(2))]]
    store.runs.record_run(a_run(items), items).result()
    found = store.candidates.captions([ONE, TWO, THREE], 3).result()
    assert {id_: [video.id - FIRST_VIDEO for video in theirs] for id_, theirs in found.items()} == {
        ONE: [0, 1, 2],
        TWO: [9],
    }
    assert found[ONE][1].caption.startswith("caption 1")


def test_a_candidate_waits_is_watched_and_is_done(store: Store, brand_id: int) -> None:
    given(store, brand_id, ONE, TWO)
    assert store.candidates.wait([TWO, ONE], NOW).result() == [ONE, TWO]
    assert store.candidates.wait([TWO], NOW + 1).result() == []
    store.candidates.record_tried(ONE, NOW + 2, NOW + 60, "blocked").result()
    store.candidates.record_read(TWO, NOW + 3, NOW + 14 * DAY, NOW + DAY).result()
    store.candidates.record_read(TWO, NOW + DAY, NOW + 14 * DAY, NOW + 2 * DAY).result()
    common = {"handle": "creator1", "state": "active", "since": NOW}
    waiting, watched = store.candidates.watched().result()
    assert waiting == Watched(
        creator_id=ONE,
        watch=Watch.WAITING,
        checked_at=NOW + 2,
        next_at=NOW + 60,
        failures=1,
        trouble="blocked",
        **common,  # type: ignore[arg-type]
    )
    assert watched == replace(
        waiting,
        creator_id=TWO,
        handle="creator2",
        watch=Watch.WATCHED,
        until=NOW + 14 * DAY,
        read_at=NOW + 3,
        checked_at=NOW + DAY,
        next_at=NOW + 2 * DAY,
        failures=0,
        trouble=None,
    )
    store.candidates.finish([TWO], NOW + 3 * DAY).result()
    assert watches(store) == [(ONE, Watch.WAITING)]
    row = by_id(store, brand_id)[TWO]
    assert (row.watch, row.watched_until, row.read_at) == (Watch.DONE, NOW + 3 * DAY, NOW + 3)
    assert store.candidates.wait([TWO], NOW + 4 * DAY).result() == [TWO]
    assert by_id(store, brand_id)[TWO].read_at is None


def test_who_is_tracked_is_not_watched_besides(store: Store, brand_id: int) -> None:
    given(store, brand_id, ONE, TWO)
    store.candidates.wait([ONE], NOW).result()
    for one in (ONE, TWO):
        store.creators.track(one, NOW + 1).result()
    assert store.candidates.wait([TWO], NOW).result() == []
    assert watches(store) == []
    assert {row.watch for row in by_id(store, brand_id).values()} == {Watch.TRACKED}
    store.creators.untrack([ONE]).result()
    assert watches(store) == [(ONE, Watch.WAITING)]


def test_who_interests_no_brand_any_more_is_left_alone(store: Store, brand_id: int) -> None:
    other = store.brands.create(Brand(name="Other"), NOW).result().id
    assert other is not None
    given(store, brand_id, ONE)
    given(store, other, ONE)
    store.candidates.wait([ONE], NOW).result()
    store.candidates.dismiss(brand_id, [ONE], NOW).result()
    assert watches(store) == [(ONE, Watch.WAITING)]
    removed = store.brands.remove(other).result()
    assert watches(store) == []
    store.brands.put_back(removed).result()
    assert watches(store) == [(ONE, Watch.WAITING)]


def test_nobody_in_particular_is_no_error(store: Store, brand_id: int) -> None:
    nobody: Sequence[int] = ()
    assert given(store, brand_id) == []
    store.candidates.remove(brand_id, nobody).result()
    store.candidates.dismiss(brand_id, nobody, NOW).result()
    store.candidates.set_matches(brand_id, {}).result()
    store.candidates.record_found([], NOW).result()
    store.candidates.finish(nobody, NOW).result()
    assert store.candidates.wait(nobody, NOW).result() == []
    assert store.candidates.captions(nobody, 3).result() == {}
