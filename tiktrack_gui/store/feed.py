"""The feed: measured stories with the state of their creators' deliveries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import SQL, Database

from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.feed_filter import FeedQuery, Found
from tiktrack_gui.core.models import PLATFORM, MeasuredVideo, Score, Video, VideoSample
from tiktrack_gui.core.phases import RESTS_AFTER
from tiktrack_gui.core.selection import FoundStory
from tiktrack_gui.core.tracked import LOST
from tiktrack_gui.core.velocity import CURRENT_SPAN, current_velocity, lifetime_velocity
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.feed_search import below_found, stories_found
from tiktrack_gui.store.lookups import videos_by_id, videos_of_posts
from tiktrack_gui.store.outbox import deliveries_of_videos
from tiktrack_gui.store.rows import Row, any_of, fetch, read
from tiktrack_gui.store.samples import video_samples, video_samples_until

_stories, _posts = tables.Stories, tables.RawPosts
STORY = (
    _stories.raw_post_id,
    _stories.score,
    _stories.engagement_velocity,
    _stories.reason_flagged,
    _stories.score_parts,
    _stories.flagged_at,
)
_ACTIVE = (_stories.platform == PLATFORM, _stories.is_active == True)  # noqa: E712


class Feed(Part):
    @reads
    def feed(self, limit: int = 500, since: int = 0) -> list[MeasuredVideo]:
        """Returns the active stories updated since that moment, most recently updated first, and within one run fastest
        first.
        """
        return self._newest(limit, *_ACTIVE, _stories.updated_at >= since)

    @reads
    def find(self, query: FeedQuery, now: float, limit: int) -> Found[MeasuredVideo]:
        """Returns the matching stories in the order of `feed`, and after them those that rest (see RESTS_AFTER).

        Resting stories of another program, which TikTrack hasn't measured, are left out.
        """
        active = stories_found(self._db, query, now, active=True)
        resting = stories_found(self._db, query, now, active=False, before=int(now) - RESTS_AFTER)
        ids = (active + resting)[:limit]
        rows = read(self._db, _stories.select(*STORY).where(_stories.raw_post_id.in_(any_of(self._db, ids))))
        by_id = {row["raw_post_id"]: row for row in rows}
        items = measured_stories(self._db, [by_id[id_] for id_ in ids])
        return Found(items, len(active) + len(resting) - (len(ids) - len(items)))

    @reads
    def below(self, query: FeedQuery, now: float, since: int, limit: int) -> Found[Video]:
        """Returns the matching videos first seen since that moment that are no stories, the newest first."""
        ids = below_found(self._db, query, now, since)
        found = videos_by_id(self._db, ids[:limit])
        return Found([found[id_] for id_ in ids[:limit]], len(ids))

    @reads
    def fastest_measured(self, since: int) -> list[tuple[int, float]]:
        """Returns the creator and the highest velocity since that moment of each video measured since then.

        Videos whose engagement wasn't known entirely are left out.
        """
        sql = dialects.of(self._db)
        velocity = f"(s.likes + s.comments + s.shares) * 60.0 / {sql.greatest}(s.at - v.posted_at, 60)"
        rows = fetch(
            self._db,
            f"SELECT v.creator_id, MAX({velocity}) FROM videos AS v "
            f"{sql.join} video_samples AS s ON s.video_id = v.id AND s.at >= ? "
            "WHERE v.last_seen_at >= ? AND s.likes + s.comments + s.shares IS NOT NULL GROUP BY v.id, v.creator_id",
            since,
            since,
        )
        return [(creator_id, float(fastest)) for creator_id, fastest in rows]

    def _newest(self, limit: int, *conditions: Any) -> list[MeasuredVideo]:
        newest = _stories.updated_at.desc(), _stories.engagement_velocity.desc()
        found = _stories.select(*STORY).where(*conditions).order_by(*newest).limit(limit)
        return measured_stories(self._db, read(self._db, found))

    @reads
    def samples_until(self, moments: Mapping[int, int]) -> dict[int, VideoSample]:
        """Returns each video's newest sample at or before its moment; videos without one are left out."""
        return video_samples_until(self._db, moments)

    @reads
    def samples_of(self, video_ids: Sequence[int], since: int) -> dict[int, list[VideoSample]]:
        """Returns each video's samples since that moment, oldest first; videos without one are left out."""
        return video_samples(self._db, video_ids, since)

    @reads
    def flagging_video(self, creator_id: int) -> MeasuredVideo | None:
        """Returns the creator's best story whose video is still on TikTok, or None."""
        videos, sql = tables.Videos, dialects.of(self._db)
        there = (videos.creator_id == creator_id) & videos.gone_at.is_null()
        theirs = videos.select(videos.id.cast(sql.text)).where(there)
        posts = _posts.select(_posts.id).where(_posts.platform == PLATFORM, _posts.platform_post_id.in_(theirs))
        best = _stories.score.desc(), _stories.engagement_velocity.desc()
        stories = _stories.select(*STORY).where(_stories.raw_post_id.in_(posts)).order_by(*best).limit(1)
        return next(iter(measured_stories(self._db, read(self._db, stories))), None)

    @reads
    def story_of(self, video_id: int) -> MeasuredVideo | None:
        """Returns the story about that video, or None."""
        return _story_of(self._db, video_id)

    @reads
    def postable(self, video_id: int) -> MeasuredVideo | None:
        """Returns the story about that video, or else the video as it was measured last, without a score.

        None if it never was.
        """
        found = _story_of(self._db, video_id)
        video = None if found is not None else videos_by_id(self._db, [video_id]).get(video_id)
        if video is None:
            return found
        velocity = lifetime_velocity(video.sample, video.posted_at, video.sample.at)
        return MeasuredVideo(video=video, velocity=velocity, current=None, score=None, passed=False, reason="")

    @reads
    def candidates(
        self,
        since: int,
        *,
        source_id: int | None = None,
        list_id: int | None = None,
        everything: bool = False,
        gone: bool = False,
    ) -> list[FoundStory]:
        """Returns the active stories updated since that moment that may be posted.

        source_id: only those it found first; list_id: only those of creators on that list. everything: also those by
        creators that are hidden, missing or lost their handle to another account. gone: also those of videos that are.
        """
        owners, videos, entries, posts = tables.Creators, tables.Videos, tables.ListEntries, _posts.alias("p")
        video_id = SQL(dialects.of(self._db).video_id("p"))
        found = (
            _stories.select(
                _stories.raw_post_id,
                videos.id,
                videos.creator_id,
                _stories.flagged_at,
                _stories.score,
                _stories.updated_at,
            )
            .join(posts, on=posts.id == _stories.raw_post_id)
            .join(videos, on=videos.id == video_id)
            .join(owners, on=owners.id == videos.creator_id)
            .where(*_ACTIVE, _stories.updated_at >= since)
        )
        if not everything:
            found = found.where(owners.state.not_in(LOST), owners.hidden == False)  # noqa: E712
        if not gone:
            found = found.where(videos.gone_at.is_null())
        if source_id is not None:
            found = found.where(posts.source_id == source_id)
        if list_id is not None:
            listed = entries.select(entries.creator_id).where(entries.list_id == list_id)
            found = found.where(videos.creator_id.in_(listed))
        rows = self._db.execute(found).fetchall()  # type: ignore[no-untyped-call]
        moment = _stories.flagged_at.python_value
        return [
            FoundStory(
                post_id=post,
                video_id=video,
                creator_id=creator,
                found_at=moment(at) or 0,
                score=int(score or 0),
                measured_at=moment(updated) or 0,
            )
            for post, video, creator, at, score, updated in rows
        ]

    @reads
    def stories(self, post_ids: Iterable[int]) -> dict[int, MeasuredVideo]:
        """Returns the stories of these raw posts by their video's ID; those that are gone are left out."""
        rows = read(self._db, _stories.select(*STORY).where(_stories.raw_post_id.in_(any_of(self._db, post_ids))))
        return {story.video.id: story for story in measured_stories(self._db, rows)}

    @writes
    def forget_raw_data(self, before: int, limit: int) -> int:
        """Empties the `raw_data` of up to `limit` posts fetched before that moment; returns their number.

        Nothing in TikTrack reads it; it is there for users' own SQL, and a quarter of the file.
        """
        old = _posts.select(_posts.id).where(_posts.fetched_at < before, _posts.raw_data != {}).limit(limit)
        ids = [row["id"] for row in read(self._db, old)]
        return int(_posts.update(raw_data={}).where(_posts.id.in_(ids)).execute(self._db))


def measured_stories(db: Database, stories: Sequence[Row]) -> list[MeasuredVideo]:
    """Builds the complete measured videos of these stories, in the same order."""
    found = videos_of_posts(db, [story["raw_post_id"] for story in stories])
    earlier = video_samples_until(db, {video.id: video.sample.at - CURRENT_SPAN for video, _ in found.values()})
    deliveries = deliveries_of_videos(db, [video for video, _ in found.values()])
    return [
        _measured_video(story, video, earlier.get(video.id), deliveries, source_id)
        for story in stories
        for video, source_id in [found.get(story["raw_post_id"], (None, None))]
        if video is not None
    ]


def _measured_video(
    story: Mapping[str, Any],
    video: Video,
    earlier: VideoSample | None,
    deliveries: Mapping[int, Delivery],
    source_id: int | None,
) -> MeasuredVideo:
    reason = story["reason_flagged"]
    return MeasuredVideo(
        video=video,
        velocity=story["engagement_velocity"],
        current=current_velocity(video.sample, earlier),
        score=Score(value=story["score"], parts=story["score_parts"], reason=reason),
        passed=True,
        reason=reason,
        delivery=deliveries.get(video.id),
        found_at=story["flagged_at"],
        source_id=source_id,
    )


def _story_of(db: Database, video_id: int) -> MeasuredVideo | None:
    posts = _posts.select(_posts.id).where(_posts.platform == PLATFORM, _posts.platform_post_id == str(video_id))
    stories = _stories.select(*STORY).where(_stories.raw_post_id.in_(posts)).limit(1)
    return next(iter(measured_stories(db, read(db, stories))), None)
