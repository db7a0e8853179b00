"""The pages over a season's data (see `tests.season`): months of refreshes, 200 creators, hundreds of stories."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from tests import season
from tests.ui import scenes_activity, scenes_creators, scenes_discord, scenes_trending
from tests.ui.scenery import Scenery, in_window, scenery
from tiktrack_gui.ui.theme.theme import Theme


def trending(theme: Theme) -> QWidget:
    with scenery(season.recorded()) as scene:
        page = scenes_trending.page_of(theme, scene, scene.tasks)
        page._ages.stop()
        scenes_trending.load_curves(page)
        page._table.select(page._model.item(0).video.id)
        QTimer.singleShot(10, page._table.setFocus)
        return in_window(theme, "trending", page)


def creators(theme: Theme) -> QWidget:
    with scenery(season.recorded()) as scene:
        page = scenes_creators.page_of(theme, scene, scene.tasks)
        page.shown()
        page._ages.stop()
        QTimer.singleShot(10, page._pane.list.setFocus)
        return in_window(theme, "creators", page)


def discord(theme: Theme) -> QWidget:
    with scenery(season.recorded()) as scene:
        parts = scenes_discord.Parts()
        scenes_discord.connect(scene, parts)
        _answer_as_the_demo(scene)
        page = scenes_discord.make(theme, scene, parts, scene.tasks)
        page.show_next_run()
        page.shown()
        page._clock.stop()
        return in_window(theme, "discord", page)


def activity(theme: Theme) -> QWidget:
    with scenery(season.recorded()) as scene:
        page = scenes_activity.page_of(theme, scene, scene.tasks)
        return in_window(theme, "activity", page)


def _answer_as_the_demo(scene: Scenery) -> None:
    for entry in scene.store.creators.tracked().result():
        scene.tiktok.creators[entry.creator.handle] = entry.creator


SIZES = {"": (1440, 900), "_small": (1024, 640), "_4k": (3840, 2160)}
PAGES: dict[str, Callable[[Theme], QWidget]] = {
    "trending": trending,
    "creators": creators,
    "discord": discord,
    "activity": activity,
}
SCENES = {f"season_{name}{size}": (make, *SIZES[size]) for name, make in PAGES.items() for size in SIZES}
