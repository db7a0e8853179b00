"""Which news about the creators on a list are alerts, or about all who are tracked."""

from __future__ import annotations

from collections.abc import Collection, Coroutine, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QScrollArea, QWidget

from tiktrack_gui.core.alerts import CREATOR_KINDS, Kind
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.alerts import Alerts
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, hairline, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.dialog_size import resize_within_window
from tiktrack_gui.ui.widgets.labels import ElidedLabel, Label
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.words import inbox as words
from tiktrack_gui.words.alerts import KINDS

SIZE = 520, 440  # px, at the default text size
EDGE = 24
ROW = 50  # px
BONES = (
    Bone(left=EDGE, top=12, width=0.22, height=12),
    Bone(left=EDGE, top=34, width=0.5, height=10),
    Bone(left=0.88, top=18, width=36, height=20, radius=10),
)


class ListAlertsDialog(QDialog):
    """Every switch applies at once; Ctrl+Z takes the last change back.

    Signals:
        settings_wanted: The user wants to choose when notifications appear.
    """

    settings_wanted = Signal()

    def __init__(
        self, theme: Theme, alerts: Alerts, list_id: int | None, name: str, tasks: Tasks, parent: QWidget | None
    ) -> None:
        """list_id: None = of everyone who is tracked. name: the list's."""
        super().__init__(parent)
        self._alerts, self._list_id, self._tasks = alerts, list_id, tasks
        self._wanted: set[Kind] = set()
        self._for_all: frozenset[Kind] = frozenset()
        self._undos: list[Undo] = []  # the newest last
        self._changes = 0  # so far
        self._is_known = False  # what is wanted
        self._is_open = True  # changes are finished after closing
        self._switches = {kind: Switch(theme, KINDS[kind].name) for kind in CREATOR_KINDS}
        self._rows = {
            kind: SettingRow(theme, KINDS[kind].name, KINDS[kind].hint, switch)
            for kind, switch in self._switches.items()
        }
        self._fault = Label("", "hint", tone="bad", wrap=True)
        self._fault.hide()
        self._area = QScrollArea()  # hints grow as switches are used
        self._states = ViewStates(theme, self._area, Skeleton(theme, BONES, ROW, len(CREATOR_KINDS)))
        self._as_all = Button(theme, "Same as for all", kind="ghost")
        self._as_all.setEnabled(False)
        if list_id is None:
            self._as_all.hide()
        self._settings = Button(theme, "Alert settings", kind="link", hint="When notifications appear")
        self._close = Button(theme, "Close", hint="Esc")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle("Alerts")
        resize_within_window(self, theme, *SIZE)
        self._lay_out(name)
        for kind, switch in self._switches.items():
            switch.toggled.connect(partial(self._toggled, kind))
        self.finished.connect(self._closed)
        self._states.words.acted.connect(self._try_again)
        self._close.clicked.connect(self.accept)
        self._as_all.clicked.connect(self._be_as_all)
        self._settings.clicked.connect(self._open_settings)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._undo)
        self._spawn(self._load())

    async def _load(self) -> None:
        try:
            wanted = await self._alerts.wanted(self._list_id)
            for_all = wanted if self._list_id is None else await self._alerts.wanted(None)
        except TikTrackError as error:
            self._fail(error)
            return
        self._for_all = for_all
        if self._is_open:
            self._show(wanted)

    def _show(self, wanted: Collection[Kind]) -> None:
        self._wanted = set(wanted)
        for kind, switch in self._switches.items():
            switch.setChecked(kind in wanted)
        self._show_difference()
        if not self._is_known:  # until now, the focus was on what isn't a switch
            self._is_known = True
            self._states.show_view()
            next(iter(self._switches.values())).setFocus()

    def _fail(self, error: TikTrackError) -> None:
        """Switches that are there stay."""
        if self._is_known:
            self._tell(error)
        elif self._is_open:
            title = error.sentence.removesuffix(".")
            self._states.show_words("database", title, error.advice, action="Try again", action_icon="refresh-cw")
            self._states.words.setFocus()

    def _try_again(self) -> None:
        self._states.show_loading()
        self._spawn(self._load())

    def _show_difference(self) -> None:
        """Says where a list differs from what holds for all creators."""
        differing = self._wanted ^ self._for_all if self._list_id is not None else set()
        for kind, one in self._rows.items():
            one.set_hint(words.hint(kind, differs=kind in differing, for_all=kind in self._for_all))
        self._as_all.setEnabled(bool(differing))

    def _toggled(self, kind: Kind, wanted: bool) -> None:
        if wanted != (kind in self._wanted):  # by the user, not by `_show`
            self._wanted ^= {kind}
            self._show_difference()
            self._spawn(self._set(kind, wanted))

    async def _set(self, kind: Kind, wanted: bool) -> None:
        try:
            self._undos.append(await self._alerts.set_wanted(self._list_id, kind, wanted))
        except TikTrackError as error:
            await self._load()
            self._tell(error)
        else:
            self._tell(None)

    def _be_as_all(self) -> None:
        self._spawn(self._follow_all())

    async def _follow_all(self) -> None:
        """Forgets what was chosen for the list; Ctrl+Z takes that back as a whole."""
        try:
            undos = [await self._alerts.set_wanted(self._list_id, kind, None) for kind in CREATOR_KINDS]
        except TikTrackError as error:
            self._tell(error)
        else:
            self._undos.append(partial(_all_of, undos))
        await self._load()

    def _undo(self) -> None:
        if self._undos:
            self._spawn(self._take_back(self._undos.pop()))

    async def _take_back(self, undo: Undo) -> None:
        try:
            await undo()
        except TikTrackError as error:
            self._tell(error)
        await self._load()

    def _tell(self, error: TikTrackError | None) -> None:
        """Says what couldn't be done; None = all could."""
        if self._is_open:
            self._fault.setText(str(error or ""))
            self._fault.setVisible(error is not None)

    def _closed(self) -> None:
        self._is_open = False

    def _open_settings(self) -> None:
        self.accept()
        self.settings_wanted.emit()

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._changes += 1
        self._tasks.spawn(work, name=f"alerts of a list {self._changes}", finishes=True)

    def _lay_out(self, name: str) -> None:
        head = column(
            ElidedLabel(f"Alerts: {name}", "section"),
            Label(words.FOR_ALL if self._list_id is None else words.FOR_A_LIST, "secondary", wrap=True),
            spacing=4,
            margins=(EDGE, 20, EDGE, 12),
        )
        body = column(spacing=0, margins=(EDGE, 4, EDGE, 8))
        for number, one in enumerate(self._rows.values()):
            if number:
                body.addWidget(hairline())
            body.addWidget(one)
        body.addWidget(self._fault)
        body.addStretch(1)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scrolled(self._area, body)
        foot = row(self._settings, None, self._as_all, self._close, spacing=8, margins=(EDGE, 12, EDGE, 16))
        parts = column(head, hairline(), (self._states, 1), hairline(), foot, spacing=0)
        self.setLayout(column(framed("page", parts), spacing=0))


async def _all_of(undos: Sequence[Undo]) -> None:
    for undo in reversed(undos):
        await undo()
