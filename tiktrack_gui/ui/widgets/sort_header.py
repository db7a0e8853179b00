"""Column headings that sort a table: with the mouse, the keyboard, or from a menu."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QPoint, QRect, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QActionGroup,
    QFocusEvent,
    QKeyEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import QHeaderView, QMenu, QWidget

from tiktrack_gui.ui.theme.theme import RADIUS_CONTROL, Theme
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.rows_table import HEADER, RowsTable

HORIZONTAL = Qt.Orientation.Horizontal
STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SortHeader(QHeaderView):
    """Arrows, Home and End move between headings; Enter or Space sorts by one, or reverses the order; Down moves into
    the table. Columns are moved with the mouse, or with Ctrl and an arrow key.
    """

    def __init__(self, theme: Theme, *, passed_over: int) -> None:
        """passed_over: the first column, which can't be sorted by and stays there, such as the row's number. -1: it
        stays there, but can be sorted by.
        """
        super().__init__(HORIZONTAL)
        self._theme, self._passed_over = theme, passed_over
        self._place = passed_over  # the section the keyboard is on
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.setSectionsClickable(True)
        self.setSectionsMovable(True)
        self.setFirstSectionMovable(False)
        self.setHighlightSections(False)
        self.sortIndicatorChanged.connect(self._sorted)

    def head(self, table: RowsTable, name: str, sorting: tuple[int, Qt.SortOrder]) -> None:
        """Becomes the headings of a table that has its model. name: the key under which the arrangement is kept.
        sorting: at first.
        """
        table.setHorizontalHeader(self)
        self.setObjectName(name)
        self.setFixedHeight(HEADER)
        self.setMinimumSectionSize(40)
        self.setSortIndicator(*sorting)
        table.setSortingEnabled(True)
        QWidget.setTabOrder(self, table)

    def sort_by(self, section: int) -> None:
        """Sorts in the column's usual order, or reverses the order if already sorted by it."""
        turned = section == self.sortIndicatorSection() and not self.is_turned
        self.setSortIndicator(section, _other(self._usual(section)) if turned else self._usual(section))

    def turn(self) -> None:
        self.sort_by(self.sortIndicatorSection())

    @property
    def is_turned(self) -> bool:
        return self.sortIndicatorOrder() != self._usual(self.sortIndicatorSection())

    @property
    def sections(self) -> list[int]:
        """The columns that can be sorted by, shown or not."""
        return [section for section in range(self.count()) if section != self._passed_over]

    def title(self, section: int) -> str:
        """The heading in words: some are a sign."""
        said = self.model().headerData(section, HORIZONTAL, Qt.ItemDataRole.AccessibleTextRole)
        return str(said or self.model().headerData(section, HORIZONTAL))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        visible = [section for section in self.sections if not self.isSectionHidden(section)]
        shown = sorted(visible, key=self.visualIndex)
        place = shown.index(self._place) if self._place in shown else 0
        key = Qt.Key(event.key())
        if key in STEPS:
            target = shown[min(max(place + STEPS[key], 0), len(shown) - 1)]
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.moveSection(self.visualIndex(shown[place]), self.visualIndex(target))
            else:
                self._go_to(target)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go_to(shown[0 if key == Qt.Key.Key_Home else -1])
        elif key == Qt.Key.Key_Space or key in ENTER:
            self.sort_by(shown[place])
        elif key == Qt.Key.Key_Down and (table := self.parentWidget()) is not None:
            table.setFocus(Qt.FocusReason.TabFocusReason)
        else:
            event.ignore()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Goes to a heading that is shown: the one that it is sorted by may have left for lack of room."""
        super().focusInEvent(event)
        if self._place >= 0 and self.isSectionHidden(self._place):
            shown = [section for section in self.sections if not self.isSectionHidden(section)]
            self._go_to(min(shown, key=self.visualIndex, default=self._place))

    def restoreState(self, state: QByteArray | bytes | bytearray | memoryview, /) -> bool:
        """Restores what `saveState` returned, also that of a version in which columns couldn't be moved."""
        restored = super().restoreState(state)
        self.setSectionsMovable(True)
        return restored

    def restore_order(self) -> None:
        """Puts all columns in their usual order."""
        for section in range(self.count()):
            self.moveSection(self.visualIndex(section), section)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        if self.hasFocus() and section == self._place:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(self._theme.tokens.focus, 1))
            painter.drawRoundedRect(rect.toRectF().adjusted(0.5, 2.5, -0.5, -3.5), RADIUS_CONTROL, RADIUS_CONTROL)

    def _go_to(self, section: int) -> None:
        self._place = section
        self._name_place()
        self.viewport().update()

    def _sorted(self, section: int) -> None:
        self._place = section
        self._name_place()
        words = f"Sorted by {self.title(section)}{', reversed' if self.is_turned else ''}"
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def _name_place(self) -> None:
        sorted_by = self._place == self.sortIndicatorSection()
        self.setAccessibleName(f"Sort by {self.title(self._place)}{': sorted' if sorted_by else ''}")

    def _usual(self, section: int) -> Qt.SortOrder:
        return Qt.SortOrder(self.model().headerData(section, HORIZONTAL, Qt.ItemDataRole.InitialSortOrderRole))


class SortMenu(QMenu):
    """The same choice as a menu: part of a row's menu, and on its own for the headings."""

    def __init__(self, header: SortHeader) -> None:
        super().__init__("Sort by", header)
        self._header = header
        self._heading = self.addAction("Sort by")  # a submenu has it as its name
        self._heading.setEnabled(False)
        self._heading.setVisible(False)
        self._group = QActionGroup(self)
        self._turned = QAction("Reverse order", self)
        self._turned.setCheckable(True)
        self._turned.triggered.connect(header.turn)
        for section in header.sections:
            self._offer(section)
        self.addSeparator()
        self.addAction(self._turned)
        self._group.triggered.connect(self._choose)
        self.aboutToShow.connect(self._show_order)
        self.aboutToHide.connect(self._hide_heading)
        header.customContextMenuRequested.connect(self._open)

    def _offer(self, section: int) -> None:
        action = self._group.addAction(self._header.title(section))
        action.setData(section)
        action.setCheckable(True)
        self.addAction(action)

    def _show_order(self) -> None:
        for action in self._group.actions():
            action.setChecked(action.data() == self._header.sortIndicatorSection())
        self._turned.setChecked(self._header.is_turned)

    def _choose(self, action: QAction) -> None:
        if action.data() != self._header.sortIndicatorSection():
            self._header.sort_by(action.data())

    def _hide_heading(self) -> None:
        self._heading.setVisible(False)

    def _open(self, position: QPoint) -> None:
        self._heading.setVisible(True)
        self.popup(self._header.viewport().mapToGlobal(position))


def _other(order: Qt.SortOrder) -> Qt.SortOrder:
    rising, falling = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
    return falling if order == rising else rising
