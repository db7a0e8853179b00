"""Timed posts: each channel has its own interval, and its turn comes only while somebody waits for it."""

from __future__ import annotations

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.schedule import Rule, next_run
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.choosing import Choosing
from tiktrack_gui.services.posting import Posting


class PostingRounds:
    """Knows which channel is posted to next. Call `plan` after anything that may have changed that."""

    def __init__(self, channels: Channels, choosing: Choosing, posting: Posting, clock: Clock) -> None:
        self._channels = channels
        self._choosing = choosing
        self._posting = posting
        self._clock = clock
        self._waited_for: list[PostingChannel] = []
        self._refused: dict[int, dict[Subject, int]] = {}  # by channel: whom its last run refused, as measured when

    @property
    def next_at(self) -> float | None:
        """When the next channel is due, epoch seconds; None = nobody waits, or timed posts are off."""
        return min((self._due_at(channel) for channel in self._waited_for), default=None)

    def next_of(self, channel_id: int) -> float | None:
        """As `next_at`, of one channel."""
        return next((self._due_at(channel) for channel in self._waited_for if channel.id == channel_id), None)

    async def channels(self) -> list[PostingChannel]:
        """Returns those to which the timer posts; none if timed posts are off."""
        if not self._channels.defaults.posting:
            return []
        return [channel for channel in await self._channels.all() if channel.posts_by_itself]

    def reconsider(self) -> None:
        """Forgets whom the last runs refused: they may be chosen by other rules."""
        self._refused.clear()

    async def plan(self) -> None:
        """Reads which channels somebody waits for."""
        self._waited_for = [channel for channel in await self.channels() if await self._is_waited_for(channel)]

    def is_due(self, channel: PostingChannel, tolerance: float = 0.0) -> bool:
        """Whether it is its turn, or will be within `tolerance` seconds."""
        return self._due_at(channel) <= self._clock.now() + tolerance

    async def post_due(self) -> None:
        """Queues what the rules of each channel that is due choose."""
        await self.plan()
        for channel in [one for one in self._waited_for if self.is_due(one)]:
            decisions = await self._choosing.choose(channel.id, channel.rules, starts_at=channel.starts_at)
            await self._posting.queue(decisions, channel.id)
            await self._channels.note_run(channel.id)
            waits_still = any(decision.waits for decision in decisions)
            self._refused[channel.id] = {} if waits_still else await self._waiting(channel)
        await self.plan()

    async def _is_waited_for(self, channel: PostingChannel) -> bool:
        """Whom the last run refused counts again once it was measured."""
        refused = self._refused.get(channel.id, {})
        return any(refused.get(subject) != at for subject, at in (await self._waiting(channel)).items())

    async def _waiting(self, channel: PostingChannel) -> dict[Subject, int]:
        return await self._choosing.waiting(channel.id, channel.rules, channel.starts_at)

    def _due_at(self, channel: PostingChannel) -> float:
        now = self._clock.now()
        due = next_run(Rule(every=channel.rules.every), channel.ran_at, now)
        return now if due is None else due
