"""The row about the log and the diagnostics in the Settings."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.words import diagnostics as words


class DiagnosticsRow(QWidget):
    """
    Signals:
        log_wanted: The user wants to see the log.
        copy_wanted: The user wants the diagnostics in the clipboard.
    """

    log_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        log = Button(theme, words.SHOW_LOG, icon="list")
        copy = Button(theme, words.COPY, icon="copy")
        buttons = QWidget()
        buttons.setLayout(row(log, copy, spacing=8))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(SettingRow(theme, words.NAME, words.HINT, buttons))
        log.clicked.connect(self.log_wanted)
        copy.clicked.connect(self.copy_wanted)
