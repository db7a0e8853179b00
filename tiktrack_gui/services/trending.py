"""The sources: fetches, measures and records the videos of the trending feed, a hashtag or a creator."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from statistics import median

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import clocks
from tiktrack_gui.core.backtest import Backtest
from tiktrack_gui.core.baseline import READ, ViewsPerVideo, views_per_video
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.days import midnights
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import BEYOND_A_SOURCE, AllFiltered, NothingFetched, Stopped, TikTokError
from tiktrack_gui.core.feed_filter import FeedQuery, Found
from tiktrack_gui.core.left_out import in_words, not_all
from tiktrack_gui.core.models import Creator, MeasuredVideo, SourceAnswer, Video, VideoSample
from tiktrack_gui.core.phases import is_current
from tiktrack_gui.core.runs import DayOfRuns, Outcome, Run
from tiktrack_gui.core.score import is_fast_enough, measure
from tiktrack_gui.core.sources import TRENDING, Capability, Source
from tiktrack_gui.core.velocity import CURRENT_SPAN
from tiktrack_gui.services.health import HealthWatch
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store

log = logging.getLogger(__name__)

BACKTEST_DAYS = 7
CURVE = 30 * DAY  # s
MOST_STORIES = 10_000  # years of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    """The result of refreshing a source. measured: all fetched videos, fastest first. trouble: set if none passed."""

    source: Source
    run: Run
    measured: tuple[MeasuredVideo, ...]
    shortfall: str | None
    trouble: AllFiltered | None = None

    @property
    def stories(self) -> tuple[MeasuredVideo, ...]:
        return tuple(item for item in self.measured if item.passed)

    @property
    def profiles(self) -> tuple[Creator, ...]:
        """The creators of the stories, each once."""
        return tuple({item.video.creator.id: item.video.creator for item in self.stories}.values())


class Trending(QObject):
    """Refreshes the feed, or another source.

    Signals:
        items_changed: Videos were measured and recorded. arg: a tuple of MeasuredVideo.
        progress: A stage was reached. args: description of the stage, number done, total.
        finished: A refresh was recorded. arg: the Refresh.
        recorded: A run was recorded, successful or not. arg: the Run.
        clock_is_wrong: This computer's clock isn't TikTok's; said once. arg: the message for the user.
    """

    items_changed = Signal(object)
    progress = Signal(str, int, int)
    finished = Signal(object)
    recorded = Signal(object)
    clock_is_wrong = Signal(str)

    def __init__(self, tiktok: TikTokSource, store: Store, health: HealthWatch, clock: Clock) -> None:
        super().__init__()
        self._tiktok = tiktok
        self._store = store
        self._health = health
        self._clock = clock
        self._under_way: asyncio.Timeout | None = None
        self._said_clock_is_wrong = False

    @property
    def not_before(self) -> float | None:
        """As `not_before_of`, for the feed."""
        return self.not_before_of(Capability.TRENDING)

    def not_before_of(self, capability: Capability) -> float | None:
        """Epoch seconds before which a timed refresh must not start (cooldown or spent budget); None = no limit."""
        return self._health.not_before(capability, self._tiktok.name)

    async def feed(self, query: FeedQuery = FeedQuery()) -> Found[MeasuredVideo]:  # noqa: B008  immutable
        """Returns the first of the stored stories that match, those that rest last (see RESTS_AFTER).

        The most recently measured come first, and within one run the fastest.
        """
        return await self._store.stories.find(query, self._clock.now(), MOST_STORIES)

    async def story(self, video_id: int) -> MeasuredVideo | None:
        """Returns the story about that video; None if there is none."""
        return await self._store.stories.story_of(video_id)

    async def backtest(self) -> Backtest:
        """Returns what any threshold would have flagged in the last days."""
        since = int(self._clock.now() - BACKTEST_DAYS * DAY)
        return Backtest(BACKTEST_DAYS, await self._store.stories.fastest_measured(since))

    async def below(self, hours: float, criteria: Criteria, query: FeedQuery) -> Found[MeasuredVideo]:
        """Returns the first matching videos found within those hours (0 = all) that never passed, as measured then."""
        now = self._clock.now()
        found = await self._store.stories.below(query, now, int(now - hours * HOUR) if hours else 0, MOST_STORIES)
        earlier = await self._store.stories.samples_until(
            {video.id: video.sample.at - CURRENT_SPAN for video in found.items}
        )
        measured = (measure(video, criteria, video.sample.at, earlier.get(video.id)) for video in found.items)
        return Found([replace(item, passed=False) for item in measured], found.total)

    async def samples_of(self, video_ids: Sequence[int]) -> dict[int, list[VideoSample]]:
        """Returns each video's measurements of the last 30 days, oldest first; videos without one are left out."""
        return await self._store.stories.samples_of(video_ids, int(self._clock.now()) - CURVE)

    async def usual_views(self, video: Video) -> ViewsPerVideo:
        """Returns how many views the other videos of its creator usually get."""
        videos = await self._store.creators.videos_of(video.creator.id, READ)
        return views_per_video(videos, without=video.id)

    async def sources(self) -> list[Source]:
        """Returns all sources there ever were: they are what found the stories."""
        return await self._store.sources.ever()

    async def thresholds(self) -> dict[int, float]:
        """Returns the thresholds that sources have of their own, for `Criteria.own`."""
        return await self._store.sources.thresholds()

    async def story_count(self, criteria: Criteria, hours: float) -> int:
        """Returns how many stored stories are fast enough and current (see `core.phases.is_current`).

        Those of hidden creators don't count.
        """
        now = self._clock.now()
        criteria = replace(criteria, own=await self.thresholds())
        stories = await self._store.stories.feed(MOST_STORIES, since=int(now - hours * HOUR) if hours else 0)
        return sum(
            not story.video.creator.hidden and is_current(story, hours, now) and is_fast_enough(story, criteria)
            for story in stories
        )

    async def runs(self, limit: int = 100) -> list[Run]:
        """Returns the last runs, newest first."""
        return await self._store.runs.newest(limit)

    async def days(self, days: int) -> list[DayOfRuns]:
        """Returns the sums of the runs of the last `days` local days, oldest first; today is the last one."""
        return await self._store.runs.by_day(midnights(self._clock.now(), days))

    async def refresh(
        self, limit: int, criteria: Criteria, source: Source | None = None, *, manual: bool = False
    ) -> Refresh:
        """Fetches up to `limit` videos of the source (default: the feed) and records the run in one transaction.

        A threshold of the source's own replaces that of the criteria. A run that fails, returns no videos or is stopped
        is recorded as such, and the TikTokError is raised.
        """
        source = source or await self._store.sources.named()
        if source.min_velocity is not None:
            criteria = replace(criteria, threshold=source.min_velocity)
        try:
            async with asyncio.timeout(None) as self._under_way:
                return await self._refresh(source, limit, criteria, manual=manual)
        except TimeoutError:
            raise Stopped(source.capability) from None
        except TikTokError as error:
            error.source = "" if error.kind in BEYOND_A_SOURCE else source.account_handle
            raise
        finally:
            self._under_way = None

    def stop(self) -> None:
        """Stops the running refresh, if any; that call raises Stopped."""
        if self._under_way is not None:
            self._under_way.reschedule(0)

    async def _refresh(self, source: Source, limit: int, criteria: Criteria, *, manual: bool) -> Refresh:
        started_at = int(self._clock.now())
        run = Run(source_id=source.id, started_at=started_at, finished_at=started_at, outcome=Outcome.OK)
        log.info("Fetching %d %s TikTok videos...", limit, source.account_handle)
        try:
            answer = await self._fetch(source, limit, manual=manual)
        except TikTokError as error:
            await self._record_failure(run, Outcome.FAILED, error.kind, str(error))
            raise
        except asyncio.CancelledError:
            await self._record_failure(run, Outcome.CANCELLED, None, str(Stopped()))
            raise
        return await self._keep(source, run, answer, criteria)

    async def _fetch(self, source: Source, limit: int, *, manual: bool) -> SourceAnswer:
        async def request() -> SourceAnswer:
            match source.capability:
                case Capability.CREATOR_VIDEOS:
                    return await self._newest_of(source, limit)  # an account may have none
                case Capability.HASHTAG:
                    answer = await self._tiktok.hashtag(source.name, limit, self.progress.emit)
                case _:
                    answer = await self._tiktok.trending(limit, self.progress.emit)
            if not answer.videos:
                raise NothingFetched(in_words(answer.left_out), capability=source.capability)
            return answer

        one_of_many = None if source.account_handle == TRENDING else source.creator_id or source.name
        return await self._health.call(
            source.capability, self._tiktok.name, request, manual=manual, subject=one_of_many
        )

    async def _newest_of(self, source: Source, limit: int) -> SourceAnswer:
        """Returns the newest videos of the account that the source follows, whatever its handle is now."""
        known = None if source.creator_id is None else await self._store.creators.find(source.creator_id)
        self.progress.emit("Fetching videos", 0, limit)
        page = await self._tiktok.creator_videos(known.handle if known else source.name, known)
        newest = sorted(page.videos, key=attrgetter("posted_at"), reverse=True)[:limit]
        is_whole = len(newest) == limit or not page.has_more
        return SourceAnswer(
            videos=tuple(newest),
            left_out=page.left_out,
            server_time=page.server_time,
            clock_error=page.clock_error,
            shortfall=None if is_whole else not_all(len(newest), "TikTok listed the newest only"),
        )

    async def _keep(self, source: Source, run: Run, answer: SourceAnswer, criteria: Criteria) -> Refresh:
        self.progress.emit("Measuring and saving", 0, 0)
        self._compare_clocks(answer)
        measured = await self._measure(answer, criteria)
        passed = sum(item.passed for item in measured)
        trouble = None if passed or not measured else _all_filtered(measured, criteria.threshold)
        if trouble is not None:
            trouble.source = source.account_handle
        finished = Run(
            source_id=run.source_id,
            started_at=run.started_at,
            finished_at=int(self._clock.now()),
            outcome=Outcome.OK,
            fetched=len(measured),
            passed=passed,
            skipped=sum(answer.left_out.values()),
            left_out=answer.left_out,
            median_velocity=_median(measured),
            message=str(trouble) if trouble else answer.shortfall,
        )
        recorded = await self._store.runs.record_run(finished, measured)
        _log(measured, criteria)
        refresh = Refresh(
            source=source,
            run=recorded.run,
            measured=recorded.measured,
            shortfall=answer.shortfall,
            trouble=trouble,
        )
        self.recorded.emit(recorded.run)
        self.items_changed.emit(recorded.measured)
        self.finished.emit(refresh)
        return refresh

    async def _measure(self, answer: SourceAnswer, criteria: Criteria) -> tuple[MeasuredVideo, ...]:
        now = self._clock.now()
        at = answer.server_time or now
        ids = [video.id for video in answer.videos]
        earlier = await self._store.runs.earlier_samples(ids, int(now) - CURRENT_SPAN)
        measured = [measure(video, criteria, at, earlier.get(video.id)) for video in answer.videos]
        return tuple(sorted(measured, key=lambda item: -(item.velocity or 0.0)))

    def _compare_clocks(self, answer: SourceAnswer) -> None:
        wrong = clocks.warning(answer.clock_error or 0.0, corrected=answer.server_time is not None)
        if wrong is not None and not self._said_clock_is_wrong:
            log.warning(wrong)
            self.clock_is_wrong.emit(wrong)
        self._said_clock_is_wrong = wrong is not None

    async def _record_failure(self, run: Run, outcome: Outcome, kind: str | None, message: str) -> None:
        failed = Run(
            source_id=run.source_id,
            started_at=run.started_at,
            finished_at=int(self._clock.now()),
            outcome=outcome,
            error_kind=kind,
            message=message,
        )
        recorded = await self._store.runs.record_run(failed)
        self.recorded.emit(recorded.run)


def _all_filtered(measured: Sequence[MeasuredVideo], threshold: float) -> AllFiltered:
    unknown = sum(item.velocity is None for item in measured)
    too_old = sum(item.velocity is not None and item.velocity >= threshold for item in measured)
    return AllFiltered(len(measured), threshold, too_old=too_old, unknown=unknown)


def _median(measured: Sequence[MeasuredVideo]) -> float | None:
    known = [item.velocity for item in measured if item.velocity is not None]
    return median(known) if known else None


def _log(measured: Sequence[MeasuredVideo], criteria: Criteria) -> None:
    for item in measured:
        velocity = item.velocity or 0.0
        if item.passed:
            log.debug("Video %d passed filter (velocity: %.1f)", item.video.id, velocity)
        elif velocity < criteria.threshold:
            log.debug("Video %d filtered out (velocity: %.1f < %g)", item.video.id, velocity, criteria.threshold)
        else:
            log.debug("Video %d filtered out (%s)", item.video.id, item.reason)
    log.info("Fetched %d videos, %d passed engagement filter", len(measured), sum(item.passed for item in measured))
