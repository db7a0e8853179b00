"""Exports from the real window: what the table shows is in the file."""

from __future__ import annotations

import csv
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtWidgets import QFileDialog

from tests.e2e.window import Driver, Window
from tests.waiting import until
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.trending.table import FeedTable

pytestmark = pytest.mark.desktop


async def exported(window: Window, path: Path) -> None:
    """Presses Ctrl+E and chooses the file."""
    await window.active()
    window.keys("Ctrl+E")
    await until(lambda: window.find(QFileDialog) is not None)
    dialog = window.the(QFileDialog)
    dialog.fileSelected.emit(str(path))
    dialog.reject()
    await until(path.exists)


def test_the_feed_and_the_runs_are_exported_as_shown(real: Driver, tmp_path: Path) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        table = window.the(FeedTable)
        table.setFocus()
        await exported(window, tmp_path / "videos.csv")
        items = [table._feed.item(row) for row in range(table.model().rowCount())]
        with (tmp_path / "videos.csv").open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
        assert [row["video_id"] for row in rows] == [str(item.video.id) for item in items]
        assert [row["score"] for row in rows] == [str(item.score.value) for item in items if item.score]
        window.keys("Ctrl+6")
        page = window.main.page("activity")
        assert isinstance(page, ActivityPage)
        page._choice.choose("runs")
        await until(lambda: page._runs.model.rowCount())
        page._runs.table.setFocus()
        await exported(window, tmp_path / "runs.xlsx")
        header, *cells = openpyxl.load_workbook(tmp_path / "runs.xlsx").worksheets[0].iter_rows(values_only=True)
        assert len(cells) == page._runs.model.rowCount()
        assert cells[0][header.index("outcome")] == "Done"

    real(user)
