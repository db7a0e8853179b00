"""Formatting of counts, ages and times."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, timedelta, timezone

import pytest

from tests.ui import samples
from tiktrack_gui.core import durations
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.models import CreatorCount, CreatorSample, CurrentVelocity, VideoCount, VideoSample
from tiktrack_gui.words import counts, times, videos
from tiktrack_gui.words.activity import stage
from tiktrack_gui.words.text import breakable

AT = 1_792_529_580  # Tue 20 Oct 2026, 20:53 UTC


@pytest.mark.parametrize(
    ("number", "rounded", "repaired", "text"),
    [
        (None, False, False, "—"),
        (1284, False, False, "1,284"),
        (48_200, True, False, "≈ 48.2K"),
        (2_150_000_000, True, True, "≥ 2.15B"),
    ],
)
def test_a_count_says_how_far_it_can_be_trusted(number: int | None, rounded: bool, repaired: bool, text: str) -> None:
    assert counts.count(number, rounded=rounded, repaired=repaired) == text


def test_a_full_count_has_every_digit() -> None:
    assert counts.count(2_162_760, full=True) == "2,162,760"


def test_a_sample_marks_only_its_rounded_counts() -> None:
    sample = VideoSample(at=AT, views=1_200_000, likes=9_800, rounded=VideoCount.VIEWS)
    assert counts.video_count(sample, VideoCount.VIEWS) == "≈ 1.2M"
    assert counts.video_count(sample, VideoCount.LIKES) == "9,800"
    assert counts.video_count(sample, VideoCount.SAVES) == "—"
    assert counts.video_count(None, VideoCount.VIEWS) == "—"


def test_a_repaired_count_is_a_lower_bound() -> None:
    sample = CreatorSample(at=AT, likes=2_147_483_748, repaired=CreatorCount.LIKES)
    assert counts.creator_count(sample, CreatorCount.LIKES, full=True) == "≥ 2,147,483,748"


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "< 1 min"),
        (59, "< 1 min"),
        (60, "1 min"),
        (3599, "59 min"),
        (3600, "1 h"),
        (86_399, "23 h"),
        (86_400, "1 d"),
        (364 * 86_400, "364 d"),
        (800 * 86_400, "2 y"),
    ],
)
def test_an_age_is_in_one_unit(seconds: float, text: str) -> None:
    assert durations.age(seconds) == text


@pytest.mark.parametrize(
    ("seconds", "text"),
    [
        (-5, "1 s"),
        (0.2, "1 s"),
        (59, "59 s"),
        (60, "1 min"),
        (61, "2 min"),
        (90 * 60, "90 min"),
        (119 * 60 + 1, "120 min"),
        (2 * 3600, "2 h"),
        (2 * 3600 + 1, "3 h"),
        (47 * 3600 + 1, "48 h"),
        (48 * 3600 + 1, "3 d"),
    ],
)
def test_a_wait_is_never_longer_than_it_says(seconds: float, text: str) -> None:
    assert durations.wait(seconds) == text


def test_the_past_and_the_future_read_as_people_say_them() -> None:
    assert times.ago(AT - 30, AT) == "just now"
    assert times.ago(AT - 120, AT) == "2 min ago"
    assert times.until(AT - 1, AT) == "now"
    assert times.until(AT + 40, AT) == "in 40 s"
    assert times.until(AT + 11 * 60 + 1, AT) == "in 12 min"
    assert times.until(AT + 12 * 60, AT) == "in 12 min"


def test_times_are_local() -> None:
    assert times.exact_time(AT, UTC) == "Tue 20 Oct 2026, 20:53"
    assert times.exact_time(AT, timezone(timedelta(hours=5, minutes=30))) == "Wed 21 Oct 2026, 02:23"


def test_a_date_of_another_year_says_which() -> None:
    assert times.short_date(AT, AT, UTC) == "20 Oct"
    assert times.short_date(AT, AT + 72 * 86_400, UTC) == "20 Oct"
    assert times.short_date(AT, AT + 73 * 86_400, UTC) == "20 Oct 2026"


def test_a_clock_time_names_the_day_unless_it_is_today() -> None:
    assert times.clock_time(AT, AT + 3600, UTC) == "20:53"
    assert times.clock_time(AT, AT + 86_400, UTC) == "20 Oct, 20:53"
    assert times.clock_time(AT, AT + 80 * 86_400, UTC) == "20 Oct 2026, 20:53"


def test_nothing_is_counted_before_there_is_something() -> None:
    assert stage("Starting the browser", 0, 50) == "Starting the browser"
    assert stage("Reading the feed", 30, 50) == "Reading the feed 30/50"
    assert stage("Saving", 3, 0) == "Saving"


@pytest.mark.parametrize(
    ("now", "shown"),
    [
        (None, ("", "", "not known yet")),
        (CurrentVelocity(value=30, minutes=20, at_most=True), ("↓", "bad", "under 30/min")),
        (CurrentVelocity(value=300, minutes=20, at_most=True), ("", "", "not measurable")),
        (CurrentVelocity(value=230, minutes=20), ("↑", "ok", "230/min", "2.3× its average")),
        (CurrentVelocity(value=1234, minutes=20), ("↑", "ok", "1,234/min", "12× its average")),
        (CurrentVelocity(value=101, minutes=20), ("→", "", "101/min", "1× its average")),
        (CurrentVelocity(value=40, minutes=20), ("↓", "bad", "40/min", "0.4× its average")),
        (CurrentVelocity(value=4, minutes=20), ("↓", "bad", "4/min", "Stopped growing")),
        (CurrentVelocity(value=0, minutes=20), ("↓", "bad", "stopped", "Stopped growing")),
    ],
)
def test_the_speed_now_is_said_only_where_it_can_be_measured(
    now: CurrentVelocity | None, shown: tuple[str, ...]
) -> None:
    measured = replace(samples.video(0), velocity=100.0, current=now)
    said = (*videos.direction(measured), videos.current_velocity(measured), videos.speed_up(measured))
    assert tuple(said[: len(shown)]) == shown
    assert bool(videos.speed_up(measured)) == (len(shown) == 4)


def test_what_was_not_measured_again_says_so() -> None:
    found = replace(samples.video(0), current=None, found_at=samples.NOW)
    assert videos.current_velocity(found) == "measured once"
    soon = replace(found, video=replace(found.video, sample=replace(found.video.sample, at=samples.NOW + 300)))
    assert videos.current_velocity(soon) == "not known yet"


def test_a_row_reads_as_a_sentence() -> None:
    text = videos.sentence(samples.video(1, posted=DeliveryState.SENT), samples.NOW)
    assert text.startswith("POV: your cat discovers the robot vacuum 😹 by Tiny Paw Club, ≈ 5.2M views, ")
    assert text.endswith("posted 8 h ago, Discord: posted")


def test_a_video_without_a_caption_says_so() -> None:
    assert videos.caption("  \n ") == "No caption"
    assert videos.caption("two\nlines") == "two lines"


def test_a_row_of_hashtags_gets_places_for_lines_to_end() -> None:
    assert breakable("#fyp#foryou @ann") == "#fyp\u200b#foryou @ann"
    assert breakable("a" * 50).split("\u200b") == ["a" * 24, "a" * 24, "a" * 2]
    assert breakable("👩‍👩‍👧‍👦 as it was") == "👩‍👩‍👧‍👦 as it was"


@pytest.mark.parametrize(
    ("current", "state", "explained"),
    [
        (CurrentVelocity(value=230, minutes=20), "Rising", "Growing at 2.3× its average\nMeasured just now"),
        (
            CurrentVelocity(value=100, minutes=20),
            "Steady",
            "About as fast as on average since it was posted\nMeasured just now",
        ),
        (
            CurrentVelocity(value=30, minutes=20, at_most=True),
            "Cooling",
            "Slower than on average since it was posted: now under 30/min\nMeasured just now",
        ),
        (None, "New", "Found 2 h ago, and not measured twice yet"),
    ],
)
def test_a_state_says_what_it_means_and_since_when(current: CurrentVelocity | None, state: str, explained: str) -> None:
    story = replace(samples.video(0), velocity=100.0, current=current, delivery=None, found_at=samples.NOW - 7200)
    assert videos.state(story, samples.NOW) == state
    assert videos.state_explained(story, samples.NOW) == explained
    sent = samples.delivery(story.video.creator.id, DeliveryState.SENT, sent_at=samples.NOW - 3600)
    posted = replace(story, delivery=sent)
    assert videos.state(posted, samples.NOW) == "Posted"
    assert videos.state_explained(posted, samples.NOW) == "Its creator was posted to Discord 1 h ago"
