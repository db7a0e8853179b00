"""The true lives of the planted population: how each account really fares, before anybody measures it.

Followers come from two sources: a steady gain in per cent per week, with a weekly rhythm and noise, which is what the
account's usual videos bring; and videos that reach more people than 97 of 100 of these do, some of whose viewers
follow. Views are log-normal around the account's usual reach, which depends on its size; any account has a hit now and
then. What the kinds differ in is drawn from the ranges below, in
ordinary per cents, multiples and days. They overlap: an ordinary account in season grows as fast as a slow riser, and a
hit may go as far as a breakthrough. Nothing here is taken from the definitions of `core.discovery`.
"""

from __future__ import annotations

import math
from bisect import bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import NamedTuple

from tiktrack_gui.core.durations import DAY, HOUR

WEEK = 7 * DAY
LIVED = 150  # days simulated until now
MOST_FOLLOWERS = 2_000_000
RHYTHM = (0.2, 0.7)  # of the weekly gain
COMES_AND_GOES = 0.08  # a day, times the root of the followers: those who follow or leave for reasons of their own


class Range(NamedTuple):
    least: float
    most: float

    def uniform(self, chance: Random) -> float:
        return chance.uniform(self.least, self.most)

    def logarithmic(self, chance: Random) -> float:
        """So that halving and doubling are equally likely."""
        return math.exp(chance.uniform(math.log(self.least), math.log(self.most)))


class Kind(StrEnum):
    """What becomes of an account. From STEADY on, they are ordinary."""

    RISING = "rising"  # a breakthrough, then steady growth and several good videos
    ONE_HIT = "one-hit"  # a breakthrough, then as before, or less
    BOUGHT = "bought jump"  # followers jump, and no video brought them
    STEADY = "steady"
    SLOW = "slow"
    DORMANT = "dormant"  # stopped posting
    LARGE = "large views"  # its videos usually reach far more people than its followers
    FADING = "fading"
    SEASONAL = "seasonal"  # reach and growth come and go


class Traits(NamedTuple):
    """Of a kind. growth: per cent a week. after: the same once it broke through. broke: days ago. reach: a factor of
    the usual views. lift: of these after the breakthrough. stays: days until most of the lift is gone. hits: the share
    of videos that are. good: the same after the breakthrough.
    """

    growth: Range
    reach: Range = Range(0.7, 1.4)
    hits: Range = Range(0.0, 0.04)
    broke: Range | None = None
    after: Range | None = None
    lift: Range = Range(1.0, 1.0)
    stays: Range = Range(1_000, 2_000)
    good: Range = Range(0.0, 0.04)


HIT = Range(2, 9)  # times the usual views
BREAKTHROUGH = Range(8, 150)
TRAITS = {
    Kind.RISING: Traits(
        growth=Range(0.0, 1.2),
        broke=Range(6, 75),
        after=Range(1.2, 7.0),
        lift=Range(1.3, 3.0),
        good=Range(0.12, 0.35),
    ),
    Kind.ONE_HIT: Traits(
        growth=Range(0.0, 1.2), broke=Range(6, 75), after=Range(-1.5, 0.4), lift=Range(1.0, 2.5), stays=Range(4, 20)
    ),
    Kind.BOUGHT: Traits(growth=Range(-0.3, 0.8), reach=Range(0.4, 1.2)),
    Kind.STEADY: Traits(growth=Range(0.1, 1.6)),
    Kind.SLOW: Traits(growth=Range(-0.2, 0.3)),
    Kind.DORMANT: Traits(growth=Range(-0.5, 0.1), reach=Range(0.4, 1.2)),
    Kind.LARGE: Traits(growth=Range(0.1, 1.8), reach=Range(4, 20)),
    Kind.FADING: Traits(
        growth=Range(0.2, 2.0), broke=Range(60, 120), after=Range(-2.5, -0.2), lift=Range(0.3, 0.9), hits=Range(0, 0.06)
    ),
    Kind.SEASONAL: Traits(growth=Range(0.0, 1.8), hits=Range(0.0, 0.08)),
}
PERIOD, SWING = Range(40, 200), Range(0.4, 1.0)  # of a season: days; of the growth and of ln(reach)
STOPPED = Range(20, 120)  # days ago
JUMP, JUMP_TAKES, JUMPS_TWICE = Range(0.08, 0.6), Range(0.3, 2.5), 0.3  # of the followers; days; how many do
LEAVES = Range(0.0, 6.0)  # per cent of the bought followers a week
QUIET = 7 * DAY  # before a bought jump: without the account's best videos


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """A video. reach: its views in the end. gain: the followers it brings. pace, persistence: as in `demo.videos`.

    likes: per view; comments and shares per like.
    """

    number: int
    at: int
    reach: float
    gain: float
    pace: float
    persistence: float
    likes: float
    comments: float
    shares: float
    saves: float
    ad: bool

    def share(self, at: float) -> float:
        """Of its views, those that came until then."""
        return 1 - math.pow(1 + max(at - self.at, 0.0) / self.pace, -self.persistence)


@dataclass(frozen=True, slots=True, kw_only=True)
class Bought:
    at: float
    followers: float
    takes: float  # s
    leaves: float  # a second, as a fraction

    def left(self, at: float) -> float:
        if at <= self.at:
            return 0.0
        return self.followers * min((at - self.at) / self.takes, 1) * math.exp(-self.leaves * (at - self.at))


@dataclass(slots=True, kw_only=True)
class Life:
    """An account as it really is. daily: its followers at each day's start, without those that single videos brought.

    broke_at: when its breakthrough was posted.
    """

    kind: Kind
    start: int
    daily: list[float]
    posts: list[Post]
    broke_at: int | None = None
    bought: list[Bought] = field(default_factory=list)

    def followers(self, at: float) -> int:
        day, rest = divmod((at - self.start) / DAY, 1)
        one, other = self.daily[int(day)], self.daily[min(int(day) + 1, len(self.daily) - 1)]
        brought = sum(post.gain * post.share(at) for post in self.posts[: self.posted(at)])
        return max(int(one + rest * (other - one) + brought + sum(one.left(at) for one in self.bought)), 0)

    def posted(self, at: float) -> int:
        """How many of the posts were there at that time."""
        return bisect_right(self.posts, at, key=lambda post: post.at)


def live(kind: Kind, chance: Random, now: int) -> Life:
    """A life of that kind until now."""
    start = now - LIVED * DAY
    traits = TRAITS[kind]
    size = min(max(chance.lognormvariate(math.log(11_000), 1.1), 150), MOST_FOLLOWERS)
    broke_at = None if traits.broke is None else now - int(traits.broke.logarithmic(chance) * DAY)
    season = _Season.of(kind, chance)
    daily = _daily(traits, chance, size, start, broke_at, season)
    posts = _posts(kind, chance, daily, start, now, broke_at, season)
    return Life(kind=kind, start=start, daily=daily, posts=posts, broke_at=broke_at)


def buys(life: Life, chance: Random, since: int, until: int) -> None:
    """Adds followers that were bought between two moments, once or twice, when no video could have brought them."""
    for _ in range(2 if chance.random() < JUMPS_TWICE else 1):
        at = _quiet_moment(life, chance, since, until)
        life.bought.append(
            Bought(
                at=at,
                followers=JUMP.logarithmic(chance) * life.followers(at),
                takes=JUMP_TAKES.uniform(chance) * DAY,
                leaves=LEAVES.uniform(chance) / 100 / WEEK,
            )
        )


@dataclass(frozen=True, slots=True)
class _Season:
    period: float  # s
    swing: float
    phase: float

    @classmethod
    def of(cls, kind: Kind, chance: Random) -> _Season:
        swing = SWING.uniform(chance) if kind is Kind.SEASONAL else 0.0
        return cls(PERIOD.logarithmic(chance) * DAY, swing, chance.uniform(0, 2 * math.pi))

    def height(self, at: float) -> float:
        return self.swing * math.sin(2 * math.pi * at / self.period + self.phase)


def _daily(
    traits: Traits, chance: Random, size: float, start: int, broke_at: int | None, season: _Season
) -> list[float]:
    before = traits.growth.uniform(chance)
    after = before if traits.after is None else traits.after.uniform(chance)
    rhythm, phase = chance.uniform(*RHYTHM), chance.uniform(0, 2 * math.pi)
    noise = chance.uniform(0.15, 0.5)
    found = [size]
    for day in range(LIVED + 1):
        at, followers = start + day * DAY, found[-1]
        growth = (after if broke_at is not None and at >= broke_at else before) / 100 / 7
        weekly = 1 + rhythm * math.sin(2 * math.pi * day / 7 + phase)
        gain = followers * growth * (1 + 2 * season.height(at)) * weekly * chance.lognormvariate(0, noise)
        found.append(max(followers + gain + chance.gauss(0, COMES_AND_GOES * math.sqrt(followers)), 50))
    return found


def _posts(
    kind: Kind, chance: Random, daily: list[float], start: int, now: int, broke_at: int | None, season: _Season
) -> list[Post]:
    traits = TRAITS[kind]
    every = WEEK / min(max(chance.lognormvariate(math.log(3.5), 0.7), 0.4), 21)
    until = now - STOPPED.uniform(chance) * DAY if kind is Kind.DORMANT else now
    account = chance.lognormvariate(math.log(1.6), 0.6) * traits.reach.logarithmic(chance)  # views per follower ** 0.8
    spread = chance.uniform(0.45, 0.95)  # of ln(views)
    hits, good = traits.hits.uniform(chance), traits.good.uniform(chance)
    lift, stays = traits.lift.logarithmic(chance), traits.stays.logarithmic(chance) * DAY
    follow = chance.lognormvariate(math.log(0.003), 0.6)  # of the viewers beyond the usual spread
    liked = chance.lognormvariate(math.log(0.08), 0.35)
    ads = max(chance.uniform(-0.1, 0.12), 0)
    moments = _moments(chance, start, until, every)
    if broke_at is not None:
        moments = sorted([*moments, broke_at])
    found = []
    for number, at in enumerate(moments):
        usual = account * daily[(at - start) // DAY] ** 0.8 * math.exp(season.height(at))
        since = None if broke_at is None or at <= broke_at else at - broke_at
        if since is not None:
            usual *= 1 + (lift - 1) * math.exp(-since / stays)
        reach = usual * chance.lognormvariate(0, spread)
        if at == broke_at:
            reach = usual * BREAKTHROUGH.logarithmic(chance)
        elif chance.random() < (hits if since is None else good):
            reach *= HIT.logarithmic(chance)
        found.append(
            Post(
                number=number,
                at=at,
                reach=reach,
                gain=follow * max(reach - usual * math.exp(2 * spread), 0),
                pace=(chance.uniform(6, 40) if at == broke_at else chance.uniform(1.5, 12)) * HOUR,
                persistence=chance.uniform(0.7, 1.3),
                likes=min(liked * chance.lognormvariate(0, 0.3), 0.3),
                comments=min(chance.lognormvariate(math.log(0.014), 0.6), 0.15),
                shares=min(chance.lognormvariate(math.log(0.025), 0.8), 0.5),
                saves=min(chance.lognormvariate(math.log(0.07), 0.6), 0.6),
                ad=chance.random() < ads,
            )
        )
    return found


def _moments(chance: Random, start: int, until: float, every: float) -> list[int]:
    """When it posts: on average every so many seconds, sometimes several in a row."""
    found, at = [], float(start)
    while (at := at + chance.gammavariate(1.5, every / 1.5)) < until:
        found.append(int(at))
    return found


def _quiet_moment(life: Life, chance: Random, since: int, until: int) -> float:
    """A moment before which no video did much better than the account's others; the quietest of some, if none is."""
    typical = sorted(post.reach for post in life.posts)[len(life.posts) // 2]

    def noise(at: float) -> float:
        recent = (post.reach for post in life.posts if at - QUIET <= post.at <= at + DAY)
        return max(recent, default=0.0) / typical

    return min((chance.uniform(since, until) for _ in range(12)), key=noise)
