"""What a creator states about its audience is entered, changed and removed in a form, by mouse and keyboard."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDoubleSpinBox

from tests.ui import samples
from tests.ui.discover.bench import Bench
from tests.ui.seen import texts
from tiktrack_gui.core.discovery.brands import Age, Audience, Gender, StatedAudience
from tiktrack_gui.ui.discover.stated_form import StatedForm
from tiktrack_gui.ui.widgets.chips import Chip

Key, Ctrl, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton
STATED = StatedAudience(
    creator_id=1,
    on="2026-10-12",
    audience=Audience(genders={Gender.FEMALE: 0.7, Gender.MALE: 0.3}, countries={"DE": 0.5, "AT": 0.2}),
    entered_at=samples.NOW,
)


def opened(bench: Bench, stated: StatedAudience | None = None) -> StatedForm:
    if stated is not None:
        bench.store.brands.state(stated).result()
    form = StatedForm(
        *(bench.theme, 1, "creator1", stated, bench.services.discover, bench.changes),
        *(bench.scene.tasks, bench.messages, bench.scene.clock.now, bench.window),
    )
    form.open()
    bench.have_focus(form)
    return form


def share(form: StatedForm, name: str) -> QDoubleSpinBox:
    return next(one for one in form.findChildren(QDoubleSpinBox) if one.accessibleName() == name and one.isVisible())


def enter(field: QDoubleSpinBox, text: str) -> None:
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def kept(bench: Bench) -> StatedAudience | None:
    return bench.store.brands.stated(1).result()


def add_country(form: StatedForm, text: str) -> None:
    field = form._countries._chosen.field
    field.setFocus()
    QTest.keyClicks(field._edit, text)
    QTest.keyClick(field._list, Key.Key_Return)


def test_an_audience_is_entered_by_keyboard(bench: Bench) -> None:
    form = opened(bench)
    assert share(form, "Ages: 13–17").hasFocus()
    enter(share(form, "Ages: 18–24"), "61")
    enter(share(form, "Ages: 25–34"), "39")
    enter(share(form, "Genders: Women"), "64")
    enter(share(form, "Genders: Men"), "36")
    add_country(form, "germany")
    bench.qtbot.waitUntil(lambda: share(form, "Germany").hasFocus())
    QTest.keyClicks(share(form, "Germany"), "58")
    QTest.keyClick(form, Key.Key_Return, Ctrl)
    found = kept(bench)
    assert found is not None
    assert found.audience == Audience(
        ages={Age.FROM_18: 0.61, Age.FROM_25: 0.39},
        genders={Gender.FEMALE: 0.64, Gender.MALE: 0.36},
        countries={"DE": 0.58},
    )
    assert (found.on, found.entered_at) == ("2026-10-21", samples.NOW)
    assert not form.isVisible()
    assert bench.said == ["Saved what @creator1 states about its audience"]
    bench.messages.accept_offer()
    assert kept(bench) is None


def test_what_is_stored_is_shown_changed_and_had_back(bench: Bench) -> None:
    form = opened(bench, STATED)
    assert share(form, "Genders: Women").text() == "70%"
    assert (share(form, "Germany").text(), share(form, "Austria").text()) == ("50%", "20%")
    assert form._date.text().strip() == "12 Oct 2026"
    QTest.mouseClick(form._countries.findChildren(Chip)[1], LEFT)
    QTest.mouseClick(form._save, LEFT)
    found = kept(bench)
    assert found is not None
    assert found.audience.countries == {"DE": 0.5}
    bench.messages.accept_offer()
    assert kept(bench) == STATED


def test_it_is_removed_with_undo(bench: Bench) -> None:
    form = opened(bench, STATED)
    QTest.mouseClick(form._remove, LEFT)
    assert (kept(bench), form.isVisible()) == (None, False)
    assert bench.said == ["Removed what @creator1 stated about its audience"]
    bench.messages.accept_offer()
    assert kept(bench) == STATED


def test_shares_that_do_not_add_up_are_marked_and_not_saved(bench: Bench) -> None:
    form = opened(bench)
    enter(share(form, "Ages: 18–24"), "61")
    assert "Adds up to 61%: 39% missing" in texts(form)
    QTest.keyClick(form, Key.Key_Return, Ctrl)
    assert (kept(bench), form.isVisible()) == (None, True)
    assert share(form, "Ages: 18–24").property("invalid") == "true"
    enter(share(form, "Ages: 25–34"), "39")
    assert "Adds up to 100%" in texts(form)
    QTest.keyClick(form, Key.Key_Return, Ctrl)
    assert kept(bench) is not None


def test_countries_may_be_less_than_the_whole_but_not_more(bench: Bench) -> None:
    form = opened(bench, STATED)
    assert "Adds up to 70%" not in texts(form)
    enter(share(form, "Austria"), "60")
    QTest.keyClick(form, Key.Key_Return, Ctrl)
    assert form.isVisible()
    assert "Adds up to 110%: 10% too much" in texts(form)
    found = kept(bench)
    assert found is not None
    assert found.audience.countries == STATED.audience.countries


def test_enter_in_a_share_takes_no_country_away(bench: Bench) -> None:
    form = opened(bench, STATED)
    enter(share(form, "Austria"), "25")
    assert form._countries.shares == {"DE": 0.5, "AT": 0.25}


def test_rounded_shares_are_made_whole(bench: Bench) -> None:
    form = opened(bench)
    for name, number in (("Women", "33"), ("Men", "33"), ("Other", "33")):
        enter(share(form, f"Genders: {name}"), number)
    QTest.keyClick(form, Key.Key_Return, Ctrl)
    found = kept(bench)
    assert found is not None
    assert list(found.audience.genders.values()) == pytest.approx([1 / 3] * 3)


def test_nothing_is_not_saved(bench: Bench) -> None:
    form = opened(bench)
    QTest.keyClick(form, Key.Key_Return, Ctrl)
    assert "Enter ages, genders or countries." in texts(form)
    assert kept(bench) is None


def test_the_day_is_chosen_in_a_calendar_up_to_today(bench: Bench) -> None:
    form = opened(bench, STATED)
    form._date.setFocus()
    QTest.keyClick(form._date, Key.Key_Space)
    days = form._calendar.days
    assert form._calendar.isVisible()
    assert days.maximumDate() == QDate(2026, 10, 21)
    assert days.selectedDate() == QDate(2026, 10, 12)
    view = days.focusProxy() or days
    QTest.keyClick(view, Key.Key_Left)
    QTest.keyClick(view, Key.Key_Return)
    assert not form._calendar.isVisible()
    assert form._date.text().strip() == "11 Oct 2026"
    QTest.mouseClick(form._save, LEFT)
    found = kept(bench)
    assert found is not None
    assert found.on == "2026-10-11"


def test_the_form_says_that_nobody_can_check_it(bench: Bench) -> None:
    assert "they are marked “stated by creator”" in texts(opened(bench)).replace("\n", " ")
