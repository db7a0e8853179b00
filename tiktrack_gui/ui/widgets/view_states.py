"""A view of data in each of its states: first loading, data, empty, no matches, failed."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.widgets.skeleton import Skeleton
from tiktrack_gui.ui.widgets.state_page import StatePage


class ViewStates(QStackedWidget):
    """Shows the view, its skeleton or a page of text in the same place. Starts with the skeleton.

    Attributes:
        words: The page of text; its signals report which button was pressed.
    """

    def __init__(self, theme: Theme, view: QWidget, skeleton: Skeleton) -> None:
        super().__init__()
        self.words = StatePage(theme)
        self._view, self._skeleton = view, skeleton
        for widget in (skeleton, view, self.words):
            self.addWidget(widget)

    def show_loading(self) -> None:
        self.setCurrentWidget(self._skeleton)

    def show_view(self) -> None:
        self.setCurrentWidget(self._view)

    def show_words(
        self, icon: str, title: str, text: str, *, action: str = "", action_icon: str = "", otherwise: str = ""
    ) -> None:
        """Shows a text: nothing yet, or a failure with nothing to show."""
        self.words.say(icon, title, text, action=action, action_icon=action_icon, otherwise=otherwise)
        self.setCurrentWidget(self.words)

    def show_notice(self, notice: Notice, *, otherwise: str = "") -> None:
        """Shows a notice where there is nothing else. otherwise: the second button's text; empty = no button."""
        icon = "info" if notice.level == "info" else "circle-alert"
        self.words.say(icon, notice.cause, notice.next, action=notice.action, otherwise=otherwise)
        self.setCurrentWidget(self.words)

    def show_no_match(self, query: str) -> None:
        """Says that the search found nothing, with a button to clear it."""
        self.show_words("search-x", f"Nothing matches “{query}”", "Try fewer or different words.", action="Clear")
