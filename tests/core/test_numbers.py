"""Number formatting."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.numbers import compact, grouped, growth, mark, percent, rate, signed, times, velocity


def test_grouping_shows_every_digit_and_a_real_minus() -> None:
    assert grouped(2_162_760) == "2,162,760"
    assert grouped(-1_284) == "−1,284"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (1_284, "1,284"),
        (9_999, "9,999"),
        (10_000, "10K"),
        (48_200, "48.2K"),
        (48_250, "48.3K"),
        (185_400, "185K"),
        (999_499, "999K"),
        (999_950, "1M"),
        (1_200_000, "1.2M"),
        (1_234_567, "1.23M"),
        (2_147_483_648, "2.15B"),
        (1_234_567_890_123, "1,230B"),
        (-48_200, "−48.2K"),
    ],
)
def test_large_numbers_have_three_significant_digits(number: int, text: str) -> None:
    assert compact(number) == text


@given(st.integers(min_value=10_000, max_value=10**12))
def test_a_compact_number_is_within_half_a_percent(number: int) -> None:
    text = compact(number)
    shown = float(text[:-1].replace(",", "")) * {"K": 1e3, "M": 1e6, "B": 1e9}[text[-1]]
    assert abs(shown - number) <= number * 0.005


def test_a_change_has_its_sign() -> None:
    assert [signed(n) for n in (44_333, -12, 0)] == ["+44.3K", "−12", "0"]


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.224, "22.4%"), (0.06, "6%"), (-0.03, "−3%"), (0.0, "0%"), (-0.0004, "0%"), (0.9996, "100%"), (17.9, "1,790%")],
)
def test_a_share_is_in_percent(share: float, text: str) -> None:
    assert percent(share) == text


@pytest.mark.parametrize(
    ("share", "text"),
    [(0.077, "+7.7%"), (-0.03, "−3.0%"), (0.0, "0%"), (0.0004, "0%"), (1.79, "+179%"), (-0.003, "−0.3%")],
)
def test_growth_has_a_sign(share: float, text: str) -> None:
    assert growth(share) == text


@pytest.mark.parametrize(
    ("ratio", "text"),
    [(0.4, "0.4×"), (2.0, "2×"), (5.7, "5.7×"), (9.96, "10×"), (222.04, "222×"), (12_345.6, "12,346×")],
)
def test_a_multiple_has_two_digits_or_is_whole(ratio: float, text: str) -> None:
    assert times(ratio) == text


def test_a_repaired_number_is_a_lower_bound_whatever_else_it_is() -> None:
    assert mark() == ""
    assert mark(rounded=True) == "≈ "
    assert mark(rounded=True, repaired=True) == "≥ "


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0/min"),
        (0.001, "< 0.01/min"),
        (0.05, "0.05/min"),
        (8.8333, "8.83/min"),
        (9.999, "10/min"),
        (45.14, "45.1/min"),
        (99.99, "100/min"),
        (450.5, "450/min"),
        (570.0, "570/min"),
        (1_284.2, "1,284/min"),
        (48_210.0, "48.2K/min"),
    ],
)
def test_a_velocity_has_three_significant_digits(value: float, text: str) -> None:
    assert velocity(value) == text


def test_a_velocity_below_what_rounding_shows_says_so_once() -> None:
    assert velocity(33.333, at_most=True) == "< 33.3/min"
    assert velocity(0.001, at_most=True) == "< 0.01/min"
    assert rate(-8.83) == "−8.83"
