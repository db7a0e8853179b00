"""A short message at the bottom of a page that disappears by itself."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QEnterEvent
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import IconLabel, Label

SHOWN_FOR = 4000  # ms
BOTTOM = 20
_ICONS = {"ok": ("circle-check", "toast_ok"), "bad": ("circle-alert", "toast_bad"), "info": ("info", "toast_link")}


class Toast(QFrame):
    """Floats over the bottom centre of its page; a new one replaces the old.

    Signals:
        acted: Its button was pressed.
    """

    acted = Signal()

    def __init__(self, theme: Theme, page: QWidget) -> None:
        super().__init__(page)
        self._page = page
        self._icon = IconLabel(theme, *_ICONS["ok"])
        self._words = Label()
        self._action = Button(theme, "", kind="link")
        self._action.setAutoDefault(False)  # Enter in a field of a dialog mustn't take back what it did
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SHOWN_FOR)
        self._timer.timeout.connect(self.hide)
        self.setProperty("surface", "toast")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(row(self._icon, self._words, self._action, margins=(12, 2, 12, 2)))
        self._action.clicked.connect(self._act)
        page.installEventFilter(self)
        self.hide()

    def say(self, text: str, *, action: str = "", kind: str = "ok") -> None:
        """kind: ok, bad or info. action: a button's text; empty = no button."""
        self._icon.set_icon(*_ICONS[kind])
        self._words.setText(text)
        self._action.set_text(action)
        self._action.setVisible(bool(action))
        self.setAccessibleName(text)
        self.setFixedHeight(38)
        self.show()
        self._place()
        self.raise_()
        self._timer.start()

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self._timer.stop()  # it waits while the pointer is on it

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        if self.isVisible():
            self._timer.start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._page and event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return False

    def _place(self) -> None:
        self.adjustSize()
        self.move((self._page.width() - self.width()) // 2, self._page.height() - self.height() - BOTTOM)

    def _act(self) -> None:
        self.hide()
        self.acted.emit()
