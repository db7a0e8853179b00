"""The worst case for texts: the largest size in the smallest window. None may be cut off."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from tests.ui import gallery
from tests.ui.shown import shown
from tiktrack_gui.ui.theme.look import Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.labels import ElidedLabel
from tiktrack_gui.ui.window.main_window import MINIMUM

SMALL = [name for name, scene in gallery.scenes().items() if scene[1:] == (MINIMUM.width(), MINIMUM.height())]


@pytest.fixture(scope="module", params=SMALL)
def window(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[QWidget]:
    look = Look(appearance=Mode.LIGHT, animations=Motion.OFF, text_size=TextSize.LARGEST)
    with shown(request.param, Theme(qapp, tmp_path_factory.mktemp("cache"), look)) as window:
        for _ in range(3):  # layouts settle
            QApplication.processEvents()
        yield window


def test_no_words_are_cut(window: QWidget) -> None:
    assert [words for widget, words in worded(window) if is_cut(widget)] == []


def test_the_window_stays_as_small_as_it_may_be(window: QWidget) -> None:
    assert window.size() == MINIMUM


def test_nothing_is_wider_than_what_it_is_in(window: QWidget) -> None:
    outside = []
    for widget, words in worded(window):
        parent = widget.parentWidget()
        while parent is not None and parent is not window:
            left, width = widget.mapTo(parent, widget.rect().topLeft()).x(), widget.width()
            if left < 0 or left + width > parent.width():
                outside.append(words)
                break
            parent = parent.parentWidget()
    assert outside == []


def worded(window: QWidget) -> Iterator[tuple[QWidget, str]]:
    """Yields the widgets that must be fully readable, with their texts."""
    for widget in window.findChildren(QWidget):
        if isinstance(widget, ElidedLabel) or not isinstance(widget, QLabel | QPushButton):
            continue
        if widget.isVisible() and widget.text():
            yield widget, widget.text()


def is_cut(widget: QWidget) -> bool:
    if isinstance(widget, QLabel) and widget.wordWrap():
        return widget.height() < widget.heightForWidth(widget.width())
    return widget.width() < widget.sizeHint().width() or widget.height() < widget.sizeHint().height()
