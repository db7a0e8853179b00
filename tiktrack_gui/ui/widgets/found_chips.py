"""Some of many known things as chips, found by typing a part of their names."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from PySide6.QtCore import QEvent, QObject, QPoint, QSize, QStringListModel, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView

from tiktrack_gui.core.words_index import folded
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import restyle
from tiktrack_gui.ui.widgets.chips import Chip, ChipsField
from tiktrack_gui.ui.widgets.fields import STILL_IN_USE
from tiktrack_gui.ui.widgets.keys import ENTER

MOST_ROWS = 7
LEAST_WIDTH, LEAST_EDIT = 240, 88  # px of the list and of the field


class FoundChipsField(ChipsField):
    """Each has a key, which is what counts, and a name, which is shown.

    Enter or Tab takes the first name of the list below; Down and Up choose another. What names nothing stays, marked.

    Signals:
        changed: As in every ChipsField; see `keys` for what is chosen.
        judged: Whether what was typed can be used. arg: why not; "" = it can.
    """

    judged = Signal(str)

    def __init__(
        self,
        theme: Theme,
        placeholder: str,
        names: Mapping[str, str],
        also_called: Callable[[str], str] | None = None,
        *,
        unknown: str,
    ) -> None:
        """names: by key. also_called: another name of a key, by which it is found, too. unknown: says that a text names
        nothing.
        """
        self._edit = _Edit()
        self._edit.setProperty("kind", "bare")
        self._placeholder, self._unknown = placeholder, unknown
        self._names = dict(names)
        self._keys = {name: key for key, name in self._names.items()}
        self._also_called = also_called or _nothing
        super().__init__(theme, self._edit)
        self._model = QStringListModel(self)
        self._list = QListView()
        self._list.setProperty("surface", "choices")
        self._list.setAccessibleName("Names to choose from")
        self._completer = QCompleter(self._model, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self._completer.setMaxVisibleItems(MOST_ROWS)
        self._completer.setPopup(self._list)
        self._completer.setWidget(self._edit)
        self._completer.activated.connect(self._take_chosen)
        self._edit.textEdited.connect(self._offer)
        self._list.installEventFilter(self)
        self._hint()

    @property
    def keys(self) -> tuple[str, ...]:
        """Those chosen, in the order they were."""
        return tuple(self._keys.get(word, word) for word in self.words)

    def set_keys(self, keys: Iterable[str]) -> None:
        """Shows these; one without a name is shown by its key."""
        self.set_words([self._names.get(key, key) for key in keys])
        self._hint()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._edit.setAccessibleDescription(description)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is getattr(self, "_list", None):
            return self._key_of_list(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STILL_IN_USE:
            self._commit()
        return super().eventFilter(self._edit, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Handles a key of the field. Returns whether it was one of this field's own."""
        if event.key() in ENTER and self._edit.text().strip():
            self._commit()
        elif event.key() == Qt.Key.Key_Escape and self._edit.text():
            self._edit.clear()
            self._mark("")
        elif event.key() == Qt.Key.Key_Backspace and not self._edit.text() and self._chips:
            self._remove(self._chips[-1])
        elif event.key() == Qt.Key.Key_Down and not self._edit.text():
            self._offer("")
        else:
            return False
        return True

    def _key_of_list(self, event: QEvent) -> bool:
        """Tab takes the chosen name, as Enter does; the completer would only close the list."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Tab:
            self._take_chosen()
            return True
        return False

    def _offer(self, text: str) -> None:
        """Shows the names that may be meant, the likeliest chosen."""
        self._mark("")
        found = self.matching(text)
        self._model.setStringList(found)
        if not found:
            self._list.hide()
            return
        place = self._edit.rect()
        place.setWidth(max(place.width(), LEAST_WIDTH))
        self._completer.complete(place.translated(QPoint(0, 4)))
        self._list.setCurrentIndex(self._model.index(0))

    def matching(self, text: str) -> list[str]:
        """Returns the names not chosen yet that begin with the text, then those a word of which does."""
        sought, taken = folded(text.strip()), set(self.words)
        ranks = ((name, self._rank(key, name, sought)) for key, name in self._names.items() if name not in taken)
        return [name for name, rank in sorted(ranks, key=lambda pair: pair[1]) if rank < 3]

    def _rank(self, key: str, name: str, sought: str) -> int:
        plain, other = folded(name), folded(self._also_called(key))
        if plain.startswith(sought) or sought == key.casefold():
            return 0
        if other.startswith(sought):
            return 1
        return 2 if f" {sought}" in plain else 3

    def _take_chosen(self) -> None:
        self._take(self._list.currentIndex().data() or "")

    def _take(self, name: str) -> None:
        self._list.hide()
        self._edit.clear()
        self._mark("")
        self._add([name])
        self._hint()

    def _commit(self) -> None:
        """Takes what was typed if it names something; else it stays, and is marked."""
        text = self._edit.text().strip()
        if not text:
            return
        found = self.matching(text)
        if found:
            self._take(found[0])
        else:
            self._list.hide()
            self._mark(self._unknown.format(text))

    def _mark(self, fault: str) -> None:
        restyle(self, "invalid", "true" if fault else "false")
        self.judged.emit(fault)

    def _remove(self, chip: Chip) -> None:
        super()._remove(chip)
        self._hint()

    def _hint(self) -> None:
        self._edit.setPlaceholderText("" if self._chips else self._placeholder)


class _Edit(QLineEdit):
    """Takes the rest of the chips' line if that is enough for a few letters."""

    def sizeHint(self) -> QSize:
        return QSize(LEAST_EDIT, super().sizeHint().height())


def _nothing(_key: str) -> str:
    return ""
