"""Conversion to JSON-ready values: IDs are strings, times ISO 8601 in UTC."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from tiktrack_gui.core.alerts import Alert
from tiktrack_gui.core.deliveries import Channel, Delivery
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.handles import written
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, LeftOut, MeasuredVideo, SearchAnswer
from tiktrack_gui.core.overview import Figures
from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.core.pending_reasons import reason_of
from tiktrack_gui.core.read_table import ReadEntry
from tiktrack_gui.core.requests import Outlook
from tiktrack_gui.core.runs import Run
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.core.sources import Source
from tiktrack_gui.core.subjects import About
from tiktrack_gui.core.suggestions import Suggestion


def iso(at: float | None) -> str | None:
    """Epoch seconds as `2026-01-31T12:00:00Z`."""
    return None if at is None else datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def video(item: MeasuredVideo) -> dict[str, Any]:
    sample, creator = item.video.sample, item.video.creator
    return {
        "id": str(item.video.id),
        "author": creator.handle,
        "followers": creator.sample.followers if creator.sample else None,
        "caption": item.video.caption,
        "url": item.video.url,
        "posted_at": iso(item.video.posted_at),
        "likes": sample.likes,
        "comments": sample.comments,
        "shares": sample.shares,
        "views": sample.views,
        "kind": item.video.kind,
        "ad": item.video.ad,
        "velocity": None if item.velocity is None else round(item.velocity, 2),
        "velocity_at_least": item.at_least,
        "score": None if item.score is None else item.score.value,
        "reason": item.reason,
        "passed": item.passed,
    }


def suggestion(one: Suggestion) -> dict[str, Any]:
    return {
        "creator": profile(one.creator),
        "videos": one.videos,
        "fastest_velocity": None if one.velocity is None else round(one.velocity, 2),
    }


def profile(creator: Creator) -> dict[str, Any]:
    sample = creator.sample
    return {
        "id": str(creator.id),
        "handle": creator.handle,
        "name": creator.name,
        "bio": creator.bio,
        "url": creator.url,
        "followers": sample.followers if sample else None,
        "following": sample.following if sample else None,
        "likes": sample.likes if sample else None,
        "videos": sample.videos if sample else None,
        "verified": creator.verified,
    }


def measured_creator(
    creator: Creator, state: str, growth: Change | None = None, rate: WeeklyGrowth | TooLittleHistory | None = None
) -> dict[str, Any]:
    """A creator's newest numbers and how exact they are; `exact`, `growth` and `per_week` refer to the followers."""
    sample = creator.sample
    return {
        "id": str(creator.id),
        "handle": creator.handle,
        "name": creator.name,
        "followers": sample.followers if sample else None,
        "following": sample.following if sample else None,
        "likes": sample.likes if sample else None,
        "videos": sample.videos if sample else None,
        "exact": _is_exact(sample),
        "origin": sample.origin.value if sample else None,
        "measured_at": _measured_at(creator),
        "state": state,
        "growth": _growth(sample, growth),
        "per_week": weekly_rate(rate),
    }


def figures(known: Figures) -> dict[str, Any]:
    """What a list's overview has besides the newest numbers. `changes`: of the followers, by hours."""
    rate, top = known.engagement, known.top
    return {
        "changes": {
            str(period // HOUR): None
            if change is None
            else {"followers": change.amount, "uncertainty": change.margin, "hours": round(change.seconds / HOUR, 1)}
            for period, change in known.changes.items()
        },
        "engagement": None if rate is None else {"percent": round(100 * rate[0], 2), "videos": rate[1]},
        "posts_per_week": None if known.posts is None else known.posts.per_week,
        "top_video": None if top is None else {"url": top.url, "views": top.sample.views, "caption": top.caption},
        "formerly": known.formerly,
    }


def pending_creator(one: PendingCreator) -> dict[str, Any]:
    return {"given": one.given, "state": one.state, "reason": reason_of(one) or None, "added_at": iso(one.added_at)}


def read_entry(one: ReadEntry) -> dict[str, Any]:
    """An entry of a list or file of creators, before anybody is added."""
    return {
        "number": one.number,
        "given": one.given,
        "names": written(one.named) if one.named is not None else None,
        "creator": one.creator.handle if one.creator is not None else None,
        "standing": one.standing,
        "error": one.fault.for_terminal if one.fault is not None else None,
    }


def creator_list(shown: CreatorList) -> dict[str, Any]:
    return {
        "name": shown.name,
        "creators": shown.creators,
        "refresh_every_seconds": shown.refresh_every,
        "adaptive": shown.adaptive,
    }


def checked_creator(
    handle: str, measured: Mapping[str, Any] | None, error: str | None, *, tried: bool, formerly: str | None = None
) -> dict[str, Any]:
    """A creator after a check.

    measured: the numbers, if any are known. error: why they aren't fresh. tried: False if the check was skipped.
    formerly: the handle it had before, if it was renamed.
    """
    renamed = {} if formerly is None else {"formerly": formerly}
    return {"handle": handle, **(measured or {}), **renamed, "tried": tried, "error": error}


def _growth(sample: CreatorSample | None, change: Change | None) -> dict[str, Any] | None:
    """`uncertainty`: the true change in followers may differ by this much because TikTok rounds."""
    if sample is None or change is None:
        return None
    return {"followers": change.amount, "uncertainty": change.margin, "since": iso(sample.at - change.seconds)}


def _by_reason(left_out: Mapping[LeftOut, int]) -> dict[str, int]:
    return {why.value: count for why, count in left_out.items()}


def weekly_rate(found: WeeklyGrowth | TooLittleHistory | None) -> dict[str, Any] | None:
    """Percent per week, and the bounds of its 95 % interval."""
    if not isinstance(found, WeeklyGrowth):
        return None
    percent = {"percent": found.share, "low": found.low, "high": found.high}
    return {name: round(100 * share, 3) for name, share in percent.items()} | {"measurements": found.samples}


def _is_exact(sample: CreatorSample | None) -> bool:
    if sample is None or sample.followers is None:
        return False
    return not (sample.rounded | sample.repaired) & CreatorCount.FOLLOWERS


def refresh(run: Run, measured: Sequence[MeasuredVideo], profiles: Sequence[Creator]) -> dict[str, Any]:
    return {
        "fetched": run.fetched,
        "passed": run.passed,
        "saved": run.saved,
        "skipped": run.skipped,
        "left_out": _by_reason(run.left_out),
        "videos": [video(item) for item in measured],
        "profiles": [profile(creator) for creator in profiles],
    }


def search(term: str, answer: SearchAnswer, tracked: Collection[int]) -> dict[str, Any]:
    """tracked: the IDs of the tracked creators. `exact` refers to the followers."""
    return {
        "term": term,
        "creators": [_found(creator, tracked) for creator in answer.creators],
        "left_out": _by_reason(answer.left_out),
        "has_more": answer.has_more,
    }


def seen(text: str, found: Sequence[Creator], tracked: Collection[int]) -> dict[str, Any]:
    """Creators of the store. tracked: as for `search`."""
    return {"text": text, "creators": [_found(one, tracked) | {"measured_at": _measured_at(one)} for one in found]}


def _found(creator: Creator, tracked: Collection[int]) -> dict[str, Any]:
    return profile(creator) | {"exact": _is_exact(creator.sample), "tracked": creator.id in tracked}


def _measured_at(creator: Creator) -> str | None:
    return iso(creator.sample.at) if creator.sample else None


def source(source: Source, next_run_at: float | None) -> dict[str, Any]:
    """next_run_at: None if it is off."""
    return {
        "id": source.id,
        "source": source.account_handle,
        "name": source.account_name,
        "active": source.is_active,
        "every_minutes": source.scrape_frequency_minutes,
        "min_velocity": source.min_velocity,
        "creator_id": None if source.creator_id is None else str(source.creator_id),
        "last_run_at": iso(source.last_run_at),
        "next_run_at": iso(next_run_at),
        "failures": source.failures,
        "error": source.trouble,
    }


def outlook(outlook: Outlook) -> dict[str, Any]:
    """What is asked of TikTok next, and the requests an hour that the settings need."""
    demand = outlook.demand
    return {
        "paused": outlook.paused,
        "planned": [
            {"at": iso(one.at), "subject": one.subject or None, "others": one.others, "reason": one.reason.value}
            for one in outlook.planned
        ],
        "needed_per_hour": demand.total,
        "maximum_per_hour": demand.per_hour,
    }


def delivery(delivery: Delivery, state: str, *, already: bool = False) -> dict[str, Any]:
    """already: it had been posted before this request."""
    return {
        "state": state,
        "already": already,
        "thread_id": None if delivery.thread_id is None else str(delivery.thread_id),
        "channel_id": str(delivery.channel_id),
        "posted_at": iso(delivery.sent_at),
        "error": delivery.error,
        "payload": delivery.payload,
    }


def decision(found: Decision) -> dict[str, Any]:
    """A candidate for a channel. waits: only because of the channel's limits. reason: why it isn't posted now."""
    video = found.candidate.story if found.subject.about is About.VIDEO else None
    return {
        "subject": str(found.subject),
        "creator_id": str(found.creator.id),
        "handle": found.creator.handle,
        "video_id": None if video is None else str(video.video.id),
        "score": found.candidate.score,
        "would_post": found.refusal is None,
        "waits": found.waits,
        "reason": found.refusal,
    }


def listed_delivery(delivery: Delivery, state: str, channel: Channel | None) -> dict[str, Any]:
    """As in a list: with what a command needs to settle it, and without its payload. channel: None = not known."""
    return {
        "id": delivery.id,
        "state": state,
        "creator_id": str(delivery.creator_id),
        "channel_id": str(delivery.channel_id),
        "channel": None if channel is None else channel.name,
        "thread_name": delivery.payload.get("thread_name"),
        "thread_id": None if delivery.thread_id is None else str(delivery.thread_id),
        "attempts": delivery.attempts,
        "next_attempt_at": iso(delivery.next_attempt_at),
        "posted_at": iso(delivery.sent_at),
        "error": delivery.error,
    }


def alert(one: Alert, sentence: str, detail: str) -> dict[str, Any]:
    """sentence, detail: what people read about it."""
    return {
        "id": one.id,
        "kind": one.kind.value,
        "at": iso(one.at),
        "creator_id": None if one.creator_id is None else str(one.creator_id),
        "video_id": None if one.video_id is None else str(one.video_id),
        "sentence": sentence,
        "detail": detail,
        "told_at": iso(one.told_at),
        "read_at": iso(one.read_at),
        "facts": dict(one.facts),
    }


def dry_run(channel_id: int, warning: str | None, payload: Mapping[str, Any]) -> dict[str, Any]:
    """As `delivery`, for a post that was only previewed."""
    return {
        "state": "dry_run",
        "already": False,
        "thread_id": None,
        "channel_id": str(channel_id),
        "posted_at": None,
        "error": warning,
        "payload": payload,
    }
