"""Which videos pass, and the score with its parts and reason."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.criteria import DEFAULT_WEIGHTS, Criteria
from tiktrack_gui.core.models import Creator, CreatorSample, MeasuredVideo, Score, Video, VideoSample
from tiktrack_gui.core.score import Contribution, contributions, measure, restated

NOW = 1_760_000_000


def video(
    likes: int | None,
    comments: int | None = 0,
    shares: int | None = 0,
    *,
    minutes: float = 10,
    views: int | None = None,
    followers: int | None = None,
) -> Video:
    creator = Creator(id=7, handle="somebody", sample=CreatorSample(at=NOW, followers=followers))
    sample = VideoSample(at=NOW, likes=likes, comments=comments, shares=shares, views=views)
    return Video(id=1, creator=creator, posted_at=int(NOW - 60 * minutes), sample=sample)


def score_of(measured: MeasuredVideo) -> Score:
    assert measured.score is not None
    return measured.score


def test_a_fast_video_passes_with_its_reason() -> None:
    measured = measure(video(5000, 500, 200, views=40_000, followers=1_000), Criteria(), NOW)
    assert measured.velocity == 570
    assert measured.passed
    assert measured.reason.startswith("High engagement velocity (570/min, 5.7× threshold)")
    assert "reaches beyond its followers" in measured.reason


def test_the_numbers_of_a_reason_read_as_everywhere() -> None:
    earlier = VideoSample(at=NOW - 600, likes=0, comments=0, shares=0)
    measured = measure(video(22_400, minutes=20, views=100_000), Criteria(threshold=5), NOW, earlier)
    assert "(1,120/min, 224× threshold)" in measured.reason
    assert "speeding up (2× its average)" in measured.reason
    assert "strong engagement (22.4% of views)" in measured.reason


def test_a_reason_holds_as_long_as_it_is_kept() -> None:
    assert measure(video(100_000, minutes=26), Criteria(), NOW).reason.endswith("threshold), fresh")


def test_a_slow_video_is_filtered_out_and_says_why() -> None:
    measured = measure(video(1000, 50, 10, minutes=120), Criteria(threshold=100), NOW)
    assert measured.velocity == pytest.approx(8.83, abs=0.005)
    assert not measured.passed
    assert measured.reason == "Below the threshold (8.83/min < 100/min)"


def test_the_threshold_itself_passes() -> None:
    assert measure(video(1000), Criteria(threshold=100), NOW).passed
    assert not measure(video(999), Criteria(threshold=100), NOW).passed


def test_an_old_video_is_filtered_out_only_when_an_age_is_asked_for() -> None:
    old = video(10_000_000, minutes=60 * 72)
    assert measure(old, Criteria(), NOW).passed
    refused = measure(old, Criteria(max_age=48), NOW)
    assert not refused.passed
    assert refused.reason == "Older than 48 h (72 h)"


def test_a_video_without_known_engagement_never_passes() -> None:
    measured = measure(video(None, None, None), Criteria(threshold=0), NOW)
    assert not measured.passed
    assert (measured.velocity, measured.score) == (None, None)
    assert measured.reason == "Likes, comments and shares unknown"


@pytest.mark.parametrize("known", [(None, 5_000, 5_000), (10_000, None, 0), (0, 10_000, None), (None, None, 10_000)])
def test_partly_known_engagement_gives_a_lower_bound_and_says_so(known: tuple[int | None, ...]) -> None:
    measured = measure(video(*known, minutes=60), Criteria(threshold=100), NOW, VideoSample(at=NOW - 600, likes=0))
    assert measured.velocity == pytest.approx(10_000 / 60)
    assert measured.at_least
    assert measured.current is None
    assert measured.reason.startswith("High engagement velocity (≥ 167/min")


def test_the_parts_follow_their_formulas() -> None:
    earlier = VideoSample(at=NOW - 600, likes=0, comments=0, shares=0)
    measured = measure(
        video(12_000, minutes=24 * 60, views=200_000, followers=100_000), Criteria(threshold=100), NOW, earlier
    )
    lifetime, current = 12_000 / 1440, 1200
    assert score_of(measured).parts == pytest.approx(
        {
            "velocity": lifetime / (lifetime + 100),
            "acceleration": (current / lifetime) / (current / lifetime + 1),
            "engagement": 0.06 / 0.12,
            "reach": 2 / 3,
            "freshness": 0.5,
        }
    )
    weighted = sum(DEFAULT_WEIGHTS[name] * part for name, part in score_of(measured).parts.items())
    assert score_of(measured).value == round(100 * weighted)


def test_an_unknown_part_is_absent_and_does_not_pull_the_score_down() -> None:
    measured = measure(video(100_000, minutes=1), Criteria(threshold=100), NOW)
    assert set(score_of(measured).parts) == {"velocity", "freshness"}
    assert score_of(measured).value == 100


def test_weights_are_settings() -> None:
    only_freshness = Criteria(weights={"freshness": 1.0})
    assert score_of(measure(video(1, minutes=24 * 60), only_freshness, NOW)).value == 50


def test_a_threshold_of_zero_keeps_everything_that_is_known() -> None:
    measured = measure(video(0), Criteria(threshold=0), NOW)
    assert measured.passed
    assert score_of(measured).parts["velocity"] == 0


def test_a_score_taken_apart_adds_up_by_hand() -> None:
    score = Score(
        value=74, parts={"velocity": 0.9, "engagement": 0.5, "freshness": 0.475}, reason="", weights=DEFAULT_WEIGHTS
    )
    assert contributions(score) == (  # 36 + 7.5 + 4.75 of 65 weights: 55.38 + 11.54 + 7.31 of 100
        Contribution(part="velocity", value=0.9, weight=62, points=55),
        Contribution(part="acceleration", value=None),
        Contribution(part="engagement", value=0.5, weight=23, points=12),
        Contribution(part="reach", value=None),
        Contribution(part="freshness", value=0.475, weight=15, points=7),
    )


@pytest.mark.parametrize(
    "weights", [DEFAULT_WEIGHTS, {"velocity": 1, "reach": 1, "freshness": 1}, {"freshness": 0.3}, {}]
)
@pytest.mark.parametrize("likes", [1, 333, 7_777, 150_000])
@pytest.mark.parametrize("followers", [None, 1_000, 90_000])
def test_whatever_the_weights_the_points_add_up_to_the_score(
    weights: dict[str, float], likes: int, followers: int | None
) -> None:
    earlier = VideoSample(at=NOW - 600, likes=0, comments=0, shares=0)
    given = video(likes, minutes=321, views=1_234_567, followers=followers)
    score = score_of(measure(given, Criteria(weights=weights), NOW, earlier))
    found = contributions(score)
    assert sum(one.points for one in found) == score.value
    assert sum(one.weight for one in found) == (100 if weights else 0)
    assert {one.part for one in found if one.value is None} == ({"reach"} if followers is None else set())


def test_a_score_stated_anew_is_taken_apart_by_the_weights_of_now() -> None:
    measured = measure(video(150_000, minutes=321), Criteria(), NOW)
    score = score_of(restated(measured, Criteria(weights={"freshness": 2.0}), NOW))
    assert [(one.weight, one.points) for one in contributions(score)] == [(0, 0)] * 4 + [(100, score.value)]
