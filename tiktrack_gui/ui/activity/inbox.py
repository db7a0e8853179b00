"""The inbox: what TikTrack had to tell, whether a notification said so or not; read or unread."""

from __future__ import annotations

from collections.abc import Callable, Coroutine, Iterable
from typing import Any

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu

from tiktrack_gui.core.alerts import Alert
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.activity.inbox_columns import INBOX_COLUMNS, INBOX_ROW, inbox_key
from tiktrack_gui.ui.activity.inbox_filter import KEY, UnreadOnly
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import framed, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.records_model import RecordsModel
from tiktrack_gui.ui.widgets.records_view import RecordsView
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import alerts as sentences
from tiktrack_gui.words import inbox as words

MOST = 200  # as many as are kept
MUTE = HOUR  # s
NO_ALERTS = {
    "icon": "bell",
    "title": "No alerts yet",
    "text": "New stories and news about the creators you track are kept here, whether a notification appeared or not: "
    "viral videos, follower milestones, new handles.",
    "action": "Alert settings",
}
NONE_UNREAD = {
    "icon": "check-check",
    "title": "Everything is read",
    "text": "Alerts you haven’t read yet appear here.",
    "action": "Show all alerts",
}
MARK_READ, MARK_UNREAD = "Mark as read", "Mark as unread"


class Inbox(QObject):
    """The table of alerts with what can be done with them, and the bell that mutes them.

    Attributes:
        view: The table, or a text in its place.
        tools: The buttons for the line above it.

    Signals:
        counted: Other alerts are listed or unread, or they were muted or unmuted.
        settings_wanted: The user wants to choose what is told.
    """

    counted = Signal()
    settings_wanted = Signal()

    def __init__(
        self,
        theme: Theme,
        alerts: Alerts,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
        parent: QObject,
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__(parent)
        self._alerts, self._tasks, self._messages, self._now = alerts, tasks, messages, now
        self._undos: list[Undo] = []  # of marking several at once, the newest last
        self._changes = 0  # so far
        model = RecordsModel(INBOX_COLUMNS, inbox_key, now, MOST)
        self.view = RecordsView(theme, model, "Inbox", NO_ALERTS, INBOX_ROW)
        self._unread_only = UnreadOnly()
        self._all_read = Button(theme, "Mark all as read", icon="check-check", kind="ghost")
        self._bell = IconButton(theme, "bell", words.MUTE)
        self._menu = QMenu(self.view)
        self._open = self._menu.addAction("Open\tEnter")
        self._toggle = self._menu.addAction("")
        self.tools = framed("clear", row(self._unread_only, 8, self._all_read, self._bell, spacing=4))
        self._connect()
        self._show_mute()
        self._offer()

    @property
    def said(self) -> str:
        """ "3 unread · 37 alerts · Muted until 15:20"; "" for an empty inbox that isn't muted."""
        return words.line(self._alerts.unread, self.view.model.total, MOST, self._alerts.muted_until, self._now())

    @property
    def is_muted(self) -> bool:
        return self._alerts.muted_until is not None

    def load(self) -> None:
        self._tasks.spawn(self._load(), name="load the inbox")

    def unmute(self) -> None:
        self._spawn(self._alerts.mute(None))

    def undo(self) -> None:
        """Makes those unread again that were last marked all at once."""
        if self._undos:
            self._spawn(self._take_back(self._undos.pop()))

    def time_passed(self) -> None:
        """A mute may be over."""
        self._show_mute()

    async def _load(self) -> None:
        try:
            alerts = await self._alerts.inbox()
        except TikTrackError as error:
            self._fail(error)
            return
        row = self.view.table.selected_row
        self.view.upsert(alerts)
        if row is not None and self.view.table.selected_row is None:
            self._select_next(row)
        self._offer()

    def _select_next(self, row: int) -> None:
        """The selected ones have left, as they were read: what has moved up to their place is next."""
        model, table = self.view.model, self.view.table
        if count := model.rowCount():
            table.select(inbox_key(model.record(min(row, count - 1))))

    def _fail(self, error: TikTrackError) -> None:
        self.view.fail(error)
        if self.view.model.total:
            self._messages.trouble(error, self.load)

    # User actions

    def _open_current(self) -> None:
        """The window shows what the alert is about, as after a click on its notification."""
        alert: Alert | None = self.view.table.selected
        if alert is not None and alert.id is not None:
            self._spawn(self._alerts.open(alert.id))

    def _toggle_chosen(self) -> None:
        """All of the selected ones become the same: read, unless they all are. If that hides them, it can be undone."""
        chosen: list[Alert] = self.view.table.chosen
        if unread := [alert for alert in chosen if not alert.is_read]:
            mark = self._mark if self._unread_only.isChecked() else self._alerts.read
            self._spawn(mark(_ids(unread)))
        elif chosen:
            self._spawn(self._alerts.unread_again(_ids(chosen)))

    def _mark_all(self) -> None:
        """Those that are listed: what comes meanwhile wasn't seen."""
        if ids := self._unread_ids():
            self._spawn(self._mark(ids))

    async def _mark(self, ids: list[int]) -> None:
        self._undos.append(await self._alerts.read(ids))
        self._messages.say(words.marked(len(ids)), "Undo", self.undo)

    async def _take_back(self, undo: Undo) -> None:
        await undo()
        self._messages.say("Undone")

    def _show_all(self) -> None:
        self._unread_only.setChecked(False)
        self.view.focus()

    def _turn_filter(self) -> None:
        if self.view.model.total:  # else the box isn't shown
            self._unread_only.toggle()

    def _filter(self, unread_only: bool) -> None:
        kept = self.view.table.selected
        self.view.narrow(_is_unread if unread_only else None, NONE_UNREAD)
        if kept is not None:
            self.view.table.select(inbox_key(kept))

    def _mute_or_unmute(self) -> None:
        self._spawn(self._alerts.mute(None if self.is_muted else MUTE))

    def _spawn(self, work: Coroutine[Any, Any, object]) -> None:
        self._changes += 1
        self._tasks.spawn(work, name=f"change of the inbox {self._changes}", finishes=True)

    # Display

    def _show(self, alert: Alert | None) -> None:
        """alert: the current one of those selected, whose details are shown if it is the only one."""
        if alert is None:
            self.view.tell("", "")
        elif (several := len(self.view.table.chosen)) > 1:
            self.view.tell(words.selected(several), "")
        else:
            self.view.tell(sentences.sentence(alert), words.details(alert, self._now()))

    def _offer(self) -> None:
        self._show(self.view.table.selected)
        for widget in (self._unread_only, self._all_read):
            widget.setVisible(self.view.model.total > 0)
        if self._all_read.hasFocus() and not self._unread_ids():
            self.view.focus()
        self._all_read.setEnabled(bool(self._unread_ids()))
        self.counted.emit()

    def _show_mute(self) -> None:
        until = self._alerts.muted_until
        if until is None:
            self._bell.set_icon("bell", words.MUTE)
        else:
            self._bell.set_icon("bell-off", sentences.unmute(until, self._now()))
        self._bell.set_color("text2" if until is None else "warn")
        self.counted.emit()

    def _open_menu(self, position: QPoint) -> None:
        table = self.view.table
        chosen: list[Alert] = table.chosen
        if not chosen:
            return
        self._open.setEnabled(len(chosen) == 1)
        text = MARK_UNREAD if all(alert.is_read for alert in chosen) else MARK_READ
        self._toggle.setText(f"{text}\tSpace")
        self._menu.popup(table.viewport().mapToGlobal(position))

    def _unread_ids(self) -> list[int]:
        return _ids(alert for alert in self.view.model.records() if not alert.is_read)

    def _connect(self) -> None:
        table = self.view.table
        table.allow_several()
        table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        table.customContextMenuRequested.connect(self._open_menu)
        table.activated.connect(self._open_current)
        shortcut_within(table, "Space", self._toggle_chosen)
        shortcut_within(self.view, KEY, self._turn_filter)
        self._open.triggered.connect(self._open_current)
        self._toggle.triggered.connect(self._toggle_chosen)
        self.view.selected.connect(self._show)
        self.view.retried.connect(self.load)
        self.view.acted.connect(self.settings_wanted)
        self.view.widened.connect(self._show_all)
        self._unread_only.toggled.connect(self._filter)
        self._all_read.clicked.connect(self._mark_all)
        self._bell.clicked.connect(self._mute_or_unmute)
        self._alerts.changed.connect(self.load)
        self._alerts.mute_changed.connect(self._show_mute)


def _is_unread(alert: Alert) -> bool:
    return not alert.is_read


def _ids(alerts: Iterable[Alert]) -> list[int]:
    return sorted(alert.id for alert in alerts if alert.id is not None)
