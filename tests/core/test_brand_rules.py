"""What a brand profile may hold, and what is said about what it can't."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.discovery.brand_rules import require_brand, require_stated, require_words
from tiktrack_gui.core.discovery.brands import DEFAULT_WEIGHTS, Age, Audience, Brand, Gender, Part, StatedAudience
from tiktrack_gui.core.errors import BadInput

BRAND = Brand(name="Mossy")


def test_a_brand_is_stored_in_one_form() -> None:
    given = replace(
        BRAND,
        name="  Mossy  Skin ",
        languages=("EN", "de", "en"),
        countries=("us", "US", "de"),
        words=("  home   baking", "#Vegan", "Home Baking", "#vegan"),
        examples=(5, 6, 5),
    )
    stored = require_brand(given, [])
    assert stored.name == "Mossy Skin"
    assert (stored.languages, stored.countries) == (("en", "de"), ("US", "DE"))
    assert stored.words == ("Home Baking", "#vegan")
    assert stored.examples == (5, 6)
    assert require_brand(stored, []) == stored


def test_everything_but_the_name_is_optional() -> None:
    assert require_brand(BRAND, ["Other"]) == BRAND


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"name": " \u200b "}, "needs a name"),
        ({"name": "x" * 61}, "61 characters"),
        ({"name": "OTHER"}, "already a brand named “OTHER”"),
        ({"languages": ("english",)}, "“english” isn’t the code of a language"),
        ({"countries": ("XX",)}, "“XX” isn’t the code of a country"),
        ({"words": ("#",)}, "is empty"),
        ({"words": ("#a b",)}, "“#a b” isn’t a hashtag"),
        ({"words": ("w" * 61,)}, "61 characters"),
        ({"words": tuple(f"word{n}" for n in range(31))}, "31 words"),
        ({"examples": tuple(range(11))}, "11 example creators"),
        ({"followers_from": 5, "followers_to": 4}, "ends at 4"),
        ({"followers_from": -1}, "0 to"),
        ({"audience": Audience(ages={Age.FROM_18: 1.2})}, "can’t be 120 %"),
        ({"audience": Audience(genders={Gender.FEMALE: 0.7, Gender.MALE: 0.5})}, "genders add up to 120 %"),
        ({"audience": Audience(countries={"XX": 0.5})}, "“XX”"),
        ({"weights": dict.fromkeys(Part, 0.0)}, "nothing is compared"),
        ({"weights": {**DEFAULT_WEIGHTS, Part.NICHE: -1.0}}, "can’t be -1.0"),
        ({"weights": {**DEFAULT_WEIGHTS, Part.NICHE: float("nan")}}, "can’t be nan"),
    ],
)
def test_what_a_brand_cannot_have_is_said_with_advice(changed: dict[str, object], said: str) -> None:
    with pytest.raises(BadInput, match=said) as refused:
        require_brand(replace(BRAND, **changed), ["Other"])  # type: ignore[arg-type]
    assert refused.value.advice


def test_shares_may_be_rounded() -> None:
    thirds = Audience(genders={Gender.FEMALE: 0.334, Gender.MALE: 0.334, Gender.OTHER: 0.334})
    assert require_brand(replace(BRAND, audience=thirds), []).audience == thirds


def test_words_of_any_script() -> None:
    assert require_words(["スキンケア", "#スキンケア", "уход за кожей"]) == (
        "スキンケア",
        "#スキンケア",
        "уход за кожей",
    )


def test_what_a_creator_states_says_something_and_is_not_from_the_future() -> None:
    stated = StatedAudience(creator_id=1, on="2026-02-01", audience=Audience(countries={"DE": 0.6}), entered_at=1)
    assert require_stated(stated, "2026-02-01") == stated
    with pytest.raises(BadInput, match="future"):
        require_stated(stated, "2026-01-31")
    with pytest.raises(BadInput, match="nothing to save"):
        require_stated(replace(stated, audience=Audience()), "2026-02-01")


def test_codes_are_taken_as_people_write_them() -> None:
    stored = require_brand(replace(BRAND, languages=("EN-us", "pt_BR", "en"), countries=("uk", "GB", "el")), [])
    assert (stored.languages, stored.countries) == (("en", "pt"), ("GB", "GR"))
