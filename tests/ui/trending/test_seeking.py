"""A video that is asked for from elsewhere, such as by a notification, is selected whatever hides it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.scenery import Scenery, scenery
from tests.ui.scenes_trending import page_of, record
from tiktrack_gui.core.feed_filter import FeedFilter
from tiktrack_gui.services import trending
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.page import TrendingPage

STORY = next(item.video.id for item in samples.videos(13) if item.video.creator.handle == "jonas.moves")


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        record(scene, samples.videos(13))
        yield scene


@pytest.fixture
def page(theme: Theme, scene: Scenery, qtbot: QtBot) -> TrendingPage:
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    page.resize(1240, 900)
    page.show()
    return page


def selected(page: TrendingPage) -> int | None:
    return None if page._table.selected is None else page._table.selected.video.id


def test_what_is_in_sight_is_just_selected(page: TrendingPage) -> None:
    before = page._model.rowCount()
    page.select(STORY)
    assert selected(page) == STORY
    assert page._details.item is not None
    assert page._details.item.video.id == STORY
    assert page._model.rowCount() == before
    assert page.focusWidget() is page._table


def test_a_search_that_hides_it_is_cleared(page: TrendingPage) -> None:
    page._filters._search.setText("pasta")
    page._filters._kind.choose("posted")
    page.select(STORY)
    assert selected(page) == STORY
    assert page._filters.query == ""
    assert page._filters.kind == "All"


def test_a_search_that_shows_it_stays(page: TrendingPage) -> None:
    page._filters._search.setText("5am")
    page.select(STORY)
    assert selected(page) == STORY
    assert page._filters.query == "5am"


def test_what_threshold_and_conditions_hide_is_shown_and_both_stay(page: TrendingPage) -> None:
    page._filters._threshold.setValue(900_000)
    page._filters.panel.set_filter(FeedFilter(min_views=900_000_000))
    assert page._model.rowCount() == 0
    page.select(STORY)
    assert selected(page) == STORY
    assert page._filters._threshold.value() == 900_000
    assert page._filters.panel.filter == FeedFilter(min_views=900_000_000)
    assert page._notices._words.text().startswith("Also shown: ")


def test_one_that_was_not_loaded_is(
    theme: Theme, scene: Scenery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(trending, "MOST_STORIES", 1)
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    page.show()
    wanted = next(item.video.id for item in samples.videos(13) if page._model.known(item.video.id) is None)
    page.select(wanted)
    assert selected(page) == wanted


def test_one_that_is_not_stored_is_missing(page: TrendingPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.video_missing) as missing:
        page.select(4_242)
    assert missing.args == [4_242]
    assert selected(page) is None
