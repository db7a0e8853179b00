"""The pane around the preview: what is previewed, and how Discord shows it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.hands import activate
from tests.ui.seen import texts
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.ui.discord.preview_layout import PHONE_WIDTH
from tiktrack_gui.ui.discord.preview_pane import MIN_WIDTH, PreviewPane
from tiktrack_gui.ui.discord.right_pane import RightPane
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

LEFT = Qt.MouseButton.LeftButton
PAYLOAD = profile_post(samples.creator(), key="tt-0123456789abcdef0123", now=samples.NOW)
FORUM = Channel(id=1, guild_id=2, guild="Guild", name="creators", kind=ChannelKind.FORUM)


@pytest.fixture
def pane(theme: Theme, pictures: Pictures, qtbot: QtBot) -> Iterator[PreviewPane]:
    """With its switches, as the page shows it."""
    right = RightPane(theme, pictures)
    qtbot.addWidget(right)
    right.resize(680, 800)
    right.show()
    activate(right)
    yield right.preview


def stories(count: int) -> dict[str, str]:
    """What is offered, by key."""
    return {str(Subject.video(one.video.id)): one.video.caption or "" for one in samples.videos(count)}


def test_a_story_is_chosen_by_keyboard(qtbot: QtBot, pane: PreviewPane) -> None:
    first, second, _ = offered = stories(3)
    pane.offer(offered, stories=True)
    choice = pane._creators
    assert choice.accessibleName() == "Story"
    assert (choice.itemText(0), pane.handle) == (offered[first], first)
    choice.setFocus()
    with qtbot.waitSignal(pane.creator_chosen) as chosen:
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == [second]


def test_the_chosen_story_stays_until_creators_are_offered_again(pane: PreviewPane) -> None:
    *_, third = offered = stories(3)
    pane.offer(offered, stories=True)
    pane._creators.setCurrentIndex(2)
    pane.offer(stories(2), stories=True)  # it isn't among them any more
    assert pane.handle == third
    pane.forget()
    pane.offer({"tinypawclub": "Tiny Paw Club"})
    assert pane.handle == "tinypawclub"


def test_without_stories_it_says_where_they_come_from(pane: PreviewPane) -> None:
    pane.offer({}, stories=True)
    assert "No stories yet" in texts(pane)
    assert not pane._creators.isEnabled()


def test_a_phone_is_as_wide_as_a_phone(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.offer({"mara": "Mara"})
    pane.show_post(PAYLOAD, samples.NOW, FORUM, "Trend Bot", role="Trend Squad")
    assert "@Trend Squad" in texts(pane)
    screen = pane._preview._screen
    assert screen.width() > PHONE_WIDTH
    QTest.mouseClick(pane._device._buttons["phone"], LEFT)
    qtbot.waitUntil(lambda: screen.width() <= PHONE_WIDTH)
    QTest.mouseClick(pane._device._buttons["desktop"], LEFT)
    qtbot.waitUntil(lambda: screen.width() > PHONE_WIDTH)


def test_its_head_fits_the_narrowest_pane_in_the_largest_text(theme: Theme, pictures: Pictures, qtbot: QtBot) -> None:
    theme.change(text_size=TextSize.LARGEST)
    right = RightPane(theme, pictures)
    qtbot.addWidget(right)
    right.allow_upcoming(True)
    right.resize(MIN_WIDTH, 640)
    right.show()
    pane = right.preview
    for switch in (pane._device, pane._mode):
        qtbot.waitUntil(lambda switch=switch: switch.width() >= switch.sizeHint().width())  # type: ignore[misc]
    assert right.rect().contains(QRect(pane.modes.mapTo(right, QPoint()), pane.modes.size()))
    assert not pane._device.geometry().intersects(pane._mode.geometry())
