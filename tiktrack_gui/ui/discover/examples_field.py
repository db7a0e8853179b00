"""The creators whose audience a brand wants, as chips, with those that TikTrack has seen offered while typing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from tiktrack_gui.core.discovery.brands import MOST_EXAMPLES
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import canonical, parse_creator, separate
from tiktrack_gui.core.models import Creator
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, restyle
from tiktrack_gui.ui.widgets.chips import Chip, ChipsField
from tiktrack_gui.ui.widgets.completion import Completions
from tiktrack_gui.ui.widgets.fields import STILL_IN_USE
from tiktrack_gui.ui.widgets.found_creators import Found
from tiktrack_gui.ui.widgets.keys import ENTER
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import brands as words


class ExamplesField(QWidget):
    """Chips are creators; those still to be looked up, or that couldn't be, are shown but don't count.

    Attributes:
        completions: The creators seen before that may be meant.

    Signals:
        changed: The user added or removed one.
        judged: Whether what was typed can be used. arg: why not; "" = it can.
        look_up_wanted: A creator that wasn't chosen from the list. arg: the handle or link.
    """

    changed = Signal()
    judged = Signal(str)
    look_up_wanted = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self.completions = Completions(theme, pictures)
        self._edit = QLineEdit()
        self._chips = _Chips(theme, self._edit)
        self._creators: dict[str, Creator] = {}  # by the chip's word
        self._others: dict[str, int] = {}  # IDs that TikTrack has no creator for
        self._edit.setProperty("kind", "bare")
        self._edit.setMinimumWidth(140)
        self._edit.installEventFilter(self)
        self._edit.textEdited.connect(self._typed)
        self._chips.changed.connect(self._tell)
        self.completions.chosen.connect(self.add)
        self.completions.left.connect(self._leave_completions)
        self.completions.dismissed.connect(self._dismiss)
        self.setFocusProxy(self._chips)
        self.setLayout(column(self._chips, self.completions, spacing=4))
        self._offer()

    @property
    def ids(self) -> tuple[int, ...]:
        """Of the creators, in the order they were added."""
        known = {word: creator.id for word, creator in self._creators.items()} | self._others
        return tuple(known[word] for word in self._chips.words if word in known)

    @property
    def creators(self) -> dict[int, Creator]:
        """Those TikTrack knows, by ID; also some that were removed from the field."""
        return {creator.id: creator for creator in self._creators.values()}

    @property
    def waiting(self) -> dict[str, str]:
        """What was given for those still to be looked up, with why it couldn't be done; "" = it waits."""
        return {word: self._chips.waiting[word] for word in self._chips.words if word in self._chips.waiting}

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self._edit.setAccessibleName(name)

    def setAccessibleDescription(self, description: str) -> None:
        super().setAccessibleDescription(description)
        self._edit.setAccessibleDescription(description)

    def show_examples(self, ids: Sequence[int], creators: Sequence[Creator]) -> None:
        """creators: those of the IDs that TikTrack knows."""
        by_id = {creator.id: creator for creator in creators}
        self._creators = {f"@{one.handle}": one for one in creators}
        self._others = {f"Account {id_}": id_ for id_ in ids if id_ not in by_id}
        names = {one.id: word for word, one in self._creators.items()} | {v: k for k, v in self._others.items()}
        self._chips.set_words([names[id_] for id_ in ids])
        self._offer()

    def show_seen(self, text: str, creators: Sequence[Creator]) -> None:
        """Offers creators for the text that was asked for."""
        left = [Found(one, False) for one in creators if one.id not in self.ids]
        self.completions.show_seen(text, left)

    def add(self, creator: Creator) -> None:
        self.completions.dismiss()
        self._edit.clear()
        self._put(f"@{creator.handle}", creator)
        self._edit.setFocus()

    def show_found(self, given: str, creator: Creator) -> None:
        """Shows who is meant, so that nobody is to be looked up."""
        if given in self.waiting:
            is_new = creator.id not in self.ids
            self._creators[f"@{creator.handle}"] = creator
            self._chips.replace(given, f"@{creator.handle}" if is_new else None)
            self._tell()

    def show_pending(self, given: str, reason: str = "") -> None:
        """Shows one that is still to be looked up. reason: why it couldn't be; "" = it waits."""
        if given not in self._chips.words:
            self._chips.wait(given, reason)
            self._tell()

    def take_typed(self) -> bool:
        """Takes what was typed, as Enter does. Returns False if it can't be used."""
        text = self._edit.text().strip()
        if not text:
            return True
        given = separate(text) or [text]
        try:
            for one in given:
                parse_creator(one)
        except BadInput as fault:
            self._fail(str(fault))
            return False
        self.completions.dismiss()
        self._edit.clear()
        for one in given:
            self._ask(one)
        return True

    def eventFilter(self, _watched: QWidget, event: QEvent) -> bool:  # type: ignore[override]
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            return self._key(event)
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in STILL_IN_USE:
            self._left()
        return False

    def _key(self, event: QKeyEvent) -> bool:
        key, text, offered = event.key(), self._edit.text(), self.completions.isVisible()
        if key in ENTER and text.strip():
            self.take_typed()
        elif key == Qt.Key.Key_Escape and offered:
            self._dismiss()
        elif key == Qt.Key.Key_Escape and text:
            self._edit.clear()
            self._fail("")
        elif key == Qt.Key.Key_Down and offered:
            self.completions.setFocus()
        elif key == Qt.Key.Key_Backspace and not text and self._chips.words:
            self._chips.drop_last()
        else:
            return False
        return True

    def _left(self) -> None:
        """What clearly names creators counts when the field is left; a name that was only begun is marked."""
        text = self._edit.text().strip()
        if self.completions.hasFocus() or not text:
            return
        self.completions.dismiss()
        if text.startswith("@") or "/" in text:
            self.take_typed()
        else:
            self._fail(words.CHOOSE_CREATOR)

    def _ask(self, given: str) -> None:
        if canonical(given.lstrip("@")) in {canonical(word.lstrip("@")) for word in self._chips.words}:
            return
        if len(self._chips.words) >= MOST_EXAMPLES:
            self._fail(words.MOST_REACHED)
            return
        self._chips.wait(given)
        self._tell()
        self.look_up_wanted.emit(given)

    def _put(self, word: str, creator: Creator) -> None:
        if creator.id not in self.ids and len(self._chips.words) < MOST_EXAMPLES:
            self._creators[word] = creator
            self._chips.append(word)
            self._tell()

    def _typed(self, text: str) -> None:
        self._fail("")
        self.completions.complete(text)

    def _fail(self, fault: str) -> None:
        restyle(self._chips, "invalid", "true" if fault else "false")
        self.judged.emit(fault)

    def _leave_completions(self, downwards: bool) -> None:
        if not downwards:
            self._edit.setFocus()

    def _dismiss(self) -> None:
        self._edit.setFocus()
        self.completions.dismiss()

    def _tell(self) -> None:
        self._offer()
        self._fail("")
        self.changed.emit()

    def _offer(self) -> None:
        is_full = len(self._chips.words) >= MOST_EXAMPLES
        self._edit.setReadOnly(is_full)
        self._edit.setPlaceholderText("" if self._chips.words else "@handle, link or name")


class _Chips(ChipsField):
    """waiting: the words that are still to be looked up, each with why it couldn't be; "" = it wasn't tried yet."""

    def __init__(self, theme: Theme, edit: QLineEdit) -> None:
        super().__init__(theme, edit)
        self.waiting: dict[str, str] = {}

    def append(self, word: str) -> None:
        self._insert(word)

    def wait(self, word: str, reason: str = "") -> None:
        self.waiting[word] = reason
        self._insert(word)

    def replace(self, word: str, other: str | None) -> None:
        """Shows another word in its place; None = it goes."""
        self.waiting.pop(word, None)
        words = [other if one == word else one for one in self.words]
        self.set_words([one for one in words if one is not None])

    def drop_last(self) -> None:
        self._remove(self._chips[-1])

    def _chip(self, word: str) -> Chip:
        reason = self.waiting.get(word)
        if reason is None:
            return Chip(self._theme, word)
        return Chip(self._theme, word, icon="x" if reason else "hourglass", hint=reason or words.LOOKED_UP_LATER,
                    tone="bad" if reason else "")  # fmt: skip
