"""The timers: one each for the sources, hot stories, creators, those to add, posting, the outbox and daily upkeep; and
for other work that says itself when it is due.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.pause import Pause, PauseLength, begun
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.schedule import Rule
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.poller import Poller
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.tasks import Report, Tasks
from tiktrack_gui.services.timed_work import TimedWork
from tiktrack_gui.services.upkeep import Upkeep

ROUND_EVERY = 10.0  # s, at most; it waits for the source that is due next
LOOK_EVERY = 30.0  # s; after which a change of the sources, lists and creators in the database holds
CREATORS_EVERY = 5.0  # s, at most; it waits for the creator that is due next
REMEASURED_EVERY = 60.0  # s, at most; they wait for the story that is due next
ADDED_EVERY = 60.0  # s; for creators whose look-up failed for now
POSTS_EVERY = 5.0  # s, at most; it waits for the channel that is due next
OUTBOX_EVERY = 60.0  # s; for deliveries waiting for a retry


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The settings of the timers, read anew each time so that changes apply at once. creators_every: seconds."""

    limit: int
    criteria: Criteria
    creators_every: float


class Timers(QObject):
    """Runs the pollers.

    Signals:
        failed: A scheduled or requested run failed. arg: the TikTrackError.
        recovered: A run succeeded after failures. arg: a frozenset of their error families.
        planned: The next refresh of a source was scheduled. arg: epoch seconds, or None while paused or all are off.
        posting_planned: The next posting run was scheduled. arg: as `next_posting`.
        refreshing: The refresh of a source began or ended. arg: bool.
        pause_changed: The timers were paused or resumed. arg: the Pause, or None.
    """

    failed = Signal(object)
    recovered = Signal(object)
    planned = Signal(object)
    posting_planned = Signal(object)
    refreshing = Signal(bool)
    pause_changed = Signal(object)

    def __init__(
        self,
        rounds: Rounds,
        remeasuring: Remeasuring,
        creators: Refreshing,
        adding: Adding,
        posts: PostingRounds,
        outbox: Outbox,
        health: HealthWatch,
        plan: Callable[[], Plan],
        clock: Clock,
        report: Report,
        upkeep: Upkeep | None = None,
        works: Sequence[TimedWork] = (),
    ) -> None:
        """upkeep: None for data that needs none. works: other work on timers."""
        super().__init__()
        self._upkeep = upkeep
        self._rounds = rounds
        self._remeasuring = remeasuring
        self._creators = creators
        self._adding = adding
        self._rounds_of_posts = posts
        self._outbox = outbox
        self._health = health
        health.changed.connect(self._take_health)
        adding.changed.connect(self._take_pending)
        adding.given.connect(self._add_now)
        self._plan = plan
        self._clock = clock
        self._pause: Pause | None = None
        self._manual = False
        self._somebody_to_add = False
        self._unsent: list[Delivery] = []  # that the timers tried to send in this session
        self._round = Poller(self._refresh_sources, self._round_rule, clock, report)
        self._look = Poller(self._look_at_sources, self._look_rule, clock, report)
        self._again = Poller(self._measure_again, self._again_rule, clock, report)
        self._numbers = Poller(self._refresh_creators, self._creators_rule, clock, report)
        self._new = Poller(self._add_creators, self._adding_rule, clock, report)
        self._posts = Poller(self._post, self._posting_rule, clock, report)
        self._due = Poller(self._empty_outbox, self._outbox_rule, clock, report)
        self._daily = Poller(self._keep_up, self._daily_rule, clock, report)
        self._resuming = Poller(self._resume_in_time, self._resuming_rule, clock, report)
        self._works = [(one, Poller(one.work.work_due, partial(self._work_rule, one), clock, report)) for one in works]
        for one, poller in self._works:
            one.wanted.connect(poller.wake)
        self._round.planned.connect(self.planned)
        self._posts.planned.connect(self.posting_planned)
        rounds.refreshing.connect(self.refreshing)
        rounds.failed.connect(self.failed)
        rounds.recovered.connect(self.recovered)
        for poller in self._pollers():
            if poller is not self._again:  # if it fails, only a number is older, which says so
                poller.failed.connect(self.failed)
                poller.recovered.connect(self.recovered)

    @property
    def pause(self) -> Pause | None:
        """The pause the timers are in."""
        return self._pause

    @property
    def paused(self) -> bool:
        return self._pause is not None

    @property
    def next_refresh(self) -> float | None:
        """When the feed is refreshed next, epoch seconds; None while paused, or before the start."""
        return self._round.due_at

    @property
    def next_posting(self) -> float | None:
        """When the next posting run is due, epoch seconds; None while paused, off, or without a profile to post."""
        return self._posts.due_at

    async def start(self, tasks: Tasks) -> None:
        """Starts the timers from the times of the last session, so that a restart alone causes no TikTok request."""
        await self._health.current()  # loads what the rules need
        await self._rounds.plan()
        await self._creators.plan()
        tasks.spawn(self._resuming.run(), name="end of the pause", lasting=True)
        tasks.spawn(self._round.run(), name="timer of sources", lasting=True)
        tasks.spawn(self._look.run(), name="look at sources", lasting=True)
        await self._remeasuring.plan()
        tasks.spawn(self._again.run(), name="timer of hot stories", lasting=True)
        tasks.spawn(self._numbers.run(), name="creators timer", lasting=True)
        self._somebody_to_add = await self._adding.anybody_waits()
        tasks.spawn(self._new.run(), name="timer of creators to add", lasting=True)
        await self._rounds_of_posts.plan()
        tasks.spawn(self._posts.run(), name="posting timer", lasting=True)
        tasks.spawn(self._due.run(), name="outbox timer", lasting=True)
        for one, poller in self._works:
            await one.work.plan()
            tasks.spawn(poller.run(), name=f"timer of {one.name}", lasting=True)
        if self._upkeep is not None:
            self._daily.last = await self._upkeep.last_at()
            tasks.spawn(self._daily.run(), name="daily timer", lasting=True)

    def refresh_now(self) -> None:
        """Refreshes all active sources at the user's request."""
        self._manual = True
        self._round.wake()

    def stop_refresh(self) -> None:
        self._rounds.stop()

    def pause_for(self, length: PauseLength) -> None:
        self.set_pause(begun(length, self._clock.now()))

    def resume(self) -> None:
        self.set_pause(None)

    def set_pause(self, pause: Pause | None) -> None:
        """pause: None, or one that is over, resumes."""
        self._pause = None if pause is None or pause.is_over(self._clock.now()) else pause
        self._creators.set_paused(self.paused)
        self.reconsider()
        self.pause_changed.emit(self._pause)

    def reconsider(self) -> None:
        """Applies changed settings, sources and lists."""
        self._rounds_of_posts.reconsider()
        self._look.wake()
        for poller in self._pollers():
            poller.reconsider()

    def _take_health(self) -> None:
        """Reschedules when a cooldown began or ended, possibly through another capability's call."""
        for poller in (self._round, self._again, self._numbers, self._new, *(poller for _, poller in self._works)):
            poller.reconsider()

    def _take_pending(self, pending: Sequence[PendingCreator]) -> None:
        self._somebody_to_add = any(one.state is PendingState.WAITING for one in pending)
        self._new.reconsider()

    def _add_now(self) -> None:
        """Also while paused: it is the user who adds them."""
        self._new.wake()

    def _pollers(self) -> tuple[Poller, ...]:
        return (
            self._round,
            self._look,
            self._again,
            self._numbers,
            self._new,
            self._posts,
            self._due,
            self._daily,
            self._resuming,
            *(poller for _, poller in self._works),
        )

    def _round_rule(self) -> Rule:
        next_at = self._rounds.next_at
        return Rule(every=ROUND_EVERY, not_before=next_at, paused=self.paused or next_at is None)

    def _look_rule(self) -> Rule:
        """Also while paused: it makes no requests."""
        return Rule(every=LOOK_EVERY)

    def _again_rule(self) -> Rule:
        none_is_due = self._remeasuring.next_at is None
        return Rule(every=REMEASURED_EVERY, not_before=self._remeasuring.not_before, paused=self.paused or none_is_due)

    def _creators_rule(self) -> Rule:
        nobody = self._creators.next_at is None
        return Rule(every=CREATORS_EVERY, not_before=self._creators.not_before, paused=self.paused or nobody)

    def _adding_rule(self) -> Rule:
        nobody = not self._somebody_to_add
        return Rule(every=ADDED_EVERY, not_before=self._adding.not_before, paused=self.paused or nobody)

    def _work_rule(self, one: TimedWork) -> Rule:
        return one.rule(paused=self.paused)

    def _posting_rule(self) -> Rule:
        """Paused while nobody waits; the first run follows the refresh that finds somebody."""
        next_at = self._rounds_of_posts.next_at
        return Rule(every=POSTS_EVERY, not_before=next_at, paused=self.paused or next_at is None)

    def _outbox_rule(self) -> Rule:
        return Rule(every=OUTBOX_EVERY, paused=self.paused)

    def _daily_rule(self) -> Rule:
        """Also while paused: it makes no requests."""
        return Rule(every=DAY)

    def _resuming_rule(self) -> Rule:
        ends_at = self._pause.ends_at(self._clock.now()) if self._pause is not None else None
        return Rule(every=0, not_before=ends_at, paused=ends_at is None)

    async def _resume_in_time(self) -> None:
        """The wall clock decides; this may be called too early, once that was set back."""
        if self._pause is not None and self._pause.is_over(self._clock.now()):
            self.resume()

    async def _keep_up(self) -> None:
        if self._upkeep is not None:
            await self._upkeep.do_if_due()

    async def _look_at_sources(self) -> None:
        await self._rounds.plan()
        self._round.reconsider()
        await self._creators.plan()
        self._numbers.reconsider()
        await self._rounds_of_posts.plan()
        self._posts.reconsider()
        for one, poller in self._works:
            await one.work.plan()
            poller.reconsider()

    async def _refresh_sources(self) -> None:
        manual, self._manual = self._manual, False
        plan = self._plan()
        begin = self._rounds.refresh_all if manual else self._rounds.refresh_due
        done = await begin(plan.limit, plan.criteria)
        if any(one.refresh is not None and one.refresh.profiles for one in done):
            await self._rounds_of_posts.plan()
        self._posts.reconsider()
        await self._remeasuring.plan()
        self._again.reconsider()

    async def _measure_again(self) -> None:
        await self._remeasuring.measure_due()

    async def _refresh_creators(self) -> None:
        await self._creators.refresh_due()

    async def _add_creators(self) -> None:
        await self._adding.look_up_waiting()

    async def _post(self) -> None:
        """Queues what the channels' rules choose, and has the outbox sent."""
        await self._rounds_of_posts.post_due()
        self._due.wake()

    async def _empty_outbox(self) -> None:
        """Sends what is due. Raises Undelivered as long as a post the timers tried is not in its channel."""
        self._unsent += await self._outbox.deliver_due()
        trouble = await self._outbox.trouble_with(self._unsent)
        self._unsent = self._unsent if trouble else []
        if trouble is not None:
            raise trouble
