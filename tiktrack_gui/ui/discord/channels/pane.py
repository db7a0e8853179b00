"""The selected channel: its timer, its rules, its message, and what the bot may do there."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QWidget

from tiktrack_gui.core.deliveries import ChannelKind
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.ui.discord.channels.permissions import PermissionsPane
from tiktrack_gui.ui.discord.connect.said import Said
from tiktrack_gui.ui.discord.message_editor import MessageEditor
from tiktrack_gui.ui.discord.rules_form import RulesForm
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.setting_row import SettingRow
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.switch import Switch
from tiktrack_gui.words import channels as words

BONES = (Bone(left=24, top=20, width=0.22, height=11), Bone(left=24, top=40, width=0.8, height=24, radius=6))
PARTS = {"rules": "Rules", "message": "Message", "permissions": "Permissions"}
MIN_WIDTH = 400  # px
WIDEST = 900  # px; longer fields aren't easier to use
TILE = 36  # px


class ChannelPane(QWidget):
    """Attributes:
        rules, message, permissions: What the segments show.

    Signals:
        timer_wanted: The user wants the channel's timer on or off. arg: bool.
        menu_wanted: The user wants to see what can be done with the channel. arg: the global position.
    """

    timer_wanted = Signal(bool)
    menu_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.rules, self.message = RulesForm(theme), MessageEditor(theme)
        self.permissions = PermissionsPane(theme)
        self._icon = IconLabel(theme, "hash", "text2")
        self._name = ElidedLabel("", "section")
        self._place = ElidedLabel("", "hint")
        self._more = IconButton(theme, "ellipsis", "More actions for this channel")
        self._says = ""  # why nothing can be posted there now
        self._trouble = Said(theme)
        self._look = Button(theme, "Show permissions", kind="link")
        self._timer = Switch(theme, words.TIMER)
        self._timer_row = SettingRow(theme, words.TIMER, words.OFF, self._timer)
        self._part = Segmented(PARTS, "Settings of this channel")
        self._parts = QStackedWidget()
        self._content = QWidget()  # hidden while no channel is known
        self._skeleton = Skeleton(theme, BONES, row_height=62, rows=8)
        self.setMinimumWidth(MIN_WIDTH)
        self._lay_out()
        self._more.clicked.connect(self._ask_for_menu)
        self._look.clicked.connect(self.show_permissions)
        self._timer.clicked.connect(self._tell_timer)
        self._part.chosen.connect(self._choose)

    @property
    def part(self) -> str:
        return self._part.choice

    def show_channel(self, channel: PostingChannel | None, trouble: str | None) -> None:
        """trouble: why nothing can be posted there now."""
        self._content.setVisible(channel is not None)
        self._skeleton.setVisible(channel is None)
        if channel is None:
            return
        known = channel.channel
        self._icon.set_icon(words.ICONS[known.kind if known is not None else ChannelKind.TEXT], "text2")
        self._name.setText(known.name if known is not None else words.name(channel))
        default = " · Default channel" if channel.is_default else ""
        self._place.setText(f"{words.place(known)}{default}")
        self._says = trouble or ""
        self._show_trouble()

    def show_timer(self, hint: str, *, on: bool, allowed: bool, locked: bool = False) -> None:
        """hint: what the timer does, or why it is off. locked: it can't be switched at all."""
        self._timer.setEnabled(allowed and not locked)
        self._timer.setChecked(on)
        self._timer_row.set_hint(hint)

    def show_part(self, part: str) -> None:
        """part: a key of PARTS."""
        self._part.choose(part)

    def show_permissions(self) -> None:
        self._part.choose("permissions")

    def _choose(self, part: str) -> None:
        self._parts.setCurrentIndex(list(PARTS).index(part))
        self._show_trouble()

    def _show_trouble(self) -> None:
        """The check list says it, too."""
        told = self._says if self.part != "permissions" else ""
        self._trouble.say("circle-alert", "bad", told)
        self._look.setVisible(bool(told))

    def _tell_timer(self, on: bool) -> None:
        """Shows the switch as it is until the change is stored."""
        self._timer.setChecked(not on)
        self.timer_wanted.emit(on)

    def _ask_for_menu(self) -> None:
        self.menu_wanted.emit(self._more.mapToGlobal(QPoint(0, self._more.height())))

    def _lay_out(self) -> None:
        tile = framed("tile", column(self._icon, margins=(10, 10, 10, 10)))
        tile.setFixedSize(TILE, TILE)
        head = row(tile, spacing=12)
        head.addLayout(column(self._name, self._place, spacing=1), 1)
        head.addWidget(self._more, 0, Qt.AlignmentFlag.AlignTop)
        for part in (self.rules, self.message, self.permissions):
            area = QScrollArea()
            scrolled(area, column(part, None, margins=(24, 4, 24, 24))).setMaximumWidth(WIDEST)
            area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._parts.addWidget(area)
        trouble = row((self._trouble, 1), self._look)
        top = column(head, trouble, self._timer_row, row(self._part, None), spacing=6, margins=(24, 12, 24, 8))
        self._content.setLayout(column(top, (self._parts, 1), spacing=0))
        self._content.hide()
        self.setLayout(column((self._content, 1), (self._skeleton, 1), spacing=0))
