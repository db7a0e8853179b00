"""Decides what is posted in a channel: whom its rules name, who has been posted, and who has to wait."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.baseline import READ, compared_with_usual
from tiktrack_gui.core.deliveries import DeliveryState, Standing
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import HandleTaken, TikTokError
from tiktrack_gui.core.models import LOST, Capability, Creator
from tiktrack_gui.core.moves import VIRAL
from tiktrack_gui.core.posting_rules import PostingRules, Repost
from tiktrack_gui.core.selection import (
    STORY_LIFE,
    Candidate,
    Decision,
    FoundStory,
    best_of_each,
    in_turn,
    is_active,
    refusal_by_activity,
    refusal_by_profile,
    refusal_by_standing,
    refusal_by_story,
    refusal_by_time,
)
from tiktrack_gui.core.subjects import About, Subject, repeated
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store


class Choosing:
    def __init__(
        self, source: TikTokSource, creators: Creators, store: Store, health: HealthWatch, clock: Clock
    ) -> None:
        self._source = source
        self._creators = creators
        self._store = store
        self._health = health
        self._clock = clock
        self._looked_up: dict[int, tuple[float, int | None]] = {}  # by creator: when (monotonic), and the newest post

    async def choose(
        self,
        channel_id: int,
        rules: PostingRules,
        *,
        starts_at: int | None = None,
        manual: bool = False,
        explain: Sequence[Creator] = (),
        everything: bool = False,
    ) -> list[Decision]:
        """Decides what to post there, those found first; refused candidates are left out of the result.

        starts_at: what was found earlier isn't posted. explain: creators to be told about in any case. everything: all
        candidates are told about, those that were posted included, and TikTok isn't asked.
        """
        told = {creator.id for creator in explain}
        standings = await self._store.outbox.standings(channel_id)
        candidates = await self._candidates(rules, standings, told, everything=everything)
        room = await self._room(channel_id, rules)
        decisions = []
        for candidate in candidates:
            standing = standings.get(candidate.subject)
            refusal = refusal_by_time(candidate, starts_at)
            if standing is not None and refusal is None:
                refusal = refusal_by_standing(
                    standing, rules, self._clock.now(), viral_since=await self._viral_since(candidate, standing, rules)
                )
            refusal = refusal or await self._refusal(candidate, rules, manual=manual, ask=not everything)
            waits = refusal is None and room <= 0
            room -= refusal is None
            if refusal is None or everything or candidate.creator.id in told:
                decisions.append(_decision(candidate, standing, refusal, waits=waits, rules=rules))
        return decisions

    async def waiting(self, channel_id: int, rules: PostingRules, starts_at: int | None = None) -> frozenset[Subject]:
        """Returns the candidates that have no delivery to that channel, or whose last one is due again."""
        standings = await self._store.outbox.standings(channel_id)
        found = [pair for pair in await self._turns(rules) if pair[1] >= (starts_at or 0)]
        return frozenset(subject for subject, at in found if self._waits(standings.get(subject), rules, found_at=at))

    async def _turns(self, rules: PostingRules) -> list[tuple[Subject, int]]:
        """The candidates, and when they were found."""
        if rules.list_id is not None and rules.about is About.CREATOR:
            entries = await self._store.lists.entries(rules.list_id)
            return [(Subject.creator(one.creator.id), one.added_at or 0) for one in entries if one.state not in LOST]
        return [(_subject(story, rules.about), story.found_at) for story in await self._stories(rules)]

    def _waits(self, standing: Standing | None, rules: PostingRules, *, found_at: int) -> bool:
        if standing is None:
            return True
        if standing.sent_at is None or rules.repost is Repost.NEVER:
            return False
        if rules.repost is Repost.ON_VIRAL:
            return found_at > standing.sent_at
        return refusal_by_standing(standing, rules, self._clock.now()) is None

    async def _room(self, channel_id: int, rules: PostingRules) -> int:
        """How many may be added to the outbox now."""
        room = rules.at_most - await self._store.outbox.queued_for(channel_id)
        if rules.per_hour is None:
            return room
        lately = await self._store.outbox.created_since(channel_id, int(self._clock.now() - HOUR))
        return min(room, rules.per_hour - lately)

    async def _candidates(
        self, rules: PostingRules, standings: dict[Subject, Standing], told: set[int], *, everything: bool
    ) -> list[Candidate]:
        """In turn. Those with a delivery are left out unless they are to be told about, or may be posted again."""
        with_posted = everything or rules.repost is not Repost.NEVER
        stories = await self._stories(rules)
        if rules.list_id is not None and rules.about is About.CREATOR:
            return [
                one
                for one in await self._on_list(rules.list_id, stories)
                if with_posted or one.subject not in standings or one.creator.id in told
            ]
        wanted = [
            story
            for story in stories
            if with_posted or _subject(story, rules.about) not in standings or story.creator_id in told
        ]
        measured = await self._store.stories.stories([story.post_id for story in wanted])
        creators = await self._store.creators.by_ids({story.creator_id for story in wanted})
        return [
            Candidate(
                creator=creators[story.creator_id],
                story=measured[story.video_id],
                found_at=story.found_at,
                about=rules.about,
            )
            for story in wanted
            if story.video_id in measured and story.creator_id in creators
        ]

    async def _stories(self, rules: PostingRules) -> list[FoundStory]:
        """Those the rules name, in turn; for posts about creators the best of each."""
        found = await self._store.stories.candidates(
            int(self._clock.now() - STORY_LIFE), source_id=rules.source_id, list_id=rules.list_id
        )
        return best_of_each(found) if rules.about is About.CREATOR else in_turn(found)

    async def _on_list(self, list_id: int, stories: Sequence[FoundStory]) -> list[Candidate]:
        """The creators on the list in its order, each with its best story, if there is one."""
        entries = await self._store.lists.entries(list_id)
        measured = await self._store.stories.stories([story.post_id for story in stories])
        best = {story.creator_id: measured.get(story.video_id) for story in stories}
        return [
            Candidate(creator=entry.creator, story=best.get(entry.creator.id), found_at=entry.added_at or 0)
            for entry in entries
            if entry.state not in LOST
        ]

    async def _viral_since(self, candidate: Candidate, standing: Standing, rules: PostingRules) -> int | None:
        """When the candidate's story was posted, if it has VIRAL times the usual views."""
        story = candidate.story
        if rules.repost is not Repost.ON_VIRAL or standing.state is not DeliveryState.SENT or story is None:
            return None
        videos = await self._store.creators.videos_of(candidate.creator.id, READ)
        found = compared_with_usual(videos).get(story.video.id)
        return story.video.posted_at if found is not None and found.ratio >= VIRAL else None

    async def _refusal(self, candidate: Candidate, rules: PostingRules, *, manual: bool, ask: bool) -> str | None:
        """ask: TikTok may be asked for the creator's newest video."""
        creator = candidate.creator
        refusal = refusal_by_profile(creator, rules) or refusal_by_story(candidate, rules)
        if refusal is not None:
            return refusal
        newest = await self._newest_known(candidate)
        if not is_active(newest, rules, self._clock.now()) and ask:
            try:
                newest = await self._look_up_newest(creator, newest, manual=manual)
            except TikTokError as error:
                if isinstance(error, HandleTaken):
                    await self._creators.record_failure(creator, error)
                return f"Couldn’t look up the newest video: {error.sentence}"
        return refusal_by_activity(newest, rules, self._clock.now())

    async def _newest_known(self, candidate: Candidate) -> int | None:
        _, seen = self._looked_up.get(candidate.creator.id, (0.0, None))
        known = await self._store.creators.newest_post_at(candidate.creator.id)
        return max(filter(None, (known, seen)), default=None)

    async def _look_up_newest(self, creator: Creator, known: int | None, *, manual: bool) -> int | None:
        """Asks TikTok, at most once a day for each creator; until then, what is known counts.

        Every post on the profile counts, also one with others that TikTok lists under their names.
        """
        last, _ = self._looked_up.get(creator.id, (None, None))
        if last is not None and self._clock.monotonic() - last < DAY:
            return known
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


def _subject(story: FoundStory, about: About) -> Subject:
    return Subject.video(story.video_id) if about is About.VIDEO else Subject.creator(story.creator_id)


def _decision(
    candidate: Candidate, standing: Standing | None, refusal: str | None, *, waits: bool, rules: PostingRules
) -> Decision:
    if waits:
        refusal = f"Waiting for the next run ({_limit(rules)})"
    first = candidate.about.occasion
    occasion = first if standing is None else repeated(standing.occasion)
    return Decision(candidate=candidate, refusal=refusal, waits=waits, occasion=occasion)


def _limit(rules: PostingRules) -> str:
    per_hour = f", {rules.per_hour} per hour" if rules.per_hour is not None else ""
    return f"maximum {rules.at_most} per run{per_hour}"
