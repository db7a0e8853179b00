"""Names that the user gives to things of which no two may have the same, such as lists and brands."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from tiktrack_gui.core.characters import storable, typed, visible
from tiktrack_gui.core.errors import BadInput

MOST_LETTERS = 60
# Characters that turn the direction of what follows
_DIRECTIONS = dict.fromkeys((0x61C, 0x200E, 0x200F, *range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def key(name: str) -> str:
    """What names have in common that look the same: without case, invisible characters, and spaces around them."""
    return unicodedata.normalize("NFC", " ".join(typed(name).split()).casefold())


def require_unique(text: str, taken: Iterable[str], *, what: str, such_as: str) -> str:
    """Returns the name as it is stored. Raises BadInput for one that is empty, too long or taken.

    taken: the names of the others. Names that look the same are the same (see `key`). what: is named, such as "list".
    such_as: an example of a name.
    """
    name = " ".join(storable(text).translate(_DIRECTIONS).split())
    if not visible(name):
        raise BadInput(f"A {what} needs a name.", f"Enter a name such as “{such_as}”.")
    if len(name) > MOST_LETTERS:
        raise BadInput(f"That name has {len(name)} characters.", f"Use {MOST_LETTERS} at most.")
    if key(name) in map(key, taken):
        raise BadInput(f"There’s already a {what} named “{name}”.", "Use another name.")
    return name
