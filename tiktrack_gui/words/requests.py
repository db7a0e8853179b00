"""Texts about requests to TikTok: used and left, planned next, and needed by the settings. Pure."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.requests import Demand, Outlook, Planned, Reason
from tiktrack_gui.core.sources import TRENDING
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.words import times
from tiktrack_gui.words.activity import Standing

NO_LIMIT = "No limit: the delay between requests is off"
NOTHING = "Nothing is planned"
PAUSED = "Paused"
USUAL: dict[float, str] = {HOUR: "hourly", DAY: "daily", 7 * DAY: "weekly"}
LESS_OFTEN = "Refresh less often, or refreshes will be late."


def used(plan: Plan) -> Standing:
    """ "82 used, 158 left, of 240, next one available now"."""
    if plan.per_hour is None:
        return Standing(color="text3", state="Not counted", detail=NO_LIMIT)
    left = plan.left or 0
    slot = f"of {grouped(plan.per_hour)}, next one available {times.until(plan.next_in, 0)}"
    state = f"{grouped(plan.used)} used, {grouped(left)} left"
    return Standing(color="ok" if left else "warn", state=state, detail=slot)


def planned(outlook: Outlook, now: float, most: int) -> list[str]:
    """Returns a line for each of the next things that are asked, or one that says why there are none."""
    if outlook.paused:
        return [PAUSED]
    return [line(one, now) for one in outlook.planned[:most]] or [NOTHING]


def line(one: Planned, now: float) -> str:
    """ "@anncooks in 3 min: daily refresh"."""
    return f"{_subject(one)} {times.until(one.at, now)}: {_reason(one, now)}"


def _subject(one: Planned) -> str:
    if not one.subject:
        return "Profiles to post"
    name = "Trending feed" if one.subject == TRENDING else one.subject
    if one.reason is Reason.STORY:
        name = f"Story by {name}"
    elif one.reason is Reason.CAMPAIGN:
        name = f"Video {f'by {name}' if name.startswith('@') else name}"
    return f"{name} and {grouped(one.others)} more" if one.others else name


def _reason(one: Planned, now: float) -> str:
    match one.reason:
        case Reason.BLOCKED:
            return f"blocked until {times.clock_time(one.at, now)}"
        case Reason.SPENT:
            return f"limit reached until {times.clock_time(one.at, now)}"
        case Reason.STORY:
            return "measured again"
        case Reason.ADDING:
            return f"to be added, {adding(one.takes)}" if one.takes else "to be added"
        case Reason.SEARCH:
            return f"to be searched for, {adding(one.takes)}" if one.takes else "to be searched for"
        case Reason.CANDIDATE:
            return f"candidates to be read, {adding(one.takes)}" if one.takes else "candidates to be read"
        case Reason.AUDIENCE:
            return "comments or places to be read"
        case Reason.CAMPAIGN:
            return f"measured for a campaign, {adding(one.takes)}" if one.takes else "measured for a campaign"
        case Reason.POSTING:
            return "posting run"
        case Reason.RETRY:
            return "trying again" if one.failures < 2 else f"trying again after {grouped(one.failures)} failures"
        case Reason.EVERY:
            done = f", {adding(one.takes)}" if one.takes else ""
            return _rhythm(one.every or 0) + done


def adding(seconds: float) -> str:
    """ "done in about 14 min": how long it takes to look up creators."""
    return f"done in about {durations.wait(seconds)}"


def _rhythm(every: float) -> str:
    """ "daily refresh", "hourly refresh", "refresh every 15 min"."""
    if every in USUAL:
        return f"{USUAL[every]} refresh"
    unit = next((unit for unit in (DAY, HOUR) if every % unit == 0), MINUTE)
    name = {DAY: "d", HOUR: "h", MINUTE: "min"}[unit]
    return f"refresh every {round(every / unit):,} {name}"


def needed(demand: Demand) -> Standing:
    """ "About 190 an hour, sources 180, creators 7, hot stories 4"."""
    parts = {
        "sources": demand.sources,
        "creators": demand.creators,
        "hot stories": demand.stories,
        "posting": demand.posting,
        "candidates": demand.candidates,
        "campaigns": demand.campaigns,
    }
    color = "bad" if demand.is_over else "warn" if demand.is_near else "ok"
    state = f"About {grouped(demand.total)} an hour"
    if demand.is_over:
        return Standing(color=color, state=state, detail=LESS_OFTEN)
    told = ", ".join(f"{name} {_rounded(value)}" for name, value in parts.items() if value)
    return Standing(color=color, state=state, detail=told)


def need(demand: Demand) -> str:
    """Says what the settings need, and what to do if it is too much."""
    needs = f"These settings need about {_requests(demand.total)} an hour"
    if demand.per_hour is None:
        return f"{needs}."
    if demand.is_over:
        return f"{needs}, but TikTrack makes {grouped(demand.per_hour)} at most. {LESS_OFTEN}"
    return f"{needs}, {'close to the' if demand.is_near else 'of'} {grouped(demand.per_hour)} at most."


def warning(demand: Demand) -> str:
    """As `need` if it is close to the limit or over it, else ""."""
    return need(demand) if demand.is_near else ""


def _rounded(value: float) -> str:
    return "< 1" if value < 0.5 else grouped(round(value))


def _requests(number: int) -> str:
    return f"{grouped(number)} request{'' if number == 1 else 's'}"
