"""The "?" sheet: what can be done with the keyboard, and where."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from tiktrack_gui.ui.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label

WIDTH = 880


@dataclass(frozen=True, slots=True)
class Keys:
    """What a few key sequences do; each of them alone."""

    does: str
    sequences: tuple[str, ...]


# fmt: off
SHEET: dict[str, tuple[Keys, ...]] = {  # where they hold → what they do
    "Everywhere": (
        Keys("The four tabs", ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4")),
        Keys("From entry to entry at the left", ("Up", "Down")),
        Keys("Settings", ("Ctrl+,",)),
        Keys("Colours: the system’s, light, dark", ("Ctrl+Shift+L",)),
        Keys("Menu of a row, or of the headings", ("Menu", "Shift+F10")),
        Keys("This sheet", ("?",)),
        Keys("Quit TikTrack", ("Ctrl+Q",)),
    ),
    "Lists and tables": (
        Keys("The first row, the last", ("Home", "End")),
        Keys("From heading to heading", ("Left", "Right")),
        Keys("Sort by the heading, or turn that round", ("Return",)),
    ),
    "Trending": (
        Keys("Refresh the feed, or stop that", ("F5", "Ctrl+R")),
        Keys("Find in the table", ("Ctrl+F",)),
        Keys("Show or hide the details", ("Ctrl+I",)),
        Keys("Open the selected video on TikTok", ("Return",)),
        Keys("Copy its link", ("Ctrl+Shift+C",)),
        Keys("Track its creator", ("T",)),
        Keys("Post its creator to Discord", ("D",)),
    ),
    "Creators": (
        Keys("Track another creator", ("Ctrl+N",)),
        Keys("Find in the list", ("Ctrl+F",)),
        Keys("Refresh all, or stop that", ("F5", "Ctrl+R")),
        Keys("Refresh the selected creator", ("R",)),
        Keys("Open the profile", ("Ctrl+Return",)),
        Keys("Copy its link", ("Ctrl+Shift+C",)),
        Keys("Post to Discord", ("D",)),
        Keys("Stop tracking", ("Del",)),
    ),
    "Discord": (
        Keys("Save", ("Ctrl+S",)),
        Keys("Open the selected thread", ("Return",)),
    ),
    "Activity": (Keys("Search", ("Ctrl+F",)),),
    "Settings": (Keys("Save", ("Ctrl+S",)),),
}
# fmt: on
COLUMNS = (("Everywhere", "Lists and tables", "Activity", "Settings"), ("Trending", "Creators", "Discord"))


class ShortcutsSheet(QDialog):
    """Opened with open(); Esc closes it, or the key that opened it."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setMinimumWidth(WIDTH)
        close = Button(theme, "Close", hint="Esc")
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence("?"), self, self.accept)
        self.finished.connect(self.deleteLater)
        left, right = (column(*(_section(title) for title in titles), None, spacing=20) for titles in COLUMNS)
        columns = row(spacing=40)
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        title = Label("Keyboard shortcuts", "title")
        self.setLayout(column(title, columns, row(None, close), spacing=16, margins=(24, 20, 24, 16)))


def _section(title: str) -> QVBoxLayout:
    return column(Label(title, "strong"), *(_line(keys) for keys in SHEET[title]), spacing=6)


def _line(keys: Keys) -> QWidget:
    line = QWidget()
    names = [QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText) for sequence in keys.sequences]
    line.setLayout(row(Label(keys.does, "secondary"), None, *(Label(name, "key") for name in names), spacing=4))
    line.setAccessibleName(f"{keys.does}: {' or '.join(names)}")
    return line
