"""What is new about a creator: found once it is so, and not before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from tests.core.test_collaboration import WORLDS, a_random_walk
from tests.store.examples import NOW, a_creator, a_video, measured
from tiktrack_gui.core.alerts import CREATOR_KINDS, Alert, Kind
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.creator_alerts import (
    Known,
    creator_alerts,
    least,
    round_number_at_most,
    story_alert,
    usual_gap,
    watched_videos,
)
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video, VideoSample
from tiktrack_gui.core.timeline import FieldChange

FOLLOWERS, VIDEOS = CreatorCount.FOLLOWERS.value, CreatorCount.VIDEOS.value
TRACKED = NOW - 90 * DAY


def sample(followers: int | None, at: float = NOW, **different: Any) -> CreatorSample:
    return CreatorSample(at=int(at), followers=followers, **{"videos": 50} | different)


def history(*samples: CreatorSample, changes: Sequence[FieldChange] = ()) -> History:
    return History(creator=a_creator(), samples=samples, changes=changes, tracked_since=TRACKED)


def counts(*followers: int, every: float = DAY, **different: Any) -> History:
    """One measurement a day, the last one now."""
    start = NOW - every * (len(followers) - 1)
    return history(*(sample(number, start + place * every, **different) for place, number in enumerate(followers)))


def found(known: Known | History, kind: Kind) -> list[Alert]:
    known = known if isinstance(known, Known) else Known(history=known)
    return creator_alerts(known, {kind}, DEFAULTS, NOW)


# Round numbers


@pytest.mark.parametrize(
    ("count", "number"),
    [
        (999, None),
        *((1_000, 1_000), (2_499, 1_000), (2_500, 2_500), (4_999, 2_500), (5_000, 5_000), (9_999, 5_000)),
        *((10_000, 10_000), (25_000, 25_000), (1_000_000, 1_000_000), (7_300_000, 5_000_000)),
        (0, None),
    ],
)
def test_the_largest_round_number(count: int, number: int | None) -> None:
    assert round_number_at_most(count) == number


@pytest.mark.parametrize(
    ("followers", "number"),
    [
        ((990, 1_000), 1_000),
        ((1_000, 1_010), None),  # it was there before
        ((1_010, 990, 1_020), None),  # down and up again
        ((900, 30_000), 25_000),  # of several, the largest
        ((30_000, 24_000), None),
        ((5_000,), None),  # the first measurement passes nothing
        ((), None),
    ],
)
def test_a_round_number_is_passed_once(followers: tuple[int, ...], number: int | None) -> None:
    assert [alert.facts["number"] for alert in found(counts(*followers), Kind.ROUND_NUMBER)] == (
        [] if number is None else [number]
    )


def test_a_rounded_count_passes_it_once_the_least_it_may_be_does() -> None:
    before = sample(9_990, NOW - DAY)
    just = sample(10_000, rounded=FOLLOWERS)  # from 9,950 on
    above = sample(10_100, NOW + HOUR, rounded=FOLLOWERS)
    assert (least(just), least(above)) == (9_950, 10_050)
    assert found(history(before, just), Kind.ROUND_NUMBER) == []
    [alert] = found(history(before, just, above), Kind.ROUND_NUMBER)
    assert alert.facts == {
        "handle": "creator1",
        "number": 10_000,
        "followers": 10_100,
        "rounded": True,
        "repaired": False,
    }
    assert alert.at == NOW + HOUR
    assert alert.key == f"round_number:{a_creator().id}:10000"


def test_unknown_followers_pass_nothing() -> None:
    assert found(history(sample(990, NOW - DAY), sample(None)), Kind.ROUND_NUMBER) == []
    assert found(history(sample(990, NOW - DAY), sample(None), sample(1_020, NOW + 9)), Kind.ROUND_NUMBER) != []


# Viral videos


def posted(number: int, days: float, views: int, *, measured: float = NOW, **different: Any) -> Video:
    counted = VideoSample(at=int(measured), likes=1, comments=1, shares=1, views=views)
    return a_video(number, posted_at=int(NOW - days * DAY), sample=counted, **different)


def usual(views: int = 5_000, videos: int = 12) -> list[Video]:
    """Ten days old and older, newest first."""
    return [posted(100 + number, 10 + number, views) for number in range(videos)]


def before(views: int | None) -> dict[int, VideoSample]:
    return {a_video(1).id: VideoSample(at=NOW - DAY, views=views)}


def test_a_video_is_told_when_it_becomes_viral() -> None:
    video = posted(1, 3, 60_000)
    known = Known(history=counts(10_000), videos=[video, *usual()], before=before(8_000))
    [alert] = found(known, Kind.VIRAL)
    assert (alert.video_id, alert.at, alert.creator_id) == (video.id, NOW, a_creator().id)
    assert (alert.facts["views"], round(alert.facts["times"])) == (60_000, 12)
    assert found(replace(known, before=before(50_000)), Kind.VIRAL) == []  # it was viral before
    assert found(replace(known, before=before(None)), Kind.VIRAL) == [alert]
    assert found(replace(known, before={}), Kind.VIRAL) == [alert]


@pytest.mark.parametrize(
    ("video", "why"),
    [
        (posted(1, 3, 24_000), "not enough views"),
        (posted(1, 8, 60_000), "older than a week when it was seen first"),
        (posted(1, 3, 60_000, ad=True), "paid"),
        (posted(1, 3, 60_000, gone_at=NOW), "gone"),
    ],
)
def test_other_videos_are_no_news(video: Video, why: str) -> None:
    assert found(Known(history=counts(10_000), videos=[video, *usual()]), Kind.VIRAL) == [], why


def test_without_usual_views_nothing_is_viral() -> None:
    known = Known(history=counts(1_000), videos=[posted(1, 3, 900_000), *usual(videos=4)])
    assert found(known, Kind.VIRAL) == []


def test_a_video_from_before_it_was_tracked_is_no_news() -> None:
    tracked = replace(counts(10_000), tracked_since=NOW - DAY)
    assert found(Known(history=tracked, videos=[posted(1, 3, 60_000), *usual()]), Kind.VIRAL) == []


def test_videos_are_watched_for_a_month() -> None:
    assert watched_videos([posted(1, 29, 1), posted(2, 31, 1)], NOW) == [posted(1, 29, 1)]


# Faster growth


def growing(weekly_before: float, weekly_now: float, days: int = 35) -> History:
    """Measured twice a day; the growth changes a week ago."""
    samples, followers = [], 50_000.0
    for place in range(2 * days + 1):
        at = NOW - days * DAY + place * DAY // 2
        weekly = weekly_now if at > NOW - 7 * DAY else weekly_before
        followers *= (1 + weekly) ** (1 / 14)
        samples.append(sample(round(followers), at))
    return history(*samples)


def test_a_creator_that_grows_faster_is_told() -> None:
    [alert] = found(growing(0.01, 0.05), Kind.FASTER)
    assert (round(alert.facts["share"], 3), round(alert.facts["before"], 3)) == (0.05, 0.01)
    assert alert.facts["low"] > alert.facts["before_high"]


@pytest.mark.parametrize(
    ("earlier", "now", "days", "why"),
    [
        (0.02, 0.02, 35, "as before"),
        (0.05, 0.01, 35, "slower"),
        (0.02, 0.025, 35, "not enough to matter"),
        (-0.05, -0.01, 35, "it shrinks less, but doesn’t grow"),
        (0.01, 0.05, 9, "too little history"),
    ],
)
def test_other_growth_is_no_news(earlier: float, now: float, days: int, why: str) -> None:
    assert found(growing(earlier, now, days), Kind.FASTER) == [], why


@pytest.mark.parametrize(("a_day", "burst"), [(20, 50.0), (300, 1.0), (300, 0.3)])
def test_growth_that_comes_in_bursts_is_seldom_taken_for_faster(a_day: float, burst: float) -> None:
    """By the intervals of the slopes alone, it would be 6 % of them at each measurement: most of them some day."""
    worlds = [history(*a_random_walk(seed, a_day, 1, burst)) for seed in range(WORLDS)]
    assert sum(found(world, Kind.FASTER) != [] for world in worlds) <= 0.02 * WORLDS


def test_it_is_not_faster_again_within_four_weeks() -> None:
    known = Known(history=growing(0.01, 0.05), last={Kind.FASTER: NOW - 27 * DAY})
    assert found(known, Kind.FASTER) == []
    assert found(replace(known, last={Kind.FASTER: NOW - 28 * DAY}), Kind.FASTER) != []


def test_without_measurements_nothing_is_faster() -> None:
    assert found(history(), Kind.FASTER) == []


# Silence


def quiet(days: float, every: float, videos: int = 12) -> Known:
    """The last video is so many days old, and there was one every so many days before; measured daily."""
    seen = [posted(number, days + number * every, 5_000) for number in range(videos)]
    samples = [sample(50_000, NOW - day * DAY) for day in range(60, -1, -1)]
    return Known(history=history(*samples), videos=seen)


@pytest.mark.parametrize(
    ("days", "every", "silent"),
    [
        (13.5, 1, False),  # 14 days at least
        (14.5, 1, True),
        (20, 10, False),  # three times as usual
        (30.5, 10, True),
        (14 + 7.5, 1, False),  # long ago: it isn't news
    ],
)
def test_a_creator_is_silent_after_three_times_the_usual_time(days: float, every: float, silent: bool) -> None:
    alerts = found(quiet(days, every), Kind.SILENT)
    assert bool(alerts) is silent
    if silent:
        assert alerts[0].facts["usual"] == every * DAY
        assert alerts[0].key.endswith(str(int(NOW - days * DAY)))


def test_a_profile_with_more_videos_is_not_silent() -> None:
    known = quiet(14.5, 1)
    more = [*known.history.samples[:-1], sample(50_000, videos=51)]
    assert found(replace(known, history=history(*more)), Kind.SILENT) == []


def test_few_videos_have_no_usual_time() -> None:
    assert usual_gap([posted(number, number, 1) for number in range(5)]) is None
    assert usual_gap([posted(number, 2 * number, 1) for number in range(6)]) == 2 * DAY
    assert found(quiet(14.5, 1, videos=5), Kind.SILENT) == []


# New handles


def renamed(at: float) -> FieldChange:
    return FieldChange(at=int(at), field="handle", old="planty", new="creator1")


def test_a_new_handle_is_told_for_a_week() -> None:
    other = FieldChange(at=NOW, field="name", old="a", new="b")
    recent = history(sample(1), changes=[renamed(NOW - 8 * DAY), renamed(NOW - DAY), other])
    [alert] = found(recent, Kind.RENAMED)
    assert (alert.at, alert.facts["old"], alert.facts["new"]) == (NOW - DAY, "planty", "creator1")
    tracked = replace(recent, tracked_since=NOW - HOUR)
    assert found(tracked, Kind.RENAMED) == []


# All


def test_only_wanted_kinds_are_looked_for() -> None:
    known = Known(history=replace(counts(990, 1_010), changes=[renamed(NOW)]))
    assert [alert.kind for alert in creator_alerts(known, CREATOR_KINDS, DEFAULTS, NOW)] == [
        Kind.RENAMED,
        Kind.ROUND_NUMBER,
    ]
    assert creator_alerts(known, (), DEFAULTS, NOW) == []


def test_a_story_s_alert_has_what_is_said_about_it() -> None:
    item = replace(measured(a_video(1, caption="x" * 500)), found_at=NOW + 3)
    alert = story_alert(item)
    assert (alert.kind, alert.at, alert.video_id, alert.creator_id) == (
        Kind.STORY,
        NOW + 3,
        item.video.id,
        item.video.creator.id,
    )
    assert item.score is not None
    assert alert.facts["score"] == item.score.value
    assert (alert.facts["velocity"], alert.facts["reason"]) == (item.velocity, item.reason)
    assert len(alert.facts["caption"]) == 120
