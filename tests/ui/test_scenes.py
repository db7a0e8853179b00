"""Every screen in every state: how it opens and reacts to changes. Each is built once for all tests.

Those of the smallest window are in `test_large_text`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import gallery
from tests.ui.shown import shown
from tests.ui.test_large_text import SMALL
from tiktrack_gui.ui.theme.look import Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.theme import Theme

SCENES = {name: scene for name, scene in gallery.scenes().items() if name not in SMALL}
PAGES = [name for name in SCENES if name != "parts"]
SETTLING = 10  # rounds of layouts, after which a window has come to rest
WINDOWS = [name for name in SCENES if not name.startswith("help_")]  # a sheet's height depends on its contents


class Flashes(QObject):
    """found: widgets shown as windows before they got a parent."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: set[QObject] = set()
        self.found: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self._shown.add(watched)
        elif event.type() == QEvent.Type.ParentChange and watched in self._shown:
            self.found.append(watched)
        return False


class LayoutRequests(QObject):
    """number: of widgets that asked to be laid out again."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.number += event.type() == QEvent.Type.LayoutRequest
        return False


@dataclass(frozen=True)
class Scene:
    """A built scene, changed by only one test. flashes: during the build. size: of its window, after it was shown."""

    theme: Theme
    window: QWidget
    flashes: Flashes
    size: QSize


@pytest.fixture(scope="module")
def scene(
    request: pytest.FixtureRequest, qapp: QApplication, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Scene]:
    theme = Theme(qapp, tmp_path_factory.mktemp("cache"), Look(appearance=Mode.LIGHT, animations=Motion.OFF))
    flashes = Flashes()
    qapp.installEventFilter(flashes)
    with shown(request.param, theme) as window:
        qapp.removeEventFilter(flashes)
        yield Scene(theme, window, flashes, window.size())


@pytest.mark.parametrize("scene", PAGES, indirect=True)
def test_nothing_flashes_up(scene: Scene) -> None:
    assert scene.flashes.found == []


def test_a_flash_is_found(qapp: QApplication, qtbot: QtBot) -> None:
    flashes, whole, part = Flashes(), QWidget(), QWidget()
    qtbot.addWidget(whole)
    qapp.installEventFilter(flashes)
    part.setVisible(True)
    part.setParent(whole)
    qapp.removeEventFilter(flashes)
    assert flashes.found == [part]


@pytest.mark.parametrize("scene", PAGES, indirect=True)
def test_what_is_laid_out_stays_so(scene: Scene, qapp: QApplication) -> None:
    """A part that asks for a layout whenever it gets one would keep the processor busy for as long as it is seen."""
    for _ in range(SETTLING):
        qapp.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    requests = LayoutRequests()
    qapp.installEventFilter(requests)
    for _ in range(3):
        qapp.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    qapp.removeEventFilter(requests)
    assert requests.number == 0


@pytest.mark.parametrize("scene", WINDOWS, indirect=True)
def test_every_scene_fits_its_size(scene: Scene, request: pytest.FixtureRequest) -> None:
    _, width, height = SCENES[request.node.callspec.params["scene"]]
    assert scene.size == QSize(width, height)


@pytest.mark.parametrize("scene", SCENES, indirect=True)
def test_every_screen_survives_switching_and_scaling(scene: Scene) -> None:
    for mode in (Mode.DARK, Mode.SYSTEM):
        scene.theme.set_mode(mode)
        scene.window.grab()
    scene.theme.change(text_size=TextSize.LARGEST)
    scene.window.grab()
