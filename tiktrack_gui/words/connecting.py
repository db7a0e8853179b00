"""Texts of the steps that connect a Discord bot. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.deliveries import ChannelKind
from tiktrack_gui.core.servers import INVITED_WITH, Permission, Server, permission_name, together

PORTAL = "https://discord.com/developers/applications"
TITLE = "Connect Discord"
PURPOSE = "TikTrack posts through a bot of your own. It takes about five minutes, once."
USE = "Use this channel"
WAITING = "Waiting for you to add it…"
STILL_WAITING = "TikTrack keeps asking."
PRIVATE = (
    "The bot is private, so only you can add it. For somebody else to use the link, turn on Public Bot in the "
    "Developer Portal."
)
NO_CHANNELS = "This server has no channels yet."
PASTE_HINT = "In Discord, right-click the channel and choose Copy Link."


@dataclass(frozen=True, slots=True)
class Step:
    """title: what to do. hint: why, or how."""

    key: str
    title: str
    hint: str


STEPS = (
    Step("create", "Create a bot", "In Discord’s Developer Portal. Only its name and its token matter."),
    Step("token", "Paste its token", "TikTrack checks with Discord right away that it works."),
    Step(
        "invite",
        "Add it to your server",
        "Discord asks which server, and shows what the bot may do there.",
    ),
    Step("channel", "Choose a channel", "Each post becomes a thread there. You can add more channels later."),
    Step("test", "Try it", "Post a test thread, look at it in Discord, then take it back."),
)
PICTURES = (  # of creating a bot: what the picture shows, and what to do
    ("application", "Choose New Application, and give it a name."),
    ("reset", "Open Bot, and choose Reset Token."),
    ("copy", "Copy the token: Discord shows it only once."),
)


def permissions() -> str:
    """Names what the invite link asks for."""
    names = [permission_name(one, ChannelKind.TEXT) for one in Permission if one in INVITED_WITH]
    return f"The link asks for no more than TikTrack needs: {together([name for name in names if name])}."


def servers(found: Sequence[Server]) -> str:
    """ "In Trend Squad and Bakers"."""
    return f"In {together([server.name for server in found])}" if found else ""


def added(server: Server) -> str:
    return f"Added to {server.name}"
