"""Imports what a session needs while the skeleton is shown, without stopping the window.

A class derived from QObject that is created in a thread, while the GUI thread uses Qt, can crash PySide (a null pointer
in `PySide::MetaObjectBuilder::update`, rarely and only under load). So everything that defines such classes is imported
on the GUI thread, in parts with a turn of the event loop in between; all other libraries are imported in a thread.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from importlib import import_module
from types import ModuleType
from typing import TYPE_CHECKING

from tiktrack_gui.host.imports import importing

if TYPE_CHECKING:
    from tiktrack_gui.app.session import Session

    Begin = Callable[..., Awaitable[Session]]

# They define no QObject, nor does anything they import.
LIBRARIES = (
    "numpy",
    "peewee",
    "playhouse.migrations",
    "regex",
    "tiktrack_gui.store",
    "tiktrack_gui.core.growth",
    "tiktrack_gui.host.lock",
    "tiktrack_gui.host.post_memory",
    "multiprocessing.connection",  # by pyqtgraph, as the rest
    "pydoc",
    "subprocess",
    "xml.etree.ElementTree",
)
# Each imports what it needs; a part takes a few milliseconds.
PARTS = (
    "tiktrack_gui.services.creators",
    "tiktrack_gui.services.trending",
    "tiktrack_gui.services.posting",
    "tiktrack_gui.services.timers",
    "tiktrack_gui.services.discover",
    "tiktrack_gui.services.campaigns",
    "tiktrack_gui.ui.widgets.records_view",
    "tiktrack_gui.ui.window.status",
    "tiktrack_gui.ui.window.help_sheet",
    "tiktrack_gui.ui.trending.page",
    "tiktrack_gui.ui.creators.page",
    "tiktrack_gui.ui.discord.page",
    "tiktrack_gui.ui.activity.page",
    "tiktrack_gui.ui.settings.page",
    "tiktrack_gui.ui.onboarding.dialog",
    "tiktrack_gui.app.composition",
    "tiktrack_gui.app.pages",
    "tiktrack_gui.app.tabs",
)
QT = (
    "PySide6.QtCore",
    "PySide6.QtGui",
    "PySide6.QtWidgets",
    "PySide6.QtOpenGLWidgets",
    "PySide6.QtSvg",
)
NAMES_PER_TURN = 20
PLOT = "tiktrack_gui.ui.widgets.growth_canvas"  # imports pyqtgraph


async def import_session() -> Begin:
    """Returns the function that begins a session."""
    with importing():
        await asyncio.to_thread(_import_libraries)
        for name in PARTS:
            import_module(name)
            await asyncio.sleep(0)
        for name in QT:
            await _resolve(import_module(name))
        import_module(PLOT)
        await asyncio.sleep(0)
        from tiktrack_gui.app.session import begin

        return begin


def _import_libraries() -> None:
    for name in LIBRARIES:
        import_module(name)


async def _resolve(module: ModuleType) -> None:
    """Creates Qt's classes, which PySide does on first use: pyqtgraph uses all of them when it is imported."""
    for number, name in enumerate(dir(module)):
        getattr(module, name)
        if number % NAMES_PER_TURN == 0:
            await asyncio.sleep(0)
