"""Threads in Discord, with the real discord.py against a Discord on loopback."""

from __future__ import annotations

import logging
import subprocess
import sys
from datetime import datetime

import pytest

from tests.clients.discord.deliveries import AVATAR, PICTURED, PLAIN, Messages, delivery_to, token_of
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_permissions import Permission
from tests.lookalikes.discord_routes import LOGIN, SEND, START, START_FROM_MESSAGE
from tests.lookalikes.discord_state import Kind
from tests.waiting import LIMIT
from tiktrack_gui.clients.discord.threads import DiscordThreads
from tiktrack_gui.core.deliveries import ChannelKind, Posted
from tiktrack_gui.core.embed import marked_key
from tiktrack_gui.core.errors import (
    ChannelGone,
    ChannelUnsuitable,
    NoPermission,
    PostDeleted,
    TagRequired,
    TokenMissing,
    TokenRefused,
    TooManyThreads,
)

WEEK = 10_080


@pytest.mark.parametrize(
    ("channel", "kind"), [("text", Kind.PUBLIC_THREAD), ("announcement", Kind.ANNOUNCEMENT_THREAD)]
)
async def test_in_a_channel_of_messages_the_thread_starts_from_the_embed(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, kind: Kind
) -> None:
    channel_id = getattr(discord, channel)
    delivery, messages = delivery_to(channel_id), Messages()
    posted = await threads.post(delivery, PICTURED, messages)
    (message,), (thread,) = discord.guild.messages_in(channel_id), discord.guild.threads_in(channel_id)
    assert posted == Posted(thread_id=thread.id, message_id=message.id)
    assert messages.ids == [message.id]
    assert (thread.kind, thread.name, thread.auto_archive_duration) == (kind, "The Bread Lab (@bread.lab)", WEEK)
    assert message.nonce == delivery.key


@pytest.mark.parametrize("channel", ["forum", "media"])
async def test_in_a_forum_the_embed_is_the_post(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    channel_id, messages = getattr(discord, channel), Messages()
    posted = await threads.post(delivery_to(channel_id), PICTURED, messages)
    (thread,) = discord.guild.threads_in(channel_id)
    assert posted == Posted(thread_id=thread.id, message_id=thread.id)
    assert messages.ids == []
    assert (thread.kind, thread.name, thread.auto_archive_duration) == (
        Kind.PUBLIC_THREAD,
        "The Bread Lab (@bread.lab)",
        WEEK,
    )


@pytest.mark.parametrize("channel", ["text", "forum"])
async def test_the_embed_arrives_whole_with_its_picture_and_pings_nobody(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str
) -> None:
    delivery = delivery_to(getattr(discord, channel))
    posted = await threads.post(delivery, PICTURED, Messages())
    message = discord.guild.messages[posted.message_id]
    (embed,) = message.embeds
    assert message.files == {"avatar.webp": AVATAR.data}
    assert embed["thumbnail"]["url"] == "attachment://avatar.webp"
    wanted = dict(delivery.payload["embed"])
    assert datetime.fromisoformat(embed["timestamp"]) == datetime.fromisoformat(wanted.pop("timestamp"))
    assert {name: embed[name] for name in wanted} == wanted
    assert marked_key(url=embed["url"], footer=embed["footer"]["text"]) == delivery.key
    (sent,) = discord.asked(SEND) + discord.asked(START)
    assert sent.body.get("message", sent.body)["allowed_mentions"] == {"parse": []}


async def test_a_post_without_a_picture_has_no_file(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    posted = await threads.post(delivery_to(discord.text), PLAIN, Messages())
    assert discord.guild.messages[posted.message_id].files == {}


async def test_the_message_is_reported_before_its_thread_is_made(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    async def on_message(message_id: int) -> None:
        assert message_id in discord.guild.messages
        assert discord.guild.threads_in(discord.text) == []

    await threads.post(delivery_to(discord.text), PLAIN, on_message)
    assert len(discord.guild.threads_in(discord.text)) == 1


async def test_a_known_message_only_gets_its_thread(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    message = discord.guild.say(discord.text, "", discord.guild.bot)
    messages = Messages()
    posted = await threads.post(delivery_to(discord.text, message_id=message.id), PLAIN, messages)
    assert posted == Posted(thread_id=message.id, message_id=message.id)
    assert (discord.asked(SEND), messages.ids) == ([], [])


async def test_a_thread_that_is_there_already_is_the_thread(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    first = await threads.post(delivery_to(discord.text), PLAIN, Messages())
    again = await threads.post(delivery_to(discord.text, message_id=first.message_id), PLAIN, Messages())
    assert again == first
    assert [exchange.answer.get("code") for exchange in discord.asked(START_FROM_MESSAGE)] == [None, 160004]


async def test_a_message_that_was_deleted_gets_no_second_one(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    message = discord.guild.say(discord.text, "", discord.guild.bot)
    discord.guild.delete_message(message.id)
    with pytest.raises(PostDeleted):
        await threads.post(delivery_to(discord.text, message_id=message.id), PLAIN, Messages())
    assert discord.guild.messages_in(discord.text) == []


async def test_the_bot_has_a_name(threads: DiscordThreads) -> None:
    assert await threads.whoami() == "TikTrack#4711"


@pytest.mark.parametrize("kind", [kind for kind in ChannelKind if kind is not ChannelKind.OTHER])
async def test_a_channels_kind_is_told(discord: DiscordLookalike, threads: DiscordThreads, kind: ChannelKind) -> None:
    channel_id = getattr(discord, kind)
    channel = await threads.channel(channel_id)
    assert (channel.id, channel.guild_id, channel.guild) == (channel_id, discord.guild.id, "Bakers")
    assert (channel.name, channel.kind) == (discord.guild.channels[channel_id].name, kind)


async def test_channels_where_no_thread_can_be_made_are_named(
    discord: DiscordLookalike, threads: DiscordThreads
) -> None:
    with pytest.raises(ChannelUnsuitable):
        await threads.channel(discord.voice)
    with pytest.raises(ChannelGone):
        await threads.channel(1)
    discord.guild.deny(discord.text, Permission.VIEW_CHANNEL)
    with pytest.raises(NoPermission):
        await threads.channel(discord.text)


async def test_posting_where_it_cannot_be_says_why(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    with pytest.raises(ChannelUnsuitable):
        await threads.post(delivery_to(discord.voice), PLAIN, Messages())
    with pytest.raises(TagRequired):
        await threads.post(delivery_to(discord.tagged_forum), PLAIN, Messages())
    assert discord.asked(START) == []
    discord.guild.max_active_threads = 0
    with pytest.raises(TooManyThreads):
        await threads.post(delivery_to(discord.forum), PLAIN, Messages())
    discord.guild.deny(discord.text, Permission.EMBED_LINKS)
    with pytest.raises(NoPermission):
        await threads.post(delivery_to(discord.text), PLAIN, Messages())
    assert not discord.guild.threads


@pytest.mark.parametrize(
    ("channel", "denied", "missing"),
    [
        ("text", Permission(0), ()),
        ("text", Permission.CREATE_PUBLIC_THREADS | Permission.EMBED_LINKS, ("Create Public Threads", "Embed Links")),
        ("announcement", Permission.SEND_MESSAGES, ("Send Messages",)),
        ("forum", Permission.CREATE_PUBLIC_THREADS, ()),
        ("forum", Permission.ATTACH_FILES, ("Attach Files",)),
        (
            "forum",
            Permission.SEND_MESSAGES | Permission.READ_MESSAGE_HISTORY,
            ("Create Posts", "Read Message History"),
        ),
        ("media", Permission.VIEW_CHANNEL, ("View Channel",)),
    ],
)
async def test_missing_permissions_are_named_as_in_discords_settings(
    discord: DiscordLookalike, threads: DiscordThreads, channel: str, denied: Permission, missing: tuple[str, ...]
) -> None:
    channel_id = getattr(discord, channel)
    discord.guild.deny(channel_id, denied)
    assert await threads.missing_permissions(channel_id) == missing


async def test_it_logs_in_once_and_again_after_closing(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    await threads.whoami()
    await threads.whoami()
    assert len(discord.asked(LOGIN)) == 1
    await threads.close()
    await threads.close()
    await threads.whoami()
    assert len(discord.asked(LOGIN)) == 2


async def test_a_refused_token_is_asked_for_again(discord: DiscordLookalike, threads: DiscordThreads) -> None:
    good, discord.token = discord.token, "reset.by.owner"
    await threads.whoami()
    discord.token = good
    with pytest.raises(TokenRefused):
        await threads.channel(discord.text)
    assert (await threads.channel(discord.text)).id == discord.text


async def test_a_wrong_token_is_refused_at_login(discord: DiscordLookalike) -> None:
    async def wrong() -> str | None:
        return "not.the.token"

    threads = DiscordThreads(wrong, discord.url)
    with pytest.raises(TokenRefused):
        await threads.whoami()


async def test_without_a_token_discord_is_not_asked(discord: DiscordLookalike) -> None:
    async def none() -> str | None:
        return None

    with pytest.raises(TokenMissing):
        await DiscordThreads(none, discord.url).whoami()
    assert discord.exchanges == []


async def test_the_token_is_in_no_log_line_and_no_error(
    discord: DiscordLookalike, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    threads = DiscordThreads(token_of(discord), discord.url)
    await threads.post(delivery_to(discord.text), PICTURED, Messages())
    discord.token = "reset.by.owner"
    with pytest.raises(TokenRefused) as refusal:
        await threads.whoami()
        await threads.channel(discord.text)
    assert "PyNaCl" not in caplog.text
    for text in (caplog.text, str(refusal.value), refusal.value.detail, repr(refusal.value)):
        assert "lookalike.bot.token" not in text


def test_discord_py_is_not_imported_before_it_is_needed() -> None:
    code = "import sys, tiktrack_gui.clients.discord.threads; print('discord' in sys.modules, 'aiohttp' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=LIMIT, check=True)
    assert run.stdout.split() == ["False", "False"]
