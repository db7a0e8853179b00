"""The Campaigns page over the real services and a real store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.campaigned import fill, page_of
from tests.ui.scenery import Scenery, scenery
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        yield scene


@pytest.fixture
def campaign(scene: Scenery) -> Campaign:
    """The campaign with its videos."""
    return fill(scene.store)


@pytest.fixture
def page(theme: Theme, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> Iterator[CampaignsPage]:
    yield from opened(theme, scene, qtbot)


@pytest.fixture
def bare_page(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[CampaignsPage]:
    """The page over what the store has, which is nothing unless the test adds something before."""
    yield from opened(theme, scene, qtbot)


def opened(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[CampaignsPage]:
    page = page_of(theme, scene, scene.tasks)
    qtbot.addWidget(page)
    page.resize(1240, 860)
    page.show()
    yield page
    pictures = page.findChild(Pictures)
    assert pictures is not None
    pictures.close()
