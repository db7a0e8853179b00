"""Texts about campaigns: prices, costs, what videos brought, and who advertises for whom. Pure."""

from __future__ import annotations

import datetime

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.campaign_schedule import MEASURED_UNTIL, NOT_FOUND, is_not_shown
from tiktrack_gui.core.campaigns import (
    PER,
    Advertised,
    BrandAds,
    Campaign,
    CampaignVideo,
    Cost,
    Count,
    Result,
    Standing,
    Totals,
    Usual,
)
from tiktrack_gui.core.durations import HOUR
from tiktrack_gui.core.money import DECIMALS, SIGNS
from tiktrack_gui.core.pasted_videos import PastedVideo
from tiktrack_gui.core.pasted_videos import Standing as Pasted
from tiktrack_gui.services.campaign_measuring import Measured, Progress
from tiktrack_gui.services.campaigns import Added
from tiktrack_gui.words import activity, times
from tiktrack_gui.words.counts import UNKNOWN, count
from tiktrack_gui.words.creators import views_hint
from tiktrack_gui.words.text import listed
from tiktrack_gui.words.videos import times_usual

CPM = "Cost per 1,000 views"
PER_ENGAGEMENT = "Cost per engagement"
CPM_HINT = f"Price divided by views, times {PER:,}. A gift counts at its value."
PER_ENGAGEMENT_HINT = "Price divided by likes, comments and shares together. A gift counts at its value."
TOTAL_HINT = (
    "Only of videos that have a price and were measured: their prices together, divided by their counts together."
)
USUAL_HINT = (
    "The video’s views compared with the median of the same creator’s other videos: of those measured at about the "
    "same age for a video younger than 48 h, otherwise of those at least 48 h old. Ads and pinned videos don’t count."
)
ADVERTISED_HINT = (
    "Videos that TikTok or the creator labels as advertising, and videos that mention the brand of one of your "
    "campaigns. Only videos that TikTrack knows of tracked creators count."
)
PASTE_HINT = "One video per line: a link, then its price if you know it, such as: 150"
NO_VIDEOS = "No videos yet"
NOBODY_ADVERTISED = "None of the tracked creators has advertised, as far as their known videos say"
NOBODY = "nobody mentioned"  # as whom a video advertises for
FINE = 10  # cents; below, a cost has a decimal more, since costs of single reactions are that small
NOT_MEASURED = "not measured yet"


def money(cents: float, currency: str, *, at_most: bool = False, rounded: bool = False) -> str:
    """ "$150", "€12.35", "€0.024", "CHF 1,250.50", "¥1,200"; "< $0.001" for less than can be written.

    Whole amounts have no decimals. at_most, rounded: as of a Cost.
    """
    mark = "≤ " if at_most else numbers.mark(rounded=rounded)
    sign = SIGNS.get(currency, f"{currency} ")
    decimals = DECIMALS.get(currency, 2)
    if decimals and 0 < cents < FINE and cents != int(cents):
        decimals += 1
    amount = round(cents / 100, decimals)
    if cents and not amount:
        return f"< {sign}{10**-decimals:.{decimals}f}"
    return f"{mark}{sign}{amount:,.0f}" if amount == int(amount) else f"{mark}{sign}{amount:,.{decimals}f}"


def cost(found: Cost | None, currency: str) -> str:
    """ "≈ €12.35", or "—"."""
    if found is None:
        return UNKNOWN
    return money(found.cents, currency, at_most=found.at_most, rounded=found.rounded)


def price(entry: CampaignVideo, currency: str) -> str:
    """ "$150", "$80 gift", or "—"."""
    if entry.cents is None:
        return "gift" if entry.is_gift else UNKNOWN
    return f"{money(entry.cents, currency)}{' gift' if entry.is_gift else ''}"


def price_entered(entry: CampaignVideo) -> str:
    """The price as it is edited: "150", "99.50", or ""."""
    if entry.cents is None:
        return ""
    return str(entry.cents // 100) if entry.cents % 100 == 0 else f"{entry.cents / 100:.2f}"


def number(found: Count | None, *, full: bool = False) -> str:
    """ "≈ 48.2K", or "—"."""
    if found is None:
        return UNKNOWN
    return count(found.number, rounded=found.rounded, repaired=found.at_least, full=full)


def rate(found: float | None) -> str:
    """ "7.7%", or "—"."""
    return UNKNOWN if found is None else numbers.percent(found)


def usual(found: Usual | None) -> str:
    """ "≈ 2.3× usual", or "—"."""
    return UNKNOWN if found is None or found.times is None else times_usual(found.times)


def usual_explained(found: Usual | None) -> str:
    """ "Usual: ≈ 12.4K views at 5 h (median of 12 videos)", or what is missing for it."""
    if found is None:
        return f"Known once the video was measured\n{USUAL_HINT}"
    at_age = "" if found.age is None else f" at {durations.age(found.age)}"
    if found.views.median is None:
        videos = _counted(found.views.videos, "video")
        aged = "" if found.age is None else f" measured at about that age ({durations.age(found.age)})"
        return f"Not enough known: {videos} of the creator{aged}\n{USUAL_HINT}"
    median = count(found.views.median, rounded=found.views.rounded, repaired=found.views.repaired, full=True)
    return f"Usual: {median} views{at_age} ({views_hint(found.views)})\n{USUAL_HINT}"


def creator(result: Result) -> str:
    """ "@ann", or "Not known yet"."""
    return f"@{result.handle}" if result.handle else "Not known yet"


def agreed(entry: CampaignVideo) -> str:
    """ "20 Oct 2026", or "—"."""
    if entry.agreed_on is None:
        return UNKNOWN
    try:
        day = datetime.date.fromisoformat(entry.agreed_on)
    except ValueError:
        return entry.agreed_on
    return f"{day.day} {times.month(day.month)} {day.year}"


def standing(result: Result, now: float) -> str:
    """ "measured 18 min ago", "gone, noticed 2 d ago", "not measured yet", or why it couldn't be measured."""
    match result.standing:
        case Standing.GONE if result.video is not None and result.video.gone_at is not None:
            return f"gone, noticed {times.ago(result.video.gone_at, now)}"
        case Standing.MEASURED:
            measured = f"measured {times.ago(result.measured_at or 0, now)}"
            if not result.entry.trouble:
                return measured
            return f"{measured}; last try: {activity.trouble(result.entry.trouble).lower()}"
        case Standing.FAILED:
            tried = f", tried {times.ago(result.entry.tried_at, now)}" if result.entry.tried_at else ""
            return f"{activity.trouble(result.entry.trouble).lower()}{tried}"
        case _:
            return NOT_MEASURED


def standing_explained(result: Result) -> str:
    """Says what the standing means."""
    days = round(MEASURED_UNTIL / durations.DAY)
    match result.standing:
        case Standing.GONE:
            return "TikTok doesn’t show this video any more. Its numbers are the last that were measured."
        case Standing.FAILED if result.entry.failures >= NOT_FOUND and is_not_shown(result.entry.trouble):
            return "TikTok said three times that it isn’t there. Check the link, or measure it once more."
        case Standing.FAILED:
            return "TikTrack tries again by itself, less and less often."
        case Standing.WAITING:
            return "TikTrack measures it as soon as the limit of requests allows."
        case Standing.MEASURED:
            return f"Measured hourly for 3 days after it was posted, then daily until it is {days} days old."


def of_total(totals: Totals) -> str:
    """ "7 of 9 videos": what the total costs are of; "" if they are of all."""
    if totals.counted == totals.videos:
        return ""
    return f"{numbers.grouped(totals.counted)} of {_counted(totals.videos, 'video')}"


def summary(totals: Totals, currency: str, now: float) -> str:
    """ "9 videos · €1,250 · ≈ 482K views · 7.7% engagement · measured 3 min to 2 d ago"."""
    if not totals.videos:
        return NO_VIDEOS
    parts = [_counted(totals.videos, "video")]
    if totals.cents is not None:
        parts.append(spent(totals, currency))
    if totals.views is not None:
        parts.append(f"{number(totals.views)} views")
    if totals.engagement_rate is not None:
        parts.append(f"{rate(totals.engagement_rate)} engagement")
    parts.append(measured_when(totals, now))
    return " · ".join(parts)


def spent(totals: Totals, currency: str) -> str:
    """ "€1,250, €80 of it gifts", or "—"."""
    if totals.cents is None:
        return UNKNOWN
    gifts = f", {money(totals.gift_cents, currency)} of it gifts" if totals.gift_cents else ""
    return f"{money(totals.cents, currency)}{gifts}"


def measured_when(totals: Totals, now: float) -> str:
    """ "measured 3 min ago", "7 of 9 measured, the oldest 2 d ago", or "not measured yet"."""
    if totals.measured_from is None:
        return NOT_MEASURED
    when = times.ago(totals.measured_from, now)
    if totals.measured < totals.videos:
        return f"{numbers.grouped(totals.measured)} of {numbers.grouped(totals.videos)} measured, the oldest {when}"
    alike = totals.measured == 1 or (totals.measured_to or 0) - totals.measured_from < HOUR
    return f"measured {when}" if alike else f"measured, the oldest {when}"


def stage(progress: Progress) -> str:
    """ "Measuring @ann’s video 3/9, done in about 40 s"."""
    whose = f"@{progress.handle}’s video" if progress.handle else "a video"
    what = "Following short link" if progress.links else f"Measuring {whose}"
    left = f", done in about {durations.wait(progress.seconds)}" if progress.seconds > 1 else ""
    return f"{what} {min(progress.done + 1, progress.total)}/{progress.total}{left}"


def will_take(seconds: float) -> str:
    """ "Takes about 3 min", or "" if it is short."""
    return f"Takes about {durations.wait(seconds)}" if seconds > 1 else ""


def measured(done: Measured) -> str:
    """ "Measured 7 videos, 1 is gone, 1 couldn’t be measured"."""
    parts = [f"Measured {_counted(done.measured, 'video')}"]
    if done.gone:
        parts.append(f"{numbers.grouped(done.gone)} {'is' if done.gone == 1 else 'are'} gone")
    if done.failed:
        parts.append(f"{numbers.grouped(len(done.failed))} couldn’t be measured")
    return ", ".join(parts)


def added(done: Added) -> str:
    """ "Added 7 videos", and how many links lead nowhere."""
    found = f"Added {_counted(len(done.videos), 'video')}"
    if not done.failed:
        return found
    return f"{found}; {_counted(len(done.failed), 'short link')} couldn’t be followed"


def pasted(entry: PastedVideo, currency: str) -> str:
    """Says what becomes of a pasted entry: "New, $150", "Already in the campaign", or why not."""
    match entry.standing:
        case Pasted.NEW:
            terms = [money(entry.cents, currency)] if entry.cents is not None else []
            terms += ["gift"] if entry.is_gift else []
            terms += [entry.agreed_on] if entry.agreed_on else []
            return ", ".join(["New", *terms])
        case Pasted.THERE:
            return "Already in the campaign"
        case Pasted.TWICE:
            return f"The same as entry {entry.first}"
        case Pasted.REFUSED:
            return str(entry.fault)


def created(campaign: Campaign) -> str:
    return f"Created the campaign “{campaign.name}”"


def changed(campaign: Campaign, before: Campaign) -> str:
    if campaign.currency == before.currency:
        return f"Changed the campaign “{campaign.name}”"
    return f"“{campaign.name}” is in {campaign.currency} now. Prices keep their numbers; nothing was converted"


def removed(campaign: Campaign) -> str:
    return f"Removed the campaign “{campaign.name}”"


def removed_videos(number_of: int) -> str:
    return f"Removed {_counted(number_of, 'video')}"


def advertised(one: Advertised, now: float) -> str:
    """ "12 of 140 known videos advertise, since 20 Oct, the latest 3 d ago"."""
    verb = "advertises" if one.ads == 1 else "advertise"
    of = f"{numbers.grouped(one.ads)} of {_counted(one.known, 'known video')} {verb}"
    if one.ads == 1:
        return f"{of}, posted {times.ago(one.last, now)}"
    return f"{of}, since {times.short_date(one.since, now)}, the latest {times.ago(one.last, now)}"


def brand(one: BrandAds) -> str:
    """ "@acme", or "nobody mentioned"."""
    return f"@{one.handle}" if one.handle else NOBODY


def brand_ads(one: BrandAds) -> str:
    """ "@acme 3×", "@acme 3× (1 not labeled)"."""
    total = len(one.videos)
    unlabelled = total - one.disclosed
    told = "" if not unlabelled else " (not labeled)" if unlabelled == total else f" ({unlabelled} not labeled)"
    return f"{brand(one)} {numbers.grouped(total)}×{told}"


def for_whom(one: Advertised, most: int = 3) -> str:
    """ "@acme 3×, @soda 1× and 2 more"."""
    shown = [brand_ads(found) for found in one.brands[:most]]
    rest = len(one.brands) - len(shown)
    return listed([*shown, f"{rest} more"]) if rest else listed(shown)


def _counted(number_of: int, what: str) -> str:
    return f"{numbers.grouped(number_of)} {what}{'' if number_of == 1 else 's'}"
