"""A logged-in session, used by DiscordThreads: discord.py's client over REST, without the gateway."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable
from pathlib import PurePath
from typing import Literal

import discord
from discord.http import Route

from tiktrack_gui.clients.discord import search
from tiktrack_gui.clients.discord.call import Call, trace
from tiktrack_gui.clients.discord.search import Postable
from tiktrack_gui.core.deliveries import Attachments, Channel, ChannelKind, Delivery, Found, Picture, Posted
from tiktrack_gui.core.errors import ChannelUnsuitable, NoPermission
from tiktrack_gui.core.history import EarlierPosts

DISCORD_API = "https://discord.com/api/v10"
RATE_LIMIT_PATIENCE = 30.0  # s; longer waits are left to the outbox, which shows them
ONE_WEEK: Literal[10080] = 10080  # minutes of inactivity until a thread is archived
THREAD_EXISTS = 160_004

OnMessage = Callable[[int], Awaitable[None]]

# permissions a bot needs per kind of channel, with their names in Discord's settings
_EVERYWHERE = {
    "view_channel": "View Channel",
    "embed_links": "Embed Links",
    "attach_files": "Attach Files",
    "read_message_history": "Read Message History",
}
_IN_CHANNELS = _EVERYWHERE | {"send_messages": "Send Messages", "create_public_threads": "Create Public Threads"}
_COME_WITH_SENDING = ("embed_links", "attach_files")  # implicitly denied without send_messages
_IN_FORUMS = _EVERYWHERE | {"send_messages": "Create Posts"}

# suppress warnings about missing voice libraries, which aren't used
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class Session:
    """Every method may raise one of `errors.FAULTS`; call them inside a `conversation`."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    @classmethod
    async def open(cls, token: str, base_url: str | None) -> Session:
        """Logs in. base_url: overrides the URL of Discord's API."""
        Route.BASE = (base_url or DISCORD_API).rstrip("/")
        client = discord.Client(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=RATE_LIMIT_PATIENCE,
            http_trace=trace(),
        )
        try:
            await client.login(token)
        except BaseException:
            await client.close()
            raise
        return cls(client)

    async def close(self) -> None:
        """Closes the connections, even if the caller is cancelled meanwhile."""
        try:
            await asyncio.shield(self._client.close())
        except asyncio.CancelledError:
            await self._client.close()  # awaits the close already in progress: discord.py has one per client
            raise

    @property
    def name(self) -> str:
        return str(self._me)

    @property
    def _me(self) -> discord.ClientUser:
        assert self._client.user is not None  # it is logged in
        return self._client.user

    async def channel(self, channel_id: int) -> Channel:
        channel = await self._postable(channel_id)
        guild = await self._client.fetch_guild(channel.guild.id, with_counts=False)
        return Channel(id=channel.id, guild_id=guild.id, guild=guild.name, name=channel.name, kind=_kind(channel))

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        try:
            channel = await self._postable(channel_id)
        except discord.Forbidden:
            return (_EVERYWHERE["view_channel"],)
        granted = await self._permissions(channel)
        needed = _IN_FORUMS if isinstance(channel, discord.ForumChannel) else _IN_CHANNELS
        implied = () if granted.send_messages else _COME_WITH_SENDING
        return tuple(words for name, words in needed.items() if not getattr(granted, name) and name not in implied)

    async def post(self, call: Call, delivery: Delivery, attachments: Attachments, on_message: OnMessage) -> Posted:
        channel = await self._postable(delivery.channel_id)
        embed, files = _content(delivery, attachments)
        name = delivery.payload["thread_name"]
        if isinstance(channel, discord.ForumChannel):
            with call.creating():
                made = await channel.create_thread(name=name, embed=embed, files=files, auto_archive_duration=ONE_WEEK)
            return Posted(thread_id=made.thread.id, message_id=made.message.id)
        message_id = delivery.message_id
        if message_id is None:
            with call.creating(repeatable=True):
                message = await channel.send(embed=embed, files=files, nonce=delivery.key)
            message_id = message.id
            await on_message(message_id)
        await _start_thread(channel, message_id, name)
        return Posted(thread_id=message_id, message_id=message_id)

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        channel = await self._postable(channel_id)
        guild = await self._client.fetch_guild(channel.guild.id, with_counts=False)
        me = await guild.fetch_member(self._me.id)
        return await search.own_posts(channel, guild, me.joined_at or search.DISCORD_EPOCH, me.id)

    async def find(self, call: Call, delivery: Delivery) -> Found | None:
        channel = await self._postable(delivery.channel_id)
        if isinstance(channel, discord.TextChannel) and delivery.message_id is not None:
            return await search.known_message(channel, delivery.message_id)
        if not (await self._permissions(channel)).read_message_history:  # Discord would show an empty list
            raise NoPermission(detail="the history cannot be read")
        after = search.earliest(delivery, call.server_time)
        if isinstance(channel, discord.TextChannel):
            return await search.marked_message(channel, delivery.key, after, self._me.id)
        guild = await self._client.fetch_guild(channel.guild.id, with_counts=False)
        return await search.marked_post(channel, guild, delivery, after, self._me.id)

    async def _postable(self, channel_id: int) -> Postable:
        channel = await self._client.fetch_channel(channel_id)
        if isinstance(channel, discord.TextChannel | discord.ForumChannel):
            return channel
        raise ChannelUnsuitable(detail=f"{channel_id} is a {type(channel).__name__}")

    async def _permissions(self, channel: Postable) -> discord.Permissions:
        """The bot's permissions there. Without a gateway, its roles must be fetched first."""
        guild = await self._client.fetch_guild(channel.guild.id, with_counts=False)
        me = await guild.fetch_member(self._me.id)
        there = await guild.fetch_channel(channel.id)
        return there.permissions_for(me)


async def _start_thread(channel: discord.TextChannel, message_id: int, name: str) -> None:
    """Starts the message's thread. Safe to repeat: a message has at most one thread, with the message's ID."""
    try:
        await channel.get_partial_message(message_id).create_thread(name=name, auto_archive_duration=ONE_WEEK)
    except discord.HTTPException as answer:
        if answer.code != THREAD_EXISTS:
            raise


def _content(delivery: Delivery, attachments: Attachments) -> tuple[discord.Embed, list[discord.File]]:
    embed, files = discord.Embed.from_dict(delivery.payload["embed"]), []
    if attachments.avatar is not None:
        files.append(_file("avatar", attachments.avatar))
        embed.set_thumbnail(url=files[-1].uri)
    if attachments.image is not None:
        files.append(_file("image", attachments.image))
        embed.set_image(url=files[-1].uri)
    return embed, files


def _file(name: str, picture: Picture) -> discord.File:
    return discord.File(io.BytesIO(picture.data), filename=f"{name}{PurePath(picture.name).suffix or '.jpg'}")


def _kind(channel: Postable) -> ChannelKind:
    if isinstance(channel, discord.ForumChannel):
        return ChannelKind.MEDIA if channel.is_media() else ChannelKind.FORUM
    return ChannelKind.ANNOUNCEMENT if channel.is_news() else ChannelKind.TEXT
