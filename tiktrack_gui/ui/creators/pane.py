"""The left pane of the Creators page: the list, and the controls to add, filter and refresh creators."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QSizePolicy, QStackedWidget, QWidget

from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import Creator, SearchAnswer
from tiktrack_gui.ui.creators.add import AddCreator
from tiktrack_gui.ui.creators.annotations.filter import MarksFilter
from tiktrack_gui.ui.creators.found import FoundCreators
from tiktrack_gui.ui.creators.list import CreatorsList
from tiktrack_gui.ui.creators.lists import ListChooser
from tiktrack_gui.ui.creators.model import CreatorsModel
from tiktrack_gui.ui.creators.overview.switch import ViewSwitch
from tiktrack_gui.ui.creators.pending import PendingCreators
from tiktrack_gui.ui.creators.suggestions import SuggestionsCard
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.creator_rows import ROW
from tiktrack_gui.ui.widgets.fields import SearchField
from tiktrack_gui.ui.widgets.found_creators import Found
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label, PartsLabel
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.skeleton import CREATOR_ROW, Skeleton
from tiktrack_gui.words import creators as words
from tiktrack_gui.words import refreshing as words_of_refreshing
from tiktrack_gui.words.annotating import nothing_matches
from tiktrack_gui.words.text import breakable

WIDTH = 312  # px
MARGIN = 20
CHOOSER_WIDTH = 280  # px, of the list's name above the overview
FOUND_HEIGHT = 280  # px, of what a search found, above the overview
QWIDGETSIZE_MAX = 16_777_215  # px; Qt's own, for no maximum


class CreatorsPane(QFrame):
    """Shows a CreatorsModel in each of its states.

    Attributes:
        add: The field for tracking a creator.
        list: The rows of creators.
        chooser: Which list is shown.
        rhythm: How often it is refreshed.
        pending: The creators that are still to be looked up.
        switch: How the list is shown.
        suggestions: Creators to track next.
        marks: The status and the tags that creators are filtered by.

    Signals:
        refresh_clicked: The user wants to refresh all creators, or to stop refreshing.
        chosen: The user chose a creator that a search found. arg: Creator.
        filtered: What creators are filtered by has changed. args: the text, Marked, what is said if none matches.
    """

    refresh_clicked = Signal()
    chosen = Signal(object)
    filtered = Signal(str, object, str)

    def __init__(self, theme: Theme, pictures: Pictures, model: CreatorsModel, takes: Callable[[int], float]) -> None:
        """takes: seconds that looking up so many creators takes."""
        super().__init__()
        self._model = model
        self._theme_changed = theme.changed
        self.pending = PendingCreators(theme, takes)
        self.add = AddCreator(theme, pictures, self._is_tracked)
        self._found = FoundCreators(theme, pictures)
        self.chooser = ListChooser(theme)
        self.rhythm = PartsLabel("", "hint")
        self.list = CreatorsList(theme, pictures, model)
        self.switch = ViewSwitch()
        self.suggestions = SuggestionsCard(theme, pictures)
        self._refresh = IconButton(theme, "refresh-cw", "Refresh all creators", shortcut="F5")
        self._plus = IconButton(theme, "plus", "Track a creator", shortcut="Ctrl+N")
        self._filter = SearchField(theme, "Filter creators")
        self.marks = MarksFilter(theme, self)
        self._filters = framed("clear", row((self._filter, 1), self.marks.button, spacing=4))
        self._progress = ProgressLine(theme)
        self._stage = ElidedLabel("", "hint")
        self._number = Label("", "hint", tabular=True)
        self._heading = framed("clear", row(self._number, None, Label(f"{GROWTH_DAYS}-day growth", "hint")))
        self._skeleton = framed("clear", column(Skeleton(theme, CREATOR_ROW, ROW), margins=(8, 0, 8, 0)))
        self._no_match = _NoMatch(theme)
        self._nothing = QWidget()
        self._stack = QStackedWidget()
        for widget in (self._skeleton, self.list, self._no_match, self._nothing):
            self._stack.addWidget(widget)
        self._lists = QStackedWidget()
        self._lay_out()
        self.be_bar(False)
        self._connect()

    def focus_filter(self) -> None:
        self._leave_found()
        self._filter.setFocus()
        self._filter.selectAll()

    def clear_filter(self) -> None:
        self._filter.clear()
        self.marks.clear()

    def show_state(self) -> None:
        """Shows the model's rows, or why there are none. To be called after changes to the model."""
        for part in (self._filter, self.marks.button):
            part.setEnabled(self._model.total > 0)
        self._refresh.setEnabled(self._model.total > 0)
        self._number.setText(words.number(self._model.rowCount(), self._model.total))
        self._heading.setVisible(self._model.rowCount() > 0)
        if self._model.rowCount():
            self._stack.setCurrentWidget(self.list)
        elif self._model.total:
            self._no_match.say(self._said_of_nothing())
            self._stack.setCurrentWidget(self._no_match)
        else:
            self._stack.setCurrentWidget(self._nothing)

    def show_progress(self, stage: str, done: int, wanted: int, left: float | None = None) -> None:
        """left: seconds until all are done, None if it isn't known."""
        self._refresh.set_icon("x", "Stop refreshing")
        self._stage.setText(words_of_refreshing.progress(stage, done, wanted, left))
        self._stage.show()
        self._progress.start(done, wanted if wanted > 1 else 0)

    def stop_progress(self) -> None:
        self._refresh.set_icon("refresh-cw", "Refresh all creators")
        self._stage.hide()
        self._progress.stop()

    def show_searching(self) -> None:
        self.add.show_work("Searching TikTok")
        self._found.show_loading()
        self._lists.setCurrentWidget(self._found)

    def show_search_failed(self) -> None:
        self.add.show_search_failed()
        self._leave_found()

    def show_found(self, answer: SearchAnswer) -> None:
        """Shows what a search found in place of the tracked creators, until the field closes or its text changes."""
        self.add.show_found(words.found(len(answer.creators), has_more=answer.has_more))
        self._found.show_found(self._compared(answer.creators))

    def show_seen(self, text: str, creators: Sequence[Creator]) -> None:
        """Shows the creators already seen that may be meant by the text in the field."""
        self.add.completions.show_seen(text, self._compared(creators))

    def _compared(self, creators: Sequence[Creator]) -> list[Found]:
        return [Found(one, self._model.find(one.id) is not None) for one in creators]

    def _is_tracked(self, text: str) -> bool:
        return self._model.has_handle(canonical(text.strip("@ ")))

    def _leave_found(self) -> None:
        self._lists.setCurrentWidget(self._tracked)

    def be_bar(self, is_bar: bool) -> None:
        """Becomes a bar above the overview, without the rows; or the pane beside a profile."""
        self._is_bar = is_bar
        self.setMinimumWidth(0 if is_bar else WIDTH)
        self.setMaximumWidth(QWIDGETSIZE_MAX if is_bar else WIDTH)
        vertical = QSizePolicy.Policy.Fixed if is_bar else QSizePolicy.Policy.Preferred
        self.setSizePolicy(QSizePolicy.Policy.Preferred, vertical)
        self._bar.setDirection(QBoxLayout.Direction.LeftToRight if is_bar else QBoxLayout.Direction.TopToBottom)
        self._bar.setSpacing(16 if is_bar else 12)
        self._head.setSpacing(8 if is_bar else 12)
        self.chooser.setMaximumWidth(CHOOSER_WIDTH if is_bar else QWIDGETSIZE_MAX)
        self._bar.setStretch(1, int(is_bar))
        if is_bar:
            self._choice.insertWidget(1, self._filters, 1)
            self.chooser.take_naming()
            self._head.insertWidget(1, self.marks.chips)
            self._head.addWidget(self._work)
        else:
            self._filtering.addWidget(self._filters)
            self._filtering.addWidget(self.marks.chips)
            self._choosing.insertWidget(1, self.chooser.naming)
            self._working.addWidget(self._work)
        self._lists.setMaximumHeight(FOUND_HEIGHT if is_bar else QWIDGETSIZE_MAX)
        self._show_lists()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()
        self.suggestions.fit(self.height())

    def _fit(self) -> None:
        """With large text, there is no room for the title, which the rail has as well."""
        room = WIDTH - 2 * MARGIN - self.switch.sizeHint().width()
        self._title.setVisible(self._is_bar or self._title.sizeHint().width() + 8 <= room)

    def _show_lists(self) -> None:
        """A bar has no rows, but what a search found."""
        self._lists.setVisible(not self._is_bar or self._lists.currentWidget() is self._found)

    def _lay_out(self) -> None:
        self._stage.hide()
        self._heading.hide()
        self._title = Label("Creators", "title")
        self._work = framed("clear", column(self._stage, self._progress, spacing=2))
        title = row(self._title, None, self.switch)
        self._choice = row((self.chooser, 1), self._refresh, self._plus, spacing=4)
        for button in (self._refresh, self._plus):
            self._choice.setAlignment(button, Qt.AlignmentFlag.AlignTop)
        self._bar = column(title, self._choice, spacing=12)
        self._choosing = column(self._bar, self.rhythm, spacing=4)
        choice = framed("clear", self._choosing)
        self._head = column(choice, self.add, self.pending, margins=(MARGIN, 18, MARGIN, 0), spacing=12)
        self._filtering = column(spacing=6, margins=(MARGIN, 0, MARGIN, 0))
        self._working = column(self._heading, spacing=2, margins=(MARGIN, 8, MARGIN, 4))
        self._tracked = framed(
            "clear", column(self._filtering, self._working, (self._stack, 1), self.suggestions, spacing=0)
        )
        for widget in (self._tracked, self._found):
            self._lists.addWidget(widget)
        self.setLayout(column(self._head, (self._lists, 1), spacing=12))

    def _connect(self) -> None:
        self._plus.clicked.connect(self.add.open)
        self.add.edited.connect(self._leave_found)
        self.add.completions.shown.connect(self._make_room)
        self._theme_changed.connect(self._fit)
        self._lists.currentChanged.connect(self._show_lists)
        self._found.chosen.connect(self.chosen)
        self._found.left.connect(self.add.close_field)
        self._refresh.clicked.connect(self.refresh_clicked)
        self._filter.textChanged.connect(self._show_matching)
        self.marks.changed.connect(self._show_matching)
        self._no_match.cleared.connect(self.clear_filter)

    def _make_room(self) -> None:
        self.rhythm.setVisible(self.add.completions.isHidden())

    def _said_of_nothing(self) -> str:
        return nothing_matches(self._filter.text().strip(), self.marks.marked.status, self.marks.tag_names)

    def _show_matching(self) -> None:
        selected, text = self.list.selected, self._filter.text()
        self._model.show_only(text)
        self._model.show_marked(self.marks.marked)
        if selected is not None:
            self.list.select(selected.id)
        self.show_state()
        self.filtered.emit(text, self.marks.marked, self._said_of_nothing())


class _NoMatch(QWidget):
    """Says that the filter matches nothing, with a button that clears it."""

    cleared = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._words = Label("", "secondary", wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        clear = Button(theme, "Clear filter", hint="Press Esc in the filter")
        clear.clicked.connect(self.cleared)
        words = framed("clear", column(self._words, row(None, clear, None), spacing=8))
        self.setLayout(column(48, words, None, margins=(MARGIN, 0, MARGIN, 0)))

    def say(self, text: str) -> None:
        self._words.setText(breakable(text))
