"""What is kept when TikTok says something again: pure rules on the words of `core.models`."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, VideoCount, VideoSample

Sample = TypeVar("Sample", CreatorSample, VideoSample)

CREATOR_COUNTS: Mapping[str, int] = {str(bit.name).lower(): bit.value for bit in CreatorCount}
VIDEO_COUNTS: Mapping[str, int] = {str(bit.name).lower(): bit.value for bit in VideoCount}

LOGGED = ("sec_uid", "handle", "name", "bio", "bio_link", "verified", "private", "language")
FILLED = (*LOGGED, "avatar")  # a new avatar is no change worth a log line: its address is another one every day


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A field of a creator that reads differently now; old and new as text."""

    field: str
    old: str
    new: str


def counts_of(sample: CreatorSample | VideoSample) -> Mapping[str, int]:
    """The names of a sample's counts, with their bits."""
    return CREATOR_COUNTS if isinstance(sample, CreatorSample) else VIDEO_COUNTS


def is_known(sample: CreatorSample | VideoSample) -> bool:
    """Whether the sample says anything at all."""
    return any(getattr(sample, name) is not None for name in counts_of(sample))


def merge(kept: Sample, new: Sample) -> Sample:
    """Two samples of the same second as one.

    The sample that reads more of the counts better wins, the newer one if they are equally good; of the other one only
    those counts are taken that it reads better. A known count is better than a missing one, one read as it is better
    than a repaired one, an exact one better than a rounded one.
    """
    bits = counts_of(new)
    kept_better = {name for name, bit in bits.items() if _quality(kept, name, bit) > _quality(new, name, bit)}
    new_better = {name for name, bit in bits.items() if _quality(new, name, bit) > _quality(kept, name, bit)}
    if len(kept_better) > len(new_better):
        return _taking(kept, new, new_better)
    return _taking(new, kept, kept_better)


def _taking(sample: Sample, other: Sample, names: Collection[str]) -> Sample:
    """The sample with the named counts from the other."""
    taken: dict[str, Any] = {name: getattr(other, name) for name in names}
    bits = sum(bit for name, bit in counts_of(sample).items() if name in names)
    return replace(
        sample,
        **taken,
        rounded=(sample.rounded & ~bits) | (other.rounded & bits),
        repaired=(sample.repaired & ~bits) | (other.repaired & bits),
    )


def _quality(sample: CreatorSample | VideoSample, name: str, bit: int) -> tuple[bool, bool, bool]:
    """The greater, the better the reading."""
    known = getattr(sample, name) is not None
    return known, known and not sample.repaired & bit, known and not sample.rounded & bit


def fill_in(seen: Creator, known: Creator) -> Creator:
    """The creator as seen now, with what this answer lacks taken from what was known."""
    lacking = {name: getattr(known, name) for name in FILLED if getattr(seen, name) is None}
    return replace(seen, **lacking, sample=seen.sample or known.sample)


def changes(known: Creator, seen: Creator) -> Iterator[Change]:
    """What is different now; something learnt for the first time is no change."""
    for name in LOGGED:
        old, new = getattr(known, name), getattr(seen, name)
        if old is not None and new is not None and old != new:
            yield Change(field=name, old=_text(old), new=_text(new))


def _text(value: str | bool) -> str:
    return value if isinstance(value, str) else str(int(value))
