"""Posts at the user's request and by the rules of the channels: queues in the outbox what was chosen, each once."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

from tiktrack_gui.core.deliveries import Channel, Delivery, NewDelivery, Payload
from tiktrack_gui.core.errors import BadInput, HandleTaken, TikTokError, TikTrackError
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.selection import Candidate, Decision
from tiktrack_gui.core.subjects import About, Subject, delivery_key
from tiktrack_gui.services.channels import Channels, PostingChannel
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.drafts import Draft, Drafts
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.sources import ThreadPoster
from tiktrack_gui.store import Store

TOP = 5  # posts to begin with, if the user wants some


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """What would be posted, before anything is written or sent."""

    creator: Creator
    payload: Payload
    error: TikTokError | None = None  # why the numbers are stored, not fresh


class Posting:
    """Queues posts in the outbox, which has their numbers measured again if they are old."""

    def __init__(
        self,
        poster: ThreadPoster,
        creators: Creators,
        channels: Channels,
        drafts: Drafts,
        outbox: Outbox,
        store: Store,
    ) -> None:
        self._poster = poster
        self._creators = creators
        self._channels = channels
        self._drafts = drafts
        self._outbox = outbox
        self._store = store

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
            await self._outbox.retry_channel(channel_id, has_room=False)
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

    async def stories(self, count: int = 100) -> list[MeasuredVideo]:
        """Returns the fastest stories, which could be posted as videos."""
        return await self._store.stories.feed(count)

    async def draft(self, handle: str, channel_id: int, rules: PostingRules | None = None) -> Preview | None:
        """Writes the post with stored numbers, without a TikTok request; None for a creator not in the store.

        rules: instead of the channel's own, while they are being edited.
        """
        creator = await self._store.creators.creator_named(parse_handle(handle))
        return None if creator is None else await self._drafted(Candidate(creator=creator), channel_id, rules)

    async def draft_video(self, video_id: int, channel_id: int, rules: PostingRules | None = None) -> Preview | None:
        """As `draft`, for a thread about that video, a story or another; None if it was never measured."""
        story = await self._store.stories.postable(video_id)
        if story is None:
            return None
        creator = await self._store.creators.find(story.video.creator.id) or story.video.creator
        return await self._drafted(Candidate(creator=creator, story=story, about=About.VIDEO), channel_id, rules)

    async def _drafted(self, candidate: Candidate, channel_id: int, rules: PostingRules | None) -> Preview:
        channel = await self._find(channel_id)
        draft = await self._drafts.write(candidate, channel if rules is None else replace(channel, rules=rules))
        return Preview(creator=candidate.creator, payload=draft.payload)

    async def preview(self, handle: str, channel_id: int, *, manual: bool = True) -> Preview:
        """Writes the post with fresh numbers, or with stored ones if the creator's page can't be read.

        Raises the TikTokError for a creator not in the store, and HandleTaken for one whose handle is another
        account's now: a post with stored numbers would link to somebody else.
        """
        checked = await self._creators.check(parse_handle(handle), manual=manual)
        if isinstance(checked.error, HandleTaken):
            raise checked.error
        candidate = Candidate(creator=checked.creator)
        draft = await self._drafts.write(candidate, await self._find(channel_id), stored=checked.error is not None)
        return Preview(creator=checked.creator, payload=draft.payload, error=checked.error)

    async def drafted(self, decision: Decision, channel_id: int) -> Payload:
        """Writes what was chosen for a channel, with stored numbers: as it would be queued."""
        draft = await self._drafts.write(decision.candidate, await self._find(channel_id), decision.occasion)
        return draft.payload

    async def existing(self, handle: str, channel_id: int) -> Delivery | None:
        """Returns the creator's delivery to that channel, or None."""
        creator = await self._store.creators.creator_named(parse_handle(handle))
        if creator is None:
            return None
        return await self._store.outbox.delivery_for(Subject.creator(creator.id), channel_id)

    async def existing_video(self, video_id: int, channel_id: int) -> Delivery | None:
        """As `existing`, of the thread about a story."""
        return await self._store.outbox.delivery_for(Subject.video(video_id), channel_id)

    async def post(self, handle: str, channel_id: int) -> Delivery:
        """Posts a creator's profile at the user's request; an already sent delivery is returned unchanged.

        Raises TikTokError for a creator that can't be read and isn't in the store, DiscordError for problems that
        affect every delivery.
        """
        existing = await self.existing(handle, channel_id)
        if existing is not None:
            return await self._outbox.deliver(existing)
        await self.channel(channel_id)
        return await self._post(Candidate(creator=await self._known(handle)), channel_id)

    async def post_video(self, video_id: int, channel_id: int) -> Delivery:
        """As `post`, for a thread about that video, a story or another. Raises BadInput if it was never measured."""
        existing = await self._store.outbox.delivery_for(Subject.video(video_id), channel_id)
        if existing is not None:
            return await self._outbox.deliver(existing)
        story = await self._store.stories.postable(video_id)
        if story is None:
            raise BadInput("This video was never measured.", "Measure it, then post it.")
        await self.channel(channel_id)
        creator = await self._store.creators.find(story.video.creator.id) or story.video.creator
        return await self._post(Candidate(creator=creator, story=story, about=About.VIDEO), channel_id)

    async def _post(self, candidate: Candidate, channel_id: int) -> Delivery:
        channel = await self._find(channel_id)
        draft = await self._drafts.write(candidate, channel)
        return await self._outbox.deliver(await self._enqueue(draft, channel))

    async def _known(self, handle: str) -> Creator:
        """Returns the stored creator: the outbox has its numbers measured again. A new or lost one is looked up.

        Raises the TikTokError, such as HandleTaken: a post would link to somebody else.
        """
        name = parse_handle(handle)
        creator = await self._store.creators.creator_named(name)
        if creator is not None and not await self._store.creators.lost([creator.id]):
            return creator
        checked = await self._creators.check(name, manual=True)
        if isinstance(checked.error, HandleTaken):
            raise checked.error
        return checked.creator

    async def last_run_at(self) -> int | None:
        """Returns when a profile was last put into the outbox; None = never."""
        newest = await self._outbox.deliveries(1)
        return newest[0].created_at if newest else None

    async def queue(self, decisions: Sequence[Decision], channel_id: int) -> list[Delivery]:
        """Puts what was chosen into the outbox, with stored numbers; returns the deliveries.

        What met a problem of the channel is due again.
        """
        await self._outbox.retry_channel(channel_id)
        chosen = [decision for decision in decisions if decision.refusal is None]
        if chosen:
            await self._learn_name(channel_id)
        channel = await self._find(channel_id)
        drafts = [await self._drafts.write(one.candidate, channel, one.occasion) for one in chosen]
        return [await self._enqueue(draft, channel) for draft in drafts]

    async def post_chosen(self, decisions: Sequence[Decision], channel_id: int) -> list[Delivery]:
        """Queues what was chosen, then sends all due deliveries.

        Raises errors that block the whole outbox (no token, no network); what was chosen stays queued.
        """
        await self.queue(decisions, channel_id)
        return await self._outbox.deliver_due()

    async def begin(self, decisions: Sequence[Decision], channel_id: int) -> list[Decision]:
        """Queues the TOP of what could be posted by score, and lets the timer go on with what is found from now on.

        Returns what was queued.
        """
        ready = [one for one in decisions if one.refusal is None or one.waits]
        ready.sort(key=lambda one: one.candidate.score or 0, reverse=True)
        top = [replace(one, refusal=None, waits=False) for one in ready[:TOP]]
        await self.queue(top, channel_id)
        await self._channels.start_from_now(channel_id)
        return top

    async def _find(self, channel_id: int) -> PostingChannel:
        return await self._channels.find(channel_id)

    async def _learn_name(self, channel_id: int) -> None:
        """Asks Discord about a channel that nobody has asked about yet, for lists of what was posted there."""
        if await self.known_channel(channel_id) is None:
            with suppress(TikTrackError):  # sending says what is wrong
                await self.channel(channel_id)

    async def _enqueue(self, draft: Draft, channel: PostingChannel) -> Delivery:
        new = NewDelivery(
            subject=draft.subject,
            creator_id=draft.candidate.creator.id,
            channel_id=channel.id,
            key=delivery_key(draft.subject, channel.id, draft.occasion),
            payload=draft.payload,
            occasion=draft.occasion,
        )
        return await self._outbox.enqueue(new)
