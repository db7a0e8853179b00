"""Choosing a channel: by name from the bot's servers, or by its link or ID."""

from __future__ import annotations

from collections.abc import Container, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from tiktrack_gui.core.channels import parse_channel
from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.servers import ListedChannel, Server
from tiktrack_gui.ui.discord.connect.listing import Listing, ListingView
from tiktrack_gui.ui.discord.connect.said import Said
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.fields import IconField
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.words import connecting as words

HEIGHT = 224  # px at normal text size, of the list; a failure has room in it, too
BONES = (Bone(left=14, top=9, width=16, height=16), Bone(left=40, top=11, width=0.4, height=12))


class ChannelChoice(QWidget):
    """Signals:
    server_chosen: The channels of another server are to be listed. arg: its ID.
    chosen: The user wants to use a channel. arg: its ID.
    list_wanted: Ask Discord for the channels again. arg: the server's ID.
    """

    server_chosen = Signal(object)
    chosen = Signal(object)
    list_wanted = Signal(object)

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._server = QComboBox()
        self._server.setAccessibleName("Server")
        self._server.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._again = IconButton(theme, "refresh-cw", "List the channels again")
        self._listing = Listing()
        self._view = ListingView(theme, self._listing)
        self._states = ViewStates(theme, self._view, Skeleton(theme, BONES, row_height=34, rows=6))
        self._use = Button(theme, "Use this channel", icon="check", kind="primary", hint="Enter")
        self._field = IconField(theme, "link", "Or paste a channel’s link or ID", "Channel")
        self._use_pasted = Button(theme, "Use", hint="Enter")
        self._hint = Label(words.PASTE_HINT, "hint", wrap=True)
        self._said = Said(theme)
        self._lay_out()
        self._connect()
        self._use.setEnabled(False)
        self._fit()

    @property
    def server_id(self) -> int | None:
        """The server whose channels are listed."""
        server_id: int | None = self._server.currentData()
        return server_id

    def show_servers(self, servers: Sequence[Server]) -> None:
        """Offers the servers; the chosen one stays chosen."""
        chosen = self.server_id
        self._server.blockSignals(True)
        self._server.clear()
        for server in servers:
            self._server.addItem(server.name, server.id)
        self._server.setCurrentIndex(max(self._server.findData(chosen), 0) if servers else -1)
        self._server.blockSignals(False)
        self._server.setEnabled(len(servers) > 0)

    def choose_server(self, server_id: int) -> None:
        self._server.blockSignals(True)
        self._server.setCurrentIndex(self._server.findData(server_id))
        self._server.blockSignals(False)

    def show_loading(self) -> None:
        self._use.setEnabled(False)
        self._states.show_loading()

    def show_channels(self, channels: Sequence[ListedChannel], added: Container[int]) -> None:
        """added: IDs of those that are posted to already."""
        if not channels:
            self._pick(None)
            self._states.show_words("hash", "No channels", words.NO_CHANNELS, action="List again")
            return
        self._listing.show_channels(channels, added)
        self._states.show_view()
        self._view.select_first()

    def show_trouble(self, sentence: str) -> None:
        """Shows why the channels can't be listed."""
        self._pick(None)
        self._states.show_words("circle-alert", "Couldn’t list the channels", sentence, action="Try again")

    def show_checking(self) -> None:
        self._said.say("hourglass", "text3", "Looking up the channel")

    def show_refused(self, sentence: str) -> None:
        """Shows why the channel can't be used."""
        self._field.set_invalid(bool(self._field.text()))
        self._said.say("circle-alert", "bad", sentence)

    def show_used(self) -> None:
        """The channel is in use now."""
        self._field.clear()
        self._said.say()

    def focus(self) -> None:
        """Focuses the list, or the field while there is none."""
        (self._view if self._view.isVisible() else self._field).setFocus()

    def start_pasting(self) -> None:
        self._field.setFocus()
        self._field.selectAll()

    def _take_pasted(self) -> None:
        text = self._field.text().strip()
        if not text:
            return
        try:
            channel_id = parse_channel(text)
        except BadInput as error:
            self.show_refused(str(error))
        else:
            self._view.select(channel_id)
            self.chosen.emit(channel_id)

    def _take_picked(self) -> None:
        if self._view.channel is not None:
            self.chosen.emit(self._view.channel.id)

    def _pick(self, channel: Channel | None) -> None:
        self._use.setEnabled(channel is not None)
        self._use.set_text(f"Use #{channel.name}" if channel is not None and len(channel.name) < 25 else words.USE)

    def _typed(self) -> None:
        self._field.set_invalid(False)
        self._said.say()
        self._use_pasted.setEnabled(bool(self._field.text().strip()))

    def _tell_server(self) -> None:
        if self.server_id is not None:
            self.server_chosen.emit(self.server_id)

    def _ask_for_list(self) -> None:
        self.list_wanted.emit(self.server_id)

    def _fit(self) -> None:
        self._states.setFixedHeight(self._theme.px(HEIGHT))

    def _lay_out(self) -> None:
        server = Label("Server", "label")
        server.setBuddy(self._server)
        self._use_pasted.setEnabled(False)
        self.setLayout(
            column(
                column(server, row((self._server, 1), self._again), spacing=4),
                self._states,
                row(self._use, None),
                row((self._field, 1), self._use_pasted),
                self._hint,
                self._said,
                spacing=8,
                margins=(0, 4, 0, 4),
            )
        )

    def _connect(self) -> None:
        self._server.currentIndexChanged.connect(self._tell_server)
        self._again.clicked.connect(self._ask_for_list)
        self._states.words.acted.connect(self._ask_for_list)
        self._view.picked.connect(self._pick)
        self._view.opened.connect(self._take_picked)
        self._use.clicked.connect(self._take_picked)
        self._field.textEdited.connect(self._typed)
        self._field.returnPressed.connect(self._take_pasted)
        self._use_pasted.clicked.connect(self._take_pasted)
        self._theme.changed.connect(self._fit)
