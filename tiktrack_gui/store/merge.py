"""What is kept when TikTok says something again: pure rules on the words of `core.models`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
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
    """Two samples of the same second as one: of each count the better reading, of equally good ones the newer.

    A known count is better than a missing one, one read as it is better than a repaired one, an exact one better than
    a rounded one. The origin is that of the sample which gave more of the counts.
    """
    bits = counts_of(new)
    source = {name: kept if _quality(kept, name, bit) > _quality(new, name, bit) else new for name, bit in bits.items()}
    counts: dict[str, Any] = {name: getattr(sample, name) for name, sample in source.items()}
    from_kept = sum(sample is kept for name, sample in source.items() if counts[name] is not None)
    known = sum(count is not None for count in counts.values())
    return replace(
        kept if 2 * from_kept > known else new,
        **counts,
        rounded=sum(bit for name, bit in bits.items() if source[name].rounded & bit),
        repaired=sum(bit for name, bit in bits.items() if source[name].repaired & bit),
    )


def _quality(sample: CreatorSample | VideoSample, name: str, bit: int) -> tuple[bool, bool, bool]:
    """The greater, the better the reading."""
    return getattr(sample, name) is not None, not sample.repaired & bit, not sample.rounded & bit


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
