"""The Campaigns tab over the real services and a real store, by mouse and keyboard."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from tests.ui.campaigned import FIRST_CREATOR, LAUNCH, MADE, creator, link, page_of, track_all, video_id
from tests.ui.hands import activate, shortcut
from tests.ui.scenery import Scenery
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.errors import StoreDamaged, Unreachable
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.form import CampaignForm
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.campaigns.states import CREATE
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.window import arrangement
from tiktrack_gui.words.channels import PostPlace

CONTROL = Qt.KeyboardModifier.ControlModifier
CONTROL_SHIFT = CONTROL | Qt.KeyboardModifier.ShiftModifier


def shown(page: CampaignsPage) -> list[int]:
    return [page._model.id_of(row) for row in range(page._model.rowCount())]


def cell(page: CampaignsPage, number: int, column: Column) -> str:
    row = page._model.row_of(video_id(number))
    assert row is not None
    found = page._model.cell(row, column)
    return f"{found.text} {found.below}".strip()


def entries(scene: Scenery, campaign: Campaign) -> dict[int, CampaignVideo]:
    return {one.video_id: one for one in scene.store.campaigns.videos(campaign.id or 0).result()}


def press(page: CampaignsPage, text: str) -> None:
    """Clicks the visible button with that text."""
    buttons = [one for one in page.findChildren(Button) if one.isVisible() and one.text().strip() == text]
    assert len(buttons) == 1
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


def listened(page: CampaignsPage) -> list[str]:
    """The toasts from now on."""
    page._messages.listen(True)
    page._messages.look_at("campaigns")
    return said_by(page._messages)


def form_of(page: CampaignsPage) -> CampaignForm:
    form = page._editing.form
    assert form is not None
    return form


# What is shown


def test_the_videos_are_there_with_their_figures(page: CampaignsPage) -> None:
    assert len(shown(page)) == len(MADE)
    assert cell(page, 0, Column.VIEWS) == "≈ 412K"
    assert cell(page, 0, Column.PRICE) == "€450"
    assert cell(page, 0, Column.CPM) == "≈ €1.09"
    assert cell(page, 0, Column.USUAL) == "≈ 5.2× of 11"
    assert cell(page, 0, Column.ENGAGEMENT).startswith("≈ 11.2%")
    assert cell(page, 0, Column.POSTED) == "30 Sep"
    assert cell(page, 0, Column.AGREED) == "24 Sep"
    assert cell(page, 2, Column.PRICE) == "€80 gift"
    assert cell(page, 4, Column.PRICE) == "Add price"
    assert cell(page, 4, Column.CPM) == "—"
    assert cell(page, 5, Column.VIDEO) == "This one is gone now No longer on TikTok · @tiny.tofu"
    assert cell(page, 6, Column.VIDEO) == "@noodle.nights Couldn’t be measured"
    assert cell(page, 7, Column.MEASURED) == "Not yet"


def test_a_young_video_is_compared_at_its_age(page: CampaignsPage) -> None:
    row = page._model.row_of(video_id(3))
    assert row is not None
    assert cell(page, 3, Column.USUAL).startswith("2.1×")
    assert "at 1 d" in page._model.cell(row, Column.USUAL).hint


def test_the_totals_say_what_they_are_of(page: CampaignsPage) -> None:
    figures = {key: one.accessibleName() for key, one in page._header._figures._figures.items()}
    assert figures == {
        "cost": "Cost €1,400.50 6 of 8",
        "views": "Views ≈ 710K",
        "engagement": "Engagement ≈ 9%",
        "per_thousand": "Per 1,000 views ≈ €2.12 5 of 8",
        "per_engagement": "Per engagement €0.021 5 of 8",
    }
    assert "€80 of it in gifts" in page._header._figures._figures["cost"].toolTip()
    assert page._notices._words.text().startswith("8 videos · 6 of 8 measured, the oldest 3 h ago · 1 gone")


def test_a_row_is_a_sentence_for_screen_readers(page: CampaignsPage) -> None:
    row = page._model.row_of(video_id(5))
    assert row is not None
    said = page._model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert said.startswith("@tiny.tofu: This one is gone now, no longer on tiktok, ≈ 31.2K views, ≈ 8% engagement")
    assert "€120.50, ≈ €3.86 per 1,000 views, ≈ 1.4× usual" in said


def test_the_model_keeps_qts_rules(page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> None:
    tester = QAbstractItemModelTester(page._model, QAbstractItemModelTester.FailureReportingMode.Fatal, page)
    for column in Column:
        page._model.sort(column, Qt.SortOrder.DescendingOrder)
    page._model.show_only("oat")
    page._model.show_only("")
    scene.store.campaigns.remove_videos(campaign.id or 0, [video_id(1)]).result()
    page._shown.read()
    assert video_id(1) not in shown(page)
    tester.deleteLater()


def test_the_columns_sort_and_unknown_values_come_last(page: CampaignsPage) -> None:
    header = page._table.horizontalHeader()
    header.sort_by(Column.CPM)  # type: ignore[attr-defined]
    costs = [page._model.item(row).per_thousand for row in range(len(MADE))]
    known = [one.cents for one in costs if one is not None]
    assert known == sorted(known)
    assert len(known) == 5
    assert costs[5:] == [None] * 3
    header.sort_by(Column.CPM)  # type: ignore[attr-defined]
    assert page._model.item(0).entry.video_id == video_id(3)
    assert page._model.item(7).per_thousand is None


def test_searching_narrows_and_says_when_nothing_matches(page: CampaignsPage, qtbot: QtBot) -> None:
    shortcut(page, Qt.Key.Key_F, CONTROL)
    assert page._header.search.hasFocus()
    qtbot.keyClicks(page._header.search, "brothlab")
    assert shown(page) == [video_id(1)]
    assert page._notices._words.text().startswith("1 of 8 videos · ")
    qtbot.keyClicks(page._header.search, "zeppelin")
    assert page._states.currentWidget() is page._states.words
    press(page, "Clear")
    assert len(shown(page)) == len(MADE)


def test_another_campaign_is_chosen_by_mouse_and_by_keyboard(page: CampaignsPage) -> None:
    second = page._list.visualRect(page._list.model().index(1, 0)).center()
    QTest.mouseClick(page._list.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert "No videos yet" in texts(page)
    activate(page)
    page._list.setFocus()
    QTest.keyClick(page._list, Qt.Key.Key_Home)
    assert len(shown(page)) == len(MADE)
    QTest.keyClick(page._list, Qt.Key.Key_Return)
    assert page._table.hasFocus()


def test_without_a_campaign_it_offers_to_make_one(bare_page: CampaignsPage, scene: Scenery) -> None:
    page = bare_page
    assert not page._pane.isVisible()
    assert not page._header.isVisible()
    press(page, CREATE)
    form = form_of(page)
    form._name.setText("Summer picnic")
    form._brand.setText("@oatandgrain")
    form._currency.set_choices(form._currencies(), "EUR")
    QTest.keyClick(form._name, Qt.Key.Key_Return, CONTROL)
    assert page._editing.form is None
    [stored] = scene.store.campaigns.all().result()
    assert (stored.name, stored.brand, stored.currency) == ("Summer picnic", "oatandgrain", "EUR")
    assert page._shown.campaign == stored
    assert "No videos yet" in texts(page)
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    assert scene.store.campaigns.all().result() == []


def test_a_database_that_cant_be_read_is_said_with_a_way_to_try_again(page: CampaignsPage) -> None:
    page._shown.results, page._shown.failure = None, StoreDamaged("campaigns")
    page._shown.failed.emit()
    assert "Couldn’t load the campaigns" in texts(page)
    press(page, "Try again")
    assert page._states.currentWidget() is page._table


def test_a_trouble_is_told_above_the_videos(page: CampaignsPage) -> None:
    page._messages.trouble(Unreachable())
    assert page._notices.notice is not None
    assert page._states.currentWidget() is page._table


# Campaigns


def test_a_campaign_is_changed_and_the_change_undone(page: CampaignsPage, scene: Scenery) -> None:
    shortcut(page, Qt.Key.Key_E)
    form = form_of(page)
    assert form._name.text() == LAUNCH.name
    form._name.setText("Winter launch")
    form.save()
    assert "Winter launch" in texts(page)
    assert page._list.model().index(0, 0).data() == "Winter launch"
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    assert scene.store.campaigns.all().result()[0].name == LAUNCH.name


def test_another_currency_converts_nothing_and_says_so(page: CampaignsPage, scene: Scenery) -> None:
    said = listened(page)
    shortcut(page, Qt.Key.Key_E)
    form = form_of(page)
    assert "All prices of the campaign are in this currency." in texts(form)
    form._currency.setCurrentIndex(list(form._currencies()).index("USD"))
    form._currency.activated.emit(form._currency.currentIndex())
    assert "Prices keep their numbers: 150 EUR becomes 150 USD. Nothing is converted." in texts(form)
    form.save()
    assert said == [f"“{LAUNCH.name}” is in USD now. Prices keep their numbers; nothing was converted"]
    assert cell(page, 0, Column.PRICE) == "$450"
    assert cell(page, 0, Column.CPM) == "≈ $1.09"
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    assert cell(page, 0, Column.PRICE) == "€450"


def test_a_name_that_is_taken_is_said_beside_its_field(page: CampaignsPage) -> None:
    shortcut(page, Qt.Key.Key_N, CONTROL)
    form = form_of(page)
    form._name.setText(" autumn  LAUNCH ")
    form.save()
    assert form.isVisible()
    assert form._faults[form._name].text().startswith("There’s already a campaign named “autumn LAUNCH”")
    assert form._save.isEnabled()


@pytest.mark.parametrize(
    ("brand", "note", "fault"), [("not a handle!", "", "_brand"), ("", "x" * 2_001, "_note")]
)  # fmt: skip
def test_what_cant_be_is_said_before_it_is_saved(page: CampaignsPage, brand: str, note: str, fault: str) -> None:
    shortcut(page, Qt.Key.Key_E)
    form = form_of(page)
    form._brand.setText(brand)
    form._note.setPlainText(note)
    form.save()
    assert form._faults[getattr(form, fault)].isVisible()
    assert getattr(form, fault).hasFocus() or not form.isActiveWindow()


def test_a_form_closed_with_changes_can_be_had_back(page: CampaignsPage) -> None:
    said = listened(page)
    page._messages.listen(True)
    shortcut(page, Qt.Key.Key_N, CONTROL)
    form_of(page)._name.setText("Half typed")
    form_of(page).reject()
    assert said[-1] == "The new campaign wasn’t saved"
    page._messages.accept_offer()
    assert form_of(page)._name.text() == "Half typed"


def test_deleting_a_campaign_shows_the_next_one_and_can_be_undone(page: CampaignsPage, scene: Scenery) -> None:
    page._list.setFocus()
    shortcut(page._list, Qt.Key.Key_Delete)
    assert page._shown.campaign is not None
    assert page._shown.campaign.name == "Summer picnic"
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    assert len(scene.store.campaigns.all().result()) == 3
    page._list.select(scene.store.campaigns.all().result()[0].id or 0)
    assert len(shown(page)) == len(MADE)


def test_the_chosen_campaign_the_columns_and_the_order_are_kept(
    theme: Theme, scene: Scenery, campaign: Campaign, page: CampaignsPage, qtbot: QtBot, tmp_path: Path
) -> None:
    state = QSettings(str(tmp_path / "ui.ini"), QSettings.Format.IniFormat)
    page._list.select((campaign.id or 0) + 1)
    page._table._columns.show_column(Column.AGREED, True)
    page._table._header.sort_by(Column.VIEWS)
    arrangement.keep(page, state, "normal")
    later = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(later)
    arrangement.restore(later, state, "normal")
    assert later._shown.campaign is not None
    assert later._shown.campaign.id == (campaign.id or 0) + 1
    assert not later._table.isColumnHidden(Column.AGREED)
    assert later._table._header.sortIndicatorSection() == Column.VIEWS


# Videos


def test_opening_and_copying(page: CampaignsPage, qtbot: QtBot) -> None:
    page._table.select([video_id(7)])
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.keyClick(page._table, Qt.Key.Key_Return)
    assert asked.args == [link(7)]
    page._table.select([video_id(0), video_id(1)])
    shortcut(page._table, Qt.Key.Key_C, CONTROL_SHIFT)
    assert set(QGuiApplication.clipboard().text().split("\n")) == {link(0), link(1)}


def test_a_double_click_opens_the_video(page: CampaignsPage, qtbot: QtBot) -> None:
    index = page._model.index(page._model.row_of(video_id(1)) or 0, Column.VIDEO)
    place = page._table.visualRect(index).center()
    QTest.mouseClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.open_requested) as asked:
        QTest.mouseDClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [link(1)]


def test_removing_videos_and_undoing_it(page: CampaignsPage, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> None:
    said = listened(page)
    page._messages.listen(True)
    page._table.select([video_id(0), video_id(1)])
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: len(shown(page)) == len(MADE) - 2)
    assert said[-1] == "Removed 2 videos from “Autumn launch”"
    assert page._table.selected is not None  # the one that follows them
    shortcut(page, Qt.Key.Key_Z, CONTROL)
    qtbot.waitUntil(lambda: len(shown(page)) == len(MADE))
    assert entries(scene, campaign)[video_id(0)].cents == 45_000


def test_the_menu_is_for_those_selected(page: CampaignsPage, qtbot: QtBot) -> None:
    page._table.select([video_id(2), video_id(0)])
    page._menu.open_at(page._table.mapToGlobal(QPoint(50, 50)))
    qtbot.waitUntil(page._menu.isVisible)
    offered = {action.text(): action.isEnabled() for action in page._menu.actions() if action.text()}
    assert offered["Copy links"]
    assert offered["Track creators"]
    assert not offered["Open on TikTok"]
    assert not offered["Edit price"]
    page._menu.close()
    page._table.select([video_id(2)])
    page._menu.open_at(page._table.mapToGlobal(QPoint(50, 50)))
    assert {action.text() for action in page._menu.actions()} >= {"Mark as paid", "Copy link", "Edit date"}
    page._menu.close()


def test_a_right_click_opens_the_menu_of_the_row(page: CampaignsPage, qtbot: QtBot) -> None:
    page._table.select([video_id(0)])
    row = page._model.row_of(video_id(1)) or 0
    place = page._table.visualRect(page._model.index(row, Column.VIEWS)).center()
    QTest.mouseClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    page._table.customContextMenuRequested.emit(place)
    qtbot.waitUntil(page._menu.isVisible)
    assert page._table.selected.entry.video_id == video_id(1)
    page._menu.close()


def test_a_tracked_creator_is_shown_another_one_is_tracked(page: CampaignsPage, scene: Scenery, qtbot: QtBot) -> None:
    track_all(scene.store)
    page._shown.load()
    page._table.select([video_id(0)])
    with qtbot.waitSignal(page.creator_requested) as asked:
        shortcut(page._table, Qt.Key.Key_T)
    assert asked.args == [FIRST_CREATOR]
    scene.tiktok.creators["oma.kocht"] = replace(creator(7), id=5)
    page._table.select([video_id(7)])
    shortcut(page._table, Qt.Key.Key_T)
    assert 5 in {one.creator.id for one in scene.store.creators.tracked().result()}
    assert 5 in page._shown.tracked


def test_measured_videos_are_posted_by_key_and_by_menu(page: CampaignsPage, qtbot: QtBot) -> None:
    page._table.select([video_id(0), video_id(1), video_id(7)])  # the last one was never measured
    page._table.setFocus()
    with qtbot.waitSignal(page.post_requested) as asked:
        shortcut(page, Qt.Key.Key_D)
    [request] = asked.args or []
    assert set(request.keys(About.VIDEO)) == {f"video:{video_id(0)}", f"video:{video_id(1)}"}
    assert set(request.keys(About.CREATOR)) == {"mara.onepot", "brothlab"}
    assert request.channel_id is None
    places = [(1 << 60, "#food", About.CREATOR, True), (2 << 60, "#ads", About.VIDEO, False)]
    page.offer_channels([PostPlace(*place) for place in places])
    with qtbot.waitSignal(page.post_requested) as elsewhere:
        page._menu.post_to.actions()[1].trigger()
    assert (elsewhere.args or [])[0].channel_id == 2 << 60


def test_what_was_never_measured_isnt_posted_and_says_so(page: CampaignsPage, qtbot: QtBot) -> None:
    said = listened(page)
    page._table.select([video_id(7)])
    with qtbot.assertNotEmitted(page.post_requested):
        shortcut(page, Qt.Key.Key_D)
    assert said == ["The video of @oma.kocht: measure it first, then post it"]


def test_forgetting_is_asked_for_one_creator(page: CampaignsPage, qtbot: QtBot) -> None:
    page._table.select([video_id(1)])
    with qtbot.waitSignal(page.forget_requested) as asked:
        page._menu.forget_wanted.emit()
    assert asked.args == [FIRST_CREATOR + 1]


def test_the_details_hide_and_come_back(page: CampaignsPage) -> None:
    assert page._details.isVisible()
    shortcut(page, Qt.Key.Key_I, CONTROL)
    assert not page._details.isVisible()
    shortcut(page, Qt.Key.Key_I, CONTROL)
    assert page._details.isVisible()


def test_in_a_small_window_the_details_take_the_place_of_the_campaigns(page: CampaignsPage) -> None:
    page.setMinimumSize(824, 640)  # as the window does
    page.resize(824, 640)
    assert not page._details.isVisible()
    assert page._pane.isVisible()
    shortcut(page, Qt.Key.Key_I, CONTROL)
    assert page._details.isVisible()
    assert not page._pane.isVisible()
    assert page.width() == 824


def test_the_details_say_what_is_wrong(page: CampaignsPage) -> None:
    page._table.select([video_id(5)])
    assert "TikTok doesn’t show this video any more" in texts(page._details)
    page._table.select([video_id(6)])
    assert "Couldn’t be measured" in texts(page._details)


def test_the_campaign_menu_has_its_actions(page: CampaignsPage, qtbot: QtBot) -> None:
    page._list.menu_wanted.emit(page._list.mapToGlobal(QPoint(20, 20)))
    qtbot.waitUntil(page._list_menu.isVisible)
    assert isinstance(page._list_menu, QMenu)
    entries = [one.text().partition("\t")[0] for one in page._list_menu.actions() if not one.isSeparator()]
    assert entries == ["New campaign…", "Edit campaign…", "Export…", "Delete campaign"]
    page._list_menu.close()
