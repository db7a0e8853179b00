"""The help: all keyboard shortcuts and where they work, and what the numbers mean."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QLayout, QScrollArea, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled, scrolls_by_keyboard
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.words import measures

WIDTH = 940  # px, of the sheet at least
AROUND = 200  # px above and below the columns, with the window's frame
MARGIN, SCROLL_BAR = 8, 10  # px
AT_THE_SIDE = 16  # px, beside the columns


@dataclass(frozen=True, slots=True)
class Keys:
    """What key sequences do. Each works by itself."""

    does: str
    sequences: tuple[str, ...]


# fmt: off
SHEET: dict[str, tuple[Keys, ...]] = {  # where they work → what they do
    "Everywhere": (
        Keys("Tabs", ("Ctrl+1", "Ctrl+2", "Ctrl+3", "Ctrl+4", "Ctrl+5", "Ctrl+6")),
        Keys("Move through the sidebar", ("Up", "Down")),
        Keys("Settings", ("Ctrl+,",)),
        Keys("Theme: system, light or dark", ("Ctrl+Shift+L",)),
        Keys("Menu for a row or the column headings", ("Menu", "Shift+F10")),
        Keys("Help", ("?",)),
        Keys("Quit TikTrack", ("Ctrl+Q",)),
    ),
    "Lists and tables": (
        Keys("First row, last row", ("Home", "End")),
        Keys("Move between column headings", ("Left", "Right")),
        Keys("Sort by a column, or reverse it", ("Return",)),
        Keys("Move a column", ("Ctrl+Left", "Ctrl+Right")),
        Keys("Copy the selected rows as text", ("Ctrl+C",)),
    ),
    "Trending": (
        Keys("Refresh the feed, or stop", ("F5", "Ctrl+R")),
        Keys("Search the table", ("Ctrl+F",)),
        Keys("Show or hide the details", ("Ctrl+I",)),
        Keys("Select several videos", ("Shift+Up", "Shift+Down")),
        Keys("Select all videos", ("Ctrl+A",)),
        Keys("Open the selected video on TikTok", ("Return",)),
        Keys("Copy the link", ("Ctrl+Shift+C",)),
        Keys("Track the creator", ("T",)),
        Keys("Post the creator to Discord", ("D",)),
        Keys("Measure the video again", ("M",)),
        Keys("Hide the creator from Trending", ("H",)),
        Keys("Export what is shown", ("Ctrl+E",)),
        Keys("Filters", ("Ctrl+Shift+F",)),
    ),
    "Creators": (
        Keys("Profile, or overview of the list", ("Ctrl+Shift+O",)),
        Keys("Track another creator", ("Ctrl+N",)),
        Keys("Undo the last change", ("Ctrl+Z",)),
        Keys("Filter the list", ("Ctrl+F",)),
        Keys("Filter by status and tags", ("Ctrl+Shift+F",)),
        Keys("Status of those selected", ("S",)),
        Keys("Tags of those selected", ("T",)),
        Keys("Add a note", ("N",)),
        Keys("Save the note", ("Ctrl+Return",)),
        Keys("Refresh all, or stop", ("F5", "Ctrl+R")),
        Keys("Refresh the selected creator", ("R",)),
        Keys("Open the profile", ("Return",)),
        Keys("Copy the link", ("Ctrl+Shift+C",)),
        Keys("Copy the link of a video below the plot", ("Ctrl+C",)),
        Keys("Post to Discord", ("D",)),
        Keys("Compare the growth of those selected", ("G",)),
        Keys("Report on those selected", ("Ctrl+P",)),
        Keys("Export what is shown", ("Ctrl+E",)),
        Keys("Move creators, or a list in its menu", ("Alt+Up", "Alt+Down")),
        Keys("Remove from the list", ("Del",)),
        Keys("Stop tracking", ("Shift+Del",)),
    ),
    "Discover": (
        Keys("Find candidates, or stop", ("F5", "Ctrl+R")),
        Keys("Add creators as candidates", ("Ctrl+N",)),
        Keys("Search the candidates", ("Ctrl+F",)),
        Keys("Show or hide the details", ("Ctrl+I",)),
        Keys("Weights of the fit", ("W",)),
        Keys("Select several candidates", ("Shift+Up", "Shift+Down")),
        Keys("Open the profile on TikTok", ("Return", "O")),
        Keys("Copy the link", ("Ctrl+Shift+C",)),
        Keys("Track, in a list if you like", ("T",)),
        Keys("Not interesting", ("Del",)),
        Keys("Compare those selected", ("C",)),
        Keys("More like this one", ("M",)),
        Keys("Post to Discord", ("D",)),
        Keys("Read now", ("R",)),
        Keys("Export what is shown", ("Ctrl+E",)),
        Keys("Undo the last change", ("Ctrl+Z",)),
    ),
    "Campaigns": (
        Keys("Results, or who advertises", ("Ctrl+Shift+O",)),
        Keys("New campaign", ("Ctrl+N",)),
        Keys("Edit the campaign", ("E",)),
        Keys("Add videos", ("A",)),
        Keys("Add the videos of copied links", ("Ctrl+V",)),
        Keys("Measure all videos, or stop", ("F5", "Ctrl+R")),
        Keys("Measure those selected", ("M",)),
        Keys("Search", ("Ctrl+F",)),
        Keys("Show or hide the details", ("Ctrl+I",)),
        Keys("Edit the price", ("F2",)),
        Keys("Edit the date", ("Shift+F2",)),
        Keys("A gift, or paid", ("G",)),
        Keys("Open on TikTok", ("Return", "O")),
        Keys("Copy the link", ("Ctrl+Shift+C",)),
        Keys("Export what is shown", ("Ctrl+E",)),
        Keys("Track the creator, or show it", ("T",)),
        Keys("Post to Discord", ("D",)),
        Keys("Remove the video, or the campaign", ("Del",)),
        Keys("Undo the last change", ("Ctrl+Z",)),
    ),
    "Growth chart": (
        Keys("Point to point", ("Left", "Right")),
        Keys("First and last point", ("Home", "End")),
        Keys("Mark to mark: videos and statuses", ("Ctrl+Left", "Ctrl+Right")),
        Keys("Open the video on TikTok", ("Return",)),
        Keys("Zoom", ("+", "-")),
        Keys("Move", ("Shift+Left", "Shift+Right")),
        Keys("Show everything", ("0", "Esc")),
    ),
    "Slider of a profile’s history": (
        Keys("Previous or next measurement", ("Left", "Right")),
        Keys("A week back or forward", ("PgDown", "PgUp")),
        Keys("The beginning, or now", ("Home", "End")),
    ),
    "Discord": (
        Keys("Undo the last change", ("Ctrl+Z",)),
        Keys("Move a channel up or down", ("Alt+Up", "Alt+Down")),
        Keys("Remove the selected channel", ("Del",)),
        Keys("Open the selected thread", ("Return",)),
        Keys("Select several posts", ("Shift+Up", "Shift+Down")),
        Keys("Cancel the selected posts", ("Del",)),
    ),
    "Activity": (
        Keys("Search", ("Ctrl+F",)),
        Keys("Show what the alert is about", ("Return",)),
        Keys("Mark alerts as read or unread", ("Space",)),
        Keys("Unread alerts only, or all", ("U",)),
        Keys("Undo marking as read", ("Ctrl+Z",)),
        Keys("Export what is shown", ("Ctrl+E",)),
    ),
    "Settings": (Keys("Undo the last change", ("Ctrl+Z",)),),
}
# fmt: on
COLUMNS = (
    (
        "Everywhere",
        "Lists and tables",
        "Trending",
        "Growth chart",
        "Slider of a profile’s history",
        "Discord",
        "Activity",
        "Settings",
    ),
    ("Creators", "Discover", "Campaigns"),
)
NUMBERS = (("Trending", "Everywhere"), ("Parts of the score", "Creators"))  # columns of `measures.EXPLAINED`
PARTS = {"keys": "Keyboard shortcuts", "numbers": "What the numbers mean"}


class HelpSheet(QDialog):
    """The dialog, opened with open(). Esc or "?" closes it."""

    def __init__(self, theme: Theme, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.setWindowTitle("TikTrack help")
        self._part = Segmented(PARTS, "Help about")
        self._shown = QStackedWidget()
        close = Button(theme, "Close", hint="Esc")
        close.clicked.connect(self.accept)
        QShortcut(QKeySequence("?"), self, self.accept)
        self.finished.connect(self.deleteLater)
        self._part.chosen.connect(self._choose)
        for name, parts in zip(PARTS.values(), (_keys(), _numbers()), strict=True):
            self._shown.addWidget(self._as_high_as_fits(parts, name))
        head = row(Label("Help", "title"), None, self._part, margins=(MARGIN, 0, MARGIN + SCROLL_BAR, 0))
        foot = row(None, close, margins=(0, 0, MARGIN + SCROLL_BAR, 0))
        self.setLayout(column(head, self._shown, foot, spacing=12, margins=(16, 20, 16, 16)))
        close.setFocus()

    def _choose(self, part: str) -> None:
        self._shown.setCurrentIndex(list(PARTS).index(part))

    def _as_high_as_fits(self, columns: QLayout, name: str) -> QScrollArea:
        """Returns a scroll area as high as its content, or as the screen allows if the text is large."""
        area = QScrollArea()
        words = scrolled(area, columns)
        scrolls_by_keyboard(area, name)
        for part in words.findChildren(QWidget):
            part.ensurePolished()  # otherwise its text doesn't have its final size yet
        least, screen = words.minimumSizeHint(), self.screen().availableSize()
        width = max(least.width() + SCROLL_BAR + 2, WIDTH - 2 * AT_THE_SIDE)
        high = words.heightForWidth(width)
        area.setMinimumSize(width, min(high + 2, screen.height() - AROUND))
        return area


def _keys() -> QLayout:
    return _side_by_side(
        *(column(*map(_section_of_keys, titles), None, spacing=20) for titles in COLUMNS),
    )


def _numbers() -> QLayout:
    return _side_by_side(
        *(column(*map(_section_of_numbers, titles), None, spacing=20) for titles in NUMBERS),
    )


def _side_by_side(*columns: QLayout) -> QLayout:
    layout = row(spacing=40, margins=(MARGIN, MARGIN, MARGIN + SCROLL_BAR, MARGIN))
    for one in columns:
        layout.addLayout(one, 1)
    return layout


def _section_of_keys(title: str) -> QVBoxLayout:
    return column(Label(title, "strong"), *map(_line, SHEET[title]), spacing=6)


def _section_of_numbers(title: str) -> QVBoxLayout:
    meanings = (
        column(Label(name, "label"), Label(meaning, "secondary", wrap=True), spacing=1)
        for name, meaning in measures.EXPLAINED[title].items()
    )
    return column(Label(title, "strong"), *meanings, spacing=10)


def _line(keys: Keys) -> QWidget:
    line = QWidget()
    names = [_name(sequence) for sequence in keys.sequences]
    line.setLayout(row((Label(keys.does, "secondary", wrap=True), 1), *map(_key, names), spacing=4))
    line.setAccessibleName(f"{keys.does}: {' or '.join(names)}")
    return line


def _key(name: str) -> Label:
    key = Label(name, "key")
    key.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    return key


def _name(sequence: str) -> str:
    """Returns what the keys are called here and in menus."""
    return QKeySequence(sequence).toString(QKeySequence.SequenceFormat.NativeText).replace("Return", "Enter")
