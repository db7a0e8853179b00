"""What the bot may do in a channel, as a check list."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tiktrack_gui.core.servers import ChannelDetails, PermissionCheck, missing
from tiktrack_gui.ui.discord.connect.said import Said
from tiktrack_gui.ui.discord.connect.trial import Trial
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.words import channels as words

BONES = (
    Bone(left=0, top=12, width=16, height=16, radius=8),
    Bone(left=26, top=8, width=0.3, height=11),
    Bone(left=26, top=27, width=0.5, height=9),
)


class PermissionsPane(QWidget):
    """It doesn't scroll by itself.

    Attributes:
        trial: Posts a test thread in the channel.

    Signals:
        check_wanted: Ask Discord again.
        open_wanted: Open the channel in Discord.
    """

    check_wanted = Signal()
    open_wanted = Signal()

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._shown: tuple[PermissionCheck, ...] | None = None
        self.trial = Trial(theme)
        self._said = Said(theme)
        self._check = Button(theme, "Check again", icon="refresh-cw")
        self._open = Button(theme, "Open in Discord", icon="external-link")
        self._progress = ProgressLine(theme)
        self._skeleton = Skeleton(theme, BONES, row_height=48, rows=7)
        self._skeleton.setFixedHeight(48 * 7)
        self._list = QWidget()
        self._lines: QVBoxLayout = column(spacing=0)
        self._list.setLayout(self._lines)
        self._try = Label("Test thread", "label")
        self.setLayout(
            column(
                self._said,
                row(self._check, self._open, None),
                self._progress,
                self._skeleton,
                self._list,
                8,
                self._try,
                self.trial,
                None,
                spacing=8,
            )
        )
        self._check.clicked.connect(self.check_wanted)
        self._open.clicked.connect(self.open_wanted)

    def show_details(self, details: ChannelDetails | None, failure: str | None, *, checking: bool) -> None:
        """details: what Discord said last. failure: why it couldn't be asked now."""
        checks = details.permissions if details is not None else None
        if checks != self._shown:
            self._shown = checks
            self._fill(checks or ())
        if checking:
            self._progress.start()
        else:
            self._progress.stop()
        self._check.setEnabled(not checking)
        self._skeleton.setVisible(checks is None and failure is None)
        self._list.setVisible(checks is not None)
        for part in (self._try, self.trial):
            part.setVisible(checks is not None)
        self._summarize(checks, failure)

    def _summarize(self, checks: tuple[PermissionCheck, ...] | None, failure: str | None) -> None:
        if failure is not None:
            self._said.say("circle-alert", "bad", failure)
        elif checks is None:
            self._said.say("hourglass", "text3", "Asking Discord what the bot may do here")
        elif missing(checks):
            self._said.say("triangle-alert", "warn", words.summary(checks))
        else:
            self._said.say("circle-check", "ok", words.summary(checks))

    def _fill(self, checks: tuple[PermissionCheck, ...]) -> None:
        while (item := self._lines.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for number, check in enumerate(checks):
            if number:
                self._lines.addWidget(hairline())
            self._lines.addWidget(_CheckLine(self._theme, check))


class _CheckLine(QWidget):
    """One permission: granted or missing, and what it is for."""

    def __init__(self, theme: Theme, check: PermissionCheck) -> None:
        super().__init__()
        icon, color = _look(check)
        state = words.check_state(check)
        tone = "" if check.granted else "bad" if check.is_needed else "quiet"
        title = row(Label(check.name, "label", wrap=True), spacing=12)
        title.setStretch(0, 1)
        title.addWidget(Label(state, "small", tone=tone), 0, Qt.AlignmentFlag.AlignTop)  # the name may wrap
        said = column(title, Label(check.needed_for, "hint", wrap=True), spacing=1)
        layout = row(column(2, IconLabel(theme, icon, color), None, spacing=0), spacing=10, margins=(0, 7, 0, 7))
        layout.addLayout(said, 1)
        self.setLayout(layout)
        self.setAccessibleName(f"{check.name}: {state}. {check.needed_for}")


def _look(check: PermissionCheck) -> tuple[str, str]:
    if check.granted:
        return "circle-check", "ok"
    return ("circle-x", "bad") if check.is_needed else ("minus", "text3")
