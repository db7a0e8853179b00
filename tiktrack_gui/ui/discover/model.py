"""Table model of the candidates, by creator ID, over a ranking; of which only what is looked at is put into words."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from PySide6.QtCore import QObject

from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.discovery.ranking import Ranking
from tiktrack_gui.core.words_index import sought
from tiktrack_gui.ui.discover.columns import HEADINGS, KEYS, Column
from tiktrack_gui.ui.discover.names import language
from tiktrack_gui.ui.widgets.keyed_model import Key, KeyedModel
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words.overview import Cell


class CandidatesModel(KeyedModel[Ranked]):
    """Sorts and searches the rows of the ranking as they were read; equal ones are by rank."""

    def __init__(
        self, now: Callable[[], float], constants: Callable[[], Constants], parent: QObject | None = None
    ) -> None:
        """now: UTC epoch seconds. constants: of the definitions, as they are set."""
        super().__init__(HEADINGS, parent)
        self._now, self._constants = now, constants
        self._ranking: Ranking | None = None

    def show(self, ranking: Ranking, text: str = "") -> None:
        """Takes another ranking; who is in both stays selected. text: shows only those whose name or handle has every
        word of it.
        """
        self._wanted, self._ranking = sought(text), ranking
        self._take(_ById(ranking))

    def place_of(self, creator_id: int) -> int:
        """The candidate's place by fit, from 1 on; 0 if it isn't in the ranking any more."""
        place = self._ranking.index_of(creator_id) if self._ranking is not None else None
        return 0 if place is None else place + 1

    def id_of_item(self, item: Ranked) -> int:
        return item.creator_id

    def made(self, item: Ranked, column: int) -> Cell:
        match column:
            case Column.RANK:
                return Cell(text=str(self.place_of(item.creator_id)))
            case Column.CREATOR:
                return words.creator(item, self._now())
            case Column.FOLLOWERS:
                return Cell(text=words.followers(item).removesuffix(" followers"))
            case Column.FIT:
                return words.fit(item)
            case Column.WHY:
                return words.why(item, self._now())
            case Column.BREAKTHROUGH:
                return words.breakthrough(item, self._now())
            case Column.SINCE:
                return words.since_then(item, self._now())
            case Column.COMMENTS:
                return words.comments(item, self._constants().least_comments, language)
        return words.state(item, self._now(), self._constants().watched_days)

    def keys(self, ids: Sequence[int], column: int) -> Sequence[Key]:
        if (key := KEYS.get(column)) is not None:
            return [key(row) for row in self._read(ids)]
        places = self._places(ids)
        return places if column == Column.RANK else [-place for place in places]  # the best fit is the largest

    def texts(self, ids: Sequence[int]) -> Sequence[str]:
        return [f"{row.handle} {row.name or ''}" for row in self._read(ids)]

    def sentence(self, item: Ranked) -> str:
        return words.sentence(item, self.place_of(item.creator_id), self._now(), self._constants(), language)

    def _read(self, ids: Sequence[int]) -> list[Row]:
        """The rows as they were read."""
        return [self._ranking.rows[place] for place in self._places(ids)] if self._ranking is not None else []

    def _places(self, ids: Sequence[int]) -> Sequence[int]:
        """Where they are in the ranking, in whose order they are: where nothing is looked for, they are all of it."""
        if self._ranking is None or len(ids) == len(self._ranking):
            return range(len(ids))
        return [self._ranking.index_of(id_) or 0 for id_ in ids]


class _ById(Mapping[int, Ranked]):
    """A ranking by creator ID, best first; its candidates are made when they are asked for."""

    def __init__(self, ranking: Ranking) -> None:
        self._ranking = ranking

    def __getitem__(self, creator_id: int) -> Ranked:
        place = self._ranking.index_of(creator_id)
        if place is None:
            raise KeyError(creator_id)
        return self._ranking[place]

    def __contains__(self, creator_id: object) -> bool:
        return isinstance(creator_id, int) and self._ranking.index_of(creator_id) is not None

    def __iter__(self) -> Iterator[int]:
        return iter(self._ranking.ids)

    def __len__(self) -> int:
        return len(self._ranking)
