"""Names of lists of creators."""

from __future__ import annotations

from collections.abc import Iterable

from tiktrack_gui.core.characters import typed, visible
from tiktrack_gui.core.errors import BadInput

ALL = "All"  # everyone who is tracked; not a list of its own
MOST_LETTERS = 60


def require_list_name(text: str, taken: Iterable[str]) -> str:
    """Returns the name as it is stored. Raises BadInput for one that is empty, too long or taken.

    taken: the names of the other lists. Names that differ only in case are the same.
    """
    name = " ".join(text.split())
    if not visible(name):
        raise BadInput("A list needs a name.", "Enter a name such as “Food”.")
    if len(name) > MOST_LETTERS:
        raise BadInput(f"That name has {len(name)} characters.", f"Use {MOST_LETTERS} at most.")
    if is_all(name):
        raise BadInput(f"“{ALL}” is everyone you track.", "Use another name.")
    if name.casefold() in {other.casefold() for other in taken}:
        raise BadInput(f"There’s already a list named “{name}”.", "Use another name.")
    return name


def is_all(text: str) -> bool:
    """Whether everyone who is tracked is meant."""
    return typed(text).strip().casefold() == ALL.casefold()
