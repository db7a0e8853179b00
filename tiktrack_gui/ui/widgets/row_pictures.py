"""Pictures of a table's rows, so that a row that was painted once is copied when it is scrolled or uncovered."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from PySide6.QtCore import QSize
from PySide6.QtGui import QPixmap


class RowState(NamedTuple):
    """What a row looks like, apart from its contents."""

    row: int
    selected: bool
    hovered: bool
    framed: bool  # it has the focus lines


@dataclass(slots=True, eq=False)
class RowPicture:
    """A row as it was painted.

    stale: the columns whose cells are to be painted anew.
    """

    pixmap: QPixmap
    stale: set[int] = field(default_factory=set)


class RowPictures:
    """The most recently drawn rows. All pictures have the same size; of what has another look, none is kept."""

    def __init__(self) -> None:
        self._look: object = None
        self._size, self._ratio, self._limit = QSize(), 1.0, 1
        self._kept: OrderedDict[RowState, RowPicture] = OrderedDict()

    def __len__(self) -> int:
        return len(self._kept)

    def fit(self, look: object, size: QSize, ratio: float, limit: int) -> None:
        """Forgets all pictures if they were made for another look.

        look: whatever the rows depend on besides their state; compared with `==`. size: of a row, in px. ratio: device
        pixels per pixel. limit: how many are kept.
        """
        if (look, size, ratio) != (self._look, self._size, self._ratio):
            self.clear()
        self._look, self._size, self._ratio, self._limit = look, size, ratio, limit

    def of(self, state: RowState, columns: Iterable[int]) -> RowPicture:
        """Returns the row's picture; a new one, in which all these columns are stale, takes the place of the oldest."""
        picture = self._kept.get(state)
        if picture is None:
            picture = self._kept[state] = RowPicture(self._blank(), set(columns))
        else:
            self._kept.move_to_end(state)
        return picture

    def outdate(self, columns: Collection[int], rows: Collection[int] | None = None) -> None:
        """Makes these cells be painted anew when they are drawn next. rows: None = all."""
        for state, picture in self._kept.items():
            if rows is None or state.row in rows:
                picture.stale.update(columns)

    def clear(self) -> None:
        self._kept.clear()

    def _blank(self) -> QPixmap:
        """Returns a picture to be painted over."""
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        if len(self._kept) == self._limit:
            _, oldest = self._kept.popitem(last=False)
            return oldest.pixmap
        pixmap = QPixmap(self._size * self._ratio)
        pixmap.setDevicePixelRatio(self._ratio)
        return pixmap
