"""The conditions of the feed's filter, in a panel that opens below its button; filters can be saved under a name."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QByteArray, Signal
from PySide6.QtWidgets import QComboBox, QScrollArea, QWidget

from tiktrack_gui.core.feed_filter import FeedFilter, Kind
from tiktrack_gui.core.models import Creator
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import IconField, NumberField, TextField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.popup_panel import PopupPanel
from tiktrack_gui.ui.widgets.segmented import Segmented

WIDTH, HEIGHT = 380, 624  # px, at the default text size; less in a low window
LIMITS = {"passed": "Above threshold", "everything": "Everything measured"}
KINDS = {Kind.SHOWN: "Show", Kind.HIDDEN: "Hide", Kind.ALONE: "Show only these"}
NUMBERS = {  # field of FeedFilter: (name, unit, most, what 0 means)
    "max_age": ("Maximum age", " h", 24 * 365, "Any age"),
    "min_views": ("Minimum views", "", 1e9, "Any number"),
    "followers_from": ("Followers from", "", 1e9, "Any number"),
    "followers_to": ("Followers to", "", 1e9, "Any number"),
}
WORDS = {  # field: (name, icon, placeholder)
    "hashtag": ("Hashtag", "hash", "Any hashtag"),
    "sound": ("Sound", "music", "Any sound"),
}
SORTS = {  # field: (name, what belongs to it)
    "ads": ("Advertising", "Ads, paid partnerships, and hashtags like #ad"),
    "ai": ("Made by AI", "Labelled so by its creator or TikTok"),
    "shop": ("With a product", "Leads to a product in TikTok Shop"),
}
ANY_LANGUAGE = "Any language"


class FilterPanel(PopupPanel):
    """Keeps the filter; opens as a popup, and Esc or a click elsewhere closes it.

    Signals:
        changed: Another filter is in force. arg: the FeedFilter.
        unhide_wanted: The user wants to see the videos of the hidden creators again.
    """

    changed = Signal(object)
    unhide_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, "Filters", parent, WIDTH, HEIGHT)
        self._filter = FeedFilter()
        self._saved: dict[str, FeedFilter] = {}
        self._limit = Segmented(LIMITS, "Videos")
        self._numbers = {field: _number(*words) for field, words in NUMBERS.items()}
        self._words = {field: TextField(theme, icon, hint, name) for field, (name, icon, hint) in WORDS.items()}
        self._language = QComboBox()
        self._kinds = {field: _choice(KINDS.values()) for field in SORTS}
        self._hidden = Label("", "small", wrap=True)
        self._unhide = Button(theme, "Show them again")
        self._names = QComboBox()
        self._name = IconField(theme, "sliders-horizontal", "Name of this filter", "Name of this filter")
        self._save = Button(theme, "Save")
        self._forget = IconButton(theme, "trash-2", "Delete the saved filter")
        self._clear = Button(theme, "Clear all", kind="ghost")
        self.setObjectName("Trending filters")
        self._lay_out(theme)
        self._connect()
        self.show_hidden(())
        self._show()

    @property
    def filter(self) -> FeedFilter:
        return self._filter

    def open_below(self, button: QWidget) -> None:
        super().open_below(button)
        self._limit.setFocus()

    def offer_languages(self, codes: Iterable[str]) -> None:
        """codes: those of the videos there are."""
        known = sorted({*codes, self._filter.language} - {""})
        self._language.clear()
        self._language.addItem(ANY_LANGUAGE, "")
        for code in known:
            self._language.addItem(code, code)
        self._language.setCurrentIndex(max(self._language.findData(self._filter.language), 0))

    def show_hidden(self, creators: Sequence[Creator]) -> None:
        """creators: whose videos the user has hidden."""
        handles = ", ".join(f"@{creator.handle}" for creator in creators)
        self._hidden.setText(f"Hidden creators: {handles}" if creators else "No creator is hidden")
        self._unhide.setVisible(bool(creators))

    def set_filter(self, wanted: FeedFilter) -> None:
        """Puts another filter in force."""
        if wanted != self._filter:
            self._filter = wanted
            self._show()
            self.changed.emit(wanted)

    def clear(self) -> None:
        self.set_filter(FeedFilter())

    # For the next start; see `ui.window.arrangement`

    def saveState(self) -> QByteArray:
        """Returns the filter in force and the saved ones."""
        saved = {name: one.to_dict() for name, one in self._saved.items()}
        return QByteArray(json.dumps({"filter": self._filter.to_dict(), "saved": saved}).encode())

    def restoreState(self, state: QByteArray) -> bool:
        try:
            kept = json.loads(bytes(state.data()))
            saved = {str(name): FeedFilter.from_dict(one) for name, one in kept["saved"].items()}
            wanted = FeedFilter.from_dict(kept["filter"])
        except (ValueError, KeyError, TypeError, AttributeError):
            return False
        self._saved = saved
        self._show_names()
        self.set_filter(wanted)
        return True

    # Changes

    def _take(self, field: str, value: Any) -> None:
        self.set_filter(replace(self._filter, **{field: value}))

    def _take_number(self, field: str, value: float) -> None:
        self._take(field, value if field == "max_age" else round(value))

    def _take_limit(self, key: str) -> None:
        self._take("everything", key == "everything")

    def _take_language(self) -> None:
        self._take("language", self._language.currentData())

    def _take_kind(self, field: str, index: int) -> None:
        self._take(field, list(KINDS)[index])

    def _keep(self) -> None:
        """Saves the filter under the name; an existing one of that name is replaced."""
        name = self._name.text().strip()
        if name:
            self._saved[name] = self._filter
            self._name.clear()
            self._show_names()

    def _use(self, index: int) -> None:
        if index > 0:
            self.set_filter(self._saved[self._names.itemText(index)])

    def _drop(self) -> None:
        self._saved.pop(self._names.currentText(), None)
        self._show_names()

    # Display

    def _show(self) -> None:
        now = self._filter
        self._limit.choose("everything" if now.everything else "passed")
        for field, number in self._numbers.items():
            number.set_value(getattr(now, field))
        for field, words in self._words.items():
            words.set_value(getattr(now, field))
        for field, choice in self._kinds.items():
            choice.setCurrentIndex(list(KINDS).index(getattr(now, field)))
        self.offer_languages(self._language.itemData(place) for place in range(self._language.count()))
        self._clear.setEnabled(bool(now.active))
        self._show_names()

    def _show_names(self) -> None:
        """Shows the saved filters, and which of them is in force."""
        self._names.clear()
        self._names.addItem("Choose a saved filter" if self._saved else "No filter is saved")
        self._names.addItems(sorted(self._saved, key=str.casefold))
        in_force = next((name for name, one in self._saved.items() if one == self._filter), None)
        self._names.setCurrentIndex(0 if in_force is None else self._names.findText(in_force))
        self._names.setEnabled(bool(self._saved))
        self._forget.setEnabled(in_force is not None)

    def _lay_out(self, theme: Theme) -> None:
        form = column(self._limit, spacing=6, margins=(16, 8, 16, 8))
        controls: dict[str, QWidget] = {NUMBERS[field][0]: number for field, number in self._numbers.items()}
        controls |= {"Language": self._language}
        controls |= {WORDS[field][0]: words for field, words in self._words.items()}
        controls |= {SORTS[field][0]: choice for field, choice in self._kinds.items()}
        for name, control in controls.items():
            label = Label(name, "label")
            label.setBuddy(control)
            control.setAccessibleName(name)
            control.setFixedWidth(theme.px(160))
            form.addLayout(row(label, None, control))
        for field, (_, hint) in SORTS.items():
            self._kinds[field].setToolTip(hint)
            self._kinds[field].setAccessibleDescription(hint)
        form.addWidget(hairline())
        form.addLayout(row((self._hidden, 1), self._unhide, margins=(0, 8, 0, 8)))
        area = QScrollArea()
        scrolled(area, form)
        self._names.setAccessibleName("Saved filters")
        kept = column(row((self._names, 1), self._forget), row((self._name, 1), self._save), margins=(16, 12, 16, 12))
        head = row(Label("Filters", "emphasis"), None, self._clear, margins=(16, 8, 8, 4))
        self.setLayout(column(head, (area, 1), hairline(), kept, spacing=0))

    def _connect(self) -> None:
        self._limit.chosen.connect(self._take_limit)
        for field, number in self._numbers.items():
            number.committed.connect(partial(self._take_number, field))
        for field, words in self._words.items():
            words.committed.connect(partial(self._take, field))
        for field, choice in self._kinds.items():
            choice.activated.connect(partial(self._take_kind, field))
        self._language.activated.connect(self._take_language)
        self._names.activated.connect(self._use)
        self._save.clicked.connect(self._keep)
        self._forget.clicked.connect(self._drop)
        self._clear.clicked.connect(self.clear)
        self._unhide.clicked.connect(self.unhide_wanted)


def _number(name: str, unit: str, most: float, any_: str) -> NumberField:
    field = NumberField(name, 0, most, after=unit)
    field.setSpecialValueText(any_)
    return field


def _choice(texts: Iterable[str]) -> QComboBox:
    box = QComboBox()
    box.addItems(list(texts))
    return box
