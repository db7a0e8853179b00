"""The controls of the settings, depending on the type of their values."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from tiktrack_gui.config.keys import Key
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.fields import NumberField, TextField
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.words.settings import CLOCKS, Words

NUMBER_WIDTH, PATH_WIDTH = 148, 200  # px
DECIMALS = 2
SHORT = "short"  # property of a field that needs no more room than a number

Control = Switch | NumberField | Segmented | TextField


def make(theme: Theme, key: Key, words: Words) -> Control:
    """Creates a switch for a bool, a field for a number or a text, or segments for a choice."""
    if isinstance(key.default, bool):
        return Switch(theme, words.name)
    if isinstance(key.default, int | float):
        return _number(key, words)
    if key.choices:
        return Segmented({choice: words.choices.get(choice, choice.capitalize()) for choice in key.choices}, words.name)
    field = TextField(theme, "clock" if key.name in CLOCKS else "globe", words.empty, words.name)
    field.setProperty(SHORT, key.name in CLOCKS)
    return field


def fit(theme: Theme, control: Control) -> None:
    """Sets a field's width for the current text size; it is the same for all fields of a kind."""
    match control:
        case NumberField():
            control.setFixedWidth(theme.px(NUMBER_WIDTH))
        case TextField():
            control.setFixedWidth(theme.px(NUMBER_WIDTH if control.property(SHORT) else PATH_WIDTH))


def focus(control: Control) -> None:
    """Sets the focus to the control, or to the part of it that has it."""
    if isinstance(control, Segmented):
        control.focus()
    else:
        control.setFocus()


def read(control: Control) -> object:
    """Returns the control's value in the setting's type."""
    match control:
        case Switch():
            return control.isChecked()
        case NumberField():
            return control.value() if control.decimals() else round(control.value())
        case Segmented():
            return control.choice
        case TextField():
            return control.text().strip()


def show(control: Control, value: object) -> None:
    """Shows the value that counts, unless the user is entering another one."""
    match control:
        case Switch():
            control.setChecked(bool(value))
        case NumberField():
            control.set_value(float(str(value)))
        case Segmented():
            control.choose(str(value))
        case TextField():
            control.set_value(str(value))


def restore(control: Control, value: object) -> None:
    """Shows the value that counts instead of what the user entered."""
    if isinstance(control, NumberField | TextField):
        control.restore()
    show(control, value)


def committed(control: Control) -> SignalInstance:
    """Returns the control's signal for a value to be applied; switches and choices emit it for `show` too."""
    match control:
        case Switch():
            return control.toggled
        case NumberField():
            return control.committed
        case Segmented():
            return control.chosen
        case TextField():
            return control.committed


def _number(key: Key, words: Words) -> NumberField:
    least, greatest = key.bounds
    decimals = DECIMALS if isinstance(key.default, float) else 0
    field = NumberField(words.name, least, greatest, before=words.before, after=words.after, decimals=decimals)
    field.setSpecialValueText(words.zero)
    return field
