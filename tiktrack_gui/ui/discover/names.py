"""Names of languages and countries by their codes, from Qt, which keeps them up to date (Unicode CLDR)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from PySide6.QtCore import QLocale

from tiktrack_gui.core.discovery.audience import canonical_country
from tiktrack_gui.core.discovery.codes import COUNTRIES, LANGUAGES

OURS = {"no": "Norwegian", "tw": "Twi"}  # Qt says which Norwegian it is, and doesn't know the code of Twi
UNKNOWN = (QLocale.Language.AnyLanguage, QLocale.Language.C)


@cache
def languages() -> Mapping[str, str]:
    """TikTok's code → English name, in the order of the names. What is written with two codes is there once."""
    named = {code: QLocale.languageToString(QLocale.codeToLanguage(code)) for code in LANGUAGES} | OURS
    codes = {name: code for code, name in sorted(named.items(), reverse=True)}  # the first code of several
    return _sorted({code: name for name, code in codes.items()})


@cache
def countries() -> Mapping[str, str]:
    """ISO 3166-1 alpha-2 code → English name, in the order of the names."""
    names = {code: QLocale.territoryToString(QLocale.codeToTerritory(code)) for code in COUNTRIES}
    return _sorted({code: name.removesuffix(" SAR China") for code, name in names.items()})


@cache
def language(code: str) -> str:
    """ "German" for "de"; the code itself if Qt doesn't know it."""
    plain = code.lower().partition("-")[0]
    known = QLocale.codeToLanguage(plain)
    return OURS.get(plain) or (code if known in UNKNOWN else QLocale.languageToString(known))


def country(code: str) -> str:
    """ "Germany" for "DE"; the code itself if it isn't known."""
    return countries().get(canonical_country(code), code)


@cache
def also_called(code: str) -> str:
    """The language's name in itself, such as "Deutsch"; "" if Qt doesn't know it."""
    return QLocale(QLocale.codeToLanguage(code)).nativeLanguageName()


def _sorted(names: Mapping[str, str]) -> Mapping[str, str]:
    return dict(sorted(names.items(), key=lambda item: item[1].casefold()))
