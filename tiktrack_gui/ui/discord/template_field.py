"""A field for a template's text: placeholders are coloured, unknown ones underlined, and completed after "{"."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QEvent, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QSyntaxHighlighter,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextOption,
)
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy

from tiktrack_gui.core.characters import utf16_length
from tiktrack_gui.core.post_template import Problem, check, parts
from tiktrack_gui.ui.discord.placeholder_list import PlaceholderList
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import restyle
from tiktrack_gui.ui.widgets.fields import STILL_IN_USE
from tiktrack_gui.ui.widgets.keys import ENTER

LONGEST = 6_000  # characters; nobody writes more, and Discord takes less
AROUND = 18  # px of padding, margin and frame, above and below the lines
_BEGUN = re.compile(r"(?<!\{)(?:\{\{)*\{(?P<typed>[\w ]*)$")  # a placeholder that is being typed
_REST = re.compile(r"^\w*\}|")  # of the placeholder the caret is in, if it is in one


class TemplateField(QPlainTextEdit):
    """As high as its text, between two limits. Tab leaves it.

    Signals:
        edited: The user changed the text.
        judged: What is wrong with it may have changed.
        left: The user left the field.
        undo_wanted: Ctrl+Z was pressed, and there is nothing to undo in the field.
    """

    edited = Signal()
    judged = Signal()
    left = Signal()
    undo_wanted = Signal()

    def __init__(self, theme: Theme, name: str, empty: str, *, least: int = 1, most: int = 3) -> None:
        """empty: the placeholder text, in Qt's sense. least, most: lines; a field that begins with one has only one
        paragraph.
        """
        super().__init__()
        self._theme, self._least, self._most = theme, least, most
        self._is_line = least == 1
        self._is_offering = self._was_offered = self._is_loading = False
        self._list = PlaceholderList(theme, self)
        self._fitting = QTimer(self)
        self._fitting.setSingleShot(True)
        self._fitting.setInterval(0)
        self._fitting.timeout.connect(self._fit)
        self._colors = _Highlighter(self.document(), theme)
        self.setAccessibleName(name)
        self.setPlaceholderText(empty)
        self.setTabChangesFocus(True)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(2)
        self.textChanged.connect(self._text_changed)
        self.cursorPositionChanged.connect(self._caret_moved)
        self.document().documentLayout().documentSizeChanged.connect(self._fit_soon)
        self._list.chosen.connect(self._insert)
        theme.changed.connect(self._dress)
        self._fit()

    @property
    def text(self) -> str:
        return self.toPlainText()

    @property
    def problems(self) -> list[Problem]:
        """What is wrong with the text."""
        return check(self.text)

    @property
    def shown_problems(self) -> list[Problem]:
        """Those that are told: what is being typed isn't wrong yet."""
        begun, text = self.begun_at, self.text
        if begun is None:
            return check(text)
        return check_but(text, code_points(text, begun), code_points(text, self.textCursor().position()))

    @property
    def begun_at(self) -> int | None:
        """Where the placeholder begins that is being typed at the caret, in UTF-16 units; None if there is none."""
        found = _BEGUN.search(self._before()) if self.hasFocus() else None
        cursor = self.textCursor()
        return None if found is None else cursor.position() - utf16_length(found["typed"]) - 1

    def load(self, text: str) -> None:
        """Shows another text; it can't be undone by the field."""
        if text == self.text:
            return
        self._list.hide()
        self._is_loading = True
        self.setPlainText(text)
        self._is_loading = False
        self.judged.emit()

    def mend(self, problem: Problem) -> None:
        """Writes what was meant in the place of what is wrong."""
        start = utf16_length(self.text[: problem.position])
        end = utf16_length(self.text[: problem.position + problem.length])
        self._replace(start, end, problem.fix)
        self.setFocus()

    def offer_placeholders(self) -> None:
        """Shows all placeholders at the caret, as if "{" was typed."""
        self.setFocus()
        if self.begun_at is None:
            self.insertPlainText("{")
            self._was_offered = True
        self._offer()

    # Keys

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() == Qt.Key.Key_Escape and self._list.isVisible():
                event.accept()
                return True
            if event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
                return self._takes_undo(event)
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._list.takes(event):
            self._after_list(event)
        elif event.matches(QKeySequence.StandardKey.Undo) and not self.document().isUndoAvailable():
            self.undo_wanted.emit()
        elif event.key() in ENTER and self._is_line:
            self.left.emit()
        else:
            super().keyPressEvent(event)
            if (event.text().isprintable() and event.text()) or event.key() == Qt.Key.Key_Backspace:
                self._offer_if_begun(event.text())

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab chooses from the list while it is shown."""
        if forward and self._list.isVisible():
            tab = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Tab, Qt.KeyboardModifier.NoModifier)
            return self._list.takes(tab)
        return super().focusNextPrevChild(forward)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._caret_moved()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in STILL_IN_USE:
            self._dismiss()
            self._caret_moved()
            self.left.emit()

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        self.insertPlainText(" ".join(text.split("\n")) if self._is_line else text)

    # The list

    def _offer_if_begun(self, typed: str) -> None:
        if self.begun_at is not None and (typed == "{" or self._is_offering or self._before()[-1:].isalnum()):
            self._offer()
        else:
            self._dismiss()

    def _offer(self) -> None:
        found = _BEGUN.search(self._before())
        if found is not None:
            caret = self._caret()
            self._list.offer(found["typed"], self, caret.topLeft(), caret.height())
            self._is_offering = self._list.isVisible()

    def _after_list(self, event: QKeyEvent) -> None:
        """Takes back the brace that was only written to choose a placeholder, if none was chosen."""
        self._is_offering = self._list.isVisible()
        if event.key() == Qt.Key.Key_Escape and self._was_offered and self._before().endswith("{"):
            self.textCursor().deletePreviousChar()
        if not self._is_offering:
            self._was_offered = False

    def _dismiss(self) -> None:
        self._list.hide()
        self._is_offering = self._was_offered = False

    def _insert(self, name: str) -> None:
        """Writes a placeholder where one was begun."""
        begun, cursor = self.begun_at, self.textCursor()
        end = cursor.position()
        after = _REST.match(cursor.block().text()[_place_in_paragraph(cursor) :])
        if begun is not None and after is not None:
            self._replace(begun, end + utf16_length(after[0]), f"{{{name}}}")
        else:
            self.insertPlainText(f"{{{name}}}")
        self._is_offering = self._was_offered = False

    def _replace(self, start: int, end: int, text: str) -> None:
        cursor = self.textCursor()
        cursor.setPosition(start)
        cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
        self.setTextCursor(cursor)

    def _before(self) -> str:
        """The text of the caret's paragraph before it."""
        cursor = self.textCursor()
        return cursor.block().text()[: _place_in_paragraph(cursor)]

    def _caret(self) -> QRect:
        """In the field's coordinates."""
        return self.cursorRect().translated(self.viewport().geometry().topLeft())

    # Looks

    def _text_changed(self) -> None:
        if not self._is_loading:
            if len(self.text) > LONGEST:
                self._cut()
            self.edited.emit()
            self.judged.emit()

    def _cut(self) -> None:
        cursor = self.textCursor()
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.setPosition(utf16_length(self.text[:LONGEST]), QTextCursor.MoveMode.KeepAnchor)
        cursor.removeSelectedText()

    def _caret_moved(self) -> None:
        begun = self.begun_at
        span = None if begun is None else (begun, self.textCursor().position())
        if self._colors.begun != span:
            self._colors.begun = span
            self._recolor()
        restyle(self, "invalid", "true" if self.shown_problems else "false")
        self.judged.emit()

    def _recolor(self) -> None:
        """Colours the text again, which is no edit."""
        was_loading, self._is_loading = self._is_loading, True
        self._colors.rehighlight()
        self._is_loading = was_loading

    def _dress(self) -> None:
        self._recolor()
        self._fit()

    def _fit_soon(self) -> None:
        """Not within a layout's pass, which wouldn't give it the new height."""
        self._fitting.start()

    def _fit(self) -> None:
        lines = round(self.document().size().height())
        shown = min(max(lines, self._least), self._most)
        height = max(shown * self.fontMetrics().lineSpacing() + AROUND, 32)
        scrolls = Qt.ScrollBarPolicy.ScrollBarAsNeeded if lines > shown else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if scrolls is not self.verticalScrollBarPolicy():
            self.setVerticalScrollBarPolicy(scrolls)
        if height != self.maximumHeight():
            self.setFixedHeight(height)

    def _takes_undo(self, event: QKeyEvent) -> bool:
        """Leaves Ctrl+Z to the page unless somebody wants it here."""
        if self.receivers("2undo_wanted()") and self.property("undoes"):
            event.accept()
            return True
        event.ignore()
        return False


def check_but(text: str, start: int, end: int) -> list[Problem]:
    """What is wrong with a text apart from a piece of it, and wouldn't be without that piece."""
    found = check(text[:start] + text[end:])
    return [replace(one, position=one.position + (end - start) * (one.position >= start)) for one in found]


class _Highlighter(QSyntaxHighlighter):
    """begun: from where to where a placeholder is being typed, in UTF-16 units: it isn't wrong yet."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._theme = theme
        self.begun: tuple[int, int] | None = None

    def highlightBlock(self, text: str) -> None:
        known, wrong = QTextCharFormat(), QTextCharFormat()
        known.setForeground(self._theme.tokens.accent_text)
        wrong.setUnderlineStyle(QTextCharFormat.UnderlineStyle.WaveUnderline)
        wrong.setUnderlineColor(self._theme.tokens.bad)
        wrong.setForeground(self._theme.tokens.bad)
        for part in parts(text):
            if part.is_placeholder:
                self._paint(text, part.position, part.length, known)
        for problem in self._problems(text):
            self._paint(text, problem.position, problem.length, wrong)

    def _problems(self, text: str) -> list[Problem]:
        block = self.currentBlock()
        if self.begun is None or not block.contains(self.begun[0]):
            return check(text)
        start, end = (code_points(text, place - block.position()) for place in self.begun)
        return check_but(text, start, end)

    def _paint(self, text: str, position: int, length: int, look: QTextCharFormat) -> None:
        start = utf16_length(text[:position])
        self.setFormat(start, utf16_length(text[position : position + length]), look)


def code_points(text: str, units: int) -> int:
    """How many characters the first UTF-16 units of a text are."""
    return len(text.encode("utf-16-le", "surrogatepass")[: 2 * units].decode("utf-16-le", "surrogatepass"))


def _place_in_paragraph(cursor: QTextCursor) -> int:
    """In code points."""
    return code_points(cursor.block().text(), cursor.positionInBlock())
