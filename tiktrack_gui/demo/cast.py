"""Who plays which part among the demo's candidates, and what was measured of them before.

They are creators of the population whose newest outstanding video is as old as their part needs, so that each part is
there at any time. Their present is the population's, as in `demo.showcase`; only their followers in the past are made
up. Who is private or gone is the same at all times: TikTok must say so at every start.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from statistics import median

from tiktrack_gui.clients.tiktok.parse import creator_from_user_detail, video_page
from tiktrack_gui.core.discovery.plans import COMMENT_PAGES, COMMENTED_VIDEOS, COMMENTS_PER_PAGE
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator, CreatorSample, Origin, VideoPage
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.demo.chance import draws
from tiktrack_gui.demo.creators import DemoCreator
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.videos import make_video, newest_number

WEEK = 7 * DAY
SMALL, LARGE = 2_000, 92_000  # followers
HUGE = 4_000_000
BAND = 10_000, 30_000
RUSH = 3 * DAY  # the followers that a video brings have come by then
BEFORE = 0.002  # growth a week, before that video
WOBBLE = 0.0008  # of the followers, from day to day
JUMP, JUMPED_FOR = 0.17, 6 * DAY
OUTSTANDING, SEEN = 5.5, 15_000  # times the usual reach, and at least so much of it
CLOSE = 3.5  # times the usual reach; a later video with more would be outstanding, too, or nearly
LOOKED_AT = 30  # videos
MANY_COMMENTS = 185  # so that 150 are left without stickers and those that TikTok leaves out


class Role(StrEnum):
    """What a candidate is there to show."""

    COMMENTED = "commented"  # rising, with many comments
    RISING = "rising"
    ONE_HIT = "one hit"
    BOUGHT = "bought jump"
    FADING = "fading"
    NEW = "new"  # measured for two days
    BIG = "big"  # more followers than a small brand looks for
    ORDINARY = "ordinary"
    PRIVATE = "private"
    GONE = "gone"


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """How many play it. days: how old the outstanding video is. rush: the share of today's followers that it brought.
    growth: after that, a week.
    """

    count: int
    days: tuple[int, int] | None = None
    rush: float = 0.0
    growth: float = 0.0


PARTS: Mapping[Role, Part] = {
    Role.COMMENTED: Part(count=1, days=(11, 57), rush=0.18, growth=0.027),
    Role.RISING: Part(count=4, days=(12, 50), rush=0.2, growth=0.034),
    Role.BOUGHT: Part(count=1, days=(11, 55), rush=0.04, growth=0.003),
    Role.FADING: Part(count=2, days=(12, 55), rush=0.25, growth=-0.021),
    Role.ONE_HIT: Part(count=2, days=(12, 55), rush=0.12),
    Role.NEW: Part(count=2, days=(1, 50)),
    Role.BIG: Part(count=1, days=(1, 55)),
    Role.ORDINARY: Part(count=19),
}
LOST = (Role.PRIVATE, Role.GONE)


def lost(population: Population, taken: frozenset[str]) -> Mapping[str, Role]:
    """Those that TikTok doesn't show, by handle. taken: the handles of those that are needed elsewhere."""
    fitting = (one.handle for one in population.creators if SMALL < one.start_followers < LARGE)
    return dict(zip((handle for handle in fitting if handle not in taken), LOST, strict=False))


class Cast:
    """Attributes:
    roles: Who plays what now, by handle; as many as there are.
    """

    def __init__(
        self, population: Population, now: int, topics: Sequence[int], tongue: str, taken: frozenset[str]
    ) -> None:
        """topics, tongue: what they should post about, and in which language. taken: the handles of others."""
        self._population, self._now = population, now
        self._outstanding: dict[str, int] = {}  # when it was posted
        self.roles: dict[str, Role] = dict(lost(population, taken))
        left = [one for one in population.creators if one.handle not in taken and one.handle not in self.roles]
        left.sort(key=lambda one: 2 * (one.tongue.code != tongue) + (one.topic not in topics) + self._is_outside(one))
        for first in (True, False):  # one for each part before there is a second one
            for role, part in PARTS.items():
                found = list(islice(self._fitting(left, role), 1 if first else part.count - 1))
                self.roles |= {one.handle: role for one in found}
                left = [one for one in left if one not in found]

    def history(self, handle: str, days: int) -> Sequence[CreatorSample]:
        """What TikTrack measured of it, daily until yesterday."""
        samples = self._population.history(handle, self._now - days * DAY, self._now - DAY, DAY)
        part = PARTS.get(self.roles[handle])
        if part is not None and part.rush:
            return [self._then(sample, handle, samples[-1].followers or 0) for sample in samples]
        return samples

    def as_seen(self, handle: str, at: float) -> Creator:
        """The creator as it was then."""
        return creator_from_user_detail(self._population.user_detail(handle, at), at, Origin.DEMO)

    def videos_seen(self, handle: str, at: float) -> VideoPage:
        """Its newest videos as they were then."""
        return video_page(self._population.item_list(handle, at), at, Origin.DEMO, Capability.CREATOR_VIDEOS)

    def _fitting(self, creators: Sequence[DemoCreator], role: Role) -> Iterator[DemoCreator]:
        smallest, largest = (2 * LARGE, HUGE) if role is Role.BIG else (SMALL, LARGE)
        days = PARTS[role].days
        for one in sorted(creators, key=self._is_outside) if role is Role.ORDINARY else creators:
            fits = smallest < one.followers(self._now) < largest
            if fits and role is Role.COMMENTED:
                fits = self._comments(one) >= MANY_COMMENTS
            if fits and (days is None or self._has_outstanding(one, *days)):
                yield one

    def _comments(self, creator: DemoCreator) -> int:
        """Of the newest videos, as many as are read of each."""
        newest = newest_number(creator, self._now)
        videos = [make_video(creator, newest - number) for number in range(COMMENTED_VIDEOS)]
        most = COMMENT_PAGES * COMMENTS_PER_PAGE
        return sum(min(video.counts(self._now).comments, most) for video in videos)

    def _is_outside(self, creator: DemoCreator) -> bool:
        """Whether it is outside the band of followers that most are in, so that it has enough for a comparison."""
        return not BAND[0] <= creator.followers(self._now) < BAND[1]

    def _has_outstanding(self, creator: DemoCreator, least: int, most: int) -> bool:
        """Whether its newest outstanding video is so many days old."""
        newest = newest_number(creator, self._now)
        videos = [make_video(creator, number) for number in range(newest, max(newest - LOOKED_AT, -1), -1)]
        usual = median(video.reach for video in videos)
        first = next((video for video in videos if video.reach > CLOSE * usual), None)
        if first is None or first.ad or first.reach < max(SEEN, OUTSTANDING * usual):
            return False
        self._outstanding[creator.handle] = first.posted_at
        return least * DAY < self._now - first.posted_at < most * DAY

    def _then(self, sample: CreatorSample, handle: str, last: int) -> CreatorSample:
        """The sample with the followers of its time. last: those it has at the end."""
        part, posted_at = PARTS[self.roles[handle]], self._outstanding[handle]
        over = posted_at + RUSH
        growth = part.growth * (0.7 + 0.6 * draws(handle, "growth")[0])  # so that they aren't all alike
        followers = last * math.exp(-growth * (self._now - DAY - max(sample.at, over)) / WEEK)
        if sample.at < over:
            arrived = min(max((sample.at - posted_at) / RUSH, 0.0), 1.0)
            followers *= 1 - part.rush * (1 - arrived)
            followers *= math.exp(-BEFORE * max(posted_at - sample.at, 0) / WEEK)
        if self.roles[handle] is Role.BOUGHT and sample.at < self._now - JUMPED_FOR:
            followers *= 1 - JUMP
        wobble = WOBBLE * (2 * draws(handle, sample.at // DAY)[0] - 1)
        return replace(sample, followers=round(followers * (1 + wobble)))
