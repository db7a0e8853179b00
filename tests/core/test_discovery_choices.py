"""Whom to read first, when to read again, and which hashtags to follow."""

from __future__ import annotations

from dataclasses import replace

from tests.core.discovery_rows import row
from tests.services.fakes import creator, video
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.first_look import best_first, unread
from tiktrack_gui.core.discovery.hashtag_ideas import Tagged, hashtag_ideas
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.discovery.stored import Watched
from tiktrack_gui.core.discovery.watching import next_daily, next_try, schedule
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.tracked import CreatorState

BRAND = Brand(name="Mossy", words=("skin care",))
NOW = 1_000 * DAY


def post(views: int, caption: str = "", *hashtags: str) -> Video:
    one = video(1, by=creator(1))
    return replace(one, caption=caption, hashtags=hashtags, sample=replace(one.sample, views=views))


def watched(id_: int, watch: Watch = Watch.WATCHED, **different: int | None) -> Watched:
    values: dict[str, int | None] = {"since": id_, "until": NOW + DAY, "next_at": NOW + id_, **different}
    return Watched(creator_id=id_, handle=f"c{id_}", state="active", watch=watch, **values)  # type: ignore[arg-type]


def test_only_those_that_may_be_read_are_asked_for() -> None:
    fits = [row(1, watch=Watch.NONE), row(2, watch=Watch.NONE, followers=None)]
    others = [
        row(3, watch=Watch.WAITING),
        row(4, watch=Watch.NONE, read_at=5),
        row(5, watch=Watch.TRACKED),
        row(6, watch=Watch.NONE, dismissed_at=5),
        row(7, watch=Watch.NONE, hidden=1),
        row(8, watch=Watch.NONE, state=CreatorState.PRIVATE),
        row(9, watch=Watch.NONE, state=CreatorState.MISSING),
        row(10, watch=Watch.NONE, followers=999),
        row(11, watch=Watch.NONE, followers=100_001),
    ]
    assert unread([*others, *fits], BRAND) == fits


def test_the_niche_comes_first_then_what_spreads_then_what_was_looked_for() -> None:
    rows = [row(id_, watch=Watch.NONE) for id_ in range(1, 6)] + [row(6, watch=Watch.NONE, found=Found.SEARCH)]
    videos = {
        1: [post(100)],
        2: [post(100, "My skin care"), post(100, "Other")],
        3: [post(100, "My skin care"), post(100, "Look", "skincare")],
        4: [post(500_000)],
        5: [post(500_000, "Skin care")],
    }
    assert best_first(rows, videos, BRAND, DEFAULTS) == [5, 3, 4, 2, 6, 1]
    assert best_first(rows[::-1], videos, BRAND, DEFAULTS) == [5, 3, 4, 2, 6, 1]


def test_daily_readings_take_their_turn_and_leave_room() -> None:
    everybody = [watched(1), watched(2, until=NOW - DAY), *(watched(id_, Watch.WAITING) for id_ in (5, 4, 3))]
    found = schedule(everybody, 3, NOW)
    assert [one.creator_id for one in found.daily] == [1]
    assert [one.creator_id for one in found.first] == [3, 4]  # who waits longest
    assert (found.queued, found.over, found.taken, found.free) == (1, (2,), 3, 0)
    assert schedule(everybody, 1, NOW).first == ()
    assert schedule([], 3, NOW).free == 3


def test_fourteen_readings_follow_the_first_at_its_time_of_day() -> None:
    read_at, until, now, readings = NOW, NOW + 14 * DAY, float(NOW), 0
    while (following := next_daily(read_at, until, now)) is not None:
        assert (following - read_at) % DAY == 0
        readings, now = readings + 1, following + HOUR  # each is an hour late
    assert readings == 14


def test_readings_that_were_missed_are_made_up_for_once() -> None:
    assert next_daily(NOW, NOW + 14 * DAY, NOW + 5.3 * DAY) == NOW + 6 * DAY
    assert next_daily(NOW, NOW + 14 * DAY, NOW + 5.7 * DAY) == NOW + 7 * DAY
    assert next_daily(NOW, NOW + 14 * DAY, NOW + 13.6 * DAY) is None


def test_tries_are_made_ever_less_often() -> None:
    assert [(next_try(failures, NOW) - NOW) / MINUTE for failures in (1, 2, 3, 9)] == [15, 30, 60, 360]


def test_hashtags_that_the_niche_has_oftener_than_others_are_suggested() -> None:
    niche = [Tagged(author, "My skin care", ("fyp", "glassskin")) for author in range(5)]
    niche += [Tagged(author, "Skin care", ("fyp", "retinol", "mine")) for author in range(5, 8)]
    niche += [Tagged(9, "skin care", ("onlyme",))] * 9
    others = [Tagged(author, "Football", ("fyp", "goal")) for author in range(20, 60)]
    assert hashtag_ideas(["skin care"], niche + others) == ["glassskin", "mine", "retinol"]
    assert hashtag_ideas(["skin care"], niche + others, {"glassskin"}, 9) == ["mine", "retinol", "skincare"]
    assert hashtag_ideas(["#Glow", "moss & more"], []) == ["glow"]  # “moss&more” can't be one
    assert hashtag_ideas([], niche) == []
