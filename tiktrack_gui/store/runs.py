"""Runs: the results of polling a source, each recorded in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import fields, replace
from typing import Any

from peewee import SQL, Case, Database, fn

from tiktrack_gui.core.deliveries import NewDelivery
from tiktrack_gui.core.models import MeasuredVideo, VideoSample
from tiktrack_gui.core.runs import DayOfRuns, Outcome, Recorded, Run
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.outbox import deliveries_of_videos, insert_deliveries
from tiktrack_gui.store.rows import columns_for, insert_numbered, read, update
from tiktrack_gui.store.samples import video_samples_until
from tiktrack_gui.store.sightings import record_videos
from tiktrack_gui.store.sources import follow_creator
from tiktrack_gui.store.stories import Find, record_stories, update_stories

RUN = columns_for(tables.ScrapeRuns, Run)


class Runs(Part):
    @reads
    def earlier_samples(self, video_ids: Sequence[int], before: int) -> dict[int, VideoSample]:
        """Returns each video's newest sample at or before that moment; videos without one are left out."""
        return video_samples_until(self._db, dict.fromkeys(video_ids, before))

    @writes
    def record_run(
        self, run: Run, measured: Sequence[MeasuredVideo] = (), deliveries: Sequence[NewDelivery] = ()
    ) -> Recorded:
        """Records a finished run and its results; returns it with its ID, `saved` (the number of new stories) and the
        deliveries of its videos.

        Every video, creator and sample is stored; only videos that passed become a raw post and a story. Deliveries
        whose occasion already has one are skipped.
        """
        at = run.finished_at
        self._touch_source(run)  # first: what refers to it locks its row, too, and others would wait crosswise
        record_videos(self._db, [item.video for item in measured], at)
        follow_creator(self._db, run.source_id, (item.video.creator.id for item in measured))
        stories = record_stories(self._db, measured, run.source_id, at)
        insert_deliveries(self._db, deliveries, at)
        recorded = _insert_run(self._db, replace(run, saved=stories.new))
        return Recorded(run=recorded, measured=self._as_stored(measured, stories.finds))

    @writes
    def record_again(self, item: MeasuredVideo, at: int) -> MeasuredVideo:
        """Records a story that was measured again; returns it as stored."""
        record_videos(self._db, [item.video], at)
        [recorded] = self._as_stored([item], update_stories(self._db, [item], at))
        return recorded

    @writes
    def record_gone(self, video_id: int, at: int) -> None:
        """Records that TikTok doesn't have the video any more, or doesn't show it to everybody."""
        videos = tables.Videos
        videos.update(gone_at=at).where(videos.id == video_id, videos.gone_at.is_null()).execute(self._db)

    def _as_stored(self, measured: Sequence[MeasuredVideo], finds: Mapping[int, Find]) -> tuple[MeasuredVideo, ...]:
        newest = deliveries_of_videos(self._db, [item.video for item in measured])
        return tuple(
            replace(item, delivery=newest.get(item.video.id), found_at=found_at, source_id=source_id)
            for item in measured
            for found_at, source_id in [finds.get(item.video.id, (None, None))]
        )

    @reads
    def newest(self, limit: int = 100) -> list[Run]:
        """Returns the last runs, newest first."""
        return newest_runs(self._db, limit)

    @reads
    def by_day(self, midnights: Sequence[int]) -> list[DayOfRuns]:
        """Returns the sums of each day’s runs. midnights: when the days begin, oldest first, and the last one ends."""
        runs = tables.ScrapeRuns
        day = Case(None, [(runs.started_at < end, number) for number, end in enumerate(midnights[1:])])
        failed = Case(None, [(runs.outcome == Outcome.FAILED, 1)], 0)
        sums = (fn.COUNT(runs.id), fn.SUM(runs.fetched), fn.SUM(runs.passed), fn.SUM(failed))
        query = runs.select(day.alias("number"), *sums).group_by(SQL("number"))
        there = query.where((runs.started_at >= midnights[0]) & (runs.started_at < midnights[-1]))
        days = [DayOfRuns(start=start) for start in midnights[:-1]]
        for number, *found in there.tuples().execute(self._db):
            counted, fetched, passed, failures = map(int, found)
            days[number] = replace(days[number], runs=counted, fetched=fetched, passed=passed, failed=failures)
        return days

    def _touch_source(self, run: Run) -> None:
        touched = {"id": run.source_id, "last_run_at": run.started_at}
        update(self._db, tables.Sources, [touched], key="id", changed=["last_run_at"])


def newest_runs(db: Database, limit: int) -> list[Run]:
    query = tables.ScrapeRuns.select(*RUN).order_by(tables.ScrapeRuns.id.desc()).limit(limit)
    return [Run(**row) for row in read(db, query)]


def _insert_run(db: Database, run: Run) -> Run:
    values: dict[str, Any] = {field.name: getattr(run, field.name) for field in fields(run) if field.name != "id"}
    return replace(run, id=insert_numbered(db, tables.ScrapeRuns, values))
