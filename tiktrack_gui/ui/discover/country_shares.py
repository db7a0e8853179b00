"""Countries of an audience, each with its share in percent."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.discover import names
from tiktrack_gui.ui.discover.shares_field import SharesField
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.field_grid import LabelledField
from tiktrack_gui.ui.widgets.found_chips import FoundChipsField
from tiktrack_gui.words import brands
from tiktrack_gui.words import stated as words

LEAST_WIDTH = 148  # px of a column: names of countries are long


class CountryShares(QWidget):
    """Signals:
    changed: The user added or removed a country, or entered another share.
    """

    changed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        field = FoundChipsField(theme, "Add a country", names.countries(), unknown=brands.UNKNOWN_COUNTRY)
        self._chosen = LabelledField(words.COUNTRIES, field, words.COUNTRIES_HINT)
        self._shares = SharesField(theme, "", {}, may_be_less=True)
        self._column = column(self._chosen, self._shares, spacing=8)
        self.setLayout(self._column)
        self._shares.hide()
        field.changed.connect(self._choose)
        field.judged.connect(self._judge)

    @property
    def shares(self) -> dict[str, float]:
        return self._shares.shares

    @property
    def adds_up(self) -> bool:
        return self._shares.adds_up

    def show_shares(self, shares: Mapping[str, float]) -> None:
        self._chosen.field.set_keys(shares)
        self._offer(shares)

    def judge(self) -> bool:
        """Marks shares that are more than the whole. Returns whether they aren't."""
        return self._shares.judge()

    def focus_first(self) -> None:
        self._shares.focus_first()

    def _choose(self) -> None:
        """Gives each chosen country a field, and goes to that of a new one."""
        before = self._shares.entered
        self._offer(before)
        new = [code for code in self._chosen.field.keys if code not in before]
        if new:
            self._shares.focus(new[-1])
        self.changed.emit()

    def _offer(self, shares: Mapping[str, float]) -> None:
        keys = self._chosen.field.keys
        made = SharesField(
            self._theme, "", {code: names.country(code) for code in keys}, may_be_less=True, least=LEAST_WIDTH
        )
        made.hide()
        self._column.replaceWidget(self._shares, made)
        made.setVisible(bool(keys))  # now that it has a parent
        self._shares.hide()
        self._shares.deleteLater()
        self._shares = made
        made.show_shares({code: share for code, share in shares.items() if code in keys})
        made.changed.connect(self.changed)

    def _judge(self, fault: str) -> None:
        self._chosen.say(fault, "bad")
