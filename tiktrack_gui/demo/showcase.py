"""Demo creators whose histories show what happens to real ones: rounded counts, gaps, a new handle, a jump, an end, and
faster growth since a collaboration.

Their present is the population's. Only what TikTrack measured of them in the past is made up here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from enum import StrEnum
from math import pi, sin
from typing import Any

from tiktrack_gui.clients.tiktok.parse import creator_from_user_detail
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.demo.population import Population

LEAST, MOST = 15_000, 150_000  # followers at first: enough for TikTok to round, and for growth to be seen
RENAMED_FOR = 30 * DAY
GONE_FOR = 20 * DAY
JUMPED_FOR = 12 * DAY
JUMP = 0.15  # of the followers
POSTED_FOR = 20 * DAY
BOOST = 0.11  # of the followers, since then
GAPS = ((70 * DAY, 52 * DAY), (25 * DAY, 21 * DAY))  # s before the end; since, until


class Kind(StrEnum):
    """What is special about a creator's history."""

    ROUNDED = "rounded"  # only seen in feeds, which round
    GAPS = "gaps"  # TikTrack didn't run for days
    RENAMED = "renamed"
    PRIVATE = "private"
    GONE = "gone"  # the account doesn't exist any more
    JUMP = "jump"  # many followers in a day, without a video that explains them
    POSTED = "posted"  # grows faster since a collaboration


class Showcase:
    """Attributes:
    kinds: What is special, by handle.
    """

    def __init__(self, population: Population) -> None:
        self._population = population
        fitting = (one.handle for one in population.creators if LEAST < one.start_followers < MOST)
        self.kinds: Mapping[str, Kind] = dict(zip(fitting, Kind, strict=False))

    @property
    def hidden(self) -> frozenset[str]:
        """The handles of those whose videos only their followers see, or nobody any more."""
        return frozenset(handle for handle, kind in self.kinds.items() if kind in (Kind.PRIVATE, Kind.GONE))

    def earlier(self, handle: str, now: int) -> Sequence[tuple[Creator, int]]:
        """The creator as it was when it was seen before, with each moment; the oldest first."""
        match self.kinds.get(handle):
            case Kind.RENAMED:
                changed = now - RENAMED_FOR
                former = replace(self._creator(handle, changed - DAY), handle=f"just.{handle}")
                return [(former, changed - DAY), (self._creator(handle, changed), changed)]
            case Kind.GONE:
                return [(self._creator(handle, now - GONE_FOR), now - GONE_FOR)]
            case _:
                return []

    def history(self, handle: str, since: int, until: int, step: int) -> Sequence[CreatorSample]:
        """What TikTrack measured of it from then until then, every `step` seconds at most."""
        samples = self._population.history(handle, since, until, step)
        match self.kinds.get(handle):
            case Kind.ROUNDED:
                return [_rounded(sample) for sample in samples]
            case Kind.GAPS:
                return [one for one in samples if not any(a > until - one.at > b for a, b in GAPS)]
            case Kind.JUMP:
                return [_before_the_jump(sample, until - JUMPED_FOR) for sample in samples]
            case Kind.POSTED:
                return [_until_the_boost_is_over(sample, until) for sample in samples]
            case _:
                return samples

    def _creator(self, handle: str, at: float) -> Creator:
        return creator_from_user_detail(self._population.user_detail(handle, at), at, Origin.DEMO)


def _before_the_jump(sample: CreatorSample, jumped_at: int) -> CreatorSample:
    if sample.followers is None or sample.at >= jumped_at:
        return sample
    return replace(sample, followers=round(sample.followers * (1 - JUMP)))


def _until_the_boost_is_over(sample: CreatorSample, until: int) -> CreatorSample:
    """Without what is still to come of BOOST, a bit more on some days than on others."""
    if sample.followers is None:
        return sample
    done = min(max((sample.at - until + POSTED_FOR) / POSTED_FOR, 0.0), 1.0)
    to_come = 1 - done - sin(10 * pi * done) / 40
    return replace(sample, followers=round(sample.followers * (1 - BOOST * to_come)))


def _rounded(sample: CreatorSample) -> CreatorSample:
    """As a feed shows it."""
    shown: dict[str, Any] = {
        name: rounded_as_tiktok(count) for name in CREATOR_COUNTS if (count := getattr(sample, name)) is not None
    }
    bits = sum(CREATOR_COUNTS[name] for name, count in shown.items() if is_rounded(count))
    return replace(sample, rounded=CreatorCount(bits), **shown)
