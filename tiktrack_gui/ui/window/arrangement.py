"""Saves how the user has arranged a page for the next start: widths and order of columns, sizes of splitters.

It covers headers and splitters that have an object name.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView, QSplitter


def keep(page: QWidget, state: QSettings, size: str) -> None:
    """Saves the arrangement. size: the text size, the only one it applies to."""
    for key, part in _parts(page, size):
        state.setValue(key, part.saveState())


def restore(page: QWidget, state: QSettings, size: str) -> None:
    """Restores what was saved for this text size, if anything."""
    for key, part in _parts(page, size):
        kept = state.value(key)
        if isinstance(kept, QByteArray):
            part.restoreState(kept)


def _parts(page: QWidget, size: str) -> Iterator[tuple[str, QHeaderView | QSplitter]]:
    """Yields each part with its key, which includes the number of columns: others don't match."""
    from PySide6.QtWidgets import QHeaderView, QSplitter  # imported here because the first paint doesn't need it

    for part in page.findChildren(QWidget):
        if part.objectName() and isinstance(part, QHeaderView | QSplitter):
            yield f"arrangement/{size}/{part.objectName()} {part.count()}", part
