"""The list of channels, their timers, rules and permissions, in the page over real services."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.discord.conftest import Make
from tests.ui.discord.hands import LEFT, offers, press
from tests.ui.hands import shortcut
from tests.ui.scenery import Scenery
from tests.ui.scenes_discord import CHANNEL, FORUM, GUILD, NEWS, Parts
from tests.ui.scenes_discord_channels import find_stories, three_channels
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.errors import ChannelGone, DiscordUnreachable
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.post_template import PROFILE, Template
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.servers import INVITED_WITH, Permission
from tiktrack_gui.core.subjects import About, Subject
from tiktrack_gui.ui.discord.page import DiscordPage

ALT = Qt.KeyboardModifier.AltModifier


@pytest.fixture(autouse=True)
def three(scene: Scenery, parts: Parts) -> None:
    """A text channel that is posted to on a timer, a forum that wasn't confirmed, and one without permissions."""
    three_channels(scene, parts)
    find_stories(scene)


def order(page: DiscordPage) -> list[int]:
    model = page._left.column._model
    return [model.row(place).channel.id for place in range(model.rowCount())]


def states(page: DiscordPage) -> list[str]:
    model = page._left.column._model
    return [model.row(place).state.text for place in range(model.rowCount())]


def click(page: DiscordPage, channel_id: int) -> None:
    rows, model = page._left.column.rows, page._left.column._model
    place = model.place_of(channel_id)
    assert place is not None
    QTest.mouseClick(rows.viewport(), LEFT, pos=rows.visualRect(model.index(place)).center())


def choose(page: DiscordPage, channel_id: int, action: str) -> None:
    """Opens a channel's menu by the keyboard's menu key, and chooses an action."""
    click(page, channel_id)
    press(page, "More actions for this channel")
    menu = page._left.column._menu
    found = next(one for one in menu.actions() if one.text().partition("\t")[0] == action)
    assert menu.isVisible()
    assert found.isEnabled()
    menu.setActiveAction(found)
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_each_channel_says_where_it_stands(open_page: Make) -> None:
    page = open_page()
    assert order(page) == [CHANNEL, FORUM, NEWS]
    assert states(page) == ["On a timer", "Confirm the preview", "Needs attention"]
    model = page._left.column._model
    assert model.data(model.index(0)) == "#trend-watch, Trend Squad · Text channel, On a timer, default channel"
    assert "2 permissions are missing" in model.data(model.index(2), Qt.ItemDataRole.ToolTipRole)


def test_the_selected_channel_is_shown_on_both_sides(open_page: Make) -> None:
    page = open_page()
    click(page, FORUM)
    assert "creator-finds" in texts(page._left.channel)
    assert "Trend Squad · Forum" in texts(page._left.channel)
    assert page._right.preview._creators.accessibleName() == "Story"
    assert page._right.preview.handle == f"video:{samples.video(0).video.id}"
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Up)
    assert page._shown.selected_id == CHANNEL
    assert page._right.preview._creators.accessibleName() == "Creator"


def test_channels_are_ordered_with_alt_and_an_arrow(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    click(page, NEWS)
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Up, ALT)
    assert order(page) == [CHANNEL, NEWS, FORUM]
    assert page._left.column.rows.selected_id == NEWS
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Up, ALT)
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Up, ALT)  # already the first
    assert order(page) == [NEWS, CHANNEL, FORUM]
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Down, ALT)
    assert order(page) == [CHANNEL, NEWS, FORUM]


def test_channels_are_ordered_by_dragging(open_page: Make) -> None:
    page = open_page()
    rows, model = page._left.column.rows, page._left.column._model
    data = model.mimeData([model.index(2)])
    at = QPoint(40, rows.visualRect(model.index(0)).top() + 1)
    move, none = Qt.DropAction.MoveAction, Qt.KeyboardModifier.NoModifier
    for event in (
        QDragEnterEvent(at, move, data, LEFT, none),
        QDragMoveEvent(at, move, data, LEFT, none),
        QDropEvent(QPointF(at), move, data, LEFT, none),
    ):
        QGuiApplication.sendEvent(rows.viewport(), event)
    assert order(page) == [NEWS, CHANNEL, FORUM]
    assert page._shown.selected_id == CHANNEL


def test_a_channel_is_removed_and_comes_back_where_it_was(open_page: Make) -> None:
    page = open_page()
    words = said_by(page._messages)
    click(page, FORUM)
    QTest.keyClick(page._left.column.rows, Qt.Key.Key_Delete)
    assert order(page) == [CHANNEL, NEWS]
    assert words == ["Removed #creator-finds"]
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert order(page) == [CHANNEL, FORUM, NEWS]
    assert words[-1] == "Undone"


def test_the_default_channel_is_followed_by_the_next_one_and_undone_as_a_whole(open_page: Make) -> None:
    page = open_page()
    choose(page, CHANNEL, "Remove")
    assert order(page) == [FORUM, NEWS]
    assert page._changes.settings.values.channel_id == FORUM
    page._messages.accept_offer()
    assert order(page) == [CHANNEL, FORUM, NEWS]
    assert page._changes.settings.values.channel_id == CHANNEL


def test_another_channel_becomes_the_default_and_the_old_one_stays(open_page: Make) -> None:
    page = open_page()
    choose(page, FORUM, "Make default")
    assert page._changes.settings.values.channel_id == FORUM
    assert order(page) == [CHANNEL, FORUM, NEWS]
    assert "Default channel" in texts(page._left.channel)
    page._messages.accept_offer()
    assert page._changes.settings.values.channel_id == CHANNEL


def test_a_default_channel_of_the_environment_cannot_be_changed(open_page: Make, parts: Parts) -> None:
    parts.variables = {"DISCORD_CHANNEL_ID": str(CHANNEL)}
    page = open_page()
    click(page, FORUM)
    press(page, "More actions for this channel")
    column = page._left.column
    assert not column._default.isEnabled()
    assert "DISCORD_CHANNEL_ID" in column._default.toolTip()
    assert column._remove.isEnabled()
    column._menu.close()
    click(page, CHANNEL)
    QTest.keyClick(column.rows, Qt.Key.Key_Delete)
    assert order(page) == [CHANNEL, FORUM, NEWS]


def test_the_last_channel_that_is_removed_leads_to_the_steps(open_page: Make) -> None:
    page = open_page()
    for channel_id in (NEWS, FORUM, CHANNEL):
        click(page, channel_id)
        QTest.keyClick(page._left.column.rows, Qt.Key.Key_Delete)
    assert page._left.shows_steps
    assert page._changes.settings.values.channel_id is None
    page._messages.accept_offer()
    assert order(page) == [CHANNEL]


def test_a_channel_is_opened_in_discord(qtbot: QtBot, open_page: Make) -> None:
    page = open_page()
    with qtbot.waitSignal(page.open_requested) as opened:
        choose(page, FORUM, "Open in Discord")
    assert opened.args == [f"https://discord.com/channels/{GUILD}/{FORUM}"]


def test_a_right_click_opens_the_menu_of_that_row(open_page: Make) -> None:
    page = open_page()
    rows, model = page._left.column.rows, page._left.column._model
    rows.customContextMenuRequested.emit(rows.visualRect(model.index(1)).center())
    assert isinstance(page._left.column._menu, QMenu) and page._left.column._menu.isVisible()
    assert page._left.column._menu_of == FORUM
    page._left.column._menu.close()


# Timers


def test_a_timer_is_off_until_the_preview_was_confirmed_and_the_user_said_how_to_start(
    open_page: Make, scene: Scenery
) -> None:
    page = open_page()
    click(page, FORUM)
    assert not page._left.channel._timer.isEnabled()
    press(page, "Looks right")
    stored = scene.tasks.spawn(scene.channels.find(FORUM), name="look").result()
    assert stored.confirmed_at is not None
    assert not stored.posts_by_itself  # though timed posts are on
    assert "How should the timer start?" in texts(page._right)
    press(page, "Start from now")
    stored = scene.tasks.spawn(scene.channels.find(FORUM), name="look").result()
    assert stored.posts_by_itself
    assert stored.starts_at == int(scene.clock.now())
    assert page._left.channel._timer.isChecked()
    assert "How should the timer start?" not in texts(page._right)
    assert states(page)[1] == "On a timer"


def test_the_top_ones_are_posted_first_and_then_only_what_is_found_from_now_on(
    open_page: Make, scene: Scenery, parts: Parts
) -> None:
    page = open_page()
    words = said_by(page._messages)
    parts.discord.posts = 0
    click(page, FORUM)
    press(page, "Looks right")
    press(page, "Post the top 5 first")
    assert parts.discord.posts == 5
    assert words[-1] == "Posting 5 first. The timer for #creator-finds is on"
    stored = scene.tasks.spawn(scene.channels.find(FORUM), name="look").result()
    assert stored.posts_by_itself and stored.starts_at is not None
    decisions = scene.choosing.choose(FORUM, stored.rules, starts_at=stored.starts_at)
    assert scene.tasks.spawn(decisions, name="choose").result() == []


def test_not_now_leaves_the_timer_off_and_the_switch_asks_again(open_page: Make) -> None:
    page = open_page()
    click(page, FORUM)
    press(page, "Looks right")
    press(page, "Not now")
    assert "How should the timer start?" not in texts(page._right)
    assert states(page)[1] == "Timer off"
    QTest.mouseClick(page._left.channel._timer, LEFT)
    assert not page._left.channel._timer.isChecked()
    assert page.focusWidget() is page._right.bar._now
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert states(page)[1] == "On a timer"


def test_a_timer_that_was_started_is_switched_off_and_on(open_page: Make, scene: Scenery) -> None:
    scene.tasks.spawn(scene.channels.start_from_now(CHANNEL), name="earlier")
    page = open_page()
    for expected in ("Timer off", "On a timer"):
        page._left.channel._timer.setFocus()
        QTest.keyClick(page._left.channel._timer, Qt.Key.Key_Space)
        assert states(page)[0] == expected


def test_switching_one_on_leaves_those_off_that_were_off_with_all(
    open_page: Make, scene: Scenery, parts: Parts
) -> None:
    parts.changes["posting"] = False
    scene.tasks.spawn(scene.channels.confirm(FORUM), name="earlier")
    scene.tasks.spawn(scene.channels.start_from_now(FORUM), name="earlier")
    page = open_page()
    assert states(page)[:2] == ["Timer off", "Timer off"]
    click(page, FORUM)
    QTest.mouseClick(page._left.channel._timer, LEFT)
    assert page._changes.settings.values.posting is True
    assert states(page)[:2] == ["Timer off", "On a timer"]


def test_beside_the_timer_stands_when_it_posts_next(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    scene.tasks.spawn(scene.channels.note_run(CHANNEL), name="a run")
    scene.tasks.spawn(scene.posts.plan(), name="plan")
    page.show_next_run()
    assert "Next run in 60 min" in texts(page._left.channel) or "Next run in 1 h" in texts(page._left.channel)


# Permissions


def test_the_check_list_says_what_is_missing_what_for_and_where_it_is_granted(open_page: Make, parts: Parts) -> None:
    page = open_page()
    click(page, NEWS)
    press(page, "Show permissions")
    shown = texts(page._left.channel.permissions)
    assert "2 permissions are missing. In Discord, open Edit Channel → Permissions" in shown
    names = [label.accessibleName() for label in page._left.channel.permissions._list.findChildren(QWidget)]
    assert "Attach Files: Missing. Uploading pictures" in names
    assert "View Channel: Granted. Seeing the channel" in names
    assert any(name.startswith("Manage Threads: Optional") for name in names)
    parts.discord.granted[NEWS] = INVITED_WITH
    press(page, "Check again")
    assert "The bot can post here." in texts(page._left.channel.permissions)
    assert states(page)[2] == "Timer off"


def test_a_channel_that_is_gone_and_one_that_cannot_be_asked_for_say_so(open_page: Make, parts: Parts) -> None:
    page = open_page()
    page._left.channel.show_permissions()
    parts.discord.directory_faults = [DiscordUnreachable()]
    press(page, "Check again")
    assert DiscordUnreachable.sentence in texts(page._left.channel.permissions)
    assert states(page)[0] == "On a timer"  # nothing is known to be wrong with it
    parts.discord.gone = True
    press(page, "Check again")
    assert ChannelGone.sentence in texts(page._left.channel.permissions)
    assert states(page)[0] == "Needs attention"


def test_a_forum_has_other_names_for_its_permissions(open_page: Make, parts: Parts) -> None:
    parts.discord.granted[FORUM] &= ~Permission.SEND_MESSAGES
    page = open_page()
    click(page, FORUM)
    page._left.channel.show_permissions()
    assert "Create Posts" in texts(page._left.channel.permissions)
    assert "Create Public Threads" not in texts(page._left.channel.permissions)


# Rules and message


def test_a_changed_rule_is_stored_for_that_channel_alone_and_taken_back(open_page: Make, scene: Scenery) -> None:
    page = open_page()
    words = said_by(page._messages)
    before = page._shown.selected
    assert before is not None
    page._left.channel.rules.changed.emit(PostingRules(min_followers=25_000, min_score=70))
    assert page._shown.selected is not None and page._shown.selected.rules.min_score == 70
    assert words == ["Rules of #trend-watch changed"]
    other = page._shown.find(FORUM)
    assert other is not None and other.rules.min_score == 60
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page._shown.selected.rules == before.rules


def test_rules_that_contradict_themselves_are_said_and_not_stored(open_page: Make) -> None:
    page = open_page()
    page._left.channel.rules.changed.emit(PostingRules(min_followers=1_000, max_followers=10))
    assert "below the minimum" in texts(page._left.channel.rules)
    assert page._shown.selected is not None and page._shown.selected.rules.max_followers is None


def test_an_edited_message_is_previewed_at_once_and_stored_once_it_can_be(open_page: Make) -> None:
    page = open_page()
    words = said_by(page._messages)
    edited = Template(thread_name="Hello {name}", title="{name}", text="Edited", content="")
    page._left.channel.message.edited.emit(edited)
    assert page._shown.selected is not None and page._shown.selected.rules.template is None
    assert page._profile._draft is not None
    assert page._profile._draft.payload["thread_name"] == "Hello Mara Lindqvist"
    page._left.channel.message.changed.emit(edited)
    page._left.channel.message.changed.emit(Template(thread_name="Hi {name}", title="{name}", text="", content=""))
    assert page._shown.selected.rules.written.thread_name == "Hi {name}"
    assert set(words) == {"Message of #trend-watch saved"}
    page._messages.accept_offer()
    assert page._shown.selected.rules.written == PROFILE


def test_a_channel_about_stories_posts_the_chosen_one(open_page: Make, parts: Parts) -> None:
    page = open_page()
    click(page, FORUM)
    press(page, "Looks right")
    parts.discord.posts = 0
    press(page, "Post now")
    assert parts.discord.posts == 1
    [sent] = page._panel._model.records()
    assert sent.subject.about is About.VIDEO
    assert not offers(page, "Post now")


def test_what_was_asked_for_elsewhere_is_posted_as_the_channel_wants_it(open_page: Make, parts: Parts) -> None:
    page = open_page()
    words = said_by(page._messages)
    asked = PostRequest(
        handles=tuple(samples.video(number).video.creator.handle for number in (0, 1)),
        videos=tuple(samples.video(number).video.id for number in (0, 1)),
        channel_id=FORUM,
    )
    page.post_requested(asked)
    assert words == ["Confirm the preview of one first, then post the others"]
    assert page._shown.selected_id == FORUM
    assert page._right.preview.handle == str(Subject.video(asked.videos[0]))
    press(page, "Looks right")
    parts.discord.threads.clear()
    page.post_requested(asked)
    assert words[-2:] == ["Posting 2 stories…", "Posted 2 stories"]
    page.post_requested(replace(asked, channel_id=CHANNEL))
    assert words[-1] == "Posted 2 creators"
    page.post_requested(PostRequest(handles=asked.handles[:1]))  # in the default channel, where it is by now
    made = {(one.channel_id, one.subject) for one in page._panel._model.records()}
    profiles = {Subject.creator(samples.video(number).video.creator.id) for number in (0, 1)}
    assert made == {(FORUM, Subject.video(one)) for one in asked.videos} | {(CHANNEL, one) for one in profiles}
    assert len(parts.discord.threads) == 4


def test_what_would_be_posted_is_looked_up_when_it_is_shown_and_when_a_rule_changes(
    open_page: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = open_page()
    told: list[list[str | None]] = []
    monkeypatch.setattr(
        page._right.upcoming,
        "show_decisions",
        lambda decisions, now: told.append([decision.refusal for decision in decisions]),
    )
    page._right.show_part("upcoming")
    assert len(told) == 1 and len(told[0]) == 6 and None in told[0]
    page._left.channel.rules.changed.emit(PostingRules(min_followers=9_000_000))
    assert len(told) == 2 and None not in told[1]
