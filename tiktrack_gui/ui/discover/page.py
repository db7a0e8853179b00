"""The Discover tab: which small creators just broke through, whether they still grow, and how well they fit a brand."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.actions import CandidateActions
from tiktrack_gui.ui.discover.brand_editing import BrandEditing
from tiktrack_gui.ui.discover.details import CandidateDetails
from tiktrack_gui.ui.discover.dialogs import CandidateDialogs
from tiktrack_gui.ui.discover.exporting import Exporting
from tiktrack_gui.ui.discover.find_actions import FINDING, FindActions
from tiktrack_gui.ui.discover.header import DiscoverHeader
from tiktrack_gui.ui.discover.kept_actions import KeptActions
from tiktrack_gui.ui.discover.menu import CandidatesMenu
from tiktrack_gui.ui.discover.model import CandidatesModel
from tiktrack_gui.ui.discover.page_menu import PageMenu
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.discover.shown import ShownCandidates
from tiktrack_gui.ui.discover.states import BONES, DiscoverStates
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.discover.viral_actions import ViralActions
from tiktrack_gui.ui.discover.visit import Visit
from tiktrack_gui.ui.discover.weights import WeightsPanel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsChoice
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words.channels import PostPlace

PAGE = "discover"  # its key
AGES_EVERY = 60_000  # ms


class DiscoverPage(QWidget):
    """The candidates of a brand as a table, with the details of the selected one.

    Signals:
        post_requested: The user wants to post creators' profiles. arg: a PostRequest.
        open_requested: The user wants to open a profile or video in the browser. arg: the link.
        creator_requested: The user wants to see a tracked creator. arg: its ID.
        forget_requested: The user wants a creator to be forgotten. arg: its ID.
    """

    post_requested = Signal(object)
    open_requested = Signal(str)
    creator_requested = Signal(object)
    forget_requested = Signal(object)
    export_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        services: DiscoverServices,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._services, self._messages, self._now = services, messages, now
        self._sought: int | None = None  # ID of the candidate to select once it is shown
        self._details_choice = DetailsChoice(self)
        self._model = CandidatesModel(now, services.constants, self)
        self._table = CandidatesTable(theme, pictures, self._model)
        self._details = CandidateDetails(theme, pictures, now, services.constants)
        self._header = DiscoverHeader(theme)
        self._notices, self._progress = NoticePlace(theme), ProgressLine(theme)
        self._find = Button(theme, FINDING, icon="search", kind="primary", hint="F5")
        self._weights = IconButton(theme, "sliders-horizontal", "Weights of the fit", shortcut="W")
        self._panel_button = IconButton(theme, "panel-right", "Details", shortcut="Ctrl+I")
        self._more = IconButton(theme, "ellipsis", "More actions")
        self._panel, self._page_menu = WeightsPanel(theme, self), PageMenu(self)
        self._menu = CandidatesMenu(self, self._table)
        self._states = ViewStates(theme, self._table, Skeleton(theme, BONES))
        self._visit = Visit(services.discover, tasks)
        self._shown = shown = ShownCandidates(self._header.chooser, services, self._visit, tasks, messages)
        self._editing = BrandEditing(
            *(theme, pictures, services.brands, services.creators, changes, tasks, messages),
            services.requests_a_day,
            self,
        )
        self._finding = FindActions(theme, self, self._find, self._progress, self._brand, services, tasks, messages)
        self._actions = CandidateActions(
            *(self._table, self._details, self._menu, self._brand_id, services.discover, services.lists),
            *(changes, tasks, messages),
        )
        self._dialogs = CandidateDialogs(
            *(theme, pictures, self, self._table, self._brand, services, changes, tasks, messages, now)
        )
        self._exporting = Exporting(self, self._table, self._model, self._brand, services.constants, now, messages)
        self._viral = ViralActions(self._details, services.creators, services.constants, tasks, now)
        self._kept = KeptActions(self._details, services.annotations, tasks)
        self._words = DiscoverStates(self._states, self._header, self._create, self._finding.find, self._finding.add)
        self._ages = QTimer(self)
        self._ages.timeout.connect(self._time_passed)
        self._ages.start(AGES_EVERY)
        self._find.hide()
        self._lay_out()
        self._connect()
        self._connect_details()
        self._bind_keys(changes)
        shown.load()

    # User actions

    def toggle_details(self) -> None:
        """Shows or hides the details; if no candidate is selected, selects the topmost."""
        shown = self._details.isVisible()
        if self._table.selected is None:
            self._table.select_row(0)
        self._details_choice.choose(shown=not shown)
        self._place_details()

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that creators can be posted to."""
        self._actions.offer_channels(places)

    def select(self, creator_id: int) -> None:
        """Selects a candidate; one that the search or the choice hides, once all are shown."""
        if self._model.row_of(creator_id) is None:
            self._sought = creator_id
            self._header.clear_query()
            self._header.choose(Show.ALL)
        self._table.select([creator_id])
        self._table.setFocus()

    def _ask_to_forget(self) -> None:
        if (one := self._table.selected) is not None:
            self.forget_requested.emit(one.creator_id)

    def _show_creator(self) -> None:
        if (one := self._details.candidate) is not None:
            self.creator_requested.emit(one.creator_id)

    def _create(self) -> None:
        self._editing.open(None)

    def _edit(self) -> None:
        self._editing.open(self._shown.brand)

    def _remove(self) -> None:
        if (brand := self._shown.brand) is not None:
            self._editing.remove(brand)

    def _open_weights(self) -> None:
        if (brand := self._shown.brand) is not None:
            self._panel.show_brand(brand)
            self._panel.open_below(self._weights)

    def _open_more(self) -> None:
        self._page_menu.open_below(self._more, exports=self._model.rowCount() > 0)

    # What is shown

    def _brand(self) -> Brand | None:
        return self._shown.brand

    def _brand_id(self) -> int | None:
        return self._shown.brand_id

    def _brand_changed(self) -> None:
        self._header.show_brand(self._shown.brand)
        if self._shown.brand is not None:
            self._panel.show_brand(self._shown.brand)
        self._show_state()

    def _show_ranking(self) -> None:
        """Shows those that were chosen; where all that were selected went away, selects the one that follows them."""
        if (ranking := self._shown.ranking) is None:
            self._show_state()
            return
        before = self._table.selected_row
        self._model.show(ranking.only(self._header.show_only), self._header.query)
        if self._sought is not None and self._model.row_of(self._sought) is not None:
            self._table.select([self._sought])
            self._sought = None
        elif self._table.selected is None:
            self._table.select_row(before or 0)
        self._header.show_counts(ranking.counts)
        self._show_state()
        self._show_selected()
        if self.isVisible() and self._shown.brand is not None:
            self._visit.seen(self._shown.brand)

    def _show_state(self) -> None:
        """Shows the table, or the skeleton or words instead."""
        shown, rows = self._shown, self._model.rowCount() if self._shown.ranking is not None else 0
        self._find.setVisible(self._finding.is_finding or self._has_candidates)
        for button in (self._weights, self._more):
            button.setEnabled(shown.brand is not None)
        self._panel_button.setEnabled(rows > 0)
        self._notices.show_notice(self._messages.notice_on(PAGE))
        self._say_summary()
        if shown.ranking is None and shown.failure is not None:
            self._words.show_failure(shown.failure, shown.load)
        elif shown.are_brands_read and shown.brand is None:
            self._words.show_first_use()
        elif shown.ranking is None:
            self._states.show_loading()
        elif rows:
            self._states.show_view()
        elif not self._has_candidates:
            self._words.show_no_candidates(finding=self._finding.is_finding)
        else:
            self._words.show_nothing_found()
        if not rows:
            self._show_selected()
        self._hand_focus_on()

    @property
    def _has_candidates(self) -> bool:
        """Whether there are any, also if none is shown; where there are none, words offer to find some."""
        ranking = self._shown.ranking
        return ranking is not None and ranking.counts.all + ranking.counts.dismissed > 0

    def _say_summary(self) -> None:
        ranking = self._shown.ranking if self._has_candidates else None
        shown = self._model.rowCount() if self._model.is_narrowed else None
        constants, now = self._services.constants(), self._now()
        said = "" if ranking is None else words.summary_of(ranking, constants, now, shown)
        looked_up, action, why = words.pending(self._shown.pending)
        self._notices.say(" · ".join(filter(None, (said, looked_up))), action=action, hint=tooltips.plain(why))

    def _show_selected(self) -> None:
        one = self._table.selected if self._shown.ranking is not None else None
        self._details.show_candidate(one, self._table.selected_count)
        self._viral.load(one)
        self._kept.load(one)
        self._place_details()

    def _time_passed(self) -> None:
        if self.isVisible():
            self._model.time_passed()
            self._details.show_age()
            self._say_summary()

    def _place_details(self) -> None:
        """Shows or hides the panel; in a narrow window it is hidden unless the user asks for it."""
        self._details.setVisible(self._details.candidate is not None and self._details_choice.are_shown)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_details()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # as by the window manager
            self._visit.begin()
            self._shown.load()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if not event.spontaneous():
            self._visit.end()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_focus_on()

    def _hand_focus_on(self) -> None:
        """Passes focus to the table or words once shown; until then the page keeps it for its shortcuts."""
        shown = self._states.currentWidget()
        if self.hasFocus() and shown in (self._table, self._states.words):
            shown.setFocus()

    # Setup

    def _lay_out(self) -> None:
        top = PageHeader("Discover", words.PURPOSE, self._weights, self._panel_button, self._more)
        summary = row((self._notices, 1), self._find, spacing=12, margins=(24, 4, 24, 6))
        main = column(top, self._header, hairline(), summary, self._progress, (self._states, 1), spacing=0)
        page = QWidget()
        page.setLayout(main)
        self.setLayout(row((page, 1), self._details, spacing=0))

    def _connect(self) -> None:
        self._panel_button.clicked.connect(self.toggle_details)
        self._weights.clicked.connect(self._open_weights)
        self._more.clicked.connect(self._open_more)
        self._header.narrowed.connect(self._show_ranking)
        self._header.chooser.new_wanted.connect(self._create)
        self._header.chooser.edit_wanted.connect(self._edit)
        self._header.chooser.removal_wanted.connect(self._remove)
        self._editing.saved.connect(self._shown.show_saved)
        self._shown.brand_changed.connect(self._brand_changed)
        self._shown.ranked.connect(self._show_ranking)
        self._shown.failed.connect(self._show_state)
        self._panel.changed.connect(self._shown.try_weights)
        self._panel.committed.connect(self._shown.keep_weights)
        self._finding.changed.connect(self._show_state)
        self._table.chosen.connect(self._show_selected)
        self._page_menu.add_wanted.connect(self._finding.add)
        self._page_menu.edit_wanted.connect(self._edit)
        self._exporting.export_requested.connect(self.export_requested)
        self._page_menu.export_wanted.connect(self._exporting.export)
        self._page_menu.explanation_wanted.connect(self._dialogs.explain)
        self._messages.notice_changed.connect(self._show_state)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        self._notices.quiet_acted.connect(self._shown.look_up_again)
        self._actions.post_requested.connect(self.post_requested)
        self._actions.open_requested.connect(self.open_requested)

    def _connect_details(self) -> None:
        """What the menu and the details ask for in common, and what each does by itself."""
        self._details.fit.explanation_wanted.connect(self._dialogs.explain)
        self._details.kept.profile_wanted.connect(self._show_creator)
        self._details.viral.opened.connect(self.open_requested)
        self._menu.compare_wanted.connect(self._dialogs.compare)
        self._menu.export_wanted.connect(self._exporting.export)
        self._menu.forget_wanted.connect(self._ask_to_forget)
        self._dialogs.candidate_wanted.connect(self.select)
        for one in (self._menu, self._details):
            one.similar_wanted.connect(self._dialogs.show_similar)
        for asking in (self._menu, self._details.audience):
            asking.comments_wanted.connect(self._dialogs.read_comments)
            asking.places_wanted.connect(self._dialogs.read_places)
            asking.stating_wanted.connect(self._dialogs.state_audience)

    def _bind_keys(self, changes: SettingChanges) -> None:
        for keys, act in (
            ("F5", self._finding.find),
            ("Ctrl+R", self._finding.find),
            ("Ctrl+N", self._finding.add),
            ("Ctrl+F", self._header.focus_search),
            ("Ctrl+I", self.toggle_details),
            ("Ctrl+E", self._exporting.export),
            ("W", self._open_weights),
            ("Ctrl+Z", changes.undo),
        ):
            shortcut_within(self, keys, act)
