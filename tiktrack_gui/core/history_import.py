"""What importing measurements would do: which are new, there already, or contradict what is stored. Pure."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from tiktrack_gui.core.counts import rounded_as_tiktok
from tiktrack_gui.core.growth import is_equal
from tiktrack_gui.core.handles import Account, Named
from tiktrack_gui.core.history_reading import HistoryRow, HistorySheet
from tiktrack_gui.core.models import Creator, CreatorSample, Origin
from tiktrack_gui.core.samples import CREATOR_COUNTS


class Fate(StrEnum):
    NEW = "new"
    THERE = "there"  # nothing of it is new
    CLASHES = "clashes"  # another number was measured at that second; what is stored stays
    REFUSED = "refused"


@dataclass(frozen=True, slots=True, kw_only=True)
class ImportRow:
    """A row, and what becomes of it.

    sample: as it is read; None if it can't be. fault: why it is REFUSED. stored: what it CLASHES with.
    """

    number: int
    fate: Fate
    named: Named | None = None
    creator: Creator | None = None
    sample: CreatorSample | None = None
    stored: CreatorSample | None = None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class HistoryImport:
    """All rows in their order.

    numbers: how many there are of each fate. samples: what is to be stored, by creator's ID, oldest first.
    """

    name: str
    rows: tuple[ImportRow, ...]
    samples: Mapping[int, Sequence[CreatorSample]]
    numbers: Counter[Fate] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "numbers", Counter(row.fate for row in self.rows))

    @property
    def creators(self) -> list[Creator]:
        """Those who get new measurements, in the order of the table."""
        found = {row.creator.id: row.creator for row in self.rows if row.fate is Fate.NEW and row.creator is not None}
        return list(found.values())


class Known:
    """The creators a table may name, with what was measured of them.

    creators: all that are known, by the ID in digits, secUid, or handle in lower case. stored: their samples by ID,
    oldest first. only: whose rows they are if they don't say so.
    """

    def __init__(
        self,
        creators: Mapping[str, Creator],
        stored: Mapping[int, Sequence[CreatorSample]],
        only: Creator | None = None,
    ) -> None:
        self._creators, self._only = creators, only
        self._stored = {id_: list(samples) for id_, samples in stored.items()}
        self._times = {id_: [sample.at for sample in samples] for id_, samples in self._stored.items()}

    def creator(self, named: Named | None) -> Creator | None:
        return self._only if named is None else self._creators.get(key_of(named))

    def around(self, creator_id: int, at: int) -> tuple[CreatorSample | None, CreatorSample | None]:
        """Returns the newest sample before the moment, and the oldest after it."""
        samples, times = self._stored.get(creator_id, ()), self._times.get(creator_id, ())
        before, after = bisect_left(times, at), bisect_left(times, at + 1)
        return (samples[before - 1] if before else None), (samples[after] if after < len(samples) else None)

    def at(self, creator_id: int, at: int) -> CreatorSample | None:
        samples, times = self._stored.get(creator_id, ()), self._times.get(creator_id, ())
        place = bisect_left(times, at)
        return samples[place] if place < len(times) and times[place] == at else None


def key_of(named: Named) -> str:
    return named.id if isinstance(named, Account) else str(getattr(named, "name", "")).lower()


def judge(sheet: HistorySheet, known: Known) -> HistoryImport:
    """Sorts out what each row would do. Rows of one creator and second are one measurement, unless they contradict."""
    taken: dict[tuple[int, int], CreatorSample] = {}
    rows = tuple(_judged(row, known, taken) for row in sheet.rows)
    samples: dict[int, list[CreatorSample]] = {}
    for (creator_id, _), sample in sorted(taken.items()):
        samples.setdefault(creator_id, []).append(sample)
    return HistoryImport(sheet.name, rows, samples)


def _judged(row: HistoryRow, known: Known, taken: dict[tuple[int, int], CreatorSample]) -> ImportRow:
    if row.sample is None:
        return ImportRow(number=row.number, fate=Fate.REFUSED, named=row.named, fault=row.fault)
    creator = known.creator(row.named)
    if creator is None:
        fault = "Doesn’t say whose it is" if row.named is None else "TikTrack doesn’t know this creator"
        return ImportRow(number=row.number, fate=Fate.REFUSED, named=row.named, sample=row.sample, fault=fault)
    key = creator.id, row.sample.at
    stored = known.at(*key)
    there = _joined(stored, taken.get(key))
    if there is not None and not _agree(there, row.sample):
        fate = Fate.CLASHES
    elif (new := _new_in(row.sample, there)) is None or (there is None and _says_nothing(new, known, creator.id)):
        fate = Fate.THERE
    else:
        fate = Fate.NEW
        taken[key] = _joined(taken.get(key), new) or new
    return ImportRow(
        number=row.number, fate=fate, named=row.named, creator=creator, sample=row.sample,
        stored=there if fate is Fate.CLASHES else None,
    )  # fmt: skip


def _joined(one: CreatorSample | None, other: CreatorSample | None) -> CreatorSample | None:
    """Both in one, of which each count is known in one of them only."""
    if one is None or other is None:
        return other if one is None else one
    counts = {
        name: getattr(one, name) if getattr(one, name) is not None else getattr(other, name) for name in CREATOR_COUNTS
    }
    return replace(
        one, **counts, rounded=one.rounded | other.rounded, repaired=one.repaired | other.repaired
    )  # the flags of counts that aren't known are never set


def _agree(stored: CreatorSample, given: CreatorSample) -> bool:
    """Whether the counts known of both are equal, or one is the other as TikTok rounds it."""
    for name, bit in CREATOR_COUNTS.items():
        one, other = getattr(stored, name), getattr(given, name)
        if one is None or other is None or one == other:
            continue
        is_rounding = (given.rounded & bit and rounded_as_tiktok(one) == other) or (
            stored.rounded & bit and rounded_as_tiktok(other) == one
        )
        if not is_rounding:
            return False
    return True


def _new_in(given: CreatorSample, there: CreatorSample | None) -> CreatorSample | None:
    """Returns the counts that aren't known yet; None if all are.

    A measurement of our own gets none: it has a single origin, which would be wrong for them.
    """
    if there is None:
        return given
    if there.origin is not Origin.IMPORTED:
        return None
    names = [name for name in CREATOR_COUNTS if getattr(there, name) is None and getattr(given, name) is not None]
    if not names:
        return None
    bits = sum(CREATOR_COUNTS[name] for name in names)
    return CreatorSample(
        at=given.at,
        **{name: getattr(given, name) for name in names},
        rounded=given.rounded & bits,
        repaired=given.repaired & bits,
        origin=given.origin,
    )


def _says_nothing(sample: CreatorSample, known: Known, creator_id: int) -> bool:
    """Whether it stands between two equal ones, of which the store keeps no more (see `core.thinning`)."""
    before, after = known.around(creator_id, sample.at)
    if before is None or after is None or not is_equal(before, after):
        return False
    return is_equal(before, replace(sample, origin=before.origin))
