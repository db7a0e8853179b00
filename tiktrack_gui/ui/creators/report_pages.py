"""The preview of a report: its pages below one another, as they will be printed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled, scrolls_by_keyboard

WIDTH = 600  # px of a page, at normal text size
GAP = 16  # px around each


class ReportPages(QScrollArea):
    """Scrolled with the wheel and the arrow keys."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._pages = QVBoxLayout()
        self._pages.setSpacing(GAP)
        scrolled(self, column(row(None, self._pages, None, spacing=0), None, spacing=0, margins=(GAP, GAP, GAP, GAP)))
        scrolls_by_keyboard(self, "Preview")
        self.setProperty("surface", "desk")

    @property
    def number(self) -> int:
        """How many pages are shown."""
        return self._pages.count()

    def scale_of(self, paper_width: float) -> float:
        """Returns how large a picture of a page is to be, for one so wide in px."""
        return self._theme.px(WIDTH) * self.devicePixelRatioF() / paper_width

    def show_pages(self, pages: Sequence[QImage], spoken: str) -> None:
        """spoken: what they show, for screen readers."""
        while (item := self._pages.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for number, image in enumerate(pages, 1):
            self._pages.addWidget(_page(image, self.devicePixelRatioF(), f"Page {number} of {len(pages)}"))
        self.setAccessibleDescription(spoken)
        self.verticalScrollBar().setValue(0)


def _page(image: QImage, ratio: float, name: str) -> QWidget:
    image.setDevicePixelRatio(ratio)
    page = QLabel()
    page.setPixmap(QPixmap.fromImage(image))
    page.setAccessibleName(name)
    page.setProperty("surface", "paper")
    page.setFrameShape(QFrame.Shape.NoFrame)
    page.setAlignment(Qt.AlignmentFlag.AlignCenter)
    return page
