"""What a report is computed from, in cases computed by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from tests import reported
from tests.reported import NOW, PERIOD, one, samples, videos
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.report import Period, days_of, moments_of, of_list, period_of

BERLIN = ZoneInfo("Europe/Berlin")


def at(*when: int) -> int:
    return int(datetime(*when, tzinfo=UTC).timestamp())  # type: ignore[arg-type,misc]


def measured(*counts: tuple[int, int], rounded: int = 0) -> list[CreatorSample]:
    """Samples of (second, followers)."""
    return [CreatorSample(at=moment, followers=count, rounded=rounded) for moment, count in counts]


def test_a_period_is_from_midnight_to_midnight_where_the_user_is() -> None:
    found = period_of(date(2026, 10, 1), date(2026, 10, 7), NOW, BERLIN)
    assert found == Period(start=at(2026, 9, 30, 22), end=at(2026, 10, 7, 21, 59, 59))
    assert days_of(found, BERLIN) == (date(2026, 10, 1), date(2026, 10, 7))


def test_a_period_with_the_change_of_the_clocks_has_its_days() -> None:
    after = at(2026, 11, 2)
    found = period_of(date(2026, 10, 24), date(2026, 10, 26), after, BERLIN)
    assert found.seconds == 3 * DAY + HOUR - 1
    assert len(moments_of(found, BERLIN)) == 4
    assert days_of(found, BERLIN) == (date(2026, 10, 24), date(2026, 10, 26))


def test_todays_period_ends_now_and_has_28_days() -> None:
    found = period_of(None, None, NOW, UTC)
    assert found.end == NOW
    assert days_of(found, UTC) == (date(2026, 9, 24), date(2026, 10, 21))


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2026, 10, 7), date(2026, 10, 1), "before the first"),
        (date(2026, 10, 1), date(2026, 10, 22), "in the future"),
        (date(2026, 10, 1), date.max, "in the future"),
        (date.min, None, "didn’t exist"),
        (None, date.min, "didn’t exist"),
    ],
)
def test_periods_that_cant_be_are_refused(first: date | None, last: date | None, why: str) -> None:
    with pytest.raises(BadInput, match=why):
        period_of(first, last, NOW, UTC)


def test_the_change_is_from_the_newest_measurement_at_the_beginning_to_the_newest_by_the_end() -> None:
    start, end = PERIOD.start, PERIOD.end
    known = measured((start - 2 * DAY, 90), (start - HOUR, 100), (start + DAY, 120), (end - HOUR, 150))
    found = one(measured=known, seen=())
    assert found.first == known[1]
    assert found.last == known[-1]
    assert found.growth is not None
    assert (found.growth.amount, found.growth.seconds) == (50, end - start)
    assert PERIOD.is_spanned_by(found.growth)


def test_a_measurement_long_before_the_beginning_doesnt_count() -> None:
    known = measured((PERIOD.start - 9 * DAY, 90), (PERIOD.start + 5 * DAY, 120), (PERIOD.end - HOUR, 150))
    found = one(measured=known, seen=())
    assert found.first == known[1]
    assert found.growth is not None
    assert found.growth.amount == 30
    assert not PERIOD.is_spanned_by(found.growth)


def test_what_was_measured_after_the_period_isnt_in_it() -> None:
    period = period_of(date(2026, 10, 1), date(2026, 10, 7), NOW, UTC)
    found = one(period=period)
    assert found.last is not None
    assert found.last.at == at(2026, 10, 7, 18)
    assert found.provenance.last_at == found.last.at
    assert found.provenance.measurements == 28
    assert all(video.posted_at <= period.end for video in found.top)


def test_who_wasnt_measured_in_the_period_has_the_last_count_but_no_change() -> None:
    found = one(measured=samples(until=NOW - 40 * DAY), seen=())
    assert found.last is None
    assert found.growth is None
    assert found.line == ()
    assert found.profile.sample is not None
    assert found.provenance.measurements == 0


def test_a_creator_without_any_measurement_is_in_it() -> None:
    found = one(measured=(), seen=())
    assert (found.first, found.last, found.growth, found.videos, found.top) == (None, None, None, 0, [])
    assert all(point is None for point in found.carried)


def test_weeks_without_a_measurement_are_told() -> None:
    gap = (PERIOD.start + 6 * DAY, PERIOD.start + 15 * DAY)
    found = one(measured=samples(gap=gap), seen=())
    assert [step.sample is None for step in found.steps] == [False, True, False, False]
    assert found.gaps == [gap]
    third, first = found.steps[2], found.steps[0]
    assert first.sample is not None
    assert third.sample is not None
    assert third.grown is not None
    assert third.grown.seconds == third.sample.at - first.sample.at


@pytest.mark.parametrize(("days", "steps"), [(1, 1), (14, 14), (15, 3), (28, 4), (120, 18), (365, 13)])
def test_a_period_is_told_in_days_weeks_or_months(days: int, steps: int) -> None:
    period = period_of(date.fromordinal(date(2026, 10, 21).toordinal() - days + 1), None, NOW, UTC)
    found = one(period=period, seen=()).steps
    assert len(found) == steps
    assert found[0].start == period.start
    assert found[-1].end == period.end
    assert all(before.end + 1 == after.start for before, after in pairwise(found))


def test_lower_bounds_and_unknown_counts_are_no_points_of_the_line() -> None:
    known = measured((PERIOD.start, 100), (PERIOD.start + DAY, 200), (PERIOD.start + 2 * DAY, 300))
    known[1] = replace(known[1], repaired=CreatorCount.FOLLOWERS)
    known[2] = replace(known[2], followers=None)
    assert one(measured=known, seen=()).line == [(PERIOD.start, 100, 0)]


def test_the_most_viewed_videos_are_those_posted_in_the_period() -> None:
    seen = videos(reported.creator(), 30)
    found = one(seen=seen)
    posted = [video for video in seen if PERIOD.start <= video.posted_at <= PERIOD.end]
    assert found.videos == len(posted) == 14
    assert [video.sample.views for video in found.top] == sorted((v.sample.views or 0 for v in posted), reverse=True)[
        :5
    ]
    assert set(found.usual) == {video.id for video in found.top}


def test_where_the_numbers_were_read_is_counted() -> None:
    known = [replace(one, origin=Origin.ITEM_LIST) if n % 4 else one for n, one in enumerate(samples(days=27))]
    report = reported.report(one(measured=known))
    assert dict(report.provenance.origins) == {Origin.ITEM_LIST: 81, Origin.PROFILE_PAGE: 28}
    assert report.provenance.measurements == 109


def test_a_list_is_sorted_by_growth_and_incomparable_ones_come_last() -> None:
    start, end = PERIOD.start, PERIOD.end
    kinds = {
        "none": [],
        "slow": measured((start, 1_000), (end, 1_010)),
        "short": measured((end - 5 * DAY, 100), (end, 900)),
        "fast": measured((start, 1_000), (end, 1_300)),
        "old": measured((start - 9 * DAY, 5_000)),
        "once": measured((end, 5_000)),
    }
    found = [one(reported.creator(n, name), known, ()) for n, (name, known) in enumerate(kinds.items())]
    report = of_list("Food", found, PERIOD, NOW, UTC)
    handles = [one.profile.creator.handle for one in report.creators]
    assert handles == ["fast", "slow", "short", "once", "none", "old"]


def test_followers_together_are_of_those_measured_at_both_ends() -> None:
    start, end = PERIOD.start, PERIOD.end
    one_day = start + DAY
    found = [
        one(reported.creator(1, "a"), measured((start, 1_000), (one_day, 1_200), (end, 1_300)), ()),
        one(reported.creator(2, "b"), measured((start, 20_000), (end, 20_400), rounded=1), ()),
        one(reported.creator(3, "c"), measured((end - DAY, 70), (end, 90)), ()),
    ]
    total = of_list("Food", found, PERIOD, NOW, UTC).total
    assert total.of == {7_001, 7_002}
    assert total.grown is not None
    assert (total.grown.before, total.grown.amount, total.grown.margin) == (21_000, 700, 100)
    assert total.line[0] == (start, 21_000, 50)
    assert total.line[1] == (one_day - 1, 21_000, 50)
    assert total.line[2] == (one_day + DAY - 1, 21_200, 50)
    assert total.line[-1] == (end, 21_700, 50)


def test_between_two_equal_measurements_it_was_measured_too() -> None:
    """Of a run of equal ones, only the first and the last are stored."""
    known = measured((PERIOD.start - 5 * DAY, 100), (PERIOD.start + 3 * DAY, 100), (PERIOD.end, 130))
    found = one(measured=known, seen=())
    assert found.first is not None
    assert found.first.at == PERIOD.start
    assert PERIOD.is_spanned_by(found.growth)
    assert found.line[0] == (PERIOD.start, 100, 0)
