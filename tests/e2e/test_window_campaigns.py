"""The Campaigns tab in the real window, from the first campaign on, against the TikTok look-alike; and in the demo."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from tests.e2e.window import Driver, Window
from tests.lookalikes.tiktok import TikTokLookalike
from tests.waiting import until
from tiktrack_gui.core.numbers import compact
from tiktrack_gui.store import Store
from tiktrack_gui.ui.campaigns.add_dialog import AddDialog
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.editors import CellField
from tiktrack_gui.ui.campaigns.form import CampaignForm
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.campaigns.table import VideosTable

pytestmark = pytest.mark.desktop


def page_of(window: Window) -> CampaignsPage:
    page = window.main.page("campaigns")
    assert isinstance(page, CampaignsPage)
    return page


def price_of(page: CampaignsPage, video_id: int) -> str:
    row = page._model.row_of(video_id)
    return "" if row is None else page._model.cell(row, Column.PRICE).text


@pytest.mark.browser
def test_from_the_first_campaign_to_what_it_cost(without_demo: Driver, with_tiktok: TikTokLookalike) -> None:
    items = with_tiktok.content.feed(30)["itemList"][:2]
    first, second = (int(item["id"]) for item in items)
    links = [f"https://www.tiktok.com/@{item['author']['uniqueId']}/video/{item['id']}" for item in items]

    async def user(window: Window) -> None:
        await window.active()
        window.keys("Ctrl+4")
        await until(lambda: "What did your collaborations bring?" in window.words)
        window.press("New campaign…")
        await until(lambda: window.find(CampaignForm) is not None)
        form = window.the(CampaignForm)
        window.the(QLineEdit, "Name", within=form).setText("Summer launch")
        window.press("Create campaign", within=form)
        await until(lambda: "No videos yet" in window.words)
        QGuiApplication.clipboard().setText(f"{links[0]} 150\n{links[1]}\tgift 80\n{links[0]}")
        window.press("Add videos…")
        await until(lambda: window.find(AddDialog) is not None)
        dialog = window.the(AddDialog)
        dialog._edit.paste()
        await until(lambda: window.offers("Add 2 videos"))
        window.press("Add 2 videos", within=dialog)
        page = page_of(window)
        await until(lambda: page._model.rowCount() == 2)
        await until(lambda: all(page._model.item(row).views is not None for row in range(2)))  # by itself
        views = items[0]["stats"]["playCount"]
        assert compact(views) in page._model.cell(page._model.row_of(first) or 0, Column.VIEWS).text
        assert "Cost" in window.words
        await window.active()  # again, after the dialog: only an active window takes shortcuts
        table = window.the(VideosTable)
        table.setFocus()
        table.select([first])
        window.keys("F2")
        await until(lambda: window.find(CellField) is not None)
        QTest.keyClicks(window.the(CellField), "200")
        QTest.keyClick(window.the(CellField), Qt.Key.Key_Return)
        await until(lambda: price_of(page, first) == "$200")
        window.keys("Ctrl+Z")
        await until(lambda: price_of(page, first) == "$150")
        window.keys("F5")
        await until(lambda: window.offers("Stop"))
        await until(lambda: window.offers("Measure now"))
        table.select([second])
        window.keys("Del")
        await until(lambda: page._model.rowCount() == 1)
        window.keys("Ctrl+Z")
        await until(lambda: page._model.rowCount() == 2)
        assert window.trouble == ""

    without_demo(user)
    with Store(without_demo.folder.database) as store:
        [campaign] = store.campaigns.all().result()
        found = {one.video_id: (one.cents, one.is_gift) for one in store.campaigns.videos(campaign.id or 0).result()}
    assert found == {first: (15_000, False), second: (8_000, True)}


def test_the_demo_has_a_campaign_and_says_who_advertises(drive: Driver) -> None:
    async def user(window: Window) -> None:
        await until(lambda: window.stories)
        await window.active()
        window.keys("Ctrl+4")
        await until(lambda: window.find(VideosTable) is not None)
        page = page_of(window)
        await until(lambda: page._model.rowCount() >= 5)
        assert page._details.isVisible()
        window.keys("Ctrl+Shift+O")
        await until(lambda: page._advertisers.model.rowCount() > 0)
        await until(lambda: page._advertisers.table.hasFocus())
        window.keys("Return")
        await until(lambda: window.main.key == "creators")

    drive(user)
