"""A creator's samples as columns, so that years of them are read and gone through in a few milliseconds.

Columns are a sequence of samples like any other, and a sample is made when it is asked for: whatever takes samples
takes columns. What goes through all of them asks for `columns_of` them, and does so with whole columns.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from operator import attrgetter
from typing import TYPE_CHECKING, Any, overload

from tiktrack_gui.core.growth import BUT_TIME
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.samples import CREATOR_COUNTS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Numbers = NDArray[np.int64]
    Flags = NDArray[np.bool_]

NAMES = tuple(field.name for field in fields(CreatorSample))  # of the columns, in their order
AT = attrgetter("at")
UNKNOWN = -(2**63)  # in place of a count
ORIGINS = tuple(Origin)


@dataclass(frozen=True, slots=True, eq=False)
class SampleColumns(Sequence[CreatorSample]):
    """Arrays of the same length with what `CreatorSample` says about each sample, in the order of the samples.

    A count that isn't known is UNKNOWN. origin: places in ORIGINS. Columns equal any sequence of the same samples.
    """

    at: Numbers
    followers: Numbers
    following: Numbers
    likes: Numbers
    videos: Numbers
    rounded: Numbers
    repaired: Numbers
    origin: Numbers

    def __len__(self) -> int:
        return len(self.at)

    @overload
    def __getitem__(self, place: int) -> CreatorSample: ...

    @overload
    def __getitem__(self, place: slice) -> SampleColumns: ...

    def __getitem__(self, place: int | slice) -> CreatorSample | SampleColumns:
        if isinstance(place, slice):
            return self.only(place)
        return _sample(*(column.item(place) for column in self._columns))

    def __iter__(self) -> Iterator[CreatorSample]:
        return map(_sample, *(column.tolist() for column in self._columns))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and list(self) == list(other)

    __hash__ = None  # type: ignore[assignment]  # as a list

    def counts(self, which: CreatorCount) -> Numbers:
        """The column of that count."""
        column: Numbers = getattr(self, str(which.name).lower())
        return column

    def only(self, places: slice | Numbers | Flags) -> SampleColumns:
        """Returns the samples at those places, or those whose flags are set."""
        return SampleColumns(*(column[places] for column in self._columns))

    def followed_by(self, sample: CreatorSample) -> SampleColumns:
        """Returns these samples and one more."""
        import numpy as np

        last = columns_of([sample])
        return SampleColumns(*(np.append(getattr(self, name), getattr(last, name)) for name in NAMES))

    def equal_next(self) -> Flags:
        """Returns whether each sample but the last one equals the next one (see `core.growth.is_equal`)."""
        import numpy as np

        equal = np.ones(max(len(self) - 1, 0), np.bool_)
        for name in BUT_TIME[CreatorSample]:
            column: Numbers = getattr(self, name)
            equal &= column[1:] == column[:-1]
        return equal

    @property
    def _columns(self) -> tuple[Numbers, ...]:
        return tuple(getattr(self, name) for name in NAMES)


def number_until(samples: Sequence[CreatorSample], moment: float) -> int:
    """Returns how many were measured by that moment. samples: oldest first."""
    if isinstance(samples, SampleColumns):
        return int(samples.at.searchsorted(moment, "right"))
    return bisect_right(samples, moment, key=AT)


def columns_of(samples: Sequence[CreatorSample]) -> SampleColumns:
    """Returns the samples as columns; columns as they are."""
    if isinstance(samples, SampleColumns):
        return samples
    return from_rows(list(map(attrgetter(*NAMES), samples)), Origin)


def from_rows(rows: Sequence[Sequence[Any]], origin_of: Callable[[Any], Origin]) -> SampleColumns:
    """Returns samples as columns.

    rows: the values of each sample in the order of NAMES; counts may be None. origin_of: reads an origin; called once
    for each that differs.
    """
    import numpy as np

    values: Iterable[Sequence[Any]] = zip(*rows, strict=True) if rows else [()] * len(NAMES)
    columns = dict(zip(NAMES, values, strict=True))
    for name in CREATOR_COUNTS:
        if None in columns[name]:
            columns[name] = tuple(UNKNOWN if count is None else count for count in columns[name])
    places = {origin: ORIGINS.index(origin_of(origin)) for origin in set(columns["origin"])}
    columns["origin"] = tuple(map(places.__getitem__, columns["origin"]))
    return SampleColumns(**{name: np.array(column, np.int64) for name, column in columns.items()})


def _sample(
    at: int, followers: int, following: int, likes: int, videos: int, rounded: int, repaired: int, origin: int
) -> CreatorSample:
    return CreatorSample(
        at=at,
        followers=None if followers == UNKNOWN else followers,
        following=None if following == UNKNOWN else following,
        likes=None if likes == UNKNOWN else likes,
        videos=None if videos == UNKNOWN else videos,
        rounded=rounded,
        repaired=repaired,
        origin=ORIGINS[origin],
    )
