"""What is old goes, in steps, on every database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import pytest

from tests.databases import KINDS, Servers
from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator, a_run, a_video, measured, page_sample
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.keeping import START, Keeping, Place, Step
from tiktrack_gui.core.models import CreatorSample, Origin, VideoSample
from tiktrack_gui.store import Store, retention
from tiktrack_gui.store.connection import Call

KEEPING = Keeping()
CREATOR, VIDEO = FIRST_CREATOR + 1, FIRST_VIDEO + 1
OLD = NOW - 50 * DAY
BEFORE = NOW - 30 * DAY


@pytest.fixture(autouse=True)
def small_steps(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "SAMPLES", 40)
    monkeypatch.setattr(retention, "VIDEOS", 2)
    monkeypatch.setattr(retention, "ROWS", 25)


def done(work: Callable[[Place], Call[Step]]) -> list[int]:
    """Does all steps; returns how many rows each removed."""
    removed, place = [], START
    while True:
        step = work(place).result()
        removed.append(step.removed)
        if step.place is None:
            return removed
        assert step.place > place
        place = step.place


def see(store: Store, number: int, *moments: int, passed: bool = False) -> None:
    for likes, at in enumerate(moments, 100):
        item = measured(a_video(number, at=at, likes=likes), passed=passed)
        store.runs.record_run(a_run([item], at=at), [item]).result()


def times_of(store: Store, number: int) -> list[int]:
    found = store.stories.samples_of([FIRST_VIDEO + number], 0).result()
    return [sample.at for samples in found.values() for sample in samples]


def creator_times(store: Store, number: int = 1) -> list[int]:
    return [sample.at for sample in store.creators.growth_of(FIRST_CREATOR + number).result()]


def videos_of(store: Store, number: int) -> list[int]:
    return [video.id - FIRST_VIDEO for video in store.creators.videos_of(FIRST_CREATOR + number).result()]


def test_old_samples_of_slow_videos_go_and_then_the_videos(store: Store) -> None:
    for number in range(1, 6):
        see(store, number, OLD, OLD + HOUR)
    see(store, 6, OLD, NOW)
    see(store, 7, NOW)
    assert sum(done(partial(store.retention.forget_slow_videos, before=BEFORE))) == 5 * 3 + 1
    assert [videos_of(store, number) for number in range(1, 8)] == [[], [], [], [], [], [6], [7]]
    assert (times_of(store, 6), times_of(store, 7)) == ([NOW], [NOW])
    assert store.creators.find(CREATOR).result() is not None
    assert done(partial(store.retention.forget_slow_videos, before=BEFORE)) == [0, 0]


def test_stories_and_videos_of_tracked_creators_stay(store: Store) -> None:
    see(store, 1, OLD, OLD + HOUR, passed=True)
    see(store, 2, OLD, OLD + HOUR)
    store.creators.track(FIRST_CREATOR + 2, NOW).result()
    assert sum(done(partial(store.retention.forget_slow_videos, before=BEFORE))) == 0
    assert times_of(store, 1) == times_of(store, 2) == [OLD, OLD + HOUR]


def test_what_is_known_of_a_creator_stays_while_it_is_watched(store: Store) -> None:
    times = [*range(OLD, OLD + 10 * DAY, DAY), NOW]
    for number in (1, 2, 3):
        see(store, number, *times)
    brand_id = store.brands.create(Brand(name="Kekse"), NOW).result().id
    assert brand_id is not None
    ids = [FIRST_CREATOR + number for number in (1, 2, 3)]
    store.candidates.add(brand_id, [(id_, Found.FEED) for id_ in ids], NOW).result()
    store.candidates.wait(ids[:2], NOW).result()
    store.candidates.record_read(ids[1], NOW, NOW + 14 * DAY, NOW + DAY).result()
    for forget in (store.retention.forget_slow_videos, store.retention.forget_untracked):
        done(partial(forget, before=BEFORE))
    assert [len(times_of(store, number)) for number in (1, 2, 3)] == [11, 11, 1]
    store.candidates.finish(ids[:2], NOW).result()
    done(partial(store.retention.forget_slow_videos, before=BEFORE))
    assert [len(times_of(store, number)) for number in (1, 2, 3)] == [1, 1, 1]


def test_a_video_that_has_no_samples_yet_stays_while_it_is_new(store: Store) -> None:
    unknown = VideoSample(at=NOW)
    for number, at in ((1, NOW), (2, OLD)):
        item = measured(a_video(number, at=at, sample=unknown), passed=False)
        store.runs.record_run(a_run([item], at=at), [item]).result()
    done(partial(store.retention.forget_slow_videos, before=BEFORE))
    assert (videos_of(store, 1), videos_of(store, 2)) == ([1], [])


def test_of_creators_that_are_not_tracked_the_first_and_the_last_old_sample_stay(store: Store) -> None:
    times = [*range(OLD, OLD + 10 * DAY, DAY), NOW - DAY, NOW]
    for number in range(1, 8):
        store.creators.record_creator(a_creator(number, sample=None), OLD).result()
        history = [CreatorSample(at=at, followers=at % 7_919) for at in times]
        store.creators.record_history(FIRST_CREATOR + number, history).result()
    store.creators.track(FIRST_CREATOR + 2, NOW).result()
    assert sum(done(partial(store.retention.forget_untracked, before=BEFORE))) == 6 * 8
    assert creator_times(store, 1) == [times[0], times[9], *times[10:]]
    assert creator_times(store, 2) == times
    assert creator_times(store, 7) == creator_times(store, 1)


def test_samples_that_did_not_come_with_videos_stay(store: Store) -> None:
    times = range(OLD, OLD + 10 * DAY, DAY)
    for number, origin in ((1, Origin.PROFILE_PAGE), (2, Origin.IMPORTED), (3, Origin.VIDEO_PAGE)):
        store.creators.record_creator(a_creator(number, sample=None), OLD).result()
        history = [CreatorSample(at=at, followers=at % 7_919, origin=origin) for at in times]
        store.creators.record_history(FIRST_CREATOR + number, history).result()
    assert sum(done(partial(store.retention.forget_untracked, before=BEFORE))) == 8
    assert [len(creator_times(store, number)) for number in (1, 2, 3)] == [10, 10, 2]


def rising(number: int, start: int, every: int) -> list[CreatorSample]:
    return [page_sample(start + every * n, 10_000 + 7 * n) for n in range(number)]


def test_old_samples_of_creators_are_thinned_in_any_steps(store: Store) -> None:
    for number in range(1, 6):
        store.creators.record_creator(a_creator(number, sample=None), OLD).result()
        store.creators.record_history(FIRST_CREATOR + number, rising(60, OLD, 10 * MINUTE)).result()
        store.creators.record_history(FIRST_CREATOR + number, rising(8, NOW - DAY, 10 * MINUTE)).result()
    thin = partial(store.retention.thin_creator_samples, now=NOW, keeping=KEEPING)
    steps = done(thin)
    assert sum(step > 0 for step in steps) >= 5
    hours = [OLD, *(OLD + HOUR * (n + 1) - 10 * MINUTE for n in range(1, 10))]
    recent = [NOW - DAY + 10 * MINUTE * n for n in range(8)]
    left = creator_times(store)
    assert {*hours, *recent} <= set(left)
    assert len(left) <= len(hours) + len(recent) + 4  # where a piece was too long for a step
    done(thin)
    assert [creator_times(store, number) for number in range(1, 6)] == [left] * 5


def test_a_year_later_one_a_day_is_left(store: Store) -> None:
    see(store, 1, *range(OLD // DAY * DAY, OLD // DAY * DAY + 3 * DAY, HOUR), passed=True)
    done(partial(store.retention.thin_video_samples, now=NOW + 365 * DAY, keeping=KEEPING))
    start = OLD // DAY * DAY
    assert times_of(store, 1) == [start, start + 47 * HOUR, start + 71 * HOUR]


def test_steps_that_stop_are_made_up_for(store: Store) -> None:
    for number in range(1, 5):
        see(store, number, *range(OLD, OLD + HOUR, 5 * MINUTE), passed=True)
    first = store.retention.thin_video_samples(START, NOW, KEEPING).result()
    assert first.place is not None
    assert sum(done(partial(store.retention.thin_video_samples, now=NOW, keeping=KEEPING))) > 0
    assert {len(times_of(store, number)) for number in range(1, 5)} == {2}


@pytest.mark.parametrize("kind", KINDS)
def test_two_programs_that_thin_at_the_same_time_remove_what_one_would(
    kind: str, servers: Servers, tmp_path: Path
) -> None:
    place = servers.place(kind, tmp_path / "tiktrack.db")
    with Store(place) as one, Store(place) as other, ThreadPoolExecutor() as threads:
        for number in range(1, 9):
            one.creators.record_creator(a_creator(number, sample=None), OLD).result()
            one.creators.record_history(FIRST_CREATOR + number, rising(24, OLD, 10 * MINUTE)).result()
        thinning = [partial(store.retention.thin_creator_samples, now=NOW, keeping=KEEPING) for store in (one, other)]
        removed = sum(sum(steps) for steps in threads.map(done, thinning))
        assert {tuple(creator_times(one, number)) for number in range(1, 9)} == {
            (OLD, *(OLD + HOUR * n - 10 * MINUTE for n in range(2, 5)))
        }
        assert removed == 8 * 20
