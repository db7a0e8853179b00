"""Recorded responses damaged in every way: the parser returns or raises a TikTokError, and never invents a count."""

from __future__ import annotations

import copy
import json
import math
import os
from collections.abc import Callable, Iterator
from functools import partial
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.clients.tiktok.recordings import POST_LISTS, RECORDED_FEED, page_of, profile_scope, recorded, video_scope
from tiktrack_gui.clients.tiktok.answers import rehydration_scope
from tiktrack_gui.clients.tiktok.comments import MOST_READ, comment_page
from tiktrack_gui.clients.tiktok.items import AHEAD, EARLIEST
from tiktrack_gui.clients.tiktok.parse import (
    creator_from_profile_page,
    creator_from_user_detail,
    found_creators,
    video_from_page,
    video_page,
)
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import TikTokError
from tiktrack_gui.core.models import Creator, SearchAnswer, Video, VideoPage, VideoSample
from tiktrack_gui.core.score import measure
from tiktrack_gui.demo.population import Population

AT = 1_790_000_000
Found = Creator | Video | VideoPage | SearchAnswer | CommentPage
Read = Callable[[Any], Found]

SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.integers(min_value=-(2**31), max_value=2**31)
    | st.sampled_from([0, -1, -977433948, 2**63, 2**64, 10**30, -(10**30), 10221, 10222])
    | st.floats()
    | st.text(max_size=8)
    | st.sampled_from(["", "0", "-5", "4001943", "1e9", "٣", "9" * 40, "NaN", "\ud83d", "un", "../x", "<html>"])
)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3)
)


COMMENTED = Video(
    id=7603296356028903404,
    creator=Creator(id=66, handle="somebody"),
    posted_at=AT,
    sample=VideoSample(at=AT, likes=1, comments=227, shares=0),
)


def start_of(name: str) -> dict[str, Any]:
    """An item list cut to three items, so that damaging it is fast."""
    answer: dict[str, Any] = recorded(name)
    return answer | {"itemList": answer["itemList"][:3]}


CASES: dict[str, tuple[Callable[[], Any], Read]] = {
    **{name: (partial(start_of, name), partial(video_page, at=AT)) for name in (RECORDED_FEED, *POST_LISTS)},
    "a user detail": (partial(recorded, "user_detail_2025-10.json"), partial(creator_from_user_detail, at=AT)),
    "a profile page": (profile_scope, partial(creator_from_profile_page, at=AT)),
    "a video page": (video_scope, partial(video_from_page, at=AT)),
    "comments": (partial(recorded, "comment_list_2026-02.json"), partial(comment_page, video=COMMENTED)),
    "a search": (partial(Population(count=9).search, "demo", AT, 3), partial(found_creators, at=AT)),
}


def some_place(node: Any, data: st.DataObject) -> tuple[Any, Any] | None:
    """A random list or object inside a response, and one of its keys; None if the response is empty."""
    place = None
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        place = node, data.draw(st.sampled_from(keys))
        node = node[place[1]]
        if data.draw(st.integers(0, 3)) == 3:
            break
    return place


def damaged(answer: Any, data: st.DataObject) -> Any:
    """A copy with one to four parts removed, replaced, wrapped in a list or object, turned into text, or duplicated."""
    answer = copy.deepcopy(answer)
    for _ in range(data.draw(st.integers(1, 4))):
        if place := some_place(answer, data):
            damage(*place, data)
    return answer


def damage(parent: Any, key: Any, data: st.DataObject) -> None:
    match data.draw(st.sampled_from(["drop", "replace", "list", "object", "text", "repeat"])):
        case "drop":
            del parent[key]
        case "replace":
            parent[key] = data.draw(VALUES)
        case "list":
            parent[key] = [parent[key]]
        case "object":
            parent[key] = {"value": parent[key]}
        case "text":
            parent[key] = str(parent[key])
        case _ if isinstance(parent, list):
            parent.append(copy.deepcopy(parent[key]))


def counts_in(read: Found) -> Iterator[int | None]:
    match read:
        case VideoPage():
            for video in read.videos:
                yield from counts_in(video)
        case Video():
            sample = read.sample
            yield from (sample.likes, sample.comments, sample.shares, sample.views, sample.saves)
            yield from counts_in(read.creator)
        case SearchAnswer():
            for creator in read.creators:
                yield from counts_in(creator)
        case CommentPage():
            yield from (read.comments, read.cursor, *read.languages.values())
        case Creator() if read.sample is not None:
            yield from (read.sample.followers, read.sample.following, read.sample.likes, read.sample.videos)


def texts_in(read: Found) -> Iterator[str | None]:
    match read:
        case VideoPage():
            for video in read.videos:
                yield from texts_in(video)
        case Video():
            yield from (read.caption, read.sound, read.language, read.cover, *read.hashtags)
            yield from texts_in(read.creator)
        case SearchAnswer():
            for creator in read.creators:
                yield from texts_in(creator)
        case CommentPage():
            yield from read.languages
        case Creator():
            yield from (read.handle, read.name, read.bio, read.bio_link, read.language, read.avatar, read.sec_uid)


@pytest.mark.parametrize("case", CASES)
@given(data=st.data())
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_a_damaged_answer_is_read_or_refused(case: str, data: st.DataObject) -> None:
    make, read = CASES[case]
    answer = damaged(make(), data)
    try:
        found = read(answer)
    except TikTokError:
        return
    for count in counts_in(found):
        assert count is None or (type(count) is int and 0 <= count < 2**63)
    for text in texts_in(found):
        assert text is None or text.encode() is not None
    if isinstance(found, CommentPage):
        assert found.comments == sum(found.languages.values()) <= MOST_READ
        assert all(len(language) <= 11 and language.isascii() for language in found.languages)
        assert found.cursor > 0 or not found.has_more
    if isinstance(found, VideoPage):
        ids = [video.id for video in found.videos]
        assert len(ids) == len(set(ids))
        assert len(ids) + sum(found.left_out.values()) <= len(answer.get("itemList") or [])
        assert all(0 < video.id < 2**63 and 10**9 <= video.posted_at <= 4 * 10**9 for video in found.videos)


@given(VALUES)
def test_any_value_at_all_is_read_or_refused(value: Any) -> None:
    whole = (partial(video_page, at=AT), partial(creator_from_user_detail, at=AT), partial(found_creators, at=AT))
    for read in (*whole, partial(comment_page, video=COMMENTED)):
        try:
            found = read(value)
        except TikTokError:
            continue
        assert found in (VideoPage(videos=()), SearchAnswer(creators=()))


@given(st.data())
@settings(max_examples=100, deadline=None)
def test_a_damaged_page_is_read_or_refused(data: st.DataObject) -> None:
    page = page_of(profile_scope())
    start, end = sorted((data.draw(st.integers(0, len(page))), data.draw(st.integers(0, len(page)))))
    try:
        scope = rehydration_scope(page[:start] + data.draw(st.text(max_size=5)) + page[end:], "creator")
        creator_from_profile_page(scope, AT)
    except TikTokError:
        return


@given(st.data())
@settings(max_examples=50, deadline=None)
def test_a_truncated_answer_is_refused(data: st.DataObject) -> None:
    text = json.dumps(start_of(RECORDED_FEED))
    with pytest.raises(TikTokError):
        video_page(text[: data.draw(st.integers(0, len(text) - 1))], AT)


# Single items, damaged by the tens of thousands

ITEMS = int(os.environ.get("TIKTRACK_FUZZED_ITEMS", "10000"))
BATCH = 100
DAMAGED_VALUES: tuple[Any, ...] = (
    *(None, True, False, 0, 1, -1, 2**31, 2**63, 2**64, -977433948, 1.5, math.nan, math.inf, [], {}, "", "0", "-1"),
    *("226.1K", "1,204", "1.2M", "9" * 40, "\ud83d", "true", AT, AT + 3600, AT * 1000, AT - 30 * DAY, AT << 32),
    *({"id": "1"}, [None], {"liveRoomInfo": {"id": "1"}}, {"itemStruct": {"id": "5"}}),
)
MARKS = (
    *("liveRoomInfo", "privateItem", "secret", "forFriend", "isReviewing", "takeDown", "showNotPass", "scheduleTime"),
    *("isSubOnlyVideo", "status", "itemStruct", "isAd", "imagePost", "isPinnedItem", "createTime", "id", "stats"),
)


def recorded_items() -> list[Any]:
    return [item for name in (RECORDED_FEED, *POST_LISTS) for item in recorded(name)["itemList"]]


def mutated(item: Any, random: Random) -> Any:
    """A copy with some marks set, and some of its values at any depth removed or replaced."""
    item = copy.deepcopy(item)
    for _ in range(random.randint(0, 2)):
        item[random.choice(MARKS)] = random.choice(DAMAGED_VALUES)
    for _ in range(random.randint(0, 3)):
        node = item
        while children := [value for value in node.values() if isinstance(value, dict) and value]:
            if random.random() < 0.4:
                break
            node = random.choice(children)
        if node:
            key = random.choice(list(node))
            node[key] = random.choice(DAMAGED_VALUES)
            if random.random() < 0.3:
                del node[key]
    return item


@given(st.integers(0, 2**32))
@settings(max_examples=ITEMS // BATCH, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_no_damaged_item_becomes_a_story_that_is_none(seed: int) -> None:
    random, sound = Random(seed), recorded_items()
    items = [mutated(random.choice(sound), random) for _ in range(BATCH)]
    for item in items:
        page = video_page({"statusCode": 0, "itemList": [item]}, AT)
        assert len(page.videos) + sum(page.left_out.values()) == 1
        for video in page.videos:
            check_measured(video, item)


def check_measured(video: Video, item: Any) -> None:
    measured = measure(video, Criteria(threshold=0), AT)
    assert EARLIEST <= video.posted_at <= AT + AHEAD
    assert measured.velocity is None or 0 <= measured.velocity < math.inf
    assert measured.passed == (measured.velocity is not None)
    for mark in ("privateItem", "secret", "forFriend", "isReviewing", "showNotPass", "isSubOnlyVideo"):
        assert item.get(mark) is not True
    assert not isinstance(item.get("liveRoomInfo"), dict) or not item["liveRoomInfo"]
