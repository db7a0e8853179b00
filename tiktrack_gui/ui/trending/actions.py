"""Actions on videos in the feed, by button, shortcut or menu."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import TypeVar

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QAction, QDesktopServices
from PySide6.QtWidgets import QMenu

from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.errors import TikTokError, TikTrackError
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services.creators import CONCERNS_ALL, Creators
from tiktrack_gui.services.health import BLOCKS
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.trending.details import TrendingDetails, copy
from tiktrack_gui.ui.trending.rows_out import RowsOut
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.post_menu import PostMenu
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import videos
from tiktrack_gui.words.channels import PostPlace
from tiktrack_gui.words.creators import tracking
from tiktrack_gui.words.forgetting import ACTION

STORIES = "Post {} stories to Discord"
ENDS = CONCERNS_ALL + BLOCKS  # the next video or creator would meet them, too
MEASURING = "measure several again"  # the tasks' names
TRACKING = "track several"

T = TypeVar("T")
Videos = Sequence[MeasuredVideo]


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the menu. several: its text for several, with {} for their number. of_creators: what is counted."""

    one: str
    several: str
    keys: str
    act: Callable[[], None]
    of_creators: bool = False

    def text(self, items: Videos) -> str:
        number = len(creators_of(items)) if self.of_creators else len(items)
        return f"{self.several.format(number) if number > 1 else self.one}\t{self.keys}"


class VideoActions(QObject):
    """Carries out what the user requests: in the table for all that is selected, in the details for the video shown.

    Attributes:
        tracked: The IDs of the tracked creators.

    Signals:
        post_requested: The user wants to post stories, or their creators' profiles. arg: a PostRequest.
        creator_requested: The user wants to see a tracked creator. arg: the ID.
        forget_requested: The user wants the creator of the current video to be forgotten. arg: the ID.
    """

    post_requested = Signal(object)
    creator_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(
        self,
        table: FeedTable,
        details: TrendingDetails,
        rows: RowsOut,
        remeasuring: Remeasuring,
        creators: Creators,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__()
        self._table, self._remeasuring, self._creators = table, remeasuring, creators
        self._rows = rows
        self._tasks, self._messages = tasks, messages
        self.tracked: frozenset[int] = frozenset()
        self._menu = QMenu(table)
        self._post_to = PostMenu(self._menu)
        self._posts_stories = False  # in the default channel
        self._entries: list[tuple[QAction, Entry]] = []
        self._fill_menu()
        table.video_opened.connect(self._open)
        table.menu_wanted.connect(self._show_menu)
        details.open_wanted.connect(self._open)
        details.copy_wanted.connect(self._copy_one)
        details.creator_wanted.connect(self._track_or_show)
        details.post_wanted.connect(self._post_one)
        details.measure_wanted.connect(self._measure_one)
        self._post_to.wanted.connect(self._post_in)

    # Opening and copying

    def open_selected(self) -> None:
        """Opens only the current one: a browser with dozens of new tabs is no help."""
        if (item := self._table.selected) is not None:
            self._open(item)

    def copy_selected(self) -> None:
        if items := self._table.selection:
            self._copy(items)

    def _open(self, item: MeasuredVideo) -> None:
        QDesktopServices.openUrl(QUrl(item.video.url))

    def _copy_one(self, item: MeasuredVideo) -> None:
        self._copy([item])

    def _copy(self, items: Videos) -> None:
        copy("\n".join(item.video.url for item in items))
        self._messages.say("Link copied" if len(items) == 1 else f"{len(items)} links copied")

    # Tracking

    def track_selected(self) -> None:
        creators = creators_of(self._table.selection)
        untracked = [creator for creator in creators if creator.id not in self.tracked]
        if untracked:
            self._track(untracked)
        elif creators:
            self._messages.say(f"{_named(creators)} already tracked")

    def _track_or_show(self, item: MeasuredVideo) -> None:
        creator = item.video.creator
        if creator.id in self.tracked:
            self.creator_requested.emit(creator.id)
        else:
            self._track([creator])

    def _track(self, creators: Sequence[Creator]) -> None:
        if len(creators) == 1:
            self._tasks.spawn(self._add(creators[0]), name=f"track {creators[0].id}")
        elif not self._tasks.is_running(TRACKING):
            self._messages.say(f"Tracking {len(creators)} creators…")
            self._tasks.spawn(self._add_all(creators), name=TRACKING)

    async def _add(self, creator: Creator) -> None:
        retry = partial(self._track, [creator])
        try:
            checked = await self._creators.add_account(creator)
        except TikTrackError as error:
            self._messages.trouble(error, retry=retry, here=True)
            return
        self._messages.say(tracking(checked.creator, checked.formerly))
        if checked.error is not None:
            self._messages.trouble(checked.error, retry=retry, here=True)

    async def _add_all(self, creators: Sequence[Creator]) -> None:
        failed, trouble = await _one_by_one(creators, self._add_account)
        if trouble is not None:
            self._messages.trouble(trouble, retry=partial(self._track, failed), here=True)
        tracked = sum(creator.id in self.tracked for creator in creators)
        self._messages.say(f"Tracking {_part(tracked, len(creators))} creators")

    async def _add_account(self, creator: Creator) -> None:
        """Raises the error also of a creator that is tracked with the stored numbers."""
        if (error := (await self._creators.add_account(creator)).error) is not None:
            raise error

    # Posting

    def post_selected(self) -> None:
        items = self._table.selection
        unsent = [item for item in items if item.posted is not DeliveryState.SENT]
        if unsent:
            self._ask_to_post(unsent)
        elif items:
            creators = creators_of(items)
            have = "has" if len(creators) == 1 else "have"
            self._messages.say(f"{_who(creators)} {have} already been posted")

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """In a channel about stories, each is posted as one; in others, its creator's profile."""
        self._post_to.offer(places)
        default = next((place for place in places if place.is_default), None)
        self._posts_stories = default is not None and default.about is About.VIDEO

    def _post_one(self, item: MeasuredVideo) -> None:
        self._ask_to_post([item])

    def _post_in(self, channel_id: int) -> None:
        """Also what was posted elsewhere."""
        if items := self._table.selection:
            self._ask_to_post(items, channel_id)

    def _ask_to_post(self, items: Videos, channel_id: int | None = None) -> None:
        handles = tuple(creator.handle for creator in creators_of(items))
        videos = tuple(item.video.id for item in items)
        self.post_requested.emit(PostRequest(handles=handles, videos=videos, channel_id=channel_id))

    # Hiding

    def hide_selected(self) -> None:
        if creators := creators_of(self._table.selection):
            self._hide(creators, True)

    def forget_selected(self) -> None:
        """One creator only: what is erased can't be brought back."""
        if (item := self._table.selected) is not None:
            self.forget_requested.emit(item.video.creator.id)

    def unhide_all(self) -> None:
        self._tasks.spawn(self._unhide_all(), name="show hidden creators again")

    def _hide(self, creators: Sequence[Creator], hidden: bool) -> None:
        self._tasks.spawn(self._set_hidden(creators, hidden), name=f"hide {creators[0].id}")

    async def _set_hidden(self, creators: Sequence[Creator], hidden: bool) -> None:
        for creator in creators:
            await self._creators.set_hidden(creator.id, hidden)
        if hidden:
            show_again = partial(self._hide, creators, False)
            self._messages.say(f"{_named(creators)} hidden from Trending", "Undo", show_again)

    async def _unhide_all(self) -> None:
        for creator in await self._creators.hidden():
            await self._creators.set_hidden(creator.id, False)

    # Measuring

    def measure_selected(self) -> None:
        if items := self._table.selection:
            self._measure(items)

    def _measure_one(self, item: MeasuredVideo) -> None:
        self._measure([item])

    def _measure(self, items: Videos) -> None:
        """TikTok is asked once, however often it is clicked."""
        name = f"measure {items[0].video.id} again" if len(items) == 1 else MEASURING
        if self._tasks.is_running(name):
            return
        if len(items) == 1:
            self._messages.say("Measuring…")
            self._tasks.spawn(self._measure_again(items[0]), name=name)
        else:
            self._messages.say(f"Measuring {len(items)} videos…")
            self._tasks.spawn(self._measure_all(items), name=name)

    async def _measure_again(self, item: MeasuredVideo) -> None:
        try:
            again = await self._remeasuring.measure(item)
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._measure, [item]))
            return
        self._messages.say(videos.measured_again(again))

    async def _measure_all(self, items: Videos) -> None:
        failed, trouble = await _one_by_one(items, self._remeasuring.measure)
        if trouble is not None:
            self._messages.trouble(trouble, retry=partial(self._measure, failed))
        self._messages.say(f"Measured {_part(len(items) - len(failed), len(items))} videos")

    # The menu

    def _fill_menu(self) -> None:
        for entry in (
            Entry("Open on TikTok", "Open this video on TikTok", "Enter", self.open_selected),
            Entry("Copy link", "Copy {} links", "Ctrl+Shift+C", self.copy_selected),
            Entry("Copy row", "Copy {} rows", "Ctrl+C", self._rows.copy),
            Entry("Track creator", "Track {} creators", "T", self.track_selected, of_creators=True),
            Entry("Post to Discord", "Post {} creators to Discord", "D", self.post_selected, of_creators=True),
            Entry("Measure again", "Measure {} videos again", "M", self.measure_selected),
            Entry("Export all shown…", "Export {} videos…", "Ctrl+E", self._rows.export),
            Entry("Hide this creator", "Hide {} creators", "H", self.hide_selected, of_creators=True),
        ):
            action = self._menu.addAction(entry.one)
            action.triggered.connect(entry.act)
            self._entries.append((action, entry))
            if entry.act == self.post_selected:
                self._menu.addMenu(self._post_to)
        self._forget = self._menu.addAction(ACTION)
        self._forget.triggered.connect(self.forget_selected)
        self._menu.addSeparator()
        self._menu.addMenu(self._table.sort_menu)

    def _show_menu(self, _item: MeasuredVideo, position: QPoint) -> None:
        items = self._table.selection
        for action, entry in self._entries:
            if self._posts_stories and entry.act == self.post_selected:
                action.setText(replace(entry, several=STORIES, of_creators=False).text(items))
            else:
                action.setText(entry.text(items))
        self._forget.setEnabled(len(creators_of(items)) == 1)
        self._menu.popup(position)


def creators_of(items: Videos) -> list[Creator]:
    """Returns each creator once."""
    return list({item.video.creator.id: item.video.creator for item in items}.values())


async def _one_by_one(things: Sequence[T], act: Callable[[T], Awaitable[object]]) -> tuple[list[T], TikTokError | None]:
    """Asks TikTok about one after the other, as the request budget allows, until the others would fail, too.

    Returns those that failed or weren't tried, and the last error.
    """
    failed: list[T] = []
    trouble: TikTokError | None = None
    for number, thing in enumerate(things):
        try:
            await act(thing)
        except TikTokError as error:
            trouble = error
            if isinstance(error, ENDS):
                return [*failed, *things[number:]], error
            failed.append(thing)
    return failed, trouble


def _who(creators: Sequence[Creator]) -> str:
    """ "@ann", or "All 5 creators"."""
    return f"@{creators[0].handle}" if len(creators) == 1 else f"All {len(creators)} creators"


def _named(creators: Sequence[Creator]) -> str:
    """ "@ann is", or "5 creators are"."""
    return f"@{creators[0].handle} is" if len(creators) == 1 else f"{len(creators)} creators are"


def _part(done: int, wanted: int) -> str:
    """ "5", or "3 of 5"."""
    return str(done) if done == wanted else f"{done} of {wanted}"
