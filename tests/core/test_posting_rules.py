"""The rules of a channel, and what of them is kept."""

from __future__ import annotations

import json
from dataclasses import fields, replace
from typing import Any

import pytest

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.post_template import PROFILE, VIDEO, PostPicture, Template
from tiktrack_gui.core.posting_rules import MOST_TAGS, PostingRules, Repost, TagRule, changed, check, with_changes
from tiktrack_gui.core.subjects import About

EVERYTHING = PostingRules(
    about=About.VIDEO,
    list_id=3,
    source_id=4,
    min_followers=1_000,
    max_followers=100_000,
    recent_days=7,
    min_score=60,
    at_most=3,
    per_hour=2,
    verified_only=True,
    wanted=("food", "料理"),
    unwanted=("giveaway",),
    tags=("New",),
    tag_rules=(TagRule(tag="Hot", min_score=85),),
    archive_minutes=1_440,
    role_id=2**62,
    repost=Repost.AFTER_DAYS,
    repost_days=14,
    every=2 * HOUR,
    template=Template("{name}", "{name}", "{bio}", picture=PostPicture.CHART),
)


def test_every_rule_differs_from_the_defaults_here() -> None:
    """Otherwise the next test would not see one that is forgotten."""
    usual = PostingRules()
    assert [
        field.name for field in fields(PostingRules) if getattr(EVERYTHING, field.name) == getattr(usual, field.name)
    ] == []


def test_rules_are_read_as_they_were_kept() -> None:
    kept = json.loads(json.dumps(changed(EVERYTHING, PostingRules())))
    assert with_changes(PostingRules(), kept) == EVERYTHING


def test_what_a_channel_does_not_say_follows_the_settings() -> None:
    kept = changed(PostingRules(min_score=50), PostingRules())
    assert kept == {"min_score": 50}
    assert with_changes(PostingRules(min_followers=5), kept) == PostingRules(min_followers=5, min_score=50)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("about", "playlist"),
        ("min_followers", -1),
        ("min_followers", True),
        ("min_followers", "many"),
        ("min_followers", 1.5),
        ("max_followers", "many"),
        ("recent_days", 100_000),
        ("min_score", 101),
        ("at_most", 0),
        ("verified_only", 1),
        ("wanted", "food"),
        ("wanted", [1]),
        ("tag_rules", [{"tag": "Hot"}]),
        ("tag_rules", [{"tag": "Hot", "min_score": 900}]),
        ("archive_minutes", 61),
        ("role_id", 0),
        ("repost", "daily"),
        ("every", 1),
        ("every", None),
        ("template", 5),
        ("unknown", 5),
    ],
)
def test_what_cannot_be_a_rule_is_as_in_the_settings(name: str, value: Any) -> None:
    assert with_changes(PostingRules(at_most=2), {name: value, "min_score": 7}) == PostingRules(at_most=2, min_score=7)


def test_rules_that_contradict_themselves_are_refused() -> None:
    check(replace(EVERYTHING, source_id=None))
    check(PostingRules(min_followers=5, max_followers=5))
    with pytest.raises(BadInput, match="maximum of 9 followers is below the minimum of 10"):
        check(PostingRules(min_followers=10, max_followers=9))
    with pytest.raises(BadInput, match="a list or a source"):
        check(PostingRules(list_id=1, source_id=1))


def test_tags_follow_from_the_score() -> None:
    rules = PostingRules(tags=("New",), tag_rules=(TagRule(tag="Hot", min_score=85), TagRule(tag="New", min_score=1)))
    assert rules.tags_for(85) == ("New", "Hot")
    assert rules.tags_for(84) == ("New",)
    assert rules.tags_for(None) == ("New",)
    many = PostingRules(tags=tuple(f"tag {number}" for number in range(9)))
    assert many.tags_for(0) == many.tags[:MOST_TAGS]


def test_a_channel_without_a_template_has_the_usual_one() -> None:
    assert PostingRules().written == PROFILE
    assert PostingRules(about=About.VIDEO).written == VIDEO
    assert EVERYTHING.written == EVERYTHING.template
