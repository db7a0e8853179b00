"""How a creator's counts changed between two samples, and how exact that is given TikTok's rounding."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from operator import attrgetter

from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorCount, CreatorSample, VideoSample
from tiktrack_gui.core.samples import Sample

GROWTH_DAYS = 28  # what the growth of all creators spans, so that they can be compared
VAGUE_FROM = 0.05  # fraction of the change; above it, rounding affects the digits shown

BUT_TIME: Mapping[type[CreatorSample | VideoSample], Sequence[str]] = {  # the fields that make samples equal
    shape: [field.name for field in fields(shape) if field.name != "at"] for shape in (CreatorSample, VideoSample)
}
_but_time = {shape: attrgetter(*names) for shape, names in BUT_TIME.items()}  # a tenth of the time of a copy


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """A count changed from `before` by `amount` in `seconds`; the true amount lies within ± `margin` of it.

    both_rounded: both counts are rounded, and in the same way, so that their errors differ by less than the margin.
    """

    before: int
    amount: int
    margin: int
    seconds: int
    both_rounded: bool = False

    @property
    def is_measurable(self) -> bool:
        """False if rounding may be all there is to the change."""
        if self.both_rounded or not self.margin:
            return abs(self.amount) >= self.margin
        return abs(self.amount) > self.margin

    @property
    def is_vague(self) -> bool:
        """Whether rounding makes the amount approximate."""
        return self.margin > VAGUE_FROM * abs(self.amount)

    @property
    def is_of_weeks(self) -> bool:
        """Whether the change spans GROWTH_DAYS, to within a day, so that it can be compared with others."""
        return abs(self.seconds / DAY - GROWTH_DAYS) < 1

    @property
    def share(self) -> float | None:
        """The change as a fraction of `before`: 0.077 = 7.7 % more. None if `before` is 0."""
        return self.amount / self.before if self.before else None


def change(earlier: CreatorSample | None, later: CreatorSample | None, which: CreatorCount) -> Change | None:
    """How the count `which` changed from one sample to the other.

    None if a sample is missing, `later` isn't later, or either lacks the count or has only a lower bound of it.
    """
    if earlier is None or later is None or earlier.at >= later.at or (earlier.repaired | later.repaired) & which.value:
        return None
    before, after = _count(earlier, which), _count(later, which)
    if before is None or after is None:
        return None
    margins = _margin(earlier, before, which), _margin(later, after, which)
    return Change(
        before=before,
        amount=after - before,
        margin=sum(margins),
        seconds=later.at - earlier.at,
        both_rounded=all(margins),
    )


def counted_from(samples: Sequence[CreatorSample], moment: float) -> CreatorSample | None:
    """The baseline for a change since `moment`: the newest sample at or before it, or else the oldest sample.

    samples: oldest first. moment: UTC epoch seconds.
    """
    if not samples:
        return None
    by_then = bisect_right(samples, moment, key=lambda sample: sample.at)
    baseline = samples[max(by_then - 1, 0)]
    following = samples[by_then] if by_then < len(samples) else None
    return measured_until(baseline, following, moment)


def is_equal(one: Sample, other: Sample) -> bool:
    """Whether they differ at most in their time."""
    but_time = _but_time[type(one)]
    return bool(but_time(one) == but_time(other))


def measured_until(sample: CreatorSample, following: CreatorSample | None, moment: float) -> CreatorSample:
    """Returns the sample as of `moment`, if it was measured then as well.

    Of a run of equal samples, only the first and the last are stored. So between two equal ones, others were measured.
    """
    if following is None or not sample.at < moment < following.at or not is_equal(sample, following):
        return sample
    return replace(sample, at=int(moment))


def _count(sample: CreatorSample, which: CreatorCount) -> int | None:
    count: int | None = getattr(sample, (which.name or "").lower())
    return count


def _margin(sample: CreatorSample, count: int, which: CreatorCount) -> int:
    return uncertainty(count) if sample.rounded & which.value else 0  # as a number: joining flags takes far longer
