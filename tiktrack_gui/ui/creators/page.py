"""The Creators page: the tracked creators on the left, details of one on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QStackedWidget

from tiktrack_gui.core.errors import StoreError
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.history_import import HistoryImporting
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.add_actions import AddActions
from tiktrack_gui.ui.creators.annotations.actions import AnnotationActions
from tiktrack_gui.ui.creators.compare import CompareActions
from tiktrack_gui.ui.creators.creator_actions import CreatorActions
from tiktrack_gui.ui.creators.details import CreatorDetails
from tiktrack_gui.ui.creators.import_actions import ImportActions
from tiktrack_gui.ui.creators.list_actions import ListActions
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.overview.switch import KEYS, PROFILE
from tiktrack_gui.ui.creators.overview.view import OverviewView
from tiktrack_gui.ui.creators.overview_actions import OverviewActions
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.creators.profile_actions import ProfileActions
from tiktrack_gui.ui.creators.refresh_actions import RefreshActions
from tiktrack_gui.ui.creators.rhythm import RhythmActions
from tiktrack_gui.ui.creators.rows_out import RowsOut
from tiktrack_gui.ui.creators.shown import ShownCreators
from tiktrack_gui.ui.creators.states import PROFILE_BONES, CreatorsStates
from tiktrack_gui.ui.creators.suggest_actions import SuggestActions
from tiktrack_gui.ui.creators.undo_actions import UndoActions
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.page import Page
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.channels import PostPlace

PAGE = "creators"  # its key
AGES_EVERY = 30_000  # ms


class CreatorsPage(Page):
    """Lets the user add, filter, refresh and view tracked creators.

    Signals:
        post_requested: The user wants to post creators' profiles. arg: a PostRequest.
        open_requested: The user wants to open a profile or video in the browser. arg: the link.
        forget_requested: The user wants a creator to be forgotten. arg: its ID.
        alerts_requested: The user wants to choose a list's alerts. args: its ID, or None for all; its name.
        report_requested: The user wants a report. args: a `core.report.Wanted`, what it is about in words.
        export_requested: The user wants to export creators or measurements. arg: an ExportRequest.
    """

    post_requested = Signal(object)
    open_requested = Signal(str)
    forget_requested = Signal(object)
    alerts_requested = Signal(object, str)
    report_requested = Signal(object, str)
    export_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        creators: Creators,
        lists: CreatorLists,
        annotations: Annotations,
        adding: Adding,
        refreshing: Refreshing,
        importing: HistoryImporting,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
        every: Callable[[], float],
        takes: Callable[[int], float],
    ) -> None:
        """now: UTC epoch seconds. every: seconds between two timed refreshes. takes: seconds for so many look-ups."""
        super().__init__()
        self._messages, self._now = messages, now
        self._is_empty = False  # there are no creators, as far as is known
        self._model = CreatorsModel(self)
        self._pane = CreatorsPane(theme, pictures, self._model, takes)
        self._details = CreatorDetails(theme, pictures)
        self._states = ViewStates(theme, self._details, Skeleton(theme, PROFILE_BONES, row_height=436, rows=1))
        self._words = CreatorsStates(self._states, messages, self.add)
        self._notices = self._details.notices
        self._view = OverviewView(theme, pictures, lists, tasks, now, self._tell)
        self._menu = CreatorsMenu(theme, self, self._pane.list)
        self._toast = Toast(theme, self)
        self._undoing = UndoActions(self._toast, tasks)
        self._actions = CreatorActions(
            self._pane, self._details, self._menu, self._model, creators, tasks, messages, self._undoing.offer
        )
        self._listing = ListActions(self._pane, self._menu, lists, tasks, self._undoing.offer)
        self._rhythm = RhythmActions(
            self._pane.rhythm, self._pane.chooser.rhythm, self._shown_list, refreshing, tasks, self._undoing.offer, now
        )
        self._overview = OverviewActions(self._pane, self._view, self._menu, self._model, creators, adding)
        self._annotating = AnnotationActions(
            theme,
            self,
            self._pane,
            self._details,
            self._menu,
            self._model,
            annotations,
            tasks,
            self._undoing.offer,
            self._undoing.undo,
            self._show_annotations,
            self._rows_in_sight,
        )
        self._shown = ShownCreators(
            self._pane,
            self._model,
            self._listing,
            self._rhythm,
            self._annotating,
            self._overview,
            creators,
            lists,
            tasks,
        )
        load, seek = self._shown.load, self._shown.seek
        self._refreshing = RefreshActions(
            self._pane, self._details, self._menu, self._model, creators, tasks, messages, load, now, takes
        )
        self._adding = AddActions(theme, self._pane, creators, lists, adding, tasks, messages, seek, self.refresh)
        self._importing = ImportActions(theme, self, self._menu, importing, tasks, messages, self._undoing.offer, load)
        self._suggesting = SuggestActions(self._pane.suggestions, creators, tasks, messages, self._adding.track_known)
        self._profiles = ProfileActions(self._details, creators, tasks, now, every)
        self._comparing = CompareActions(theme, self, self._menu, creators, tasks, messages, every)
        self._rows = RowsOut(self._pane, self._model, self._view, self._overview, self._menu, creators, messages)
        self._ages = QTimer(self)
        self._ages.setInterval(AGES_EVERY)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self.be_about(self._pane.list)

    # User actions

    def shown(self) -> None:
        """Updates the page when it comes to the front."""
        self._ages.start()
        self._shown.load()
        self._adding.load()
        self._suggesting.load()

    def refresh(self) -> None:
        """Refreshes the creators on the list that is shown, unless a refresh is already running."""
        self._refreshing.refresh()

    def add(self) -> None:
        """Opens the field for tracking a creator."""
        self._adding.open()

    def select(self, creator_id: int, video_id: int | None = None) -> None:
        """Shows a creator's profile, and selects one of the videos in it, now or once it is loaded."""
        self._pane.switch.choose(PROFILE)
        if video_id is not None:
            self._details.seek_video(creator_id, video_id)
        if self._model.find(creator_id) is None:  # it may not be on the list that is shown
            self._pane.chooser.show_list(None)
        self._shown.seek(creator_id)
        self._shown.load()

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that creators can be posted to."""
        self._actions.offer_channels(places)

    # Display

    def _say(self, text: str, good: bool) -> None:
        self._toast.say(text, kind="ok" if good else "bad")

    def _tell(self, error: StoreError) -> None:
        self._messages.trouble(error, retry=self._shown.load)

    def _show_notice(self) -> None:
        for place in (self._notices, self._view.notices):
            place.show_notice(self._messages.notice_on(PAGE))
        if self._is_empty:
            self._show_nothing()

    def _show_nothing(self) -> None:
        """Shows that there are no creators yet, or the current notice."""
        notice = self._messages.notice_on(PAGE)
        if notice is not None:
            self._words.show_notice(notice)
        else:
            self._words.show_nobody(self._pane.chooser.name if self._shown_list() is not None else None)

    def _show_state(self) -> None:
        self._pane.show_state()
        self._is_empty = not self._model.total
        self._arrange()
        if self._is_empty:
            self._show_nothing()
            return
        self._states.show_view()
        if self._pane.list.selected is None and self._model.rowCount():
            self._pane.list.select(self._model.entry(0).id)
        self._show_selected(self._pane.list.selected)

    def _fail(self, error: StoreError) -> None:
        if self._model.total:
            self._tell(error)
            return
        self._is_empty = False
        self._pane.show_state()
        self._words.show_failure(error, self._shown.load)

    def _show_selected(self, entry: Entry | None) -> None:
        """Shows a creator's details; None, as when the filter hides all, leaves them unchanged."""
        if entry is not None and not self._overview.is_shown:
            self._details.show_creator(entry, self._now())
            self._profiles.load(entry.tracked.creator)
            self._annotating.compare()

    def _show_annotations(self) -> None:
        """The rows have what was changed; the filter may let others through now."""
        self._overview.show_again()
        if self._model.total:
            self._pane.show_state()

    def _time_passed(self) -> None:
        self._details.show_age(self._now())
        self._view.time_passed()

    def _shown_list(self) -> int | None:
        return self._pane.chooser.shown

    def _rows_in_sight(self) -> QAbstractItemView:
        return self._view.table if self._overview.is_shown else self._pane.list

    def _switch_view(self) -> None:
        self._arrange()
        self._show_selected(self._pane.list.selected)
        self._shown.load()

    def _arrange(self) -> None:
        """The pane beside a profile, or above the overview of all; where there is nobody, words take their place."""
        is_shown = self._overview.is_shown
        is_filled = is_shown and not (self._is_empty and self._overview.is_empty)
        self._right.setCurrentWidget(self._view if is_filled else self._profile)
        self._pane.be_bar(is_shown)
        self._parts.setDirection(QBoxLayout.Direction.TopToBottom if is_shown else QBoxLayout.Direction.LeftToRight)
        self._above.setVisible(is_shown)
        self._beside.setVisible(not is_shown)
        self.be_about(self._view.table if is_shown else self._pane.list)

    # Setup

    def _lay_out(self) -> None:
        self._profile = framed("clear", column((self._states, 1), margins=(0, 18, 0, 0)))
        self._right = QStackedWidget()
        for widget in (self._profile, self._view):
            self._right.addWidget(widget)
        self._beside, self._above = hairline("vertical"), hairline()
        self._above.hide()
        self._parts = row(self._pane, self._beside, self._above, (self._right, 1), spacing=0)
        self.setLayout(self._parts)

    def _connect(self) -> None:
        self._pane.list.creator_selected.connect(self._show_selected)
        self._pane.chooser.alerts_wanted.connect(self.alerts_requested)
        self._actions.post_requested.connect(self.post_requested)
        self._actions.open_requested.connect(self.open_requested)
        self._actions.forget_requested.connect(self.forget_requested)
        self._actions.report_requested.connect(self.report_requested)
        self._overview.switched.connect(self._switch_view)
        self._shown.loaded.connect(self._show_state)
        self._shown.failed.connect(self._fail)
        self._details.said.connect(self._say)
        for exporting in (self._rows, self._details):
            exporting.export_requested.connect(self.export_requested)
        self._ages.timeout.connect(self._time_passed)
        self._messages.notice_changed.connect(self._show_notice)
        for place in (self._notices, self._view.notices):
            place.acted.connect(self._messages.act)
            place.dismissed.connect(self._messages.settle)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("F5", self.refresh),
            ("Ctrl+R", self.refresh),
            ("Ctrl+N", self.add),
            ("Ctrl+F", self._pane.focus_filter),
            ("Ctrl+Z", self._undoing.undo),
            ("Ctrl+E", self._rows.export),
            (KEYS, self._pane.switch.turn),
        ):
            QShortcut(QKeySequence(keys), self, act)
