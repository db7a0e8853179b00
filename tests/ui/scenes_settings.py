"""The Settings page in each of its states."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import cast

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.config.test_tokens import MS, FakeKeyring
from tests.ui.browsers import FakeBrowsers
from tests.ui.connections import connections
from tests.ui.scenery import in_window, planning_of, scenery
from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import SERVICE, Tokens
from tiktrack_gui.core.backups import Backup
from tiktrack_gui.core.errors import BrowserInstallFailed, DiscordUntrusted, ProxyFault, TikTokProxyFailed
from tiktrack_gui.core.space import Space
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.services.autostart import Autostart
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.services.connection import Reached, Target
from tiktrack_gui.services.space import SpaceOfFile
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.settings.autostart import AutostartRow
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.database import DatabaseRow
from tiktrack_gui.ui.settings.page import SettingsPage
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.window.help_sheet import HelpSheet
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words.backups import ON_A_SERVER

HOUR = 3600


class FakeKeeper(QObject):
    """Lists a few backups at once."""

    changed = Signal()

    def __init__(self, now: float) -> None:
        super().__init__()
        self._now = int(now)

    async def listed(self) -> list[Backup]:
        days = ((0, "0003_left_out"), (1, "0003_left_out"), (2, "replaced"), (9, "0002_posted_before"))
        return [
            Backup(name=f"tiktrack-{day}-{state}.db", at=self._now - 3 * HOUR - day * 24 * HOUR, size=4_100_000 - day)
            for day, state in days
        ]


class FakeSpace:
    """A file of some months."""

    async def measured(self) -> Space:
        return Space(size=212_300_000, in_a_year=1_380_000_000)


class FakeLoginEntry:
    """None so far."""

    def is_there(self) -> bool:
        return False

    def write(self, command: Sequence[str]) -> None:
        pass

    def remove(self) -> None:
        pass


Act = Callable[[SettingsPage], None]
FOLDER = Path("/home/mara/.local/share/TikTrack")


def settings(theme: Theme) -> QWidget:
    return page_in_window(theme)


def refused(theme: Theme) -> QWidget:
    def act(page: SettingsPage) -> None:
        path = page._form.rows["browser_path"]
        path._take_file("/opt/vivaldi/vivaldi")
        QTimer.singleShot(10, path.focus)

    return page_in_window(theme, act)


def out_of_bounds(theme: Theme) -> QWidget:
    def act(page: SettingsPage) -> None:
        field = page._form.rows["posting_minutes"]._control
        assert isinstance(field, NumberField)
        field.lineEdit().selectAll()
        QTest.keyClicks(field, "90000")
        QTimer.singleShot(10, field, field.setFocus)

    return page_in_window(theme, act)


def locked(theme: Theme) -> QWidget:
    fixed = {"TIKTOK_TRENDING_LIMIT": "120", "MIN_FOLLOWERS": "5000", "TIKTRACK_BROWSER_PATH": "/usr/bin/chromium"}
    return page_in_window(theme, _more, environment=Environment(fixed | {"TIKTOK_MS_TOKEN": MS}))


def no_browser(theme: Theme) -> QWidget:
    def act(page: SettingsPage) -> None:
        page._browser._download._say(str(BrowserInstallFailed()), "bad")
        QTimer.singleShot(50, page.show_browser)

    return page_in_window(theme, act, installed=False)


def downloading(theme: Theme) -> QWidget:
    def act(page: SettingsPage) -> None:
        download = page._browser._download
        download._show_working(True)
        download._progress.start(70, 174)
        download._say("Downloading Chromium 140.0.7339.16, 70 of 174 MB")

    return page_in_window(theme, act)


def advanced(theme: Theme) -> QWidget:
    return page_in_window(theme, _more)


def data(theme: Theme) -> QWidget:
    return page_in_window(theme, _show_data)


def on_a_server(theme: Theme) -> QWidget:
    return page_in_window(theme, _show_data, server="psycopg3://team@db.example/tiktrack")


def network(theme: Theme) -> QWidget:
    """After a test, with each kind of outcome."""
    proxy = "proxy.example:3128"
    outcomes = (
        Reached(Target.TIKTOK, proxy, None),
        Reached(Target.DISCORD, proxy, DiscordUntrusted("discord.com")),
        Reached(Target.PICTURES, proxy, TikTokProxyFailed(ProxyFault.REFUSED, proxy)),
    )

    def act(page: SettingsPage) -> None:
        row = page._form._connection
        row._results.show()
        for outcome in outcomes:
            row._show(outcome)
        QTimer.singleShot(50, page, page.show_network)

    return page_in_window(theme, act)


def testing(theme: Theme) -> QWidget:
    def act(page: SettingsPage) -> None:
        row = page._form._connection
        for line in row._lines.values():
            line.show_testing()
        row._results.show()
        row._show_testing(True)
        row._show(Reached(Target.PICTURES, "", None))
        QTimer.singleShot(50, page, page.show_network)

    return page_in_window(theme, act)


def help_numbers(theme: Theme) -> QWidget:
    sheet = HelpSheet(theme, None)
    sheet._part.choose("numbers")
    return sheet


def help_keys(theme: Theme) -> QWidget:
    return HelpSheet(theme, None)


SCENES: dict[str, tuple[Callable[[Theme], QWidget], int, int]] = {
    "settings": (settings, 1440, 900),
    "settings_small": (settings, 1024, 640),
    "settings_refused": (refused, 1440, 900),
    "settings_out_of_bounds": (out_of_bounds, 1440, 900),
    "settings_locked": (locked, 1440, 900),
    "settings_no_browser": (no_browser, 1024, 640),
    "settings_downloading": (downloading, 1440, 900),
    "settings_advanced": (advanced, 1440, 900),
    "settings_advanced_small": (advanced, 1024, 640),
    "settings_data": (data, 1440, 900),
    "settings_data_small": (data, 1024, 640),
    "settings_network": (network, 1440, 900),
    "settings_network_small": (network, 1024, 640),
    "settings_testing": (testing, 1440, 900),
    "settings_on_a_server": (on_a_server, 1440, 900),
    "settings_on_a_server_small": (on_a_server, 1024, 640),
    "help_keys": (help_keys, 940, 640),
    "help_numbers": (help_numbers, 940, 640),
}


def page_in_window(
    theme: Theme,
    act: Act | None = None,
    *,
    installed: bool = True,
    environment: Environment | None = None,
    server: str = "",
    **saved: object,
) -> QWidget:
    """saved: the contents of the settings' file, by field of `Values`."""
    environment = environment or Environment()
    ring = FakeKeyring()
    ring.kept[SERVICE, Kind.TIKTOK] = MS
    with scenery() as scene:
        keeper = None if server else cast(BackupKeeper, FakeKeeper(scene.clock.now()))
        values = scene.settings(environment, **saved)
        space = None if server else cast(SpaceOfFile, FakeSpace())
        page = SettingsPage(
            theme,
            SettingChanges(values, scene.tasks, Messages()),
            Tokens(environment, Secrets(), lambda: ring),
            FakeBrowsers(scene.folder, installed=installed),
            FOLDER,
            DatabaseRow(theme, server, space, values, scene.tasks),
            BackupRow(theme, keeper, ON_A_SERVER, scene.tasks, Messages(), scene.clock.now),
            AutostartRow(theme, Autostart(FakeLoginEntry(), ()), scene.tasks, Messages()),
            connections(),
            planning_of(scene).demand,
            scene.tasks,
            Messages(),
        )
        QTimer.singleShot(5, page.setFocus)
        if act is not None:
            act(page)
        return in_window(theme, "settings", page)


def _show_data(page: SettingsPage) -> None:
    QTimer.singleShot(50, partial(page._form.ensureWidgetVisible, page._form.rows["backup_gigabytes"]))


def _more(page: SettingsPage) -> None:
    """Opens the Advanced section and scrolls to it."""
    page._form._more.setChecked(True)
    QTimer.singleShot(
        50, page, lambda: page._form.verticalScrollBar().setValue(page._form.verticalScrollBar().maximum())
    )
