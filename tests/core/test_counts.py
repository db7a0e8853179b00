from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.counts import (
    is_rounded,
    rounded_as_tiktok,
    step,
    uncertainty,
    unwrapped,
)

COUNTS = st.integers(min_value=0, max_value=10**14)


@pytest.mark.parametrize(
    ("n", "expected"),
    [(0, 100), (999_999, 100), (1_000_000, 100_000), (999_999_999, 100_000), (1_000_000_000, 100_000_000)],
)
def test_the_step_grows_with_the_count(n: int, expected: int) -> None:
    assert step(n) == expected


@pytest.mark.parametrize("n", [0, 100, 9_900, 9_999, 10_001, 427_682, 1_000_100, 4_001_943, 6_764_096, 11_907_467_940])
def test_a_small_count_or_one_beside_the_steps_is_exact(n: int) -> None:
    assert not is_rounded(n)


@pytest.mark.parametrize("n", [10_000, 427_700, 999_900, 1_000_000, 6_800_000, 4_200_000_000])
def test_a_multiple_of_its_step_may_be_rounded(n: int) -> None:
    assert is_rounded(n)
    assert uncertainty(n) == step(n) // 2


@pytest.mark.parametrize(
    ("exact", "shown"),
    [
        (9_999, 9_999),
        (15_955, 16_000),
        (22_609, 22_600),
        (427_682, 427_700),
        (999_960, 1_000_000),
        (1_776_621, 1_800_000),
        (6_764_096, 6_800_000),
        (156_537_139, 156_500_000),
        (11_907_467_940, 11_900_000_000),
    ],
)
def test_rounding_gives_what_tiktok_was_seen_to_give(exact: int, shown: int) -> None:
    assert rounded_as_tiktok(exact) == shown


@given(COUNTS)
def test_the_true_count_is_within_the_uncertainty_of_the_rounded_one(exact: int) -> None:
    shown = rounded_as_tiktok(exact)
    assert abs(shown - exact) <= (uncertainty(shown) if is_rounded(shown) else 0)
    assert rounded_as_tiktok(shown) == shown


@pytest.mark.parametrize(
    ("shown", "least"),
    [
        (-94_967_296, 4_200_000_000),
        (-1_894_967_296, 2_400_000_000),
        (-977_433_948, 3_317_533_348),
        (-(2**31), 2**31),
    ],
)
def test_an_overflow_is_undone_to_its_lower_bound(shown: int, least: int) -> None:
    assert unwrapped(shown) == least


@pytest.mark.parametrize("shown", [-1, -9_999, -(2**31) - 1, 0, 5])
def test_what_no_32_bit_counter_wrapped_is_not_repaired(shown: int) -> None:
    assert unwrapped(shown) is None
