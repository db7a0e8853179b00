"""Actions on a video in the feed, by button, shortcut or menu."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QPoint, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QMenu

from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.trending.details import TrendingDetails, copy
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import videos
from tiktrack_gui.words.creators import tracking


class VideoActions(QObject):
    """Carries out what the user requests in the table or the details panel.

    Attributes:
        tracked: The IDs of the tracked creators.

    Signals:
        post_requested: The user wants to post a creator's profile. arg: the handle.
        creator_requested: The user wants to see a tracked creator. arg: the ID.
    """

    post_requested = Signal(str)
    creator_requested = Signal(object)

    def __init__(
        self,
        table: FeedTable,
        details: TrendingDetails,
        remeasuring: Remeasuring,
        creators: Creators,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__()
        self._table, self._remeasuring, self._creators = table, remeasuring, creators
        self._tasks, self._messages = tasks, messages
        self.tracked: frozenset[int] = frozenset()
        self._menu = QMenu(table)
        self._fill_menu()
        table.video_opened.connect(self._open)
        table.menu_wanted.connect(self._show_menu)
        details.open_wanted.connect(self._open)
        details.copy_wanted.connect(self._copy)
        details.creator_wanted.connect(self._track_or_show)
        details.post_wanted.connect(self._post)
        details.measure_wanted.connect(self._measure)

    def open_selected(self) -> None:
        if (item := self._table.selected) is not None:
            self._open(item)

    def copy_selected(self) -> None:
        if (item := self._table.selected) is not None:
            self._copy(item)

    def track_selected(self) -> None:
        if (item := self._table.selected) is None:
            return
        if item.video.creator.id in self.tracked:
            self._messages.say(f"@{item.video.creator.handle} is already tracked")
        else:
            self._track(item)

    def post_selected(self) -> None:
        if (item := self._table.selected) is None:
            return
        if item.posted is DeliveryState.SENT:
            self._messages.say(f"@{item.video.creator.handle} has already been posted")
        else:
            self._post(item)

    def hide_selected(self) -> None:
        if (item := self._table.selected) is not None:
            self._hide(item.video.creator, True)

    def unhide_all(self) -> None:
        self._tasks.spawn(self._unhide_all(), name="show hidden creators again")

    def _hide(self, creator: Creator, hidden: bool) -> None:
        self._tasks.spawn(self._set_hidden(creator, hidden), name=f"hide {creator.id}")

    async def _set_hidden(self, creator: Creator, hidden: bool) -> None:
        await self._creators.set_hidden(creator.id, hidden)
        if hidden:
            show_again = partial(self._hide, creator, False)
            self._messages.say(f"@{creator.handle} is hidden from Trending", "Undo", show_again)

    async def _unhide_all(self) -> None:
        for creator in await self._creators.hidden():
            await self._creators.set_hidden(creator.id, False)

    def measure_selected(self) -> None:
        if (item := self._table.selected) is not None:
            self._measure(item)

    def _measure(self, item: MeasuredVideo) -> None:
        name = f"measure {item.video.id} again"
        if not self._tasks.is_running(name):  # TikTok is asked once, however often it is clicked
            self._messages.say("Measuring…")
            self._tasks.spawn(self._measure_again(item), name=name)

    async def _measure_again(self, item: MeasuredVideo) -> None:
        try:
            again = await self._remeasuring.measure(item)
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._measure, item))
            return
        self._messages.say(videos.measured_again(again))

    def _open(self, item: MeasuredVideo) -> None:
        QDesktopServices.openUrl(QUrl(item.video.url))

    def _copy(self, item: MeasuredVideo) -> None:
        copy(item.video.url)
        self._messages.say("Link copied")

    def _track_or_show(self, item: MeasuredVideo) -> None:
        creator_id = item.video.creator.id
        if creator_id in self.tracked:
            self.creator_requested.emit(creator_id)
        else:
            self._track(item)

    def _track(self, item: MeasuredVideo) -> None:
        self._tasks.spawn(self._add(item), name=f"track {item.video.creator.id}")

    async def _add(self, item: MeasuredVideo) -> None:
        try:
            checked = await self._creators.add_account(item.video.creator)
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._track, item), here=True)
            return
        self._messages.say(tracking(checked.creator, checked.formerly))
        if checked.error is not None:
            self._messages.trouble(checked.error, retry=partial(self._track, item), here=True)

    def _post(self, item: MeasuredVideo) -> None:
        self.post_requested.emit(item.video.creator.handle)

    def _fill_menu(self) -> None:
        for text, act in (
            ("Open on TikTok\tEnter", self.open_selected),
            ("Copy link\tCtrl+Shift+C", self.copy_selected),
            ("Track creator\tT", self.track_selected),
            ("Post to Discord\tD", self.post_selected),
            ("Measure again\tM", self.measure_selected),
            ("Hide this creator\tH", self.hide_selected),
        ):
            self._menu.addAction(text).triggered.connect(act)
        self._menu.addSeparator()
        self._menu.addMenu(self._table.sort_menu)

    def _show_menu(self, item: MeasuredVideo, position: QPoint) -> None:
        self._table.select(item.video.id)
        self._menu.popup(position)
