"""The Activity tab: what TikTrack did, and how TikTok and Discord responded."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QStackedWidget

from tiktrack_gui.core.deliveries import Channel, Delivery
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.requests import Outlook
from tiktrack_gui.core.runs import DayOfRuns, Run
from tiktrack_gui.core.sources import Health
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Trending
from tiktrack_gui.ui.activity.days import DaysOfRuns
from tiktrack_gui.ui.activity.deliveries import delivery_columns, delivery_story, delivery_title
from tiktrack_gui.ui.activity.health import HealthStrip
from tiktrack_gui.ui.activity.inbox import Inbox
from tiktrack_gui.ui.activity.requests import RequestsStrip
from tiktrack_gui.ui.activity.rows_out import RowsOut
from tiktrack_gui.ui.activity.runs import RUN_COLUMNS, run_story, run_title
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.fields import SearchField
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page import Page
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.records_model import RecordsModel
from tiktrack_gui.ui.widgets.records_view import RecordsView
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import activity as words
from tiktrack_gui.words import inbox as words_of_inbox
from tiktrack_gui.words import times

PAGE = "activity"  # its key
CHOICES = {"inbox": "Inbox", "runs": "Runs", "deliveries": "Deliveries"}
MOST_RUNS, MOST_DELIVERIES = 200, 500
DAYS = 30  # that the bars above the runs are of
DAYS_FROM = 700  # px; in lower windows, the table needs the room
TIMES_EVERY = 10_000  # ms; "3 min ago" goes stale

NO_RUNS = {
    "icon": "activity",
    "title": "No runs yet",
    "text": "Every refresh of the trending feed is listed here, with its results or why it failed. "
    "The next one starts automatically.",
    "action": "Refresh now",
    "action_icon": "refresh-cw",
}
NO_DELIVERIES = {
    "icon": "send",
    "title": "Nothing posted yet",
    "text": "Every thread you post is listed here, from the request until it’s in Discord. "
    "Choose a channel on the Discord tab first.",
    "action": "Open Discord",
}


class ActivityPage(Page):
    """Health per capability, and the alerts, runs and deliveries as tables.

    Attributes:
        inbox: The alerts.

    Signals:
        refresh_requested: The user wants to refresh the feed.
        page_requested: The user wants to open another page. arg: its key.
        export_requested: The user wants to export runs or deliveries. arg: an ExportRequest.
    """

    refresh_requested = Signal()
    page_requested = Signal(str)
    export_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        trending: Trending,
        outbox: Outbox,
        health: HealthWatch,
        budget: RequestBudget,
        alerts: Alerts,
        outlook: Callable[[], Awaitable[Outlook]],
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """outlook: returns what is planned. now: UTC epoch seconds."""
        super().__init__()
        self._trending, self._outbox, self._health, self._budget = trending, outbox, health, budget
        self._alerts, self._outlook = alerts, outlook
        self._tasks, self._messages, self._now = tasks, messages, now
        self._channels: dict[int, Channel] = {}
        self._next_refresh: float | None = None
        self._strip, self._requests = HealthStrip(theme), RequestsStrip(theme)
        self._choice = Segmented(CHOICES, "List to show")
        self._search = SearchField(theme, "Search alerts, runs and deliveries")
        self._notices = NoticePlace(theme)
        self.inbox = Inbox(theme, alerts, tasks, messages, now, self)
        self._runs = RecordsView(theme, RecordsModel(RUN_COLUMNS, _run_id, now, MOST_RUNS), "Runs", NO_RUNS)
        columns = delivery_columns(self._channels)
        deliveries = RecordsModel(columns, _delivery_id, now, MOST_DELIVERIES)
        self._deliveries = RecordsView(theme, deliveries, "Deliveries", NO_DELIVERIES)
        self._rows = RowsOut(self, self._runs, self._deliveries, self._channels, trending, messages, now)
        self._days = DaysOfRuns(theme)
        self._today = ""  # the last of those days
        self._runs_and_days = framed("clear", column(self._days, (self._runs, 1), spacing=0))
        self._days.hide()
        self._views = QStackedWidget()
        self._clock = QTimer(self)
        self._clock.setInterval(TIMES_EVERY)
        self._lay_out()
        self._connect()
        self._choose(self._choice.choice)
        self._show_times()
        self.refresh()

    def show_inbox(self) -> None:
        self._choice.choose("inbox")

    def refresh(self) -> None:
        """Reloads everything."""
        self.inbox.load()
        self._tasks.spawn(self._load(), name="load the activity")

    def show_next_refresh(self, at: float | None) -> None:
        """at: when the feed is refreshed next, epoch seconds; None = no refresh is planned."""
        self._next_refresh = at
        self.look_ahead()
        self._show_times()

    def look_ahead(self) -> None:
        """Shows what is planned now."""
        if self.isVisible():
            self._tasks.spawn(self._look_ahead(), name="look ahead")

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show_times()
        self.look_ahead()
        self._clock.start()
        self._tasks.spawn(self._name_unknown(), name="name channels")

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    async def _load(self) -> None:
        try:
            health = await self._health.current()
            runs = await self._trending.runs(MOST_RUNS)
            days = await self._trending.days(DAYS)
            deliveries = await self._outbox.deliveries(MOST_DELIVERIES)
            await self._name_channels(deliveries)
            outlook = await self._outlook()
        except TikTrackError as error:
            self._fail(error)
            return
        self._strip.learn(health)
        self._requests.learn(outlook)
        self._runs.upsert(runs)
        self._show_days(days)
        self._deliveries.upsert(deliveries)
        self._count()
        self._show_times()

    def _fail(self, error: TikTrackError) -> None:
        """Shows the error in empty tables and, if there are rows to look at, in the notice bar."""
        for view in (self._runs, self._deliveries):
            view.fail(error)
        if self._runs.model.total or self._deliveries.model.total:
            self._messages.trouble(error, self.refresh)

    async def _look_ahead(self) -> None:
        try:
            self._requests.learn(await self._outlook())
        except TikTrackError as error:
            self._fail(error)
            return
        self._show_requests()

    async def _name_channels(self, deliveries: Iterable[Delivery]) -> None:
        unknown = {delivery.channel_id for delivery in deliveries} - self._channels.keys()
        self._channels |= await self._outbox.channels(unknown)

    async def _name_unknown(self) -> None:
        """Names the channels that Discord has been asked about since."""
        deliveries = self._deliveries.model.records()
        await self._name_channels(deliveries)
        self._deliveries.model.upsert(deliveries)

    # Updates from the services

    def _run_recorded(self, run: Run) -> None:
        self._runs.upsert([run])
        self._count()
        self._tasks.spawn(self._load_days(), name="load the days of runs")

    async def _load_days(self) -> None:
        try:
            self._show_days(await self._trending.days(DAYS))
        except TikTrackError as error:
            self._fail(error)

    def _show_days(self, days: Sequence[DayOfRuns]) -> None:
        self._days.show_days(days)
        self._today = times.date(self._now())
        self._make_room()

    def _make_room(self) -> None:
        """Leaves low windows to the table."""
        self._requests.set_compact(self.height() < DAYS_FROM)
        self._days.setVisible(self._days.has_runs and self.height() >= DAYS_FROM)

    def _delivery_changed(self, delivery: Delivery) -> None:
        self._tasks.spawn(self._take(delivery), name=f"name the channel of delivery {delivery.id}")

    async def _take(self, delivery: Delivery) -> None:
        await self._name_channels([delivery])
        self._deliveries.upsert([delivery])
        self._count()
        if self._deliveries.table.selected == delivery:
            self._tell_delivery(delivery)

    def _health_changed(self, health: Health) -> None:
        self._strip.learn([health])
        self.look_ahead()
        self._show_times()

    def _show_notice(self) -> None:
        self._notices.show_notice(self._messages.notice_on(PAGE))

    def _count(self) -> None:
        """Says in the quiet line how many records are listed."""
        if self._choice.choice == "inbox":
            self._notices.say(self.inbox.said, action=words_of_inbox.UNMUTE if self.inbox.is_muted else "")
            return
        if self._choice.choice == "runs":
            said = words.listed(self._runs.model.total, MOST_RUNS, "run", "runs")
        else:
            said = words.listed(self._deliveries.model.total, MOST_DELIVERIES, "delivery", "deliveries")
        self._notices.say(said)

    def _inbox_counted(self) -> None:
        self._choice.set_text("inbox", words_of_inbox.segment(self._alerts.unread))
        self._count()

    def _show_times(self) -> None:
        self.inbox.time_passed()
        self._strip.show_now(self._now(), self._next_refresh)
        self._show_requests()
        if self._requests.is_outdated(self._now()):
            self.look_ahead()
        if self._days.has_runs and self._today != times.date(self._now()):
            self._tasks.spawn(self._load_days(), name="load the days of runs")

    def _show_requests(self) -> None:
        self._requests.show_now(self._budget.plan(), self._now())

    # User actions

    def _choose(self, key: str) -> None:
        whole, view = {
            "inbox": (self.inbox.view, self.inbox.view),
            "runs": (self._runs_and_days, self._runs),
            "deliveries": (self._deliveries, self._deliveries),
        }[key]
        self._views.setCurrentWidget(whole)
        self.inbox.tools.setVisible(key == "inbox")
        self._count()
        self.be_about(view.table)

    def _find(self, text: str) -> None:
        for view in (self.inbox.view, self._runs, self._deliveries):
            view.search(text)

    def _tell_run(self, run: Run | None) -> None:
        self._runs.tell(run_title(run) if run else "", run_story(run) if run else "")

    def _tell_delivery(self, delivery: Delivery | None) -> None:
        if delivery is None:
            self._deliveries.tell("", "")
        else:
            now = self._now()
            self._deliveries.tell(delivery_title(delivery, self._channels, now), delivery_story(delivery, now))

    def export(self) -> None:
        """Asks for the file to which what is listed is exported."""
        self._rows.export(self._runs if self._choice.choice == "runs" else self._deliveries)

    def _open_discord(self) -> None:
        self.page_requested.emit("discord")

    # Setup

    def _lay_out(self) -> None:
        header = PageHeader("Activity", "What TikTrack did, and how TikTok and Discord responded")
        tools = row(self._choice, (self._search, 1), self.inbox.tools, margins=(24, 8, 24, 12))
        notices = row(self._notices, margins=(24, 8, 24, 0))
        for view in (self.inbox.view, self._runs_and_days, self._deliveries):
            self._views.addWidget(view)
        self.setLayout(
            column(header, self._strip, self._requests, notices, tools, hairline(), (self._views, 1), spacing=0)
        )

    def _connect(self) -> None:
        self._choice.chosen.connect(self._choose)
        self._search.textChanged.connect(self._find)
        self._runs.selected.connect(self._tell_run)
        self._deliveries.selected.connect(self._tell_delivery)
        self._runs.acted.connect(self.refresh_requested)
        self._deliveries.acted.connect(self._open_discord)
        for view in (self._runs, self._deliveries):
            view.retried.connect(self.refresh)
        for view in (self.inbox.view, self._runs, self._deliveries):
            view.cleared.connect(self._search.clear)
        self.inbox.counted.connect(self._inbox_counted)
        self._notices.quiet_acted.connect(self.inbox.unmute)
        self._messages.notice_changed.connect(self._show_notice)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        self._trending.recorded.connect(self._run_recorded)
        self._outbox.changed.connect(self._delivery_changed)
        self._health.changed.connect(self._health_changed)
        self._clock.timeout.connect(self._show_times)
        self._rows.export_requested.connect(self.export_requested)
        QShortcut(QKeySequence("Ctrl+F"), self, self._search.setFocus)
        QShortcut(QKeySequence("Ctrl+Z"), self, self.inbox.undo)
        QShortcut(QKeySequence("Ctrl+E"), self, self.export)


def _run_id(run: Run) -> int:
    return run.id or 0


def _delivery_id(delivery: Delivery) -> int:
    return delivery.id
