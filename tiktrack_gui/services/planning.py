"""The plan: what is asked of TikTok next and why, and how many requests an hour the settings need. It asks nothing."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from operator import attrgetter

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import requests
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.refreshing import Turn
from tiktrack_gui.core.requests import Demand, Outlook, Planned, Reason
from tiktrack_gui.core.sources import Capability, Source
from tiktrack_gui.services.adding import Adding
from tiktrack_gui.services.audience import Audience
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.campaign_measuring import CampaignMeasuring
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.posting_rounds import PostingRounds
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.services.rounds import Rounds
from tiktrack_gui.services.timers import Plan, Timers
from tiktrack_gui.services.watching import Watching

CREATORS_SHOWN = 3  # of the tracked ones, unless some are overdue


class Planning:
    """Looks at what the timers look at, for window and command line."""

    def __init__(
        self,
        client: str,
        rounds: Rounds,
        remeasuring: Remeasuring,
        creators: Refreshing,
        adding: Adding,
        posts: PostingRounds,
        health: HealthWatch,
        budget: RequestBudget,
        plan: Callable[[], Plan],
        clock: Clock,
        watching: Watching | None = None,
        audience: Audience | None = None,
        campaigns: CampaignMeasuring | None = None,
    ) -> None:
        """client: the name of what asks TikTok, by which its health is known. plan: the settings of the timers.
        watching, audience: None where there are no brands. campaigns: None where there are no campaigns.
        """
        self._watching, self._audience, self._campaigns = watching, audience, campaigns
        self._client = client
        self._rounds, self._remeasuring, self._creators, self._posts_of_channels = rounds, remeasuring, creators, posts
        self._adding = adding
        self._health, self._budget, self._plan, self._clock = health, budget, plan, clock

    async def look(self, timers: Timers | None = None, *, paused: bool = False) -> Outlook:
        """timers: those that run here, with their pause; None = the database tells what is due when."""
        await self._health.current()  # loads the cooldowns
        await self._rounds.plan()
        demand = await self.demand()
        if paused or (timers is not None and timers.paused):
            return Outlook(planned=(), demand=demand, paused=True)
        planned = [*self._sources(), *await self._stories(), *await self._refreshes(), *await self._posts(timers)]
        planned += [*await self._additions(), *await self._candidates(), *await self._videos_of_campaigns()]
        return Outlook(planned=tuple(sorted(planned, key=attrgetter("at"))), demand=demand)

    async def demand(self) -> Demand:
        """Returns what the sources as they were planned last, the tracked creators and the settings need."""
        plan, sources = self._plan(), [one.source for one in self._rounds.planned]
        rules = [channel.rules for channel in await self._posts_of_channels.channels()]
        return Demand(
            sources=requests.of_sources(sources, plan.limit),
            creators=await self._creators.demand(),
            stories=requests.of_stories() if any(source.is_active for source in sources) else 0.0,
            posting=sum(requests.of_posting(one.at_most, one.every) for one in rules),
            candidates=await self._watching.per_hour() if self._watching is not None else 0.0,
            campaigns=await self._campaigns.per_hour() if self._campaigns is not None else 0.0,
            per_hour=self._budget.plan().per_hour,
        )

    def _sources(self) -> list[Planned]:
        return [
            self._held(_refresh(one.source, one.due_at), one.source.capability)
            for one in self._rounds.planned
            if one.due_at is not None
        ]

    async def _stories(self) -> list[Planned]:
        """The hot stories; those due within the same minute are one."""
        planned: list[Planned] = []
        for at, story in await self._remeasuring.planned():
            if planned and at - planned[-1].at < MINUTE:
                planned[-1] = replace(planned[-1], others=planned[-1].others + 1)
            else:
                planned.append(Planned(at=at, subject=f"@{story.video.creator.handle}", reason=Reason.STORY))
        return [self._held(one, Capability.VIDEO) for one in planned]

    async def _refreshes(self) -> list[Planned]:
        """The tracked creators that are measured next; those that are overdue are one line."""
        turns, now = await self._creators.turns(), self._clock.now()
        waiting = await self._creators.overdue()
        if waiting > 1:
            shown, others = turns[:1], waiting - 1
            takes = turns[waiting - 1].at - now
        else:
            shown, others, takes = turns[:CREATORS_SHOWN], 0, 0.0
        return [self._held(_measurement(turn, others, takes), Capability.CREATOR) for turn in shown]

    async def _additions(self) -> list[Planned]:
        """The creators that are still to be looked up, one after the other."""
        waiting = [one for one in await self._adding.pending() if one.state is PendingState.WAITING]
        if not waiting:
            return []
        planned = Planned(
            at=self._clock.now(),
            subject=waiting[0].given,
            reason=Reason.ADDING,
            others=len(waiting) - 1,
            takes=self._budget.time_for(len(waiting) * requests.ONE_PAGE),
        )
        return [self._held(planned, Capability.CREATOR)]

    async def _candidates(self) -> list[Planned]:
        """What is asked for brands: one line for each kind."""
        lines = [] if self._watching is None else await self._watching.outlook()
        held = [
            self._held(one, Capability.SEARCH if one.reason is Reason.SEARCH else Capability.CREATOR) for one in lines
        ]
        return held if self._audience is None else held + await self._audience.outlook()

    async def _videos_of_campaigns(self) -> list[Planned]:
        lines = [] if self._campaigns is None else await self._campaigns.outlook()
        return [self._held(one, Capability.VIDEO) for one in lines]

    async def _posts(self, timers: Timers | None) -> list[Planned]:
        at = timers.next_posting if timers is not None else await self._next_posting()
        return [] if at is None else [self._held(Planned(at=at, subject="", reason=Reason.POSTING), Capability.CREATOR)]

    async def _next_posting(self) -> float | None:
        await self._posts_of_channels.plan()
        return self._posts_of_channels.next_at

    def _held(self, planned: Planned, capability: Capability) -> Planned:
        """Returns it as it is delayed by a cooldown or a spent budget, if it is."""
        until = self._health.not_before(capability, self._client)
        if until is None or planned.at > until:
            return planned
        reason = Reason.SPENT if self._health.is_budget_spent else Reason.BLOCKED
        return replace(planned, at=until, reason=reason)


def _refresh(source: Source, at: float) -> Planned:
    return Planned(
        at=at,
        subject=source.account_handle,
        reason=Reason.EVERY if source.trouble is None else Reason.RETRY,
        every=source.scrape_frequency_minutes * MINUTE,
        failures=source.failures,
    )


def _measurement(turn: Turn, others: int, takes: float) -> Planned:
    failures = turn.candidate.failures
    return Planned(
        at=turn.at,
        subject=f"@{turn.candidate.handle}",
        reason=Reason.RETRY if failures else Reason.EVERY,
        others=others,
        every=turn.every,
        failures=failures,
        takes=takes,
    )
