"""Translates errors from Discord, discord.py and the network into DiscordErrors."""

from __future__ import annotations

import json
import traceback

import aiohttp
import discord

from tiktrack_gui.core.errors import (
    ChannelGone,
    ChannelUnsuitable,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordRateLimited,
    DiscordUnreachable,
    NoPermission,
    PostDeleted,
    PostRefused,
    TagRequired,
    TokenRefused,
    TooManyThreads,
)

BAN = 600.0  # s to wait when the proxy in front of Discord blocks us without a Retry-After


class NotRepeated(Exception):
    """A request wasn't retried because it may have been carried out."""


class NotDiscord(Exception):
    """The response didn't come from Discord, but from a proxy or a captive portal, for example."""


FAULTS = (
    discord.LoginFailure,
    discord.HTTPException,
    discord.RateLimited,
    discord.InvalidData,
    aiohttp.ClientError,
    OSError,  # including TimeoutError
    json.JSONDecodeError,
    NotRepeated,
    NotDiscord,
)

_PACKAGES = ("discord", "tiktrack_gui")  # other packages' frames are calls made by these

_BY_CODE: dict[int, type[DiscordError]] = {
    10003: ChannelGone,  # unknown channel
    10004: ChannelGone,  # unknown server
    10008: PostDeleted,  # unknown message
    40058: ChannelUnsuitable,  # a message into a forum
    40066: TagRequired,  # only moderators may use its tags
    40067: TagRequired,
    50001: NoPermission,  # missing access
    50008: ChannelUnsuitable,  # a channel without messages
    50013: NoPermission,
    50024: ChannelUnsuitable,  # wrong kind of channel
    160006: TooManyThreads,
    160007: TooManyThreads,  # in announcement channels
}
_BY_STATUS: dict[int, type[DiscordError]] = {401: TokenRefused, 403: NoPermission, 404: ChannelGone}


def is_fault(error: Exception) -> bool:
    """Whether it is an external failure: one of FAULTS, or a response that discord.py couldn't parse."""
    return isinstance(error, FAULTS) or _is_from_discord_py(error)


def in_our_words(fault: Exception) -> DiscordError:
    """Returns the DiscordError for a fault."""
    match fault:
        case discord.HTTPException():
            return _for_answer(fault)
        case discord.RateLimited():
            return DiscordRateLimited(fault.retry_after, detail=describe(fault))
        case discord.LoginFailure():
            return TokenRefused(detail=describe(fault))
        case discord.InvalidData():  # a channel type unknown to discord.py
            return ChannelUnsuitable(detail=describe(fault))
        case NotRepeated() | aiohttp.ClientError() | OSError():
            return DiscordUnreachable(detail=describe(fault))
    return DiscordGarbled(detail=describe(fault))


def describe(fault: Exception) -> str:
    """A description for the log. Never includes the whole exception, whose request has the token in its headers."""
    if isinstance(fault, discord.HTTPException):
        return f"HTTP {fault.status}, code {fault.code}: {fault.text}"
    return f"{type(fault).__name__}: {fault}"


def _is_from_discord_py(error: Exception) -> bool:
    """Whether discord.py raised it, such as a KeyError or TypeError from parsing an incomplete response."""
    innermost_first = reversed([frame for frame, _ in traceback.walk_tb(error.__traceback__)])
    packages = (str(frame.f_globals.get("__name__")).partition(".")[0] for frame in innermost_first)
    return next((package for package in packages if package in _PACKAGES), "") == "discord"


def _for_answer(answer: discord.HTTPException) -> DiscordError:
    code, detail = answer.code or None, describe(answer)
    if answer.status == 429:
        return DiscordRateLimited(_retry_after(answer), code, detail)
    if answer.status >= 500:
        return DiscordInTrouble(answer.status, code, detail)
    kind = _BY_CODE.get(answer.code) or _BY_STATUS.get(answer.status, PostRefused)
    return kind(code, detail)


def _retry_after(answer: discord.HTTPException) -> float:
    header = answer.response.headers.get("Retry-After", "")
    return float(header) if header.isdigit() else BAN
