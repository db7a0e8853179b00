"""Candidates as columns: arrays with a value for each, nan where it isn't known."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Any

from tiktrack_gui.core.discovery.pool import Row

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Numbers


@dataclass(frozen=True, slots=True)
class Columns:
    """rows: of the candidates, in any order."""

    rows: Sequence[Row]

    def ids(self) -> Numbers:
        """As integers: a float has only 53 of their 64 bits."""
        import numpy as np

        return np.array(self.values("creator_id"), dtype=np.int64)

    def __getitem__(self, name: str) -> Reals:
        """Returns a column of numbers."""
        import numpy as np

        return np.array(self.values(name), dtype=np.float64)

    def values(self, name: str) -> list[Any]:
        """Returns a column as it is."""
        return list(map(itemgetter(Row._fields.index(name)), self.rows))

    def read(self, name: str, reading: Callable[[str], float | None]) -> Reals:
        """Returns what `reading` makes of a column of texts. Many texts are equal; each is read once."""
        import numpy as np

        once = cache(reading)
        found = [None if text is None else once(text) for text in self.values(name)]
        return np.array(found, dtype=np.float64)

    def at_least(self, least: Reals) -> tuple[Reals, Reals]:
        """Returns how many of each one's newest videos have at least so many views, and of how many; nan if unknown."""
        import numpy as np

        texts = self.values("views")
        known = [place for place in (~np.isnan(least)).nonzero()[0].tolist() if texts[place]]
        lists: list[list[int]] = json.loads(f"[{','.join([texts[place] for place in known])}]")  # at once: far faster
        lengths = np.fromiter(map(len, lists), np.int64, len(lists))
        views = np.fromiter(chain.from_iterable(lists), np.float64, int(lengths.sum()))
        good, of = np.full(len(self.rows), np.nan), np.full(len(self.rows), np.nan)
        ends = np.cumsum(views >= np.repeat(least[known], lengths))
        reached = np.concatenate(([0], ends))[np.concatenate(([0], np.cumsum(lengths)))]
        some = lengths > 0
        places = np.array(known, dtype=np.int64)[some]
        good[places], of[places] = np.diff(reached)[some], lengths[some]
        return good, of
