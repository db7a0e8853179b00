"""What holds of a creator's figures whatever was measured."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import example, given
from hypothesis import strategies as st

from tests.core.discovery_posts import BAKER, START, as_shown, at, followed, post
from tiktrack_gui.core.discovery.after import after
from tiktrack_gui.core.discovery.compute import creator_figures
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.words import niche, similarity, telling_words
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.models import CreatorSample, Video

COUNTS = st.one_of(st.none(), st.integers(0, 99), st.integers(0, 10**6), st.integers(0, 3 * 10**9))
FLAGS = st.integers(0, 31)
CAPTIONS = st.one_of(st.sampled_from(["", "#fyp", "bread #Baking", "レシピ", "crème 🍰"]), st.text(max_size=30))
VIDEOS = st.lists(
    st.builds(
        lambda day, seen, counts, flags, about: post(
            0,
            day,
            counts[0],
            seen=seen,
            sample={
                **dict(zip(("likes", "comments", "shares"), counts[1:], strict=True)),
                **dict(zip(("rounded", "repaired"), flags, strict=True)),
            },
            **about,
        ),
        st.floats(-70, 70),
        st.floats(0, 70),
        st.tuples(COUNTS, COUNTS, COUNTS, COUNTS),
        st.tuples(FLAGS, st.sampled_from([0, 0, 0, 8, 31])),
        st.fixed_dictionaries(
            {
                "caption": CAPTIONS,
                "hashtags": st.lists(CAPTIONS, max_size=3).map(tuple),
                "language": st.sampled_from([None, "de", "en"]),
                "ad": st.booleans(),
                "pinned": st.booleans(),
                "gone_at": st.sampled_from([None, None, START]),
            }
        ),
    ),
    max_size=40,
).map(lambda videos: [replace(video, id=number) for number, video in enumerate(videos)])
SAMPLES = st.lists(
    st.builds(
        lambda day, counts, flags: followed(
            day, counts[0], videos=counts[1], rounded=flags[0] & 15, repaired=flags[1] & 15
        ),
        st.floats(-70, 140),
        st.tuples(COUNTS, COUNTS),
        st.tuples(FLAGS, st.sampled_from([0, 0, 0, 1, 15])),
    ),
    max_size=30,
    unique_by=lambda sample: sample.at,
).map(lambda samples: sorted(samples, key=lambda sample: sample.at))
NOWS = st.floats(-80, 150).map(at)


@given(SAMPLES, VIDEOS, NOWS, st.randoms())
def test_the_order_of_the_videos_changes_nothing(
    samples: list[CreatorSample], videos: list[Video], now: int, chance: object
) -> None:
    found = creator_figures(BAKER, samples, videos, DEFAULTS, now)
    shuffled = list(videos)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    again = creator_figures(BAKER, samples, shuffled, DEFAULTS, now)
    assert again == found
    assert (list(again.words), list(again.languages)) == (list(found.words), list(found.languages))


@given(SAMPLES, VIDEOS, NOWS)
def test_what_was_not_measured_by_then_changes_nothing(
    samples: list[CreatorSample], videos: list[Video], now: int
) -> None:
    by_then = [sample for sample in samples if sample.at <= now]
    seen = [video for video in videos if video.sample.at <= now]
    found = creator_figures(BAKER, samples, videos, DEFAULTS, now)
    assert found == creator_figures(BAKER, by_then, seen, DEFAULTS, now)
    assert found.at <= now


@given(SAMPLES, VIDEOS, NOWS)
def test_figures_are_what_they_say(samples: list[CreatorSample], videos: list[Video], now: int) -> None:
    found = creator_figures(BAKER, samples, videos, DEFAULTS, now)
    by_id = {video.id: video for video in videos}
    assert [one.posted_at for one in found.viral] == sorted((one.posted_at for one in found.viral), reverse=True)
    for one in found.viral:
        video = by_id[one.video_id]
        assert one.views == video.sample.views
        assert one.views >= DEFAULTS.viral_views
        assert one.times >= DEFAULTS.viral_times
        assert now - DEFAULTS.viral_days * DAY <= one.posted_at <= now
        assert not video.ad
        assert video.gone_at is None
        assert one.provisional == (one.known < 8)
    assert len(found.views) <= found.videos <= 30
    assert 0 <= found.ads <= found.videos
    assert sum(found.languages.values()) <= found.videos
    assert found.posts_per_week is None or found.posts_per_week >= 0
    assert found.comments_per_1000 is None or found.comments_per_1000 >= 0
    assert all(weight > 0 for weight in found.words.values())
    if found.after.trend is Trend.UNKNOWN:
        assert (found.after.growth, found.after.low, found.after.high) == (None, None, None)
    else:
        assert found.viral
    if found.jump is not None:
        assert found.jump.since < found.jump.until <= now
        assert found.jump.amount > 0


@given(VIDEOS, st.integers(0, 39), st.integers(1, 10**9))
def test_more_views_never_make_a_viral_video_less_so(videos: list[Video], number: int, more: int) -> None:
    now, samples = at(140), [followed(0, 3_000)]
    found = {one.video_id: one for one in creator_figures(BAKER, samples, videos, DEFAULTS, now).viral}
    if number in found:
        seen = videos[number].sample
        videos[number] = replace(videos[number], sample=replace(seen, views=(seen.views or 0) + more))
        again = {one.video_id: one for one in creator_figures(BAKER, samples, videos, DEFAULTS, now).viral}
        assert again[number].times > found[number].times


@given(
    st.integers(1, 3_000_000),
    st.lists(st.one_of(st.just(0), st.integers(0, 400)), min_size=7, max_size=60),
    st.sampled_from([1, -1]),
    st.sampled_from([0.2, 0.9, 1.0, 2.3]),
)
@example(20_000, [100, 0, 0, 0, 0, 0, 0, 0], 1, 1.0)
@example(999_949, [0, 0, 0, 2, 0, 0, 0], 1, 1.0)  # across TikTok's steps of 100 and of 100,000
def test_rounding_never_makes_growth_out_of_a_standstill_or_the_contrary(
    start: int, steps: list[int], direction: int, every: float
) -> None:
    """Followers who truly never fall are never fading, and the other way round; those who stand still are flat."""
    count, samples = start, []
    for number, step in enumerate(steps):
        count = max(count + direction * step, 1)
        samples.append(as_shown(3 + number * every, count))
    still = [as_shown(3 + number * every, start) for number in range(len(steps))]
    assert after(samples, [START]).trend != (Trend.FADING if direction > 0 else Trend.GROWING)
    assert after(still, [START]).trend in (Trend.FLAT, Trend.UNKNOWN)


@given(VIDEOS, VIDEOS, st.text(max_size=40))
def test_similarity_is_a_share_and_works_both_ways(some: list[Video], others: list[Video], bio: str) -> None:
    one, other = telling_words(some, bio), telling_words(others)
    found = similarity(one, other)
    assert 0 <= found <= 1
    assert similarity(other, one) == found
    assert similarity(dict(reversed(one.items())), other) == found
    assert not one or abs(similarity(one, one) - 1) < 1e-9


@given(VIDEOS, st.lists(st.text(max_size=12), max_size=4))
def test_the_niche_is_a_part_of_the_captions_and_more_words_find_no_fewer(
    videos: list[Video], words: list[str]
) -> None:
    matches, captions = niche(videos, words)
    assert 0 <= matches <= captions <= len(videos)
    assert niche(videos[::-1], words[::-1]) == (matches, captions)
    assert niche(videos, [*words, "bread"])[0] >= matches
