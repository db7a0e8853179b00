"""When stories are measured again: 15 min, 1 h, 6 h and 24 h after they were found; only the 20 hottest."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.services.fakes import video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import MeasuredVideo
from tiktrack_gui.core.remeasuring import AFTER, MOST, due, followed, next_due
from tiktrack_gui.core.score import measure

FOUND = 1_790_000_000


def story(id_: int = 1, *, measured: float = 0, likes: int = 10_000) -> MeasuredVideo:
    """Found at FOUND, last measured so many seconds later."""
    at = FOUND + measured
    return replace(measure(video(id_, likes, at=at), Criteria(), at), found_at=FOUND)


@pytest.mark.parametrize(
    ("now", "measured", "is_due"),
    [
        (0, 0, False),
        (15 * MINUTE - 1, 0, False),
        (15 * MINUTE, 0, True),
        (15 * MINUTE, 14 * MINUTE, True),
        (30 * MINUTE, 15 * MINUTE, False),  # such as by the feed
        (HOUR, 15 * MINUTE, True),
        (5 * HOUR, 0, True),  # the computer was off: one measurement makes up for two
        (5 * HOUR, 2 * HOUR, False),
        (6 * HOUR, 5 * HOUR, True),
        (DAY, 6 * HOUR, True),
        (DAY + HOUR, DAY, False),
        (2 * DAY, 6 * HOUR, False),  # too late
    ],
)
def test_a_story_is_due_at_its_checkpoints(now: float, measured: float, is_due: bool) -> None:
    assert bool(due([story(measured=measured)], FOUND + now, {})) == is_due


def test_what_was_tried_in_vain_waits_for_the_next_checkpoint() -> None:
    tried = {1: FOUND + 20 * MINUTE}
    assert due([story()], FOUND + 30 * MINUTE, tried) == []
    assert due([story()], FOUND + HOUR, tried) == [story()]


def test_the_hottest_come_first_and_only_so_many() -> None:
    stories = [story(id_, likes=10_000 + 1_000 * id_) for id_ in range(1, MOST + 6)]
    found = [one.video.id for one in followed(stories, FOUND + HOUR)]
    assert found == list(range(MOST + 5, 5, -1))
    assert [one.video.id for one in due(stories, FOUND + HOUR, {})] == found


def test_an_imported_story_and_an_unfound_video_are_not_followed() -> None:
    assert followed([replace(story(), found_at=None)], FOUND + HOUR) == []


@pytest.mark.parametrize(
    ("now", "measured", "expected"),
    [
        (0, 0, AFTER[0]),
        (20 * MINUTE, 0, 20 * MINUTE),  # due now
        (20 * MINUTE, 15 * MINUTE, HOUR),
        (2 * HOUR, HOUR, 6 * HOUR),
        (7 * HOUR, 6 * HOUR, DAY),
        (DAY + 1, DAY, None),
    ],
)
def test_the_next_checkpoint_is_known(now: float, measured: float, expected: float | None) -> None:
    moment = next_due([story(measured=measured)], FOUND + now, {})
    assert moment == (None if expected is None else FOUND + expected)
