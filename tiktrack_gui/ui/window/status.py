"""The state of the background work, in the rail and in the tray."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer

from tiktrack_gui.core.errors import Stopped, Success, TikTrackError
from tiktrack_gui.core.pause import Pause
from tiktrack_gui.services.timers import Timers
from tiktrack_gui.services.trending import Refresh, Trending
from tiktrack_gui.ui.widgets.nav_rail import NavRail
from tiktrack_gui.ui.window.remedies import Remedy
from tiktrack_gui.ui.window.tray import Tray
from tiktrack_gui.ui.window.tray_icon import TrayState
from tiktrack_gui.words import activity, times
from tiktrack_gui.words import pause as pauses

EVERY = 10_000  # ms; "in 12 min" goes stale

_COLORS = {TrayState.OK: "ok", TrayState.WORKING: "accent_text", TrayState.PROBLEM: "warn", TrayState.PAUSED: "text3"}


class Status(QObject):
    """Listens to the services and updates rail and tray."""

    def __init__(
        self,
        rail: NavRail,
        tray: Tray | None,
        timers: Timers,
        trending: Trending,
        now: Callable[[], float],
        *,
        demo: bool = False,
    ) -> None:
        """now: UTC epoch seconds. demo: everything is made up; the rail says so and offers the user's own data."""
        super().__init__()
        self._demo = demo
        self._rail, self._tray, self._timers, self._now = rail, tray, timers, now
        self._next: float | None = None
        self._refreshing = False
        self._stage = ""
        self._troubles: set[type[TikTrackError]] = set()  # by family
        self._new = 0
        timers.planned.connect(self._plan)
        timers.refreshing.connect(self._begin_or_end)
        timers.pause_changed.connect(self._show_pause)
        timers.failed.connect(self._fail)
        timers.recovered.connect(self._recover)
        trending.progress.connect(self._progress)
        trending.finished.connect(self._finish)
        rail.pause_requested.connect(timers.pause_for)
        rail.resume_requested.connect(timers.resume)
        rail.offer(Remedy.USE_REAL_DATA if demo else "")
        self._clock = QTimer(self)
        self._clock.timeout.connect(self.show_now)
        self._clock.start(EVERY)
        self.show_now()

    def seen(self) -> None:
        """Resets the count of new stories: the user has seen them."""
        self._new = 0
        self.show_now()

    def show_now(self) -> None:
        state, text, detail = self._words()
        self._rail.set_state(text, detail, _COLORS[state])
        if self._tray is not None:
            new = f"{self._new} new {'story' if self._new == 1 else 'stories'}" if self._new else ""
            reason = text if state in (TrayState.PROBLEM, TrayState.PAUSED) or not detail else ""
            words = ", ".join(filter(None, (new, reason, detail[:1].lower() + detail[1:])))
            self._tray.show_status(state, words, paused=self._timers.paused)

    def _words(self) -> tuple[TrayState, str, str]:
        if self._refreshing:
            return TrayState.WORKING, "Refreshing", self._stage
        if self._timers.pause is not None:
            return TrayState.PAUSED, pauses.state(self._timers.pause, self._now()), "Nothing is fetched or posted"
        if self._demo:
            return TrayState.OK, "Demo data", ""
        planned = times.next_refresh(self._next, self._now()) if self._next is not None else "no refresh scheduled"
        planned = planned[:1].upper() + planned[1:]
        if self._troubles:
            return TrayState.PROBLEM, activity.attention(self._troubles), planned
        return TrayState.OK, "Watching TikTok", planned

    def _plan(self, at: float | None) -> None:
        self._next = at
        self.show_now()

    def _begin_or_end(self, refreshing: bool) -> None:
        self._refreshing, self._stage = refreshing, "Starting"
        self.show_now()

    def _progress(self, stage: str, done: int, wanted: int) -> None:
        self._stage = activity.stage(stage, done, wanted)
        self.show_now()

    def _show_pause(self, pause: Pause | None) -> None:
        self._rail.set_paused(pause is not None)
        self.show_now()

    def _fail(self, error: TikTrackError) -> None:
        if not isinstance(error, Stopped):
            self._troubles.add(error.family())
            self.show_now()

    def _recover(self, families: frozenset[type[TikTrackError]]) -> None:
        self._troubles -= families
        self.show_now()

    def _finish(self, refresh: Refresh) -> None:
        self._new += refresh.run.saved
        self._troubles = {trouble for trouble in self._troubles if Success.FEED not in trouble.settled_by}
        self.show_now()
