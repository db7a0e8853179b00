"""Texts of the Discord page."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.words import discord as words


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (ChannelKind.TEXT, "#trends in Guild, text channel"),
        (ChannelKind.ANNOUNCEMENT, "#trends in Guild, announcement channel"),
        (ChannelKind.FORUM, "#trends in Guild, forum channel"),
        (ChannelKind.MEDIA, "#trends in Guild, media channel"),
    ],
)
def test_a_channel_is_named_with_its_server_and_kind(kind: ChannelKind, text: str) -> None:
    assert words.channel(Channel(id=12, guild_id=1, guild="Guild", name="trends", kind=kind)) == text


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
