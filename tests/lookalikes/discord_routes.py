"""The routes of Discord's REST API that TikTrack uses, over the look-alike's servers."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from tests.lookalikes.discord_guild import Guild
from tests.lookalikes.discord_json import (
    show_application,
    show_channel,
    show_guild,
    show_me,
    show_member,
    show_message,
    show_my_guild,
    show_thread,
    show_threads,
)
from tests.lookalikes.discord_servers import Servers
from tests.lookalikes.discord_state import Refused, unknown_channel
from tests.lookalikes.openapi import Exchange

Answer = tuple[int, Any]  # status, JSON
Ids = tuple[int, ...]
Route = Callable[[Guild, Ids, Exchange], Answer]  # in the server of the channel or server in its path
OwnRoute = Callable[[Servers, Exchange], Answer]  # about the bot itself

# patterns for DiscordLookalike.fail
LOGIN = r"GET /users/@me"
CHANNEL = r"GET /channels/\d+"
APPLICATION = r"GET /oauth2/applications/@me"
MY_GUILDS = r"GET /users/@me/guilds"
GUILD = r"GET /guilds/\d+"
MEMBER = r"GET /guilds/\d+/members/\d+"
GUILD_CHANNELS = r"GET /guilds/\d+/channels"
HISTORY = r"GET /channels/\d+/messages"
MESSAGE = r"GET /channels/\d+/messages/\d+"
ACTIVE_THREADS = r"GET /guilds/\d+/threads/active"
ARCHIVED_THREADS = r"GET /channels/\d+/threads/archived/public"
SEND = r"POST /channels/\d+/messages"
START_FROM_MESSAGE = r"POST /channels/\d+/messages/\d+/threads"
EDIT_CHANNEL = r"PATCH /channels/\d+"
DELETE_CHANNEL = r"DELETE /channels/\d+"
DELETE_MESSAGE = r"DELETE /channels/\d+/messages/\d+"
START = r"POST /channels/\d+/threads"  # a forum post, or a thread without a message


def answer(servers: Servers, exchange: Exchange) -> Answer:
    """Carries out the request; returns the HTTP status and JSON."""
    line = f"{exchange.method} {exchange.path}"
    try:
        for pattern, own_route in OWN_ROUTES.items():
            if re.fullmatch(pattern, line):
                return own_route(servers, exchange)
        for pattern, route in ROUTES.items():
            if re.fullmatch(pattern, line):
                ids = tuple(map(int, re.findall(r"\d+", exchange.path)))
                find = servers.guild if exchange.path.startswith("/guilds/") else servers.guild_with
                return route(find(ids[0]), ids, exchange)
    except Refused as refused:
        return refused.status, refusal(refused.code, refused.message, refused.errors)
    return 404, refusal(0, "404: Not Found")


def refusal(code: int, message: str, errors: Mapping[str, Any] | None = None) -> dict[str, Any]:
    return {"code": code, "message": message} | ({"errors": errors} if errors else {})


def _channel(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    if ids[0] in guild.threads:
        return 200, show_thread(guild, guild.thread(ids[0]))
    return 200, show_channel(guild, guild.channel(ids[0]))


def _my_guilds(servers: Servers, exchange: Exchange) -> Answer:
    query = {name: int(value) for name, value in exchange.query.items()}
    before, after, limit = query.get("before"), query.get("after", 0), query.get("limit", 200)
    there = [guild for guild in servers.guilds.values() if guild.id > after and (before is None or guild.id < before)]
    there.sort(key=lambda guild: guild.id)
    return 200, [show_my_guild(guild) for guild in (there[:limit] if before is None else there[-limit:])]


def _guild(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    return 200, show_guild(guild)


def _guild_channels(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    """All of them: Discord lists also those the bot can't see."""
    return 200, [show_channel(guild, channel) for channel in guild.channels.values()]


def _edit_channel(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    return 200, show_thread(guild, guild.edit_thread(ids[0], exchange.body))


def _delete_channel(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    return 200, show_thread(guild, guild.remove_thread(ids[0]))


def _delete_message(guild: Guild, ids: Ids, exchange: Exchange) -> Answer:
    guild.remove_message(*ids)
    return 204, None


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


OWN_ROUTES: dict[str, OwnRoute] = {
    LOGIN: lambda servers, exchange: (200, show_me(servers.bot)),
    APPLICATION: lambda servers, exchange: (200, show_application(servers)),
    MY_GUILDS: _my_guilds,
}
ROUTES: dict[str, Route] = {
    CHANNEL: _channel,
    EDIT_CHANNEL: _edit_channel,
    DELETE_CHANNEL: _delete_channel,
    GUILD: _guild,
    MEMBER: _member,
    GUILD_CHANNELS: _guild_channels,
    HISTORY: _history,
    MESSAGE: _message,
    DELETE_MESSAGE: _delete_message,
    ACTIVE_THREADS: _active_threads,
    ARCHIVED_THREADS: _archived_threads,
    SEND: _send,
    START_FROM_MESSAGE: _start_from_message,
    START: _start,
}
