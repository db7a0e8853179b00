"""Status, tags and notes on the Creators page, by mouse and keyboard, over real services and a real store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_creators import page_of
from tests.ui.seen import texts
from tiktrack_gui.core.annotations import LONGEST_NOTE, Annotations, Tag
from tiktrack_gui.core.days import day_start
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.ui.creators.annotations.menus import StatusMenu, TagsMenu
from tiktrack_gui.ui.creators.annotations.notes_part import NoteRow
from tiktrack_gui.ui.creators.annotations.sheet import AnnotationsSheet
from tiktrack_gui.ui.creators.annotations.status_part import StatusLine
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW, PROFILE
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.tag_chip import TagChip

pytestmark = pytest.mark.desktop  # menus and dialogs of their own

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def scene() -> Iterator[Scenery]:
    """Five tracked creators, of whom 1 has been measured for 60 days and has grown faster for 20."""
    with scenery() as scene:
        for number in range(1, 6):
            scene.store.creators.record_creator(creator(number), samples.NOW).result()
            scene.store.creators.track(number, samples.NOW + number).result()
        followers, history = 100_001.0, []
        for quarter in range(240):
            at = samples.NOW - (240 - quarter) * DAY // 4
            followers *= 1.006 if at > samples.NOW - 20 * DAY else 1.0005
            history.append(CreatorSample(at=at, followers=round(followers)))
        scene.store.creators.record_history(1, history).result()
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    return opened(qtbot, theme, pictures, scene)


def opened(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    page.shown()
    activate(page)
    qtbot.waitUntil(page.isActiveWindow)  # or the window manager closes menus when it comes to that
    return page


def kept(scene: Scenery, number: int) -> Annotations:
    found: dict[int, Annotations] = scene.store.annotations.of([number]).result()
    return found[number]


def status(scene: Scenery, number: int) -> str | None:
    current = kept(scene, number).status
    return None if current is None else current.status


def tags(scene: Scenery, number: int) -> list[str]:
    return [tag.name for tag in kept(scene, number).tags]


def notes(scene: Scenery, number: int) -> list[str]:
    return [note.text for note in kept(scene, number).notes]


def tag(scene: Scenery, name: str, *numbers: int, color: str = "green") -> Tag:
    made: Tag = scene.store.annotations.create_tag(name, color).result()
    scene.store.annotations.tag(numbers, made.id).result()
    return made


def set_status(scene: Scenery, numbers: Sequence[int], name: str, days: int = 0) -> None:
    day = day_start(samples.NOW - days * DAY)
    scene.store.annotations.set_status(numbers, name, day, samples.NOW - days * DAY).result()


def rows(page: CreatorsPage) -> list[int]:
    return [page._model.entry(row).id for row in range(page._model.rowCount())]


def click(page: CreatorsPage, *numbers: int) -> None:
    """Selects creators with the mouse, several with Ctrl."""
    for place, number in enumerate(numbers):
        row = page._model.row_of(number)
        assert row is not None
        at = page._pane.list.visualRect(page._model.index(row)).center()
        keys = CTRL if place else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page._pane.list.viewport(), Qt.MouseButton.LeftButton, keys, at)


def entry(menu: QMenu, text: str) -> QAction:
    return next(action for action in menu.actions() if action.text().startswith(text))


def choose(menu: QMenu, text: str, qtbot: QtBot) -> None:
    """Clicks an entry of an open menu."""
    qtbot.waitUntil(menu.isVisible)
    place = menu.actionGeometry(entry(menu, text)).center()
    QTest.mouseMove(menu, place)
    QTest.mouseClick(menu, Qt.MouseButton.LeftButton, pos=place)


def filter_by(page: CreatorsPage, qtbot: QtBot, *names: str) -> None:
    """Chooses statuses and tags in the menu of the filter, and closes it."""
    marks = page._pane.marks
    for name in names:
        if not marks._menu.isVisible():
            press(marks.button)
        choose(marks._menu, name, qtbot)
    marks._menu.hide()


def pick(menu: QMenu, text: str, qtbot: QtBot, key: Qt.Key = Qt.Key.Key_Return) -> None:
    """Goes to an entry of an open menu by keyboard, and presses a key on it."""
    qtbot.waitUntil(menu.isVisible)
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        active = menu.activeAction()
        if active is not None and active.text().startswith(text):
            break
    QTest.keyClick(menu, key)


def press(button: QWidget) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def sheet_of(page: CreatorsPage, qtbot: QtBot) -> AnnotationsSheet:
    """The open sheet, once it is the active window."""
    sheet = page._annotating.sheet._sheet
    assert sheet is not None
    sheet.activateWindow()
    qtbot.waitUntil(lambda: QApplication.activeWindow() is sheet)
    return sheet


def statuses_menu(page: CreatorsPage) -> StatusMenu:
    return page._menu.statuses


def tags_menu(page: CreatorsPage) -> TagsMenu:
    return page._menu.tags


def lines(page: CreatorsPage) -> list[StatusLine]:
    return [line for line in page._details.annotations.status._lines if line.isVisible()]


def chips(page: CreatorsPage) -> list[TagChip]:
    return page._details.annotations.tags._chips


def note_rows(page: CreatorsPage) -> list[NoteRow]:
    return list(page._details.annotations.notes._rows.values())


# Statuses


def test_a_status_is_set_in_the_profile_and_taken_back(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    part = page._details.annotations.status
    press(part._button)
    choose(part.menu, "Contacted", qtbot)
    assert status(scene, 1) == "contacted"
    assert kept(scene, 1).statuses[0].since == day_start(samples.NOW)
    assert len(lines(page)) == 1
    assert "Contacted" in texts(lines(page)[0])
    assert "@creator1: Contacted" in texts(page._toast)
    assert "Contacted" in page._model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    shortcut(page, Qt.Key.Key_Z, CTRL)
    assert status(scene, 1) is None
    assert lines(page) == []


def test_the_status_of_several_is_set_by_keyboard(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    click(page, 2, 3, 5)
    shortcut(page, Qt.Key.Key_S)
    pick(statuses_menu(page), "Sent", qtbot)
    assert [status(scene, number) for number in range(1, 6)] == [None, "sent", "sent", None, "sent"]
    assert "3 creators: Sent" in texts(page._toast)
    press(page._toast._action)
    assert [status(scene, number) for number in range(1, 6)] == [None] * 5


def test_the_menu_of_the_rows_has_both_submenus_with_what_the_creators_have(
    page: CreatorsPage, scene: Scenery, qtbot: QtBot
) -> None:
    click(page, 2)
    shortcut(page, Qt.Key.Key_S)
    pick(statuses_menu(page), "Idea", qtbot)
    click(page, 2, 3)
    page._menu.open_at(page.mapToGlobal(QPoint(100, 300)))
    titles = [action.text() for action in page._menu.actions() if action.menu() is not None]
    assert titles[:4] == ["Post to", "Status", "Tags", "Add to list"]
    page._menu.hide()
    statuses_menu(page).aboutToShow.emit()
    assert not any(action.isChecked() for action in statuses_menu(page).actions())
    click(page, 2)
    statuses_menu(page).aboutToShow.emit()
    assert entry(statuses_menu(page), "Idea").isChecked()
    statuses_menu(page).triggered.emit(entry(statuses_menu(page), "Idea"))
    assert len(kept(scene, 2).statuses) == 1  # it has it already


def test_statuses_are_cleared(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    click(page, 4)
    shortcut(page, Qt.Key.Key_S)
    assert not entry(statuses_menu(page), "Clear status").isEnabled()
    pick(statuses_menu(page), "Done", qtbot)
    shortcut(page, Qt.Key.Key_S)
    pick(statuses_menu(page), "Clear status", qtbot)
    assert kept(scene, 4).statuses == ()
    shortcut(page, Qt.Key.Key_Z, CTRL)
    assert status(scene, 4) == "done"


def test_a_status_gets_another_day_and_is_removed(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    set_status(scene, [1], "contacted", days=30)
    set_status(scene, [1], "posted", days=10)
    page = opened(qtbot, theme, pictures, scene)
    part = page._details.annotations.status
    assert ["Posted" in texts(line) for line in lines(page)] == [True, False]
    press(lines(page)[0]._day)
    calendar = part._calendar
    assert calendar.isVisible()
    today = day_start(samples.NOW)
    assert calendar.days.maximumDate() == QDate.fromString(_iso(today), Qt.DateFormat.ISODate)
    calendar.day_chosen.emit(QDate.fromString(_iso(today - 19 * DAY), Qt.DateFormat.ISODate))
    calendar.hide()
    assert kept(scene, 1).statuses[1].since == day_start(today - 19 * DAY + DAY // 2)
    press(lines(page)[0]._remove)
    assert status(scene, 1) == "contacted"
    assert len(lines(page)) == 1
    shortcut(page, Qt.Key.Key_Z, CTRL)
    shortcut(page, Qt.Key.Key_Z, CTRL)
    assert kept(scene, 1).statuses[1].since == day_start(samples.NOW - 10 * DAY)


def _iso(at: float) -> str:
    from tiktrack_gui.words import times

    return f"{times.local(at):%Y-%m-%d}"


def test_the_growth_before_and_after_a_status_is_said_and_marked_on_the_plot(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    set_status(scene, [1], "contacted", days=58)
    set_status(scene, [1], "posted", days=20)
    page = opened(qtbot, theme, pictures, scene)
    newest, oldest = lines(page)
    assert "Growing faster since then" in texts(newest)
    assert "Followers per week: +" in texts(newest)
    assert "Not enough days to compare" in texts(oldest)
    page._details._plot._range.choose("90")
    canvas = page._details._plot._shown_canvas()
    marks = canvas._days.marks
    assert [mark.label for mark in marks] == ["Contacted", "Posted"]
    assert [mark.at for mark in marks] == [one.since for one in kept(scene, 1).statuses]
    assert "Growing faster since then" in marks[1].said
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Left, CTRL)
    assert "Growing faster since then" in canvas.accessibleDescription()
    click(page, 2)
    assert canvas._days.marks == ()


def test_statuses_of_one_day_are_one_mark(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> None:
    set_status(scene, [1], "contacted", days=20)
    scene.store.annotations.set_status(
        [1], "sent", day_start(samples.NOW - 20 * DAY), samples.NOW - 20 * DAY + 5
    ).result()
    page = opened(qtbot, theme, pictures, scene)
    assert [mark.label for mark in page._details._plot._days] == ["Contacted, Sent"]


def test_a_long_history_of_statuses_is_shown_on_request(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    for days, name in enumerate(("done", "posted", "sent", "contacted", "idea")):
        set_status(scene, [1], name, days=10 * days)
    page = opened(qtbot, theme, pictures, scene)
    assert len(lines(page)) == 3
    press(page._details.annotations.status._more)
    assert len(lines(page)) == 5


# Tags


def test_a_new_tag_is_named_and_another_is_chosen(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    part = page._details.annotations.tags
    press(part._add)
    choose(part.menu, "New tag…", qtbot)
    assert part._name.isVisible()
    QTest.keyClicks(part._name, "Vegan")
    QTest.keyClick(part._name, Qt.Key.Key_Return)
    assert tags(scene, 1) == ["Vegan"]
    assert [chip.tag.name for chip in chips(page)] == ["Vegan"]
    assert not part._name.isVisible()
    click(page, 2)
    assert chips(page) == []
    press(part._add)
    choose(part.menu, "Vegan", qtbot)
    assert part.menu.isVisible()  # for others
    part.menu.hide()
    assert tags(scene, 2) == ["Vegan"]


def test_a_name_that_is_there_already_is_that_tag(page: CreatorsPage, scene: Scenery) -> None:
    tag(scene, "Vegan")
    scene.annotations.changed.emit(None)
    part = page._details.annotations.tags
    part.ask_for_name()
    QTest.keyClicks(part._name, "  vegan ")
    QTest.keyClick(part._name, Qt.Key.Key_Return)
    assert tags(scene, 1) == ["Vegan"]
    assert len(scene.store.annotations.tags().result()) == 1
    shortcut(page, Qt.Key.Key_Z, CTRL)
    assert tags(scene, 1) == []
    assert len(scene.store.annotations.tags().result()) == 1


def test_undoing_a_new_tag_removes_it(page: CreatorsPage, scene: Scenery) -> None:
    part = page._details.annotations.tags
    part.ask_for_name()
    QTest.keyClicks(part._name, "Vegan")
    QTest.keyClick(part._name, Qt.Key.Key_Tab)  # leaving the field keeps it as well
    assert tags(scene, 1) == ["Vegan"]
    shortcut(page, Qt.Key.Key_Z, CTRL)
    assert scene.store.annotations.tags().result() == []


def test_escape_closes_the_field_for_a_tag(page: CreatorsPage, scene: Scenery) -> None:
    part = page._details.annotations.tags
    part.ask_for_name()
    QTest.keyClicks(part._name, "Veg")
    QTest.keyClick(part._name, Qt.Key.Key_Escape)
    assert not part._name.isVisible()
    assert scene.store.annotations.tags().result() == []
    assert part._add.hasFocus()


@pytest.mark.parametrize("key", [None, Qt.Key.Key_Delete, Qt.Key.Key_Space])
def test_a_chip_is_taken_away(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery, key: Qt.Key | None
) -> None:
    tag(scene, "Berlin", 1)
    tag(scene, "Vegan", 1)
    page = opened(qtbot, theme, pictures, scene)
    if key is None:
        press(chips(page)[0])
    else:
        chips(page)[0].setFocus()
        QTest.keyClick(chips(page)[0], key)
        assert chips(page)[0].hasFocus()  # the next one
    assert tags(scene, 1) == ["Vegan"]
    press(page._toast._action)
    assert tags(scene, 1) == ["Berlin", "Vegan"]


def test_tags_of_several_are_switched_in_a_menu_that_stays_open(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    tag(scene, "Berlin", 2)
    tag(scene, "Vegan", 2, 3)
    page = opened(qtbot, theme, pictures, scene)
    click(page, 2, 3)
    shortcut(page, Qt.Key.Key_T)
    menu = tags_menu(page)
    qtbot.waitUntil(menu.isVisible)
    assert [action.text() for action in menu.actions()[:2]] == ["Berlin (1 of 2)", "Vegan"]
    assert [action.isChecked() for action in menu.actions()[:2]] == [False, True]
    pick(menu, "Berlin", qtbot, Qt.Key.Key_Space)
    assert menu.isVisible()
    assert tags(scene, 3) == ["Berlin", "Vegan"]
    assert [action.text() for action in menu.actions()[:2]] == ["Berlin", "Vegan"]
    pick(menu, "Vegan", qtbot)
    assert [tags(scene, number) for number in (2, 3)] == [["Berlin"], ["Berlin"]]


def test_a_new_tag_for_several_is_created_in_the_sheet(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    click(page, 2, 3)
    shortcut(page, Qt.Key.Key_T)
    pick(tags_menu(page), "New tag…", qtbot)
    sheet = sheet_of(page, qtbot)
    field = sheet.new_tag.field
    QTest.keyClicks(field, "Gifted")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert [tags(scene, number) for number in (1, 2, 3)] == [[], ["Gifted"], ["Gifted"]]
    assert "2 creators" in texts(sheet)
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert scene.store.annotations.tags().result() == []
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not page._annotating.sheet.is_open


# Notes


def test_a_note_is_written_with_keys_alone(page: CreatorsPage, scene: Scenery) -> None:
    shortcut(page, Qt.Key.Key_N)
    field = page._details.annotations.notes._new
    assert field.hasFocus()
    QTest.keyClicks(field, "Answers on Tuesdays")
    QTest.keyClick(field, Qt.Key.Key_Return)
    QTest.keyClicks(field, "and Fridays")
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert notes(scene, 1) == ["Answers on Tuesdays\nand Fridays"]
    assert field.text == ""
    assert "and Fridays" in texts(note_rows(page)[0])
    shortcut(page, Qt.Key.Key_Z, CTRL)
    assert notes(scene, 1) == []
    assert note_rows(page) == []


def test_letters_in_a_note_are_no_shortcuts(page: CreatorsPage, scene: Scenery) -> None:
    shortcut(page, Qt.Key.Key_N)
    field = page._details.annotations.notes._new
    QTest.keyClicks(field, "stnrdg")
    assert field.text == "stnrdg"
    assert not statuses_menu(page).isVisible()


def test_leaving_the_field_keeps_the_note_once(page: CreatorsPage, scene: Scenery) -> None:
    field = page._details.annotations.notes._new
    field.setFocus()
    QTest.keyClicks(field, "Met at the food fair")
    click(page, 3)  # another creator: the note is the first one’s
    page._pane.list.setFocus()
    assert [notes(scene, number) for number in (1, 3)] == [["Met at the food fair"], []]
    assert field.text == ""


def test_escape_takes_back_what_was_typed_and_undo_brings_it_again(page: CreatorsPage, scene: Scenery) -> None:
    field = page._details.annotations.notes._new
    field.setFocus()
    QTest.keyClicks(field, "Long thoughts")
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert field.text == ""
    QTest.keyClick(field, Qt.Key.Key_Z, CTRL)
    assert field.text == "Long thoughts"
    assert notes(scene, 1) == []


def test_a_note_that_is_too_long_stays_in_the_field(page: CreatorsPage, scene: Scenery) -> None:
    field = page._details.annotations.notes._new
    field.setFocus()
    field.insertPlainText("x" * (LONGEST_NOTE + 1))
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert "That note has 4,001 characters" in texts(page._details.annotations.notes)
    click(page, 2)
    assert field.text == ""
    click(page, 1)
    assert len(field.text) == LONGEST_NOTE + 1
    field.setPlainText("short")
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert notes(scene, 1) == ["short"]


def test_a_note_is_changed_in_its_place_and_removed(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    scene.store.annotations.add_note(1, "<b>Wants</b> 900", samples.NOW - DAY).result()
    page = opened(qtbot, theme, pictures, scene)
    row = note_rows(page)[0]
    assert "<b>Wants</b> 900" in texts(row)  # as it is written
    press(row._change)
    assert row._edit.hasFocus()
    QTest.keyClicks(row._edit, " for a video")
    QTest.keyClick(row._edit, Qt.Key.Key_Return, CTRL)
    assert notes(scene, 1) == ["<b>Wants</b> 900 for a video"]
    assert not row._edit.isVisible()
    assert "edited just now" in texts(row)
    press(row._change)
    row._edit.selectAll()
    QTest.keyClick(row._edit, Qt.Key.Key_Delete)
    QTest.keyClick(row._edit, Qt.Key.Key_Return, CTRL)
    assert "A note needs some text." in texts(row)
    QTest.keyClick(row._edit, Qt.Key.Key_Escape)
    assert row._change.hasFocus()
    press(row._remove)
    assert notes(scene, 1) == []
    press(page._toast._action)
    assert notes(scene, 1) == ["<b>Wants</b> 900 for a video"]


def test_many_notes_are_shown_on_request(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> None:
    for number in range(5):
        scene.store.annotations.add_note(1, f"Note {number}", samples.NOW - DAY + number).result()
    page = opened(qtbot, theme, pictures, scene)
    assert [row._text.text() for row in note_rows(page)] == ["Note 4", "Note 3", "Note 2"]
    press(page._details.annotations.notes._more)
    assert len(note_rows(page)) == 5


def test_what_another_part_changes_is_shown(page: CreatorsPage, scene: Scenery) -> None:
    scene.tasks.spawn(scene.annotations.add_note(1, "From the command line"), name="as another part does")
    assert "From the command line" in texts(page._details.annotations)


def test_tab_goes_through_the_section_in_the_order_of_reading(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    set_status(scene, [1], "contacted", days=30)
    tag(scene, "Vegan", 1)
    for number in range(2):
        scene.store.annotations.add_note(1, f"Note {number}", samples.NOW - DAY + number).result()
    page = opened(qtbot, theme, pictures, scene)
    scene.tasks.spawn(scene.annotations.set_status([1], "posted"), name="as another part does")
    scene.tasks.spawn(scene.annotations.add_note(1, "Note 2"), name="as another part does")
    card = page._details.annotations
    newest, oldest = lines(page)
    rows_of_notes = [card.notes._rows[note.id] for note in kept(scene, 1).notes]
    wanted: list[QWidget] = [card._manage, card.status._button, *newest.stops, *oldest.stops, chips(page)[0]]
    wanted += [card.tags._add, card.notes._new]
    wanted += [stop for row in rows_of_notes for stop in row.stops if stop.isVisible()]
    reached: list[QWidget] = []
    widget: QWidget | None = card._manage
    while widget is not None and len(reached) < len(wanted):
        if widget in wanted:
            reached.append(widget)
        widget = widget.nextInFocusChain()
        if widget is card._manage:
            break
    assert reached == wanted


# The filter


def test_creators_are_filtered_by_status_and_tags(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    set_status(scene, [1, 2, 3], "sent")
    tag(scene, "Berlin", 2, 3, 4)
    tag(scene, "Vegan", 3)
    page = opened(qtbot, theme, pictures, scene)
    marks = page._pane.marks
    for name, left in (("Sent", [1, 2, 3]), ("Berlin", [2, 3]), ("Vegan", [3])):
        filter_by(page, qtbot, name)
        assert rows(page) == left
    assert "1 of 5 creators" in texts(page._pane)
    shown = marks.chips._chips
    assert [chip.word for chip in shown] == ["Sent", "Berlin", "Vegan"]
    press(shown[0])
    assert rows(page) == [3]
    marks.chips._chips[1].setFocus()
    QTest.keyClick(marks.chips._chips[1], Qt.Key.Key_Delete)
    assert rows(page) == [2, 3, 4]
    press(marks.chips._clear)
    assert rows(page) == [1, 2, 3, 4, 5]
    assert not marks.chips.isVisible()


def test_those_without_a_status_are_found_by_keyboard(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    set_status(scene, [1, 2, 3], "sent")
    page = opened(qtbot, theme, pictures, scene)
    shortcut(page, Qt.Key.Key_F, CTRL | Qt.KeyboardModifier.ShiftModifier)
    pick(page._pane.marks._menu, "No status", qtbot)
    assert rows(page) == [4, 5]


def test_a_filter_that_nobody_passes_says_so_and_is_cleared(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    tag(scene, "Vegan", 1)
    page = opened(qtbot, theme, pictures, scene)
    filter_by(page, qtbot, "Done", "Vegan")
    assert "No creator has the status “Done” and the tag “Vegan”" in texts(page._pane)
    page._pane._filter.setText("creator")
    assert "Nothing matches “creator” with the status “Done” and the tag “Vegan”" in texts(page._pane)
    page._pane._no_match.cleared.emit()
    assert rows(page) == [1, 2, 3, 4, 5]


def test_a_creator_that_loses_its_mark_leaves_the_filtered_list_and_stays_in_the_profile(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    tag(scene, "Vegan", 1, 2)
    page = opened(qtbot, theme, pictures, scene)
    filter_by(page, qtbot, "Vegan")
    press(chips(page)[0])
    assert rows(page) == [2]


def test_selecting_a_creator_from_elsewhere_clears_the_filter(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    tag(scene, "Vegan", 1, 2)
    page = opened(qtbot, theme, pictures, scene)
    filter_by(page, qtbot, "Vegan")
    page.select(4)
    assert page._details.creator_id == 4


# The overview


def test_the_overview_has_a_column_once_somebody_has_a_mark(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    from tiktrack_gui.ui.creators.overview.columns import Column

    page._pane.switch.choose(OVERVIEW)
    table, model = page._view.table, page._view.model
    assert table.isColumnHidden(Column.STATUS)
    table.select([2, 3], 2)
    shortcut(page, Qt.Key.Key_S)
    pick(statuses_menu(page), "Posted", qtbot)
    assert not table.isColumnHidden(Column.STATUS)
    tag(scene, "Vegan", 3, 5)
    scene.annotations.changed.emit(None)
    cells = {model.row(row).id: model.cell(row, Column.STATUS) for row in range(model.rowCount())}
    assert [(cells[number].text, cells[number].below) for number in (1, 2, 3, 5)] == [
        ("", ""),
        ("Posted", ""),
        ("Posted", "Vegan"),
        ("Vegan", ""),
    ]
    row = model.row_of(3)
    assert row is not None
    assert "Posted, Vegan" in model.index(row, Column.CREATOR).data(Qt.ItemDataRole.AccessibleTextRole)
    filter_by(page, qtbot, "Vegan")
    assert [model.row(row).id for row in range(model.rowCount())] == [3, 5]


def test_the_overview_is_sorted_in_the_order_of_working_together(
    qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery
) -> None:
    from tiktrack_gui.ui.creators.overview.columns import Column

    for number, name in ((1, "Zen"), (2, "done"), (4, "idea"), (5, "sent")):
        set_status(scene, [number], name)
    page = opened(qtbot, theme, pictures, scene)
    page._pane.switch.choose(OVERVIEW)
    model = page._view.model
    model.sort(Column.STATUS, Qt.SortOrder.AscendingOrder)
    assert [model.row(row).id for row in range(model.rowCount())] == [4, 5, 2, 1, 3]
    model.sort(Column.STATUS, Qt.SortOrder.DescendingOrder)
    assert [model.row(row).id for row in range(model.rowCount())] == [1, 2, 5, 4, 3]


def test_a_note_is_written_from_the_overview(page: CreatorsPage) -> None:
    page._pane.switch.choose(OVERVIEW)
    page._view.table.select([2], 2)
    shortcut(page, Qt.Key.Key_N)
    assert page._pane.switch.choice == PROFILE
    assert page._details.creator_id == 2
    assert page._details.annotations.notes._new.hasFocus()


# The sheet


def test_own_statuses_are_added_renamed_and_removed(page: CreatorsPage, scene: Scenery, qtbot: QtBot) -> None:
    press(page._details.annotations._manage)
    sheet = sheet_of(page, qtbot)
    field = sheet.new_status.field
    for typed in ("Idea", "Negotiating"):
        field.selectAll()
        QTest.keyClicks(field, typed)
        QTest.keyClick(field, Qt.Key.Key_Return)
        if typed == "Idea":
            assert "already" in texts(sheet)
    assert scene.store.annotations.statuses().result() == ["Negotiating"]
    assert entry(statuses_menu(page), "Negotiating")
    assert field.text() == ""
    set_status(scene, [1, 2], "Negotiating")
    scene.annotations.changed.emit(None)
    assert "2 creators" in texts(sheet)
    line = sheet._statuses[0]
    line._field.setFocus()
    line._field.selectAll()
    QTest.keyClicks(line._field, "In talks")
    QTest.keyClick(line._field, Qt.Key.Key_Return)
    assert status(scene, 1) == "In talks"
    press(line._remove)
    assert [status(scene, number) for number in (1, 2)] == [None, None]
    assert "Removed “In talks”, also from 2 creators" in texts(sheet._toast)
    press(sheet._toast._action)
    assert status(scene, 1) == "In talks"
    press(sheet._close)


def test_tags_are_recolored_renamed_and_removed(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> None:
    tag(scene, "Vegan", 1)
    tag(scene, "Berlin", 1, 2)
    page = opened(qtbot, theme, pictures, scene)
    press(page._details.annotations._manage)
    sheet = sheet_of(page, qtbot)
    line = next(one for one in sheet._tags if one.tag.name == "Vegan")
    press(line._color)
    choose(line._colors, "Purple", qtbot)
    assert next(one.color for one in kept(scene, 1).tags if one.name == "Vegan") == "purple"
    assert next(chip for chip in chips(page) if chip.tag.name == "Vegan").tag.color == "purple"
    line._field.setFocus()
    line._field.selectAll()
    QTest.keyClicks(line._field, "berlin")
    QTest.keyClick(line._field, Qt.Key.Key_Return)
    assert "already a tag" in texts(sheet)
    line._field.selectAll()
    QTest.keyClicks(line._field, "Plant-based")
    QTest.keyClick(line._field, Qt.Key.Key_Return)
    assert "Plant-based" in tags(scene, 1)
    berlin = next(one for one in sheet._tags if one.tag.name == "Berlin")
    press(berlin._remove)
    assert tags(scene, 2) == []
    QTest.keyClick(sheet, Qt.Key.Key_Z, CTRL)
    assert tags(scene, 2) == ["Berlin"]
    press(sheet._close)


def test_a_filter_by_a_tag_that_is_removed_ends(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> None:
    vegan = tag(scene, "Vegan", 1)
    page = opened(qtbot, theme, pictures, scene)
    filter_by(page, qtbot, "Vegan")
    assert rows(page) == [1]
    scene.tasks.spawn(scene.annotations.remove_tag(vegan.id), name="as another part does")
    assert rows(page) == [1, 2, 3, 4, 5]
