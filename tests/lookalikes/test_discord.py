"""The Discord look-alike follows Discord's rules, and checks exchanges against Discord's document."""

from __future__ import annotations

import json
import urllib.error
import urllib.request
from collections.abc import Iterator
from typing import Any

import pytest

from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import banned, login_page, rate_limited, server_error
from tests.lookalikes.discord_guild import NONCE_KEPT, Guild
from tests.lookalikes.discord_permissions import NONE, Overwrite, Permission
from tests.lookalikes.discord_routes import LOGIN
from tests.lookalikes.discord_state import Kind, Refused, SettableClock
from tests.lookalikes.openapi import Exchange, discord_api

EMBED = {"title": "Hello"}
SEND = Permission.SEND_MESSAGES


@pytest.fixture
def clock() -> SettableClock:
    return SettableClock()


@pytest.fixture
def guild(clock: SettableClock) -> Guild:
    return Guild(clock)


@pytest.fixture
def discord() -> Iterator[DiscordLookalike]:
    with DiscordLookalike() as lookalike:
        yield lookalike


def ask(discord: DiscordLookalike, path: str, body: Any = None, *, token: str | None = None) -> tuple[int, Any, str]:
    """Returns a response's status, JSON or text, and content type."""
    headers = {"Authorization": f"Bot {token or discord.token}"} | (
        {"Content-Type": "application/json"} if body else {}
    )
    data = json.dumps(body).encode() if body else None
    try:
        answer = urllib.request.urlopen(urllib.request.Request(discord.url + path, data, headers), timeout=10)
    except urllib.error.HTTPError as error:
        answer = error
    with answer:
        text, kind = answer.read().decode(), answer.headers["Content-Type"]
        return answer.status, json.loads(text) if kind == "application/json" else text, kind


def exchange(**parts: Any) -> Exchange:
    """A sent message and its refusal."""
    usual: dict[str, Any] = {
        "method": "POST",
        "path": "/channels/12/messages",
        "content_type": "application/json",
        "body": {"embeds": [EMBED]},
        "status": 400,
        "answer": {"code": 50035, "message": "Invalid Form Body"},
        "answer_type": "application/json",
    }
    return Exchange(**(usual | parts))


# Discord's rules


def test_a_nonce_counts_for_some_minutes(guild: Guild, clock: SettableClock) -> None:
    channel = guild.add_channel(Kind.TEXT, "text")
    body = {"embeds": [EMBED], "nonce": "a", "enforce_nonce": True}
    first = guild.send(channel, body, {})
    assert guild.send(channel, body, {}) is first
    assert guild.send(channel, {"embeds": [EMBED]}, {}) is not first
    clock.seconds += NONCE_KEPT + 1
    assert guild.send(channel, body, {}) is not first


def test_a_nonce_of_a_deleted_message_finds_nothing(guild: Guild) -> None:
    channel = guild.add_channel(Kind.TEXT, "text")
    body = {"embeds": [EMBED], "nonce": "a", "enforce_nonce": True}
    guild.delete_message(guild.send(channel, body, {}).id)
    with pytest.raises(Refused, match="Unknown Message"):
        guild.send(channel, body, {})


def test_a_forum_does_not_know_nonces(guild: Guild) -> None:
    forum = guild.add_channel(Kind.FORUM, "forum")
    body = {"name": "a", "message": {"embeds": [EMBED], "nonce": "a", "enforce_nonce": True}}
    assert guild.start_post(forum, body, {}).id != guild.start_post(forum, body, {}).id


def test_a_message_has_one_thread_with_its_own_id(guild: Guild) -> None:
    channel = guild.add_channel(Kind.TEXT, "text")
    message = guild.send(channel, {"content": "a"}, {})
    assert guild.start_thread_from(channel, message.id, {"name": "a"}).id == message.id
    with pytest.raises(Refused) as refusal:
        guild.start_thread_from(channel, message.id, {"name": "a"})
    assert refusal.value.code == 160004


@pytest.mark.parametrize(
    ("body", "files", "code"),
    [
        ({}, {}, 50006),
        ({"embeds": [{"description": "x" * 4000}, {"description": "x" * 2001}]}, {}, 50035),
        ({"embeds": [{"thumbnail": {"url": "attachment://a.png"}}]}, {}, 50035),
        ({"content": "a", "attachments": [{"id": 0, "filename": "a.png"}]}, {}, 50035),
        ({"content": "a"}, {"files[0]": b"1"}, 50035),
    ],
)
def test_a_message_that_makes_no_sense_is_refused(
    guild: Guild, body: dict[str, Any], files: dict[str, bytes], code: int
) -> None:
    channel = guild.add_channel(Kind.TEXT, "text")
    with pytest.raises(Refused) as refusal:
        guild.send(channel, body, files)
    assert refusal.value.code == code
    assert guild.messages == {}


def test_a_long_text_is_refused(guild: Guild) -> None:
    channel = guild.add_channel(Kind.TEXT, "text")
    guild.send(channel, {"content": "x" * 2000}, {})
    with pytest.raises(Refused, match="Invalid Form Body"):
        guild.send(channel, {"content": "x" * 2001}, {})


@pytest.mark.parametrize(
    ("everyone", "of_everyone", "of_role", "denied", "may"),
    [
        (NONE, None, None, NONE, True),  # its role lets it
        (NONE, Overwrite(deny=SEND), None, NONE, False),
        (NONE, Overwrite(deny=SEND), Overwrite(allow=SEND), NONE, True),  # roles come after everyone
        (NONE, None, Overwrite(deny=SEND, allow=SEND), NONE, True),  # what one role allows beats what another denies
        (SEND, None, Overwrite(deny=SEND), NONE, False),
        (NONE, Overwrite(allow=SEND), Overwrite(allow=SEND), SEND, False),  # the member comes last
        (Permission.ADMINISTRATOR, Overwrite(deny=SEND), Overwrite(deny=SEND), SEND, True),
        (NONE, Overwrite(deny=Permission.VIEW_CHANNEL), None, NONE, False),  # nothing without seeing it
    ],
)
def test_permissions_come_in_discords_order(
    guild: Guild,
    everyone: Permission,
    of_everyone: Overwrite | None,
    of_role: Overwrite | None,
    denied: Permission,
    may: bool,
) -> None:
    channel = guild.channels[guild.add_channel(Kind.TEXT, "text", denied=denied)]
    guild.everyone.permissions = everyone
    for role_id, overwrite in ((guild.id, of_everyone), (guild.bot_role.id, of_role)):
        if overwrite is not None:
            channel.overwrites[role_id] = overwrite
    assert (SEND in guild.permissions(channel)) is may


def test_without_sending_embeds_and_files_mean_nothing(guild: Guild) -> None:
    channel = guild.channels[guild.add_channel(Kind.TEXT, "text", denied=SEND)]
    assert not guild.permissions(channel) & (Permission.EMBED_LINKS | Permission.ATTACH_FILES)


def test_a_timeout_ends(guild: Guild, clock: SettableClock) -> None:
    channel = guild.channels[guild.add_channel(Kind.TEXT, "text")]
    guild.bot_timed_out_until = clock() + 60
    assert guild.permissions(channel) == Permission.VIEW_CHANNEL | Permission.READ_MESSAGE_HISTORY
    clock.seconds += 61
    assert SEND in guild.permissions(channel)


def test_a_role_is_pinged_only_if_it_is_allowed_and_mentionable(guild: Guild) -> None:
    channel = guild.add_channel(Kind.TEXT, "text", denied=Permission.MENTION_EVERYONE)
    scouts, leads = guild.add_role("scouts", mentionable=True), guild.add_role("leads")

    def pinged(*allowed: int) -> tuple[int, ...]:
        body = {"content": f"<@&{scouts}> <@&{leads}>", "allowed_mentions": {"roles": list(allowed)}}
        return guild.send(channel, body, {}).pinged

    assert (pinged(), pinged(scouts), pinged(scouts, leads)) == ((), (scouts,), (scouts,))
    guild.channels[channel].denied = NONE
    assert pinged(leads) == (leads,)


def test_tags_are_the_forums_and_some_are_for_moderators(guild: Guild) -> None:
    forum = guild.add_channel(Kind.FORUM, "forum", tags=("hot", "staff"), moderated=("staff",), tag_required=True)
    hot, staff = (str(guild.channels[forum].tag_id(name)) for name in ("hot", "staff"))
    guild.deny(forum, Permission.MANAGE_THREADS)

    def code(*tags: str) -> int | None:
        try:
            guild.start_post(forum, {"name": "a", "message": {"content": "a"}, "applied_tags": tags}, {})
        except Refused as refusal:
            return refusal.code
        return None

    assert (code(), code("1"), code(hot), code(staff), code(hot, staff)) == (40067, 50035, None, 50013, 50013)


def test_archiving_makes_room_and_taking_out_needs_it(guild: Guild) -> None:
    forum = guild.add_channel(Kind.FORUM, "forum", denied=Permission.MANAGE_THREADS)
    guild.max_active_threads = 1
    first = guild.start_post(forum, {"name": "a", "message": {"content": "a"}}, {})
    with pytest.raises(Refused) as full:
        guild.start_post(forum, {"name": "b", "message": {"content": "b"}}, {})
    assert full.value.code == 160006
    guild.edit_thread(first.id, {"archived": True})
    guild.start_post(forum, {"name": "b", "message": {"content": "b"}}, {})
    for body, code in (({"archived": False}, 160006), ({"archived": True}, 50083), ({"name": "c"}, 50083)):
        with pytest.raises(Refused) as refusal:
            guild.edit_thread(first.id, body)
        assert refusal.value.code == code


def test_the_bot_manages_its_own_threads_only(guild: Guild) -> None:
    channel = guild.add_channel(Kind.TEXT, "text", denied=Permission.MANAGE_THREADS)
    thread = guild.start_thread_from(channel, guild.say(channel, "Hello").id, {"name": "a"})
    with pytest.raises(Refused, match="Missing Permissions"):
        guild.remove_thread(thread.id)
    guild.edit_thread(thread.id, {"name": "b"})
    thread.owner_id = guild.owner.id
    with pytest.raises(Refused, match="Missing Permissions"):
        guild.edit_thread(thread.id, {"archived": True})


def test_messages_are_deleted_by_their_author_outside_archives(guild: Guild) -> None:
    forum = guild.add_channel(Kind.FORUM, "forum")
    post = guild.start_post(forum, {"name": "a", "message": {"content": "a"}}, {})
    theirs = guild.say(post.id, "Hello")
    guild.archive(post.id)
    with pytest.raises(Refused, match="archived"):
        guild.remove_message(post.id, post.id)
    guild.edit_thread(post.id, {"archived": False})
    with pytest.raises(Refused, match="Missing Permissions"):
        guild.remove_message(post.id, theirs.id)
    guild.remove_message(post.id, post.id)
    with pytest.raises(Refused, match="Unknown Message"):
        guild.remove_message(post.id, post.id)


# The server


def test_several_servers_know_nothing_of_each_other(discord: DiscordLookalike) -> None:
    other = discord.servers.add("Other")
    channel = other.add_channel(Kind.VOICE, "talk")
    assert [guild["name"] for guild in ask(discord, "/users/@me/guilds")[1]] == ["Bakers", "Other"]
    assert [guild["name"] for guild in ask(discord, f"/users/@me/guilds?after={discord.guild.id}")[1]] == ["Other"]
    assert [guild["name"] for guild in ask(discord, f"/users/@me/guilds?before={other.id}&limit=1")[1]] == ["Bakers"]
    assert [one["id"] for one in ask(discord, f"/guilds/{other.id}/channels")[1]] == [str(channel)]
    assert ask(discord, f"/channels/{channel}")[1]["guild_id"] == str(other.id)
    discord.servers.remove(other)
    assert ask(discord, f"/guilds/{other.id}")[0] == 404
    assert ask(discord, f"/channels/{channel}")[0] == 404


def test_an_answer_is_json_and_says_no_more_about_it(discord: DiscordLookalike) -> None:
    status, user, kind = ask(discord, "/users/@me")
    assert (status, user["username"], kind) == (200, "TikTrack", "application/json")


def test_a_wrong_token_is_refused(discord: DiscordLookalike) -> None:
    assert ask(discord, "/users/@me", token="wrong")[0] == 401


def test_a_fault_comes_as_often_as_it_was_asked_for(discord: DiscordLookalike) -> None:
    discord.fail(LOGIN, server_error(), times=2)
    assert [ask(discord, "/users/@me")[0] for _ in range(3)] == [500, 500, 200]


def test_faults_of_others_than_discord_are_not_held_against_its_document(discord: DiscordLookalike) -> None:
    for fault in (banned(5), login_page(), server_error(503), rate_limited(2)):
        discord.fail(LOGIN, fault)
    assert [ask(discord, "/users/@me")[0] for _ in range(4)] == [429, 200, 503, 429]
    assert discord.problems() == []


def test_leaving_fails_a_test_that_said_something_invalid() -> None:
    with pytest.raises(AssertionError, match="title"), DiscordLookalike() as discord:
        ask(discord, f"/channels/{discord.text}/messages", {"embeds": [{"title": "x" * 257}]})


def test_leaving_does_not_hide_another_failure() -> None:
    with pytest.raises(KeyError), DiscordLookalike() as discord:
        ask(discord, f"/channels/{discord.text}/messages", {"embeds": [{"title": "x" * 257}]})
        raise KeyError


# The document


def test_a_valid_exchange_has_no_problem() -> None:
    assert discord_api().problems(exchange()) == []


@pytest.mark.parametrize(
    ("parts", "problem"),
    [
        ({"path": "/nowhere"}, "no such route"),
        ({"body": {"embeds": [{"title": "x" * 257}]}}, "request: $.embeds[0].title"),
        ({"body": {"embeds": [{"url": "not an address"}]}}, "is not a 'uri'"),
        ({"body": {"embeds": [{"timestamp": "2026-01-01T00:00:00"}]}}, "is not a 'date-time'"),
        ({"body": {"nonce": "x" * 26}}, "request: $.nonce"),
        ({"content_type": "text/plain"}, "content type"),
        ({"status": 301}, "no such status"),
        ({"answer": {"message": "no code"}}, "'code' is a required property"),
        ({"status": 200, "answer": {"id": "1"}}, "answer: $"),
        ({"method": "DELETE", "path": "/channels/1/messages/2", "body": None, "status": 200}, "no such status"),
        ({"method": "GET", "body": None, "status": 204, "answer": None, "answer_type": ""}, "no such status"),
        ({"method": "PATCH", "path": "/channels/1", "body": {"archived": "yes"}}, "request: $.archived"),
        ({"body": {"content": "a", "allowed_mentions": {"roles": ["nobody"]}}}, "request: $.allowed_mentions"),
        ({"method": "GET", "body": None, "query": {"limit": "101"}}, "query limit"),
        ({"method": "GET", "body": None, "query": {"unheard": "1"}}, "query unheard: unknown"),
        ({"path": "/channels/12/threads", "body": {"name": "", "message": {}}}, "request: $.name"),
        ({"path": "/channels/12/threads", "body": {"name": "a", "type": 99}}, "request: $.type"),
    ],
)
def test_what_is_not_as_the_document_says_is_named(parts: dict[str, Any], problem: str) -> None:
    assert any(problem in found for found in discord_api().problems(exchange(**parts)))


@pytest.mark.parametrize(
    "parts",
    [
        {"method": "DELETE", "path": "/channels/1/messages/2", "body": None, "status": 204, "answer_type": ""},
        {"body": {"content": "a", "allowed_mentions": {"roles": [1], "parse": []}}},
        {"body": {"content": "a", "attachments": [{"id": 0, "filename": "a.png"}]}},
        {"answer": {"code": 50035, "message": "a", "errors": {"name": {"_errors": [{"code": "A", "message": "a"}]}}}},
        {"path": "/channels/12/threads", "query": {"use_nested_fields": "1"}, "body": {"name": "a", "message": {}}},
    ],
)
def test_where_the_document_is_wrong_the_real_discord_counts(parts: dict[str, Any]) -> None:
    assert discord_api().problems(exchange(**parts)) == []
