"""The texts of a report of a list of creators."""

from __future__ import annotations

from datetime import tzinfo

from tiktrack_gui.core import numbers
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.models import Video, VideoCount
from tiktrack_gui.core.report import InPeriod, Report
from tiktrack_gui.words import counts, growth, times
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.documents import QUIET, Cell, Chart, Column, Document, Table, Tile, by_others
from tiktrack_gui.words.report import (
    KIND,
    amount,
    dates,
    footer,
    grown,
    handle,
    last_followers,
    numbered,
    over,
    per_week,
    views,
)
from tiktrack_gui.words.report_notes import notes_of_several
from tiktrack_gui.words.report_sources import sections
from tiktrack_gui.words.text import listed

NOBODY = "There’s nobody on this list."
TOO_FEW = "There’s no chart: none of these creators was measured at the beginning and at the end of these dates."
MOST_HANDLES = 3  # that are named
CARRIED = "each with its newest count at the end of a day"


def of_list(report: Report, version: str, zone: tzinfo | None = None) -> Document:
    """version: of TikTrack. zone: of the times; None = this computer's."""
    return Document(
        kind=KIND,
        title=by_others(report.name),
        subtitle=_number(report) if report.is_list else _handles(report),
        period=dates(report.period, zone),
        span=(report.period.start, report.period.end),
        tiles=_tiles(report, zone),
        parts=(
            _chart(report, zone),
            _table(report, zone),
            *notes_of_several(report, zone),
            *sections(report, version, zone),
        ),
        footer=footer(report, zone),
    )


def several(number: int) -> str:
    """Names a report of creators that were chosen, not of a list: "3 creators"."""
    return numbered(number, "creator")


def nobody(name: str) -> str:
    return f"There’s nobody on “{name}” yet."


def _number(report: Report) -> str:
    """ "60 creators · 2 more haven’t been looked up yet"."""
    more = f"{report.waiting} more {'has' if report.waiting == 1 else 'have'}n’t been looked up yet"
    return " · ".join([numbered(len(report.creators), "creator"), *([more] if report.waiting else [])])


def _handles(report: Report) -> str:
    """ "@one, @two, @three and 4 more"."""
    handles = [handle(one) for one in report.creators[:MOST_HANDLES]]
    rest = len(report.creators) - len(handles)
    return listed([*handles, *([f"{numbers.grouped(rest)} more"] if rest else [])])


def _tiles(report: Report, zone: tzinfo | None) -> tuple[Tile, ...]:
    total, of = report.total, len(report.total.of)
    number = len(report.creators)
    shown = f"of {f'{of} of ' if of < number else ''}{numbered(number, 'creator')}"
    found = total.grown
    text, tone = grown(found)
    together = UNKNOWN
    if found is not None:
        together = counts.count(found.before + found.amount, rounded=found.margin > 0)
    measured = sum(one.last is not None for one in report.creators)
    return (
        Tile(caption="Creators", text=numbers.grouped(number), below=f"{numbers.grouped(measured)} measured"),
        Tile(caption="Followers together", text=together, below=shown, tone="" if found else QUIET),
        Tile(caption="Growth together", text=text, below=_how_much(found), tone=tone),
        _fastest(report),
    )


def _how_much(found: Change | None) -> str:
    if found is None:
        return "not measured"
    return f"{amount(found)[0]} {over(found)}" if found.is_measurable else f"not measurable {over(found)}"


def _fastest(report: Report) -> Tile:
    """The creator whose followers grew most, if one measurably did."""
    for one in report.creators[:1]:
        found = one.growth
        if found is not None and report.period.is_spanned_by(found) and found.is_measurable and found.amount > 0:
            return Tile(caption="Fastest", text=grown(found)[0], below=handle(one), tone="ok")
    return Tile(caption="Fastest", text=UNKNOWN, below="nobody measurably grew", tone=QUIET)


def _chart(report: Report, zone: tzinfo | None) -> Chart:
    line, of = report.total.line, len(report.total.of)
    if len(line) < 2 or line[-1][0] - line[0][0] < HOUR:
        return Chart(title="Followers together", missing=TOO_FEW)
    left_out = len(report.creators) - of
    without = f"; without {left_out} not measured at the beginning and the end" if left_out else ""
    whose = f"Of {numbered(of, 'creator')}, {growth.span(line[0][0], line[-1][0], zone)}, {CARRIED}{without}"
    rounded = any(margin for _, _, margin in line)
    first, last = (counts.count(count, rounded=bool(margin)) for _, count, margin in (line[0], line[-1]))
    return Chart(
        title="Followers together",
        points=line,
        source=whose + ("; ±\u00a0where TikTok rounds" if rounded else ""),
        spoken=f"Followers of {numbered(of, 'creator')} together, from {first} to {last}",
    )


def _table(report: Report, zone: tzinfo | None) -> Table:
    others = any(one.growth is not None and not report.period.is_spanned_by(one.growth) for one in report.creators)
    note = "Sorted by growth in percent. "
    if others:
        note += "Who wasn’t measured for all of these dates says over what time it grew, and comes last. "
    return Table(
        title="Creators",
        columns=(
            Column(title="", width=6, is_number=True),
            Column(title="", width=42, is_number=False),
            Column(title="Over time", width=24, is_number=False),
            Column(title="Followers", width=20),
            Column(title="Growth", width=18),
            Column(title="Per week", width=25),
            Column(title="Views per video", width=24),
            Column(title="Top video", width=18),
        ),
        rows=[_row(place, one, report, zone) for place, one in enumerate(report.creators, 1)],
        missing=NOBODY,
        note=f"{note}The top video is the most viewed one posted on these dates." if report.creators else "",
    )


def _row(place: int, one: InPeriod, report: Report, zone: tzinfo | None) -> tuple[Cell, ...]:
    followers, when = last_followers(one, zone)
    found = one.growth
    share, tone = grown(found)
    is_whole = report.period.is_spanned_by(found)
    below = "" if found is None else amount(found)[0] if is_whole and found.is_measurable else over(found)
    weekly, between, weekly_tone = per_week(one)
    usual, of = views(one)
    name = by_others(one.profile.creator.name) or handle(one)
    is_measured = one.last is not None
    return (
        Cell(text=str(place), tone=QUIET),
        Cell(text=name, below=handle(one), is_strong=True, link=one.profile.creator.url),
        Cell(line=one.line if len(one.line) > 1 and one.line[-1][0] - one.line[0][0] >= HOUR else ()),
        Cell(text=followers, below=when.removeprefix("on "), tone="" if is_measured else QUIET),
        Cell(text=share, below=below, tone=tone if is_whole else QUIET),
        Cell(text=weekly, below=between if is_measured else "", tone=weekly_tone),
        Cell(text=usual, below=of.removeprefix("median "), tone="" if one.views.median is not None else QUIET),
        _top(one.top[0] if one.top else None, one, zone),
    )


def _top(video: Video | None, one: InPeriod, zone: tzinfo | None) -> Cell:
    if video is None:
        return Cell(text=UNKNOWN, below="none seen" if not one.videos else "", tone=QUIET)
    posted = times.short_date(video.posted_at, one.profile.at, zone)
    return Cell(text=counts.video_count(video.sample, VideoCount.VIEWS), below=f"posted {posted}", link=video.url)
