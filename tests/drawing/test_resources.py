"""Fonts, icons and the logo are found."""

from __future__ import annotations

import re
import sys
import sysconfig
from pathlib import Path

import pytest

from tiktrack_gui.drawing import resources
from tiktrack_gui.drawing.resources import resource

ROOT = Path(__file__).parents[2]
ICON_NAMES = {path.stem for path in (ROOT / "resources" / "icons").glob("*.svg")}


def test_a_checkout_has_them_at_its_top() -> None:
    assert resource("fonts/Inter-Regular.ttf") == ROOT / "resources" / "fonts" / "Inter-Regular.ttf"


@pytest.mark.parametrize("name", ["fonts/OFL.txt", "icons/LICENSE", "app/tiktrack.ico", "app/tiktrack.icns"])
def test_licences_and_system_icons_ship(name: str) -> None:
    assert resource(name).stat().st_size > 0


def test_a_frozen_build_has_them_where_it_was_unpacked(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    monkeypatch.setattr(resources, "_folder", resources._folder.__wrapped__)
    assert resource("icons/send.svg") == tmp_path / "resources" / "icons" / "send.svg"


def test_every_icon_named_in_the_window_exists() -> None:
    """Icon names are quoted and next to the word icon, or are Lucide names with a hyphen."""
    named = re.compile(r"icon=\"([a-z0-9-]+)\"|IconLabel\(theme, \"([a-z0-9-]+)\"|IconButton\(theme, \"([a-z0-9-]+)\"")
    for path in (ROOT / "tiktrack_gui" / "ui").rglob("*.py"):
        for match in named.finditer(path.read_text("utf-8")):
            name = next(filter(None, match.groups()))
            assert name in ICON_NAMES, f"{path.name}: {name}"


def test_a_wheel_has_them_in_share(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(
        resources, "__file__", str(tmp_path / "site-packages" / "tiktrack_gui" / "drawing" / "resources.py")
    )
    monkeypatch.setattr(resources, "_folder", resources._folder.__wrapped__)
    assert resource("app/tiktrack.svg") == Path(sysconfig.get_path("data")) / "share/tiktrack/app/tiktrack.svg"
