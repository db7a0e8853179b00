"""The sections of the Discord page's settings, one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate
from tests.ui.seen import texts
from tiktrack_gui.config.tokens import Where
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.ui.discord.bot import BotSection
from tiktrack_gui.ui.discord.channel import ChannelSection
from tiktrack_gui.ui.discord.rules import RULES, RulesSection
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.words.settings import WORDS

CHANNEL = 1_200_000_000_000_000_002
FOUND = Channel(id=CHANNEL, guild_id=1, guild="Guild", name="trends", kind=ChannelKind.FORUM)
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bot(qtbot: QtBot, theme: Theme) -> BotSection:
    section = BotSection(theme)
    qtbot.addWidget(section)
    section.show()
    activate(section)
    return section


@pytest.fixture
def channel(qtbot: QtBot, theme: Theme) -> ChannelSection:
    section = ChannelSection(theme)
    qtbot.addWidget(section)
    section.show()
    activate(section)
    section._ask_again.setFocus()
    section.activateWindow()
    qtbot.waitUntil(section.isActiveWindow)  # otherwise no field gets or loses the focus
    return section


@pytest.fixture
def rules(qtbot: QtBot, theme: Theme) -> RulesSection:
    section = RulesSection(theme)
    qtbot.addWidget(section)
    section.show()
    activate(section)
    return section


def test_without_a_token_the_steps_to_one_are_shown(bot: BotSection) -> None:
    bot.token.show_place(Where.NONE)
    assert bot._steps.isVisible()
    bot.token.show_place(Where.KEYRING)
    assert not bot._steps.isVisible()
    QTest.mouseClick(bot._how, LEFT)
    assert bot._steps.isVisible()


def test_a_bot_that_is_connected_is_named_and_needs_no_steps(bot: BotSection) -> None:
    bot.token.show_place(Where.NONE)  # the demo's Discord works without a token
    bot.show_bot("Trend Bot")
    assert bot.token._badge.text() == "Connected as Trend Bot"
    assert not bot._steps.isVisible()


def test_a_channel_is_entered_by_its_link_with_enter(qtbot: QtBot, channel: ChannelSection) -> None:
    with qtbot.assertNotEmitted(channel.entered):
        QTest.keyClicks(channel._field, f"https://discord.com/channels/1/{CHANNEL}")
    assert channel._words.text() == "Press Enter to use this channel."
    with qtbot.waitSignal(channel.entered) as entered:
        QTest.keyClick(channel._field, Qt.Key.Key_Return)
    assert entered.args == [CHANNEL]
    with qtbot.assertNotEmitted(channel.entered):
        channel._field.commit()  # as when the field is left afterwards
    with qtbot.waitSignal(channel.entered):
        QTest.keyClick(channel._field, Qt.Key.Key_Return)


def test_what_is_no_channel_is_said_once_the_field_is_left_and_gone_with_escape(
    qtbot: QtBot, channel: ChannelSection
) -> None:
    channel.show_channel(CHANNEL, FOUND)
    channel.show_found(FOUND, [])
    channel.start_editing()
    QTest.keyClicks(channel._field, "#trends")
    assert "isn’t a valid Discord channel" not in channel._words.text()
    with qtbot.waitSignal(channel.refused):
        QTest.keyClick(channel._field, Qt.Key.Key_Return)
    assert "isn’t a valid Discord channel" in channel._words.text()
    assert "#trends stays in use" in channel._words.text()
    assert channel._field.property("invalid") == "true"
    assert not channel.is_in_use
    QTest.keyClick(channel._field, Qt.Key.Key_Escape)
    assert channel.is_in_use
    assert channel._field.property("invalid") == "false"
    assert channel._words.text() == "Forum channel. The bot can post here."


def test_the_channel_in_use_is_named_and_its_id_is_shown_while_the_field_is_used(channel: ChannelSection) -> None:
    channel.show_channel(CHANNEL, None)
    channel._ask_again.setFocus()
    assert channel._field.text() == str(CHANNEL)
    channel.show_channel(CHANNEL, FOUND)
    assert channel._field.text() == "#trends in Guild"
    assert channel._field.toolTip() == f"Channel ID {CHANNEL}"
    channel.start_editing()
    assert channel._field.text() == str(CHANNEL)
    channel._ask_again.setFocus()
    assert channel._field.text() == "#trends in Guild"


def test_a_channel_in_use_replaces_its_link(channel: ChannelSection) -> None:
    QTest.keyClicks(channel._field, f"https://discord.com/channels/1/{CHANNEL}")
    channel.show_channel(CHANNEL, FOUND)
    assert channel.is_in_use
    assert channel._field.text() in ("#trends in Guild", str(CHANNEL))


def test_no_channel_is_entered_by_an_empty_field(qtbot: QtBot, channel: ChannelSection) -> None:
    channel.show_channel(CHANNEL, FOUND)
    channel._field.setFocus()
    channel._field.selectAll()
    QTest.keyClick(channel._field, Qt.Key.Key_Delete)
    with qtbot.waitSignal(channel.entered) as entered:
        channel._ask_again.setFocus()
    assert entered.args == [None]


def test_a_channel_shows_what_the_bot_still_needs_there(channel: ChannelSection) -> None:
    channel.show_found(FOUND, ["Embed Links"])
    assert channel._words.text() == "Forum channel."
    assert "Embed Links" in channel._missing.text()
    assert channel._missing.isVisible()
    channel.show_found(FOUND, [])
    assert not channel._missing.isVisible()


def test_a_locked_channel_cannot_be_typed_over(channel: ChannelSection) -> None:
    channel.show_channel(CHANNEL, FOUND)
    channel.lock("DISCORD_CHANNEL_ID")
    QTest.keyClicks(channel._field, "1")
    assert channel.is_in_use
    assert "DISCORD_CHANNEL_ID" in channel._field.toolTip()
    assert channel._lock.isVisible()


def test_a_rule_is_told_with_its_value_once_the_user_changed_it(qtbot: QtBot, rules: RulesSection) -> None:
    with qtbot.assertNotEmitted(rules.changed):
        rules.show_values(Values(posts_per_run=2, posting=True))
    with qtbot.waitSignal(rules.changed) as changed:
        rules._fields["posts_per_run"].setValue(99)
    assert changed.args == ["posts_per_run", 5]


@pytest.mark.parametrize("name", RULES)
def test_a_rule_has_the_name_it_has_among_the_settings(rules: RulesSection, name: str) -> None:
    rules.show_values(Values(recent_activity_days=0))
    assert rules._fields[name].accessibleName() == WORDS[name].name
    assert WORDS[name].name in texts(rules)
    assert rules._fields["recent_activity_days"].text() == "Any time"


def test_the_timer_is_off_until_the_channel_is_confirmed(qtbot: QtBot, rules: RulesSection) -> None:
    with qtbot.assertNotEmitted(rules.changed):
        rules.show_values(Values(posting=True))
        rules.allow_timer(False)
    assert not rules._timer.isEnabled()
    assert not rules._timer.isChecked()
    rules.allow_timer(True)
    assert rules._timer.isChecked()  # as the setting is
    with qtbot.waitSignal(rules.changed) as changed:
        QTest.mouseClick(rules._timer, LEFT)
    assert changed.args == ["posting", False]


def test_a_locked_rule_says_what_fixes_it(rules: RulesSection) -> None:
    rules.lock({"min_followers": "MIN_FOLLOWERS"})
    assert not rules._fields["min_followers"].isEnabled()
    assert rules._locks["min_followers"].isVisible()
    assert "MIN_FOLLOWERS" in rules._fields["min_followers"].toolTip()
    assert rules._fields["posts_per_run"].isEnabled()
