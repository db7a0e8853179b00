"""The left part of the Discord page: the steps that connect it, or the channels and the selected one's settings."""

from __future__ import annotations

from PySide6.QtWidgets import QStackedWidget, QWidget

from tiktrack_gui.ui.discord.channels.column import ChannelsColumn
from tiktrack_gui.ui.discord.channels.pane import ChannelPane
from tiktrack_gui.ui.discord.connect.panel import ConnectPanel
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import hairline, row

MIN_WIDTH = 640  # px


class LeftPane(QStackedWidget):
    """Attributes:
    steps: What connects Discord.
    column, channel: The channels, and the selected one.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.steps = ConnectPanel(theme)
        self.column, self.channel = ChannelsColumn(theme), ChannelPane(theme)
        self._channels = QWidget()
        self._channels.setLayout(row(self.column, hairline("vertical"), (self.channel, 1), spacing=0))
        self.addWidget(self._channels)
        self.addWidget(self.steps)
        self.setMinimumWidth(MIN_WIDTH)

    @property
    def shows_steps(self) -> bool:
        return self.currentWidget() is self.steps

    def show_steps(self) -> None:
        self.setCurrentWidget(self.steps)

    def show_channels(self) -> None:
        self.setCurrentWidget(self._channels)
