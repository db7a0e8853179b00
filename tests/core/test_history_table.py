"""Measurements as a table."""

from __future__ import annotations

import csv
import io

from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.exactness import margins
from tiktrack_gui.core.history_table import COUNTS, of_samples
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.table_csv import as_csv
from tiktrack_gui.core.table_export import AT_ONCE

ID = 6_800_000_000_000_000_001
COUNT = st.none() | st.integers(0, 2**40)
BITS = st.integers(0, 15)
SAMPLES = st.lists(
    st.builds(
        CreatorSample,
        at=st.integers(0, 2**31),
        followers=COUNT,
        following=COUNT,
        likes=COUNT,
        videos=COUNT,
        rounded=BITS,
        repaired=BITS,
        origin=st.sampled_from(Origin),
    )
)


def read(samples: list[CreatorSample]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(as_csv(of_samples(ID, "planty", samples)))))


def test_each_count_says_how_exact_it_is() -> None:
    sample = CreatorSample(
        at=60, followers=45_700, following=12, likes=2**31, rounded=CreatorCount.FOLLOWERS, repaired=CreatorCount.LIKES
    )
    assert read([sample]) == [
        {
            "creator_id": str(ID),
            "handle": "planty",
            "measured_at": "1970-01-01T00:01:00Z",
            "followers": "45700",
            "followers_margin": "50",
            "followers_exactness": "rounded",
            "following": "12",
            "following_margin": "0",
            "following_exactness": "exact",
            "likes": str(2**31),
            "likes_margin": "",
            "likes_exactness": "at least",
            "videos": "",
            "videos_margin": "",
            "videos_exactness": "",
            "origin": "item_list",
        }
    ]


@given(SAMPLES)
def test_a_count_is_as_exact_among_others_as_alone(samples: list[CreatorSample]) -> None:
    assert read(samples) == [row for sample in samples for row in read([sample])]


@given(st.lists(st.integers(0, 2**40), min_size=1))
def test_margins_are_those_of_each_count(counts: list[int]) -> None:
    assert margins(counts) == list(map(uncertainty, counts))


def test_all_of_a_long_history_is_there() -> None:
    samples = [CreatorSample(at=n, followers=n, origin=Origin.PROFILE_PAGE) for n in range(2 * AT_ONCE + 1)]
    rows = read(samples)
    assert [row["followers"] for row in rows] == [str(n) for n in range(len(samples))]
    assert all(row[count] == "" for row in rows for count in COUNTS if count != "followers")
