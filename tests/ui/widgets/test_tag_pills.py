"""Status and tags as pills: as many as fit, and menus whose entries are switched without closing them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tiktrack_gui.core.annotations import Tag
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.staying_menu import StayingMenu
from tiktrack_gui.ui.widgets.tag_chip import TagChip
from tiktrack_gui.ui.widgets.tag_pills import first_letter, marks_width, paint_marks

VEGAN, BERLIN = Tag(id=1, name="Vegan", color="green"), Tag(id=2, name="Berlin", color="blue")


def painted(theme: Theme, width: float, status: str, tags: tuple[Tag, ...], *, short: bool = False) -> float:
    """Returns how many of the px the pills take."""
    image = QImage(600, 40, QImage.Format.Format_ARGB32)
    painter = QPainter(image)
    taken = paint_marks(painter, theme, QRectF(0, 0, width, 40), status, tags, short=short)
    painter.end()
    return taken


def test_all_that_fit_are_painted(theme: Theme) -> None:
    wanted = marks_width(theme, "Contacted", (VEGAN, BERLIN))
    assert painted(theme, wanted, "Contacted", (VEGAN, BERLIN)) == pytest.approx(wanted)
    assert painted(theme, 600, "Contacted", (VEGAN, BERLIN)) == pytest.approx(wanted)


def test_what_does_not_fit_is_a_number(theme: Theme) -> None:
    wanted = marks_width(theme, "Contacted", (VEGAN, BERLIN))
    taken = painted(theme, wanted - 4, "Contacted", (VEGAN, BERLIN))
    assert marks_width(theme, "Contacted", ()) < taken <= wanted - 4


@pytest.mark.parametrize("width", [0, 3, 10, 30, 60, 100])
def test_nothing_is_wider_than_its_room(theme: Theme, width: float) -> None:
    for short in (False, True):
        assert painted(theme, width, "Waiting for the signed contract", (VEGAN, BERLIN), short=short) <= width
        assert painted(theme, width, "", (VEGAN,) * 20, short=short) <= width


def test_without_marks_there_is_nothing(theme: Theme) -> None:
    assert painted(theme, 600, "", ()) == 0
    assert marks_width(theme, "", ()) == 0


@pytest.mark.parametrize(
    ("name", "letter"),
    [("vegan", "V"), ("#food", "F"), ("ärger", "Ä"), ("🍝", "🍝"), ("👩‍🍳 cooks", "C"), ("مطبخ", "م")],
)
def test_a_short_tag_is_its_first_letter(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_a_chips_tooltip_is_never_markup(theme: Theme, qtbot: QtBot) -> None:
    chip = TagChip(theme, Tag(id=3, name="<b>bold</b>", color="red"))
    qtbot.addWidget(chip)
    assert "&lt;b&gt;" in chip.toolTip()


@pytest.fixture
def menu(qtbot: QtBot) -> StayingMenu:
    menu = StayingMenu()
    qtbot.addWidget(menu)
    for name in ("Vegan", "Berlin"):
        menu.addAction(name).setCheckable(True)
    menu.addAction("New tag…")
    return menu


def at(menu: StayingMenu, number: int) -> QPoint:
    return menu.actionGeometry(menu.actions()[number]).center()


@pytest.mark.desktop
def test_a_click_on_what_is_switched_leaves_the_menu_open(menu: StayingMenu, qtbot: QtBot) -> None:
    told: list[str] = []
    menu.triggered.connect(lambda action: told.append(action.text()))
    menu.popup(QPoint(20, 20))
    for number in (0, 1, 0):
        QTest.mouseMove(menu, at(menu, number))
        QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at(menu, number))
        assert menu.isVisible()
    assert [action.isChecked() for action in menu.actions()[:2]] == [False, True]
    assert told == ["Vegan", "Berlin", "Vegan"]
    QTest.mouseMove(menu, at(menu, 2))
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=at(menu, 2))
    qtbot.waitUntil(lambda: not menu.isVisible())
    assert told[-1] == "New tag…"


@pytest.mark.desktop
def test_space_switches_and_enter_closes(menu: StayingMenu, qtbot: QtBot) -> None:
    menu.popup(QPoint(20, 20))
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert menu.actions()[0].isChecked()
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: not menu.isVisible())
    assert menu.actions()[1].isChecked()
