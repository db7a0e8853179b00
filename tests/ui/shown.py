"""Shows a scene of the gallery, for tests that run on all scenes; building one is what takes longest."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from tests.ui import gallery
from tiktrack_gui.ui.theme.theme import Theme


@contextmanager
def shown(name: str, theme: Theme) -> Iterator[QWidget]:
    make, width, height = gallery.scenes()[name]
    window = make(theme)
    window.resize(width, height)
    window.show()
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
