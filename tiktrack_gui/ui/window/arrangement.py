"""Saves how the user has arranged a page for the next start: widths and order of columns, sizes of splitters, filters.

It covers headers, splitters and other widgets that can save their state, if they have an object name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget


@runtime_checkable
class Keeps(Protocol):
    """A widget that can save its state and restore it, as Qt's headers and splitters do."""

    def saveState(self) -> QByteArray: ...

    def restoreState(self, state: QByteArray, /) -> bool: ...


def keep(page: QWidget, state: QSettings, size: str) -> None:
    """Saves the arrangement. size: the text size, the only one that widths and sizes apply to."""
    for key, part in _parts(page, size):
        state.setValue(key, part.saveState())


def restore(page: QWidget, state: QSettings, size: str) -> None:
    """Restores what was saved, if anything; widths and sizes only for this text size."""
    for key, part in _parts(page, size):
        kept = state.value(key)
        if isinstance(kept, QByteArray):
            part.restoreState(kept)


def _parts(page: QWidget, size: str) -> Iterator[tuple[str, Keeps]]:
    """Yields each part with its key, which includes the number of columns: others don't match."""
    from PySide6.QtWidgets import QHeaderView, QSplitter  # imported here because the first paint doesn't need it

    for part in page.findChildren(QWidget):
        if not part.objectName() or not isinstance(part, Keeps):
            continue
        if isinstance(part, QHeaderView | QSplitter):
            yield f"arrangement/{size}/{part.objectName()} {part.count()}", part
        else:
            yield f"arrangement/{part.objectName()}", part
