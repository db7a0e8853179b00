from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.store.examples import NOW, a_creator, page_sample
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin, VideoCount, VideoSample
from tiktrack_gui.core.samples import CREATOR_COUNTS, VIDEO_COUNTS
from tiktrack_gui.store.merge import Change, changes, fill_in, is_known, merge

counts = st.none() | st.integers(0, 2**40)
bits = st.integers(0, 31)
video_samples = st.builds(
    VideoSample,
    at=st.just(NOW),
    likes=counts,
    comments=counts,
    shares=counts,
    views=counts,
    saves=counts,
    rounded=bits,
    repaired=bits,
    origin=st.sampled_from(Origin),
)
texts = st.none() | st.sampled_from(["", "a", "b"])
flags = st.none() | st.booleans()
creators = st.builds(
    Creator,
    id=st.just(1),
    handle=st.sampled_from(["ann", "bob"]),
    sec_uid=texts,
    name=texts,
    bio=texts,
    bio_link=texts,
    verified=flags,
    private=flags,
    language=texts,
    avatar=texts,
)


def test_the_names_of_counts_are_those_of_the_samples() -> None:
    assert set(CREATOR_COUNTS) == {"followers", "following", "likes", "videos"}
    assert set(VIDEO_COUNTS) == {"likes", "comments", "shares", "views", "saves"}


def test_the_exact_count_of_one_second_wins_whichever_came_first() -> None:
    rounded = CreatorSample(at=NOW, followers=12_300, rounded=CreatorCount.FOLLOWERS)
    exact = page_sample()
    assert merge(rounded, exact) == exact
    assert merge(exact, rounded) == exact


def test_a_repaired_count_is_replaced_by_one_read_as_it_is() -> None:
    repaired = VideoSample(at=NOW, likes=4_200_000_000, repaired=VideoCount.LIKES)
    rounded = VideoSample(at=NOW, likes=4_300_000_000, rounded=VideoCount.LIKES)
    assert merge(rounded, repaired) == rounded
    assert merge(repaired, rounded) == rounded


@given(video_samples, video_samples)
def test_a_merged_sample_has_the_best_reading_of_each_count(kept: VideoSample, new: VideoSample) -> None:
    def quality(sample: VideoSample, name: str) -> tuple[bool, bool, bool]:
        bit = VIDEO_COUNTS[name]
        return getattr(sample, name) is not None, not sample.repaired & bit, not sample.rounded & bit

    merged = merge(kept, new)
    for name in VIDEO_COUNTS:
        value = getattr(merged, name)
        assert value in (getattr(kept, name), getattr(new, name))
        if value is not None:
            known = [sample for sample in (kept, new) if getattr(sample, name) is not None]
            assert quality(merged, name) == max(quality(sample, name) for sample in known)
        else:
            assert getattr(kept, name) is None
            assert getattr(new, name) is None


@given(video_samples, video_samples)
def test_merging_again_changes_nothing(kept: VideoSample, new: VideoSample) -> None:
    once = merge(kept, new)
    assert merge(once, once) == once
    assert merge(once, new) == once
    assert merge(kept, kept) == kept


@given(video_samples)
def test_a_sample_that_says_nothing_adds_nothing(kept: VideoSample) -> None:
    silent = VideoSample(at=NOW)
    assert not is_known(silent)
    if is_known(kept):
        merged = merge(kept, silent)
        assert [getattr(merged, name) for name in VIDEO_COUNTS] == [getattr(kept, name) for name in VIDEO_COUNTS]
        assert merged.origin is kept.origin


@given(creators, creators)
def test_what_an_answer_lacks_stays_known(known: Creator, seen: Creator) -> None:
    filled = fill_in(seen, known)
    for name in ("sec_uid", "name", "bio", "bio_link", "verified", "private", "language", "avatar"):
        expected = getattr(known, name) if getattr(seen, name) is None else getattr(seen, name)
        assert getattr(filled, name) == expected
    assert filled.handle == seen.handle


@given(creators, creators)
def test_changes_lead_from_what_was_known_to_what_is_known_now(known: Creator, seen: Creator) -> None:
    filled = fill_in(seen, known)
    found = {change.field for change in changes(known, filled)}
    assert found == {change.field for change in changes(known, seen)}
    different = {name for name in ("handle", "name", "bio") if getattr(known, name) != getattr(filled, name)}
    learnt = {name for name in different if getattr(known, name) is None}
    assert found & {"handle", "name", "bio"} == different - learnt
    assert list(changes(filled, filled)) == []


@pytest.mark.parametrize(
    ("old", "new", "change"),
    [
        ({"handle": "ann"}, {"handle": "anna"}, Change(field="handle", old="ann", new="anna")),
        ({"bio": "hello"}, {"bio": ""}, Change(field="bio", old="hello", new="")),
        ({"verified": False}, {"verified": True}, Change(field="verified", old="0", new="1")),
        ({"bio": None}, {"bio": "hello"}, None),
        ({"bio": "hello"}, {"bio": None}, None),
        ({"avatar": "a?x-expires=1"}, {"avatar": "a?x-expires=2"}, None),
    ],
)
def test_a_change_is_logged_unless_something_was_learnt_or_is_lacking(
    old: dict[str, str | bool | None], new: dict[str, str | bool | None], change: Change | None
) -> None:
    creator = a_creator()
    found = list(changes(replace(creator, **old), replace(creator, **new)))  # type: ignore[arg-type]
    assert found == ([] if change is None else [change])
