"""Texts about a pasted list or a file of creators, before they are added."""

from __future__ import annotations

import re
from enum import StrEnum

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.durations import MINUTE
from tiktrack_gui.core.handles import Account, Handle, Named, Post, ShortLink
from tiktrack_gui.core.read_table import ReadEntry, ReadTable, Standing

NOBODY_NEW = "Nobody to add"
UNNAMED = "—"


class Aim(StrEnum):
    """What becomes of the creators that were read."""

    TRACKED = "tracked"
    LISTED = "listed"  # tracked, and put on one of the user's lists
    CANDIDATES = "candidates"  # of a brand


_THERE = {  # said of who is there already, and of who is tracked, but not there yet
    Aim.TRACKED: ("tracked already", ""),
    Aim.LISTED: ("on the list already", "tracked, not on the list yet"),
    Aim.CANDIDATES: ("among the candidates", "known"),
}
_HERE = {
    Aim.TRACKED: "Tracked already",
    Aim.LISTED: "On the list already",
    Aim.CANDIDATES: "A candidate already",
}
_QUOTED = re.compile(r"“.*”\s*", re.DOTALL)


def counts(table: ReadTable, aim: Aim) -> str:
    """ "188 new · 9 on the list already · 3 can’t be used"."""
    there, known = _THERE[aim]
    parts = {
        Standing.NEW: "new",
        Standing.TRACKED: known,
        Standing.THERE: there,
        Standing.WAITING: "waiting already",
        Standing.TWICE: "repeated",
        Standing.REFUSED: "can’t be used",
    }
    return " · ".join(f"{numbers.grouped(table.numbers[which])} {said}" for which, said in parts.items()
                      if table.numbers[which])  # fmt: skip


def plan(table: ReadTable, seconds: float) -> str:
    """ "188 creators, done in about 13 min". seconds: until all of them are looked up."""
    if not (new := table.numbers[Standing.NEW]):
        return ""
    until = f", done in about {durations.wait(seconds)}" if seconds >= MINUTE else ", done in less than a minute"
    return creators(new) + until


def add(table: ReadTable) -> str:
    """ "Track 188 creators", or "Add …" if some are tracked already."""
    if not table.wanted:
        return NOBODY_NEW
    return f"{'Add' if table.numbers[Standing.TRACKED] else 'Track'} {creators(table.wanted)}"


def added(table: ReadTable) -> str:
    """ "188 creators will be looked up · 2 added to the list": what was done with a table."""
    new, listed = table.numbers[Standing.NEW], table.numbers[Standing.TRACKED]
    said = [f"{creators(new)} will be looked up"] if new else []
    return " · ".join([*said, *([f"{numbers.grouped(listed)} added to the list"] if listed else [])])


def creators(number: int) -> str:
    return "1 creator" if number == 1 else f"{numbers.grouped(number)} creators"


def whom(entry: ReadEntry) -> str:
    """Says whom an entry names."""
    if entry.creator is not None:
        return f"@{entry.creator.handle}"
    return named(entry.named) if entry.named is not None else UNNAMED


def named(one: Named) -> str:
    match one:
        case Handle(name):
            return f"@{name}"
        case Account(id_):
            return f"Account {id_}"
        case Post(id_):
            return f"Whoever posted video {id_}"
        case ShortLink(url):
            return f"Whoever {url.removeprefix('https://').rstrip('/')} leads to"


def standing(entry: ReadEntry, aim: Aim) -> str:
    """Says what becomes of an entry, and of one that can't be used, why."""
    match entry.standing:
        case Standing.NEW:
            return "New"
        case Standing.TRACKED:
            return "Known, needs no look-up" if aim is Aim.CANDIDATES else "Tracked, will be put on this list"
        case Standing.THERE:
            return _HERE[aim]
        case Standing.WAITING:
            return "Waiting to be looked up already"
        case Standing.TWICE:
            return f"Same as no. {numbers.grouped(entry.first or 0)}"
        case Standing.REFUSED:
            return without_quote(entry.fault.sentence) if entry.fault is not None else ""


def without_quote(sentence: str) -> str:
    """The sentence without what it quotes, which stands beside it."""
    rest = _QUOTED.sub("", sentence).removesuffix(".")
    return rest[:1].upper() + rest[1:]


def source(name: str) -> str:
    """Heads a table. name: of a file; "" = pasted."""
    return f"Creators in “{name}”" if name else "Creators in what you pasted"


def reading(name: str) -> str:
    return f"Reading “{name}”"
