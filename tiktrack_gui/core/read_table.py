"""What was read from a pasted text or a file: each entry with whom it names, and whether they are tracked already."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import (
    Account,
    Handle,
    Named,
    Post,
    ShortLink,
    canonical,
    parse_creator,
    separate,
    written,
)
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.tracked import LOST, TrackedCreator


class Standing(StrEnum):
    NEW = "new"
    TRACKED = "tracked"  # but not on the list yet
    THERE = "on the list"
    WAITING = "waiting"  # to be looked up for the list, since an earlier time
    TWICE = "twice"  # an earlier entry names the same creator
    REFUSED = "refused"  # it names no creator


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadEntry:
    """One entry.

    number: its place, from 1. named: None = nobody, for the reason `fault`. creator: if tracked already.
    first: of a repeated one, the number of the entry that named the creator before.
    """

    number: int
    given: str
    standing: Standing
    named: Named | None = None
    creator: Creator | None = None
    fault: BadInput | None = None
    first: int | None = None


@dataclass(frozen=True, slots=True)
class ReadTable:
    """All entries in the order given.

    numbers: how many there are of each standing. new: who is to be looked up. tracked: IDs of the tracked creators that
    aren't on the list yet.
    """

    entries: tuple[ReadEntry, ...]
    numbers: Counter[Standing] = field(init=False)
    new: list[Named] = field(init=False)
    tracked: list[int] = field(init=False)

    def __post_init__(self) -> None:
        """Counts here, in the thread that reads, and not where it is shown."""
        by_standing: dict[Standing, list[ReadEntry]] = {standing: [] for standing in Standing}
        for entry in self.entries:
            by_standing[entry.standing].append(entry)
        numbers = Counter({standing: len(entries) for standing, entries in by_standing.items() if entries})
        new = [one.named for one in by_standing[Standing.NEW] if one.named is not None]
        tracked = [one.creator.id for one in by_standing[Standing.TRACKED] if one.creator is not None]
        for name, value in (("numbers", numbers), ("new", new), ("tracked", tracked)):
            object.__setattr__(self, name, value)

    @property
    def wanted(self) -> int:
        """How many creators there are to add."""
        return self.numbers[Standing.NEW] + self.numbers[Standing.TRACKED]


class KnownCreators:
    """Who is tracked, on the list or waiting, by any of their names."""

    def __init__(self, tracked: Sequence[TrackedCreator], listed: Iterable[int], waiting: Iterable[str]) -> None:
        """listed: IDs of those on the list. waiting: what was given for those that are to be looked up for it."""
        self._listed, self._waiting = frozenset(listed), frozenset(waiting)
        present = [
            entry.creator for entry in tracked if entry.state not in LOST
        ]  # another may have a lost one's handle
        self._by_handle = {canonical(creator.handle): creator for creator in present}
        everyone = [entry.creator for entry in tracked]
        self._by_id = {str(creator.id): creator for creator in everyone}
        self._by_id |= {creator.sec_uid: creator for creator in everyone if creator.sec_uid}

    def creator(self, named: Named) -> Creator | None:
        """Returns the tracked creator; None also if only TikTok can tell."""
        match named:
            case Handle(name):
                return self._by_handle.get(name)
            case Account(id_):
                return self._by_id.get(id_)
            case Post() | ShortLink():
                return None

    def standing(self, named: Named, creator: Creator | None) -> Standing:
        if creator is not None:
            return Standing.THERE if creator.id in self._listed else Standing.TRACKED
        return Standing.WAITING if written(named) in self._waiting else Standing.NEW


def read_table(given: Iterable[str], known: KnownCreators) -> ReadTable:
    """Reads texts that may each be a list, as for `separate`, without asking TikTok."""
    entries: list[ReadEntry] = []
    firsts: dict[Named | int, int] = {}
    texts = (one for many in given for one in separate(many) or [many])
    for number, text in enumerate(texts, 1):
        try:
            named = parse_creator(text)
        except BadInput as fault:
            entries.append(ReadEntry(number=number, given=text, standing=Standing.REFUSED, fault=fault))
            continue
        creator = known.creator(named)
        first = firsts.setdefault(creator.id if creator is not None else named, number)
        standing = known.standing(named, creator) if first == number else Standing.TWICE
        entry = ReadEntry(
            number=number,
            given=text,
            standing=standing,
            named=named,
            creator=creator,
            first=first if first != number else None,
        )
        entries.append(entry)
    return ReadTable(tuple(entries))
