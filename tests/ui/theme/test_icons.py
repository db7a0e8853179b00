"""Icons in the theme's colours."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QIcon, QImage
from PySide6.QtWidgets import QApplication

from tiktrack_gui.drawing.resources import resource
from tiktrack_gui.ui.theme.icons import Icons, app_icon

RED = QColor(255, 0, 0)


def test_an_icon_is_drawn_in_the_colour_asked_for(qapp: QApplication) -> None:
    image = Icons().pixmap("hourglass", RED).toImage()
    assert has_color(image, RED)
    assert not has_color(image, QColor(0, 0, 0))


@pytest.mark.parametrize("ratio", [1.0, 2.0, 3.0])
def test_an_icon_is_sharp_at_every_scale(qapp: QApplication, ratio: float) -> None:
    pixmap = Icons().pixmap("send", RED, 16, ratio)
    assert pixmap.width() == 16 * ratio
    assert pixmap.devicePixelRatio() == ratio


def test_an_icon_is_drawn_once(qapp: QApplication) -> None:
    icons = Icons()
    assert icons.pixmap("send", RED) is icons.pixmap("send", RED)
    assert icons.icon("send", RED) is icons.icon("send", RED)


def test_a_disabled_button_gets_its_own_colour(qapp: QApplication) -> None:
    icon = Icons().icon("hourglass", RED, QColor(0, 0, 255))
    assert has_color(icon.pixmap(16, 16, QIcon.Mode.Disabled).toImage(), QColor(0, 0, 255))
    assert has_color(icon.pixmap(16, 16, QIcon.Mode.Normal).toImage(), RED)


def test_an_icon_can_be_written_for_the_style_sheet(tmp_path: Path) -> None:
    text = Icons().file("check", RED, tmp_path / "new").read_text("utf-8")
    assert 'stroke="#ff0000"' in text
    assert "currentColor" not in text


def test_an_icon_that_a_crash_broke_off_is_written_anew(tmp_path: Path) -> None:
    path = Icons().file("check", RED, tmp_path)
    whole = path.read_text("utf-8")
    path.write_text(whole[:20], "utf-8")
    assert Icons().file("check", RED, tmp_path).read_text("utf-8") == whole


def test_an_icon_that_cannot_be_written_is_nothing_to_stop_for(tmp_path: Path) -> None:
    in_the_way = tmp_path / "cache"
    in_the_way.touch()
    assert not Icons().file("check", RED, in_the_way).exists()


def test_a_picture_does_not_make_the_data_folder(tmp_path: Path) -> None:
    """It may be on a disk that isn't mounted."""
    Icons().file("check", RED, tmp_path / "data" / "cache")
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("name", sorted(path.stem for path in resource("icons").glob("*.svg")))
def test_every_bundled_icon_can_be_drawn(qapp: QApplication, name: str) -> None:
    image = Icons().pixmap(name, RED).toImage()
    assert any(image.pixelColor(x, y).alpha() for x in range(16) for y in range(16))


def test_the_mark_has_a_picture_for_every_size(qapp: QApplication) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 32, 48, 256}


def has_color(image: QImage, color: QColor) -> bool:
    pixels = (image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height()))
    return any(pixel.alpha() > 200 and pixel.rgb() & 0xFFFFFF == color.rgb() & 0xFFFFFF for pixel in pixels)
