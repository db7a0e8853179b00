"""How often TikTok may be asked: one budget for everything that goes out."""

from __future__ import annotations

import random
import threading
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import BudgetSpent
from tiktrack_gui.core.models import Capability

PER_HOUR = 240
JITTER = 0.25  # the pause is up to this much longer, by chance
PATIENCE = 60.0  # s; a longer wait for a slot is said instead of slept


@dataclass(frozen=True, slots=True)
class Plan:
    """How much of the budget is used: requests in the last hour, how many an hour may have, s until the next slot."""

    used: int
    per_hour: int
    next_in: float


class RequestBudget:
    """Hands out moments at which a request may start. Safe to call from any thread."""

    def __init__(self, clock: Clock, delay: Callable[[], float], *, per_hour: int = PER_HOUR) -> None:
        """delay: least seconds between two requests, asked for anew each time; 0 switches pacing off."""
        self._clock = clock
        self._delay = delay
        self._per_hour = per_hour
        self._slots: deque[float] = deque()
        self._lock = threading.Lock()

    def reserve(self, capability: Capability) -> float:
        """Takes the next request and returns the seconds until it. Raises BudgetSpent when the hour is used up."""
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
            return Plan(len(self._slots), self._per_hour, next_in)

    def _next_slot(self, now: float, delay: float) -> float:
        while self._slots and self._slots[0] <= now - HOUR:
            self._slots.popleft()
        slot = now
        if self._slots:
            slot = max(slot, self._slots[-1] + delay * (1 + JITTER * random.random()))
        if len(self._slots) >= self._per_hour:
            slot = max(slot, self._slots[-self._per_hour] + HOUR)
        return slot
