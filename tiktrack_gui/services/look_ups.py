"""Asking TikTok for what the user has given, one after the other, until each is found or can't be."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from typing import Generic, Protocol, TypeVar

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.errors import BadInput, NotFound, Private, TikTokError, Unreachable
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.pending_reasons import Given, code_of, failed_with, tries_of

log = logging.getLogger(__name__)

FINAL = (NotFound, Private, BadInput)  # another try would end the same way
TRIES = 3  # for what may be over soon; after that, the user decides


class Waiting(Given, Protocol):
    """What is to be asked for, as stored."""

    @property
    def id(self) -> int: ...

    @property
    def state(self) -> PendingState: ...

    @property
    def tried_at(self) -> int | None: ...


class Record(Protocol):
    """Stores that one failed; see `store.Pending.fail`."""

    def __call__(self, id_: int, reason: str | None, at: int, /, *, final: bool) -> Awaitable[None]: ...


W = TypeVar("W", bound=Waiting)
T = TypeVar("T")


class LookUps(Generic[W, T]):
    """Asks for those that wait, and records what failed."""

    def __init__(
        self,
        waiting: Callable[[], Awaitable[list[W]]],
        ask: Callable[[W], Awaitable[T]],
        fail: Record,
        concerns_all: Callable[[TikTokError], bool],
        failed: Callable[[], Awaitable[None]],
        clock: Clock,
    ) -> None:
        """waiting: returns all that are stored. ask: asks for one and stores the result; raises BadInput and the
        TikTokError. concerns_all: whether the next one would meet the error, too. failed: tells that one did.
        """
        self._waiting, self._ask, self._fail, self._concerns_all = waiting, ask, fail, concerns_all
        self._failed, self._clock = failed, clock
        self._turn = asyncio.Lock()  # each is asked for once, whoever asks

    async def one(self, pending: W) -> T:
        """Asks for one of them. Raises BadInput and the TikTokError.

        It is then kept with the reason if trying again wouldn't help, and else waits.
        """
        async with self._turn:
            try:
                return await self._ask(pending)
            except (TikTokError, BadInput) as error:
                await self._record(pending, error)
                raise

    async def all(self) -> None:
        """Asks for those that wait, one after the other. Raises the TikTokError that concerns all of them.

        Those that failed before come last. Whether TikTok can't be reached, or one page only, the next one shows.
        """
        lost: tuple[W, Unreachable] | None = None  # the one before, for which TikTok couldn't be reached
        for pending in sorted(await self._waiting(), key=lambda one: one.tried_at or 0):
            if pending.state is not PendingState.WAITING:
                continue
            try:
                await self.one(pending)
            except BadInput:
                continue
            except Unreachable as error:
                if failed_with(pending, Unreachable):
                    continue
                if lost is not None:
                    raise
                lost = pending, error
                continue
            except TikTokError as error:
                if self._concerns_all(error):
                    raise
            if lost is not None:
                await self._count(*lost)  # TikTok can be reached, only not this page
                lost = None
        if lost is not None:
            raise lost[1]

    async def _record(self, pending: W, error: TikTokError | BadInput) -> None:
        """Records a failure. One that concerns all says nothing about this one, except that it was its turn; if it was
        its own fault the last time, it is again.
        """
        concerns_all = isinstance(error, TikTokError) and self._concerns_all(error)
        if concerns_all and not (isinstance(error, Unreachable) and failed_with(pending, Unreachable)):
            await self._fail(pending.id, None, int(self._clock.now()), final=False)
        else:
            await self._count(pending, error)

    async def _count(self, pending: W, error: TikTokError | BadInput) -> None:
        """Records a failure that is its own; TRIES of them are enough, or one that is final."""
        tries = tries_of(pending) + 1
        final = isinstance(error, FINAL) or tries >= TRIES
        await self._fail(pending.id, code_of(error, tries), int(self._clock.now()), final=final)
        log.info("%s %s: %s", pending.given, "can't be found" if final else "couldn't be looked up", error)
        await self._failed()
