"""What the user has arranged on a page, kept for the next start: the columns' widths and order, the parts' sizes.

Headings and splitters with an object name take part.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QSettings
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from PySide6.QtWidgets import QHeaderView, QSplitter


def keep(page: QWidget, state: QSettings, size: str) -> None:
    """size: of the text; in another one the widths mean nothing."""
    for key, part in _parts(page, size):
        state.setValue(key, part.saveState())


def restore(page: QWidget, state: QSettings, size: str) -> None:
    """What was kept for this size of the text; nothing else changes."""
    for key, part in _parts(page, size):
        kept = state.value(key)
        if isinstance(kept, QByteArray):
            part.restoreState(kept)


def _parts(page: QWidget, size: str) -> Iterator[tuple[str, QHeaderView | QSplitter]]:
    """With the key each is kept by; an arrangement of other columns than there are is none."""
    from PySide6.QtWidgets import QHeaderView, QSplitter  # not before there is a page: the first paint does without

    for part in page.findChildren(QWidget):
        if part.objectName() and isinstance(part, QHeaderView | QSplitter):
            yield f"arrangement/{size}/{part.objectName()} {part.count()}", part
