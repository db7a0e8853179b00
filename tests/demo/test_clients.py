from __future__ import annotations

import zlib
from typing import Any

import pytest

from tiktrack_gui.clock import ReplayClock
from tiktrack_gui.core.deliveries import Attachments, Delivery, DeliveryState, Found, Posted
from tiktrack_gui.core.embed import delivery_key, profile_post
from tiktrack_gui.core.errors import (
    ChannelUnsuitable,
    NoPermission,
    NotFound,
    NotInDemo,
    ServerGone,
    TagRequired,
    TagUnknown,
)
from tiktrack_gui.core.models import Creator, Origin
from tiktrack_gui.core.servers import TakenBack
from tiktrack_gui.demo.discord import DemoDiscord
from tiktrack_gui.demo.images import DemoImages
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.servers import SERVERS, TAKING_OFF, TALENTS, WEEKLY
from tiktrack_gui.demo.tiktok import DemoTikTok
from tiktrack_gui.services.sources import ImageSource, ServerDirectory, ThreadPoster, TikTokSource

NOW = 1_795_000_000
CHANNEL = 42


def clock() -> ReplayClock:
    return ReplayClock(NOW, 60)


def demo() -> DemoTikTok:
    return DemoTikTok(clock(), Population(5, count=80))


def delivery(creator_id: int = 7, message_id: int | None = None, channel_id: int = CHANNEL, **more: Any) -> Delivery:
    key = delivery_key(creator_id, CHANNEL, "profile")
    return Delivery(
        id=1,
        key=key,
        creator_id=creator_id,
        channel_id=channel_id,
        occasion="profile",
        state=DeliveryState.SENDING,
        payload=profile_post(Creator(id=creator_id, handle="somebody", name="Somebody"), key=key) | more,
        message_id=message_id,
    )


class Steps:
    """Records a poster's progress."""

    def __init__(self, fails: bool = False) -> None:
        self.message_ids: list[int] = []
        self._fails = fails

    async def on_message(self, message_id: int) -> None:
        self.message_ids.append(message_id)
        if self._fails:
            raise OSError("killed in between")


def test_they_are_what_the_services_ask_for() -> None:
    tiktok: TikTokSource = demo()
    discord: ThreadPoster = DemoDiscord(clock())
    directory: ServerDirectory = DemoDiscord(clock())
    images: ImageSource = DemoImages()
    assert tiktok.name == "demo"
    assert discord and directory and images


# TikTok


async def test_the_feed_has_as_many_videos_as_asked_for_at_the_clocks_time() -> None:
    stages: list[tuple[str, int, int]] = []
    answer = await demo().trending(50, lambda *stage: stages.append(stage))
    assert (len(answer.videos), sum(answer.left_out.values()), answer.shortfall) == (50, 0, None)
    assert answer.server_time is not None and NOW <= answer.server_time < NOW + 3600
    assert {video.sample.origin for video in answer.videos} == {Origin.DEMO}
    assert {video.creator.sample.origin for video in answer.videos if video.creator.sample} == {Origin.DEMO}
    assert stages == [("Fetching demo videos", 50, 50)]


async def test_a_shortfall_is_stated() -> None:
    answer = await DemoTikTok(clock(), Population(5, count=3)).trending(50)
    assert 0 < len(answer.videos) < 50
    assert answer.shortfall is not None and f"{len(answer.videos)} of 50" in answer.shortfall


async def test_a_creator_its_videos_and_one_of_them_agree() -> None:
    tiktok = demo()
    (video, *_) = (await tiktok.trending(10)).videos
    creator = await tiktok.creator(video.creator.handle)
    page = await tiktok.creator_videos(creator.handle)
    assert creator.id == video.creator.id
    assert creator.sample is not None and creator.sample.origin is Origin.DEMO
    assert {one.creator.id for one in page.videos} == {creator.id}
    assert (await tiktok.video(creator.handle, video.id)).id == video.id
    await tiktok.close()


async def test_a_hashtag_has_videos_with_it_and_an_unknown_one_is_not_the_demos() -> None:
    answer = await demo().hashtag("LearnOnTikTok", 20)
    assert len(answer.videos) == 20
    assert {"learnontiktok" in video.hashtags for video in answer.videos} == {True}
    with pytest.raises(NotInDemo, match="only has its own hashtags"):
        await demo().hashtag("nothing", 20)


async def test_a_search_finds_creators_with_all_its_words_and_else_nobody() -> None:
    tiktok = demo()
    handle = tiktok.population.handles[3]
    [found] = (await tiktok.search(handle.replace(".", " ").upper())).creators
    assert found.sample is not None
    assert (found.handle, found.sample.origin) == (handle, Origin.DEMO)
    assert (await tiktok.creator(handle)).id == found.id
    many = await tiktok.search("demo")
    assert (len({creator.id for creator in many.creators}), many.has_more) == (10, True)
    assert (await tiktok.search("nobody of that name")).creators == ()


async def test_an_unknown_creator_or_video_is_not_found() -> None:
    tiktok = demo()
    for request in (tiktok.creator("nobody"), tiktok.creator_videos("nobody"), tiktok.video("nobody", 1 << 40)):
        with pytest.raises(NotFound):
            await request
    with pytest.raises(NotInDemo, match="only has its own creators"):
        await tiktok.creator("nobody")


# Pictures


@pytest.mark.parametrize(
    ("url", "name", "size"), [("demo:avatar/x", "avatar.png", 160), ("demo:cover/1", "cover.png", 144)]
)
async def test_a_picture_is_a_png_that_depends_on_its_name_only(url: str, name: str, size: int) -> None:
    picture, again, other = [await DemoImages().fetch(one) for one in (url, url, url + "y")]
    assert picture is not None and other is not None
    assert picture == again
    assert picture.data != other.data
    assert picture.name == name
    assert picture.data.startswith(b"\x89PNG\r\n\x1a\n")
    assert int.from_bytes(picture.data[16:20]) == size
    length = int.from_bytes(picture.data[33:37])
    pixels = zlib.decompress(picture.data[41 : 41 + length])
    assert len(pixels) == int.from_bytes(picture.data[20:24]) * (1 + 3 * size)


@pytest.mark.parametrize("url", ["https://p16-sign-va.tiktokcdn.com/avatar/x", "demo:other/x", "avatar/x", ""])
async def test_other_addresses_have_no_picture(url: str) -> None:
    assert await DemoImages().fetch(url) is None


async def test_every_picture_of_the_feed_can_be_had() -> None:
    videos = (await demo().trending(10)).videos
    for url in (video.cover for video in videos):
        assert url is not None and await DemoImages().fetch(url) is not None
    for url in (video.creator.avatar for video in videos):
        assert url is not None and await DemoImages().fetch(url) is not None


# Discord


async def test_a_post_makes_a_message_and_its_thread() -> None:
    discord, steps = DemoDiscord(clock()), Steps()
    posted = await discord.post(delivery(), Attachments(), steps.on_message)
    (thread,) = discord.threads
    assert posted == Posted(thread_id=thread.thread_id or 0, message_id=thread.message_id)
    assert steps.message_ids == [thread.message_id]
    assert thread.name == "Somebody (@somebody)"
    assert thread.payload["embed"]["title"] == "Somebody"
    assert (thread.channel_id, thread.posted_at >= NOW) == (CHANNEL, True)


async def test_asking_twice_makes_one_thread() -> None:
    discord, steps = DemoDiscord(clock()), Steps()
    first = await discord.post(delivery(), Attachments(), steps.on_message)
    assert await discord.post(delivery(message_id=first.message_id), Attachments(), steps.on_message) == first
    assert len(discord.threads) == 1
    assert len(steps.message_ids) == 1


async def test_a_message_without_its_thread_is_found_and_goes_on() -> None:
    discord = DemoDiscord(clock())
    assert await discord.find(delivery()) is None
    with pytest.raises(OSError, match="killed"):
        await discord.post(delivery(), Attachments(), Steps(fails=True).on_message)
    found = await discord.find(delivery())
    assert found == Found(message_id=discord.threads[0].message_id, thread_id=None)
    posted = await discord.post(delivery(message_id=found.message_id), Attachments(), Steps().on_message)
    assert await discord.find(delivery()) == Found(message_id=posted.message_id, thread_id=posted.thread_id)


async def test_ids_are_the_same_in_every_session_and_differ_between_creators() -> None:
    here, there = DemoDiscord(clock()), DemoDiscord(clock())
    posted = [await discord.post(delivery(), Attachments(), Steps().on_message) for discord in (here, there)]
    other = await here.post(delivery(creator_id=8), Attachments(), Steps().on_message)
    assert posted[0] == posted[1]
    ids = {posted[0].thread_id, posted[0].message_id, other.thread_id, other.message_id}
    assert len(ids) == 4
    assert all(2**60 <= one < 2**63 for one in ids)


async def test_any_channel_is_there_and_open() -> None:
    discord = DemoDiscord(clock())
    assert (await discord.channel(CHANNEL)).id == CHANNEL
    assert await discord.missing_permissions(CHANNEL) == ()
    assert "demo" in await discord.whoami()
    await discord.close()


async def test_its_servers_have_channels_to_choose_and_some_that_say_why_not() -> None:
    discord = DemoDiscord(clock())
    listed = [entry for server in await discord.servers() for entry in await discord.channels_of(server.id)]
    assert len(SERVERS) == 2
    assert {entry.channel for entry in listed if entry.trouble is None} == {TAKING_OFF, WEEKLY, TALENTS}
    for entry in listed:
        if entry.trouble is not None:
            with pytest.raises((ChannelUnsuitable, NoPermission)):
                await discord.details(entry.channel.id)
    with pytest.raises(ServerGone):
        await discord.channels_of(1)


async def test_its_forum_requires_a_tag() -> None:
    discord = DemoDiscord(clock())
    details = await discord.details(TALENTS.id)
    assert details.requires_tag and details.tags and details.roles
    with pytest.raises(TagRequired):
        await discord.post(delivery(channel_id=TALENTS.id), Attachments(), Steps().on_message)
    with pytest.raises(TagUnknown):
        await discord.post(delivery(channel_id=TALENTS.id, tags=["no such"]), Attachments(), Steps().on_message)
    assert discord.threads == ()
    await discord.post(delivery(channel_id=TALENTS.id, tags=["rising"]), Attachments(), Steps().on_message)
    assert len(discord.threads) == 1


@pytest.mark.parametrize("channel_id", [TAKING_OFF.id, WEEKLY.id, TALENTS.id, CHANNEL])
async def test_a_test_thread_can_be_taken_back(channel_id: int) -> None:
    discord = DemoDiscord(clock())
    first, second = await discord.post_test(channel_id), await discord.post_test(channel_id)
    assert [thread.thread_id for thread in discord.threads] == [first.thread_id, second.thread_id]
    assert await discord.take_back(channel_id, first) is TakenBack.DELETED
    assert [thread.thread_id for thread in discord.threads] == [second.thread_id]


async def test_the_oldest_thread_of_a_server_is_archived_first() -> None:
    discord = DemoDiscord(clock())
    await discord.post_test(TALENTS.id)
    await discord.post(delivery(), Attachments(), Steps().on_message)
    assert await discord.archive_oldest(TAKING_OFF.id) == "Somebody (@somebody)"
    assert await discord.archive_oldest(TAKING_OFF.id) is None
    assert [thread.is_archived for thread in discord.threads] == [False, True]
