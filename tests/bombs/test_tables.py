"""A file with creators costs little to read, whatever it unpacks to, and is told in one sentence."""

from __future__ import annotations

import pytest

from tests.bombs.cost import cost_of
from tests.bombs.tables import TABLES, opening


@pytest.mark.parametrize("name", TABLES)
def test_a_table_costs_little_whatever_is_in_it(name: str) -> None:
    cost = cost_of(opening, name)
    assert cost.bearable, cost
    assert cost.told
