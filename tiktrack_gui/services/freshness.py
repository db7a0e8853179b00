"""Has what is posted measured again, unless that was done within the hour; decides what becomes of a post otherwise."""

from __future__ import annotations

import logging
from dataclasses import replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Delivery, NotYet, Payload, Ready, Refused
from tiktrack_gui.core.errors import HandleTaken, PostUnavailable, Private, TikTokError
from tiktrack_gui.core.freshness import is_fresh, next_try
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.selection import Candidate
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services.channels import Channels
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.drafts import Drafts, handled
from tiktrack_gui.services.remeasuring import Remeasuring
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)


class Freshness:
    """Implements `services.preparing.Preparation`."""

    def __init__(
        self,
        creators: Creators,
        remeasuring: Remeasuring,
        channels: Channels,
        drafts: Drafts,
        store: Store,
        clock: Clock,
    ) -> None:
        self._creators = creators
        self._remeasuring = remeasuring
        self._channels = channels
        self._drafts = drafts
        self._store = store
        self._clock = clock

    async def is_ready(self, delivery: Delivery) -> bool:
        """Whether its numbers are fresh as they are written, and its links lead to the right account."""
        fresh = is_fresh(delivery.payload.get("measured_at"), self._clock.now())
        return fresh and not await self._store.creators.lost([delivery.creator_id])

    async def handled(self, delivery: Delivery) -> Payload:
        """Returns its payload with the tags, the role and the archive time that the channel's rules want now."""
        return handled(delivery.payload, (await self._channels.find(delivery.channel_id)).rules)

    async def prepare(self, delivery: Delivery, *, manual: bool = False) -> Ready | NotYet | Refused:
        """Measures its subject again if necessary, and writes the post anew, by the channel's current template.

        manual: at the user's request, which may be made during a cooldown.
        """
        if await self.is_ready(delivery):
            return Ready(payload=delivery.payload)
        known = await self._known(delivery)
        if known is None:  # another program's, perhaps: nothing can be measured
            return Ready(payload=delivery.payload)
        try:
            measured = await self._measured(known, manual=manual)
        except TikTokError as error:
            return await self._without(delivery, known, error)
        return await self._ready(delivery, measured)

    async def _known(self, delivery: Delivery) -> Candidate | None:
        """Returns the subject as it is stored, with the story the post was about."""
        creator = await self._store.creators.find(delivery.creator_id)
        if creator is None:
            return None
        about = delivery.subject.about
        video_id = delivery.subject.id if about is About.VIDEO else _shown(delivery)
        story = None if video_id is None else await self._store.stories.postable(video_id)
        if about is About.VIDEO and story is None:
            return None
        return Candidate(creator=creator, story=story, about=about)

    async def _measured(self, known: Candidate, *, manual: bool) -> Candidate:
        """Raises TikTokError if that fails, or if the subject is gone."""
        if known.about is About.VIDEO and known.story is not None:
            return await self._with_video_measured(known, known.story, manual=manual)
        measured_at = known.creator.sample.at if known.creator.sample is not None else None
        if is_fresh(measured_at, self._clock.now()) and not await self._store.creators.lost([known.creator.id]):
            return known
        checked = await self._creators.check_account(known.creator, manual=manual)
        if checked.error is not None:
            raise checked.error
        if checked.creator.private and not known.creator.private:
            raise Private
        return replace(known, creator=checked.creator)

    async def _with_video_measured(self, known: Candidate, story: MeasuredVideo, *, manual: bool) -> Candidate:
        if story.video.gone_at is None and not is_fresh(story.video.sample.at, self._clock.now()):
            story = await self._remeasuring.measure(story, manual=manual)
        if story.video.gone_at is not None:
            raise PostUnavailable
        current = await self._store.creators.find(known.creator.id)
        return replace(
            known, story=await self._store.stories.postable(story.video.id) or story, creator=current or known.creator
        )

    async def _without(self, delivery: Delivery, known: Candidate, error: TikTokError) -> Ready | NotYet | Refused:
        """What becomes of it if it couldn't be measured."""
        gone = isinstance(error, HandleTaken | PostUnavailable | Private)
        if gone or await self._store.creators.lost([known.creator.id]):
            return Refused(code=error.kind, reason=str(error))
        now = self._clock.now()
        until = next_try(delivery.created_at, now, getattr(error, "retry_at", None))
        if until is not None:
            return NotYet(until=until, reason=f"Waits for fresh numbers. {error.sentence}")
        log.info("Delivery %s goes out with older numbers: %s", delivery.key, error.sentence)
        return await self._ready(delivery, known, stored=True)

    async def _ready(self, delivery: Delivery, candidate: Candidate, *, stored: bool = False) -> Ready:
        channel = await self._channels.find(delivery.channel_id)
        draft = await self._drafts.write(candidate, channel, delivery.occasion, stored=stored)
        return Ready(payload=draft.payload)


def _shown(delivery: Delivery) -> int | None:
    """Returns the ID of the story that the post about a creator shows."""
    shown = delivery.payload.get("video_id")
    return int(shown) if isinstance(shown, str) and shown.isdecimal() else None
