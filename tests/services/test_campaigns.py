"""Campaigns: pasted videos are measured at once, then by the schedule, or on request."""

from __future__ import annotations

import asyncio
from dataclasses import replace

import pytest

from tests.services.conftest import World
from tests.services.fakes import START, creator, video
from tiktrack_gui.core.baseline import SETTLED_AFTER
from tiktrack_gui.core.campaigns import Campaign, Results, Standing
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import BadInput, Blocked, Changed, RegionLocked, TikTokError, Unreachable
from tiktrack_gui.core.handles import ANYBODY
from tiktrack_gui.core.models import Video, VideoPage, VideoSample
from tiktrack_gui.core.pasted_videos import Standing as Pasted
from tiktrack_gui.core.requests import Reason
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.services.campaigns import Added

POSTED = int(START) - 2 * HOUR
ID = POSTED << 32  # as TikTok makes them


def link(number: int, handle: str = "creator1") -> str:
    return f"https://www.tiktok.com/@{handle}/video/{ID + number}"


def a_post(
    number: int, views: int = 10_000, *, by: int = 1, at: float = START, posted_at: int = POSTED, likes: int = 0
) -> Video:
    sample = VideoSample(at=int(at), likes=likes, comments=0, shares=0, views=views)
    return replace(video(ID + number, by=creator(by, at=at), at=at), posted_at=posted_at, sample=sample)


def no_others(world: World, *creators: int) -> None:
    for number in creators:
        world.tiktok.pages[f"creator{number}"] = VideoPage(videos=())


async def a_campaign(world: World, text: str = "", brand: str | None = None, note: str | None = None) -> int:
    """Creates one with these videos; returns its ID."""
    created = await world.campaigns.create(Campaign(name="Launch", currency="EUR", brand=brand, note=note))
    assert created.id is not None
    if text:
        await add(world, created.id, text)
    return created.id


async def add(world: World, campaign_id: int, text: str) -> Added:
    return await world.campaigns.add(campaign_id, await world.campaigns.paste(campaign_id, text))


async def results(world: World, campaign_id: int) -> Results:
    return await world.campaigns.results(campaign_id)


async def test_pasted_videos_are_measured_at_once_and_cost_what_was_paid(world: World) -> None:
    world.tiktok.videos = [a_post(1, 10_000, likes=500), a_post(2, 40_000, by=2, likes=1_500)]
    no_others(world, 1, 2)
    wanted: list[None] = []
    world.campaigns.measuring.wanted.connect(lambda: wanted.append(None))
    id_ = await a_campaign(world, f"{link(1)} 100\n{link(2, 'creator2')}\t50,00 gift\t2026-09-01")
    assert len(wanted) == 1
    assert [one.standing for one in (await results(world, id_)).videos] == [Standing.WAITING, Standing.WAITING]
    await world.campaigns.measuring.work_due()
    found = await results(world, id_)
    first, second = found.videos
    assert first.per_thousand is not None
    assert (first.handle, first.per_thousand.cents) == ("creator1", 1_000.0)  # 100.00 for 10,000 views
    assert second.entry.is_gift
    assert (second.entry.cents, second.entry.agreed_on, second.entry.creator_id) == (5_000, "2026-09-01", 2)
    assert found.totals.per_thousand is not None
    assert found.totals.per_thousand.cents == 300.0  # 150.00 for 50,000 views
    assert found.totals.per_engagement is not None
    assert found.totals.per_engagement.cents == 7.5  # 150.00 for 2,000 likes


async def test_short_links_are_followed_and_those_to_nothing_are_told(world: World) -> None:
    world.tiktok.destinations["https://vm.tiktok.com/ZMgood/"] = link(1)
    id_ = await a_campaign(world)
    seen: list[Progress] = []
    world.campaigns.progress.connect(seen.append)
    added = await add(world, id_, "https://vm.tiktok.com/ZMgood/ 20\nhttps://vm.tiktok.com/ZMgone/ 30")
    assert [(one.video_id, one.cents) for one in added.videos] == [(ID + 1, 2_000)]
    [(entry, error)] = added.failed
    assert (entry.cents, type(error).__name__) == (3_000, "NotFound")
    assert [(one.done, one.total, one.links) for one in seen] == [(0, 2, True), (1, 2, True), (2, 2, True)]
    await added.undo()
    assert (await results(world, id_)).videos == ()


async def test_short_links_are_given_up_once_tiktok_blocks(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = await a_campaign(world)

    async def block(url: str) -> str:
        world.tiktok.asked.append(url)
        raise Blocked(Capability.CREATOR)

    monkeypatch.setattr(world.tiktok, "destination", block)
    links = [f"https://vm.tiktok.com/ZM{number}/" for number in range(4)]
    added = await add(world, id_, "\n".join([*links, link(1)]))
    assert world.tiktok.asked == links[:1]
    assert [entry.given for entry, _ in added.failed] == links
    assert [one.video_id for one in added.videos] == [ID + 1]  # whose link says which it is


async def test_the_same_video_is_in_a_campaign_once(world: World) -> None:
    id_ = await a_campaign(world, link(1))
    entries = await world.campaigns.paste(id_, f"{link(1)}\n{link(2)}\n{link(2)} 5\nnothing")
    assert [one.standing for one in entries] == [Pasted.THERE, Pasted.NEW, Pasted.TWICE, Pasted.REFUSED]
    assert [one.video_id for one in (await world.campaigns.add(id_, entries)).videos] == [ID + 2]


async def test_a_video_is_measured_hourly_at_first(world: World) -> None:
    world.tiktok.videos = [a_post(1)]
    no_others(world, 1)
    await a_campaign(world, link(1))
    measuring = world.campaigns.measuring
    await measuring.work_due()
    assert measuring.next_at == START + HOUR
    world.tiktok.asked.clear()
    world.clock.time += HOUR - 1
    await measuring.work_due()
    assert world.tiktok.asked == []
    world.clock.time += 1
    world.tiktok.videos = [a_post(1, 12_000, at=world.clock.now())]
    await measuring.work_due()
    assert world.tiktok.asked == [f"video {ID + 1} of creator1"]  # what the creator usually has, once a day at most
    assert measuring.next_at == START + 2 * HOUR


async def test_an_old_video_is_measured_once(world: World) -> None:
    world.tiktok.videos = [a_post(1, posted_at=int(START) - 40 * DAY)]
    no_others(world, 1)
    await a_campaign(world, link(1))
    await world.campaigns.measuring.work_due()
    assert world.campaigns.measuring.next_at is None
    assert await world.campaigns.measuring.per_hour() == 0.0


async def test_the_requests_of_campaigns_leave_room_for_others(world: World) -> None:
    """At most half of the hour's limit."""
    world.tiktok.videos = [a_post(number, by=number) for number in range(3)]
    no_others(world, 0, 1, 2)
    await a_campaign(world, "\n".join(link(number, f"creator{number}") for number in range(3)))
    measuring = world.campaigns.measuring
    await measuring.work_due()
    world.clock.time += HOUR
    turns = await measuring.turns()
    per_hour = world.budget.plan().per_hour
    assert per_hour is not None
    assert [turn.at - world.clock.now() for turn in turns] == [number * HOUR / (per_hour / 2) for number in range(3)]
    [line] = await measuring.outlook()
    assert (line.reason, line.others, line.subject) == (Reason.CAMPAIGN, 2, "@creator0")


async def test_what_the_creator_usually_has_is_read_once(world: World) -> None:
    world.tiktok.videos = [a_post(1, 30_000, posted_at=int(START) - 3 * DAY)]
    old = int(START) - SETTLED_AFTER - DAY
    world.tiktok.pages["creator1"] = VideoPage(
        videos=tuple(a_post(100 + number, 10_000, posted_at=old - number) for number in range(9))
    )
    id_ = await a_campaign(world, link(1))
    await world.campaigns.measuring.work_due()
    [found] = (await results(world, id_)).videos
    assert found.usual is not None
    assert found.usual.times is not None
    assert (found.usual.views.videos, found.usual.times.ratio, found.usual.age) == (9, 3.0, None)
    world.tiktok.asked.clear()
    world.clock.time += 2 * DAY
    world.tiktok.videos = [a_post(1, 31_000, posted_at=int(START) - 3 * DAY, at=world.clock.now())]
    await world.campaigns.measuring.work_due()
    assert world.tiktok.asked == [f"video {ID + 1} of creator1"]


async def test_a_young_video_is_compared_at_its_age(world: World) -> None:
    """Not with videos that have had days for their views."""
    earlier = [a_post(100 + number, 1_000, posted_at=int(START) - (number + 5) * DAY) for number in range(9)]
    young = [
        replace(one, sample=replace(one.sample, at=one.posted_at + 2 * HOUR - 10 * number))
        for number, one in enumerate(earlier)
    ]
    settled = [replace(one, sample=replace(one.sample, views=9_000)) for one in earlier]
    for videos in (young, settled):
        await world.store.creators.record_creator_videos(VideoPage(videos=tuple(videos)), int(START))
    world.tiktok.videos = [a_post(1, 2_500)]
    id_ = await a_campaign(world, link(1))
    await world.campaigns.measuring.work_due()
    [found] = (await results(world, id_)).videos
    assert found.usual is not None
    assert found.usual.times is not None
    assert (found.usual.age, found.usual.views.median, found.usual.times.ratio) == (2 * HOUR, 1_000, 2.5)


async def test_a_gone_video_keeps_its_numbers_and_is_asked_for_three_times(world: World) -> None:
    world.tiktok.videos = [a_post(1)]
    no_others(world, 1)
    id_ = await a_campaign(world, f"{link(1)} 10")
    measuring = world.campaigns.measuring
    await measuring.work_due()
    world.tiktok.videos = []
    world.tiktok.asked.clear()
    while measuring.next_at is not None:
        world.clock.time = measuring.next_at
        await measuring.work_due()
    assert world.tiktok.asked == [f"video {ID + 1} of creator1"] * 3
    [found] = (await results(world, id_)).videos
    assert found.standing is Standing.GONE
    assert found.per_thousand is not None
    world.tiktok.videos = [a_post(1, 11_000, at=world.clock.now())]
    assert (await world.campaigns.measure(id_)).measured == 1  # the user may know better
    [found] = (await results(world, id_)).videos
    assert found.standing is Standing.MEASURED


async def test_measuring_now_says_how_far_it_is_and_how_long_it_takes(world: World) -> None:
    world.tiktok.videos = [a_post(1), a_post(2, by=2)]
    no_others(world, 1, 2)
    id_ = await a_campaign(world, f"{link(1)}\n{link(2, 'creator2')}\n{link(3, 'creator3')}")
    seen: list[Progress] = []
    world.campaigns.progress.connect(seen.append)
    cost = await world.campaigns.cost(id_)
    done = await world.campaigns.measure(id_)
    assert (done.measured, done.gone, done.failed) == (2, 1, ())
    assert [(one.done, one.total, one.handle) for one in seen] == [
        *((0, 3, "creator1"), (1, 3, "creator2"), (2, 3, "creator3")),
        (3, 3, None),
    ]
    assert cost == seen[0].seconds > seen[1].seconds > seen[2].seconds > seen[3].seconds == 0


async def test_measuring_can_be_cancelled_and_goes_on_with_the_others(world: World) -> None:
    world.tiktok.videos = [a_post(1), a_post(2)]
    no_others(world, 1)
    id_ = await a_campaign(world, f"{link(1)}\n{link(2)}")
    work = asyncio.ensure_future(world.campaigns.measure(id_))

    def cancel(_: object) -> None:
        work.cancel()

    world.campaigns.changed.connect(cancel)  # once the first one is stored
    with pytest.raises(asyncio.CancelledError):
        await work
    world.campaigns.changed.disconnect(cancel)
    assert [one.standing for one in (await results(world, id_)).videos] == [Standing.MEASURED, Standing.WAITING]
    world.clock.time += 1
    world.tiktok.asked.clear()
    await world.campaigns.measure(id_)
    assert world.tiktok.asked[0] == f"video {ID + 2} of creator1"


async def test_a_trouble_of_all_ends_it_and_counts_for_no_video(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = await a_campaign(world, f"{link(1)}\n{link(2)}")

    async def fail(handle: str, video_id: int) -> Video:
        world.tiktok.asked.append(handle)
        raise Unreachable(Capability.VIDEO)

    monkeypatch.setattr(world.tiktok, "video", fail)
    with pytest.raises(Unreachable):
        await world.campaigns.measure(id_)
    with pytest.raises(Unreachable):
        await world.campaigns.measuring.work_due()
    assert world.tiktok.asked == ["creator1"] * 2
    assert [one.standing for one in (await results(world, id_)).videos] == [Standing.WAITING] * 2
    assert (world.campaigns.measuring.not_before or 0) > START  # it rests


@pytest.mark.parametrize(
    "error", [RegionLocked(Capability.VIDEO), Changed(Capability.VIDEO), Blocked(Capability.VIDEO)]
)
async def test_a_trouble_of_one_video_stays_with_it(
    world: World, monkeypatch: pytest.MonkeyPatch, error: TikTokError
) -> None:
    usual = world.tiktok.video
    world.tiktok.videos = [a_post(2)]
    no_others(world, 1)
    id_ = await a_campaign(world, f"{link(1)}\n{link(2)}")

    async def fail(handle: str, video_id: int) -> Video:
        if video_id == ID + 1:
            raise error
        return await usual(handle, video_id)

    monkeypatch.setattr(world.tiktok, "video", fail)
    done = await world.campaigns.measure(id_)
    assert (done.measured, [(video_id, type(one)) for video_id, one in done.failed]) == (1, [(ID + 1, type(error))])
    first, second = (await results(world, id_)).videos
    assert (first.standing, first.entry.trouble, second.standing) == (Standing.FAILED, error.kind, Standing.MEASURED)


async def test_a_link_without_an_owner_finds_it(world: World) -> None:
    world.tiktok.videos = [a_post(1, by=7)]
    no_others(world, 7)
    id_ = await a_campaign(world, f"https://m.tiktok.com/v/{ID + 1}.html")
    await world.campaigns.measuring.work_due()
    assert world.tiktok.asked[0] == f"video {ID + 1} of {ANYBODY}"
    [found] = (await results(world, id_)).videos
    assert (found.handle, found.entry.creator_id) == ("creator7", 7)


async def test_changes_can_be_undone(world: World) -> None:
    campaigns = world.campaigns
    heard: list[int | None] = []
    id_ = await a_campaign(world, f"{link(1)} 10\n{link(2)}", brand="@Acme", note="  Be quick ")
    campaigns.changed.connect(heard.append)
    before = await campaigns.find(id_)
    assert (before.brand, before.note) == ("acme", "Be quick")
    undo = await campaigns.change(replace(before, name="Other", brand=None))
    assert (await campaigns.named("OTHER")).id == id_
    await undo()
    assert await campaigns.find(id_) == before
    [first, _] = (await results(world, id_)).videos
    undo = await campaigns.change_video(replace(first.entry, cents=9_900, is_gift=True, agreed_on="2026-10-01"))
    [changed, _] = (await results(world, id_)).videos
    assert (changed.entry.cents, changed.entry.is_gift, changed.entry.agreed_on) == (9_900, True, "2026-10-01")
    await undo()
    undo = await campaigns.remove_videos(id_, [ID + 1])
    assert [one.entry.video_id for one in (await results(world, id_)).videos] == [ID + 2]
    await undo()
    assert (await results(world, id_)).videos[0].entry == first.entry
    undo = await campaigns.remove(id_)
    assert await campaigns.all() == []
    with pytest.raises(BadInput, match="removed"):
        await campaigns.results(id_)
    await undo()
    assert await campaigns.all() == [before]
    assert (await results(world, id_)).videos[0].entry == first.entry
    assert heard == [None, None, id_, id_, id_, id_, None, None]


@pytest.mark.parametrize(
    "wrong",
    [
        Campaign(name=" "),
        Campaign(name="launch"),
        Campaign(name="New", currency="XXX"),
        Campaign(name="New", brand="not a handle!"),
        Campaign(name="New", note="x" * 2_001),
    ],
)
async def test_a_campaign_that_cant_be_is_refused(world: World, wrong: Campaign) -> None:
    await a_campaign(world)
    with pytest.raises(BadInput):
        await world.campaigns.create(wrong)
    assert len(await world.campaigns.all()) == 1


async def test_a_price_or_date_that_cant_be_is_refused(world: World) -> None:
    id_ = await a_campaign(world, link(1))
    [found] = (await results(world, id_)).videos
    for wrong in (replace(found.entry, cents=-1), replace(found.entry, agreed_on="soon")):
        with pytest.raises(BadInput):
            await world.campaigns.change_video(wrong)


async def test_who_advertises_is_known_from_stored_videos(world: World) -> None:
    await a_campaign(world, brand="soda")
    posts = [
        replace(a_post(1), caption="Cook with @Acme #ad", hashtags=("ad",)),
        replace(a_post(2), caption="Again with @acme and @creator1", ad=True),
        replace(a_post(3), caption="I like @soda"),  # not labelled, but a campaign's brand
        replace(a_post(4), caption="cc @friend"),
        replace(a_post(5), caption="Nothing"),
        replace(a_post(6, by=2), caption="@acme", ad=True),
    ]
    await world.store.creators.record_creator_videos(VideoPage(videos=tuple(posts)), int(START))
    await world.store.creators.track(1, int(START))  # the other one isn't tracked
    [one] = await world.campaigns.advertised()
    assert (one.creator.id, one.ads, one.known) == (1, 3, 5)
    assert [(brand.handle, len(brand.videos), brand.disclosed) for brand in one.brands] == [
        ("acme", 2, 2),
        ("soda", 1, 0),
    ]
    assert {found.id for found in await world.campaigns.ads(one.brands[0])} == {ID + 1, ID + 2}
