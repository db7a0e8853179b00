"""A cache with a limit on its total cost."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from typing import Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class Budget(Generic[Key, Value]):
    """Drops the least recently used entries once they cost more than `limit`, in whatever unit costs are given."""

    def __init__(self, limit: int) -> None:
        self._limit, self._cost = limit, 0
        self._entries: OrderedDict[Key, tuple[Value, int]] = OrderedDict()

    def __len__(self) -> int:
        return len(self._entries)

    def get(self, key: Key) -> Value | None:
        entry = self._entries.get(key)
        if entry is None:
            return None
        self._entries.move_to_end(key)
        return entry[0]

    def put(self, key: Key, value: Value, cost: int) -> None:
        """Adds or replaces an entry; it stays even if it alone costs more than the limit."""
        if key in self._entries:
            self._cost -= self._entries.pop(key)[1]
        self._entries[key] = (value, cost)
        self._cost += cost
        while self._cost > self._limit and len(self._entries) > 1:
            _, (_, oldest) = self._entries.popitem(last=False)
            self._cost -= oldest
