"""Texts about creators who aren't tracked yet and keep appearing in the feed."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.models import Creator, CreatorCount
from tiktrack_gui.core.suggestions import DAYS, LEAST, Suggestion
from tiktrack_gui.words import counts

TITLE = "Suggestions"
HOW = (
    f"Creators you don’t track with at least {LEAST} videos that first appeared in the trending feed or your hashtags "
    f"in the last {DAYS} days, ads aside; those with most videos first, then those with the fastest one."
)
NOBODY = "No suggestions yet: no creator you don’t track had several videos in your feed this week."


def seen(one: Suggestion) -> str:
    """ "4 videos this week"."""
    return f"{one.videos} videos this week"


def sentence(one: Suggestion) -> str:
    """Returns a row for screen readers and tooltips."""
    creator = one.creator
    fastest = "" if one.velocity is None else f", the fastest at {numbers.velocity(one.velocity)}"
    followers = counts.creator_count(creator.sample, CreatorCount.FOLLOWERS)
    return (
        f"{creator.name or creator.handle}, @{creator.handle}, {followers} followers\n"
        f"{one.videos} videos in your feed this week{fastest}"
    )


def track(creator: Creator) -> str:
    return f"Track @{creator.handle}"


def hide(creator: Creator) -> str:
    return f"Hide @{creator.handle}, also from Trending"


def hidden(creator: Creator) -> str:
    return f"@{creator.handle} hidden from suggestions and Trending"
