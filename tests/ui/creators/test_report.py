"""Making a report in the window: from the page's menus to the saved file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.scenery import Never, Scenery, scenery
from tests.ui.scenes_creators import FIRST, page_of
from tests.ui.scenes_overview import fill
from tests.ui.seen import texts
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.core.report import Wanted
from tiktrack_gui.services.reporting import Reporting
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.creators.report_actions import TASK, ReportActions
from tiktrack_gui.ui.creators.report_dialog import GrowthReportDialog
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import report_dialog as words

TODAY = datetime.fromtimestamp(samples.NOW, UTC).astimezone().date()


def every() -> float:
    return 6.0 * HOUR


@pytest.fixture
def scene() -> Iterator[Scenery]:
    with scenery() as scene:
        fill(scene)
        yield scene


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, pictures: Pictures, scene: Scenery) -> CreatorsPage:
    """Thirteen creators, the first selected; two more wait to be looked up."""
    page = page_of(theme, scene, scene.tasks, pictures)
    qtbot.addWidget(page)
    page.resize(1024, 640)
    page.show()
    page.shown()
    page.activateWindow()
    qtbot.waitUntil(page.isActiveWindow)
    qtbot.waitUntil(lambda: page._model.total == 13)
    page._pane.list.select(FIRST)
    page._pane.list.setFocus()
    return page


@pytest.fixture
def actions(page: CreatorsPage, theme: Theme, scene: Scenery) -> ReportActions:
    """Connected as `app.tabs.creators` does."""
    reporting = Reporting(scene.store, scene.clock, every)
    actions = ReportActions(theme, reporting, scene.tasks, scene.clock.now, page)
    page.report_requested.connect(actions.open)
    return actions


def shown(qtbot: QtBot, actions: ReportActions) -> GrowthReportDialog:
    """The dialog, once its preview is there."""
    dialog = actions.dialog
    assert dialog is not None
    qtbot.waitUntil(dialog._pdf.isEnabled, timeout=20_000)
    return dialog


def press(page: CreatorsPage) -> None:
    QTest.keyClick(page._pane.list, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)


def saved(qtbot: QtBot, dialog: GrowthReportDialog, file: Path) -> None:
    """Chooses the file in the dialog that opened for it."""
    [chooser] = dialog.findChildren(QFileDialog)
    assert chooser.isVisible()
    chooser.fileSelected.emit(str(file))
    chooser.close()
    qtbot.waitUntil(lambda: f"Saved “{file.name}”" in texts(dialog._toast), timeout=20_000)


def test_a_report_of_the_selected_creator_opens_by_keyboard_and_is_saved(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions, tmp_path: Path
) -> None:
    press(page)
    dialog = shown(qtbot, actions)
    handle = page._pane.list.selected.tracked.creator.handle  # type: ignore[union-attr]
    assert words.title(f"@{handle}") in texts(dialog)
    assert dialog.pages.number >= 1
    assert f"@{handle}" in dialog.pages.accessibleDescription()
    qtbot.waitUntil(dialog.isActiveWindow)
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    file = tmp_path / "report.pdf"
    saved(qtbot, dialog, file)
    text = " ".join(page.extract_text() for page in PdfReader(file).pages)
    assert f"@{handle}" in text
    assert "How exact these numbers are" in text
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert actions.dialog is None


def test_the_menu_of_the_list_makes_one_of_all_on_it_and_saves_html(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions, tmp_path: Path
) -> None:
    page._pane._filter.setText("pasta")  # which hides some of them
    page._pane.chooser._report.trigger()
    dialog = shown(qtbot, actions)
    assert words.title("“All”") in texts(dialog)
    qtbot.mouseClick(dialog._html, Qt.MouseButton.LeftButton)
    file = tmp_path / "all.html"
    saved(qtbot, dialog, file)
    written = file.read_text(encoding="utf-8")
    assert "13 creators · 2 more haven’t been looked up yet" in written


def test_several_selected_creators_have_one_report(qtbot: QtBot, page: CreatorsPage, actions: ReportActions) -> None:
    page._pane.list.select_all([FIRST, FIRST + 1, FIRST + 9], FIRST + 1)
    press(page)
    assert words.title("3 creators") in texts(shown(qtbot, actions))


def test_other_dates_make_it_anew(qtbot: QtBot, page: CreatorsPage, actions: ReportActions) -> None:
    press(page)
    dialog = shown(qtbot, actions)
    assert (dialog.first, dialog.last) == words.span(words.USUAL, TODAY)
    before = dialog.pages.accessibleDescription()
    dialog._span.chosen.emit("7")
    shown(qtbot, actions)
    assert dialog.pages.accessibleDescription() != before
    assert (TODAY - dialog.first).days == 6


def test_days_are_chosen_in_a_calendar_and_stay_in_order(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions
) -> None:
    press(page)
    dialog = shown(qtbot, actions)
    qtbot.mouseClick(dialog._to, Qt.MouseButton.LeftButton)
    assert dialog._calendars[1].isVisible()
    earlier = date.fromordinal(dialog.first.toordinal() - 3)
    dialog._calendars[1].days.clicked.emit(QDate(earlier.year, earlier.month, earlier.day))
    assert (dialog.first, dialog.last) == (earlier, earlier)
    assert dialog._to.text().strip() == words.day(earlier)
    assert dialog._span.choice == words.OTHER
    shown(qtbot, actions)
    dialog._span.chosen.emit(words.OTHER)
    assert dialog._calendars[0].isVisible()
    dialog._calendars[0].hide()


@pytest.mark.parametrize(
    ("key", "first", "last"),
    [
        (words.THIS_MONTH, date(2026, 3, 1), date(2026, 3, 5)),
        (words.LAST_MONTH, date(2026, 2, 1), date(2026, 2, 28)),
        ("7", date(2026, 2, 27), date(2026, 3, 5)),
    ],
)
def test_spans_that_are_asked_for_often_are_there(key: str, first: date, last: date) -> None:
    assert words.span(key, date(2026, 3, 5)) == (first, last)


def test_another_paper_has_other_pages(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions, tmp_path: Path
) -> None:
    press(page)
    dialog = shown(qtbot, actions)
    other = "letter" if dialog.paper == "a4" else "a4"
    dialog._paper.choose(other)
    shown(qtbot, actions)
    qtbot.mouseClick(dialog._pdf, Qt.MouseButton.LeftButton)
    saved(qtbot, dialog, tmp_path / "report.pdf")
    width = round(PdfReader(tmp_path / "report.pdf").pages[0].mediabox.width)
    assert width == {"letter": 612, "a4": 595}[other]
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(page.isActiveWindow)
    press(page)
    assert actions.dialog is not None
    assert actions.dialog.paper == other  # as chosen last


def test_notes_are_in_it_once_the_user_wants_them(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions, scene: Scenery, tmp_path: Path
) -> None:
    scene.store.annotations.add_note(FIRST, "Sent a box of tea", samples.NOW - DAY).result()
    press(page)
    dialog = shown(qtbot, actions)
    for wanted in (False, True):
        dialog._notes.setChecked(wanted)
        shown(qtbot, actions)
        qtbot.mouseClick(dialog._html, Qt.MouseButton.LeftButton)
        file = tmp_path / f"{wanted}.html"
        saved(qtbot, dialog, file)
        assert ("Sent a box of tea" in file.read_text(encoding="utf-8")) is wanted


def test_a_file_that_cant_be_written_is_told(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions, tmp_path: Path
) -> None:
    press(page)
    dialog = shown(qtbot, actions)
    qtbot.mouseClick(dialog._pdf, Qt.MouseButton.LeftButton)
    [chooser] = dialog.findChildren(QFileDialog)
    chooser.fileSelected.emit(str(tmp_path / "nowhere" / "report.pdf"))
    chooser.close()
    qtbot.waitUntil(lambda: "Couldn’t save “report.pdf”" in texts(dialog._toast), timeout=20_000)


def test_an_empty_list_says_so(qtbot: QtBot, page: CreatorsPage, actions: ReportActions) -> None:
    actions.open(Wanted(creator_ids=(), name="Food", is_list=True), "“Food”")
    dialog = actions.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: words.NOBODY in texts(dialog))
    assert not dialog._pdf.isEnabled()


def test_a_creator_that_was_forgotten_meanwhile_has_none(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions
) -> None:
    actions.open(Wanted(creator_ids=(4_242,)), "@gone")
    dialog = actions.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: words.NOTHING in texts(dialog))


def test_a_database_that_cant_be_read_is_told_and_tried_again(
    qtbot: QtBot, page: CreatorsPage, actions: ReportActions, scene: Scenery, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def failing(_creator_ids: Sequence[int], _since: int) -> None:
        raise StoreBusy

    with monkeypatch.context() as patch:
        patch.setattr(scene.store.profiles, "histories_since", failing)
        press(page)
        dialog = actions.dialog
        assert dialog is not None
        qtbot.waitUntil(lambda: words.FAILED in texts(dialog))
        assert str(StoreBusy()) in texts(dialog)
    dialog._states.words.acted.emit()
    shown(qtbot, actions)
    assert dialog.pages.number >= 1


class Begun(Never):
    """Tasks that begin nothing. ended: the names of those that were cancelled."""

    def __init__(self) -> None:
        super().__init__()
        self.ended: list[str] = []

    def cancel(self, name: str) -> bool:
        self.ended.append(name)
        return True


def test_nothing_is_saved_while_it_is_put_together_and_closing_ends_that(
    qtbot: QtBot, page: CreatorsPage, theme: Theme, scene: Scenery
) -> None:
    tasks = Begun()
    actions = ReportActions(theme, Reporting(scene.store, scene.clock, every), tasks, scene.clock.now, page)
    page.report_requested.connect(actions.open)
    press(page)
    dialog = actions.dialog
    assert dialog is not None
    assert not dialog._pdf.isEnabled()
    assert not dialog._html.isEnabled()
    assert dialog._progress.accessibleDescription() == "Working"
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    assert dialog.findChildren(QFileDialog) == []
    press(page)
    assert actions.dialog is dialog  # one at a time
    dialog.reject()
    assert actions.dialog is None
    assert tasks.ended == [TASK]


def test_how_far_it_is_is_said_once_it_takes_long(qtbot: QtBot, theme: Theme) -> None:
    dialog = GrowthReportDialog(theme, "“All”", TODAY, "a4", None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.show_reading(30, 60, words.reading(30, 60, 2.0))
    assert "Reading 30 of 60 creators, done in about 2 s" in texts(dialog)
    assert dialog._progress.accessibleDescription() == "30 of 60"
