"""Which pages an error concerns: its notice is shown on these."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.errors import (
    AllFiltered,
    AnotherPoster,
    BrowserUnconfirmed,
    DiscordError,
    KeyringUnavailable,
    OffersAutostart,
    SettingsUnusable,
    ShowsDemo,
    TikTokError,
    TikTrackError,
)
from tiktrack_gui.core.sources import Capability

ALL: frozenset[str] = frozenset()  # every page, also those to come

_PAGES: Mapping[type[TikTrackError], frozenset[str]] = {
    ShowsDemo: frozenset({"trending"}),  # on the others, the rail says so
    OffersAutostart: frozenset({"trending"}),
    AllFiltered: frozenset({"trending"}),
    BrowserUnconfirmed: frozenset({"trending", "creators", "discover", "campaigns", "activity", "settings"}),
    TikTokError: frozenset({"trending", "creators", "discover", "campaigns", "activity"}),
    DiscordError: frozenset({"discord"}),
    AnotherPoster: frozenset({"discord"}),
    KeyringUnavailable: frozenset({"discord", "settings"}),
    SettingsUnusable: frozenset({"trending", "settings"}),  # they decide what is found
}
_ASKED_FOR: Mapping[str, frozenset[str]] = {  # by what TikTok was asked for
    Capability.TRENDING: frozenset({"trending", "activity"}),
    Capability.HASHTAG: frozenset({"trending", "activity"}),
    Capability.CREATOR: frozenset({"creators", "discover"}),
    Capability.CREATOR_VIDEOS: frozenset({"creators", "discover"}),
    Capability.SEARCH: frozenset({"creators", "discover"}),
    Capability.COMMENTS: frozenset({"discover"}),
}


def pages_of(error: TikTrackError) -> frozenset[str]:
    """Returns the keys of the pages that the error concerns; ALL if it may concern any."""
    capability = error.capability if isinstance(error, TikTokError) else ""
    return pages_of_kind(type(error), capability)


def pages_of_kind(trouble: type[TikTrackError], capability: str = "") -> frozenset[str]:
    """As `pages_of`, for an error's class. capability: what TikTok was asked for, if anything."""
    for base in trouble.__mro__:
        if base is TikTokError and capability in _ASKED_FOR:
            return _ASKED_FOR[capability]
        if base in _PAGES:
            return _PAGES[base]
    return ALL


def together(one: frozenset[str], other: frozenset[str]) -> frozenset[str]:
    """Returns the pages of both."""
    return ALL if ALL in (one, other) else one | other
