"""Texts of the Discord page about the bot, its channel and the next run. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.words import times

PORTAL = "https://discord.com/developers/applications"
STEPS = (
    "Open the Discord Developer Portal, choose New Application and give it a name.",
    "Under Bot, choose Reset Token, then copy the token and paste it above.",
    "Under OAuth2 → URL Generator, select “bot” and these permissions: View Channels, Send Messages, "
    "Create Public Threads, Embed Links, Attach Files and Read Message History.",
    "Open the generated URL and choose your server to add the bot to it.",
)
_KINDS = {
    ChannelKind.TEXT: "text channel",
    ChannelKind.ANNOUNCEMENT: "announcement channel",
    ChannelKind.FORUM: "forum channel",
    ChannelKind.MEDIA: "media channel",
}


def channel(found: Channel) -> str:
    """ "#trends in Guild, forum channel"."""
    return f"#{found.name} in {found.guild}, {_KINDS[found.kind]}"


def missing(permissions: Sequence[str]) -> str:
    """Says which permissions the bot still needs in a channel; "" if none."""
    if not permissions:
        return ""
    *most, last = permissions
    named = f"{', '.join(most)} and {last}" if most else last
    return f"The bot still needs {named}. Allow this in the channel’s settings, under Permissions."


def is_forum(found: Channel | None) -> bool:
    """Returns whether a thread is a post of its own there, instead of being attached to a message."""
    return found is not None and found.kind in (ChannelKind.FORUM, ChannelKind.MEDIA)


def next_run(at: float | None, now: float) -> str:
    """at: epoch seconds; None = no profiles to post yet."""
    return "The next run starts when there are new stories." if at is None else f"Next run {times.until(at, now)}."
