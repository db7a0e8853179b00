"""Samples as measurements: which counts they have, and what a rounded count says after an exact one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from tiktrack_gui.core.counts import is_carried, rounded_as_tiktok, step
from tiktrack_gui.core.models import CreatorCount, CreatorSample, VideoCount, VideoSample

Sample = TypeVar("Sample", CreatorSample, VideoSample)

CREATOR_COUNTS: Mapping[str, int] = {str(bit.name).lower(): bit.value for bit in CreatorCount}
VIDEO_COUNTS: Mapping[str, int] = {str(bit.name).lower(): bit.value for bit in VideoCount}


def counts_of(sample: CreatorSample | VideoSample) -> Mapping[str, int]:
    """The names of a sample's counts and their bits."""
    return CREATOR_COUNTS if isinstance(sample, CreatorSample) else VIDEO_COUNTS


def carried(earlier: Sample | None, sample: Sample) -> Sample:
    """Returns the sample with the exact counts of the one before it, where its own are rounded and agree with them.

    45,700 after 45,675 is no news, and no growth. Such a count stays marked as rounded: it may have changed meanwhile,
    by less than the step (see `core.counts.uncertainty`).
    """
    if earlier is None:
        return sample
    kept: dict[str, Any] = {
        name: known
        for name, bit in counts_of(sample).items()
        if sample.rounded & bit
        and (known := _exact_count(earlier, name, bit)) is not None
        and _agree(known, getattr(sample, name))
    }
    return replace(sample, **kept) if kept else sample


def in_series(samples: Sequence[Sample]) -> list[Sample]:
    """Returns samples of one creator or video, oldest first, each carrying on the exact counts before it."""
    series: list[Sample] = []
    for sample in samples:
        series.append(carried(series[-1] if series else None, sample))
    return series


def _exact_count(sample: Sample, name: str, bit: int) -> int | None:
    """The count, if it is exact or carried."""
    count: int | None = getattr(sample, name)
    if count is None or sample.repaired & bit or (sample.rounded & bit and not is_carried(count)):
        return None
    return count


def _agree(exact: int, rounded: int) -> bool:
    """Whether TikTok would round the exact count to the other, and by its own step."""
    return rounded_as_tiktok(exact) == rounded and step(exact) == step(rounded)
