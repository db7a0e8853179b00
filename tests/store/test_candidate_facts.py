"""What figures are computed from, and whose are out of date."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator, a_run, a_video, measured, page_sample
from tests.store.sample_database import FIGURES
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.figures import After, CreatorFigures, Trend
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.store import Store

ONE, TWO, EXAMPLE = (FIRST_CREATOR + number for number in (1, 2, 3))
NO_FIGURES = CreatorFigures(at=NOW, videos=0)


@pytest.fixture(autouse=True)
def brand_id(store: Store) -> int:
    for number in range(1, 5):
        store.creators.record_creator(a_creator(number), NOW).result()
    id_ = store.brands.create(Brand(name="Kekse", examples=(EXAMPLE, 17)), NOW).result().id
    assert id_ is not None
    store.candidates.add(id_, [(ONE, Found.FEED), (TWO, Found.FEED)], NOW).result()
    return id_


def stale(store: Store, most: int = 9) -> list[int]:
    return store.figures.stale(most).result()


def test_facts_are_all_samples_and_the_newest_videos(store: Store) -> None:
    samples = [page_sample(NOW + day * 86_400, 12_300 + day) for day in range(1, 4)]
    store.creators.record_history(ONE, samples).result()
    videos = tuple(a_video(number, creator=a_creator(1), posted_at=NOW - number) for number in range(3))
    store.creators.record_creator_videos(VideoPage(videos=videos), NOW).result()
    found = store.figures.facts([ONE, TWO, 17]).result()
    assert list(found) == [ONE, TWO]
    assert [sample.followers for sample in found[ONE].samples] == [12_300, 12_301, 12_302, 12_303]
    assert [video.id - FIRST_VIDEO for video in found[ONE].videos] == [0, 1, 2]
    assert found[ONE].videos[0].caption == videos[0].caption
    assert list(found[TWO].videos) == []


def test_candidates_and_examples_without_figures_or_with_newer_samples_are_stale(store: Store) -> None:
    assert stale(store) == [ONE, TWO, EXAMPLE]
    assert stale(store, 2) == [ONE, TWO]
    store.figures.set(dict.fromkeys((ONE, TWO, EXAMPLE), NO_FIGURES)).result()
    assert stale(store) == []
    for id_ in (TWO, EXAMPLE):
        store.creators.record_history(id_, [page_sample(NOW + 60, 12_345)]).result()
    assert stale(store) == [TWO, EXAMPLE]
    store.figures.set(dict.fromkeys((TWO, EXAMPLE), replace(NO_FIGURES, at=NOW + 60))).result()
    assert stale(store) == []


def test_a_newer_sample_of_a_video_counts_once_its_figures_have_it(store: Store) -> None:
    store.figures.set(dict.fromkeys((ONE, TWO, EXAMPLE), NO_FIGURES)).result()
    item = measured(a_video(1, at=NOW + 60, creator=a_creator(1, sample=None)), passed=False)
    store.runs.record_run(a_run([item], at=NOW + 65), [item]).result()
    assert stale(store) == [ONE]
    store.figures.set({ONE: replace(NO_FIGURES, at=NOW + 60)}).result()
    assert stale(store) == [], "it was stored a little later than measured"


def test_figures_are_replaced_as_a_whole(store: Store, brand_id: int) -> None:
    store.figures.set({ONE: FIGURES, TWO: NO_FIGURES}).result()
    store.figures.set({ONE: CreatorFigures(at=NOW + 9, videos=3, after=After(trend=Trend.FADING))}).result()
    row, _ = store.candidates.pool(brand_id).result()
    assert (row.figures_at, row.videos, row.trend) == (NOW + 9, 3, "fading")
    assert row.viral_id is row.week is row.jump_since is row.usual is row.growth is row.viral_provisional is None
    assert (row.viral_videos, row.views, row.languages) == (0, "[]", "{}")


def test_words_are_read_for_the_comparison(store: Store) -> None:
    store.figures.set({ONE: FIGURES, EXAMPLE: NO_FIGURES}).result()
    assert store.figures.words([ONE, TWO, EXAMPLE]).result() == {ONE: {"#vegan": 2.4, "kuchen": 1.1}, EXAMPLE: {}}
