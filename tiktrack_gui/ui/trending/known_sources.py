"""What the page knows about the sources: their names and thresholds, and how each was last refreshed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tiktrack_gui.core.runs import Outcome, Run
from tiktrack_gui.core.sources import Source
from tiktrack_gui.words import sources as words


class KnownSources:
    """Attributes:
    thresholds: Those that sources have of their own, by ID.
    """

    def __init__(self) -> None:
        self.thresholds: Mapping[int, float] = {}
        self._sources: dict[int, Source] = {}
        self._runs: dict[int, Run] = {}  # the last successful one of each

    @property
    def listed(self) -> list[Source]:
        return [source for source in self._sources.values() if source.removed_at is None]

    def take(self, sources: Iterable[Source], thresholds: Mapping[int, float]) -> None:
        """sources: all there ever were."""
        self._sources = {source.id: source for source in sources}
        self.thresholds = thresholds

    def take_runs(self, runs: Iterable[Run]) -> None:
        """runs: the oldest first."""
        self._runs |= {run.source_id: run for run in runs if run.outcome is Outcome.OK}

    def handle_of(self, source_id: int) -> str:
        """ "" if there is no such source."""
        source = self._sources.get(source_id)
        return "" if source is None else source.account_handle

    def name_of(self, source_id: int | None) -> str:
        """ "#recipes"; "" if it isn't known, or if there is only the feed."""
        source = self._sources.get(source_id) if source_id is not None else None
        return words.name(source) if source is not None and len(self._sources) > 1 else ""

    def last_run(self, source: Source | None) -> Run | None:
        """The source's last successful run; None = the last one of any."""
        if source is not None:
            return self._runs.get(source.id)
        return max(self._runs.values(), key=_finished_at, default=None)


def _finished_at(run: Run) -> int:
    return run.finished_at
