"""A brand with thousands of candidates of whom everything is known, of realistic size; the same for the same seed."""

from __future__ import annotations

import random
from collections.abc import Iterator

from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, StatedAudience
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.figures import After, CreatorFigures, Gained, Jump, Trend, Viral
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.stored import Matches
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin
from tiktrack_gui.store import Store

FIRST = 6_900_000_000_000_000_000
VIDEO = 7_500_000_000_000_000_000
MEASURED = 7  # times each
MARGIN = 0.02  # of the growth per week
WATCHED = 40
COMMENTED = 50  # of one in so many, comments were read
LANGUAGES = "en de es fr pt it nl pl tr ar hi ja ko".split()
COUNTRIES = "US GB DE AT CH FR ES BR MX IN".split()
WORDS = [f"word{number}" for number in range(900)] + [f"#tag{number}" for number in range(300)]

BRAND = Brand(
    name="Oat & Co",
    languages=("en", "de"),
    countries=("DE", "AT"),
    words=("#tag1", "#tag2", "word3", "vegan"),
    examples=(FIRST, FIRST + 1, FIRST + 2),
    audience=Audience(ages={Age.FROM_18: 0.4, Age.FROM_25: 0.6}, genders={Gender.FEMALE: 0.7, Gender.MALE: 0.3}),
)


def fill(store: Store, number: int, now: int, seed: int = 1) -> Brand:
    """Adds the brand with so many candidates; returns it."""
    chance = random.Random(seed)
    brand = store.brands.create(BRAND, now - 30 * DAY).result()
    assert brand.id is not None
    ids = [FIRST + place for place in range(number)]
    sizes = [int(10 ** chance.uniform(2.5, 5.7)) for _ in ids]
    for time in range(MEASURED):
        at = now - (MEASURED - time) * DAY
        creators = [_creator(id_, size + time * (id_ % 90), at) for id_, size in zip(ids, sizes, strict=True)]
        store.candidates.record_found(creators, at).result()
    found = [(id_, chance.choice(list(Found))) for id_ in ids]
    store.candidates.add(brand.id, found, now - 5 * DAY).result()
    store.candidates.dismiss(brand.id, ids[::40], now).result()
    figures = {id_: _figures(chance, id_, size, now) for id_, size in zip(ids, sizes, strict=True)}
    store.figures.set(figures).result()
    matches = {id_: Matches(chance.randrange(15), 30, chance.random(), FIRST + id_ % 3) for id_ in ids}
    store.candidates.set_matches(brand.id, matches).result()
    for id_ in ids[::COMMENTED]:
        _read_audience(store, chance, id_, now)
    store.candidates.wait(ids[:WATCHED], now).result()
    for id_ in ids[:WATCHED]:
        store.candidates.record_read(id_, now - DAY, now + 13 * DAY, now + DAY).result()
    return brand


def _creator(id_: int, followers: int, at: int) -> Creator:
    followers = followers if followers < 10_000 else round(followers, -2)
    rounded = CreatorCount.FOLLOWERS.value if followers >= 10_000 else 0
    sample = CreatorSample(at=at, followers=followers, videos=80, rounded=rounded, origin=Origin.SEARCH)
    avatar = f"https://p16-sign.example.com/tos-useast5-avt-0068/{id_:040d}~tplv-tiktokx-cropcenter:100:100.jpeg"
    return Creator(
        id=id_, handle=f"creator.{id_ - FIRST}", name=f"Creator {id_ - FIRST} 🌱", avatar=avatar, sample=sample
    )


def _figures(chance: random.Random, id_: int, followers: int, now: int) -> CreatorFigures:
    usual = max(200, int(followers * chance.uniform(0.1, 0.9)))
    growth = chance.gauss(0.02, 0.05)
    jump = Jump(since=now - 9 * DAY, until=now - 8 * DAY, amount=followers // 4) if chance.random() < 0.05 else None
    return CreatorFigures(
        at=now - 1,
        videos=30,
        usual=usual,
        usual_videos=25,
        viral=tuple(_viral(chance, id_, usual, now)),
        after=After(
            trend=_trend(growth),
            since=now - MEASURED * DAY,
            week=Gained(amount=int(followers * growth), margin=100),
            growth=growth,
            low=growth - MARGIN,
            high=growth + MARGIN,
            samples=MEASURED,
        ),
        jump=jump,
        views=tuple(int(usual * chance.lognormvariate(0, 0.8)) for _ in range(30)),
        engagement=chance.uniform(0.01, 0.15),
        engagement_videos=25,
        comments_per_1000=chance.uniform(0.5, 9),
        posts_per_week=chance.uniform(0.5, 9),
        ads=chance.randrange(4),
        languages=_captions(chance),
        words={word: round(chance.uniform(0.2, 5), 3) for word in chance.sample(WORDS, 40)},
    )


def _captions(chance: random.Random) -> dict[str, int]:
    """Captions by language: of most creators, nearly all are in one."""
    first, second = chance.sample(LANGUAGES, 2)
    others = max(chance.randrange(-9, 5), 0)
    known = chance.randrange(22, 30) - others
    return {first: known, second: others} if others else {first: known}


def _trend(growth: float) -> Trend:
    return Trend.GROWING if growth > MARGIN else Trend.FADING if growth < -MARGIN else Trend.FLAT


def _viral(chance: random.Random, id_: int, usual: int, now: int) -> Iterator[Viral]:
    """Yields the viral videos, newest first; a third has any."""
    for place in range(chance.choice((0, 0, 0, 0, 1, 2))):
        posted_at = now - (place * 20 + chance.randrange(1, 50)) * DAY
        yield Viral(video_id=VIDEO + id_ - FIRST, posted_at=posted_at, views=usual * 9, times=9.0, known=25)


def _read_audience(store: Store, chance: random.Random, id_: int, now: int) -> None:
    videos = [VIDEO + (id_ - FIRST) * 8 + place for place in range(5)]
    store.audience.begin_comments(id_, videos[:3], now).result()
    store.audience.begin_places(id_, videos).result()
    for video_id in videos[:3]:
        languages = {language: chance.randrange(60) for language in chance.sample(LANGUAGES, 5)}
        page = CommentPage(comments=sum(languages.values()), cursor=0, has_more=False, languages=languages)
        store.audience.add_page(video_id, page, now).result()
    for video_id in videos:
        store.audience.record_place(video_id, chance.choice(COUNTRIES), now).result()
    ages = {Age.FROM_18: 0.5, Age.FROM_25: 0.3}
    stated = StatedAudience(creator_id=id_, on="2025-12-01", audience=Audience(ages=ages), entered_at=now)
    store.brands.state(stated).result()
