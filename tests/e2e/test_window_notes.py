"""Status, tags and notes in the real window, and what the command line says of them then."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPlainTextEdit

from tests.e2e.window import Driver, Window
from tests.waiting import until
from tiktrack_gui.store import Store
from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.widgets.tag_chip import TagChip

pytestmark = pytest.mark.desktop


def page_of(window: Window) -> CreatorsPage:
    page = window.main.page("creators")
    assert isinstance(page, CreatorsPage)
    return page


async def choose(menu: QMenu, text: str) -> None:
    """By keyboard, in an open menu."""
    await until(menu.isVisible)
    for _ in menu.actions():
        QTest.keyClick(menu, Qt.Key.Key_Down)
        active = menu.activeAction()
        if active is not None and active.text() == text:
            break
    QTest.keyClick(menu, Qt.Key.Key_Return)


def test_a_creator_gets_a_status_a_tag_and_a_note_that_stay(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        handle = window.stories[0].video.creator.handle
        window.choose_story(handle)
        window.press("Track creator")
        await until(lambda: f"Tracking @{handle}" in window.words)
        window.keys("Ctrl+2")
        await until(lambda: window.find(CreatorsList) is not None and page_of(window)._pane.list.selected is not None)
        page = page_of(window)
        window.the(CreatorsList).setFocus()
        window.keys("S")
        await choose(page._menu.statuses, "Contacted")
        await until(lambda: "Not enough days to compare" in window.words)
        page._details.annotations.tags.ask_for_name()
        window.write("Name of the tag", "Vegan")
        await until(lambda: window.find(TagChip, "Remove Vegan") is not None)
        window.keys("N")
        note = window.the(QPlainTextEdit, "Add a note")
        await until(note.hasFocus)
        QTest.keyClicks(note, "Answers on Tuesdays")
        QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        await until(lambda: "Answers on Tuesdays" in window.words)
        window.press("Remove the note")
        await until(lambda: "Answers on Tuesdays" not in window.words)
        window.keys("Ctrl+Z")
        await until(lambda: "Answers on Tuesdays" in window.words)

    async def later(window: Window) -> None:
        await window.active()
        window.keys("Ctrl+2")
        await until(lambda: "Answers on Tuesdays" in window.words)
        assert window.find(TagChip, "Remove Vegan") is not None
        page = page_of(window)
        window.keys("Ctrl+Shift+F")
        await choose(page._pane.marks._menu, "Posted")
        await until(lambda: "No creator has the status “Posted”" in window.words)
        window.press("Remove Posted")
        await until(lambda: page._model.rowCount() == 1)
        assert window.find(QLineEdit, "Filter creators") is not None

    real(user)
    with Store(real.folder.database) as store:
        tracked = store.creators.tracked().result()
        kept = store.annotations.of([one.creator.id for one in tracked]).result()
    assert [(one.status.status if one.status else "", [tag.name for tag in one.tags]) for one in kept.values()] == [
        ("contacted", ["Vegan"])
    ]
    real(later)
