"""The routes of Discord's REST API that TikTrack uses, over the look-alike's server."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.lookalikes.discord_guild import Guild, Refused, unknown_channel
from tests.lookalikes.discord_json import (
    show_application,
    show_channel,
    show_guild,
    show_me,
    show_member,
    show_message,
    show_thread,
    show_threads,
)
from tests.lookalikes.openapi import Exchange

Answer = tuple[int, Any]  # status, JSON
Ids = tuple[int, ...]
Route = Callable[[Guild, Ids, Exchange], Answer]

# patterns for DiscordLookalike.fail
LOGIN = r"GET /users/@me"
CHANNEL = r"GET /channels/\d+"
GUILD = r"GET /guilds/\d+"
HISTORY = r"GET /channels/\d+/messages"
MESSAGE = r"GET /channels/\d+/messages/\d+"
ACTIVE_THREADS = r"GET /guilds/\d+/threads/active"
ARCHIVED_THREADS = r"GET /channels/\d+/threads/archived/public"
SEND = r"POST /channels/\d+/messages"
START_FROM_MESSAGE = r"POST /channels/\d+/messages/\d+/threads"
START = r"POST /channels/\d+/threads"  # a forum post, or a thread without a message


def answer(guild: Guild, exchange: Exchange) -> Answer:
    """Carries out the request; returns the HTTP status and JSON."""
    line = f"{exchange.method} {exchange.path}"
    for pattern, route in ROUTES.items():
        if re.fullmatch(pattern, line):
            try:
                return route(guild, tuple(map(int, re.findall(r"\d+", exchange.path))), exchange)
            except Refused as refused:
                return refused.status, refusal(refused.code, refused.message, refused.errors)
    return 404, refusal(0, "404: Not Found")


def refusal(code: int, message: str, errors: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"code": code, "message": message} | ({"errors": errors} if errors else {})


def _channel(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    if ids[0] in guild.threads:
        return 200, show_thread(guild, guild.thread(ids[0]))
    return 200, show_channel(guild, guild.channel(ids[0]))


def _guild(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    if ids[0] != guild.id:
        raise Refused(404, 10004, "Unknown Guild")
    return 200, show_guild(guild)


def _member(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    if ids != (guild.id, guild.bot.id):
        raise Refused(404, 10007, "Unknown Member")
    return 200, show_member(guild)


def _history(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    query = {name: int(value) for name, value in exchange.query.items()}
    found = guild.history(ids[0], query.get("limit", 50), before=query.get("before"), after=query.get("after"))
    return 200, [show_message(guild, message) for message in found]


def _message(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    return 200, show_message(guild, guild.message(*ids))


def _active_threads(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    return 200, show_threads(guild, guild.active_threads())


def _archived_threads(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    before = exchange.query.get("before")
    until = datetime.fromisoformat(before).timestamp() if before else float("inf")
    found = [thread for thread in guild.archived_threads(ids[0]) if (thread.archived_at or 0) < until]
    limit = int(exchange.query.get("limit", 50))
    return 200, show_threads(guild, found[:limit], more=len(found) > limit)


def _send(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    if ids[0] not in guild.channels:
        raise unknown_channel()
    return 200, show_message(guild, guild.send(ids[0], exchange.body, exchange.files))


def _start_from_message(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    return 201, show_thread(guild, guild.start_thread_from(ids[0], ids[1], exchange.body))


def _start(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    if "message" not in exchange.body:
        return 201, show_thread(guild, guild.start_thread(ids[0], exchange.body))
    post = guild.start_post(ids[0], exchange.body, exchange.files)
    return 201, {**show_thread(guild, post), "message": show_message(guild, guild.messages[post.id])}


ROUTES: dict[str, Route] = {
    LOGIN: lambda guild, ids, exchange: (200, show_me(guild.bot)),
    r"GET /oauth2/applications/@me": lambda guild, ids, exchange: (200, show_application(guild)),
    CHANNEL: _channel,
    GUILD: _guild,
    r"GET /guilds/\d+/members/\d+": _member,
    HISTORY: _history,
    MESSAGE: _message,
    ACTIVE_THREADS: _active_threads,
    ARCHIVED_THREADS: _archived_threads,
    SEND: _send,
    START_FROM_MESSAGE: _start_from_message,
    START: _start,
}
