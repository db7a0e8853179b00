"""The brand's words and hashtags on one line: as many as fit, and how many more there are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.characters import cut
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.labels import Label

GAP = 8  # px
LONGEST = 28  # characters of a word


class ChipsLine(QWidget):
    """Takes the width it gets; screen readers are told all words at once."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words: Sequence[str] = ()
        self._chips: list[Label] = []
        self._more = Label("", "hint")
        self._more.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._arrange)

    def show_words(self, words: Sequence[str]) -> None:
        if tuple(words) == tuple(self._words):
            return
        self._words = tuple(words)
        for chip in self._chips:
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for word in self._words:
            chip = Label(cut(word, LONGEST), "badge")
            chip.setParent(self)
            self._chips.append(chip)
        self.setAccessibleName(f"Your niche: {', '.join(self._words)}")
        self.setToolTip("")
        self.updateGeometry()
        self._arrange()

    def sizeHint(self) -> QSize:
        return QSize(
            200, max((chip.sizeHint().height() for chip in self._chips), default=self._more.sizeHint().height())
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        widths = [chip.sizeHint().width() for chip in self._chips]
        fitting = self._fitting(widths)
        left = 0
        for number, (chip, width) in enumerate(zip(self._chips, widths, strict=True)):
            chip.setGeometry(left, 0, width, chip.sizeHint().height())
            chip.setVisible(number < fitting)
            left += width + GAP if number < fitting else 0
        self._more.setVisible(fitting < len(widths))
        if fitting < len(widths):
            self._more.setText(f"+{len(widths) - fitting}")
            self._more.setGeometry(left, 0, self._more.sizeHint().width(), self.height())
            self.setToolTip(", ".join(cut(word, LONGEST) for word in self._words))

    def _fitting(self, widths: Sequence[int]) -> int:
        """How many chips fit, with room for the number of the others."""
        room, used = self.width(), 0
        self._more.setText("+99")
        more = self._more.sizeHint().width()
        for number, width in enumerate(widths):
            is_last = number == len(widths) - 1
            if used + width + (0 if is_last else GAP + more) > room:
                return number
            used += width + GAP
        return len(widths)
