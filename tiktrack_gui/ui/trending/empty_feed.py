"""Decides which message an empty feed shows, and what its button does."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.ui.trending.empty import (
    none_fast_enough,
    none_fits,
    none_of_the_kind,
    none_of_the_source,
    none_recent,
    nothing_yet,
)
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.shown import ShownVideos
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import sources as words


class EmptyFeed:
    def __init__(
        self,
        states: ViewStates,
        model: FeedModel,
        filters: FilterBar,
        shown: ShownVideos,
        messages: Messages,
        refresh: Callable[[], None],
    ) -> None:
        self._states, self._model, self._filters, self._shown = states, model, filters, shown
        self._messages, self._refresh = messages, refresh
        self._help: Callable[[], None] = refresh

    def act(self) -> None:
        """Does what the message's button offers."""
        self._help()

    def show(self, notice: Notice | None, backtest: Backtest) -> None:
        """notice: what fills the page if there are no videos at all."""
        if query := self._filters.query:
            self._states.show_no_match(query)
            self._help = self._filters.clear_query
        elif self._shown.above and (source := self._filters.source.source) is not None and self._filters.shows_all:
            none_of_the_source(words.name(source)).show_in(self._states)
            self._help = self._filters.source.choose_all
        elif self._shown.above and (conditions := self._filters.panel.filter.active):
            none_fits(conditions).show_in(self._states)
            self._help = self._filters.panel.clear
        elif self._shown.above:
            none_of_the_kind(self._filters.kind).show_in(self._states)
            self._help = self._filters.show_all_kinds
        elif others := self._model.count(self._shown.fast):
            none_recent(self._filters.period, others).show_in(self._states)
            self._help = self._filters.show_all_times
        elif self._model.total:
            self._say_none_is_fast_enough(backtest)
        elif notice is not None:
            self._states.show_notice(notice)
            self._help = partial(self._messages.act, notice.about)
        else:
            nothing_yet().show_in(self._states)
            self._help = self._refresh

    def _say_none_is_fast_enough(self, backtest: Backtest) -> None:
        """Offers the threshold that a tenth of the videos reached."""
        threshold, lower = self._model.threshold, backtest.top_tenth()
        lower = lower if lower is not None and lower < threshold and not self._filters.is_locked else None
        none_fast_enough(self._model.total, threshold, lower).show_in(self._states)
        choose = self._filters.choose_threshold
        self._help = self._filters.focus_threshold if lower is None else partial(choose, lower)
