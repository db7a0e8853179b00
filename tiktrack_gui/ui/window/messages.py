"""Messages to the user: errors as notices, short messages as toasts. Both wait for a window to show them."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import Success, TikTrackError
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.window.remedies import Remedy, notice_for, remedy_for

Retry = Callable[[], None]
Undo = Callable[[], None]


class Messages(QObject):
    """Keeps the newest notice of each kind, and the last toast. Once a notice is gone, the one before is shown again.

    Signals:
        notice_changed: The notice to be shown may have changed. arg: the Notice, or None.
        said: A toast is to be shown. arg: its text.
    undo_offered: A toast with the button Undo is to be shown. arg: its text.
        remedy_wanted: A notice's button was pressed, unless that called the notice's own retry. arg: the Remedy.
    """

    notice_changed = Signal(object)
    said = Signal(str)
    undo_offered = Signal(str)
    remedy_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._notices: dict[type[TikTrackError], Notice] = {}  # the newest last
        self._retries: dict[type[TikTrackError], Retry] = {}
        self._unheard: tuple[str, Undo | None] | None = None
        self._undo: Undo | None = None  # of the last toast
        self._listened_to = False

    @property
    def notice(self) -> Notice | None:
        """The newest notice that was neither dismissed nor settled."""
        return next(reversed(self._notices.values()), None)

    def trouble(self, error: TikTrackError, retry: Retry | None = None) -> None:
        """Shows an error as a notice. retry: called by TRY_AGAIN and TRY_ANYWAY."""
        self.tell(notice_for(error), retry)

    def tell(self, notice: Notice, retry: Retry | None = None) -> None:
        self._notices.pop(notice.about, None)
        self._notices[notice.about] = notice
        self._retries.pop(notice.about, None)
        if retry is not None:
            self._retries[notice.about] = retry
        self.notice_changed.emit(self.notice)

    def settle(self, *troubles: type[TikTrackError]) -> None:
        """Removes the notices about these errors, or all notices if none are given."""
        for trouble in troubles or tuple(self._notices):
            self._notices.pop(trouble.family(), None)
            self._retries.pop(trouble.family(), None)
        self.notice_changed.emit(self.notice)

    def succeeded(self, success: Success) -> None:
        """Removes the notices about errors that this success settles."""
        if over := [trouble for trouble in self._notices if success in trouble.settled_by]:
            self.settle(*over)

    def repeat(self) -> None:
        """Emits `notice_changed` again, for a page that was only just built."""
        self.notice_changed.emit(self.notice)

    def act(self, trouble: type[TikTrackError]) -> None:
        """Handles a press of the notice's button: calls its retry, or emits `remedy_wanted`."""
        remedy, retry = remedy_for(trouble), self._retries.get(trouble)
        notice = self._notices[trouble]
        if not (notice.lasting or notice.stays):
            self.settle(trouble)
        if retry is not None and remedy in (Remedy.TRY_AGAIN, Remedy.TRY_ANYWAY):
            retry()
        else:
            self.remedy_wanted.emit(remedy)

    def say(self, words: str, undo: Undo | None = None) -> None:
        """Shows a toast. Without a window, the last one waits for it. undo: called by the toast's button Undo."""
        if not self._listened_to:
            self._unheard = words, undo
            return
        self._undo = undo
        (self.said if undo is None else self.undo_offered).emit(words)

    def undo(self) -> None:
        """Handles a press of the toast's button."""
        if self._undo is not None:
            act, self._undo = self._undo, None
            act()

    def listen(self, listened_to: bool) -> None:
        """Tells whether there is a window; if so, shows what waited for it."""
        self._listened_to = listened_to
        if listened_to:
            self.notice_changed.emit(self.notice)
        if listened_to and self._unheard is not None:
            (words, undo), self._unheard = self._unheard, None
            self.say(words, undo)
