"""Importing measurements: what is read from a table, and what becomes of each row."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from tests.store.examples import NOW, a_creator
from tiktrack_gui.core import growth_table, history_table
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.history_import import Fate, HistoryImport, Known, judge
from tiktrack_gui.core.history_reading import HistorySheet, read_history
from tiktrack_gui.core.json_rows import rows_of_json
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.sheets import Sheet, sheet_of
from tiktrack_gui.core.table_csv import as_csv
from tiktrack_gui.core.table_text import rows_of

MOSSY, FERN = a_creator(1, handle="mossy"), a_creator(2, handle="fern")
AT = int(datetime(2026, 1, 31, 12, tzinfo=UTC).timestamp())
LATER = AT + 10**7


def sheet(text: str) -> Sheet:
    return sheet_of("history.csv", rows_of(text, "history.csv", 10_000))


def read(text: str) -> HistorySheet:
    return read_history(sheet(text), LATER)


def one(time: str = "2026-01-31T12:00:00Z", **counts: str) -> CreatorSample | str:
    """The only row of a table with these cells, or why it is refused."""
    headings = ",".join(["measured_at", *counts])
    cells = ",".join(f'"{cell}"' for cell in (time, *counts.values()))
    [row] = read(f"{headings}\n{cells}\n").rows
    return row.fault or row.sample or "nothing"


def imported(text: str, *stored: CreatorSample, only: bool = False) -> HistoryImport:
    creators = {"mossy": MOSSY, str(MOSSY.id): MOSSY, "fern": FERN}
    return judge(read(text), Known(creators, {MOSSY.id: stored}, MOSSY if only else None))


def fates(table: HistoryImport) -> list[Fate]:
    return [row.fate for row in table.rows]


@pytest.mark.parametrize(
    "time",
    [
        "2026-01-31T12:00:00Z", "2026-01-31 12:00:00", "2026-01-31T13:00:00+01:00", "2026-01-31T12:00:00.000Z",
        str(AT), f"{AT}000", f"{AT}.25", "31.01.2026 12:00", "31/01/2026 12:00", "1/31/2026 12:00 PM", "46053.5",
    ],
)  # fmt: skip
def test_times_may_be_written_in_many_ways(time: str) -> None:
    assert one(time, followers="6246") == CreatorSample(at=AT, followers=6_246, origin=Origin.IMPORTED)


def test_a_date_alone_is_its_beginning() -> None:
    found = one("2026-01-31", followers="6246")
    assert isinstance(found, CreatorSample)
    assert found.at == AT - 12 * 3600


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("6246", 6_246), ("6,246", 6_246), ("6.246", 6_246), ("6 246", 6_246), ("6\u202f246", 6_246), ("6’246", 6_246),
        ("1,234,567", 1_234_567), ("6246.0", 6_246), ("+6246", 6_246), ("0", 0),
        ("1.000", 1_000), ("6246.00", 6_246), ("6246,00", 6_246), ("1.234.567,00", 1_234_567),
        ("1,234,567.00", 1_234_567),
        ("12,34,567", 1_234_567), ("1,23,456", 123_456),
    ],
)  # fmt: skip
def test_counts_may_be_grouped(text: str, count: int) -> None:
    found = one(followers=text)
    assert isinstance(found, CreatorSample)
    assert (found.followers, found.rounded) == (count, 0)


@pytest.mark.parametrize(
    ("cells", "rounded", "repaired"),
    [
        ({"followers": "48200", "exactness": "exact"}, 0, 0),
        ({"followers": "48200", "exactness": "rounded"}, CreatorCount.FOLLOWERS, 0),
        ({"followers": "48200"}, CreatorCount.FOLLOWERS, 0),  # as TikTok rounds
        ({"followers": "48201"}, 0, 0),
        ({"followers": "48.2K"}, CreatorCount.FOLLOWERS, 0),
        ({"followers": "48,2 k"}, CreatorCount.FOLLOWERS, 0),
        ({"followers": "≈ 48,201"}, CreatorCount.FOLLOWERS, 0),
        ({"followers": "~48K"}, CreatorCount.FOLLOWERS, 0),
        ({"followers": "≥ 2,147,483,647"}, 0, CreatorCount.FOLLOWERS),
        ({"followers": "2200000000", "exactness": "at least"}, 0, CreatorCount.FOLLOWERS),
        (
            {"followers": "48201", "likes": "1200000", "likes_exactness": "rounded", "followers_exactness": "exact"},
            CreatorCount.LIKES,
            0,
        ),
    ],
)
def test_how_exact_a_count_is(cells: dict[str, str], rounded: int, repaired: int) -> None:
    found = one(**cells)
    assert isinstance(found, CreatorSample)
    assert (found.rounded, found.repaired) == (rounded, repaired)


@pytest.mark.parametrize(
    ("time", "followers", "fault"),
    [
        ("", "1", "Has no time"),
        ("yesterday", "1", "Has no time, such as 2026-01-31T12:00:00Z"),
        ("2031-01-01", "1", "In the future"),
        ("2011-01-01", "1", "Older than TikTok"),
        ("0001-01-01T00:00:00+14:00", "1", "Older than TikTok"),
        ("2026-01-31", "", "Has no count"),
        ("2026-01-31", "-5", "Has a negative count"),
        ("2026-01-31", "−5", "Has a negative count"),
        ("2026-01-31", "many", "Has a count that is no number"),
        ("2026-01-31", "12.5", "Has a count that is no number"),
        ("2026-01-31", "1,2,3", "Has a count that is no number"),
        ("2026-01-31", "5%", "Has a count that is no number"),
        ("2026-01-31", "1.2E+06", "Has a count that is no number"),  # a spreadsheet has shortened it
        ("2026-01-31", "N/A", "Has no count"),
        ("2026-01-31", "—", "Has no count"),
        ("1/2/2026", "1", "Has a date that could be two different days"),
        ("1/2/2026 3:05 PM", "1", "Has a date that could be two different days"),
        ("2026-W05", "1", "Has no time, such as 2026-01-31T12:00:00Z"),
        ("2026-01-31", "٣٤٥x", "Has a count that is no number"),
        ("2026-01-31", "9" * 30, "Has a count that is too large"),
    ],
)
def test_what_cannot_be_used_says_why(time: str, followers: str, fault: str) -> None:
    assert one(time, followers=followers) == fault


def test_a_count_that_is_not_known_leaves_the_others() -> None:
    for unknown in ("-", "n/a", "NULL", "#N/A", "NaN", "?"):
        assert one(followers="6246", likes=unknown) == CreatorSample(at=AT, followers=6_246, origin=Origin.IMPORTED)


@pytest.mark.parametrize(
    "headings",
    [
        *("Date,Username,Followers", "DAY,Account,Total Followers", "timestamp,profile,Fans", "dl_date,name,followers"),
        *("captured_at,unique_id,follower_count", "Date (UTC),@handle,# of followers"),
        *("scraped at,author,followerCount", "checked_at,Profile URL,Followers (total)"),
        *("Snapshot Date,Creator handle,Number of followers", "Last updated,TikTok username,Current followers"),
        *("Time,TikTok,Follower", "Date,,Followers", "Date,Channel,Subscribers", "sep=,\nDate,Handle,Followers"),
    ],
)  # fmt: skip
def test_headings_of_other_tools(headings: str) -> None:
    found = imported(f"{headings}\n2026-01-31,@mossy,6246\n2026-01-30,https://www.tiktok.com/@fern,5\n")
    assert [(row.creator, row.sample and row.sample.followers) for row in found.rows] == [(MOSSY, 6_246), (FERN, 5)]


def test_a_title_may_stand_above_the_headings() -> None:
    rows = "".join(f"2026-01-{day:02},@mossy,{6_000 + day}\n" for day in range(1, 20))
    found = imported(f"Report of January\nmade by a tool\n\nDate,Handle,Followers\n{rows}")
    assert fates(found) == [Fate.NEW] * 19


@pytest.mark.parametrize(
    "headings", ["Date,Handle,New followers", "Date,Handle,Followers (change)", "Month,Handle,Followers", "a,b,c"]
)
def test_headings_that_mean_something_else(headings: str) -> None:
    with pytest.raises(BadInput, match="has no measurements"):
        read(f"{headings}\n2026-01-31,@mossy,6246\n")


def test_the_day_and_the_time_may_be_apart() -> None:
    found = read(
        "Date,Time,Followers\n2026-01-31,12:00,6246\n31.01.2026,12:00:30 PM,6247\n2026-01-31T12:01,9:00,6248\n"
    )
    assert [row.sample and row.sample.at - AT for row in found.rows] == [0, 30, 60]


def test_which_number_is_the_month_is_told_by_the_column() -> None:
    january = int(datetime(2026, 1, 2, tzinfo=UTC).timestamp())
    found = read("Date,Followers\n1/2/2026,1\n1/31/2026,2\n")
    assert found.rows[0].sample is not None
    assert found.rows[0].sample.at == january
    found = read("Date,Followers\n2/1/2026,1\n31/1/2026,2\n")
    assert found.rows[0].sample is not None
    assert found.rows[0].sample.at == january


def test_the_number_of_a_row_is_no_creators_id() -> None:
    found = imported("id,date,handle,followers\n100001,2026-01-31,mossy,6246\n")
    assert fates(found) == [Fate.NEW]
    assert getattr(read(f"id,date,followers\n{MOSSY.id + 10**6},2026-01-31,1\n").rows[0].named, "id", None)


def test_the_likes_of_videos_are_not_the_creators() -> None:
    with pytest.raises(BadInput, match="of videos"):
        read("caption,handle,followers,views,likes,video_id,measured_at\nx,mossy,5,6,7,8,2026-01-31\n")
    [row] = read("Date,Followers,Video views,Likes\n2026-01-31,6246,5000,70\n").rows
    assert row.sample == CreatorSample(at=AT - 12 * 3600, followers=6_246, origin=Origin.IMPORTED)
    with pytest.raises(BadInput, match="has no measurements"):
        read("Date,Video views,Likes,Comments,Shares\n2026-01-31,5000,70,5,6\n")


def test_the_plots_own_csv_is_read() -> None:
    samples = [
        CreatorSample(at=AT, followers=6_246),
        CreatorSample(at=AT + 60, followers=48_200, rounded=CreatorCount.FOLLOWERS),
        CreatorSample(at=AT + 90, followers=2_200_000_001, repaired=CreatorCount.FOLLOWERS),
    ]
    found = read(as_csv(growth_table.of_samples(samples, CreatorCount.FOLLOWERS)))
    assert not found.names_creators
    assert [row.sample for row in found.rows] == [replace(one, origin=Origin.IMPORTED) for one in samples]


def test_json_is_a_table_as_well() -> None:
    text = f'{{"history": [{{"creator_id": "{MOSSY.id}", "measured_at": "2026-01-31T12:00:00Z", "followers": 6246}}]}}'
    found = read_history(sheet_of("a.json", rows_of_json(text, "a.json")), LATER)
    assert [(row.named, row.sample) for row in found.rows] == [
        (found.rows[0].named, CreatorSample(at=AT, followers=6_246, origin=Origin.IMPORTED))
    ]
    assert getattr(found.rows[0].named, "id", None) == str(MOSSY.id)


def test_json_may_be_in_lines() -> None:
    text = '{"date": "2026-01-31", "followers": 1}\n\n{"date": "2026-01-30", "followers": 2.0}\n'
    found = read_history(sheet_of("a.jsonl", rows_of_json(text, "a.jsonl")), LATER)
    assert [row.sample and row.sample.followers for row in found.rows] == [1, 2]


@pytest.mark.parametrize(
    "text", ["[", "{}\n[", '{"a": 1}\n{', "[" * 100_000, "{}", "[]", "[1, 2]", '{"a": [1]}', "NaN"]
)
def test_other_json_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        rows_of_json(text, "a.json")


@pytest.mark.parametrize("text", ["handle,name\n@mossy,Mossy\n", "measured_at,handle\n2026-01-31,@mossy\n"])
def test_a_table_without_measurements_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="has no measurements"):
        read(text)


def test_what_is_new_there_or_contradicts() -> None:
    text = """handle,measured_at,followers,likes
@mossy,2026-01-31T12:00:00Z,6246,
@mossy,2026-01-31T12:00:01Z,6247,900
@Mossy,2026-01-31T12:00:02Z,6248,901
@mossy,2026-01-31T12:00:02Z,6248,901
@mossy,2026-01-31T12:00:02Z,6249,901
@nobody,2026-01-31T12:00:02Z,6249,901
"""
    stored = [CreatorSample(at=AT, followers=6_246), CreatorSample(at=AT + 1, followers=6_200, likes=900)]
    table = imported(text, *stored)
    assert fates(table) == [Fate.THERE, Fate.CLASHES, Fate.NEW, Fate.THERE, Fate.CLASHES, Fate.REFUSED]
    assert table.rows[1].stored == stored[1]
    assert table.rows[5].fault == "TikTrack doesn’t know this creator"
    assert table.samples == {MOSSY.id: [CreatorSample(at=AT + 2, followers=6_248, likes=901, origin=Origin.IMPORTED)]}
    assert table.creators == [MOSSY]


def test_a_missing_count_is_filled_in_only_where_the_others_were_imported() -> None:
    text = "handle,measured_at,followers,likes\n@mossy,2026-01-31T12:00:00Z,6246,900\n"
    earlier = CreatorSample(at=AT, followers=6_246, origin=Origin.IMPORTED)
    assert imported(text, earlier).samples == {MOSSY.id: [CreatorSample(at=AT, likes=900, origin=Origin.IMPORTED)]}
    assert fates(imported(text, replace(earlier, origin=Origin.PROFILE_PAGE))) == [Fate.THERE]


def test_two_tables_of_one_count_each_become_one_measurement() -> None:
    table = imported("handle,measured_at,followers,likes\n@mossy,2026-01-31,6246,\n@mossy,2026-01-31,,900\n")
    assert fates(table) == [Fate.NEW, Fate.NEW]
    [sample] = table.samples[MOSSY.id]
    assert (sample.followers, sample.likes) == (6_246, 900)


def test_a_rounded_count_agrees_with_the_exact_one() -> None:
    exact = CreatorSample(at=AT, followers=45_675)
    assert fates(imported("handle,time,followers\n@mossy,2026-01-31T12:00:00Z,45.7K\n", exact)) == [Fate.THERE]
    assert fates(imported("handle,time,followers\n@mossy,2026-01-31T12:00:00Z,45.8K\n", exact)) == [Fate.CLASHES]


def test_between_two_equal_ones_nothing_is_new() -> None:
    stored = [CreatorSample(at=AT - 50, followers=6_246), CreatorSample(at=AT + 50, followers=6_246)]
    assert fates(imported("handle,time,followers\n@mossy,2026-01-31T12:00:00Z,6246\n", *stored)) == [Fate.THERE]
    assert fates(imported("handle,time,followers\n@mossy,2026-01-31T12:00:00Z,6247\n", *stored)) == [Fate.NEW]


def test_whose_they_are_may_be_said_beside_the_table() -> None:
    text = "time,followers\n2026-01-31T12:00:00Z,6246\n"
    assert fates(imported(text, only=True)) == [Fate.NEW]
    assert imported(text).rows[0].fault == "Doesn’t say whose it is"


def test_an_exported_history_is_read_as_it_was() -> None:
    samples = [
        CreatorSample(at=AT, followers=6_246, following=3, likes=1_200_000, videos=48, rounded=CreatorCount.LIKES),
        CreatorSample(at=AT + 60, followers=2_200_000_001, repaired=CreatorCount.FOLLOWERS),
    ]
    found = read(as_csv(history_table.of_samples(MOSSY.id, "=mossy", samples)))
    assert [row.sample for row in found.rows] == [replace(one, origin=Origin.IMPORTED) for one in samples]
    assert [getattr(row.named, "id", None) for row in found.rows] == [str(MOSSY.id)] * 2


def test_now_is_no_future() -> None:
    assert read_history(sheet(f"time,followers\n{NOW},1\n{NOW + 1},1\n"), NOW).rows[0].sample is not None
    assert read_history(sheet(f"time,followers\n{NOW},1\n{NOW + 1},1\n"), NOW).rows[1].fault == "In the future"
