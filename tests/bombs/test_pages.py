"""A page or an answer costs little to read, whatever it contains, and is told in one sentence."""

from __future__ import annotations

import pytest

from tests.bombs.cost import cost_of
from tests.bombs.pages import ANSWERS, PAGES, reading_answer, reading_page

UNDERSTOOD = {"a text of 10 MB", "a count of a million digits", "a long caption", "many hashtags"}


@pytest.mark.parametrize("name", PAGES)
def test_a_page_costs_little_whatever_it_contains(name: str) -> None:
    cost = cost_of(reading_page, name)
    assert cost.bearable, cost
    assert cost.told.endswith(".")


@pytest.mark.parametrize("name", ANSWERS)
def test_an_answer_costs_little_whatever_it_contains(name: str) -> None:
    cost = cost_of(reading_answer, name)
    assert cost.bearable, cost
    assert cost.told.endswith(".") or name in UNDERSTOOD
