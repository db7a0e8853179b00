"""Texts of the window for keeping notes, statuses and tags, and for filtering by them. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.annotations import BUILT_IN, Annotations
from tiktrack_gui.words import annotations as words
from tiktrack_gui.words import times
from tiktrack_gui.words.text import listed

TITLE = "Status, tags and notes"
NOTHING_KEPT = "No status, tags or notes yet."
IN_PROFILE = "See and change them in the creator’s profile"
MANAGE = "Statuses and tags"
MANAGE_ENTRY = "Statuses and tags…"
SET_STATUS, CHANGE_STATUS = "Set status", "Change status"
CLEAR_STATUS = "Clear status"
ADD_TAG = "Add tag"
NEW_TAG = "New tag…"
NAME_OF_TAG = "Name of the tag"
NOTE_HINT = "Add a note"
NOTE_KEYS = "Ctrl+Enter saves it, and so does leaving the field. Esc takes back what you typed."
NOTE_ADDED, NOTE_CHANGED, NOTE_REMOVED = "Note added", "Note changed", "Note removed"
FILTER = "Filter by status and tags"
CLEAR_FILTER = "Clear filter"
NO_STATUS = words.NO_STATUS
STATUSES_HEADING, TAGS_HEADING = "Status", "Tags"
ALWAYS_THERE = f"{listed([words.status(key) for key in BUILT_IN])} are always there."
OWN_STATUSES, NO_OWN = "Your own statuses", "None of your own yet."
NEW_STATUS, NEW_STATUS_SUCH_AS = "New status", "New status, such as Negotiating"
TAGS, NO_TAGS = "Tags", "No tags yet."
NEW_TAG_NAME, NEW_TAG_SUCH_AS = "New tag", "New tag, such as Vegan"
COLOR = "Color"
COLUMN = "Status and tags"
COLUMN_MEANING = (
    "The status you gave the creator, and your tags. Sorted by the status, in the order of working together."
)


def status_set(status: str, who: str) -> str:
    """ "@one: Contacted", "3 creators: Contacted". status: its key or name."""
    return f"{who}: {words.status(status)}"


def statuses_cleared(who: str) -> str:
    return f"Cleared the status of {who}"


def note_age(created_at: float, notes: int, now: float) -> str:
    """ "2 d ago · and 3 more notes". notes: how many there are."""
    others = notes - 1
    more = "" if not others else "and 1 more note" if others == 1 else f"and {others:,} more notes"
    return " · ".join(filter(None, (times.ago(created_at, now), more)))


def status_removed(status: str) -> str:
    return f"Removed “{words.status(status)}”"


def status_moved(status: str, day: str) -> str:
    """ "Contacted since 12 Oct 2026"."""
    return f"{words.status(status)} since {day}"


def tagged(name: str, who: str) -> str:
    return f"Tagged {who} “{name}”"


def untagged(name: str, who: str) -> str:
    return f"Removed “{name}” from {who}"


def created(name: str) -> str:
    return f"Created “{name}”"


def renamed(before: str, now: str) -> str:
    return f"Renamed “{before}” to “{now}”"


def recolored(name: str, color: str) -> str:
    return f"“{name}” is {color} now"


def removed(name: str, creators: int) -> str:
    """ "Removed “Vegan”, also from 3 creators"."""
    return f"Removed “{name}”" + (f", also from {number(creators)}" if creators else "")


def number(creators: int) -> str:
    """ "3 creators"."""
    return "1 creator" if creators == 1 else f"{creators:,} creators"


def used_by(creators: int) -> str:
    return number(creators) if creators else "Not used"


def some_of(name: str, having: int, chosen: int) -> str:
    """An entry of the tags' menu: "Vegan (2 of 3)" if only some of the selected creators have it."""
    return name if having in (0, chosen) else f"{name} ({having} of {chosen})"


def status_in_words(status: str | None) -> str:
    """What a filter by status says: a key or name, "" = no status."""
    return NO_STATUS if status == "" else words.status(status or "")


def nothing_matches(text: str, status: str | None, tags: Sequence[str]) -> str:
    """ "Nothing matches “pasta” with the status “Contacted” and the tag “Vegan”". status, tags: None, none = any."""
    conditions = []
    if status is not None:
        conditions.append("no status" if status == "" else f"the status “{words.status(status)}”")
    if tags:
        quoted = listed([f"“{name}”" for name in tags])
        conditions.append(f"the tag {quoted}" if len(tags) == 1 else f"the tags {quoted}")
    said = listed(conditions)
    if not text:
        return f"No creator has {said}"
    return f"Nothing matches “{text}”" + (f" with {said}" if said else "")


def marks_in_words(found: Annotations | None) -> str:
    """ "Contacted, Vegan and Berlin": status and tags for screen readers; "" for none."""
    if found is None:
        return ""
    status = [] if found.status is None else [words.status(found.status.status)]
    tags = [tag.name for tag in found.tags]
    return ", ".join(filter(None, (*status, listed(tags))))
