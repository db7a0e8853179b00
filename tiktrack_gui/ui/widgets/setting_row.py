"""One setting: name and hint at the left, control at the right."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.labels import IconLabel, Label


class SettingRow(QWidget):
    """The label is the control's buddy, the hint its description for screen readers."""

    def __init__(self, theme: Theme, name: str, hint: str, control: QWidget) -> None:
        super().__init__()
        self.control = control
        label = Label(name, "label")
        label.setBuddy(control)
        self._hint = Label(hint, "hint", wrap=True)
        if not hint:
            self._hint.hide()
        self._lock = IconLabel(theme, "lock", "text3", 14)
        self._lock.hide()
        control.setAccessibleName(name)
        control.setAccessibleDescription(hint)
        layout = row(self._lock, control, margins=(0, 8, 0, 8), spacing=8)
        layout.insertLayout(0, column(label, self._hint, spacing=2), 1)
        self.setLayout(layout)

    def set_hint(self, hint: str) -> None:
        """hint: what the setting does, or why it has no effect now."""
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.control.setAccessibleDescription(hint)

    def lock(self, why: str) -> None:
        """Disables the control and says why, such as for a setting fixed by the environment."""
        self.control.setEnabled(False)
        self._lock.show()
        self._lock.setToolTip(why)
        self.set_hint(why)
