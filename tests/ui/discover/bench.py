"""A window over real services, over which the dialogs of Discover open."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui import samples
from tests.ui.discovered import services_of
from tests.ui.hands import activate
from tests.ui.scenery import Scenery
from tests.ui.seen import said_by
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.store import Store
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discover.services import DiscoverServices
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages


@dataclass(frozen=True)
class Bench:
    """said: the toasts so far."""

    qtbot: QtBot
    theme: Theme
    scene: Scenery
    services: DiscoverServices
    messages: Messages
    changes: SettingChanges
    window: QWidget
    said: list[str]

    @property
    def store(self) -> Store:
        return self.scene.store

    def brand(self, **values: object) -> Brand:
        """Creates one."""
        made = replace(Brand(name="Fig & Olive"), **values)  # type: ignore[arg-type]
        return self.store.brands.create(made, samples.NOW).result()

    def have_focus(self, dialog: QDialog) -> None:
        """Waits until keys reach the dialog: Qt takes it for active as soon as the window it belongs to is."""
        dialog.activateWindow()
        self.qtbot.waitUntil(dialog.isActiveWindow)

    def brands(self) -> list[Brand]:
        return self.store.brands.all().result()


def bench_of(qtbot: QtBot, theme: Theme, scene: Scenery) -> Bench:
    """Nine creators were seen."""
    for number in range(1, 10):
        one = creator(number, at=samples.NOW)
        scene.tiktok.creators[one.handle] = one
        scene.store.creators.record_creator(one, samples.NOW).result()
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1024, 760)
    window.show()
    activate(window)
    messages = Messages()
    messages.listen(True)
    changes = SettingChanges(scene.settings(), scene.tasks, messages)
    changes.setParent(window)
    return Bench(qtbot, theme, scene, services_of(scene), messages, changes, window, said_by(messages))
