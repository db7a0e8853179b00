"""Fetch health per capability: since when it has been failing, and until when its cooldown lasts."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import TypeVar

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock, Deadline
from tiktrack_gui.core.errors import (
    AudienceLimited,
    Blocked,
    BudgetSpent,
    Captcha,
    CommentsHidden,
    EmptyCounts,
    NotFound,
    Private,
    RateLimited,
    RegionLocked,
    TikTokError,
)
from tiktrack_gui.core.schedule import LONGEST_COOL_DOWN, cool_down
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)
T = TypeVar("T")

NOBODY = object()  # a subject that isn't known

BLOCKS = (Blocked, Captcha, RateLimited)  # these start a cooldown
# TikTok answered: the capability works
ANSWERS = (CommentsHidden, EmptyCounts, NotFound, Private, AudienceLimited, RegionLocked)


class HealthWatch(QObject):
    """Makes the services' TikTok calls and records whether they succeed.

    Signals:
        changed: The health of a capability changed. arg: the Health.
        overridden: A manual request is sent despite a cooldown. arg: the message for the user.
    """

    changed = Signal(object)
    overridden = Signal(str)

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__()
        self._store = store
        self._clock = clock
        self._book: dict[tuple[str, str], Health] | None = None  # by (capability, client); None until loaded
        self._cool_downs: dict[tuple[str, str], Deadline] = {}  # by the same
        self._blocked_subjects: dict[tuple[str, str], object] = {}  # by the same; see `_concerns_all`
        self._budget_back: Deadline | None = None

    async def current(self) -> list[Health]:
        """Returns the health of every capability used so far. Loads it for `not_before` on the first call."""
        if self._book is None:
            self._book = {}
            for health in await self._store.health.all():
                self._keep(health)
        return list(self._book.values())

    def not_before(self, capability: Capability, client: str) -> float | None:
        """Returns when the current cooldown or spent budget ends, in epoch seconds; None if a call may be made now."""
        waits = [self._cool_downs.get((capability, client)), self._budget_back]
        left = max((wait.left(self._clock) for wait in waits if wait is not None), default=0.0)
        return self._clock.now() + left if left > 0 else None

    @property
    def is_budget_spent(self) -> bool:
        """Whether no request may be made because of those of the last hour."""
        return self._budget_back is not None and self._budget_back.left(self._clock) > 0

    async def call(
        self,
        capability: Capability,
        client: str,
        request: Callable[[], Awaitable[T]],
        *,
        manual: bool = False,
        subject: object = None,
    ) -> T:
        """Awaits request() and records the result.

        subject: what is asked for, such as one creator among many. Its block starts a cooldown only if the call before
        was blocked too, for another subject.

        Raises RateLimited during a cooldown; a manual call goes ahead and emits `overridden`.
        """
        health = await self._health_of(capability, client)
        self._respect_cool_down(health, manual=manual)
        try:
            answer = await request()
        except BudgetSpent as error:
            self._budget_back = Deadline.at(error.retry_at, self._clock)
            raise
        except ANSWERS:
            await self._record_success(health)
            raise
        except TikTokError as error:
            await self._record_failure(health, error, subject)
            raise
        await self._record_success(health)
        return answer

    async def _health_of(self, capability: Capability, client: str) -> Health:
        await self.current()
        return (self._book or {}).get((capability, client), Health(capability=capability, client=client))

    def _respect_cool_down(self, health: Health, *, manual: bool) -> None:
        end = self._cool_downs.get((health.capability, health.client))
        if end is None or (wait := end.left(self._clock)) <= 0:
            return
        limited = RateLimited(self._clock.now() + wait, health.capability, "cool-down", wait=wait)
        if not manual:
            raise limited
        self.overridden.emit(f"{limited.sentence} Trying anyway because you asked.")

    async def _record_success(self, health: Health) -> None:
        if health.failing_since is not None:
            log.info("Fetching %s works again", health.capability)
        now = int(self._clock.now())
        self._blocked_subjects.pop((health.capability, health.client), None)
        await self._record(Health(capability=health.capability, client=health.client, last_ok_at=now))

    async def _record_failure(self, health: Health, error: TikTokError, subject: object) -> None:
        now = int(self._clock.now())
        since = health.failing_since or now
        if health.error_kind != error.kind:  # log only the first failure of a kind
            log.warning("Fetching %s fails: %s (%s)", health.capability, error.sentence, error.detail)
        until = None
        if isinstance(error, BLOCKS) and self._concerns_all(health, error, subject):
            until = int(now + cool_down(now - since))
            if isinstance(error, RateLimited):
                until = min(max(until, int(error.retry_at)), int(now + LONGEST_COOL_DOWN))
        failing = replace(health, failing_since=since, error_kind=error.kind, cool_down_until=until)
        await self._record(failing)

    def _concerns_all(self, health: Health, error: TikTokError, subject: object) -> bool:
        """Whether a block isn't only one subject's, such as the puzzle on one creator's page.

        A block that an earlier program met counts as another subject's.
        """
        if subject is None or isinstance(error, RateLimited):
            return True
        key = (health.capability, health.client)
        was_blocked = health.error_kind in {block.kind for block in BLOCKS}
        earlier = self._blocked_subjects.get(key, NOBODY if was_blocked else subject)
        self._blocked_subjects[key] = subject
        return earlier != subject

    async def _record(self, health: Health) -> None:
        await self._store.health.record(health)
        if self._book is not None:
            self._keep(health)
        self.changed.emit(health)

    def _keep(self, health: Health) -> None:
        """Keeps it in the book. No cooldown is longer than the longest, not even one from before the clock was set."""
        assert self._book is not None
        key = (health.capability, health.client)
        self._cool_downs.pop(key, None)
        if health.cool_down_until is not None:
            until = min(health.cool_down_until, int(self._clock.now() + LONGEST_COOL_DOWN))
            health = replace(health, cool_down_until=until)
            self._cool_downs[key] = Deadline.at(until, self._clock)
        self._book[key] = health
