"""Names of languages and countries by their ISO codes, from Qt, which keeps them up to date (Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QLocale

TWO_LETTERS = QLocale.LanguageCodeType.ISO639Part1
NO_COUNTRIES = frozenset({"AC", "CP", "DG", "EA", "EU", "IC", "QO", "TA"})  # in CLDR, but not in ISO 3166-1
OTHERWISE_WRITTEN = {"no": "nb", "iw": "he", "in": "id", "fil": "tl"}  # codes that TikTok may use for those of ISO


@cache
def languages() -> Mapping[str, str]:
    """ISO 639-1 code → English name, in the order of the names."""
    found = {QLocale.languageToCode(one, TWO_LETTERS): QLocale.languageToString(one) for one in QLocale.Language}
    found["tl"] = QLocale.languageToString(QLocale.Language.Filipino)  # without a code of two letters in CLDR
    return _sorted({code: name for code, name in found.items() if len(code) == 2})


@cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 code → English name, in the order of the names."""
    found = {QLocale.territoryToCode(one): QLocale.territoryToString(one) for one in QLocale.Country}
    named = {code: name.removesuffix(" SAR China") for code, name in found.items()}
    return _sorted(
        {code: name for code, name in named.items() if len(code) == 2 and code.isalpha() and code not in NO_COUNTRIES}
    )


def language(code: str) -> str:
    """ "German" for "de"; the code itself if it isn't known."""
    known = languages()
    return known.get(code) or known.get(OTHERWISE_WRITTEN.get(code, ""), code)


def country(code: str) -> str:
    """ "Germany" for "DE"; the code itself if it isn't known."""
    return countries().get(code.upper(), code)


@cache
def also_called(code: str) -> str:
    """The language's name in itself, such as "Deutsch"; "" if Qt doesn't know it."""
    return QLocale(QLocale.codeToLanguage(code)).nativeLanguageName()


def _sorted(names: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))
