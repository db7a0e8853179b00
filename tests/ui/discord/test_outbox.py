"""The outbox by mouse and keyboard, over real services and a real store, with an in-memory Discord."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.discord.hands import LEFT, button, offers, press
from tests.ui.hands import activate
from tests.ui.scenery import Scenery
from tests.ui.scenes_discord import CHANNEL, FORUM, GUILD, NEWS, Parts, fill, make
from tests.ui.scenes_outbox import (
    MINUTE,
    Fill,
    every_state,
    forbidden,
    full,
    limited,
    paused,
    queued,
    refused,
    unreached,
)
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import DiscordRateLimited, NoPermission, TokenRefused
from tiktrack_gui.core.servers import Permission
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.holds import LIMIT

Key, Modifier = Qt.Key, Qt.KeyboardModifier
Open = Callable[[Fill], DiscordPage]


@pytest.fixture
def parts() -> Parts:
    return Parts()


@pytest.fixture
def again(qtbot: QtBot, theme: Theme, scene: Scenery, parts: Parts) -> Callable[[], DiscordPage]:
    """Makes another page over what is stored, as after a restart."""

    def again() -> DiscordPage:
        messages = Messages()
        messages.listen(True)
        page = make(theme, scene, parts, scene.tasks, messages)
        qtbot.addWidget(page)
        page.resize(1240, 900)
        page.show()
        activate(page)
        return page

    return again


@pytest.fixture
def open_page(scene: Scenery, parts: Parts, again: Callable[[], DiscordPage]) -> Open:
    def open_page(change: Fill) -> DiscordPage:
        fill(scene, parts, creators=6)
        change(scene, parts)
        return again()

    return open_page


def rows(page: DiscordPage) -> list[Delivery]:
    model = page._panel._model
    return [model.record(row) for row in range(model.rowCount())]


def cell(page: DiscordPage, row: int, title: str) -> str:
    model = page._panel._model
    column = next(number for number, column in enumerate(model.columns) if column.title == title)
    return str(model.data(model.index(row, column)))


def states(page: DiscordPage) -> list[str]:
    return [cell(page, row, "State") for row in range(page._panel._model.rowCount())]


def row_in(page: DiscordPage, state: DeliveryState) -> int:
    return next(number for number, delivery in enumerate(rows(page)) if delivery.state is state)


def table(page: DiscordPage) -> RecordsTable:
    return page._panel._view.table


def click(page: DiscordPage, row: int, *, add: bool = False, right: bool = False) -> QPoint:
    """Clicks a row. add: with Ctrl. Returns where."""
    view = table(page)
    view.scrollTo(view.model().index(row, 0))
    place = view.visualRect(view.model().index(row, 0)).center()
    modifier = Modifier.ControlModifier if add else Modifier.NoModifier
    QTest.mouseClick(view.viewport(), Qt.MouseButton.RightButton if right else LEFT, modifier, place)
    return place


def key(page: DiscordPage, which: Qt.Key, modifier: Qt.KeyboardModifier = Modifier.NoModifier) -> None:
    QTest.keyClick(table(page), which, modifier)


def menu_of(page: DiscordPage) -> QMenu:
    menu = page._panel.buttons._menu
    assert menu.isVisible()
    return menu


def open_menu(page: DiscordPage, row: int) -> QMenu:
    place = click(page, row, right=True)
    view = table(page).viewport()
    QApplication.sendEvent(view, QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, view.mapToGlobal(place)))
    return menu_of(page)


def choose(menu: QMenu, text: str) -> None:
    action = next(action for action in menu.actions() if action.text().partition("\t")[0] == text)
    QTest.mouseClick(menu, LEFT, pos=menu.actionGeometry(action).center())


def strip(page: DiscordPage) -> str:
    return texts(page._panel.strip) if page._panel.strip.isVisible() else ""


# What each row says


def test_every_state_is_said_with_what_it_is_about_and_where(open_page: Open) -> None:
    page = open_page(every_state)
    assert states(page) == ["Queued", "Sending", "Cancelled", "Needs review", "Failed (error 200000)", "Posted"]
    names = [cell(page, row, "Creator or story") for row in range(6)]
    assert names[0] == "Mara Lindqvist (@maracooks)"
    assert names[4] == rows(page)[4].payload["thread_name"]
    icons = [page._panel._model.columns[0].mark(one, samples.NOW)[0] for one in rows(page)]  # type: ignore[misc,index]
    assert icons == ["user", "video", "user", "user", "video", "user"]
    assert [cell(page, row, "Channel") for row in (0, 1, 2)] == ["#trend-watch", "#creator-finds", "#news"]
    assert cell(page, 4, "Details").startswith("The server’s AutoMod blocked the post.")
    hint = page._panel._model.columns[0].hint
    assert hint is not None
    assert (hint(rows(page)[4], samples.NOW) or "").startswith("Story by ")


def test_each_state_offers_what_helps(open_page: Open) -> None:
    page = open_page(every_state)
    offered = {
        DeliveryState.QUEUED: {"Open channel", "Post now", "Cancel post"},
        DeliveryState.SENDING: {"Open channel"},
        DeliveryState.SENT: {"Open thread"},
        DeliveryState.FAILED: {"Open channel", "Try again", "Cancel post"},
        DeliveryState.NEEDS_REVIEW: {"Open channel", "It’s there", "Post again", "Cancel post"},
        DeliveryState.CANCELLED: {"Open channel", "Try again"},
    }
    for state, names in offered.items():
        click(page, row_in(page, state))
        seen = {one.accessibleName() for one in page._panel.buttons._buttons if one.isVisible()}
        assert seen == names, state
        menu = open_menu(page, row_in(page, state))
        assert {action.text().partition("\t")[0] for action in menu.actions()} == names
        QTest.keyClick(menu, Key.Key_Escape)


# Mouse and keyboard


def test_enter_opens_the_thread(qtbot: QtBot, open_page: Open) -> None:
    page = open_page(every_state)
    click(page, row_in(page, DeliveryState.SENT))
    with qtbot.waitSignal(page.open_requested) as opened:
        key(page, Key.Key_Return)
    thread = rows(page)[row_in(page, DeliveryState.SENT)].thread_id
    assert opened.args == [f"https://discord.com/channels/{GUILD}/{thread}"]


def test_delete_cancels_what_is_selected_and_the_menu_brings_it_back(open_page: Open, parts: Parts) -> None:
    page = open_page(every_state)
    said = said_by(page._messages)
    click(page, 0)
    key(page, Key.Key_Delete)
    assert states(page)[0] == "Cancelled"
    assert said == ["Cancelled “Mara Lindqvist (@maracooks)”"]
    choose(open_menu(page, 0), "Try again")
    assert states(page)[0] == "Posted"
    assert len(parts.discord.threads) == 1


def test_delete_leaves_what_is_posted_and_the_channels(open_page: Open) -> None:
    page = open_page(every_state)
    click(page, row_in(page, DeliveryState.SENT))
    key(page, Key.Key_Delete)
    assert states(page)[-1] == "Posted"
    assert [one.id for one in page._shown.all or ()] == [CHANNEL, FORUM, NEWS]


def test_several_are_cancelled_at_once(open_page: Open) -> None:
    page = open_page(every_state)
    said = said_by(page._messages)
    click(page, 0)
    key(page, Key.Key_A, Modifier.ControlModifier)
    assert "6 selected" in texts(page._panel)
    assert not button(page._panel, "Open channel").isVisible()
    press(page._panel, "Cancel 3 posts")
    assert said == ["Cancelled 3 posts"]
    assert states(page) == ["Cancelled", "Sending", "Cancelled", "Cancelled", "Cancelled", "Posted"]


def test_several_are_tried_again_without_those_that_were_cancelled(open_page: Open, parts: Parts) -> None:
    page = open_page(every_state)
    said = said_by(page._messages)
    click(page, 0)
    for state in (DeliveryState.FAILED, DeliveryState.CANCELLED):
        click(page, row_in(page, state), add=True)
    press(page._panel, "Try 2 again")
    assert said[-1] == "Posted 2"
    assert states(page) == ["Posted", "Sending", "Cancelled", "Needs review", "Posted", "Posted"]
    assert len(parts.discord.threads) == 2


def test_one_of_several_that_fails_leaves_the_others(open_page: Open, parts: Parts) -> None:
    page = open_page(every_state)
    said = said_by(page._messages)
    parts.discord.faults_before = [NoPermission(50013)]
    click(page, 0)
    click(page, row_in(page, DeliveryState.FAILED), add=True)
    press(page._panel, "Try 2 again")
    assert said[-1] == "Posted 1 of 2"
    assert len(parts.discord.threads) == 1
    assert page._notices.notice is not None


def test_what_fails_for_all_ends_it(open_page: Open, parts: Parts) -> None:
    page = open_page(every_state)
    parts.discord.faults_before = [TokenRefused()]
    click(page, 0)
    click(page, row_in(page, DeliveryState.FAILED), add=True)
    press(page._panel, "Try 2 again")
    assert parts.discord.threads == {}
    assert "Discord rejected the bot token. Nothing is posted" in " ".join(strip(page).split())


def test_several_that_need_review_are_settled_at_once(open_page: Open, scene: Scenery, parts: Parts) -> None:
    page = open_page(every_state)
    first = rows(page)[0]
    scene.store.outbox.mark_needs_review(first.id, "?").result()
    page.shown()
    click(page, 0)
    click(page, 3, add=True)
    press(page._panel, "It’s there")
    assert [states(page)[row] for row in (0, 3)] == ["Posted", "Posted"]
    assert parts.discord.threads == {}


# Pausing


def test_all_is_paused_and_resumed_by_keyboard(open_page: Open, parts: Parts) -> None:
    page = open_page(every_state)
    pause = button(page._panel, "Pause all")
    pause.setFocus()
    QTest.keyClick(pause, Key.Key_Return)
    assert page._changes.settings.values.posting_paused
    assert "Posting is paused." in strip(page)
    assert "1 post waits." in strip(page)
    assert states(page)[0] == "Paused"
    assert not pause.isVisible()
    assert page.focusWidget() is button(page._panel, "Resume")
    click(page, 0)
    assert not offers(page._panel, "Post now")
    resume = button(page._panel, "Resume")
    resume.setFocus()
    QTest.keyClick(resume, Key.Key_Return)
    assert not page._changes.settings.values.posting_paused
    assert strip(page) == ""
    assert states(page)[0] == "Posted"
    assert parts.discord.threads
    assert page.focusWidget() is pause


def test_a_pause_is_undone_as_any_setting(open_page: Open) -> None:
    page = open_page(every_state)
    press(page._panel, "Pause all")
    QTest.keyClick(page, Key.Key_Z, Modifier.ControlModifier)
    assert not page._changes.settings.values.posting_paused
    assert strip(page) == ""


def test_a_pause_outlives_a_restart_and_says_what_else_is_wrong(
    open_page: Open, again: Callable[[], DiscordPage]
) -> None:
    open_page(paused)
    page = again()
    assert "Posting is paused." in strip(page)
    assert "#creator-finds: the bot lacks" in strip(page)
    assert "go on" not in strip(page)
    assert set(states(page)[:3]) == {"Paused"}


# Waits


def test_a_wait_that_discord_asks_for_counts_down_also_after_a_restart(
    open_page: Open, scene: Scenery, again: Callable[[], DiscordPage]
) -> None:
    page = open_page(limited)
    assert "Discord asks to wait: 4 min 12 s." in strip(page)
    assert "2 posts to #creator-finds go out then." in strip(page)
    assert states(page)[:3] == ["Waiting, next try in 5 min", "Waiting, next try in 5 min", "Queued"]
    scene.clock.time += 10
    page._clock.timeout.emit()
    assert "Discord asks to wait: 4 min 2 s." in strip(page)
    assert page._clock.interval() == 1000
    scene.clock.time += 182
    page = again()
    assert "Discord asks to wait: 1 min." in strip(page)
    scene.clock.time += MINUTE
    page._clock.timeout.emit()
    assert strip(page) == ""
    assert page._clock.interval() > 1000


def test_a_wait_that_begins_now_is_said(open_page: Open, parts: Parts) -> None:
    page = open_page(every_state)
    parts.discord.faults_before = [DiscordRateLimited(280)]
    click(page, 0)
    press(page._panel, "Post now")
    assert "Discord asks to wait: 4 min 40 s." in strip(page)


def test_discord_that_cannot_be_reached_is_tried_at_once(open_page: Open, parts: Parts) -> None:
    page = open_page(unreached)
    assert "Couldn’t reach Discord." in strip(page)
    assert "Next try in 1 min." in strip(page)
    press(page._panel, "Try now")
    assert strip(page) == ""
    assert states(page)[0] == "Posted"


def test_a_rejected_token_stops_all_and_leads_to_another(open_page: Open, scene: Scenery, parts: Parts) -> None:
    page = open_page(refused)
    assert "Discord rejected the bot token." in strip(page)
    press(page._panel, "Replace token")
    assert page._left.steps.token.is_editing
    parts.discord.trouble = None
    page._left.steps.token._field.setFocus()
    QTest.keyClicks(page._left.steps.token._field, "another.token.that-works")
    QTest.keyClick(page._left.steps.token._field, Key.Key_Return)
    assert strip(page) == ""


# A channel with a problem


def test_a_channel_that_lacks_a_permission_is_named_and_the_others_go_on(
    open_page: Open, scene: Scenery, parts: Parts
) -> None:
    page = open_page(forbidden)
    said = " ".join(strip(page).split())
    assert "#creator-finds: the bot lacks Create Posts. 2 posts wait. The other channels go on." in said
    assert states(page)[:3] == ["Paused, next try in 5 min", "Paused, next try in 5 min", "Queued"]
    other = queued(scene, 5, NEWS, samples.NOW)
    parts.discord.granted[NEWS] = parts.discord.granted[CHANNEL]
    scene.tasks.spawn(scene.outbox.deliver_due(), name="the timer")
    assert scene.store.outbox.delivery(other.id).result().state is DeliveryState.SENT
    messages = said_by(page._messages)
    press(page._panel, "Check again")
    assert "#creator-finds: the bot lacks Create Posts." in strip(page)
    assert messages[-1].startswith("A permission is missing")
    parts.discord.granted[FORUM] |= Permission.SEND_MESSAGES
    press(page._panel, "Check again")
    assert strip(page) == ""
    assert states(page)[1:3] == ["Posted", "Posted"]


def test_a_full_server_gets_room_once_the_user_has_read_what_goes(open_page: Open, parts: Parts) -> None:
    page = open_page(full)
    messages = said_by(page._messages)
    said = " ".join(strip(page).split())
    assert "#creator-finds: the server has reached Discord’s limit for active threads." in said
    assert LIMIT in said
    press(page._panel, "Archive the bot’s oldest thread…")
    said = " ".join(strip(page).split())
    assert "Archive “Planty McPlantface (@planty)”?" in said
    assert "the bot’s oldest active thread on Trend Squad" in said
    assert "nothing in it is deleted" in said
    assert parts.discord.archived == []
    press(page._panel, "Keep it")
    assert LIMIT in " ".join(strip(page).split())
    press(page._panel, "Archive the bot’s oldest thread…")
    press(page._panel, "Archive thread")
    assert parts.discord.archived == [parts.discord.bot_threads[0].id]
    assert "Archived “Planty McPlantface (@planty)”" in messages
    assert strip(page) == ""
    assert states(page)[:2] == ["Posted", "Posted"]


def test_where_the_bot_has_no_thread_nothing_is_offered(open_page: Open, parts: Parts) -> None:
    page = open_page(full)
    messages = said_by(page._messages)
    parts.discord.bot_threads = []
    press(page._panel, "Archive the bot’s oldest thread…")
    assert messages[-1].startswith("The bot has no active thread")
    assert "Archive “" not in strip(page)


def test_a_look_at_the_permissions_says_nothing_about_room(open_page: Open, scene: Scenery) -> None:
    page = open_page(full)
    page._shown.check(FORUM)
    assert "limit for active threads" in strip(page)


def test_a_focused_button_keeps_the_focus_while_its_text_counts_down(open_page: Open, scene: Scenery) -> None:
    page = open_page(unreached)
    button(page._panel, "Try now").setFocus()
    scene.clock.time += 5
    page._clock.timeout.emit()
    assert "Next try in 55 s." in strip(page)
    assert page.focusWidget() is button(page._panel, "Try now")
