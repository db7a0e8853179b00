"""Texts about channels, and the steps that connect Discord."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.servers import INVITED_WITH, Permission, Server, TakenBack, permission_checks
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.words import channels as words
from tiktrack_gui.words import connecting

KNOWN = Channel(id=12, guild_id=1, guild="Guild", name="trends", kind=ChannelKind.FORUM)


def channel(*, confirmed: bool = True, enabled: bool = True, known: Channel | None = KNOWN) -> PostingChannel:
    return PostingChannel(
        id=12, rules=PostingRules(), channel=known, enabled=enabled, confirmed_at=1 if confirmed else None
    )


@pytest.mark.parametrize(
    ("shown", "on", "trouble", "text"),
    [
        (channel(), True, None, "On a timer"),
        (channel(), False, None, "Timer off"),
        (channel(enabled=False), True, None, "Timer off"),
        (channel(confirmed=False), True, None, "Confirm the preview"),
        (channel(), True, "It’s gone.", "Needs attention"),
    ],
)
def test_a_channel_says_where_it_stands(shown: PostingChannel, on: bool, trouble: str | None, text: str) -> None:
    state = words.state(shown, on=on, trouble=trouble)
    assert state.text == text
    assert words.sentence(shown, state) == f"#trends, Guild · Forum, {text}"


def test_a_channel_that_discord_was_not_asked_about_has_its_id() -> None:
    assert words.name(channel(known=None)) == "Channel 12"
    assert words.place(None) == "Not looked up yet"


@pytest.mark.parametrize(
    ("lacking", "part"),
    [
        (Permission(0), "The bot can post here."),
        (Permission.EMBED_LINKS, "A permission is missing."),
        (Permission.EMBED_LINKS | Permission.ATTACH_FILES, "2 permissions are missing."),
    ],
)
def test_a_check_list_comes_down_to_a_sentence(lacking: Permission, part: str) -> None:
    assert words.summary(permission_checks(ChannelKind.TEXT, INVITED_WITH & ~lacking)).startswith(part)


def test_what_was_taken_back_is_said_as_it_is() -> None:
    assert "deleted" in words.taken_back(TakenBack.DELETED)
    assert "Manage Threads" in words.taken_back(TakenBack.ARCHIVED)


def test_the_timer_says_when_it_posts_next() -> None:
    assert words.timer(160.0, 40.0).endswith("Next run in 2 min.")
    assert words.timer(None, 40.0).endswith("when there is something new.")


def test_the_start_of_a_timer_says_what_it_posted() -> None:
    told = [words.started(channel(), posts) for posts in (None, 0, 1, 5)]
    assert told == [
        "The timer of #trends starts from now",
        "Nothing to post first, then the timer of #trends goes on",
        "Posting one first, then the timer of #trends goes on",
        "Posting 5 first, then the timer of #trends goes on",
    ]


def test_the_link_asks_for_what_is_needed_and_the_servers_are_named() -> None:
    assert connecting.permissions().endswith("Create Public Threads and Send Messages in Threads.")
    servers = [Server(id=1, name="Home"), Server(id=2, name="Away")]
    assert connecting.servers(servers) == "In Home and Away"
    assert connecting.servers([]) == ""
