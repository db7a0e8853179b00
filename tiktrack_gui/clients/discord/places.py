"""Channels as discord.py fetches them without a gateway, and what the bot may do there."""

from __future__ import annotations

from dataclasses import dataclass

import discord

from tiktrack_gui.clients.discord.errors import NotDiscord
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.errors import ChannelUnsuitable, NoPermission
from tiktrack_gui.core.servers import ForumTag, Permission, permission_name

Postable = discord.TextChannel | discord.ForumChannel


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A server with its roles, and the bot as its member."""

    guild: discord.Guild
    me: discord.Member

    @classmethod
    async def fetch(cls, client: discord.Client, guild_id: int) -> Membership:
        guild = await client.fetch_guild(guild_id, with_counts=False)
        if guild.id != guild_id or guild.default_role is None:
            raise NotDiscord("a server without roles")
        assert client.user is not None  # it is logged in
        return cls(guild=guild, me=await guild.fetch_member(client.user.id))


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel whose server and permissions are known."""

    channel: Postable
    membership: Membership

    @classmethod
    async def fetch(cls, client: discord.Client, channel_id: int) -> Place:
        """Raises ChannelUnsuitable as `postable`, and NoPermission if the bot can't see the channel."""
        try:
            stub = await postable(client, channel_id)  # its server is only an ID
        except discord.Forbidden as refusal:
            raise NoPermission.lacking(("View Channel",)) from refusal
        return await cls.around(client, stub)

    @classmethod
    async def around(cls, client: discord.Client, stub: Postable) -> Place:
        """Fetches what a channel without its server lacks."""
        membership = await Membership.fetch(client, stub.guild.id)
        channel = await membership.guild.fetch_channel(stub.id)
        return cls(channel=_checked(channel), membership=membership)

    @property
    def kind(self) -> ChannelKind:
        return kind_of(self.channel)

    @property
    def granted(self) -> Permission:
        return granted(self.channel, self.membership.me)

    def require(self, permission: Permission) -> None:
        """Raises NoPermission if the bot lacks it here."""
        if permission not in self.granted:
            raise NoPermission.lacking((permission_name(permission, self.kind) or "",))


async def postable(client: discord.Client, channel_id: int) -> Postable:
    """Fetches a channel. Raises ChannelUnsuitable if no thread can be created in it."""
    return _checked(await client.fetch_channel(channel_id))


def kind_of(channel: object) -> ChannelKind:
    match channel:
        case discord.ForumChannel():
            return ChannelKind.MEDIA if channel.is_media() else ChannelKind.FORUM
        case discord.TextChannel():
            return ChannelKind.ANNOUNCEMENT if channel.is_news() else ChannelKind.TEXT
    return ChannelKind.OTHER


def granted(channel: discord.abc.GuildChannel, me: discord.Member) -> Permission:
    """What roles and channel settings grant the bot.

    Unlike the channel's own method, doesn't leave out what is granted but has no effect without another permission:
    people look for what is switched off in Discord's settings.
    """
    return Permission(discord.abc.GuildChannel.permissions_for(channel, me).value & _ALL)


def described(channel: discord.abc.GuildChannel, guild: discord.Guild) -> Channel:
    return Channel(id=channel.id, guild_id=guild.id, guild=guild.name, name=channel.name, kind=kind_of(channel))


def forum_tag(tag: discord.ForumTag) -> ForumTag:
    return ForumTag(id=tag.id, name=tag.name, is_moderated=tag.moderated)


_ALL = ~Permission(0)


def _checked(channel: object) -> Postable:
    if isinstance(channel, discord.TextChannel | discord.ForumChannel):
        return channel
    raise ChannelUnsuitable(detail=f"a {type(channel).__name__}")
