"""What a report says about its own numbers: how exact they are, and when and where they were measured."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import tzinfo

from tiktrack_gui.core import numbers
from tiktrack_gui.core.baseline import ENOUGH, NEWEST, SETTLED_AFTER
from tiktrack_gui.core.counts import EXACT_BELOW
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.gaps import Gap
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.models import CreatorSample, Origin, VideoCount
from tiktrack_gui.core.report import InPeriod, Report
from tiktrack_gui.words import origins, times
from tiktrack_gui.words.documents import Section
from tiktrack_gui.words.profiles import exactness
from tiktrack_gui.words.text import listed

HOW_EXACT = "How exact these numbers are"
WHERE = "When and where they were measured"
ALL_EXACT = "All counts of creators here are exact: TikTok shows every digit of numbers below {}."
ROUNDED = (
    "≈ marks what TikTok rounded, and what’s computed from it; other counts are exact. TikTok rounds counts from {} "
    "on: to the nearest 100 below a million, 100,000 below a billion, and 100 million above. The true count is no "
    "further away than that; the band around a line shows how far."
)
UNMEASURABLE = "A change that rounding alone may have made isn’t measurable, and reads ≈ 0."
AT_LEAST = "≥ marks minimums: TikTok’s counter overflowed."
PER_WEEK = (
    f"Growth per week is the median of the followers’ growth between all pairs of measurements in the {GROWTH_DAYS} "
    "days until the last one. The range beside it holds the truth with 95% certainty."
)
VIDEOS = (
    f"Views per video and engagement (likes, comments and shares per view) are medians of up to {NEWEST} newest videos "
    f"that TikTrack has seen by the last day, and take {ENOUGH}. Views count from {SETTLED_AFTER // HOUR} hours after "
    "a video was posted, without pinned videos and ads."
)
PUBLIC = "They’re TikTok’s public counts, not the creators’ own analytics."
DEMO = "They’re made up: this is TikTrack’s demo."
NOTHING = "Nothing was measured on these dates."
MOST_GAPS = 3  # that are named


def sections(report: Report, version: str, zone: tzinfo | None = None) -> tuple[Section, ...]:
    """version: of TikTrack. zone: of the times; None = this computer's."""
    found = (
        Section(title=HOW_EXACT, paragraphs=tuple(_exactness(report))),
        Section(title=WHERE, paragraphs=tuple(_measured(report, version, zone))),
    )
    return tuple(section for section in found if section.paragraphs)


def _exactness(report: Report) -> Iterator[str]:
    samples = list(_samples(report.creators))
    videos = [video.sample for one in report.creators for video in one.top]
    rounded = any(sample.rounded for sample in samples) or any(sample.rounded & VideoCount.VIEWS for sample in videos)
    from_count = numbers.grouped(EXACT_BELOW)
    if rounded:
        yield ROUNDED.format(from_count)
        if report.name is None and samples:
            yield f"At the end: {_uncapitalized(exactness(samples[-1]))}."
        yield UNMEASURABLE
    elif samples:
        yield ALL_EXACT.format(from_count)
    if any(sample.repaired for sample in samples) or any(sample.repaired for sample in videos):
        yield AT_LEAST
    if samples:
        yield PER_WEEK
        yield VIDEOS


def _samples(creators: Sequence[InPeriod]) -> Iterator[CreatorSample]:
    """Those whose counts are shown; the last one is that of the end."""
    for one in creators:
        shown = (one.first, *(step.sample for step in one.steps), one.profile.sample)
        yield from (sample for sample in shown if sample is not None)


def _measured(report: Report, version: str, zone: tzinfo | None) -> Iterator[str]:
    found = report.provenance
    if found.first_at is None or found.last_at is None:
        yield NOTHING
    else:
        number = f"{numbers.grouped(found.measurements)} measurement{'' if found.measurements == 1 else 's'}"
        first, last = times.exact_time(found.first_at, zone), times.exact_time(found.last_at, zone)
        when = f"on {first}" if first == last else f"from {first} to {last}"
        yield f"{number} {when}: {_origins(found.origins)}. {_kind(set(found.origins))}".strip()
    if gaps := [gap for one in report.creators for gap in one.gaps] if report.name is None else []:
        yield _gaps(gaps, zone)
    offset = times.local(report.made_at, zone).strftime("%z")
    yield (
        f"Put together by TikTrack {version} on {times.exact_time(report.made_at, zone)}. Times are local "
        f"(UTC{offset[:3].replace('-', numbers.MINUS)}:{offset[3:5]})."
    )


def _origins(found: Mapping[Origin, int]) -> str:
    if len(found) == 1:
        [(origin, number)] = found.items()
        return f"{'all ' if number > 1 else ''}{origins.PHRASES[origin]}"
    return listed([f"{numbers.grouped(number)} {origins.PHRASES[origin]}" for origin, number in found.items()])


def _kind(found: set[Origin]) -> str:
    if Origin.DEMO in found:
        return DEMO
    return PUBLIC if found - {Origin.IMPORTED} else ""


def _gaps(gaps: Sequence[Gap], zone: tzinfo | None) -> str:
    longest = sorted(sorted(gaps, key=lambda gap: gap[0] - gap[1])[:MOST_GAPS])
    named = [times.not_measured(*gap, zone).removeprefix("Not measured ") for gap in longest]
    rest = len(gaps) - len(named)
    more = f"; and {rest} shorter time{'' if rest == 1 else 's'}" if rest else ""
    return f"Not measured {listed(named)}{more}."


def _uncapitalized(text: str) -> str:
    return text[:1].lower() + text[1:]
