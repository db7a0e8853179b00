"""What can be seen of an audience and of its creator: separate readings, each a share of what was counted.

Languages of the comments say most about the viewers, those of the captions something about the creator, and so does
the place where videos were posted: it is never the audience's. What a creator stated is compared by the total variation
distance, half the sum of the differences between two mixes:

    match = 1 − ½ Σ |p − q|        for ages, genders and countries that both sides give; their mean
"""

from __future__ import annotations

import operator
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import TypeVar

from tiktrack_gui.core.discovery.brands import Audience, Brand
from tiktrack_gui.core.discovery.comments import UNKNOWN
from tiktrack_gui.core.discovery.shares import Share

_LANGUAGES = {"in": "id", "iw": "he", "ji": "yi", "jw": "jv", "nb": "no", "tl": "fil"}  # other codes of the same
_COUNTRIES = {"UK": "GB"}
_Key = TypeVar("_Key", bound=str)


def canonical_country(code: str) -> str:
    """ "GB" for "uk"."""
    plain = code.strip().upper()
    return _COUNTRIES.get(plain, plain)


def is_wanted(language: str, wanted: Iterable[str]) -> bool:
    """Whether it is one of them. "zh" and "zh-Hans" are the same as far as both say; "zh-Hans" and "zh-Hant" aren't."""
    own = _subtags(language)
    return any(all(map(operator.eq, own, _subtags(code))) for code in wanted)


def in_languages(counts: Mapping[str, int], wanted: Iterable[str]) -> Share | None:
    """Returns the share that is in wanted languages, of those whose language is known; None without any.

    counts: comments or captions by language.
    """
    asked, of, fitting = tuple(wanted), 0, 0
    for code, count in counts.items():
        if (fits := _fits(code, asked)) is not None:
            of += count
            fitting += count * fits
    return Share(fitting, of) if of else None


@lru_cache(4_096)
def _fits(language: str, wanted: tuple[str, ...]) -> bool | None:
    """As `is_wanted`; None for UNKNOWN. Thousands of candidates have the same few."""
    return None if _subtags(language) == (UNKNOWN,) else is_wanted(language, wanted)


def in_countries(counts: Mapping[str, int], wanted: Iterable[str]) -> Share | None:
    """counts: videos by the country they were posted from. None without any."""
    asked = {canonical_country(code) for code in wanted}
    of = sum(counts.values())
    return Share(sum(count for code, count in counts.items() if canonical_country(code) in asked), of) if of else None


def match(brand: Brand, stated: Audience) -> float | None:
    """Returns how close the stated audience is to the wanted one, 0–1; None if they have nothing in common to compare.

    Of countries that are wanted without shares, any mix will do: the match is the share of these countries.
    """
    wanted = brand.audience
    found = [_match(wanted.ages, stated.ages), _match(wanted.genders, stated.genders)]
    countries = _whole(_by_country(stated.countries))
    if wanted.countries:
        found.append(_match(_by_country(wanted.countries), countries))
    elif brand.countries and countries:
        asked = {canonical_country(code) for code in brand.countries}
        found.append(min(sum(share for code, share in countries.items() if code in asked), 1.0))
    known = [value for value in found if value is not None]
    return sum(known) / len(known) if known else None


@lru_cache(1_024)
def _subtags(language: str) -> tuple[str, ...]:
    """("zh", "hans") for "zh-Hans", ("he",) for "IW"."""
    first, *rest = language.strip().lower().replace("_", "-").split("-")
    return _LANGUAGES.get(first, first), *rest


def _match(wanted: Mapping[_Key, float], stated: Mapping[_Key, float]) -> float | None:
    """What is missing to 1 is a share of its own: of others."""
    if not wanted or not stated:
        return None
    p, q = _whole(wanted), _whole(stated)
    apart = sum(abs(p.get(key, 0.0) - q.get(key, 0.0)) for key in dict.fromkeys((*p, *q)))
    rest = abs(sum(p.values()) - sum(q.values()))
    return min(max(1 - (apart + rest) / 2, 0.0), 1.0)


def _whole(mix: Mapping[_Key, float]) -> dict[_Key, float]:
    """Returns the shares so that they add up to 1 at most: those of rounded percentages may add up to more."""
    total = max(sum(mix.values()), 1.0)
    return {key: share / total for key, share in mix.items()}


def _by_country(mix: Mapping[str, float]) -> dict[str, float]:
    found: dict[str, float] = {}
    for code, share in mix.items():
        found[canonical_country(code)] = found.get(canonical_country(code), 0.0) + share
    return found
