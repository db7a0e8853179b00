"""What the demo's Discover begins with: two brands, and for the first a candidate of every kind.

Nobody waits for it: the window shows the other pages meanwhile.

What was measured of them in the past is `demo.cast`'s; comments and places are the demo's TikTok's own answers.
"""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Awaitable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from tiktrack_gui.app import composition
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, StatedAudience
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.plans import COMMENT_PAGES, COMMENTED_VIDEOS, PLACED_VIDEOS
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.errors import Blocked, NotFound, Private, Timeout
from tiktrack_gui.core.models import Creator, Video
from tiktrack_gui.core.tracked import MISSING_FROM
from tiktrack_gui.demo.cast import LOST, Cast, Role
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.showcase import Showcase
from tiktrack_gui.demo.words import TOPICS

TONGUE = "en"
NICHE = ("bakes", "cooks", "coffee")  # as the demo's handles have it
BAKERY = Brand(
    name="Hearth & Crumb",
    languages=(TONGUE,),
    countries=("US", "GB", "CA"),
    words=("baking", "cooking", "coffee", "#baking"),
    audience=Audience(
        ages={Age.FROM_18: 0.2, Age.FROM_25: 0.4, Age.FROM_35: 0.25, Age.FROM_45: 0.15},
        genders={Gender.FEMALE: 0.65, Gender.MALE: 0.35},
    ),
)
BOOKSHOP = Brand(name="Paper Lantern Books", words=("reading",))
STATED = Audience(
    ages={Age.FROM_18: 0.24, Age.FROM_25: 0.43, Age.FROM_35: 0.21, Age.FROM_45: 0.09, Age.FROM_55: 0.03},
    genders={Gender.FEMALE: 0.71, Gender.MALE: 0.27, Gender.OTHER: 0.02},
    countries={"US": 0.58, "GB": 0.14, "CA": 0.09, "AU": 0.05},
)
EXAMPLES = 3
FOUND = 15 * DAY  # ago, most of them
NEW_FOR = 3  # days; those measured for less were found since the user last looked
STATED_ON = 9 * DAY  # ago
RETRY = 35 * MINUTE  # until one that couldn't be read is tried again
SEEN_IN_FEED = 3  # videos known of one that wasn't read


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """What a candidate is there to show. days: for which it has been measured. comments: of how many videos they were
    read; blocked: whether TikTok refused them. fails: whether it couldn't be read so far.
    """

    role: Role
    watch: Watch
    days: int
    found: Found = Found.FEED
    comments: int = 0
    blocked: bool = False
    places: bool = False
    states: bool = False
    dismissed: bool = False
    fails: bool = False


PARTS = (
    Part(role=Role.RISING, watch=Watch.WATCHED, days=13, found=Found.HASHTAG, places=True, states=True),
    Part(
        role=Role.COMMENTED,
        watch=Watch.WATCHED,
        days=12,
        found=Found.SEARCH,
        comments=COMMENTED_VIDEOS,
        places=True,
    ),
    Part(role=Role.RISING, watch=Watch.WATCHED, days=12, comments=1),  # too few
    Part(role=Role.RISING, watch=Watch.DONE, days=15, found=Found.HASHTAG, blocked=True),
    Part(role=Role.RISING, watch=Watch.TRACKED, days=44, found=Found.HASHTAG),
    Part(role=Role.BOUGHT, watch=Watch.WATCHED, days=13),
    Part(role=Role.FADING, watch=Watch.WATCHED, days=13),
    Part(role=Role.FADING, watch=Watch.DONE, days=15, found=Found.SEARCH),
    Part(role=Role.ONE_HIT, watch=Watch.WATCHED, days=13, found=Found.HASHTAG),
    Part(role=Role.ONE_HIT, watch=Watch.DONE, days=15),
    Part(role=Role.NEW, watch=Watch.WATCHED, days=2, found=Found.SEARCH),
    Part(role=Role.NEW, watch=Watch.NONE, days=0),
    Part(role=Role.BIG, watch=Watch.WATCHED, days=4),
    Part(role=Role.ORDINARY, watch=Watch.WATCHED, days=7, found=Found.GIVEN, places=True),
    Part(role=Role.ORDINARY, watch=Watch.WAITING, days=0, found=Found.SEARCH),
    Part(role=Role.ORDINARY, watch=Watch.WAITING, days=0, found=Found.GIVEN, fails=True),
    Part(role=Role.ORDINARY, watch=Watch.WATCHED, days=3, found=Found.HASHTAG, dismissed=True),
    Part(role=Role.ORDINARY, watch=Watch.WATCHED, days=10, found=Found.SEARCH),
    Part(role=Role.PRIVATE, watch=Watch.DONE, days=9),
    Part(role=Role.GONE, watch=Watch.DONE, days=11, found=Found.HASHTAG),
    *(Part(role=Role.ORDINARY, watch=Watch.WATCHED, days=4 + number % 8) for number in range(14)),  # for comparison
)


async def fill(services: composition.Services) -> None:
    """What is there already is kept."""
    if await services.brands.all():
        return
    now = int(services.foundation.clock.now())
    examples = await _examples(services)
    await services.discovering.figures.of(examples)  # its videos are there: nothing has to be read for it
    brand = await services.brands.create(replace(BAKERY, examples=tuple(examples)))
    await _Filling(services, await asyncio.to_thread(_cast, now), now).add(brand)
    for one in (brand, await services.brands.create(BOOKSHOP)):
        await services.discover.find(await services.discover.plan_find(one, terms=(), reads=0))
    await services.discovering.figures.work_due()


async def _examples(services: composition.Services) -> list[int]:
    """The largest creators that are tracked, if possible of the niche."""

    def order(creator: Creator) -> tuple[bool, int]:
        followers = creator.sample.followers if creator.sample else None
        return not any(f".{topic}." in creator.handle for topic in NICHE), -(followers or 0)

    creators = sorted((entry.creator for entry in await services.creators.tracked()), key=order)
    return [creator.id for creator in creators[:EXAMPLES]]


def _cast(now: int) -> Cast:
    population = Population()
    topics = [TOPICS.index(topic) for topic in NICHE]
    return Cast(population, now, topics, TONGUE, taken=frozenset(Showcase(population).kinds))


class _Filling:
    """Stores candidates, as if they had been found and read by and by."""

    def __init__(self, services: composition.Services, cast: Cast, now: int) -> None:
        self._store, self._tiktok, self._cast, self._now = services.store, services.clients.tiktok, cast, now
        self._watched_for = services.settings.watched_days * DAY
        self._writes: list[Awaitable[object]] = []

    async def add(self, brand: Brand) -> None:
        assert brand.id is not None
        played: list[tuple[int, Part]] = []
        for handle, part in _played(self._cast):
            creator, videos = await self._seen(handle, part)
            played.append((creator.id, part))
            await self._read_audience(creator, videos, part)
            await self._written()
        self._find(brand.id, played)
        self._watch(played)
        await self._written()

    async def _written(self) -> None:
        """Waits for the writes under way, so that the window has its turn."""
        writes, self._writes = self._writes, []
        for write in writes:
            await write

    async def _seen(self, handle: str, part: Part) -> tuple[Creator, Sequence[Video]]:
        """Records what is known of the creator; returns it with its videos, newest first."""
        creators, is_lost = self._store.creators, part.role in LOST
        seen_at = self._now - 2 * DAY if is_lost else self._now
        creator = self._cast.as_seen(handle, seen_at) if is_lost else await self._tiktok.creator(handle)
        self._writes.append(creators.record_creator(creator, seen_at))
        if part.days:
            history = await asyncio.to_thread(self._cast.history, handle, part.days)
            self._writes.append(creators.record_history(creator.id, history))
        if part.watch is Watch.WAITING:
            return creator, ()
        page = self._cast.videos_seen(handle, seen_at) if is_lost else await self._tiktok.creator_videos(handle)
        if part.watch is Watch.NONE:
            best = sorted(page.videos, key=lambda video: -(video.sample.views or 0))
            page = replace(page, videos=tuple(best[:SEEN_IN_FEED]))
        self._writes.append(creators.record_creator_videos(page, seen_at))
        if part.role is Role.PRIVATE:
            hidden = replace(creator, private=True, sample=None)
            self._writes.append(creators.record_creator(hidden, self._now - DAY))
        if part.role is Role.GONE:
            moments = [self._now - DAY + number * 8 * HOUR for number in range(MISSING_FROM)]
            self._writes += [creators.record_creator_missing(creator.id, at) for at in moments]
        return creator, sorted(page.videos, key=lambda video: -video.posted_at)

    def _find(self, brand_id: int, played: Sequence[tuple[int, Part]]) -> None:
        candidates = self._store.candidates
        for is_new in (False, True):
            found = [(id_, part.found) for id_, part in played if (part.days < NEW_FOR) is is_new]
            self._writes.append(candidates.add(brand_id, found, self._now - (2 * DAY if is_new else FOUND)))
        dismissed = [id_ for id_, part in played if part.dismissed]
        self._writes.append(candidates.dismiss(brand_id, dismissed, self._now - DAY))
        self._writes.append(self._store.brands.looked(brand_id, self._now - 2 * DAY - HOUR))

    def _watch(self, played: Sequence[tuple[int, Part]]) -> None:
        candidates = self._store.candidates
        watched = [id_ for id_, part in played if part.watch in (Watch.WATCHED, Watch.DONE)]
        waiting = [id_ for id_, part in played if part.watch is Watch.WAITING]
        self._writes += [candidates.wait(watched, self._now - FOUND), candidates.wait(waiting, self._now - HOUR)]
        for id_, part in played:
            since = self._now - part.days * DAY
            if part.watch is Watch.TRACKED:
                self._writes.append(self._store.creators.track(id_, since))
            if id_ in watched:
                until = since + self._watched_for
                self._writes.append(candidates.record_read(id_, since, until, self._now + DAY))
            if part.fails:
                self._writes.append(candidates.record_tried(id_, self._now, self._now + RETRY, Timeout.kind))
            if part.role in LOST:
                trouble = Private.kind if part.role is Role.PRIVATE else NotFound.kind
                self._writes.append(candidates.record_tried(id_, self._now - DAY, self._now, trouble))
        done = [id_ for id_, part in played if part.watch is Watch.DONE]
        self._writes.append(candidates.finish(done, self._now - DAY))

    async def _read_audience(self, creator: Creator, videos: Sequence[Video], part: Part) -> None:
        audience = self._store.audience
        commented = videos[:COMMENTED_VIDEOS] if part.blocked else videos[: part.comments]
        if commented:
            ids = [video.id for video in commented]
            self._writes.append(audience.begin_comments(creator.id, ids, self._now))
        for video in commented:
            if part.blocked:
                self._writes.append(audience.fail(video.id, Blocked.kind, self._now))
            else:
                self._writes.append(audience.add_page(video.id, await self._comments(video), self._now))
        if part.places:
            placed = [video.id for video in videos[:PLACED_VIDEOS]]
            self._writes.append(audience.begin_places(creator.id, placed))
            for video_id in placed:
                place = await self._tiktok.place(creator.handle, video_id)
                self._writes.append(audience.record_place(video_id, place, self._now))
        if part.states:
            on = datetime.fromtimestamp(self._now - STATED_ON, UTC).astimezone().date().isoformat()
            stated = StatedAudience(creator_id=creator.id, on=on, audience=STATED, entered_at=self._now)
            self._writes.append(self._store.brands.state(stated))

    async def _comments(self, video: Video) -> CommentPage:
        """All pages of comments that are counted, as one."""
        read, languages, cursor = 0, Counter[str](), 0
        for _ in range(COMMENT_PAGES):
            page = await self._tiktok.comments(video, cursor)
            await asyncio.sleep(0)  # the window's turn
            read, languages, cursor = read + page.comments, languages + Counter(page.languages), page.cursor
            if not page.has_more:
                break
        return CommentPage(comments=read, cursor=cursor, has_more=False, languages=languages)


def _played(cast: Cast) -> Iterator[tuple[str, Part]]:
    """Who plays each part, as far as there is somebody."""
    waiting: dict[Role, list[str]] = defaultdict(list)
    for handle, role in cast.roles.items():
        waiting[role].append(handle)
    for part in PARTS:
        if waiting[part.role]:
            yield waiting[part.role].pop(0), part
