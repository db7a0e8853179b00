"""The Discover tab over the real services and a real store, by mouse and keyboard."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from functools import partial
from itertools import pairwise

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from tests.ui import samples
from tests.ui.discovered import BRAND, FIRST
from tests.ui.hands import shortcut
from tests.ui.scenery import Scenery
from tests.ui.seen import said_by, texts
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.pool import Found, Watch
from tiktrack_gui.core.discovery.ranking import Show
from tiktrack_gui.core.errors import Captcha, NotFound, StoreDamaged
from tiktrack_gui.core.pending_reasons import code_of
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.table_csv import as_csv
from tiktrack_gui.ui.discover import find_dialog
from tiktrack_gui.ui.discover.brand_editor import BrandEditor
from tiktrack_gui.ui.discover.columns import WIDTHS, Column
from tiktrack_gui.ui.discover.compare import CompareDialog
from tiktrack_gui.ui.discover.computed_sheet import ComputedSheet
from tiktrack_gui.ui.discover.fit_section import COMPUTED
from tiktrack_gui.ui.discover.page import DiscoverPage
from tiktrack_gui.ui.discover.read_dialog import ReadCostDialog
from tiktrack_gui.ui.discover.similar_dialog import SimilarDialog
from tiktrack_gui.ui.discover.stated_form import StatedForm
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.words import candidates as words

DISMISSED = {FIRST + 20, FIRST + 21}


def shown(page: DiscoverPage) -> list[int]:
    return [one.creator_id for one in page._model.shown]


def dialog_of(page: DiscoverPage, kind: type[QDialog]) -> QDialog:
    found = [one for one in page.window().findChildren(kind) if one.isVisible()]
    assert len(found) == 1
    return found[0]


def watch_of(scene: Scenery, brand: Brand, creator_id: int) -> Watch:
    assert brand.id is not None
    rows = scene.store.candidates.pool(brand.id).result()
    return next(Watch(row.watch) for row in rows if row.creator_id == creator_id)


def press(page: DiscoverPage, text: str) -> None:
    """Clicks the visible button with that text."""
    buttons = [one for one in page.findChildren(Button) if one.isVisible() and one.text().strip() == text]
    assert len(buttons) == 1
    QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)


# What is shown


def test_the_up_and_coming_are_there_at_once_the_best_first(page: DiscoverPage) -> None:
    fits = [one.fit or 0 for one in page._model.shown]
    assert all(one.up_and_coming for one in page._model.shown)
    assert len(fits) > 10
    assert page._table.selected is not None
    assert page._table.selected.creator_id == shown(page)[0]
    assert page._details.isVisible()
    assert page._states.currentWidget() is page._table


def test_the_summary_counts_candidates_and_those_watched(page: DiscoverPage) -> None:
    up_and_coming = len(shown(page))
    said = page._notices._words.text()
    assert said.startswith(f"{up_and_coming} up-and-coming of 56 candidates · ")
    assert "of 40 watched" in said
    assert said.endswith("measured 2 h ago")


def test_it_says_what_tiktok_lets_anybody_see(page: DiscoverPage) -> None:
    assert words.WHAT_IS_SEEN in texts(page)


def test_segments_choose_who_is_shown(page: DiscoverPage) -> None:
    everyone = page._header._show
    QTest.mouseClick(everyone._buttons["all"], Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 56
    assert not DISMISSED & set(shown(page))
    everyone._buttons["all"].setFocus()
    shortcut(everyone._buttons["all"], Qt.Key.Key_Right)
    assert set(shown(page)) == DISMISSED
    QTest.mouseClick(everyone._buttons["new"], Qt.MouseButton.LeftButton)
    assert len(shown(page)) == 4
    assert everyone._buttons["new"].text() == "New 4"
    assert all(one.new for one in page._model.shown)


def test_searching_narrows_and_says_when_nothing_matches(page: DiscoverPage, qtbot: QtBot) -> None:
    shortcut(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert page._header._search.hasFocus()
    qtbot.keyClicks(page._header._search, "kuechen")
    assert shown(page) == [FIRST + 4]
    assert page._notices._words.text().startswith("1 match · ")
    qtbot.keyClicks(page._header._search, "zeppelin")
    assert page._states.currentWidget() is page._states.words
    assert "zeppelin" in page._states.words.accessibleName()
    press(page, "Clear")
    assert page._header.query == ""
    assert len(shown(page)) > 10


def test_the_columns_sort_and_the_place_stays_that_of_the_fit(page: DiscoverPage) -> None:
    page._header.choose(Show.ALL)
    header = page._table.horizontalHeader()
    header.sort_by(Column.FOLLOWERS)  # type: ignore[attr-defined]
    followers = [one.followers or 0 for one in page._model.shown]
    assert followers == sorted(followers, reverse=True)
    places = [page._model.place_of(id_) for id_ in shown(page)]
    assert places != sorted(places)
    assert sorted(places) == list(range(1, 57))
    header.sort_by(Column.SINCE)  # type: ignore[attr-defined]
    known = [one.growth for one in page._model.shown if one.trend != "unknown"]
    assert known == sorted(known, reverse=True, key=lambda growth: growth or 0)
    assert all(one.trend == "unknown" for one in page._model.shown[len(known) :])


def test_columns_leave_where_there_is_no_room(page: DiscoverPage) -> None:
    def there() -> set[Column]:
        return {column for column in Column if not page._table.isColumnHidden(column)}

    page._details_choice.choose(shown=False)
    page.resize(1500, 860)
    assert {Column.COMMENTS, Column.STATE, Column.SINCE} <= there()
    assert Column.FOLLOWERS not in there()  # the creator says it
    left: list[set[Column]] = []
    for width in (1100, 950, 740, 640, 500):
        page.resize(width, 860)
        left.append(there())
    assert all(later <= earlier for earlier, later in pairwise(left))
    assert left[-1] == {Column.RANK, Column.CREATOR, Column.FIT}
    assert page._table.columnWidth(Column.CREATOR) > 250  # takes what is left
    page.resize(1100, 860)
    assert Column.WHY in there()
    assert page._table.columnWidth(Column.CREATOR) == WIDTHS[Column.CREATOR]


def test_the_creator_takes_what_is_left_when_the_reasons_are_hidden(page: DiscoverPage) -> None:
    page.resize(1500, 860)
    table = page._table
    own = table.columnWidth(Column.CREATOR)
    table._columns.show_column(Column.WHY, False)
    header = table.horizontalHeader()
    assert table.columnWidth(Column.CREATOR) > own
    assert header.length() == table.viewport().width()
    table._columns.show_usual()
    assert table.columnWidth(Column.CREATOR) == own
    assert header.length() == table.viewport().width()


def test_the_details_take_the_fit_apart_and_name_each_reading(page: DiscoverPage) -> None:
    page._table.select([FIRST])
    said = texts(page._details)
    for title in ("Why this creator", "Language of comments", "Posts from (the creator’s place)", "stated by creator"):
        assert title in said
    assert "Of 212 comments read" in said
    assert "Germany 4, Austria 1" in said
    assert "64% women, 34% men" in said
    assert "estimate" in said
    one = page._model.find(FIRST)
    assert one is not None
    steps = page._details.fit._steps
    assert [part for part in Part if not steps[part].isHidden()] == [part for part in Part if part in one.parts]
    points = [step._points for part, step in steps.items() if part in one.parts and step._points]
    assert sum(int(text) for text in points) == one.fit
    assert "212 comments" in steps[Part.COMMENTS].accessibleName()


def test_the_viral_videos_are_listed_and_open_on_tiktok(page: DiscoverPage, qtbot: QtBot) -> None:
    page._table.select([FIRST])
    assert page._details.viral.isVisible()
    line = page._details.viral._lines[0]
    assert line.isVisible()
    with qtbot.waitSignal(page.open_requested) as opened:
        QTest.mouseClick(line._open, Qt.MouseButton.LeftButton)
    assert opened.args[0].startswith("https://www.tiktok.com/@mara.onepot/video/")
    page._header.choose(Show.ALL)
    page._table.select([FIRST + 7])  # without a viral video
    assert not page._details.viral.isVisible()


def test_of_few_comments_nothing_is_said_but_how_many(page: DiscoverPage) -> None:
    page._header.choose(Show.ALL)
    row = page._model.row_of(FIRST + 7)
    assert row is not None
    cell = page._model.cell(row, Column.COMMENTS)
    assert (cell.text, cell.below) == ("—", "96 of 150 needed")


# States


def test_without_a_brand_the_first_thing_is_to_create_one(bare_page: DiscoverPage, scene: Scenery) -> None:
    assert "Who are your customers?" in texts(bare_page)
    assert not bare_page._find.isVisible()
    press(bare_page, "Create a brand")
    editor = dialog_of(bare_page, BrandEditor)
    editor.reject()
    scene.store.brands.create(BRAND, samples.NOW).result()
    bare_page._shown.load()
    assert "No candidates yet" in texts(bare_page)
    assert bare_page._header.chooser.currentText() == BRAND.name


def test_where_nothing_was_found_it_offers_to_find_or_to_add(bare_page: DiscoverPage, scene: Scenery) -> None:
    scene.store.brands.create(BRAND, samples.NOW).result()
    bare_page._shown.load()
    press(bare_page, "Find candidates")
    dialog_of(bare_page, find_dialog.FindDialog).reject()


def test_who_could_not_be_looked_up_is_said_and_tried_again(page: DiscoverPage, scene: Scenery, brand: Brand) -> None:
    assert brand.id is not None
    jobs = scene.store.brand_jobs.keep(
        brand.id, JobKind.CANDIDATE, ["@gone.baker", "@late.baker"], samples.NOW
    ).result()
    page._shown.load()
    assert page._notices._words.text().endswith(" · 2 to be looked up")
    scene.store.brand_jobs.fail(jobs[0].id, code_of(NotFound(), 3), samples.NOW).result()
    page._shown.load()
    assert page._notices._words.text().endswith(" · 1 couldn’t be looked up")
    assert "gone.baker" in page._notices._quiet.toolTip()
    press(page, "Try again")
    assert page._notices._words.text().endswith(" · 2 to be looked up")


def test_an_empty_kind_offers_all(page: DiscoverPage, scene: Scenery, brand: Brand) -> None:
    assert brand.id is not None
    scene.store.brands.looked(brand.id, samples.NOW + 9).result()
    page._visit.begin()
    page._shown.load()
    page._header.choose(Show.NEW)
    assert "Nothing new since your last look" in texts(page)
    press(page, "Show all")
    assert len(shown(page)) == 56


def test_a_database_that_cannot_be_read_is_said_with_a_way_out(
    page: DiscoverPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def fail(*_: object) -> list[Brand]:
        raise StoreDamaged("brands")

    monkeypatch.setattr(page._services.brands, "all", fail)
    page._shown.load()
    assert page._notices.notice is not None  # what was read stays
    assert len(shown(page)) > 10
    page._shown.ranking = None
    page._shown.load()
    assert "Couldn’t load the candidates" in texts(page)
    monkeypatch.undo()
    press(page, "Try again")
    assert len(shown(page)) > 10
    assert page._states.currentWidget() is page._table


def test_a_notice_is_in_its_place_and_goes_again(page: DiscoverPage) -> None:
    page._messages.look_at("discover")
    page._messages.trouble(Captcha(), here=True)
    assert page._notices.notice is not None
    page._messages.settle(Captcha)
    assert page._notices.notice is None


# Actions


def test_not_interesting_moves_on_to_the_next_and_can_be_undone(
    page: DiscoverPage, scene: Scenery, brand: Brand
) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    first, second, *_ = shown(page)
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_Delete)
    assert shown(page)[0] == second
    assert page._table.selected is not None
    assert page._table.selected.creator_id == second
    assert said[-1].startswith("Moved @")
    page._header.choose(Show.DISMISSED)
    assert set(shown(page)) == {first, *DISMISSED}
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert set(shown(page)) == DISMISSED
    page._header.choose(Show.UP_AND_COMING)
    assert shown(page)[0] == first


def test_several_are_dismissed_at_once_and_become_interesting_again(page: DiscoverPage) -> None:
    chosen = shown(page)[1:4]
    page._table.select(chosen)
    assert page._details._selected.text() == "3 selected"
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_Delete)
    assert not set(chosen) & set(shown(page))
    page._header.choose(Show.DISMISSED)
    page._table.select(chosen)
    press(page, "Interesting again")
    assert set(shown(page)) == DISMISSED


def test_track_without_lists_tracks_at_once(page: DiscoverPage, scene: Scenery, brand: Brand) -> None:
    first = shown(page)[0]
    page._table.setFocus()
    shortcut(page._table, Qt.Key.Key_T)
    assert watch_of(scene, brand, first) is Watch.TRACKED
    one = page._model.find(first)
    assert one is not None
    assert one.watch is Watch.TRACKED
    shortcut(page, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert watch_of(scene, brand, first) is not Watch.TRACKED


def test_track_asks_for_the_list_where_there_are_some(page: DiscoverPage, scene: Scenery, brand: Brand) -> None:
    listed = scene.tasks._loop.run_until_complete(scene.lists.create("Shortlist"))
    first, second, *_ = shown(page)
    page._table.select([first, second])
    shortcut(page._table, Qt.Key.Key_T)
    menu = page._actions._track_in
    assert menu.isVisible()
    assert watch_of(scene, brand, first) is not Watch.TRACKED
    QTest.keyClick(menu, Qt.Key.Key_Down)
    QTest.keyClick(menu, Qt.Key.Key_Return)
    on_it = {entry.creator.id for entry in scene.store.lists.entries(listed.id).result()}
    assert on_it == {first, second}
    assert watch_of(scene, brand, first) is Watch.TRACKED


def test_enter_a_double_click_and_o_open_the_profile(page: DiscoverPage, qtbot: QtBot) -> None:
    page._table.select([FIRST])
    for act in (
        partial(shortcut, page._table, Qt.Key.Key_Return),
        partial(shortcut, page._table, Qt.Key.Key_O),
        partial(press, page, "Open"),
    ):
        with qtbot.waitSignal(page.open_requested) as opened:
            act()
        assert opened.args == ["https://www.tiktok.com/@mara.onepot"]
    row = page._model.row_of(FIRST) or 0
    place = QPoint(80, page._table.rowViewportPosition(row) + 20)
    QTest.mouseClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(page.open_requested):
        QTest.mouseDClick(page._table.viewport(), Qt.MouseButton.LeftButton, pos=place)


def test_posting_asks_with_all_that_are_selected(page: DiscoverPage, qtbot: QtBot) -> None:
    page._table.select([FIRST, FIRST + 1])
    with qtbot.waitSignal(page.post_requested) as asked:
        shortcut(page._table, Qt.Key.Key_D)
    assert isinstance(asked.args[0], PostRequest)
    assert set(asked.args[0].handles) == {"mara.onepot", "brothlab"}


def test_links_are_copied(page: DiscoverPage) -> None:
    page._table.select([FIRST])
    shortcut(page, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    assert QGuiApplication.clipboard().text() == "https://www.tiktok.com/@mara.onepot"


def test_reading_says_what_it_costs_and_queues(page: DiscoverPage, scene: Scenery, brand: Brand) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    page._header.choose(Show.ALL)
    unread = FIRST + 50
    assert watch_of(scene, brand, unread) is Watch.WAITING
    scene.store.candidates.finish([unread], samples.NOW).result()
    page._shown.load()
    page._table.select([unread])
    shortcut(page._table, Qt.Key.Key_R)
    assert said[-1].startswith("Reading @kitchen.40. About 2 requests")
    assert watch_of(scene, brand, unread) is Watch.WAITING


def test_two_to_eight_are_compared_side_by_side(page: DiscoverPage) -> None:
    said = said_by(page._messages)
    page._messages.listen(True)
    shortcut(page._table, Qt.Key.Key_C)
    assert said[-1] == "Select 2 to 8 candidates to compare them"
    page._table.select([FIRST, FIRST + 1, FIRST + 4])
    shortcut(page._table, Qt.Key.Key_C)
    dialog = dialog_of(page, CompareDialog)
    words_in = texts(dialog)
    for said_there in ("@mara.onepot", "@brothlab", "@kuechenzeile", "Repeatability", "Stated audience", "Cautions"):
        assert said_there in words_in
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_more_like_this_one_leads_to_the_candidate(page: DiscoverPage) -> None:
    page._table.select([FIRST])
    shortcut(page._table, Qt.Key.Key_M)
    dialog = dialog_of(page, SimilarDialog)
    assert isinstance(dialog, SimilarDialog)
    assert 0 < dialog._model.rowCount() <= 8
    assert all("lso posts about" in str(dialog._model.index(row, 3).data()) for row in range(dialog._model.rowCount()))
    QTest.keyClick(dialog.table, Qt.Key.Key_Down)
    wanted = dialog.table.selected.one.creator_id
    QTest.keyClick(dialog.table, Qt.Key.Key_Return)
    assert page._table.selected is not None
    assert page._table.selected.creator_id == wanted


def test_the_menu_acts_on_those_selected(page: DiscoverPage, qtbot: QtBot) -> None:
    page._table.select([FIRST, FIRST + 1])
    row = page._model.row_of(FIRST) or 0
    page._table.customContextMenuRequested.emit(QPoint(60, page._table.rowViewportPosition(row) + 5))
    assert page._menu.isVisible()
    enabled = {action.text().partition("\t")[0]: action.isEnabled() for action in page._menu.actions()}
    assert enabled["Copy links"]
    assert enabled["Compare"]
    assert not enabled["More like this one"]
    page._menu.close()
    assert all(action.isEnabled() for action in page._menu._of_one)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Read comments…", ReadCostDialog),
        ("Where posts are from…", ReadCostDialog),
        ("Change stated audience…", StatedForm),
        (COMPUTED, ComputedSheet),
    ],
)
def test_the_details_lead_to_their_dialogs(page: DiscoverPage, text: str, kind: type[QDialog]) -> None:
    page._table.select([FIRST])
    press(page, text)
    dialog = dialog_of(page, kind)
    QTest.keyClick(dialog, Qt.Key.Key_Escape)


def test_weights_rank_at_once_and_are_kept_when_let_go(page: DiscoverPage, scene: Scenery, brand: Brand) -> None:
    shortcut(page, Qt.Key.Key_W)
    assert page._panel.isVisible()
    before = [one.fit for one in page._model.shown]
    weights = dict.fromkeys(Part, 0.0) | {Part.NICHE: 0.4}
    page._panel.changed.emit(weights)
    assert [one.fit for one in page._model.shown] != before
    assert page._model.item(0).parts.keys() == {Part.NICHE}
    [stored] = scene.store.brands.all().result()
    assert stored.weights[Part.NICHE] != 0.4
    page._panel.committed.emit(weights)
    [stored] = scene.store.brands.all().result()
    assert stored.weights[Part.NICHE] == 0.4
    page._panel.close()


def test_another_brand_shows_its_own_candidates(page: DiscoverPage, scene: Scenery) -> None:
    other = scene.store.brands.create(replace(BRAND, name="Wool & Co"), samples.NOW).result()
    assert other.id is not None
    scene.store.candidates.add(other.id, [(FIRST + 2, Found.GIVEN)], samples.NOW).result()
    page._shown.load()
    chooser = page._header.chooser
    page._header.choose(Show.ALL)
    QTest.keyClick(chooser, Qt.Key.Key_Down)
    assert chooser.currentText() == "Wool & Co"
    assert shown(page) == [FIRST + 2]
    kept = chooser.saveState()
    QTest.keyClick(chooser, Qt.Key.Key_Up)
    assert len(shown(page)) == 56
    assert chooser.restoreState(kept)
    assert chooser.currentText() == "Wool & Co"


def test_the_entries_below_the_brands_act_and_choose_nothing(page: DiscoverPage) -> None:
    chooser = page._header.chooser
    chooser.activated.emit(chooser.findText("Edit…"))
    assert chooser.currentText() == BRAND.name
    dialog_of(page, BrandEditor).reject()


def test_what_is_new_stays_so_while_it_is_looked_at(page: DiscoverPage, scene: Scenery) -> None:
    [stored] = scene.store.brands.all().result()
    assert stored.looked_at == samples.NOW  # already while it is shown
    page._shown.load()
    assert sum(one.new for one in page._model.shown) > 0
    page.hide()
    page.show()
    assert sum(one.new for one in page._model.shown) == 0
    assert page._header._show._buttons["new"].text() == "New"


def test_the_details_hide_in_a_narrow_window_and_come_when_asked_for(page: DiscoverPage) -> None:
    page.resize(1000, 700)
    assert not page._details.isVisible()
    shortcut(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert page._details.isVisible()
    shortcut(page, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    assert not page._details.isVisible()


def exported(page: DiscoverPage) -> list[dict[str, str]]:
    brand = page._brand()
    assert brand is not None
    return list(csv.DictReader(io.StringIO(as_csv(page._exporting.exported(brand)))))


def test_the_export_says_what_each_figure_is_from(page: DiscoverPage) -> None:
    page._table.select([FIRST, FIRST + 4])
    rows = exported(page)
    assert [row["handle"] for row in rows] == ["mara.onepot", "kuechenzeile"]
    first = rows[0]
    assert first["followers_exactness"] == "rounded"
    assert first["comments_n"] == "212"
    assert float(first["comments_low"]) < float(first["comments_share"]) < float(first["comments_high"])
    assert first["stated_by_creator_on"] == "2026-10-12"
    assert first["viral_compared_with"] == "usual views"
    assert first["computed_at"] == "2026-10-21T16:26:40Z"
    assert "TikTrack" in first["computed_by"]
    assert rows[1]["comments_value"] == ""  # not known isn't 0
    assert "No visible cause" in rows[1]["cautions"]


def test_strangers_cannot_put_formulas_into_the_export(page: DiscoverPage, scene: Scenery) -> None:
    creator = scene.store.creators.find(FIRST).result()
    assert creator is not None
    scene.store.creators.record_creator(replace(creator, name="=cmd|' /C calc'!A0"), samples.NOW).result()
    page._shown.load()
    page._table.select([FIRST, FIRST + 1])
    rows = exported(page)
    assert "'=cmd|' /C calc'!A0" in [row["name"] for row in rows]


def test_a_selection_of_several_survives_another_ranking(page: DiscoverPage) -> None:
    chosen = {FIRST, FIRST + 1, FIRST + 4}
    page._table.select(sorted(chosen))
    page._shown.load()
    assert {one.creator_id for one in page._table.selection} == chosen
    page._header.choose(Show.ALL)
    assert {one.creator_id for one in page._table.selection} == chosen
    extend = QItemSelectionModel.SelectionFlag.Select | QItemSelectionModel.SelectionFlag.Rows
    page._table.selectionModel().select(page._model.index(0, 0), extend)
    assert page._table.selected_count >= 3
