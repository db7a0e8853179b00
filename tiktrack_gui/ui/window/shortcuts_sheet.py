"""The "?" sheet: all keyboard shortcuts, and where they work."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLayout, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label

WIDTH = 880
AROUND = 200  # px above and below the columns, with the window's frame
MARGIN, SCROLL_BAR = 8, 10  # px


@dataclass(frozen=True, slots=True)
class Keys:
    """What key sequences do. Each works by itself."""

    does: str
    sequences: tuple[str, ...]


# fmt: off
SHEET: dict[str, tuple[Keys, ...]] = {  # where they work → what they do
    "Everywhere": (
        Keys("The four tabs", ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4")),
        Keys("Move through the sidebar", ("Up", "Down")),
        Keys("Settings", ("Ctrl+,",)),
        Keys("Theme: system, light or dark", ("Ctrl+Shift+L",)),
        Keys("Menu for a row or the column headings", ("Menu", "Shift+F10")),
        Keys("Show this list", ("?",)),
        Keys("Quit TikTrack", ("Ctrl+Q",)),
    ),
    "Lists and tables": (
        Keys("First row, last row", ("Home", "End")),
        Keys("Move between column headings", ("Left", "Right")),
        Keys("Sort by a column, or reverse it", ("Return",)),
    ),
    "Trending": (
        Keys("Refresh the feed, or stop", ("F5", "Ctrl+R")),
        Keys("Search the table", ("Ctrl+F",)),
        Keys("Show or hide the details", ("Ctrl+I",)),
        Keys("Open the selected video on TikTok", ("Return",)),
        Keys("Copy the link", ("Ctrl+Shift+C",)),
        Keys("Track the creator", ("T",)),
        Keys("Post the creator to Discord", ("D",)),
        Keys("Measure the video again", ("M",)),
        Keys("Hide the creator from Trending", ("H",)),
        Keys("Filters", ("Ctrl+Shift+F",)),
    ),
    "Creators": (
        Keys("Track another creator", ("Ctrl+N",)),
        Keys("Undo the last removal", ("Ctrl+Z",)),
        Keys("Filter the list", ("Ctrl+F",)),
        Keys("Refresh all, or stop", ("F5", "Ctrl+R")),
        Keys("Refresh the selected creator", ("R",)),
        Keys("Open the profile", ("Ctrl+Return",)),
        Keys("Copy the link", ("Ctrl+Shift+C",)),
        Keys("Post to Discord", ("D",)),
        Keys("Stop tracking", ("Del",)),
    ),
    "Discord": (
        Keys("Undo the last change of a setting", ("Ctrl+Z",)),
        Keys("Open the selected thread", ("Return",)),
    ),
    "Activity": (Keys("Search", ("Ctrl+F",)),),
    "Settings": (Keys("Undo the last change", ("Ctrl+Z",)),),
}
# fmt: on
COLUMNS = (("Everywhere", "Lists and tables", "Activity", "Settings"), ("Trending", "Creators", "Discord"))


class ShortcutsSheet(QDialog):
    """The dialog, opened with open(). Esc or "?" closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Keyboard shortcuts")
        self.setMinimumWidth(WIDTH)
        close = Button(theme, "Close", hint="Esc")
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence("?"), self, self.accept)
        self.finished.connect(self.deleteLater)
        left, right = (column(*(_section(title) for title in titles), None, spacing=20) for titles in COLUMNS)
        columns = row(spacing=40, margins=(MARGIN, MARGIN, MARGIN + SCROLL_BAR, MARGIN))
        columns.addLayout(left, 1)
        columns.addLayout(right, 1)
        title = Label("Keyboard shortcuts", "title")
        area = self._as_high_as_fits(columns)
        head, foot = row(title, margins=(MARGIN, 0, 0, 0)), row(None, close, margins=(0, 0, MARGIN + SCROLL_BAR, 0))
        self.setLayout(column(head, area, foot, spacing=12, margins=(16, 20, 16, 16)))
        close.setFocus()

    def _as_high_as_fits(self, columns: QLayout) -> QScrollArea:
        """Returns a scroll area as high as its content, or as the screen allows if the text is large."""
        area = QScrollArea()
        words = scrolled(area, columns)
        scrolls_by_keyboard(area, "Keyboard shortcuts")
        for part in words.findChildren(QWidget):
            part.ensurePolished()  # otherwise its text doesn't have its final size yet
        needed, screen = words.sizeHint(), self.screen().availableSize()
        area.setMinimumSize(needed.width() + 2, min(needed.height() + 2, screen.height() - AROUND))
        return area


def _section(title: str) -> QVBoxLayout:
    return column(Label(title, "strong"), *(_line(keys) for keys in SHEET[title]), spacing=6)


def _line(keys: Keys) -> QWidget:
    line = QWidget()
    names = [QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText) for sequence in keys.sequences]
    line.setLayout(row(Label(keys.does, "secondary"), None, *(Label(name, "key") for name in names), spacing=4))
    line.setAccessibleName(f"{keys.does}: {' or '.join(names)}")
    return line
