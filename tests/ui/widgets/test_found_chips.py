"""Chips for languages and countries, found by typing, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate
from tiktrack_gui.ui.discover import names
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed
from tiktrack_gui.ui.widgets.chips import Chip
from tiktrack_gui.ui.widgets.found_chips import MOST_ROWS, FoundChipsField

Key = Qt.Key
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> Iterator[FoundChipsField]:
    field = FoundChipsField(theme, "Any language", names.languages(), names.also_called, unknown="“{}”?")
    field.setAccessibleName("Languages")
    after = QLineEdit()
    window = framed("page", column(field, after))
    qtbot.addWidget(window)
    window.resize(400, 300)
    window.show()
    activate(window)
    field.setFocus()
    yield field
    field._list.hide()


def type_text(field: FoundChipsField, text: str) -> None:
    QTest.keyClicks(field._edit, text)


def offered(field: FoundChipsField) -> list[str]:
    return field._model.stringList() if field._list.isVisible() else []


def press(field: FoundChipsField, key: Key) -> None:
    """Presses a key, which the list gets while it is shown."""
    QTest.keyClick(field._list if field._list.isVisible() else field._edit, key)


def test_enter_takes_the_first_name_that_is_offered(field: FoundChipsField) -> None:
    type_text(field, "germ")
    assert offered(field) == ["German"]
    press(field, Key.Key_Return)
    assert (field.keys, field.words, field._edit.text()) == (("de",), ("German",), "")
    assert not field._list.isVisible()


def test_a_language_is_found_by_its_own_name_its_code_and_without_marks(field: FoundChipsField) -> None:
    assert field.matching("Deutsch")[0] == "German"
    assert field.matching("pt")[0] == "Portuguese"
    assert field.matching("日本")[0] == "Japanese"
    assert field.matching("volapuk")[0] == "Volapük"
    assert "Haitian Creole" in field.matching("creole")
    assert field.matching("Elvish") == []


def test_arrow_keys_and_tab_choose_from_the_list(field: FoundChipsField) -> None:
    type_text(field, "s")
    first, second = offered(field)[:2]
    press(field, Key.Key_Down)
    press(field, Key.Key_Tab)
    assert field.words == (second,)
    assert first != second
    assert field._edit.hasFocus()


def test_a_click_on_a_name_takes_it(field: FoundChipsField) -> None:
    type_text(field, "ital")
    place = field._list.visualRect(field._model.index(0)).center()
    QTest.mouseClick(field._list.viewport(), LEFT, pos=place)
    assert field.keys == ("it",)


def test_down_in_the_empty_field_offers_all_that_are_left(field: FoundChipsField) -> None:
    field.set_keys(["de"])
    press(field, Key.Key_Down)
    assert len(offered(field)) == len(names.languages()) - 1
    assert "German" not in offered(field)
    assert field._list.height() < field._list.sizeHintForRow(0) * (MOST_ROWS + 2)
    press(field, Key.Key_Escape)
    assert offered(field) == []


def test_what_names_nothing_stays_and_is_marked_until_it_is_changed(qtbot: QtBot, field: FoundChipsField) -> None:
    judged: list[str] = []
    field.judged.connect(judged.append)
    type_text(field, "Elvish")
    press(field, Key.Key_Return)
    assert (field.keys, field._edit.text(), judged[-1]) == ((), "Elvish", "“Elvish”?")
    assert field.property("invalid") == "true"
    press(field, Key.Key_Backspace)
    assert (judged[-1], field.property("invalid")) == ("", "false")


def test_leaving_the_field_takes_what_was_typed(field: FoundChipsField) -> None:
    type_text(field, "french")
    press(field, Key.Key_Escape)  # closes the list only
    assert field._edit.text() == "french"
    field._commit()
    assert field.keys == ("fr",)


def test_backspace_and_a_click_on_a_chip_remove_one(field: FoundChipsField) -> None:
    told: list[tuple[str, ...]] = []
    field.changed.connect(told.append)
    field.set_keys(["de", "en", "fr"])
    press(field, Key.Key_Backspace)
    assert field.keys == ("de", "en")
    QTest.mouseClick(field.findChildren(Chip)[0], LEFT)
    assert list(field.keys) == ["en"]
    assert told == [("German", "English"), ("English",)]


def test_a_code_without_a_name_is_kept_as_it_is(field: FoundChipsField) -> None:
    field.set_keys(["de", "qq"])
    assert field.words == ("German", "qq")
    assert field.keys == ("de", "qq")


def test_every_language_and_country_has_a_name_of_its_own() -> None:
    for known in (names.languages(), names.countries()):
        assert len(set(known.values())) == len(known)
        assert list(known.values()) == sorted(known.values(), key=str.casefold)
    assert (names.language("no"), names.language("tw"), names.language("zh-Hans")) == ("Norwegian", "Twi", "Chinese")
    assert (names.language("un"), names.country("uk"), names.country("QQ")) == ("un", "United Kingdom", "QQ")
