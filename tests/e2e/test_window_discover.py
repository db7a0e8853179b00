"""The Discover tab in the real window, from the first brand on, against the TikTok look-alike."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit

from tests.e2e.window import Driver, Window
from tests.waiting import until
from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.ui.discover.brand_editor import BrandEditor
from tiktrack_gui.ui.discover.find_dialog import FindDialog
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.discover.table import CandidatesTable

pytestmark = pytest.mark.desktop


def badge(window: Window) -> str:
    return window.main.rail._entries["discover"].accessibleName()


def test_from_the_first_brand_to_a_tracked_candidate(real: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)  # the authors of the feed are stored
        await window.active()
        window.keys("Ctrl+3")
        await until(lambda: window.offers("Create a brand"))
        assert "Who are your customers?" in window.words
        window.press("Create a brand")
        await until(lambda: window.find(BrandEditor) is not None)
        editor = window.the(BrandEditor)
        name = window.the(QLineEdit, "Name", within=editor)
        name.setText("Oat & Grain")
        largest = window.the(QAbstractSpinBox, "Followers to", within=editor)
        largest.setFocus()
        largest.selectAll()
        QTest.keyClicks(largest, "900000000")
        QTest.keyClick(largest, Qt.Key.Key_Tab)
        window.press("Create brand", within=editor)
        await until(lambda: "No candidates yet" in window.words)
        page = window.main.page("discover")
        assert isinstance(page, DiscoverPage)
        window.keys("F5")
        await until(lambda: window.find(FindDialog) is not None)
        dialog = window.the(FindDialog)
        await until(lambda: dialog._find.isEnabled())
        dialog.accept()
        page._header.choose(Show.ALL)
        await until(lambda: page._model.rowCount() > 0)
        await window.active()  # again, after the dialog: only an active window takes shortcuts
        table = window.the(CandidatesTable)
        table.setFocus()
        table.select_row(0)
        one = table.selected
        assert one is not None
        window.keys("Del")
        await until(lambda: page._model.row_of(one.creator_id) is None)
        window.keys("Ctrl+Z")
        await until(lambda: page._model.row_of(one.creator_id) is not None)
        table.select([one.creator_id])
        window.keys("T")
        await until(lambda: getattr(page._model.find(one.creator_id), "watch", None) is Watch.TRACKED)
        window.keys("Ctrl+1")
        await until(lambda: badge(window) == "Discover")  # what was found while it was looked at isn't news

    real(user)
