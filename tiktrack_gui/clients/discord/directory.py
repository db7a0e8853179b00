"""The bot's servers and channels, with what it may do there, and threads that are archived or taken back."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress

import discord
from discord.channel import _guild_channel_factory

from tiktrack_gui.clients.discord.errors import NotDiscord
from tiktrack_gui.clients.discord.places import Membership, Place, described, forum_tag, granted, kind_of, postable
from tiktrack_gui.core.deliveries import ChannelKind, Posted
from tiktrack_gui.core.errors import ChannelUnsuitable
from tiktrack_gui.core.servers import (
    BotApp,
    BotThread,
    ChannelDetails,
    ListedChannel,
    Permission,
    Role,
    Server,
    TakenBack,
    missing,
    permission_checks,
    trouble_of,
)

GuildChannel = discord.abc.GuildChannel

IS_ARCHIVED = 50_083


class Directory:
    """Every method may raise one of `errors.FAULTS`; call them inside a `conversation`."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def app(self) -> BotApp:
        app = await self._client.application_info()
        return BotApp(id=app.id, name=app.name, needs_code_grant=app.bot_require_code_grant, is_public=app.bot_public)

    async def servers(self) -> list[Server]:
        guilds = self._client.fetch_guilds(limit=None, with_counts=False)
        found = [Server(id=guild.id, name=guild.name) async for guild in guilds]
        return sorted(found, key=lambda server: (server.name.casefold(), server.id))

    async def channels_of(self, server_id: int) -> list[ListedChannel]:
        membership = await Membership.fetch(self._client, server_id)
        channels = await self._channels(membership.guild)
        categories = {channel.id: channel for channel in channels if isinstance(channel, discord.CategoryChannel)}
        listed = [channel for channel in channels if channel.id not in categories]
        listed.sort(key=lambda channel: (*_rank(categories.get(channel.category_id or 0)), *_rank(channel)))
        return [
            _listed(channel, position, categories.get(channel.category_id or 0), membership)
            for position, channel in enumerate(listed)
        ]

    async def details(self, channel_id: int) -> ChannelDetails:
        place = await Place.fetch(self._client, channel_id)
        channel, guild = place.channel, place.membership.guild
        forum = channel if isinstance(channel, discord.ForumChannel) else None
        return ChannelDetails(
            channel=described(channel, guild),
            permissions=permission_checks(place.kind, place.granted),
            tags=tuple(map(forum_tag, forum.available_tags)) if forum else (),
            requires_tag=forum is not None and forum.flags.require_tag,
            roles=tuple(_roles(guild)),
        )

    async def take_back(self, channel_id: int, posted: Posted) -> TakenBack:
        place = await Place.fetch(self._client, channel_id)
        thread = await self._own_thread(place, posted.thread_id)
        if isinstance(place.channel, discord.TextChannel):
            await _delete_message(place.channel, posted.message_id)
        if thread is None:
            return TakenBack.DELETED
        if Permission.MANAGE_THREADS in place.granted:
            with suppress(discord.NotFound):
                await thread.delete()
            return TakenBack.DELETED
        if isinstance(place.channel, discord.ForumChannel):
            if thread.archived:  # Discord deletes nothing in an archived thread
                thread = await thread.edit(archived=False)
            await _delete_message(thread, posted.message_id)
        await _archive(thread)
        return TakenBack.ARCHIVED

    async def oldest_thread(self, channel_id: int) -> BotThread | None:
        channel = await postable(self._client, channel_id)
        guild = await self._client.fetch_guild(channel.guild.id, with_counts=False)
        own = [thread for thread in await guild.active_threads() if thread.owner_id == self._me and not thread.locked]
        oldest = min(own, key=lambda thread: thread.id, default=None)
        return None if oldest is None else BotThread(id=oldest.id, name=oldest.name)

    async def archive(self, thread_id: int) -> None:
        with suppress(discord.NotFound):  # deleted just now
            thread = await self._client.fetch_channel(thread_id)
            if not isinstance(thread, discord.Thread) or thread.owner_id != self._me:
                raise ChannelUnsuitable(detail=f"{thread_id} is no thread of the bot")
            await _archive(thread)

    @property
    def _me(self) -> int:
        assert self._client.user is not None  # it is logged in
        return self._client.user.id

    async def _channels(self, guild: discord.Guild) -> list[GuildChannel]:
        """The server's channels. discord.py's own method fails if there is one of a type it doesn't know."""
        answer = await self._client.http.get_all_guild_channels(guild.id)
        if not isinstance(answer, list) or not all(isinstance(data, dict) and "type" in data for data in answer):
            raise NotDiscord("a list of channels without their types")
        made = ((_guild_channel_factory(data["type"])[0], data) for data in answer)
        state = guild._state  # noqa: SLF001  as discord.py's own method does
        return [kind(state=state, guild=guild, data=data) for kind, data in made if kind is not None]

    async def _own_thread(self, place: Place, thread_id: int) -> discord.Thread | None:
        """Returns None if it is gone. Raises ChannelUnsuitable if it isn't a thread of the bot in that channel."""
        try:
            thread = await self._client.fetch_channel(thread_id)
        except discord.NotFound:
            return None
        if isinstance(thread, discord.Thread) and (thread.parent_id, thread.owner_id) == (place.channel.id, self._me):
            return thread
        raise ChannelUnsuitable(detail=f"{thread_id} is no thread of the bot in {place.channel.id}")


async def _archive(thread: discord.Thread) -> None:
    """Archives it. A request that discord.py repeats after it was carried out is refused, which is fine."""
    if thread.archived:
        return
    try:
        await thread.edit(archived=True)
    except discord.HTTPException as answer:
        if answer.code != IS_ARCHIVED:
            raise


async def _delete_message(place: discord.TextChannel | discord.Thread, message_id: int) -> None:
    with suppress(discord.NotFound):
        await place.get_partial_message(message_id).delete()


def _rank(channel: GuildChannel | None) -> tuple[bool, bool, int, int]:
    """Sorts as Discord's sidebar does: what has no category first, and voice channels last."""
    if channel is None:
        return False, False, 0, 0
    return True, isinstance(channel, discord.VoiceChannel | discord.StageChannel), channel.position, channel.id


def _listed(
    channel: GuildChannel, position: int, category: discord.CategoryChannel | None, membership: Membership
) -> ListedChannel:
    kind = kind_of(channel)
    checks = () if kind is ChannelKind.OTHER else permission_checks(kind, granted(channel, membership.me))
    return ListedChannel(
        channel=described(channel, membership.guild),
        category=category.name if category else None,
        position=position,
        trouble=trouble_of(kind, missing(checks), timed_out=membership.me.is_timed_out()),
    )


def _roles(guild: discord.Guild) -> Iterator[Role]:
    for role in reversed(guild.roles):  # discord.py sorts the lowest first
        if not role.is_default() and not role.is_bot_managed():
            yield Role(id=role.id, name=role.name, mentionable=role.mentionable)
