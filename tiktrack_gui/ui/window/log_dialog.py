"""Shows the log without people and secrets, to be read and passed on."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontDatabase, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QDialog, QPlainTextEdit, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import diagnostics as words

SIZE = 820, 540  # px


class LogDialog(QDialog):
    """Opened with open(); Esc closes it.

    Signals:
        wanted: The log is to be read, now or once more; `show_log` then shows it.
    """

    wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._text = QPlainTextEdit()
        self._text.setReadOnly(True)
        self._text.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self._text.setTabChangesFocus(True)
        self._text.setAccessibleName("Log")
        self._text.setPlaceholderText(words.READING)
        self._text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self._copy = Button(theme, "Copy log", icon="copy")
        again = Button(theme, "Refresh", icon="refresh-cw", hint="F5")
        close = Button(theme, "Close", kind="primary", hint="Esc")
        again.setShortcut("F5")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Log")
        self.resize(*SIZE)
        head = column(Label("Log", "section"), Label(words.ABOUT_LOG, "secondary", wrap=True), spacing=4,
                      margins=(24, 20, 24, 12))  # fmt: skip
        foot = row(again, None, self._copy, close, margins=(24, 12, 24, 16))
        body = column(head, hairline(), (self._text, 1), hairline(), foot, spacing=0)
        self.setLayout(column(framed("page", body), spacing=0))
        self._copy.setEnabled(False)
        self._copy.clicked.connect(self._copy_all)
        again.clicked.connect(self.wanted)
        close.clicked.connect(self.accept)
        close.setDefault(True)

    def show_log(self, text: str) -> None:
        """Shows the blanked log, at its end."""
        self._text.setPlainText(text or words.EMPTY_LOG)
        self._copy.setEnabled(bool(text))
        self._text.moveCursor(QTextCursor.MoveOperation.End)
        self._text.moveCursor(QTextCursor.MoveOperation.StartOfLine)

    def _copy_all(self) -> None:
        QGuiApplication.clipboard().setText(self._text.toPlainText())
