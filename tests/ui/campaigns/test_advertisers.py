"""The second view: who advertises, for whom, how often."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from pytestqt.qtbot import QtBot

from tests.ui.campaigned import FIRST_CREATOR, LAUNCH, track_all
from tests.ui.campaigns.test_page import CONTROL, CONTROL_SHIFT, entries
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Scenery
from tests.ui.seen import texts
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.ui.campaigns.advertisers import Column
from tiktrack_gui.ui.campaigns.page import ADVERTISERS, CampaignsPage


def look(page: CampaignsPage, scene: Scenery) -> None:
    track_all(scene.store)
    QTest.mouseClick(page._switch._buttons[ADVERTISERS], Qt.MouseButton.LeftButton)


def creators(page: CampaignsPage) -> list[str]:
    model = page._advertisers.model
    return [model.item(row).creator.handle for row in range(model.rowCount())]


def test_who_advertises_is_there_with_whom_and_how_often(page: CampaignsPage, scene: Scenery) -> None:
    look(page, scene)
    view = page._advertisers
    assert set(creators(page)) == {
        *("mara.onepot", "brothlab", "budgetbites", "sourdough.sam", "kuechenzeile", "tiny.tofu"),
    }
    row = view.model.row_of(FIRST_CREATOR) or 0
    assert view.model.cell(row, Column.ADS).text == "4"
    assert view.model.cell(row, Column.ADS).below == "of 15"
    brands = view.model.cell(row, Column.BRANDS)
    assert (brands.text, brands.below) == ("@pan.world 3×", f"@{LAUNCH.brand} 1×")
    assert page._notices._words.text() == "6 creators advertise for 2 accounts"
    said = view.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("Mara Lindqvist: 4 of 15 known videos advertise")


def test_the_details_have_the_newest_of_these_videos(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    look(page, scene)
    page._advertisers.table.select([FIRST_CREATOR])
    details = page._advertisers.details
    assert details.isVisible()
    assert not page._details.isVisible()
    assert "One pot, no stress 🍝 with @oatandgrain #ad" in texts(details)
    with qtbot.waitSignal(page.open_requested) as asked:
        details._lines[0]._open.click()
    assert asked.args is not None
    assert asked.args[0].startswith("https://www.tiktok.com/@mara.onepot/video/")


def test_enter_shows_the_creator_and_keys_open_and_copy(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    look(page, scene)
    table = page._advertisers.table
    activate(page)
    table.select([FIRST_CREATOR])
    table.setFocus()
    with qtbot.waitSignal(page.creator_requested) as shown:
        QTest.keyClick(table, Qt.Key.Key_Return)
    assert shown.args == [FIRST_CREATOR]
    with qtbot.waitSignal(page.open_requested) as opened:
        shortcut(table, Qt.Key.Key_O)
    assert opened.args == ["https://www.tiktok.com/@mara.onepot"]
    shortcut(table, Qt.Key.Key_C, CONTROL_SHIFT)
    assert QGuiApplication.clipboard().text() == "https://www.tiktok.com/@mara.onepot"


def test_the_keys_of_the_videos_rest_meanwhile(page: CampaignsPage, scene: Scenery, campaign: Campaign) -> None:
    look(page, scene)
    before = entries(scene, campaign)
    shortcut(page._advertisers.table, Qt.Key.Key_G)
    shortcut(page._advertisers.table, Qt.Key.Key_F5)
    assert entries(scene, campaign) == before
    assert scene.tiktok.asked == []


def test_searching_finds_creators_and_brands(page: CampaignsPage, scene: Scenery) -> None:
    look(page, scene)
    shortcut(page, Qt.Key.Key_F, CONTROL)
    assert page._advertisers.search.hasFocus()
    QTest.keyClicks(page._advertisers.search, "oatandgrain")
    assert set(creators(page)) == {"mara.onepot", "brothlab", "sourdough.sam"}
    assert page._notices._words.text().endswith("3 shown")
    QTest.keyClicks(page._advertisers.search, "zeppelin")
    assert "Nothing matches" in page._advertisers._states.words.accessibleName()
    page._advertisers._states.words.acted.emit()
    assert len(creators(page)) == 6


def test_it_sorts(page: CampaignsPage, scene: Scenery) -> None:
    look(page, scene)
    tester = QAbstractItemModelTester(
        page._advertisers.model, QAbstractItemModelTester.FailureReportingMode.Fatal, page
    )
    page._advertisers.table._header.sort_by(Column.CREATOR)
    names = [page._advertisers.model.item(row).creator.name or "" for row in range(6)]
    assert names == sorted(names, key=str.casefold)
    for column in Column:
        page._advertisers.model.sort(column)
    tester.deleteLater()


def test_if_nobody_does_it_says_so(page: CampaignsPage) -> None:
    shortcut(page, Qt.Key.Key_O, CONTROL_SHIFT)
    assert "Nobody advertises, as far as is known" in texts(page)
    assert not page._panel_button.isEnabled()
    shortcut(page, Qt.Key.Key_O, CONTROL_SHIFT)
    assert page._table.isVisible()
