"""A population with planted truth, as TikTrack would have measured it: what Discover's definitions are judged by.

Of 500 accounts, 40 are rising, 20 had one hit, 20 bought followers, and the others are ordinary: `demo.planted_lives`.
Each was found at some moment, half of them through a video that many saw, and has been measured for 14 to 60 days
since: about daily, from its profile (exact) or only from a list of its videos (rounded from 10,000 up, as TikTok does),
with days missing. Of its videos, TikTrack saw those among the newest 30 at some reading, pinned ones, and the one
through which it was found; each with its newest counts, rounded as in lists.

The truth is known here only; it isn't derived from what was measured, and the ranges it is drawn from weren't chosen by
the definitions. Everything is a pure function of seed and time.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import NamedTuple

from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR, YEAR
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin, Video, VideoSample
from tiktrack_gui.core.samples import VIDEO_COUNTS, in_series
from tiktrack_gui.demo.planted_lives import Kind, Life, Post, Range, buys, live
from tiktrack_gui.demo.words import ANIMALS, TONGUES, TOPICS, Tongue

COUNT = 500
COUNTS: Mapping[Kind, int] = {Kind.RISING: 40, Kind.ONE_HIT: 20, Kind.BOUGHT: 20}
ORDINARY: Mapping[Kind, int] = {  # of a hundred of the others
    Kind.STEADY: 40,
    Kind.SLOW: 22,
    Kind.DORMANT: 8,
    Kind.LARGE: 10,
    Kind.FADING: 10,
    Kind.SEASONAL: 10,
}
MEASURED = Range(14, 60)  # days
LISTED = 30  # videos that a reading shows
SHOWN_FOR = 60 * DAY  # after that, no feed shows a video
BY_A_VIDEO = 0.5  # how many were found through one
ONLY_ROUNDED = 0.12  # readings that only gave a list of videos
FAILED = 0.05
PAUSED = 0.25  # how many weren't measured for some days
PAUSE = Range(1.5, 7)  # days
PINS = 0.35


@dataclass(frozen=True, slots=True, kw_only=True)
class Planted:
    """An account: what it truly is, and what was measured of it. samples: oldest first. videos: newest first.

    broke_at: when its breakthrough was posted, if it had one.
    """

    kind: Kind
    broke_at: int | None
    creator: Creator
    samples: tuple[CreatorSample, ...]
    videos: tuple[Video, ...]


def planted(seed: int, now: int, count: int = COUNT) -> list[Planted]:
    """Returns `count` accounts in no order; with fewer than COUNT, each kind in proportion."""
    chance = Random(f"planted/{seed}")
    kinds = list(_kinds(count))
    chance.shuffle(kinds)
    return [_account(seed, number, kind, now) for number, kind in enumerate(kinds)]


def _kinds(count: int) -> Iterator[Kind]:
    special = {kind: round(number * count / COUNT) for kind, number in COUNTS.items()}
    for kind, number in special.items():
        yield from [kind] * number
    others = [kind for kind, share in ORDINARY.items() for _ in range(share)]
    for number in range(count - sum(special.values())):
        yield others[number * 37 % len(others)]  # 37: coprime, so that any number has about these shares


def _account(seed: int, number: int, kind: Kind, now: int) -> Planted:
    chance = Random(f"planted/{seed}/{number}")
    life = live(kind, chance, now)
    readings = _readings(chance, now)
    if kind is Kind.BOUGHT:
        buys(life, chance, readings[0], readings[-1])
    voice = _Voice.of(chance)
    samples = in_series([_sample(life, at, chance) for at in readings])
    creator = replace(voice.creator(number, life.start), sample=samples[-1])
    seen = _seen(life, readings, chance)
    videos = [_video(creator, voice, life.posts[one], at, pinned) for one, (at, pinned) in sorted(seen.items())]
    return Planted(
        kind=kind, broke_at=life.broke_at, creator=creator, samples=tuple(samples), videos=tuple(reversed(videos))
    )


def _readings(chance: Random, now: int) -> list[int]:
    """When it was measured, oldest first."""
    days = MEASURED.uniform(chance)
    pause = PAUSE.uniform(chance) * DAY if chance.random() < PAUSED else 0.0
    paused = now - chance.uniform(0, days) * DAY
    first = now - int(days * DAY)
    rest = (now - number * DAY - int(chance.uniform(0, 6) * HOUR) for number in range(int(days), -1, -1))
    kept = [at for at in rest if at > first and not paused - pause < at < paused and chance.random() > FAILED]
    return [first, *kept]


def _sample(life: Life, at: int, chance: Random) -> CreatorSample:
    followers = life.followers(at)
    posted = life.posts[: life.posted(at)]
    likes = int(12 * life.daily[0] + sum(post.reach * post.share(at) * post.likes for post in posted))
    if chance.random() >= ONLY_ROUNDED:
        return CreatorSample(at=at, followers=followers, likes=likes, videos=len(posted), origin=Origin.PROFILE_PAGE)
    followers, likes = rounded_as_tiktok(followers), rounded_as_tiktok(likes)
    bits = CreatorCount.FOLLOWERS * is_rounded(followers) | CreatorCount.LIKES * is_rounded(likes)
    return CreatorSample(at=at, followers=followers, likes=likes, rounded=bits, origin=Origin.ITEM_LIST)


def _seen(life: Life, readings: Sequence[int], chance: Random) -> dict[int, tuple[int, bool]]:
    """Returns which videos were seen, by number: when last, and whether the creator pinned it."""
    seen: dict[int, tuple[int, bool]] = {}
    for at in readings:
        posted = life.posted(at)
        seen |= {post.number: (at, False) for post in life.posts[max(posted - LISTED, 0) : posted]}
    posted = life.posted(readings[-1])
    if posted and chance.random() < PINS:
        seen[max(life.posts[:posted], key=lambda post: post.reach).number] = readings[-1], True
    shown = [post for post in life.posts if readings[0] - SHOWN_FOR < post.at < readings[0]]
    if shown and chance.random() < BY_A_VIDEO:
        found_by = chance.choices(shown, [post.reach for post in shown])[0]
        seen.setdefault(found_by.number, (readings[0], False))
    return seen


def _video(creator: Creator, voice: _Voice, post: Post, at: int, pinned: bool) -> Video:
    views = int(post.reach * post.share(at))
    likes = int(views * post.likes)
    comments, shares = int(likes * post.comments), int(likes * post.shares)
    exact = {"views": views, "likes": likes, "comments": comments, "shares": shares}
    counts = {name: rounded_as_tiktok(count) for name, count in exact.items()}
    bits = sum(VIDEO_COUNTS[name] for name, count in counts.items() if is_rounded(count))
    return Video(
        id=post.at << 32 | post.number,
        creator=creator,
        posted_at=post.at,
        sample=VideoSample(at=at, **counts, saves=int(likes * post.saves), rounded=bits, origin=Origin.ITEM_LIST),
        caption=voice.caption(post.number),
        hashtags=(voice.tag,),
        language=voice.tongue.code,
        ad=post.ad,
        pinned=pinned,
    )


class _Voice(NamedTuple):
    """Who speaks, in which language, about what."""

    tongue: Tongue
    animal: int
    topic: int

    @classmethod
    def of(cls, chance: Random) -> _Voice:
        tongue = chance.choices(TONGUES, [tongue.share for tongue in TONGUES])[0]
        return cls(tongue, chance.randrange(len(ANIMALS)), chance.randrange(len(TOPICS)))

    @property
    def tag(self) -> str:
        return self.tongue.topics[self.topic].lower().replace(" ", "")

    def caption(self, number: int) -> str:
        text = self.tongue.captions[number % len(self.tongue.captions)]
        return f"{text.format(topic=self.tongue.topics[self.topic], n=number)} #{self.tag}".strip()

    def creator(self, number: int, before: int) -> Creator:
        """before: when the account existed already."""
        return Creator(
            id=(before - YEAR) << 32 | number,
            handle=f"{ANIMALS[self.animal]}.{TOPICS[self.topic]}.{number}",
            name=self.tongue.name.format(
                animal=self.tongue.animals[self.animal], topic=self.tongue.topics[self.topic].capitalize()
            ),
            verified=False,
            private=False,
            language=self.tongue.code,
        )
