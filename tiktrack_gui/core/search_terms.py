"""What to search TikTok for, from what people type."""

from __future__ import annotations

from tiktrack_gui.core.characters import beginning, graphemes, storable, typed
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import separate

LONGEST = 100  # characters


def parse_term(text: str) -> str:
    """Returns the text without spaces and @ around it, cut to LONGEST. Raises BadInput if there is nothing to see."""
    term = beginning(graphemes(" ".join(storable(text).split()).lstrip("@＠ ")), LONGEST).rstrip()
    if not typed(term).strip():
        raise BadInput("There’s nothing to search for.", "Enter a name, or a few words.")
    return term


def may_be_term(text: str) -> bool:
    """Whether people may mean a search by it: it isn't a link, nor a list of creators."""
    return "/" not in text and typed(text).strip("@ ") != "" and len(separate(text)) == 1
