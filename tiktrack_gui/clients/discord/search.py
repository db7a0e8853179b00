"""Searches Discord by marker: for what an earlier attempt at a delivery created, or for all posts of the bot."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import discord
from discord.utils import time_snowflake

from tiktrack_gui.clients.discord.places import Postable
from tiktrack_gui.core.deliveries import Delivery, Found
from tiktrack_gui.core.embed import marked_key
from tiktrack_gui.core.errors import OutcomeUnknown
from tiktrack_gui.core.history import EarlierPost, EarlierPosts

MARGIN = timedelta(hours=24)  # maximum offset between this computer's clock and Discord's at that time
MAX_MESSAGES = 2000  # of a busy channel; searching further back would take too long
DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)


def earliest(delivery: Delivery, server_time: float | None) -> datetime:
    """The earliest time at which anything of this delivery can have been created, allowing for clock errors."""
    attempted = delivery.sending_at if delivery.sending_at is not None else delivery.created_at
    at = datetime.fromtimestamp(min(attempted, server_time or attempted), UTC)
    return max(at - MARGIN, DISCORD_EPOCH)


async def known_message(channel: discord.TextChannel, message_id: int) -> Found | None:
    """Looks up a message with a recorded ID, and its thread. None: it was deleted."""
    try:
        message = await channel.fetch_message(message_id)
    except discord.NotFound:
        return None
    return _found(message)


async def marked_message(channel: discord.TextChannel, key: str, after: datetime, me: int) -> Found | None:
    """Searches the channel for the message with that marker, newest first so that a slow clock costs no time.

    Returns None if it isn't there. Raises OutcomeUnknown if there are more than MAX_MESSAGES since `after`.
    """
    seen = 0
    async for message in channel.history(limit=MAX_MESSAGES, after=_since(after), oldest_first=False):
        if message.author.id == me and _key(message) == key:
            return _found(message)
        seen += 1
    if seen == MAX_MESSAGES:
        raise OutcomeUnknown(detail=f"more than {MAX_MESSAGES} messages since {after}")
    return None


async def marked_post(
    channel: discord.ForumChannel, guild: discord.Guild, delivery: Delivery, after: datetime, me: int
) -> Found | None:
    """Searches active and archived posts for the marker in the first message, which survives renaming.

    Returns None if there is none. Raises OutcomeUnknown if a post of that name has lost its first message.
    """
    doubtful = False
    async for thread in _posts(channel, guild, after):
        if thread.owner_id != me or thread.id < _since(after).id:
            continue
        try:
            starter = await thread.fetch_message(thread.id)
        except discord.NotFound:
            doubtful |= thread.name == delivery.payload["thread_name"]
            continue
        if _key(starter) == delivery.key:
            return Found(message_id=starter.id, thread_id=thread.id)
    if doubtful:
        raise OutcomeUnknown(detail="a post of that name has lost its first message")
    return None


async def own_posts(channel: Postable, guild: discord.Guild, since: datetime, me: int) -> EarlierPosts:
    """Searches messages and all active and archived threads for posts of the bot.

    since: when the bot joined the server.
    """
    messages, complete = (
        await _own_messages(channel, since, me) if isinstance(channel, discord.TextChannel) else ({}, True)
    )
    posts = dict(messages)
    async for thread in _posts(channel, guild, since):
        if thread.owner_id == me and thread.id not in messages:
            posts[thread.id] = await _post_of(thread, channel)
    return EarlierPosts(posts=tuple(post for post in posts.values() if post is not None), complete=complete)


async def _own_messages(
    channel: discord.TextChannel, since: datetime, me: int
) -> tuple[dict[int, EarlierPost | None], bool]:
    """Returns the bot's messages by ID, None for those without a marker, and whether all messages were read."""
    own: dict[int, EarlierPost | None] = {}
    seen = 0
    async for message in channel.history(limit=MAX_MESSAGES, after=_since(since), oldest_first=False):
        seen += 1
        if message.author.id == me:
            own[message.id] = _post(message, _key(message))
    return own, seen < MAX_MESSAGES


def _post(message: discord.Message, key: str | None) -> EarlierPost | None:
    if key is None:
        return None
    found = _found(message)
    return EarlierPost(message_id=found.message_id, thread_id=found.thread_id, key=key)


async def _post_of(thread: discord.Thread, channel: Postable) -> EarlierPost | None:
    """Returns the post a thread belongs to; None if its first message has no marker."""
    place = channel if isinstance(channel, discord.TextChannel) else thread
    try:
        key = _key(await place.fetch_message(thread.id))
    except discord.NotFound:
        return EarlierPost(message_id=thread.id, thread_id=thread.id, thread_name=thread.name)
    return None if key is None else EarlierPost(message_id=thread.id, thread_id=thread.id, key=key)


async def _posts(channel: Postable, guild: discord.Guild, after: datetime) -> AsyncIterator[discord.Thread]:
    for thread in await guild.active_threads():
        if thread.parent_id == channel.id:
            yield thread
    async for thread in channel.archived_threads(limit=None):  # most recently archived first
        if thread.archive_timestamp < after:
            return
        yield thread


def _found(message: discord.Message) -> Found:
    return Found(message_id=message.id, thread_id=message.id if message.flags.has_thread else None)


def _key(message: discord.Message) -> str | None:
    keys = (marked_key(url=embed.url, footer=embed.footer.text) for embed in message.embeds)
    return next((key for key in keys if key is not None), None)


def _since(moment: datetime) -> discord.Object:
    return discord.Object(time_snowflake(moment))
