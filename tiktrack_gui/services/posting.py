"""Posting profiles to Discord: selects creators, builds the posts and prevents duplicates."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Channel, Delivery, NewDelivery, Payload
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.errors import HandleTaken, TikTokError, TikTrackError
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.selection import Candidate, Decision
from tiktrack_gui.core.subjects import Subject, delivery_key
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.creators import Checked, Creators
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.sources import ThreadPoster
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)


USUAL_ARCHIVE = PostingRules().archive_minutes
TOP = 5  # posts to begin with, if the user wants some


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be posted, before anything is written or sent."""

    creator: Creator
    payload: Payload
    error: TikTokError | None = None  # why the numbers are stored, not fresh


class Posting:
    """Builds the posts and queues them in the outbox."""

    def __init__(
        self,
        poster: ThreadPoster,
        creators: Creators,
        channels: Channels,
        outbox: Outbox,
        store: Store,
        clock: Clock,
        criteria: Callable[[], Criteria],
    ) -> None:
        """criteria: returns the current ones, by which a story's score and reason are stated in a post."""
        self._poster = poster
        self._creators = creators
        self._channels = channels
        self._outbox = outbox
        self._store = store
        self._clock = clock
        self._criteria = criteria

    async def channel(self, channel_id: int) -> Channel:
        """Fetches the channel from Discord and stores it. Raises DiscordError."""
        return await self._channels.refresh(channel_id)

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
        await self._channels.confirm(channel_id)

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
        return Preview(
            creator=creator, payload=await self._payload(Checked(creator=creator), await self._find(channel_id))
        )

    async def preview(self, handle: str, channel_id: int, *, manual: bool = True) -> Preview:
        """Builds the payload from fresh numbers, or from stored ones if the creator's page can't be read.

        Raises the TikTokError for a creator not in the store, and HandleTaken for one whose handle is another
        account's now.
        """
        checked = await self._creators.check(parse_handle(handle), manual=manual)
        return await self._preview(checked, await self._find(channel_id))

    async def existing(self, handle: str, channel_id: int) -> Delivery | None:
        """Returns the creator's delivery to that channel, or None."""
        creator = await self._store.creators.creator_named(parse_handle(handle))
        if creator is None:
            return None
        return await self._store.outbox.delivery_for(Subject.creator(creator.id), channel_id)

    async def post(self, handle: str, channel_id: int) -> Delivery:
        """Posts a creator's profile at the user's request; an already sent delivery is returned unchanged.

        Raises TikTokError for a creator that can't be read and isn't in the store, DiscordError for problems that
        affect every delivery.
        """
        existing = await self.existing(handle, channel_id)
        if existing is not None:
            return await self._outbox.deliver(existing)
        await self.channel(channel_id)
        channel = await self._find(channel_id)
        preview = await self.preview(handle, channel_id)
        return await self._outbox.deliver(await self._enqueue(preview, channel))

    async def last_run_at(self) -> int | None:
        """Returns when a profile was last put into the outbox; None = never."""
        newest = await self._outbox.deliveries(1)
        return newest[0].created_at if newest else None

    async def queue(self, decisions: Sequence[Decision], channel_id: int, *, manual: bool = False) -> list[Decision]:
        """Puts what was chosen into the outbox; returns the refusals of what turned out to be lost.

        What met a problem of the channel is due again.
        """
        await self._outbox.retry_channel(channel_id)
        chosen = [decision for decision in decisions if decision.refusal is None]
        if chosen:
            await self._learn_name(channel_id)
        channel = await self._find(channel_id)
        refused: list[Decision] = []
        for decision in chosen:
            refused += await self._queue(decision, channel, manual=manual)
        return refused

    async def post_chosen(
        self, decisions: Sequence[Decision], channel_id: int, *, manual: bool = False
    ) -> list[Delivery]:
        """Queues what was chosen, then sends all due deliveries.

        Raises errors that block the whole outbox (no token, no network); what was chosen stays queued.
        """
        await self.queue(decisions, channel_id, manual=manual)
        return await self._outbox.deliver_due()

    async def begin(self, decisions: Sequence[Decision], channel_id: int) -> list[Decision]:
        """Queues the TOP of what could be posted by score, and lets the timer go on with what is found from now on.

        Returns what was queued.
        """
        ready = [one for one in decisions if one.refusal is None or one.waits]
        ready.sort(key=lambda one: one.candidate.score or 0, reverse=True)
        top = [replace(one, refusal=None, waits=False) for one in ready[:TOP]]
        refused = {one.subject for one in await self.queue(top, channel_id, manual=True)}
        await self._channels.start_from_now(channel_id)
        return [one for one in top if one.subject not in refused]

    async def _find(self, channel_id: int) -> PostingChannel:
        return await self._channels.find(channel_id)

    async def _learn_name(self, channel_id: int) -> None:
        """Asks Discord about a channel that nobody has asked about yet, for lists of what was posted there."""
        if await self.known_channel(channel_id) is None:
            with suppress(TikTrackError):  # sending says what is wrong
                await self.channel(channel_id)

    async def _queue(self, decision: Decision, channel: PostingChannel, *, manual: bool) -> list[Decision]:
        """Returns the refusal, if TikTok has meanwhile given the creator's handle to another account."""
        checked = await self._creators.check_account(decision.creator, manual=manual)
        try:
            preview = await self._preview(checked, channel, decision)
        except HandleTaken as error:
            return [replace(decision, refusal=error.sentence.rstrip("."))]
        await self._enqueue(preview, channel, decision)
        return []

    async def _preview(self, checked: Checked, channel: PostingChannel, decision: Decision | None = None) -> Preview:
        """Raises HandleTaken: a post with stored numbers would link to somebody else."""
        if isinstance(checked.error, HandleTaken):
            raise checked.error
        payload = await self._payload(checked, channel, decision)
        return Preview(creator=checked.creator, payload=payload, error=checked.error)

    async def _payload(self, checked: Checked, channel: PostingChannel, decision: Decision | None = None) -> Payload:
        """decision: what was chosen; None for a profile the user asks for."""
        creator, now = checked.creator, self._clock.now()
        candidate = decision.candidate if decision is not None else Candidate(creator=creator)
        occasion = decision.occasion if decision is not None else candidate.about.occasion
        story = candidate.story or await self._store.stories.flagging_video(creator.id)
        criteria = replace(self._criteria(), own=await self._store.sources.thresholds())
        stated = None if story is None else restated(story, criteria, now)
        payload = profile_post(
            creator,
            key=delivery_key(candidate.subject, channel.id, occasion),
            now=now,
            flagged=stated,
            stored=checked.error is not None,
        )
        score = stated.score.value if stated is not None and stated.score is not None else None
        return {**payload, **_handling(channel, score)}

    async def _enqueue(self, preview: Preview, channel: PostingChannel, decision: Decision | None = None) -> Delivery:
        subject = decision.subject if decision is not None else Subject.creator(preview.creator.id)
        occasion = decision.occasion if decision is not None else subject.about.occasion
        new = NewDelivery(
            subject=subject,
            creator_id=preview.creator.id,
            channel_id=channel.id,
            key=delivery_key(subject, channel.id, occasion),
            payload=preview.payload,
            occasion=occasion,
        )
        return await self._outbox.enqueue(new)


def _handling(channel: PostingChannel, score: int | None) -> Payload:
    """How the channel's rules want a post to be made; what is as usual is left out."""
    rules = channel.rules
    said = {
        "tags": list(rules.tags_for(score)),
        "role_id": rules.role_id,
        "archive_minutes": rules.archive_minutes if rules.archive_minutes != USUAL_ARCHIVE else None,
    }
    return {name: value for name, value in said.items() if value}
