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
        *(
            f"<https://discord.com/channels/{GUILD}/{CHANNEL}>",
            f"#{CHANNEL}",
            f"“{CHANNEL}”",
            f"`<#{CHANNEL}>`",
            f"{CHANNEL},",
        ),
        *(f"[trends](https://canary.discord.com/channels/{GUILD}/{CHANNEL}/1)", f"post to <#{CHANNEL}>, please"),
        *(f"look: https://discord.com/channels/{GUILD}/{CHANNEL} !", f"HTTPS://DISCORD.COM/channels/{GUILD}/{CHANNEL}"),
        *(
            f"discord://discord.com/channels/{GUILD}/{CHANNEL}",
            f"discord:///channels/{GUILD}/{CHANNEL}",
            f"\uff03{CHANNEL}",
        ),
        f"https%3A%2F%2Fdiscord.com%2Fchannels%2F{GUILD}%2F{CHANNEL}",
        f"discord://-/channels/{GUILD}/{CHANNEL}",
        f"https://discord.com//channels/{GUILD}/{CHANNEL}",
        f"https://discord.com/channels/{GUILD}/{CHANNEL}/threads/1300000000000000003",
        f"{CHANNEL}  # where trends go",
        f"Channel ID: {CHANNEL}",
        f"channel_id = '{CHANNEL}'",
        f"id={CHANNEL}",
    ],
)
def test_a_channel_is_known_by_its_id_link_or_mention(text: str) -> None:
    assert parse_channel(text) == CHANNEL


@pytest.mark.parametrize("sign", "\u200b\u200e\u2060\ufeff\u00ad\u202a\u202c\u2069")
def test_what_a_chat_hides_in_it_is_left_out(sign: str) -> None:
    for text in (str(CHANNEL), f"<#{CHANNEL}>", f"https://discord.com/channels/{GUILD}/{CHANNEL}"):
        assert parse_channel(sign + text + sign) == CHANNEL
        assert parse_channel(text[:-4] + sign + text[-4:]) == CHANNEL


@pytest.mark.parametrize(
    "text",
    [
        "",
        "#trends",
        "12345",
        f"-{CHANNEL}",
        f"https://discord.example/channels/{GUILD}/{CHANNEL}",
        f"https://discord.com@evil.example/channels/{GUILD}/{CHANNEL}",
        f"https://evil.example/discord.com/channels/{GUILD}/{CHANNEL}",
        f"<#{CHANNEL}> <#{GUILD}>",
        f"<@{CHANNEL}>",
        *("1" * 30, "9" * 20, "1" * 16, "١" * 18),
    ],
)
def test_anything_else_is_said_to_be_none(text: str) -> None:
    with pytest.raises(BadInput, match="isn’t a valid Discord channel"):
        parse_channel(text)


@pytest.mark.parametrize(
    ("text", "what"),
    [
        (f"https://discord.com/channels/{GUILD}", "a server"),
        (f"https://discord.com/channels/{GUILD}/customize-community", "a server"),
        (f"https://discord.com/events/{GUILD}/{CHANNEL}", "a server"),
        (f"https://discord.com/channels/@me/{CHANNEL}", "a direct message"),
        ("https://discord.com/channels/@me", "a direct message"),
        (f"<@&{CHANNEL}>", "a mention"),
        (f"<https://ptb.discord.com/channels/{GUILD}/>", "a server"),
        ("https://discord.gg/abcdef", "an invitation"),
        ("https://discord.com/invite/abcdef", "an invitation"),
        (f"https://discord.com/api/webhooks/{CHANNEL}/abc", "a webhook"),
        (f"https://discordapp.com/api/v10/webhooks/{CHANNEL}/abc", "a webhook"),
    ],
)
def test_what_it_is_instead_is_said(text: str, what: str) -> None:
    with pytest.raises(BadInput, match=what) as refusal:
        parse_channel(text)
    assert "Copy Link" in refusal.value.advice


def test_a_link_leads_back_to_the_same_channel() -> None:
    assert parse_channel(link(GUILD, CHANNEL)) == CHANNEL
