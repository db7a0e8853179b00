"""Text and icon labels. A label's role decides its style, see `stylesheet.py`."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFont, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import restyle

TABULAR = QFont.Tag("tnum")
PART = " · "  # between the parts of a line


class Label(QLabel):
    """Plain text, never markup: much of it was written by strangers."""

    def __init__(
        self, text: str = "", role: str = "body", *, tone: str = "", tabular: bool = False, wrap: bool = False
    ) -> None:
        """tone: "", ok, bad, warn, hot, accent or quiet. tabular: digits of equal width, for numbers that change."""
        super().__init__(text)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("role", role)
        self.setProperty("tone", tone)
        self.setWordWrap(wrap)
        if tabular:
            font = self.font()
            font.setFeature(TABULAR, 1)
            self.setFont(font)

    def set_role(self, role: str) -> None:
        restyle(self, "role", role)

    def set_tone(self, tone: str) -> None:
        restyle(self, "tone", tone)


class ElidedLabel(Label):
    """One line that ends in “…” if it doesn't fit; the tooltip then has the full text.

    It requests no width of its own: give it the free space of its row.
    """

    def __init__(self, text: str = "", role: str = "body", *, tone: str = "") -> None:
        super().__init__(text, role, tone=tone)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def setText(self, text: str) -> None:
        super().setText(" ".join(text.split()))
        self._explain()

    def minimumSizeHint(self) -> QSize:
        return QSize(24, super().minimumSizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.contentsRect(), self.alignment(), self._shown())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._explain()

    def _shown(self) -> str:
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.contentsRect().width())

    def _explain(self) -> None:
        self.setToolTip(tooltips.plain(self.text()) if self._shown() != self.text() else "")


class PartsLabel(ElidedLabel):
    """One line of parts, such as "Daily · next at 14:32". What doesn't fit is left out whole, from the last part on."""

    def _shown(self) -> str:
        parts, room = self.text().split(PART), self.contentsRect().width()
        for number in range(len(parts), 1, -1):
            text = PART.join(parts[:number])
            if self.fontMetrics().horizontalAdvance(text) <= room:
                return text
        return self.fontMetrics().elidedText(parts[0], Qt.TextElideMode.ElideRight, room)


class IconLabel(QLabel):
    """An icon that follows the theme. It says nothing to screen readers: the text beside it does."""

    def __init__(self, theme: Theme, icon: str, color: str = "text3", size: int = 16) -> None:
        """color: a token's name."""
        super().__init__()
        self._theme, self._icon, self._color, self._size = theme, icon, color, size
        self.setFixedSize(size, size)
        theme.changed.connect(self._tint)
        self._tint()

    def set_icon(self, icon: str, color: str) -> None:
        self._icon, self._color = icon, color
        self._tint()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.DevicePixelRatioChange:  # such as on another screen
            self._tint()
        return super().event(event)

    def _tint(self) -> None:
        color = self._theme.color(self._color)
        self.setPixmap(self._theme.icons.pixmap(self._icon, color, self._size, self.devicePixelRatioF()))
