"""Why a candidate is where it is, and what to know before trusting it. `words.discovery` has the sentences."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.baseline import ENOUGH as ENOUGH_VIDEOS
from tiktrack_gui.core.counts import is_carried
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.measured import OLD
from tiktrack_gui.core.discovery.pool import Row
from tiktrack_gui.core.discovery.ranked import Caution, Reading, Reason
from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.tracked import LOST, CreatorState

MOST_REASONS = 3
STRONG = 0.5  # parts from this value on are reasons
MANY_ADS = 0.25  # of the videos


def reasons(parts: Mapping[Part, Reading], *, is_recent: bool) -> tuple[Reason, ...]:
    """Returns the strong parts that weigh most; then, if there is room, the breakthrough; else where it was found.

    is_recent: whether the newest viral video is.
    """
    strong = {part: one.weight * one.value for part, one in parts.items() if one.value and one.value >= STRONG}
    found = [Reason(part.value) for part in sorted(strong, key=lambda part: -strong[part])]
    if is_recent:
        found.append(Reason.BREAKTHROUGH)
    return tuple(found[:MOST_REASONS]) or (Reason.FOUND,)


def cautions(row: Row, brand: Brand, now: float, good: int | None) -> tuple[Caution, ...]:
    """Returns all, the gravest first. good: how many good videos there are, None if unknown."""
    followers, videos, is_read = row.followers, row.videos or 0, row.read_at is not None
    is_known = videos >= ENOUGH_VIDEOS
    found = {
        Caution.MISSING: row.state in LOST,
        Caution.JUMP: row.jump_amount is not None,
        Caution.FADING: row.trend == Trend.FADING,
        Caution.PRIVATE: row.state == CreatorState.PRIVATE,
        Caution.UNREAD: not is_read,
        Caution.ABOVE_RANGE: followers is not None and followers > brand.followers_to,
        Caution.BELOW_RANGE: followers is not None and followers < brand.followers_from,
        Caution.SIZE_UNKNOWN: followers is None,
        Caution.ONE_HIT: is_known and row.viral_videos == 1 and (good is None or good <= 1),
        Caution.PROVISIONAL: bool(row.viral_provisional),
        Caution.OLD: row.sample_at is not None and now - row.sample_at > OLD,
        Caution.TOO_SOON: row.viral_at is not None and row.trend in (None, Trend.UNKNOWN),
        Caution.FEW_VIDEOS: is_read and not is_known and not row.viral_provisional,
        Caution.ADS: is_known and (row.ads or 0) >= MANY_ADS * videos,
        Caution.HIDDEN_COUNTS: is_known and row.engagement is None,
    }
    return tuple(which for which in Caution if found[which])


def is_rounded(row: Row) -> bool:
    """Whether the number of followers is shown as rounded; an exact one that was carried on isn't."""
    is_marked = bool((row.rounded or 0) & CreatorCount.FOLLOWERS.value)
    return row.followers is not None and is_marked and not is_carried(row.followers)
