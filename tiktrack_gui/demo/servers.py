"""The demo's Discord servers and their channels."""

from __future__ import annotations

import hashlib

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.servers import (
    ChannelDetails,
    ForumTag,
    ListedChannel,
    Permission,
    PermissionCheck,
    Role,
    Server,
    missing,
    permission_checks,
    trouble_of,
)


def snowflake(kind: str, key: str) -> int:
    """A reproducible ID of the size of Discord's."""
    digest = hashlib.blake2b(f"{kind}/{key}".encode(), digest_size=8).digest()
    return int.from_bytes(digest) >> 2 | 1 << 60


SQUAD = Server(id=snowflake("server", "squad"), name="Trend Squad")
SCOUTS = Server(id=snowflake("server", "scouts"), name="Talent Scouts")
SERVERS = (SCOUTS, SQUAD)  # by name

ALL = ~Permission(0)
NO_MODERATOR = ALL & ~Permission.MANAGE_THREADS & ~Permission.MENTION_EVERYONE

ROLES = {
    SQUAD.id: ("Community team", "Trend watchers"),
    SCOUTS.id: ("Scouts",),
}
MENTIONABLE = {"Trend watchers", "Scouts"}
TAGS = ("Rising", "Verified", "Story", "Staff pick")
MODERATED = {"Staff pick"}


def _channel(server: Server, name: str, kind: ChannelKind) -> Channel:
    return Channel(id=snowflake("channel", name), guild_id=server.id, guild=server.name, name=name, kind=kind)


TAKING_OFF = _channel(SQUAD, "taking-off", ChannelKind.TEXT)
WEEKLY = _channel(SQUAD, "weekly-digest", ChannelKind.ANNOUNCEMENT)
TALENTS = _channel(SCOUTS, "talents", ChannelKind.FORUM)

_GRANTED = {TAKING_OFF.id: NO_MODERATOR, WEEKLY.id: NO_MODERATOR, TALENTS.id: ALL}
_LISTED = (
    (TAKING_OFF, "Content"),
    (WEEKLY, "Content"),
    (_channel(SQUAD, "leadership", ChannelKind.TEXT), "Team"),
    (_channel(SQUAD, "Stand-up", ChannelKind.OTHER), "Team"),
    (TALENTS, None),
    (_channel(SCOUTS, "Interviews", ChannelKind.OTHER), None),
)
_BY_ID = {channel.id: channel for channel, _ in _LISTED}


def channels_of(server_id: int) -> list[ListedChannel]:
    """The channels as in Discord's sidebar; empty for an unknown server."""
    here = [(channel, category) for channel, category in _LISTED if channel.guild_id == server_id]
    return [
        ListedChannel(
            channel=channel,
            category=category,
            position=position,
            trouble=trouble_of(channel.kind, missing(checks_of(channel)), timed_out=False),
        )
        for position, (channel, category) in enumerate(here)
    ]


def channel_of(channel_id: int) -> Channel:
    """Any ID somebody enters is a text channel of the first server."""
    known = _BY_ID.get(channel_id)
    if known is not None:
        return known
    return Channel(id=channel_id, guild_id=SQUAD.id, guild=SQUAD.name, name="taking-off", kind=ChannelKind.TEXT)


def checks_of(channel: Channel) -> tuple[PermissionCheck, ...]:
    """Nobody let the bot into channels that aren't there to be chosen."""
    hidden = channel.id in _BY_ID and channel.id not in _GRANTED
    granted = ALL & ~Permission.VIEW_CHANNEL if hidden else _GRANTED.get(channel.id, ALL)
    return permission_checks(channel.kind, granted)


def details_of(channel: Channel) -> ChannelDetails:
    is_forum = channel.id == TALENTS.id
    return ChannelDetails(
        channel=channel,
        permissions=checks_of(channel),
        tags=tuple(
            ForumTag(id=snowflake("tag", name), name=name, is_moderated=name in MODERATED)
            for name in (TAGS if is_forum else ())
        ),
        requires_tag=is_forum,
        roles=tuple(
            Role(id=snowflake("role", name), name=name, mentionable=name in MENTIONABLE)
            for name in ROLES[channel.guild_id]
        ),
    )
