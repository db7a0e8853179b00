"""The followers after a breakthrough, from TikTrack's own measurements only: nothing is reconstructed backwards.

What was gained by day +7 and +30 is the change (`core.growth`) from the measurement when the video was posted to the
one of that day. The first may be up to 36 hours earlier, so that daily ones are enough, but only 6 hours later: after
that, much of the growth may be over. The others may be a day, or two days, off. Between two equal measurements others
were made.

Whether the followers still grow is their rate (`core.growth_rate`) from day +3 on, when the first rush is over: its
95 % interval is above, around or below zero. Of more than four weeks, correspondingly fewer measurements a day count.
While too little was measured after the newest viral video, it is the rate since an earlier one, if there is one, as a
second success doesn't make unknown how the first went on; only fading isn't said then, as that may have turned.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from tiktrack_gui.core.discovery.figures import After, Gained, Trend
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS, change, measured_until
from tiktrack_gui.core.growth_rate import EVERY, TooLittleHistory, WeeklyGrowth, rate_of
from tiktrack_gui.core.models import CreatorCount, CreatorSample
from tiktrack_gui.core.regular import Point, regular
from tiktrack_gui.core.sample_columns import UNKNOWN, SampleColumns, columns_of

START_BEFORE, START_AFTER = 36 * HOUR, 6 * HOUR  # s, by which the first measurement may be off
WEEK, WEEK_OFF = 7 * DAY, DAY
MONTH, MONTH_OFF = 30 * DAY, 2 * DAY
TREND_FROM = 3 * DAY

_FOLLOWERS = CreatorCount.FOLLOWERS


def after(samples: Sequence[CreatorSample], posted: Sequence[int]) -> After:
    """samples: the creator's, oldest first. posted: when the viral videos were, newest first."""
    columns = columns_of(samples)
    known = columns.only((columns.followers != UNKNOWN) & (columns.repaired & _FOLLOWERS.value == 0))
    if not known:
        return After(trend=Trend.UNKNOWN)
    since = known.at.item(0)
    if not posted:
        return After(trend=Trend.UNKNOWN, since=since)
    newest = posted[0]
    start = _measured(known, newest, START_BEFORE, START_AFTER)
    week = _gained(start, _measured(known, newest + WEEK, WEEK_OFF, WEEK_OFF))
    month = _gained(start, _measured(known, newest + MONTH, MONTH_OFF, MONTH_OFF))
    rate = _rate(known, posted)
    if isinstance(rate, TooLittleHistory):
        return After(trend=Trend.UNKNOWN, since=since, week=week, month=month, samples=rate.samples)
    return After(
        trend=trend(rate.low, rate.high),
        since=since,
        week=week,
        month=month,
        growth=rate.share,
        low=rate.low,
        high=rate.high,
        samples=rate.samples,
    )


def trend(low: float, high: float) -> Trend:
    """What an interval of growth says."""
    if low > 0:
        return Trend.GROWING
    return Trend.FADING if high < 0 else Trend.FLAT


def _rate(known: SampleColumns, posted: Sequence[int]) -> WeeklyGrowth | TooLittleHistory:
    """Since the newest of the videos that is old enough to tell."""
    newest = rate_of(_points(known, posted[0] + TREND_FROM))
    if isinstance(newest, WeeklyGrowth):
        return newest
    earlier = (rate_of(_points(known, posted_at + TREND_FROM)) for posted_at in posted[1:])
    rate = next((rate for rate in earlier if isinstance(rate, WeeklyGrowth)), newest)
    return newest if isinstance(rate, WeeklyGrowth) and trend(rate.low, rate.high) is Trend.FADING else rate


def _points(known: SampleColumns, start: int) -> list[Point]:
    """The measurements from `start` on, at most as many as there are quarters of a day in four weeks."""
    days = (known.at.item(-1) - start) / DAY
    if days <= 0:
        return []
    every = EVERY * math.ceil(days / GROWTH_DAYS)
    return regular(known, _FOLLOWERS, every, days)


def _gained(start: CreatorSample | None, end: CreatorSample | None) -> Gained | None:
    found = change(start, end, _FOLLOWERS)
    return None if found is None else Gained(amount=found.amount, margin=found.margin)


def _measured(known: SampleColumns, moment: int, before: int, later: int) -> CreatorSample | None:
    """The measurement nearest to a moment, if it is at most `before` seconds earlier or `later` seconds later."""
    number = int(known.at.searchsorted(moment, side="right"))
    following = known[number] if number < len(known) else None
    found = []
    if number:
        last = measured_until(known[number - 1], following, moment)
        found += [last] if moment - last.at <= before else []
    if following is not None and following.at - moment <= later:
        found.append(following)
    return min(found, key=lambda sample: abs(sample.at - moment), default=None)
