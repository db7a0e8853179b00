"""JSON-ready values of campaigns. IDs are text, times ISO 8601 in UTC, prices and costs numbers of the currency.

A count or cost has how exact it is beside it: null, or "exact", "rounded", "at least", "at most".
"""

from __future__ import annotations

from typing import Any

from tiktrack_gui.core.campaigns import (
    Advertised,
    BrandAds,
    Campaign,
    CampaignVideo,
    Cost,
    Count,
    Result,
    Results,
    Totals,
    Usual,
)
from tiktrack_gui.core.exactness import AT_LEAST, EXACT, ROUNDED
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.handles import ShortLink, VideoLink
from tiktrack_gui.core.pasted_videos import PastedVideo

CENTS = 100
AT_MOST = "at most"  # of a cost
COUNTS = ("views", "likes", "comments", "shares", "engagement")
COSTS = ("per_thousand", "per_engagement")


def campaign(one: Campaign) -> dict[str, Any]:
    return {"name": one.name, "currency": one.currency, "brand": one.brand, "note": one.note}


def results(found: Results) -> dict[str, Any]:
    return {
        "campaign": campaign(found.campaign),
        "totals": totals(found.totals),
        "videos": [result(one) for one in found.videos],
    }


def result(one: Result) -> dict[str, Any]:
    """engagement_rate: 0.06 = 6 %. usual: what the views are compared with; times: see `core.campaigns.Usual`."""
    video = one.video
    return {
        **entry(one.entry),
        "handle": one.handle,
        "caption": video.caption if video is not None else None,
        "posted_at": iso(video.posted_at) if video is not None else None,
        "standing": one.standing.value,
        "measured_at": iso(one.measured_at),
        "origin": one.sample.origin.value if one.sample is not None else None,
        "gone_at": iso(video.gone_at) if video is not None else None,
        **{name: _count(getattr(one, name)) for name in COUNTS},
        "engagement_rate": one.engagement_rate,
        **{name: _cost(getattr(one, name)) for name in COSTS},
        "usual": _usual(one.usual),
    }


def entry(one: CampaignVideo) -> dict[str, Any]:
    return {
        "id": str(one.video_id),
        "url": one.url,
        "creator_id": None if one.creator_id is None else str(one.creator_id),
        "price": _money(one.cents),
        "is_gift": one.is_gift,
        "agreed_on": one.agreed_on,
        "added_at": iso(one.added_at),
        "trouble": one.trouble,
    }


def totals(found: Totals) -> dict[str, Any]:
    """counted: how many videos the costs are of."""
    numbers = ("videos", "priced", "gifts", "measured", "gone", "counted")
    return {
        **{name: getattr(found, name) for name in numbers},
        "price": _money(found.cents),
        "of_it_gifts": _money(found.gift_cents),
        **{name: _count(getattr(found, name)) for name in COUNTS},
        "engagement_rate": found.engagement_rate,
        **{name: _cost(getattr(found, name)) for name in COSTS},
        "measured_from": iso(found.measured_from),
        "measured_to": iso(found.measured_to),
    }


def pasted(one: PastedVideo) -> dict[str, Any]:
    """An entry of a list of videos, before any is added."""
    names: str | None = None
    match one.named:
        case VideoLink(id=id_):
            names = str(id_)
        case ShortLink(url):
            names = url
    return {
        "number": one.number,
        "given": one.given,
        "names": names,
        "price": _money(one.cents),
        "is_gift": one.is_gift,
        "agreed_on": one.agreed_on,
        "standing": one.standing.value,
        "error": one.fault.for_terminal if one.fault is not None else None,
    }


def advertised(one: Advertised) -> dict[str, Any]:
    return {
        "id": str(one.creator.id),
        "handle": one.creator.handle,
        "known_videos": one.known,
        "ads": one.ads,
        "since": iso(one.since),
        "last": iso(one.last),
        "brands": [_brand(brand) for brand in one.brands],
    }


def _brand(one: BrandAds) -> dict[str, Any]:
    return {
        "handle": one.handle,
        "ads": len(one.videos),
        "disclosed": one.disclosed,
        "since": iso(one.since),
        "last": iso(one.last),
        "videos": [str(video_id) for video_id in one.videos],
    }


def count_exactness(found: Count) -> str:
    return AT_LEAST if found.at_least else ROUNDED if found.rounded else EXACT


def cost_exactness(found: Cost) -> str:
    return AT_MOST if found.at_most else ROUNDED if found.rounded else EXACT


def amount(cents: float) -> float:
    """A price or cost as a number of the currency."""
    return cents / CENTS


def _count(found: Count | None) -> dict[str, Any] | None:
    return None if found is None else {"number": found.number, "exactness": count_exactness(found)}


def _cost(found: Cost | None) -> dict[str, Any] | None:
    return None if found is None else {"amount": amount(found.cents), "exactness": cost_exactness(found)}


def _usual(found: Usual | None) -> dict[str, Any] | None:
    if found is None:
        return None
    times = None if found.times is None else found.times.ratio
    return {"views": found.views.median, "of_videos": found.views.videos, "at_age_seconds": found.age, "times": times}


def _money(cents: int | None) -> float | None:
    return None if cents is None else amount(cents)
