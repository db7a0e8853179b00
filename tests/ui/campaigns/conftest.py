"""The Campaigns page over the real services and a real store."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.campaigned import fill, page_of
from tests.ui.scenery import Scenery, on_show
from tiktrack_gui.core.campaigns import Campaign
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.theme.theme import Theme


@pytest.fixture
def campaign(scene: Scenery) -> Campaign:
    """The campaign with its videos."""
    return fill(scene.store)


@pytest.fixture
def page(theme: Theme, scene: Scenery, campaign: Campaign, qtbot: QtBot) -> Iterator[CampaignsPage]:
    yield from on_show(page_of(theme, scene, scene.tasks), qtbot)


@pytest.fixture
def bare_page(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[CampaignsPage]:
    """The page over what the store has, which is nothing unless the test adds something before."""
    yield from on_show(page_of(theme, scene, scene.tasks), qtbot)
