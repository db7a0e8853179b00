"""The Trending tab: videos that are taking off, measured against the user's threshold."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.errors import Success
from tiktrack_gui.core.models import TRENDING, Creator, MeasuredVideo, Run, TrackedCreator, Video
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.services.trending import Refresh, Trending
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.actions import VideoActions
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.details import TrendingDetails
from tiktrack_gui.ui.trending.empty_feed import EmptyFeed
from tiktrack_gui.ui.trending.figures import TrendingFigures
from tiktrack_gui.ui.trending.filter_bar import FilterBar
from tiktrack_gui.ui.trending.known_sources import KnownSources
from tiktrack_gui.ui.trending.model import FeedModel
from tiktrack_gui.ui.trending.refresh_actions import RefreshActions
from tiktrack_gui.ui.trending.rows_out import RowsOut
from tiktrack_gui.ui.trending.seeking import SoughtVideo
from tiktrack_gui.ui.trending.shown import ShownVideos
from tiktrack_gui.ui.trending.stored import StoredVideos
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.trending.threshold_actions import ThresholdActions
from tiktrack_gui.ui.trending.usual import UsualViews
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsChoice
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import failed_run
from tiktrack_gui.words.channels import PostPlace

AGES_EVERY = 30_000  # ms
PAGE = "trending"  # its key


class TrendingPage(QWidget):
    """The feed as a table, with the details of the selected video.

    Signals:
        post_requested: The user wants to post stories, or their creators' profiles. arg: a PostRequest.
        creator_requested: The user wants to see a tracked creator. arg: the ID.
        forget_requested: The user wants a creator to be forgotten. arg: the ID.
        export_requested: The user wants to export videos. arg: an ExportRequest.
        sources_requested: The user wants to see the sources.
        stories_counted: The stories were counted. arg: how many reach the current threshold.
        video_missing: A video to be selected isn't in the feed. arg: the ID.
    """

    post_requested = Signal(object)
    creator_requested = Signal(object)
    forget_requested = Signal(object)
    export_requested = Signal(object)
    sources_requested = Signal()
    stories_counted = Signal(int)
    video_missing = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        trending: Trending,
        rounds: Rounds,
        remeasuring: Remeasuring,
        timers: Timers,
        creators: Creators,
        outbox: Outbox,
        tasks: Tasks,
        messages: Messages,
        settings: Settings,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._trending, self._creators = trending, creators
        self._messages, self._settings, self._tasks, self._now = messages, settings, tasks, now
        self._is_read = False  # whether the store was read; until then, an empty model doesn't mean an empty feed
        self._sources = KnownSources()
        self._details_choice = DetailsChoice(self)
        criteria = Criteria(threshold=settings.values.min_velocity, weights=settings.values.score_weights)
        self._model = FeedModel(now, criteria, self)
        self._curves = Curves(self)
        self._table = FeedTable(theme, pictures, self._curves, self._model)
        self._usual = UsualViews(self)
        self._details = TrendingDetails(theme, pictures, self._curves, self._usual)
        self._refresh = Button(theme, "Refresh", icon="refresh-cw", hint="F5")
        self._sources_button = IconButton(theme, "list", "Sources: feed, hashtags, creators")
        self._panel_button = IconButton(theme, "panel-right", "Details", shortcut="Ctrl+I")
        self._figures = TrendingFigures(theme)
        self._notices = NoticePlace(theme)
        self._progress = ProgressLine(theme)
        self._filters = FilterBar(theme, settings)
        self._stored = StoredVideos(self._model, self._filters, trending, tasks, self)
        self._shown = ShownVideos(self._model, self._filters, now)
        self._thresholds = ThresholdActions(
            self._model,
            self._filters,
            self._shown,
            self._notices,
            self._sources,
            trending,
            settings,
            tasks,
            messages,
            self,
        )
        self._refreshes = RefreshActions(
            self._refresh, self._progress, self._thresholds, trending, timers, tasks, messages, self
        )
        self._rows = RowsOut(self._table, self._model, messages)
        self._actions = VideoActions(self._table, self._details, self._rows, remeasuring, creators, tasks, messages)
        self._states = ViewStates(theme, self._table, Skeleton(theme))
        self._empty = EmptyFeed(self._states, self._model, self._filters, self._shown, messages, self.refresh)
        self._sought = SoughtVideo(
            self._table, self._model, self._filters, self._shown, self._show_all, trending, tasks, self
        )
        self._lay_out()
        self._connect(outbox, remeasuring, rounds)
        self._bind_keys()
        self._ages = QTimer(self)
        self._ages.timeout.connect(self._time_passed)
        self._ages.start(AGES_EVERY)
        tasks.spawn(self._load(), name="load the feed")

    # User actions

    def refresh(self) -> None:
        """Refreshes the feed now (once the threshold is saved), or stops a running refresh."""
        self._refreshes.refresh()

    def toggle_details(self) -> None:
        """Shows or hides the details; if no video is selected, selects the topmost."""
        shown = self._details.isVisible()
        if self._table.selected is None and self._model.rowCount():
            self._table.select(self._model.item(0).video.id)
        self._details_choice.choose(shown=not shown)
        self._place_details()

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that stories, or their creators, can be posted to."""
        self._actions.offer_channels(places)

    def select(self, video_id: int) -> None:
        """Selects a video, whatever hides it, now or once it is loaded."""
        self._sought.seek(video_id)

    def focus_threshold(self) -> None:
        self._filters.focus_threshold()

    def _toggle_hidden(self) -> None:
        """Shows what threshold and period hide, for a look at it: both stay as they are. Or hides it again."""
        self._shown.with_hidden = not self._shown.with_hidden
        self._show_matching()

    # Updates from the services

    async def _load(self) -> None:
        try:
            has_stories, runs = await self._stored.load(), await self._trending.runs()
            self._mark_tracked(await self._creators.tracked())
            self._take_hidden(await self._creators.hidden())
            await self._read_sources()
        finally:
            self._is_read = True
            self._sought.read()
        self._offer_languages()
        await self._thresholds.load_backtest()
        self._sources.take_runs(reversed(runs))
        if not has_stories and runs and self._messages.notice_on(PAGE) is None:  # what is told already is newer
            self._tell_failure(runs[0])
        self._show_all()

    def _tell_failure(self, run: Run) -> None:
        """Tells why the last run of an earlier session failed, if it did."""
        if failure := failed_run(run, self._sources.handle_of(run.source_id)):
            self._messages.tell(failure, retry=self.refresh)

    def _sources_changed(self) -> None:
        self._tasks.spawn(self._load_sources(), name="load the sources")

    async def _load_sources(self) -> None:
        if await self._read_sources():
            self._show_all()
        else:
            self._show_figures()
        self._show_details(self._table.selected)

    async def _read_sources(self) -> bool:
        """Returns whether their thresholds have changed."""
        self._sources.take(await self._trending.sources(), await self._trending.thresholds())
        changed = self._thresholds.take_sources()
        self._filters.source.offer(self._sources.listed)
        return changed

    def _take_hidden(self, creators: Sequence[Creator]) -> None:
        self._shown.hidden_creators = frozenset(creator.id for creator in creators)
        self._filters.panel.show_hidden(creators)

    def _hidden_changed(self, creators: Sequence[Creator]) -> None:
        self._take_hidden(creators)
        self._show_all()

    def _want_curves(self, video_ids: tuple[int, ...]) -> None:
        self._tasks.spawn(self._load_curves(video_ids), name=f"load the curves from {video_ids[0]}")

    async def _load_curves(self, video_ids: tuple[int, ...]) -> None:
        self._curves.put(await self._trending.samples_of(video_ids))

    def _want_usual(self, video: Video) -> None:
        self._tasks.spawn(self._load_usual(video), name="load the usual views of a creator")

    async def _load_usual(self, video: Video) -> None:
        self._usual.put(video.id, await self._trending.usual_views(video))

    def _measured(self, items: tuple[MeasuredVideo, ...]) -> None:
        self._curves.take(items)
        self._usual.outdate()
        self._model.upsert(filter(self._stored.belongs, items))
        self._update_details({item.video.id: item for item in items})

    def _measured_again(self, item: MeasuredVideo) -> None:
        self._measured((item,))
        self._show_all()

    def _offer_languages(self) -> None:
        self._filters.panel.offer_languages(self._model.languages)

    def _finished(self, refresh: Refresh) -> None:
        self._offer_languages()
        self._tasks.spawn(self._thresholds.load_backtest(), name="load the back-test")
        source = refresh.source
        self._sources.take_runs([refresh.run])
        if source.min_velocity is None:
            self._thresholds.measured()
        self._messages.succeeded(Success.FEED, source.account_handle)
        if refresh.trouble is not None and source.account_handle == TRENDING:  # of others, it is the usual case
            self._messages.trouble(refresh.trouble)
        self._show_all()

    def _delivery_changed(self, delivery: Delivery) -> None:
        self._model.deliver(delivery)
        self._show_details(self._table.selected)

    def _mark_tracked(self, tracked: Sequence[TrackedCreator]) -> None:
        self._actions.tracked = frozenset(entry.creator.id for entry in tracked)
        self._show_details(self._table.selected)

    # Display

    def _show_all(self) -> None:
        self._show_matching()
        self._show_figures()

    def _show_figures(self) -> None:
        run, above = self._sources.last_run(self._filters.source.source), self._shown.above
        source = self._sources.name_of(run.source_id) if run is not None else ""
        self._figures.show_run(run, source, above, self._now())
        self.stories_counted.emit(above)

    def _set_period(self, hours: int) -> None:
        self._shown.with_hidden = False
        self._show_all()
        self._tasks.spawn(self._settings.save(shown_hours=hours), name="save the period")

    def _show_matching(self) -> None:
        self._stored.consider()
        self._shown.apply()
        self._show_state()

    def _show_hidden(self) -> None:
        """Says in the quiet line what is hidden.

        An empty table says so itself, unless a search or the choice of a source has emptied it.
        """
        narrowed = self._filters.query or self._filters.source.handle
        hidden = self._shown.hidden(self._stored.left) if self._model.rowCount() or narrowed else None
        if not hidden:
            self._notices.say("")
        elif not hidden.loaded:
            self._notices.say(f"Hidden: {hidden.words}")
        elif self._shown.with_hidden:
            self._notices.say(f"Also shown: {hidden.words}", action="Hide")
        else:
            self._notices.say(f"Hidden: {hidden.words}", action="Show all")

    def _show_state(self) -> None:
        """Shows the table, or the skeleton or a message instead."""
        notice = self._whole_page_notice()
        self._notices.show_notice(None if notice else self._messages.notice_on(PAGE))
        self._show_hidden()
        self._panel_button.setEnabled(self._model.rowCount() > 0)
        if self._model.rowCount():
            self._states.show_view()
            self._hand_focus_on()
        elif (
            not self._is_read or self._stored.is_searching or (self._refreshes.is_refreshing and not self._model.total)
        ):
            self._states.show_loading()
        else:
            self._empty.show(notice, self._thresholds.backtest)
            self._hand_focus_on()

    def _whole_page_notice(self) -> Notice | None:
        """Returns the current notice if the feed is empty: it then fills the page."""
        is_empty = self._is_read and not self._model.total and not self._refreshes.is_refreshing
        return self._messages.notice_on(PAGE) if is_empty else None

    def _time_passed(self) -> None:
        self._model.refresh_ages()
        self._update_details()
        self._show_figures()

    def _update_details(self, fresh: Mapping[int, MeasuredVideo] | None = None) -> None:
        """Shows what is known of the shown video now. fresh: those just measured, also if they aren't in the table."""
        shown = self._details.item
        if shown is not None:
            self._show_details(self._model.known(shown.video.id) or (fresh or {}).get(shown.video.id, shown))

    def _show_details(self, item: MeasuredVideo | None) -> None:
        tracked = item is not None and item.video.creator.id in self._actions.tracked
        threshold = self._model.threshold if item is None else self._model.criteria.threshold_of(item.source_id)
        self._details.show_selected(self._table.selected_count)
        finder = "" if item is None else self._sources.name_of(item.source_id)
        self._details.show_video(item, self._now(), threshold, tracked=tracked, found_by=finder)
        self._place_details()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_details()
        self._figures.fit(self.window().height())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_focus_on()

    def _hand_focus_on(self) -> None:
        """Passes focus to the table or message once shown; until then the page keeps it for its shortcuts."""
        shown = self._states.currentWidget()
        if self.hasFocus() and shown in (self._table, self._states.words):
            shown.setFocus()

    def _place_details(self) -> None:
        """Shows or hides the panel; in a narrow window it is hidden unless the user asks for it."""
        self._details.setVisible(self._details.item is not None and self._details_choice.are_shown)

    # Setup

    def _lay_out(self) -> None:
        header = PageHeader(
            "Trending", "Videos taking off, fastest first", self._sources_button, self._panel_button, self._refresh
        )
        notices = row(self._notices, margins=(24, 8, 24, 0))
        main = column(
            header, 4, self._figures, notices, self._filters, self._progress, hairline(), (self._states, 1), spacing=0
        )
        page = QWidget()
        page.setLayout(main)
        self.setLayout(row((page, 1), self._details, spacing=0))

    def _connect(self, outbox: Outbox, remeasuring: Remeasuring, rounds: Rounds) -> None:
        self._panel_button.clicked.connect(self.toggle_details)
        self._sources_button.clicked.connect(self.sources_requested)
        self._curves.wanted.connect(self._want_curves)
        self._usual.wanted.connect(self._want_usual)
        self._filters.changed.connect(self._show_matching)
        self._stored.loaded.connect(self._show_all)
        self._filters.source.chosen.connect(self._show_figures)
        self._filters.period_chosen.connect(self._set_period)
        self._states.words.acted.connect(self._empty.act)
        self._states.words.acted_otherwise.connect(self.focus_threshold)
        self._table.video_selected.connect(self._show_details)
        self._actions.post_requested.connect(self.post_requested)
        self._actions.creator_requested.connect(self.creator_requested)
        self._actions.forget_requested.connect(self.forget_requested)
        self._sought.missing.connect(self.video_missing)
        self._rows.export_requested.connect(self.export_requested)
        self._messages.notice_changed.connect(self._show_state)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        self._notices.quiet_acted.connect(self._toggle_hidden)
        self._trending.items_changed.connect(self._measured)
        rounds.changed.connect(self._sources_changed)
        remeasuring.measured.connect(self._measured_again)
        self._trending.finished.connect(self._finished)
        self._refreshes.changed.connect(self._show_state)
        self._thresholds.changed.connect(self._show_all)
        self._thresholds.restated.connect(self._update_details)
        self._creators.changed.connect(self._mark_tracked)
        self._creators.hidden_changed.connect(self._hidden_changed)
        self._filters.panel.unhide_wanted.connect(self._actions.unhide_all)
        outbox.changed.connect(self._delivery_changed)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("F5", self.refresh),
            ("Ctrl+R", self.refresh),
            ("Ctrl+I", self.toggle_details),
            ("Ctrl+F", self._filters.focus_search),
            ("Ctrl+Shift+C", self._actions.copy_selected),
            ("Ctrl+E", self._rows.export),
            ("T", self._actions.track_selected),
            ("D", self._actions.post_selected),
            ("M", self._actions.measure_selected),
            ("H", self._actions.hide_selected),
            ("Ctrl+Shift+F", self._filters.open_panel),
        ):
            shortcut_within(self, keys, act)
