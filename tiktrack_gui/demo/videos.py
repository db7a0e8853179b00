"""The demo's fictional videos: post time, content, and growth of the counts.

Views come fast in the first hours and then ever more slowly (a power law); a breakthrough video keeps going for a day
or two. Likes are a fraction of the views, and comments, shares and saves fractions of the likes; these differ from
video to video.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache

from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.demo.chance import chosen, draws, lognormal, within
from tiktrack_gui.demo.creators import BEGINNING, DemoCreator

SPONSORS = ("hearth.and.crumb.demo", "paper.lantern.demo", "north.brew.demo")  # made-up brands that some ads are for
REMEMBERED = 20_000  # cached videos, so that the next refresh needn't compute them again


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    likes: int
    comments: int
    shares: int
    views: int
    saves: int

    @property
    def engagement(self) -> int:
        return self.likes + self.comments + self.shares


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class DemoVideo:
    """One fictional post of a creator. `number` counts the creator's posts from 0."""

    creator: DemoCreator
    number: int
    id: int
    posted_at: int
    reach: float  # the final number of views
    pace: float  # s, the time scale of the first views
    persistence: float  # the exponent of the power law: small = a long tail
    likes: float  # per view; comments, shares and saves are per like
    comments: float
    shares: float
    saves: float

    def counts(self, at: float) -> Counts:
        views = self.reach * (1 - (1 + max(at - self.posted_at, 0.0) / self.pace) ** -self.persistence)
        likes = views * self.likes
        return Counts(
            likes=int(likes),
            comments=int(likes * self.comments),
            shares=int(likes * self.shares),
            views=int(views),
            saves=int(likes * self.saves),
        )

    def velocity(self, at: float) -> float:
        """Engagement per minute since it was posted."""
        return self.counts(at).engagement / max((at - self.posted_at) / 60, 1)

    @property
    def pictures(self) -> int:
        """The number of photos; 0 for a video."""
        photo, number, *_ = draws(self.creator.seed, self.id, "pictures")
        return 2 + int(8 * number) if photo < 0.07 else 0

    @property
    def duration(self) -> int:
        """The duration in seconds; 0 for photos."""
        return 0 if self.pictures else int(within(lognormal(draws(self.id, "duration")[0], 24, 0.9), 5, 600))

    @property
    def ad(self) -> bool:
        return draws(self.id, "ad")[0] < 0.03

    @property
    def text(self) -> str:
        """The caption without its hashtags; an ad's mentions whom it is for."""
        sentence, number, *_ = draws(self.id, "text")
        text = chosen(sentence, self.creator.tongue.captions).format(
            topic=self.creator.topic_name, n=2 + int(60 * number)
        )
        return f"{text} @{chosen(draws(self.id, 'sponsor')[0], SPONSORS)}".lstrip() if self.ad else text


def newest_number(creator: DemoCreator, at: float) -> int:
    """The number of the creator's newest video at that time; negative before the first."""
    number = math.floor((at - BEGINNING) / creator.interval)
    return number if number < 0 or make_video(creator, number).posted_at <= at else number - 1


@lru_cache(maxsize=REMEMBERED)
def make_video(creator: DemoCreator, number: int) -> DemoVideo:
    spread, pace, persistence, likes, comments, shares, saves, low = draws(
        creator.seed, creator.number, "video", number
    )
    breakthrough = creator.breakthrough_by_post.get(number)
    if breakthrough is None:
        posted_at = int(
            BEGINNING + creator.interval * (number + draws(creator.seed, creator.number, "moment", number)[0])
        )
        reach = 24 * creator.followers(posted_at) ** 0.72 * lognormal(spread, 1, 0.9)
        pace = HOUR * (1.5 + 6 * pace)
    else:
        posted_at = breakthrough.at
        reach = breakthrough.gain * (250 + 250 * spread)
        pace = HOUR * (3 + 8 * pace)
    return DemoVideo(
        creator=creator,
        number=number,
        id=posted_at << 32 | int(low * 2**32),
        posted_at=posted_at,
        reach=reach,
        pace=pace,
        persistence=0.7 + 0.6 * persistence,
        likes=within(lognormal(likes, 0.085, 0.4), 0.015, 0.28),
        comments=within(lognormal(comments, 0.014, 0.8), 0.001, 0.15),
        shares=within(lognormal(shares, 0.025, 1.0), 0.001, 0.5),
        saves=within(lognormal(saves, 0.07, 0.7), 0.005, 0.6),
    )
