"""A brand's profile as JSON values, and back: as it is stored, exported and printed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tiktrack_gui.core.discovery.brands import DEFAULT_FOLLOWERS, DEFAULT_WEIGHTS, Age, Audience, Brand, Gender, Part


def profile_of(brand: Brand) -> dict[str, Any]:
    """Returns all of the brand but `id`, `name` and `looked_at`."""
    return {
        "languages": list(brand.languages),
        "countries": list(brand.countries),
        "words": list(brand.words),
        "examples": list(brand.examples),
        "followers": [brand.followers_from, brand.followers_to],
        "audience": shares_of(brand.audience),
        "weights": {part.value: weight for part, weight in brand.weights.items()},
    }


def brand_of(profile: Mapping[str, Any], *, name: str, id: int | None = None, looked_at: int | None = None) -> Brand:
    """Returns the brand with that profile. A part without a weight has its default.

    Raises ValueError or TypeError for what isn't a profile.
    """
    followers_from, followers_to = profile.get("followers", DEFAULT_FOLLOWERS)
    weights = {Part(part): float(weight) for part, weight in profile.get("weights", {}).items()}
    return Brand(
        name=name,
        id=id,
        languages=tuple(profile.get("languages", ())),
        countries=tuple(profile.get("countries", ())),
        words=tuple(profile.get("words", ())),
        examples=tuple(map(int, profile.get("examples", ()))),
        followers_from=int(followers_from),
        followers_to=int(followers_to),
        audience=audience_of(profile.get("audience", {})),
        weights={**DEFAULT_WEIGHTS, **weights},
        looked_at=looked_at,
    )


def shares_of(audience: Audience) -> dict[str, dict[str, float]]:
    """Returns the audience as JSON values: what isn't known is left out."""
    mixes: dict[str, Mapping[Any, float]] = {
        "ages": audience.ages,
        "genders": audience.genders,
        "countries": audience.countries,
    }
    return {name: {str(key): share for key, share in mix.items()} for name, mix in mixes.items() if mix}


def audience_of(shares: Mapping[str, Mapping[str, float]]) -> Audience:
    """The reverse of `shares_of`. Raises ValueError for an unknown age or gender."""
    return Audience(
        ages={Age(age): float(share) for age, share in shares.get("ages", {}).items()},
        genders={Gender(gender): float(share) for gender, share in shares.get("genders", {}).items()},
        countries={country: float(share) for country, share in shares.get("countries", {}).items()},
    )
