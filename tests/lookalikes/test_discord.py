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
from tests.lookalikes.discord_routes import LOGIN
from tests.lookalikes.discord_state import Kind, Refused, SettableClock
from tests.lookalikes.openapi import Exchange, discord_api

EMBED = {"title": "Hello"}


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


# The server


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
        {"body": {"content": "a", "attachments": [{"id": 0, "filename": "a.png"}]}},
        {"answer": {"code": 50035, "message": "a", "errors": {"name": {"_errors": [{"code": "A", "message": "a"}]}}}},
        {"path": "/channels/12/threads", "query": {"use_nested_fields": "1"}, "body": {"name": "a", "message": {}}},
    ],
)
def test_where_the_document_is_wrong_the_real_discord_counts(parts: dict[str, Any]) -> None:
    assert discord_api().problems(exchange(**parts)) == []
