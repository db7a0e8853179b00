"""Rate limit for TikTok: one budget shared by all outgoing requests."""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import BudgetSpent
from tiktrack_gui.core.sources import Capability

PER_HOUR = 240
JITTER = 0.25  # each delay is randomly extended by up to this fraction
PATIENCE = 60.0  # s; a longer wait raises BudgetSpent instead of being slept through


@dataclass(frozen=True, slots=True)
class Plan:
    """Budget usage: requests in the last hour, the hourly limit (None = none), and seconds until the next slot."""

    used: int
    per_hour: int | None
    next_in: float

    @property
    def left(self) -> int | None:
        return None if self.per_hour is None else max(self.per_hour - self.used, 0)


class RequestBudget:
    """Hands out time slots for requests. Thread-safe."""

    def __init__(self, clock: Clock, delay: Callable[[], float], *, per_hour: int = PER_HOUR) -> None:
        """delay: minimum seconds between two requests, read anew for each; 0 disables pacing."""
        self._clock = clock
        self._delay = delay
        self._per_hour = per_hour
        self._slots: deque[float] = deque()
        self._lock = threading.Lock()

    def reserve(self, capability: Capability) -> float:
        """Reserves the next slot and returns the seconds until it.

        Raises BudgetSpent when that exceeds both PATIENCE and twice the delay: the hourly limit is used up.
        """
        delay = self._delay()
        if delay <= 0:
            return 0.0
        with self._lock:
            now = self._clock.monotonic()
            wait = self._next_slot(now, delay) - now
            if wait > max(PATIENCE, 2 * delay):
                raise BudgetSpent(self._clock.now() + wait, capability, wait=wait)
            self._slots.append(now + wait)
            return wait

    def plan(self) -> Plan:
        with self._lock:
            now = self._clock.monotonic()
            delay = self._delay()
            next_in = self._next_slot(now, delay) - now if delay > 0 else 0.0
            return Plan(len(self._slots), self._room(delay), next_in)

    def seconds_each(self) -> float:
        """About how many seconds a request takes as long as the hourly limit isn't reached; 0 without a delay."""
        return max(self._delay(), 0.0) * (1 + JITTER / 2)

    def time_for(self, requests: int) -> float:
        """About how many seconds so many requests take, one after the other; 0 if there is no delay between them."""
        plan = self.plan()
        if plan.per_hour is None:
            return 0.0
        beyond = max(requests - (plan.left or 0), 0)  # these wait for the hours to come
        return plan.next_in + max(requests * self.seconds_each(), beyond * HOUR / plan.per_hour)

    def _room(self, delay: float) -> int | None:
        """Requests that fit into an hour: the limit, or fewer if the delay is long."""
        if delay <= 0:
            return None
        return min(self._per_hour, max(round(HOUR / (delay * (1 + JITTER / 2))), 1))

    def _next_slot(self, now: float, delay: float) -> float:
        while self._slots and self._slots[0] <= now - HOUR:
            self._slots.popleft()
        slot = now
        if self._slots:
            slot = max(slot, self._slots[-1] + delay * (1 + JITTER * random.random()))
        if len(self._slots) >= self._per_hour:
            slot = max(slot, self._slots[-self._per_hour] + HOUR)
        return slot
