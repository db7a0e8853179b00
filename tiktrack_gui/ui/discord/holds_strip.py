"""The lines above the outbox that say what holds posts back, each with the buttons that help."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLabel, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, restyle, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.words.holds import Hold, HoldAction

BUTTONS = 0.42  # of a line's width, at most beside the words
COLORS = {"error": "bad", "warn": "warn", "info": "accent_text"}


class HoldsStrip(QWidget):
    """Hidden while nothing is held back.

    Signals:
        acted: A button was pressed. args: the ID of the channel it is about, or None; the HoldAction.
        changed: It has another height.
    """

    acted = Signal(object, object)
    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._lines: dict[tuple[int | None, str], HoldLine] = {}
        self._column = column(spacing=6, margins=(24, 0, 24, 9))
        self.setLayout(self._column)
        self.hide()

    @property
    def buttons(self) -> list[Button]:
        return [button for line in self._lines.values() for button in line.buttons]

    def show_holds(self, holds: Sequence[Hold]) -> None:
        """Changes lines in place, so that a focused button keeps the focus while a text counts down."""
        before = [line.text for line in self._lines.values()]
        for key in self._lines.keys() - {hold.key for hold in holds}:
            line = self._lines.pop(key)
            line.hide()
            self._column.removeWidget(line)
            line.deleteLater()
        for place, hold in enumerate(holds):
            line = self._lines.get(hold.key) or self._add(hold, place)
            line.show_hold(hold)
        self.setVisible(bool(holds))
        if [line.text for line in self._lines.values()] != before:
            self.changed.emit()

    def focus(self) -> None:
        """Focuses the first button, if there is any."""
        if buttons := self.buttons:
            buttons[0].setFocus()

    def has_focus(self) -> bool:
        focused = self.window().focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _add(self, hold: Hold, place: int) -> HoldLine:
        line = self._lines[hold.key] = HoldLine(self._theme)
        line.acted.connect(self.acted)
        self._column.insertWidget(place, line)
        line.show()  # now: the layout would do so later
        return line


class HoldLine(QFrame):
    """Signals:
    acted: As of the strip.
    """

    acted = Signal(object, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._hold: Hold | None = None
        self._icon = IconLabel(theme, "info")
        self._cause = Label("", "strong", wrap=True, tabular=True)
        self._next = Label("", "secondary", wrap=True, tabular=True)
        self._words = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(2)
        self._words.addWidget(self._cause)
        self._words.addWidget(self._next, 1)
        self._buttons: dict[HoldAction, _ActionButton] = {}
        self._beside = row(spacing=8)
        self._beside.setAlignment(Qt.AlignmentFlag.AlignLeft)
        self._all = row(self._icon, spacing=8, margins=(12, 5, 5, 5))
        self._body = row(spacing=8)
        self._body.addLayout(self._words, 1)
        self._body.addLayout(self._beside)
        self._all.addLayout(self._body, 1)
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(self._all)

    @property
    def text(self) -> str:
        return "" if self._hold is None else f"{self._hold.cause} {self._hold.next}"

    @property
    def buttons(self) -> list[Button]:
        return list(self._buttons.values())

    def show_hold(self, hold: Hold) -> None:
        had = self._hold.actions if self._hold is not None else ()
        self._hold = hold
        self._icon.set_icon(hold.icon, COLORS[hold.level])
        self._cause.setText(hold.cause)
        self._next.setText(hold.next)
        self._next.setVisible(bool(hold.next))
        self.setAccessibleName(self.text)
        restyle(self, "level", hold.level)
        if had != hold.actions:
            self._offer(hold.actions)
        self._arrange()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _offer(self, actions: Sequence[HoldAction]) -> None:
        had_focus = self.window().focusWidget() in self._buttons.values()
        for button in self._buttons.values():
            button.hide()
            self._beside.removeWidget(button)
            button.deleteLater()
        self._buttons = {action: _ActionButton(self._theme, action) for action in actions}
        for button in self._buttons.values():
            self._beside.addWidget(button, 0, Qt.AlignmentFlag.AlignVCenter)
            button.show()
            button.acted.connect(self._act)
        if had_focus and self._buttons:
            next(iter(self._buttons.values())).setFocus()

    def _act(self, action: HoldAction) -> None:
        if self._hold is not None:
            self.acted.emit(self._hold.about, action)

    def _arrange(self) -> None:
        """Puts what follows beside the cause where both fit in one line, and the buttons below where they would leave
        little room for the words.
        """
        buttons = sum(button.sizeHint().width() + 8 for button in self._buttons.values())
        room = self.width() - 60
        words = _width(self._cause) + 12 + _width(self._next)
        fits = words + buttons <= room
        is_tight = not fits and buttons > BUTTONS * self.width()
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if is_tight else QBoxLayout.Direction.LeftToRight)
        self._cause.setWordWrap(not fits)
        self._words.setDirection(QBoxLayout.Direction.LeftToRight if fits else QBoxLayout.Direction.TopToBottom)
        self._words.setSpacing(8 if fits else 2)
        self._all.setAlignment(self._icon, Qt.AlignmentFlag.AlignVCenter if fits else Qt.AlignmentFlag.AlignTop)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, super().minimumSizeHint().height())


def _width(label: QLabel) -> int:
    """What its text needs in one line, px."""
    return label.fontMetrics().horizontalAdvance(label.text()) + 2


class _ActionButton(Button):
    """Signals:
    acted: It was pressed. arg: its HoldAction.
    """

    acted = Signal(object)

    def __init__(self, theme: Theme, action: HoldAction) -> None:
        super().__init__(theme, action.value)
        self._action = action
        self.clicked.connect(self._tell)

    def _tell(self) -> None:
        self.acted.emit(self._action)
