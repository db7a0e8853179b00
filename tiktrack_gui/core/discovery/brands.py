"""What a brand looks for. Every field but the name is optional: what isn't asked for isn't judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

DEFAULT_FOLLOWERS = 1_000, 100_000  # from, to
LEAST_EXAMPLES, MOST_EXAMPLES = 3, 10  # creators whose audience is wanted; fewer say little about an audience


class Part(StrEnum):
    """The parts of a fit, each 0–1 or unknown; their weights are the brand's."""

    GROWTH = "growth"  # after the breakthrough
    REPEATABILITY = "repeatability"  # of good videos
    ENGAGEMENT = "engagement"  # place in the follower band
    NICHE = "niche"  # captions with the brand's words
    EXAMPLES = "examples"  # like a creator whose audience is wanted
    COMMENTS = "comments"  # language of the comments: the viewers'
    CAPTIONS = "captions"  # language of the captions: the creator's
    PLACE = "place"  # where videos were posted: the creator's place
    STATED = "stated"  # audience as stated by the creator


DEFAULT_WEIGHTS: Mapping[Part, float] = {
    Part.GROWTH: 0.35,
    Part.REPEATABILITY: 0.10,
    Part.ENGAGEMENT: 0.05,
    Part.NICHE: 0.15,
    Part.EXAMPLES: 0.05,
    Part.COMMENTS: 0.10,
    Part.CAPTIONS: 0.05,
    Part.PLACE: 0.05,
    Part.STATED: 0.10,
}


class Age(StrEnum):
    """The age bands of TikTok's analytics."""

    FROM_13 = "13–17"
    FROM_18 = "18–24"
    FROM_25 = "25–34"
    FROM_35 = "35–44"
    FROM_45 = "45–54"
    FROM_55 = "55+"


class Gender(StrEnum):
    FEMALE = "female"
    MALE = "male"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Audience:
    """A mix of ages, genders and countries: each empty if it isn't known, or shares that add up to 1 at most.

    countries: by ISO 3166 code; the rest is other countries.
    """

    ages: Mapping[Age, float] = field(default_factory=dict)
    genders: Mapping[Gender, float] = field(default_factory=dict)
    countries: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedAudience:
    """What a creator stated about its audience, from its own analytics. on: the ISO date of these."""

    creator_id: int
    on: str
    audience: Audience
    entered_at: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brand:
    """A brand profile.

    languages: ISO 639-1 codes, as TikTok writes them. countries: ISO 3166-1 alpha-2. words: of the niche; hashtags have
    their #. examples: the IDs of creators whose audience is wanted. audience: ages and genders, compared only with what
    creators state. weights: of the parts; 0 = not judged. looked_at: when the user last looked at the candidates; those
    found later are new. id: None if it isn't stored yet.
    """

    name: str
    id: int | None = None
    languages: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    examples: tuple[int, ...] = ()
    followers_from: int = DEFAULT_FOLLOWERS[0]
    followers_to: int = DEFAULT_FOLLOWERS[1]
    audience: Audience = field(default_factory=Audience)
    weights: Mapping[Part, float] = field(default_factory=lambda: DEFAULT_WEIGHTS)
    looked_at: int | None = None
