"""A candidate's row of the ranking, taken apart for those who look at it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiktrack_gui.core.discovery import audience, bands
from tiktrack_gui.core.discovery.brand_profiles import audience_of
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.figures import Gained, Jump, Trend, Viral
from tiktrack_gui.core.discovery.measured import Measured
from tiktrack_gui.core.discovery.pool import Found, Row, Watch
from tiktrack_gui.core.discovery.ranked import Confidence, Percentile, Ranked, Reading
from tiktrack_gui.core.discovery.reasons import cautions, is_rounded, reasons
from tiktrack_gui.core.discovery.shares import Share
from tiktrack_gui.core.tracked import CreatorState

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Numbers


def ranked(
    measured: Measured, place: int, weights: Mapping[Part, float], fit: int | None, confidence: Confidence
) -> Ranked:
    """place: of the candidate in `measured`. weights: of the parts asked for."""
    row, brand = measured.rows[place], measured.brand
    values = {part: _number(measured.parts[part][place]) for part in weights}
    good_share = _good(measured, place)
    good = None if good_share is None else good_share.part
    parts = {
        part: _reading(part, value, weights[part], row, measured, place, good_share) for part, value in values.items()
    }
    return Ranked(
        creator_id=row.creator_id,
        handle=row.handle,
        name=row.name,
        avatar=row.avatar,
        verified=bool(row.verified),
        state=CreatorState(row.state),
        followers=row.followers,
        followers_rounded=is_rounded(row),
        sample_at=row.sample_at,
        found=Found(row.found),
        found_at=row.found_at,
        watch=Watch(row.watch),
        watched_until=row.watched_until,
        read_at=row.read_at,
        trouble=row.trouble,
        dismissed=row.dismissed_at is not None,
        new=bool(measured.is_new[place]),
        fit=fit,
        confidence=confidence,
        parts=parts,
        reasons=reasons(parts, is_recent=bool(measured.is_recent[place])),
        cautions=cautions(row, brand, measured.now, good),
        up_and_coming=bool(measured.up_and_coming[place]),
        viral=viral(row),
        viral_videos=row.viral_videos or 0,
        trend=Trend(row.trend or Trend.UNKNOWN),
        since=row.since,
        growth=row.growth,
        growth_low=row.growth_low,
        growth_high=row.growth_high,
        week=_gained(row.week, row.week_margin),
        month=_gained(row.month, row.month_margin),
        jump=jump(row),
        usual=row.usual,
        usual_videos=row.usual_videos or 0,
        videos=row.videos or 0,
        good=good,
        good_of=0 if good_share is None else good_share.of,
        band=bands.band_of(row.followers),
        band_creators=int((measured.bands == measured.bands[place]).sum()) if row.followers is not None else 0,
        engagement=_percentile(row.engagement, measured.engagement, place),
        comments_per_1000=_percentile(row.comments_per_1000, measured.comments_per_1000, place),
        posts_per_week=_percentile(row.posts_per_week, measured.posts_per_week, place),
        ads=_percentile((row.ads or 0) / row.videos if row.videos else None, measured.ads, place),
        niche=(row.niche_matches or 0, row.niche_captions) if row.niche_captions else None,
        similar_to=row.similar_to,
        comments=row.comments or 0,
        comment_languages=_counts(row.comment_languages),
        caption_languages=_counts(row.languages),
        places=_counts(row.places),
        places_read=row.places_at is not None,
        stated=audience_of(json.loads(row.stated)) if row.stated else None,
        stated_on=row.stated_on,
    )


def viral(row: Row) -> Viral | None:
    if row.viral_id is None or row.viral_at is None:
        return None
    return Viral(
        video_id=row.viral_id,
        posted_at=row.viral_at,
        views=row.viral_views or 0,
        times=row.viral_times or 0.0,
        known=row.viral_known or 0,
        provisional=bool(row.viral_provisional),
        rounded=bool(row.viral_rounded),
    )


def jump(row: Row) -> Jump | None:
    if row.jump_since is None or row.jump_until is None or row.jump_amount is None:
        return None
    return Jump(since=row.jump_since, until=row.jump_until, amount=row.jump_amount)


def _reading(
    part: Part, value: float | None, weight: float, row: Row, measured: Measured, place: int, good: Share | None
) -> Reading:
    """row: of that place."""
    brand = measured.brand
    match part:
        case Part.GROWTH:
            low, high = row.growth_low, row.growth_high
            return Reading(value=value, weight=weight, n=row.growth_samples, share=row.growth, low=low, high=high)
        case Part.ENGAGEMENT:
            return Reading(value=value, weight=weight, n=int(measured.engagement[1][place]))
        case Part.EXAMPLES:
            return Reading(value=value, weight=weight, share=row.similarity)
        case Part.STATED:
            return Reading(value=value, weight=weight)
        case Part.REPEATABILITY:
            share = good
        case Part.NICHE:
            share = Share(row.niche_matches or 0, row.niche_captions) if row.niche_captions else None
        case Part.COMMENTS:
            share = audience.in_languages(_counts(row.comment_languages), brand.languages)
            if value is None:  # too few were read
                return Reading(value=None, weight=weight, n=row.comments)
        case Part.CAPTIONS:
            share = audience.in_languages(_counts(row.languages), brand.languages)
        case Part.PLACE:
            share = audience.in_countries(_counts(row.places), brand.countries)
    if share is None:
        return Reading(value=value, weight=weight)
    n = row.comments if part is Part.COMMENTS else share.of  # of n comments read, whatever their language
    return Reading(value=value, weight=weight, n=n, share=share.value, low=share.low, high=share.high)


def _good(measured: Measured, place: int) -> Share | None:
    good, of = (column[place] for column in measured.good)
    return None if math.isnan(good) else Share(int(good), int(of))


def _percentile(value: float | None, places: tuple[Reals, Numbers], place: int) -> Percentile | None:
    below, others = places
    return None if value is None else Percentile(value=value, below=_number(below[place]), n=int(others[place]))


def _gained(amount: int | None, margin: int | None) -> Gained | None:
    return None if amount is None else Gained(amount=amount, margin=margin or 0)


def _counts(text: str | None) -> Mapping[str, int]:
    found: Mapping[str, int] = json.loads(text) if text else {}
    return found


def _number(value: float) -> float | None:
    return None if math.isnan(value) else float(value)
