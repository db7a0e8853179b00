"""Texts of the Discord page about the bot, its channel and the next run. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.servers import together
from tiktrack_gui.words import times

PORTAL = "https://discord.com/developers/applications"
STEPS = (
    "Open the Discord Developer Portal, choose New Application and give it a name.",
    "Under Bot, choose Reset Token, then copy the token and paste it above.",
    "Under OAuth2 → URL Generator, select “bot” and these permissions: View Channels, Send Messages, "
    "Create Public Threads, Embed Links, Attach Files and Read Message History.",
    "Open the generated URL and choose your server to add the bot to it.",
)
NO_CHANNEL = "No channel any more"
_KINDS = {
    ChannelKind.TEXT: "Text channel",
    ChannelKind.ANNOUNCEMENT: "Announcement channel",
    ChannelKind.FORUM: "Forum channel",
    ChannelKind.MEDIA: "Media channel",
    ChannelKind.OTHER: "Other channel",
}


def channel(found: Channel) -> str:
    """ "#trends in Guild"."""
    return f"#{found.name} in {found.guild}"


def found(channel: Channel, *, ready: bool) -> str:
    """ready: whether the bot has all permissions it needs there."""
    kind = _KINDS[channel.kind]
    return f"{kind}. The bot can post here." if ready else f"{kind}."


def kept(known: Channel | None) -> str:
    """Says which channel stays in use when another can't be used."""
    return f"{f'#{known.name}' if known else 'The other channel'} stays in use: press Esc to go back to it."


def chosen(known: Channel | None) -> str:
    """Says that another channel is used from now on; None = none, or one that isn't known yet."""
    return "Channel changed" if known is None else f"Channel: {channel(known)}"


def missing(permissions: Sequence[str]) -> str:
    """Says which permissions the bot still needs in a channel; "" if none."""
    if not permissions:
        return ""
    return f"The bot still needs {together(permissions)}. Allow this in the channel’s settings, under Permissions."


def is_forum(found: Channel | None) -> bool:
    """Returns whether a thread is a post of its own there, instead of being attached to a message."""
    return found is not None and found.kind in (ChannelKind.FORUM, ChannelKind.MEDIA)


def next_run(at: float | None, now: float) -> str:
    """at: epoch seconds; None = no profiles to post yet."""
    return "The next run starts when there are new stories." if at is None else f"Next run {times.until(at, now)}."
