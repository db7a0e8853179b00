"""The usual views of creators are loaded once a video is selected, and again once they are out of date."""

from __future__ import annotations

from tests.ui import samples
from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.models import Video
from tiktrack_gui.ui.trending.usual import UsualViews

ONE, OTHER = samples.video(0).video, samples.video(1).video
FOUND = ViewsPerVideo(median=1_000, videos=9)


def asked_of(usual: UsualViews) -> list[Video]:
    asked: list[Video] = []
    usual.wanted.connect(asked.append)
    return asked


def test_a_video_is_asked_for_once() -> None:
    usual = UsualViews()
    asked = asked_of(usual)
    assert usual.of(ONE) is None
    assert usual.of(ONE) is None
    usual.put(ONE.id, FOUND)
    assert usual.of(ONE) == FOUND
    assert asked == [ONE]


def test_who_comes_back_before_it_was_loaded_asks_again() -> None:
    usual = UsualViews()
    asked = asked_of(usual)
    for video in (ONE, OTHER, ONE):  # the page loads the last one only
        usual.of(video)
    assert asked == [ONE, OTHER, ONE]


def test_what_is_out_of_date_stays_until_it_is_loaded_again() -> None:
    usual = UsualViews()
    asked = asked_of(usual)
    usual.put(ONE.id, FOUND)
    usual.outdate()
    assert usual.of(ONE) == FOUND
    assert asked == [ONE]
    usual.put(ONE.id, ViewsPerVideo(videos=3))
    assert usual.of(ONE) == ViewsPerVideo(videos=3)
