from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from tests.store.examples import (
    CHANNEL,
    FIRST_CREATOR,
    FIRST_VIDEO,
    HOUR,
    NOW,
    a_creator,
    a_delivery,
    a_run,
    a_video,
    measured,
    page_sample,
)
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.models import CreatorSample, VideoCount, VideoSample
from tiktrack_gui.core.runs import DayOfRuns, Outcome, Run
from tiktrack_gui.store import Store


def ask(path: Path, sql: str) -> list[tuple[object, ...]]:
    """Runs SQL on the file, as another program would."""
    with closing(sqlite3.connect(path)) as file:
        return file.execute(sql).fetchall()


def test_a_run_comes_back_with_its_id_and_the_number_of_new_stories(store: Store) -> None:
    items = [measured(a_video(1)), measured(a_video(2)), measured(a_video(3), velocity=8.2, passed=False)]
    run = store.runs.record_run(a_run(items, skipped=1, message="28 of 50 videos"), items).result().run
    assert run == a_run(items, skipped=1, message="28 of 50 videos", id=run.id, saved=2)
    assert store.runs.newest().result() == [run]


def test_all_runs_are_summed_by_the_day_they_started_on(store: Store) -> None:
    midnights = [NOW - 36 * HOUR, NOW - 12 * HOUR, NOW + 13 * HOUR, NOW + 37 * HOUR]  # one has 25 hours
    failed = {"outcome": Outcome.FAILED, "error_kind": "blocked"}
    for started_at, different in (
        (midnights[0] - 1, {"fetched": 1}),
        (midnights[0], {"fetched": 50, "passed": 13}),
        (midnights[1] - 1, {"fetched": 31, "passed": 0}),
        (midnights[1], failed),
        (midnights[1] + 9, {"outcome": Outcome.CANCELLED}),
        (midnights[3], {"fetched": 1}),
    ):
        store.runs.record_run(a_run(**{"started_at": started_at} | different)).result()
    assert store.runs.by_day(midnights).result() == [
        DayOfRuns(start=midnights[0], runs=2, fetched=81, passed=13),
        DayOfRuns(start=midnights[1], runs=2, failed=1),
        DayOfRuns(start=midnights[2]),
    ]


def test_a_story_seen_again_is_updated_not_saved_again(store: Store, path: Path) -> None:
    first = [measured(a_video(1)), measured(a_video(2))]
    store.runs.record_run(a_run(first), first).result()
    again = [measured(a_video(2, at=NOW + HOUR, likes=9_000), velocity=900.0), measured(a_video(3, at=NOW + HOUR))]
    assert store.runs.record_run(a_run(again, at=NOW + HOUR), again).result().run.saved == 1

    assert ask(path, "SELECT COUNT(*) FROM raw_posts") == ask(path, "SELECT COUNT(*) FROM stories") == [(3,)]
    story = f"FROM stories WHERE url LIKE '%/{FIRST_VIDEO + 2}'"
    assert ask(path, f"SELECT engagement_velocity, flagged_at, updated_at {story}") == [
        (900.0, "2026-01-01 12:00:00", "2026-01-01 13:00:00")
    ]
    post = f"FROM raw_posts WHERE platform_post_id = '{FIRST_VIDEO + 2}'"
    assert ask(path, f"SELECT likes, fetched_at {post}") == [(9000, "2026-01-01 13:00:00")]


def test_a_story_of_another_program_wakes_once_it_can_be_scored(store: Store, path: Path) -> None:
    item = measured(a_video())
    store.runs.record_run(a_run([item]), [item]).result()
    with closing(sqlite3.connect(path, isolation_level=None)) as file:
        file.execute("UPDATE stories SET score_parts = '{}', is_active = 0")
    unknown = replace(item, velocity=None, score=None, passed=False)
    store.runs.record_run(a_run([unknown], at=NOW + 1), [unknown]).result()
    assert ask(path, "SELECT is_active FROM stories") == [(0,)]
    slow = replace(item, passed=False)
    store.runs.record_run(a_run([slow], at=NOW + 2), [slow]).result()
    assert ask(path, "SELECT is_active, updated_at FROM stories") == [(1, "2026-01-01 12:00:02")]


def test_only_what_passed_becomes_a_raw_post_and_a_story(store: Store, path: Path) -> None:
    items = [measured(a_video(1)), measured(a_video(2), velocity=8.2, passed=False)]
    store.runs.record_run(a_run(items), items).result()
    assert ask(path, "SELECT platform_post_id FROM raw_posts") == [(str(FIRST_VIDEO + 1),)]
    assert ask(path, "SELECT COUNT(*) FROM stories") == [(1,)]
    for table in ("videos", "video_samples", "creators", "creator_samples"):
        assert ask(path, f"SELECT COUNT(*) FROM {table}") == [(2,)]


def test_existing_sql_works_on_the_file(store: Store, path: Path) -> None:
    items = [measured(a_video(1), velocity=570.0), measured(a_video(2), velocity=430.0)]
    store.runs.record_run(a_run(items), items).result()
    by_platform = "SELECT platform, COUNT(*), AVG(engagement_velocity) FROM stories WHERE platform='TikTok'"
    assert ask(path, f"{by_platform} GROUP BY platform") == [("TikTok", 2, 500.0)]
    recent = "SELECT COUNT(*) FROM raw_posts WHERE posted_at > '2026-01-01'"
    assert ask(path, recent) == [(2,)]
    assert ask(path, recent.replace("01-01", "01-02")) == [(0,)]
    assert ask(path, "SELECT author, posted_at, likes, json_extract(raw_data, '$.stats.diggCount') FROM raw_posts") == [
        ("creator1", "2026-01-01 11:00:00", 5000, 5000),
        ("creator2", "2026-01-01 11:00:00", 5000, 5000),
    ]
    assert ask(path, "SELECT score, json_extract(score_parts, '$.velocity'), reason_flagged FROM stories LIMIT 1") == [
        (72, 0.85, "High engagement velocity")
    ]


def test_a_failed_run_is_recorded_with_its_reason(store: Store) -> None:
    failed = Run(
        source_id=1,
        started_at=NOW,
        finished_at=NOW + 3,
        outcome=Outcome.FAILED,
        error_kind="blocked",
        message="TikTok gave an empty answer.",
    )
    recorded = store.runs.record_run(failed).result().run
    assert recorded == replace(failed, id=recorded.id)
    assert store.runs.newest().result() == [recorded]


def test_the_source_remembers_when_it_was_last_run(store: Store, path: Path) -> None:
    store.runs.record_run(a_run(at=NOW)).result()
    assert store.sources.named().result().last_run_at == NOW - 5
    assert ask(path, "SELECT last_run_at FROM sources") == [("2026-01-01 11:59:55",)]


def test_an_unknown_source_is_an_error(store: Store) -> None:
    with pytest.raises(LookupError, match="#cats"):
        store.sources.named("#cats").result()


def test_runs_come_newest_first(store: Store) -> None:
    for minute in range(5):
        store.runs.record_run(a_run(at=NOW + 60 * minute)).result()
    assert [run.finished_at - NOW for run in store.runs.newest(3).result()] == [240, 180, 120]


def test_missing_counts_stay_missing(store: Store, path: Path) -> None:
    silent = VideoSample(at=NOW, likes=700)
    items = [measured(a_video(sample=silent, creator=a_creator(sample=None)))]
    store.runs.record_run(a_run(items), items).result()
    assert ask(path, "SELECT likes, comments, views, rounded FROM video_samples") == [(700, None, None, 0)]
    assert ask(path, "SELECT likes, comments, views FROM raw_posts") == [(700, None, None)]
    assert ask(path, "SELECT COUNT(*) FROM creator_samples") == [(0,)]


def test_a_repaired_video_count_stays_marked(store: Store) -> None:
    overflown = VideoSample(at=NOW, likes=5, views=4_200_000_000, repaired=VideoCount.VIEWS)
    items = [measured(a_video(sample=overflown))]
    store.runs.record_run(a_run(items), items).result()
    assert store.stories.feed().result()[0].video.sample == overflown


def test_two_videos_of_one_creator_are_one_creator(store: Store, path: Path) -> None:
    plain = a_creator(1, bio=None)
    told = a_creator(1, bio="Plants.", avatar=None)
    items = [measured(a_video(1, creator=told)), measured(a_video(2, creator=plain))]
    store.runs.record_run(a_run(items), items).result()
    assert store.creators.find(plain.id).result() == replace(plain, bio="Plants.")
    assert ask(path, "SELECT COUNT(*) FROM creator_samples") == [(1,)]
    assert ask(path, "SELECT COUNT(*) FROM creator_changes") == [(0,)]


def test_a_creator_under_another_name_is_the_same_and_the_change_is_logged(store: Store, path: Path) -> None:
    first = [measured(a_video(creator=a_creator(bio="Plants.", verified=False)))]
    store.runs.record_run(a_run(first), first).result()
    renamed = a_creator(at=NOW + HOUR, handle="planty", bio=None, verified=True)
    second = [measured(a_video(2, at=NOW + HOUR, creator=renamed))]
    store.runs.record_run(a_run(second, at=NOW + HOUR), second).result()

    assert ask(path, "SELECT creator_id, at, field, old, new FROM creator_changes ORDER BY field") == [
        (FIRST_CREATOR + 1, NOW + HOUR, "handle", "creator1", "planty"),
        (FIRST_CREATOR + 1, NOW + HOUR, "verified", "0", "1"),
    ]
    assert store.creators.find(renamed.id).result() == replace(renamed, bio="Plants.")


def test_of_sightings_that_change_nothing_the_first_and_the_last_are_kept(store: Store) -> None:
    for minute in range(4):
        items = [measured(a_video(at=NOW + 60 * minute))]
        store.runs.record_run(a_run(items, at=NOW + 60 * minute), items).result()
    assert [sample.at - NOW for sample in store.creators.growth_of(FIRST_CREATOR + 1).result()] == [0, 180]


@pytest.mark.parametrize("exact_first", [True, False])
def test_of_two_samples_of_one_second_the_exact_one_wins(store: Store, *, exact_first: bool) -> None:
    exact, rounded = a_creator(sample=page_sample()), a_creator(followers=12_300)
    pair = (exact, rounded) if exact_first else (rounded, exact)
    for number, creator in enumerate(pair):
        items = [measured(a_video(number, creator=creator))]
        store.runs.record_run(a_run(items), items).result()
    assert store.creators.growth_of(exact.id).result() == [page_sample()]


def test_of_two_samples_in_one_answer_the_exact_one_wins(store: Store) -> None:
    items = [measured(a_video(1, creator=a_creator(sample=page_sample()))), measured(a_video(2, creator=a_creator()))]
    store.runs.record_run(a_run(items), items).result()
    assert store.creators.growth_of(a_creator().id).result() == [page_sample()]


def test_a_sample_that_says_nothing_does_not_hide_an_older_one(store: Store) -> None:
    first = [measured(a_video())]
    store.runs.record_run(a_run(first), first).result()
    silent = a_creator(sample=CreatorSample(at=NOW + 60))
    second = [measured(a_video(creator=silent, sample=VideoSample(at=NOW + 60)), passed=False)]
    store.runs.record_run(a_run(second, at=NOW + 60), second).result()
    assert store.creators.find(silent.id).result() == replace(silent, sample=a_creator().sample)
    assert store.creators.videos_of(silent.id).result()[0].sample == a_video().sample


def test_earlier_samples_are_the_newest_up_to_a_moment(store: Store) -> None:
    for minute in (0, 10, 20):
        items = [measured(a_video(1, at=NOW + 60 * minute, likes=100 + minute))]
        store.runs.record_run(a_run(items, at=NOW + 60 * minute), items).result()
    ids = [FIRST_VIDEO + 1, FIRST_VIDEO + 99]

    def likes_before(minute: int) -> list[int | None]:
        return [sample.likes for sample in store.runs.earlier_samples(ids, NOW + 60 * minute).result().values()]

    assert likes_before(20) == [120]
    assert likes_before(19) == [110]
    assert likes_before(10) == [110]
    assert likes_before(-1) == []


def test_deliveries_are_queued_with_the_run_unless_their_occasion_has_one(store: Store) -> None:
    items = [measured(a_video(1)), measured(a_video(2))]
    first = a_delivery(1)
    store.runs.record_run(a_run(items), items, [first]).result()
    again = a_delivery(1, key="another", payload={})
    store.runs.record_run(a_run(items, at=NOW + HOUR), items, [again, a_delivery(2)]).result()
    kept = store.outbox.deliveries().result()
    assert [(delivery.key, delivery.created_at) for delivery in kept] == [
        (a_delivery(2).key, NOW + HOUR),
        (first.key, NOW),
    ]
    assert {delivery.state for delivery in kept} == {DeliveryState.QUEUED}
    assert kept[1].payload == first.payload


def test_nothing_of_a_run_is_kept_when_one_part_of_it_cannot_be(store: Store) -> None:
    items = [measured(a_video(1))]
    with pytest.raises(Exception, match=r"(?i)foreign key"):
        store.runs.record_run(a_run(items), items, [a_delivery(55, channel_id=CHANNEL)]).result()
    assert store.runs.newest().result() == []
    assert store.stories.feed().result() == []
    assert store.sources.named().result().last_run_at is None


def test_a_thousand_videos_are_one_run(store: Store) -> None:
    items = [measured(a_video(number)) for number in range(1000)]
    assert store.runs.record_run(a_run(items), items).result().run.saved == 1000
    assert len(store.stories.feed(2000).result()) == 1000
