"""The box in which the brand is chosen. Below the brands are the entries that create and edit one."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QByteArray, QSignalBlocker, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QSizePolicy

from tiktrack_gui.core.discovery.brands import Brand

NEW, EDIT, REMOVE = "New brand…", "Edit…", "Remove…"
WIDEST = 240  # px


class BrandChooser(QComboBox):
    """Which brand is shown is remembered.

    Signals:
        chosen: The user chose another brand. arg: its ID.
        new_wanted, edit_wanted, removal_wanted: The user wants to create a brand, or to edit or remove the one shown.
    """

    chosen = Signal(object)
    new_wanted = Signal()
    edit_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._brands: Sequence[Brand] = ()
        self._shown: int | None = None  # ID; also of one that isn't loaded yet
        self.setObjectName("Brand")
        self.setAccessibleName("Brand")
        self.setFixedHeight(32)
        self.setMinimumWidth(120)
        self.setMaximumWidth(WIDEST)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.activated.connect(self._act)

    @property
    def brand(self) -> Brand | None:
        """The brand that is shown."""
        return next((brand for brand in self._brands if brand.id == self._shown), None)

    @property
    def brands(self) -> Sequence[Brand]:
        return self._brands

    def show_brands(self, brands: Sequence[Brand]) -> None:
        """Offers them, in their order. One that is there no more is replaced by the first."""
        self._brands = brands
        if self.brand is None:
            self._shown = brands[0].id if brands else None
        with QSignalBlocker(self):
            self.clear()
            for brand in brands:
                self.addItem(brand.name, brand.id)
            if brands:
                self.insertSeparator(self.count())
            for text in (NEW, EDIT, REMOVE) if brands else (NEW,):
                self.addItem(text, text)
            self._rest()
        self.setVisible(bool(brands))

    def choose(self, brand_id: int) -> None:
        """Shows another brand; one that isn't loaded yet, once it is."""
        self._shown = brand_id
        self._rest()

    # What is kept for the next start

    def saveState(self) -> QByteArray:
        return QByteArray(str(self._shown or "").encode())

    def restoreState(self, state: QByteArray) -> bool:
        kept = bytes(state.data())
        if not kept.isdigit():
            return False
        self.choose(int(kept))
        return True

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def _rest(self) -> None:
        """Shows the brand, also after another entry was chosen."""
        place = self.findData(self._shown)
        self.setCurrentIndex(max(place, 0))
        self.setToolTip(self.currentText())

    def _act(self, place: int) -> None:
        data = self.itemData(place)
        asked = {NEW: self.new_wanted, EDIT: self.edit_wanted, REMOVE: self.removal_wanted}.get(data)
        if asked is not None:
            self._rest()
            asked.emit()
        elif data != self._shown:
            self.choose(data)
            self.chosen.emit(data)
