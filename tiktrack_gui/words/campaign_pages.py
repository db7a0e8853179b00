"""Texts of the Campaigns tab beside its figures. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiktrack_gui.core.campaigns import LONGEST_NOTE, Campaign, Result, Standing, Totals
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.pasted_videos import Standing as Pasted
from tiktrack_gui.services.campaign_measuring import Progress
from tiktrack_gui.words import campaigns, refreshing, times, videos

PURPOSE = "What your campaigns’ videos cost, and what they brought"
EDIT_PRICE = "Double-click or press F2 to change it."
EDIT_DATE = "Double-click or press Shift+F2 to change it."
CURRENCY = "All prices of the campaign are in this currency."
BRAND = "Optional. Videos that mention it count as advertising under “Who advertises”."
MEASURE = "Measure now"
SCHEDULE = "TikTrack measures each video hourly for 3 days after it was posted, then daily until it is 30 days old."
PASTE = "Paste links to videos, one per line. A price, the word “gift” and a date may stand behind each."
PLACEHOLDER = (
    "https://www.tiktok.com/@creator/video/7300000000000000000  150\nhttps://vm.tiktok.com/ZMexample/  gift 80"
)
WITHOUT_OWN = "For videos without a price or date of their own:"


def about(campaign: Campaign) -> str:
    """What stands below a campaign’s name: "@oatandgrain · EUR"."""
    return " · ".join(filter(None, (campaign.brand and f"@{campaign.brand}", campaign.currency)))


def currency(before: Campaign, chosen: str) -> str:
    """What stands below the currency in the form. before: as it is stored; a new one has no prices yet."""
    if before.id is None or chosen == before.currency:
        return CURRENCY
    return f"Prices keep their numbers: 150 {before.currency} becomes 150 {chosen}. Nothing is converted."


def too_long(length: int) -> str:
    return f"The note has {length:,} characters. Use {LONGEST_NOTE:,} at most."


def video_name(one: Result) -> str:
    """How a video is called: by its creator and its caption, or else by its ID."""
    whose = f"@{one.handle}" if one.handle else ""
    what = videos.caption(one.video.caption) if one.video is not None else f"video {one.entry.video_id}"
    return f"{whose}: {what}" if whose else what


def number(count: int) -> str:
    return "1 video" if count == 1 else f"{grouped(count)} videos"


def named(some: Sequence[Result]) -> str:
    """ "the video of @one", "3 videos"."""
    if len(some) == 1 and some[0].handle:
        return f"the video of @{some[0].handle}"
    return number(len(some))


def summary(totals: Totals, shown: int | None, next_at: float | None, now: float) -> str:
    """The page’s quiet line: "7 videos · 1 gone · 5 of 7 measured, the oldest 2 d ago · next one in 12 min".

    shown: how many a search found; None = all are shown. next_at: when one is measured next by itself, if any is.
    """
    if not totals.videos:
        return PURPOSE
    counted = number(totals.videos) if shown is None else f"{grouped(shown)} of {number(totals.videos)}"
    gone = f"{grouped(totals.gone)} gone" if totals.gone else ""
    soon = "" if next_at is None else "next one soon" if next_at <= now else f"next one {times.until(next_at, now)}"
    return " · ".join(filter(None, (counted, campaigns.measured_when(totals, now), gone, soon)))


def removed(some: Sequence[Result], campaign: Campaign) -> str:
    return f"Removed {named(some)} from “{campaign.name}”"


def priced(some: Sequence[Result], price: str) -> str:
    """price: as it is shown now; "" = none."""
    return f"Price of {named(some)}: {price}" if price else f"Removed the price of {named(some)}"


def dated(some: Sequence[Result], day: str) -> str:
    return f"Date of {named(some)}: {day}" if day else f"Removed the date of {named(some)}"


def gifted(some: Sequence[Result], *, is_gift: bool) -> str:
    return f"Marked {named(some)} as {'a gift' if is_gift else 'paid'}"


def discarded(name: str) -> str:
    return f"Changes to “{name}” weren’t saved" if name else "The new campaign wasn’t saved"


def standing(one: Result) -> str:
    """What the video is besides measured; "" for one that is."""
    match one.standing:
        case Standing.WAITING:
            return "Not measured yet"
        case Standing.FAILED:
            return "Couldn’t be measured"
        case Standing.GONE:
            return "No longer on TikTok"
    return ""


def stage(progress: Progress) -> str:
    """ "3 of 8 · about 31 s left · Measuring @ann"."""
    what = f"Measuring @{progress.handle}" if progress.handle else "Measuring"
    if progress.links:
        what = "Looking up short links"
    return refreshing.progress(what, progress.done, progress.total, progress.seconds or None)


def not_postable(some: Sequence[Result]) -> str:
    """Of videos that were never measured."""
    whom = "it" if len(some) == 1 else "them"
    return f"{named(some)[0].upper()}{named(some)[1:]}: measure {whom} first, then post {whom}"


def tracking(handles: Sequence[str]) -> str:
    return f"Tracking @{handles[0]}" if len(handles) == 1 else f"Tracking {len(handles)} creators"


def add(count: int) -> str:
    """The button that adds what was pasted."""
    return f"Add {number(count)}" if count else "Add videos"


def pasted(numbers: Mapping[Pasted, int]) -> str:
    """ "5 to add · 1 already in the campaign · 2 can’t be used"."""
    parts = (
        (numbers.get(Pasted.NEW, 0), "to add"),
        (numbers.get(Pasted.THERE, 0), "already in the campaign"),
        (numbers.get(Pasted.TWICE, 0), "repeated"),
        (numbers.get(Pasted.REFUSED, 0), "can’t be used"),
    )
    return " · ".join(f"{grouped(number)} {what}" for number, what in parts if number)
