"""The feed's filter: each condition alone, what is unknown, and its way through a file."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.services.fakes import START, creator, video
from tiktrack_gui.core.advertising import is_advertising
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.feed_filter import FeedFilter, Kind
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.score import measure


def item(followers: int | None = 50_000, *, passed: bool = True, **values: Any) -> MeasuredVideo:
    """An hour old, with 100,000 views."""
    made = replace(video(1, 10_000, by=creator(1, followers)), **values)
    return replace(measure(made, Criteria(), START), passed=passed)


@pytest.mark.parametrize(
    ("wanted", "shown", "not_shown"),
    [
        (FeedFilter(), item(), item(passed=False)),
        (FeedFilter(everything=True), item(passed=False), None),
        (FeedFilter(max_age=1.5), item(), item(posted_at=int(START) - 6_000)),
        (FeedFilter(min_views=100_000), item(), item(sample=replace(item().video.sample, views=99_999))),
        (FeedFilter(min_views=1), item(), item(sample=replace(item().video.sample, views=None))),
        (FeedFilter(followers_from=1_000, followers_to=50_000), item(), item(50_001)),
        (FeedFilter(followers_from=1_000), item(1_000), item(999)),
        (FeedFilter(followers_to=1_000), item(0), item(None)),
        (FeedFilter(language="de"), item(language="de"), item(language=None)),
        (FeedFilter(hashtag="#Pasta"), item(hashtags=("pastalover",)), item(hashtags=("past",))),
        (FeedFilter(sound=" Original "), item(sound="original sound"), item(sound=None)),
        (FeedFilter(ads=Kind.HIDDEN), item(), item(ad=True)),
        (FeedFilter(ads=Kind.ALONE), item(hashtags=("Werbung",)), item()),
        (FeedFilter(ai=Kind.HIDDEN), item(ai=None), item(ai=True)),
        (FeedFilter(shop=Kind.ALONE), item(shop=True), item(shop=False)),
    ],
)
def test_a_condition_shows_one_and_not_the_other(
    wanted: FeedFilter, shown: MeasuredVideo, not_shown: MeasuredVideo | None
) -> None:
    assert wanted.passes(shown, START)
    assert not_shown is None or not wanted.passes(not_shown, START)
    assert FeedFilter.from_dict(wanted.to_dict()) == wanted


def test_conditions_are_counted() -> None:
    assert FeedFilter().active == 0
    assert FeedFilter(everything=True, followers_from=1_000, ads=Kind.HIDDEN).active == 3


@pytest.mark.parametrize(
    "kept",
    [
        {"min_views": "many"},
        {"min_views": None},
        {"min_views": -1},
        {"ads": "sometimes"},
        {"max_age": "1e999"},
        {"x": 1},
    ],
)
def test_what_is_not_understood_filters_nothing(kept: dict[str, Any]) -> None:
    found = FeedFilter.from_dict(kept)
    assert found.passes(item(), START) or found.max_age
    assert found.min_views == 0
    assert found.ads is Kind.SHOWN


@pytest.mark.parametrize(
    ("tags", "expected"),
    [(("ad",), True), (("Anzeige", "x"), True), (("広告",), True), (("adventure",), False), ((), False)],
)
def test_a_hashtag_discloses_advertising(tags: tuple[str, ...], expected: bool) -> None:
    assert is_advertising(item(hashtags=tags).video) == expected
