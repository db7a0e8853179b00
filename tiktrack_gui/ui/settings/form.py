"""A scrolling sheet with all settings: cards in two columns, or in one if there is no room for two."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QWidget

from tiktrack_gui.config.values import KEYS
from tiktrack_gui.ui.settings.alerts import GROUP, AlertsCard
from tiktrack_gui.ui.settings.autostart import AutostartRow
from tiktrack_gui.ui.settings.backups import BackupRow
from tiktrack_gui.ui.settings.browser import BrowserRow
from tiktrack_gui.ui.settings.connection import ConnectionRow
from tiktrack_gui.ui.settings.database import DatabaseRow
from tiktrack_gui.ui.settings.diagnostics import DiagnosticsRow
from tiktrack_gui.ui.settings.rows import Card, KeyRow
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.tokens.form import TokenForm
from tiktrack_gui.ui.widgets.boxes import column, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.words.settings import GROUPS

TWO_COLUMNS_FROM = 1000  # px
WIDEST = 1240  # px; longer lines are hard to follow
ABOUT = "TikTrack {version}  ·  Inter typeface, SIL OFL 1.1  ·  Lucide icons, ISC  ·  Qt for Python, LGPL"


class SettingsForm(QScrollArea):
    """Creates the rows of the settings and arranges them with the given widgets.

    Attributes:
        rows: The rows by the setting's name.
        alerts: The card about alerts.
        diagnostics: The row about the log and the diagnostics.
    """

    def __init__(
        self,
        theme: Theme,
        browser: BrowserRow,
        token: TokenForm,
        database: DatabaseRow | None,
        backups: BackupRow,
        autostart: AutostartRow | None,
        connection: ConnectionRow,
        login: TokenForm,
        folder: Path,
    ) -> None:
        """database, autostart: None if there is nothing to say about it. login: of the proxy."""
        super().__init__()
        self._backups, self._autostart = backups, autostart
        self._connection, self._login = connection, login
        self.rows = {name: KeyRow(theme, KEYS[name]) for group in GROUPS.values() for name in group}
        self.alerts = AlertsCard(theme, {name: self.rows[name] for name in GROUPS[GROUP]})
        self._browser, self._token, self._folder, self._database = browser, token, folder, database
        self._more = Button(theme, "Advanced", icon="chevron-right", kind="link")
        self._open = Button(theme, "Open folder", icon="folder-open")
        self.diagnostics = DiagnosticsRow(theme)
        self._columns: list[QBoxLayout] = []
        self._advanced = QWidget()
        self._lay_out(theme)
        self._more.setCheckable(True)
        self._more.toggled.connect(self._show_advanced)
        self._open.clicked.connect(self._open_folder)
        self._connection.grown.connect(self._follow_connection, Qt.ConnectionType.QueuedConnection)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = self.viewport().width() >= TWO_COLUMNS_FROM
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for columns in self._columns:
            columns.setDirection(direction)

    def show_browser(self) -> None:
        """Scrolls to the browser's row and focuses it."""
        self.ensureWidgetVisible(self._browser)
        self._browser.focus()

    def show_network(self) -> None:
        """Scrolls to the proxy, which is focused, and the test of the connection."""
        self.ensureWidgetVisible(self._connection)
        self.rows["proxy"].focus()

    def show_alerts(self) -> None:
        """Scrolls to the alerts, of which the first is focused."""
        self.ensureWidgetVisible(self.alerts)
        self.alerts.focus()

    def _follow_connection(self) -> None:
        """Keeps the outcome of the test in sight, once there is room for it."""
        if self._connection.isVisible():
            self.ensureWidgetVisible(self._connection)

    def _show_advanced(self, shown: bool) -> None:
        """Shows or hides the advanced settings; looks for the tokens only now, as the keyring may need unlocking."""
        self._advanced.setVisible(shown)
        self._more.set_icon("chevron-down" if shown else "chevron-right")
        if shown:
            self._token.look()
            self._login.look()

    def _open_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._folder)))

    def _card(self, group: str, *before: QWidget, after: Sequence[QWidget] = ()) -> Card:
        return Card(group, *before, *(self.rows[name] for name in GROUPS[group]), *after)

    def _lay_out(self, theme: Theme) -> None:
        left = column(
            self._card("Trending"),
            self._card("Creators and posting"),
            self.alerts,
            self._card("Window", *([] if self._autostart is None else [self._autostart])),
            self._card("Appearance"),
            None,
            spacing=24,
        )
        right = column(
            self._card("TikTok and browser", self._browser),
            self._card("Network", after=(self._connection,)),
            self._data_card(theme),
            None,
            spacing=24,
        )
        for form in (self._token, self._login):
            form.setContentsMargins(0, 12, 0, 12)
        advanced = self._side_by_side(
            column(self._card("Score weights"), self._card("Discover"), None, spacing=24),
            column(Card("TikTok cookie", self._token), Card("Proxy", self._login), None, spacing=24),
        )
        advanced.setContentsMargins(0, 8, 0, 0)
        self._advanced.setLayout(advanced)
        self._advanced.hide()
        about = Label(ABOUT.format(version=version("tiktrack-gui")), "hint", wrap=True)
        parts = (self._side_by_side(left, right), row(self._more, None), self._advanced, hairline(), about, None)
        sheet = scrolled(self, column(*parts, spacing=16, margins=(24, 20, 24, 20)))
        sheet.setMaximumWidth(WIDEST)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _side_by_side(self, left: QBoxLayout, right: QBoxLayout) -> QBoxLayout:
        """Returns two columns of equal width; `resizeEvent` stacks them if there is no room."""
        columns = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        columns.setSpacing(32)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        self._columns.append(columns)
        return columns

    def _data_card(self, theme: Theme) -> Card:
        where = SettingRow(theme, "Data folder", str(self._folder), self._open)
        self._open.setAccessibleName("Open data folder")
        database = [] if self._database is None else [self._database]
        return self._card("Data", where, *database, self._backups, self.diagnostics)
