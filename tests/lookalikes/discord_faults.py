"""Faults between a program and Discord, on demand."""

from __future__ import annotations

import asyncio
import json
import re
import threading
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum, auto
from typing import Any

from tests.lookalikes.discord_routes import refusal

JSON = "application/json"


class Way(Enum):
    ANSWER = auto()  # a different response
    DROP = auto()  # the connection closes without a response
    CUT = auto()  # the connection closes in the middle of the response
    HANG = auto()  # no response until released


@dataclass(frozen=True, slots=True, kw_only=True)
class Fault:
    """What the client gets instead of the response.

    after: the request was carried out nevertheless. garbled: Discord itself would never respond like this.
    packed: the body is sent compressed.
    """

    way: Way = Way.ANSWER
    after: bool = False
    status: int = 0
    body: str = ""
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)
    garbled: bool = False
    packed: bool = False


def server_error(status: int = 500, *, after: bool = False) -> Fault:
    return Fault(after=after, status=status, body=json.dumps(refusal(0, f"{status}: Internal Server Error")))


def dropped(*, after: bool = False) -> Fault:
    return Fault(way=Way.DROP, after=after)


def cut_short() -> Fault:
    """The request was carried out, but the response's body arrives only in part."""
    return Fault(way=Way.CUT, after=True)


def hanging(*, after: bool = False) -> Fault:
    return Fault(way=Way.HANG, after=after)


def refused(status: int, code: int, message: str = "No") -> Fault:
    return Fault(status=status, body=json.dumps(refusal(code, message)))


def unauthorized() -> Fault:
    return refused(401, 0, "401: Unauthorized")


def rate_limited(retry_after: float, *, everywhere: bool = False) -> Fault:
    """Discord's own rate limit: seconds to wait, for this route or for all."""
    limit = {"retry_after": retry_after, "global": everywhere}
    return Fault(
        status=429,
        body=json.dumps(refusal(0, "You are being rate limited.") | limit),
        headers={"Via": "1.1 google", "Retry-After": str(max(1, round(retry_after)))},
    )


def banned(retry_after: float | None = None) -> Fault:
    """A block by the proxy in front of Discord: no Via header, no JSON."""
    headers = {} if retry_after is None else {"Retry-After": str(retry_after)}
    return Fault(status=429, body="error code: 1015", content_type="text/plain", headers=headers)


def login_page() -> Fault:
    """The response of a captive portal, as in a hotel."""
    return Fault(status=200, body="<html>Welcome, please log in</html>", content_type="text/html")


def blocked_by_edge(status: int = 403) -> Fault:
    """The network in front of Discord refuses the request: HTML."""
    body = "<html><title>Access denied | discord.com used Cloudflare</title></html>"
    return Fault(status=status, body=body, content_type="text/html; charset=UTF-8")


def internal_network_error() -> Fault:
    """The same as JSON, with a code of its own."""
    return Fault(status=403, body='{"message": "internal network error", "code": 40333}', garbled=True)


def proxys_refusal(status: int = 404) -> Fault:
    """A proxy's JSON."""
    return Fault(status=status, body='{"error": "blocked by policy"}', garbled=True)


def half_an_answer() -> Fault:
    """JSON that lacks most of the expected fields."""
    return Fault(status=200, body='{"id": "1"}', garbled=True)


def no_json() -> Fault:
    """A response that claims to be JSON but isn't."""
    return Fault(status=200, body="OK", garbled=True)


def bomb(body: str, *, packed: bool = False, status: int = 200) -> Fault:
    """JSON that is meant to do harm."""
    return Fault(status=status, body=body, garbled=True, packed=packed)


class Armed:
    """A fault waiting for matching requests.

    Attributes:
        reached: Set when the first of them has arrived (and, for `after`, was carried out).
    """

    def __init__(self, pattern: str, fault: Fault, times: int, loop: asyncio.AbstractEventLoop) -> None:
        self.fault = fault
        self.reached = threading.Event()
        self.released = asyncio.Event()
        self._loop = loop
        self._pattern = re.compile(pattern)
        self._left = times

    def takes(self, line: str) -> bool:
        """Whether the fault applies to this request (`POST /channels/1/messages`); counts it if so."""
        if self._left == 0 or not self._pattern.fullmatch(line):
            return False
        self._left -= 1
        return True

    def release(self) -> None:
        """Lets hanging requests get their response. Thread-safe."""
        self._loop.call_soon_threadsafe(self.released.set)


def body_of(answer: Any) -> str:
    return json.dumps(answer, separators=(",", ":"))
