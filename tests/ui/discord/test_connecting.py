"""The steps that connect Discord, in the page over real services with an in-memory Discord."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qs, urlsplit

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.services.fake_directory import APP
from tests.ui.discord.conftest import Make
from tests.ui.discord.hands import LEFT, offers, press
from tests.ui.scenery import Scenery
from tests.ui.scenes_discord import CHANNEL, FORUM, GUILD, MemoryKeyring, Parts
from tests.ui.seen import said_by, texts
from tests.waiting import until
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.core.errors import ChannelGone, DiscordUnreachable, NoPermission, TokenRefused
from tiktrack_gui.core.servers import INVITED_WITH
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.connect.connecting import WAITING
from tiktrack_gui.ui.discord.page import DiscordPage

LINK = f"https://discord.com/channels/{GUILD}/{FORUM}"


@pytest.fixture(autouse=True)
def new(scene: Scenery, parts: Parts) -> Iterator[None]:
    """A user without a bot; nobody waits for a server unless the test has real tasks."""
    parts.keyring, parts.discord.bot, parts.changes = MemoryKeyring(), "", {}
    parts.is_confirmed = False
    parts.discord.fill()
    scene.tasks.left_out.add(WAITING)
    yield


def paste_token(page: DiscordPage, parts: Parts, token: str = "aaa.bbb.ccc") -> None:
    parts.discord.bot = "Trend Bot"
    QTest.keyClicks(page._left.steps.token._field, token)
    QTest.keyClick(page._left.steps.token._field, Qt.Key.Key_Return)


def opened(page: DiscordPage) -> list[str]:
    """The steps that are open."""
    steps = page._left.steps
    return [key for key in ("create", "token", "invite", "channel", "test") if steps.is_open(key)]


def test_a_new_user_is_led_through_all_five_steps(qtbot: QtBot, open_page: Make, parts: Parts, scene: Scenery) -> None:
    page = open_page()
    assert page._left.shows_steps
    assert opened(page) == ["create", "token"]
    with qtbot.waitSignal(page.open_requested) as portal:
        press(page, "Open the Developer Portal")
    assert portal.args == ["https://discord.com/developers/applications"]
    paste_token(page, parts)
    assert parts.keyring is not None and parts.keyring.kept == {Kind.DISCORD: "aaa.bbb.ccc"}
    assert opened(page) == ["channel"]
    assert "In Trend Squad and Weekend Bakers" in texts(page._left)
    press(page, "Use #trend-watch")
    assert page._changes.settings.values.channel_id == CHANNEL
    assert opened(page) == ["test"]
    press(page, "Post a test thread")
    assert [channel for channel, _ in parts.discord.tests] == [CHANNEL]
    with qtbot.waitSignal(page.open_requested) as thread:
        press(page._left.steps, "Open in Discord")
    assert thread.args == [f"https://discord.com/channels/{GUILD}/{parts.discord.tests[0][1].thread_id}"]
    press(page, "Take it back")
    assert parts.discord.taken_back == [parts.discord.tests[0][1]]
    assert "the test thread was deleted" in texts(page._left)
    press(page, "Done")
    assert not page._left.shows_steps
    assert page._shown.selected_id == CHANNEL
    assert "Confirm the preview" in page._left.column._model.row(0).state.text


def test_it_can_all_be_done_by_keyboard(open_page: Make, parts: Parts) -> None:
    page = open_page()
    page.edit_token()
    paste_token(page, parts)
    page._left.steps.choice.focus()
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Down)  # past nothing to the second channel
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert page._shown.selected_id == FORUM
    for name in ("Post a test thread", "Take it back"):
        _tab_to(page, name)
        QTest.keyClick(page.focusWidget(), Qt.Key.Key_Return)
    assert len(parts.discord.taken_back) == 1
    assert "thread archived" in texts(page._left)
    _tab_to(page, "Done")
    QTest.keyClick(page.focusWidget(), Qt.Key.Key_Space)
    assert not page._left.shows_steps
    assert page.focusWidget() is page._left.column.rows


def _tab_to(page: DiscordPage, name: str) -> None:
    for _ in range(40):
        focused = page.focusWidget()
        if focused is not None and focused.accessibleName() == name:
            return
        QTest.keyClick(focused or page, Qt.Key.Key_Tab)
    raise AssertionError(f"Tab doesn’t lead to {name}")


@pytest.mark.parametrize(
    ("pasted", "told"),
    [
        ("0123456789abcdef" * 4, "public key"),
        ("1200000000000000002", "an ID (of an application"),
        ("Application ID 1200000000000000002", "an ID (of an application"),
        ("abcdefghijklmnopqrstuvwxyzABCDEF", "client secret"),
        ("https://discord.com/oauth2/authorize?client_id=12", "an invite link"),
        ("password123", "three parts"),
    ],
)
def test_what_is_not_the_token_is_named_and_not_kept(open_page: Make, parts: Parts, pasted: str, told: str) -> None:
    page = open_page()
    paste_token(page, parts, pasted)
    assert told in texts(page._left)
    assert parts.keyring is not None and parts.keyring.kept == {}
    assert "token" in opened(page)


def test_a_token_that_discord_rejects_keeps_its_step_open(open_page: Make, parts: Parts) -> None:
    page = open_page()
    parts.discord.trouble = TokenRefused()
    paste_token(page, parts)
    assert opened(page) == ["token"]
    assert TokenRefused.sentence in texts(page._left)


def test_without_a_keyring_the_token_is_kept_for_this_session(open_page: Make, parts: Parts) -> None:
    parts.keyring = None
    page = open_page()
    paste_token(page, parts)
    assert page._connection.is_made
    press(page, "Change (Paste its token)")
    assert "for this session only" in texts(page._left)


async def test_it_waits_until_the_bot_is_in_a_server(qtbot: QtBot, open_page: Make, tasks: Tasks, parts: Parts) -> None:
    parts.discord.in_servers.clear()
    page = open_page(tasks)
    words = said_by(page._messages)
    await until(lambda: page._connection.is_known and page._shown.all is not None)
    paste_token(page, parts)
    await until(lambda: "Waiting for you to add it" in texts(page._left))
    assert opened(page) == ["invite"]
    with qtbot.waitSignal(page.open_requested) as link:
        press(page, "Add to a server")
    asked = parse_qs(urlsplit(link.args[0]).query)
    assert asked == {"client_id": [str(APP.id)], "scope": ["bot"], "permissions": [str(INVITED_WITH.value)]}
    press(page, "Copy link for your admin")
    assert QGuiApplication.clipboard().text() == link.args[0]
    before = parts.discord.asked_for_servers
    await until(lambda: parts.discord.asked_for_servers > before + 3)
    parts.discord.directory_faults = [DiscordUnreachable()]
    await until(lambda: "TikTrack keeps asking" in texts(page._left) or not parts.discord.directory_faults)
    page.hide()
    await until(lambda: not tasks.is_running(WAITING))
    page.show()
    await until(lambda: tasks.is_running(WAITING))
    parts.discord.add_server(GUILD, "Trend Squad")
    await until(lambda: opened(page) == ["channel"])
    assert "Added to Trend Squad" in words
    assert not tasks.is_running(WAITING)
    await until(lambda: offers(page, "Use #trend-watch"))
    await until(lambda: not tasks.is_busy)


def test_a_bot_that_requires_a_code_grant_is_explained_and_checked_again(open_page: Make, parts: Parts) -> None:
    parts.discord.in_servers.clear()
    parts.discord.bot_app = replace(APP, needs_code_grant=True, is_public=False)
    page = open_page()
    paste_token(page, parts)
    assert "requires a code grant" in texts(page._left)
    assert "turn on Public Bot" in texts(page._left)
    assert not offers(page, "Add to a server")
    parts.discord.bot_app = APP
    press(page, "Check again")
    assert offers(page, "Add to a server")
    assert "code grant" not in texts(page._left)


def test_servers_that_cannot_be_asked_for_are_said_and_asked_for_again(open_page: Make, parts: Parts) -> None:
    page = open_page()
    parts.discord.directory_faults = [DiscordUnreachable()]
    paste_token(page, parts)
    assert DiscordUnreachable.sentence in texts(page._left)
    press(page, "Check again")
    assert opened(page) == ["channel"]


def test_a_channel_that_cannot_be_used_says_why_and_cannot_be_chosen(open_page: Make, parts: Parts) -> None:
    page = open_page()
    paste_token(page, parts)
    view, model = page._left.steps.choice._view, page._left.steps.choice._listing
    rows = [model.data(model.index(place)) for place in range(model.rowCount())]
    assert rows[2:4] == ["About", "#rules, Text channel. The bot lacks Send Messages and Embed Links."]
    assert rows[-1] == "#Lounge, Voice channel. No thread can be created in that channel." or "Lounge" in rows[-1]
    QTest.mouseClick(view.viewport(), LEFT, pos=view.visualRect(model.index(3)).center())
    assert view.channel is not None and view.channel.name == "trend-watch"


def test_channels_of_another_server_are_listed_when_it_is_chosen(open_page: Make, parts: Parts) -> None:
    page = open_page()
    paste_token(page, parts)
    server = page._left.steps.choice._server
    server.setFocus()
    QTest.keyClick(server, Qt.Key.Key_Down)
    assert server.currentText() == "Weekend Bakers"
    press(page, "Use #news")
    assert page._shown.channel is not None and page._shown.channel.guild == "Weekend Bakers"


def test_channels_that_cannot_be_listed_are_listed_again(open_page: Make, parts: Parts) -> None:
    page = open_page()
    paste_token(page, parts)
    parts.discord.directory_faults = [DiscordUnreachable()]
    press(page, "List the channels again")
    assert "Couldn’t list the channels" in texts(page._left)
    assert not offers(page, "Use #trend-watch")
    states = page._left.steps.choice._states
    assert states.height() >= states.words.minimumSizeHint().height()  # else the icon is under the title
    press(page._left.steps, "Try again")
    assert offers(page, "Use #trend-watch")


def test_a_server_without_channels_says_so(open_page: Make, parts: Parts) -> None:
    parts.discord.in_servers.clear()
    parts.discord.add_server(77, "Empty")
    page = open_page()
    paste_token(page, parts)
    assert "This server has no channels yet." in texts(page._left)


@pytest.mark.parametrize("text", [LINK, str(FORUM), f"<#{FORUM}>"])
def test_a_pasted_link_or_id_works_too(open_page: Make, parts: Parts, text: str) -> None:
    page = open_page()
    paste_token(page, parts)
    QTest.keyClicks(page._left.steps.choice._field, text)
    QTest.keyClick(page._left.steps.choice._field, Qt.Key.Key_Return)
    assert page._shown.channel is not None
    assert (page._shown.channel.name, page._left.channel._icon._icon) == ("creator-finds", "messages-square")


def test_a_pasted_text_that_is_no_channel_is_said(open_page: Make, parts: Parts) -> None:
    page = open_page()
    paste_token(page, parts)
    field = page._left.steps.choice._field
    QTest.keyClicks(field, "#trends")
    press(page, "Use")
    assert "isn’t a valid Discord channel" in texts(page._left)
    assert field.property("invalid") == "true"
    QTest.keyClick(field, Qt.Key.Key_Backspace)
    assert "isn’t a valid Discord channel" not in texts(page._left)
    parts.discord.gone = True
    field.clear()
    QTest.keyClicks(field, LINK)
    press(page, "Use")
    assert ChannelGone.sentence in texts(page._left)
    assert page._shown.all == ()


def test_a_test_thread_that_cannot_be_posted_is_said_and_tried_again(open_page: Make, parts: Parts) -> None:
    page = open_page()
    paste_token(page, parts)
    press(page, "Use #trend-watch")
    parts.discord.directory_faults = [NoPermission.lacking(("Embed Links",))]
    press(page, "Post a test thread")
    assert "Embed Links" in texts(page._left)
    press(page, "Post a test thread")
    assert "Posted in #trend-watch" in texts(page._left)
    parts.discord.directory_faults = [DiscordUnreachable()]
    press(page, "Take it back")
    assert DiscordUnreachable.sentence in texts(page._left)
    press(page, "Take it back")
    assert "Taken back" in texts(page._left)


def test_the_steps_are_opened_again_for_another_channel_or_another_server(
    open_page: Make, parts: Parts, scene: Scenery
) -> None:
    page = open_page()
    paste_token(page, parts)
    press(page, "Use #trend-watch")
    press(page, "Back to channels")
    press(page, "Add a channel")
    assert opened(page) == ["channel"]
    assert page.focusWidget() is page._left.steps.choice._view
    press(page, "Add to another server (Add it to your server)")
    assert opened(page) == ["invite"]
    press(page, "Cancel")
    assert opened(page) == ["channel"]
    page._left.steps.choice._view.select(FORUM)
    press(page, "Use #creator-finds")
    press(page, "Done")
    assert [one.id for one in page._shown.all or ()] == [CHANNEL, FORUM]
    assert page._shown.selected_id == FORUM
    assert page._changes.settings.values.channel_id == CHANNEL


def test_the_test_thread_can_be_taken_back_from_the_permissions_too(open_page: Make, parts: Parts) -> None:
    page = open_page()
    paste_token(page, parts)
    press(page, "Use #trend-watch")
    press(page, "Post a test thread")
    press(page, "Done")
    page._left.channel.show_permissions()
    press(page, "Take it back")
    assert len(parts.discord.taken_back) == 1
