"""The editor of a channel's template: what its posts say."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.post_template import Template
from tiktrack_gui.core.subjects import About
from tiktrack_gui.ui.theme.theme import Theme


class MessageEditor(QWidget):
    """It doesn't scroll by itself.

    Signals:
        edited: The user changed something, at each keystroke; for the live preview. arg: the Template, which may have
            unknown placeholders: they are posted as they are written.
        changed: What the user wrote can be saved: once they pause, or leave the field; never with an unknown
            placeholder. arg: the Template.
    """

    edited = Signal(object)
    changed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()

    def show_template(self, template: Template, about: About) -> None:
        """Shows a stored template; one that was just told by `changed` doesn't disturb what is typed meanwhile."""
