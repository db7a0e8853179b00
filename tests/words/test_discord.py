"""Texts of the Discord page."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.words import discord as words


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ChannelKind.TEXT, "Text channel."),
        (ChannelKind.ANNOUNCEMENT, "Announcement channel."),
        (ChannelKind.FORUM, "Forum channel."),
        (ChannelKind.MEDIA, "Media channel."),
    ],
)
def test_a_channel_that_was_found_is_told_with_its_kind(kind: ChannelKind, text: str) -> None:
    found = Channel(id=12, guild_id=1, guild="Guild", name="trends", kind=kind)
    assert words.channel(found) == "#trends in Guild"
    assert words.found(found, ready=False) == text
    assert words.found(found, ready=True) == f"{text} The bot can post here."


@pytest.mark.parametrize(
    ("permissions", "part"),
    [
        ((), ""),
        (("Embed Links",), "still needs Embed Links."),
        (("View Channel", "Embed Links"), "still needs View Channel and Embed Links."),
        (("View Channel", "Embed Links", "Attach Files"), "still needs View Channel, Embed Links and Attach Files."),
    ],
)
def test_missing_permissions_are_a_sentence(permissions: tuple[str, ...], part: str) -> None:
    text = words.missing(permissions)
    assert part in text
    assert bool(text) is bool(permissions)
