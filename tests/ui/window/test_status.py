"""The state of the background work in the rail."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from tests.store.examples import a_run
from tiktrack_gui.core.errors import Blocked, BudgetSpent, Captcha, Stopped, TikTrackError, Undelivered
from tiktrack_gui.core.pause import Pause, PauseLength, begun
from tiktrack_gui.core.sources import TRENDING, Capability, Source
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.ui.window.status import Status

UNDELIVERED = Undelivered("2 posts didn’t reach Discord.", "")


class Rail(QObject):
    pause_requested = Signal(object)
    resume_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown = ("", "", "")
        self.offered = ""
        self.paused = False

    def set_state(self, *shown: str) -> None:
        self.shown = shown  # type: ignore[assignment]

    def offer(self, text: str) -> None:
        self.offered = text

    def set_paused(self, paused: bool) -> None:
        self.paused = paused


FEED = Source(
    id=1,
    account_handle=TRENDING,
    account_name="TikTok Trending",
    is_active=True,
    is_trusted=True,
    scrape_frequency_minutes=15,
    min_velocity=None,
    last_run_at=None,
)


class Background(QObject):
    """The signals of the timers and of the feed."""

    planned = Signal(object)
    refreshing = Signal(bool)
    pause_changed = Signal(object)
    failed = Signal(object)
    recovered = Signal(object)
    progress = Signal(str, int, int)
    finished = Signal(object)
    pause: Pause | None = None

    @property
    def paused(self) -> bool:
        return self.pause is not None

    def pause_for(self, length: PauseLength) -> None:
        self._change(begun(length, 0.0))

    def resume(self) -> None:
        self._change(None)

    def _change(self, pause: Pause | None) -> None:
        self.pause = pause
        self.pause_changed.emit(pause)

    def finish(self) -> None:
        self.finished.emit(Refresh(source=FEED, run=a_run(), measured=(), shortfall=None))


@pytest.fixture
def background() -> Background:
    return Background()


@pytest.fixture
def rail(qtbot: QtBot, background: Background) -> Rail:
    rail = Rail()
    rail.status = Status(rail, None, background, background, lambda: 0.0)  # type: ignore[attr-defined,arg-type]
    return rail


def test_it_runs(rail: Rail) -> None:
    assert rail.shown == ("Watching TikTok", "No refresh scheduled", "ok")
    assert rail.offered == ""


def test_the_next_refresh_is_said(rail: Rail, background: Background) -> None:
    background.planned.emit(900.0)
    assert rail.shown == ("Watching TikTok", "Next refresh in 15 min", "ok")


class FakeTray:
    def __init__(self) -> None:
        self.said = ""

    def show_status(self, _state: object, text: str, *, paused: bool) -> None:
        self.said = text


def test_the_tray_says_what_is_new_what_is_wrong_and_what_comes(background: Background) -> None:
    tray = FakeTray()
    status = Status(Rail(), tray, background, background, lambda: 0.0)  # type: ignore[arg-type]
    background.planned.emit(900.0)
    assert tray.said == "next refresh in 15 min"
    background.failed.emit(Captcha(Capability.TRENDING))
    assert tray.said == "TikTok wants a puzzle solved, next refresh in 15 min"
    background.finished.emit(Refresh(source=FEED, run=a_run(saved=3), measured=(), shortfall=None))
    assert tray.said == "3 new stories, next refresh in 15 min"
    background.refreshing.emit(True)
    background.progress.emit("Fetching videos", 30, 50)
    assert tray.said == "3 new stories, fetching videos 30/50"
    status.deleteLater()


def test_a_pause_says_until_when_in_the_rail_and_in_the_tray(background: Background) -> None:
    rail, tray = Rail(), FakeTray()
    status = Status(rail, tray, background, background, lambda: 0.0)  # type: ignore[arg-type]
    rail.pause_requested.emit(PauseLength.TOMORROW)
    assert (rail.shown, rail.paused) == (("Paused until tomorrow", "Nothing is fetched or posted", "text3"), True)
    assert tray.said == "Paused until tomorrow, nothing is fetched or posted"
    rail.resume_requested.emit()
    assert (rail.shown[0], rail.paused) == ("Watching TikTok", False)
    status.deleteLater()


def test_during_the_demo_the_real_thing_is_offered_whatever_the_state(background: Background) -> None:
    rail = Rail()
    status = Status(rail, None, background, background, lambda: 0.0, demo=True)  # type: ignore[arg-type]
    assert (rail.shown, rail.offered) == (("Demo data", "", "ok"), "Use my real data")
    background.refreshing.emit(True)
    assert (rail.shown[0], rail.offered) == ("Refreshing", "Use my real data")
    status.deleteLater()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (Captcha(Capability.TRENDING), "TikTok wants a puzzle solved"),
        (Blocked(Capability.TRENDING), "TikTok is blocking TikTrack"),
        (BudgetSpent(0), "Needs attention"),
        (UNDELIVERED, "Some posts weren’t delivered"),
    ],
)
def test_a_failure_is_said_until_it_is_over(
    rail: Rail, background: Background, error: TikTrackError, said: str
) -> None:
    background.failed.emit(error)
    assert (rail.shown[0], rail.shown[2]) == (said, "warn")
    background.recovered.emit(frozenset({error.family()}))
    assert rail.shown[0] == "Watching TikTok"


def test_posts_that_did_not_arrive_are_not_forgotten_when_the_feed_is_fine(rail: Rail, background: Background) -> None:
    background.failed.emit(UNDELIVERED)
    background.failed.emit(Blocked(Capability.TRENDING))
    assert rail.shown[0] == "Needs attention"  # for two reasons
    background.finish()
    assert rail.shown[0] == "Some posts weren’t delivered"
    background.recovered.emit(frozenset({Blocked}))
    assert rail.shown[0] == "Some posts weren’t delivered"
    background.recovered.emit(frozenset({Undelivered}))
    assert rail.shown[0] == "Watching TikTok"


def test_a_refresh_settles_what_concerned_the_feed(rail: Rail, background: Background) -> None:
    background.failed.emit(Blocked(Capability.TRENDING))
    background.finish()
    assert rail.shown[0] == "Watching TikTok"


def test_what_the_user_stopped_is_no_failure(rail: Rail, background: Background) -> None:
    background.failed.emit(Stopped())
    assert rail.shown[0] == "Watching TikTok"
