"""Parsing Discord channels."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.channels import link, parse_channel
from tiktrack_gui.core.errors import BadInput

GUILD, CHANNEL = 1_100_000_000_000_000_001, 1_200_000_000_000_000_002


@pytest.mark.parametrize(
    "text",
    [
        str(CHANNEL),
        f"  {CHANNEL}\n",
        f"<#{CHANNEL}>",
        f"https://discord.com/channels/{GUILD}/{CHANNEL}",
        f"discord.com/channels/{GUILD}/{CHANNEL}/1300000000000000003",
        f"https://ptb.discord.com/channels/{GUILD}/{CHANNEL}?x=1",
        f"https://discordapp.com/channels/{GUILD}/{CHANNEL}/",
    ],
)
def test_a_channel_is_known_by_its_id_link_or_mention(text: str) -> None:
    assert parse_channel(text) == CHANNEL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#trends",
        "12345",
        f"-{CHANNEL}",
        f"https://discord.com/channels/{GUILD}",
        f"https://discord.example/channels/{GUILD}/{CHANNEL}",
        "https://discord.gg/abcdef",
        *("1" * 30, "9" * 20, "1" * 16, "١" * 18),
    ],
)
def test_anything_else_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadInput, match="isn’t a valid Discord channel"):
        parse_channel(text)


def test_a_link_leads_back_to_the_same_channel() -> None:
    assert parse_channel(link(GUILD, CHANNEL)) == CHANNEL
