"""What a report shows: creators in a period, from what is stored. Pure; times are epoch seconds.

A change is from the newest measurement at the beginning of the period to the newest one by its end. If the former is
too old, the first one within the period is taken, and the change says over what time it is. Each other figure is that
of `core.as_of` at the end of the period.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta, tzinfo

from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.as_of import History, Profile, as_of, samples_until
from tiktrack_gui.core.baseline import NEWEST, Comparison, ViewsPerVideo, compared_with_usual, views_per_video
from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.engagement import median_engagement
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.gaps import Gap, of_creator
from tiktrack_gui.core.growth import GROWTH_DAYS, Change, change, counted_from
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin, Video
from tiktrack_gui.core.post_chart import thinned
from tiktrack_gui.core.sample_columns import UNKNOWN, columns_of, number_until

MOST_POINTS = 400  # of a line
MOST_VIDEOS = 5
DAILY_UP_TO, WEEKLY_UP_TO = 14, 120  # days of a period that is told day by day, or week by week
FIRST = date(2016, 9, 1)  # when TikTok began
FOLLOWERS = CreatorCount.FOLLOWERS

Point = tuple[int, int, int]  # second, count, and by how much rounding may have moved it


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """From a local midnight to the last second of a day, or until now."""

    start: int
    end: int

    @property
    def seconds(self) -> int:
        return self.end - self.start

    @property
    def read_since(self) -> int:
        """The moment since which measurements are needed, besides the newest one by then: the growth per week is of the
        weeks before the last one, which may be at the beginning.
        """
        return self.start - GROWTH_DAYS * DAY

    @property
    def tolerance(self) -> float:
        """Seconds by which a change may be of a shorter or a longer time: as in `core.overview`, in between, too."""
        return min(max(6 * HOUR, self.seconds / 7), 2 * DAY)

    def is_spanned_by(self, found: Change | None) -> bool:
        """Whether the change can be compared with others of the period."""
        return found is not None and abs(found.seconds - self.seconds) <= self.tolerance


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Whom a report is to be about. name: of a list, or of those chosen; None = of the only creator. list_id: None =
    all who are tracked, or those chosen. is_list: whether those who wait to be looked up belong to it.
    """

    creator_ids: tuple[int, ...]
    name: str | None = None
    list_id: int | None = None
    is_list: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """A day, a week or a month of the period. sample: the last one in it, None if it wasn't measured. grown: since the
    sample before, whenever that was.
    """

    start: int
    end: int
    sample: CreatorSample | None
    grown: Change | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How many measurements there are in the period, from when to when, and where they were read from."""

    measurements: int = 0
    first_at: int | None = None
    last_at: int | None = None
    origins: Mapping[Origin, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class InPeriod:
    """A creator in the period.

    profile: as of its end. first, last: the samples that are compared; None if there are none. line: of the followers,
    oldest first. gaps: of the line. videos: how many were posted in the period, as far as TikTrack has seen them. top:
    the most viewed ones of them, and how they compare with the usual, by ID. carried: the followers at each of the
    moments asked for, from the newest sample by then.
    """

    profile: Profile
    first: CreatorSample | None
    last: CreatorSample | None
    line: Sequence[Point] = ()
    gaps: Sequence[Gap] = ()
    steps: Sequence[Step] = ()
    views: ViewsPerVideo = field(default_factory=ViewsPerVideo)
    engagement: tuple[float, int] | None = None
    videos: int = 0
    top: Sequence[Video] = ()
    usual: Mapping[int, Comparison] = field(default_factory=dict)
    provenance: Provenance = field(default_factory=Provenance)
    carried: Sequence[Point | None] = ()

    @property
    def id(self) -> int:
        return self.profile.creator.id

    @property
    def growth(self) -> Change | None:
        return self.change_of(FOLLOWERS)

    def change_of(self, which: CreatorCount) -> Change | None:
        return change(self.first, self.last, which)


@dataclass(frozen=True, slots=True, kw_only=True)
class Total:
    """The followers together of those creators that were measured at the beginning and at the end of the period.

    of: their IDs. line: with the newest count of each by then.
    """

    of: frozenset[int] = frozenset()
    grown: Change | None = None
    line: Sequence[Point] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """creators: one, or those of a list: who grew most comes first. name: of the list; None = of one creator. total:
    of a list. is_list: of a list, not of creators that were chosen. waiting: how many more are on it that haven't been
    looked up yet. made_at: when it was put together. annotations: what the user keeps about the creators, as of the
    end, by ID; empty unless asked for.
    """

    period: Period
    made_at: float
    creators: Sequence[InPeriod]
    name: str | None = None
    total: Total = field(default_factory=Total)
    is_list: bool = True
    waiting: int = 0
    annotations: Mapping[int, Annotations] = field(default_factory=dict)

    @property
    def provenance(self) -> Provenance:
        """Of all creators together."""
        found = [one.provenance for one in self.creators if one.provenance.measurements]
        origins: Counter[Origin] = Counter()
        for one in found:
            origins.update(one.origins)
        return Provenance(
            measurements=sum(one.measurements for one in found),
            first_at=min((one.first_at for one in found if one.first_at is not None), default=None),
            last_at=max((one.last_at for one in found if one.last_at is not None), default=None),
            origins=origins,
        )


def period_of(first: date | None, last: date | None, now: float, zone: tzinfo | None = None) -> Period:
    """Returns the period from the beginning of one day to the end of another, or until now.

    first: None = GROWTH_DAYS in all. last: None = today. zone: None = this computer's. Raises BadInput for days in the
    wrong order, in the future, and before there was a TikTok.
    """
    today = _date(int(now), zone)
    last = last or today
    if last > today:
        raise BadInput("The last day is in the future.", "A report ends today at the latest.")
    if last < FIRST or (first or last) < FIRST:
        raise BadInput("TikTok didn’t exist then.", "Choose later dates.")
    first = first or last - timedelta(days=GROWTH_DAYS - 1)
    if last < first:
        raise BadInput("The last day is before the first one.", "Swap them.")
    return Period(start=_midnight(first, zone), end=min(_midnight(last + timedelta(days=1), zone) - 1, int(now)))


def days_of(period: Period, zone: tzinfo | None = None) -> tuple[date, date]:
    """Returns its first and its last day."""
    return _date(period.start, zone), _date(period.end, zone)


def moments_of(period: Period, zone: tzinfo | None = None) -> list[int]:
    """Returns its beginning and the end of each of its days."""
    first, last = days_of(period, zone)
    ends = (_midnight(first + timedelta(days=after), zone) - 1 for after in range(1, (last - first).days + 1))
    return [period.start, *ends, period.end]


def in_period(
    history: History, videos: Sequence[Video], period: Period, every: float, zone: tzinfo | None = None
) -> InPeriod:
    """videos: those posted by the end, newest first, each as measured by then. every: seconds between two refreshes."""
    known = samples_until(history.samples, period.end)
    begin = number_until(known, period.start - 1)
    within = known[begin:]
    first = _baseline(known, within, period)
    last = known[-1] if known and known[-1].at >= period.start else None
    from_first = known[number_until(known, first.at - 1) :] if first is not None else ()
    if first is not None and from_first and from_first[0].at > first.at:  # it is between two equal ones
        from_first = [first, *from_first]
    posted = [one for one in videos if period.start <= one.posted_at <= period.end]
    viewed = sorted((one for one in posted if one.sample.views is not None), key=_views, reverse=True)[:MOST_VIDEOS]
    usual = compared_with_usual(videos, viewed)
    return InPeriod(
        profile=as_of(history, period.end),
        first=first,
        last=last,
        line=_line(from_first) if last is not None else (),
        gaps=of_creator(from_first, every) if last is not None else (),
        steps=_steps(known, first, period, zone),
        views=views_per_video(videos),
        engagement=median_engagement(videos, NEWEST),
        videos=len(posted),
        top=viewed,
        usual=usual,
        provenance=_provenance(within),
        carried=_carried(known, moments_of(period, zone)),
    )


def of_list(
    name: str,
    found: Sequence[InPeriod],
    period: Period,
    made_at: float,
    zone: tzinfo | None = None,
    *,
    waiting: int = 0,
) -> Report:
    """Sorts by growth: comparable ones first, then those measured for another time, then those that weren't."""

    def place(one: InPeriod) -> tuple[int, float]:
        growth = one.growth
        if growth is None or growth.share is None:
            return (3 if one.last is None else 2), 0.0
        return (0 if period.is_spanned_by(growth) else 1), -(growth.share if growth.is_measurable else 0.0)

    return Report(
        period=period,
        made_at=made_at,
        creators=tuple(sorted(found, key=place)),
        name=name,
        total=total_of(found, period, zone),
        waiting=waiting,
    )


def total_of(found: Sequence[InPeriod], period: Period, zone: tzinfo | None = None) -> Total:
    both = [one for one in found if period.is_spanned_by(one.growth) and one.growth is not None]
    if not both:
        return Total()
    grown = Change(
        before=sum(one.growth.before for one in both if one.growth),
        amount=sum(one.growth.amount for one in both if one.growth),
        margin=sum(one.growth.margin for one in both if one.growth),
        seconds=period.seconds,
    )
    line = []
    for number, moment in enumerate(moments_of(period, zone)):
        points = [one.carried[number] or _point(one.first) for one in both]
        known = [point for point in points if point is not None]
        if len(known) == len(both):
            line.append((moment, sum(point[1] for point in known), sum(point[2] for point in known)))
    return Total(of=frozenset(one.id for one in both), grown=grown, line=line)


def counted_from_only(samples: Sequence[CreatorSample], moment: float) -> CreatorSample | None:
    """The newest sample by then; None if there is none."""
    known = samples_until(samples, moment)
    return known[-1] if known else None


def _baseline(known: Sequence[CreatorSample], within: Sequence[CreatorSample], period: Period) -> CreatorSample | None:
    found = counted_from(known, period.start)
    if found is None or found.at >= period.start - period.tolerance:
        return found
    return within[0] if within else None


def _line(samples: Sequence[CreatorSample]) -> list[Point]:
    """Leaves out unknown counts and lower bounds."""
    if not samples:
        return []
    columns = columns_of(samples)
    known = columns.only((columns.followers != UNKNOWN) & (columns.repaired & FOLLOWERS.value == 0))
    rounded = (known.rounded & FOLLOWERS.value != 0).tolist()
    points = list(zip(known.at.tolist(), known.followers.tolist(), rounded, strict=True))
    return [(at, count, uncertainty(count) if rounded else 0) for at, count, rounded in thinned(points, MOST_POINTS)]


def _point(sample: CreatorSample | None) -> Point | None:
    if sample is None or not _is_known(sample):
        return None
    followers = sample.followers or 0
    return sample.at, followers, uncertainty(followers) if sample.rounded & FOLLOWERS else 0


def _carried(samples: Sequence[CreatorSample], moments: Sequence[int]) -> list[Point | None]:
    """Returns the followers at each moment, from the newest sample by then."""
    at: list[int] = columns_of(samples).at.tolist()
    places = [bisect_right(at, moment) - 1 for moment in moments]
    return [_point(samples[place]) if place >= 0 else None for place in places]


def _is_known(sample: CreatorSample) -> bool:
    return sample.followers is not None and not sample.repaired & FOLLOWERS


def _steps(
    known: Sequence[CreatorSample], first: CreatorSample | None, period: Period, zone: tzinfo | None
) -> list[Step]:
    found, before = [], first
    for start, end in _parts(period, zone):
        sample = counted_from_only(known, end)
        if sample is None or sample.at < start:
            found.append(Step(start=start, end=end, sample=None))
            continue
        found.append(Step(start=start, end=end, sample=sample, grown=change(before, sample, FOLLOWERS)))
        before = sample
    return found


def _parts(period: Period, zone: tzinfo | None) -> list[tuple[int, int]]:
    """Returns the beginning and the last second of each day, week or month."""
    first, last = days_of(period, zone)
    days = (last - first).days + 1
    begins = [first]
    while True:
        begun = begins[-1]
        if days > WEEKLY_UP_TO:
            following = date(begun.year + begun.month // 12, begun.month % 12 + 1, 1)
        else:
            following = begun + timedelta(days=1 if days <= DAILY_UP_TO else 7)
        if following > last:
            break
        begins.append(following)
    starts = [_midnight(day, zone) for day in begins]
    return list(zip(starts, [*(start - 1 for start in starts[1:]), period.end], strict=True))


def _provenance(samples: Sequence[CreatorSample]) -> Provenance:
    if not samples:
        return Provenance()
    origins = Counter(columns_of(samples).origin.tolist())
    every = list(Origin)
    return Provenance(
        measurements=len(samples),
        first_at=samples[0].at,
        last_at=samples[-1].at,
        origins={every[place]: number for place, number in origins.most_common()},
    )


def _views(video: Video) -> int:
    return video.sample.views or 0


def _midnight(day: date, zone: tzinfo | None) -> int:
    return int(datetime.combine(day, time.min, zone).timestamp())


def _date(at: int, zone: tzinfo | None) -> date:
    return datetime.fromtimestamp(at, UTC).astimezone(zone).date()
