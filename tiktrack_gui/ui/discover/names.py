"""Names of languages and countries by their codes, from Qt, which keeps them up to date (Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QLocale

from tiktrack_gui.core.discovery.audience import canonical_country, canonical_language

TWO_LETTERS = QLocale.LanguageCodeType.ISO639Part1
NO_COUNTRIES = frozenset({"AC", "CP", "DG", "EA", "EU", "IC", "QO", "TA"})  # in CLDR, but not in ISO 3166-1


@cache
def languages() -> Mapping[str, str]:
    """Code, as in ISO 639-1 where it has one → English name, in the order of the names."""
    found = {QLocale.languageToCode(one, TWO_LETTERS): QLocale.languageToString(one) for one in QLocale.Language}
    named = {canonical_language(code): name for code, name in found.items() if len(code) == 2}
    named |= {"no": "Norwegian", "fil": QLocale.languageToString(QLocale.Language.Filipino)}
    return _sorted(named)


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
    return languages().get(canonical_language(code), code)


def country(code: str) -> str:
    """ "Germany" for "DE"; the code itself if it isn't known."""
    return countries().get(canonical_country(code), code)


@cache
def also_called(code: str) -> str:
    """The language's name in itself, such as "Deutsch"; "" if Qt doesn't know it."""
    return QLocale(QLocale.codeToLanguage(code)).nativeLanguageName()


def _sorted(names: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))
