"""What was agreed for a video: its price or its gift's value, and a date, to be changed in the details."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from tiktrack_gui.core.campaigns import Campaign, Result
from tiktrack_gui.ui.campaigns.columns import Column
from tiktrack_gui.ui.campaigns.editors import DayField, ReadField, price_reader
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import campaigns as words


class DealSection(QWidget):
    """
    Signals:
        price_entered: Another price was entered. arg: hundredths, or None.
        gift_entered: Whether it is a gift was changed. arg: whether it is one.
        day_entered: Another day was entered. arg: an ISO date, or None.
    """

    price_entered = Signal(object)
    gift_entered = Signal(bool)
    day_entered = Signal(object)

    def __init__(self, theme: Theme, now: Callable[[], float]) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._price_label, self._day_label = Label("Price", "label"), Label("Date", "label")
        self._price = ReadField(theme, "banknote", "None", "Price", price_reader("USD"))
        self._is_gift = QCheckBox("Gift of that value")
        self._date = DayField(theme, now)
        self._is_gift.setAccessibleName(self._is_gift.text())
        self._price_label.setBuddy(self._price)
        self._day_label.setBuddy(self._date.field)
        self.setLayout(
            column(
                column(self._price_label, self._price, self._is_gift, spacing=4),
                column(self._day_label, self._date, spacing=4),
                spacing=6,
            )
        )
        self._price.entered.connect(self.price_entered)
        self._is_gift.clicked.connect(self.gift_entered)
        self._date.entered.connect(self.day_entered)

    def show_deal(self, one: Result, campaign: Campaign) -> None:
        self._price_label.setText(f"Price in {campaign.currency}")
        self._price.setAccessibleName(f"Price in {campaign.currency}")
        self._price.set_reader(price_reader(campaign.currency))
        self._price.set_value(words.price_entered(one.entry))
        self._is_gift.setChecked(one.entry.is_gift)
        self._date.show_day(one.entry.agreed_on)

    def forget_typed(self) -> None:
        """Leaves what is being typed: another video is shown now."""
        self._price.restore()
        self._date.field.restore()

    def edit(self, which: Column) -> None:
        field = self._price if which is Column.PRICE else self._date.field
        field.setFocus()
        field.selectAll()
