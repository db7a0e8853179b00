"""Telling which source is meant by what people type or paste: the feed, a hashtag or a creator."""

from __future__ import annotations

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.handles import parse_creator
from tiktrack_gui.core.hashtags import parse_hashtag
from tiktrack_gui.core.sources import TRENDING, Capability


def kind_of_source(text: str) -> Capability:
    """Returns what it takes to fetch it. A bare name is a hashtag, except for the feed's."""
    plain = typed(text).strip().lower()
    if plain == TRENDING:
        return Capability.TRENDING
    if "/tag/" in plain or plain.startswith("#"):
        return Capability.HASHTAG
    return Capability.CREATOR_VIDEOS if "@" in plain or "tiktok.com" in plain else Capability.HASHTAG


def require_source(text: str) -> None:
    """Raises BadInput if the text names no source, or several."""
    match kind_of_source(text):
        case Capability.HASHTAG:
            parse_hashtag(text)
        case Capability.CREATOR_VIDEOS:
            parse_creator(text)
