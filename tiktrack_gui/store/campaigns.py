"""Campaigns: their videos with prices, what was measured of them, and what creators' other videos had."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Any

from peewee import Database, fn

from tiktrack_gui.core.campaign_schedule import Scheduled
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo, RemovedCampaign
from tiktrack_gui.core.models import Creator, Video, VideoSample
from tiktrack_gui.core.who_advertises import Told
from tiktrack_gui.store import dialects, tables, work_tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lookups import videos_by_id
from tiktrack_gui.store.rows import (
    Row,
    any_of,
    columns_for,
    execute_many,
    fetch,
    insert,
    insert_new,
    insert_numbered,
    listed,
    locked,
    part,
    read,
    read_one,
    upsert,
)
from tiktrack_gui.store.sightings import record_videos

_campaigns, _videos = work_tables.Campaigns, work_tables.CampaignVideos
CAMPAIGN = columns_for(_campaigns, Campaign)
VIDEO = columns_for(_videos, CampaignVideo)
TOLD = (tables.Videos.posted_at, tables.Videos.ad, tables.Videos.hashtags, tables.Videos.caption)
KEY = ("campaign_id", "video_id")

# One row for each video, however many campaigns it is in: these are tried together, so that any row has the last try
_SCHEDULED = """\
SELECT n.video_id, MIN(n.handle), MIN(n.creator_id), MIN(n.added_at), MAX(n.tried_at), MIN(n.failures), MIN(n.trouble),
    MIN(v.posted_at), MIN(v.gone_at), MIN(c.handle), MIN(v.creator_id),
    (SELECT MAX(s.at) FROM video_samples AS s WHERE s.video_id = n.video_id)
FROM campaign_videos AS n
LEFT JOIN videos AS v ON v.id = n.video_id
LEFT JOIN creators AS c ON c.id = v.creator_id
GROUP BY n.video_id
ORDER BY n.video_id
"""
_USUAL = "v.id, v.ad, v.pinned, v.posted_at, vs.at, vs.views, vs.rounded, vs.repaired"


class Campaigns(Part):
    @reads
    def all(self) -> list[Campaign]:
        """Returns all campaigns, the oldest first."""
        query = _campaigns.select(*CAMPAIGN).order_by(_campaigns.position, _campaigns.id)
        return [Campaign(**row) for row in read(self._db, query)]

    @writes
    def create(self, campaign: Campaign, now: int) -> Campaign:
        """Stores a new campaign after the others. The name must not be taken."""
        last = _campaigns.select(fn.MAX(_campaigns.position)).scalar(self._db)
        row = {**_row(campaign), "position": (last or 0.0) + 1, "created_at": now}
        return replace(campaign, id=insert_numbered(self._db, _campaigns, row))

    @writes
    def change(self, campaign: Campaign) -> Campaign:
        """Stores what the campaign is now; returns it as it was. Raises LookupError if it was removed."""
        before = _one(self._db, campaign.id)
        _campaigns.update(_row(campaign)).where(_campaigns.id == campaign.id).execute(self._db)
        return _campaign(before)

    @writes
    def remove(self, campaign_id: int) -> RemovedCampaign:
        """Deletes the campaign; what was measured of its videos stays. Returns what `put_back` needs to undo it.

        Raises LookupError if there is no such campaign.
        """
        row, videos = _one(self._db, campaign_id), _videos_of(self._db, campaign_id)
        _videos.delete().where(_videos.campaign_id == campaign_id).execute(self._db)
        _campaigns.delete().where(_campaigns.id == campaign_id).execute(self._db)
        return RemovedCampaign(
            campaign=_campaign(row), position=row["position"], created_at=row["created_at"], videos=tuple(videos)
        )

    @writes
    def put_back(self, removed: RemovedCampaign) -> Campaign:
        """Stores a removed campaign where it stood, with its videos. It has its former ID unless that is taken."""
        campaign = removed.campaign
        taken = read(self._db, _campaigns.select(_campaigns.id).where(_campaigns.id == campaign.id))
        row = {**_row(campaign), "position": removed.position, "created_at": removed.created_at}
        if taken or campaign.id is None:
            campaign = replace(campaign, id=insert_numbered(self._db, _campaigns, row))
        else:
            insert(self._db, _campaigns, [{**row, "id": campaign.id}])
        insert(self._db, _videos, [{**asdict(one), "campaign_id": campaign.id} for one in removed.videos])
        return campaign

    # Their videos

    @reads
    def videos(self, campaign_id: int) -> list[CampaignVideo]:
        """Returns the campaign's videos in the order in which they were added."""
        return _videos_of(self._db, campaign_id)

    @reads
    def measured(self, campaign_id: int) -> list[tuple[CampaignVideo, Video | None]]:
        """Returns the same, each with the video as it was measured last; None if it isn't known."""
        entries = _videos_of(self._db, campaign_id)
        found = videos_by_id(self._db, [entry.video_id for entry in entries])
        return [(entry, found.get(entry.video_id)) for entry in entries]

    @writes
    def add(self, entries: Sequence[CampaignVideo]) -> list[CampaignVideo]:
        """Adds videos to a campaign; returns those that weren't in it, as stored. Their creators may be known already.

        All must be of the same campaign. Raises LookupError if it was removed.
        """
        if not entries:
            return []
        campaign_id = entries[0].campaign_id
        if not read(self._db, locked(self._db, _campaigns.select(_campaigns.id).where(_campaigns.id == campaign_id))):
            raise LookupError(f"no campaign {campaign_id}")
        there = {one.video_id for one in _videos_of(self._db, campaign_id)}
        new = {one.video_id: one for one in entries if one.video_id not in there}
        known = videos_by_id(self._db, new)
        added = [
            replace(one, creator_id=known[id_].creator.id, handle=known[id_].creator.handle) if id_ in known else one
            for id_, one in new.items()
        ]
        rows = [asdict(one) for one in sorted(added, key=lambda one: one.video_id)]
        insert_new(self._db, _videos, rows, key=KEY)
        return added

    @writes
    def change_videos(self, entries: Sequence[CampaignVideo]) -> list[CampaignVideo]:
        """Stores the prices, gifts and dates of videos; returns them as they were, without those that were removed."""
        before = [
            CampaignVideo(**row)
            for one in entries
            if (row := read_one(self._db, locked(self._db, _videos.select(*VIDEO).where(_is(one))))) is not None
        ]
        rows = [(one.cents, one.is_gift, one.agreed_on, one.campaign_id, one.video_id) for one in entries]
        execute_many(
            self._db,
            "UPDATE campaign_videos SET cents = ?, is_gift = ?, agreed_on = ? WHERE campaign_id = ? AND video_id = ?",
            sorted(rows, key=lambda row: (row[3], row[4])),
        )
        return before

    @writes
    def remove_videos(self, campaign_id: int, video_ids: Iterable[int]) -> list[CampaignVideo]:
        """Takes videos out of the campaign; returns them, for `put_videos_back`."""
        ids = set(video_ids)
        removed = [one for one in _videos_of(self._db, campaign_id) if one.video_id in ids]
        places = [(campaign_id, one.video_id) for one in sorted(removed, key=lambda one: one.video_id)]
        execute_many(self._db, "DELETE FROM campaign_videos WHERE campaign_id = ? AND video_id = ?", places)
        return removed

    @writes
    def put_videos_back(self, entries: Sequence[CampaignVideo]) -> None:
        """Raises LookupError if their campaign was removed."""
        for one in entries:
            _one(self._db, one.campaign_id)
        upsert(self._db, _videos, [asdict(one) for one in entries], key=KEY)

    # Measuring them

    @reads
    def scheduled(self) -> list[Scheduled]:
        """Returns every video that is in a campaign, once."""
        return [
            Scheduled(
                video_id=row[0],
                handle=row[9] or row[1],
                creator_id=row[10] if row[10] is not None else row[2],
                added_at=row[3],
                tried_at=row[4],
                failures=row[5],
                trouble=row[6],
                posted_at=row[7],
                gone_at=row[8],
                measured_at=row[11],
            )
            for row in fetch(self._db, _SCHEDULED)
        ]

    @writes
    def record(self, video: Video, at: int) -> None:
        """Stores a video that was measured for campaigns, with its creator."""
        record_videos(self._db, [video], at)
        about = {"creator_id": video.creator.id, "handle": video.creator.handle}
        tried = {"tried_at": at, "failures": 0, "trouble": None}
        _videos.update({**about, **tried}).where(_videos.video_id == video.id).execute(self._db)

    @writes
    def record_failure(self, video_id: int, at: int, trouble: str, *, gone: bool) -> None:
        """Records that the video couldn't be measured. trouble: the error's kind. gone: TikTok doesn't show it."""
        tried = {"tried_at": at, "failures": _videos.failures + 1, "trouble": trouble}
        _videos.update(tried).where(_videos.video_id == video_id).execute(self._db)
        if gone:
            videos = tables.Videos
            videos.update(gone_at=at).where(videos.id == video_id, videos.gone_at.is_null()).execute(self._db)

    # What creators' other videos had

    @reads
    def usual_videos(self, creator_ids: Sequence[int], most: int) -> dict[int, list[Video]]:
        """Returns up to so many of each creator's newest videos with their newest samples, newest first.

        Only what `core.baseline` needs: times, views with their exactness, and which are pinned or ads.
        """
        sql = dialects.of(self._db)
        last = (  # others may be posted in the same second
            "SELECT o.posted_at FROM videos AS o WHERE o.creator_id = wanted.value "
            "ORDER BY o.posted_at DESC LIMIT 1 OFFSET ?"
        )
        rows = fetch(
            self._db,
            f"SELECT v.creator_id, {_USUAL} FROM {sql.numbers.format(param='?')} "
            f"{sql.join} videos AS v ON v.creator_id = wanted.value AND v.posted_at >= COALESCE(({last}), 0) "
            f"{sql.nearest('video_samples', 'vs', 'video_id = v.id')} "
            "ORDER BY v.creator_id, v.posted_at DESC, v.id DESC",
            json.dumps(list(creator_ids)),
            most - 1,
        )
        found: defaultdict[int, list[Video]] = defaultdict(list)
        for row in rows:
            found[row[0]].append(_usual(*row))
        return {id_: videos[:most] for id_, videos in found.items()}

    @reads
    def videos_at_age(self, creator_id: int, age: int, nearly: float) -> list[Video]:
        """Returns the creator's videos that were measured at about that age, newest first, each with the sample nearest
        to it.

        age: seconds since they were posted. nearly: the fraction of it by which a sample's age may differ.
        """
        rows = fetch(
            self._db,
            f"SELECT v.creator_id, {_USUAL} FROM videos AS v "
            f"{dialects.of(self._db).join} video_samples AS vs ON vs.video_id = v.id "
            "AND vs.at >= v.posted_at + ? AND vs.at <= v.posted_at + ? "
            "WHERE v.creator_id = ? ORDER BY v.posted_at DESC, v.id DESC, vs.at",
            int(age * (1 - nearly)),
            int(age * (1 + nearly)) + 1,
            creator_id,
        )
        nearest: dict[int, Video] = {}
        for video in (_usual(*row) for row in rows):
            other = nearest.get(video.id)
            if other is None or _away(video, age) < _away(other, age):
                nearest[video.id] = video
        return list(nearest.values())

    @reads
    def told(self, creator_ids: Sequence[int]) -> tuple[list[Told], Mapping[int, int]]:
        """Returns the creators' videos that may advertise, and how many are known of each creator."""
        theirs = f"{dialects.of(self._db).numbers.format(param='?')} {dialects.of(self._db).join} videos AS v"
        wanted = json.dumps(list(creator_ids))
        rows = fetch(
            self._db,
            f"SELECT v.id, v.creator_id, {listed(TOLD, 'v')} FROM {theirs} ON v.creator_id = wanted.value "
            "WHERE v.ad = ? OR v.caption LIKE ? OR v.hashtags <> ? ORDER BY v.id",
            wanted,
            True,
            "%@%",
            "[]",
        )
        told = [
            Told(video_id=row[0], creator_id=row[1], **values)
            for row, values in zip(rows, part(rows, TOLD, 2), strict=True)
        ]
        known = fetch(
            self._db,
            f"SELECT v.creator_id, COUNT(*) FROM {theirs} ON v.creator_id = wanted.value GROUP BY v.creator_id",
            wanted,
        )
        return told, dict(known)

    @reads
    def known_videos(self, video_ids: Iterable[int]) -> list[Video]:
        """Returns those of the videos that are known, in this order, each with its newest sample."""
        ids = list(video_ids)
        found = videos_by_id(self._db, ids)
        return [found[id_] for id_ in ids if id_ in found]

    @reads
    def campaigns_with(self, video_ids: Iterable[int]) -> dict[int, list[int]]:
        """Returns the IDs of the campaigns that each video is in."""
        query = _videos.select(_videos.video_id, _videos.campaign_id).order_by(_videos.campaign_id)
        found: defaultdict[int, list[int]] = defaultdict(list)
        for row in read(self._db, query.where(_videos.video_id.in_(any_of(self._db, video_ids)))):
            found[row["video_id"]].append(row["campaign_id"])
        return dict(found)


def _one(db: Database, campaign_id: int | None) -> Row:
    row = read_one(db, _campaigns.select().where(_campaigns.id == campaign_id))
    if row is None:
        raise LookupError(f"no campaign {campaign_id}")
    return row


def _row(campaign: Campaign) -> Row:
    return {
        "name": campaign.name,
        "currency": campaign.currency,
        "brand": campaign.brand,
        "note": campaign.note,
    }


def _campaign(row: Row) -> Campaign:
    return Campaign(**{name: row[name] for name in ("id", "name", "currency", "brand", "note")})


def _videos_of(db: Database, campaign_id: int) -> list[CampaignVideo]:
    theirs = _videos.select(*VIDEO).where(_videos.campaign_id == campaign_id)
    return [CampaignVideo(**row) for row in read(db, theirs.order_by(_videos.added_at, _videos.video_id))]


def _is(one: CampaignVideo) -> Any:
    return (_videos.campaign_id == one.campaign_id) & (_videos.video_id == one.video_id)


def _usual(creator_id: int, video_id: int, ad: Any, pinned: Any, posted_at: int, at: int, *counts: Any) -> Video:
    views, rounded, repaired = counts
    return Video(
        id=video_id,
        creator=Creator(id=creator_id, handle=""),
        posted_at=posted_at,
        sample=VideoSample(at=at, views=views, rounded=rounded, repaired=repaired),
        ad=bool(ad),
        pinned=bool(pinned),
    )


def _away(video: Video, age: int) -> int:
    return abs(video.sample.at - video.posted_at - age)
