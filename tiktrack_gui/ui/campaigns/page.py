"""The Campaigns tab: what sponsored videos cost and what they brought, and who advertises."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QFocusEvent, QGuiApplication, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QWidget

from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.actions import VideoActions
from tiktrack_gui.ui.campaigns.add_dialog import AddDialog
from tiktrack_gui.ui.campaigns.advertisers_view import AdvertisersView
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.details import VideoDetails
from tiktrack_gui.ui.campaigns.editing import CampaignEditing
from tiktrack_gui.ui.campaigns.header import CampaignHeader
from tiktrack_gui.ui.campaigns.list import CampaignsList, CampaignsModel
from tiktrack_gui.ui.campaigns.measure_actions import MeasureActions
from tiktrack_gui.ui.campaigns.menu import CampaignMenu, VideosMenu
from tiktrack_gui.ui.campaigns.model import VideosModel
from tiktrack_gui.ui.campaigns.rows_out import RowsOut
from tiktrack_gui.ui.campaigns.services import CampaignServices
from tiktrack_gui.ui.campaigns.shown import ShownCampaign
from tiktrack_gui.ui.campaigns.states import VIDEO_BONES, CampaignStates
from tiktrack_gui.ui.campaigns.table import VideosTable
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsChoice
from tiktrack_gui.ui.widgets.keys import shortcut_within
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words.channels import PostPlace

PAGE = "campaigns"  # its key
AGES_EVERY = 60_000  # ms
LIST_WIDTH = 208  # px
RESULTS, ADVERTISERS = "results", "advertisers"
VIEWS = {RESULTS: "Results", ADVERTISERS: "Who advertises"}


class CampaignsPage(QWidget):
    """The campaigns beside the videos of the chosen one; or a table of who advertises.

    Signals:
        open_requested: The user wants to open a video or profile in the browser. arg: the link.
        creator_requested: The user wants to see a tracked creator. arg: its ID.
        post_requested: The user wants to post videos, or their creators' profiles. arg: a PostRequest.
        forget_requested: The user wants a creator to be forgotten. arg: its ID.
        export_requested: The user wants to export what is shown. arg: an ExportRequest.
    """

    open_requested = Signal(str)
    creator_requested = Signal(object)
    post_requested = Signal(object)
    forget_requested = Signal(object)
    export_requested = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        services: CampaignServices,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._theme, self._services, self._now = theme, services, now
        self._changes, self._tasks, self._messages = changes, tasks, messages
        self._details_choice = DetailsChoice(self)
        self._switch = Segmented(VIEWS, "What to show")
        self._panel_button = IconButton(theme, "panel-right", "Details", shortcut="Ctrl+I")
        self._more = IconButton(theme, "ellipsis", "More actions")
        self._notices = NoticePlace(theme, words.PURPOSE)
        self._new = Button(theme, "New campaign…", icon="plus", kind="link", hint="Ctrl+N")
        self._list = CampaignsList(theme, CampaignsModel(self))
        self._header = CampaignHeader(theme)
        self._model = VideosModel(now, self)
        self._table = VideosTable(theme, pictures, self._model, now)
        self._details = VideoDetails(theme, pictures, now)
        self._states = ViewStates(theme, self._table, Skeleton(theme, VIDEO_BONES))
        self._advertisers = AdvertisersView(theme, pictures, services.campaigns, tasks, messages, now)
        self._stack, self._pane, self._results = QStackedWidget(), QFrame(), QWidget()
        self._menu = VideosMenu(self, self._table)
        self._list_menu = CampaignMenu(self, self._list)
        self._shown = ShownCampaign(self._list, services, tasks, messages)
        self._editing = CampaignEditing(theme, services.campaigns, self._shown, changes, tasks, messages, self)
        self._actions = VideoActions(
            *(self._table, self._model, self._details, self._menu, self._shown, services, changes, tasks, messages)
        )
        self._rows = RowsOut(self._table, self._model, self._menu, self._advertisers, messages, now)
        head = self._header
        self._measuring = MeasureActions(
            *(head.measure, head.progress, head.stage, self._table, self._shown, services.campaigns, tasks, messages)
        )
        self._words = CampaignStates(self._states, self._editing.create, self._add, self._header.search.clear)
        self._ages = QTimer(self)
        self._ages.timeout.connect(self._time_passed)
        self._ages.start(AGES_EVERY)
        self._lay_out()
        self._connect()
        self._bind_keys()
        self._show_state()
        self._shown.load()

    # User actions

    def toggle_details(self) -> None:
        """Shows or hides the details; if nothing is selected, selects the topmost row."""
        table = self._advertisers.table if self._is_about_advertisers else self._table
        shown = self._advertisers.details.isVisible() or self._details.isVisible()
        if table.selected is None:
            table.select_row(0)
        self._details_choice.choose(shown=not shown)
        self._place_details()

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that videos can be posted to."""
        self._actions.offer_channels(places)

    def _created(self, campaign: Campaign) -> None:
        self._switch.choose(RESULTS)
        self._shown.show_created(campaign)

    def _add(self) -> None:
        self._open_add("")

    def _paste(self) -> None:
        """Opens the dialog with the links in the clipboard."""
        self._open_add(QGuiApplication.clipboard().text())

    def _open_add(self, text: str) -> None:
        campaign = self._shown.campaign
        if campaign is None or self._is_about_advertisers:
            return
        dialog = AddDialog(
            *(self._theme, campaign, self._services.campaigns, self._changes, self._tasks, self._messages, self._now),
            self.window(),
        )
        dialog.open()
        if text.strip():
            dialog.paste(text)

    def _switch_view(self) -> None:
        self._switch.choose(RESULTS if self._is_about_advertisers else ADVERTISERS)

    def _focus_search(self) -> None:
        field = self._advertisers.search if self._is_about_advertisers else self._header.search
        field.setFocus()
        field.selectAll()

    def _measure_or_stop(self) -> None:
        if not self._is_about_advertisers:
            self._measuring.toggle()

    def _export(self) -> None:
        (self._rows.export_advertisers if self._is_about_advertisers else self._rows.export)()

    def _edit_in_details(self, column: Column) -> None:
        """Where a column isn't shown, it is edited in the details."""
        self._details_choice.choose(shown=True)
        self._place_details()
        self._details.deal.edit(column)

    def _focus_table(self, _campaign: Campaign) -> None:
        self._subject.setFocus()

    @property
    def _subject(self) -> QWidget:
        """What has the focus: the table, or the words in its place."""
        return self._states.words if self._states.currentWidget() is self._states.words else self._table

    # What is shown

    @property
    def _is_about_advertisers(self) -> bool:
        return self._switch.choice == ADVERTISERS

    @property
    def _has_rows(self) -> bool:
        return (self._advertisers.model if self._is_about_advertisers else self._model).rowCount() > 0

    def _show_view(self) -> None:
        about_ads = self._is_about_advertisers
        self._menu.set_active(not about_ads)
        self._advertisers.set_active(about_ads)
        self._stack.setCurrentIndex(1 if about_ads else 0)
        if about_ads:
            self._advertisers.load()
        self._say_summary()
        self._place_details()
        self.setFocus()
        self._hand_focus_on()

    def _show_results(self) -> None:
        """Shows the videos; where all that were selected went away, selects the one that follows them."""
        before, results = self._table.selected_row, self._shown.results
        if results is not None:
            self._model.show(results.campaign, results.videos)
            if self._table.selected is None:
                self._table.select_row(before or 0)
        self._show_state()

    def _choose(self) -> None:
        """Another campaign was chosen, whose results may not be known yet."""
        if self._shown.results is None:
            self._model.show(None, ())
        self._show_state()

    def _narrow(self) -> None:
        self._model.show_only(self._header.query)
        if self._table.selected is None:
            self._table.select_row(0)
        self._show_state()

    def _show_state(self) -> None:
        """Shows the table, or the skeleton or words instead."""
        shown = self._shown
        has_campaigns = shown.campaign is not None
        is_loading = not shown.are_read and shown.failure is None
        self._header.show_campaign(shown.campaign, is_loading=is_loading)
        self._header.show_results(shown.results)
        self._header.measure.setEnabled(self._measuring.is_measuring or self._model.total > 0)
        self._notices.show_notice(self._messages.notice_on(PAGE))
        self._say_summary()
        if shown.results is None and shown.failure is not None:
            self._words.show_failure(shown.failure, shown.load)
        elif shown.are_read and not has_campaigns:
            self._words.show_first_use()
        elif shown.results is None:
            self._states.show_loading()
        elif self._model.rowCount():
            self._states.show_view()
        elif self._model.total:
            self._words.show_no_match(self._header.query)
        else:
            self._words.show_no_videos()
        self._show_selected()
        self._hand_focus_on()

    def _say_summary(self) -> None:
        if self._is_about_advertisers:
            self._notices.say(self._advertisers.summary)
            return
        results = self._shown.results
        narrowed = self._model.rowCount() if self._model.is_narrowed else None
        self._notices.say(
            words.PURPOSE if results is None
            else words.summary(results.totals, narrowed, self._shown.next_at, self._now())
        )  # fmt: skip

    def _show_selected(self) -> None:
        one = self._table.selected if self._shown.results is not None else None
        is_tracked = one is not None and one.creator is not None and one.creator.id in self._shown.tracked
        self._details.show_result(one, self._model.campaign, self._table.selected_count, is_tracked=is_tracked)
        self._place_details()

    def _place_details(self) -> None:
        """Shows or hides the panels; in a narrow window they are hidden unless the user asks for them."""
        wanted = self._details_choice.are_shown
        ads, about_ads = self._advertisers.details, self._is_about_advertisers
        shows_details = wanted and not about_ads and self._details.result is not None
        self._place_pane(is_narrow=shows_details and self._details_choice.is_narrow)
        self._details.setVisible(shows_details)
        ads.setVisible(wanted and about_ads and ads.advertiser is not None)
        self._panel_button.setEnabled(self._has_rows)

    def _place_pane(self, *, is_narrow: bool) -> None:
        """Shows the campaigns if there are any, and if the details leave room for them."""
        is_shown = not is_narrow and (self._shown.campaign is not None or not self._shown.are_read)
        for part in (self._pane, self._line):
            part.setVisible(is_shown)

    def _time_passed(self) -> None:
        """Also reads again, as other parts, and other computers on the same database, measure these videos, too."""
        if self.isVisible():
            self._model.time_passed()
            self._advertisers.time_passed()
            self._details.show_age()
            self._say_summary()
            (self._advertisers.load if self._is_about_advertisers else self._shown.read)()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.fit(self.window().height())
        self._place_details()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():  # as by the window manager
            self._shown.load()
            if self._is_about_advertisers:
                self._advertisers.load()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._hand_focus_on()

    def _hand_focus_on(self) -> None:
        """Passes focus to the table or words once shown; until then the page keeps it for its shortcuts."""
        if not self.hasFocus():
            return
        if self._is_about_advertisers:
            self._advertisers.subject.setFocus()
        elif self._states.currentWidget() in (self._table, self._states.words):
            self._subject.setFocus()

    # Setup

    def _lay_out(self) -> None:
        top = PageHeader("Campaigns", self._notices, self._switch, self._panel_button, self._more)
        self._pane.setLayout(column(8, (self._list, 1), row(self._new, None, margins=(18, 4, 8, 12)), spacing=0))
        self._pane.setFixedWidth(LIST_WIDTH)
        self._list.setProperty("surface", "pane")
        videos = column(self._header, (self._states, 1), spacing=0)
        self._line = hairline("vertical")
        beside = row(self._pane, self._line, spacing=0)
        beside.addLayout(videos, 1)
        self._results.setLayout(beside)
        for view in (self._results, self._advertisers):
            self._stack.addWidget(view)
        page = QWidget()
        page.setLayout(column(top, hairline(), (self._stack, 1), spacing=0))
        self.setLayout(row((page, 1), self._details, self._advertisers.details, spacing=0))

    def _connect(self) -> None:
        self._switch.chosen.connect(self._show_view)
        self._panel_button.clicked.connect(self.toggle_details)
        self._more.clicked.connect(self._open_more)
        self._new.clicked.connect(self._editing.create)
        self._list.opened.connect(self._focus_table)
        self._list_menu.new_wanted.connect(self._editing.create)
        self._list_menu.edit_wanted.connect(self._editing.edit_shown)
        self._list_menu.removal_wanted.connect(self._editing.remove_shown)
        self._list_menu.export_wanted.connect(self._export)
        self._header.edit.clicked.connect(self._editing.edit_shown)
        self._header.add.clicked.connect(self._add)
        self._header.search.textChanged.connect(self._narrow)
        self._table.chosen.connect(self._show_selected)
        self._table.edit_elsewhere.connect(self._edit_in_details)
        self._menu.measure_wanted.connect(self._measuring.measure_selected)
        self._details.measure_wanted.connect(self._measuring.measure_selected)
        self._measuring.changed.connect(self._show_state)
        self._editing.created.connect(self._created)
        self._shown.chosen.connect(self._choose)
        self._shown.changed.connect(self._show_results)
        self._shown.failed.connect(self._show_state)
        self._advertisers.selected.connect(self._place_details)
        self._advertisers.changed.connect(self._advertisers_changed)
        self._messages.notice_changed.connect(self._show_notice)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        for part in (self._actions, self._advertisers):
            part.open_requested.connect(self.open_requested)
            part.creator_requested.connect(self.creator_requested)
        self._actions.post_requested.connect(self.post_requested)
        self._actions.forget_requested.connect(self.forget_requested)
        self._rows.export_requested.connect(self.export_requested)

    def _open_more(self) -> None:
        self._list_menu.open_below(self._more, exports=self._has_rows)

    def _show_notice(self) -> None:
        self._notices.show_notice(self._messages.notice_on(PAGE))

    def _advertisers_changed(self) -> None:
        if self._is_about_advertisers:
            self._say_summary()
            self._hand_focus_on()

    def _bind_keys(self) -> None:
        for keys, act in (
            ("F5", self._measure_or_stop),
            ("Ctrl+R", self._measure_or_stop),
            ("A", self._add),
            ("Ctrl+F", self._focus_search),
            ("Ctrl+E", self._export),
            ("Ctrl+I", self.toggle_details),
            ("Ctrl+Shift+O", self._switch_view),
            ("Ctrl+Z", self._changes.undo),
        ):
            shortcut_within(self, keys, act)
        shortcut_within(self._states, "Ctrl+V", self._paste)
        self.addActions(self._advertisers.keys)
