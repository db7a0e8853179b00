"""The place of a page's notices: one line that is always there, so that nothing moves when a notice comes or goes."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QSizePolicy, QStackedWidget, QWidget

from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import PartsLabel
from tiktrack_gui.ui.widgets.notice_bar import Notice, NoticeBar

HEIGHT = 40  # px at the usual text size
MIN_HEIGHT = 36  # px; that of a button, and the bar's edge


class NoticePlace(QStackedWidget):
    """Shows a notice if there is one, otherwise the page's quiet line.

    Signals:
        acted: The notice's button was pressed. arg: the class of the error.
        dismissed: The user closed the notice. arg: the class of the error.
        quiet_acted: The quiet line's link was pressed.
    """

    acted = Signal(object)
    dismissed = Signal(object)
    quiet_acted = Signal()

    def __init__(self, theme: Theme, quiet: str = "") -> None:
        """quiet: the text of the quiet line, see `say`."""
        super().__init__()
        self._theme = theme
        self._words = PartsLabel(quiet, "secondary")
        self._words.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # keeps the link beside it
        self._link = Button(theme, "", kind="link")
        self._link.hide()
        self._quiet = QWidget()
        self._line = column(row(self._words, self._link, None, spacing=12), spacing=0)
        self._line.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        self._quiet.setLayout(self._line)
        self._bar = NoticeBar(theme)
        self.addWidget(self._quiet)
        self.addWidget(self._bar)
        self._link.clicked.connect(self.quiet_acted)
        self._bar.acted.connect(self.acted)
        self._bar.dismissed.connect(self.dismissed)
        theme.changed.connect(self._fit)
        self._fit()

    @property
    def notice(self) -> Notice | None:
        return self._bar.notice

    def show_notice(self, notice: Notice | None) -> None:
        """Replaces the current notice; None shows the quiet line."""
        self._bar.show_notice(notice)
        self.setCurrentWidget(self._quiet if notice is None else self._bar)

    def say(self, text: str, *, action: str = "", hint: str = "") -> None:
        """Sets the quiet line. action: the link's text; empty = no link. hint: tooltip."""
        self._words.setText(text)
        self._link.set_text(action)
        self._link.setVisible(bool(action))
        self._quiet.setToolTip(hint)

    def hang_below_title(self) -> None:
        """Puts the quiet line at the top, near the title that it explains; otherwise it is in the middle."""
        self._line.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _fit(self) -> None:
        self.setFixedHeight(max(self._theme.px(HEIGHT), MIN_HEIGHT))
