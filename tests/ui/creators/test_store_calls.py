"""The number of store calls per user action."""

from __future__ import annotations

from functools import partial
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import page_of
from tests.ui.scenes_discord import Parts
from tests.ui.scenes_discord import make as discord_page
from tests.ui.scenes_trending import page_of as trending_page
from tiktrack_gui.store.connection import Call
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures


def test_a_creator_is_added_and_shown_with_few_calls(
    theme: Theme, pictures: Pictures, scene: Scenery, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Regardless of other pages: who had the handle, recording, tracking, the health, the lists, growth, history,
    the former handle, how often the list is refreshed, whom to track next, the creators of like size with their
    videos, and the notes, statuses and tags.
    """
    page = page_of(theme, scene, scene.tasks, pictures)
    others = (trending_page(theme, scene, scene.tasks), discord_page(theme, scene, Parts(), scene.tasks))
    for widget in (page, *others):
        qtbot.addWidget(widget)
    page.show()
    page.shown()
    scene.tasks.spawn(scene.health.current(), name="as the timers do when they start")
    scene.tiktok.creators = {"tinypawclub": samples.creator()}
    asked: list[str] = []
    connection = scene.store._connection
    call = connection.call

    def counted(question: partial[Any], *, write: bool) -> Call[Any]:
        asked.append(question.func.__name__)
        return call(question, write=write)

    monkeypatch.setattr(connection, "call", counted)
    page._adding._add("@tinypawclub")
    assert page._pane.list.selected is not None
    assert page._pane.list.selected.tracked.creator.handle == "tinypawclub"
    assert page._details._history is not None
    assert len(page._details._history.samples) == 1
    assert sorted(asked) == [
        *("all", "all", "candidates", "creator_named", "earlier_creator_samples", "measured_at", "newest_videos"),
        *("of", "profile_of", "record", "record_creator", "track", "tracked", "videos_of_others"),
    ]
