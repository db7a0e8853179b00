"""How a profile appears in Discord."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.core.test_discord_text import ESCAPE, NASTY
from tiktrack_gui.core.embed import marked_key, profile_post
from tiktrack_gui.core.models import (
    Creator,
    CreatorCount,
    CreatorSample,
    MeasuredVideo,
    Score,
    Video,
    VideoSample,
)
from tiktrack_gui.core.subjects import Subject, delivery_key

KEY = delivery_key(Subject.creator(7001), 9001, "profile")
SAMPLE = CreatorSample(at=1_767_225_600, followers=48_200, following=312, likes=1_200_000, videos=87)
CREATOR = Creator(
    id=7001, handle="bread.lab", name="The Bread Lab", bio="Sourdough\nevery day", verified=False, sample=SAMPLE
)


def measured(caption: str = "24 h loaf", reason: str = "High engagement velocity (570/min, 5.7× threshold)") -> Any:
    sample = VideoSample(at=1_767_225_600, likes=5_000, comments=500, shares=200, views=90_000)
    video = Video(id=7123, creator=CREATOR, posted_at=1_767_225_000, sample=sample, caption=caption)
    score = Score(value=88, parts={"velocity": 0.85}, reason=reason)
    return MeasuredVideo(video=video, velocity=570.0, current=None, score=score, passed=True, reason=reason)


def fields(payload: dict[str, Any]) -> dict[str, str]:
    return {field["name"]: field["value"] for field in payload["embed"]["fields"]}


def test_the_post_has_who_it_is_the_numbers_the_video_and_the_marker() -> None:
    payload = profile_post(CREATOR, key=KEY, flagged=measured())
    assert payload["thread_name"] == "The Bread Lab (@bread.lab)"
    embed = payload["embed"]
    assert embed["title"] == "The Bread Lab"
    assert embed["url"] == f"https://www.tiktok.com/@bread.lab#ref-{KEY}"
    assert embed["description"] == "[@bread.lab](https://www.tiktok.com/@bread.lab)\n\nSourdough\nevery day"
    assert embed["timestamp"] == "2026-01-01T00:00:00Z"
    assert embed["footer"]["text"].endswith(f"ref: {KEY}")
    assert fields(payload) == {
        "Followers": "48.2K",
        "Following": "312",
        "Likes": "1.2M",
        "Videos": "87",
        "Verified": "No",
        "Taking off": "[Watch the video](https://www.tiktok.com/@bread.lab/video/7123) · 570/min\n"
        "24 h loaf\nHigh engagement velocity (570/min, 5.7× threshold)",
    }


def test_what_is_not_known_is_left_out() -> None:
    payload = profile_post(Creator(id=7001, handle="bread.lab", sample=CreatorSample(at=0, followers=5)), key=KEY)
    assert fields(payload) == {"Followers": "5"}
    assert payload["embed"]["title"] == "bread.lab"
    assert "timestamp" not in profile_post(Creator(id=7001, handle="bread.lab"), key=KEY)["embed"]


def test_rounded_and_repaired_numbers_are_marked() -> None:
    sample = CreatorSample(
        at=0,
        followers=48_200,
        likes=2_200_000_000,
        videos=12,
        rounded=CreatorCount.FOLLOWERS,
        repaired=CreatorCount.LIKES,
    )
    payload = profile_post(Creator(id=1, handle="a", sample=sample), key=KEY)
    assert fields(payload) == {"Followers": "≈ 48.2K", "Likes": "≥ 2.2B", "Videos": "12"}


def test_stored_numbers_are_marked_with_their_time() -> None:
    shown = fields(profile_post(CREATOR, key=KEY, stored=True))
    assert shown["Following"] == "≈ 312"
    assert shown["Numbers"].startswith("≈ as of 2026-01-01 00:00 UTC")


def test_a_name_that_shows_nothing_gives_way_to_the_handle() -> None:
    creator = Creator(id=7001, handle="bread.lab", name="\u3164\u200b \u202e")
    payload = profile_post(creator, key=KEY)
    assert payload["thread_name"] == "bread.lab (@bread.lab)"
    assert profile_post(Creator(id=7001, handle="\u200b"), key=KEY)["thread_name"] == "7001 (@7001)"


@pytest.mark.parametrize(("handle", "label"), [("무료_차", "무료\\_차"), ("ёлка.1", "ёлка.1")])
def test_a_handle_is_shown_in_its_letters_and_linked_in_a_browsers(handle: str, label: str) -> None:
    description = profile_post(Creator(id=7001, handle=handle), key=KEY)["embed"]["description"]
    assert description == f"[@{label}](https://www.tiktok.com/@{quote(handle)})"


def test_a_long_name_leaves_room_for_the_handle() -> None:
    name = profile_post(Creator(id=7001, handle="bread.lab", name="x" * 300), key=KEY)["thread_name"]
    assert len(name) == 100
    assert name.endswith("x… (@bread.lab)")


@pytest.mark.parametrize("one", ["🇳🇿", "👨‍👩‍👧‍👦", "👋🏽", "n\u0303"])
def test_a_name_is_never_cut_inside_a_flag_or_a_family(one: str) -> None:
    for before in range(len(one)):
        creator = Creator(id=7001, handle="bread.lab", name="x" * before + one * 300, bio="x" * before + one * 2500)
        payload = profile_post(creator, key=KEY, flagged=measured("x" * before + one * 300, "steady"))
        fields = {field["name"]: field["value"] for field in payload["embed"]["fields"]}
        texts = [payload["thread_name"].partition(" (")[0], payload["embed"]["title"], payload["embed"]["description"]]
        caption = [line for line in fields["Taking off"].splitlines() if line.endswith("…")]
        for text in (*texts, *caption):
            assert text.endswith(f"{one}…")
            assert len(text.removesuffix("…").rpartition("x")[2].rpartition("\n")[2]) % len(one) == 0


@given(name=NASTY, handle=NASTY, bio=NASTY, caption=NASTY, reason=NASTY, long=st.sampled_from((1, 40)))
def test_no_text_breaks_discords_limits_or_links_elsewhere(
    name: str, handle: str, bio: str, caption: str, reason: str, long: int
) -> None:
    creator = Creator(id=7001, handle=handle * long, name=name * long, bio=bio * long, verified=True, sample=SAMPLE)
    payload = profile_post(creator, key=KEY, flagged=measured(caption * long, reason * long), stored=True)
    assert 1 <= len(payload["thread_name"].strip()) == len(payload["thread_name"]) <= 100
    embed = payload["embed"]
    shown = [embed["title"], embed["description"], embed["footer"]["text"]]
    for field, most in ((embed["title"], 256), (embed["description"], 4096), (embed["url"], 2048)):
        assert 1 <= len(field) <= most
    for field in embed["fields"]:
        assert 1 <= len(field["value"]) <= 1024
        shown += [field["name"], field["value"]]
    assert sum(map(len, shown)) <= 6000
    assert urlsplit(embed["url"]).hostname == "www.tiktok.com"
    "".join(shown).encode()
    text = ESCAPE.sub("", "\n".join(shown))
    assert text.count("://") == text.count("](https://www.tiktok.com/@") == 2


def test_the_key_is_the_same_for_the_same_thread_and_fits_a_nonce() -> None:
    assert delivery_key(Subject.creator(7001), 9001, "profile") == KEY
    others = {
        delivery_key(Subject.creator(7002), 9001, "profile"),
        delivery_key(Subject.creator(7001), 9002, "profile"),
        delivery_key(Subject.creator(7001), 9001, "b"),
    }
    assert len(others | {KEY}) == 4
    assert len(KEY) <= 25


def test_a_post_is_known_by_its_marker_in_the_link_or_in_the_footer() -> None:
    embed = profile_post(CREATOR, key=KEY)["embed"]
    assert marked_key(url=embed["url"], footer=None) == KEY
    assert marked_key(url=None, footer=embed["footer"]["text"]) == KEY
    assert marked_key(url=f"https://example.org/#ref-{KEY}/more", footer="ref: something") is None
    assert marked_key(url=None, footer=None) is None
