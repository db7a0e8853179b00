"""The Discord page over real services and a real store, with an in-memory Discord."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from pytestqt.qtbot import QtBot

from tests.ui.hands import activate
from tests.ui.scenery import Scenery
from tests.ui.scenes_discord import Parts, fill, make
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.page import DiscordPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

Make = Callable[..., DiscordPage]


@pytest.fixture
def parts() -> Parts:
    """The parts a test can change before the page is created."""
    return Parts()


@pytest.fixture
def open_page(qtbot: QtBot, theme: Theme, scene: Scenery, parts: Parts) -> Make:
    """Makes and shows a page with two tracked creators; without `tasks`, all work is done immediately."""

    def open_page(tasks: Tasks | None = None, size: tuple[int, int] = (1240, 900)) -> DiscordPage:
        fill(scene, parts, creators=2)
        messages = Messages()
        messages.listen(True)
        page = make(theme, scene, parts, tasks or scene.tasks, messages)
        qtbot.addWidget(page)
        page.resize(*size)
        page.show()
        activate(page)
        return page

    return open_page
