"""Formats counts with their marks: rounded (≈), a lower bound (≥), or unknown (—)."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.counts import is_carried
from tiktrack_gui.core.models import CreatorCount, CreatorSample, VideoCount, VideoSample

UNKNOWN = "—"


def count(number: int | None, *, rounded: bool = False, repaired: bool = False, full: bool = False) -> str:
    """ "1,284", "≈ 1.6M", "≥ 2.15B", "—" if unknown. full: all digits."""
    if number is None:
        return UNKNOWN
    return numbers.mark(rounded=rounded, repaired=repaired) + (numbers.grouped if full else numbers.compact)(number)


def video_count(sample: VideoSample | None, which: VideoCount, *, full: bool = False) -> str:
    """Returns one count of a video with its mark."""
    return _count_of(sample, which, full)


def creator_count(sample: CreatorSample | None, which: CreatorCount, *, full: bool = False) -> str:
    """Returns one count of a creator with its mark."""
    return _count_of(sample, which, full)


def _count_of(sample: VideoSample | CreatorSample | None, which: VideoCount | CreatorCount, full: bool) -> str:
    if sample is None:
        return UNKNOWN
    number: int | None = getattr(sample, (which.name or "").lower())
    rounded = bool(sample.rounded & which) and number is not None and not is_carried(number)
    return count(number, rounded=rounded, repaired=bool(sample.repaired & which), full=full)
