"""Columns are the samples they are made of, and everything that is said about samples is said about columns too."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.fakes import creator, video
from tiktrack_gui.core import growth_table
from tiktrack_gui.core.as_of import History, as_of, posts_as_of, samples_until, step
from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.gaps import of_creator
from tiktrack_gui.core.growth import is_equal
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.moves import moves, silence
from tiktrack_gui.core.regular import Point, regular
from tiktrack_gui.core.sample_columns import SampleColumns, columns_of, from_rows
from tiktrack_gui.core.table_csv import as_csv

START = 20_000 * DAY
COUNTS = st.none() | st.sampled_from((0, 9_999, 12_300, 12_345, 2_100_000)) | st.integers(-(2**62), 2**62)
BITS = st.sampled_from((0, 0, 1, 2, 8, 15))
WAITS = st.sampled_from((1, HOUR, HOUR, HOUR, 7 * HOUR, DAY, DAY + 1, 5 * DAY, 40 * DAY))


@st.composite
def histories(draw: st.DrawFn, most: int = 40, counts: st.SearchStrategy[int | None] = COUNTS) -> list[CreatorSample]:
    """Samples of any counts, oldest first; many equal the one before."""
    at, found = START + draw(st.integers(0, DAY)), []
    sample = CreatorSample(at=at)
    for _ in range(draw(st.integers(0, most))):
        at += draw(WAITS)
        if draw(st.integers(0, 2)):
            sample = CreatorSample(
                at=at,
                followers=draw(counts),
                following=draw(st.sampled_from((None, 10))),
                likes=draw(counts),
                videos=draw(st.sampled_from((None, 20, 21))),
                rounded=draw(BITS),
                repaired=draw(BITS),
                origin=draw(st.sampled_from(Origin)),
            )
        found.append(replace(sample, at=at))
    return found


SENSIBLE = histories(counts=st.none() | st.integers(0, 3_000_000))


@given(histories())
def test_columns_are_the_samples_they_are_made_of(samples: list[CreatorSample]) -> None:
    columns = columns_of(samples)
    assert list(columns) == samples
    assert columns == samples
    assert samples == columns
    assert columns == columns_of(tuple(samples))
    assert len(columns) == len(samples)
    assert bool(columns) == bool(samples)
    assert [columns[place] for place in range(-len(samples), len(samples))] == samples * 2
    assert list(reversed(columns)) == samples[::-1]
    assert columns_of(columns) is columns


@given(histories(), st.slices(41))
def test_a_slice_is_that_of_the_samples(samples: list[CreatorSample], part: slice) -> None:
    found = columns_of(samples)[part]
    assert isinstance(found, SampleColumns)
    assert found == samples[part]


@given(histories(most=5), histories(most=5))
def test_columns_are_equal_only_to_the_same_samples(one: list[CreatorSample], other: list[CreatorSample]) -> None:
    assert (columns_of(one) == columns_of(other)) == (one == other)
    assert (columns_of(one) == other) == (one == other)


def test_there_is_no_sample_beyond_the_last_one() -> None:
    columns = columns_of([CreatorSample(at=START)])
    for place in (1, -2):
        with pytest.raises(IndexError):
            columns[place]


def test_columns_are_no_key_as_lists_are_not() -> None:
    with pytest.raises(TypeError):
        hash(columns_of(()))


@given(histories(most=10), histories(most=3))
def test_samples_follow_and_are_chosen(samples: list[CreatorSample], more: list[CreatorSample]) -> None:
    columns = columns_of(samples)
    for sample in more:
        assert columns.followed_by(sample) == [*samples, sample]
    assert columns.only(columns.rounded > 0) == [one for one in samples if one.rounded]


@given(histories())
def test_equal_ones_are_those_that_are_equal_one_by_one(samples: list[CreatorSample]) -> None:
    assert columns_of(samples).equal_next().tolist() == [is_equal(one, other) for one, other in pairwise(samples)]


def test_each_origin_is_read_once() -> None:
    asked = []

    def read(text: str) -> Origin:
        asked.append(text)
        return Origin(text)

    rows = [(START + number, 5, None, 7, None, 0, 0, ("demo", "search")[number % 2]) for number in range(6)]
    assert [one.origin for one in from_rows(rows, read)] == [Origin.DEMO, Origin.SEARCH] * 3
    assert sorted(asked) == ["demo", "search"]


@given(SENSIBLE, st.integers(-DAY, 90 * DAY))
def test_a_profile_of_columns_is_that_of_the_samples(samples: list[CreatorSample], since: int) -> None:
    columns, moment, seen = columns_of(samples), START + since, [video(1, by=creator(1), at=START + DAY)]
    assert as_of(History(creator=creator(1), samples=columns), moment) == as_of(
        History(creator=creator(1), samples=samples), moment
    )
    assert list(samples_until(columns, moment)) == list(samples_until(samples, moment))
    assert posts_as_of(columns, seen, moment) == posts_as_of(samples, seen, moment)
    assert [step(columns, moment, way) for way in (False, True)] == [
        step(samples, moment, way) for way in (False, True)
    ]
    assert of_creator(columns, HOUR) == of_creator(samples, HOUR)
    assert moves(columns, seen) == moves(samples, seen)
    assert silence(columns, seen) == silence(samples, seen)
    tables = [growth_table.of_samples(either, CreatorCount.LIKES) for either in (columns, samples)]
    assert as_csv(tables[0]) == as_csv(tables[1])


@given(
    SENSIBLE,
    st.sampled_from(list(CreatorCount)),
    st.sampled_from((6 * HOUR, DAY)),
    st.sampled_from((1, 3.5, 28, 90)),
)
def test_regular_points_are_those_that_are_found_one_by_one(
    samples: list[CreatorSample], which: CreatorCount, every: int, days: float
) -> None:
    assert regular(samples, which, every, days) == one_by_one(samples, which, every, days)


def one_by_one(samples: Sequence[CreatorSample], which: CreatorCount, every: int, days: float) -> list[Point]:
    """The last measurement of each period, as gone through from the oldest one on."""
    name = str(which.name).lower()
    known = [one for one in samples if (getattr(one, name) or 0) > 0 and not one.repaired & which]
    last: dict[int, Point] = {}
    for sample, following in zip(known, [*known[1:], None], strict=False):
        for at in measured_at(sample, following, every):
            count = getattr(sample, name)
            last[at // every] = Point(at, count, uncertainty(count) if sample.rounded & which else 0)
    return [point for point in last.values() if point.at >= known[-1].at - days * DAY]


def measured_at(sample: CreatorSample, following: CreatorSample | None, every: int) -> Iterator[int]:
    """When the sample was measured; also at the end of each period until an equal one."""
    yield sample.at
    if following is not None and is_equal(sample, following):
        for period in range(sample.at // every, (following.at - 1) // every + 1):
            yield max(sample.at, min((period + 1) * every - 1, following.at - 1))
