"""A fictional brand with candidates of every kind, in a real store; and the Discover page over the real services."""

from __future__ import annotations

import random
from dataclasses import dataclass, replace

from tests.ui import samples
from tests.ui.scenery import Scenery, pictures
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, StatedAudience
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.constants import DEFAULTS, Constants
from tiktrack_gui.core.discovery.figures import After, CreatorFigures, Gained, Jump, Trend, Viral
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.stored import Matches
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import (
    Creator,
    CreatorCount,
    CreatorSample,
    Origin,
    Video,
    VideoCount,
    VideoPage,
    VideoSample,
)
from tiktrack_gui.services.audience import Audience as AudienceService
from tiktrack_gui.services.brand_work import BrandWork
from tiktrack_gui.services.brands import Brands
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.candidate_figures import CandidateFigures
from tiktrack_gui.services.candidate_reading import CandidateReading
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.ranking import Rankings
from tiktrack_gui.services.source_list import SourceList
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.services.watching import Watching
from tiktrack_gui.store import Store
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

FIRST, VIDEO = 6_800_000_000_000_000_000, 7_300_000_000_000_000_000
OTHERS = 48  # besides those made by hand: enough for a follower band
REQUESTS_A_DAY = 48
CAPTIONS = (
    "Three ingredients, one pot 🍝 #onepot",
    "My landlord said no ovens. So.",
    "Sourdough for people with jobs",
)

BRAND = Brand(
    name="Oat & Grain",
    languages=("en", "de"),
    countries=("DE", "AT"),
    words=("#onepot", "#easyrecipe", "pasta", "vegetarian", "#mealprep", "sourdough", "#cheapeats", "budget dinner"),
    audience=Audience(ages={Age.FROM_18: 0.4, Age.FROM_25: 0.6}, genders={Gender.FEMALE: 0.7, Gender.MALE: 0.3}),
)


@dataclass(frozen=True, kw_only=True)
class Made:
    """A candidate made by hand. growth: per week, with the half of its interval; None = unknown."""

    handle: str
    name: str
    followers: int
    times: float | None = None
    days: int = 0
    growth: tuple[float, float] | None = None
    niche: int = 0
    comments: tuple[int, float] = (0, 0.0)  # read, and how many of them are in English
    provisional: bool = False
    jump: bool = False
    engagement: float = 0.06
    repeats: int = 0  # good videos
    found: Found = Found.HASHTAG
    found_days: float = 6
    ads: int = 0


MADE = (
    Made(handle="mara.onepot", name="Mara Lindqvist", followers=18_400, times=12, days=9, growth=(0.18, 0.06), niche=22,
         comments=(212, 0.78), engagement=0.11, repeats=11),
    Made(handle="brothlab", name="Broth Lab", followers=42_100, times=8.4, days=21, growth=(0.09, 0.03), niche=14,
         comments=(170, 0.62), engagement=0.09, repeats=9),
    Made(handle="budgetbites", name="Budget Bites 🍜", followers=7_312, times=31, days=4, niche=18, engagement=0.12,
         repeats=6, found=Found.SEARCH, found_days=0.4),
    Made(handle="sourdough.sam", name="Sam bakes", followers=63_800, times=5.6, days=33, growth=(0.012, 0.03), niche=9,
         repeats=8, found=Found.FEED),
    Made(handle="kuechenzeile", name="Küchenzeile", followers=29_500, times=6.1, days=14, growth=(0.14, 0.05), niche=11,
         jump=True, repeats=3, found_days=0.2),
    Made(handle="tiny.tofu", name="Tiny Tofu", followers=3_940, times=14, days=6, provisional=True, niche=5,
         found=Found.SEARCH, found_days=0.3),
    Made(handle="noodle.nights", name="Noodle Nights", followers=88_200, times=7, days=41, growth=(-0.05, 0.02),
         niche=12, repeats=2, ads=9),
    Made(handle="cheapeatsmap", name="Cheap Eats Map", followers=51_700, niche=8, repeats=4, comments=(96, 0.5),
         found=Found.FEED),
    Made(handle="plantpantry", name="Plant Pantry", followers=240_000, times=9, days=12, growth=(0.08, 0.04), niche=15,
         repeats=7),
    Made(handle="oma.kocht", name="Oma kocht", followers=12_900, times=22, days=2, niche=13, engagement=0.14, repeats=4,
         found=Found.GIVEN, found_days=0.1),
)  # fmt: skip


def fill(store: Store, now: int = samples.NOW) -> Brand:
    """Adds the brand with its candidates; returns it as it is stored."""
    chance = random.Random(5)
    brand = store.brands.create(BRAND, now - 30 * DAY).result()
    assert brand.id is not None
    store.brands.looked(brand.id, now - DAY).result()
    everyone = [*MADE, *(_other(chance, number) for number in range(OTHERS))]
    for number, one in enumerate(everyone):
        _add(store, brand.id, number, one, chance, now)
    ids = [FIRST + number for number in range(len(everyone))]
    store.candidates.wait(ids, now - 5 * DAY).result()
    for number, id_ in enumerate(ids[:42]):
        store.candidates.record_read(id_, now - number * 300, now + (14 - number % 13) * DAY, now + HOUR).result()
    store.candidates.finish([ids[6], ids[12]], now).result()
    store.candidates.record_tried(ids[-1], now - HOUR, now + HOUR, "not_found").result()
    store.creators.track(ids[8], now - 3 * DAY).result()
    store.candidates.dismiss(brand.id, [ids[20], ids[21]], now).result()
    stated = Audience(
        ages={Age.FROM_18: 0.46, Age.FROM_25: 0.39}, genders={Gender.FEMALE: 0.64, Gender.MALE: 0.34},
        countries={"DE": 0.58, "AT": 0.14},
    )  # fmt: skip
    store.brands.state(StatedAudience(creator_id=ids[0], on="2026-10-12", audience=stated, entered_at=now)).result()
    store.audience.begin_places(ids[0], range(VIDEO, VIDEO + 5)).result()
    for place, video_id in enumerate(range(VIDEO, VIDEO + 5)):
        store.audience.record_place(video_id, "DE" if place else "AT", now).result()
    return replace(brand, looked_at=now - DAY)


def _other(chance: random.Random, number: int) -> Made:
    return Made(
        handle=f"kitchen.{number}",
        name=f"Kitchen No. {number}",
        followers=round(10 ** chance.uniform(4.05, 4.95)),
        times=chance.choice((None, None, 5.5, 6.5)),
        days=chance.randrange(5, 58),
        growth=chance.choice((None, (0.01, 0.02), (-0.01, 0.02), (0.04, 0.03))),
        niche=chance.randrange(9),
        engagement=chance.uniform(0.01, 0.08),
        repeats=chance.randrange(5),
        found=chance.choice(list(Found)),
        found_days=chance.uniform(2, 20),
    )


def _add(store: Store, brand_id: int, number: int, one: Made, chance: random.Random, now: int) -> None:
    creator = _creator(number, one, now)
    store.candidates.record_found([creator], now).result()
    store.candidates.add(brand_id, [(creator.id, one.found)], now - round(one.found_days * DAY)).result()
    if number >= len(MADE) + OTHERS - 4:  # only seen so far
        return
    usual = round(one.followers * chance.uniform(0.3, 0.6))
    figures = _figures(number, one, usual, chance, now)
    store.figures.set({creator.id: figures}).result()
    store.candidates.set_matches(brand_id, {creator.id: Matches(one.niche, 28)}).result()
    if number < len(MADE):
        store.creators.record_creator_videos(VideoPage(videos=tuple(_videos(creator, one, usual, now))), now).result()
        _read_comments(store, number, one, now)


def _creator(number: int, one: Made, now: int) -> Creator:
    followers = rounded_as_tiktok(one.followers)
    rounded = CreatorCount.FOLLOWERS if is_rounded(followers) else CreatorCount(0)
    sample = CreatorSample(at=now - 2 * HOUR, followers=followers, rounded=rounded, origin=Origin.PROFILE_PAGE)
    return Creator(id=FIRST + number, handle=one.handle, name=one.name, avatar=f"avatar:{number}", sample=sample)


def _figures(number: int, one: Made, usual: int, chance: random.Random, now: int) -> CreatorFigures:
    viral: tuple[Viral, ...] = ()
    if one.times is not None:
        base = one.followers if one.provisional else usual
        views = rounded_as_tiktok(round(base * one.times))
        viral = (
            Viral(
                video_id=VIDEO + 100 * number,
                posted_at=now - one.days * DAY,
                views=views,
                times=one.times,
                known=4 if one.provisional else 18,
                provisional=one.provisional,
                rounded=is_rounded(views),
            ),
        )
    trend, growth, low, high = Trend.UNKNOWN, None, None, None
    if one.growth is not None and viral:
        growth, half = one.growth
        low, high = growth - half, growth + half
        trend = Trend.GROWING if low > 0 else Trend.FADING if high < 0 else Trend.FLAT
    gained = Gained(amount=round(one.followers * (growth or 0)), margin=100) if one.days >= 7 and growth else None
    return CreatorFigures(
        at=now - 2 * HOUR,
        videos=4 if one.provisional else 28,
        usual=None if one.provisional else usual,
        usual_videos=0 if one.provisional else 20,
        viral=viral,
        after=After(trend=trend, since=now - min(one.days, 12) * DAY, week=gained, growth=growth, low=low, high=high,
                    samples=0 if growth is None else 14),
        jump=Jump(since=now - 8 * DAY, until=now - 7 * DAY, amount=4_200) if one.jump else None,
        views=tuple(usual * (6 if place < one.repeats else 1) for place in range(28)),
        engagement=one.engagement,
        engagement_videos=24,
        comments_per_1000=chance.uniform(1, 9),
        posts_per_week=chance.uniform(0.5, 7),
        ads=one.ads,
        languages={"en": 18, "de": 6} if number % 3 else {"de": 20},
        words={"#onepot": 2.0, "pasta": 1.5, "dinner": 1.0} if number % 2 else {"pasta": 1.0, "#mealprep": 2.0},
    )  # fmt: skip


def _videos(creator: Creator, one: Made, usual: int, now: int) -> list[Video]:
    """The newest is the viral one, if there is one."""
    number = creator.id - FIRST
    made = []
    for place in range(14):
        is_viral = place == 0 and one.times is not None
        views = round((one.followers if one.provisional else usual) * (one.times or 1)) if is_viral else usual
        sample = VideoSample(
            at=now - HOUR,
            views=rounded_as_tiktok(views),
            likes=views // 12,
            comments=views // 300,
            shares=views // 200,
            rounded=VideoCount.VIEWS if is_rounded(rounded_as_tiktok(views)) else VideoCount(0),
        )
        made.append(
            Video(
                id=VIDEO + 100 * number + place,
                creator=creator,
                posted_at=now - (max(one.days, 1) + place * 4) * DAY,
                sample=sample,
                caption=CAPTIONS[(number + place) % len(CAPTIONS)],
                cover=f"cover:{number}{place}",
            )
        )
    return made


def _read_comments(store: Store, number: int, one: Made, now: int) -> None:
    read, english = one.comments
    if not read:
        return
    video_id = VIDEO + 100 * number
    languages = {
        "en": round(read * english),
        "de": round(read * 0.08),
        "fr": round(read * (0.82 - english)),
        "un": read - round(read * 0.9),
    }
    store.audience.begin_comments(FIRST + number, [video_id], now).result()
    page = CommentPage(comments=read, cursor=read, has_more=False, languages=languages)
    store.audience.add_page(video_id, page, now).result()


def constants() -> Constants:
    return DEFAULTS


def services_of(scene: Scenery) -> DiscoverServices:
    """The real services, over the scene's store and its TikTok."""
    store, clock = scene.store, scene.clock
    budget = RequestBudget(clock, lambda: 4.0)
    figures = CandidateFigures(store, constants, clock)
    brands = Brands(store, SourceList(scene.creators, store, clock), figures, budget, clock)
    reading = CandidateReading(scene.tiktok, scene.creators, store, scene.health, clock)
    work = BrandWork(brands, reading, figures, store, constants, clock)
    watching = Watching(work, reading, figures, store, budget, constants, clock)
    return DiscoverServices(
        brands=brands,
        discover=Discover(work, watching, figures, scene.creators, scene.lists, store, budget, constants, clock),
        rankings=Rankings(store, clock, constants),
        audience=AudienceService(scene.tiktok, store, scene.health, budget, clock),
        creators=scene.creators,
        lists=scene.lists,
        annotations=scene.annotations,
        adding=scene.adding,
        constants=constants,
        budget=budget.plan,
        requests_a_day=lambda: REQUESTS_A_DAY,
    )


def page_of(theme: Theme, scene: Scenery, tasks: Tasks, messages: Messages | None = None) -> DiscoverPage:
    """The page, through which tests can access them."""
    messages = messages or Messages()
    found = pictures(theme)
    changes = SettingChanges(scene.settings(), tasks, messages)
    page = DiscoverPage(theme, found, services_of(scene), changes, tasks, messages, scene.clock.now)
    found.setParent(page)
    changes.setParent(page)
    return page
