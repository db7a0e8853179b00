"""Comments and places are read as begun: one request at a time, at the cost that was announced, and never twice."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import creator, video
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.plans import Cost
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.errors import (
    AudienceLimited,
    Blocked,
    BudgetSpent,
    Captcha,
    Changed,
    CommentsHidden,
    LoginNeeded,
    NoBrowser,
    PostUnavailable,
    Private,
    RegionLocked,
    TikTokDown,
    TikTokError,
    Timeout,
    UnknownStatus,
    Unreachable,
)
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.audience import RESTS, TRIES, Audience

CREATOR, OTHER = 1, 2
COMMENTS = Capability.COMMENTS
LANGUAGES = {"en": 12, "de": 4, "un": 3}


@pytest.fixture
def audience(world: World) -> Audience:
    return Audience(world.tiktok, world.store, world.health, world.budget, world.clock)


async def posts(world: World, *comments: int | None, by: int = CREATOR) -> list[int]:
    """The creator's videos, newest first, with so many comments each; returns their IDs. Each page has 19 of 20."""
    now = world.clock.now()
    videos = []
    for age, known in enumerate(comments):
        one = video(by * 100 - age, by=creator(by), minutes=60 * (age + 1), at=now)
        videos.append(replace(one, sample=replace(one.sample, comments=known)))
    await world.store.creators.record_creator_videos(VideoPage(videos=tuple(videos)), int(now))
    for one in videos:
        there = one.sample.comments or 0
        for cursor in range(0, there, 20):
            following = cursor + 20
            page = CommentPage(comments=19, cursor=following, has_more=following < there, languages=LANGUAGES)
            world.tiktok.comment_pages[one.id, cursor] = page
    return [one.id for one in videos]


async def work(audience: Audience, *, most: int = 99) -> int:
    """Does what is due; returns the number of steps."""
    await audience.plan()
    steps = 0
    while audience.next_at is not None and steps < most:
        await audience.work_due()
        steps += 1
    return steps


async def counted(audience: Audience, creator_id: int = CREATOR) -> list[tuple[int, int, int, bool, str | None]]:
    read = await audience.comments_of(creator_id)
    return [(one.video_id, one.comments, one.pages, one.done, one.trouble) for one in read]


# Comments


@pytest.mark.parametrize(
    ("comments", "requests"),
    [
        ((500, 500, 500, 500), 15),
        ((500, 101, 100, 99), 15),
        ((81, 80, 21), 11),
        ((20, 1, 0), 2),
        ((0, 0, 0), 0),
        ((7,), 1),
        ((), 0),
    ],
)
async def test_as_many_requests_are_made_as_announced(
    world: World, audience: Audience, comments: Sequence[int], requests: int
) -> None:
    """Of the three newest videos up to five pages, or as many as their count of comments says."""
    ids = await posts(world, *comments)
    cost = await audience.plan_comments(CREATOR)
    assert cost.requests == requests
    assert cost.seconds == (pytest.approx(world.budget.time_for(requests), abs=1) if requests else 0)
    assert world.tiktok.asked == []
    await audience.begin_comments(CREATOR)
    assert world.tiktok.asked == []
    assert await work(audience) == requests == len(world.tiktok.asked)
    pages = [min(-(-known // 20), 5) for known in comments[:3]]
    assert await counted(audience) == [
        (id_, 19 * number, max(number, 1), True, None) for id_, number in zip(ids, pages, strict=False)
    ]
    assert await audience.plan_comments(CREATOR) == Cost(requests=0, seconds=0)


async def test_a_video_whose_count_is_unknown_may_have_all_pages(world: World, audience: Audience) -> None:
    [id_] = await posts(world, None)
    assert (await audience.plan_comments(CREATOR)).requests == 5
    world.tiktok.comment_pages[id_, 0] = CommentPage(comments=4, cursor=20, has_more=False, languages={"en": 4})
    await audience.begin_comments(CREATOR)
    assert await work(audience) == 1


async def test_no_more_is_read_than_announced_whatever_tiktok_promises(world: World, audience: Audience) -> None:
    [id_] = await posts(world, 30)
    page = CommentPage(comments=19, cursor=40, has_more=True, languages=LANGUAGES)
    world.tiktok.comment_pages[id_, 20] = page
    assert (await audience.plan_comments(CREATOR)).requests == 2
    await audience.begin_comments(CREATOR)
    assert await work(audience) == 2
    assert await counted(audience) == [(id_, 38, 2, True, None)]


async def test_videos_that_are_gone_are_not_read(world: World, audience: Audience) -> None:
    first, *others = await posts(world, 10, 10, 10, 10)
    await world.store.runs.record_gone(first, int(world.clock.now()))
    await audience.begin_comments(CREATOR)
    await work(audience)
    assert [one.video_id for one in await audience.comments_of(CREATOR)] == others


async def test_only_what_is_new_is_read_again(world: World, audience: Audience) -> None:
    """A video with more pages of comments than were read, and a new one; all five pages are enough for good."""
    full, short = await posts(world, 200, 30)
    await audience.begin_comments(CREATOR)
    assert await work(audience) == 7
    world.clock.time += DAY
    new, *_ = await posts(world, 10, 70, 50, by=CREATOR)
    assert (new, full) == (100, 100)  # the same videos, with other counts
    cost = await audience.plan_comments(CREATOR)
    assert cost.requests == 4 + 3  # the second one has 70 comments by now; the third is new
    await audience.begin_comments(CREATOR)
    assert [one for one in await counted(audience) if one[0] == short] == [(short, 38, 2, False, None)]
    assert await work(audience) == 7
    assert await counted(audience) == [(100, 95, 5, True, None), (99, 76, 4, True, None), (98, 57, 3, True, None)]


async def test_what_was_counted_stays_until_there_is_something_newer(world: World, audience: Audience) -> None:
    [id_] = await posts(world, 30)
    await audience.begin_comments(CREATOR)
    await work(audience)
    await posts(world, 90)
    world.tiktok.comment_pages[id_, 0] = Blocked(COMMENTS)
    await audience.begin_comments(CREATOR)
    with pytest.raises(Blocked):
        await audience.work_due()
    assert await counted(audience) == [(id_, 38, 2, False, "blocked")]


# Interruptions


async def test_a_reading_goes_on_after_a_restart_without_reading_a_page_again(world: World, audience: Audience) -> None:
    ids = await posts(world, 100, 60, 10)
    await audience.begin_comments(CREATOR)
    await work(audience, most=4)
    after = Audience(world.tiktok, world.store, world.health, world.budget, world.clock)
    assert (await after.plan_comments(CREATOR)).requests == 5
    await after.begin_comments(CREATOR)  # the same once more, as the user might
    assert await work(after) == 5
    assert len(world.tiktok.asked) == len(set(world.tiktok.asked)) == 9
    assert [one[:3] for one in await counted(after)] == [(ids[0], 95, 5), (ids[1], 57, 3), (ids[2], 19, 1)]


async def test_nothing_is_due_before_it_is_begun_and_after_it_is_done(world: World, audience: Audience) -> None:
    begun: list[bool] = []
    changed: list[int] = []
    audience.begun.connect(lambda: begun.append(True))
    audience.changed.connect(changed.append)
    await posts(world, 30)
    await audience.plan()
    assert (audience.next_at, audience.not_before) == (None, None)
    await audience.work_due()
    await audience.begin_comments(CREATOR)
    assert audience.next_at == audience.not_before == world.clock.now()
    await audience.work_due()
    await audience.work_due()
    assert audience.next_at is None
    assert (begun, changed) == ([True], [CREATOR] * 3)


async def test_a_page_that_another_program_added_is_not_counted_twice(world: World, audience: Audience) -> None:
    [id_] = await posts(world, 60)
    await audience.begin_comments(CREATOR)
    page = world.tiktok.comment_pages[id_, 0]
    assert isinstance(page, CommentPage)
    for begins in (0, 0, 40):
        await world.store.audience.add_page(id_, page, 0, begins=begins)
    assert await counted(audience) == [(id_, 19, 1, False, None)]


# Troubles


@pytest.mark.parametrize(
    "error",
    [
        Blocked(COMMENTS),
        Captcha(COMMENTS),
        LoginNeeded(COMMENTS),
        Changed(COMMENTS),
        UnknownStatus(7, COMMENTS),
    ],
)
async def test_a_block_costs_that_reading_one_request_and_says_so(
    world: World, audience: Audience, error: TikTokError
) -> None:
    first, *others = await posts(world, 100, 100, 100)
    world.tiktok.comment_pages[first, 20] = error
    await posts(world, 30, by=OTHER)
    for one in (CREATOR, OTHER):
        await audience.begin_comments(one)
    await audience.work_due()
    with pytest.raises(type(error)) as raised:
        await audience.work_due()
    assert raised.value is error
    assert len(world.tiktok.asked) == 2
    assert await counted(audience) == [
        (first, 19, 1, False, error.kind),
        *((one, 0, 0, False, error.kind) for one in others),
    ]
    world.clock.time = max(audience.not_before or 0, world.clock.time)  # a cooldown, if it was a block
    assert await work(audience) == 2
    assert (await counted(audience, OTHER))[0][1:] == (38, 2, True, None)
    world.tiktok.comment_pages[first, 20] = world.tiktok.comment_pages[others[0], 20]
    assert (await audience.plan_comments(CREATOR)).requests == 14
    await audience.begin_comments(CREATOR)
    assert await work(audience) == 14  # the page that was read isn't read again


async def test_a_block_holds_up_the_other_readings_of_comments_but_not_those_of_places(
    world: World, audience: Audience
) -> None:
    [first] = await posts(world, 30)
    world.tiktok.comment_pages[first, 0] = Blocked(COMMENTS)
    await posts(world, 30, by=OTHER)
    for one in (CREATOR, OTHER):
        await audience.begin_comments(one)
    with pytest.raises(Blocked):
        await audience.work_due()
    assert audience.not_before == world.clock.now() + 5 * MINUTE
    assert (await audience.plan_comments(CREATOR)).seconds == pytest.approx(5 * MINUTE + 8, abs=4)
    await audience.begin_places(OTHER)
    assert audience.not_before == world.clock.now()
    await audience.work_due()
    await audience.work_due()
    assert world.tiktok.asked[1:] == ["place 200 of creator2"]
    assert world.health.not_before(Capability.TRENDING, world.tiktok.name) is None


@pytest.mark.parametrize(
    "error",
    [
        CommentsHidden(COMMENTS),
        PostUnavailable(COMMENTS),
        Private(COMMENTS),
        AudienceLimited(COMMENTS),
        RegionLocked(COMMENTS),
    ],
)
async def test_a_video_whose_comments_are_closed_holds_up_no_other(
    world: World, audience: Audience, error: TikTokError
) -> None:
    first, second = await posts(world, 100, 100)
    world.tiktok.comment_pages[first, 0] = error
    await audience.begin_comments(CREATOR)
    assert await work(audience) == 6
    assert await counted(audience) == [(first, 0, 0, False, error.kind), (second, 95, 5, True, None)]
    assert await health_of(world, COMMENTS) is None


async def test_a_reading_without_a_single_comment_says_why(world: World, audience: Audience) -> None:
    ids = await posts(world, 100, 0, 100)
    world.tiktok.comment_pages.update({(id_, 0): CommentsHidden(COMMENTS) for id_ in ids})
    await audience.begin_comments(CREATOR)
    await audience.work_due()
    with pytest.raises(CommentsHidden):
        await audience.work_due()
    assert audience.next_at is None
    assert [one[3:] for one in await counted(audience)] == [
        (False, "comments_hidden"),
        (True, None),
        (False, "comments_hidden"),
    ]


@pytest.mark.parametrize("error", [Unreachable(COMMENTS), NoBrowser(COMMENTS)])
async def test_what_all_would_meet_is_tried_again_after_a_rest(
    world: World, audience: Audience, error: TikTokError
) -> None:
    [id_] = await posts(world, 10)
    world.tiktok.comment_pages[id_, 0] = error
    await audience.begin_comments(CREATOR)
    for _ in range(TRIES + 2):
        with pytest.raises(type(error)):
            await audience.work_due()
        assert audience.not_before == world.clock.now() + RESTS
        assert await counted(audience) == [(id_, 0, 0, False, None)]
        world.clock.time += RESTS
    assert audience.not_before == world.clock.now()


async def test_a_spent_budget_puts_it_off(world: World, audience: Audience) -> None:
    [id_] = await posts(world, 10)
    until = world.clock.now() + 40 * MINUTE
    world.tiktok.comment_pages[id_, 0] = BudgetSpent(until, COMMENTS, wait=40 * MINUTE)
    await audience.begin_comments(CREATOR)
    with pytest.raises(BudgetSpent):
        await audience.work_due()
    assert audience.not_before == until
    await audience.work_due()
    assert len(world.tiktok.asked) == 1
    assert await counted(audience) == [(id_, 0, 0, False, None)]


@pytest.mark.parametrize("error", [Timeout(COMMENTS), TikTokDown(COMMENTS)])
async def test_what_is_soon_over_is_tried_a_few_times(world: World, audience: Audience, error: TikTokError) -> None:
    first, second = await posts(world, 10, 10)
    world.tiktok.comment_pages[first, 0] = error
    await audience.begin_comments(CREATOR)
    for _ in range(TRIES):
        assert await counted(audience) == [(first, 0, 0, False, None), (second, 0, 0, False, None)]
        with pytest.raises(type(error)):
            await audience.work_due()
        world.clock.time += RESTS
    assert await counted(audience) == [(first, 0, 0, False, error.kind), (second, 0, 0, False, error.kind)]
    assert len(world.tiktok.asked) == TRIES


# Places


async def test_the_places_of_the_five_newest_videos_are_read_once(world: World, audience: Audience) -> None:
    ids = await posts(world, *[0] * 6)
    world.tiktok.places = dict.fromkeys(ids, "DE") | {ids[1]: None, ids[2]: PostUnavailable(Capability.VIDEO)}
    assert (await audience.plan_places(CREATOR)).requests == 5
    await audience.begin_places(CREATOR)
    assert await work(audience) == 5
    assert world.tiktok.asked == [f"place {id_} of creator1" for id_ in ids[:5]]
    assert await places(world) == {"DE": 3}
    assert (await audience.plan_places(CREATOR)).requests == 1  # only the one that failed
    await audience.begin_places(CREATOR)
    assert await work(audience) == 1


async def test_a_blocked_place_costs_that_reading(world: World, audience: Audience) -> None:
    ids = await posts(world, 0, 0, 0)
    world.tiktok.places = {ids[0]: "DE", ids[1]: Captcha(Capability.VIDEO)}
    await audience.begin_places(CREATOR)
    await audience.work_due()
    with pytest.raises(Captcha):
        await audience.work_due()
    assert audience.next_at is None
    assert await places(world) == {"DE": 1}
    assert len(world.tiktok.asked) == 2


async def test_a_place_goes_on_after_a_restart(world: World, audience: Audience) -> None:
    ids = await posts(world, 0, 0, 0)
    world.tiktok.places = dict.fromkeys(ids, "TR")
    await audience.begin_places(CREATOR)
    await work(audience, most=2)
    after = Audience(world.tiktok, world.store, world.health, world.budget, world.clock)
    assert (await after.plan_places(CREATOR)).requests == 1
    assert await work(after) == 1
    assert len(set(world.tiktok.asked)) == 3


async def places(world: World) -> dict[str, int]:
    """The countries of the creator's videos, as a brand sees them."""
    now = int(world.clock.now())
    brand = await world.store.brands.create(Brand(name=f"Brand {world.clock.monotonic()}"), now)
    assert brand.id is not None
    await world.store.candidates.add(brand.id, [(CREATOR, Found.GIVEN)], now)
    [row] = await world.store.candidates.pool(brand.id)
    counts: dict[str, int] = json.loads(row.places or "{}")
    return counts


async def health_of(world: World, capability: Capability) -> str | None:
    return next(one.error_kind for one in await world.health.current() if one.capability is capability)
