"""Pictures: decoded away from the GUI thread, in the shape asked for, within a budget."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QColor, QPixmap
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.budget import Budget
from tiktrack_gui.ui.widgets.picture_drawing import Shape, first_letter, shaped, tint
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR, COVER, Pictures

ADDRESS = "cover:1"


@pytest.fixture
def cache(theme: Theme) -> Iterator[Pictures]:
    """A cache whose requests are never answered."""
    cache = Pictures(theme)
    yield cache
    cache.close()


def arrived(cache: Pictures, qtbot: QtBot, shape: Shape = COVER, ratio: float = 1.0) -> QPixmap:
    """The picture of ADDRESS, once it has been decoded."""
    stand_in = cache.pixmap(None, shape, "Mara", ratio)
    qtbot.waitUntil(lambda: cache.pixmap(ADDRESS, shape, "Mara", ratio) is not stand_in)
    return cache.pixmap(ADDRESS, shape, "Mara", ratio)


def test_until_a_picture_is_there_an_initial_stands_in(cache: Pictures) -> None:
    stand_in = cache.pixmap(ADDRESS, COVER, "Mara", 2.0)
    assert (stand_in.width(), stand_in.height()) == (72, 96)
    assert stand_in.toImage().pixelColor(36, 6).name() == tint("Mara").name()
    assert cache.pixmap(None, COVER, "Mara", 2.0) is stand_in


def test_a_missing_picture_is_asked_for_once(cache: Pictures, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cache.wanted) as wanted:
        for _ in range(3):
            cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
    assert wanted.args == [[ADDRESS]]
    with qtbot.assertNotEmitted(cache.wanted, wait=50):
        cache.pixmap(ADDRESS, AVATAR, "Mara", 1.0)


def test_a_picture_is_drawn_in_the_shape_asked_for(cache: Pictures, qtbot: QtBot) -> None:
    cache.put(ADDRESS, samples.picture(ADDRESS))
    picture = arrived(cache, qtbot, ratio=2.0)
    assert (picture.width(), picture.height(), picture.devicePixelRatio()) == (72, 96, 2.0)
    image = picture.toImage()
    assert image.pixelColor(0, 0).alpha() == 0  # rounded
    assert image.pixelColor(36, 48).alpha() == 255


def test_one_download_serves_every_size(cache: Pictures, qtbot: QtBot) -> None:
    cache.put(ADDRESS, samples.picture(ADDRESS))
    with qtbot.assertNotEmitted(cache.wanted):
        assert arrived(cache, qtbot, COVER).width() == 36
        assert arrived(cache, qtbot, AVATAR).width() == AVATAR.width


def test_a_picture_that_cannot_be_had_is_not_asked_for_again(cache: Pictures, qtbot: QtBot) -> None:
    with qtbot.waitSignal(cache.wanted):
        cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
    cache.put(ADDRESS, None)
    with qtbot.assertNotEmitted(cache.wanted, wait=50):
        cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
    cache.forget_failures()
    with qtbot.waitSignal(cache.wanted):
        cache.pixmap(ADDRESS, COVER, "Mara", 1.0)


@pytest.mark.parametrize("data", [b"", b"not a picture", samples.picture(ADDRESS)[:60]])
def test_what_is_no_picture_leaves_the_initial(cache: Pictures, data: bytes) -> None:
    assert shaped(data, COVER, 1.0).isNull()
    cache.put(ADDRESS, data)
    stand_in = cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
    cache.close()
    assert cache.pixmap(ADDRESS, COVER, "Mara", 1.0) is stand_in


@pytest.mark.parametrize("data", [samples.picture(ADDRESS), b"not a picture"], ids=["a picture", "none"])
def test_it_is_busy_until_what_was_drawn_has_been_asked_for_and_decoded(
    cache: Pictures, qtbot: QtBot, data: bytes
) -> None:
    with qtbot.waitSignal(cache.wanted):
        cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
        assert cache.is_busy
    assert not cache.is_busy
    cache.put(ADDRESS, data)
    cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
    assert cache.is_busy
    qtbot.waitUntil(lambda: not cache.is_busy)
    cache.pixmap(ADDRESS, COVER, "Mara", 1.0)
    assert not cache.is_busy


def test_a_wide_picture_keeps_its_proportions(theme: Theme) -> None:
    wide = shaped(samples.picture("avatar:1"), Shape(20, 80, 0), 1.0)
    assert (wide.width(), wide.height()) == (20, 80)


def test_a_label_shows_its_picture_when_it_comes(theme: Theme, pictures: Pictures, qtbot: QtBot) -> None:
    label = PictureLabel(pictures, COVER)
    qtbot.addWidget(label)
    label.show_picture(ADDRESS, "Mara")
    stand_in = label.pixmap().toImage()
    qtbot.waitUntil(lambda: label.pixmap().toImage() != stand_in)


@pytest.mark.parametrize(("name", "letter"), [("mara", "M"), ("😹 Paw", "P"), ("東京", "東"), ("…", "?"), ("", "?")])
def test_an_initial_is_the_first_letter_there_is(name: str, letter: str) -> None:
    assert first_letter(name) == letter


def test_a_name_has_the_same_colour_everywhere() -> None:
    assert tint("maracooks") == tint("maracooks")
    assert len({tint(f"creator {number}").name() for number in range(50)}) > 20


def test_a_white_initial_can_be_read_on_every_tint() -> None:
    white = QColor(255, 255, 255)
    assert all(lightness(white) - lightness(tint(f"{number}")) > 0.35 for number in range(360))


def test_a_budget_forgets_what_was_not_used_for_longest() -> None:
    budget: Budget[str, str] = Budget(100)
    budget.put("a", "A", 40)
    budget.put("b", "B", 40)
    assert budget.get("a") == "A"
    budget.put("c", "C", 40)
    assert budget.get("b") is None
    assert budget.get("a") == "A"


def test_a_budget_counts_a_replaced_entry_once() -> None:
    budget: Budget[str, int] = Budget(100)
    for number in range(10):
        budget.put("a", number, 60)
    budget.put("b", 1, 40)
    assert (budget.get("a"), budget.get("b")) == (9, 1)


def test_one_entry_may_cost_more_than_the_budget() -> None:
    budget: Budget[str, int] = Budget(100)
    budget.put("small", 1, 10)
    budget.put("huge", 2, 1000)
    assert (len(budget), budget.get("huge")) == (1, 2)


def lightness(color: QColor) -> float:
    return 0.2126 * color.redF() + 0.7152 * color.greenF() + 0.0722 * color.blueF()


def test_what_is_being_decoded_when_its_window_goes_is_dropped(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.captureExceptions() as exceptions:
        for _ in range(20):
            window = QWidget()
            cache = Pictures(theme)
            cache.setParent(window)
            for number in range(20):
                address = f"cover:{number}"
                cache.put(address, samples.picture(address))
                cache.pixmap(address, COVER, "Mara", 2.0)
            window.deleteLater()
            qtbot.waitSignal(window.destroyed).wait()
    assert exceptions == []
