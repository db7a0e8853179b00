"""A report in the window: from a key on a creator to the saved PDF, while the program goes on."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtWidgets import QFileDialog

from tests.e2e.window import Driver, Window
from tests.store.examples import a_creator
from tests.waiting import until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import CreatorSample
from tiktrack_gui.store import Store
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.creators.report_dialog import GrowthReportDialog

CREATORS = 30


def measured(drive: Driver) -> None:
    """Thirty tracked creators, measured every six hours for 60 days."""
    now = int(SystemClock().now())
    with Store(drive.folder.database) as store:
        for number in range(1, CREATORS + 1):
            made = [
                CreatorSample(at=now - step * 6 * HOUR, followers=9_000 - step * number // 5) for step in range(240)
            ]
            store.creators.record_creator(a_creator(number, sample=made[0]), made[0].at).result()
            store.creators.record_history(a_creator(number).id, made[1:]).result()
            store.creators.track(a_creator(number).id, now - DAY + number).result()


async def opened(window: Window) -> CreatorsPage:
    window.main.open_page("creators")
    page = window.the(CreatorsPage)
    await until(lambda: page._model.total == CREATORS)
    await until(lambda: page._pane.list.selected is not None)
    return page


async def ready(window: Window) -> GrowthReportDialog:
    await until(lambda: window.find(GrowthReportDialog))
    dialog = window.the(GrowthReportDialog)
    await until(dialog._pdf.isEnabled)
    return dialog


async def save(window: Window, file: Path) -> None:
    """Saves it as PDF."""
    dialog = await ready(window)
    window.press("Save as PDF…", dialog)
    [chooser] = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(file))
    chooser.close()
    await until(file.exists)
    dialog.reject()
    await until(lambda: window.find(GrowthReportDialog) is None)


def test_a_creators_report_is_saved(drive: Driver, tmp_path: Path) -> None:
    measured(drive)
    file = tmp_path / "one.pdf"

    async def user(window: Window) -> None:
        page = await opened(window)
        page._pane.list.setFocus()
        window.keys("Ctrl+P")
        await save(window, file)
        assert window.faults == []

    drive(user)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert "How exact these numbers are" in text
    assert "9,000" in text


def test_a_lists_report_is_made_anew_for_other_dates_before_it_is_done(drive: Driver, tmp_path: Path) -> None:
    measured(drive)
    file = tmp_path / "all.pdf"

    async def user(window: Window) -> None:
        page = await opened(window)
        page._pane.chooser._report.trigger()
        await until(lambda: window.find(GrowthReportDialog))
        dialog = window.the(GrowthReportDialog)
        for key in ("90", "7"):
            dialog._span.chosen.emit(key)
        await save(window, file)
        assert window.faults == []

    drive(user)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(file).pages)
    assert f"All {CREATORS} creators" in text
    assert "in 7 d" in text or "in 6 d" in text
