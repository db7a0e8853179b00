"""A table of records in each of its states, with the details of the selected one below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QWidget

from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.records_model import RecordsModel
from tiktrack_gui.ui.widgets.records_table import ROW, RecordsTable
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates

LOG_ROW = (
    Bone(left=24, top=16, width=96, height=12),
    Bone(left=172, top=16, width=108, height=12),
    Bone(left=0.34, top=16, width=40, height=12),
    Bone(left=0.42, top=16, width=40, height=12),
    Bone(left=0.56, top=16, width=0.36, height=12),
)


class RecordsView(QWidget):
    """A table of records, or a text in its place.

    Attributes:
        model: The records.
        table: The table that shows them.

    Signals:
        selected: The selection changed. arg: the record, or None.
        acted: The button of an empty table was pressed.
        retried, cleared: The button was pressed after a failure, or after a search that found nothing.
        widened: The button was pressed where no record passes `narrow`.
    """

    selected = Signal(object)
    acted = Signal()
    retried = Signal()
    cleared = Signal()
    widened = Signal()

    def __init__(
        self,
        theme: Theme,
        model: RecordsModel[Any],
        name: str,
        empty: dict[str, str],
        bones: Sequence[Bone] = LOG_ROW,
    ) -> None:
        """empty: icon, title, text and action shown while there are no records. bones: the shape of a row."""
        super().__init__()
        self.model = model
        self.table = RecordsTable(theme, model, name)
        model.setParent(self.table)
        self._empty = empty
        self._states = ViewStates(theme, self.table, Skeleton(theme, bones, ROW, 16))
        self._story = Story()
        self._searched = ""
        self._none_passes = empty  # what is said where no record passes
        self._loading = True
        self._fault: TikTrackError | None = None
        self._states.words.acted.connect(self._act)
        self.table.record_selected.connect(self.selected)
        self.setLayout(column((self._states, 1), self._story, spacing=0))

    @property
    def is_empty(self) -> bool:
        """Whether there are no records, as far as they could be loaded."""
        return not (self._loading or self._fault or self.model.total)

    def search(self, text: str) -> None:
        self._searched = text.strip()
        self.model.show_matching(text)
        self._others_shown()

    def narrow(self, passes: Callable[[Any], bool] | None, none_passes: dict[str, str]) -> None:
        """Shows only records that pass a test; None = all. none_passes: as `empty`, where none does."""
        self._none_passes = none_passes
        self.model.show_passing(passes)
        self._others_shown()

    def focus(self) -> None:
        """Sets the focus to the table, or the button in its place."""
        shown = self._states.currentWidget()
        (shown if shown is self._states.words else self.table).setFocus()

    def fail(self, error: TikTrackError) -> None:
        """Shows why the records can't be loaded, unless some are there already."""
        self._loading, self._fault = False, error
        self._show_state()

    def upsert(self, records: list[Any]) -> None:
        self._loading, self._fault = False, None
        self.model.upsert(records)
        self.table.drop_columns()
        self._show_state()

    def tell(self, title: str, story: str) -> None:
        """Shows the details of the selected record; an empty title hides them."""
        self._story.tell(title, story)

    def _others_shown(self) -> None:
        """After a reset, nothing is selected, which Qt doesn't tell."""
        self.selected.emit(self.table.selected)
        if not self._loading:
            self._show_state()

    def _show_state(self) -> None:
        if self.model.rowCount():
            self._states.show_view()
        elif self.model.total and self._searched:
            self._states.show_no_match(self._searched)
        elif self.model.total:
            self._states.show_words(**self._none_passes)
        elif self._fault is not None:
            title = self._fault.sentence.removesuffix(".")
            self._states.show_words("database", title, self._fault.advice, action="Try again")
        else:
            self._states.show_words(**self._empty)

    def _act(self) -> None:
        if self.model.total and self._searched:
            self.cleared.emit()
        elif self.model.total:
            self.widened.emit()
        elif self._fault is not None:
            self.retried.emit()
        else:
            self.acted.emit()


class Story(QFrame):
    """Title and details of the selected record, at the foot of the page; the text can be copied."""

    def __init__(self) -> None:
        super().__init__()
        self._title = Label("", "strong")
        self._text = Label("", "secondary", wrap=True)
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._text.setAccessibleName("Details of the selected row")
        self.setLayout(
            column(hairline(), column(self._title, self._text, spacing=2, margins=(24, 10, 24, 14)), spacing=0)
        )
        self.hide()

    def tell(self, title: str, text: str) -> None:
        self._title.setText(title)
        self._text.setText(text)
        self.setVisible(bool(title))
