"""The English names of languages and countries, by the codes that TikTok uses."""

from __future__ import annotations

from PySide6.QtCore import QLocale


def language(code: str | None) -> str:
    """ "English" for "en", the code itself if it is none that is known, "" for none."""
    if not code:
        return ""
    found = QLocale.codeToLanguage(code.split("-")[0])
    return code if found == QLocale.Language.AnyLanguage else QLocale.languageToString(found)


def country(code: str | None) -> str:
    """ "Germany" for "DE", the code itself if it is none that is known, "" for none."""
    if not code:
        return ""
    found = QLocale.codeToTerritory(code)
    return code if found == QLocale.Country.AnyTerritory else QLocale.territoryToString(found)
