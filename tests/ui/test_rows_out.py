"""What is copied and exported from each page is what the screen says, read back with libraries that aren't ours."""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

import openpyxl
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QWidget
from pytestqt.qtbot import QtBot

from tests.store import sample_database
from tests.ui import samples
from tests.ui.activity.test_page import Desk
from tests.ui.campaigned import FIRST_CREATOR, LAUNCH, track_all, video_id
from tests.ui.campaigned import fill as fill_campaigns
from tests.ui.campaigned import page_of as campaigns_page_of
from tests.ui.hands import shortcut
from tests.ui.scenery import Scenery
from tests.ui.scenes_creators import page_of as creators_page_of
from tests.ui.scenes_overview import fill as fill_overview
from tests.ui.scenes_trending import page_of as trending_page_of
from tests.ui.scenes_trending import record
from tiktrack_gui.clients.table_writers import TableWriters
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.table_export import TableFormat
from tiktrack_gui.services.exporting import Exporting
from tiktrack_gui.ui.activity.page import ActivityPage
from tiktrack_gui.ui.activity.rows_out import RowsMenu
from tiktrack_gui.ui.campaigns import advertisers
from tiktrack_gui.ui.campaigns.columns import Column as CampaignColumn
from tiktrack_gui.ui.campaigns.page import ADVERTISERS, CampaignsPage
from tiktrack_gui.ui.creators.measurements import Measurements
from tiktrack_gui.ui.creators.overview.columns import Column as OverviewColumn
from tiktrack_gui.ui.creators.overview.switch import OVERVIEW
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.model import Column
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.window.exports import ExportRequest
from tiktrack_gui.words import campaigns as campaign_words
from tiktrack_gui.words import counts

CONTROL = Qt.KeyboardModifier.ControlModifier
Row = dict[str, Any]
W = TypeVar("W", bound=QWidget)


@pytest.fixture
def trending(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[TrendingPage]:
    record(scene, samples.videos(13))
    page = trending_page_of(theme, scene, scene.tasks)
    yield _shown(qtbot, page)
    pictures = page.findChild(Pictures)
    assert pictures is not None
    pictures.close()


@pytest.fixture
def creators(theme: Theme, scene: Scenery, qtbot: QtBot, pictures: Pictures) -> CreatorsPage:
    fill_overview(scene)
    page = creators_page_of(theme, scene, scene.tasks, pictures)
    _shown(qtbot, page)
    page.shown()
    return page


@pytest.fixture
def activity(theme: Theme, scene: Scenery, qtbot: QtBot) -> ActivityPage:
    sample_database.fill(scene.store)
    return _shown(qtbot, Desk(theme, scene).page)


@pytest.fixture
def campaigns(theme: Theme, scene: Scenery, qtbot: QtBot) -> Iterator[CampaignsPage]:
    fill_campaigns(scene.store)
    track_all(scene.store)
    page = campaigns_page_of(theme, scene, scene.tasks)
    yield _shown(qtbot, page)
    pictures = page.findChild(Pictures)
    assert pictures is not None
    pictures.close()


def _shown(qtbot: QtBot, page: W) -> W:
    qtbot.addWidget(page)
    page.resize(1440, 900)
    page.show()
    return page


def requested(page: Any, qtbot: QtBot, press: Callable[[], object] | None = None) -> ExportRequest:
    """Presses Ctrl+E, or does as `press`; returns what is asked for."""
    with qtbot.waitSignal(page.export_requested) as asked:
        if press is None:
            shortcut(page, Qt.Key.Key_E, CONTROL)
        else:
            press()
    [request] = asked.args or []
    assert isinstance(request, ExportRequest)
    return request


def written(request: ExportRequest, scene: Scenery, kind: str = "csv") -> list[Row]:
    """Writes what was asked for; returns the rows as other programs read them."""
    path = scene.folder / f"x.{kind}"
    exporting = Exporting(scene.store, TableWriters(), scene.clock)

    async def write() -> None:
        await exporting.write(await request.table(exporting), TableFormat(kind), path)

    scene.tasks._loop.run_until_complete(write())
    if kind == "xlsx":
        header, *cells = openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
        return [dict(zip(map(str, header), row, strict=True)) for row in cells]
    if kind == "json":
        rows: list[Row] = json.loads(path.read_text(encoding="utf-8"))
        return rows
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


def clipboard() -> list[list[str]]:
    return [line.split("\t") for line in QGuiApplication.clipboard().text().split("\n")]


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_videos_are_exported_as_they_are_shown(trending: TrendingPage, qtbot: QtBot, scene: Scenery, kind: str) -> None:
    trending._table.sortByColumn(Column.VIEWS, Qt.SortOrder.AscendingOrder)
    trending._table.show_column(Column.SCORE, False)
    trending._filters._search.setText("a")
    model = trending._model
    assert 1 < model.rowCount() <= model.total
    rows = written(requested(trending, qtbot), scene, kind)
    items = [model.item(row) for row in range(model.rowCount())]
    assert [row["video_id"] for row in rows] == [str(item.video.id) for item in items]
    assert [str(row["views"]) for row in rows] == [str(item.video.sample.views) for item in items]
    for row, item in zip(rows, items, strict=True):
        shown = counts.count(int(row["views"]), rounded=row["views_exactness"] == "rounded", repaired=False)
        assert model.index(model.row_of(item.video.id) or 0, Column.VIEWS).data() == shown
        assert (row["measured_at"], row["origin"]) == (iso(item.video.sample.at), item.video.sample.origin.value)
        assert row["caption"] == (item.video.caption or (None if kind == "xlsx" else ""))
    assert "score" not in rows[0]
    assert [str(row["rank"]) for row in rows] == [str(number + 1) for number in range(len(rows))]


def test_the_columns_are_in_the_order_shown(trending: TrendingPage, qtbot: QtBot, scene: Scenery) -> None:
    header = trending._table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.SCORE), header.visualIndex(Column.VIEWS))
    trending._table.show_column(Column.SCORE, True)
    keys = list(written(requested(trending, qtbot), scene)[0])
    assert keys.index("score") < keys.index("views") < keys.index("measured_at")


def test_several_selected_rows_are_exported_alone(trending: TrendingPage, qtbot: QtBot, scene: Scenery) -> None:
    trending._table.selectRow(1)
    assert len(written(requested(trending, qtbot), scene)) == trending._model.rowCount()
    trending._table.setFocus()
    QTest.keyClick(trending._table, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    rows = written(requested(trending, qtbot), scene)
    assert [row["video_id"] for row in rows] == [str(trending._model.item(row).video.id) for row in (1, 2)]


def test_the_menu_of_videos_copies_and_exports(trending: TrendingPage, qtbot: QtBot) -> None:
    trending._table.selectRow(0)
    actions = {action.text().partition("\t")[0]: action for action, _ in trending._actions._entries}
    actions["Copy row"].trigger()
    assert len(clipboard()) == 2
    requested(trending, qtbot, actions["Export all shown…"].trigger)


def test_copied_videos_are_text_with_tabs(trending: TrendingPage, scene: Scenery) -> None:
    trending._table.setFocus()
    trending._table.selectRow(0)
    QTest.keyClick(trending._table, Qt.Key.Key_C, CONTROL)
    headings, row = clipboard()
    shown = dict(zip(headings, row, strict=True))
    item = trending._model.item(0)
    assert shown["#"] == "1"
    assert shown["Creator"] == item.video.creator.handle
    assert shown["Velocity"] == trending._model.index(0, Column.VELOCITY).data()
    assert " ".join(item.video.caption.split()) == shown["Video"]


def test_a_formula_in_a_caption_is_none_when_it_is_pasted(trending: TrendingPage, scene: Scenery) -> None:
    item = trending._model.item(0)
    scene.clock.time += 60
    evil = replace(item, video=replace(item.video, caption="=1+1\t|x"))
    trending._model.upsert([evil])
    trending._table.select(item.video.id)
    trending._rows.copy()
    headings, row = clipboard()
    assert row[headings.index("Video")] == "'=1+1 |x"


def test_the_overview_is_exported_as_it_is_shown(creators: CreatorsPage, qtbot: QtBot, scene: Scenery) -> None:
    creators._pane.switch.choose(OVERVIEW)
    qtbot.waitUntil(lambda: not creators._view.model._stale)
    table, model = creators._view.table, creators._view.model
    table.sortByColumn(OverviewColumn.FOLLOWERS, Qt.SortOrder.DescendingOrder)
    rows = written(requested(creators, qtbot), scene)
    shown = [model.row(number) for number in range(model.rowCount())]
    listed = [row.entry.tracked for row in shown if row.entry is not None]
    assert [row["creator_id"] for row in rows] == [str(one.creator.id) for one in listed]
    assert [row["followers"] for row in rows] == [
        str(one.creator.sample.followers) if one.creator.sample else "" for one in listed
    ]
    for number, row in enumerate(row for row in shown if row.entry is not None):
        assert rows[number]["state"] == model.cell(model.row_of(row.id) or 0, OverviewColumn.STATE).text
    assert rows[0]["measured_at"] == iso(listed[0].creator.sample.at if listed[0].creator.sample else None)


def test_the_list_is_exported_with_all_figures(creators: CreatorsPage, qtbot: QtBot, scene: Scenery) -> None:
    creators._pane._filter.setText("a")
    rows = written(requested(creators, qtbot), scene)
    shown = [creators._model.entry(number) for number in range(creators._model.rowCount())]
    assert 0 < len(shown) < creators._model.total
    assert [row["creator_id"] for row in rows] == [str(entry.id) for entry in shown]
    assert {"percent_per_week", "engagement_percent", "top_video_url"} <= rows[0].keys()


def test_all_measurements_of_the_selected_are_exported(creators: CreatorsPage, qtbot: QtBot, scene: Scenery) -> None:
    ids = [creators._model.entry(number).id for number in (0, 1)]
    creators._pane.list.select_all(ids, ids[0])
    rows = written(requested(creators, qtbot, creators._menu.history_wanted.emit), scene)
    assert list(dict.fromkeys(row["creator_id"] for row in rows)) == [str(id_) for id_ in ids]
    history, _ = scene.store.profiles.profile_of(ids[0], 0).result()
    theirs = [row for row in rows if row["creator_id"] == str(ids[0])]
    assert [row["followers"] for row in theirs] == [str(sample.followers) for sample in history.samples]


def test_measurements_are_exported_newest_first(
    creators: CreatorsPage, theme: Theme, qtbot: QtBot, scene: Scenery
) -> None:
    history = creators._details._history
    assert history is not None
    dialog = Measurements(theme, history.creator, history.samples, creators)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    rows = written(requested(dialog, qtbot), scene)
    shown = [dialog.model.record(number) for number in range(dialog.model.rowCount())]
    assert [row["measured_at"] for row in rows] == [iso(sample.at) for sample in shown]
    assert [row["followers"] for row in rows] == [str(sample.followers) for sample in shown]


def test_copied_creators_are_as_they_are_shown(creators: CreatorsPage, qtbot: QtBot) -> None:
    creators._pane.list.setFocus()
    QTest.keyClick(creators._pane.list, Qt.Key.Key_C, CONTROL)
    headings, row = clipboard()
    entry = creators._pane.list.selected
    assert entry is not None
    assert headings == ["Name", "Creator", "Followers", "28-day growth"]
    assert row[1] == entry.tracked.creator.handle
    creators._pane.switch.choose(OVERVIEW)
    qtbot.waitUntil(lambda: not creators._view.model._stale)
    creators._pane.list.select(creators._view.model.row(1).id)
    QTest.keyClick(creators._view.table, Qt.Key.Key_C, CONTROL)
    headings, row = clipboard()
    assert row[headings.index("Followers")] == creators._view.model.cell(1, OverviewColumn.FOLLOWERS).text


def test_runs_are_exported_as_they_are_shown(activity: ActivityPage, qtbot: QtBot, scene: Scenery) -> None:
    model = activity._runs.model
    rows = written(requested(activity, qtbot), scene)
    assert len(rows) == model.rowCount() > 1
    titles = [column.title for column in model.columns]
    for number, row in enumerate(rows):
        for key, title in (("outcome", "Outcome"), ("fetched", "Fetched"), ("new", "New"), ("message", "Message")):
            assert row[key] == (model.index(number, titles.index(title)).data() or "").replace("—", "")
        assert row["source"] == "trending"
    activity._runs.table.selectRow(0)
    QTest.keyClick(activity._runs.table, Qt.Key.Key_C, CONTROL)
    headings, copied = clipboard()
    assert copied[headings.index("Outcome")] == rows[0]["outcome"]


def test_deliveries_are_exported_as_they_are_shown(activity: ActivityPage, qtbot: QtBot, scene: Scenery) -> None:
    activity._choice.choose("deliveries")
    model = activity._deliveries.model
    rows = written(requested(activity, qtbot), scene)
    assert [row["delivery"] for row in rows] == [str(one.id) for one in model.shown]
    titles = [column.title for column in model.columns]
    for number, row in enumerate(rows):
        assert row["thread"] == model.index(number, titles.index("Thread")).data()
        assert row["channel"] == model.index(number, titles.index("Channel")).data()


def test_the_menu_of_runs_copies_and_exports(activity: ActivityPage, qtbot: QtBot) -> None:
    menu = activity._runs.table.findChild(RowsMenu)
    assert menu is not None
    activity._runs.table.selectRow(0)
    activity._runs.table.customContextMenuRequested.emit(QPoint(5, 5))
    copy, export = menu.actions()
    assert [copy.text(), export.text()] == ["Copy row\tCtrl+C", "Export all shown…\tCtrl+E"]
    copy.trigger()
    assert len(clipboard()) == 2
    requested(activity, qtbot, export.trigger)
    menu.close()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_a_campaign_is_exported_as_it_is_shown(
    campaigns: CampaignsPage, qtbot: QtBot, scene: Scenery, kind: str
) -> None:
    campaigns._table.sortByColumn(CampaignColumn.VIEWS, Qt.SortOrder.DescendingOrder)
    campaigns._header.search.setText("o")
    model = campaigns._model
    assert 1 < model.rowCount() < model.total
    request = requested(campaigns, qtbot)
    assert (request.what, request.name) == ("videos", "Autumn launch 2026-10-21")
    rows = written(request, scene, kind)
    items = [model.item(row) for row in range(model.rowCount())]
    assert [row["video_id"] for row in rows] == [str(one.entry.video_id) for one in items]
    for number, (row, one) in enumerate(zip(rows, items, strict=True)):
        nothing = "" if kind == "csv" else None
        assert row["currency"] == LAUNCH.currency
        assert (row["measured_at"] or None, row["state"]) == (iso(one.measured_at), one.standing.value)
        assert row["origin"] == (nothing if one.sample is None else one.sample.origin.value)
        price = None if row["price"] in (None, "") else round(float(row["price"]) * 100)
        assert price == one.entry.cents
        if one.per_thousand is None:
            assert (row["cost_per_1000_views"], row["cost_per_1000_views_exactness"]) == (nothing, nothing)
            continue
        cost = campaign_words.money(
            float(row["cost_per_1000_views"]) * 100, "EUR", rounded=row["cost_per_1000_views_exactness"] == "rounded"
        )
        assert model.cell(number, CampaignColumn.CPM).text == cost
        assert one.views is not None
        assert (int(row["views"]), row["views_exactness"]) == (
            one.views.number,
            "rounded" if one.views.rounded else "exact",
        )


def test_hidden_columns_of_a_campaign_are_left_out_and_where_it_is_from_never(
    campaigns: CampaignsPage, qtbot: QtBot, scene: Scenery
) -> None:
    header = campaigns._table.horizontalHeader()
    header.moveSection(header.visualIndex(CampaignColumn.PRICE), header.visualIndex(CampaignColumn.VIEWS))
    campaigns._table.setColumnHidden(CampaignColumn.USUAL, True)
    keys = list(written(requested(campaigns, qtbot), scene)[0])
    assert keys.index("price") < keys.index("views") < keys.index("measured_at") < keys.index("origin")
    assert "times_usual" not in keys


def test_several_selected_videos_of_a_campaign_are_exported_alone(
    campaigns: CampaignsPage, qtbot: QtBot, scene: Scenery
) -> None:
    campaigns._table.select([video_id(2), video_id(0)])
    rows = written(requested(campaigns, qtbot, _entry(campaigns._menu, "Export 2 rows…", campaigns)), scene)
    assert {row["video_id"] for row in rows} == {str(video_id(0)), str(video_id(2))}
    [gift] = [row for row in rows if row["video_id"] == str(video_id(2))]
    assert (gift["price"], gift["gift"]) == ("80.0", "true")


def _entry(menu: QMenu, text: str, page: CampaignsPage) -> Callable[[], None]:
    """Opens the menu; returns what chooses the entry."""
    table = page._advertisers.table if page._is_about_advertisers else page._table
    table.menu_wanted.emit(QPoint(10, 10))
    [action] = [one for one in menu.actions() if one.text().partition("\t")[0] == text]
    return action.trigger


def test_copied_videos_of_a_campaign_are_text_with_tabs(campaigns: CampaignsPage, scene: Scenery) -> None:
    campaigns._table.select([video_id(0)])
    campaigns._table.setFocus()
    QTest.keyClick(campaigns._table, Qt.Key.Key_C, CONTROL)
    headings, row = clipboard()
    shown = dict(zip(headings, row, strict=True))
    assert (shown["Video"], shown["Creator"]) == ("One pot, no stress 🍝 with @oatandgrain #ad", "mara.onepot")
    assert (shown["Views"], shown["Price"], shown["Vs. usual"]) == ("≈ 412K", "€450", "≈ 5.2× of 11")
    campaigns._table.select([video_id(4)])
    campaigns._rows.copy()
    headings, row = clipboard()
    assert row[headings.index("Price")] == "—"


def test_the_page_menu_of_campaigns_exports(campaigns: CampaignsPage, qtbot: QtBot, scene: Scenery) -> None:
    campaigns._more.click()
    [action] = [one for one in campaigns._list_menu.actions() if one.text() == "Export…\tCtrl+E"]
    assert action.isEnabled()
    assert len(written(requested(campaigns, qtbot, action.trigger), scene)) == campaigns._model.rowCount()
    campaigns._header.search.setText("no such video")
    campaigns._more.click()
    assert not action.isEnabled()


@pytest.mark.parametrize("kind", ["csv", "xlsx", "json"])
def test_who_advertises_is_exported_as_it_is_shown(
    campaigns: CampaignsPage, qtbot: QtBot, scene: Scenery, kind: str
) -> None:
    campaigns._switch.choose(ADVERTISERS)
    campaigns._advertisers.table.sortByColumn(advertisers.Column.FOLLOWERS, Qt.SortOrder.AscendingOrder)
    campaigns._advertisers.search.setText("s")
    model = campaigns._advertisers.model
    assert 1 < model.rowCount() < model.total
    rows = written(requested(campaigns, qtbot), scene, kind)
    items = [model.item(row) for row in range(model.rowCount())]
    assert [row["creator_id"] for row in rows] == [str(one.creator.id) for one in items]
    assert [int(row["ads"]) for row in rows] == [one.ads for one in items]
    for row, one in zip(rows, items, strict=True):
        assert one.creator.sample is not None
        assert (row["measured_at"], row["origin"]) == (iso(one.creator.sample.at), "profile_page")
        assert row["brands"].startswith(f"{one.brands[0].handle} {len(one.brands[0].videos)}")
        assert row["latest_ad_posted_at"] == iso(one.last)


def test_who_advertises_is_copied_and_exported_by_its_menu(
    campaigns: CampaignsPage, qtbot: QtBot, scene: Scenery
) -> None:
    campaigns._switch.choose(ADVERTISERS)
    table = campaigns._advertisers.table
    table.select([FIRST_CREATOR])
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_C, CONTROL)
    headings, row = clipboard()
    shown = dict(zip(headings, row, strict=True))
    assert (shown["Name"], shown["Creator"], shown["Ads"]) == ("Mara Lindqvist", "mara.onepot", "4 of 15")
    assert shown["For whom"].startswith("'@pan.world 3×")  # @ begins a formula in some spreadsheets
    table.select([FIRST_CREATOR, FIRST_CREATOR + 1])
    rows = written(
        requested(campaigns, qtbot, _entry(campaigns._advertisers._menu, "Export 2 rows…", campaigns)), scene
    )
    assert {row["creator_id"] for row in rows} == {str(FIRST_CREATOR), str(FIRST_CREATOR + 1)}


def test_a_campaign_without_videos_exports_nothing(campaigns: CampaignsPage, qtbot: QtBot) -> None:
    campaigns._header.search.setText("no such video")
    with qtbot.assertNotEmitted(campaigns.export_requested):
        shortcut(campaigns, Qt.Key.Key_E, CONTROL)
    campaigns._table.clearSelection()
    QGuiApplication.clipboard().setText("before")
    campaigns._rows.copy()
    assert QGuiApplication.clipboard().text() == "before"
