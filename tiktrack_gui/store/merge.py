"""How new data from TikTok is merged with stored data: pure functions on `core.models`."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tiktrack_gui.core.models import Creator, CreatorSample, VideoSample
from tiktrack_gui.core.samples import counts_of

Sample = TypeVar("Sample", CreatorSample, VideoSample)

LOGGED = ("sec_uid", "handle", "name", "bio", "bio_link", "verified", "private", "language")
FILLED = (*LOGGED, "avatar")  # avatar changes aren't logged: its URL changes every day


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A changed field of a creator; old and new as text."""

    field: str
    old: str
    new: str


def is_known(sample: CreatorSample | VideoSample) -> bool:
    """Whether the sample has any count."""
    return any(getattr(sample, name) is not None for name in counts_of(sample))


def merge(kept: Sample, new: Sample) -> Sample:
    """Merges two samples of the same second.

    The sample with more of the better counts wins, or the newer one in a tie; from the other one, only its better
    counts are taken. A known count beats a missing one, an unrepaired count a repaired one, an exact count a rounded
    one.
    """
    bits = counts_of(new)
    kept_better = {name for name, bit in bits.items() if _quality(kept, name, bit) > _quality(new, name, bit)}
    new_better = {name for name, bit in bits.items() if _quality(new, name, bit) > _quality(kept, name, bit)}
    if len(kept_better) > len(new_better):
        return _taking(kept, new, new_better)
    return _taking(new, kept, kept_better)


def _taking(sample: Sample, other: Sample, names: Collection[str]) -> Sample:
    """Returns `sample` with the named counts taken from `other`."""
    taken: dict[str, Any] = {name: getattr(other, name) for name in names}
    bits = sum(bit for name, bit in counts_of(sample).items() if name in names)
    return replace(
        sample,
        **taken,
        rounded=(sample.rounded & ~bits) | (other.rounded & bits),
        repaired=(sample.repaired & ~bits) | (other.repaired & bits),
    )


def _quality(sample: CreatorSample | VideoSample, name: str, bit: int) -> tuple[bool, bool, bool]:
    """A sort key; greater is better."""
    known = getattr(sample, name) is not None
    return known, known and not sample.repaired & bit, known and not sample.rounded & bit


def fill_in(seen: Creator, known: Creator) -> Creator:
    """Returns `seen` with its missing fields filled from `known`."""
    if known is seen:
        return seen
    lacking = {name: getattr(known, name) for name in FILLED if getattr(seen, name) is None}
    return replace(seen, **lacking, sample=seen.sample or known.sample)


def changes(known: Creator, seen: Creator) -> Iterator[Change]:
    """Yields the changed fields; a field that was unknown before doesn't count as changed."""
    for name in LOGGED:
        old, new = getattr(known, name), getattr(seen, name)
        if old is not None and new is not None and old != new:
            yield Change(field=name, old=_text(old), new=_text(new))


def _text(value: str | bool) -> str:
    return value if isinstance(value, str) else str(int(value))
