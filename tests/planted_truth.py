"""Discover's definitions and ranking, judged by a population whose truth is known: `demo.planted`.

The brand asks for nothing in particular, so that rank is what is known of growth and videos alone.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.compute import creator_figures
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.figures import CreatorFigures
from tiktrack_gui.core.discovery.pool import Found, Row, Watch
from tiktrack_gui.core.discovery.ranked import Caution, Ranked
from tiktrack_gui.core.discovery.ranking import Show, rank
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.demo.planted import Planted, planted
from tiktrack_gui.demo.planted_lives import Kind

NOW = 1_795_000_000  # 2026-11-18
TOP = 20
HEADINGS = (
    "seed",
    "listed",
    "top 20: rising",
    "rising listed",
    "one hits",
    "in top 20",
    "bought",
    "cautioned",
    "top 20",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What became of the planted accounts. listed: as up-and-coming, by kind. top: of the first TOP. planted: of all.
    cautioned: of the bought jumps listed, those that say so.
    """

    seed: int
    planted: Mapping[Kind, int]
    listed: Mapping[Kind, int]
    top: Mapping[Kind, int]
    cautioned: int

    @property
    def cells(self) -> tuple[str, ...]:
        """As under HEADINGS."""
        others = ", ".join(f"{count} {kind}" for kind, count in self.top.items() if kind is not Kind.RISING)
        rising = f"{self.top[Kind.RISING]} of {sum(self.top.values())}"
        return (
            str(self.seed),
            str(sum(self.listed.values())),
            rising,
            *(f"{self.listed[kind]} of {self.planted[kind]}" for kind in (Kind.RISING, Kind.ONE_HIT)),
            str(self.top[Kind.ONE_HIT]),
            f"{self.listed[Kind.BOUGHT]} of {self.planted[Kind.BOUGHT]}",
            f"{self.cautioned} of {self.listed[Kind.BOUGHT]}",
            f"also {others}" if others else "",
        )


def judged(seed: int) -> Verdict:
    population = {one.creator.id: one for one in planted(seed, NOW)}
    ranking = rank(Brand(name="Anybody"), [row_of(one) for one in population.values()], NOW, DEFAULTS)
    listed = ranking.only(Show.UP_AND_COMING)
    first = [listed[place] for place in range(len(listed))]
    return Verdict(
        seed=seed,
        planted=Counter(one.kind for one in population.values()),
        listed=_kinds(first, population),
        top=_kinds(first[:TOP], population),
        cautioned=sum(Caution.JUMP in one.cautions for one in first if population[one.creator_id].kind is Kind.BOUGHT),
    )


def _kinds(found: Iterable[Ranked], population: Mapping[int, Planted]) -> Counter[Kind]:
    return Counter(population[one.creator_id].kind for one in found)


def row_of(one: Planted) -> Row:
    """As the store reads it: read when it was first measured, and watched since."""
    figures = creator_figures(one.creator, one.samples, one.videos, DEFAULTS, NOW)
    newest = one.samples[-1]
    known: dict[str, object] = dict.fromkeys(Row._fields) | {
        "creator_id": one.creator.id,
        "handle": one.creator.handle,
        "name": one.creator.name,
        "verified": 0,
        "state": CreatorState.ACTIVE.value,
        "hidden": 0,
        "followers": newest.followers,
        "sample_at": newest.at,
        "rounded": newest.rounded,
        "found": Found.FEED.value,
        "found_at": one.samples[0].at,
        "watch": Watch.WATCHED.value,
        "read_at": one.samples[0].at,
        "checked_at": newest.at,
    }
    return Row(**(known | _columns(figures)))  # type: ignore[arg-type]


def _columns(found: CreatorFigures) -> dict[str, object]:
    columns: dict[str, object] = {
        "figures_at": found.at,
        "videos": found.videos,
        "usual": found.usual,
        "usual_videos": found.usual_videos,
        "viral_videos": len(found.viral),
        "trend": found.after.trend.value,
        "since": found.after.since,
        "growth": found.after.growth,
        "growth_low": found.after.low,
        "growth_high": found.after.high,
        "growth_samples": found.after.samples,
        "engagement": found.engagement,
        "engagement_videos": found.engagement_videos,
        "comments_per_1000": found.comments_per_1000,
        "posts_per_week": found.posts_per_week,
        "ads": found.ads,
        "views": json.dumps(found.views),
        "languages": json.dumps(dict(found.languages)),
    }
    if found.viral:
        newest = found.viral[0]
        columns |= {
            "viral_id": newest.video_id,
            "viral_at": newest.posted_at,
            "viral_views": newest.views,
            "viral_times": newest.times,
            "viral_known": newest.known,
            "viral_provisional": int(newest.provisional),
            "viral_rounded": int(newest.rounded),
        }
    for name, gained in (("week", found.after.week), ("month", found.after.month)):
        if gained is not None:
            columns |= {name: gained.amount, f"{name}_margin": gained.margin}
    if found.jump is not None:
        columns |= {
            "jump_since": found.jump.since,
            "jump_until": found.jump.until,
            "jump_amount": found.jump.amount,
        }
    return columns
