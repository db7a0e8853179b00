"""Texts about statuses, and the growth before and after them."""

from __future__ import annotations

from datetime import UTC

import pytest

from tests.store.examples import NOW
from tiktrack_gui.core.annotations import BUILT_IN, Annotations, Note, StatusChange, Tag
from tiktrack_gui.core.collaboration import Comparison, Estimate, NotEnoughDays
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth_rate import WeeklyGrowth
from tiktrack_gui.words import annotations as words

SENT = StatusChange(id=1, creator_id=1, status="sent", since=NOW, entered_at=NOW)


def a_rate(share: float, margin: float = 0.002) -> WeeklyGrowth:
    return WeeklyGrowth(share=share, low=share - margin, high=share + margin, samples=28, seconds=28 * DAY)


def a_comparison(before: float, after: float, margin: float = 0.004, gained: float = 0) -> Comparison:
    difference = after - before
    return Comparison(
        before=a_rate(before),
        after=a_rate(after),
        difference=Estimate(value=difference, low=difference - margin, high=difference + margin),
        gained=Estimate(value=gained, low=gained - 1, high=gained + 1),
        days_before=28,
        days_after=14,
    )


def test_every_built_in_status_has_a_name_and_an_own_one_is_its_name() -> None:
    assert [words.status(key) for key in BUILT_IN] == ["Idea", "Contacted", "Sent", "Posted", "Done"]
    assert words.status("In talks") == "In talks"
    assert words.status_since(SENT, NOW, UTC) == "Sent since 1 Jan"
    assert words.status_on(SENT, UTC) == "Sent, 1 Jan 2026"


def test_a_summary_has_what_is_there() -> None:
    tags = tuple(Tag(id=number, name=name, color="blue") for number, name in enumerate(("Vegan", "Berlin")))
    notes = tuple(Note(id=number, creator_id=1, text="x", created_at=NOW, changed_at=NOW) for number in (1, 2))
    assert words.summary(Annotations(creator_id=1)) == ""
    assert words.summary(Annotations(creator_id=1, notes=notes[:1])) == "1 note"
    full = Annotations(creator_id=1, notes=notes, statuses=(SENT,), tags=tags)
    assert words.summary(full) == "Sent · Vegan, Berlin · 2 notes"


@pytest.mark.parametrize(
    ("found", "said", "tone"),
    [
        (NotEnoughDays(days_before=3, days_after=1), "Not enough days to compare", ""),
        (a_comparison(0.01, 0.03), "Growing faster since then", "ok"),
        (a_comparison(-0.01, 0.01), "Growing since then", "ok"),
        (a_comparison(-0.03, -0.01), "Shrinking more slowly since then", "ok"),
        (a_comparison(0.03, 0.01, gained=-9), "Growing more slowly since then", "bad"),
        (a_comparison(0.01, -0.01, gained=-9), "Shrinking since then", "bad"),
        (a_comparison(-0.01, -0.03, gained=-9), "Shrinking faster since then", "bad"),
        (a_comparison(0.03, 0.01), "Gains about as many followers per day as before", ""),
        (a_comparison(0.010, 0.012), "No measurable change in growth since then", ""),
    ],
)
def test_a_comparison_says_whether_the_growth_is_another_one(
    found: Comparison | NotEnoughDays, said: str, tone: str
) -> None:
    assert words.headline(found) == (said, tone)


def test_both_sides_are_said_with_their_intervals_or_what_is_missing() -> None:
    found = a_comparison(0.012, 0.031)
    assert words.sentence(found) == (
        "Growing faster since then. Followers per week: +1.2% (+1.0% to +1.4%) before, +3.1% (+2.9% to +3.3%) after."
    )
    assert words.details(found) == "95% certain. Measured on 28 days before and 14 after."
    missing = NotEnoughDays(days_before=28, days_after=1)
    assert words.comparison(missing) == "Measured on 28 days before and 1 day after; it takes 7 on each side"
    assert words.details(missing) == ""
    assert "≈ 0% (-0.1% to +0.3%) after".replace("-", "−") in words.comparison(a_comparison(0.012, 0.001))
