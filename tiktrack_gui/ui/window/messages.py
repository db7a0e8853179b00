"""Messages to the user: errors as notices, short messages as toasts. Both wait for a window to show them."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.errors import Success, TikTrackError
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.window.concerns import together
from tiktrack_gui.ui.window.remedies import Remedy, notice_for, remedy_for

Retry = Callable[[], None]
Undo = Callable[[], None]


class Messages(QObject):
    """Keeps the newest notice of each kind, and the last toast. Once a notice is gone, the one before is shown again.

    Signals:
        notice_changed: The notices to be shown, see `notice_on`, may have changed.
        said: A toast is to be shown. args: its text, and that of its button; "" = no button.
        remedy_wanted: A notice's button was pressed, unless that called the notice's own retry. arg: the Remedy.
    """

    notice_changed = Signal()
    said = Signal(str, str)
    remedy_wanted = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._notices: dict[type[TikTrackError], Notice] = {}  # the newest last
        self._retries: dict[type[TikTrackError], Retry] = {}
        self._open_page = ""
        self._unheard: tuple[str, str] | None = None
        self._offered: Callable[[], None] | None = None
        self._listened_to = False

    def notice_on(self, page: str) -> Notice | None:
        """Returns the newest notice that concerns the page and was neither dismissed nor settled."""
        return next((one for one in reversed(self._notices.values()) if not one.pages or page in one.pages), None)

    def trouble(self, error: TikTrackError, retry: Retry | None = None, *, here: bool = False) -> None:
        """Shows an error as a notice. retry: called by TRY_AGAIN and TRY_ANYWAY.

        here: also on the open page, whatever it concerns: the user is waiting for what has failed.
        """
        notice = notice_for(error)
        if here and notice.pages:
            notice = replace(notice, pages=notice.pages | {self._open_page})
        self.tell(notice, retry)

    def tell(self, notice: Notice, retry: Retry | None = None) -> None:
        """Shows a notice, also on the pages of an earlier one about the same."""
        earlier = self._notices.pop(notice.about, None)
        pages = together(earlier.pages, notice.pages) if earlier is not None else notice.pages
        self._notices[notice.about] = replace(notice, pages=pages)
        self._retries.pop(notice.about, None)
        if retry is not None:
            self._retries[notice.about] = retry
        self.notice_changed.emit()

    def offer(self, offer: TikTrackError) -> None:
        """Shows an offer as a notice, wherever there is no other."""
        self._notices = {offer.family(): notice_for(offer), **self._notices}
        self.notice_changed.emit()

    def settle(self, *troubles: type[TikTrackError]) -> None:
        """Removes the notices about these errors, or all notices if none are given."""
        for trouble in troubles or tuple(self._notices):
            self._notices.pop(trouble.family(), None)
            self._retries.pop(trouble.family(), None)
        self.notice_changed.emit()

    def succeeded(self, success: Success) -> None:
        """Removes the notices about errors that this success settles."""
        if over := [trouble for trouble in self._notices if success in trouble.settled_by]:
            self.settle(*over)

    def look_at(self, page: str) -> None:
        """Tells which page is open; it may have been built only now. page: its key."""
        self._open_page = page
        self.notice_changed.emit()

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

    def say(self, words: str, action: str = "", act: Callable[[], None] | None = None) -> None:
        """Shows a toast. Without a window, the last one waits for it. action: its button's text, which calls `act`."""
        self._offered = act
        if self._listened_to:
            self.said.emit(words, action)
        else:
            self._unheard = words, action

    def accept_offer(self) -> None:
        """Handles a press of the toast's button."""
        act, self._offered = self._offered, None
        if act is not None:
            act()

    def listen(self, listened_to: bool) -> None:
        """Tells whether there is a window; if so, shows what waited for it."""
        self._listened_to = listened_to
        if listened_to:
            self.notice_changed.emit()
        if listened_to and self._unheard is not None:
            unheard, self._unheard = self._unheard, None
            self.said.emit(*unheard)
