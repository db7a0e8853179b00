"""A logged-in session, used by DiscordThreads: discord.py's client over REST, without the gateway."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from functools import partial

import aiohttp
import discord
from discord.http import Route

from tiktrack_gui.clients.discord import search
from tiktrack_gui.clients.discord.call import Call, trace
from tiktrack_gui.clients.discord.content import archive_minutes, content_of, tags_of
from tiktrack_gui.clients.discord.directory import Directory
from tiktrack_gui.clients.discord.errors import FAULTS
from tiktrack_gui.clients.discord.places import Membership, Place, described, postable
from tiktrack_gui.clients.http import Line
from tiktrack_gui.core.deliveries import Attachments, Channel, Delivery, Found, Posted
from tiktrack_gui.core.errors import NoPermission, TagRequired
from tiktrack_gui.core.history import EarlierPosts
from tiktrack_gui.core.servers import Permission, missing, permission_checks
from tiktrack_gui.core.trial_post import trial

RATE_LIMIT_PATIENCE = 30.0  # s; longer waits are left to the outbox, which shows them
THREAD_EXISTS = 160_004
REFUSALS = (400, 403, 404)  # HTTP status codes after which trying again soon is pointless

OnMessage = Callable[[int], Awaitable[None]]

# suppress warnings about missing voice libraries, which aren't used
discord.VoiceClient.warn_nacl = False
discord.VoiceClient.warn_dave = False


class Session:
    """Every method may raise one of `errors.FAULTS`; call them inside a `conversation`."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client
        self.directory = Directory(client)

    @classmethod
    async def open(cls, token: str, base_url: str, line: Line) -> Session:
        """Logs in. base_url: the URL of Discord's API. line: the way there."""
        Route.BASE = base_url.rstrip("/")
        client = discord.Client(
            intents=discord.Intents(guilds=True),
            allowed_mentions=discord.AllowedMentions.none(),
            max_ratelimit_timeout=RATE_LIMIT_PATIENCE,
            http_trace=trace(),
            connector=aiohttp.TCPConnector(limit=0, ssl=line.tls),
            **line.proxy_options(),
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
        channel = await postable(self._client, channel_id)
        guild = await self._client.fetch_guild(channel.guild.id, with_counts=False)
        return described(channel, guild)

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        try:
            channel = await postable(self._client, channel_id)
        except discord.Forbidden:
            return ("View Channel",)
        place = await Place.around(self._client, channel)
        return missing(permission_checks(place.kind, place.granted))

    async def post(self, call: Call, delivery: Delivery, attachments: Attachments, on_message: OnMessage) -> Posted:
        channel = await postable(self._client, delivery.channel_id)
        if isinstance(channel, discord.ForumChannel):
            return await self._start_post(call, channel, delivery, attachments)
        message_id = delivery.message_id
        if message_id is None:
            message_id = await self._send(call, channel, delivery, attachments)
            await on_message(message_id)
        await _start_thread(channel, message_id, delivery)
        return Posted(thread_id=message_id, message_id=message_id)

    async def _start_post(
        self, call: Call, channel: discord.ForumChannel, delivery: Delivery, attachments: Attachments
    ) -> Posted:
        """Creates a forum post: one request, never repeated."""
        place = partial(Place.around, self._client, channel)
        tags = await tags_of(channel, delivery.payload, place)
        content = await content_of(delivery.payload, attachments, place)
        with call.creating():
            made = await channel.create_thread(
                name=delivery.payload["thread_name"],
                content=content.text,
                embed=content.embed,
                files=content.files,
                allowed_mentions=content.mentions,
                applied_tags=tags,
                auto_archive_duration=archive_minutes(delivery.payload),
            )
        return Posted(thread_id=made.thread.id, message_id=made.message.id)

    async def _send(
        self, call: Call, channel: discord.TextChannel, delivery: Delivery, attachments: Attachments
    ) -> int:
        """Sends the message a thread starts from; returns its ID. Discord knows it again by its nonce for minutes."""
        content = await content_of(delivery.payload, attachments, partial(Place.around, self._client, channel))
        with call.creating(repeatable=True):
            message = await channel.send(
                content.text,
                embed=content.embed,
                files=content.files,
                allowed_mentions=content.mentions,
                nonce=delivery.key,
            )
        return message.id

    async def post_test(self, call: Call, channel_id: int, key: str, *, is_new: bool) -> Posted:
        """key: of the test. is_new: nothing can have been created with this key yet."""
        place = await Place.fetch(self._client, channel_id)
        if lacking := missing(permission_checks(place.kind, place.granted)):
            raise NoPermission.lacking(lacking)
        delivery = trial(channel_id, key=key, at=int(call.server_time or 0), tags=_any_tag(place))
        found = None if is_new else await self.find(call, _nameless(delivery))
        if found is not None and found.thread_id is not None:
            return Posted(thread_id=found.thread_id, message_id=found.message_id)
        sent: list[int] = []

        async def on_message(message_id: int) -> None:
            sent.append(message_id)

        known = replace(delivery, message_id=None if found is None else found.message_id)
        try:
            return await self.post(call, known, Attachments(), on_message)
        except discord.HTTPException as refusal:
            if refusal.status in REFUSALS and isinstance(place.channel, discord.TextChannel):
                await _discard(place.channel, sent)
            raise

    async def earlier_posts(self, channel_id: int) -> EarlierPosts:
        channel = await postable(self._client, channel_id)
        membership = await Membership.fetch(self._client, channel.guild.id)
        guild, me = membership.guild, membership.me
        return await search.own_posts(channel, guild, me.joined_at or search.DISCORD_EPOCH, me.id)

    async def find(self, call: Call, delivery: Delivery) -> Found | None:
        channel = await postable(self._client, delivery.channel_id)
        if isinstance(channel, discord.TextChannel) and delivery.message_id is not None:
            return await search.known_message(channel, delivery.message_id)
        place = await Place.around(self._client, channel)
        if Permission.READ_MESSAGE_HISTORY not in place.granted:  # Discord would show an empty list
            raise NoPermission(detail="the history cannot be read")
        after = search.earliest(delivery, call.server_time)
        if isinstance(channel, discord.TextChannel):
            return await search.marked_message(channel, delivery.key, after, self._me.id)
        return await search.marked_post(channel, place.membership.guild, delivery, after, self._me.id)


async def _start_thread(channel: discord.TextChannel, message_id: int, delivery: Delivery) -> None:
    """Starts the message's thread. Safe to repeat: a message has at most one thread, with the message's ID."""
    message = channel.get_partial_message(message_id)
    try:
        await message.create_thread(
            name=delivery.payload["thread_name"], auto_archive_duration=archive_minutes(delivery.payload)
        )
    except discord.HTTPException as answer:
        if answer.code != THREAD_EXISTS:
            raise


async def _discard(channel: discord.TextChannel, message_ids: list[int]) -> None:
    """Deletes messages whose thread was refused, if Discord lets it; the refusal is what is reported."""
    for message_id in message_ids:
        with suppress(*FAULTS):
            await channel.get_partial_message(message_id).delete()


def _nameless(test: Delivery) -> Delivery:
    """The test without its thread's name: an earlier one that was taken back has the same, and no message any more."""
    return replace(test, payload={**test.payload, "thread_name": ""})


def _any_tag(place: Place) -> tuple[str, ...]:
    """A tag the bot can use, if the forum requires one. Raises TagRequired if there is none."""
    if not isinstance(place.channel, discord.ForumChannel) or not place.channel.flags.require_tag:
        return ()
    may_all = Permission.MANAGE_THREADS in place.granted
    usable = [tag.name for tag in place.channel.available_tags if may_all or not tag.moderated]
    if not usable:
        raise TagRequired
    return (usable[0],)
