"""Which old samples aren't needed: of an hour, and later of a day, one is enough, and what a plot of them shows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise

from tiktrack_gui.core.growth import is_equal
from tiktrack_gui.core.keeping import Keeping, Slot
from tiktrack_gui.core.samples import Sample, counts_of


def needless(samples: Sequence[Sample], now: float, keeping: Keeping) -> list[Sample]:
    """Returns the samples to delete. samples: of one creator or video, oldest first.

    Always kept are the first and the last sample, each count's minimum and maximum, and two equal samples in a row that
    are an hour (or day) or more apart: between them the same was measured. Other samples never become such a pair by
    what is deleted. Of each hour (or day), the last of the most exact samples is kept.
    """
    slots = keeping.slots((sample.at for sample in samples), now)
    fixed = {number for number, slot in enumerate(slots) if slot is None}
    fixed |= {0, len(samples) - 1} | set(_extremes(samples)) | set(_ends_of_runs(samples, slots))
    kept = fixed | _one_of_each(samples, slots, fixed)
    kept |= set(_between_equals(samples, kept))
    return [sample for number, sample in enumerate(samples) if number not in kept]


def _extremes(samples: Sequence[Sample]) -> Iterator[int]:
    """Yields the first places of each count's minimum and maximum."""
    for name in counts_of(samples[0]) if samples else ():
        counts = [(count, number) for number, one in enumerate(samples) if (count := getattr(one, name)) is not None]
        if counts:
            yield min(counts)[1]
            yield max(counts, key=lambda pair: pair[0])[1]


def _ends_of_runs(samples: Sequence[Sample], slots: Sequence[Slot | None]) -> Iterator[int]:
    for number, (earlier, later) in enumerate(pairwise(samples)):
        slot = slots[number]
        if slot is not None and later.at - earlier.at >= slot[0] and is_equal(earlier, later):
            yield from (number, number + 1)


def _one_of_each(samples: Sequence[Sample], slots: Sequence[Slot | None], fixed: set[int]) -> set[int]:
    """Returns the place of one sample of each slot, one of `fixed` if it is exact enough."""
    places = defaultdict(list)
    for number, slot in enumerate(slots):
        if slot is not None:
            places[slot].append(number)
    return {
        max(found, key=lambda number: (_exactness(samples[number]), number in fixed, number))
        for found in places.values()
    }


def _exactness(sample: Sample) -> tuple[int, int]:
    """How many of the counts are exact, and how many are known."""
    known = [bit for name, bit in counts_of(sample).items() if getattr(sample, name) is not None]
    return sum(not (sample.rounded | sample.repaired) & bit for bit in known), len(known)


def _between_equals(samples: Sequence[Sample], kept: set[int]) -> Iterator[int]:
    """Yields the place of one sample between each two equal ones that would look like the ends of a run otherwise."""
    for earlier, later in pairwise(sorted(kept)):
        if later - earlier > 1 and is_equal(samples[earlier], samples[later]):
            between = range(earlier + 1, later)
            yield from [number for number in between if not is_equal(samples[number], samples[earlier])][:1]
