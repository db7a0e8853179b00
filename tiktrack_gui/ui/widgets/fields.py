"""Input fields: search, a number with its unit, a line of text with an icon."""

from __future__ import annotations

import re

from PySide6.QtCore import QEvent, QLocale, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAction,
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QValidator,
    QWheelEvent,
)
from PySide6.QtWidgets import QDoubleSpinBox, QLineEdit, QToolTip

from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import restyle

GROUPED = re.compile(r"[1-9]\d{0,2}(,\d{3})+")  # anywhere else, a comma is what many type for a decimal point

WHOLE = re.compile(r"\d[\d,]*")
TOO_WIDE = 5  # px of excess space that Qt leaves between icon and text
SAID_FOR = 60_000  # ms; Qt's default is too short
STEPS_PAUSE = 600  # ms after the last step of the arrows
STILL_IN_USE = (Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason)  # focus is lost only for now


class IconField(QLineEdit):
    """A line of text with a leading icon."""

    def __init__(self, theme: Theme, icon: str, placeholder: str, name: str) -> None:
        super().__init__()
        self._theme, self._icon = theme, icon
        self._action = QAction(self)
        self.addAction(self._action, QLineEdit.ActionPosition.LeadingPosition)
        self.setTextMargins(-TOO_WIDE, 0, 0, 0)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(name)
        theme.changed.connect(self._tint)
        self._tint()

    def set_invalid(self, invalid: bool) -> None:
        restyle(self, "invalid", "true" if invalid else "false")

    def _tint(self) -> None:
        self._action.setIcon(self._theme.icons.icon(self._icon, self._theme.tokens.text3))


class TextField(IconField):
    """Text that counts once it is committed: with Enter, or by leaving the field. Esc restores what counts.

    Ctrl+Z is left to the page unless something is being typed.

    Signals:
        committed: The user entered another text. arg: the text without spaces around it.
    """

    committed = Signal(str)

    def __init__(self, theme: Theme, icon: str, placeholder: str, name: str) -> None:
        super().__init__(theme, icon, placeholder, name)
        self._value = self._display = ""
        self._committed: str | None = None
        self._in_use = False
        self.textEdited.connect(self._type)
        self.returnPressed.connect(self._forget_committed)
        self.editingFinished.connect(self.commit)

    @property
    def value(self) -> str:
        """The text that counts."""
        return self._value

    @property
    def is_edited(self) -> bool:
        """Whether another text than the one that counts was entered."""
        return self.text().strip() not in (self._value, self._display)

    def set_value(self, value: str, display: str = "") -> None:
        """Sets what counts and shows it, unless another text was entered. display: shown while not in use."""
        was_edited = self.is_edited
        self._value, self._display = value, display or value
        if not was_edited:
            self._show()

    def restore(self) -> None:
        """Shows what counts instead of what was entered."""
        self.set_invalid(False)
        self._show()

    def enter(self, text: str) -> None:
        """Commits a text as if it was typed."""
        self.setText(text)
        self._forget_committed()
        self.commit()

    def commit(self) -> None:
        """Emits `committed` if there is something new; leaving the field doesn't repeat what Enter committed."""
        text = self.text().strip()
        if self.is_edited and text != self._committed:
            self._committed = text
            self.committed.emit(text)
        elif not self.is_edited:
            self.set_invalid(False)

    def event(self, event: QEvent) -> bool:
        return False if is_undo(event) and not self.is_edited else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_edited:
            self.restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self._in_use:
            self._in_use = True
            if not self.is_edited:
                self._show()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STILL_IN_USE:
            self._in_use = False
            if not self.is_edited:
                self._show()

    def _show(self) -> None:
        self._committed = None
        self.setText(self._value if self._in_use else self._display)

    def _type(self) -> None:
        self._forget_committed()
        self.set_invalid(False)

    def _forget_committed(self) -> None:
        self._committed = None


class SearchField(IconField):
    """Filters while typing; Esc clears.

    Signals: `textChanged`, as in every line edit.
    """

    def __init__(self, theme: Theme, placeholder: str, *, shortcut: str = "Ctrl+F") -> None:
        super().__init__(theme, "search", placeholder, placeholder)
        self.setToolTip(f"{placeholder} ({shortcut})")
        self._clear = QAction("Clear", self)
        self._clear.setToolTip("Clear (Esc)")
        self._clear.triggered.connect(self.clear)
        self.textChanged.connect(self._offer_clear)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)

    def _offer_clear(self, text: str) -> None:
        offered = self._clear in self.actions()
        if text and not offered:
            self.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        elif not text and offered:
            self.removeAction(self._clear)

    def _tint(self) -> None:
        super()._tint()
        if hasattr(self, "_clear"):
            self._clear.setIcon(self._theme.icons.icon("x", self._theme.tokens.text3))


class NumberField(QDoubleSpinBox):
    """A number with text before and after it, such as "≥ 100/min". Whole numbers unless `decimals`.

    A number out of bounds stays while typing, marked and with a tooltip, then becomes the nearest bound. Esc restores
    the last value. Ctrl+Z is left to the page unless something is being typed.

    Signals:
        committed: The user chose another value: with Enter, by leaving the field, or with the arrows, once they pause.
            arg: the value.
    """

    committed = Signal(float)

    def __init__(
        self,
        name: str,
        low: float,
        high: float,
        *,
        before: str = "",
        after: str = "",
        decimals: int = 0,
        hint: str = "",
    ) -> None:
        """hint: what the number means; the tooltip shows it above the bounds."""
        super().__init__()
        self._settled = low
        self._is_marked = self._is_typed = self._is_stepping = False
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(STEPS_PAUSE)
        self.setLocale(QLocale.c())  # the same format whatever the system's language: 12,500 and 0.15
        self.setAccessibleName(name)
        self.setDecimals(decimals)
        self.setRange(low, high)
        self._bounds = f"From {grouped(round(low))} to {grouped(round(high))}"
        self.setToolTip(f"{hint}\n{self._bounds}".strip())
        self.setPrefix(before)
        self.setSuffix(after)
        self.setKeyboardTracking(False)
        self.setFixedHeight(32)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel must not change it while the page scrolls
        self.lineEdit().setTextMargins(8, 0, 4, 0)  # the style sheet's padding doesn't work for spin boxes
        self.valueChanged.connect(self._value_changed)
        self.lineEdit().textEdited.connect(self._judge)
        self.editingFinished.connect(self.commit)
        self._pause.timeout.connect(self.commit)

    @property
    def is_edited(self) -> bool:
        """Whether another value is being entered that wasn't committed yet."""
        return self._is_typed or self._pause.isActive()

    def set_value(self, value: float) -> None:
        """Shows a value without emitting `committed`, unless another is being entered; Esc would show it then."""
        self._settled = value
        if not self.is_edited:
            self._show(value)

    def restore(self) -> None:
        """Shows the last value instead of what is being entered."""
        self._pause.stop()
        self._leave_typed()
        self._show(self._settled)

    def commit(self) -> None:
        """Emits `committed` if another value was entered."""
        self._pause.stop()
        self._leave_typed()
        if self.value() != round(self._settled, self.decimals()):
            self._settled = self.value()
            self.committed.emit(self._settled)

    def stepBy(self, steps: int) -> None:
        self._is_stepping = True
        super().stepBy(steps)
        self._is_stepping = False

    def event(self, event: QEvent) -> bool:
        return False if is_undo(event) and not self._is_typed else super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.is_edited:
            self.restore()
            self.selectAll()
        else:
            super().keyPressEvent(event)

    def textFromValue(self, value: float) -> str:
        return grouped(round(value)) if self.decimals() == 0 else f"{value:.{self.decimals()}f}".rstrip("0").rstrip(".")

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        """Accepts any whole number. Qt drops digits that lead out of bounds: 100000 reads 100 if the maximum is 500."""
        if WHOLE.fullmatch(self._bare(text)):
            return QValidator.State.Acceptable, text, position
        return super().validate(text, position)

    def valueFromText(self, text: str) -> float:
        typed = self._typed(text)
        return self._settled if typed is None else min(max(typed, self.minimum()), self.maximum())

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _bare(self, text: str) -> str:
        return text.removeprefix(self.prefix().strip()).strip().removesuffix(self.suffix().strip()).strip()

    def _typed(self, text: str) -> float | None:
        """Returns the number as typed, within the bounds or not; None if it isn't one."""
        bare = self._bare(text)
        try:
            return float(bare.replace(",", "" if "." in bare or GROUPED.fullmatch(bare) else "."))
        except ValueError:
            return None

    def _may_be(self, value: float) -> bool:
        return self.minimum() <= value <= self.maximum()

    def _show(self, value: float) -> None:
        self.blockSignals(True)
        self.setValue(value)
        self.blockSignals(False)

    def _judge(self, text: str) -> None:
        """Marks a number that is out of bounds, and shows the bounds for as long as it is."""
        self._is_typed = True
        typed = self._typed(text)
        outside = typed is not None and not self._may_be(typed)
        if outside:
            QToolTip.showText(self.mapToGlobal(self.rect().bottomLeft()), self._bounds, self, QRect(), SAID_FOR)
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self._bounds))
        elif self._is_marked:
            QToolTip.hideText()
        self._mark(outside)

    def _leave_typed(self) -> None:
        self._is_typed = False
        if self._is_marked:
            QToolTip.hideText()
        self._mark(False)

    def _mark(self, outside: bool) -> None:
        self._is_marked = outside
        restyle(self, "invalid", "true" if outside else "false")

    def _value_changed(self) -> None:
        if self._is_stepping:
            self._pause.start()
        else:
            self.commit()


def is_undo(event: QEvent) -> bool:
    """Whether the field would take Ctrl+Z, and so keep it from the page."""
    if not isinstance(event, QKeyEvent):
        return False
    return event.type() == QEvent.Type.ShortcutOverride and event.matches(QKeySequence.StandardKey.Undo)
