"""A brand's candidates in order of their fit.

Those of low confidence come last: of whom little is known, a fit of 100 says little. Equal fits are ordered by
confidence, then by ID: the order of the rows changes nothing. The order is made in columns; a candidate is taken apart
when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

from tiktrack_gui.core.discovery import fit
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import DEFAULTS, Constants
from tiktrack_gui.core.discovery.measured import Measured
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.ranked import Confidence, Ranked
from tiktrack_gui.core.discovery.rows import ranked

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Flags, Numbers


class Show(StrEnum):
    """Which candidates are listed; dismissed ones only by themselves."""

    UP_AND_COMING = "up_and_coming"
    ALL = "all"
    NEW = "new"  # since the last look
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many candidates there are, dismissed ones not counted in the others."""

    all: int
    up_and_coming: int
    new: int
    dismissed: int
    tracked: int


@dataclass(frozen=True, eq=False, repr=False)  # asyncio shows results, and thousands of rows take long
class Ranking:
    """A sequence of `Ranked`, best first, those of low confidence last; `rank` makes it.

    weights: of the parts that the brand asks for.
    """

    measured: Measured
    weights: Mapping[Part, float]
    _order: Numbers  # places in `measured`
    _fits: Reals  # of all, in the order of `measured`
    _confidence: Numbers  # likewise, places in `fit.CONFIDENCES`
    _built: dict[int, Ranked] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self._order)

    def __getitem__(self, place: int) -> Ranked:
        at = int(self._order[place])
        if at not in self._built:
            level = fit.CONFIDENCES[int(self._confidence[at])]
            self._built[at] = ranked(self.measured, at, self.weights, _whole(self._fits[at]), level)
        return self._built[at]

    def __iter__(self) -> Iterator[Ranked]:
        return map(self.__getitem__, range(len(self)))

    @property
    def brand(self) -> Brand:
        return self.measured.brand

    @cached_property
    def ids(self) -> list[int]:
        """Of the creators, in order."""
        found: list[int] = self.measured.ids[self._order].tolist()
        return found

    @cached_property
    def fits(self) -> list[int | None]:
        """0–100, None if no part is known, in order."""
        return [_whole(value) for value in self._fits[self._order].tolist()]

    @cached_property
    def rows(self) -> list[Row]:
        """As they were read, in order."""
        return [self.measured.rows[at] for at in self._order.tolist()]

    def index_of(self, creator_id: int) -> int | None:
        """Returns the place of a creator, None if it isn't listed."""
        return self._places.get(creator_id)

    @cached_property
    def counts(self) -> Counts:
        """Of all candidates, whichever are listed."""
        listed = {show: int(_listed(self.measured, show).sum()) for show in Show}
        tracked = _listed(self.measured, Show.ALL) & self.measured.is_tracked
        return Counts(
            all=listed[Show.ALL],
            up_and_coming=listed[Show.UP_AND_COMING],
            new=listed[Show.NEW],
            dismissed=listed[Show.DISMISSED],
            tracked=int(tracked.sum()),
        )

    def only(self, which: Show) -> Ranking:
        """Returns the same ranking with these only."""
        return replace(self, _order=self._order[_listed(self.measured, which)[self._order]])

    def weighted(self, weights: Mapping[Part, float]) -> Ranking:
        """Returns all candidates ranked with other weights, in far less time than `rank` takes."""
        return _ranking(self.measured, weights)

    @cached_property
    def _places(self) -> dict[int, int]:
        return {creator_id: place for place, creator_id in enumerate(self.ids)}


def rank(
    brand: Brand,
    rows: Sequence[Row],
    now: float,
    constants: Constants = DEFAULTS,
    weights: Mapping[Part, float] | None = None,
) -> Ranking:
    """Returns all candidates, dismissed ones too. rows: in any order. now: epoch seconds. weights: else the brand's."""
    return _ranking(Measured(brand, rows, now, constants), brand.weights if weights is None else weights)


def _ranking(measured: Measured, weights: Mapping[Part, float]) -> Ranking:
    import numpy as np

    asked = fit.asked(measured.brand, weights)
    fits, known = fit.weighted_mean(measured.parts, asked, len(measured.rows))
    confidence = fit.confidence(known, measured.thin)
    is_low = confidence == fit.CONFIDENCES.index(Confidence.LOW)
    order = np.lexsort((measured.ids, -confidence, -np.nan_to_num(fits, nan=-1.0), is_low))
    return Ranking(measured, asked, order, fits, confidence)


def _listed(measured: Measured, which: Show) -> Flags:
    dismissed = measured.is_dismissed
    match which:
        case Show.DISMISSED:
            return dismissed
        case Show.NEW:
            return measured.is_new & ~dismissed
        case Show.UP_AND_COMING:
            return measured.up_and_coming & ~dismissed
        case _:
            return ~dismissed


def _whole(value: float) -> int | None:
    return None if value != value else int(value)  # nan
