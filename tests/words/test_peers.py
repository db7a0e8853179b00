"""A creator's place among others, in words."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.peers import ENOUGH, Place, Standing
from tiktrack_gui.words import peers

BAND = {"low": 14_000, "high": 126_000, "others": 57}


@pytest.mark.parametrize(
    ("growth", "engagement", "said"),
    [
        (Place(47, 57), None, "Grows faster than 82% of 57 creators with 14K to 126K followers"),
        (None, Place(44, 44), "Has a higher engagement rate than all 44 creators with 14K to 126K followers"),
        (
            Place(0, 57),
            Place(27, 44),
            "Grows faster than none of 57 and has a higher engagement rate than 61% of 44 creators with 14K to 126K "
            "followers",
        ),
        (Place(56, 57), None, "Grows faster than 98% of 57 creators with 14K to 126K followers"),
        (None, None, ""),
    ],
)
def test_the_place_is_said_with_the_number_of_others(growth: Place | None, engagement: Place | None, said: str) -> None:
    assert peers.line(Standing(**BAND, growth=growth, engagement=engagement)) == said


def test_too_few_are_counted() -> None:
    said = peers.line(Standing(low=14_000, high=126_000, others=7))
    assert said == f"Comparable creators so far: 7 of the {ENOUGH} needed, with 14K to 126K followers"
    assert peers.line(None) == ""


def test_with_nobody_to_compare_nothing_is_said() -> None:
    assert peers.line(Standing(low=14_000, high=126_000, others=0)) == ""
