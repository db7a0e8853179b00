"""Order by hand: what lands where, and that nothing is lost."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.ordering import moved


@pytest.mark.parametrize(
    ("chosen", "before", "expected"),
    [
        ("d", "a", "dabce"),
        ("a", "d", "bcade"),
        ("b", None, "acdeb"),
        ("ea", "c", "beacd"),
        ("bc", "c", "abcde"),
        ("cd", "c", "abcde"),
        ("de", "d", "abcde"),
        ("x", "b", "axbcde"),
        ("b", "z", "acdeb"),
        ("bb", "a", "bacde"),
        ("", "a", "abcde"),
    ],
)
def test_the_chosen_go_in_front_in_the_order_given(chosen: str, before: str | None, expected: str) -> None:
    assert "".join(moved(list("abcde"), chosen, before)) == expected


@given(
    st.lists(st.integers(0, 9), unique=True),
    st.lists(st.integers(0, 9), unique=True),
    st.none() | st.integers(0, 9),
)
def test_nobody_is_lost_or_doubled_and_the_others_keep_their_order(
    order: list[int], chosen: list[int], before: int | None
) -> None:
    after = moved(order, chosen, before)
    assert sorted(after) == sorted({*order, *chosen})
    assert [one for one in after if one not in chosen] == [one for one in order if one not in chosen]
    assert [one for one in after if one in chosen] == chosen
