"""Shows the selected channel's rules and message, saves what the user changes, and shows what would be posted."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import StoreError, TikTrackError
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.post_template import Template
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.sources import Source
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.lists import CreatorLists
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discord.channels.pane import ChannelPane
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.deliveries import Deliveries
from tiktrack_gui.ui.discord.rules_form import Choices
from tiktrack_gui.ui.discord.upcoming import Upcoming
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import channels as words

LOOKING = "look what would be posted"  # name of a task


class RulesWork(QObject):
    """Signals:
    edited: The message is being edited. arg: the rules with the template as it is written now.
    """

    edited = Signal(object)

    def __init__(
        self,
        pane: ChannelPane,
        upcoming: Upcoming,
        shown: ShownChannels,
        channels: Channels,
        choosing: Choosing,
        posting: Posting,
        lists: CreatorLists,
        sources: SourceList,
        deliveries: Deliveries,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._pane, self._upcoming, self._shown, self._channels = pane, upcoming, shown, channels
        self._choosing, self._posting, self._list_service, self._source_service = choosing, posting, lists, sources
        self._deliveries, self._changes, self._tasks, self._messages = deliveries, changes, tasks, messages
        self._now = now
        self._lists: Sequence[CreatorList] = ()
        self._sources: Sequence[Source] = ()
        self._numbers = count(1)  # tasks of the same name would replace each other
        self._one_by_one = asyncio.Lock()
        self._looked_at: tuple[int, PostingRules, int | None] | None = None  # what `upcoming` shows
        self.is_looking = False
        shown.changed.connect(self.show)
        shown.selected_changed.connect(self._show_another)
        pane.rules.changed.connect(self._keep_rules)
        pane.message.changed.connect(self._keep_message)
        pane.message.edited.connect(self._edit)
        upcoming.refresh_wanted.connect(self.look)
        upcoming.post_wanted.connect(self._post)
        lists.changed.connect(self.load_choices)
        sources.changed.connect(self.load_choices)

    def load_choices(self) -> None:
        """Reads the lists and sources that rules can name."""
        self._tasks.spawn(self._load_choices(), name="load the choices of rules")

    def show(self) -> None:
        """Shows the selected channel's rules and message."""
        channel = self._shown.selected
        if channel is None:
            return
        self._pane.rules.show_rules(channel.rules, self._choices(channel))
        self._pane.message.show_template(channel.rules.written, channel.rules.about)
        if self.is_looking and self._looked_at != (channel.id, channel.rules, channel.starts_at):
            self.look()

    def watch(self, watched: bool) -> None:
        """Tells whether somebody looks at what would be posted."""
        self.is_looking = watched
        if watched:
            self.look()

    def look(self) -> None:
        """Looks at all candidates of the selected channel; neither TikTok nor Discord is asked."""
        if (channel := self._shown.selected) is not None:
            self._looked_at = (channel.id, channel.rules, channel.starts_at)
            self._upcoming.show_loading()
            self._tasks.spawn(self._look(channel), name=LOOKING)

    def _show_another(self) -> None:
        self._pane.rules.show_error("")
        self.show()

    def _choices(self, channel: PostingChannel) -> Choices:
        details = self._shown.details.get(channel.id)
        return Choices(
            lists=self._lists,
            sources=self._sources,
            tags=details.tags if details is not None else (),
            roles=details.roles if details is not None else (),
            requires_tag=details is not None and details.requires_tag,
            defaults=self._channels.defaults.rules,
        )

    async def _load_choices(self) -> None:
        try:
            self._lists = tuple(await self._list_service.all())
            self._sources = tuple(await self._source_service.listed())
        except StoreError as error:
            self._messages.trouble(error, retry=self.load_choices, here=True)
        self.show()

    # Changes

    def _keep_rules(self, rules: PostingRules) -> None:
        if (channel := self._shown.selected) is not None:
            self._spawn(self._save(channel, lambda current: replace(rules, template=current.template)))

    def _keep_message(self, template: Template) -> None:
        def written(current: PostingRules) -> PostingRules:
            usual = replace(current, template=None).written
            return replace(current, template=None if template == usual else template)

        if (channel := self._shown.selected) is not None:
            self._spawn(self._save(channel, written, is_message=True))

    def _edit(self, template: Template) -> None:
        if (channel := self._shown.selected) is not None:
            self.edited.emit(replace(channel.rules, template=template))

    async def _save(
        self, channel: PostingChannel, change: Callable[[PostingRules], PostingRules], *, is_message: bool = False
    ) -> None:
        async with self._one_by_one:
            try:
                current = (await self._channels.find(channel.id)).rules
                rules = change(current)
                if rules == current:
                    return
                undo = await self._channels.set_rules(channel.id, rules)
            except TikTrackError as error:
                if is_message:
                    self._messages.trouble(error, here=True)
                else:
                    self._pane.rules.show_error(str(error))
                return
        self._pane.rules.show_error("")
        if is_message:
            self._changes.made(words.message_changed(channel), undo, of=("message", channel.id))
        else:
            self._changes.made(words.rules_changed(channel), undo)

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(work, name=f"save rules {next(self._numbers)}", finishes=True)

    # What would be posted

    async def _look(self, channel: PostingChannel) -> None:
        try:
            decisions = await self._choosing.choose(
                channel.id, channel.rules, starts_at=channel.starts_at, everything=True
            )
        except TikTrackError as error:
            self._upcoming.fail(error)
        else:
            self._upcoming.show_decisions(decisions, self._now())

    def _post(self, decision: Decision) -> None:
        if (channel := self._shown.selected) is not None:
            self._tasks.spawn(self._post_one(decision, channel), name=f"post {decision.subject}")

    async def _post_one(self, decision: Decision, channel: PostingChannel) -> None:
        chosen = replace(decision, refusal=None, waits=False)
        try:
            delivered = await self._posting.post_chosen([chosen], channel.id)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
        else:
            for delivery in delivered:
                if delivery.subject == decision.subject:
                    self._deliveries.tell(delivery)
        if self.is_looking:
            self.look()
