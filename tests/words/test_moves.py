"""What moved the line, in words."""

from __future__ import annotations

from dataclasses import replace

from tests.core.test_moves import START, USUAL, history, posted, sample
from tests.services.fakes import creator
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.words.moves import Line, lines

NOW = START + 40 * DAY


def test_a_viral_video_and_an_unexplained_jump_are_said_the_newest_first() -> None:
    viral = posted(20, 28.5, 80_000)
    unexplained, explained = lines(history(jumps={30: 5_000, 36: 4_000}), [viral, *USUAL], NOW)
    assert explained.icon == "flame"
    assert explained.detail.startswith("8× usual views, +5,0")
    assert explained.detail.endswith(" followers in 24 h")
    assert (unexplained.icon, unexplained.title) == ("activity", "Unusual growth")
    assert unexplained.detail.endswith("followers in 24 h, and no video seen by TikTrack explains it")


def test_a_mention_by_somebody_else_is_said_to_be_at_the_same_time() -> None:
    mention = replace(posted(33, 28.5, 1_200_000), creator=creator(7), caption="with @creator1")
    [line] = lines(history(jumps={30: 5_000}), USUAL, NOW, [mention])
    assert (line.icon, line.title) == ("users", "@creator7 mentioned them the day before")
    assert line.detail.startswith("1.2M views, at the same time +5,0")
    [line] = lines(history(jumps={30: 5_000}), USUAL, NOW + 9 * DAY, [replace(mention, posted_at=START + 30 * DAY - 9)])
    assert line.title == "@creator7 mentioned them that day"
    assert "measured 10 d ago" in line.detail


def test_whom_the_own_video_mentions_is_said() -> None:
    viral = replace(posted(20, 28.5, 80_000), caption="with @creator1, @one and @two.")
    [line] = lines(history(jumps={30: 5_000}), [viral, *USUAL], NOW)
    assert "8× usual views, mentions @one and 1 more, +5,0" in line.detail


def test_silence_is_said_in_days() -> None:
    measured = [sample(0.5, 100, videos=7), sample(12, 100, videos=7)]
    [line] = lines(measured, [posted(1, 0, 10)], NOW)
    assert isinstance(line, Line)
    assert line.title == "No new video for 12 days"
