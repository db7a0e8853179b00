"""The box of lists. In its open menu, lists are moved: dragged, or with Alt and an arrow key."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QComboBox, QFrame

from tiktrack_gui.ui.theme.theme import Theme

FIRST = 1  # place of the first list; above it are all who are tracked
WIDEST = 420  # px of the menu, at the default text size
EDGE = 24  # px beside a name
MARK = 2  # px high


class ListsCombo(QComboBox):
    """
    Signals:
        moved: A list is to stand elsewhere. args: its place, and the place it is to be put before; both of now.
    """

    moved = Signal(int, int)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pressed: QPoint | None = None  # where the mouse button went down
        self._held: int | None = None  # place of the list that is dragged
        self._menu = self.view()
        self._mark = QFrame(self._menu.viewport())  # where it would be put
        self._mark.setProperty("surface", "drop")
        self._mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._mark.hide()
        for part in (self._menu, self._menu.viewport()):  # after Qt's own filters, to be asked before them
            part.installEventFilter(self)

    @property
    def is_open(self) -> bool:
        return self._menu.isVisible()

    def point_at(self, place: int) -> None:
        """Moves to a row of the open menu, without choosing it."""
        self._menu.setCurrentIndex(self.model().index(place, self.modelColumn()))

    def showPopup(self) -> None:
        """Makes the menu wide enough for the names."""
        names = self._menu.sizeHintForColumn(0) + EDGE
        self._menu.setMinimumWidth(min(max(names, self.width()), self._theme.px(WIDEST)))
        super().showPopup()

    def hidePopup(self) -> None:
        self._let_go()
        super().hidePopup()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QMouseEvent) and watched is self._menu.viewport():
            return self._drag(event)
        if isinstance(event, QKeyEvent) and self._takes(event):
            if event.type() == QEvent.Type.KeyPress:
                self._press(Qt.Key(event.key()))
            event.accept()  # as an override of shortcuts, with which Qt closes the menu
            return True
        return False

    def _drag(self, event: QMouseEvent) -> bool:
        """Follows the mouse; True if Qt isn't to choose the row below it."""
        at = event.position().toPoint()
        match event.type():
            case QEvent.Type.MouseButtonPress:
                self._pressed = at if event.button() == Qt.MouseButton.LeftButton else None
            case QEvent.Type.MouseMove if self._pressed is not None:
                if not event.buttons() & Qt.MouseButton.LeftButton:  # let go elsewhere
                    self._let_go()
                elif self._held is None and self._is_far(at):
                    place = self._menu.indexAt(self._pressed).row()
                    self._held = place if place >= FIRST else None
                if self._held is not None:
                    self._show_mark(self._place_at(at))
                    return True
            case QEvent.Type.MouseButtonRelease:
                held = self._held
                self._let_go()
                if held is not None:
                    self._put(held, self._place_at(at))
                    return True
        return False

    def _takes(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Escape:
            return self._held is not None
        by_alt = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == Qt.KeyboardModifier.AltModifier
        return self.is_open and by_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down)

    def _press(self, key: Qt.Key) -> None:
        here = self._menu.currentIndex().row()
        if key == Qt.Key.Key_Escape:
            self._let_go()
        elif here >= FIRST:
            self._put(here, max(here - 1, FIRST) if key == Qt.Key.Key_Up else min(here + 2, self.count()))

    def _put(self, place: int, before: int) -> None:
        if before not in (place, place + 1):  # where it is
            self.moved.emit(place, before)

    def _is_far(self, at: QPoint) -> bool:
        pressed = self._pressed or at
        return (at - pressed).manhattanLength() >= QGuiApplication.styleHints().startDragDistance()

    def _place_at(self, at: QPoint) -> int:
        """The place before which a list is put that is let go there."""
        for place in range(FIRST, self.count()):
            if at.y() < self._row(place).center().y():
                return place
        return self.count()

    def _row(self, place: int) -> QRect:
        return self._menu.visualRect(self.model().index(place, self.modelColumn()))

    def _show_mark(self, before: int) -> None:
        row = self._row(min(before, self.count() - 1))
        y = row.top() if before < self.count() else row.bottom() + 1 - MARK
        self._mark.setGeometry(0, y, self._menu.viewport().width(), MARK)
        self._mark.show()
        self._mark.raise_()
        self._menu.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)

    def _let_go(self) -> None:
        self._pressed = self._held = None
        self._mark.hide()
        self._menu.viewport().unsetCursor()
