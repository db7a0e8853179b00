"""Parsing Discord channels from user input, by ID or name, and links to Discord channels."""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import unquote

from tiktrack_gui.core.characters import cut, typed
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.written import without_comment

SHOWN = 60  # characters of what was given, in messages
HOW = "Enter its ID (17 to 19 digits) or link: in Discord, right-click the channel and choose Copy Link."
_ID = r"(?P<id>[0-9]{17,19})"
_GREATEST = 2**63 - 1  # Discord IDs hold a timestamp in ms in the upper bits; this is the year 2084
_LINK = re.compile(
    rf"(?<![\w.@/-])(?:(?:https?|discord)://)?(?:-?/|(?:[a-z]+\.)?discord(?:app)?\.com/+)channels/[0-9]+/{_ID}(?![0-9\w])",
    re.IGNORECASE | re.ASCII,
)
_MENTION = re.compile(rf"<#{_ID}>")
_BARE = re.compile(rf"(?:channel(?:[ _]?id)?\s*[:=]\s*|id\s*[:=]\s*)?[\"'#]*{_ID}", re.IGNORECASE)
_AROUND = " \t\r\n\"'`“”‘’„«»<>()[]{}*~_,;.!?"
_MISTAKEN = (
    (re.compile(r"\S*/api/(?:v[0-9]+/)?webhooks/\S+"), "That’s the URL of a webhook, not of a channel."),
    (re.compile(r"\S*/channels/@me(?:/\S*)?"), "That’s a direct message, not a channel of a server."),
    (re.compile(r"\S*/(?:channels|events|guilds)/[0-9]+(?:/\S*)?"), "That’s a server, not a channel."),
    (re.compile(r"@&?[0-9]+"), "That’s a mention of a person or a role, not of a channel."),
    (re.compile(r"\S*discord(?:app)?\.(?:gg|com/invite)/\S+"), "That’s an invitation to a server, not a channel."),
)


def parse_channel(text: str) -> int:
    """Returns the channel ID from an ID, a link to the channel or a mention (<#id>), also within other text.

    Raises BadInput.
    """
    plain = without_comment(unquote(typed(text)).replace("\\/", "/"))
    bare = plain.strip(_AROUND)
    found = [*_LINK.finditer(plain), *_MENTION.finditer(plain)] or [match for match in [_BARE.fullmatch(bare)] if match]
    ids = {int(match["id"]) for match in found}
    if len(ids) != 1 or max(ids) > _GREATEST:
        raise BadInput(f"“{cut(bare, SHOWN)}” isn’t a valid Discord channel.", f"{_mistaken(bare)}{HOW}")
    return ids.pop()


@dataclass(frozen=True, slots=True)
class ChannelName:
    """A channel by name, without #. server: its server's name; None = any."""

    server: str | None
    name: str

    def __str__(self) -> str:
        return f"#{self.name}" if self.server is None else f"{self.server}/#{self.name}"

    def fits(self, server: str, name: str) -> bool:
        """Whether it is that channel; whatever the case of the letters."""
        same_server = self.server is None or self.server.casefold() == server.strip().casefold()
        return same_server and self.name.casefold() == name.strip().casefold()


def parse_channel_or_name(text: str) -> int | ChannelName:
    """Returns the ID as `parse_channel`, or the name of "#name" or "Server/#name". Raises BadInput."""
    try:
        return parse_channel(text)
    except BadInput:
        server, sign, name = text.strip().rpartition("#")
        is_name = sign and name.strip() and not name.strip().isdecimal() and "//" not in text and "<" not in text
        if not is_name or (server and not server.rstrip().endswith("/")):
            raise
        return ChannelName(server.rstrip().removesuffix("/").strip() or None, name.strip())


def _mistaken(bare: str) -> str:
    return next((f"{sentence} " for shape, sentence in _MISTAKEN if shape.fullmatch(bare)), "")


def link(guild_id: int, channel_id: int) -> str:
    """Returns the URL that opens a channel or a thread in Discord."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}"
