"""Whom to track next, from what was seen in the feed."""

from __future__ import annotations

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.suggestions import DAYS, LEAST, MOST, Suggestion, suggestions
from tiktrack_gui.store import Store


class Suggestions:
    def __init__(self, store: Store, clock: Clock) -> None:
        self._store, self._clock = store, clock

    async def current(self, most: int = MOST) -> list[Suggestion]:
        """Returns the authors of the last DAYS who are neither tracked nor hidden, the best first."""
        since = int(self._clock.now()) - DAYS * DAY
        return suggestions(await self._store.suggestions.videos_of_others(since, LEAST), most)
