"""What the user does with candidates: by button, shortcut or menu, with all that are selected."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine, Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QGuiApplication

from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.details import CandidateDetails
from tiktrack_gui.ui.discover.menu import CandidatesMenu, ListsMenu
from tiktrack_gui.ui.discover.table import CandidatesTable
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words import finding
from tiktrack_gui.words.channels import PostPlace

Undo = Callable[[], Awaitable[None]]
OFFER = "offer the lists"  # the task


class CandidateActions(QObject):
    """Tracks, dismisses, posts, copies, opens and reads. What changes something can be undone.

    Signals:
        post_requested: The user wants to post creators' profiles. arg: a PostRequest.
        open_requested: The user wants to open a profile. arg: the link.
    """

    post_requested = Signal(object)
    open_requested = Signal(str)

    def __init__(
        self,
        table: CandidatesTable,
        details: CandidateDetails,
        menu: CandidatesMenu,
        brand_id: Callable[[], int | None],
        discover: Discover,
        lists: CreatorLists,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        """brand_id: of the brand whose candidates are shown."""
        super().__init__(table)
        self._table, self._details, self._menu, self._brand_id = table, details, menu, brand_id
        self._discover, self._lists, self._changes = discover, lists, changes
        self._tasks, self._messages = tasks, messages
        self._names: dict[int, str] = {}  # of the lists, by ID
        self._numbers = count(1)  # tasks of the same name would replace each other
        self._track_in = ListsMenu(table)
        self._connect()
        self.load_lists()

    def load_lists(self) -> None:
        self._tasks.spawn(self._load_lists(), name=OFFER)

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that creators can be posted to."""
        self._menu.post_to.offer(places)

    # Opening and copying

    def open_selected(self) -> None:
        """Opens only the current one: a browser with dozens of new tabs is no help."""
        if (one := self._table.selected) is not None:
            self._open(one)

    def copy_selected(self) -> None:
        if selected := self._table.selection:
            QGuiApplication.clipboard().setText("\n".join(words.url(one) for one in selected))
            self._messages.say("Link copied" if len(selected) == 1 else f"{len(selected)} links copied")

    def _open(self, one: Ranked) -> None:
        self.open_requested.emit(words.url(one))

    # Tracking

    def ask_to_track(self) -> None:
        """Asks for the list, if there are any; otherwise tracks at once."""
        if not self._table.selection:
            return
        if not self._track_in.has_lists:
            self._track_without_asking()
        else:
            row = self._table.selected_row or 0
            place = QPoint(self._table.columnViewportPosition(1) + 48, self._table.rowViewportPosition(row) + 40)
            self._track_in.open_at(self._table.viewport().mapToGlobal(place))

    def _track_without_asking(self) -> None:
        selected = self._table.selection
        if all(one.watch is Watch.TRACKED for one in selected):
            self._messages.say(words.tracked_already(selected))
        else:
            self._track_on(None)

    def _track_on(self, list_id: int | None) -> None:
        if selected := self._table.selection:
            self._spawn(self._track(selected, list_id), "track")

    async def _track(self, selected: Sequence[Ranked], list_id: int | None) -> None:
        undo = await self._discover.track([one.creator_id for one in selected], list_id)
        self._changes.made(words.tracking(selected, self._names.get(list_id or 0, "")), undo)

    async def _load_lists(self) -> None:
        self._show_lists(await self._lists.all())

    def _show_lists(self, lists: Sequence[CreatorList]) -> None:
        self._names = {one.id: one.name for one in lists}
        for menu in (self._track_in, self._menu.track_in):
            menu.offer(lists)

    # Not interesting

    def dismiss_selected(self) -> None:
        """Marks them as not interesting; those that are all marked become interesting again."""
        selected, brand_id = self._table.selection, self._brand_id()
        if not selected or brand_id is None:
            return
        if all(one.dismissed for one in selected):
            self._spawn(self._restore(brand_id, selected), "restore")
        else:
            self._spawn(self._dismiss(brand_id, [one for one in selected if not one.dismissed]), "dismiss")

    async def _dismiss(self, brand_id: int, selected: Sequence[Ranked]) -> None:
        undo = await self._discover.dismiss(brand_id, [one.creator_id for one in selected])
        self._changes.made(words.dismissed(selected), undo)

    async def _restore(self, brand_id: int, selected: Sequence[Ranked]) -> None:
        ids = [one.creator_id for one in selected]
        await self._discover.restore(brand_id, ids)

        async def undo() -> None:
            await self._discover.dismiss(brand_id, ids)

        self._changes.made(words.restored(selected), undo)

    # Posting

    def post_selected(self) -> None:
        self._post(None)

    def _post(self, channel_id: int | None) -> None:
        if selected := self._table.selection:
            handles = tuple(one.handle for one in selected)
            self.post_requested.emit(PostRequest(handles=handles, channel_id=channel_id))

    # Reading

    def read_selected(self) -> None:
        if selected := self._table.selection:
            self._spawn(self._read(selected), "read")

    async def _read(self, selected: Sequence[Ranked]) -> None:
        """Says what it costs, which is two requests each."""
        ids = [one.creator_id for one in selected]
        cost = await self._discover.plan_read(ids)
        await self._discover.read(ids)
        self._messages.say(f"Reading {words.named(selected)}. {finding.cost(cost)}")

    # Setup

    def _spawn(self, work: Coroutine[Any, Any, None], what: str) -> None:
        self._tasks.spawn(self._told(work), name=f"{what} candidates {next(self._numbers)}", finishes=True)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except TikTrackError as error:
            self._messages.trouble(error, here=True)

    def _connect(self) -> None:
        self._table.opened.connect(self._open)
        self._lists.changed.connect(self._show_lists)
        self._track_in.chosen.connect(self._track_on)
        menu, details = self._menu, self._details
        menu.track_in.chosen.connect(self._track_on)
        menu.open_wanted.connect(self.open_selected)
        menu.copy_wanted.connect(self.copy_selected)
        menu.reading_wanted.connect(self.read_selected)
        menu.post_to.wanted.connect(self._post)
        details.open_wanted.connect(self.open_selected)
        for asking in (menu, details):
            asking.track_wanted.connect(self.ask_to_track)
            asking.dismissal_wanted.connect(self.dismiss_selected)
            asking.post_wanted.connect(self.post_selected)
