"""The posting rules: which creators, how many, how often, and whether on a timer."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from tiktrack_gui.config.values import KEYS, Values
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.words.settings import WORDS

RULES = ("min_followers", "recent_activity_days", "posts_per_run", "posting_minutes")  # fields of Values
OFF = "Off until you confirm the preview for this channel with “Looks right”."
ON = "Creators of new stories get a thread, even while the window is closed."


class RulesSection(QWidget):
    """Signals:
    changed: The user changed a rule. args: the field of `Values`, its value.
    """

    changed = Signal(str, object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._fields = {name: _field(name) for name in RULES}
        self._locks = {name: IconLabel(theme, "lock", "text3", 14) for name in RULES}
        self._timer = Switch(theme, "Post new profiles on a timer")
        self._timer_row = SettingRow(theme, "Post new profiles on a timer", OFF, self._timer)
        self._next = ""
        self._is_on = False  # the setting; the timer doesn't post before the channel is confirmed
        self._timer.setEnabled(False)  # until it is known whether the channel was confirmed
        self._lay_out()
        for name, field in self._fields.items():
            field.committed.connect(partial(self._tell, name))
        self._timer.clicked.connect(self._tell_timer)

    def show_values(self, values: Values) -> None:
        """Shows the stored values, except where the user is entering another."""
        for name, field in self._fields.items():
            field.set_value(getattr(values, name))
        self._is_on = values.posting
        self._show_timer()

    def lock(self, locked: Mapping[str, str]) -> None:
        """locked: field of Values → the environment variable that sets it."""
        for name in set(RULES) & locked.keys():
            self._fields[name].setEnabled(False)
            self._locks[name].show()
            for widget in (self._locks[name], self._fields[name]):
                widget.setToolTip(f"Set by the environment variable {locked[name]}")
            self._fields[name].setAccessibleDescription(self._fields[name].toolTip())

    def allow_timer(self, allowed: bool) -> None:
        """Enables the timer's switch, or shows that the timer is off: it needs a channel with a confirmed preview."""
        self._timer.setEnabled(allowed)
        self._show_timer()

    def show_next(self, text: str) -> None:
        """Shows when the next run is due; "" = the timer is off."""
        self._next = text
        self._show_hint()

    def _show_timer(self) -> None:
        self._timer.setChecked(self._is_on and self._timer.isEnabled())
        self._show_hint()

    def _show_hint(self) -> None:
        self._timer_row.set_hint(f"{ON} {self._next}".rstrip() if self._timer.isEnabled() else OFF)

    def _tell(self, name: str, value: float) -> None:
        self.changed.emit(name, round(value))

    def _tell_timer(self, on: bool) -> None:
        self.changed.emit("posting", on)

    def _lay_out(self) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(12)
        for place, (name, field) in enumerate(self._fields.items()):
            label = Label(WORDS[name].name, "label")
            label.setBuddy(field)
            self._locks[name].hide()
            grid.addLayout(column(row(label, self._locks[name], None, spacing=6), field, spacing=4), *divmod(place, 2))
            grid.setColumnStretch(place % 2, 1)
        self.setLayout(column(Label("When to post", "section"), grid, self._timer_row, spacing=8))


def _field(name: str) -> NumberField:
    key, words = KEYS[name], WORDS[name]
    field = NumberField(words.name, *key.bounds, before=words.before, after=words.after, hint=key.at.hint)
    field.setSpecialValueText(words.zero)
    return field
