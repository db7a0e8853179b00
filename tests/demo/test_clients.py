from __future__ import annotations

import zlib
from collections import Counter

import pytest

from tiktrack_gui.clock import ReplayClock
from tiktrack_gui.core.deliveries import Attachments, ChannelKind, Delivery, DeliveryState, Found, Posted
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.errors import ChannelGone, NotFound, NotInDemo, ServerGone
from tiktrack_gui.core.models import Creator, Origin
from tiktrack_gui.core.servers import TakenBack
from tiktrack_gui.core.subjects import Subject, delivery_key
from tiktrack_gui.demo import discord_servers
from tiktrack_gui.demo.discord import DemoDiscord
from tiktrack_gui.demo.images import DemoImages
from tiktrack_gui.demo.population import Population
from tiktrack_gui.demo.tiktok import DemoTikTok
from tiktrack_gui.demo.viewers import ANYWHERE, PLACES
from tiktrack_gui.services.sources import Discord, ImageSource, TikTokSource

NOW = 1_795_000_000
CHANNEL = 42


def clock() -> ReplayClock:
    return ReplayClock(NOW, 60)


def demo() -> DemoTikTok:
    return DemoTikTok(clock(), Population(5, count=80))


def delivery(creator_id: int = 7, message_id: int | None = None) -> Delivery:
    key = delivery_key(Subject.creator(creator_id), CHANNEL, "profile")
    return Delivery(
        id=1,
        key=key,
        subject=Subject.creator(creator_id),
        creator_id=creator_id,
        channel_id=CHANNEL,
        occasion="profile",
        state=DeliveryState.SENDING,
        payload=profile_post(Creator(id=creator_id, handle="somebody", name="Somebody"), key=key),
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
    discord: Discord = DemoDiscord(clock())
    images: ImageSource = DemoImages()
    assert tiktok.name == "demo"
    assert discord and images


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


async def test_comments_are_in_the_creators_language_first_and_a_place_is_one_of_its_countries() -> None:
    source, speak, places = demo(), Counter[bool](), {}
    feed = (await source.trending(40)).videos
    for video in sorted(feed, key=lambda one: -(one.sample.comments or 0))[:12]:
        first = await source.comments(video)
        assert (first.comments, first.cursor, first.has_more) == (19, 20, True)
        second = await source.comments(video, first.cursor)
        assert second.comments > 0
        counted = Counter(first.languages) + Counter(second.languages)
        speak[max(counted, key=lambda language: counted[language]) == video.language] += 1
        assert (first, await source.place(video.creator.handle, video.id)) == (
            await source.comments(video),
            await source.place(video.creator.handle, video.id),
        )
        places[video.id] = await source.place(video.creator.handle, video.id)
    assert speak[True] >= 11
    assert len(set(places.values())) >= 4
    assert all(place in {*ANYWHERE, *(one for some in PLACES.values() for one in some)} for place in places.values())


async def test_comments_end_where_the_count_says() -> None:
    source = demo()
    video = min((await source.trending(60)).videos, key=lambda one: one.sample.comments or 10**9)
    read, cursor, more = 0, 0, True
    while more:
        page = await source.comments(video, cursor)
        read, cursor, more = read + page.comments, page.cursor, page.has_more
    known = video.sample.comments or 0
    assert known * 0.9 <= read <= known


# Discord


async def test_a_post_makes_a_message_and_its_thread() -> None:
    discord, steps = DemoDiscord(clock()), Steps()
    posted = await discord.post(delivery(), Attachments(), steps.on_message)
    (thread,) = discord.threads
    assert posted == Posted(thread_id=thread.thread_id or 0, message_id=thread.message_id)
    assert steps.message_ids == [thread.message_id]
    assert thread.name == "Somebody (@somebody)"
    assert thread.embed["title"] == "Somebody"
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


async def test_there_are_two_servers_with_three_channels_of_different_kinds_to_post_in() -> None:
    discord: Discord = DemoDiscord(clock())
    assert "demo" in await discord.whoami() and "demo" in (await discord.app()).name
    servers = await discord.servers()
    assert len(servers) == 2
    listed = [one for server in servers for one in await discord.channels_of(server.id)]
    usable = [one.channel for one in listed if one.trouble is None]
    assert {one.kind for one in usable} == {ChannelKind.TEXT, ChannelKind.FORUM, ChannelKind.ANNOUNCEMENT}
    assert len(listed) > len(usable) == 3
    for channel in usable:
        assert await discord.channel(channel.id) == channel
        assert await discord.missing_permissions(channel.id) == ()
    with pytest.raises(ServerGone):
        await discord.channels_of(CHANNEL)
    with pytest.raises(ChannelGone):
        await discord.channel(CHANNEL)
    await discord.close()


async def test_a_forum_has_tags_and_a_test_thread_is_taken_back() -> None:
    discord = DemoDiscord(clock())
    details = await discord.details(discord_servers.FORUM)
    assert details.requires_tag and len(details.tags) > 1 and details.roles
    done = {}
    for channel_id in (discord_servers.CHANNEL, discord_servers.FORUM):
        done[channel_id] = await discord.take_back(channel_id, await discord.post_test(channel_id))
    assert list(done.values()) == [TakenBack.DELETED, TakenBack.ARCHIVED]
    assert discord.threads == ()
