"""Texts about candidates: one cell for each figure of the Discover table, and its summary. Pure: the current time is
an argument.

Every number says what it is from. What isn't known is said to be so, with the reason, and never counts as 0.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brand_jobs import BrandJob
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.comments import UNKNOWN as NO_LANGUAGE
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.figures import Gained, Trend, Viral
from tiktrack_gui.core.discovery.plans import FoundCounts
from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.discovery.ranked import Percentile, Ranked
from tiktrack_gui.core.discovery.ranking import Ranking
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.pending_reasons import reason_of
from tiktrack_gui.words import activity, counts, discovery, times
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.fit import CONFIDENCE
from tiktrack_gui.words.overview import QUIET, Cell

NameOf = Callable[[str], str]  # the name of a language or country, by its code

PURPOSE = "Small creators who just broke through, and how well they fit your brand"
WHAT_IS_SEEN = "TikTok shows followers’ age, gender and place only in its own marketplace. Here is what can be seen."
TRENDS = {Trend.GROWING: "growing", Trend.FLAT: "flat", Trend.FADING: "fading", Trend.UNKNOWN: "unknown"}
NO_VIRAL = Cell(text=UNKNOWN, below="none seen", tone=QUIET, hint="TikTrack has seen no viral video of this creator")
UNREAD = Cell(text=UNKNOWN, below="not read yet", tone=QUIET, hint="Its videos haven’t been read yet")


def name(one: Ranked) -> str:
    return one.name or one.handle


def url(one: Ranked) -> str:
    """The profile's address."""
    return Creator(id=one.creator_id, handle=one.handle).url


def followers(one: Ranked) -> str:
    """ "≈ 12.4K followers"."""
    return f"{counts.count(one.followers, rounded=one.followers_rounded)} followers"


def creator(one: Ranked, now: float) -> Cell:
    exactly = counts.count(one.followers, rounded=one.followers_rounded, full=True)
    measured = f", measured {times.ago(one.sample_at, now)}" if one.sample_at is not None else ""
    hint = f"{name(one)}\n{exactly} followers{measured}\n{discovery.FOUND[one.found]}, {times.ago(one.found_at, now)}"
    return Cell(text=name(one), below=f"@{one.handle} · {followers(one)}", hint=hint)


def fit(one: Ranked) -> Cell:
    """text: the number. below: the confidence."""
    if one.fit is None:
        return Cell(text=UNKNOWN, below="nothing known", tone=QUIET, hint="No part of the fit is known yet")
    known = sum(part.value is not None for part in one.parts.values() if part.weight > 0)
    asked = sum(part.weight > 0 for part in one.parts.values())
    hint = f"Fit {one.fit} of 100, from {known} of {asked} parts. Confidence: {CONFIDENCE[one.confidence]}."
    return Cell(text=str(one.fit), below=CONFIDENCE[one.confidence], hint=hint)


def why(one: Ranked, now: float) -> Cell:
    """text: the reasons, a line each. below: the first caution."""
    reasons, cautions = discovery.reasons(one, now), discovery.cautions(one, now)
    hint = [*(f"• {reason}" for reason in reasons), *(f"Caution: {caution}" for caution in cautions)]
    return Cell(text="\n".join(reasons), below=cautions[0] if cautions else "", hint="\n".join(hint))


def breakthrough(one: Ranked, now: float) -> Cell:
    """How viral the newest viral video is, and since when."""
    viral = one.viral
    if viral is None:
        return NO_VIRAL if one.read_at is not None or one.watch is Watch.TRACKED else UNREAD
    text = f"{numbers.times(viral.times)} {'followers' if viral.provisional else 'usual'}"
    ago = times.ago(viral.posted_at, now)
    return Cell(text=text, below=f"provisional, {ago}" if viral.provisional else ago, hint=viral_hint(viral, now))


def viral_hint(viral: Viral, now: float) -> str:
    views = counts.count(viral.views, rounded=viral.rounded)
    posted = f"Posted {times.ago(viral.posted_at, now)}, {times.exact_time(viral.posted_at)}"
    if viral.provisional:
        known = f"Provisional, {_videos(viral.known)} known: too few for the usual views"
        return f"{views} views, {numbers.times(viral.times)} the followers\n{known}\n{posted}"
    usual = counts.count(round(viral.views / viral.times), rounded=True) if viral.times else UNKNOWN
    return f"{views} views, {numbers.times(viral.times)} the usual {usual} of {_videos(viral.known)}\n{posted}"


def since_then(one: Ranked, now: float) -> Cell:
    """How the followers developed since the breakthrough."""
    if one.viral is None:
        return Cell(text=UNKNOWN, tone=QUIET, hint="There is no breakthrough to measure from")
    gained = _gained_lines(one)
    if one.trend is Trend.UNKNOWN or one.growth is None:
        since = "not measured yet" if one.since is None else f"tracked since {times.short_date(one.since, now)}"
        hint = ["Too few measurements of TikTrack’s own since the breakthrough. Nothing is reconstructed backwards."]
        return Cell(text="Unknown", below=since, tone=QUIET, hint="\n".join([*hint, *gained]))
    tone = {Trend.GROWING: "ok", Trend.FADING: "bad"}.get(one.trend, "")
    between = ""
    if one.growth_low is not None and one.growth_high is not None:
        between = f", 95% interval {numbers.growth(one.growth_low)} to {numbers.growth(one.growth_high)}"
    hint = [f"{numbers.growth(one.growth)} per week from day 3 on{between}", *gained]
    return Cell(
        text=f"{discovery.estimated(one.growth)}/week",
        below=f"{TRENDS[one.trend]}{_range(one)}",
        tone=tone,
        hint="\n".join(hint),
    )


def _range(one: Ranked) -> str:
    """ ", 12 to 24%": the 95 % interval."""
    if one.growth_low is None or one.growth_high is None:
        return ""
    low, high = (discovery.estimated(share).removeprefix("+") for share in (one.growth_low, one.growth_high))
    return f", {low.removesuffix('%')} to {high}"


def gained(found: Gained | None) -> str:
    """ "+1,240", or "+12.4K ± 200" between rounded counts."""
    if found is None:
        return UNKNOWN
    margin = f" ± {numbers.compact(found.margin)}" if found.margin else ""
    return f"{numbers.signed(found.amount)}{margin}"


def _gained_lines(one: Ranked) -> list[str]:
    days = ((7, one.week), (30, one.month))
    return [f"{gained(found)} followers by day {day}" for day, found in days if found is not None]


def comments(one: Ranked, least: int, language: NameOf) -> Cell:
    """The most frequent language of the comments read. least: fewer of them say nothing."""
    if not one.comments:
        return Cell(text=UNKNOWN, tone=QUIET, hint="No comments read. Choose “Read comments…” to read them.")
    known = {code: number for code, number in one.comment_languages.items() if code != NO_LANGUAGE}
    total = sum(known.values())
    if one.comments < least or not total:
        hint = f"{_comments(one.comments)} read: it takes {least} to say something"
        return Cell(text=UNKNOWN, below=f"{one.comments} of {least} needed", tone=QUIET, hint=hint)
    shares = [f"{numbers.percent(round(number / total, 2))} {language(code)}" for code, number in _largest(known)]
    hint = f"Of {one.comments} comments read, {total} in a known language: {', '.join(shares[:4])}"
    return Cell(text=shares[0], below=f"of {one.comments} comments", hint=hint)


def state(one: Ranked, now: float, days: int) -> Cell:
    """How it is measured. days: for how long a candidate is watched."""
    trouble = f"The last attempt failed: {activity.trouble(one.trouble)}" if one.trouble else ""
    below, tone = ("last try failed", "warn") if one.trouble else ("", "")
    match one.watch:
        case Watch.TRACKED:
            return Cell(text="Tracked", below=below, tone=tone or "ok", hint=trouble or "On your Creators tab")
        case Watch.WATCHED:
            left = max(math.ceil(((one.watched_until or now) - now) / DAY), 0)
            day = min(max(days - left + 1, 1), days)
            until = f"Measured daily until {times.date(one.watched_until)}" if one.watched_until is not None else ""
            return Cell(text="Watched", below=below or f"day {day} of {days}", tone=tone, hint=trouble or until)
        case Watch.WAITING:
            hint = "Waits to be read: its profile and newest videos"
            return Cell(text="Waiting", below=below, tone=tone or QUIET, hint=trouble or hint)
        case Watch.DONE:
            hint = "Its days of daily measurements are over. Track it to go on."
            return Cell(text="Done", below=below or f"after {days} days", tone=tone or QUIET, hint=trouble or hint)
    return Cell(
        text="Seen", below=below, tone=tone or QUIET, hint=trouble or "Only seen so far. “Read now” measures it."
    )


def summary_of(ranking: Ranking, constants: Constants, now: float, shown: int | None) -> str:
    """As `summary`, of all candidates. shown: those that match a search; None = there is none."""
    columns, there = ranking.measured.columns, ranking.counts
    watched = columns.values("watch").count(Watch.WATCHED)
    measured_at = max(filter(None, columns.values("sample_at")), default=None)
    return summary(there.up_and_coming, there.all, watched, constants.watched_at_once, measured_at, now, shown)


def summary(
    up_and_coming: int, total: int, watched: int, slots: int, measured_at: int | None, now: float, shown: int | None
) -> str:
    """ "38 up-and-coming of 412 candidates · 40 of 40 watched · measured 2 h ago". shown: those that match a search;
    None = there is none.
    """
    matching = [] if shown is None else [f"{shown:,} match"]
    measured = "nothing measured yet" if measured_at is None else f"measured {times.ago(measured_at, now)}"
    candidates = "1 candidate" if total == 1 else f"{total:,} candidates"
    parts = [f"{up_and_coming:,} up-and-coming of {candidates}", f"{watched} of {slots} watched", measured]
    return " · ".join([*matching, *parts])


def sentence(one: Ranked, place: int, now: float, constants: Constants, language: NameOf) -> str:
    """A row for screen readers."""
    fitting = "fit not known" if one.fit is None else f"fit {one.fit}, confidence {CONFIDENCE[one.confidence]}"
    said = [f"{place}. {name(one)}", f"@{one.handle}", followers(one), "new" if one.new else "", fitting]
    said += discovery.reasons(one, now)
    if one.cautions:
        said.append(f"caution: {discovery.caution(one, one.cautions[0], now)}")
    for cell in (breakthrough(one, now), since_then(one, now), comments(one, constants.least_comments, language)):
        if cell.text != UNKNOWN:
            said.append(" ".join(filter(None, (cell.text, cell.below))))
    now_state = state(one, now, constants.watched_days)
    return ", ".join(filter(None, [*said, " ".join(filter(None, (now_state.text, now_state.below))).lower()]))


def place_among(found: Percentile | None) -> str:
    """ "More than 81% of 46 accounts", or how many there are to compare with."""
    if found is None:
        return "Not known yet"
    if found.below is None:
        return f"Too few to compare with: {found.n}"
    share = round(found.below, 2)
    if share in (0, 1):
        return f"More than all {found.n} others" if share else f"None of {found.n} others has less"
    return f"More than {numbers.percent(share)} of {found.n} others"


def good_videos(one: Ranked) -> tuple[str, str]:
    """How many videos are good ones for accounts of this size, and what that means."""
    if one.good is None:
        return UNKNOWN, "Too few accounts of this size to compare with"
    reading = one.parts.get(Part.REPEATABILITY)
    between = ""
    if reading is not None and reading.low is not None and reading.high is not None:
        low, high = (numbers.percent(round(share, 2)) for share in (reading.low, reading.high))
        between = f": {low} to {high} of its videos, an estimate"
    return f"{one.good} of {one.good_of}", f"Well above the usual views of accounts of this size{between}"


def niche(one: Ranked) -> tuple[str, str]:
    if one.niche is None:
        return UNKNOWN, "No captions read, or no niche words given"
    matches, captions = one.niche
    return f"{matches} of {captions}", ""


def viral_line(viral: Viral, now: float) -> str:
    """ "1.2M views · 12× usual · 9 d ago"."""
    views = f"{counts.count(viral.views, rounded=viral.rounded)} views"
    compared = f"{numbers.times(viral.times)} {'followers' if viral.provisional else 'usual'}"
    return " · ".join((views, compared, times.ago(viral.posted_at, now)))


def band(edges: tuple[int, int] | None, creators: int) -> str:
    """Whom a creator is compared with."""
    if edges is None:
        return "The number of followers isn’t known, so there is nobody to compare with."
    low, high = (numbers.compact(edge) for edge in edges)
    return f"Compared with {creators:,} creators of {low}–{high} followers."


def shares(found: Mapping[str, int], called: NameOf) -> str:
    """ "Germany 4, Austria 1"."""
    return ", ".join(f"{called(code)} {number}" for code, number in _largest(found))


def named(several: Sequence[Ranked]) -> str:
    """ "@ann", or "3 candidates"."""
    return f"@{several[0].handle}" if len(several) == 1 else f"{len(several)} candidates"


def _largest(found: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))


def _videos(number: int) -> str:
    return "1 video" if number == 1 else f"{number} videos"


def _comments(number: int) -> str:
    return "1 comment" if number == 1 else f"{number} comments"


def tracking(several: Sequence[Ranked], list_name: str) -> str:
    """Says that they are tracked from now on. list_name: "" = without a list."""
    return f"Tracking {named(several)}{f' in “{list_name}”' if list_name else ''}"


def tracked_already(several: Sequence[Ranked]) -> str:
    return f"{_subject(several)} already tracked"


def dismissed(several: Sequence[Ranked]) -> str:
    return f"Moved {named(several)} to Not interesting"


def restored(several: Sequence[Ranked]) -> str:
    return f"{_subject(several)} interesting again"


def _subject(several: Sequence[Ranked]) -> str:
    return f"{named(several)} {'is' if len(several) == 1 else 'are'}"


def found(brought: FoundCounts) -> str:
    """What a search for candidates brought."""
    new = brought.stored + brought.searched
    if not new:
        outside = f"; {brought.outside} of another size" if brought.outside else ""
        return f"No new candidates found{outside}"
    reading = f". Reading {brought.queued} of them, the most promising first" if brought.queued else ""
    return f"Found {new:,} new {'candidate' if new == 1 else 'candidates'}{reading}"


def stage(text: str, done: int, wanted: int) -> str:
    """ "Searching for “pasta”, 1 of 3"."""
    return f"{text}, {done} of {wanted}" if text and wanted else text


def pending(jobs: Sequence[BrandJob]) -> tuple[str, str, str]:
    """Who is still to be looked up: how many, what to do about those that failed, and why they did; "" = nothing."""
    failed = [job for job in jobs if job.state is PendingState.FAILED]
    if failed:
        why = "\n".join(f"{job.given}: {reason_of(job) or 'unknown reason'}" for job in failed)
        return f"{len(failed)} couldn’t be looked up", "Try again", why
    return (f"{len(jobs)} to be looked up" if jobs else ""), "", ""
