"""What the user does with the selected creators, and with the one in the details."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tiktrack_gui.core.models import Video
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.report import Wanted
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.creators.details import CreatorDetails
from tiktrack_gui.ui.creators.menu import CreatorsMenu
from tiktrack_gui.ui.creators.model import CreatorsModel, Entry
from tiktrack_gui.ui.creators.pane import CreatorsPane
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import creators as words
from tiktrack_gui.words.channels import PostPlace


class CreatorActions(QObject):
    """Opens, copies, posts, reports on, untracks and forgets.

    Signals:
        post_requested: The user wants to post creators' profiles. arg: a PostRequest.
        open_requested: The user wants to open a profile or video in the browser. arg: the link.
        forget_requested: The user wants a creator to be forgotten. arg: its ID.
        report_requested: The user wants a report. args: a `core.report.Wanted`, what it is about in words.
    """

    post_requested = Signal(object)
    open_requested = Signal(str)
    forget_requested = Signal(object)
    report_requested = Signal(object, str)

    def __init__(
        self,
        pane: CreatorsPane,
        details: CreatorDetails,
        menu: CreatorsMenu,
        model: CreatorsModel,
        creators: Creators,
        tasks: Tasks,
        messages: Messages,
        offer_undo: Callable[[str, Undo, str], None],
    ) -> None:
        """offer_undo: says what was done, with the way back, and what is said then."""
        super().__init__(pane)
        self._pane, self._menu, self._model, self._creators = pane, menu, model, creators
        self._tasks, self._messages, self._offer_undo = tasks, messages, offer_undo
        pane.list.creator_opened.connect(self._open)
        pane.chooser.report_wanted.connect(self._report_on_list)
        for asking in (menu, details):
            asking.open_wanted.connect(self._open)
        details.post_wanted.connect(self._post_one)
        details.video_opened.connect(self._open_video)
        details.video_copy_wanted.connect(self._copy_video)
        details.link_opened.connect(self.open_requested)
        menu.post_wanted.connect(self._post)
        menu.post_to.wanted.connect(self._post_to)
        menu.copy_wanted.connect(self._copy)
        menu.report_wanted.connect(self._report_on)
        menu.untrack_wanted.connect(self._remove)
        menu.forget_wanted.connect(self._ask_to_forget)

    # Opening and copying

    def _open(self, entry: Entry) -> None:
        self.open_requested.emit(entry.tracked.creator.url)

    def _open_video(self, video: Video) -> None:
        self.open_requested.emit(video.url)

    def _copy(self, entries: Sequence[Entry]) -> None:
        self._copy_links([entry.tracked.creator.url for entry in entries])

    def _copy_video(self, video: Video) -> None:
        self._copy_links([video.url])

    def _copy_links(self, links: Sequence[str]) -> None:
        QGuiApplication.clipboard().setText("\n".join(links))
        self._messages.say("Link copied" if len(links) == 1 else f"{len(links)} links copied")

    # Posting

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """Offers the channels that creators can be posted to."""
        self._menu.post_to.offer(places)

    def _post_one(self, entry: Entry) -> None:
        self._post([entry])

    def _post(self, entries: Sequence[Entry], channel_id: int | None = None) -> None:
        handles = tuple(entry.tracked.creator.handle for entry in entries)
        self.post_requested.emit(PostRequest(handles=handles, channel_id=channel_id))

    def _post_to(self, channel_id: int) -> None:
        if chosen := self._pane.list.chosen:
            self._post(chosen, channel_id)

    # Reports

    def _report_on(self, entries: Sequence[Entry]) -> None:
        ids = tuple(entry.id for entry in entries)
        about = words.names(entry.tracked.creator for entry in entries)
        self.report_requested.emit(Wanted(creator_ids=ids, name=about if len(ids) > 1 else None), about)

    def _report_on_list(self) -> None:
        """On all of its creators, also if some are filtered out."""
        chooser, ids = self._pane.chooser, tuple(entry.id for entry in self._model.entries)
        wanted = Wanted(creator_ids=ids, name=chooser.name, list_id=chooser.shown, is_list=True)
        self.report_requested.emit(wanted, f"“{chooser.name}”")

    # Untracking and forgetting

    def _remove(self, entries: Sequence[Entry]) -> None:
        self._tasks.spawn(self._untrack(entries), name=f"untrack {entries[0].id}")

    async def _untrack(self, entries: Sequence[Entry]) -> None:
        places = await self._creators.untrack([entry.id for entry in entries])
        names = words.names(entry.tracked.creator for entry in entries)
        undo = partial(self._creators.track_again, places)
        self._offer_undo(f"Stopped tracking {names}", undo, f"Tracking {names} again")

    def _ask_to_forget(self, entry: Entry) -> None:
        self.forget_requested.emit(entry.id)
