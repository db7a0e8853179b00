"""The look chosen by the user: applied at once and kept, and changed by keyboard alone."""

from __future__ import annotations

import tomllib

import pytest
from PySide6.QtWidgets import QPushButton

from tests.e2e.window import Driver, Window
from tests.waiting import until
from tiktrack_gui.app.desktop import last_look
from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.theme.look import Look, Motion, TextSize
from tiktrack_gui.ui.trending.table import FeedTable
from tiktrack_gui.ui.widgets.records_table import RecordsTable
from tiktrack_gui.ui.widgets.switch import Switch

pytestmark = pytest.mark.desktop

CHOSEN = Look(text_size=TextSize.LARGE, animations=Motion.OFF, compact_rows=True)


def test_a_look_that_was_chosen_stays_also_when_the_demo_is_over(drive: Driver) -> None:
    async def choose(window: Window) -> None:
        await until(lambda: window.stories)
        high = window.the(FeedTable).rowHeight(0)
        window.main.open_settings()
        window.press("Text size: Large")
        window.press("Animations: Off")
        window.the(Switch, "Compact rows").toggle()
        assert window.program.theme.look == CHOSEN
        window.main.open_page("trending")
        assert window.the(FeedTable).rowHeight(0) < high
        await until(lambda: kept(drive) == {"text_size": "large", "animations": "off", "compact_rows": True})

    async def later(window: Window) -> None:
        assert window.program.theme.look == CHOSEN
        window.main.open_settings()
        assert window.the(QPushButton, "Text size: Large").isChecked()
        assert not window.offers("Save")

    drive(choose)
    assert last_look(drive.folder) == CHOSEN
    drive(later)


def kept(drive: Driver) -> object:
    try:
        return tomllib.loads(drive.folder.settings.read_text("utf-8")).get("window")
    except FileNotFoundError:
        return None


def test_the_focus_is_where_each_page_is_about_from_the_first_time_on(drive: Driver) -> None:
    async def user(window: Window) -> None:
        await window.active()
        await until(lambda: window.stories)
        for keys, kind in (("Ctrl+2", CreatorsList), ("Ctrl+6", RecordsTable), ("Ctrl+1", FeedTable)):
            window.keys(keys)
            await until(lambda kind=kind: isinstance(window.main.focusWidget(), kind))  # type: ignore[misc]

    drive(user)
