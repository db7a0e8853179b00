"""The plan: what is asked of TikTok next, why, and what the settings need. Looking at it asks nothing."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, a_plan, creator, video
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.durations import HOUR, MINUTE
from tiktrack_gui.core.errors import Blocked, BudgetSpent
from tiktrack_gui.core.handles import Handle
from tiktrack_gui.core.models import Video, VideoPage
from tiktrack_gui.core.pause import PauseLength
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.requests import Planned, Reason
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.channels import PostingDefaults
from tiktrack_gui.services.planning import Planning
from tiktrack_gui.services.refreshing import Refreshing
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.words import requests as words

OF_BRANDS = (Reason.ADDING, Reason.SEARCH, Reason.CANDIDATE)


def planning(world: World, budget: RequestBudget | None = None, **settings: Any) -> Planning:
    return Planning(
        world.tiktok.name,
        world.rounds,
        world.remeasuring,
        _refreshing(world, budget or world.budget, settings),
        world.adding,
        world.posts,
        world.health,
        budget or RequestBudget(world.clock, lambda: 4.0),
        lambda: a_plan(**settings),
        world.clock,
        world.discovering.watching,
        world.discovering.audience,
        world.campaigns.measuring,
    )


def _refreshing(world: World, budget: RequestBudget, settings: dict[str, Any]) -> Refreshing:
    every = a_plan(**settings).creators_every
    return Refreshing(world.creators, world.store, budget, lambda: every, world.clock)


def timers(world: World) -> Timers:
    return Timers(
        world.rounds,
        world.remeasuring,
        world.refreshing,
        world.adding,
        world.posts,
        world.outbox,
        world.health,
        a_plan,
        world.clock,
        _raise,
    )


def _raise(error: BaseException) -> None:
    raise error


async def post_to_a_channel(world: World, **rules: Any) -> None:
    """The default channel is confirmed, and timed posts are on."""
    world.defaults = PostingDefaults(rules=PostingRules(**rules), channel_id=CHANNEL, posting=True)
    await world.posting.channel(CHANNEL)
    await world.posting.confirm(CHANNEL)


async def track(world: World, *ids: int) -> None:
    for id_ in ids:
        world.tiktok.creators[f"creator{id_}"] = creator(id_, at=world.clock.now())
        await world.creators.add(f"@creator{id_}")
        world.clock.time += MINUTE
    world.tiktok.asked.clear()


def brief(planned: tuple[Planned, ...], now: float) -> list[tuple[float, str, Reason]]:
    return [(round(one.at - now), one.subject, one.reason) for one in planned]


async def test_what_is_asked_next_by_whatever_asks(world: World) -> None:
    await track(world, 1, 2, 3)
    world.tiktok.videos = [video(9, likes=10_000, at=world.clock.now())]
    await world.rounds.refresh_all(50, Criteria())
    world.tiktok.asked.clear()
    plan = planning(world, creators_every=6 * HOUR)
    outlook = await plan.look()
    now = world.clock.now()
    assert brief(outlook.planned, now)[0] == (15 * MINUTE, "@creator9", Reason.STORY)
    feed = next(one for one in outlook.planned if one.subject == "trending")
    assert (feed.at, feed.reason, feed.every) == (world.rounds.next_at, Reason.EVERY, 15 * MINUTE)
    creators = [one for one in outlook.planned if one.subject in ("@creator1", "@creator2", "@creator3")]
    assert [(one.others, one.every, one.reason) for one in creators] == [(0, 6 * HOUR, Reason.EVERY)] * 3
    assert all(now < one.at <= now + 9 * HOUR for one in creators)
    assert list(outlook.planned) == sorted(outlook.planned, key=lambda one: one.at)
    assert world.tiktok.asked == []  # looking ahead costs nothing


async def test_stories_due_at_the_same_time_are_one_line(world: World) -> None:
    for ids in ((1, 2, 3), (4,)):
        world.tiktok.videos = [video(id_, likes=10_000, at=world.clock.now()) for id_ in ids]
        await world.trending.refresh(50, Criteria())
        world.clock.time += 5 * MINUTE
    outlook = await planning(world).look()
    stories = [(one.at - world.clock.now(), one.others) for one in outlook.planned if one.reason is Reason.STORY]
    assert stories == [(5 * MINUTE, 2), (10 * MINUTE, 0)]


async def test_a_cooldown_is_waited_for_and_said(world: World) -> None:
    world.tiktok.trouble = Blocked(Capability.TRENDING)
    await world.rounds.refresh_all(50, Criteria())
    [feed] = (await planning(world).look()).planned
    assert (feed.at, feed.reason) == (world.rounds.next_at, Reason.RETRY)  # its interval is longer than the cooldown
    world.clock.time += HOUR
    await world.rounds.refresh_all(50, Criteria())
    [feed] = (await planning(world).look()).planned
    assert (feed.at - world.clock.now(), feed.reason) == (HOUR, Reason.BLOCKED)


async def test_a_spent_budget_is_no_block(world: World) -> None:
    world.tiktok.trouble = BudgetSpent(world.clock.now() + 1200, Capability.TRENDING, wait=1200)
    await world.rounds.refresh_all(50, Criteria())
    [feed] = (await planning(world).look()).planned
    assert (round(feed.at - world.clock.now()), feed.reason) == (1200, Reason.SPENT)


async def test_a_source_that_failed_is_tried_again(world: World) -> None:
    world.tiktok.hashtags["pasta"] = []
    await world.source_list.add("#pasta")
    feed = await world.source_list.find("trending")
    await world.source_list.change(replace(feed, is_active=False))
    for _ in range(3):
        await world.rounds.refresh_all(50, Criteria())
    [pasta] = (await planning(world).look()).planned
    assert (pasta.subject, pasta.reason, pasta.failures) == ("#pasta", Reason.RETRY, 3)
    assert pasta.at == world.rounds.next_at
    assert pasta.at > world.clock.now() + 3 * 15 * MINUTE  # it waits longer from failure to failure


async def test_those_that_are_overdue_are_one_line_with_the_time_they_take(world: World) -> None:
    await track(world, *range(1, 41))
    world.clock.time += 3 * HOUR
    [creators] = [one for one in (await planning(world, creators_every=HOUR).look()).planned if one.every == HOUR]
    assert (creators.others, creators.at) == (39, world.clock.now())
    assert 39 * 30 <= creators.takes <= HOUR + MINUTE
    assert words.line(creators, world.clock.now()).startswith(
        f"{creators.subject} and 39 more now: hourly refresh, done"
    )


async def test_nothing_is_planned_while_the_timers_are_paused(world: World) -> None:
    await track(world, 1)
    running = timers(world)
    running.pause_for(PauseLength.RESUMED)
    paused = await planning(world).look(running)
    assert (paused.planned, paused.paused) == ((), True)
    assert paused.demand.total > 0  # what it will take again
    assert (await planning(world).look(paused=True)).paused


async def test_a_posting_run_is_planned_while_profiles_wait(world: World) -> None:
    await post_to_a_channel(world, at_most=2)
    assert "" not in [one.subject for one in (await planning(world).look()).planned]
    world.tiktok.videos = [video(9, likes=10_000, at=world.clock.now())]
    await world.rounds.refresh_all(50, Criteria())
    [run] = [one for one in (await planning(world).look()).planned if one.reason is Reason.POSTING]
    assert run.at == world.clock.now()


async def test_what_the_settings_need(world: World) -> None:
    await track(world, 1, 2, 3)
    await world.rounds.plan()
    demand = await planning(world, limit=50, creators_every=HOUR).demand()
    assert (demand.sources, demand.creators, demand.posting, demand.per_hour) == (8, 3, 0, 240)
    await post_to_a_channel(world)
    more = await planning(world, limit=500).demand()
    assert (more.sources, more.posting) == (40, PostingRules().at_most)
    feed = await world.source_list.find("trending")
    await world.source_list.change(replace(feed, is_active=False))
    await world.rounds.plan()
    off = await planning(world, creators_every=HOUR).demand()
    assert (off.sources, off.stories, off.total) == (0, 0, 3 + PostingRules().at_most)


@pytest.mark.parametrize(("delay", "per_hour"), [(4.0, 240), (30.0, 107), (3_600.0, 1), (0.0, None)])
async def test_a_long_delay_leaves_room_for_fewer(world: World, delay: float, per_hour: int | None) -> None:
    budget = RequestBudget(world.clock, lambda: delay)
    assert (await planning(world, budget).demand()).per_hour == per_hour


async def test_creators_to_be_added_are_planned_with_the_time_they_take(world: World) -> None:
    await world.adding.keep([Handle(f"creator{number}") for number in range(200)])
    [planned] = [one for one in (await planning(world).look()).planned if one.reason is Reason.ADDING]
    assert (planned.subject, planned.others) == ("@creator0", 199)
    assert planned.takes == pytest.approx(200 * 4.5)
    assert words.line(planned, world.clock.now()) == "@creator0 and 199 more now: to be added, done in about 15 min"


async def test_what_is_asked_for_brands_and_what_the_daily_readings_need(world: World) -> None:
    brand = await world.discovering.brands.create(Brand(name="Mossy", words=("skin care",)))
    world.tiktok.videos = [video(id_, by=creator(id_), at=world.clock.now()) for id_ in (1, 2)]
    await world.trending.refresh(50, Criteria())
    plan = planning(world)
    assert (await plan.demand()).candidates == 0
    discover = world.discovering.discover
    await discover.add(brand, [Handle("later"), Handle("another")])
    await discover.find(await discover.plan_find(brand, ()))
    await world.store.brand_jobs.keep(brand.id or 0, JobKind.SEARCH, ["skin care"], int(world.clock.now()))
    now = world.clock.now()
    lines = [words.line(one, now) for one in (await plan.look()).planned if one.reason in OF_BRANDS]
    assert lines == [
        "@another and 1 more now: to be added, done in about 9 s",
        "“skin care” now: to be searched for, done in about 5 s",
        "@creator1 and 1 more now: candidates to be read, done in about 18 s",
    ]
    for id_ in (1, 2):
        world.tiktok.creators[f"creator{id_}"] = creator(id_, at=now)
        world.tiktok.pages[f"creator{id_}"] = VideoPage(videos=())
    await world.discovering.watching.work_due()
    demand = await plan.demand()
    assert demand.candidates == 4 / 24
    assert "candidates < 1" in words.needed(demand).detail
    lines = [words.line(one, now) for one in (await plan.look()).planned]
    assert "@creator1 in 24 h: daily refresh" in lines


async def test_a_blocked_search_is_held_and_the_readings_are_not(world: World) -> None:
    brand = await world.discovering.brands.create(Brand(name="Mossy"))
    world.tiktok.found["moss"] = Blocked(Capability.SEARCH)
    discover = world.discovering.discover
    with pytest.raises(Blocked):
        await discover.find(await discover.plan_find(brand, ["moss"], 0))
    await discover.add(brand, [Handle("later")])
    lines = [one for one in (await planning(world).look()).planned if one.subject in ("“moss”", "@later")]
    assert [(one.subject, one.reason) for one in lines] == [("@later", Reason.ADDING), ("“moss”", Reason.BLOCKED)]


async def test_the_reading_of_comments_is_in_the_plan(world: World) -> None:
    by = creator(5)
    sample = replace(video(50, by=by).sample, comments=200)
    page = VideoPage(videos=(replace(video(50, by=by), sample=sample),))
    await world.store.creators.record_creator_videos(page, int(world.clock.now()))
    await world.discovering.audience.begin_comments(5)
    [line] = [one for one in (await planning(world).look()).planned if one.reason is Reason.AUDIENCE]
    assert words.line(line, world.clock.now()) == "@creator5 now: comments or places to be read"


async def test_the_videos_of_campaigns_are_planned_and_need_requests(world: World) -> None:
    await a_campaign(world, 1, 2)
    [line] = [one for one in (await planning(world).look()).planned if one.reason is Reason.CAMPAIGN]
    assert (line.at, line.subject, line.others) == (world.clock.now(), "@creator1", 1)
    demand = await planning(world).demand()
    assert demand.campaigns == 2.0  # both are measured hourly
    assert demand.total == replace(demand, campaigns=0.0).total + 2
    assert words.needed(demand).sentence.endswith(", campaigns 2")


async def test_a_blocked_campaign_says_so(world: World) -> None:
    await a_campaign(world, 1)
    for subject in (1, 2):
        with pytest.raises(Blocked):
            await world.health.call(Capability.VIDEO, world.tiktok.name, lambda: _blocked("", 0), subject=subject)
    [line] = [one for one in (await planning(world).look()).planned if one.subject == "@creator1"]
    assert line.reason is Reason.BLOCKED
    assert line.at > world.clock.now()


async def _blocked(handle: str, video_id: int) -> Video:
    raise Blocked(Capability.VIDEO)


async def a_campaign(world: World, *numbers: int) -> None:
    """With a video of an hour ago of each of these creators."""
    campaign = await world.campaigns.create(Campaign(name="Launch"))
    assert campaign.id is not None
    first = int(world.clock.now() - HOUR) << 32
    links = [f"https://www.tiktok.com/@creator{number}/video/{first + number}" for number in numbers]
    await world.campaigns.add(campaign.id, await world.campaigns.paste(campaign.id, "\n".join(links)))
