"""How large dialogs open: as large as they would like to be, but within the window they belong to."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog

from tiktrack_gui.ui.theme.theme import Theme

MARGIN = 24  # px between the edges of a dialog and those of its window


def resize_within_window(dialog: QDialog, theme: Theme, width: int, height: int) -> None:
    """Resizes a dialog. width, height: px at normal text size; less in a small window."""
    wanted, parent = (theme.px(width), theme.px(height)), dialog.parentWidget()
    if parent is not None:
        room = parent.window().size()
        wanted = min(wanted[0], room.width() - 2 * MARGIN), min(wanted[1], room.height() - 2 * MARGIN)
    dialog.resize(*wanted)
