"""Candidates as columns: arrays with a value for each, nan where it isn't known."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from math import nan
from typing import TYPE_CHECKING, Any, overload

from tiktrack_gui.core.discovery.packed import NAMES, PLACES, pack, records, unpack
from tiktrack_gui.core.discovery.pool import Row

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.packed import Records
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Numbers


class Rows(Sequence[Row]):
    """Rows kept as columns: few large objects instead of many small ones. A row is made when it is asked for, which
    most never are.

    They equal any sequence of the same rows.
    """

    def __init__(self, before: Sequence[Sequence[Any]], figures: Records, after: Sequence[Sequence[Any]]) -> None:
        """before, after: the values of each of `Row`'s fields before and after its figures; all of the same length."""
        self._before, self.figures, self._after = before, figures, after
        names = (*Row._fields[: PLACES.start], *Row._fields[PLACES.stop :])
        self._stored = dict(zip(names, (*before, *after), strict=True))

    @classmethod
    def of(cls, rows: Iterable[Row]) -> Rows:
        fields = list(zip(*rows, strict=True)) or [()] * len(Row._fields)
        packed = [pack(values) for values in zip(*fields[PLACES], strict=True)]
        return cls(fields[: PLACES.start], records(packed), fields[PLACES.stop :])

    def __len__(self) -> int:
        return len(self.figures)

    @overload
    def __getitem__(self, place: int) -> Row: ...

    @overload
    def __getitem__(self, place: slice) -> Rows: ...

    def __getitem__(self, place: int | slice) -> Row | Rows:
        before, after = ([column[place] for column in columns] for columns in (self._before, self._after))
        if isinstance(place, slice):
            return Rows(before, self.figures[place], after)
        return Row._make((*before, *unpack(self.figures[place].item()), *after))

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, Sequence) else NotImplemented

    __hash__ = None  # type: ignore[assignment]

    def values(self, name: str) -> Sequence[Any]:
        """Returns the values of a field that is none of the figures."""
        return self._stored[name]


class Columns:
    """rows: of the candidates, in any order."""

    def __init__(self, rows: Sequence[Row]) -> None:
        self._rows = rows if isinstance(rows, Rows) else Rows.of(rows)

    def ids(self) -> Numbers:
        """As integers: a float has only 53 of their 64 bits."""
        import numpy as np

        return np.array(self.values("creator_id"), dtype=np.int64)

    def __getitem__(self, name: str) -> Reals:
        """Returns a column of numbers; a trend is its place in `packed.TRENDS`."""
        import numpy as np

        if name in NAMES:
            return np.ascontiguousarray(self._rows.figures[name])
        return np.array([nan if value is None else value for value in self.values(name)], dtype=np.float64)

    def values(self, name: str) -> Sequence[Any]:
        """Returns a column that is none of the figures as it is."""
        return self._rows.values(name)

    def read(self, name: str, reading: Callable[[Any], float | None]) -> Reals:
        """Returns what `reading` makes of a column of JSON. Many texts are equal; each is read once."""
        import numpy as np

        texts = self.values(name)
        known = list(dict.fromkeys(filter(None, texts)))
        found = dict(zip(known, map(reading, _all_from_json(known)), strict=True))
        return np.array(list(map(found.get, texts)), dtype=np.float64)

    def at_least(self, least: Reals) -> tuple[Reals, Reals]:
        """Returns how many of each one's newest videos have at least so many views, and of how many; nan if unknown."""
        import numpy as np

        texts = self.values("views")
        known = [place for place in (~np.isnan(least)).nonzero()[0].tolist() if texts[place] not in (None, "[]")]
        lists = [texts[place] for place in known]
        of = np.array([text.count(",") + 1 for text in lists], dtype=np.int64)
        views = _whole_numbers(lists)
        reached = np.concatenate(([0], np.cumsum(views >= np.repeat(least[known], of))))
        ends = np.cumsum(of)
        columns = np.full((2, len(texts)), np.nan)
        columns[:, known] = reached[ends] - reached[ends - of], of
        return columns[0], columns[1]


def _whole_numbers(lists: Sequence[str]) -> Numbers:
    """Reads lists of them in JSON, one after the other: three times as fast as `json` and `numpy.array`."""
    import numpy as np

    if not lists:
        return np.zeros(0, dtype=np.int64)
    return np.fromstring(",".join([text[1:-1] for text in lists]), dtype=np.int64, sep=",")


def _all_from_json(texts: Sequence[str]) -> list[Any]:
    """Reads all at once, which is far faster than one after the other."""
    found: list[Any] = json.loads(f"[{','.join(texts)}]")
    return found
