"""The dialog of the sources: adding, switching, changing and removing, each at once."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.services.fakes import creator
from tests.ui.scenery import Scenery
from tests.ui.scenes_trending import sources_of
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.sources import Source
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.sources import SourceRow, SourcesDialog
from tiktrack_gui.ui.window.messages import Messages


@pytest.fixture
def messages() -> Messages:
    messages = Messages()
    messages.listen(True)
    return messages


@pytest.fixture
def dialog(theme: Theme, scene: Scenery, messages: Messages, qtbot: QtBot) -> SourcesDialog:
    dialog = sources_of(theme, scene, scene.tasks, messages)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def stored(scene: Scenery) -> dict[str, Source]:
    return {source.account_handle: source for source in scene.store.sources.all().result()}


def row_of(dialog: SourcesDialog, handle: str) -> SourceRow:
    return next(one for one in dialog._rows.values() if one._source.account_handle == handle)


def test_each_source_says_how_it_is_doing(dialog: SourcesDialog) -> None:
    assert next(iter(dialog._rows.values()))._name.text() == "TikTok’s trending feed"
    assert row_of(dialog, "#fermentation")._state.text() == "Off"
    assert "This account is private." in row_of(dialog, "@anncooks")._state.text()
    assert row_of(dialog, "#pasta")._threshold.text() == "≥ 40/min"
    assert row_of(dialog, "#fermentation")._threshold.text() == "≥ 100/min (usual)"
    assert row_of(dialog, "trending")._remove.isHidden()


def test_changes_apply_at_once(dialog: SourcesDialog, scene: Scenery, qtbot: QtBot) -> None:
    row = row_of(dialog, "#fermentation")
    qtbot.mouseClick(row._on, Qt.MouseButton.LeftButton)
    row._every.setValue(30)
    row._every.commit()
    row._threshold.setValue(25)
    row._threshold.commit()
    now = stored(scene)["#fermentation"]
    assert (now.is_active, now.scrape_frequency_minutes, now.min_velocity) == (True, 30, 25.0)
    assert row._state.text() != "Off"
    row._threshold.setValue(-1)
    row._threshold.commit()
    assert stored(scene)["#fermentation"].min_velocity is None


def test_the_sources_say_what_they_need_and_warn_before_it_is_too_much(
    dialog: SourcesDialog, scene: Scenery, qtbot: QtBot
) -> None:
    assert dialog._need.text() == "These settings need about 18 requests an hour, of 240 at most."
    assert dialog._need.property("tone") == ""
    for number in range(27):
        scene.store.sources.add(f"#tag{number}", "", None, 0).result()
    row = row_of(dialog, "#pasta")
    row._every.setValue(15)
    row._every.commit()
    assert "need about 240 requests an hour, close to the 240 at most" in dialog._need.text()
    assert dialog._need.property("tone") == "warn"
    row._every.setValue(5)
    row._every.commit()
    assert "but TikTrack makes 240 at most. Refresh less often" in dialog._need.text()
    assert dialog._need.property("tone") == "bad"


def test_a_frequency_below_the_least_becomes_the_least(dialog: SourcesDialog, scene: Scenery) -> None:
    for handle, least in (("trending", 10), ("#pasta", 5)):
        field = row_of(dialog, handle)._every
        field.setValue(1)
        field.commit()
        assert stored(scene)[handle].scrape_frequency_minutes == least


@pytest.mark.parametrize(
    ("text", "handle"),
    [("#Bread", "#bread"), ("https://www.tiktok.com/tag/sourdough?lang=en", "#sourdough"), ("@creator5", "@creator5")],
)
def test_a_source_is_added(dialog: SourcesDialog, scene: Scenery, qtbot: QtBot, text: str, handle: str) -> None:
    scene.tiktok.creators["creator5"] = creator(5)
    qtbot.keyClicks(dialog._field, text)
    qtbot.mouseClick(dialog._add, Qt.MouseButton.LeftButton)
    assert handle in stored(scene)
    assert row_of(dialog, handle)
    assert dialog._field.text() == ""


def test_what_is_no_source_is_said_below_the_field(dialog: SourcesDialog, scene: Scenery, qtbot: QtBot) -> None:
    before = stored(scene)
    qtbot.keyClicks(dialog._field, "https://example.com/x")
    qtbot.keyClick(dialog._field, Qt.Key.Key_Return)
    assert dialog._fault.isVisible()
    assert dialog._fault.text()
    assert stored(scene) == before
    qtbot.keyClicks(dialog._field, "y")
    assert not dialog._fault.isVisible()


def test_a_removed_source_comes_back_as_it_was(
    dialog: SourcesDialog, scene: Scenery, messages: Messages, qtbot: QtBot
) -> None:
    said = said_by(messages)
    before = stored(scene)["#pasta"]
    qtbot.mouseClick(row_of(dialog, "#pasta")._remove, Qt.MouseButton.LeftButton)
    assert "#pasta" not in stored(scene)
    assert "#pasta" not in texts(dialog)
    assert said == ["Removed #pasta. Its stories are kept."]
    messages.accept_offer()
    again = stored(scene)["#pasta"]
    assert (again.scrape_frequency_minutes, again.min_velocity) == (before.scrape_frequency_minutes, 40.0)
    qtbot.waitUntil(lambda: "#pasta" in texts(dialog))
