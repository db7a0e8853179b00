"""The Creators page: the tracked creators on the left, details of one on the right."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QBoxLayout, QStackedWidget

from tiktrack_gui.core.annotations import Annotations as Kept
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import BadInput, StoreError
from tiktrack_gui.core.growth import GROWTH_DAYS, change
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.report import Wanted
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.history_import import HistoryImporting
from tiktrack_gui.services.lists import CreatorLists, Undo
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.add_actions import AddActions
from tiktrack_gui.ui.creators.annotations.actions import AnnotationActions
from tiktrack_gui.ui.creators.compare import CompareActions
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
from tiktrack_gui.ui.creators.suggest_actions import SuggestActions
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.page import Page
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.toast import Toast
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import creators as words
from tiktrack_gui.words.channels import PostPlace

PAGE = "creators"  # its key
AGES_EVERY = 30_000  # ms
TRACK = "Track a creator"
DETAILS_BONES = (
    Bone(left=24, top=0, width=44, height=44, radius=22),
    Bone(left=80, top=4, width=180, height=16),
    Bone(left=80, top=28, width=260, height=10),
    *(Bone(left=24 + 170 * number, top=60, width=110, height=34) for number in range(4)),
    Bone(left=24, top=136, width=0.94, height=300, radius=10),
)


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
        self._creators, self._tasks, self._messages, self._now = creators, tasks, messages, now
        self._every = every
        self._lists = lists
        self._undos: list[tuple[Undo, str]] = []  # of this session, the newest last, with what is said then
        self._is_empty = False  # there are no creators, as far as is known
        self._help_with_words: Callable[[], None] = self.add  # the action of the empty page's button
        self._sought: int | None = None  # ID of the creator to select once it is loaded
        self._model = CreatorsModel(self)
        self._pane = CreatorsPane(theme, pictures, self._model, takes)
        self._details = CreatorDetails(theme, pictures)
        self._states = ViewStates(theme, self._details, Skeleton(theme, DETAILS_BONES, row_height=436, rows=1))
        self._notices = self._details.notices
        self._toast = Toast(theme, self)
        self._menu = CreatorsMenu(theme, self, self._pane.list)
        self._listing = ListActions(self._pane, self._menu, lists, tasks, self._offer_undo)
        self._refreshing = RefreshActions(
            self._pane, self._details, self._menu, self._model, creators, tasks, messages, self._load_soon, now, takes
        )
        self._rhythm = RhythmActions(
            self._pane.rhythm, self._pane.chooser.rhythm, self._shown_list, refreshing, tasks, self._offer_undo, now
        )
        self._adding = AddActions(theme, self._pane, creators, lists, adding, tasks, messages, self._seek, self.refresh)
        self._importing = ImportActions(
            theme, self, self._menu, importing, tasks, messages, self._offer_undo, self._load_soon
        )
        self._suggesting = SuggestActions(self._pane.suggestions, creators, tasks, messages, self._adding.track_known)
        self._profiles = ProfileActions(self._details, creators, tasks, now, every)
        self._comparing = CompareActions(theme, self, self._menu, creators, tasks, messages, every)
        self._view = OverviewView(theme, pictures, lists, tasks, now, self._tell)
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
            self._offer_undo,
            self._undo,
            self._show_annotations,
            self._rows_in_sight,
        )
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
        self._load_soon()
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
        self._seek(creator_id)
        self._load_soon()

    def _seek(self, creator_id: int) -> None:
        """Selects a creator in either view, now or once it is loaded."""
        self._sought = creator_id
        self._pane.clear_filter()
        self._pane.list.select(creator_id)

    def _open(self, entry: Entry) -> None:
        self.open_requested.emit(entry.tracked.creator.url)

    def _ask_to_forget(self, entry: Entry) -> None:
        self.forget_requested.emit(entry.id)

    def _report_on(self, entries: Sequence[Entry]) -> None:
        ids = tuple(entry.id for entry in entries)
        about = words.names(entry.tracked.creator for entry in entries)
        self.report_requested.emit(Wanted(creator_ids=ids, name=about if len(ids) > 1 else None), about)

    def _report_on_list(self) -> None:
        """On all of its creators, also if some are filtered out."""
        chooser, ids = self._pane.chooser, tuple(entry.id for entry in self._model.entries)
        wanted = Wanted(creator_ids=ids, name=chooser.name, list_id=chooser.shown, is_list=True)
        self.report_requested.emit(wanted, f"“{chooser.name}”")

    def _open_video(self, video: Video) -> None:
        self.open_requested.emit(video.url)

    def _copy_video(self, video: Video) -> None:
        self._copy_links([video.url])

    def _copy(self, entries: Sequence[Entry]) -> None:
        self._copy_links([entry.tracked.creator.url for entry in entries])

    def _copy_links(self, links: Sequence[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(links))
        self._messages.say("Link copied" if len(links) == 1 else f"{len(links)} links copied")

    def _post_one(self, entry: Entry) -> None:
        self._post([entry])

    def _post(self, entries: Sequence[Entry], channel_id: int | None = None) -> None:
        handles = tuple(entry.tracked.creator.handle for entry in entries)
        self.post_requested.emit(PostRequest(handles=handles, channel_id=channel_id))

    def _post_to(self, channel_id: int) -> None:
        if chosen := self._pane.list.chosen:
            self._post(chosen, channel_id)

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that creators can be posted to."""
        self._menu.post_to.offer(places)

    def _remove(self, entries: Sequence[Entry]) -> None:
        self._tasks.spawn(self._untrack(entries), name=f"untrack {entries[0].id}")

    def _offer_undo(self, said: str, undo: Undo, undone: str = "Undone") -> None:
        self._undos.append((undo, undone))
        self._toast.say(said, action="Undo")

    def _say(self, text: str, good: bool) -> None:
        self._toast.say(text, kind="ok" if good else "bad")

    def _undo(self) -> None:
        if self._undos:
            self._tasks.spawn(self._take_back(*self._undos.pop()), name=f"undo {len(self._undos)}")

    async def _take_back(self, undo: Undo, undone: str) -> None:
        try:
            await undo()
        except BadInput as error:  # such as a name that is another list's now
            self._toast.say(f"{error.sentence} {error.advice}", kind="bad")
        else:
            self._toast.say(undone)

    # Calls to the services

    async def _untrack(self, entries: Sequence[Entry]) -> None:
        places = await self._creators.untrack([entry.id for entry in entries])
        names = words.names(entry.tracked.creator for entry in entries)
        undo = partial(self._creators.track_again, places)
        self._offer_undo(f"Stopped tracking {names}", undo, f"Tracking {names} again")

    def _shown_list(self) -> int | None:
        return self._pane.chooser.shown

    def _load_soon(self) -> None:
        self._tasks.spawn(self._load(), name="load creators")

    def _take(self, tracked: Sequence[TrackedCreator]) -> None:
        self._tasks.spawn(self._load(tracked), name="load creators")

    def _list_filled(self, list_id: int | None) -> None:
        if list_id == self._pane.chooser.shown:
            self._load_soon()

    async def _load(self, tracked: Sequence[TrackedCreator] | None = None) -> None:
        """tracked: the tracked creators, if already known."""
        try:
            if tracked is None:
                tracked = await self._creators.tracked()
            self._listing.show_lists(await self._lists.all(), len(tracked))
            if (shown := self._pane.chooser.shown) is not None:
                tracked = await self._lists.entries(shown)
            self._rhythm.load()
            ids = [entry.creator.id for entry in tracked]
            earlier = await self._creators.earlier(ids, GROWTH_DAYS * DAY)
            kept = await self._annotating.of(ids)
        except StoreError as error:
            self._fail(error)
            return
        self._model.show([_entry(entry, earlier, kept) for entry in tracked])
        await self._overview.load()
        if self._sought is not None:
            self._pane.list.select(self._sought)
            self._sought = None
        self._show_state()

    # Display

    def _show_notice(self) -> None:
        for place in (self._notices, self._view.notices):
            place.show_notice(self._messages.notice_on(PAGE))
        if self._is_empty:
            self._show_nothing()

    def _show_nothing(self) -> None:
        """Shows that there are no creators yet, or the current notice."""
        notice = self._messages.notice_on(PAGE)
        if notice is not None:
            self._states.show_notice(notice, otherwise=TRACK)
            self._help_with_words = partial(self._messages.act, notice.about)
        else:
            name = self._pane.chooser.name
            is_list = self._pane.chooser.shown is not None
            self._states.show_words(
                "users",
                f"Nobody on “{name}” yet" if is_list else "No creators yet",
                "Track a creator to see how their followers grow. TikTrack keeps measuring them, even while it’s in "
                "the tray.",
                action=TRACK,
                action_icon="user-plus",
            )
            self._help_with_words = self.add

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
        self._states.show_words(
            "database", "Couldn’t load creators", str(error), action="Try again", action_icon="refresh-cw"
        )
        self._help_with_words = self._load_soon

    def _tell(self, error: StoreError) -> None:
        self._messages.trouble(error, retry=self._load_soon)

    def _act_on_words(self) -> None:
        self._help_with_words()

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

    def _rows_in_sight(self) -> QAbstractItemView:
        return self._view.table if self._overview.is_shown else self._pane.list

    def _switch_view(self) -> None:
        self._arrange()
        self._show_selected(self._pane.list.selected)
        self._load_soon()

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
        self._pane.list.creator_opened.connect(self._open)
        for asking in (self._menu, self._details):
            asking.open_wanted.connect(self._open)
        self._menu.post_wanted.connect(self._post)
        self._menu.post_to.wanted.connect(self._post_to)
        self._details.post_wanted.connect(self._post_one)
        self._menu.copy_wanted.connect(self._copy)
        self._menu.forget_wanted.connect(self._ask_to_forget)
        self._menu.report_wanted.connect(self._report_on)
        self._pane.chooser.report_wanted.connect(self._report_on_list)
        self._overview.switched.connect(self._switch_view)
        self._menu.untrack_wanted.connect(self._remove)
        self._pane.chooser.chosen.connect(self._load_soon)
        self._pane.chooser.alerts_wanted.connect(self.alerts_requested)
        self._lists.changed.connect(self._load_soon)
        self._lists.filled.connect(self._list_filled)
        self._details.video_opened.connect(self._open_video)
        self._details.video_copy_wanted.connect(self._copy_video)
        self._details.said.connect(self._say)
        self._rows.export_requested.connect(self.export_requested)
        self._details.export_requested.connect(self.export_requested)
        self._details.link_opened.connect(self.open_requested)
        self._states.words.acted.connect(self._act_on_words)
        self._states.words.acted_otherwise.connect(self.add)
        self._toast.acted.connect(self._undo)
        self._ages.timeout.connect(self._time_passed)
        self._creators.changed.connect(self._take)
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
            ("Ctrl+Z", self._undo),
            ("Ctrl+E", self._rows.export),
            (KEYS, self._pane.switch.turn),
        ):
            QShortcut(QKeySequence(keys), self, act)


def _entry(tracked: TrackedCreator, earlier: dict[int, CreatorSample], kept: dict[int, Kept]) -> Entry:
    """Builds an entry, without growth if it spans less than a day, which says nothing about weeks."""
    before = earlier.get(tracked.creator.id)
    growth = change(before, tracked.creator.sample, CreatorCount.FOLLOWERS)
    known = growth if growth is not None and growth.seconds >= DAY else None
    return Entry(tracked=tracked, growth=known, annotations=kept.get(tracked.creator.id))
