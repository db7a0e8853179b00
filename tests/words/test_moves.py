"""What moved the line, in words."""

from __future__ import annotations

from tests.core.test_moves import START, USUAL, history, posted, sample
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


def test_silence_is_said_in_days() -> None:
    measured = [sample(0.5, 100, videos=7), sample(12, 100, videos=7)]
    [line] = lines(measured, [posted(1, 0, 10)], NOW)
    assert isinstance(line, Line)
    assert line.title == "No new video for 12 days"
