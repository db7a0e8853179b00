"""The texts of a report of one creator, and what all reports share."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import tzinfo

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.engagement import engagement_rate
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin, Video, VideoCount
from tiktrack_gui.core.report import FOLLOWERS, InPeriod, Period, Report, Step
from tiktrack_gui.words import counts, growth, times
from tiktrack_gui.words import creators as words
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.documents import QUIET, Cell, Chart, Column, Document, Table, Tile, by_others
from tiktrack_gui.words.profiles import COUNTS
from tiktrack_gui.words.report_notes import notes_of_one
from tiktrack_gui.words.report_sources import sections
from tiktrack_gui.words.videos import caption, times_usual

KIND = "Growth report"
ABOUT_ZERO = "≈ 0%"
TOO_FEW = "There’s no chart: it takes two measurements of the followers on these dates, an hour apart."
NO_VIDEOS = "TikTrack has seen no videos posted on these dates."
NOT_MEASURED = "not measured"
CAPTION = 90  # characters
BY: Mapping[int, str] = {1: "Day by day", 7: "Week by week", 31: "Month by month"}


def of_creator(report: Report, version: str, zone: tzinfo | None = None) -> Document:
    """version: of TikTrack. zone: of the times; None = this computer's."""
    [one] = report.creators
    return Document(
        kind=KIND,
        title=handle(one),
        subtitle=identity(one),
        period=dates(report.period, zone),
        span=(report.period.start, report.period.end),
        tiles=_tiles(one, zone),
        parts=(
            followers_chart(one, zone),
            *((_figures(one, zone), _steps(one, zone)) if one.last is not None else ()),
            _videos(one, zone),
            *notes_of_one(report, zone),
            *sections(report, version, zone),
        ),
        footer=footer(report, zone),
    )


def handle(one: InPeriod) -> str:
    return f"@{by_others(one.profile.creator.handle)}"


def identity(one: InPeriod) -> str:
    """ "Mara Cooks · since 3 Nov 2026, formerly @old"."""
    creator, former = one.profile.creator, one.profile.former
    name = by_others(creator.name)
    was = f"formerly @{by_others(former[0])}, until {times.date(former[1])}" if former is not None else ""
    return " · ".join(filter(None, (name if name != creator.handle else "", was)))


def dates(period: Period, zone: tzinfo | None = None) -> str:
    """ "1 Oct – 28 Oct 2026"; until when, if the last day isn't over: "3 Nov – 30 Nov 2026, until 05:30"."""
    said = growth.span(period.start, period.end, zone)
    end = times.local(period.end, zone)
    return said if (end.hour, end.minute) == (23, 59) else f"{said}, until {end:%H:%M}"


def footer(report: Report, zone: tzinfo | None = None) -> str:
    """ "Measured by TikTrack on tiktok.com, last on Wed 28 Oct 2026, 21:10"."""
    found = report.provenance
    if found.last_at is None:
        return f"Not measured by TikTrack, {dates(report.period, zone)}"
    where = "in its demo, made up" if Origin.DEMO in found.origins else "on TikTok"
    return f"Measured by TikTrack {where}, last on {times.exact_time(found.last_at, zone)}"


def followers_chart(one: InPeriod, zone: tzinfo | None = None) -> Chart:
    line = one.line
    if len(line) < 2 or line[-1][0] - line[0][0] < durations.HOUR:
        return Chart(title="Followers", missing=TOO_FEW)
    rounded = any(margin for _, _, margin in line)
    source = growth.source(one.provenance.measurements, line[0][0], line[-1][0], rounded=rounded, zone=zone)
    dashed = "; dashed where nothing was measured" if one.gaps else ""
    return Chart(
        title="Followers", points=line, gaps=one.gaps, source=f"{source}{dashed}", spoken=_spoken(handle(one), one)
    )


def _spoken(who: str, one: InPeriod) -> str:
    first, last = (counts.count(count, rounded=bool(margin)) for _, count, margin in (one.line[0], one.line[-1]))
    return f"Followers of {who} over time, from {first} to {last}"


def grown(found: Change | None) -> tuple[str, str]:
    """Returns a change in percent, "≈ 0%" if it can't be measured, and its tone."""
    if found is None:
        return UNKNOWN, QUIET
    if not found.is_measurable:
        return ABOUT_ZERO, QUIET
    text, tone = words.growth(found)
    return text, tone or QUIET


def amount(found: Change | None) -> tuple[str, str]:
    """Returns a change as a count, "≈ 0" if it can't be measured, and its tone."""
    if found is None:
        return UNKNOWN, QUIET
    if not found.is_measurable:
        return "≈ 0", QUIET
    text, tone = words.amount(found)
    return text, tone or QUIET


def over(found: Change) -> str:
    """ "in 28 d"."""
    return f"in {durations.span(found.seconds)}"


def last_followers(one: InPeriod, zone: tzinfo | None = None) -> tuple[str, str]:
    """Returns the newest followers by the end, and when they were measured."""
    sample = one.profile.sample
    if sample is None:
        return UNKNOWN, NOT_MEASURED
    date = times.short_date(sample.at, one.profile.at, zone)
    at = f"on {date}, {times.local(sample.at, zone):%H:%M}" if one.last is not None else f"last on {date}"
    return counts.creator_count(sample, FOLLOWERS), at


def per_week(one: InPeriod) -> tuple[str, str, str]:
    """Returns growth per week, its interval or what is missing for it, and its tone."""
    found = one.profile.per_week
    if one.last is None:
        return UNKNOWN, NOT_MEASURED, QUIET
    beside = words.per_week_beside(found)
    if isinstance(found, TooLittleHistory):
        return UNKNOWN, f"after {beside}", QUIET
    text = words.per_week(found)
    return text, beside, QUIET if not found.is_measurable else "ok" if found.share > 0 else "bad"


def views(one: InPeriod) -> tuple[str, str]:
    """Returns views per video, and of how many it is."""
    found = one.views
    text = counts.count(found.median, rounded=found.rounded, repaired=found.repaired)
    number = numbered(found.videos, "video")
    return text, f"median of {number}" if found.median is not None else f"too few: {number}"


def numbered(number: int, what: str) -> str:
    """ "1 video", "1,284 videos"."""
    return f"{numbers.grouped(number)} {what}{'' if number == 1 else 's'}"


def _tiles(one: InPeriod, zone: tzinfo | None) -> tuple[Tile, ...]:
    followers, when = last_followers(one, zone)
    change, tone = grown(one.growth)
    if one.growth is None:
        how = "not measured twice"
    elif one.growth.is_measurable:
        how = f"{amount(one.growth)[0]} {over(one.growth)}"
    else:
        how = f"not measurable {over(one.growth)}"
    weekly, between, weekly_tone = per_week(one)
    usual, of = views(one)
    rate = one.engagement
    return (
        Tile(caption="Followers", text=followers, below=when, tone="" if one.last is not None else QUIET),
        Tile(caption="Growth", text=change, below=how, tone=tone),
        Tile(caption="Growth per week", text=weekly, below=between, tone=weekly_tone),
        Tile(caption="Views per video", text=usual, below=of, tone="" if one.views.median is not None else QUIET),
        Tile(
            caption="Engagement",
            text=UNKNOWN if rate is None else numbers.percent(rate[0]),
            below="too few videos" if rate is None else f"median of {numbered(rate[1], 'video')}",
            tone="" if rate is not None else QUIET,
        ),
    )


def _figures(one: InPeriod, zone: tzinfo | None) -> Table:
    """All counts at the beginning and at the end."""

    def heading(sample: CreatorSample | None, otherwise: str) -> str:
        return otherwise if sample is None else times.short_date(sample.at, one.profile.at, zone)

    rows = []
    for which, name in COUNTS.items():
        found = one.change_of(which)
        share, tone = grown(found)
        rows.append(
            (
                Cell(text=name, is_strong=True),
                Cell(text=counts.creator_count(one.first, which, full=True)),
                Cell(text=counts.creator_count(one.last, which, full=True)),
                Cell(text=amount(found)[0], tone=tone),
                Cell(text=share if found is None or found.share is not None else UNKNOWN, tone=tone),
                Cell(text=_margin(found), tone=QUIET),
            )
        )
    return Table(
        title="From beginning to end",
        columns=(
            Column(title="", width=20, is_number=False),
            Column(title=heading(one.first, "Beginning"), width=18),
            Column(title=heading(one.last, "End"), width=18),
            Column(title="Change", width=15),
            Column(title="In percent", width=15),
            Column(title="Off by at most", width=17),
        ),
        rows=rows,
    )


def _margin(found: Change | None) -> str:
    if found is None:
        return UNKNOWN
    return f"± {numbers.grouped(found.margin)}" if found.margin else "exact"


def _steps(one: InPeriod, zone: tzinfo | None) -> Table:
    steps = one.steps
    days = max((round((step.end - step.start) / DAY) for step in steps), default=1)
    by = next(name for most, name in BY.items() if days <= most)
    return Table(
        title=by,
        columns=(
            Column(title="", width=20, is_number=False),
            Column(title="Followers", width=18),
            Column(title="Change", width=15),
            Column(title="In percent", width=15),
            Column(title="Likes", width=17),
            Column(title="Videos", width=10),
            Column(title="Measured", width=19),
        ),
        rows=[_step(step, one.profile.at, zone) for step in steps],
        note="Each change is since the row above, and the first one since the measurement at the beginning.",
    )


def _step(step: Step, end: float, zone: tzinfo | None) -> tuple[Cell, ...]:
    first, last = times.short_date(step.start, end, zone), times.short_date(step.end, end, zone)
    title = Cell(text=first if first == last else f"{first} – {last}", is_strong=True)
    if step.sample is None:
        quiet = Cell(text=UNKNOWN, tone=QUIET)
        return (title, *[quiet] * 5, Cell(text=NOT_MEASURED, tone=QUIET))
    share, tone = grown(step.grown)
    measured = f"{times.short_date(step.sample.at, end, zone)}, {times.local(step.sample.at, zone):%H:%M}"
    return (
        title,
        Cell(text=counts.creator_count(step.sample, FOLLOWERS, full=True)),
        Cell(text=amount(step.grown)[0], tone=tone),
        Cell(text=share, tone=tone),
        Cell(text=counts.creator_count(step.sample, CreatorCount.LIKES, full=True)),
        Cell(text=counts.creator_count(step.sample, CreatorCount.VIDEOS, full=True)),
        Cell(text=measured, tone=QUIET),
    )


def _videos(one: InPeriod, zone: tzinfo | None) -> Table:
    shown = len(one.top)
    title = "Most viewed video" if shown == 1 else "Most viewed videos"
    of = f", {shown} of {one.videos} seen" if one.videos > shown else ""
    return Table(
        title=f"{title} posted on these dates{of}",
        columns=(
            Column(title="", width=46, is_number=False),
            Column(title="Views", width=14),
            Column(title="Likes", width=14),
            Column(title="Comments", width=14),
            Column(title="Shares", width=12),
            Column(title="Engagement", width=15),
            Column(title="Compared", width=17),
        ),
        rows=[_video(video, one, zone) for video in one.top],
        missing=NO_VIDEOS if not one.videos else "The views of the videos posted on these dates aren’t known.",
    )


def _video(video: Video, one: InPeriod, zone: tzinfo | None) -> tuple[Cell, ...]:
    rate, usual = engagement_rate(video.sample), one.usual.get(video.id)
    posted = times.short_date(video.posted_at, one.profile.at, zone)
    measured = times.short_date(video.sample.at, one.profile.at, zone)
    said = by_others(caption(video.caption), CAPTION)
    return (
        Cell(text=said, below=f"Posted {posted}, measured {measured}", link=video.url),
        *(
            Cell(text=counts.video_count(video.sample, which))
            for which in (VideoCount.VIEWS, VideoCount.LIKES, VideoCount.COMMENTS, VideoCount.SHARES)
        ),
        Cell(text=UNKNOWN if rate is None else numbers.percent(rate), tone="" if rate is not None else QUIET),
        Cell(text=UNKNOWN, tone=QUIET) if usual is None else Cell(text=times_usual(usual)),
    )
