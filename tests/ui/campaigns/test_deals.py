"""Prices, gifts and dates: edited in the table and in the details, by mouse and keyboard, and undone."""

from __future__ import annotations

from PySide6.QtCore import QDate, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.campaigned import video_id
from tests.ui.campaigns.test_page import CONTROL, cell, entries
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Scenery
from tests.ui.seen import said_by
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.editors import CellField
from tiktrack_gui.ui.campaigns.page import CampaignsPage

SHIFT = Qt.KeyboardModifier.ShiftModifier


def editor(page: CampaignsPage) -> CellField:
    found = [one for one in page._table.findChildren(CellField) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def type_in(field: QWidget, text: str, end: Qt.Key = Qt.Key.Key_Return) -> None:
    QTest.keyClick(field, Qt.Key.Key_A, CONTROL)
    QTest.keyClick(field, Qt.Key.Key_Delete)
    QTest.keyClicks(field, text)
    QTest.keyClick(field, end)


def test_a_price_is_typed_in_its_cell_and_undone(
    page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot
) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    page._table.select([video_id(4)])
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_F2)
    assert editor(page).text() == ""
    assert editor(page).accessibleName() == "Price of @kuechenzeile: Haferbrei, aber gut in EUR"
    type_in(editor(page), "1.250,50 EUR")
    qtbot.waitUntil(lambda: entries(scene, campaign)[video_id(4)].cents == 125_050)
    assert said[-1] == "Price of the video of @kuechenzeile: €1,250.50"
    qtbot.waitUntil(lambda: cell(page, 4, Column.PRICE) == "€1,250.50")
    assert cell(page, 4, Column.CPM).startswith("≈ €8.7")
    assert page._header._figures._figures["cost"].accessibleName().startswith("Cost €2,651")
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: cell(page, 4, Column.PRICE) == "Add price")


def test_what_isnt_a_price_is_marked_and_stays(page: CampaignsPage, scene: Scenery, campaign: Campaign) -> None:
    page._table.select([video_id(0)])
    page._table.edit_column(Column.PRICE)
    field = editor(page)
    type_in(field, "99 USD")
    QApplication.processEvents()  # a taken text is committed in the next turn
    assert field.isVisible()
    assert field.property("invalid") == "true"
    assert "EUR" in field.accessibleDescription()
    QTest.keyClick(field, Qt.Key.Key_Escape)
    assert not page._table.is_editing
    assert entries(scene, campaign)[video_id(0)].cents == 45_000


def test_tab_goes_from_the_price_to_the_date_and_back(
    page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot
) -> None:
    page._table._columns.show_column(Column.AGREED, True)
    activate(page)
    page._table.select([video_id(4)])
    page._table.setFocus()
    page._table.edit_column(Column.PRICE)
    type_in(editor(page), "90", Qt.Key.Key_Tab)
    assert editor(page).accessibleName().startswith("Date of @kuechenzeile")
    type_in(editor(page), "12 Oct", Qt.Key.Key_Backtab)
    assert editor(page).accessibleName().startswith("Price of @kuechenzeile")
    QTest.keyClick(editor(page), Qt.Key.Key_Escape)
    found = entries(scene, campaign)[video_id(4)]
    assert (found.cents, found.agreed_on) == (9_000, "2026-10-12")
    qtbot.waitUntil(lambda: cell(page, 4, Column.AGREED) == "12 Oct")


def test_a_double_click_on_a_price_edits_it(page: CampaignsPage) -> None:
    opened: list[str] = []
    page.open_requested.connect(opened.append)
    index = page._model.index(page._model.row_of(video_id(1)) or 0, Column.PRICE)
    place = page._table.visualRect(index).center()
    QTest.mouseClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    QTest.mouseDClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert editor(page).text() == "300"
    assert opened == []


def test_an_emptied_price_is_removed(page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> None:
    page._table.select([video_id(0)])
    page._table.edit_column(Column.PRICE)
    type_in(editor(page), "")
    qtbot.waitUntil(lambda: entries(scene, campaign)[video_id(0)].cents is None)


def test_a_price_that_stays_changes_nothing(page: CampaignsPage, qtbot: QtBot) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    page._table.select([video_id(0)])
    page._table.edit_column(Column.PRICE)
    type_in(editor(page), "450.00")
    qtbot.waitUntil(lambda: not page._table.is_editing)
    assert said == []


def test_a_date_without_its_column_is_edited_in_the_details(page: CampaignsPage, qtbot: QtBot) -> None:
    assert page._table.isColumnHidden(Column.AGREED)
    page._details_choice.choose(shown=False)
    page._place_details()
    page._table.select([video_id(0)])
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_F2, SHIFT)
    assert page._details.isVisible()
    qtbot.waitUntil(page._details.deal._date.field.hasFocus)


def test_a_price_is_changed_in_the_details(
    page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot
) -> None:
    page._table.select([video_id(0)])
    field = page._details.deal._price
    type_in(field, "500.5")
    assert entries(scene, campaign)[video_id(0)].cents == 50_050
    qtbot.waitUntil(lambda: cell(page, 0, Column.PRICE) == "€500.50")
    qtbot.waitUntil(lambda: field.value == "500.50")
    type_in(field, "a lot")
    assert field.property("invalid") == "true"
    page._table.select([video_id(1)])
    assert field.text() == "300"
    assert field.property("invalid") == "false"


def test_gifts_are_marked_by_key_and_in_the_details(
    page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot
) -> None:
    page._table.select([video_id(0), video_id(2)])
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_G)
    assert all(entries(scene, campaign)[video_id(number)].is_gift for number in (0, 2))
    qtbot.waitUntil(lambda: cell(page, 0, Column.PRICE) == "€450 gift")
    shortcut(page._table, Qt.Key.Key_G)
    assert not any(entries(scene, campaign)[video_id(number)].is_gift for number in (0, 2))
    page._table.select([video_id(1)])
    QTest.mouseClick(page._details.deal._is_gift, Qt.MouseButton.LeftButton, pos=QPoint(8, 15))
    assert entries(scene, campaign)[video_id(1)].is_gift


def test_a_day_is_chosen_in_the_calendar(page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> None:
    page._table.select([video_id(4)])
    date = page._details.deal._date
    QTest.mouseClick(date._pick, Qt.MouseButton.LeftButton)
    assert date._calendar.isVisible()
    date._calendar._choose(QDate(2026, 10, 3))
    assert entries(scene, campaign)[video_id(4)].agreed_on == "2026-10-03"
    qtbot.waitUntil(lambda: date.field.text() == "3 Oct 2026")


def test_editing_goes_on_while_something_is_measured(page: CampaignsPage, qtbot: QtBot) -> None:
    activate(page)
    page._table.select([video_id(0)])
    page._table.setFocus()
    page._table.edit_column(Column.PRICE)
    field = editor(page)
    QTest.keyClicks(field, "77")
    page._shown.read()
    page._model.time_passed()
    QApplication.processEvents()
    assert editor(page) is field
    assert field.text() == "77"
