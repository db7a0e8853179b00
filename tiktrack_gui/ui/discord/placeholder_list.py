"""The list of placeholders below the caret: what each means, an example, and the one that is to be inserted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QFrame, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from tiktrack_gui.core.post_placeholders import PLACEHOLDERS
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.paint import LEFT, RIGHT, draw_text, text_width

ROW = 44  # px at normal text size
MOST_ROWS = 6
WIDTH = 360  # px at normal text size
GAP = 4
Index = QModelIndex | QPersistentModelIndex


def matching(typed: str) -> list[str]:
    """The placeholders that may be meant: those that begin with it, then those that contain it, or whose meaning does.

    typed: what was written after the brace.
    """
    text = typed.strip().lower()
    ranks = ((name, _rank(name, text)) for name in PLACEHOLDERS)
    return [name for name, rank in sorted(ranks, key=lambda pair: pair[1]) if rank < _NO]


_NO = 3


def _rank(name: str, text: str) -> int:
    if name.startswith(text):
        return 0
    if text.replace(" ", "_") in name:
        return 1
    return 2 if text in PLACEHOLDERS[name].meaning.lower() else _NO


class PlaceholderList(QFrame):
    """Over the window, near the caret. The field keeps the focus and passes on its keys.

    Signals:
        chosen: A placeholder is to be inserted. arg: its name.
    """

    chosen = Signal(str)

    def __init__(self, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner)
        self.hide()
        self._theme = theme
        self._model = _Names()
        self._view = QListView()
        self._view.setModel(self._model)
        self._model.setParent(self._view)
        self._view.setItemDelegate(_Delegate(theme, self._view))
        self._view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._view.setUniformItemSizes(True)
        self._view.setMouseTracking(True)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._view.setAccessibleName("Placeholders")
        self._view.clicked.connect(self._choose)
        self._view.entered.connect(self._view.setCurrentIndex)
        self.setProperty("surface", "popup")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setLayout(column(self._view, margins=(1, 1, 1, 1)))

    @property
    def names(self) -> Sequence[str]:
        return self._model.names

    def offer(self, typed: str, field: QWidget, caret: QPoint, line: int) -> None:
        """Shows what may be meant, or nothing. caret: its upper end, in the field's coordinates. line: its height."""
        names = matching(typed)
        if not names:
            self.hide()
            return
        self._model.show(names)
        self._view.setCurrentIndex(self._model.index(0))
        self._view.scrollToTop()
        window = field.window()
        if self.parentWidget() is not window:
            self.setParent(window)
        self._place(window, field.mapTo(window, caret), line)
        self.show()
        self.raise_()

    def takes(self, event: QKeyEvent) -> bool:
        """Handles a key of the field if it is meant for the list."""
        if self.isHidden():
            return False
        key, row = event.key(), self._view.currentIndex().row()
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: MOST_ROWS, Qt.Key.Key_PageUp: -MOST_ROWS,
        }  # fmt: skip
        if key in (*ENTER, Qt.Key.Key_Tab):
            self._choose(self._view.currentIndex())
        elif key == Qt.Key.Key_Escape:
            self.hide()
        elif (step := steps.get(Qt.Key(key))) is not None:
            last = self._model.rowCount() - 1
            place = (row + step) % (last + 1) if abs(step) == 1 else min(max(row + step, 0), last)
            self._view.setCurrentIndex(self._model.index(place))
        else:
            return False
        return True

    def _place(self, window: QWidget, at: QPoint, line: int) -> None:
        """Below the caret's line if there is room, else above it."""
        rows = min(self._model.rowCount(), MOST_ROWS)
        width = min(self._theme.px(WIDTH), window.width() - 2 * GAP)
        height = rows * self._theme.px(ROW) + 2
        below = at.y() + line + GAP
        top = below if below + height <= window.height() - GAP else max(at.y() - GAP - height, GAP)
        left = min(max(at.x() - 12, GAP), window.width() - width - GAP)
        self.setGeometry(left, top, width, height)

    def _choose(self, index: QModelIndex) -> None:
        self.hide()
        self.chosen.emit(self._model.names[index.row()])


class _Names(QAbstractListModel):
    def __init__(self) -> None:
        super().__init__()
        self.names: list[str] = []

    def show(self, names: list[str]) -> None:
        self.beginResetModel()
        self.names = names
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008  Qt's own signature; the index is immutable
        return 0 if parent.isValid() else len(self.names)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> str | None:
        if not index.isValid():
            return None
        name = self.names[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return name
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{name}: {PLACEHOLDERS[name].meaning}, such as {PLACEHOLDERS[name].example}"
        return None


class _Delegate(QStyledItemDelegate):
    """The placeholder and an example on one line, its meaning on the next."""

    def __init__(self, theme: Theme, view: QListView) -> None:
        super().__init__(view)
        self._theme = theme

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(80, self._theme.px(ROW))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, tokens = self._theme, self._theme.tokens
        name = index.data()
        is_current = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(option.rect, tokens.accent_soft if is_current else tokens.raised)
        rect = QRectF(option.rect).adjusted(12, 5, -12, -5)
        upper, lower = QRectF(rect), QRectF(rect)
        upper.setBottom(rect.center().y())
        lower.setTop(rect.center().y())
        word = f"{{{name}}}"
        painter.setFont(theme.font(13, 600))
        painter.setPen(tokens.accent_text)
        draw_text(painter, upper, word, LEFT)
        example = upper.adjusted(text_width(word, painter.font()) + 16, 0, 0, 0)
        painter.setFont(theme.font(12))
        painter.setPen(tokens.text3)
        draw_text(painter, example, PLACEHOLDERS[name].example, RIGHT)
        painter.setPen(tokens.text2)
        draw_text(painter, lower, PLACEHOLDERS[name].meaning, LEFT)
