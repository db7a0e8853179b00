"""The column at the left of the Discord page: the channels, and the bot that posts to them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QStackedWidget, QWidget

from tiktrack_gui.ui.discord.channels.model import ChannelRow, ChannelsModel
from tiktrack_gui.ui.discord.channels.rows import ChannelRows
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton

WIDTH = 232  # px at normal text size
BONES = (
    Bone(left=16, top=12, width=32, height=32, radius=8),
    Bone(left=58, top=14, width=0.45, height=11),
    Bone(left=58, top=33, width=0.3, height=9),
)


class ChannelsColumn(QWidget):
    """Attributes:
        rows: The list.

    Signals:
        add_wanted: The user wants to add a channel.
        bot_wanted: The user wants to see how the bot is connected.
        moved: args: a channel's ID, and that of the channel below its new place, or None.
        moved_by: args: a channel's ID, -1 = up or 1 = down.
        removal_wanted: arg: a channel's ID.
        default_wanted: arg: the ID of the channel to become the default one.
        open_wanted: Open a channel in Discord. arg: its ID.
    """

    add_wanted = Signal()
    bot_wanted = Signal()
    moved = Signal(object, object)
    moved_by = Signal(object, int)
    removal_wanted = Signal(object)
    default_wanted = Signal(object)
    open_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._model = ChannelsModel()
        self.rows = ChannelRows(theme, self._model)
        self._states = QStackedWidget()
        self._states.addWidget(Skeleton(theme, BONES, row_height=56, rows=3))
        self._states.addWidget(self.rows)
        self._add = Button(theme, "Add", icon="plus", hint="Add another channel")
        self._add.setAccessibleName("Add a channel")
        self._bot_icon = IconLabel(theme, "bot", "text3")
        self._bot = ElidedLabel("Bot", "label")
        self._bot_state = ElidedLabel("", "hint")
        self._connection = IconButton(theme, "settings", "Connection")
        self._locked_by: str | None = None
        self._menu = QMenu(self)
        self._menu_of: int | None = None
        self._open = self._menu.addAction("Open in Discord")
        self._default = self._menu.addAction("Make default")
        self._menu.addSeparator()
        self._up = self._menu.addAction("Move up\tAlt+Up")
        self._down = self._menu.addAction("Move down\tAlt+Down")
        self._menu.addSeparator()
        self._remove = self._menu.addAction("Remove\tDel")
        self._lay_out()
        self._connect()
        self._fit()

    def show_rows(self, rows: Sequence[ChannelRow], selected: int | None) -> None:
        self._model.show_rows(rows)
        self._states.setCurrentWidget(self.rows)
        self.rows.show_selected(selected)

    def lock_default(self, variable: str | None) -> None:
        """variable: the environment variable that sets the default channel; None = it can be changed."""
        self._locked_by = variable

    def show_bot(self, name: str, state: str, tone: str) -> None:
        """tone: ok, bad, warn or "" = grey."""
        self._bot.setText(name)
        self._bot_state.setText(state)
        self._bot_state.set_tone(tone)
        self._bot_icon.set_icon("bot", tone or "text3")

    def open_menu(self, channel_id: int, position: QPoint) -> None:
        """position: global."""
        place = self._model.place_of(channel_id)
        if place is None:
            return
        self._menu_of = channel_id
        channel = self._model.row(place).channel
        locked = self._locked_by is not None
        self._open.setEnabled(channel.channel is not None)
        self._default.setEnabled(not channel.is_default and not locked)
        self._default.setToolTip(f"Set by the environment variable {self._locked_by}" if locked else "")
        self._up.setEnabled(place > 0)
        self._down.setEnabled(place < self._model.rowCount() - 1)
        self._remove.setEnabled(not (channel.is_default and locked))
        self._menu.popup(position)

    def _act(self, action: QAction) -> None:
        channel_id = self._menu_of
        if action is self._open:
            self.open_wanted.emit(channel_id)
        elif action is self._default:
            self.default_wanted.emit(channel_id)
        elif action in (self._up, self._down):
            self.moved_by.emit(channel_id, -1 if action is self._up else 1)
        elif action is self._remove:
            self.removal_wanted.emit(channel_id)

    def _fit(self) -> None:
        self.setFixedWidth(self._theme.px(WIDTH))

    def _lay_out(self) -> None:
        self._menu.setToolTipsVisible(True)
        head = row(Label("Channels", "section"), None, self._add, margins=(16, 12, 12, 8))
        said = column(self._bot, self._bot_state, spacing=0)
        bot = row(column(2, self._bot_icon, None, spacing=0), spacing=10, margins=(16, 8, 12, 8))
        bot.addLayout(said, 1)
        bot.addWidget(self._connection, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(column(head, (self._states, 1), hairline(), bot, spacing=0))

    def _connect(self) -> None:
        self._add.clicked.connect(self.add_wanted)
        self._connection.clicked.connect(self.bot_wanted)
        self._model.moved.connect(self.moved)
        self.rows.move_wanted.connect(self.moved_by)
        self.rows.removal_wanted.connect(self.removal_wanted)
        self.rows.menu_wanted.connect(self.open_menu)
        self._menu.triggered.connect(self._act)
        self._theme.changed.connect(self._fit)
