"""Texts about measurements that are imported from a file."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.handles import written
from tiktrack_gui.core.history_import import Fate, HistoryImport, ImportRow
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.words import counts, reading, times

NOTHING_NEW = "Nothing to import"
TAKEN_BACK = "Took the import back"
_FATES = {
    Fate.NEW: "new",
    Fate.THERE: "there already",
    Fate.CLASHES: "different from what was measured",
    Fate.REFUSED: "can’t be used",
}


def summary(table: HistoryImport) -> str:
    """ "188 new · 9 there already · 3 different from what was measured"."""
    return " · ".join(
        f"{numbers.grouped(table.numbers[fate])} {said}" for fate, said in _FATES.items() if table.numbers[fate]
    )


def plan(table: HistoryImport) -> str:
    """Who gets measurements of when: "@mossy and 2 others, 3 Jan 2025 to 20 Oct 2026"."""
    creators = table.creators
    if not creators:
        return ""
    more = len(creators) - 1
    others = "" if not more else f" and {numbers.grouped(more)} other{'s' if more > 1 else ''}"
    moments = [sample.at for samples in table.samples.values() for sample in samples]
    first, last = times.date(min(moments)), times.date(max(moments))
    return f"@{creators[0].handle}{others}, {first if first == last else f'{first} to {last}'}"


def add(table: HistoryImport) -> str:
    new = table.numbers[Fate.NEW]
    return f"Import {measurements(new)}" if new else NOTHING_NEW


def added(table: HistoryImport) -> str:
    return f"Imported {measurements(table.numbers[Fate.NEW])} of {reading.creators(len(table.creators))}"


def measurements(number: int) -> str:
    return "1 measurement" if number == 1 else f"{numbers.grouped(number)} measurements"


def whom(row: ImportRow) -> str:
    if row.creator is not None:
        return f"@{row.creator.handle}"
    return reading.UNNAMED if row.named is None else written(row.named)


def sample(one: CreatorSample | None) -> str:
    """ "≈12,300 followers · 480 videos": the counts that are known."""
    if one is None:
        return ""
    said = []
    for name in CREATOR_COUNTS:
        if (number := getattr(one, name)) is not None:
            unit = name.removesuffix("s") if number == 1 else name
            said.append(f"{counts.creator_count(one, CreatorCount[name.upper()], full=True)} {unit}")
    return " · ".join(said)


def fate(row: ImportRow) -> str:
    """What becomes of a row, and why."""
    match row.fate:
        case Fate.NEW:
            return "New"
        case Fate.THERE:
            return "There already"
        case Fate.CLASHES:
            return f"Not imported: {sample(row.stored)} then"
        case Fate.REFUSED:
            return row.fault
