"""A creator's notes: a field for a new one, and those there are, which are changed in their place."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from tiktrack_gui.core.annotations import Note
from tiktrack_gui.ui.creators.annotations.note_edit import NoteEdit
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, follow_all, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import annotating as words
from tiktrack_gui.words import times
from tiktrack_gui.words.text import breakable

FEW = 3  # notes, until all are wanted


class NotesPart(QWidget):
    """
    Signals:
        added: A note was written. args: the creator's ID, the text.
        changed: A note is to have another text. args: the Note, the text.
        removed: arg: the Note.
    """

    added = Signal(object, str)
    changed = Signal(object, str)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._creator_id: int | None = None
        self._drafts: dict[int, str] = {}  # what is typed but not saved yet, by creator
        self._notes: Sequence[Note] = ()
        self._rows: dict[int, NoteRow] = {}
        self._now = 0.0
        self._shows_all = False
        self._new = NoteEdit(theme, words.NOTE_HINT)
        self._new.setToolTip(f"{words.NOTE_HINT} (N). {words.NOTE_KEYS}")
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.hide()
        self._more = Button(theme, "Show all", kind="link")
        self._list = column(spacing=4)
        self.setLayout(column(self._new, self._fault, self._list, row(self._more, None), spacing=4))
        self._new.committed.connect(self._add)
        self._new.textChanged.connect(self._fault.hide)
        self._more.clicked.connect(self._toggle)

    def write(self) -> None:
        """Goes to the field for a new note."""
        self._new.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def show_notes(self, creator_id: int, notes: Sequence[Note], now: float) -> None:
        """notes: newest first."""
        if creator_id != self._creator_id:
            self._turn_to(creator_id)
        self._notes, self._now = notes, now
        self._arrange()

    def kept(self, creator_id: int, text: str) -> None:
        """A note was stored: it is no draft any more."""
        self._drafts.pop(creator_id, None)
        if creator_id == self._creator_id and self._new.text == text:
            self._new.forget()

    def show_fault(self, creator_id: int, text: str) -> None:
        """Says why a new note can't be stored."""
        if creator_id == self._creator_id:
            self._fault.setText(text)
            self._fault.show()
            self._new.set_invalid(True)

    def show_fault_of(self, note_id: int, text: str) -> None:
        """Says why a note can't have that text."""
        if note_id in self._rows:
            self._rows[note_id].show_fault(text)

    def show_age(self, now: float) -> None:
        self._now = now
        for note_row in self._rows.values():
            note_row.show_age(now)

    def _turn_to(self, creator_id: int) -> None:
        """What was typed for the other creator is kept for it."""
        for note_row in self._rows.values():
            note_row.finish()
        if self._creator_id is not None:
            self._new.commit()
            if self._new.text.strip():
                self._drafts[self._creator_id] = self._new.text
        self._creator_id, self._shows_all = creator_id, False
        self._new.write(self._drafts.get(creator_id, ""))
        self._fault.hide()

    def _add(self, text: str) -> None:
        if self._creator_id is not None:
            self.added.emit(self._creator_id, text)

    def _arrange(self) -> None:
        shown = self._notes if self._shows_all else self._notes[:FEW]
        for gone in self._rows.keys() - {note.id for note in shown}:
            note_row = self._rows.pop(gone)
            if note_row.has_focus:
                self._new.setFocus()
            self._list.removeWidget(note_row)
            note_row.hide()
            note_row.deleteLater()
        for place, note in enumerate(shown):
            if note.id not in self._rows:
                self._rows[note.id] = made = NoteRow(self._theme)
                made.changed.connect(self.changed)
                made.removed.connect(self.removed)
                self._list.insertWidget(place, made)
                made.show()
                later = next((self._rows[one.id] for one in shown[place + 1 :] if one.id in self._rows), None)
                follow_all(made.stops, before=later.stops[0] if later is not None else self._more)
            self._rows[note.id].show_note(note, self._now)
        self._more.setVisible(len(self._notes) > FEW)
        self._more.set_text("Show fewer" if self._shows_all else f"Show all {len(self._notes)}")

    def _toggle(self) -> None:
        self._shows_all = not self._shows_all
        self._arrange()


class NoteRow(QWidget):
    """One note, and the field in which it is changed.

    Signals:
        changed: args: the Note, its new text.
        removed: arg: the Note.
    """

    changed = Signal(object, str)
    removed = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._note: Note | None = None
        self._text = Label("", "body", wrap=True)
        self._text.setMinimumWidth(1)
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._edit = NoteEdit(theme, "Text of the note")
        self._edit.setToolTip(words.NOTE_KEYS)
        self._edit.hide()
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.hide()
        self._age = Label("", "hint", tabular=True, wrap=True)
        self._change = IconButton(theme, "pencil", "Edit the note")
        self._remove = IconButton(theme, "trash-2", "Remove the note")
        said = column(self._text, self._edit, self._fault, self._age, None, spacing=2, margins=(0, 6, 0, 4))
        buttons = column(row(self._change, self._remove, spacing=0), None, spacing=0)
        parts = row(spacing=8)
        parts.addLayout(said, 1)
        parts.addLayout(buttons)
        self.setLayout(parts)
        self._change.clicked.connect(self._begin)
        self._remove.clicked.connect(self._ask_to_remove)
        self._edit.committed.connect(self._commit)
        self._edit.left.connect(self._stop)
        self._edit.textChanged.connect(self._fault.hide)

    @property
    def stops(self) -> tuple[QWidget, ...]:
        """What Tab reaches."""
        return self._edit, self._change, self._remove

    @property
    def has_focus(self) -> bool:
        return any(part.hasFocus() for part in self.stops)

    def show_note(self, note: Note, now: float) -> None:
        before, self._note = self._note, note
        self._text.setText(breakable(note.text))
        if before is not None and before.text != note.text and not self._edit.isHidden():
            self._stop()
        self.show_age(now)

    def show_age(self, now: float) -> None:
        if self._note is None:
            return
        said = times.ago(self._note.created_at, now)
        if self._note.changed_at > self._note.created_at:
            said = f"{said}, edited {times.ago(self._note.changed_at, now)}"
        self._age.setText(said)
        self._age.setToolTip(times.exact_time(self._note.created_at))

    def show_fault(self, text: str) -> None:
        self._fault.setText(text)
        self._fault.show()
        self._edit.set_invalid(True)

    def finish(self) -> None:
        """Saves what is being typed."""
        if not self._edit.isHidden():
            self._edit.commit()

    def _begin(self) -> None:
        if self._note is not None:
            self._edit.write(self._note.text)
            self._edit.show()
            self._text.hide()
            self._edit.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _commit(self, text: str) -> None:
        if self._note is not None and text != self._note.text:
            self.changed.emit(self._note, text)
        else:
            self._stop()

    def _stop(self) -> None:
        had_focus = self._edit.hasFocus()
        self._edit.forget()
        self._fault.hide()
        self._edit.hide()
        self._text.show()
        if had_focus:
            self._change.setFocus()

    def _ask_to_remove(self) -> None:
        if self._note is not None:
            self.removed.emit(self._note)
