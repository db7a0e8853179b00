"""What is new about a tracked creator. Pure; times are epoch seconds.

- viral: a video became viral (`core.discovery.virality`, compared with the usual views of `core.baseline`) since it was
  measured before. Those measured once count for a week after they were posted: an older one isn't news.
- a round number: the followers passed one of 1,000, 2,500, 5,000, 10,000 and so on: the least that they may be, given
  TikTok's rounding, reaches it, and never did before. Of several, the largest one.
- faster: the followers' growth per week of the last RECENT days is certainly above what it was in the weeks before (as
  for a collaboration, see `core.collaboration`), and FASTER_TIMES as much, so that it matters.
- silent: no new video for SILENT_TIMES the usual time between two, and SILENT_DAYS at least (`core.moves.silence`).
- renamed: it has another handle.

Each alert has a key, by which it isn't told a second time.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import Any

from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.collaboration import Comparison, before_after
from tiktrack_gui.core.counts import is_carried, uncertainty
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.figures import Viral
from tiktrack_gui.core.discovery.virality import viral_videos
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorCount, CreatorSample, MeasuredVideo, Video, VideoSample
from tiktrack_gui.core.moves import silence
from tiktrack_gui.core.sample_columns import UNKNOWN, columns_of

VIRAL_DAYS = 30  # days after it was posted for which a video is watched
NEW_DAYS = 7  # for which what happened is news
RECENT = 7  # days whose growth is compared with that before
FASTER_TIMES = 1.5
FASTER_AGAIN = 28 * DAY  # s, until a creator may be faster again
SILENT_TIMES = 3
SILENT_DAYS = 14
LEAST_GAPS = 5  # between videos, for a usual time
GAPS = 30  # that it is the median of
FIRST_ROUND = 1_000
CAPTION = 120  # characters kept of a caption
_FOLLOWERS = CreatorCount.FOLLOWERS


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a creator's alerts are found in.

    videos: newest first, each with its newest sample. before: the sample before that, by video ID. last: when there
    was an alert of each kind about the creator.
    """

    history: History
    videos: Sequence[Video] = ()
    before: Mapping[int, VideoSample] = field(default_factory=dict)
    last: Mapping[Kind, int] = field(default_factory=dict)


def watched_videos(videos: Sequence[Video], now: float) -> list[Video]:
    """Those that may become viral, whose samples before are needed."""
    return [video for video in videos if video.posted_at >= now - VIRAL_DAYS * DAY]


def creator_alerts(known: Known, wanted: Collection[Kind], constants: Constants, now: float) -> list[Alert]:
    """Returns all there are of the wanted kinds, those of another time among them: only new keys are news."""
    found: list[Alert] = []
    if Kind.RENAMED in wanted:
        found += _renamed(known.history, now)
    if Kind.VIRAL in wanted:
        found += _viral(known, constants, now)
    for kind, look in ((Kind.ROUND_NUMBER, _round_number), (Kind.FASTER, _faster), (Kind.SILENT, _silent)):
        if kind in wanted and (alert := look(known)) is not None:
            found.append(alert)
    return found


def story_alert(item: MeasuredVideo) -> Alert:
    """The alert of a new story."""
    video = item.video
    return Alert(
        key=f"{Kind.STORY}:{video.id}",
        kind=Kind.STORY,
        at=item.found_at or video.sample.at,
        creator_id=video.creator.id,
        video_id=video.id,
        facts={
            "handle": video.creator.handle,
            "caption": cut(video.caption, CAPTION),
            "velocity": item.velocity,
            "at_least": item.at_least,
            "score": None if item.score is None else item.score.value,
            "reason": item.reason,
        },
    )


def round_number_at_most(count: int) -> int | None:
    """The largest of 1,000, 2,500, 5,000, 10,000, 25,000 and so on that isn't above the count; None if all are."""
    if count < FIRST_ROUND:
        return None
    power: int = 10 ** (len(str(count)) - 1)
    return next(number for number in (5 * power, 5 * power // 2, power) if number <= count)


def least(sample: CreatorSample) -> int:
    """The least that the followers may be. The sample must have them."""
    followers = sample.followers or 0
    return followers - uncertainty(followers) if sample.rounded & _FOLLOWERS else followers


def _renamed(history: History, now: float) -> Iterator[Alert]:
    since = max(now - NEW_DAYS * DAY, history.tracked_since or 0)
    for change in history.changes:
        if change.field == "handle" and change.at >= since:
            yield _about(history, Kind.RENAMED, str(change.at), change.at, old=change.old, new=change.new)


def _viral(known: Known, constants: Constants, now: float) -> Iterator[Alert]:
    history = known.history
    videos = {video.id: video for video in known.videos}
    for found in viral_videos(known.videos, history.samples, constants, now - VIRAL_DAYS * DAY):
        video = videos[found.video_id]
        if not found.provisional and _is_news(video, found, known.before.get(video.id), constants, history, now):
            yield _about(
                history,
                Kind.VIRAL,
                str(video.id),
                video.sample.at,
                video_id=video.id,
                caption=cut(video.caption, CAPTION),
                views=found.views,
                times=found.times,
                rounded=found.rounded,
            )


def _is_news(
    video: Video, found: Viral, before: VideoSample | None, constants: Constants, history: History, now: float
) -> bool:
    """Whether it wasn't viral when it was measured before."""
    if before is None or before.views is None:
        return video.posted_at >= max(now - NEW_DAYS * DAY, history.tracked_since or 0)
    usual = found.views / found.times if found.times else 0
    return before.views < max(constants.viral_views, constants.viral_times * usual)


def _round_number(known: Known) -> Alert | None:
    samples = columns_of(known.history.samples)
    samples = samples.only(samples.followers != UNKNOWN)
    if len(samples) < 2:  # the first measurement passes nothing
        return None
    newest = samples[-1]
    number = round_number_at_most(least(newest))
    if number is None:
        return None
    earlier = samples[:-1]
    if any(least(one) >= number for one in earlier.only(earlier.followers >= number)):
        return None
    return _about(
        known.history,
        Kind.ROUND_NUMBER,
        str(number),
        newest.at,
        number=number,
        followers=newest.followers,
        rounded=bool(newest.rounded & _FOLLOWERS) and not is_carried(newest.followers or 0),
        repaired=bool(newest.repaired & _FOLLOWERS),
    )


def _faster(known: Known) -> Alert | None:
    samples = columns_of(known.history.samples)
    if not len(samples):
        return None
    end = samples[-1].at
    if Kind.FASTER in known.last and end - known.last[Kind.FASTER] < FASTER_AGAIN:
        return None
    compared = before_after(samples, end - RECENT * DAY, end + 1)
    if not isinstance(compared, Comparison) or not compared.is_faster:
        return None
    lately, before = compared.after, compared.before
    if lately.low <= 0 or lately.share < FASTER_TIMES * max(before.share, 0):
        return None
    return _about(
        known.history,
        Kind.FASTER,
        str(end),
        end,
        share=lately.share,
        low=lately.low,
        high=lately.high,
        before=before.share,
        before_low=before.low,
        before_high=before.high,
    )


def _silent(known: Known) -> Alert | None:
    usual = usual_gap(known.videos)
    quiet = silence(known.history.samples, known.videos)
    if usual is None or quiet is None:
        return None
    due = quiet.since + max(SILENT_TIMES * usual, SILENT_DAYS * DAY)
    if not due <= quiet.until < due + NEW_DAYS * DAY:  # not yet, or long ago
        return None
    return _about(known.history, Kind.SILENT, str(quiet.since), quiet.until, since=quiet.since, usual=round(usual))


def usual_gap(videos: Sequence[Video]) -> float | None:
    """Returns the median of the seconds between two of the newest videos; None if there are too few.

    videos: newest first.
    """
    posted = sorted((video.posted_at for video in videos), reverse=True)[: GAPS + 1]
    gaps = [later - earlier for later, earlier in pairwise(posted)]
    return median(gaps) if len(gaps) >= LEAST_GAPS else None


def _about(history: History, kind: Kind, what: str, at: int, *, video_id: int | None = None, **facts: Any) -> Alert:
    creator = history.creator
    return Alert(
        key=f"{kind}:{creator.id}:{what}",
        kind=kind,
        at=at,
        creator_id=creator.id,
        video_id=video_id,
        facts={"handle": creator.handle, **facts},
    )
