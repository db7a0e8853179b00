"""Which of the model's videos are shown, and why the others aren't."""

from __future__ import annotations

from collections.abc import Callable

from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.filters import Hidden, Test, all_of, current, fast_enough, without
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

    @property
    def above(self) -> int:
        """The number of current stories above the threshold: the one that is shown everywhere."""
        above, period = fast_enough(self._model.threshold), current(self._filters.hours, self._now())
        return self._model.count(all_of(_is_story, self._is_wanted, above, period))

    @property
    def fast(self) -> Test:
        """The test for the threshold, unless everything that was measured is to be shown."""
        return _any if self._filters.panel.filter.everything else fast_enough(self._model.threshold)

    def apply(self) -> None:
        asked_for = self._filters.asked_for(self._now())
        if self.with_hidden:
            self._model.show_only(all_of(asked_for, _is_story))
        else:
            self._model.show_only(all_of(asked_for, self._is_wanted, self.fast, self._period, self._fits))

    def hidden(self, left: int) -> Hidden:
        """Counts what is hidden of the videos asked for. left: how many of them aren't in the model."""
        asked_for, fast, period = self._filters.asked_for(self._now()), self.fast, self._period
        if not self._filters.panel.filter.everything:
            asked_for = all_of(asked_for, _is_story)
        wanted = all_of(asked_for, self._is_wanted)
        return Hidden(
            slow=self._model.count(all_of(without(fast), wanted)),
            old=self._model.count(all_of(fast, without(period), wanted)),
            filtered=self._model.count(all_of(fast, period, without(self._fits), wanted)),
            of_hidden=self._model.count(all_of(fast, period, without(self._is_wanted), asked_for)),
            hours=self._filters.hours,
            left=left,
        )

    @property
    def _period(self) -> Test:
        """A search ignores it."""
        return current(0 if self._filters.query else self._filters.hours, self._now())

    def _is_wanted(self, item: MeasuredVideo) -> bool:
        return item.video.creator.id not in self.hidden_creators

    def _fits(self, item: MeasuredVideo) -> bool:
        return self._filters.panel.filter.passes(item, self._now())


def _is_story(item: MeasuredVideo) -> bool:
    return item.is_story


def _any(_item: MeasuredVideo) -> bool:
    return True
