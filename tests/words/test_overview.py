"""What the cells of the overview say."""

from __future__ import annotations

from dataclasses import replace

from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import Change
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import Creator, CreatorSample, Video, VideoSample
from tiktrack_gui.core.overview import PERIODS, Figures, Standing
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.posts import Basis, PostsPerWeek
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator
from tiktrack_gui.words import overview as words

NOW = 1_790_000_000
SOMEBODY = Creator(
    id=1, handle="somebody", name="Some Body", sample=CreatorSample(at=NOW - HOUR, followers=412_300, rounded=1)
)
ENTRY = TrackedCreator(creator=SOMEBODY, state=CreatorState.ACTIVE, checked_at=NOW - 2 * HOUR)
FIGURES = Figures(
    changes=dict.fromkeys(PERIODS),
    per_week=WeeklyGrowth(share=0.019, low=0.012, high=0.025, samples=112, seconds=28 * DAY),
)


def grown(amount: int, days: float, margin: int = 0) -> Change:
    return Change(before=10_000, amount=amount, margin=margin, seconds=int(days * DAY), both_rounded=bool(margin))


def test_followers_are_as_exact_as_they_are() -> None:
    cell = words.followers(ENTRY, NOW)
    assert cell.text == "≈ 412K"
    assert "≈ 412,300 followers" in cell.hint
    assert "Measured 1 h ago" in cell.hint


def test_a_change_is_in_percent_and_below_it_as_a_count() -> None:
    cell = words.change(grown(770, 7), 7 * DAY)
    assert (cell.text, cell.below, cell.tone) == ("+7.7%", "+770", "ok")
    assert cell.hint == "+770 in 7 d"
    assert words.change(grown(-300, 1), DAY).tone == "bad"


def test_a_change_below_the_rounding_is_none() -> None:
    cell = words.change(grown(100, 7, margin=200), 7 * DAY)
    assert (cell.text, cell.below, cell.tone) == ("≈ 0%", "", words.QUIET)
    assert "no measurable change" in cell.hint


def test_a_change_that_reads_as_nothing_is_not_green() -> None:
    assert words.change(grown(4, 1), DAY).text == "0%"
    assert words.change(grown(4, 1), DAY).tone == words.QUIET


def test_a_change_over_another_time_says_so_and_what_is_missing() -> None:
    cell = words.change(grown(770, 4), 7 * DAY)
    assert (cell.text, cell.below, cell.tone) == ("+7.7%", "in 4 d", words.QUIET)
    assert "Not enough history: 3 more days" in cell.hint
    assert "more" not in words.change(grown(770, 40), 30 * DAY).hint


def test_an_unknown_change_is_no_zero() -> None:
    assert words.change(None, DAY).text == "—"
    assert "24 h" in words.change(None, DAY).hint


def test_the_growth_per_week_has_its_interval_in_the_hint() -> None:
    cell = words.per_week(FIGURES)
    assert (cell.text, cell.tone) == ("+1.9%", "ok")
    assert "between +1.2% and +2.5%" in cell.hint


def test_growth_per_week_that_may_be_none_is_about_zero() -> None:
    rate = WeeklyGrowth(share=0.002, low=-0.001, high=0.004, samples=112, seconds=28 * DAY)
    cell = words.per_week(replace(FIGURES, per_week=rate))
    assert (cell.text, cell.tone) == ("≈ 0%", words.QUIET)


def test_too_short_a_history_says_how_many_days_are_missing() -> None:
    cell = words.per_week(replace(FIGURES, per_week=TooLittleHistory(samples=3, days_missing=3)))
    assert (cell.text, cell.below) == ("—", "3 more days")
    assert cell.hint == "Growth per week: not enough history, 3 more days"


def test_the_engagement_says_of_how_many_videos_it_is() -> None:
    cell = words.engagement(replace(FIGURES, engagement=(0.062, 28), rated=28))
    assert (cell.text, cell.hint) == ("6.2%", "The median of 28 videos of the newest 30")
    cell = words.engagement(replace(FIGURES, rated=1))
    assert cell.text == "—"
    assert cell.hint == "Not enough known: 1 video with likes, comments, shares and views; it takes 8"


def test_posts_per_week_are_a_number_or_unknown() -> None:
    posts = PostsPerWeek(posts=15, basis=Basis.SEEN, until=NOW)
    assert words.posts(replace(FIGURES, posts=posts)).text == "3.75"
    assert words.posts(FIGURES).text == "—"


def test_the_top_video_has_its_views_and_caption() -> None:
    seen = VideoSample(at=NOW - HOUR, views=4_600_000, rounded=8)
    video = Video(id=1, creator=SOMEBODY, posted_at=NOW - DAY, sample=seen, caption="Pasta\nagain")
    cell = words.top_video(replace(FIGURES, top=video), NOW)
    assert (cell.text, cell.below) == ("≈ 4.6M views", "Pasta again")
    assert "≈ 4,600,000 views, measured 1 h ago\nPosted 1 d ago" in cell.hint
    assert words.top_video(FIGURES, NOW).text == "—"


def test_when_it_was_looked_up_is_said() -> None:
    assert words.checked(ENTRY, NOW).text == "2 h ago"
    assert words.checked(replace(ENTRY, checked_at=None), NOW).text == "—"


def test_the_state_is_a_word_with_its_reason() -> None:
    assert words.standing(ENTRY, Standing.OK, None).text == "OK"
    assert words.standing(ENTRY, Standing.RENAMED, "other").hint == "@other until lately"
    assert words.standing(ENTRY, Standing.BLOCKED, None).tone == "warn"
    gone = replace(ENTRY, state=CreatorState.MISSING, not_found_count=3)
    cell = words.standing(gone, Standing.MISSING, None)
    assert (cell.text, cell.tone) == ("Not found", "bad")
    assert "no longer finds @somebody" in cell.hint
    once = replace(ENTRY, not_found_count=1)
    assert "didn’t find @somebody last time" in words.standing(once, Standing.NOT_FOUND, None).hint
    private = replace(ENTRY, state=CreatorState.PRIVATE)
    assert words.standing(private, Standing.PRIVATE, None).text == "Private"
    taken = replace(ENTRY, state=CreatorState.HANDLE_TAKEN)
    assert words.standing(taken, Standing.HANDLE_TAKEN, None).text == "Handle taken"


def test_who_is_still_to_be_looked_up_is_pending_or_says_why_not() -> None:
    one = PendingCreator(id=1, given="@new", list_id=1, position=1, state=PendingState.WAITING, added_at=NOW)
    assert words.pending(one).text == "Pending"
    failed = replace(one, state=PendingState.FAILED, reason="TikTok found no account with that name.")
    assert (words.pending(failed).text, words.pending(failed).hint) == ("Failed", failed.reason)


def test_a_row_is_a_sentence() -> None:
    state = words.standing(ENTRY, Standing.OK, None)
    assert words.sentence(ENTRY, FIGURES, state) == "Some Body, @somebody, ≈ 412K followers, +1.9% per week"
    state = words.standing(ENTRY, Standing.BLOCKED, None)
    assert words.sentence(ENTRY, None, state) == "Some Body, @somebody, ≈ 412K followers, blocked"


def test_how_many_there_are_is_said() -> None:
    assert words.number(13, 13, 0) == "13 creators"
    assert words.number(3, 13, 2) == "3 of 13 creators, 2 of them to be looked up"
