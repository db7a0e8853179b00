"""The dialog for a brand's profile: "Who are your customers?"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from tiktrack_gui.core.discovery.brand_jobs import BrandJob
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.pending import PendingState
from tiktrack_gui.core.pending_reasons import reason_of
from tiktrack_gui.ui.discover.brand_form import BrandForm
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.keys import finished_within
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import brands as words

SIZE = 640, 580  # px
EDGE = 24


@dataclass(frozen=True, slots=True)
class Draft:
    """What is in the form.

    examples: the creators of the brand's examples. waiting: as of `ExamplesField`. sources:
    hashtags to be watched.
    """

    brand: Brand
    examples: tuple[Creator, ...] = ()
    waiting: Mapping[str, str] = field(default_factory=dict)
    sources: tuple[str, ...] = ()


class BrandEditor(QDialog):
    """Opened with open(). Ctrl+Enter saves, Esc closes.

    Attributes:
        form: The fields.

    Signals:
        save_wanted: The profile is complete and to be saved. arg: the Draft.
        remove_wanted: The brand is to be deleted.
        discarded: It was closed with changes that weren't saved. arg: the Draft.
    """

    save_wanted = Signal(object)
    remove_wanted = Signal()
    discarded = Signal(object)

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        brand: Brand,
        examples: Sequence[Creator],
        requests_a_day: Callable[[], int],
        parent: QWidget | None,
    ) -> None:
        """brand: without an ID, a new one. examples: the creators of its examples. requests_a_day: for a hashtag."""
        super().__init__(parent)
        is_new = brand.id is None
        self._before = brand
        self._waiting: Mapping[str, str] = {}  # what is being looked up for the brand as stored
        self._examples = {creator.id: creator for creator in examples}
        self.form = BrandForm(theme, pictures, requests_a_day)
        self._delete = Button(theme, "Delete brand", kind="danger")
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._save = Button(theme, "Create brand" if is_new else "Save", kind="primary", hint="Ctrl+Enter")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("New brand" if is_new else brand.name)
        resize_within_window(self, theme, *SIZE)
        self.form.show_brand(brand, examples)
        self._lay_out(is_new)
        self._cancel.clicked.connect(self.reject)
        self._save.clicked.connect(self.save)
        self._delete.clicked.connect(self.remove_wanted)
        finished_within(self, self.save)
        self.form.begin()

    @property
    def draft(self) -> Draft:
        brand = self.form.brand
        known = (self._examples | self.form.examples.creators).values()
        examples = tuple(one for one in known if one.id in brand.examples)
        return Draft(brand, examples, self.form.examples.waiting, tuple(self.form.sources.chosen))

    @property
    def is_changed(self) -> bool:
        is_other = self.form.brand != self._before or self.form.examples.waiting != self._waiting
        return is_other or bool(self.form.sources.chosen)

    def show_pending(self, jobs: Sequence[BrandJob]) -> None:
        """Shows the brand's examples that are still to be looked up, or couldn't be."""
        for job in jobs:
            failed = job.state is PendingState.FAILED
            self.form.examples.show_pending(job.given, reason_of(job) if failed else "")
        self._waiting = self.form.examples.waiting

    def change(self, draft: Draft) -> None:
        """Shows other entries than those of the brand as it is stored."""
        self._examples |= {creator.id: creator for creator in draft.examples}
        self.form.show_brand(draft.brand, draft.examples)
        for given, reason in draft.waiting.items():
            self.form.examples.show_pending(given, reason)
        self.form.sources.show_hashtags(draft.sources)
        self.form.sources.choose(draft.sources)

    def save(self) -> None:
        """Has the profile saved if it can be; else goes to what is wrong."""
        self._save.setFocus()  # what is being typed counts, too
        if self._save.isEnabled() and self.form.judge():
            self.show_saving(True)
            self.save_wanted.emit(self.draft)

    def show_saving(self, is_saving: bool) -> None:
        for button in (self._save, self._delete):
            button.setEnabled(not is_saving)

    def finish(self) -> None:
        """Closes it: what was in the form is stored, or no longer wanted."""
        self.accept()

    def reject(self) -> None:
        """Closes it as Esc does."""
        if self.isVisible() and self.is_changed:
            self.discarded.emit(self.draft)
        super().reject()

    def _lay_out(self, is_new: bool) -> None:
        area = QScrollArea()
        scrolled(area, column(self.form, None, margins=(EDGE, 16, EDGE, 16)))
        head = column(
            Label(words.TITLE, "section"), Label(words.OPTIONAL, "secondary", wrap=True), spacing=2,
            margins=(EDGE, 20, EDGE, 12),
        )  # fmt: skip
        foot = row(self._delete, None, self._cancel, self._save, margins=(EDGE, 12, EDGE, 16))
        body = column(head, hairline(), (area, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._delete.setHidden(is_new)
        for button in (self._delete, self._cancel, self._save):
            button.setAutoDefault(False)
