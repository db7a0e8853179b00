"""Texts about a creator's numbers."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tiktrack_gui.core import durations
from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import Creator, CreatorSample, Origin
from tiktrack_gui.core.posts import Basis, PostsPerWeek
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator
from tiktrack_gui.words import creators as words

NOW = 1_792_600_000
AGAIN = "to look again, choose one and refresh it"


def changed(amount: int, *, before: int = 10_000, margin: int = 0, both_rounded: bool = False) -> Change:
    return Change(before=before, amount=amount, margin=margin, seconds=28 * DAY, both_rounded=both_rounded)


def tracked(state: str = CreatorState.ACTIVE, not_found_count: int = 0, **more: Any) -> TrackedCreator:
    sample = CreatorSample(at=NOW - 7200, followers=412_000, rounded=1, origin=Origin.PROFILE_PAGE)
    creator = Creator(id=1, handle="homelab", name="Home Lab", sample=sample)
    return TrackedCreator(creator=creator, state=state, not_found_count=not_found_count, **more)


@pytest.mark.parametrize(
    ("change", "text", "tone"),
    [
        (None, "", ""),
        (changed(770), "+7.7%", "ok"),
        (changed(-300), "−3.0%", "bad"),
        (changed(0), "0%", ""),
        (changed(0, margin=100), "no measurable change", ""),
        (changed(300, before=884_000, margin=400), "no measurable change", ""),
        (changed(100_000, before=2_400_000, margin=100_000, both_rounded=True), "≈ +4.2%", "ok"),
        (changed(17_000, before=884_000, margin=100), "+1.9%", "ok"),
        (changed(12, before=0), "+12", "ok"),
    ],
)
def test_growth_is_a_percentage_with_its_sign(change: Change | None, text: str, tone: str) -> None:
    assert words.growth(change) == (text, tone)


@pytest.mark.parametrize(
    ("days", "text"), [(28, "+7.7%"), (27.2, "+7.7%"), (3, "+7.7% in 3 d"), (1, "+7.7% in 24 h"), (60, "+7.7% in 60 d")]
)
def test_growth_over_another_time_than_four_weeks_names_it(days: float, text: str) -> None:
    found = Change(before=10_000, amount=770, margin=0, seconds=int(days * DAY))
    assert words.growth_of_weeks(found) == (text, "ok")


def test_the_amount_is_said_in_counts() -> None:
    assert words.amount(changed(29_500)) == ("+29.5K", "ok")
    assert words.amount(changed(0, margin=100)) == ("no measurable change", "")
    assert words.amount(None) == ("", "")


@pytest.mark.parametrize(
    ("seconds", "text"), [(6, "1 min"), (600, "10 min"), (3600 * 24, "24 h"), (3600 * 36, "36 h"), (28 * DAY, "28 d")]
)
def test_the_time_between_is_said_in_hours_or_days(seconds: int, text: str) -> None:
    assert durations.span(seconds) == text


def rate(share: float, low: float, high: float) -> WeeklyGrowth:
    return WeeklyGrowth(share=share, low=low, high=high, samples=29, seconds=28 * DAY)


@pytest.mark.parametrize(
    ("found", "text", "hint"),
    [
        (
            rate(0.019, 0.012, 0.026),
            "+1.9%",
            "Growth per week: +1.9% (between +1.2% and +2.6%, 95% certain), doubles in 37 weeks",
        ),
        (
            rate(-0.1, -0.12, -0.08),
            "−10.0%",
            "Growth per week: −10.0% (between −12.0% and −8.0%, 95% certain), halves in 7 weeks",
        ),
        (rate(2.0, 1.5, 2.5), "+200%", "Growth per week: +200% (between +150% and +250%, 95% certain)"),
        (rate(1e-4, 1e-5, 1e-3), "0%", "Growth per week: 0% (between 0% and +0.1%, 95% certain)"),
        (
            rate(0.001, -0.002, 0.004),
            "≈ 0%",
            "Growth per week: no measurable change (between −0.2% and +0.4%, 95% certain)",
        ),
        (TooLittleHistory(samples=4, days_missing=3), "—", "Growth per week: not enough history, 3 more days"),
        (TooLittleHistory(samples=6, days_missing=1), "—", "Growth per week: not enough history, 1 more day"),
    ],
)
def test_the_rate_is_said_with_its_interval(found: WeeklyGrowth | TooLittleHistory, text: str, hint: str) -> None:
    assert (words.per_week(found), words.per_week_hint(found)) == (text, hint)


def test_the_hint_says_how_far_rounding_may_be_off() -> None:
    assert words.growth_hint(changed(770)) == "+770 in 28 d"
    assert "off by 100,000" in words.growth_hint(changed(200_000, before=2_400_000, margin=100_000))
    assert "two measurements are a day apart" in words.growth_hint(None)


@pytest.mark.parametrize(
    ("sample", "text"),
    [
        (None, "Not measured yet"),
        (
            CreatorSample(at=NOW - 7200, rounded=1, origin=Origin.PROFILE_PAGE),
            "Measured 2 h ago from the profile page · rounded by TikTok (≈)",
        ),
        (CreatorSample(at=NOW, origin=Origin.ITEM_LIST), "Measured just now from a video list · exact"),
        (CreatorSample(at=NOW, origin=Origin.DEMO), "Measured just now, made up for the demo · exact"),
    ],
)
def test_a_measurement_has_its_age_origin_and_precision(sample: CreatorSample | None, text: str) -> None:
    assert words.measured(sample, NOW) == text


def test_a_lower_bound_is_said_to_be_one() -> None:
    assert "≥" in words.measured(CreatorSample(at=NOW, repaired=4, rounded=1), NOW)


def test_every_origin_has_its_words() -> None:
    assert all(words.measured(CreatorSample(at=NOW, origin=origin), NOW) for origin in Origin)


def test_views_per_video_say_of_how_many_and_of_when_they_are() -> None:
    assert words.views_hint(ViewsPerVideo(videos=3)) == "Not enough known: 3 videos"
    assert words.views_hint(ViewsPerVideo(videos=1)) == "Not enough known: 1 video"
    views = ViewsPerVideo(median=9, videos=21, since=NOW - 30 * DAY, until=NOW)
    assert words.views_hint(views) == "21 videos, last measured between 21 Sep 2026 and 21 Oct 2026"
    assert words.views_hint(replace(views, since=NOW)) == "21 videos, last measured on 21 Oct 2026"


def test_posts_per_week_say_what_was_counted() -> None:
    seen = PostsPerWeek(posts=12, basis=Basis.SEEN, until=NOW)
    assert words.posts_hint(seen) == "12 videos in the 28 days until 21 Oct 2026, all of them seen by TikTrack"
    counted = words.posts_hint(replace(seen, basis=Basis.COUNT))
    assert counted.startswith("The number of videos on the profile grew by 12 in the 28 days until 21 Oct 2026.")
    assert words.posts_hint(None).startswith("Not enough known")


def test_only_what_is_old_says_when_it_was_measured() -> None:
    assert words.if_old(NOW - 7 * DAY, NOW) == ""
    assert words.if_old(NOW - 9 * DAY, NOW) == "measured 9 d ago"


def test_only_what_is_not_as_usual_has_a_state_line() -> None:
    assert words.state_line(tracked()) is None


@pytest.mark.parametrize(
    ("entry", "part"),
    [
        (tracked(CreatorState.MISSING, 3), "no longer finds @homelab"),
        (tracked(CreatorState.HANDLE_TAKEN, 1), "@homelab is somebody else now; this account was renamed or closed"),
        (tracked(not_found_count=1), "didn’t find @homelab last time, but not every way"),
        (tracked(not_found_count=3, confirmations=2), "didn’t find @homelab (2 of 3). After 3 refreshes"),
        (tracked(trouble="blocked"), "TikTok blocked the last request for @homelab. Its numbers are kept"),
        (tracked(trouble="timeout"), "TikTok didn’t answer in time about @homelab"),
        (tracked(trouble="region_locked"), "TikTok doesn’t show @homelab in this region"),
        (tracked(trouble="changed"), "TikTok’s last answer about @homelab couldn’t be used"),
        (tracked(not_found_count=4), "the last 4 times, but not every way to it answered"),
        (tracked(CreatorState.PRIVATE), "private"),
    ],
)
def test_a_state_is_said_in_words(entry: TrackedCreator, part: str) -> None:
    line = words.state_line(entry)
    assert line is not None
    assert part in line.text


def test_a_former_handle_is_said_with_the_day_it_went() -> None:
    assert words.formerly("new", None) == "@new"
    assert words.formerly("new", ("old", 1_790_000_000)) == "@new since 21 Sep 2026, formerly @old"


def test_a_row_reads_as_a_sentence() -> None:
    assert words.sentence(tracked(), changed(770)) == "Home Lab, @homelab, ≈ 412K followers, +7.7% in 28 d"
    assert words.sentence(tracked(CreatorState.PRIVATE), None).endswith("private")
    assert words.sentence(tracked(CreatorState.HANDLE_TAKEN), None).endswith("handle taken")


def test_a_number_of_creators_says_how_many_are_filtered_out() -> None:
    assert words.number(1, 1) == "1 creator"
    assert words.number(1_200, 1_200) == "1,200 creators"
    assert words.number(3, 200) == "3 of 200 creators"


def test_renames_and_other_accounts_are_said() -> None:
    lab, other = tracked().creator, replace(tracked().creator, id=9, handle="lab.home")
    assert words.tracking(lab) == "Tracking @homelab"
    assert words.tracking(lab, "labhome") == "Tracking @homelab. @labhome is now @homelab."
    same_name = words.tracking(lab, None, replace(other, handle="HomeLab"))
    assert same_name.startswith("Tracking @homelab. @homelab is another account now than the one TikTrack knew")
    assert "It’s @" not in same_name
    assert "It’s @lab.home now." in words.another(lab, other)


@pytest.mark.parametrize(
    ("fresh", "asked", "missing", "said"),
    [
        (1, 1, 0, "Refreshed @homelab. @old is now @homelab"),
        (2, 3, 0, "Refreshed 2 of 3 creators. @old is now @homelab"),
        (1, 2, 4, f"Refreshed 1 of 2 creators. @old is now @homelab. 4 missing: {AGAIN}"),
        (0, 1, 4, f"Refreshed 0 of 1 creators. 4 missing: {AGAIN}"),
        (0, 0, 3, f"All 3 tracked creators are missing: TikTok no longer finds them. T{AGAIN[1:]}."),
        (0, 0, 1, f"The only tracked creator is missing: TikTok no longer finds it. T{AGAIN[1:]}."),
    ],
)
def test_a_refresh_says_who_was_read_renamed_and_left_out(fresh: int, asked: int, missing: int, said: str) -> None:
    renamed = {"old": "homelab"} if fresh else {}
    assert words.refreshed([tracked().creator] * fresh, asked, missing, renamed) == said
