"""What is written about a brand on the command line, and a brand as JSON values."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.discovery.brand_profiles import audience_of, brand_of, profile_of, shares_of
from tiktrack_gui.core.discovery.brands import DEFAULT_WEIGHTS, Age, Audience, Brand, Gender, Part
from tiktrack_gui.core.discovery.written_brands import audience, followers, listed, weights
from tiktrack_gui.core.errors import BadInput

SHARES = st.floats(0, 1)
AUDIENCES = st.builds(
    Audience,
    ages=st.dictionaries(st.sampled_from(Age), SHARES),
    genders=st.dictionaries(st.sampled_from(Gender), SHARES),
    countries=st.dictionaries(st.sampled_from(["DE", "AT", "US"]), SHARES),
)
BRANDS = st.builds(
    Brand,
    name=st.text(),
    languages=st.lists(st.text()).map(tuple),
    words=st.lists(st.text()).map(tuple),
    examples=st.lists(st.integers(0, 2**63 - 1)).map(tuple),
    followers_from=st.integers(0, 10**10),
    audience=AUDIENCES,
    weights=st.dictionaries(st.sampled_from(Part), SHARES).map(lambda some: {**DEFAULT_WEIGHTS, **some}),
)


@given(BRANDS)
def test_a_profile_is_read_as_it_was_written(brand: Brand) -> None:
    assert brand_of(profile_of(brand), name=brand.name) == brand
    assert audience_of(shares_of(brand.audience)) == brand.audience


def test_lists_ranges_and_shares_are_read_as_people_write_them() -> None:
    assert listed(" en, ,de ,") == ("en", "de")
    assert listed("en; de\nfr") == ("en", "de", "fr")
    assert listed("") == ()
    assert [followers(text) for text in ("1000-50000", "1.000–50.000", " 500 - 2,000 ", "1k–1.5M", "10,5K to 2m")] == [
        (1_000, 50_000),
        (1_000, 50_000),
        (500, 2_000),
        (1_000, 1_500_000),
        (10_500, 2_000_000),
    ]
    assert audience("18-24=40%, 55+ = 12.5", "FEMALE=70", "de=60") == Audience(
        ages={Age.FROM_18: 0.4, Age.FROM_55: 0.125}, genders={Gender.FEMALE: 0.7}, countries={"DE": 0.6}
    )
    assert audience("18-24: 40", None, "uk=30") == Audience(ages={Age.FROM_18: 0.4}, countries={"GB": 0.3})
    assert audience(None, "", None) == Audience()
    assert weights("niche=0", {Part.NICHE: 0.5, Part.GROWTH: 0.5}) == {Part.NICHE: 0.0, Part.GROWTH: 0.5}


@pytest.mark.parametrize("text", ["", "many", "1000", "5-", "-5", "1e3-2e3", "k-m"])
def test_what_is_no_range_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        followers(text)


@pytest.mark.parametrize("text", ["18-24", "18-24=", "18-24=x", "18-24=40=2", "19-24=40", "=40"])
def test_what_is_no_share_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        audience(text, None, None)
