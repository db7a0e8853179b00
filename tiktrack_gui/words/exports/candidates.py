"""Candidates in exported files: every figure with what it is from. Pure.

Shares are fractions of 1. `*_low` and `*_high` are the 95 % interval of an estimate, `*_n` what it is computed from.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.ranked import Percentile, Ranked
from tiktrack_gui.core.exactness import EXACT, ROUNDED
from tiktrack_gui.core.table_export import AT_ONCE, Chunk, ExportColumn, Kind, Table, Value
from tiktrack_gui.words import candidates, discovery

Cells = dict[str, Value]
_READING = ("value", "weight", "share", "low", "high", "n")
COLUMNS = (
    *"brand rank handle name url creator_id fit confidence up_and_coming reasons cautions".split(),
    *"followers followers_exactness measured_at found found_at state first_read_at not_interesting".split(),
    *(f"{part.value}_{name}" for part in Part for name in _READING),
    *"viral_videos viral_url viral_posted_at viral_views viral_views_exactness viral_times viral_compared_with".split(),
    *"viral_known_videos trend_since growth_per_week growth_per_week_low growth_per_week_high".split(),
    *"growth_measured_since gained_by_day_7 gained_by_day_7_margin gained_by_day_30 gained_by_day_30_margin".split(),
    *"engagement_rate engagement_rate_percentile engagement_rate_n".split(),
    *"posts_per_week posts_per_week_percentile posts_per_week_n".split(),
    *"comments_per_1000_views comments_per_1000_views_percentile comments_per_1000_views_n".split(),
    *"ads_share ads_share_percentile ads_share_n band band_creators good_videos good_videos_of".split(),
    *"niche_captions niche_captions_of comments_read comment_languages caption_languages posts_from".split(),
    *"stated_by_creator_on stated_ages stated_genders stated_countries computed_at computed_by definitions".split(),
)
_TEXTS = frozenset(
    "brand handle name url confidence reasons cautions found state viral_url viral_compared_with trend_since band "
    "comment_languages caption_languages posts_from stated_by_creator_on stated_ages stated_genders stated_countries "
    "computed_by definitions".split()
)


def table(ranked: Sequence[tuple[int, Ranked]], brand: Brand, constants: Constants, now: float, version: str) -> Table:
    """ranked: each with its place by fit. version: TikTrack's own, which computed them. The rows are made when read."""
    chunks = _chunks(ranked, brand, constants, now, version)
    return Table(name="candidates", columns=[ExportColumn(key, _kind(key)) for key in COLUMNS], chunks=chunks)


def _chunks(
    ranked: Sequence[tuple[int, Ranked]], brand: Brand, constants: Constants, now: float, version: str
) -> Iterator[Chunk]:
    for first in range(0, len(ranked), AT_ONCE):
        some = ranked[first : first + AT_ONCE]
        rows = [_row(place, one, brand, constants, now, version) for place, one in some]
        yield Chunk(columns=[[row[key] for row in rows] for key in COLUMNS], done=(first + len(some)) / len(ranked))


def _kind(key: str) -> Kind:
    if key == "creator_id":
        return Kind.ID
    if key in _TEXTS or key.endswith("_exactness"):
        return Kind.TEXT
    if key in ("up_and_coming", "not_interesting"):
        return Kind.FLAG
    return Kind.TIME if key.endswith(("_at", "_since")) else Kind.NUMBER


def _row(place: int, one: Ranked, brand: Brand, constants: Constants, now: float, version: str) -> Cells:
    return {
        "brand": brand.name,
        "rank": place,
        "handle": one.handle,
        "name": one.name,
        "url": candidates.url(one),
        "creator_id": one.creator_id,
        "fit": one.fit,
        "confidence": one.confidence.value,
        "up_and_coming": one.up_and_coming,
        "reasons": "; ".join(discovery.reasons(one, now)),
        "cautions": "; ".join(discovery.cautions(one, now)),
        **_about(one),
        **dict(_parts(one)),
        **_breakthrough(one),
        **_quality(one),
        **_audience(one),
        **_provenance(constants, now, version),
    }


def _about(one: Ranked) -> Cells:
    known = one.followers is not None
    return {
        "followers": one.followers,
        "followers_exactness": (ROUNDED if one.followers_rounded else EXACT) if known else None,
        "measured_at": one.sample_at,
        "found": one.found.value,
        "found_at": one.found_at,
        "state": one.watch.value,
        "first_read_at": one.read_at,
        "not_interesting": one.dismissed,
    }


def _parts(one: Ranked) -> Iterator[tuple[str, Value]]:
    for part in Part:
        reading = one.parts.get(part)
        for name in _READING:
            yield f"{part.value}_{name}", None if reading is None else getattr(reading, name)


def _breakthrough(one: Ranked) -> Cells:
    viral, week, month = one.viral, one.week, one.month
    return {
        "viral_videos": one.viral_videos,
        "viral_url": None if viral is None else f"{candidates.url(one)}/video/{viral.video_id}",
        "viral_posted_at": None if viral is None else viral.posted_at,
        "viral_views": None if viral is None else viral.views,
        "viral_views_exactness": None if viral is None else ROUNDED if viral.rounded else EXACT,
        "viral_times": None if viral is None else round(viral.times, 2),
        "viral_compared_with": None if viral is None else "followers" if viral.provisional else "usual views",
        "viral_known_videos": None if viral is None else viral.known,
        "trend_since": one.trend.value,
        "growth_per_week": one.growth,
        "growth_per_week_low": one.growth_low,
        "growth_per_week_high": one.growth_high,
        "growth_measured_since": one.since,
        "gained_by_day_7": None if week is None else week.amount,
        "gained_by_day_7_margin": None if week is None else week.margin,
        "gained_by_day_30": None if month is None else month.amount,
        "gained_by_day_30_margin": None if month is None else month.margin,
    }


def _quality(one: Ranked) -> Cells:
    figures: Mapping[str, Percentile | None] = {
        "engagement_rate": one.engagement,
        "posts_per_week": one.posts_per_week,
        "comments_per_1000_views": one.comments_per_1000,
        "ads_share": one.ads,
    }
    cells: Cells = {}
    for name, found in figures.items():
        cells[name] = None if found is None else found.value
        cells[f"{name}_percentile"] = None if found is None else found.below
        cells[f"{name}_n"] = None if found is None else found.n
    matches, captions = one.niche or (None, None)
    return {
        **cells,
        "band": "" if one.band is None else f"{one.band[0]}–{one.band[1]}",
        "band_creators": one.band_creators,
        "good_videos": one.good,
        "good_videos_of": one.good_of,
        "niche_captions": matches,
        "niche_captions_of": captions,
    }


def _audience(one: Ranked) -> Cells:
    stated = one.stated
    return {
        "comments_read": one.comments,
        "comment_languages": _counts(one.comment_languages),
        "caption_languages": _counts(one.caption_languages),
        "posts_from": _counts(one.places),
        "stated_by_creator_on": one.stated_on,
        "stated_ages": "" if stated is None else _counts({age.value: share for age, share in stated.ages.items()}),
        "stated_genders": ""
        if stated is None
        else _counts({one.value: share for one, share in stated.genders.items()}),
        "stated_countries": "" if stated is None else _counts(stated.countries),
    }


def _provenance(constants: Constants, now: float, version: str) -> Cells:
    definition = (
        f"viral: views ≥ max({constants.viral_views}, {constants.viral_times:g} × usual); up-and-coming: viral within "
        f"{constants.viral_days} days; good video: ≥ {constants.good_times:g} × the band’s median"
    )
    return {"computed_at": now, "computed_by": f"TikTrack {version}", "definitions": definition}


def _counts(counts: Mapping[str, float]) -> str:
    """ "en 166; de 30", the largest first."""
    return "; ".join(f"{name} {number:g}" for name, number in sorted(counts.items(), key=lambda pair: -pair[1]))
