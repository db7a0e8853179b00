"""A profile as of a moment: by hand, and against a profile of only what was there by then."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tiktrack_gui.core.as_of import History, Profile, as_of, posts_as_of, step
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import Change, change, counted_from
from tiktrack_gui.core.growth_rate import TooLittleHistory, weekly_growth
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Video, VideoSample
from tiktrack_gui.core.posts import Basis, PostsPerWeek, posts_per_week
from tiktrack_gui.core.timeline import FieldChange

START = 1_790_000_000
FOLLOWERS, LIKES, VIDEOS = CreatorCount.FOLLOWERS, CreatorCount.LIKES, CreatorCount.VIDEOS
CREATOR = Creator(id=7, handle="mara.cooks", name="Mara", bio="Now with a shop", verified=True)


def measured(at: int, counts: dict[str, int | None], repaired: int = 0) -> CreatorSample:
    """As TikTok's website shows the counts."""
    shown = {name: None if count is None else rounded_as_tiktok(count) for name, count in counts.items()}
    rounded = sum(CreatorCount[name.upper()] for name, count in shown.items() if count and is_rounded(count))
    return replace(CreatorSample(at=at, rounded=rounded, repaired=repaired), **shown)  # type: ignore[arg-type]


def sample(day: float, followers: int, likes: int = 500, videos: int = 12) -> CreatorSample:
    """As TikTok's website shows it."""
    return measured(at(day), {"followers": followers, "likes": likes, "videos": videos})


def at(day: float) -> int:
    return START + round(day * DAY)


def changed(day: float, field: str, old: str, new: str) -> FieldChange:
    return FieldChange(at=at(day), field=field, old=old, new=new)


# Measured on days 0 to 3, then nothing until day 33 (a gap), then until 40; from day 34 on the followers are rounded.
BY_HAND = History(
    creator=CREATOR,
    samples=(
        sample(0, 8_000, videos=10),
        sample(1, 8_100),
        sample(2, 8_250),
        sample(3, 8_400, likes=620),
        sample(33, 9_400, likes=900, videos=20),
        sample(34, 10_010, likes=950, videos=20),
        sample(35, 10_040, likes=990, videos=20),
        sample(40, 12_345, likes=2_000, videos=22),
    ),
    changes=(
        changed(2.5, "handle", "marascooking", "maracooks"),
        changed(2.5, "verified", "0", "1"),
        changed(33, "bio", "Small kitchen", "Now with a shop"),
        changed(34.5, "handle", "maracooks", "mara.cooks"),
    ),
    first_seen_at=at(0),
    tracked_since=at(0.5),
)


def followers(profile: Profile) -> int | None:
    return None if profile.sample is None else profile.sample.followers


def test_before_the_first_measurement_only_the_identity_is_known() -> None:
    profile = as_of(BY_HAND, at(0) - 1)
    assert profile.sample is None
    assert (profile.creator.handle, profile.creator.verified) == ("marascooking", False)
    assert profile.growth is None
    assert profile.in_a_day(FOLLOWERS) is None


def test_at_a_measurement_it_is_that_one() -> None:
    profile = as_of(BY_HAND, at(2))
    assert followers(profile) == 8_250
    assert profile.creator.handle == "marascooking"
    assert profile.in_a_day(FOLLOWERS) == Change(before=8_100, amount=150, margin=0, seconds=DAY)
    assert profile.growth == Change(before=8_000, amount=250, margin=0, seconds=2 * DAY)


def test_between_two_measurements_it_is_the_earlier_one_with_its_time() -> None:
    profile = as_of(BY_HAND, at(2.75))
    assert profile.sample == BY_HAND.samples[2]
    assert profile.creator.handle == "maracooks"
    assert profile.creator.bio == "Small kitchen"


def test_in_a_gap_the_counts_are_those_before_it_and_a_day_ago_nothing_was_measured() -> None:
    profile = as_of(BY_HAND, at(20))
    assert profile.sample is not None
    assert (profile.sample.at, profile.sample.followers) == (at(3), 8_400)
    assert profile.in_a_day(FOLLOWERS) is None
    assert profile.growth == Change(before=8_000, amount=400, margin=0, seconds=3 * DAY)


def test_after_a_gap_the_day_is_as_long_as_the_gap() -> None:
    profile = as_of(BY_HAND, at(33))
    assert profile.in_a_day(LIKES) == Change(before=620, amount=280, margin=0, seconds=30 * DAY)


def test_rounding_leaves_no_measurable_change() -> None:
    profile = as_of(BY_HAND, at(35))
    found = profile.in_a_day(FOLLOWERS)
    assert found is not None
    assert (found.amount, found.margin) == (0, 100)  # 10,000 twice, each may be off by 50
    assert not found.is_measurable
    assert profile.creator.handle == "mara.cooks"


def test_now_is_one_of_the_moments() -> None:
    profile = as_of(BY_HAND, at(41))
    assert replace(profile.creator, sample=None) == CREATOR
    assert followers(profile) == 12_300
    assert profile.growth is not None
    assert profile.growth.before == 8_400  # the newest by day 13


def test_between_two_equal_measurements_it_was_measured_as_well() -> None:
    samples = (sample(0, 100), sample(10, 100), sample(11, 120))
    profile = as_of(History(creator=CREATOR, samples=samples), at(5))
    assert profile.sample is not None
    assert profile.sample.at == at(5)
    assert profile.in_a_day(FOLLOWERS) == Change(before=100, amount=0, margin=0, seconds=DAY)


def test_posts_are_those_seen_and_counted_by_then() -> None:
    assert posts_as_of(BY_HAND.samples, (), at(20)) is None
    assert posts_as_of(BY_HAND.samples, (), at(31)) is None
    samples = [sample(day, 100, videos=10 + day // 7) for day in range(0, 60, 7)]
    assert posts_as_of(samples, (), at(30)) == PostsPerWeek(posts=4, basis=Basis.COUNT, until=at(28))


@pytest.mark.parametrize(
    ("day", "forward", "found"),
    [(0, True, 1), (0.5, True, 1), (3, True, 33), (40, True, None), (0, False, None), (20, False, 3), (33, False, 3)],
)
def test_steps_lead_from_measurement_to_measurement(day: float, forward: bool, found: float | None) -> None:
    assert step(BY_HAND.samples, at(day), forward) == (None if found is None else at(found))


def test_the_history_starts_with_what_is_known_first() -> None:
    assert BY_HAND.start == at(0)
    assert replace(BY_HAND, first_seen_at=at(-5)).start == at(-5)
    assert History(creator=CREATOR).start is None


HOURS = st.integers(0, 60 * 24)
COUNTS = st.one_of(st.none(), st.integers(0, 30_000))


@st.composite
def histories(draw: st.DrawFn) -> History:
    samples: list[CreatorSample] = []
    last: CreatorSample | None = None
    for hour in sorted(draw(st.sets(HOURS, max_size=30))):
        if last is not None and draw(st.booleans()):
            last = replace(last, at=START + hour * HOUR)  # a run of equal ones
        else:
            shown = {name: draw(COUNTS) for name in ("followers", "likes", "videos")}
            last = measured(START + hour * HOUR, shown, repaired=draw(st.sampled_from((0, 0, 1))))
        samples.append(last)
    texts = st.sampled_from(("a", "b", "c"))
    moments = sorted(draw(st.lists(HOURS, max_size=6)))
    values: dict[str, str] = {}
    changes = []
    for hour in moments:
        field = draw(st.sampled_from(("handle", "name", "bio")))
        old, new = values.get(field, "first"), draw(texts)
        values[field] = new
        changes.append(FieldChange(at=START + hour * HOUR, field=field, old=old, new=new))
    now = {"handle": "first", "name": "first", "bio": "first"} | values
    creator = Creator(id=1, handle=now["handle"], name=now["name"], bio=now["bio"])
    return History(creator=creator, samples=samples, changes=changes)


def naive(history: History, moment: int) -> tuple[object, ...]:
    """Forgets what came later, and replays what changed."""
    known = [one for one in history.samples if one.at <= moment]
    later = [one for one in history.samples if one.at > moment]
    if known and later and known[-1].at < moment and replace(known[-1], at=later[0].at) == later[0]:
        known.append(replace(known[-1], at=moment))
    identity = {"handle": "first", "name": "first", "bio": "first"}
    for one in history.changes:
        if one.at <= moment:
            identity[one.field] = one.new
    newest = known[-1] if known else None
    weeks = change(counted_from(known, moment - 28 * DAY), newest, FOLLOWERS)
    growth = weeks if weeks is not None and weeks.seconds >= DAY else None
    day = change(counted_from(known, moment - DAY), newest, LIKES)
    in_a_day = day if day is not None and day.seconds >= HOUR else None
    return identity, newest, growth, in_a_day, weekly_growth(known)


@settings(max_examples=60)
@given(histories(), st.integers(-5 * HOUR, 61 * DAY))
def test_a_profile_is_that_of_only_what_was_there_by_then(history: History, seconds: int) -> None:
    moment = START + seconds
    profile = as_of(history, moment)
    identity = {name: getattr(profile.creator, name) for name in ("handle", "name", "bio")}
    assert naive(history, moment) == (
        identity,
        profile.sample,
        profile.growth,
        profile.in_a_day(LIKES),
        profile.per_week,
    )


@settings(max_examples=60)
@given(histories(), st.integers(0, 61 * DAY), st.lists(HOURS, max_size=8))
def test_posts_are_those_of_only_what_was_there_by_then(history: History, seconds: int, posted: list[int]) -> None:
    moment = START + seconds
    videos = [
        Video(id=number, creator=CREATOR, posted_at=START + hour * HOUR, sample=VideoSample(at=START))
        for number, hour in enumerate(posted)
    ]
    known = [one for one in history.samples if one.at <= moment]
    later = [one for one in history.samples if one.at > moment]
    if known and later and known[-1].at < moment and replace(known[-1], at=later[0].at) == later[0]:
        known.append(replace(known[-1], at=moment))
    seen = [one for one in videos if one.posted_at <= moment]
    assert posts_as_of(history.samples, videos, moment) == posts_per_week(known, seen)


def test_growth_per_week_is_of_the_weeks_until_then() -> None:
    samples = [sample(day, 1_000 + 10 * day) for day in range(60)]
    history = History(creator=CREATOR, samples=samples)
    assert as_of(history, at(30)).per_week == weekly_growth(samples[:31])
    assert as_of(history, at(30)).per_week != weekly_growth(samples)
    assert isinstance(as_of(history, at(3)).per_week, TooLittleHistory)
