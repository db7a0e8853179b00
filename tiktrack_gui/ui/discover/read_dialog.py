"""What reading a candidate's comments, or the places of its videos, costs and keeps, before it begins."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QWidget

from tiktrack_gui.core.discovery.plans import Cost
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.audience import Audience
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import finding as words

WIDTH = 460  # px
EDGE = 24
PLAN = "plan reading a candidate"  # the task


class Reads(StrEnum):
    COMMENTS = "comments"
    PLACES = "places"


@dataclass(frozen=True, slots=True, kw_only=True)
class _Texts:
    title: str
    begin: str
    what: str
    kept: str


_TEXTS = {
    Reads.COMMENTS: _Texts(
        title="Read comments of @{}?", begin="Read comments", what=words.COMMENTS, kept=words.COMMENTS_KEPT
    ),
    Reads.PLACES: _Texts(title="Read places of @{}’s videos?", begin="Read places", what=words.PLACES,
                         kept=words.PLACES_KEPT),
}  # fmt: skip


class ReadCostDialog(QDialog):
    """Opened with open(). Enter begins, Esc cancels.

    Signals:
        begun: It is read from now on, in the background. arg: the creator's ID.
    """

    begun = Signal(object)

    def __init__(
        self,
        theme: Theme,
        what: Reads,
        creator_id: int,
        handle: str,
        audience: Audience,
        budget: Callable[[], Plan],
        tasks: Tasks,
        messages: Messages,
        parent: QWidget | None,
    ) -> None:
        """budget: the requests used and left."""
        super().__init__(parent)
        self._what, self._creator_id, self._handle = what, creator_id, handle
        self._audience, self._budget, self._tasks, self._messages = audience, budget, tasks, messages
        self._cost = Label(words.PLANNING, "strong", tabular=True, wrap=True)
        self._used = Label("", "hint", tabular=True, wrap=True)
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._begin = Button(theme, _TEXTS[what].begin, kind="primary")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_TEXTS[what].begin)
        self.setFixedWidth(theme.px(WIDTH))
        self._lay_out()
        self._begin.setEnabled(False)
        self._cancel.clicked.connect(self.reject)
        self._begin.clicked.connect(self.accept)
        tasks.spawn(self._load(), name=PLAN)

    def accept(self) -> None:
        if self._begin.isEnabled():
            self._tasks.spawn(self._start(), name=f"begin to read {self._what} of {self._creator_id}", finishes=True)
            super().accept()

    def done(self, result: int) -> None:
        self._tasks.cancel(PLAN)
        super().done(result)

    async def _load(self) -> None:
        plan: Callable[[int], Awaitable[Cost]]
        plan = self._audience.plan_comments if self._what is Reads.COMMENTS else self._audience.plan_places
        try:
            cost = await plan(self._creator_id)
        except TikTrackError as error:
            self._cost.setText(str(error))
            self._fit()
            return
        budget = self._budget()
        self._cost.setText(f"{words.about(cost)}." if cost.requests else words.NOTHING_TO_READ)
        self._used.setText(words.budget(budget))
        self._used.setVisible(bool(self._used.text()))
        self._used.set_tone("warn" if words.beyond_budget(cost, budget) else "")
        self._begin.setEnabled(cost.requests > 0)
        self._begin.setFocus()
        self._fit()

    async def _start(self) -> None:
        begin = self._audience.begin_comments if self._what is Reads.COMMENTS else self._audience.begin_places
        try:
            await begin(self._creator_id)
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
            return
        self.begun.emit(self._creator_id)

    def _fit(self) -> None:
        """Makes the dialog as high as its texts: Qt doesn't, of texts that break into lines."""
        layout = self.layout()
        if layout is not None:
            self.ensurePolished()
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))

    def _lay_out(self) -> None:
        texts = _TEXTS[self._what]
        self._used.hide()
        said = column(
            ElidedLabel(texts.title.format(self._handle), "section"),
            Label(texts.what, "body", wrap=True),
            self._cost,
            Label(texts.kept, "secondary", wrap=True),
            Label(words.RESUMES, "hint", wrap=True),
            self._used,
            spacing=8,
            margins=(EDGE, 20, EDGE, 16),
        )
        foot = row(None, self._cancel, self._begin, margins=(EDGE, 12, EDGE, 16))
        self.setLayout(column(framed("page", column(said, None, hairline(), foot, spacing=0)), spacing=0))
        self._begin.setDefault(True)
        self._cancel.setAutoDefault(False)
