"""Asks whether a creator is to be forgotten, and shows how that goes on and what is left elsewhere.

It belongs to the window, not to a page: while a creator is erased, there are no pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QCloseEvent, QDesktopServices
from PySide6.QtWidgets import QCheckBox, QDialog, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.persons import Forgotten, Known, PostedAbout
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.words import forgetting as words

WIDTH = 480  # px
EDGE = 24
ROOM = 150  # px, for the posts; more of them scroll


class ForgetDialog(QDialog):
    """Opened with open(). Esc and Cancel close it, until it has begun; then it stays until that is done.

    Signals:
        confirmed: The creator is to be forgotten. arg: whether also in the backups.
    """

    confirmed = Signal(bool)

    def __init__(self, theme: Theme, known: Known, copies: int, parent: QWidget | None) -> None:
        """copies: how many backups there are."""
        super().__init__(parent)
        self._theme, self._known = theme, known
        self._is_busy = False
        self._title = Label(words.title(known), "section", wrap=True)
        self._what = Label(words.what_goes(known), "body", wrap=True)
        self._note = Label(words.NO_BLOCK, "secondary", wrap=True)
        self._backups = QCheckBox(words.backups(copies))
        if not copies:
            self._backups.hide()
        self._posts = _Posts(theme, known.posts)
        self._progress, self._stage = ProgressLine(theme), Label("", "hint", wrap=True)
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._forget = Button(theme, "Forget", icon="trash-2", kind="danger")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Forget a creator")
        self.setFixedWidth(theme.px(WIDTH))
        self._lay_out()
        self._cancel.clicked.connect(self.reject)
        self._forget.clicked.connect(self._confirm)
        self._fit()

    def show_progress(self, what: str, done: int, of: int) -> None:
        """what: what is being cleaned."""
        self._stage.setText(words.stage(what))
        self._progress.start(done, of)

    def show_done(self, forgotten: Forgotten) -> None:
        """Says what is left; with nothing to say, it closes."""
        self._end()
        left = list(words.left_here(forgotten))
        if not left and not self._known.posts:
            self.accept()
            return
        self._title.setText(words.done(self._known, forgotten))
        self._what.setText("\n".join(left))
        self._what.setVisible(bool(left))
        self._fit_soon()

    def show_failure(self, error: TikTrackError) -> None:
        """Nothing was erased."""
        self._end()
        self._title.setText(words.FAILED)
        self._what.setText(str(error))
        self._posts.hide()
        self._fit_soon()

    def give_up(self) -> None:
        """Closes it if nothing was shown at the end, because of a bug, which is reported."""
        if self._is_busy:
            self._end()
            self.reject()

    def reject(self) -> None:
        if not self._is_busy:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._is_busy:
            event.ignore()
        else:
            super().closeEvent(event)

    def _confirm(self) -> None:
        self._is_busy = True
        self._cancel.setDefault(False)  # a default button looks as if it could be pressed
        for button in (self._cancel, self._forget):
            button.setEnabled(False)
        for widget in (self._note, self._backups):
            widget.hide()
        self._progress.start()
        self._stage.setText(words.BEGINNING)
        self._stage.show()
        self._fit_soon()
        self.confirmed.emit(self._backups.isChecked())

    def _end(self) -> None:
        self._is_busy = False
        self._progress.stop()
        for widget in (self._stage, self._forget):
            widget.hide()
        self._cancel.set_text("Close")
        self._cancel.setEnabled(True)
        self._cancel.setDefault(True)
        self._cancel.setFocus()

    def _fit_soon(self) -> None:
        """Once the layout knows what was hidden."""
        QTimer.singleShot(0, self._fit)

    def _fit(self) -> None:
        """Makes the dialog as high as its texts: Qt doesn't, of texts that break into lines."""
        if (layout := self.layout()) is not None:
            self.ensurePolished()
            layout.activate()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _lay_out(self) -> None:
        self._stage.hide()
        if not self._known.posts:
            self._posts.hide()
        said = column(
            self._title,
            self._what,
            self._backups,
            self._posts,
            self._note,
            self._stage,
            spacing=10,
            margins=(EDGE, 20, EDGE, 16),
        )
        foot = row(None, self._cancel, self._forget, margins=(EDGE, 12, EDGE, 16))
        parts = column(self._progress, said, None, hairline(), foot, spacing=0)
        self.setLayout(column(framed("page", parts), spacing=0))
        self._cancel.setDefault(True)
        self._forget.setAutoDefault(False)


class _Posts(QWidget):
    """The posts that stay in Discord, each a link."""

    def __init__(self, theme: Theme, posts: Sequence[PostedAbout]) -> None:
        super().__init__()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(Label(words.IN_DISCORD, "body", wrap=True))
        area, buttons = QScrollArea(), []
        for one in posts:
            button = Button(theme, words.post(one), icon="external-link", kind="link", hint=one.link or "")
            button.setEnabled(one.link is not None)
            if one.link is not None:
                button.clicked.connect(partial(QDesktopServices.openUrl, QUrl(one.link)))
            buttons.append(row(button, None))
        scrolled(area, column(*buttons, spacing=2))
        area.setFixedHeight(min(theme.px(ROOM), len(posts) * theme.px(36)))
        layout.addWidget(area)
        layout.addWidget(Label(words.KEPT, "hint", wrap=True))
