"""One conversation with Discord: with a timeout, without unsafe retries, and with all failures as our own errors.

discord.py retries a POST after 500, 502, 504 and some connection resets, even if it was carried out; a forum thread
would then be created twice. aiohttp calls its trace hooks before each request is sent, and an exception raised there
ends discord.py's retry loop; this keeps a request that may have been carried out from being sent again.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

from tiktrack_gui.clients.discord.errors import (
    NotDiscord,
    NotRepeated,
    describe,
    in_our_words,
    is_discords_refusal,
    is_fault,
)
from tiktrack_gui.core.errors import DiscordUnreachable, OutcomeUnknown
from tiktrack_gui.core.extent import LONGEST, excess
from tiktrack_gui.core.proxy import Proxy

log = logging.getLogger(__name__)

CHUNK = 64 * 2**10  # bytes
NO_CONTENT = 204  # Discord's response to a deleted message

_current: ContextVar[Call | None] = ContextVar("discord_call", default=None)


class Call:
    """One conversation.

    Attributes:
        undecided: Number of creating requests sent of which no response said whether they were carried out.
        server_time: Discord's clock at its last response, UTC epoch seconds.
    """

    def __init__(self, on_trouble: Callable[[int], None] | None = None) -> None:
        """on_trouble: called with the HTTP status of a server error, for a request that may be retried."""
        self.undecided = 0
        self.server_time: float | None = None
        self._on_trouble = on_trouble
        self._creating = False
        self._repeatable = False

    @contextmanager
    def creating(self, *, repeatable: bool = False) -> Iterator[None]:
        """Wraps a POST that creates something. repeatable: Discord ensures that it takes effect only once."""
        self._creating, self._repeatable = True, repeatable
        yield
        self._creating, self.undecided = False, 0

    def sent(self, method: str) -> None:
        """Called before a request is sent. Raises NotRepeated if it must not be."""
        if self._counts(method):
            if self.undecided and not self._repeatable:
                raise NotRepeated
            self.undecided += 1

    def refused(self, method: str) -> None:
        """Called when a request was certainly not carried out."""
        if self._counts(method):
            self.undecided -= 1

    def failed(self, method: str, status: int) -> None:
        """Called after a server error. Raises NotRepeated to keep discord.py from retrying an unsafe request."""
        if self._counts(method) and not self._repeatable:
            raise NotRepeated
        if self._on_trouble is not None:
            self._on_trouble(status)

    def _counts(self, method: str) -> bool:
        return self._creating and method == "POST"


@asynccontextmanager
async def conversation(
    limit: float, on_trouble: Callable[[int], None] | None = None, proxy: Proxy | None = None
) -> AsyncIterator[Call]:
    """Converts external failures to DiscordError, or to OutcomeUnknown if something may have been created.

    limit: seconds for the whole conversation. on_trouble: see Call. proxy: the way to Discord.
    """
    call = Call(on_trouble)
    outer = _current.set(call)
    try:
        async with asyncio.timeout(limit):
            yield call
    except Exception as fault:
        if not (_is_closed(fault) or is_fault(fault)):
            raise
        log.info("A conversation with Discord ended early: %s", describe(fault))
        if _is_closed(fault):
            raise DiscordUnreachable(detail=describe(fault)) from fault
        raise (OutcomeUnknown(detail=describe(fault)) if call.undecided else in_our_words(fault, proxy)) from fault
    finally:
        _current.reset(outer)


def _is_closed(fault: Exception) -> bool:
    """Whether another conversation closed the session before the request was sent."""
    return isinstance(fault, RuntimeError) and str(fault) == "Session is closed"


def trace() -> aiohttp.TraceConfig:
    """A trace that reports each request and its response to the current conversation."""
    config = aiohttp.TraceConfig()
    config.on_request_start.append(_on_start)
    config.on_request_end.append(_on_end)
    config.on_request_exception.append(_on_exception)
    return config


async def _on_start(
    session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestStartParams
) -> None:
    if (call := _current.get()) is not None:
        call.sent(request.method)


async def _on_end(
    session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestEndParams
) -> None:
    response = request.response
    await _read(response)
    if not await _is_discords(request.method, response):
        raise NotDiscord(f"{response.status} {response.headers.get('Content-Type')}")
    if (call := _current.get()) is None:
        return
    call.server_time = _time(response) or call.server_time
    if response.status >= 500:
        call.failed(request.method, response.status)
    elif response.status >= 400:
        call.refused(request.method)


async def _read(response: aiohttp.ClientResponse) -> None:
    """Reads the body in place of discord.py, which would read and decode it however much it unpacks to.

    Raises NotDiscord if it is too large to be Discord's.
    """
    body = bytearray()
    async for chunk in response.content.iter_chunked(CHUNK):
        body += chunk
        if len(body) > LONGEST:
            response.close()
            raise NotDiscord(f"{response.status}, more than {LONGEST:,} bytes")
    if (exceeded := excess(bytes(body))) is not None:
        raise NotDiscord(f"{response.status}, {exceeded}")
    response._body = bytes(body)  # noqa: SLF001  where its read() and text() look first


async def _is_discords(method: str, response: aiohttp.ClientResponse) -> bool:
    """Whether Discord itself responded; a 5xx or a rate limit may also come from its network, and means the same."""
    if response.status == NO_CONTENT and method == "DELETE":
        return True
    if response.ok:
        return response.headers.get("Content-Type") == "application/json"
    if response.status >= 500 or response.status == 429:
        return True
    return is_discords_refusal(await response.read())


async def _on_exception(
    session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestExceptionParams
) -> None:
    call = _current.get()
    not_sent = (aiohttp.ClientConnectorError, aiohttp.ClientHttpProxyError)
    if call is not None and isinstance(request.exception, not_sent):
        call.refused(request.method)


def _time(response: aiohttp.ClientResponse) -> float | None:
    try:
        return parsedate_to_datetime(response.headers["Date"]).timestamp()
    except (KeyError, ValueError):
        return None
