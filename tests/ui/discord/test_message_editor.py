"""The editor of a channel's message, used by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt
from PySide6.QtGui import QGuiApplication, QTextCharFormat
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate
from tests.ui.scenes_discord_message import pane
from tests.ui.seen import texts
from tiktrack_gui.core.post_placeholders import PLACEHOLDERS
from tiktrack_gui.core.post_template import PRESETS, PostPicture, Template
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.discord.message_editor import MessageEditor
from tiktrack_gui.ui.discord.placeholder_list import matching
from tiktrack_gui.ui.discord.template_field import TemplateField
from tiktrack_gui.ui.theme.theme import Theme

LEFT = Qt.MouseButton.LeftButton
CTRL = Qt.KeyboardModifier.ControlModifier
Key = Qt.Key
PROFILE, SHORT = PRESETS["profile"].template, PRESETS["short"].template


@pytest.fixture
def editor(qtbot: QtBot, theme: Theme) -> Iterator[MessageEditor]:
    editor = MessageEditor(theme)
    editor.show_template(PROFILE, About.CREATOR)
    window = pane(editor)
    qtbot.addWidget(window)
    window.resize(440, 900)
    window.show()
    activate(window)
    yield editor
    assert window  # which would otherwise take the editor with it


@pytest.fixture
def told(editor: MessageEditor) -> list[Template]:
    told: list[Template] = []
    editor.changed.connect(told.append)
    return told


@pytest.fixture
def edited(editor: MessageEditor) -> list[Template]:
    edited: list[Template] = []
    editor.edited.connect(edited.append)
    return edited


def write(field: TemplateField, text: str) -> None:
    """Replaces the text by keyboard."""
    field.setFocus()
    field.selectAll()
    QTest.keyClick(field, Key.Key_Delete)
    for letter in text:
        QTest.keyClick(field, Key.Key_Return) if letter == "\n" else QTest.keyClicks(field, letter)


def press(editor: MessageEditor, text: str) -> None:
    [button] = [one for one in editor.findChildren(QPushButton) if one.isVisible() and one.text().strip() == text]
    QTest.mouseClick(button, LEFT)


def underlined(field: TemplateField) -> str:
    """What is marked as wrong."""
    found = []
    block = field.document().begin()
    while block.isValid():
        for look in block.layout().formats():
            if look.format.underlineStyle() == QTextCharFormat.UnderlineStyle.WaveUnderline:
                units = block.text().encode("utf-16-le")[2 * look.start : 2 * (look.start + look.length)]
                found.append(units.decode("utf-16-le"))
        block = block.next()
    return "|".join(found)


def test_each_key_is_told_for_the_preview_and_all_once_the_field_is_left(
    editor: MessageEditor, told: list[Template], edited: list[Template]
) -> None:
    write(editor._title.field, "abc")
    assert [one.title for one in edited] == ["", "a", "ab", "abc"]
    assert told == []
    QTest.keyClick(editor._title.field, Key.Key_Tab)
    assert told == [replace(PROFILE, title="abc")]


def test_it_is_told_after_a_pause_too(qtbot: QtBot, editor: MessageEditor, told: list[Template]) -> None:
    write(editor._content.field, "Look!")
    qtbot.waitUntil(lambda: told == [replace(PROFILE, content="Look!")])
    editor._title.field.setFocus()
    assert len(told) == 1


def test_an_unknown_placeholder_is_underlined_and_mended_with_a_click(
    editor: MessageEditor, told: list[Template]
) -> None:
    field = editor._text.field
    write(field, "x\n")
    field.insertPlainText("😀 {folowers} {name}")
    assert underlined(field) == "{folowers}"
    assert "Unknown placeholder {folowers}. Did you mean {followers}?" in texts(editor)
    assert field.property("invalid") == "true"
    editor._title.field.setFocus()
    assert told == []  # never saved like that
    press(editor, "Use {followers}")
    assert field.text == "x\n😀 {followers} {name}"
    assert underlined(field) == ""
    assert field.hasFocus()
    assert "Unknown placeholder" not in texts(editor)
    QTest.keyClick(field, Key.Key_Z, CTRL)
    assert field.text == "x\n😀 {folowers} {name}"


def test_a_single_brace_is_mended_too(editor: MessageEditor) -> None:
    write(editor._name.field, "50} off")
    assert "A } without a {" in texts(editor)
    press(editor, "Use }}")
    assert editor._name.field.text == "50}} off"
    assert editor.is_valid


def test_a_placeholder_is_completed_by_keyboard(editor: MessageEditor, told: list[Template]) -> None:
    field = editor._title.field
    write(field, "By {foll")
    assert field._list.isVisible()
    assert list(field._list.names)[:2] == ["followers", "following"]
    assert underlined(field) == ""  # it isn't wrong yet
    assert field.property("invalid") == "false"
    QTest.keyClick(field, Key.Key_Down)
    QTest.keyClick(field, Key.Key_Return)
    assert field.text == "By {following}"
    assert not field._list.isVisible()
    QTest.keyClicks(field, " and {gro")
    QTest.keyClick(field, Key.Key_Tab)
    assert field.text == "By {following} and {growth_day}"
    assert field.hasFocus()
    QTest.keyClick(field, Key.Key_Tab)
    assert not field.hasFocus()
    assert told[-1].title == "By {following} and {growth_day}"


def test_a_placeholder_can_be_found_by_its_meaning() -> None:
    assert matching("foll")[:2] == ["followers", "following"]
    assert matching("growth week") == ["growth_week"]
    assert "velocity" in matching("per minute")
    assert matching("") == list(PLACEHOLDERS)
    assert matching("zzz") == []


def test_esc_leaves_what_was_typed(editor: MessageEditor) -> None:
    field = editor._title.field
    write(field, "{na")
    QTest.keyClick(field, Key.Key_Escape)
    assert not field._list.isVisible()
    assert field.text == "{na"
    editor._text.field.setFocus()
    assert underlined(field) == "{"
    assert not editor.is_valid


def test_all_placeholders_are_shown_by_the_button_and_one_is_chosen_by_mouse(editor: MessageEditor) -> None:
    field = editor._title.field
    write(field, "ab")
    QTest.keyClick(field, Key.Key_Left)
    QTest.mouseClick(editor._title._insert, LEFT)
    assert list(field._list.names) == list(PLACEHOLDERS)
    view = field._list._view
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), LEFT, pos=place)
    assert field.text == "a{handle}b"
    assert field.hasFocus()
    assert not field._list.isVisible()


def test_the_buttons_brace_goes_with_esc(editor: MessageEditor) -> None:
    field = editor._title.field
    write(field, "ab")
    editor._title._insert.setFocus()
    QTest.keyClick(editor._title._insert, Key.Key_Return)
    assert field._list.isVisible()
    QTest.keyClick(field, Key.Key_Escape)
    assert field.text == "ab"


def test_the_rest_of_a_placeholder_is_replaced(editor: MessageEditor) -> None:
    field = editor._title.field
    write(field, "{na} x")
    for _ in range(3):
        QTest.keyClick(field, Key.Key_Left)
    QTest.keyClicks(field, "m")
    QTest.keyClick(field, Key.Key_Return)
    assert field.text == "{name} x"


def test_the_list_says_what_they_mean_and_stays_in_the_window(editor: MessageEditor) -> None:
    for part in editor._parts:
        write(part.field, "{")
        shown = part.field._list
        assert shown.isVisible()
        assert editor.window().rect().contains(shown.geometry())
        model = shown._view.model()
        spoken = model.index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
        assert spoken == "name: Creator’s name, such as Mara Lindqvist"
        QTest.keyClick(part.field, Key.Key_Escape)


def test_a_preset_takes_the_place_of_all_and_that_can_be_undone(editor: MessageEditor, told: list[Template]) -> None:
    write(editor._title.field, "Mine")
    press(editor, "Short")
    assert editor.template == SHORT
    assert "“Short” replaced what you had written." in texts(editor)
    press(editor, "Undo")
    assert editor.template == replace(PROFILE, title="Mine")
    editor.commit()
    assert told[-1] == replace(PROFILE, title="Mine")


def test_it_is_reset_and_undone_by_keyboard(editor: MessageEditor, told: list[Template]) -> None:
    write(editor._title.field, "Mine")
    assert "Changed from “Profile”." in texts(editor)
    editor._reset.setFocus()
    QTest.keyClick(editor._reset, Key.Key_Return)
    assert editor.template == PROFILE
    assert editor._undo.hasFocus()
    editor._title.field.setFocus()
    QTest.keyClick(editor._title.field, Key.Key_Z, CTRL)
    assert editor.template == replace(PROFILE, title="Mine")


def test_ctrl_z_in_a_field_undoes_its_typing_first(editor: MessageEditor) -> None:
    field = editor._title.field
    write(field, "abc")
    QTest.keyClick(field, Key.Key_Z, CTRL)
    assert field.text != "abc"


def test_the_presets_are_those_for_what_threads_are_about(editor: MessageEditor) -> None:
    assert list(editor._presets) == ["Profile", "Up and coming", "Short"]
    editor.show_template(PRESETS["video"].template, About.VIDEO)
    assert list(editor._presets) == ["Video", "Short"]
    assert editor.template == PRESETS["video"].template
    assert "Changed from" not in texts(editor)


def test_numbers_and_picture_are_chosen(editor: MessageEditor, told: list[Template]) -> None:
    QTest.mouseClick(editor._numbers, LEFT)
    QTest.mouseClick(editor._picture._buttons["chart"], LEFT)
    assert "The creator’s followers over the last weeks" in texts(editor)
    editor.commit()
    assert told[-1] == replace(PROFILE, with_numbers=False, picture=PostPicture.CHART)


def test_a_stored_template_does_not_disturb_what_is_typed(editor: MessageEditor, told: list[Template]) -> None:
    write(editor._title.field, "one")
    editor.commit()
    QTest.keyClicks(editor._title.field, " two")
    editor.show_template(told[-1], About.CREATOR)  # as when it has been saved
    assert editor._title.field.text == "one two"
    editor.show_template(SHORT, About.CREATOR)  # of another channel
    assert editor.template == SHORT


def test_a_line_stays_a_line(editor: MessageEditor, told: list[Template]) -> None:
    field = editor._name.field
    write(field, "a\nb")
    assert field.text == "ab"
    data = QMimeData()
    data.setText("c\nd")
    field.insertFromMimeData(data)
    assert field.text == "abc d"


def test_what_is_pasted_is_text(editor: MessageEditor) -> None:
    field = editor._text.field
    write(field, "")
    data = QMimeData()
    data.setHtml("<b>bold</b>")
    data.setText("plain\nlines")
    QGuiApplication.clipboard().setMimeData(data)
    QTest.keyClick(field, Key.Key_V, CTRL)
    assert field.text == "plain\nlines"


def test_a_field_grows_with_its_text(qtbot: QtBot, editor: MessageEditor) -> None:
    field = editor._text.field
    write(field, "")
    qtbot.waitUntil(lambda: field.height() < 100)
    before = field.height()
    field.setPlainText("\n".join("line" for _ in range(9)))
    qtbot.waitUntil(lambda: field.height() > before)
    assert not field.verticalScrollBar().isVisible()
    bottom = field.mapTo(editor, QPoint(0, field.height())).y()
    qtbot.waitUntil(lambda: editor._numbers.mapTo(editor, QPoint(0, 0)).y() > bottom - 200)


def test_the_list_goes_when_the_field_is_left(editor: MessageEditor) -> None:
    field = editor._title.field
    write(field, "{na")
    QTest.mouseClick(editor._text.field.viewport(), LEFT)
    QApplication.processEvents()
    assert not field._list.isVisible()


def test_an_empty_preset_button_only_checks(editor: MessageEditor, told: list[Template]) -> None:
    press(editor, "Profile")
    assert told == []
    assert "took the place" not in texts(editor)
