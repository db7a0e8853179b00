"""Shares of an audience in percent, such as those of its ages: together 100 %, or none of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.field_grid import FieldGrid, LabelledField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.optional_number import OptionalNumberField
from tiktrack_gui.words import brands as words

LEAST_WIDTH = 84  # px of a column
HALF = 0.5  # percent by which a rounded share is off, at most


def share_field(name: str) -> OptionalNumberField:
    field = OptionalNumberField(name, 0, 100, unit="%")
    field.set_otherwise("–", 10)
    return field


class SharesField(QWidget):
    """A field for each part of the whole, and below them what they add up to.

    Signals:
        changed: The user entered another share, or none.
    """

    changed = Signal()

    def __init__(
        self, theme: Theme, name: str, parts: Mapping[Any, str], *, may_be_less: bool = False, least: int = LEAST_WIDTH
    ) -> None:
        """name: of the whole, such as "Ages"; "" = it has a heading elsewhere. parts: by key. may_be_less: the rest is
        something else. least: px of a column.
        """
        super().__init__()
        self._may_be_less = may_be_less
        self._cells = {key: LabelledField(text, share_field(text)) for key, text in parts.items()}
        for key, cell in self._cells.items():
            cell.field.setAccessibleName(": ".join(filter(None, (name, parts[key]))))
            cell.field.entered.connect(self._entered)
        self._sum = Label("", "hint", tabular=True)
        heading = Label(name, "label")
        if not name:
            heading.hide()
        self.setLayout(column(heading, FieldGrid(theme, *self._cells.values(), least=least), self._sum, spacing=4))
        self._show_sum(False)

    @property
    def shares(self) -> dict[Any, float]:
        """Of the parts that were given, 0–1; empty if none was. Rounded shares that add up are made exact."""
        given = self._given
        total = sum(given.values())
        whole = 100.0 if self._may_be_less and total <= 100 else total
        return {key: number / whole for key, number in given.items()} if total else {}

    @property
    def adds_up(self) -> bool:
        """Whether the shares are none, or 100 % but for what rounding takes or gives."""
        given = self._given
        total, slack = sum(given.values()), HALF * len(given)
        return not given or (total <= 100 + slack and (total > 0 if self._may_be_less else total >= 100 - slack))

    def show_shares(self, shares: Mapping[Any, float]) -> None:
        for key, cell in self._cells.items():
            share = shares.get(key)
            cell.field.set_number(None if share is None else round(100 * share))
        self._show_sum(False)

    def judge(self) -> bool:
        """Marks what doesn't add up. Returns whether it does."""
        self._show_sum(not self.adds_up)
        return self.adds_up

    def focus_first(self) -> None:
        """Goes to the first share that was given, or to the first field."""
        self.focus(next(iter(self._given or self._cells)))

    def focus(self, key: Any) -> None:
        self._cells[key].field.setFocus()

    @property
    def entered(self) -> dict[Any, float]:
        """As they were entered, 0–1."""
        return {key: number / 100 for key, number in self._given.items()}

    @property
    def _given(self) -> dict[Any, int]:
        numbers = {key: cell.field.number for key, cell in self._cells.items()}
        return {key: number for key, number in numbers.items() if number is not None}

    def _entered(self) -> None:
        self._show_sum(False)
        self.changed.emit()

    def _show_sum(self, is_wrong: bool) -> None:
        given = self._given
        text = "" if self.adds_up and self._may_be_less else words.adds_up(sum(given.values()), len(given))
        self._sum.setText(text)
        self._sum.setVisible(bool(text))
        self._sum.set_tone("bad" if is_wrong else "" if self.adds_up else "warn")
        for key, cell in self._cells.items():
            cell.field.set_invalid(is_wrong and key in given)
