"""Connecting Discord in the window, step by step, against the Discord look-alike."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLineEdit

from tests.e2e.window import Driver, Opened, Window
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_state import Kind
from tests.waiting import until
from tiktrack_gui.services import servers
from tiktrack_gui.ui.discord.channels.rows import ChannelRows
from tiktrack_gui.ui.discord.connect.listing import ListingView
from tiktrack_gui.ui.discord.page import DiscordPage

pytestmark = pytest.mark.desktop

BOT_TOKEN = f"MTIwMDAwMDAwMDAwMDAwMDAwMg.GaBcDe.{'x' * 38}"


@pytest.fixture
def discord() -> DiscordLookalike:
    """Its bot isn't in any server yet."""
    return DiscordLookalike(token=BOT_TOKEN)


@pytest.fixture
def new_bot(discord: DiscordLookalike, real: Driver, monkeypatch: pytest.MonkeyPatch) -> Driver:
    """The program over real data, with that Discord, without a token."""
    monkeypatch.setattr(servers, "FIRST_WAIT", 0.05)
    monkeypatch.setattr(servers, "LONGEST_WAIT", 0.2)
    return real


def use(monkeypatch: pytest.MonkeyPatch, discord: DiscordLookalike) -> None:
    monkeypatch.setenv("TIKTRACK_DISCORD_API", discord.env["TIKTRACK_DISCORD_API"])


def test_all_five_steps(
    new_bot: Driver, discord: DiscordLookalike, opened: Opened, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        window.keys("Ctrl+5")
        await until(lambda: window.offers("Open the Developer Portal"))
        window.press("Open the Developer Portal")
        assert opened.urls.pop() == "https://discord.com/developers/applications"
        await until(lambda: "No token yet" in window.words)
        window.write("Bot token", "0123456789abcdef" * 4)
        await until(lambda: "public key" in window.words)
        window.write("Bot token", BOT_TOKEN)
        await until(lambda: "Waiting for you to add it" in window.words)
        window.press("Copy link for your admin")
        window.press("Add to a server")
        link = opened.urls.pop()
        assert f"client_id={discord.servers.bot.id}" in link
        assert QGuiApplication.clipboard().text() == link
        discord.servers.guilds = guilds  # the user follows the link
        await until(lambda: window.offers("Use #creators"))
        rows = window.the(ListingView).model()
        words = [rows.data(rows.index(row, 0)) for row in range(rows.rowCount())]
        assert any(one.startswith("#staff, ") and "The bot lacks" in one for one in words)
        window.press("Use #creators")
        await until(lambda: window.offers("Post a test thread"))
        window.press("Post a test thread")
        await until(lambda: window.offers("Take it back"))
        assert len(discord.guild.threads_in(discord.text)) == 1
        window.press("Take it back")
        await until(lambda: "Taken back: the test thread was deleted." in window.words)
        assert not discord.guild.threads_in(discord.text)
        assert not discord.guild.messages_in(discord.text)
        window.press("Done")
        await until(lambda: window.find(ChannelRows))
        assert window.session._services.settings.channel_id == discord.text
        await until(lambda: window.offers("Looks right"))
        window.press("Looks right")
        await until(lambda: window.offers("Start from now"))
        window.press("Start from now")
        await until(lambda: "The timer for #creators is on" in window.words)
        assert window.session._services.settings.posting
        assert window.trouble == ""

    with discord:
        use(monkeypatch, discord)
        discord.guild.deny(discord.guild.add_channel(Kind.TEXT, "staff"), Permission.SEND_MESSAGES)
        guilds, discord.servers.guilds = discord.servers.guilds, {}
        new_bot(user)


def test_a_forum_is_added_by_its_link_and_its_permissions_are_checked(
    new_bot: Driver, discord: DiscordLookalike, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        window.keys("Ctrl+5")
        page = window.the(DiscordPage)
        await until(lambda: window.offers("Use #creators"))
        window.write("Channel", f"https://discord.com/channels/{discord.guild.id}/{discord.tagged_forum}")
        await until(lambda: window.offers("Post a test thread"))
        window.press("Back to channels")
        await until(lambda: "Bakers · Forum · Default channel" in window.words)
        await until(lambda: discord.tagged_forum in page._shown.details)
        details = page._shown.details[discord.tagged_forum]
        assert details.requires_tag and [tag.name for tag in details.tags] == ["a", "b"]
        discord.guild.deny(discord.tagged_forum, Permission.EMBED_LINKS)
        page._left.channel.show_permissions()
        await until(lambda: window.offers("Check again"))
        window.press("Check again")
        await until(lambda: "A permission is missing" in window.words)
        discord.guild.channels[discord.tagged_forum].denied = Permission(0)
        await until(lambda: window.offers("Check again"))
        window.press("Check again")
        await until(lambda: "The bot can post here." in window.words)
        assert window.find(QLineEdit, "Channel") is None

    with discord:
        use(monkeypatch, discord)
        monkeypatch.setenv("DISCORD_BOT_TOKEN", BOT_TOKEN)
        new_bot(user)
