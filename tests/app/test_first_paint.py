"""The window is painted before the heavy libraries are imported."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from tests.first_paint import started, until_painted
from tiktrack_gui.app.desktop import last_look
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.ui.theme.look import USUAL, Look, Mode, Motion, TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.main_window import MainWindow

COME_LATER = {
    *("asyncio", "hashlib", "html", "json", "sqlite3", "ssl"),
    "filelock",
    *("peewee", "playhouse", "numpy", "pyqtgraph", "keyring", "jeepney"),
    *("TikTokApi", "aiohttp", "discord", "playwright", "requests", "rich"),
}

THE_SERVICES = ("app.composition", "app.session", "services.", "config.settings", "store.", "clients.")


@pytest.fixture
def imported(tmp_path: Path) -> set[str]:
    """The modules `tiktrack` has imported when its window is first painted."""
    process = started("-X", "importtime", "-m", "tiktrack_gui", "--data-dir", str(tmp_path))
    try:
        lines = until_painted(process)
    finally:
        process.kill()
        process.communicate()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


def test_the_skeleton_is_painted_before_anything_heavy_is_imported(imported: set[str]) -> None:
    assert "tiktrack_gui.ui.window.loading_page" in imported
    assert {name.partition(".")[0] for name in imported} & COME_LATER == set()
    assert imported & {"logging.handlers", "PySide6.QtNetwork"} == set()


def test_the_skeleton_is_painted_before_the_services_are_imported(imported: set[str]) -> None:
    ours = {name.removeprefix("tiktrack_gui.") for name in imported if name.startswith("tiktrack_gui.")}
    assert [name for name in ours if name.startswith(THE_SERVICES)] == []


LOOKS = (
    *(Look(appearance=mode) for mode in Mode),
    *(Look(text_size=size) for size in TextSize),
    Look(animations=Motion.OFF, compact_rows=True),
)


@pytest.mark.parametrize("look", LOOKS)
def test_the_window_begins_in_the_look_of_last_time(qapp: QApplication, folder: DataFolder, look: Look) -> None:
    MainWindow(Theme(qapp, folder.cache, look), folder.window_state).remember()
    assert last_look(folder) == look


@pytest.mark.parametrize("kept", ["", "[look]\nappearance=purple\ntext_size=1000\n"])
def test_without_a_last_time_the_look_is_the_usual_one(folder: DataFolder, kept: str) -> None:
    folder.window_state.write_text(kept, encoding="utf-8")
    assert last_look(folder) == USUAL
