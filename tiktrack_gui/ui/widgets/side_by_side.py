"""Two parts side by side, or one below the other if there is no room: a narrow window, large text."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QBoxLayout, QLayout, QSizePolicy, QWidget

ACROSS, DOWN = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom


class SideBySide(QWidget):
    """Arranges two layouts to fit; requests no width of its own."""

    def __init__(
        self, left: QLayout, right: QLayout, *, shares: tuple[int, int] = (1, 1), line: QWidget | None = None
    ) -> None:
        """shares: of the free width. line: shown between them while they are side by side."""
        super().__init__()
        self._parts, self._line = (left, right), line
        self._box = QBoxLayout(ACROSS)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._box.addLayout(left, shares[0])
        if line is not None:
            self._box.addWidget(line)
        self._box.addLayout(right, shares[1])
        self.setLayout(self._box)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def event(self, event: QEvent) -> bool:
        """Rearranges the parts on a resize, and when one of them needs another width."""
        done = super().event(event)
        if event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self._turn()
        return done

    def _turn(self) -> None:
        between = self._box.spacing() if self._line is None else 2 * self._box.spacing() + self._line.sizeHint().width()
        fits = self.width() >= sum(part.minimumSize().width() for part in self._parts) + between
        self._box.setDirection(ACROSS if fits else DOWN)
        if self._line is not None:
            self._line.setVisible(fits)
