"""Names that the user gives to things of which no two may have the same, such as lists and brands."""

from __future__ import annotations

from collections.abc import Iterable

from tiktrack_gui.core.characters import storable, visible
from tiktrack_gui.core.errors import BadInput

MOST_LETTERS = 60


def require_unique(text: str, taken: Iterable[str], *, what: str, such_as: str) -> str:
    """Returns the name as it is stored. Raises BadInput for one that is empty, too long or taken.

    taken: the names of the others. Names that differ only in case are the same. what: is named, such as "list".
    such_as: an example of a name.
    """
    name = " ".join(storable(text).split())
    if not visible(name):
        raise BadInput(f"A {what} needs a name.", f"Enter a name such as “{such_as}”.")
    if len(name) > MOST_LETTERS:
        raise BadInput(f"That name has {len(name)} characters.", f"Use {MOST_LETTERS} at most.")
    if name.casefold() in {other.casefold() for other in taken}:
        raise BadInput(f"There’s already a {what} named “{name}”.", "Use another name.")
    return name
