"""Decides what is posted in a channel: whom its rules name, who has been posted, and who has to wait."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.baseline import READ, compared_with_usual
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import DeliveryState, Standing
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import HandleTaken, TikTokError
from tiktrack_gui.core.models import Creator, MeasuredVideo, Video
from tiktrack_gui.core.moves import VIRAL
from tiktrack_gui.core.posting_rules import PostingRules, Repost
from tiktrack_gui.core.score import restated
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
    refusal_by_state,
    refusal_by_story,
    refusal_by_time,
)
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.subjects import About, Subject, repeated
from tiktrack_gui.core.tracked import LOST, TrackedCreator
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.health import ANSWERS, HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class _Round:
    """One choice for one channel. everything: all candidates are told about, told: these in any case."""

    channel_id: int
    rules: PostingRules
    starts_at: int | None
    manual: bool
    everything: bool
    told: Collection[int]
    standings: Mapping[Subject, Standing]
    hidden: Collection[int]

    @property
    def lists_creators(self) -> bool:
        """Whether the creators on a list are the candidates, with or without stories."""
        return self.rules.list_id is not None and self.rules.about is About.CREATOR


@dataclass(slots=True)
class _Asking:
    """What became of asking TikTok in this round. trouble: every other question would meet it, too."""

    trouble: TikTokError | None = field(default=None)


class Choosing:
    def __init__(
        self,
        source: TikTokSource,
        creators: Creators,
        store: Store,
        health: HealthWatch,
        clock: Clock,
        criteria: Callable[[], Criteria] = Criteria,
    ) -> None:
        """criteria: returns the current ones, by which a story has its score."""
        self._source = source
        self._creators = creators
        self._store = store
        self._health = health
        self._clock = clock
        self._criteria = criteria
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
        turn = _Round(
            channel_id=channel_id,
            rules=rules,
            starts_at=starts_at,
            manual=manual,
            everything=everything,
            told={creator.id for creator in explain},
            standings=await self._store.outbox.standings(channel_id),
            hidden={creator.id for creator in await self._store.creators.hidden()},
        )
        candidates = await self._candidates(turn)
        lost = await self._store.creators.lost({candidate.creator.id for candidate in candidates})
        room, asking = await self._room(channel_id, rules), _Asking()
        decisions = []
        for found in candidates:
            standing = turn.standings.get(found.subject)
            candidate = await self._with_reason_to_repost(found, standing, rules)
            refusal = refusal_by_state(
                candidate, hidden=candidate.creator.id in turn.hidden, lost=candidate.creator.id in lost
            )
            refusal = refusal or self._refusal_by_earlier(candidate, standing, turn)
            refusal = refusal or refusal_by_profile(candidate.creator, rules) or refusal_by_story(candidate, rules)
            refusal = refusal or await self._refusal_by_activity(candidate, turn, asking, has_room=room > 0)
            waits = refusal is None and room <= 0
            room -= refusal is None
            if refusal is None or everything or candidate.creator.id in turn.told:
                decisions.append(_decision(candidate, standing, refusal, waits=waits, rules=rules))
        return decisions

    async def waiting(self, channel_id: int, rules: PostingRules, starts_at: int | None = None) -> dict[Subject, int]:
        """Returns the candidates that have no delivery to that channel, or whose last one may be due again.

        With each is when it was measured last: until then, a refusal stands.
        """
        standings = await self._store.outbox.standings(channel_id)
        return {
            turn.subject: turn.measured_at
            for turn in await self._turns(rules, starts_at or 0)
            if self._waits(turn, standings.get(turn.subject), rules, starts_at or 0)
        }

    async def _turns(self, rules: PostingRules, since: int) -> list[_Turn]:
        stories = await self._stories(rules, since)
        turns = [_Turn(_subject(story, rules.about), story.found_at, story.measured_at) for story in stories]
        if rules.list_id is None or rules.about is not About.CREATOR:
            return turns
        measured = {turn.subject: turn.measured_at for turn in turns}
        hidden = {creator.id for creator in await self._store.creators.hidden()}
        return [
            _Turn(subject, entry.added_at or 0, max(measured.get(subject, 0), _measured_at(entry)))
            for entry in await self._store.lists.entries(rules.list_id)
            for subject in [Subject.creator(entry.creator.id)]
            if entry.state not in LOST and entry.creator.id not in hidden
        ]

    def _waits(self, turn: _Turn, standing: Standing | None, rules: PostingRules, since: int) -> bool:
        if standing is None:
            return turn.found_at >= since
        if standing.sent_at is None or standing.state is not DeliveryState.SENT:
            return False
        if rules.repost is Repost.ON_VIRAL:
            return rules.about is About.CREATOR and turn.measured_at > standing.sent_at
        return refusal_by_standing(standing, rules, self._clock.now()) is None

    async def _room(self, channel_id: int, rules: PostingRules) -> int:
        """How many may be added to the outbox now."""
        room = rules.at_most - await self._store.outbox.queued_for(channel_id)
        if rules.per_hour is None:
            return room
        lately = await self._store.outbox.created_since(channel_id, int(self._clock.now() - HOUR))
        return min(room, rules.per_hour - lately)

    async def _candidates(self, turn: _Round) -> list[Candidate]:
        """In turn. Those with a delivery are left out unless they are to be told about, or may be posted again."""
        stories = await self._stories(turn.rules, turn.starts_at or 0, everything=turn.everything)
        if turn.lists_creators:
            return await self._on_list(turn, stories)
        about = turn.rules.about
        wanted = [story for story in stories if _is_wanted(_subject(story, about), story.creator_id, turn)]
        measured = await self._measured(wanted)
        creators = await self._store.creators.by_ids({story.creator_id for story in wanted})
        return [
            Candidate(
                creator=creators[story.creator_id],
                story=measured[story.video_id],
                found_at=story.found_at,
                about=about,
            )
            for story in wanted
            if story.video_id in measured and story.creator_id in creators
        ]

    async def _stories(self, rules: PostingRules, since: int, *, everything: bool = False) -> list[FoundStory]:
        """Those the rules name, in turn; for posts about creators the best of each that was found since then."""
        found = await self._store.stories.candidates(
            int(self._clock.now() - STORY_LIFE),
            source_id=rules.source_id,
            list_id=rules.list_id,
            everything=everything,
            gone=everything and rules.about is About.VIDEO,
        )
        return best_of_each(found, since) if rules.about is About.CREATOR else in_turn(found)

    async def _on_list(self, turn: _Round, stories: Sequence[FoundStory]) -> list[Candidate]:
        """The creators on the list in its order, each with its best story, if there is one."""
        assert turn.rules.list_id is not None
        entries = [
            entry
            for entry in await self._store.lists.entries(turn.rules.list_id)
            if _is_wanted(Subject.creator(entry.creator.id), entry.creator.id, turn)
            and (turn.everything or (entry.state not in LOST and entry.creator.id not in turn.hidden))
        ]
        listed = {entry.creator.id for entry in entries}
        theirs = [story for story in stories if story.creator_id in listed]
        measured = await self._measured(theirs)
        best = {story.creator_id: measured.get(story.video_id) for story in theirs}
        return [
            Candidate(creator=entry.creator, story=best.get(entry.creator.id), found_at=entry.added_at or 0)
            for entry in entries
        ]

    async def _measured(self, stories: Sequence[FoundStory]) -> dict[int, MeasuredVideo]:
        """Returns the stories by their video's ID, with the scores they have now, as the feed shows them."""
        found = await self._store.stories.stories([story.post_id for story in stories])
        criteria = replace(self._criteria(), own=await self._store.sources.thresholds())
        return {video_id: restated(story, criteria, self._clock.now()) for video_id, story in found.items()}

    async def _with_reason_to_repost(
        self, candidate: Candidate, standing: Standing | None, rules: PostingRules
    ) -> Candidate:
        """Gives it the viral video for which it is posted again, if the rules want that and there is one."""
        if rules.repost is not Repost.ON_VIRAL or rules.about is not About.CREATOR or standing is None:
            return candidate
        video = await self._viral_since(candidate.creator, standing.sent_at)
        if video is None:
            return candidate
        story = await self._store.stories.story_of(video.id)
        return replace(candidate, story=story or candidate.story, viral_at=video.posted_at)

    async def _viral_since(self, creator: Creator, sent_at: int | None) -> Video | None:
        """Returns the creator's newest video with VIRAL times the usual views that was posted since then."""
        newest = await self._store.creators.newest_post_at(creator.id)
        if sent_at is None or newest is None or newest <= sent_at:
            return None
        videos = await self._store.creators.videos_of(creator.id, READ)
        compared = compared_with_usual(videos)
        for video in videos:  # newest first
            found = compared.get(video.id)
            if found is not None and found.ratio >= VIRAL and video.posted_at > sent_at and video.gone_at is None:
                return video
        return None

    def _refusal_by_earlier(self, candidate: Candidate, standing: Standing | None, turn: _Round) -> str | None:
        """Why it was posted, or found too early for this channel, or None."""
        if standing is None:
            return refusal_by_time(candidate, turn.starts_at)
        return refusal_by_standing(standing, turn.rules, self._clock.now(), viral_since=candidate.viral_at)

    async def _refusal_by_activity(
        self, candidate: Candidate, turn: _Round, asking: _Asking, *, has_room: bool
    ) -> str | None:
        """Asks TikTok for the newest video of a creator who seems inactive, if there is room for a post of it."""
        newest, now = await self._newest_known(candidate), self._clock.now()
        if is_active(newest, turn.rules, now) or turn.everything:
            return refusal_by_activity(newest, turn.rules, now)
        if not has_room:
            return None  # it waits, and is asked for when it is its turn
        if asking.trouble is not None:
            return _not_looked_up(asking.trouble)
        try:
            newest = await self._look_up_newest(candidate.creator, newest, manual=turn.manual)
        except TikTokError as error:
            if isinstance(error, HandleTaken):
                await self._creators.record_failure(candidate.creator, error)
            if self._creators.concerns_all(error):
                asking.trouble = error
            return _not_looked_up(error)
        return refusal_by_activity(newest, turn.rules, now)

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
        try:
            page = await self._health.call(
                Capability.CREATOR_VIDEOS,
                self._source.name,
                lambda: self._source.creator_videos(creator.handle, creator),
                manual=manual,
                subject=creator.id,
            )
        except ANSWERS:
            self._looked_up[creator.id] = self._clock.monotonic(), None
            raise
        seen = max((video.posted_at for video in page.videos if not video.pinned), default=None)
        self._looked_up[creator.id] = self._clock.monotonic(), seen
        await self._store.creators.record_creator_videos(page, int(self._clock.now()))
        return max(filter(None, (known, seen)), default=None)


@dataclass(frozen=True, slots=True)
class _Turn:
    """A candidate before it is read: when it was found, and when it, or a story of its, was measured last."""

    subject: Subject
    found_at: int
    measured_at: int


def _subject(story: FoundStory, about: About) -> Subject:
    return Subject.video(story.video_id) if about is About.VIDEO else Subject.creator(story.creator_id)


def _is_wanted(subject: Subject, creator_id: int, turn: _Round) -> bool:
    """Whether it may be posted, or is to be told about."""
    with_posted = turn.everything or turn.rules.repost is not Repost.NEVER
    return with_posted or subject not in turn.standings or creator_id in turn.told


def _measured_at(entry: TrackedCreator) -> int:
    return entry.creator.sample.at if entry.creator.sample is not None else 0


def _not_looked_up(error: TikTokError) -> str:
    return f"Couldn’t look up the newest video: {error.sentence.rstrip('.')}"


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
