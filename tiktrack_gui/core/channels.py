"""Parsing Discord channel IDs from user input, and links to Discord channels."""

from __future__ import annotations

import re

from tiktrack_gui.core.errors import BadInput

_ID = r"(?P<id>[0-9]{17,19})"
_GREATEST = 2**63 - 1  # Discord IDs hold a timestamp in ms in the upper bits; this is the year 2084
_LINK = re.compile(
    rf"(?:https?://)?(?:www\.|ptb\.|canary\.)?discord(?:app)?\.com/channels/[0-9]+/{_ID}(?:[/?#].*)?", re.IGNORECASE
)
_BARE = re.compile(rf"<?#?{_ID}>?")


def parse_channel(text: str) -> int:
    """Returns the channel ID from an ID, a link to the channel or a mention (<#id>). Raises BadInput."""
    text = text.strip()
    match = _LINK.fullmatch(text) or _BARE.fullmatch(text)
    if match is None or int(match["id"]) > _GREATEST:
        raise BadInput(
            f"“{text[:60]}” isn’t a valid Discord channel.",
            "Enter its ID (17 to 19 digits) or link: in Discord, right-click the channel and choose Copy Link.",
        )
    return int(match["id"])


def link(guild_id: int, channel_id: int) -> str:
    """Returns the URL that opens a channel or a thread in Discord."""
    return f"https://discord.com/channels/{guild_id}/{channel_id}"
