"""The demo's fictional creators and the growth of their numbers: a pure function of the seed and the time.

Most grow slowly, by a few per cent a month with a weekly rhythm. Occasionally one has a breakthrough: a video that
reaches far beyond its followers and brings many new ones within days. Each creator takes off in one year, with about
one breakthrough a month; these years are spread over the whole period, so that at any time some are taking off.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count, takewhile
from typing import Any

from tiktrack_gui.core.durations import DAY, YEAR
from tiktrack_gui.demo.chance import chosen, draws, lognormal, within
from tiktrack_gui.demo.words import ANIMAL_EMOJI, ANIMALS, TONGUES, TOPIC_EMOJI, TOPICS, Tongue, in_script_letters

MONTH = 30 * DAY
BEGINNING = 1_640_995_200  # 2022-01-01, when all start posting
END = 2_145_916_800  # 2038-01-01; IDs with a later time don't fit into signed 64 bits

MOST = len(ANIMALS) * len(TOPICS)
# The first creator is so large that its likes overflow 32 bits
GIANT: dict[str, Any] = {
    "start_followers": 85_000_000,
    "growth": 0.003,
    "likes_per_follower": 26,
    "interval": 2.5 * DAY,
    "breakthroughs": (),
}
VERIFIED_FROM = 400_000  # followers


@dataclass(frozen=True, slots=True)
class Breakthrough:
    """at: when its video was posted. gain: the followers it brings in total. pace: s until two thirds have arrived."""

    at: int
    gain: float
    pace: float


@dataclass(frozen=True, kw_only=True, eq=False)
class DemoCreator:
    """One fictional account. Its random properties are derived from `seed`, `number` and the property's name."""

    seed: int
    number: int
    animal: int  # index in ANIMALS
    topic: int  # index in TOPICS
    start_followers: float  # at BEGINNING
    growth: float  # per month, as a fraction of start_followers
    likes_per_follower: float
    following: int
    interval: float  # s between posts, on average
    tongue: Tongue
    breakthroughs: tuple[Breakthrough, ...]

    @cached_property
    def id(self) -> int:
        joined = BEGINNING - int(900 * DAY * draws(self.seed, self.number, "joined")[0])
        return joined << 32 | self.number

    @cached_property
    def sec_uid(self) -> str:
        return f"demo-{self.seed}-{self.number:03d}"

    @cached_property
    def handle(self) -> str:
        return f"{ANIMALS[self.animal]}.{TOPICS[self.topic]}.demo"

    @cached_property
    def name(self) -> str:
        name = self.tongue.name.format(animal=self.tongue.animals[self.animal], topic=_capital(self.topic_name))
        if draws(self.seed, self.number, "letters")[0] < 0.05:
            name = in_script_letters(name)
        return f"{name} {ANIMAL_EMOJI[self.animal]}"

    @property
    def topic_name(self) -> str:
        return self.tongue.topics[self.topic]

    @property
    def tags(self) -> tuple[str, ...]:
        """The hashtags of its videos."""
        return (self.topic_name.lower().replace(" ", ""), *self.tongue.tags)

    @property
    def bio(self) -> str:
        return self.tongue.bio.format(emoji=TOPIC_EMOJI[self.topic], topic=_capital(self.topic_name))

    @property
    def verified(self) -> bool:
        return self.start_followers >= VERIFIED_FROM

    def followers(self, at: float) -> int:
        return int(self._slow(at, self.growth) + self._brought(at))

    def likes(self, at: float) -> int:
        """The likes of all its videos together."""
        return int(self.likes_per_follower * (self._slow(at, 2 * self.growth) + 2 * self._brought(at)))

    @cached_property
    def breakthrough_by_post(self) -> dict[int, Breakthrough]:
        """Its breakthroughs by post number, counted from 0."""
        return {int((one.at - BEGINNING) / self.interval): one for one in self.breakthroughs}

    def _brought(self, at: float) -> float:
        """The followers that breakthroughs have brought so far."""
        return sum(_arrived(one, at) for one in takewhile(lambda one: one.at < at, self.breakthroughs))

    def _slow(self, at: float, growth: float) -> float:
        """The followers without breakthroughs; more arrive at weekends."""
        since = max(at - BEGINNING, 0.0)
        rhythm = DAY * math.sin(2 * math.pi * since / (7 * DAY))
        return self.start_followers * (1 + growth * (since + rhythm) / MONTH)


def make_creators(seed: int, size: int) -> tuple[DemoCreator, ...]:
    """The first `size` (at most MOST) creators of that seed."""
    names = sorted(range(MOST), key=lambda name: draws(seed, "name", name))
    return tuple(_make(seed, number, *divmod(names[number], len(TOPICS))) for number in range(size))


def _make(seed: int, number: int, animal: int, topic: int) -> DemoCreator:
    size, growth, likes, following, interval, tongue, *_ = draws(seed, number)
    start = within(lognormal(size, 9_000, 2.0), 150, 20_000_000)
    creator = DemoCreator(
        seed=seed,
        number=number,
        animal=animal,
        topic=topic,
        start_followers=start,
        growth=within(0.05 * growth - 0.004, 0, 0.05),
        likes_per_follower=within(lognormal(likes, 18, 0.7), 2, 80),
        following=int(lognormal(following, 120, 1.2)),
        interval=within(lognormal(interval, 1.3 * DAY, 0.7), 0.3 * DAY, 8 * DAY),
        tongue=chosen(tongue, [tongue for tongue in TONGUES for _ in range(tongue.share)]),
        breakthroughs=_breakthroughs(seed, number, start),
    )
    return replace(creator, **GIANT) if number == 0 else creator


def _breakthroughs(seed: int, creator: int, followers: float) -> tuple[Breakthrough, ...]:
    """Rare ones at any time, and many in the year in which the creator takes off."""
    rise = BEGINNING + (END - BEGINNING) * draws(seed, creator, "rise")[0]
    found = chain(
        _series((seed, creator, "rare"), followers, BEGINNING, END, 900 * DAY),
        _series((seed, creator, "rising"), followers, rise, min(rise + YEAR, END), 30 * DAY),
    )
    return tuple(sorted(found, key=lambda one: one.at))


def _series(
    name: tuple[object, ...], followers: float, start: float, end: float, distance: float
) -> Iterator[Breakthrough]:
    """distance: average interval in s."""
    at = start
    for number in count():
        wait, gain, pace, *_ = draws(*name, number)
        at -= math.log(wait) * distance
        if at >= end:
            return
        brought = 40 * min(followers, 300_000) ** 0.6 * lognormal(gain, 1, 0.6)
        yield Breakthrough(int(at), brought, DAY * (1 + 4 * pace))


def _arrived(breakthrough: Breakthrough, at: float) -> float:
    return breakthrough.gain * -math.expm1(-(at - breakthrough.at) / breakthrough.pace)


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
