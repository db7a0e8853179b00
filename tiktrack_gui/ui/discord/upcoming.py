""" "What would be posted now": all candidates of a channel, with why the others aren't posted."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QResizeEvent
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView, QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.ui.discord.upcoming_rows import EDGE, ROW, Column, UpcomingDelegate, UpcomingModel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictured_table import PicturedTable
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.rows_table import HEADER
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.words import decisions as words
from tiktrack_gui.words.decisions import Verdict

WIDTHS = {Column.FOLLOWERS: 92, Column.SCORE: 84}  # px at normal text size
LEAVE_BELOW = {Column.FOLLOWERS: 520, Column.SCORE: 380}
FILTERS = {"all": "All", "posted": "Would be posted", "refused": "Left out"}
SHOWN = {
    "all": frozenset(Verdict),
    "posted": frozenset((Verdict.POSTED, Verdict.WAITS)),
    "refused": frozenset((Verdict.REFUSED,)),
}
BONES = (
    Bone(left=24, top=12, width=36, height=36, radius=18),
    Bone(left=72, top=14, width=0.34, height=12),
    Bone(left=72, top=36, width=0.42, height=10),
    Bone(left=0.84, top=20, width=44, height=20, radius=10),
)
NOBODY = (
    "users",
    "No candidates yet",
    "Refresh the trending feed, or put creators on the list this channel posts from.",
)


class Upcoming(QWidget):
    """Signals:
    refresh_wanted: The user wants the candidates to be looked at again.
    post_wanted: The user wants one to be posted now. arg: its Decision.
    opened: The user wants to open a profile or a story in the browser. arg: the link.
    """

    refresh_wanted = Signal()
    post_wanted = Signal(object)
    opened = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures | None = None) -> None:
        """pictures: of the creators; without, their initials are shown."""
        super().__init__()
        self._theme = theme
        self._has_answer = False
        self._fault: TikTrackError | None = None
        self._may_post, self._why_not = True, ""
        self._model = UpcomingModel()
        self._table = UpcomingTable(theme, pictures or _none(theme, self), self._model)
        self._states = ViewStates(theme, self._table, Skeleton(theme, BONES, ROW, 12))
        self._filter = Segmented(FILTERS, "Show")
        self._refresh = IconButton(theme, "refresh-cw", "Look again")
        self._summary = Label("", "small", wrap=True, tabular=True)
        self._progress = ProgressLine(theme)
        self._why = Label("", "small", wrap=True)
        self._post = Button(theme, "Post this one now", icon="send")
        self._open = Button(theme, "Open on TikTok", icon="external-link", hint="Enter")
        self._copy = IconButton(theme, "copy", "Copy", shortcut="Ctrl+C")
        self._foot = QWidget()
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        self._choose()

    @property
    def selected(self) -> Decision | None:
        """The one that is selected; None also if several are."""
        rows = self._table.selected_rows
        return self._model.shown[rows[0]] if len(rows) == 1 else None

    def show_loading(self) -> None:
        """Shows that the candidates are being looked at; those that are shown stay."""
        if self._has_answer:
            self._progress.start()
        else:
            self._states.show_loading()
        self._refresh.setEnabled(False)

    def show_decisions(self, decisions: Sequence[Decision], now: float) -> None:
        """decisions: of all candidates. now: when they were made, UTC epoch seconds."""
        self._rest()
        self._has_answer, self._fault = True, None
        self._summary.setText(words.summary(decisions, now) if decisions else "")
        self._summary.set_tone("")
        self._replace_rows(decisions)
        self._show_state()

    def fail(self, error: TikTrackError) -> None:
        """Shows why the candidates couldn't be read; those that were stay."""
        self._rest()
        self._fault = error
        if self._has_answer:
            self._summary.setText(str(error))
            self._summary.set_tone("bad")
        self._show_state()

    def allow_posting(self, allowed: bool, why_not: str = "") -> None:
        """why_not: shown as a tooltip."""
        self._may_post, self._why_not = allowed, why_not
        self._choose()

    def focus(self) -> None:
        self._table.setFocus()

    def _rest(self) -> None:
        self._progress.stop()
        self._refresh.setEnabled(True)

    def _replace_rows(self, decisions: Sequence[Decision]) -> None:
        """Keeps the selected row and the place."""
        selected, place = self.selected, self._table.verticalScrollBar().value()
        self._model.show(decisions, SHOWN[self._filter.choice])
        self._select(selected)
        self._table.verticalScrollBar().setValue(place)

    def _select(self, decision: Decision | None) -> None:
        found = None if decision is None else self._model.row_of(decision.subject)
        if found is not None:
            self._table.selectRow(found)
        self._choose()

    def _apply_filter(self) -> None:
        selected = self.selected
        self._model.filter(SHOWN[self._filter.choice])
        self._select(selected)
        self._show_state()

    def _show_all(self) -> None:
        """The button of the page without rows."""
        if self._model.total:
            self._filter.choose("all")
            self._table.setFocus()
        else:
            self.refresh_wanted.emit()

    def _show_state(self) -> None:
        self._summary.setVisible(bool(self._summary.text()))
        self._filter.setEnabled(bool(self._model.total))
        if self._model.rowCount():
            self._states.show_view()
        elif self._model.total and self._filter.choice == "posted":
            self._states.show_words("send", "Nothing would be posted now", "“All” says why not.", action="Show all")
        elif self._model.total:
            self._states.show_words("circle-check", "Nothing is left out", "", action="Show all")
        elif self._fault is not None and not self._has_answer:
            title = self._fault.sentence.removesuffix(".")
            self._states.show_words("circle-alert", title, self._fault.advice, action="Try again")
        elif self._has_answer:
            self._states.show_words(*NOBODY, action="Look again", action_icon="refresh-cw")
        self._choose()

    def _choose(self) -> None:
        """Shows what can be done with the selected rows."""
        rows, decision = self._table.selected_rows, self.selected
        pressed = self.window().focusWidget()
        self._foot.setVisible(bool(rows) and self._model.rowCount() > 0)
        if pressed is not None and self._foot.isAncestorOf(pressed) and self._foot.isHidden():
            self._table.setFocus()
        self._post.setEnabled(decision is not None and self._may_post)
        self._post.setToolTip(self._why_not if not self._may_post else "Post it regardless of the channel’s rules")
        self._open.setEnabled(decision is not None)
        if decision is not None:
            self._why.setText(f"{words.title(decision)}: {words.told(decision)}")
        else:
            self._why.setText(f"{len(rows)} selected")

    def _ask_to_post(self) -> None:
        if self.selected is not None and self._may_post:
            self.post_wanted.emit(self.selected)

    def _ask_to_open(self) -> None:
        if self.selected is not None:
            self.opened.emit(words.link(self.selected))

    def _copy_rows(self) -> None:
        if rows := self._table.selected_rows:
            QGuiApplication.clipboard().setText(words.copied(self._model.shown[number] for number in rows))

    def _show_menu(self, position: QPoint) -> None:
        self._menu.clear()
        for button in (self._post, self._open, self._copy):
            action = self._menu.addAction(button.accessibleName())
            action.setEnabled(button.isEnabled())
            action.triggered.connect(button.click)
        if self._foot.isVisible():
            self._menu.popup(self._table.viewport().mapToGlobal(position))

    def _lay_out(self) -> None:
        tools = row(self._filter, None, self._refresh)
        head = column(tools, self._summary, spacing=6, margins=(int(EDGE), 12, 16, 8))
        self._summary.hide()
        self._filter.setEnabled(False)
        buttons = row(self._post, self._open, None, self._copy)
        self._foot.setLayout(
            column(hairline(), column(self._why, buttons, spacing=8, margins=(int(EDGE), 10, 16, 12)), spacing=0)
        )
        self._foot.hide()
        self.setLayout(column(head, self._progress, hairline(), (self._states, 1), self._foot, spacing=0))

    def _connect(self) -> None:
        self._filter.chosen.connect(self._apply_filter)
        self._refresh.clicked.connect(self.refresh_wanted)
        self._states.words.acted.connect(self._show_all)
        self._table.selectionModel().selectionChanged.connect(self._choose)
        self._table.activated.connect(self._ask_to_open)
        self._table.copy_wanted.connect(self._copy_rows)
        self._table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._table.customContextMenuRequested.connect(self._show_menu)
        self._post.clicked.connect(self._ask_to_post)
        self._open.clicked.connect(self._ask_to_open)
        self._copy.clicked.connect(self._copy_rows)


class UpcomingTable(PicturedTable):
    """The rows of an UpcomingModel, several of which can be selected."""

    def __init__(self, theme: Theme, pictures: Pictures, model: UpcomingModel) -> None:
        super().__init__(theme, UpcomingDelegate(theme, pictures, model), "What would be posted now")
        model.setParent(self)
        self.setModel(model)
        self.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.verticalHeader().setDefaultSectionSize(ROW)
        header = self.horizontalHeader()
        header.setProperty("edge", "true")
        header.setFixedHeight(HEADER)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(Column.MAIN, QHeaderView.ResizeMode.Stretch)
        pictures.arrived.connect(self._show_pictures)
        theme.changed.connect(self._dress)
        self._dress()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._leave()

    def _dress(self) -> None:
        self._size_columns(WIDTHS.items())
        self._leave()
        self.viewport().update()

    def _leave(self) -> None:
        """Hides the columns for which there is no room."""
        for which, width in LEAVE_BELOW.items():
            self.setColumnHidden(which, self.viewport().width() < self._theme.px(width))

    def _show_pictures(self) -> None:
        self.outdate(Column.MAIN)


def _none(theme: Theme, owner: QWidget) -> Pictures:
    """Pictures that never arrive."""
    found = Pictures(theme)
    found.setParent(owner)
    return found
