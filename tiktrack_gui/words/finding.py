"""Texts about finding and reading candidates: what is done, and what it costs, before it begins. Pure."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.discovery.plans import COMMENTED_VIDEOS, PLACED_VIDEOS, PROFILE_AND_VIDEOS, Cost, FindPlan
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.words import times

FREE = "no requests"
PLANNING = "Working out what it costs…"
NOTHING_STORED = "None yet: the feed and your hashtags haven’t shown a creator of this size"
NO_TERMS = "Nothing: the brand has no niche words or hashtags"
NOTHING_TO_DO = "There’s nothing to find this way. Choose a search, or add creators yourself."
READ_HINT = f"Profile and newest videos, {PROFILE_AND_VIDEOS} requests each; then measured daily."
COMMENTS = f"Reads the comments below the newest {COMMENTED_VIDEOS} videos, to count their languages."
COMMENTS_KEPT = "Only languages are counted; no text, name or ID of a commenter is kept."
PLACES = f"Reads from which country the newest {PLACED_VIDEOS} videos were posted."
PLACES_KEPT = "That is the creator’s place, not the audience’s."
NOTHING_TO_READ = "There’s nothing new to read. Either it has been read already, or no videos are known yet."
PASTE = "Paste creators, or choose a file with them. Nothing is asked of TikTok before you add them."
RESUMES = "It continues after a restart, without reading anything twice."


def cost(one: Cost) -> str:
    """ "About 47 requests, done in about 4 min. After that, about 28 a day for 14 days."."""
    now = f"{about(one)}." if one.requests else "No requests now."
    if not one.daily:
        return now
    days = f" for {grouped(one.days)} {'day' if one.days == 1 else 'days'}" if one.days else ""
    return f"{now} After that, about {grouped(one.daily)} a day{days}."


def about(one: Cost) -> str:
    """ "About 15 requests, 2 min"."""
    how_long = f"{durations.wait(one.seconds)}" if one.seconds >= MINUTE else "less than a minute"
    return f"About {requests(one.requests)}, {how_long}"


def requests(number: int) -> str:
    return f"{grouped(number)} {'request' if number == 1 else 'requests'}"


def budget(plan: Plan) -> str:
    """ "82 of 240 requests used in the last hour"; "" without a limit."""
    if plan.per_hour is None:
        return ""
    said = f"{grouped(plan.used)} of {grouped(plan.per_hour)} requests used in the last hour"
    return said if plan.left else f"{said}, next one available {times.until(plan.next_in, 0)}"


def beyond_budget(one: Cost, plan: Plan) -> bool:
    """Whether it takes more requests than are left in this hour."""
    return plan.left is not None and one.requests > plan.left


def stored(number: int) -> str:
    """ "132 creators seen in the feed or under your hashtags"."""
    if not number:
        return NOTHING_STORED
    return f"{grouped(number)} {'creator' if number == 1 else 'creators'} seen in the feed or under your hashtags"


def slots(plan: FindPlan) -> str:
    """ "28 of 40 places are free."."""
    free = max(plan.slots - plan.taken, 0)
    if not free:
        taken = f"All {grouped(plan.slots)} places are taken."
        return f"{taken} Track candidates, or mark them as not interesting, to free some."
    return f"{grouped(free)} of {grouped(plan.slots)} places are free."


def free_slots(plan: FindPlan) -> int:
    return max(plan.slots - plan.taken, 0)


def candidates(number: int) -> str:
    return "1 candidate" if number == 1 else f"{grouped(number)} candidates"


def add(number: int) -> str:
    return f"Add {candidates(number)}" if number else "Nobody to add"


def added(number: int) -> str:
    """Said once they are kept."""
    return f"{candidates(number)} added, to be read one after the other"
