"""Reading comments and places goes on where it was interrupted, and only counts are kept."""

from __future__ import annotations

import json

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.plans import COMMENT_PAGES
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.stored import CommentsRead, Unfinished
from tiktrack_gui.store import Store

ONE, TWO = FIRST_CREATOR + 1, FIRST_CREATOR + 2
OLD, NEW = FIRST_VIDEO, FIRST_VIDEO + 1


@pytest.fixture(autouse=True)
def _creators(store: Store) -> None:
    for number in (1, 2):
        store.creators.record_creator(a_creator(number), NOW).result()


def page(has_more: bool = True, cursor: int = 20, **languages: int) -> CommentPage:
    return CommentPage(comments=sum(languages.values()), cursor=cursor, has_more=has_more, languages=languages)


def next_video(store: Store) -> tuple[int, int, int] | None:
    found = store.audience.next_comments(ONE).result()
    return None if found is None else (found.video_id - FIRST_VIDEO, found.cursor, found.pages)


def test_pages_add_up_and_the_newest_video_comes_first(store: Store) -> None:
    store.audience.begin_comments(ONE, [OLD, NEW], NOW).result()
    assert next_video(store) == (1, 0, 0)
    store.audience.add_page(NEW, page(de=12, en=7, un=1), NOW + 1).result()
    assert next_video(store) == (1, 20, 1)
    store.audience.add_page(NEW, page(has_more=False, cursor=31, en=9, fr=2), NOW + 2).result()
    assert next_video(store) == (0, 0, 0)
    for number in range(COMMENT_PAGES):
        store.audience.add_page(OLD, page(cursor=20 * (number + 1), de=20), NOW + 3 + number).result()
    assert next_video(store) is None
    read = store.audience.comments_of(ONE).result()
    assert [(one.comments, one.pages, one.done, one.trouble) for one in read] == [
        (31, 2, True, None),
        (100, COMMENT_PAGES, True, None),
    ]
    with pytest.raises(LookupError):
        store.audience.add_page(17, page(en=1), NOW).result()


def test_the_pool_has_the_sum_of_what_was_read(store: Store) -> None:
    brand_id = store.brands.create(Brand(name="Kekse"), NOW).result().id
    assert brand_id is not None
    store.candidates.add(brand_id, [(ONE, Found.FEED), (TWO, Found.FEED)], NOW).result()
    store.audience.begin_comments(ONE, [OLD, NEW, NEW + 1], NOW).result()
    store.audience.begin_comments(TWO, [NEW + 5], NOW).result()
    store.audience.add_page(NEW, page(de=12, en=7), NOW + 1).result()
    store.audience.add_page(OLD, page(de=3, un=1), NOW + 2).result()
    store.audience.begin_places(ONE, [OLD, NEW, NEW + 1, NEW + 2]).result()
    for video_id, place in ((OLD, "DE"), (NEW, "AT"), (NEW + 1, "DE"), (NEW + 2, None)):
        store.audience.record_place(video_id, place, NOW + 3).result()
    read, begun = store.candidates.pool(brand_id).result()
    assert (read.comments, read.comments_videos, read.comments_at) == (23, 2, NOW + 2)
    assert json.loads(read.comment_languages or "") == {"de": 15, "en": 7, "un": 1}
    assert (json.loads(read.places or ""), read.places_at) == ({"DE": 2, "AT": 1}, NOW + 3)
    assert (begun.comments, begun.comment_languages, begun.places, begun.places_at) == (None, None, None, None)


def test_what_was_begun_goes_on_after_an_interruption(store: Store) -> None:
    store.audience.begin_comments(ONE, [OLD, NEW], NOW).result()
    store.audience.begin_comments(TWO, [NEW + 9], NOW).result()
    store.audience.begin_places(TWO, [NEW + 9]).result()
    store.audience.add_page(NEW, page(en=20), NOW).result()
    assert store.audience.unfinished().result() == Unfinished(comments=(ONE, TWO), places=(TWO,))
    store.audience.begin_comments(ONE, [OLD, NEW], NOW + 5).result()
    assert next_video(store) == (1, 20, 1), "what was read isn’t read again"
    store.audience.fail(NEW, "blocked", NOW + 6).result()
    store.audience.fail(OLD, "blocked", NOW + 6).result()
    store.audience.fail(NEW + 9, "blocked", NOW + 6).result()
    store.audience.fail_place(NEW + 9, "blocked").result()
    assert store.audience.unfinished().result() == Unfinished()
    store.audience.begin_comments(ONE, [OLD, NEW], NOW + 7).result()
    assert next_video(store) == (1, 20, 1)


def test_a_video_that_is_done_is_read_anew_and_its_counts_stay_until_there_are_newer_ones(store: Store) -> None:
    store.audience.begin_comments(ONE, [OLD, NEW], NOW).result()
    for video_id in (OLD, NEW):
        store.audience.add_page(video_id, page(has_more=False, en=9), NOW).result()
    store.audience.begin_comments(ONE, [NEW], NOW + 5).result()
    old = CommentsRead(video_id=OLD, creator_id=ONE, comments=9, cursor=20, pages=1, done=True, at=NOW)
    again = CommentsRead(video_id=NEW, creator_id=ONE, comments=9, pages=1, at=NOW)
    assert store.audience.comments_of(ONE).result() == [again, old]
    store.audience.fail(NEW, "blocked", NOW + 6).result()
    assert store.audience.comments_of(ONE).result()[0].comments == 9
    store.audience.begin_comments(ONE, [NEW], NOW + 7).result()
    store.audience.add_page(NEW, page(tr=3), NOW + 8).result()
    newer = CommentsRead(video_id=NEW, creator_id=ONE, comments=3, cursor=20, pages=1, at=NOW + 8)
    assert store.audience.comments_of(ONE).result() == [newer, old]


def test_a_page_counts_once_whoever_adds_it(store: Store) -> None:
    store.audience.begin_comments(ONE, [NEW], NOW).result()
    for _ in range(2):
        store.audience.add_page(NEW, page(en=19), NOW, begins=0).result()
    assert store.audience.comments_of(ONE).result()[0].comments == 19
    store.audience.add_page(NEW, page(has_more=False, cursor=40, en=5), NOW, begins=20).result()
    store.audience.add_page(NEW, page(cursor=60, en=5), NOW, begins=40).result()
    assert store.audience.comments_of(ONE).result()[0].comments == 24


def test_a_place_is_read_once_and_only_the_newest_videos_count(store: Store) -> None:
    assert store.audience.begin_places(ONE, [OLD, NEW]).result() == [NEW, OLD]
    store.audience.record_place(NEW, "DE", NOW).result()
    assert store.audience.next_place(ONE).result() == OLD
    store.audience.fail_place(OLD, "blocked").result()
    assert store.audience.next_place(ONE).result() is None
    assert store.audience.begin_places(ONE, [OLD, NEW]).result() == [OLD]
    assert store.audience.placed([OLD, NEW, 17]).result() == {NEW}
    store.audience.record_place(OLD, None, NOW).result()
    assert store.audience.placed([OLD, NEW]).result() == {OLD, NEW}
    assert store.audience.begin_places(ONE, [NEW, NEW + 1]).result() == [NEW + 1]
    assert store.audience.placed([OLD, NEW]).result() == {NEW}
