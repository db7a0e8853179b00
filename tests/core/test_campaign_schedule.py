"""When a campaign's videos are measured by themselves."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tiktrack_gui.core.campaign_schedule import Scheduled, demand, due_at, turns
from tiktrack_gui.core.durations import DAY, HOUR

NOW = 1_790_000_000.0
UNKNOWN = object()


def a_video(age: float, measured: float | None = None, **different: object) -> Scheduled:
    """age, measured: seconds ago that it was posted and measured."""
    video = Scheduled(
        video_id=(int(NOW - age) << 32) + 1,
        added_at=int(NOW - HOUR),
        posted_at=int(NOW - age),
        measured_at=None if measured is None else int(NOW - measured),
        tried_at=None if measured is None else int(NOW - measured),
    )
    return replace(video, **different)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("video", "due_in"),
    [
        # hourly for three days
        (a_video(5 * HOUR, 0), HOUR),
        (a_video(5 * HOUR, 20 * 60), 40 * 60),
        (a_video(3 * DAY - 60, 0), HOUR),
        (a_video(5 * HOUR, 3 * HOUR), -2 * HOUR),  # missed, and made up for by one
        # daily until thirty days
        (a_video(3 * DAY, 0), DAY),
        (a_video(10 * DAY, 5 * HOUR), 19 * HOUR),
        (a_video(29 * DAY - 1, 0), DAY),
        (a_video(29 * DAY, 0), None),  # it would be over by then
        (a_video(30 * DAY, 40 * HOUR), None),
        (a_video(200 * DAY, 100 * DAY), None),
        # never measured: as soon as it was added, however old
        (a_video(5 * HOUR), -HOUR),
        (a_video(200 * DAY), -HOUR),
        (a_video(200 * DAY, posted_at=None), -HOUR),
        # counts that weren't believed: it was tried, and nothing was stored
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW)), HOUR),
        (a_video(5 * HOUR, None, tried_at=int(NOW)), HOUR),
        (a_video(200 * DAY, None, tried_at=int(NOW)), DAY),
        # failures in a row wait twice as long each time, up to a day
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=1, trouble="changed"), HOUR),
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=2, trouble="changed"), 2 * HOUR),
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=5, trouble="changed"), 16 * HOUR),
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=9, trouble="changed"), DAY),
        (a_video(9 * DAY, 3 * DAY, tried_at=int(NOW), failures=9, trouble="changed"), DAY),
        # what TikTok says thrice that it doesn't show is believed
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=2, trouble="not_found"), 2 * HOUR),
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=3, trouble="not_found"), None),
        (a_video(5 * HOUR, None, tried_at=int(NOW), failures=3, trouble="private"), None),
        (a_video(5 * HOUR, 3 * HOUR, tried_at=int(NOW), failures=3, trouble="no such kind", gone_at=5), None),
        # an old one isn't tried for ever, either
        (a_video(99 * DAY, None, tried_at=int(NOW), failures=2, trouble="region_locked"), 2 * DAY - DAY),
        (a_video(99 * DAY, None, tried_at=int(NOW), failures=3, trouble="region_locked"), None),
        # a clock that was set back doesn't make it wait longer
        (a_video(5 * HOUR, -9 * DAY), HOUR),
    ],
)
def test_when_a_video_is_due(video: Scheduled, due_in: float | None) -> None:
    due = due_at(video, NOW)
    assert (None if due is None else due - NOW) == due_in


def test_before_it_was_measured_its_id_tells_its_age() -> None:
    young = a_video(5 * HOUR, None, posted_at=None, tried_at=int(NOW), failures=1)
    assert due_at(young, NOW) == NOW + HOUR
    assert due_at(replace(young, video_id=int(NOW - 9 * DAY) << 32), NOW) == NOW + DAY


def test_the_most_overdue_comes_first_in_relation_to_its_interval() -> None:
    hourly = a_video(5 * HOUR, 4 * HOUR)  # three intervals late
    daily = a_video(9 * DAY, 2 * DAY)  # one
    later = a_video(5 * HOUR, HOUR // 2)
    found = turns([later, daily, hourly], NOW, None, None)
    assert [(turn.video, turn.at - NOW) for turn in found] == [(hourly, 0), (daily, 0), (later, HOUR // 2)]


def test_they_take_half_of_the_limit_at_most() -> None:
    due = [a_video(number * HOUR, HOUR) for number in range(2, 5)]
    assert [turn.at - NOW for turn in turns(due, NOW, None, 240)] == [0, 30, 60]
    assert [turn.at - NOW for turn in turns(due, NOW, NOW - 10, 240)] == [20, 50, 80]
    assert [turn.at - NOW for turn in turns(due, NOW, NOW + 5 * DAY, 240)] == [30, 60, 90]  # the clock was set back


def test_what_the_schedule_needs() -> None:
    videos = [a_video(5 * HOUR, 0), a_video(9 * DAY, 0), a_video(99 * DAY, 0), a_video(2 * DAY, 0)]
    assert demand(videos, NOW) == 1 + 1 / 24 + 1
