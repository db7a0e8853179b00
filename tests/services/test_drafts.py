"""Posts are written from the channel's template, with all that the store knows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from tests.services.conftest import World
from tests.services.fakes import CHANNEL, creator, video
from tests.services.test_choosing import found, seen
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.deliveries import Picture
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorSample, VideoPage
from tiktrack_gui.core.post_template import PRESETS, VIDEO, PostPicture, Template
from tiktrack_gui.core.posting_rules import PostingRules, TagRule
from tiktrack_gui.core.selection import Candidate
from tiktrack_gui.core.subjects import About, Subject, delivery_key
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.services.drafts import handled
from tiktrack_gui.services.pictures import Pictures

EVERYTHING = Template(
    thread_name="{name}: {followers}",
    title="{handle}",
    text="{growth_week}|{growth_day}|{top_video}|{top_video_views}|{velocity}|{score}|{reason}|{times_usual}",
)


async def written(world: World, candidate: Candidate, **rules: Any) -> Mapping[str, Any]:
    channel = PostingChannel(id=CHANNEL, rules=PostingRules(**rules))
    return (await world.drafts.write(candidate, channel)).payload


def said_by(payload: Mapping[str, Any]) -> list[str]:
    return [part.replace("\\", "") for part in payload["embed"]["description"].split("|")]


async def grown(world: World) -> Candidate:
    """A creator that grew from 40,000 to 50,000 followers in a week, with ten usual videos and a story."""
    now = world.clock.now()
    by = creator(1, at=now)
    usual = tuple(seen(world, 500 + n, 1_000_000, days=10 + n, by=by) for n in range(10))
    await world.store.creators.record_creator_videos(VideoPage(videos=usual), int(now))
    history = [
        CreatorSample(at=int(now - days * DAY), followers=followers, following=10, likes=1000, videos=20)
        for days, followers in ((8, 39_000), (7, 40_000), (3, 45_000), (1, 48_000))
    ]
    await world.store.creators.record_history(1, history)
    world.tiktok.creators["creator1"] = by
    await world.creators.check("creator1")
    await found(world, by)
    return Candidate(creator=by)


async def test_a_template_can_say_all_that_the_profile_shows(world: World) -> None:
    payload = await written(world, await grown(world), template=EVERYTHING)
    assert payload["thread_name"] == "Creator 1: 50K"
    said = said_by(payload)
    assert said[:2] == ["+25.0%", "+4.2%"]
    assert said[3] == "1B"  # the story has the most views
    assert said[4:6] == ["1.67M/min", "93"]
    assert said[6].startswith("High engagement velocity")
    assert said[7] == "1,000×"
    assert (payload["video_id"], payload["score"]) == ("101", 93)
    assert payload["measured_at"] == int(world.clock.now())


async def test_growth_is_that_of_the_measurement_that_is_shown(world: World) -> None:
    candidate = await grown(world)
    world.clock.time += 5 * DAY
    payload = await written(world, candidate, template=EVERYTHING)
    assert said_by(payload)[0] == "+25.0%"


async def test_a_story_is_stated_as_it_is_now(world: World) -> None:
    candidate = await grown(world)
    fresh = await written(world, candidate, template=EVERYTHING)
    world.clock.time += 3 * DAY
    later = await written(world, candidate, template=EVERYTHING)
    assert later["score"] < fresh["score"]
    assert said_by(later)[6] == ""  # nothing is known of now


async def test_a_thread_about_a_story_carries_its_video(world: World) -> None:
    candidate = await grown(world)
    story = await world.store.stories.story_of(101)
    assert story is not None
    payload = await written(world, replace(candidate, story=story, about=About.VIDEO), about=About.VIDEO)
    assert payload["embed"]["url"].startswith("https://www.tiktok.com/@creator1/video/101#ref-")
    assert payload["embed"]["url"].endswith(delivery_key(Subject.video(101), CHANNEL, "story"))


async def test_a_profile_asked_for_in_a_channel_about_videos_is_written_as_a_profile(world: World) -> None:
    candidate = await grown(world)
    own = replace(VIDEO, title="Own")
    payload = await written(world, candidate, about=About.VIDEO, template=own)
    assert payload["embed"]["title"] == "Creator 1"
    assert payload["thread_name"] == "Creator 1 (@creator1)"


async def test_a_chart_has_the_measurements_of_the_last_weeks(world: World) -> None:
    payload = await written(world, await grown(world), template=PRESETS["up_and_coming"].template)
    assert [count for _, count, _ in payload["chart"]["points"]] == [39_000, 40_000, 45_000, 48_000, 50_000]
    assert "chart" not in await written(world, await grown(world))


@pytest.mark.parametrize(
    ("rules", "handling"),
    [
        ({}, {}),
        ({"tags": ("Food",), "tag_rules": (TagRule(tag="Hot", min_score=85),)}, {"tags": ["Food", "Hot"]}),
        ({"tag_rules": (TagRule(tag="Hot", min_score=94),)}, {}),
        ({"role_id": 7, "archive_minutes": 60}, {"role_id": 7, "archive_minutes": 60}),
    ],
)
async def test_the_rules_say_how_a_post_is_made(world: World, rules: dict[str, Any], handling: dict[str, Any]) -> None:
    payload = await written(world, await grown(world), **rules)
    assert {name: payload[name] for name in ("tags", "role_id", "archive_minutes") if name in payload} == handling


def test_other_rules_take_the_place_of_earlier_ones() -> None:
    hot = TagRule(tag="Hot", min_score=85)
    first = handled({"thread_name": "A", "score": 90}, PostingRules(tags=("Food",), tag_rules=(hot,), role_id=7))
    assert first == {"thread_name": "A", "score": 90, "tags": ["Food", "Hot"], "role_id": 7}
    assert handled(first, PostingRules(tag_rules=(hot,))) == {"thread_name": "A", "score": 90, "tags": ["Hot"]}
    assert handled({"thread_name": "A"}, PostingRules(tag_rules=(hot,))) == {"thread_name": "A"}


class Images:
    """Has some pictures, and breaks on others."""

    async def fetch(self, url: str) -> Picture | None:
        if "broken" in url:
            raise RuntimeError(url)
        return Picture(name=url, data=b"jpeg") if "there" in url else None

    async def close(self) -> None: ...


class Drawing:
    async def draw(self, chart: Mapping[str, Any]) -> Picture | None:
        if not chart["points"]:
            raise ValueError("no points")
        return Picture(name="chart.png", data=b"png")


@pytest.mark.parametrize(
    ("payload", "avatar", "image"),
    [
        ({}, None, None),
        ({"avatar_url": "there/1"}, "there/1", None),
        ({"avatar_url": None, "cover_url": "there/2"}, None, "there/2"),
        ({"avatar_url": "gone", "cover_url": "broken"}, None, None),
        ({"avatar_url": "there/1", "chart": {"points": [1, 2]}}, "there/1", "chart.png"),
        ({"avatar_url": "there/1", "chart": {"points": []}}, "there/1", None),
        ({"avatar_url": 5, "chart": "odd"}, None, None),
    ],
)
async def test_a_picture_that_cannot_be_had_is_left_out(
    payload: dict[str, Any], avatar: str | None, image: str | None
) -> None:
    found = await Pictures(Images(), Drawing()).of(payload)
    assert (found.avatar and found.avatar.name, found.image and found.image.name) == (avatar, image)
    assert (await Pictures(Images()).of(payload)).image is None or image == "there/2"


async def test_the_cover_is_of_the_story(world: World) -> None:
    at = world.clock.now()
    by = creator(1, at=at)
    world.tiktok.videos = [replace(video(101, likes=100_000_000, by=by, at=at), cover="https://example.com/cover")]
    await world.trending.refresh(50, Criteria())
    template = replace(PRESETS["profile"].template, picture=PostPicture.COVER)
    assert (await written(world, Candidate(creator=by), template=template))["cover_url"] == "https://example.com/cover"
