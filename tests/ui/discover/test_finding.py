"""What finding, adding and reading candidates costs is shown before it begins, and followed by mouse and keyboard."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from tests.ui import discovered, samples
from tests.ui.discover.bench import Bench
from tests.ui.discovered import fill
from tests.ui.scenery import AtOnce
from tests.ui.seen import texts
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.plans import FindPlan
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.errors import StoreBusy
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.ui.discover.add_dialog import AddDialog
from tiktrack_gui.ui.discover.find_dialog import FindDialog
from tiktrack_gui.ui.discover.read_dialog import ReadCostDialog, Reads

Key, Ctrl, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


class Plans(list[FindPlan]):
    """What is to be found."""


def finding(bench: Bench, brand: Brand, used: int = 82) -> tuple[FindDialog, Plans]:
    budget = Plan(used=used, per_hour=240, next_in=0.0)
    dialog = FindDialog(
        *(bench.theme, brand, bench.services.discover, lambda: budget, bench.scene.tasks, bench.messages, bench.window)
    )
    plans = Plans()
    dialog.find_wanted.connect(plans.append)
    dialog.open()
    bench.have_focus(dialog)
    return dialog, plans


@pytest.fixture
def brand(bench: Bench) -> Brand:
    return bench.brand(words=("vegan recipes", "plant based", "#figs"))


# Finding


def test_the_dialog_says_what_would_be_done_and_what_it_costs(bench: Bench, brand: Brand) -> None:
    dialog, _ = finding(bench, brand)
    shown = texts(dialog)
    assert dialog.terms == ["vegan recipes", "plant based", "figs"]
    assert shown.count("1 request") == 3
    assert "40 of 40 places are free." in shown
    assert round(dialog._reads.value()) == 15  # as many as the searches usually find
    assert "About 33 requests, 3 min. After that, about 30 a day for 14 days." in shown
    assert "82 of 240 requests used in the last hour" in shown


def test_the_cost_follows_what_is_chosen(bench: Bench, brand: Brand) -> None:
    dialog, plans = finding(bench, brand)
    box = dialog._boxes["plant based"]
    box.setFocus()
    QTest.keyClick(box, Key.Key_Space)
    assert not dialog._find.isEnabled()  # what is shown is of before
    bench.qtbot.waitUntil(dialog._find.isEnabled)
    assert "About 32 requests" in texts(dialog)
    dialog._reads.setFocus()
    dialog._reads.selectAll()
    QTest.keyClicks(dialog._reads, "4")
    QTest.keyClick(dialog._reads, Key.Key_Tab)
    bench.qtbot.waitUntil(dialog._find.isEnabled)
    assert "About 10 requests, less than a minute. After that, about 8 a day for 14 days." in texts(dialog)
    QTest.mouseClick(dialog._find, LEFT)
    assert [(plan.terms, plan.reads) for plan in plans] == [(("vegan recipes", "figs"), 4)]
    assert not dialog.isVisible()


def test_enter_finds_and_esc_cancels(bench: Bench, brand: Brand) -> None:
    dialog, plans = finding(bench, brand)
    QTest.keyClick(dialog, Key.Key_Return)
    assert len(plans) == 1
    other, none = finding(bench, brand)
    QTest.keyClick(other, Key.Key_Escape)
    assert (none, other.isVisible()) == ([], False)


def test_a_plan_that_exceeds_the_hour_is_marked(bench: Bench, brand: Brand) -> None:
    dialog, _ = finding(bench, brand, used=230)
    assert dialog._used.property("tone") == "warn"
    assert dialog._find.isEnabled()  # it only takes longer


def test_without_words_nor_creators_there_is_nothing_to_find(bench: Bench) -> None:
    dialog, plans = finding(bench, bench.brand(name="Bare"))
    assert "Nothing: the brand has no niche words or hashtags" in texts(dialog)
    assert "There’s nothing to find this way." in texts(dialog)
    QTest.keyClick(dialog, Key.Key_Return)
    assert (plans, dialog.isVisible()) == ([], True)


def test_no_more_than_the_free_places_can_be_read(bench: Bench) -> None:
    brand = fill(bench.store)
    dialog, _ = finding(bench, brand)
    assert dialog._reads.maximum() == 0
    assert "All 40 places are taken." in texts(dialog)


def test_a_database_that_cannot_be_read_is_said(bench: Bench, brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fail(*_arguments: object) -> FindPlan:
        raise StoreBusy

    monkeypatch.setattr(bench.services.discover, "plan_find", fail)
    dialog, _ = finding(bench, brand)
    assert StoreBusy().sentence in texts(dialog)
    assert not dialog._find.isEnabled()


def test_closing_it_ends_the_planning(bench: Bench, brand: Brand, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(AtOnce, "cancel", lambda _self, name: asked.append(name))
    dialog, _ = finding(bench, brand)
    dialog.close()
    assert asked == ["plan finding candidates"]


# Adding


def adding(bench: Bench, brand: Brand) -> AddDialog:
    s = bench.services
    dialog = AddDialog(*(bench.theme, brand, s.discover, s.adding, bench.scene.tasks, bench.messages, bench.window))
    dialog.open()
    bench.have_focus(dialog)
    return dialog


def wait_for_table(bench: Bench, dialog: AddDialog) -> None:
    bench.qtbot.waitUntil(lambda: not dialog._pause.isActive())


def rows(dialog: AddDialog) -> list[tuple[str, ...]]:
    model = dialog._view.model
    return [tuple(model.index(row, column).data() for column in (1, 3)) for row in range(model.rowCount())]


def jobs(bench: Bench, brand: Brand) -> list[str]:
    return [job.given for job in bench.store.brand_jobs.all(brand.id).result()]


def test_what_is_pasted_is_sorted_out_before_anybody_is_added(bench: Bench, brand: Brand) -> None:
    assert brand.id is not None
    bench.store.candidates.add(brand.id, [(1, Found.FEED)], samples.NOW).result()
    bench.store.creators.track(2, samples.NOW).result()
    dialog = adding(bench, brand)
    assert not dialog._view.isVisible()
    assert not dialog._add.isEnabled()
    QGuiApplication.clipboard().setText("@creator1, @creator2, @new.one\ntwo words, @new.one")
    QTest.keyClick(dialog._edit, Key.Key_V, Ctrl)
    wait_for_table(bench, dialog)
    assert rows(dialog) == [
        ("@creator1", "A candidate already"),
        ("@creator2", "Known, needs no look-up"),
        ("@new.one", "New"),
        ("two words", "Isn’t a valid TikTok handle"),
        ("@new.one", "Same as no. 3"),
    ]
    assert "1 new · 1 known · 1 among the candidates · 1 repeated · 1 can’t be used" in texts(dialog)
    assert "About 2 requests, less than a minute. After that, about 2 a day for 14 days." in texts(dialog)
    assert dialog._add.text() == "Add 2 candidates"
    told: list[int] = []
    dialog.added.connect(told.append)
    QTest.keyClick(dialog._edit, Key.Key_Return, Ctrl)
    assert not dialog.isVisible()
    assert {row.creator_id for row in bench.store.candidates.pool(brand.id).result()} == {1, 2}
    assert "@new.one" in jobs(bench, brand)
    assert (bench.said, told) == (["2 candidates added, to be read one after the other"], [2])
    assert bench.scene.tiktok.asked == []


def test_what_is_typed_is_read_after_a_pause_and_emptied_again(bench: Bench, brand: Brand) -> None:
    dialog = adding(bench, brand)
    QTest.keyClicks(dialog._edit, "@somebody")
    QTest.keyClick(dialog._edit, Key.Key_Return, Ctrl)  # too early: it isn't sorted out yet
    assert dialog.isVisible()
    wait_for_table(bench, dialog)
    assert rows(dialog) == [("@somebody", "New")]
    dialog._edit.selectAll()
    QTest.keyClick(dialog._edit, Key.Key_Delete)
    wait_for_table(bench, dialog)
    assert (rows(dialog), dialog._add.isEnabled(), dialog._view.isVisible()) == ([], False, False)


def test_a_dropped_file_is_read_by_its_likeliest_column(bench: Bench, brand: Brand, tmp_path: Path) -> None:
    path = tmp_path / "small creators.csv"
    path.write_text("Name,Handle\nAnn,@ann.cooks\nBob,@bob.bakes\n", encoding="utf-8")
    dialog = adding(bench, brand)
    drop(dialog, path)
    bench.qtbot.waitUntil(dialog._add.isEnabled)
    assert rows(dialog) == [("@ann.cooks", "New"), ("@bob.bakes", "New")]
    assert "“small creators.csv”: 2 new" in texts(dialog)
    assert dialog._view.columns.currentText() == "Handle"
    dialog._view.columns.setFocus()
    QTest.keyClick(dialog._view.columns, Key.Key_Up)
    bench.qtbot.waitUntil(lambda: rows(dialog) == [("Ann", "New"), ("Bob", "New")])
    QTest.keyClicks(dialog._edit, "@typed")  # takes the file's place
    wait_for_table(bench, dialog)
    assert rows(dialog) == [("@typed", "New")]
    assert not dialog._view.columns.isVisible()


def drop(dialog: QDialog, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(dialog, QDragEnterEvent(QPoint(9, 9), copy, data, LEFT, none))
    QApplication.sendEvent(dialog, QDropEvent(QPointF(9, 9), copy, data, LEFT, none))


def test_a_file_that_cannot_be_used_says_why(bench: Bench, brand: Brand, tmp_path: Path) -> None:
    path = tmp_path / "empty.csv"
    path.write_text("", encoding="utf-8")
    dialog = adding(bench, brand)
    drop(dialog, path)
    bench.qtbot.waitUntil(lambda: "is empty" in texts(dialog))
    assert not dialog._add.isEnabled()


def test_a_file_can_be_chosen_by_keyboard(bench: Bench, brand: Brand) -> None:
    dialog = adding(bench, brand)
    QTest.keyClick(dialog._edit, Key.Key_Tab)
    assert dialog._file.hasFocus()
    QTest.keyClick(dialog._file, Key.Key_Return)
    chooser = next(one for one in dialog.findChildren(QDialog) if one.windowTitle() == "Choose a file with creators")
    chooser.close()


# Reading


def reading(bench: Bench, what: Reads, creator_id: int) -> tuple[ReadCostDialog, list[int]]:
    dialog = ReadCostDialog(
        *(bench.theme, what, creator_id, "budgetbites", bench.services.audience, bench.services.budget),
        *(bench.scene.tasks, bench.messages, bench.window),
    )
    begun: list[int] = []
    dialog.begun.connect(begun.append)
    dialog.open()
    bench.have_focus(dialog)
    return dialog, begun


def test_the_cost_is_told_before_comments_are_read(bench: Bench) -> None:
    fill(bench.store)
    creator_id = discovered.FIRST + 2
    dialog, begun = reading(bench, Reads.COMMENTS, creator_id)
    shown = texts(dialog)
    assert "About 7 requests, less than a minute." in shown
    assert "Only languages are counted; no text, name or ID of a commenter is kept." in shown
    assert bench.store.audience.comments_of(creator_id).result() == []
    QTest.keyClick(dialog, Key.Key_Return)
    assert begun == [creator_id]
    assert len(bench.store.audience.comments_of(creator_id).result()) == 3


def test_esc_reads_nothing(bench: Bench) -> None:
    fill(bench.store)
    dialog, begun = reading(bench, Reads.COMMENTS, discovered.FIRST + 2)
    QTest.keyClick(dialog, Key.Key_Escape)
    assert begun == []
    assert bench.store.audience.comments_of(discovered.FIRST + 2).result() == []


def test_the_cost_is_told_before_places_are_read(bench: Bench) -> None:
    fill(bench.store)
    dialog, begun = reading(bench, Reads.PLACES, discovered.FIRST + 2)
    assert "About 5 requests" in texts(dialog)
    assert "That is the creator’s place, not the audience’s." in texts(dialog)
    QTest.mouseClick(dialog._begin, LEFT)
    assert begun == [discovered.FIRST + 2]


def test_nothing_new_is_not_read(bench: Bench) -> None:
    dialog, begun = reading(bench, Reads.COMMENTS, 1)
    assert "There’s nothing new to read." in texts(dialog)
    QTest.keyClick(dialog, Key.Key_Return)
    assert (begun, dialog.isVisible()) == ([], True)
