"""Texts about who advertises, one cell for each figure. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.campaigns import Advertised, BrandAds
from tiktrack_gui.core.models import CreatorCount, Video, VideoCount
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.words import campaigns, counts, times
from tiktrack_gui.words.overview import Cell

PURPOSE = "Which tracked creators have advertised, for whom and how often"
ADS = f"Videos that advertise, of those known. {campaigns.ADVERTISED_HINT}"
BRANDS = "Whom the captions of these videos mention, and how often, the most frequent first"
TITLE = "Nobody advertises, as far as is known"
NOBODY = (
    "None of the known videos of your tracked creators is labelled as advertising, or mentions the brand of one of "
    "your campaigns."
)


def creator(one: Advertised) -> Cell:
    known = one.creator
    name = known.name or f"@{known.handle}"
    return Cell(text=name, below=f"@{known.handle}" if known.name else "", hint=known.bio or "")


def followers(one: Advertised) -> Cell:
    sample, which = one.creator.sample, CreatorCount.FOLLOWERS
    hint = f"{counts.creator_count(sample, which, full=True)} followers"
    return Cell(text=counts.creator_count(sample, which), hint=hint)


def ads(one: Advertised) -> Cell:
    return Cell(text=grouped(one.ads), below=f"of {grouped(one.known)}", hint=ADS)


def brands(one: Advertised, now: float) -> Cell:
    """The most frequent ones, and how many there are besides."""
    first, *others = [brand(found) for found in one.brands[:2]] or ["—"]
    rest = len(one.brands) - 2
    below = ", ".join([*others, *([f"{rest} more"] if rest > 0 else [])])
    hint = "\n".join(f"{campaigns.brand_ads(found)}, the latest {times.ago(found.last, now)}" for found in one.brands)
    return Cell(text=first, below=below, hint=hint)


def brand(one: BrandAds) -> str:
    """ "@acme 3×"."""
    name = campaigns.brand(one)
    return f"{name[0].upper() if one.handle is None else name[0]}{name[1:]} {grouped(len(one.videos))}×"


def when(at: int, now: float) -> Cell:
    return Cell(text=times.short_date(at, now), hint=times.exact_time(at))


def searched(one: Advertised) -> str:
    names = [found.handle or "" for found in one.brands]
    return " ".join(filter(None, (one.creator.handle, one.creator.name, *names)))


def sentence(one: Advertised, now: float) -> str:
    """Returns a row for screen readers."""
    name = one.creator.name or f"@{one.creator.handle}"
    return f"{name}: {campaigns.advertised(one, now)}. {campaigns.for_whom(one)}"


def summary(found: Sequence[Advertised], shown: int | None) -> str:
    """The page’s quiet line. shown: how many a search found; None = all are shown."""
    if not found:
        return PURPOSE
    creators = "1 creator advertises" if len(found) == 1 else f"{grouped(len(found))} creators advertise"
    named = {brand.handle for one in found for brand in one.brands if brand.handle}
    whom = "" if not named else "for 1 account" if len(named) == 1 else f"for {grouped(len(named))} accounts"
    narrowed = "" if shown is None else f"{grouped(shown)} shown"
    return " · ".join(filter(None, (" ".join(filter(None, (creators, whom))), narrowed)))


def ad(video: Video, now: float) -> str:
    """What belongs to one of the videos in the details: "12 Oct · ≈ 48.2K views"."""
    views = counts.video_count(video.sample, VideoCount.VIEWS)
    return f"{times.short_date(video.posted_at, now)} · {views} views"
