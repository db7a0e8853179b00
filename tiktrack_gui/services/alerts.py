"""Alerts: finds what is to be told, tells it by the user's rules, and keeps all of it in the inbox."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Iterable, Sequence
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.alerts import Alert, Keep, Kind, Rules, Tell, decide, is_muted
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.creator_alerts import Known, creator_alerts, story_alert, watched_videos
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.trending import Refresh, Trending
from tiktrack_gui.store import Store

Notify = Callable[[Sequence[Alert]], Awaitable[bool]]


class Alerts(QObject):
    """The inbox, and the notifications of what comes into it.

    Attributes:
        unread: How many of the inbox weren't read.
        muted_until: Until when nothing is told, epoch seconds; None = it is.

    Signals:
        changed: The inbox or `unread` changed.
        mute_changed: arg: `muted_until`.
        opened: The user clicked a notification. arg: the Alert, which is read now.
    """

    changed = Signal()
    mute_changed = Signal(object)
    opened = Signal(object)

    def __init__(
        self,
        creators: Creators,
        store: Store,
        rules: Callable[[], Rules],
        constants: Callable[[], Constants],
        clock: Clock,
    ) -> None:
        """rules, constants: as the settings say."""
        super().__init__()
        self._creators, self._store, self._clock = creators, store, clock
        self._rules, self._constants = rules, constants
        self._notify: Notify | None = None
        self._is_window_active: Callable[[], bool] = bool
        self._telling = asyncio.Lock()
        self._told_at = 0  # the last notification
        self._seen: dict[int, object] | None = None  # what each tracked creator was like, to see changes
        self._tasks: Tasks | None = None
        self._numbers = count(1)  # of tasks
        self.unread = 0
        self.muted_until: int | None = None

    # The inbox

    async def inbox(self, unread_only: bool = False) -> list[Alert]:
        """Returns the newest 200 alerts, the newest first. unread_only: of these, those that weren't read."""
        return await self._store.alerts.inbox(unread_only)

    async def find(self, alert_id: int) -> Alert | None:
        return await self._store.alerts.find(alert_id)

    async def read(self, ids: Iterable[int] | None) -> Undo:
        """Marks alerts as read; None = all."""
        changed = await self._store.alerts.mark_read(None if ids is None else list(ids), self._now())
        await self._announce()

        async def undo() -> None:
            await self.unread_again(changed)

        return undo

    async def unread_again(self, ids: Iterable[int]) -> None:
        await self._store.alerts.mark_unread(list(ids))
        await self._announce()

    async def open(self, alert_id: int) -> Alert | None:
        """What a click on a notification does: the alert is read, and `opened` says so. None if it is gone."""
        alert = await self.find(alert_id)
        if alert is None:
            return None
        await self.read([alert_id])
        self.opened.emit(alert)
        return alert

    # Mute

    async def mute(self, seconds: float | None) -> None:
        """Tells nothing for so long; None = tells again. The inbox keeps what comes meanwhile."""
        await self._store.alerts.mute(None if seconds is None else int(self._clock.now() + seconds))
        await self._look_at_mute()

    # Which kinds

    async def wanted(self, list_id: int | None) -> frozenset[Kind]:
        """Returns the kinds that a list wants; None = the list of all, which lists follow where nothing was chosen."""
        return await self._store.alerts.wanted(list_id)

    async def set_wanted(self, list_id: int | None, kind: Kind, wanted: bool | None) -> Undo:
        """Chooses whether a list wants a kind; None = as the list of all, or as by default."""
        before = await self._store.alerts.set_wanted(list_id, kind, wanted)

        async def undo() -> None:
            await self._store.alerts.set_wanted(list_id, kind, before)

        return undo

    # Finding

    async def take(self, refresh: Refresh) -> None:
        """Makes alerts of what a refresh of a source found."""
        await self.take_stories(refresh)
        await self.check(item.video.creator.id for item in refresh.measured)

    async def take_stories(self, refresh: Refresh) -> None:
        """Makes alerts of the stories that a refresh found, unless their creators are hidden."""
        found_at = refresh.run.finished_at
        new = [item for item in refresh.stories if item.found_at == found_at]
        if not new:
            return
        rules = self._rules()
        hidden = {creator.id for creator in await self._creators.hidden()}
        wanted = [
            item
            for item in new
            if item.video.creator.id not in hidden and rules.wants_story(item.score.value if item.score else 0)
        ]
        best_first = sorted(wanted, key=lambda item: (-(item.score.value if item.score else 0), -(item.velocity or 0)))
        await self._add([story_alert(item) for item in best_first])

    async def check(self, creator_ids: Iterable[int]) -> None:
        """Looks for what is new about those of the creators that are tracked."""
        wanted = await self._store.alerts.wanted_for(sorted(set(creator_ids)))
        found: list[Alert] = []
        for creator_id, kinds in wanted.items():
            if kinds:
                found += await self._about(creator_id, kinds)
        await self._add(found)

    async def check_changed(self, tracked: Sequence[TrackedCreator]) -> None:
        """As `check`, for those that aren't as they were the last time; of the first time, nobody is."""
        seen: dict[int, object] = {
            one.creator.id: (one.checked_at, one.creator.handle, one.creator.sample) for one in tracked
        }
        before, self._seen = self._seen, seen
        if before is not None:
            await self.check([id_ for id_, like in seen.items() if id_ in before and before[id_] != like])

    async def _about(self, creator_id: int, kinds: frozenset[Kind]) -> list[Alert]:
        try:
            history, videos = await self._store.profiles.profile_of(creator_id, READ)
        except LookupError:  # forgotten meanwhile
            return []
        now = self._clock.now()
        moments = {video.id: video.sample.at - 1 for video in watched_videos(videos, now)}
        before = await self._store.stories.samples_until(moments)
        last = await self._store.alerts.last_of(creator_id)
        known = Known(history=history, videos=videos, before=before, last=last)
        return await asyncio.to_thread(creator_alerts, known, kinds, self._constants(), now)

    # Telling

    def tell_with(self, notify: Notify, is_window_active: Callable[[], bool] = bool) -> None:
        """notify: shows one notification of these alerts, the best first; returns False if it couldn't.

        is_window_active: whether the user works in the window, by default never.
        """
        self._notify, self._is_window_active = notify, is_window_active

    async def _add(self, alerts: Sequence[Alert]) -> None:
        """Keeps what is new, and tells it if the rules allow it."""
        new = await self._store.alerts.add(alerts) if alerts else []
        if not new:
            return
        async with self._telling:  # one after the other, so that the next one knows how many were told
            is_told = isinstance(await self._verdict(len(new)), Tell)
            await self._announce()  # before the notification, for which a desktop may take seconds
            if is_told and self._notify is not None and await self._notify(new):
                await self._note_telling(new)

    async def _verdict(self, number: int) -> Tell | Keep:
        now = self._clock.now()
        return decide(
            now,
            self._rules(),
            number=number,
            told=await self._store.alerts.told_since(int(now) - HOUR),
            muted_until=await self._store.alerts.muted_until(),
            window_active=self._is_window_active(),
        )

    async def _note_telling(self, told: Sequence[Alert]) -> None:
        self._told_at = max(self._now(), self._told_at + 1)  # each notification has a second of its own
        await self._store.alerts.told([one.id for one in told if one.id is not None], self._told_at)
        self.changed.emit()

    # Listening

    async def begin(self, tasks: Tasks, trending: Trending, remeasuring: Remeasuring) -> None:
        """Finds alerts in what the services measure, from now on."""
        self._tasks = tasks
        await self.plan()
        await self.check_changed(await self._creators.tracked())
        trending.finished.connect(self._refreshed)
        remeasuring.measured.connect(self._measured)
        self._creators.changed.connect(self._creators_changed)

    def _refreshed(self, refresh: Refresh) -> None:
        self._spawn(self.take(refresh))

    def _measured(self, item: MeasuredVideo) -> None:
        self._spawn(self.check([item.video.creator.id]))

    def _creators_changed(self, tracked: Sequence[TrackedCreator]) -> None:
        self._spawn(self.check_changed(tracked))

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        assert self._tasks is not None
        self._tasks.spawn(work, name=f"alerts {next(self._numbers)}")

    # The timer, which ends the mute, and sees what other programs did

    @property
    def next_at(self) -> float | None:
        """When the mute ends."""
        return self.muted_until

    @property
    def not_before(self) -> float | None:
        return self.next_at

    async def plan(self) -> None:
        await self._look_at_mute()
        await self._announce(if_changed=True)

    async def work_due(self) -> None:
        await self._look_at_mute()

    async def _look_at_mute(self) -> None:
        until = await self._store.alerts.muted_until()
        until = until if is_muted(until, self._clock.now()) else None
        if until != self.muted_until:
            self.muted_until = until
            self.mute_changed.emit(until)

    async def _announce(self, *, if_changed: bool = False) -> None:
        before, self.unread = self.unread, len(await self._store.alerts.inbox(True))
        if self.unread != before or not if_changed:
            self.changed.emit()

    def _now(self) -> int:
        return int(self._clock.now())
