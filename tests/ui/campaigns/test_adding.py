"""Adding videos: pasted links with prices, dates and faults, before and after they are added."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.campaigned import MADE, link
from tests.ui.campaigns.test_page import CONTROL, entries, press, shown
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Scenery
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.ui.campaigns.add_dialog import AddDialog
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.widgets.records_model import RecordsModel

NEW, OTHER = 7_300_000_000_000_000_042, 7_300_000_000_000_000_043
PASTED = f"""\
https://www.tiktok.com/@oat.world/video/{NEW}\t150
{link(0)} 450
https://www.tiktok.com/@oat.world
https://www.tiktok.com/@new.one/video/{OTHER}, 99 USD
https://www.tiktok.com/@oat.world/video/{NEW}
https://www.tiktok.com/@another.one/video/{NEW + 2} gift 2026-10-01
"""


def dialog_of(page: CampaignsPage) -> AddDialog:
    found = [one for one in page.window().findChildren(AddDialog) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def rows(dialog: AddDialog) -> list[list[str]]:
    model: RecordsModel[object] = dialog._model  # type: ignore[assignment]
    return [[str(model.index(row, column).data()) for column in (1, 2, 3, 4)] for row in range(model.rowCount())]


def opened(page: CampaignsPage, text: str = PASTED) -> AddDialog:
    shortcut(page, Qt.Key.Key_A)
    dialog = dialog_of(page)
    dialog.paste(text)
    return dialog


def test_what_was_pasted_is_shown_with_its_faults(page: CampaignsPage) -> None:
    dialog = opened(page)
    assert rows(dialog) == [
        [f"@oat.world · {NEW}", "€150", "", "Will be added"],
        [f"@mara.onepot · {link(0).rpartition('/')[2]}", "", "", "Already in the campaign"],
        ["https://www.tiktok.com/@oat.world", "", "", "Leads to no video"],
        [f"@new.one · {OTHER}", "", "", "“99 USD” isn’t in EUR, the campaign’s currency."],
        [f"@oat.world · {NEW}", "", "", "Same as no. 1"],
        [f"@another.one · {NEW + 2}", "gift", "1 Oct 2026", "Will be added"],
    ]
    assert "2 to add · 1 already in the campaign · 1 repeated · 2 can’t be used" in texts(dialog)
    assert dialog._add.text() == "Add 2 videos"
    dialog._table.select(-4)
    assert "Convert it first" in texts(dialog)


def test_those_without_a_price_get_the_one_below(page: CampaignsPage) -> None:
    dialog = opened(page)
    dialog._price.enter("80")
    QTest.mouseClick(dialog._is_gift, Qt.MouseButton.LeftButton, pos=QPoint(8, 15))
    assert dialog._is_gift.isChecked()
    dialog._date.field.enter("12 Oct")
    shown_rows = rows(dialog)
    assert shown_rows[0][1:3] == ["€150", "12 Oct 2026"]  # it has a price of its own
    assert shown_rows[5][1:3] == ["€80 gift", "1 Oct 2026"]
    assert shown_rows[3][1:3] == ["", ""]


def test_adding_and_undoing_it(page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    dialog = opened(page)
    qtbot.waitUntil(lambda: QApplication.activeWindow() is dialog)
    QTest.keyClick(dialog, Qt.Key.Key_Return, CONTROL)
    qtbot.waitUntil(lambda: NEW in shown(page))
    found = entries(scene, campaign)
    assert (found[NEW].cents, found[NEW].is_gift) == (15_000, False)
    assert (found[NEW + 2].cents, found[NEW + 2].is_gift, found[NEW + 2].agreed_on) == (None, True, "2026-10-01")
    assert OTHER not in found
    assert said[-1] == "Added 2 videos"
    activate(page)
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(shown(page)) == len(MADE))


def test_copied_links_are_pasted_into_the_table(page: CampaignsPage) -> None:
    QGuiApplication.clipboard().setText(f"https://www.tiktok.com/@oat.world/video/{NEW} 12.50")
    activate(page)
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_V, CONTROL)
    assert [one[1] for one in rows(dialog_of(page))] == ["€12.50"]


def test_typing_is_read_after_a_pause(page: CampaignsPage, qtbot: QtBot) -> None:
    press(page, "Add videos…")
    dialog = dialog_of(page)
    assert not dialog._add.isEnabled()
    dialog._edit.setPlainText(f"https://www.tiktok.com/@oat.world/video/{NEW}")
    assert not dialog._add.isEnabled()
    qtbot.waitUntil(dialog._add.isEnabled)
    dialog._edit.setPlainText("")
    qtbot.waitUntil(lambda: not dialog._table.isVisible())
    assert not dialog._add.isEnabled()


def test_short_links_are_looked_up(page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> None:
    short = "https://vm.tiktok.com/ZMexample1/"
    scene.tiktok.destinations[short] = f"https://www.tiktok.com/@oat.world/video/{NEW}"
    dialog = opened(page, f"{short} 200")
    assert rows(dialog)[0][:2] == ["vm.tiktok.com/ZMexample1/", "€200"]
    dialog.accept()
    qtbot.waitUntil(lambda: NEW in shown(page))
    assert entries(scene, campaign)[NEW].cents == 20_000


def test_a_short_link_that_leads_nowhere_is_told(page: CampaignsPage, scene: Scenery, campaign: Campaign) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    page._messages.look_at("campaigns")
    dialog = opened(page, "https://vm.tiktok.com/ZMexample1/ 200")
    scene.tiktok.destinations["https://vm.tiktok.com/ZMexample1/"] = "https://www.tiktok.com/@oat.world"
    dialog.accept()
    assert len(entries(scene, campaign)) == len(MADE)
    assert said[-1] == "Added 0 videos; 1 short link couldn’t be followed"
    assert page._notices.notice is not None


def test_far_too_many_are_refused(page: CampaignsPage) -> None:
    lines = (f"https://www.tiktok.com/@oat.world/video/{NEW + number}" for number in range(1_001))
    dialog = opened(page, "\n".join(lines))
    assert "That’s more than 1,000 videos." in texts(dialog)
    assert not dialog._add.isEnabled()


def test_escape_closes_it_and_adds_nothing(page: CampaignsPage, scene: Scenery, campaign: Campaign) -> None:
    dialog = opened(page)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert len(entries(scene, campaign)) == len(MADE)
