"""What a brand profile may hold."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace

from tiktrack_gui.core.characters import cut, visible
from tiktrack_gui.core.discovery.brands import MOST_EXAMPLES, Audience, Brand, Part, StatedAudience
from tiktrack_gui.core.discovery.codes import COUNTRIES, LANGUAGES, country, language
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.hashtags import parse_hashtag
from tiktrack_gui.core.unique_names import require_unique

MOST_WORDS = 30
LONGEST_WORD = 60
MOST_FOLLOWERS = 10_000_000_000
SHOWN = 60  # characters of what was given, in messages
NEARLY = 0.005  # by which shares may exceed 1 in all: percentages are rounded


def require_brand(brand: Brand, taken: Iterable[str]) -> Brand:
    """Returns the brand as it is stored. Raises BadInput for what a brand can't have.

    taken: the names of the other brands.
    """
    return replace(
        brand,
        name=require_unique(brand.name, taken, what="brand", such_as="Mossy Skin Care"),
        languages=_codes(brand.languages, LANGUAGES, "language", "en or de", language),
        countries=_codes(brand.countries, COUNTRIES, "country", "US or DE", country),
        words=require_words(brand.words),
        examples=require_examples(brand.examples),
        audience=require_audience(brand.audience),
        weights=_weights(brand.weights),
        **_range(brand.followers_from, brand.followers_to),
    )


def require_words(words: Iterable[str]) -> tuple[str, ...]:
    """Returns the words and hashtags of a niche, each once. Raises BadInput."""
    kept = tuple({word.casefold(): word for word in map(_word, words)}.values())
    if len(kept) > MOST_WORDS:
        raise BadInput(f"These are {len(kept)} words and hashtags.", f"Use {MOST_WORDS} at most.")
    return kept


def require_examples(creator_ids: Iterable[int]) -> tuple[int, ...]:
    """Returns the creators whose audience is wanted, each once. Raises BadInput for more than MOST_EXAMPLES."""
    kept = tuple(dict.fromkeys(creator_ids))
    if len(kept) > MOST_EXAMPLES:
        raise BadInput(f"These are {len(kept)} example creators.", f"Use {MOST_EXAMPLES} at most.")
    return kept


def require_audience(audience: Audience) -> Audience:
    """Raises BadInput for shares that can't be, and for unknown countries."""
    _codes(audience.countries, COUNTRIES, "country", "US or DE", str)
    for what, mix in (("ages", audience.ages), ("genders", audience.genders), ("countries", audience.countries)):
        shares: Mapping[str, float] = {str(key): share for key, share in mix.items()}
        for share in shares.values():
            if not 0 <= share <= 1:
                raise BadInput(f"A share of the {what} can’t be {_percent(share)}.", "Use 0 % to 100 %.")
        if sum(shares.values()) > 1 + NEARLY:
            raise BadInput(
                f"The shares of the {what} add up to {_percent(sum(shares.values()))}.", "Use 100 % at most."
            )
    return audience


def require_stated(stated: StatedAudience, today: str) -> StatedAudience:
    """Raises BadInput for an audience that can't be, says nothing, or is from the future. today: an ISO date."""
    require_audience(stated.audience)
    if not (stated.audience.ages or stated.audience.genders or stated.audience.countries):
        raise BadInput("There’s nothing to save.", "Enter ages, genders or countries.")
    if stated.on > today:
        raise BadInput("These analytics are from the future.", "Enter the date shown in the creator’s analytics.")
    return stated


def _word(text: str) -> str:
    word = " ".join(text.split())
    if not visible(word).strip("# "):
        raise BadInput("A word of the niche is empty.", "Enter words or hashtags, such as skincare or #skincare.")
    if word.startswith("#"):
        if " " in word:
            raise BadInput(f"“{cut(word, SHOWN)}” isn’t a hashtag.", "Write a hashtag without spaces.")
        return f"#{parse_hashtag(word)}"
    if len(word) > LONGEST_WORD:
        raise BadInput(f"“{cut(word, SHOWN)}” has {len(word)} characters.", f"Use {LONGEST_WORD} at most.")
    return word


def _codes(
    given: Iterable[str], known: frozenset[str], what: str, such_as: str, form: Callable[[str], str]
) -> tuple[str, ...]:
    kept = tuple(dict.fromkeys(form(code.strip()) for code in given))
    for code in kept:
        if code not in known:
            raise BadInput(f"“{cut(code, SHOWN)}” isn’t the code of a {what}.", f"Use a code such as {such_as}.")
    return kept


def _range(least: int, most: int) -> dict[str, int]:
    if not 0 <= least <= MOST_FOLLOWERS or not 0 <= most <= MOST_FOLLOWERS:
        raise BadInput("That many followers can’t be asked for.", f"Use numbers from 0 to {MOST_FOLLOWERS:,}.")
    if least > most:
        raise BadInput(
            f"The range of followers ends at {most:,}, before it begins at {least:,}.", "Swap the two numbers."
        )
    return {"followers_from": least, "followers_to": most}


def _weights(weights: Mapping[Part, float]) -> Mapping[Part, float]:
    for part, weight in weights.items():
        if not (math.isfinite(weight) and weight >= 0):
            raise BadInput(f"The weight of {part} can’t be {weight}.", "Use 0 or more.")
    if not any(weights.values()):
        raise BadInput("With all weights at 0, nothing is compared.", "Raise at least one.")
    return weights


def _percent(share: float) -> str:
    return f"{share:.0%}".replace("%", " %")
