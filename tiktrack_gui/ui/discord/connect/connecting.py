"""Leads through the steps that connect Discord: what is done, what comes next, and what Discord says to each."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QGuiApplication

from tiktrack_gui.core.errors import DiscordError, TikTrackError
from tiktrack_gui.core.servers import BotApp, Server
from tiktrack_gui.services.servers import Servers
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.channels.actions import ChannelActions
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.connect.panel import ConnectPanel
from tiktrack_gui.ui.discord.connect.trying import Trying
from tiktrack_gui.ui.discord.connection import Connection
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import connecting as words

WAITING, LOOKING, LISTING = "wait for a server", "look at the bot", "list channels"  # names of tasks
ORDER = tuple(step.key for step in words.STEPS)


class Connecting(QObject):
    """Signals:
    open_requested: Open something in the browser. arg: the link.
    channel_chosen: A channel was added. arg: its ID.
    """

    open_requested = Signal(str)
    channel_chosen = Signal(object)

    def __init__(
        self,
        panel: ConnectPanel,
        connection: Connection,
        shown: ShownChannels,
        actions: ChannelActions,
        trying: Trying,
        servers: Servers,
        tasks: Tasks,
        messages: Messages,
    ) -> None:
        super().__init__()
        self._panel, self._connection, self._shown, self._actions = panel, connection, shown, actions
        self._trying, self._servers, self._tasks, self._messages = trying, servers, tasks, messages
        self._app: BotApp | None = None
        self._found: list[Server] = []
        self._wanted: str | None = None  # the step the user went to
        self._channel_id: int | None = None  # the one that was chosen last
        self._is_tested = False
        connection.changed.connect(self._bot_changed)
        shown.changed.connect(self.arrange)
        trying.posted.connect(self._tested)
        trying.open_requested.connect(self.open_requested)
        panel.portal_wanted.connect(self._open_portal)
        panel.step_wanted.connect(self.go_to)
        panel.visibility_changed.connect(self._visibility_changed)
        panel.invite.add_wanted.connect(self.open_requested)
        panel.invite.copied.connect(self._copy)
        panel.invite.check_wanted.connect(self._look_soon)
        panel.invite.cancelled.connect(self._leave_step)
        panel.choice.server_chosen.connect(self._list)
        panel.choice.list_wanted.connect(self._list_again)
        panel.choice.chosen.connect(self._use_soon)

    def go_to(self, step: str | None) -> None:
        """Opens a step; None = the first one that isn't done."""
        self._wanted = step
        if step == "test":
            self._is_tested = False
        self.arrange()
        if step is not None:
            self._panel.reveal(step)

    def arrange(self) -> None:
        """Shows which steps are done, and opens the one to do."""
        done = self._done()
        first = next((step for step in ORDER if step not in done), "test")
        opened = {self._wanted or first}
        if not {"create", "token"} & done:
            opened |= {"create", "token"}
        self._panel.arrange(done, opened)
        self._panel.summarize("token", self._connection.author)
        self._panel.summarize("invite", words.servers(self._found))
        channel = self._shown.find(self._channel_id) or self._shown.default or next(iter(self._shown.all or ()), None)
        known = channel.channel if channel is not None else None
        self._panel.summarize("channel", f"#{known.name} in {known.guild}" if known is not None else "")
        self._trying.show(known)
        self._wait_or_rest()

    def _done(self) -> set[str]:
        done = set()
        if self._connection.is_known and not self._connection.lacks_token:
            done.add("create")
        if self._connection.is_made:
            done |= {"create", "token"}
            if self._found:
                done.add("invite")
        if self._shown.all:
            done.add("channel")
        if self._is_tested:
            done.add("test")
        return done

    def _visibility_changed(self) -> None:
        if self._panel.isVisible() and self._connection.is_made and self._app is None:
            self._look_soon()
        self._wait_or_rest()

    def _bot_changed(self) -> None:
        """Another bot may be in other servers."""
        self._app, self._found = None, []
        self._panel.invite.show_nothing()
        if self._connection.is_made:
            if self._wanted == "token":
                self._wanted = None
            if self._panel.isVisible():
                self._look_soon()
        self.arrange()

    # The bot's servers

    def _look_soon(self) -> None:
        self._tasks.spawn(self._look(), name=LOOKING)

    async def _look(self) -> None:
        try:
            self._app = await self._servers.app()
            found = await self._servers.servers()
        except TikTrackError as error:
            self._app = None
            self._panel.invite.show_trouble(str(error), passes=False)
            self.arrange()
            return
        self._panel.invite.show_app(self._app)
        self._take(found)

    def _take(self, found: list[Server]) -> None:
        known = {server.id for server in self._found}
        new = [server for server in found if server.id not in known]
        was_waited_for = self._panel.is_open("invite") and self._tasks.is_running(WAITING)
        self._found = found
        self._panel.choice.show_servers(found)
        if was_waited_for and new:
            self._messages.say(words.added(new[0]))
            self._panel.choice.choose_server(new[0].id)
            self._wanted = "channel"
        self.arrange()
        if self._panel.choice.server_id is not None:
            self._list(self._panel.choice.server_id)

    def _wait_or_rest(self) -> None:
        """Asks for the bot's servers for as long as somebody looks at the step that waits for one."""
        waits = self._panel.isVisible() and self._panel.is_open("invite") and self._connection.is_made
        if not waits or self._app is None or self._app.needs_code_grant:
            self._tasks.cancel(WAITING)
        elif not self._tasks.is_running(WAITING):
            self._panel.invite.show_waiting(cancellable=bool(self._found))
            self._tasks.spawn(self._wait({server.id for server in self._found}), name=WAITING)

    async def _wait(self, known: set[int]) -> None:
        try:
            found = await self._servers.wait_for_another(known, self._told)
        except TikTrackError:  # the token doesn't work any more
            self._connection.test()
        else:
            self._take(found)

    def _told(self, error: DiscordError | None) -> None:
        if error is None:
            self._panel.invite.show_waiting(cancellable=bool(self._found))
        else:
            self._panel.invite.show_trouble(error.sentence, passes=True)

    def _leave_step(self) -> None:
        self.go_to("channel")

    # Its channels

    def _list_again(self, server_id: int | None) -> None:
        if server_id is not None:
            self._list(server_id)
        else:
            self._look_soon()

    def _list(self, server_id: int) -> None:
        self._panel.choice.show_loading()
        self._tasks.spawn(self._list_channels(server_id), name=LISTING)

    async def _list_channels(self, server_id: int) -> None:
        try:
            channels = await self._servers.channels_of(server_id)
        except TikTrackError as error:
            self._panel.choice.show_trouble(str(error))
        else:
            self._panel.choice.show_channels(channels, {one.id for one in self._shown.all or ()})

    def _use_soon(self, channel_id: int) -> None:
        self._panel.choice.show_checking()
        self._tasks.spawn(self._use(channel_id), name="use a channel")

    async def _use(self, channel_id: int) -> None:
        try:
            added = await self._actions.add(channel_id)
        except TikTrackError as error:
            self._panel.choice.show_refused(str(error))
            return
        self._panel.choice.show_used()
        self._channel_id, self._is_tested, self._wanted = added.id, False, "test"
        self.channel_chosen.emit(added.id)
        self.arrange()
        self._panel.reveal("test")

    # The rest

    def _tested(self) -> None:
        self._wanted = "test"  # stays open, so that the thread can be taken back

    def _open_portal(self) -> None:
        self.open_requested.emit(words.PORTAL)

    def _copy(self, link: str) -> None:
        QGuiApplication.clipboard().setText(link)
        self._messages.say("Link copied")
