"""Selects the profiles to post (enough followers, recently active), with a reason for every refusal."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.numbers import grouped

STORY_LIFE = 7 * DAY  # s; the profile of a story last seen longer ago isn't posted any more


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingRules:
    """recent_days: a non-pinned video must be at most this old; 0 = any age."""

    min_followers: int = 10_000
    recent_days: int = 30
    at_most: int = 5  # threads per run


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """The decision about one profile: it is posted if `refusal` is None. waits: left for a later run."""

    creator: Creator
    refusal: str | None = None
    waits: bool = False


def refusal_by_profile(creator: Creator, rules: PostingRules) -> str | None:
    """Why the profile itself rules out posting, or None."""
    if creator.private:
        return "The account is private"
    followers = creator.sample.followers if creator.sample else None
    if followers is None:
        return "Follower count unknown"
    if followers < rules.min_followers:
        return f"Fewer than {grouped(rules.min_followers)} followers ({grouped(followers)})"
    return None


def refusal_by_delivery(delivery: Delivery) -> str:
    """Why an earlier delivery rules out posting again."""
    match delivery.state:
        case DeliveryState.SENT:
            return "Already posted"
        case DeliveryState.FAILED:
            return f"An earlier post failed: {delivery.error}"
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
