"""Candidates side by side: the rows of a comparison, in sections. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Percentile, Ranked
from tiktrack_gui.words import candidates, discovery, fit, readings
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.overview import Cell

Row = tuple[str, Sequence[str]]  # its name, and what it says of each
NameOf = Callable[[str], str]


def sections(
    several: Sequence[Ranked], constants: Constants, now: float, language: NameOf, country: NameOf
) -> list[tuple[str, list[Row]]]:
    """Returns the sections with their rows. language, country: the names for codes."""

    def of(say: Callable[[Ranked], str]) -> list[str]:
        return [say(one) for one in several]

    asked = [part for part in Part if any(part in one.parts for one in several)]
    days = constants.watched_days
    return [
        (
            "Fit",
            [
                ("Fit", of(lambda one: UNKNOWN if one.fit is None else str(one.fit))),
                ("Confidence", of(lambda one: fit.CONFIDENCE[one.confidence])),
                *((fit.PART_NAMES[part], [_part(one, part) for one in several]) for part in asked),
                ("Reasons", of(lambda one: _lines(discovery.reasons(one, now)))),
                ("Cautions", of(lambda one: _lines(discovery.cautions(one, now)))),
            ],
        ),
        (
            "Breakthrough",
            [
                ("Followers", of(lambda one: candidates.followers(one).removesuffix(" followers"))),
                ("Newest viral video", of(lambda one: _joined(candidates.breakthrough(one, now)))),
                ("Viral videos", of(lambda one: str(one.viral_videos))),
                ("Since then", of(lambda one: _joined(candidates.since_then(one, now)))),
                ("Gained by day 7", of(lambda one: candidates.gained(one.week))),
                ("Gained by day 30", of(lambda one: candidates.gained(one.month))),
            ],
        ),
        (
            "Audience",
            [
                (readings.COMMENTS, of(lambda one: _said(readings.comments(one, constants.least_comments, language)))),
                (readings.CAPTIONS, of(lambda one: _said(readings.captions(one, language)))),
                (readings.PLACES, of(lambda one: readings.places(one, country)[0])),
                (f"{readings.STATED} ({readings.BADGE})", of(lambda one: readings.stated(one, country)[0])),
            ],
        ),
        (
            "Quality",
            [
                ("Engagement", of(lambda one: _place(one.engagement, numbers.percent))),
                ("Posts per week", of(lambda one: _place(one.posts_per_week, numbers.rate))),
                ("Comments per 1,000 views", of(lambda one: _place(one.comments_per_1000, numbers.rate))),
                ("Share of ads", of(lambda one: _place(one.ads, numbers.percent))),
                ("Good videos", of(lambda one: candidates.good_videos(one)[0])),
                ("Captions with your words", of(lambda one: candidates.niche(one)[0])),
                ("State", of(lambda one: _joined(candidates.state(one, now, days)))),
            ],
        ),
    ]


def _part(one: Ranked, part: Part) -> str:
    """ "82%", and what it is from."""
    reading = one.parts.get(part)
    if reading is None or reading.value is None:
        return UNKNOWN
    return _lines(filter(None, (f"{reading.value:.0%}", fit.note(part, reading))))


def _place(found: Percentile | None, shown: Callable[[float], str]) -> str:
    return UNKNOWN if found is None else f"{shown(found.value)}\n{candidates.place_among(found)}"


def _joined(cell: Cell) -> str:
    return _lines(filter(None, (cell.text, cell.below)))


def _said(said: readings.Said) -> str:
    reading, source = said
    return reading if reading == UNKNOWN else f"{reading}\n{source.partition('.')[0]}"


def _lines(lines: Iterable[str]) -> str:
    return "\n".join(lines) or UNKNOWN
