"""Writes posts: the payload of a delivery, from its channel's template and all that is known of its subject."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.baseline import READ, ViewsPerVideo, views_per_video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Payload
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.embed import render
from tiktrack_gui.core.gaps import of_creator
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.growth_rate import EVERY
from tiktrack_gui.core.models import Creator, CreatorSample, MeasuredVideo
from tiktrack_gui.core.overview import Figures
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_template import PostPicture, Template
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.score import restated
from tiktrack_gui.core.selection import Candidate
from tiktrack_gui.core.subjects import Subject, delivery_key
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.store import Store

USUAL_ARCHIVE = PostingRules().archive_minutes


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A post that isn't queued yet."""

    candidate: Candidate
    occasion: str
    payload: Payload

    @property
    def subject(self) -> Subject:
        return self.candidate.subject


class Drafts:
    """Asks only the store."""

    def __init__(self, store: Store, clock: Clock, criteria: Callable[[], Criteria]) -> None:
        """criteria: returns the current ones, by which a story's score and reason are stated."""
        self._store = store
        self._clock = clock
        self._criteria = criteria

    async def write(
        self, candidate: Candidate, channel: PostingChannel, occasion: str = "", *, stored: bool = False
    ) -> Draft:
        """candidate: with the creator as stored; without a story, the creator's best one is shown.

        occasion: "" = the first. stored: newer numbers can't be had, so that the post says when they were measured.
        """
        candidate = await self._with_story(candidate)
        about = candidate.subject.about
        occasion = occasion or about.occasion
        template = channel.rules.written_for(about)
        facts = await self._facts(candidate, template, stored=stored)
        payload = render(template, facts, delivery_key(candidate.subject, channel.id, occasion))
        shown = {} if facts.video is None else {"video_id": str(facts.video.video.id), "score": candidate.score}
        return Draft(candidate=candidate, occasion=occasion, payload=handled({**payload, **shown}, channel.rules))

    async def stated_now(self, story: MeasuredVideo) -> MeasuredVideo:
        """Returns the story with the score and the reason it has now."""
        return restated(story, replace(self._criteria(), own=await self._store.sources.thresholds()), self._clock.now())

    async def _with_story(self, candidate: Candidate) -> Candidate:
        story = candidate.story or await self._store.stories.flagging_video(candidate.creator.id)
        return candidate if story is None else replace(candidate, story=await self.stated_now(story))

    async def _facts(self, candidate: Candidate, template: Template, *, stored: bool) -> PostFacts:
        creator, story = candidate.creator, candidate.story
        samples = await self._samples(creator) if template.picture is PostPicture.CHART else []
        return PostFacts(
            creator=creator,
            now=self._clock.now(),
            subject=str(candidate.subject),
            video=story,
            figures=await self._figures(creator),
            samples=samples,
            gaps=of_creator(samples, EVERY),
            usual=None if story is None else await self._usual(story),
            stored=stored,
        )

    async def _figures(self, creator: Creator) -> Figures | None:
        """Those of the moment of its newest sample, which is the one that is shown."""
        at = creator.sample.at if creator.sample is not None else int(self._clock.now())
        return (await self._store.overview.figures([creator], at)).get(creator.id)

    async def _samples(self, creator: Creator) -> Sequence[CreatorSample]:
        since = creator.sample.at - GROWTH_DAYS * DAY if creator.sample is not None else 0
        return await self._store.creators.growth_of(creator.id, since)

    async def _usual(self, story: MeasuredVideo) -> ViewsPerVideo:
        videos = await self._store.creators.videos_of(story.video.creator.id, READ)
        return views_per_video(videos, without=story.video.id)


def handled(payload: Payload, rules: PostingRules) -> Payload:
    """Returns the payload with how the channel's rules want a post to be made: its tags, the role, its archive time.

    What is as usual is left out.
    """
    score = payload.get("score")
    said = {
        "tags": list(rules.tags_for(score if isinstance(score, int) else None)),
        "role_id": rules.role_id,
        "archive_minutes": rules.archive_minutes if rules.archive_minutes != USUAL_ARCHIVE else None,
    }
    kept = {name: value for name, value in payload.items() if name not in said}
    return kept | {name: value for name, value in said.items() if value}
