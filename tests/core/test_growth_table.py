"""The data of a growth plot as a table."""

from __future__ import annotations

import csv
import io

from tests.ui import samples
from tiktrack_gui.core.baseline import views_per_video
from tiktrack_gui.core.growth_table import of_creators, of_samples, of_views
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.table_csv import as_csv


def read(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_each_measurement_of_the_count_is_a_line() -> None:
    followers, likes = CreatorCount.FOLLOWERS, CreatorCount.LIKES
    measured = [
        CreatorSample(at=0, followers=45_675, origin=Origin.PROFILE_PAGE),
        CreatorSample(at=60, followers=45_700, rounded=followers | likes),
        CreatorSample(at=120, likes=7),
        CreatorSample(at=180, followers=2_147_500_000, repaired=followers),
    ]
    assert read(as_csv(of_samples(measured, followers))) == [
        {"time": at, "followers": count, "margin": margin, "exactness": how, "origin": origin}
        for at, count, margin, how, origin in (
            ("1970-01-01T00:00:00Z", "45675", "0", "exact", Origin.PROFILE_PAGE.value),
            ("1970-01-01T00:01:00Z", "45700", "50", "rounded", Origin.ITEM_LIST.value),
            ("1970-01-01T00:03:00Z", "2147500000", "", "at least", Origin.ITEM_LIST.value),
        )
    ]


def test_the_last_views_per_video_are_those_of_the_creators_page() -> None:
    videos = samples.posts(60, 40)
    rows = read(as_csv(of_views(videos)))
    usual = views_per_video(videos)
    assert rows[-1]["views_per_video"] == str(usual.median)
    assert rows[-1]["videos"] == str(usual.videos)
    assert [row["posted"] for row in rows] == sorted(row["posted"] for row in rows)


def test_several_creators_follow_each_other() -> None:
    one = [CreatorSample(at=0, followers=7), CreatorSample(at=60, likes=2)]
    other = [CreatorSample(at=30, followers=12_300, rounded=CreatorCount.FOLLOWERS)]
    lines = as_csv(of_creators([("one", one), ("other", other)], CreatorCount.FOLLOWERS)).splitlines()
    assert lines[0] == "creator,time,followers,margin,exactness,origin"
    assert [line.split(",")[:5] for line in lines[1:]] == [
        ["one", "1970-01-01T00:00:00Z", "7", "0", "exact"],
        ["other", "1970-01-01T00:00:30Z", "12300", "50", "rounded"],
    ]


def test_without_measurements_there_are_only_headings() -> None:
    assert as_csv(of_samples([], CreatorCount.LIKES)) == "time,likes,margin,exactness,origin\r\n"
    assert as_csv(of_views([])) == "posted,views_per_video,margin,exactness,videos\r\n"
