"""The demo's Discord servers, their channels, and what the bot may do there."""

from __future__ import annotations

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.servers import (
    FORUMS,
    INVITED_WITH,
    ChannelDetails,
    ForumTag,
    ListedChannel,
    Permission,
    Role,
    Server,
    missing,
    permission_checks,
    trouble_of,
)

GUILD_ID = 1_000_000_000_000_000_000
CHANNEL = GUILD_ID + 1  # the default one
OTHER_GUILD_ID = GUILD_ID + 100
FORUM = GUILD_ID + 2
NEWS = OTHER_GUILD_ID + 1

SERVERS = (Server(id=GUILD_ID, name="Demo server"), Server(id=OTHER_GUILD_ID, name="Weekend Bakers"))
TAGS = tuple(
    ForumTag(id=FORUM + 10 + number, name=name, is_moderated=name == "Picked")
    for number, name in enumerate(("Rising", "Hot", "Food", "Comedy", "Picked"))
)
ROLES = (
    Role(id=GUILD_ID + 50, name="Moderators", mentionable=False),
    Role(id=GUILD_ID + 51, name="Trend Squad", mentionable=True),
)
_USUAL = INVITED_WITH
_PLACES = (  # server, category, ID, name, kind, what the bot may do
    (GUILD_ID, None, GUILD_ID + 3, "rules", ChannelKind.TEXT, _USUAL & ~Permission.SEND_MESSAGES),
    (GUILD_ID, "Creators", CHANNEL, "taking-off", ChannelKind.TEXT, _USUAL | Permission.MANAGE_THREADS),
    (GUILD_ID, "Creators", FORUM, "creator-finds", ChannelKind.FORUM, _USUAL),
    (GUILD_ID, "Creators", GUILD_ID + 4, "clips", ChannelKind.MEDIA, _USUAL & ~Permission.ATTACH_FILES),
    (GUILD_ID, "Voice", GUILD_ID + 5, "Lounge", ChannelKind.OTHER, _USUAL),
    (OTHER_GUILD_ID, None, NEWS, "news", ChannelKind.ANNOUNCEMENT, _USUAL),
    (OTHER_GUILD_ID, None, OTHER_GUILD_ID + 2, "staff", ChannelKind.TEXT, _USUAL & ~Permission.VIEW_CHANNEL),
)


def listed(server_id: int) -> list[ListedChannel]:
    """The channels of a server, in the order of its sidebar."""
    places = [place for place in _PLACES if place[0] == server_id]
    return [
        ListedChannel(
            channel=_channel(channel_id),
            category=category,
            position=position,
            trouble=trouble_of(kind, missing(permission_checks(kind, granted)), timed_out=False),
        )
        for position, (_, category, channel_id, _, kind, granted) in enumerate(places)
    ]


def details(channel_id: int) -> ChannelDetails | None:
    """What matters for posting in a channel; None if there is no such channel, or no thread can be created in it."""
    place = next((place for place in _PLACES if place[2] == channel_id), None)
    if place is None or place[4] is ChannelKind.OTHER:
        return None
    kind, granted = place[4], place[5]
    return ChannelDetails(
        channel=_channel(channel_id),
        permissions=permission_checks(kind, granted),
        tags=TAGS if kind in FORUMS else (),
        requires_tag=channel_id == FORUM,
        roles=ROLES if place[0] == GUILD_ID else (),
    )


def may_delete_in(channel_id: int) -> bool:
    """Whether the bot may delete threads there."""
    return any(place[2] == channel_id and Permission.MANAGE_THREADS in place[5] for place in _PLACES)


def _channel(channel_id: int) -> Channel:
    server_id, _, _, name, kind, _ = next(place for place in _PLACES if place[2] == channel_id)
    guild = next(server.name for server in SERVERS if server.id == server_id)
    return Channel(id=channel_id, guild_id=server_id, guild=guild, name=name, kind=kind)
