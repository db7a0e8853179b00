"""Selects what to post in a channel by its rules, with a reason for every refusal."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tiktrack_gui.core.deliveries import DeliveryState, Standing
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.posting_rules import PostingRules, Repost
from tiktrack_gui.core.subjects import About, Subject
from tiktrack_gui.core.words_index import folded, has_phrase

STORY_LIFE = 7 * DAY  # s; what a story last seen longer ago brought up isn't posted any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Whom or what a channel could get.

    story: the creator's best one, or the one the post is about; None for a creator on a list without any.
    found_at: when the story was found, or the creator was put on the list. viral_at: when the viral video was posted
    for which it may be posted again.
    """

    creator: Creator
    story: MeasuredVideo | None = None
    found_at: int = 0
    about: About = About.CREATOR
    viral_at: int | None = None

    @property
    def subject(self) -> Subject:
        if self.about is About.VIDEO and self.story is not None:
            return Subject.video(self.story.video.id)
        return Subject.creator(self.creator.id)

    @property
    def score(self) -> int | None:
        return self.story.score.value if self.story is not None and self.story.score is not None else None


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundStory:
    """A story as it is chosen by.

    post_id: of its raw post. found_at: when it became a story. measured_at: when it was measured last.
    """

    post_id: int
    video_id: int
    creator_id: int
    found_at: int
    score: int
    measured_at: int = 0


def best_of_each(stories: Iterable[FoundStory], since: int = 0) -> list[FoundStory]:
    """The best story of each creator, with the time its first one was found, in that order.

    Of those found at the same time, the best comes first. since: those found earlier count only for creators who have
    no other one. measured_at: the last time one of the creator's was measured.
    """
    best: dict[int, FoundStory] = {}
    for story in sorted(stories, key=lambda story: (story.found_at >= since, *_quality(story))):
        known = best.get(story.creator_id, story)
        is_first = known.found_at >= since or story.found_at < since
        best[story.creator_id] = replace(
            story,
            found_at=min(story.found_at, known.found_at) if is_first else story.found_at,
            measured_at=max(story.measured_at, known.measured_at),
        )
    return sorted(best.values(), key=_turn)


def in_turn(stories: Iterable[FoundStory]) -> list[FoundStory]:
    """Those found first, and of one time the best, come first."""
    return sorted(stories, key=_turn)


def _quality(story: FoundStory) -> tuple[int, int]:
    return story.score, -story.post_id


def _turn(story: FoundStory) -> tuple[int, int, int, int]:
    return story.found_at, -story.score, story.creator_id, story.post_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision about one candidate: it is posted if `refusal` is None. waits: left for a later run.

    occasion: of the post, if there is one.
    """

    candidate: Candidate
    refusal: str | None = None
    waits: bool = False
    occasion: str = ""

    @property
    def creator(self) -> Creator:
        return self.candidate.creator

    @property
    def subject(self) -> Subject:
        return self.candidate.subject


def refusal_by_state(candidate: Candidate, *, hidden: bool, lost: bool) -> str | None:
    """Why it can't be posted whatever the rules are, or None."""
    if hidden:
        return "Hidden in TikTrack"
    if lost:
        return "No longer found on TikTok under this handle"
    is_gone = candidate.story is not None and candidate.story.video.gone_at is not None
    return "The video is no longer on TikTok" if is_gone and candidate.about is About.VIDEO else None


def refusal_by_profile(creator: Creator, rules: PostingRules) -> str | None:
    """Why the profile itself rules out posting, or None."""
    if creator.private:
        return "The account is private"
    followers = creator.sample.followers if creator.sample else None
    if followers is None:
        return "Follower count unknown"
    if followers < rules.min_followers:
        return f"Fewer than {grouped(rules.min_followers)} followers ({grouped(followers)})"
    if rules.max_followers is not None and followers > rules.max_followers:
        return f"More than {grouped(rules.max_followers)} followers ({grouped(followers)})"
    if rules.verified_only and not creator.verified:
        return "Not verified"
    return None


def refusal_by_story(candidate: Candidate, rules: PostingRules) -> str | None:
    """Why its score or its words rule out posting, or None."""
    if rules.min_score and (candidate.score is None or candidate.score < rules.min_score):
        return f"Score below {rules.min_score} ({'none' if candidate.score is None else candidate.score})"
    if not rules.wanted and not rules.unwanted:
        return None
    text = _text_of(candidate)
    found = next((word for word in rules.unwanted if has_phrase(text, folded(word))), None)
    if found is not None:
        return f"Has the unwanted keyword “{found}”"
    if rules.wanted and not any(has_phrase(text, folded(word)) for word in rules.wanted):
        return "Has none of the keywords"
    return None


def refusal_by_time(candidate: Candidate, starts_at: int | None) -> str | None:
    """Why it is too old for a channel that posts only what was found since `starts_at`, or None."""
    if starts_at is None or candidate.found_at >= starts_at:
        return None
    return "Found before this channel was started"


def refusal_by_standing(
    standing: Standing, rules: PostingRules, now: float, *, viral_since: int | None = None
) -> str | None:
    """Why an earlier post rules out posting again; None if the rules want it again.

    viral_since: when a viral video of the subject was posted, if there is one.
    """
    match standing.state:
        case DeliveryState.SENT:
            return None if _again(standing, rules, now, viral_since) else f"Posted on {_day(standing.sent_at)}"
        case DeliveryState.FAILED:
            return f"An earlier post failed: {standing.error}"
        case DeliveryState.NEEDS_REVIEW:
            return "An earlier post needs review"
        case DeliveryState.CANCELLED:
            return "Its post was cancelled"
        case _:
            return "Already in the outbox"


def is_active(newest_post_at: int | None, rules: PostingRules, now: float) -> bool:
    """Whether a recent enough post is known; also False if the newest post is unknown."""
    if rules.recent_days == 0:
        return True
    return newest_post_at is not None and newest_post_at >= now - rules.recent_days * DAY


def refusal_by_activity(newest_post_at: int | None, rules: PostingRules, now: float) -> str | None:
    """Why the profile isn't active enough, or None; call it after looking up the newest video on TikTok."""
    if is_active(newest_post_at, rules, now):
        return None
    if newest_post_at is None:
        return "Newest video unknown"
    return f"No posts in the last {rules.recent_days} days (newest: {(now - newest_post_at) / DAY:.0f} days ago)"


def _again(standing: Standing, rules: PostingRules, now: float, viral_since: int | None) -> bool:
    if standing.sent_at is None:
        return False
    match rules.repost:
        case Repost.AFTER_DAYS:
            return now - standing.sent_at >= rules.repost_days * DAY
        case Repost.ON_VIRAL:
            return viral_since is not None and viral_since > standing.sent_at
        case _:
            return False


def _text_of(candidate: Candidate) -> str:
    creator, story = candidate.creator, candidate.story
    parts: Iterable[str | None] = (creator.handle, creator.name, creator.bio)
    if story is not None:
        parts = (*parts, story.video.caption, *(f"#{tag}" for tag in story.video.hashtags))
    return folded("\n".join(part for part in parts if part))


def _day(at: int | None) -> str:
    moment = datetime.fromtimestamp(at or 0, UTC)
    return f"{moment.day} {moment:%b %Y}"
