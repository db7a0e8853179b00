"""The window is there before the libraries that do the work."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.first_paint import started, until_painted

COME_LATER = {
    *("asyncio", "sqlite3", "ssl"),
    *("peewee", "playhouse", "numpy", "pyqtgraph", "keyring", "jeepney"),
    *("TikTokApi", "aiohttp", "discord", "playwright", "requests"),
}


@pytest.fixture
def imported(tmp_path: Path) -> set[str]:
    """What `tiktrack` has imported when its window is first painted."""
    process = started("-X", "importtime", "-m", "tiktrack_gui", "--data-dir", str(tmp_path))
    try:
        lines = until_painted(process)
    finally:
        process.kill()
        process.communicate()
    return {line.rpartition("|")[2].strip() for line in lines if line.startswith("import time:")}


def test_the_skeleton_is_painted_before_anything_heavy_is_imported(imported: set[str]) -> None:
    assert "tiktrack_gui.ui.loading_page" in imported
    assert {name.partition(".")[0] for name in imported} & COME_LATER == set()


def test_the_skeleton_is_painted_before_the_services_are_imported(imported: set[str]) -> None:
    layers = {".".join(name.split(".")[:2]) for name in imported if name.startswith("tiktrack_gui.")}
    assert layers & {f"tiktrack_gui.{layer}" for layer in ("app", "services", "store", "clients")} == set()
