"""Forgetting a creator in the window: asked first, then gone from every page, file and backup."""

from __future__ import annotations

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox

from tests.e2e.window import Driver, Window
from tests.store.forgettable import HANDLE, ID, OTHER, plant, traces_on_disk
from tests.waiting import until
from tiktrack_gui.clock import SystemClock
from tiktrack_gui.store import Backups, Store
from tiktrack_gui.ui.creators.page import CreatorsPage
from tiktrack_gui.ui.trending.page import TrendingPage
from tiktrack_gui.ui.window.forget_dialog import ForgetDialog
from tiktrack_gui.words.forgetting import ACTION


def planted(drive: Driver) -> None:
    with Store(drive.folder.database) as store:
        plant(store)
    Backups(drive.folder.database).make(SystemClock().now())


def entry(page: CreatorsPage | TrendingPage) -> QAction:
    menu = page._menu if isinstance(page, CreatorsPage) else page._actions._menu
    return next(action for action in menu.actions() if action.text() == ACTION)


async def asked(window: Window) -> ForgetDialog:
    window.main.open_page("creators")
    page = window.the(CreatorsPage)
    await until(lambda: page._model.total == 2)
    page.select(ID)
    await until(lambda: page._pane.list.selected is not None and page._pane.list.selected.id == ID)
    page._menu.triggered.emit(entry(page))
    await until(lambda: window.find(ForgetDialog))
    return window.the(ForgetDialog)


def test_a_creator_is_forgotten_after_a_question(drive: Driver) -> None:
    planted(drive)

    async def user(window: Window) -> None:
        dialog = await asked(window)
        assert f"Forget @{HANDLE}?" in window.words
        assert window.offers("Team/#c0")
        window.the(QCheckBox, within=dialog).setChecked(True)
        before = window.session
        window.press("Forget", dialog)
        await until(lambda: window.offers("Close"))
        await until(lambda: window.program._session not in (None, before))
        assert "is forgotten, also in 1 backup" in window.words
        window.press("Close", dialog)
        page = window.the(CreatorsPage)
        await until(lambda: page._model.total == 1)
        assert page._model.entry(0).id == OTHER.id
        assert HANDLE not in window.words
        assert window.faults == []

    drive(user)
    assert traces_on_disk(drive.folder.root) == {}


def test_nothing_happens_if_the_user_changes_their_mind(drive: Driver) -> None:
    planted(drive)

    async def user(window: Window) -> None:
        dialog = await asked(window)
        session = window.session
        window.press("Cancel", dialog)
        await until(lambda: window.find(ForgetDialog) is None)
        assert window.program._session is session

    drive(user)
    with Store(drive.folder.database) as store:
        assert store.creators.find(ID).result() is not None


def test_trending_offers_it_for_one_creator_and_a_failure_is_said(drive: Driver) -> None:
    planted(drive)

    async def user(window: Window) -> None:
        window.main.open_page("trending")
        page = window.the(TrendingPage)
        page._actions.forget_requested.emit(ID)
        await until(lambda: window.find(ForgetDialog))
        dialog = window.the(ForgetDialog)
        drive.folder.database.rename(drive.folder.root / "away.db")
        drive.folder.database.mkdir()
        window.press("Forget", dialog)
        await until(lambda: window.offers("Close"))
        assert "Nothing was erased" in window.words
        window.press("Close", dialog)
        await until(lambda: window.find(ForgetDialog) is None)

    drive(user)
    assert traces_on_disk(drive.folder.root)
