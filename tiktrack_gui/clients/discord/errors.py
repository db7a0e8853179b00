"""Translates errors from Discord, discord.py and the network into DiscordErrors."""

from __future__ import annotations

import json
import re
import traceback

import aiohttp
import discord

from tiktrack_gui.clients.http import proxy_fault, untrusted_host
from tiktrack_gui.core import durations
from tiktrack_gui.core.errors import (
    ChannelGone,
    ChannelUnsuitable,
    DiscordError,
    DiscordGarbled,
    DiscordInTrouble,
    DiscordPaused,
    DiscordProxyFailed,
    DiscordRateLimited,
    DiscordUnreachable,
    DiscordUntrusted,
    LinkBlocked,
    NoPermission,
    PostBlocked,
    PostDeleted,
    PostRefused,
    TagRequired,
    TokenRefused,
    TooManyThreads,
)
from tiktrack_gui.core.proxy import Proxy

EDGE = 40333  # "internal network error"
BAN = 600.0  # s to wait when the proxy in front of Discord blocks us without a Retry-After


class NotRepeated(Exception):
    """A request wasn't retried because it may have been carried out."""


class NotDiscord(Exception):
    """The response didn't come from Discord, but from a proxy, a captive portal or the edge of its network."""


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

_CODED: tuple[type[DiscordError], ...] = (
    TokenRefused,
    NoPermission,
    ChannelGone,
    ChannelUnsuitable,
    TagRequired,
    TooManyThreads,
    PostBlocked,
    LinkBlocked,
    PostDeleted,
    DiscordPaused,
)
_BY_CODE = {code: kind for kind in _CODED for code in kind.codes}
_BY_STATUS: dict[int, type[DiscordError]] = {401: TokenRefused, 403: NoPermission, 404: ChannelGone}


def is_discords_refusal(body: bytes) -> bool:
    """Whether a 4xx response's body is Discord's own: `{"message": "…", "code": 50013, …}`.

    EDGE comes from the network in front of Discord, which knows nothing about the channel.
    """
    try:
        answer = json.loads(body)
    except (ValueError, RecursionError):
        return False
    if not isinstance(answer, dict) or not isinstance(answer.get("message"), str):
        return False
    return isinstance(answer.get("code"), int) and answer["code"] != EDGE


def is_fault(error: Exception) -> bool:
    """Whether it is an external failure: one of FAULTS, or a response that discord.py couldn't parse."""
    return isinstance(error, FAULTS) or _is_from_discord_py(error)


def in_our_words(fault: Exception, proxy: Proxy | None = None) -> DiscordError:
    """Returns the DiscordError for a fault. proxy: that was used."""
    if (of_proxy := proxy_fault(fault, proxy)) is not None:
        return DiscordProxyFailed(of_proxy, proxy.shown if proxy else "", describe(fault))
    if (host := untrusted_host(fault)) is not None:
        return DiscordUntrusted(host, describe(fault))
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
    if isinstance(fault, discord.RateLimited):
        return f"RateLimited: retry in {durations.wait(fault.retry_after)}"
    return f"{type(fault).__name__}: {fault}"


def _is_from_discord_py(error: Exception) -> bool:
    """Whether discord.py raised it, such as a KeyError or TypeError from parsing an incomplete response."""
    innermost_first = reversed([frame for frame, _ in traceback.walk_tb(error.__traceback__)])
    packages = (str(frame.f_globals.get("__name__")).partition(".")[0] for frame in innermost_first)
    return next((package for package in packages if package in _PACKAGES), "") == "discord"


def _for_answer(answer: discord.HTTPException) -> DiscordError:
    code, detail = answer.code or None, describe(answer)
    if answer.status == 429 or answer.code in DiscordRateLimited.codes:
        return DiscordRateLimited(_retry_after(answer), code, detail)
    if answer.status >= 500:
        return DiscordInTrouble(answer.status, code, detail)
    kind = _BY_CODE.get(answer.code) or _BY_STATUS.get(answer.status, PostRefused)
    return kind(code, detail)


def _retry_after(answer: discord.HTTPException) -> float:
    """Returns the seconds the response asks to wait; a proxy may write a fraction, or a date, which is no number."""
    header = answer.response.headers.get("Retry-After", "").strip()
    return float(header) if re.fullmatch(r"[0-9]{1,9}(\.[0-9]+)?", header) else BAN
