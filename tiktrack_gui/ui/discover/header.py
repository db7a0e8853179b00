"""The top of the tab: the brand, the search, which candidates are shown, and what TikTok lets anybody see."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.ranking import Counts, Show
from tiktrack_gui.ui.discover.brand_chooser import BrandChooser
from tiktrack_gui.ui.discover.chips_line import ChipsLine
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import SearchField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words import candidates as words

SHOWS: Mapping[Show, str] = {
    Show.UP_AND_COMING: "Up-and-coming",
    Show.NEW: "New",
    Show.ALL: "All",
    Show.DISMISSED: "Not interesting",
}
LEAST_SEARCH = 150  # px


class DiscoverHeader(QWidget):
    """
    Attributes:
        chooser: The brands.

    Signals:
        narrowed: The search, or which candidates are shown, changed.
    """

    narrowed = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.chooser = BrandChooser()
        self._search = SearchField(theme, "Search candidates")
        self._search.setMinimumWidth(LEAST_SEARCH)
        self._show = Segmented({show.value: text for show, text in SHOWS.items()}, "Candidates to show")
        self._chips = ChipsLine(theme)
        self._add_words = Button(theme, "Add niche words", kind="link")
        self._plain = Label(words.WHAT_IS_SEEN, "hint", wrap=True)
        self._plain.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._row = SideBySide(row(self.chooser, (self._search, 1)), row(self._show, None), shares=(1, 0))
        chips = row((self._chips, 1), self._add_words)
        self._words = QWidget()
        self._words.setLayout(chips)
        self.setLayout(column(self._row, self._words, self._plain, spacing=6, margins=(24, 0, 24, 8)))
        self._search.textChanged.connect(self._tell)
        self._show.chosen.connect(self._tell)
        self._add_words.clicked.connect(self.chooser.edit_wanted)
        self.show_brand(None)

    @property
    def query(self) -> str:
        return self._search.text().strip()

    @property
    def show_only(self) -> Show:
        return Show(self._show.choice)

    def choose(self, show: Show) -> None:
        self._show.choose(show.value)

    def clear_query(self) -> None:
        self._search.clear()

    def focus_search(self) -> None:
        self._search.setFocus()

    def show_brand(self, brand: Brand | None) -> None:
        """brand: None while there is none."""
        self._row.setVisible(brand is not None)
        self._words.setVisible(brand is not None)
        has_words = brand is not None and bool(brand.words)
        self._chips.show_words(brand.words if brand is not None else ())
        self._chips.setVisible(has_words)
        self._add_words.setVisible(brand is not None and not has_words)

    def show_counts(self, counts: Counts) -> None:
        """How many are new is said where they are chosen; of all, the summary says it."""
        self._show.set_text(Show.NEW.value, f"New {counts.new:,}" if counts.new else "New")

    def _tell(self) -> None:
        self.narrowed.emit()
