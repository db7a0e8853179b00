"""Texts of a campaign's figures in the window, one cell for each. Pure: the current time is an argument."""

from __future__ import annotations

from datetime import date

from tiktrack_gui.core import numbers
from tiktrack_gui.core.campaigns import Cost, Result, Standing, Totals, Usual
from tiktrack_gui.core.models import VideoCount
from tiktrack_gui.words import campaign_pages as pages
from tiktrack_gui.words import campaigns as words
from tiktrack_gui.words import counts, times, videos
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.overview import QUIET, Cell

NO_PRICE = Cell(text="Add price", tone=QUIET, hint=f"No price yet. {pages.EDIT_PRICE}")
NO_DATE = Cell(text=UNKNOWN, tone=QUIET, hint=f"No date yet. {pages.EDIT_DATE}")


def cell(one: Result, column: str, currency: str, now: float) -> Cell:
    """column: the name of a column of the table."""
    match column:
        case "VIDEO":
            return _video(one, now)
        case "POSTED":
            return _posted(one, now)
        case "AGREED":
            return _agreed(one, now)
        case "VIEWS":
            return _views(one)
        case "ENGAGEMENT":
            return _engagement(one)
        case "PRICE":
            return price(one, currency)
        case "CPM":
            return _cost(one, one.per_thousand, currency)
        case "PER_ENGAGEMENT":
            return _cost(one, one.per_engagement, currency)
        case "USUAL":
            return usual(one.usual) if one.sample is not None else _nothing(one)
    return measured(one, now)


def edited(one: Result, column: str) -> str:
    """The text that a cell is edited as."""
    if column == "PRICE":
        return words.price_entered(one.entry)
    return one.entry.agreed_on or ""


def day(agreed_on: str, now: float) -> str:
    """An ISO date: "12 Oct" this year, else "12 Oct 2025"."""
    when = date.fromisoformat(agreed_on)
    year = f" {when.year}" if when.year != times.local(now).year else ""
    return f"{when.day} {times.month(when.month)}{year}"


def searched(one: Result) -> str:
    """What a search looks in."""
    name = one.creator.name if one.creator is not None else ""
    caption = one.video.caption if one.video is not None else ""
    return " ".join(filter(None, (one.handle, name, caption, str(one.entry.video_id))))


def price(one: Result, currency: str) -> Cell:
    if one.entry.cents is None:
        return NO_PRICE if not one.entry.is_gift else Cell(text="Gift", tone=QUIET, hint="A gift without a value yet")
    below = "gift" if one.entry.is_gift else ""
    meant = "What the gift is worth" if one.entry.is_gift else "What you paid"
    return Cell(text=words.money(one.entry.cents, currency), below=below, hint=f"{meant}. {pages.EDIT_PRICE}")


def usual(found: Usual | None) -> Cell:
    """How many times the usual views it has, and of how many videos these are."""
    hint = words.usual_explained(found)
    if found is None or found.times is None:
        return Cell(text=UNKNOWN, tone=QUIET, hint=hint)
    text = videos.times_usual(found.times).removesuffix(" usual")
    return Cell(text=text, below=f"of {found.views.videos}", tone=_tone(found), hint=hint)


def measured(one: Result, now: float) -> Cell:
    at = one.measured_at
    if at is None:
        return Cell(text="Not yet", tone=QUIET, hint=pages.SCHEDULE)
    text = times.ago(at, now).removesuffix(" ago")
    return Cell(text=text, hint=f"Measured {times.exact_time(at)}")


def rate(share: float | None, *, rounded: bool = False) -> str:
    """ "≈ 7.7%"."""
    return UNKNOWN if share is None else f"{numbers.mark(rounded=rounded)}{numbers.percent(share)}"


def is_rate_rounded(one: Result) -> bool:
    parts = (one.views, one.engagement)
    return any(part.rounded for part in parts if part is not None)


def sentence(one: Result, currency: str, now: float) -> str:
    """Returns a row of the table for screen readers."""
    sample = one.sample
    parts = [pages.video_name(one)]
    if state := pages.standing(one):
        parts.append(state.lower())
    if sample is not None:
        parts.append(f"{counts.video_count(sample, VideoCount.VIEWS)} views")
        parts.append(f"{rate(one.engagement_rate, rounded=is_rate_rounded(one))} engagement")
    priced = price(one, currency)
    parts.append(" ".join(filter(None, (priced.text if one.entry.cents is not None else "no price", priced.below))))
    if one.per_thousand is not None:
        parts.append(f"{words.cost(one.per_thousand, currency)} per 1,000 views")
    if one.usual is not None and one.usual.times is not None:
        parts.append(videos.times_usual(one.usual.times))
    if one.measured_at is not None:
        parts.append(f"measured {times.ago(one.measured_at, now)}")
    return ", ".join(parts)


# The totals

CAPTIONS = {
    "cost": "Cost",
    "views": "Views",
    "engagement": "Engagement",
    "per_thousand": "Per 1,000 views",
    "per_engagement": "Per engagement",
}
MEANINGS = {
    "cost": "The prices of all videos; gifts count at their value",
    "views": "The views of all videos that were measured",
    "engagement": "Likes, comments and shares of all videos divided by their views",
    "per_thousand": f"{words.CPM_HINT}\n{words.TOTAL_HINT}",
    "per_engagement": f"{words.PER_ENGAGEMENT_HINT}\n{words.TOTAL_HINT}",
}


def total(found: Totals, key: str, currency: str) -> tuple[str, str, str]:
    """Returns a figure of the totals, what stands beside it, and what its tooltip says besides."""
    if key == "cost":
        return _total_cost(found, currency)
    if key == "views":
        exact = f"{words.number(found.views, full=True)} views of {_of(found.measured, found)}"
        return words.number(found.views), "", exact
    if key == "engagement":
        exact = f"{words.number(found.engagement, full=True)} likes, comments and shares"
        return rate(found.engagement_rate, rounded=_is_rounded(found)), "", exact
    which = found.per_thousand if key == "per_thousand" else found.per_engagement
    of = f"{found.counted} of {found.videos}" if which is not None and found.counted < found.videos else ""
    return words.cost(which, currency), of, f"Of {_of(found.counted, found)}"


def _total_cost(found: Totals, currency: str) -> tuple[str, str, str]:
    if found.cents is None:
        return UNKNOWN, "", "No video has a price yet"
    gifts = f"{words.money(found.gift_cents, currency)} of it in gifts" if found.gifts else ""
    of = f"{found.priced} of {found.videos}" if found.priced < found.videos else ""
    return words.money(found.cents, currency), of, "\n".join(filter(None, (f"Of {_of(found.priced, found)}", gifts)))


def _of(number: int, found: Totals) -> str:
    return f"{number} of {pages.number(found.videos)}" if number < found.videos else pages.number(number)


def _is_rounded(found: Totals) -> bool:
    return any(part.rounded for part in (found.views, found.engagement) if part is not None)


def _video(one: Result, now: float) -> Cell:
    state, by = pages.standing(one), f"@{one.handle}" if one.handle else "Creator not known yet"
    if one.creator is not None and one.creator.name:
        by = f"{one.creator.name} · {by}"
    tone = {Standing.FAILED: "warn", Standing.GONE: "warn"}.get(one.standing, "")
    below = f"{state} · @{one.handle}" if tone and one.handle else state if tone else by
    if one.video is None:
        text = f"@{one.handle}" if one.handle else f"Video {one.entry.video_id}"
        return Cell(text=text, below=state, tone=tone, hint=f"{one.entry.url}\n{words.standing(one, now)}")
    ad = "Labelled as advertising" if one.video.ad else ""
    hint = "\n".join(filter(None, (one.video.caption.strip(), by, state, ad)))
    return Cell(text=videos.caption(one.video.caption), below=below, tone=tone, hint=hint)


def _posted(one: Result, now: float) -> Cell:
    if one.video is None:
        return _nothing(one)
    at = one.video.posted_at
    return Cell(text=times.short_date(at, now), hint=f"Posted {times.exact_time(at)}")


def _agreed(one: Result, now: float) -> Cell:
    if one.entry.agreed_on is None:
        return NO_DATE
    return Cell(text=day(one.entry.agreed_on, now), hint=pages.EDIT_DATE)


def _views(one: Result) -> Cell:
    if one.views is None:
        return _nothing(one)
    return Cell(text=words.number(one.views), hint=f"{words.number(one.views, full=True)} views")


def _engagement(one: Result) -> Cell:
    if one.engagement is None:
        return _nothing(one)
    text = rate(one.engagement_rate, rounded=is_rate_rounded(one))
    parts = (("likes", one.likes), ("comments", one.comments), ("shares", one.shares))
    hint = ", ".join(f"{words.number(found, full=True)} {what}" for what, found in parts)
    return Cell(text=text, below=words.number(one.engagement), hint=hint)


def _cost(one: Result, found: Cost | None, currency: str) -> Cell:
    if found is None:
        hint = "It takes a price" if one.entry.cents is None else "Not measured yet"
        return Cell(text=UNKNOWN, tone=QUIET, hint=hint)
    return Cell(text=words.cost(found, currency))


def _nothing(one: Result) -> Cell:
    return Cell(text=UNKNOWN, tone=QUIET, hint=pages.standing(one) or "Not known")


def _tone(found: Usual) -> str:
    """Clearly above the usual, clearly below it, or neither."""
    if found.times is None:
        return ""
    return "ok" if found.times.ratio >= 1.2 else "bad" if found.times.ratio < 0.8 and not found.times.at_least else ""
