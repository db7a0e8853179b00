"""Whether the inbox shows only what is unread."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox

from tiktrack_gui.ui.widgets.keys import ENTER

KEY = "U"
ON, OFF = b"unread", b"all"


class UnreadOnly(QCheckBox):
    """Remembered for the next start. Like the buttons beside it, it takes focus only by keyboard, and Enter works."""

    def __init__(self) -> None:
        super().__init__("Unread only")
        self.setAccessibleName(self.text())
        self.setObjectName("Inbox: unread only")
        self.setToolTip(f"Leave out alerts you’ve read ({KEY})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self.click()
        else:
            super().keyPressEvent(event)

    def saveState(self) -> QByteArray:
        """See `ui.window.arrangement`."""
        return QByteArray(ON if self.isChecked() else OFF)

    def restoreState(self, state: QByteArray) -> bool:
        known = bytes(state.data())
        if known not in (ON, OFF):
            return False
        self.setChecked(known == ON)
        return True
