"""What the user does with the videos of a campaign: by button, key, menu or in place, with all that are selected."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tiktrack_gui.core.campaigns import Campaign, Result
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.details import VideoDetails
from tiktrack_gui.ui.campaigns.editors import day_written
from tiktrack_gui.ui.campaigns.menu import VideosMenu
from tiktrack_gui.ui.campaigns.model import VideosModel
from tiktrack_gui.ui.campaigns.services import CampaignServices
from tiktrack_gui.ui.campaigns.shown import ShownCampaign
from tiktrack_gui.ui.campaigns.table import VideosTable
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import campaign_pages as words
from tiktrack_gui.words import campaigns
from tiktrack_gui.words.channels import PostPlace


class VideoActions(QObject):
    """Opens, copies, prices, dates, tracks, posts and removes. What changes something can be undone.

    Signals:
        open_requested: The user wants to open a video. arg: the link.
        creator_requested: The user wants to see a tracked creator. arg: its ID.
        post_requested: The user wants to post videos, or their creators' profiles. arg: a PostRequest.
        forget_requested: The user wants a creator to be forgotten. arg: its ID.
    """

    open_requested = Signal(str)
    creator_requested = Signal(object)
    post_requested = Signal(object)
    forget_requested = Signal(object)

    def __init__(
        self,
        table: VideosTable,
        model: VideosModel,
        details: VideoDetails,
        menu: VideosMenu,
        shown: ShownCampaign,
        services: CampaignServices,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__(table)
        self._table, self._model, self._details, self._menu = table, model, details, menu
        self._shown, self._services, self._changes = shown, services, changes
        self._tasks, self._messages = tasks, messages
        self._one_by_one = asyncio.Lock()
        self._numbers = count(1)  # tasks of the same name would replace each other
        self._connect()

    # Opening and copying

    def open_selected(self) -> None:
        """Opens only the current one: a browser with dozens of new tabs is no help."""
        if (one := self._table.selected) is not None:
            self._open(one)

    def copy_selected(self) -> None:
        if selected := self._table.selection:
            QGuiApplication.clipboard().setText("\n".join(map(_url, selected)))
            self._messages.say("Link copied" if len(selected) == 1 else f"{len(selected)} links copied")

    def _open(self, one: Result) -> None:
        self.open_requested.emit(_url(one))

    # Prices and dates

    def toggle_gift(self) -> None:
        """Marks those selected as gifts; if all of them are, as paid."""
        if selected := self._table.selection:
            self._set_gift(not all(one.entry.is_gift for one in selected))

    def _set_gift(self, is_gift: bool) -> None:
        selected = [one for one in self._table.selection if one.entry.is_gift != is_gift]
        if selected:
            self._change(selected, words.gifted(selected, is_gift=is_gift), is_gift=is_gift)

    def _set_price(self, cents: int | None) -> None:
        """Of the video in the details."""
        if (one := self._details.result) is not None:
            self._price_entered(one.entry.video_id, cents)

    def _set_day(self, day: str | None) -> None:
        if (one := self._details.result) is not None:
            self._day_entered(one.entry.video_id, day)

    def _price_entered(self, video_id: int, cents: int | None) -> None:
        one, campaign = self._model.find(video_id), self._shown.campaign
        if one is not None and campaign is not None and one.entry.cents != cents:
            price = "" if cents is None else campaigns.money(cents, campaign.currency)
            self._change([one], words.priced([one], price), cents=cents)

    def _day_entered(self, video_id: int, day: str | None) -> None:
        one = self._model.find(video_id)
        if one is not None and one.entry.agreed_on != day:
            self._change([one], words.dated([one], day_written(day)), agreed_on=day)

    def _change(self, results: Sequence[Result], said: str, **terms: Any) -> None:
        """terms: what is changed of each video; the rest stays, also if it was changed just now."""
        campaign_id, ids = results[0].entry.campaign_id, {one.entry.video_id for one in results}

        async def change() -> None:
            async with self._one_by_one:
                current = [one for one in await self._services.campaigns.entries(campaign_id) if one.video_id in ids]
                undo = await self._services.campaigns.change_videos([replace(one, **terms) for one in current])
            self._changes.made(said, undo)

        self._spawn(change())

    def _edit_price(self) -> None:
        self._table.edit_column(Column.PRICE)

    def _edit_day(self) -> None:
        self._table.edit_column(Column.AGREED)

    # Removing

    def remove_selected(self) -> None:
        selected, campaign = self._table.selection, self._shown.campaign
        if selected and campaign is not None:
            self._spawn(self._remove(campaign, selected))

    async def _remove(self, campaign: Campaign, selected: Sequence[Result]) -> None:
        ids = [one.entry.video_id for one in selected]
        undo = await self._services.campaigns.remove_videos(campaign.id or 0, ids)
        self._changes.made(words.removed(selected, campaign), undo)

    # Their creators

    def track_selected(self) -> None:
        """Tracks the creators of those selected; the one that is tracked already is shown."""
        selected = [one for one in self._table.selection if one.handle is not None]
        untracked = [one for one in selected if one.creator is None or one.creator.id not in self._shown.tracked]
        if untracked:
            handles = list(dict.fromkeys(one.handle for one in untracked if one.handle is not None))
            self._spawn(self._track(handles))
        elif len(selected) == 1 and selected[0].creator is not None:
            self.creator_requested.emit(selected[0].creator.id)

    async def _track(self, handles: Sequence[str]) -> None:
        """Stops at the first error, which is told."""
        for handle in handles:
            self._messages.say(f"Looking up @{handle}…")
            checked = await self._services.creators.add(f"@{handle}")
            if checked.error is not None:
                raise checked.error
        self._messages.say(words.tracking(handles))

    # Posting

    def offer_channels(self, places: Sequence[PostPlace]) -> None:
        """In a channel about stories, each video is posted as one; in others, its creator's profile."""
        self._menu.post_to.offer(places)

    def post_selected(self) -> None:
        self._post(None)

    def _post(self, channel_id: int | None) -> None:
        """Those that were measured: of others, there is nothing to tell yet."""
        selected = self._table.selection
        found = [one.video for one in selected if one.video is not None and one.sample is not None]
        if found:
            handles = tuple(dict.fromkeys(video.creator.handle for video in found))
            videos = tuple(video.id for video in found)
            self.post_requested.emit(PostRequest(handles=handles, videos=videos, channel_id=channel_id))
        elif selected:
            self._messages.say(words.not_postable(selected))

    def _forget(self) -> None:
        """One creator only: what is erased can't be brought back."""
        if (one := self._table.selected) is not None and one.creator is not None:
            self.forget_requested.emit(one.creator.id)

    # Setup

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(self._told(work), name=f"change of campaign videos {next(self._numbers)}", finishes=True)

    async def _told(self, work: Coroutine[Any, Any, None]) -> None:
        try:
            await work
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
            self._shown.read()  # the fields show again what is stored

    def _connect(self) -> None:
        table, menu, details = self._table, self._menu, self._details
        table.opened.connect(self._open)
        table.typed.price_entered.connect(self._price_entered)
        table.typed.day_entered.connect(self._day_entered)
        details.deal.price_entered.connect(self._set_price)
        details.deal.day_entered.connect(self._set_day)
        details.deal.gift_entered.connect(self._set_gift)
        menu.copy_wanted.connect(self.copy_selected)
        menu.price_wanted.connect(self._edit_price)
        menu.date_wanted.connect(self._edit_day)
        menu.gift_wanted.connect(self.toggle_gift)
        menu.post_wanted.connect(self.post_selected)
        menu.post_to.wanted.connect(self._post)
        menu.forget_wanted.connect(self._forget)
        for asking in (menu, details):
            asking.open_wanted.connect(self.open_selected)
            asking.track_wanted.connect(self.track_selected)
            asking.removal_wanted.connect(self.remove_selected)


def _url(one: Result) -> str:
    return one.video.url if one.video is not None else one.entry.url
