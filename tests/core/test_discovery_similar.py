"""More like this one: who is near, and in what."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pytest

from tests.core import discovery_rows
from tests.core.discovery_rows import NOW
from tiktrack_gui.core.discovery import similar as comparison
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.similar import Similar

PASTA = {"pasta": 2.0, "onepot": 2.0}
OWN: dict[str, Any] = {"words": PASTA, "languages": {"en": 30}, "engagement": 0.08, "followers": 10_000}


class Candidate(NamedTuple):
    row: Row
    words: Mapping[str, float] | None


def row(creator_id: int, words: Mapping[str, float] | None = None, **given: Any) -> Candidate:
    return Candidate(discovery_rows.row(creator_id, **given), words)


def similar(candidates: Sequence[Candidate], creator_id: int, most: int = comparison.MOST) -> list[Similar]:
    telling = {one.row.creator_id: one.words for one in candidates if one.words is not None}
    return comparison.similar([one.row for one in candidates], telling, creator_id, most)


def near(*others: Candidate) -> list[Similar]:
    """Those near creator 1, among a stranger with other words."""
    return similar([row(1, **OWN), row(99, words={"makeup": 1.0}), *others], 1)


def test_the_score_is_the_mean_of_words_size_language_and_engagement() -> None:
    # The same words: 1. Twice as many followers: 1 − log₁₀ 2 = 0.699. 20 of 30 captions: 1 − ½ (1/3 + 1/3) = 2/3.
    # 0.06 by 0.08: 0.75. 0.5 · 1 + 0.2 · 0.699 + 0.15 · 0.667 + 0.15 · 0.75 = 0.8523
    other = row(2, words=PASTA, languages={"en": 20, "de": 10}, engagement=0.06, followers=20_000)
    [found] = near(other)
    assert (found.creator_id, found.score, found.shared) == (2, 85, ("onepot", "pasta"))
    assert (found.of_like_size, found.same_language, found.like_engagement) == (False, False, False)


def test_what_is_close_belongs_to_the_reason() -> None:
    [found] = near(row(2, words=PASTA, languages={"en": 9}, engagement=0.065, followers=15_000))
    assert (found.of_like_size, found.same_language, found.like_engagement) == (True, True, True)


def test_what_isnt_known_of_both_doesnt_count() -> None:
    [found] = near(row(2, words=PASTA, followers=None))
    assert (found.score, found.of_like_size, found.same_language) == (100, False, False)


def test_rare_words_say_more_than_common_ones() -> None:
    everybody = [row(place, words={"recipe": 1.0, f"word{place}": 1.0}) for place in range(10, 30)]
    own = row(1, words={"recipe": 1.0, "sourdough": 1.0})
    found = similar([own, *everybody, row(2, words={"sourdough": 1.0, "oven": 1.0})], 1)
    assert found[0].creator_id == 2
    assert found[0].score > found[1].score
    both = similar([own, *everybody, row(2, words={"recipe": 1.0, "sourdough": 1.0})], 1)
    assert both[0].shared == ("sourdough", "recipe")


def test_nobody_is_near_without_a_word_in_common() -> None:
    assert near(row(2, words={"makeup": 1.0}, followers=10_000), row(3, followers=10_000)) == []
    assert similar([row(1), row(2, words=PASTA)], 1) == []
    assert similar([row(2, words=PASTA)], 1) == []


def test_the_nearest_come_first_without_dismissed_ones() -> None:
    others = [row(place, words=PASTA, followers=10_000 * place) for place in range(2, 15)]
    dismissed = row(20, words=PASTA, followers=10_000, dismissed_at=NOW)
    found = near(dismissed, *reversed(others))
    assert [one.creator_id for one in found[:4]] == [2, 3, 4, 5]
    assert len(found) == 8
    assert [one.score for one in found] == sorted((one.score for one in found), reverse=True)


@pytest.mark.parametrize("most", [0, 1, 3])
def test_there_are_no_more_than_asked_for(most: int) -> None:
    rows = [row(place, words=PASTA | {f"word{place}": 1.0}) for place in range(1, 10)] + [row(10, words={"x": 1.0})]
    assert len(similar(rows, 1, most)) == most
