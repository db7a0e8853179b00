"""What the bot needs in a Discord channel, and how it is told."""

from __future__ import annotations

from urllib.parse import parse_qs, urlsplit

import discord
import pytest

from tiktrack_gui.core.deliveries import ChannelKind
from tiktrack_gui.core.embed import marked_key
from tiktrack_gui.core.errors import TagRequired, TagUnknown
from tiktrack_gui.core.servers import (
    FORUMS,
    INVITED_WITH,
    ForumTag,
    Permission,
    chosen_tags,
    invite_url,
    missing,
    permission_checks,
    permission_name,
    together,
    trouble_of,
)
from tiktrack_gui.core.trial_post import trial

KINDS = [kind for kind in ChannelKind if kind is not ChannelKind.OTHER]
TAGS = tuple(ForumTag(id=number, name=name, is_moderated=False) for number, name in enumerate(("Hot", "New", "Straße")))


@pytest.mark.parametrize("permission", list(Permission))
def test_the_bits_are_discords(permission: Permission) -> None:
    assert getattr(discord.Permissions(permission.value), permission.name.lower())  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", KINDS)
def test_what_the_bot_is_invited_with_is_enough_everywhere(kind: ChannelKind) -> None:
    assert missing(permission_checks(kind, INVITED_WITH)) == ()
    assert Permission.MANAGE_THREADS not in INVITED_WITH
    assert Permission.MENTION_EVERYONE not in INVITED_WITH


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("permission", list(Permission))
def test_a_permission_that_is_not_granted_is_the_one_that_is_missing(kind: ChannelKind, permission: Permission) -> None:
    checks = permission_checks(kind, ~permission)
    lacking = [check.name for check in checks if not check.granted]
    name = permission_name(permission, kind)
    assert lacking == ([] if name is None else [name])
    assert (name is None) == (permission is Permission.CREATE_PUBLIC_THREADS and kind in FORUMS)


def test_an_invite_link_asks_for_what_is_needed_only() -> None:
    address = urlsplit(invite_url(12345678901234567))
    assert f"{address.scheme}://{address.netloc}{address.path}" == "https://discord.com/oauth2/authorize"
    assert parse_qs(address.query) == {
        "client_id": ["12345678901234567"],
        "scope": ["bot"],
        "permissions": ["309237763072"],
    }
    granted = discord.Permissions(309237763072)
    assert {name for name, value in granted if value} == {
        "read_messages",
        "send_messages",
        "create_public_threads",
        "send_messages_in_threads",
        "embed_links",
        "attach_files",
        "read_message_history",
    }


def test_an_invite_link_can_be_for_one_server() -> None:
    query = parse_qs(urlsplit(invite_url(1, 2)).query)
    assert (query["guild_id"], query["disable_guild_select"]) == (["2"], ["true"])


@pytest.mark.parametrize(
    ("kind", "lacking", "timed_out", "trouble"),
    [
        (ChannelKind.TEXT, (), False, None),
        (ChannelKind.TEXT, ("View Channel",), False, "The bot lacks View Channel."),
        (ChannelKind.FORUM, ("A", "B", "C"), False, "The bot lacks A, B and C."),
        (ChannelKind.TEXT, ("A",), True, "The bot is timed out on this server."),
        (ChannelKind.OTHER, (), True, "Threads can’t be created in that type of channel."),
    ],
)
def test_a_channel_says_why_it_cannot_be_used(
    kind: ChannelKind, lacking: tuple[str, ...], timed_out: bool, trouble: str | None
) -> None:
    assert trouble_of(kind, lacking, timed_out=timed_out) == trouble


def test_names_are_told_together() -> None:
    assert [together(names) for names in (["A"], ["A", "B"], ["A", "B", "C"])] == ["A", "A and B", "A, B and C"]


@pytest.mark.parametrize(
    ("names", "chosen"),
    [((), []), (("new", "HOT"), ["New", "Hot"]), (("hot", "Hot "), ["Hot"]), (("STRASSE",), ["Straße"])],
)
def test_tags_are_chosen_by_name(names: tuple[str, ...], chosen: list[str]) -> None:
    assert [tag.name for tag in chosen_tags(TAGS, names, required=False)] == chosen


def test_a_tag_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(TagUnknown, match=r"no tag named “cold”\. Choose one of its tags: Hot, New, Straße\."):
        chosen_tags(TAGS, ("hot", "cold"), required=True)
    with pytest.raises(TagRequired):
        chosen_tags(TAGS, (), required=True)


def test_a_test_thread_has_its_marker() -> None:
    delivery = trial(1, key="tt-0123456789abcdef0123", at=0)
    assert marked_key(url=None, footer=delivery.payload["embed"]["footer"]["text"]) == delivery.key
