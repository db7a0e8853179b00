"""A number that may be left out: then its place says what holds instead."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QValidator
from PySide6.QtWidgets import QDoubleSpinBox

from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.ui.widgets.boxes import restyle
from tiktrack_gui.ui.widgets.fields import NumberField

NOTHING = -1.0  # the spin box's value for an empty field


class OptionalNumberField(NumberField):
    """A whole number, from 0 at least, or none. Clearing the field, or going below its minimum, leaves it out.

    Signals:
        entered: The user chose another number, or none. arg: int, or None.
    """

    entered = Signal(object)

    def __init__(self, name: str, low: int, high: int, *, unit: str = "", zero: str = "", hint: str = "") -> None:
        """unit: after the number. zero: shown instead of 0. hint: what the number means."""
        self._low, self._start, self._unit, self._zero = float(low), float(low), unit, zero
        self._is_wrong = False
        super().__init__(name, NOTHING, high, hint=hint)
        self._bounds = f"From {grouped(low)} to {grouped(high)}"
        self.setToolTip(f"{hint}\n{self._bounds}".strip())
        self.committed.connect(self._tell)
        self.valueChanged.connect(self._dress)
        self._show(NOTHING)

    @property
    def number(self) -> int | None:
        """What counts, or what was entered last."""
        return _number(self.value())

    def set_number(self, number: int | None) -> None:
        """Shows a number, or none, unless another is being entered."""
        self.set_value(NOTHING if number is None else number)
        if not self.is_edited:
            self._dress()

    def set_otherwise(self, words: str, start: int) -> None:
        """words: what holds without a number, shown in the empty field. start: the number the arrows begin at."""
        self._start = float(start)
        self.lineEdit().setPlaceholderText(words)
        self.setAccessibleDescription(words)

    def set_invalid(self, invalid: bool) -> None:
        """Marks a number that can't be, for whatever reason."""
        self._is_wrong = invalid
        self._mark(False)

    def stepEnabled(self) -> QDoubleSpinBox.StepEnabledFlag:
        flag = QDoubleSpinBox.StepEnabledFlag
        return flag.StepUpEnabled | flag.StepDownEnabled if self.value() == NOTHING else super().stepEnabled()

    def stepBy(self, steps: int) -> None:
        if self.value() == NOTHING:
            self._show(max(self._start, self._low))
        super().stepBy(steps)
        if self.value() < self._low:
            self.setValue(NOTHING)

    def textFromValue(self, value: float) -> str:
        if value == NOTHING:
            return ""
        return self._zero if value == 0 and self._zero else super().textFromValue(value)

    def validate(self, text: str, position: int) -> tuple[QValidator.State, str, int]:
        bare = self._bare(text)
        if not bare or bare == self._zero:
            return QValidator.State.Acceptable, text, position
        if "-" in bare or "+" in bare:
            return QValidator.State.Invalid, text, position
        return super().validate(text, position)

    def valueFromText(self, text: str) -> float:
        typed = self._typed(text)
        if typed is None or typed == NOTHING:
            return self._settled if typed is None else NOTHING
        return min(max(typed, self._low), self.maximum())

    def _typed(self, text: str) -> float | None:
        bare = self._bare(text)
        if not bare:
            return NOTHING
        return 0.0 if bare == self._zero else super()._typed(text)

    def _may_be(self, value: float) -> bool:
        return value == NOTHING or self._low <= value <= self.maximum()

    def _mark(self, outside: bool) -> None:
        super()._mark(outside)
        restyle(self, "invalid", "true" if outside or self._is_wrong else "false")

    def _show(self, value: float) -> None:
        super()._show(value)
        self._dress()

    def _dress(self) -> None:
        """Shows the unit only after a number: an empty field shows its placeholder."""
        unit = "" if self.value() == NOTHING or (self.value() == 0 and self._zero) else self._unit
        if unit != self.suffix():
            self.blockSignals(True)
            self.setSuffix(unit)
            self.blockSignals(False)

    def _tell(self, value: float) -> None:
        self.entered.emit(_number(value))


def _number(value: float) -> int | None:
    return None if value == NOTHING else round(value)
