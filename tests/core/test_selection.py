"""Why something is posted in a channel, or not."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.fakes import creator, video
from tiktrack_gui.core.deliveries import DeliveryState, Standing
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import MeasuredVideo, Score
from tiktrack_gui.core.posting_rules import PostingRules, Repost
from tiktrack_gui.core.selection import (
    Candidate,
    FoundStory,
    best_of_each,
    in_turn,
    refusal_by_profile,
    refusal_by_standing,
    refusal_by_story,
    refusal_by_time,
)
from tiktrack_gui.core.subjects import About, Subject

NOW = 1_790_000_000  # 21 Sep 2026
MARA = creator(1, followers=20_000)


def candidate(score: int | None = 70, caption: str = "Pasta in ten minutes", **more: str | None) -> Candidate:
    made = replace(MARA, **more)  # type: ignore[arg-type]
    known = None if score is None else Score(value=score, parts={}, reason="")
    item = replace(video(9, by=made), caption=caption, hashtags=("foodtok",))
    story = MeasuredVideo(video=item, velocity=5.0, current=None, score=known, passed=True, reason="")
    return Candidate(creator=made, story=story, found_at=NOW)


@pytest.mark.parametrize(
    ("rules", "refusal"),
    [
        (PostingRules(), None),
        (PostingRules(min_followers=20_000, max_followers=20_000), None),
        (PostingRules(min_followers=20_001), "Fewer than 20,001 followers (20,000)"),
        (PostingRules(max_followers=19_999), "More than 19,999 followers (20,000)"),
        (PostingRules(verified_only=True), "Not verified"),
    ],
)
def test_a_profile_is_refused_with_its_reason(rules: PostingRules, refusal: str | None) -> None:
    assert refusal_by_profile(MARA, rules) == refusal


def test_who_is_verified_may_be_posted_where_only_those_may() -> None:
    assert refusal_by_profile(replace(MARA, verified=True), PostingRules(verified_only=True)) is None


@pytest.mark.parametrize(
    ("words", "is_there"),
    [
        ("pasta", True),
        ("PASTA", True),
        ("Pästa", True),
        ("ten minutes", True),
        ("past", False),
        ("minute", False),
        ("#foodtok", True),
        ("foodtok", True),
        ("creator1", True),
        ("dolce vita", True),
        ("料理", True),
        ("a.c", False),
        ("🍝", True),
    ],
)
def test_keywords_are_whole_words_of_what_is_said(words: str, is_there: bool) -> None:
    said = candidate(bio="La Dolce Vita 🍝🍝 日本料理")
    wanted, unwanted = PostingRules(wanted=("zebra", words)), PostingRules(unwanted=("zebra", words))
    assert refusal_by_story(said, wanted) == (None if is_there else "Has none of the keywords")
    assert refusal_by_story(said, unwanted) == (f"Has the unwanted keyword “{words}”" if is_there else None)


def test_a_score_that_is_too_low_or_missing_is_refused() -> None:
    rules = PostingRules(min_score=70)
    assert refusal_by_story(candidate(70), rules) is None
    assert refusal_by_story(candidate(69), rules) == "Score below 70 (69)"
    assert refusal_by_story(candidate(None), rules) == "Score below 70 (none)"
    assert refusal_by_story(Candidate(creator=MARA), rules) == "Score below 70 (none)"
    assert refusal_by_story(Candidate(creator=MARA), PostingRules()) is None


def test_what_was_found_before_the_start_is_refused() -> None:
    assert refusal_by_time(candidate(), None) is None
    assert refusal_by_time(candidate(), NOW) is None
    assert refusal_by_time(candidate(), NOW + 1) == "Found before this channel was started"


def standing(state: DeliveryState = DeliveryState.SENT, sent_at: int | None = NOW) -> Standing:
    return Standing(subject=Subject.creator(1), occasion="profile", state=state, sent_at=sent_at, error="Refused.")


@pytest.mark.parametrize(
    ("state", "refusal"),
    [
        (DeliveryState.QUEUED, "Already in the outbox"),
        (DeliveryState.SENDING, "Already in the outbox"),
        (DeliveryState.SENT, "Posted on 21 Sep 2026"),
        (DeliveryState.FAILED, "An earlier post failed: Refused."),
        (DeliveryState.NEEDS_REVIEW, "An earlier post needs review"),
        (DeliveryState.CANCELLED, "Its post was cancelled"),
    ],
)
@pytest.mark.parametrize("repost", [Repost.NEVER, Repost.AFTER_DAYS, Repost.ON_VIRAL])
def test_an_earlier_post_rules_out_another(state: DeliveryState, refusal: str, repost: Repost) -> None:
    assert refusal_by_standing(standing(state), PostingRules(repost=repost), NOW + DAY) == refusal


def test_a_post_is_repeated_after_some_days() -> None:
    rules = PostingRules(repost=Repost.AFTER_DAYS, repost_days=14)
    assert refusal_by_standing(standing(), rules, NOW + 14 * DAY - 1) == "Posted on 21 Sep 2026"
    assert refusal_by_standing(standing(), rules, NOW + 14 * DAY) is None
    assert refusal_by_standing(standing(), PostingRules(), NOW + 14 * DAY) == "Posted on 21 Sep 2026"


def test_a_post_is_repeated_when_a_later_video_is_viral() -> None:
    rules = PostingRules(repost=Repost.ON_VIRAL)
    assert refusal_by_standing(standing(), rules, NOW + DAY) == "Posted on 21 Sep 2026"
    assert refusal_by_standing(standing(), rules, NOW + DAY, viral_since=NOW) == "Posted on 21 Sep 2026"
    assert refusal_by_standing(standing(), rules, NOW + DAY, viral_since=NOW + 1) is None


def test_a_candidate_is_its_creator_or_its_video() -> None:
    assert candidate().subject == Subject.creator(1)
    assert replace(candidate(), about=About.VIDEO).subject == Subject.video(9)


STORIES = st.lists(
    st.builds(
        FoundStory,
        post_id=st.integers(1, 1000),
        video_id=st.integers(1, 1000),
        creator_id=st.integers(1, 5),
        found_at=st.integers(0, 3),
        score=st.integers(0, 3),
    ),
    unique_by=lambda story: story.post_id,
)


@given(STORIES, st.randoms())
def test_the_turn_does_not_depend_on_the_order_of_the_rows(stories: list[FoundStory], chance: random.Random) -> None:
    mixed = chance.sample(stories, len(stories))
    assert best_of_each(mixed) == best_of_each(stories)
    assert in_turn(mixed) == in_turn(stories)
    assert [story.found_at for story in in_turn(stories)] == sorted(story.found_at for story in stories)


@given(STORIES)
def test_each_creator_has_one_turn_with_its_best_story(stories: list[FoundStory]) -> None:
    chosen = {story.creator_id: story for story in best_of_each(stories)}
    for creator_id in {story.creator_id for story in stories}:
        theirs = [story for story in stories if story.creator_id == creator_id]
        assert chosen[creator_id].score == max(story.score for story in theirs)
        assert chosen[creator_id].found_at == min(story.found_at for story in theirs)
    assert len(chosen) == len(best_of_each(stories))
