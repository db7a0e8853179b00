"""Discover finds who is really rising, in populations whose truth is known. `make bench` judges ten of them."""

from __future__ import annotations

import pytest

from tests.planted_truth import TOP, judged
from tiktrack_gui.demo.planted_lives import Kind


@pytest.mark.parametrize("seed", [2, 6])
def test_the_rising_come_first_and_bought_jumps_with_their_caution(seed: int) -> None:
    found = judged(seed)
    assert sum(found.planted.values()) == 500
    assert found.top[Kind.RISING] >= 0.8 * TOP == 0.8 * sum(found.top.values())
    assert found.listed[Kind.RISING] >= 0.7 * found.planted[Kind.RISING]
    assert found.cautioned == found.listed[Kind.BOUGHT] > 0
