"""The pane around the preview: what is previewed, and how Discord shows it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.hands import activate
from tests.ui.seen import texts
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.embed import profile_post
from tiktrack_gui.ui.discord.preview_layout import PHONE_WIDTH
from tiktrack_gui.ui.discord.preview_pane import MIN_WIDTH, PreviewPane
from tiktrack_gui.ui.theme.look import TextSize
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures

LEFT = Qt.MouseButton.LeftButton
PAYLOAD = profile_post(samples.creator(), key="tt-0123456789abcdef0123", now=samples.NOW)
FORUM = Channel(id=1, guild_id=2, guild="Guild", name="creators", kind=ChannelKind.FORUM)


@pytest.fixture
def pane(theme: Theme, pictures: Pictures, qtbot: QtBot) -> PreviewPane:
    pane = PreviewPane(theme, pictures)
    qtbot.addWidget(pane)
    pane.resize(680, 800)
    pane.show()
    activate(pane)
    return pane


def test_a_story_is_chosen_by_keyboard(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.offer_stories(samples.videos(3))
    choice = pane._creators
    assert choice.accessibleName() == "Story"
    assert choice.itemText(0) == "This 3-ingredient pasta took over my week 🍝 #pasta · @maracooks"
    assert (pane.handle, pane.story) == (None, samples.video(0).video.id)
    choice.setFocus()
    with qtbot.waitSignal(pane.story_chosen) as chosen, qtbot.assertNotEmitted(pane.creator_chosen):
        QTest.keyClick(choice, Qt.Key.Key_Down)
    assert chosen.args == [samples.video(1).video.id]


def test_the_chosen_story_stays_and_creators_can_be_offered_again(pane: PreviewPane) -> None:
    pane.offer_stories(samples.videos(3))
    pane._creators.setCurrentIndex(2)
    pane.offer_stories(samples.videos(2))  # it isn't among them any more
    assert pane.story == samples.video(2).video.id
    pane.offer([samples.creator()])
    assert [pane.handle, pane.story] == ["tinypawclub", None]


def test_without_stories_it_says_where_they_come_from(pane: PreviewPane) -> None:
    pane.offer_stories([])
    assert "No stories yet" in texts(pane)
    assert not pane._creators.isEnabled()


def test_a_phone_is_as_wide_as_a_phone(qtbot: QtBot, pane: PreviewPane) -> None:
    pane.offer([samples.creator()])
    pane.show_post(PAYLOAD, samples.NOW, FORUM, "Trend Bot", role="Trend Squad")
    assert "@Trend Squad" in texts(pane)
    screen = pane._preview._screen
    assert screen.width() > PHONE_WIDTH
    QTest.mouseClick(pane._device._buttons["phone"], LEFT)
    qtbot.waitUntil(lambda: screen.width() <= PHONE_WIDTH)
    pane._device._buttons["phone"].setFocus()
    QTest.keyClick(pane._device._buttons["phone"], Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: screen.width() > PHONE_WIDTH)


def test_its_head_fits_the_narrowest_pane_in_the_largest_text(theme: Theme, pictures: Pictures, qtbot: QtBot) -> None:
    theme.change(text_size=TextSize.LARGEST)
    pane = PreviewPane(theme, pictures)
    qtbot.addWidget(pane)
    pane.offer([samples.creator()])
    pane.show_post(PAYLOAD, samples.NOW, FORUM, "Trend Bot")
    pane.resize(MIN_WIDTH, 640)
    pane.show()
    for switch in (pane._device, pane._mode):
        qtbot.waitUntil(lambda switch=switch: switch.width() >= switch.sizeHint().width())  # type: ignore[misc]
        assert pane.rect().contains(switch.geometry())
    assert not pane._device.geometry().intersects(pane._mode.geometry())
