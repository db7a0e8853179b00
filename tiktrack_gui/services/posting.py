"""Posting profiles to Discord: selects creators, builds the posts and prevents duplicates."""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import PROFILE_OCCASION, Channel, Delivery, NewDelivery
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.embed import delivery_key, profile_post
from tiktrack_gui.core.errors import HandleTaken, TikTokError, TikTrackError
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import Capability, Creator
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.selection import (
    STORY_LIFE,
    Decision,
    PostingRules,
    is_active,
    refusal_by_activity,
    refusal_by_delivery,
    refusal_by_profile,
)
from tiktrack_gui.services.creators import Checked, Creators
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.sources import ThreadPoster, TikTokSource
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be posted about a creator, before anything is written or sent."""

    creator: Creator
    payload: Mapping[str, Any]
    error: TikTokError | None = None  # why the numbers are stored, not fresh


class Posting:
    """Decides which profiles are posted and queues them in the outbox."""

    def __init__(
        self,
        source: TikTokSource,
        poster: ThreadPoster,
        creators: Creators,
        outbox: Outbox,
        store: Store,
        health: HealthWatch,
        clock: Clock,
        criteria: Callable[[], Criteria],
    ) -> None:
        """criteria: returns the current ones, by which a story's score and reason are stated in a post."""
        self._source = source
        self._poster = poster
        self._creators = creators
        self._outbox = outbox
        self._store = store
        self._health = health
        self._clock = clock
        self._criteria = criteria
        self._looked_up: dict[int, tuple[float, int | None]] = {}  # by creator: when (monotonic), and the newest post

    async def channel(self, channel_id: int) -> Channel:
        """Fetches the channel from Discord and stores it. Raises DiscordError."""
        channel = await self._poster.channel(channel_id)
        await self._store.channels.save_channel(channel, int(self._clock.now()))
        return channel

    async def whoami(self) -> str:
        """Tests the current token and returns the bot's name. Raises DiscordError."""
        return await self._outbox.log_in_anew()

    async def missing_permissions(self, channel_id: int) -> tuple[str, ...]:
        """Returns the permissions the bot lacks there, as named in Discord's settings. Raises DiscordError.

        If it lacks none, what met a problem of the channel is due again.
        """
        missing = await self._poster.missing_permissions(channel_id)
        if not missing:
            await self._outbox.retry_channel(channel_id)
        return missing

    async def known_channel(self, channel_id: int) -> Channel | None:
        """Returns the stored channel, as Discord last reported it."""
        return await self._store.channels.find(channel_id)

    async def confirm(self, channel_id: int) -> None:
        """Allows the timer to post to that channel: the user has seen a preview."""
        await self._store.channels.confirm_channel(channel_id, int(self._clock.now()))

    async def is_confirmed(self, channel_id: int) -> bool:
        return await self._store.channels.confirmed_at(channel_id) is not None

    async def candidates(self, stories: int = 100) -> list[Creator]:
        """Returns the creators that could be posted, each once: the tracked ones, then those of the fastest stories."""
        tracked = [entry.creator for entry in await self._creators.tracked()]
        feed = [story.video.creator for story in await self._store.stories.feed(stories)]
        return list({creator.id: creator for creator in (*tracked, *feed)}.values())

    async def draft(self, handle: str, channel_id: int) -> Preview | None:
        """Builds the payload from stored numbers, without a TikTok request; None for a creator not in the store."""
        creator = await self._store.creators.creator_named(parse_handle(handle))
        if creator is None:
            return None
        return Preview(creator=creator, payload=await self._payload(Checked(creator=creator), channel_id))

    async def preview(self, handle: str, channel_id: int, *, manual: bool = True) -> Preview:
        """Builds the payload from fresh numbers, or from stored ones if the creator's page can't be read.

        Raises the TikTokError for a creator not in the store, and HandleTaken for one whose handle is another
        account's now.
        """
        return await self._preview(await self._creators.check(parse_handle(handle), manual=manual), channel_id)

    async def existing(self, handle: str, channel_id: int) -> Delivery | None:
        """Returns the creator's delivery to that channel, or None."""
        creator = await self._store.creators.creator_named(parse_handle(handle))
        if creator is None:
            return None
        return await self._store.outbox.delivery_for(creator.id, channel_id)

    async def post(self, handle: str, channel_id: int) -> Delivery:
        """Posts a creator's profile at the user's request; an already sent delivery is returned unchanged.

        Raises TikTokError for a creator that can't be read and isn't in the store, DiscordError for problems that
        affect every delivery.
        """
        existing = await self.existing(handle, channel_id)
        if existing is not None:
            return await self._outbox.deliver(existing)
        await self.channel(channel_id)
        preview = await self.preview(handle, channel_id)
        return await self._outbox.deliver(await self._enqueue(preview, channel_id))

    async def choose(
        self, channel_id: int, rules: PostingRules, *, manual: bool = False, explain: Sequence[Creator] = ()
    ) -> list[Decision]:
        """Decides whose profiles to post: from the creators of stories without a delivery, those found first.

        explain: creators to be told about in any case; others are left out of the result if they are refused.
        """
        since = int(self._clock.now() - STORY_LIFE)
        waiting = await self._store.stories.creators_to_post(channel_id, since)
        room = rules.at_most - await self._outbox.queued_for(channel_id)
        explained = {creator.id for creator in explain}
        decisions = []
        for creator in waiting:
            refusal = await self._refusal(creator, rules, manual=manual)
            waits = refusal is None and room <= 0
            room -= refusal is None
            if waits:
                refusal = f"Waiting for the next run (maximum {rules.at_most} per run)"
            if refusal is None or waits or creator.id in explained:
                decisions.append(Decision(creator=creator, refusal=refusal, waits=waits))
        return decisions + await self._delivered(explain, channel_id)

    async def anybody_waits(self, channel_id: int) -> bool:
        """Whether there are creators of stories without a delivery to that channel."""
        since = int(self._clock.now() - STORY_LIFE)
        return bool(await self._store.stories.creators_to_post(channel_id, since))

    async def last_run_at(self) -> int | None:
        """Returns when a profile was last put into the outbox; None = never."""
        newest = await self._outbox.deliveries(1)
        return newest[0].created_at if newest else None

    async def queue(self, decisions: Sequence[Decision], channel_id: int, *, manual: bool = False) -> list[Decision]:
        """Puts the chosen profiles into the outbox; returns the refusals of those that turned out to be lost.

        What met a problem of the channel is due again.
        """
        await self._outbox.retry_channel(channel_id)
        if any(decision.refusal is None for decision in decisions):
            await self._learn_name(channel_id)
        refused: list[Decision] = []
        for decision in decisions:
            if decision.refusal is None:
                refused += await self._queue(decision.creator, channel_id, manual=manual)
        return refused

    async def _learn_name(self, channel_id: int) -> None:
        """Asks Discord about a channel that nobody has asked about yet, for lists of what was posted there."""
        if await self.known_channel(channel_id) is None:
            with suppress(TikTrackError):  # sending says what is wrong
                await self.channel(channel_id)

    async def _queue(self, creator: Creator, channel_id: int, *, manual: bool) -> list[Decision]:
        """Returns the refusal, if TikTok has meanwhile given the creator's handle to another account."""
        try:
            preview = await self._preview(await self._creators.check_account(creator, manual=manual), channel_id)
        except HandleTaken as error:
            return [Decision(creator=creator, refusal=error.sentence.rstrip("."))]
        await self._enqueue(preview, channel_id)
        return []

    async def post_chosen(
        self, decisions: Sequence[Decision], channel_id: int, *, manual: bool = False
    ) -> list[Delivery]:
        """Queues the chosen profiles, then sends all due deliveries.

        Raises errors that block the whole outbox (no token, no network); the chosen profiles stay queued.
        """
        await self.queue(decisions, channel_id, manual=manual)
        return await self._outbox.deliver_due()

    async def _preview(self, checked: Checked, channel_id: int) -> Preview:
        """Raises HandleTaken: a post with stored numbers would link to somebody else."""
        if isinstance(checked.error, HandleTaken):
            raise checked.error
        payload = await self._payload(checked, channel_id)
        return Preview(creator=checked.creator, payload=payload, error=checked.error)

    async def _delivered(self, creators: Sequence[Creator], channel_id: int) -> list[Decision]:
        """Returns the refusals of those that have a delivery to that channel."""
        found = [(creator, await self._store.outbox.delivery_for(creator.id, channel_id)) for creator in creators]
        return [
            Decision(creator=creator, refusal=refusal_by_delivery(delivery)) for creator, delivery in found if delivery
        ]

    async def _refusal(self, creator: Creator, rules: PostingRules, *, manual: bool) -> str | None:
        refusal = refusal_by_profile(creator, rules)
        if refusal is not None:
            return refusal
        newest = await self._store.creators.newest_post_at(creator.id)
        if not is_active(newest, rules, self._clock.now()):
            try:
                newest = await self._look_up_newest(creator, newest, manual=manual)
            except TikTokError as error:
                if isinstance(error, HandleTaken):
                    await self._creators.record_failure(creator, error)
                return f"Couldn’t look up the newest video: {error.sentence}"
        return refusal_by_activity(newest, rules, self._clock.now())

    async def _look_up_newest(self, creator: Creator, known: int | None, *, manual: bool) -> int | None:
        """Asks TikTok, at most once a day for each creator; until then, what is known counts.

        Every post on the profile counts, also one with others that TikTok lists under their names.
        """
        last, seen = self._looked_up.get(creator.id, (None, None))
        if last is not None and self._clock.monotonic() - last < DAY:
            return max(filter(None, (known, seen)), default=None)
        page = await self._health.call(
            Capability.CREATOR_VIDEOS,
            self._source.name,
            lambda: self._source.creator_videos(creator.handle, creator),
            manual=manual,
            subject=creator.id,
        )
        seen = max((video.posted_at for video in page.videos if not video.pinned), default=None)
        self._looked_up[creator.id] = self._clock.monotonic(), seen
        await self._store.creators.record_creator_videos(page, int(self._clock.now()))
        return max(filter(None, (known, seen)), default=None)

    async def _payload(self, checked: Checked, channel_id: int) -> Mapping[str, Any]:
        creator, now = checked.creator, self._clock.now()
        flagged = await self._store.stories.flagging_video(creator.id)
        criteria = replace(self._criteria(), own=await self._store.sources.thresholds())
        return profile_post(
            creator,
            key=delivery_key(creator.id, channel_id, PROFILE_OCCASION),
            now=now,
            flagged=None if flagged is None else restated(flagged, criteria, now),
            stored=checked.error is not None,
        )

    async def _enqueue(self, preview: Preview, channel_id: int) -> Delivery:
        new = NewDelivery(
            creator_id=preview.creator.id,
            channel_id=channel_id,
            key=delivery_key(preview.creator.id, channel_id, PROFILE_OCCASION),
            payload=preview.payload,
        )
        return await self._outbox.enqueue(new)
