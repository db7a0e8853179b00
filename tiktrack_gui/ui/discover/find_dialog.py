"""What finding candidates would do and cost, before it begins."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QLayout, QScrollArea, QVBoxLayout, QWidget

from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.plans import FindPlan
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.budget import Plan
from tiktrack_gui.services.discover import Discover
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.fields import NumberField
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import finding as words

SIZE = 520, 460  # px
EDGE = 24
PLAN = "plan finding candidates"  # the task; a newer choice replaces it


class FindDialog(QDialog):
    """Opened with open(). The cost follows what is chosen. Enter finds, Esc cancels.

    Signals:
        find_wanted: Candidates are to be found. arg: the FindPlan.
    """

    find_wanted = Signal(object)

    def __init__(
        self,
        theme: Theme,
        brand: Brand,
        discover: Discover,
        budget: Callable[[], Plan],
        tasks: Tasks,
        messages: Messages,
        parent: QWidget | None,
    ) -> None:
        """budget: the requests used and left."""
        super().__init__(parent)
        self._theme, self._brand, self._discover, self._budget = theme, brand, discover, budget
        self._tasks, self._messages = tasks, messages
        self._plan: FindPlan | None = None
        self._boxes: dict[str, QCheckBox] = {}
        self._stored = Label("…", "body", tabular=True, wrap=True)
        self._terms = column(spacing=0)
        self._no_terms = Label(words.NO_TERMS, "hint", wrap=True)
        self._reads = NumberField("Candidates to read", 0, 0)
        self._slots = Label("", "hint", tabular=True, wrap=True)
        self._cost = Label(words.PLANNING, "strong", tabular=True, wrap=True)
        self._used = Label("", "hint", tabular=True, wrap=True)
        self._cancel = Button(theme, "Cancel", hint="Esc")
        self._find = Button(theme, "Find", icon="search", kind="primary")
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Find candidates")
        resize_within_window(self, theme, *SIZE)
        self._lay_out()
        self._connect()
        self._find.setEnabled(False)
        self._ask()

    @property
    def terms(self) -> list[str]:
        """Those chosen."""
        return [term for term, box in self._boxes.items() if box.isChecked()]

    def accept(self) -> None:
        if self._plan is not None and self._find.isEnabled():
            self.find_wanted.emit(self._plan)
            super().accept()

    def done(self, result: int) -> None:
        self._tasks.cancel(PLAN)
        super().done(result)

    def _change(self) -> None:
        """Plans anew with what is chosen; until then, there is nothing to begin."""
        self._find.setEnabled(False)
        self._soon.start()

    def _ask(self) -> None:
        self._tasks.spawn(self._load(), name=PLAN)

    async def _load(self) -> None:
        try:
            if self._plan is None:
                plan = await self._discover.plan_find(self._brand)
            else:
                plan = await self._discover.plan_find(self._brand, self.terms, round(self._reads.value()))
        except TikTrackError as error:
            self._cost.setText(error.sentence)
            self._messages.trouble(error, self._ask, here=True)
            return
        self._show(plan)

    def _show(self, plan: FindPlan) -> None:
        if self._plan is None:
            self._offer(plan)
        self._plan = plan
        self._stored.setText(words.stored(plan.stored))
        self._slots.setText(words.slots(plan))
        has_work = bool(plan.stored or plan.terms or plan.reads)
        self._cost.setText(words.cost(plan.cost) if has_work else words.NOTHING_TO_DO)
        budget = self._budget()
        self._used.setText(words.budget(budget))
        self._used.setVisible(bool(self._used.text()))
        self._used.set_tone("warn" if words.beyond_budget(plan.cost, budget) else "")
        self._find.setEnabled(has_work)

    def _offer(self, plan: FindPlan) -> None:
        """Offers what can be chosen: the searches, all chosen, and how many candidates are read."""
        for term in plan.terms:
            box = QCheckBox(term.replace("&", "&&"))
            box.setAccessibleName(f"Search TikTok for {term}, 1 request")
            box.setChecked(True)
            box.toggled.connect(self._change)
            self._boxes[term] = box
            line = QWidget()
            line.setLayout(row((box, 1), Label(words.requests(1), "hint")))
            self._terms.addWidget(line)
        self._no_terms.setHidden(bool(plan.terms))
        self._reads.setRange(0, max(words.free_slots(plan), plan.reads))
        self._reads.set_value(plan.reads)
        self._reads.setEnabled(self._reads.maximum() > 0)

    def _lay_out(self) -> None:
        reads = Label("Read candidates, the most promising first", "label", wrap=True)
        reads.setBuddy(self._reads)
        self._reads.setFixedWidth(self._theme.px(88))
        self._used.hide()
        self._no_terms.hide()
        self._reads.setEnabled(False)
        parts = column(
            _section("Already known", row((self._stored, 1), Label(words.FREE, "hint"))),
            hairline(),
            _section("Search TikTok for", column(self._no_terms, self._terms, spacing=0)),
            hairline(),
            column(
                row((reads, 1), self._reads), Label(words.READ_HINT, "hint", wrap=True), self._slots, spacing=2
            ),
            None,
            spacing=12,
            margins=(EDGE, 16, EDGE, 16),
        )  # fmt: skip
        area = QScrollArea()
        scrolled(area, parts)
        head = column(ElidedLabel(f"Find candidates for “{self._brand.name}”", "section"), margins=(EDGE, 20, EDGE, 12))
        told = column(self._cost, self._used, spacing=2)
        foot = row(spacing=8, margins=(EDGE, 12, EDGE, 16))
        foot.addLayout(told, 1)
        foot.addWidget(self._cancel)
        foot.addWidget(self._find)
        body = column(head, hairline(), (area, 1), hairline(), foot, spacing=0)
        self.setLayout(column((framed("page", body), 1), spacing=0))
        self._find.setDefault(True)
        self._cancel.setAutoDefault(False)

    def _connect(self) -> None:
        self._soon.timeout.connect(self._ask)
        self._reads.committed.connect(self._change)
        self._reads.valueChanged.connect(self._change)
        self._cancel.clicked.connect(self.reject)
        self._find.clicked.connect(self.accept)


def _section(title: str, content: QLayout) -> QVBoxLayout:
    return column(Label(title, "label"), content, spacing=4)
