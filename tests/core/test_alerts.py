"""When something is told, and when only the inbox keeps it."""

from __future__ import annotations

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from tests.core.alert_cases import CASES, Case
from tiktrack_gui.core.alerts import (
    Alert,
    Keep,
    Kind,
    Rules,
    Tell,
    Which,
    Why,
    decide,
    is_quiet,
    parse_clock,
    parse_mute,
)
from tiktrack_gui.core.errors import BadInput

BERLIN = ZoneInfo("Europe/Berlin")


def at(text: str, zone: ZoneInfo = BERLIN, *, fold: int = 0) -> float:
    """Epoch seconds of a local time. fold: 1 = the second of two."""
    return datetime.fromisoformat(text).replace(tzinfo=zone, fold=fold).timestamp()


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_told_or_kept(case: Case) -> None:
    found = decide(
        case.now,
        case.rules,
        number=case.number,
        told=case.told,
        muted_until=case.muted_until,
        window_active=case.window_active,
        zone=UTC,
    )
    assert found == (Tell() if case.why is None else Keep(case.why))


@pytest.mark.parametrize(
    ("now", "start", "end", "quiet"),
    [
        ("2026-06-01T22:00", "22:00", "07:00", True),  # over midnight
        ("2026-06-01T21:59:59", "22:00", "07:00", False),
        ("2026-06-02T00:00", "22:00", "07:00", True),
        ("2026-06-02T06:59:59", "22:00", "07:00", True),
        ("2026-06-02T07:00", "22:00", "07:00", False),
        ("2026-06-01T13:00", "12:00", "14:00", True),  # within a day
        ("2026-06-01T14:00", "12:00", "14:00", False),
        ("2026-06-01T11:59", "12:00", "14:00", False),
        ("2026-06-01T00:00", "00:00", "06:00", True),
        ("2026-06-01T23:59:59", "18:00", "00:00", True),
        ("2026-06-01T00:00", "18:00", "00:00", False),
        ("2026-06-01T12:00", "12:00", "12:00", False),  # no time at all
        ("2026-06-01T23:00", "22:00", "", False),
        ("2026-06-01T23:00", "", "07:00", False),
    ],
)
def test_the_quiet_time_lasts_as_the_clock_on_the_wall_says(now: str, start: str, end: str, quiet: bool) -> None:
    assert is_quiet(at(now), start, end, BERLIN) is quiet


def test_the_hour_that_is_put_back_is_quiet_twice() -> None:
    first, second = at("2026-10-25T02:30"), at("2026-10-25T02:30", fold=1)
    assert second - first == 3600
    assert is_quiet(first, "02:15", "02:45", BERLIN)
    assert is_quiet(second, "02:15", "02:45", BERLIN)
    assert not is_quiet(at("2026-10-25T02:50"), "02:15", "02:45", BERLIN)


def test_a_night_has_an_hour_more_or_less_when_the_clocks_change() -> None:
    autumn = [at("2026-10-24T22:00") + hour * 3600 for hour in range(12)]
    assert sum(is_quiet(now, "22:00", "07:00", BERLIN) for now in autumn) == 10
    spring = [at("2026-03-28T22:00") + hour * 3600 for hour in range(12)]
    assert sum(is_quiet(now, "22:00", "07:00", BERLIN) for now in spring) == 8


def test_a_quiet_time_in_the_hour_that_is_left_out_never_comes() -> None:
    spring = [at("2026-03-29T00:00") + minute * 60 for minute in range(6 * 60)]
    assert not any(is_quiet(now, "02:10", "02:50", BERLIN) for now in spring)


def test_it_depends_on_the_zone() -> None:
    now = at("2026-06-01T23:00")
    assert is_quiet(now, "22:00", "07:00", BERLIN)
    assert not is_quiet(now, "22:00", "07:00", ZoneInfo("America/New_York"))


@pytest.mark.parametrize(
    ("text", "read"),
    [
        *(("22:00", "22:00"), ("7:30", "07:30"), ("07.30", "07:30"), ("22", "22:00"), ("0", "00:00")),
        *(("", ""), ("  ", ""), ("none", ""), ("Off", ""), ("２２：００", "22:00"), (" 23:59 ", "23:59")),
        *(("10pm", "22:00"), ("10:30 PM", "22:30"), ("12 a.m.", "00:00"), ("12pm", "12:00"), ("7.05 am", "07:05")),
    ],
)
def test_a_time_of_the_day_is_read_as_people_write_it(text: str, read: str) -> None:
    assert parse_clock(text) == read


@pytest.mark.parametrize("text", ["24:00", "12:60", "noon", "1234", "-1", "٢٢:٠٠", "22:00:00", "13pm", "0 am", "10 xm"])
def test_what_is_no_time_of_the_day_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="time of the day"):
        parse_clock(text)


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("30 min", 1800),
        ("90m", 5400),
        ("1h", 3600),
        ("2 Hours", 7200),
        ("1,5 h", 5400),
        ("1d", 86_400),
        ("７d", 604_800),
    ],
)
def test_how_long_to_be_mute_is_read(text: str, seconds: int) -> None:
    assert parse_mute(text) == seconds


@pytest.mark.parametrize("text", ["", "0h", "30", "8d", "-1h", "forever", "1h30", "1e9 h", "9999999 m"])
def test_what_is_no_time_to_be_mute_is_refused(text: str) -> None:
    with pytest.raises(BadInput, match="at most 7d"):
        parse_mute(text)


@pytest.mark.parametrize(
    ("which", "score", "wanted"), [("all", 0, True), ("score", 69, False), ("score", 70, True), ("off", 100, False)]
)
def test_which_stories_are_alerts(which: Which, score: int, wanted: bool) -> None:
    assert Rules(which=which, least_score=70).wants_story(score) is wanted


def test_an_alert_is_unread_until_it_was_read() -> None:
    assert not Alert(key="a", kind=Kind.STORY, at=1).is_read
    assert Alert(key="a", kind=Kind.STORY, at=1, read_at=2).is_read
    assert {case.why for case in CASES} == {None, *Why}
