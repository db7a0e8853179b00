"""A creator's place among others of like size: the one definition of this figure.

Of like size are those with a third to three times as many followers. They are compared by their growth over four weeks
(`core.growth`), where it is measured over just these weeks, and by their median engagement (`core.engagement`). The
place is the share of them whose number is lower; equal ones are not. Fewer than ENOUGH say nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tiktrack_gui.core.growth import change
from tiktrack_gui.core.models import CreatorCount, CreatorSample

SPAN = 3  # times as many followers, or as few
ENOUGH = 20  # others

_FOLLOWERS = CreatorCount.FOLLOWERS


@dataclass(frozen=True, slots=True)
class Size:
    """A creator's followers, and their growth over four weeks as a fraction; None if it isn't of just these weeks."""

    followers: int
    growth: float | None


@dataclass(frozen=True, slots=True)
class Place:
    """below: how many of the `others` have a lower number."""

    below: int
    others: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A creator among `others` who have `low` to `high` followers.

    growth, engagement: None if its own isn't known, or too few others' are.
    """

    low: int
    high: int
    others: int
    growth: Place | None = None
    engagement: Place | None = None


def size(earlier: CreatorSample | None, newest: CreatorSample) -> Size | None:
    """earlier: the baseline four weeks ago. None if the followers aren't known."""
    if not newest.followers or newest.repaired & _FOLLOWERS:
        return None
    grown = change(earlier, newest, _FOLLOWERS)
    if grown is None or not grown.is_of_weeks:
        return Size(newest.followers, None)
    return Size(newest.followers, grown.share if grown.is_measurable else 0.0)


def of_like_size(creator_id: int, sizes: Mapping[int, Size]) -> dict[int, Size]:
    """Returns the others that the creator is compared with, by ID; none if its own size isn't known."""
    own = sizes.get(creator_id)
    if own is None:
        return {}
    return {
        id_: other
        for id_, other in sizes.items()
        if id_ != creator_id and own.followers <= SPAN * other.followers and other.followers <= SPAN * own.followers
    }


def standing(creator_id: int, sizes: Mapping[int, Size], engagement: Mapping[int, float]) -> Standing | None:
    """sizes: of all creators, by ID. engagement: of those for whom it is known. None if its own size isn't known."""
    own, others = sizes.get(creator_id), of_like_size(creator_id, sizes)
    if own is None:
        return None
    return Standing(
        low=-(-own.followers // SPAN),
        high=own.followers * SPAN,
        others=len(others),
        growth=_place(own.growth, (other.growth for other in others.values())),
        engagement=_place(engagement.get(creator_id), (engagement.get(id_) for id_ in others)),
    )


def _place(own: float | None, others: Iterable[float | None]) -> Place | None:
    known = [other for other in others if other is not None]
    if own is None or len(known) < ENOUGH:
        return None
    return Place(below=sum(other < own for other in known), others=len(known))
