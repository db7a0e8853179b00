"""Names of lists of creators."""

from __future__ import annotations

from collections.abc import Iterable

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.unique_names import require_unique

ALL = "All"  # everyone who is tracked; not a list of its own


def require_list_name(text: str, taken: Iterable[str]) -> str:
    """Returns the name as it is stored. Raises BadInput for one that is empty, too long or taken.

    taken: the names of the other lists. Names that differ only in case are the same.
    """
    if is_all(text):
        raise BadInput(f"“{ALL}” is everyone you track.", "Use another name.")
    return require_unique(text, taken, what="list", such_as="Food")


def is_all(text: str) -> bool:
    """Whether everyone who is tracked is meant."""
    return typed(text).strip().casefold() == ALL.casefold()
