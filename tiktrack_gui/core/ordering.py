"""Order by hand: what a drag and drop does to a list. Pure."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

T = TypeVar("T", bound=Hashable)


def moved(order: Sequence[T], chosen: Iterable[T], before: T | None) -> list[T]:
    """Returns the order with the chosen ones, in the order given, in front of `before`; None or unknown = at the end.

    Chosen ones that weren't in the order are added to it. If `before` is itself chosen, they go in front of the next
    one that isn't.
    """
    group = list(dict.fromkeys(chosen))
    rest = [one for one in order if one not in set(group)]
    place = len(rest)
    if before in order:
        following = [one for one in order[order.index(before) :] if one not in set(group)]
        place = rest.index(following[0]) if following else len(rest)
    return [*rest[:place], *group, *rest[place:]]
