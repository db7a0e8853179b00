"""Which of the model's videos are shown, and why the others aren't."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable

from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.filters import Hidden, Test, Why, all_of, current, fast_enough, unless
from tiktrack_gui.ui.trending.model import FeedModel


class ShownVideos:
    """Applies threshold, period, filter and search to the model.

    Attributes:
        hidden_creators: The IDs of the creators whose videos the user doesn't want to see.
        with_hidden: Whether what threshold, period and filter hide is shown for now. All of them stay as they are.
    """

    def __init__(self, model: FeedModel, filters: FilterBar, now: Callable[[], float]) -> None:
        self._model, self._filters, self._now = model, filters, now
        self.hidden_creators: frozenset[int] = frozenset()
        self.with_hidden = False
        self._hidden: Counter[Hashable] = Counter()

    @property
    def above(self) -> int:
        """The number of current stories above the threshold: the one that is shown everywhere."""
        above, period = fast_enough(self._model.criteria), current(self._filters.hours, self._now())
        return self._model.count(all_of(_is_story, self._is_wanted, above, period))

    @property
    def fast(self) -> Test:
        """The test for the threshold, unless everything that was measured is to be shown."""
        return _any if self._filters.panel.filter.everything else fast_enough(self._model.criteria)

    def apply(self) -> None:
        """Shows the videos that nothing hides."""
        if self.with_hidden:
            self._model.hide(unless(all_of(_is_story, self._filters.asked_for(self._now()))))
            self._hidden = self._model.tally(self._why())
        else:
            self._hidden = self._model.hide(self._why())

    def hidden(self, left: int) -> Hidden:
        """Counts what was hidden of the videos asked for. left: how many of them aren't in the model."""
        return Hidden(
            slow=self._hidden[Why.SLOW],
            old=self._hidden[Why.OLD],
            filtered=self._hidden[Why.FILTERED],
            of_hidden=self._hidden[Why.OF_HIDDEN],
            hours=self._filters.hours,
            left=left,
        )

    def _why(self) -> Callable[[MeasuredVideo], Why | None]:
        """Returns what names the first reason for hiding a video; None for those to be shown."""
        asked_for, fast, period, fits = self._filters.asked_for(self._now()), self.fast, self._period, self._fits
        everything, unwanted = self._filters.panel.filter.everything, self.hidden_creators

        def why(item: MeasuredVideo) -> Why | None:
            if not (everything or item.is_story) or not asked_for(item):
                return Why.OTHER
            if item.video.creator.id in unwanted:
                return Why.OF_HIDDEN if fast(item) and period(item) else Why.OTHER
            if not fast(item):
                return Why.SLOW
            if not period(item):
                return Why.OLD
            return None if fits(item) else Why.FILTERED

        return why

    @property
    def _period(self) -> Test:
        """A search ignores it."""
        return current(0 if self._filters.query else self._filters.hours, self._now())

    def _is_wanted(self, item: MeasuredVideo) -> bool:
        return item.video.creator.id not in self.hidden_creators

    @property
    def _fits(self) -> Test:
        chosen, now = self._filters.panel.filter, self._now()
        return (lambda item: chosen.passes(item, now)) if chosen.active else _any


def _is_story(item: MeasuredVideo) -> bool:
    return item.is_story


def _any(_item: MeasuredVideo) -> bool:
    return True
