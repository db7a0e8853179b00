"""The sections of the Discord page's settings, one by one."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tiktrack_gui.config.tokens import Where
from tiktrack_gui.config.values import Values
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.ui.discord.bot import BotSection
from tiktrack_gui.ui.discord.channel import ChannelSection
from tiktrack_gui.ui.discord.rules import RULES, RulesSection
from tiktrack_gui.ui.theme.theme import Theme

CHANNEL = 1_200_000_000_000_000_002
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def bot(qtbot: QtBot, theme: Theme) -> BotSection:
    section = BotSection(theme)
    qtbot.addWidget(section)
    section.show()
    return section


@pytest.fixture
def channel(qtbot: QtBot, theme: Theme) -> ChannelSection:
    section = ChannelSection(theme)
    qtbot.addWidget(section)
    section.show()
    return section


@pytest.fixture
def rules(qtbot: QtBot, theme: Theme) -> RulesSection:
    section = RulesSection(theme)
    qtbot.addWidget(section)
    section.show()
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


def test_a_channel_is_looked_up_once_the_typing_pauses(qtbot: QtBot, channel: ChannelSection) -> None:
    with qtbot.waitSignal(channel.look_up_wanted) as asked:
        QTest.keyClicks(channel._field, f"https://discord.com/channels/1/{CHANNEL}")
    assert asked.args == [CHANNEL]
    assert channel.id == CHANNEL


def test_enter_looks_the_channel_up_at_once(qtbot: QtBot, channel: ChannelSection) -> None:
    QTest.keyClicks(channel._field, str(CHANNEL))
    with qtbot.waitSignal(channel.look_up_wanted) as asked:
        QTest.keyClick(channel._field, Qt.Key.Key_Return)
    assert asked.args == [CHANNEL]
    with qtbot.assertNotEmitted(channel.look_up_wanted, wait=600):
        pass


def test_what_is_no_channel_is_said_once_the_field_is_left(channel: ChannelSection) -> None:
    QTest.keyClicks(channel._field, "#trends")
    assert not channel.is_valid
    assert "isn’t a valid Discord channel" not in channel._words.text()
    QTest.keyClick(channel._field, Qt.Key.Key_Return)
    assert "isn’t a valid Discord channel" in channel._words.text()
    channel._field.clear()
    QTest.keyClicks(channel._field, " ")
    assert channel.is_valid
    assert channel.id is None


def test_a_channel_shows_what_the_bot_still_needs_there(channel: ChannelSection) -> None:
    found = Channel(id=CHANNEL, guild_id=1, guild="Guild", name="trends", kind=ChannelKind.FORUM)
    channel.show_found(found, ["Embed Links"])
    assert channel._words.text() == "#trends in Guild, forum channel"
    assert "Embed Links" in channel._missing.text()
    assert channel._missing.isVisible()
    channel.show_found(found, [])
    assert not channel._missing.isVisible()


def test_a_locked_channel_cannot_be_typed_over(channel: ChannelSection) -> None:
    channel.show_channel(CHANNEL)
    channel.lock("DISCORD_CHANNEL_ID")
    QTest.keyClicks(channel._field, "1")
    assert channel.id == CHANNEL
    assert "DISCORD_CHANNEL_ID" in channel._field.toolTip()
    assert channel._lock.isVisible()


def test_the_rules_give_back_what_they_were_given(rules: RulesSection) -> None:
    values = Values(min_followers=25_000, recent_activity_days=7, posts_per_run=2, posting_minutes=90, posting=True)
    rules.show_values(values)
    assert rules.values() == {name: getattr(values, name) for name in (*RULES, "posting")}


def test_a_number_out_of_bounds_cannot_be_set(qtbot: QtBot, rules: RulesSection) -> None:
    rules.show_values(Values())
    field = rules._fields["posts_per_run"]
    with qtbot.waitSignal(rules.changed):
        field.setValue(3)
    field.setValue(99)
    assert rules.values()["posts_per_run"] == 5


def test_the_timer_is_off_until_the_channel_is_confirmed(rules: RulesSection) -> None:
    rules.show_values(Values(posting=True))
    rules.allow_timer(False)
    assert not rules._timer.isEnabled()
    assert not rules._timer.isChecked()
    rules.allow_timer(True)
    QTest.mouseClick(rules._timer, LEFT)
    assert rules.values()["posting"] is True


def test_a_locked_rule_says_what_fixes_it(rules: RulesSection) -> None:
    rules.lock({"min_followers": "MIN_FOLLOWERS"})
    assert not rules._fields["min_followers"].isEnabled()
    assert rules._locks["min_followers"].isVisible()
    assert "MIN_FOLLOWERS" in rules._fields["min_followers"].toolTip()
    assert rules._fields["posts_per_run"].isEnabled()
