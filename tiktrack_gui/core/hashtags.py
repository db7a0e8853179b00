"""Parsing hashtags from what people type or paste: a hashtag, or the link to its page."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import unquote

from tiktrack_gui.core.characters import cut, typed
from tiktrack_gui.core.errors import BadInput

SHOWN = 60  # characters of what was given, in messages
LONGEST = 100

_LINK = re.compile(
    r"(?:https?://)?(?:[a-z0-9-]+\.){0,2}tiktok\.com(?:/[a-z-]+)?/tag/(?P<name>[^/?#\s]+)", re.IGNORECASE | re.ASCII
)
_HASHTAG = re.compile(r"#+ ?(?P<name>[^#\s]+)")
_AROUND = " \n\t\"'`“”„‘’«»()[]{},;:.!?"
_PARTS = ("L", "M", "N", "So", "Sk")  # Unicode's categories of letters, marks, numbers, and emoji with their modifiers

_GIVE_ANOTHER = "Enter #name or a link to the hashtag’s page."


def parse_hashtag(text: str) -> str:
    """Returns the name without #, in lower case as TikTok compares it. Raises BadInput for none, or several."""
    given, plain = typed(text), unquote(typed(text)).strip(_AROUND)
    links = _LINK.findall(given) or _LINK.findall(plain)
    named = [unquote(name) for name in links] or [found["name"] for found in _HASHTAG.finditer(plain)]
    names = dict.fromkeys(canonical(name.strip(_AROUND)) for name in named or [plain])
    if len(names) > 1:
        raise BadInput(f"“{_shown(text)}” names more than one hashtag.", "Enter one at a time.")
    [name] = names
    if not is_hashtag(name):
        raise BadInput(f"“{_shown(text)}” isn’t a valid hashtag.", _GIVE_ANOTHER)
    return name


def canonical(name: str) -> str:
    return unicodedata.normalize("NFC", name).lower()


def is_hashtag(name: str) -> bool:
    """Whether it can be a hashtag: letters of any script, digits, underscores and emoji."""
    return 0 < len(name) <= LONGEST and all(
        character == "_" or unicodedata.category(character).startswith(_PARTS) for character in name
    )


def _shown(text: str) -> str:
    return cut(" ".join(typed(text).split()), SHOWN)
