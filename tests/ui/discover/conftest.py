"""The Discover page over the real services and a real store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.discover.bench import Bench, bench_of
from tests.ui.discovered import fill, page_of
from tests.ui.scenery import Scenery, on_show
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.theme.theme import Theme


@pytest.fixture
def brand(scene: Scenery) -> Brand:
    """The brand with its candidates."""
    return fill(scene.store)


@pytest.fixture
def page(theme: Theme, scene: Scenery, brand: Brand, qtbot: QtBot) -> Iterator[DiscoverPage]:
    yield from on_show(page_of(theme, scene, scene.tasks), qtbot)


@pytest.fixture
def bare_page(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[DiscoverPage]:
    """The page over what the store has, which is nothing unless the test adds something before."""
    yield from on_show(page_of(theme, scene, scene.tasks), qtbot)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, scene: Scenery) -> Bench:
    return bench_of(qtbot, theme, scene)
