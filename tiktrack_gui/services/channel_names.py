"""Finds channels by their names, among those that TikTrack knows and those of the bot's servers."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.channels import ChannelName
from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.servers import Server
from tiktrack_gui.core.spelling import nearest
from tiktrack_gui.services.channels import Channels
from tiktrack_gui.services.servers import Servers

USE_LINK = "Use its link instead: in Discord, right-click the channel and choose Copy Link."


async def known_channel(wanted: int | ChannelName, channels: Channels) -> int:
    """Returns the ID of the channel of that name among those that are posted to. Raises BadInput."""
    if isinstance(wanted, int):
        return wanted
    known = [one.channel for one in await channels.all() if one.channel is not None]
    return _only(wanted, known, "To see your channels, run `tiktrack channels list`.").id


async def any_channel(wanted: int | ChannelName, servers: Servers) -> int:
    """As `known_channel`, among all channels of the bot's servers. Raises BadInput and DiscordError."""
    if isinstance(wanted, int):
        return wanted
    there = await servers.servers()
    if wanted.server is not None:
        there = [_server(wanted.server, there)]
    found = [listed.channel for server in there for listed in await servers.channels_of(server.id)]
    return _only(wanted, found, "The bot sees no such channel in its servers.").id


def _server(name: str, servers: Sequence[Server]) -> Server:
    found = [server for server in servers if server.name.strip().casefold() == name.casefold()]
    if not found:
        names = ", ".join(server.name for server in servers)
        raise BadInput(f"The bot isn’t in a server named “{name}”.", f"It’s in: {names}." if names else "Add it first.")
    if len(found) > 1:
        raise BadInput(f"The bot is in {len(found)} servers named “{name}”.", USE_LINK)
    return found[0]


def _only(wanted: ChannelName, among: Sequence[Channel], advice: str) -> Channel:
    found = [channel for channel in among if wanted.fits(channel.guild, channel.name)]
    if len(found) > 1:
        raise BadInput(f"There are {len(found)} channels named {wanted}.", USE_LINK)
    if not found:
        near = nearest(wanted.name, [channel.name for channel in among])
        raise BadInput(f"There is no channel {wanted}.", f"Did you mean #{near}?" if near else advice)
    return found[0]
