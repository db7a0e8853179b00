"""One conversation with Discord: limited in time, nothing repeated that must not be, every fault in our words.

discord.py repeats a POST after 500, 502, 504 and some connection resets, whatever became of it; a thread in a forum
is then made twice. aiohttp tells its trace of every request before it is sent, and an exception raised there ends
discord.py's loop: so a request that may have been carried out is kept from being sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from email.utils import parsedate_to_datetime
from types import SimpleNamespace

import aiohttp

from tiktrack_gui.clients.discord.errors import NotDiscord, NotRepeated, describe, in_our_words, is_fault
from tiktrack_gui.core.errors import DiscordUnreachable, OutcomeUnknown

_current: ContextVar[Call | None] = ContextVar("discord_call", default=None)


class Call:
    """One conversation.

    Attributes:
        undecided: Creating requests that were sent, and of which no answer said whether they were carried out.
        server_time: Discord's clock at its last answer, UTC epoch seconds.
    """

    def __init__(self, on_trouble: Callable[[int], None] | None = None) -> None:
        """on_trouble: called with the status when Discord had trouble with a request that may go out again."""
        self.undecided = 0
        self.server_time: float | None = None
        self._on_trouble = on_trouble
        self._creating = False
        self._repeatable = False

    @contextmanager
    def creating(self, *, repeatable: bool = False) -> Iterator[None]:
        """Around a POST that makes something. repeatable: Discord sees to it that it has no effect twice."""
        self._creating, self._repeatable = True, repeatable
        yield
        self._creating, self.undecided = False, 0

    def sent(self, method: str) -> None:
        """A request is about to be sent. Raises NotRepeated when it is not to be."""
        if self._counts(method):
            if self.undecided and not self._repeatable:
                raise NotRepeated
            self.undecided += 1

    def refused(self, method: str) -> None:
        """A request was certainly not carried out."""
        if self._counts(method):
            self.undecided -= 1

    def failed(self, method: str, status: int) -> None:
        """Discord had trouble with a request. Raises NotRepeated rather than have discord.py wait and try again."""
        if self._counts(method) and not self._repeatable:
            raise NotRepeated
        if self._on_trouble is not None:
            self._on_trouble(status)

    def _counts(self, method: str) -> bool:
        return self._creating and method == "POST"


@asynccontextmanager
async def conversation(limit: float, on_trouble: Callable[[int], None] | None = None) -> AsyncIterator[Call]:
    """Raises DiscordError for every fault of the world; OutcomeUnknown when something may have been made unseen.

    limit: seconds for all of it. on_trouble: see Call.
    """
    call = Call(on_trouble)
    outer = _current.set(call)
    try:
        async with asyncio.timeout(limit):
            yield call
    except Exception as fault:
        if _is_closed(fault):
            raise DiscordUnreachable(detail=describe(fault)) from fault
        if not is_fault(fault):
            raise
        raise (OutcomeUnknown(detail=describe(fault)) if call.undecided else in_our_words(fault)) from fault
    finally:
        _current.reset(outer)


def _is_closed(fault: Exception) -> bool:
    """The session was closed by another conversation, before the request was sent."""
    return isinstance(fault, RuntimeError) and str(fault) == "Session is closed"


def trace() -> aiohttp.TraceConfig:
    """Tells the conversation it belongs to of each request and its answer."""
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
    if response.ok and response.headers.get("Content-Type") != "application/json":
        raise NotDiscord(response.headers.get("Content-Type"))
    if (call := _current.get()) is None:
        return
    call.server_time = _time(response) or call.server_time
    if response.status >= 500:
        call.failed(request.method, response.status)
    elif response.status >= 400:
        call.refused(request.method)


async def _on_exception(
    session: aiohttp.ClientSession, context: SimpleNamespace, request: aiohttp.TraceRequestExceptionParams
) -> None:
    call = _current.get()
    if call is not None and isinstance(request.exception, aiohttp.ClientConnectorError):
        call.refused(request.method)


def _time(response: aiohttp.ClientResponse) -> float | None:
    try:
        return parsedate_to_datetime(response.headers["Date"]).timestamp()
    except (KeyError, ValueError):
        return None
