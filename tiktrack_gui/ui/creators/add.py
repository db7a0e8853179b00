"""The field for tracking a creator by handle or link, or for finding one with TikTok's search."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import (
    QAction,
    QContextMenuEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from tiktrack_gui.core.handles import names_several
from tiktrack_gui.core.search_terms import may_be_term
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.completion import Completions
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine

HINT = "Handles or links, with commas between them. Press Enter to track, Esc to close."
SEARCH = "Search TikTok for “{}”"
AROUND = 48  # px of a search button that its icon and its edges take


class AddCreator(QWidget):
    """Hidden until opened; stays open during the lookup and shows what is wrong with the text.

    Attributes:
        completions: The creators already seen that may be meant.

    Signals:
        wanted: The user wants to track one or more creators. arg: the text.
        pasted: The user pasted more than one creator. arg: the text.
        file_wanted: The user wants to choose a file with creators.
        search_wanted: The user wants to search TikTok. arg: the text.
        edited: The text was changed, or the field closes: what was found for it is no longer wanted.
        closed: The user closed the field, possibly during a lookup.
    """

    wanted = Signal(str)
    pasted = Signal(str)
    file_wanted = Signal()
    search_wanted = Signal(str)
    edited = Signal()
    closed = Signal()

    def __init__(self, theme: Theme, pictures: Pictures, is_known: Callable[[str], bool]) -> None:
        """is_known: whether a text is the handle of a tracked creator, for whom no search is offered."""
        super().__init__()
        self._is_known = is_known
        self._field = PasteField(theme, "user-plus", "@handle, link or name", "Creator to track")
        self._track = Button(theme, "Track", kind="primary", hint="Track this creator (Enter)")
        self._file = Button(theme, "From a file…", kind="link", hint="Track the creators in a CSV, TXT or XLSX file")
        self._search = SearchButton(theme)
        self.completions = Completions(theme, pictures)
        self._progress = ProgressLine(theme)
        self._hint = Label(HINT, "hint", wrap=True)
        self._field.returnPressed.connect(self._ask)
        self._field.textEdited.connect(self._edited)
        self._track.clicked.connect(self._ask)
        self._field.pasted.connect(self._take_several)
        self._file.clicked.connect(self.file_wanted)
        self._search.clicked.connect(self._ask_search)
        self.completions.left.connect(self._leave_completions)
        self.completions.dismissed.connect(self._dismiss_completions)
        self.completions.shown.connect(self._make_room)
        parts = row((self._field, 1), self._track), self._progress, self._hint, self.completions, self._search
        self.setLayout(column(*parts, row(self._file, None), spacing=4))
        self._search.hide()
        self.hide()

    def open(self) -> None:
        self.show()
        self._field.setFocus()
        self._field.selectAll()

    def close_field(self) -> None:
        """Closes the field as Esc does."""
        self.finish()
        self.closed.emit()

    def show_work(self, words: str) -> None:
        """Shows that the creator is being looked up, or searched for."""
        self._say(words)
        self._progress.start()
        if self.completions.hasFocus():
            self._field.setFocus()  # the list is hidden meanwhile
        self._field.setReadOnly(True)
        self._track.setEnabled(False)
        self.completions.dismiss()
        self._search.hide()

    def show_fault(self, words: str, rest: str) -> None:
        """Shows why the text, or the rest of it, couldn't be used."""
        self.keep(rest)
        self._say(words, tone="bad")
        self._field.set_invalid(True)
        self._field.setFocus()
        self._field.selectAll()

    def show_found(self, words: str) -> None:
        """Ends a search and tells what it found. Another one for the same text isn't offered."""
        self._rest()
        self._say(words or HINT)

    def show_search_failed(self) -> None:
        self.keep(self._field.text())
        self._say("Couldn’t search TikTok.", tone="bad")

    def rest(self) -> None:
        """Ends the work that was shown, and leaves the text."""
        self.keep(self._field.text())

    def keep(self, rest: str) -> None:
        """Ends the lookup and leaves the rest of the text for another try."""
        self.completions.dismiss()
        self._rest()
        self._field.setText(rest)
        self._say(HINT)
        self._offer_search()

    def finish(self) -> None:
        self.keep("")
        self.hide()
        self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        are_completed = self.completions.isVisible()
        if event.key() == Qt.Key.Key_Escape and are_completed:
            self._dismiss_completions()
        elif event.key() == Qt.Key.Key_Escape:
            self.close_field()
        elif event.key() == Qt.Key.Key_Down and are_completed and not self._search.hasFocus():
            self.completions.setFocus()
        elif event.key() == Qt.Key.Key_Down and self._search.isVisible():
            self._search.setFocus()
        elif event.key() == Qt.Key.Key_Up and self._search.hasFocus() and are_completed:
            self.completions.setFocus(Qt.FocusReason.BacktabFocusReason)
        elif event.key() == Qt.Key.Key_Up and self._search.hasFocus():
            self._field.setFocus()
        else:
            super().keyPressEvent(event)

    def _ask(self) -> None:
        if self._field.text().strip() and not self._field.isReadOnly():
            self.wanted.emit(self._field.text())

    def _take_several(self, text: str) -> None:
        self.completions.dismiss()
        self.pasted.emit(text)

    def _ask_search(self) -> None:
        self._field.setFocus()  # the button is hidden meanwhile
        self.search_wanted.emit(self._field.text())

    def _leave_completions(self, downwards: bool) -> None:
        if not downwards:
            self._field.setFocus()
        elif self._search.isVisible():
            self._search.setFocus()

    def _make_room(self) -> None:
        """What is offered in general gives way to the creators that may be meant, and to work."""
        are_completed = not self.completions.isHidden()
        self._hint.setHidden(are_completed and self._hint.text() == HINT)
        self._file.setHidden(are_completed or self._field.isReadOnly())

    def _dismiss_completions(self) -> None:
        self._field.setFocus()
        self.completions.dismiss()

    def _edited(self) -> None:
        self._field.set_invalid(False)
        self._say(HINT)
        self._offer_search()
        self.completions.complete(self._field.text())
        self.edited.emit()

    def _offer_search(self) -> None:
        text = self._field.text()
        self._search.set_term(" ".join(text.split()))
        self._search.setVisible(may_be_term(text) and not self._is_known(text))

    def _rest(self) -> None:
        self._progress.stop()
        self._field.setReadOnly(False)
        self._field.set_invalid(False)
        self._track.setEnabled(True)
        self._make_room()

    def _say(self, words: str, tone: str = "") -> None:
        self._hint.setText(words)
        self._make_room()
        self._hint.set_tone(tone)
        self._field.setAccessibleDescription(words)


class PasteField(IconField):
    """Signals:
    pasted: More than one creator was pasted, and not put into the field. arg: the text.
    """

    pasted = Signal(str)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Paste) and self._take(QGuiApplication.clipboard().text()):
            return
        super().keyPressEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        if self._take(event.mimeData().text()):
            event.acceptProposedAction()
        else:
            super().dropEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Shows Qt's own menu, with a “Paste” that does the same as Ctrl+V."""
        menu = self.createStandardContextMenu()
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for action in menu.actions():
            if action.objectName() == "edit-paste":
                paste = QAction(action.icon(), action.text(), menu)
                paste.setEnabled(action.isEnabled())
                paste.triggered.connect(self._paste)
                menu.insertAction(action, paste)
                menu.removeAction(action)
        menu.popup(event.globalPos())

    def _paste(self) -> None:
        if not self._take(QGuiApplication.clipboard().text()):
            self.paste()

    def _take(self, text: str) -> bool:
        """Returns whether the text is a list, which is too much for one line."""
        if self.isReadOnly() or not names_several(text):
            return False
        self.pasted.emit(text)
        return True


class SearchButton(Button):
    """ "Search TikTok for “pasta”", as much of it as there is room for."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, "Search TikTok", icon="search", kind="nav")
        self._term = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def set_term(self, term: str) -> None:
        self._term = term
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        room = self.width() - AROUND - metrics.horizontalAdvance(SEARCH.format(""))
        shown = metrics.elidedText(self._term, Qt.TextElideMode.ElideRight, max(room, 0))
        self.set_text(SEARCH.format(shown).replace("&", "&&"))  # one & would underline the next letter
        self.setAccessibleName(SEARCH.format(self._term))
