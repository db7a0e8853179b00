"""A themed application for the tests of the window's parts."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from tests.ui import samples
from tests.ui.scenery import Scenery, scenery
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.look import Look, Mode, Motion
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures


@pytest.fixture(autouse=True)
def nothing_is_left(qapp: QApplication) -> Iterator[None]:
    """Processes deleteLater after each test, because the next theme would otherwise restyle the old widgets."""
    yield
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def theme(qapp: QApplication, tmp_path: Path) -> Theme:
    """A light theme without animations."""
    return Theme(qapp, tmp_path / "cache", Look(appearance=Mode.LIGHT, animations=Motion.OFF))


@pytest.fixture
def pictures(theme: Theme) -> Iterator[Pictures]:
    """A cache whose pictures are drawn on request."""
    pictures = Pictures(theme)

    def answer(addresses: list[str]) -> None:
        for address in addresses:
            pictures.put(address, samples.picture(address))

    pictures.wanted.connect(answer)
    yield pictures
    pictures.close()


@pytest.fixture
def scene() -> Iterator[Scenery]:
    """The services over an empty store."""
    with scenery() as scene:
        yield scene


@pytest.fixture
async def tasks() -> AsyncIterator[Tasks]:
    """Real tasks; an exception the page doesn't show fails the test."""
    failures: list[BaseException] = []
    tasks = Tasks(failures.append)
    yield tasks
    await tasks.shutdown()
    assert failures == []
