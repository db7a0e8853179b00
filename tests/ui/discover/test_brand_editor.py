"""Brands are created, changed and deleted in their dialog, by mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.discover.bench import Bench
from tests.ui.seen import texts
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender
from tiktrack_gui.core.errors import Blocked, StoreBusy
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.pending_reasons import code_of
from tiktrack_gui.ui.discover.brand_editing import BrandEditing
from tiktrack_gui.ui.discover.brand_editor import BrandEditor
from tiktrack_gui.ui.widgets.chips import Chip
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import brands as words

Key, Ctrl, LEFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.MouseButton.LeftButton


Opened = Callable[..., BrandEditor]


class Told(list[object]):
    """What `saved` and `removed` told."""


@pytest.fixture
def editing(bench: Bench, pictures: Pictures) -> BrandEditing:
    return BrandEditing(
        *(bench.theme, pictures, bench.services.brands, bench.services.creators, bench.changes, bench.scene.tasks),
        *(bench.messages, bench.services.requests_a_day, bench.window),
    )


@pytest.fixture
def opened(editing: BrandEditing, bench: Bench) -> Callable[..., BrandEditor]:
    def opened(brand: Brand | None = None) -> BrandEditor:
        editing.open(brand)
        assert editing.dialog is not None
        bench.have_focus(editing.dialog)
        return editing.dialog

    return opened


def named(dialog: QWidget, name: str, kind: type[QWidget] = QLineEdit) -> QWidget:
    """The field with that accessible name."""
    return next(one for one in dialog.findChildren(kind) if one.accessibleName() == name)


def enter(field: QWidget, text: str) -> None:
    field.setFocus()
    if isinstance(field, QDoubleSpinBox):
        field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Key.Key_Return)


def save(dialog: BrandEditor) -> None:
    QTest.keyClick(dialog, Key.Key_Return, Ctrl)


def chips(dialog: BrandEditor) -> list[str]:
    return [chip.word for chip in dialog.form.examples.findChildren(Chip) if chip.isVisible()]


def test_a_brand_is_created_with_the_keyboard_alone(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    told = Told()
    editing.saved.connect(told.append)
    dialog = opened()
    assert named(dialog, "Name").hasFocus()
    QTest.keyClicks(dialog.focusWidget(), "  Fig &  Olive ")
    enter(named(dialog, "Niche words and hashtags"), "vegan recipes, #PlantBased")
    languages = dialog.form._languages.field
    languages.setFocus()
    QTest.keyClicks(languages._edit, "german")
    QTest.keyClick(languages._list, Key.Key_Return)
    countries = dialog.form._countries.field
    countries.setFocus()
    QTest.keyClicks(countries._edit, "switz")
    QTest.keyClick(countries._list, Key.Key_Return)
    enter(named(dialog, "Followers from", QDoubleSpinBox), "2500")
    enter(named(dialog, "Genders: Women", QDoubleSpinBox), "70")
    enter(named(dialog, "Genders: Men", QDoubleSpinBox), "30")
    save(dialog)
    [brand] = bench.brands()
    assert editing.dialog is None
    assert (brand.name, brand.languages, brand.countries) == ("Fig & Olive", ("de",), ("CH",))
    assert brand.words == ("vegan recipes", "#plantbased")
    assert (brand.followers_from, brand.followers_to) == (2_500, 100_000)
    assert brand.audience == Audience(genders={Gender.FEMALE: 0.7, Gender.MALE: 0.3})
    assert bench.said == ["Created “Fig & Olive”"]
    assert told == [brand]


def test_creating_a_brand_is_undone_by_the_toast(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    dialog = opened()
    QTest.keyClicks(dialog.focusWidget(), "Fig")
    save(dialog)
    told = Told()
    editing.removed.connect(told.append)
    bench.messages.accept_offer()
    assert (bench.brands(), bench.said[-1], len(told)) == ([], "Undone", 1)


def test_only_the_name_is_required(opened: Opened, bench: Bench) -> None:
    dialog = opened()
    save(dialog)
    assert words.NO_NAME in texts(dialog)
    assert named(dialog, "Name").hasFocus()
    QTest.keyClicks(dialog.focusWidget(), "Fig")
    assert words.NO_NAME not in texts(dialog)
    save(dialog)
    assert bench.brands()[0].audience == Audience()


def test_a_name_that_is_taken_is_said_beside_its_field(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    bench.brand(name="Fig")
    dialog = opened()
    QTest.keyClicks(dialog.focusWidget(), "fig")
    save(dialog)
    assert editing.dialog is dialog
    assert "There’s already a brand named “fig”." in texts(dialog)
    QTest.keyClicks(dialog.focusWidget(), "s")
    save(dialog)
    assert [brand.name for brand in bench.brands()] == ["Fig", "figs"]


def test_a_change_is_saved_and_undone(opened: Opened, bench: Bench) -> None:
    brand = bench.brand(words=("figs",), languages=("de",))
    dialog = opened(brand)
    assert not dialog.is_changed
    QTest.mouseClick(dialog.form._niche.field.findChildren(Chip)[0], LEFT)
    assert dialog.is_changed
    QTest.mouseClick(dialog._save, LEFT)
    assert bench.brands()[0].words == ()
    assert bench.said == ["Saved “Fig & Olive”"]
    bench.messages.accept_offer()
    assert bench.brands()[0].words == ("figs",)


def test_saving_without_a_change_only_closes(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    dialog = opened(bench.brand())
    save(dialog)
    assert (editing.dialog, bench.said) == (None, [])


def test_a_range_the_wrong_way_round_is_marked(opened: Opened, bench: Bench) -> None:
    dialog = opened(bench.brand())
    enter(named(dialog, "Followers to", QDoubleSpinBox), "500")
    assert words.WRONG_WAY in texts(dialog)
    save(dialog)
    assert named(dialog, "Followers to", QDoubleSpinBox).hasFocus()
    assert bench.brands()[0].followers_to == 100_000
    enter(named(dialog, "Followers from", QDoubleSpinBox), "100")
    assert words.WRONG_WAY not in texts(dialog)
    save(dialog)
    assert (bench.brands()[0].followers_from, bench.brands()[0].followers_to) == (100, 500)


def test_what_is_being_typed_counts_when_save_is_clicked(opened: Opened, bench: Bench) -> None:
    dialog = opened(bench.brand())
    words_field = named(dialog, "Niche words and hashtags")
    words_field.setFocus()
    QTest.keyClicks(words_field, "figs")
    followers = named(dialog, "Followers from", QDoubleSpinBox)
    followers.setFocus()
    followers.selectAll()  # type: ignore[attr-defined]
    QTest.keyClicks(followers, "2500")
    QTest.mouseClick(dialog._save, LEFT)
    [brand] = bench.brands()
    assert (brand.words, brand.followers_from) == (("figs",), 2_500)


def test_shares_add_up_but_for_rounding(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    dialog = opened(bench.brand())
    enter(named(dialog, "Ages: 18–24", QDoubleSpinBox), "40")
    enter(named(dialog, "Ages: 25–34", QDoubleSpinBox), "50")
    assert "Adds up to 90%: 10% missing" in texts(dialog)
    save(dialog)
    assert editing.dialog is dialog
    assert dialog.focusWidget() is named(dialog, "Ages: 18–24", QDoubleSpinBox)
    enter(named(dialog, "Ages: 35–44", QDoubleSpinBox), "9")
    save(dialog)
    ages = bench.brands()[0].audience.ages
    assert sum(ages.values()) == pytest.approx(1)
    assert ages[Age.FROM_25] == pytest.approx(50 / 99)


def test_a_word_that_cannot_be_used_is_said_beside_it(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    dialog = opened(bench.brand())
    enter(named(dialog, "Niche words and hashtags"), "x" * 61)
    assert "has 61 characters. Use 60 at most." in texts(dialog)
    save(dialog)
    assert editing.dialog is dialog


def test_changes_that_are_discarded_can_be_had_back(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    brand = bench.brand()
    dialog = opened(brand)
    enter(named(dialog, "Niche words and hashtags"), "figs")
    QTest.keyClick(dialog, Key.Key_Escape)
    assert (editing.dialog, bench.said) == (None, ["Your changes to “Fig & Olive” weren’t saved"])
    assert bench.brands()[0].words == ()
    bench.messages.accept_offer()
    again = editing.dialog
    assert again is not None
    bench.have_focus(again)
    assert again.form.brand.words == ("figs",)
    save(again)
    assert bench.brands()[0].words == ("figs",)


def test_closing_without_changes_says_nothing(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    dialog = opened(bench.brand())
    QTest.mouseClick(dialog._cancel, LEFT)
    assert (editing.dialog, bench.said) == (None, [])


def test_a_brand_is_deleted_with_undo(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    brand = bench.brand()
    assert brand.id is not None
    told = Told()
    editing.removed.connect(told.append)
    dialog = opened(brand)
    QTest.mouseClick(dialog._delete, LEFT)
    assert (bench.brands(), editing.dialog, told) == ([], None, [brand.id])
    assert bench.said == ["Deleted “Fig & Olive” and its list of candidates"]
    bench.messages.accept_offer()
    assert [one.name for one in bench.brands()] == ["Fig & Olive"]


def test_there_is_nothing_to_delete_of_a_new_brand(opened: Opened) -> None:
    assert not opened()._delete.isVisible()


def test_a_database_that_fails_keeps_the_form_open(
    opened: Opened, editing: BrandEditing, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    brand = bench.brand()
    dialog = opened(brand)
    QTest.keyClicks(named(dialog, "Name"), "s")

    async def fail(_brand: Brand) -> None:
        raise StoreBusy

    monkeypatch.setattr(bench.services.brands, "change", fail)
    save(dialog)
    assert editing.dialog is dialog
    assert dialog._save.isEnabled()
    assert bench.messages.notice_on("") is not None


def test_a_brand_whose_hashtags_cannot_be_added_is_not_created(
    opened: Opened, editing: BrandEditing, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    dialog = opened()
    QTest.keyClicks(named(dialog, "Name"), "Fig")
    dialog.form.sources.show_hashtags(["#figs"])
    dialog.form.sources.choose(["#figs"])

    async def fail(_hashtags: object) -> None:
        raise StoreBusy

    monkeypatch.setattr(bench.services.brands, "add_sources", fail)
    save(dialog)
    assert (bench.brands(), editing.dialog) == ([], dialog)
    monkeypatch.undo()
    save(dialog)
    assert [brand.name for brand in bench.brands()] == ["Fig"]


# Examples


def type_example(dialog: BrandEditor, text: str) -> None:
    dialog.form.examples.setFocus()
    QTest.keyClicks(dialog.form.examples._edit, text)


def test_creators_seen_are_offered_while_typing(opened: Opened, qtbot: QtBot, bench: Bench) -> None:
    brand = bench.brand(examples=(2,))
    dialog = opened(brand)
    rows = dialog.form.examples.completions
    with qtbot.waitSignal(rows.wanted):
        type_example(dialog, "creat")
    shown = [one.creator.id for one in rows._found._found]
    assert rows.isVisible()
    assert 2 not in shown  # it is an example already
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Down)
    assert rows.hasFocus()
    QTest.keyClick(rows, Key.Key_Return)
    assert not rows.isVisible()
    assert dialog.form.examples.ids == (2, shown[0])
    save(dialog)
    assert bench.brands()[0].examples == (2, shown[0])
    assert bench.scene.tiktok.asked == []


def test_esc_closes_the_offer_and_not_the_dialog(opened: Opened, qtbot: QtBot, bench: Bench) -> None:
    dialog = opened(bench.brand())
    rows = dialog.form.examples.completions
    with qtbot.waitSignal(rows.wanted):
        type_example(dialog, "creat")
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Escape)
    assert not rows.isVisible()
    assert dialog.isVisible()
    assert dialog.form.examples._edit.text() == "creat"


def test_a_known_handle_costs_no_request(opened: Opened, bench: Bench) -> None:
    dialog = opened(bench.brand())
    type_example(dialog, "@creator3")
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Return)
    assert dialog.form.examples.ids == (3,)
    assert "Add at least 2 more: one says little about an audience." in texts(dialog)
    assert bench.scene.tiktok.asked == []


def test_an_unknown_creator_waits_until_the_brand_is_saved(opened: Opened, bench: Bench) -> None:
    brand = bench.brand()
    dialog = opened(brand)
    type_example(dialog, "@somebody.new, https://vm.tiktok.com/ZM1abc/")
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Return)
    assert chips(dialog) == ["@somebody.new", "https://vm.tiktok.com/ZM1abc/"]
    assert dialog.form.examples.ids == ()
    assert "2 are looked up on TikTok once the brand is saved" in texts(dialog)
    save(dialog)
    assert brand.id is not None
    jobs = bench.store.brand_jobs.all(brand.id).result()
    assert [job.given for job in jobs] == ["@somebody.new", "https://vm.tiktok.com/ZM1abc/"]
    assert bench.scene.tiktok.asked == []  # the timer does that

    again = opened(bench.brands()[0])
    assert chips(again) == ["@somebody.new", "https://vm.tiktok.com/ZM1abc/"]
    QTest.keyClick(again.form.examples._edit, Key.Key_Backspace)
    save(again)
    assert [job.given for job in bench.store.brand_jobs.all(brand.id).result()] == ["@somebody.new"]


def test_an_example_that_could_not_be_looked_up_says_why_and_is_tried_again(opened: Opened, bench: Bench) -> None:
    brand = bench.brand()
    assert brand.id is not None
    [job] = bench.store.brand_jobs.keep(brand.id, JobKind.EXAMPLE, ["@lost"], samples.NOW).result()
    bench.store.brand_jobs.fail(job.id, code_of(Blocked("creator"), 3), samples.NOW).result()
    dialog = opened(brand)
    assert "@lost: " in texts(dialog)
    assert not dialog.is_changed
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Backspace)
    type_example(dialog, "@lost")
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Return)
    save(dialog)
    [again] = bench.store.brand_jobs.all(brand.id).result()
    assert (again.given, again.state, again.reason) == ("@lost", PendingState.WAITING, None)


def test_an_example_found_while_the_form_is_open_is_kept(opened: Opened, bench: Bench) -> None:
    brand = bench.brand(examples=(1,))
    assert brand.id is not None
    dialog = opened(brand)
    bench.scene.tasks.spawn(bench.services.brands.add_example(brand.id, 5), name="found meanwhile")
    QTest.keyClicks(named(dialog, "Name"), "s")
    save(dialog)
    assert bench.brands()[0].examples == (1, 5)


def test_nonsense_is_refused_and_ten_are_enough(opened: Opened, editing: BrandEditing, bench: Bench) -> None:
    dialog = opened(bench.brand(examples=tuple(range(1, 10))))
    type_example(dialog, "two words")
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Return)
    assert "isn’t a valid TikTok handle" in texts(dialog)
    save(dialog)
    assert editing.dialog is dialog
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Escape)
    type_example(dialog, "@tenth")
    QTest.keyClick(dialog.form.examples._edit, Key.Key_Return)
    assert len(chips(dialog)) == 10
    assert dialog.form.examples._edit.isReadOnly()


# Hashtags


def test_hashtags_are_suggested_and_watched_with_the_brand(opened: Opened, qtbot: QtBot, bench: Bench) -> None:
    dialog = opened()
    assert words.NO_SOURCES in texts(dialog)
    QTest.keyClicks(named(dialog, "Name"), "Fig")
    enter(named(dialog, "Niche words and hashtags"), "vegan recipes, #plantbased, figs")
    qtbot.waitUntil(lambda: texts(dialog).count("about 48 requests a day") == 3)
    assert set(dialog.form.sources.hashtags) == {"#plantbased", "#veganrecipes", "#figs"}
    boxes = dialog.form.sources.findChildren(QCheckBox)
    assert not any(box.isChecked() for box in boxes)
    boxes[0].setFocus()
    QTest.keyClick(boxes[0], Key.Key_Space)
    QTest.mouseClick(boxes[2], LEFT, pos=QPoint(10, boxes[2].height() // 2))
    chosen = dialog.form.sources.chosen
    assert len(chosen) == 2
    save(dialog)
    qtbot.waitUntil(lambda: bool(bench.said))
    listed = {source.account_handle for source in bench.store.sources.all().result()}
    assert set(chosen) <= listed
    assert bench.said == [f"Created “Fig”, watching {chosen[0]} and 1 more"]
    bench.messages.accept_offer()
    assert not set(chosen) & {source.account_handle for source in bench.store.sources.all().result()}
    assert bench.brands() == []


def test_the_sentence_about_the_marketplace_is_there(opened: Opened) -> None:
    assert "TikTok shows followers’ age, gender and place only in its own marketplace." in texts(opened())
