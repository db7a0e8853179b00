"""The figures above the feed: the results of the last refresh."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.left_out import in_words
from tiktrack_gui.core.runs import Run
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.kpi_strip import KpiStrip
from tiktrack_gui.words import measures, times
from tiktrack_gui.words.counts import UNKNOWN

CAPTIONS = {
    "fetched": "Fetched",
    "passed": "Above threshold",
    "median": "Median velocity",
    "last": "Last refresh",
}
LONGEST_NAME = 16  # characters of a source's name


class TrendingFigures(KpiStrip):
    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, CAPTIONS, measures.TRENDING)

    def show_run(self, run: Run | None, source: str, above: int, now: float) -> None:
        """run: the last successful one. source: the name of what was refreshed; "" = there is only the feed. above:
        number of stories that reach the current threshold.
        """
        if run is None:
            for key in CAPTIONS:
                self.set_figure(key, UNKNOWN)
            if above:
                self.set_figure("passed", numbers.grouped(above))
            return
        self._show_median(run)
        unread = f"Left out: {in_words(run.left_out)}" if run.left_out else ""
        new = f"+{numbers.grouped(run.saved)} new" if 0 < run.saved <= above else ""  # hidden if it exceeds `above`
        self.set_figure("fetched", numbers.grouped(run.fetched), f"{numbers.grouped(run.passed)} passed", hint=unread)
        self.set_figure("passed", numbers.grouped(above), new, tone="ok")
        hint = "\n".join(filter(None, (source, times.exact_time(run.finished_at))))
        self.set_figure("last", times.ago(run.finished_at, now), cut(source, LONGEST_NAME), hint=hint)

    def _show_median(self, run: Run) -> None:
        """Shows the median of all that was measured, not only of what passed."""
        if run.median_velocity is None:
            self.set_figure("median", UNKNOWN, hint="Known from the next refresh on")
            return
        hint = f"Of all {numbers.grouped(run.fetched)} videos of the last refresh, whether they passed or not"
        self.set_figure("median", numbers.velocity(run.median_velocity), hint=hint)
