"""Several words or choices as chips in one field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QMenu, QPushButton, QSizePolicy, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import follow, restyle
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.fields import STILL_IN_USE
from tiktrack_gui.ui.widgets.flow import Flow
from tiktrack_gui.ui.widgets.keys import ENTER

LONGEST = 28  # characters of a chip that are shown
REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace, *ENTER)


class Chip(QPushButton):
    """A word with a cross. A click takes it away; so do Del, Backspace, Enter and Space while it has the focus."""

    def __init__(self, theme: Theme, word: str, *, icon: str = "x", hint: str = "", tone: str = "") -> None:
        """icon: after the word. hint: what is to be known about it. tone: bad for one that can't be used."""
        short = word if len(word) <= LONGEST else f"{word[: LONGEST - 1]}…"
        super().__init__(short.replace("&", "&&"))
        self.word = word
        self._theme, self._icon = theme, icon
        self.setProperty("kind", "chip")
        self.setProperty("tone", tone)
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)  # the icon comes after the text
        self.setIconSize(QSize(12, 12))
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)  # Enter in another field of a dialog mustn't take it away
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"Remove {word}")
        self.setToolTip(tooltips.plain("\n".join(filter(None, (hint, f"Remove “{word}” (Del)")))))
        theme.changed.connect(self._tint)
        self._tint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in REMOVES:
            self.click()
        else:
            super().keyPressEvent(event)

    def _tint(self) -> None:
        self.setIcon(self._theme.icons.icon(self._icon, self._theme.tokens.text3))


class ChipsField(QFrame):
    """A frame like a field's around the chips and what adds another.

    Signals:
        changed: The user added or removed one. arg: tuple of all words.
    """

    changed = Signal(object)

    def __init__(self, theme: Theme, adds: QWidget) -> None:
        super().__init__()
        self._theme, self._adds = theme, adds
        self._chips: list[Chip] = []
        self._flow = Flow(spacing=4, margins=(4, 4, 4, 4))
        self._flow.addWidget(adds)
        self.setProperty("role", "chips")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setLayout(self._flow)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(adds)
        adds.installEventFilter(self)

    @property
    def words(self) -> tuple[str, ...]:
        return tuple(chip.word for chip in self._chips)

    def set_words(self, words: Iterable[str]) -> None:
        """Shows these chips; the others go."""
        if self.words == tuple(words := list(words)):
            return
        for chip in self._chips:
            self._flow.removeWidget(chip)
            chip.hide()
            chip.deleteLater()
        self._chips = []
        for word in words:
            self._insert(word)

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        """Frames the whole field while the part that adds has the focus."""
        if isinstance(event, QFocusEvent):
            restyle(self, "focused", "true" if event.gotFocus() else "false")
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self._adds.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _chip(self, word: str) -> Chip:
        return Chip(self._theme, word)

    def _insert(self, word: str) -> None:
        chip = self._chip(word)
        chip.hide()
        self._flow.insert(len(self._chips), chip)
        self._chips.append(chip)
        chip.clicked.connect(self._clicked)
        chip.show()
        follow(chip, before=self._adds)

    def _add(self, words: Iterable[str]) -> None:
        known = {word.casefold() for word in self.words}
        new = [word for word in dict.fromkeys(words) if word and word.casefold() not in known]
        for word in new:
            self._insert(word)
        if new:
            self.changed.emit(self.words)

    def _remove(self, chip: Chip) -> None:
        if chip.hasFocus():
            self._adds.setFocus()
        self._chips.remove(chip)
        self._flow.removeWidget(chip)
        chip.hide()
        chip.deleteLater()
        self.updateGeometry()
        self.changed.emit(self.words)

    def _clicked(self) -> None:
        chip = self.sender()
        if isinstance(chip, Chip) and chip in self._chips:
            self._remove(chip)


class WordsField(ChipsField):
    """Words of the user's own: Enter or a comma adds what was typed, and so does leaving the field."""

    def __init__(self, theme: Theme, placeholder: str) -> None:
        self._edit = QLineEdit()
        self._edit.setProperty("kind", "bare")
        self._edit.setMinimumWidth(64)
        self._placeholder = placeholder
        super().__init__(theme, self._edit)
        self._edit.textEdited.connect(self._typed)
        self._edit.installEventFilter(self)
        self._hint()

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def set_words(self, words: Iterable[str]) -> None:
        super().set_words(words)
        self._hint()

    def eventFilter(self, watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in ENTER and self._edit.text().strip():
                self._commit()
                return True
            if event.key() == Qt.Key.Key_Escape and self._edit.text():
                self._edit.clear()
                return True
            if event.key() == Qt.Key.Key_Backspace and not self._edit.text() and self._chips:
                self._remove(self._chips[-1])
                self._hint()
                return True
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STILL_IN_USE:
            self._commit()
        return super().eventFilter(watched, event)

    def _typed(self, text: str) -> None:
        if "," in text or "\n" in text:
            self._commit()

    def _commit(self) -> None:
        typed = [" ".join(word.split()) for word in self._edit.text().replace("\n", ",").split(",")]
        self._edit.clear()
        self._add(typed)
        self._hint()

    def _remove(self, chip: Chip) -> None:
        super()._remove(chip)
        self._hint()

    def _hint(self) -> None:
        self._edit.setPlaceholderText("" if self._chips else self._placeholder)


@dataclass(frozen=True, slots=True)
class Option:
    """What is to be known about a choice. icon: of its chip and in the menu."""

    hint: str = ""
    icon: str = ""


class ChoicesField(ChipsField):
    """Some of a number of choices, from a menu. A chosen one that there is no more is marked."""

    def __init__(self, theme: Theme, add: str, most: int, gone: str) -> None:
        """add: the button's text. most: how many can be chosen. gone: said about a choice that there is no more."""
        self._button = Button(theme, add, icon="plus", kind="chip_add")
        self._most, self._gone = most, gone
        self._options: dict[str, Option] = {}
        super().__init__(theme, self._button)
        self._menu = QMenu(self)
        self._menu.triggered.connect(self._chosen)
        self._button.clicked.connect(self._open)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._button.setAccessibleName(f"{name}: {self._button.text().strip()}")

    def set_options(self, options: Mapping[str, Option]) -> None:
        """options: by word."""
        if options != self._options:
            words, self._options = self.words, dict(options)
            self.set_words(())
            self.set_words(words)
        self._offer()

    def set_words(self, words: Iterable[str]) -> None:
        super().set_words(words)
        self._offer()

    def _offer(self) -> None:
        is_full = len(self._chips) >= self._most
        left = [word for word in self._options if word not in self.words]
        self._button.setVisible(bool(left) and not is_full)

    def _chip(self, word: str) -> Chip:
        option = self._options.get(word)
        if option is None:
            return Chip(self._theme, word, hint=self._gone, tone="bad")
        return Chip(self._theme, word, hint=option.hint)

    def _open(self) -> None:
        self._menu.clear()
        for word, option in self._options.items():
            if word not in self.words:
                action = self._menu.addAction(word.replace("&", "&&") + (f"  ({option.hint})" if option.hint else ""))
                action.setData(word)
                if option.icon:
                    action.setIcon(self._theme.icons.icon(option.icon, self._theme.tokens.text3))
        self._menu.popup(self._button.mapToGlobal(QPoint(0, self._button.height())))

    def _chosen(self, action: object) -> None:
        self._add([action.data()])  # type: ignore[attr-defined]
        self._offer()

    def _remove(self, chip: Chip) -> None:
        super()._remove(chip)
        self._offer()
