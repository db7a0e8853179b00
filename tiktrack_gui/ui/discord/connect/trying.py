"""Posts test threads and takes them back."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.channels import link
from tiktrack_gui.core.deliveries import Channel, Posted
from tiktrack_gui.core.errors import TikTrackError
from tiktrack_gui.services.servers import Servers
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.connect.trial import Trial


class Trying(QObject):
    """Connects a Trial to Discord.

    Signals:
        open_requested: Open a thread in the browser. arg: the link.
        posted: A test thread was posted.
    """

    open_requested = Signal(str)
    posted = Signal()

    def __init__(self, trial: Trial, there: dict[int, Posted], servers: Servers, tasks: Tasks) -> None:
        """there: the test threads that are still there, by channel."""
        super().__init__()
        self._trial, self._there, self._servers, self._tasks = trial, there, servers, tasks
        self._channel: Channel | None = None
        trial.post_wanted.connect(self._post)
        trial.take_back_wanted.connect(self._take_back)
        trial.open_wanted.connect(self._open)

    def show(self, channel: Channel | None) -> None:
        """Switches to another channel; None = none, or one that isn't known yet."""
        is_other = channel is None or not self._is_shown(channel)
        self._channel = channel
        self._trial.setEnabled(channel is not None)
        is_there = channel is not None and channel.id in self._there
        if channel is not None and is_there and (is_other or not self._trial.is_there):
            self._trial.show_posted(f"#{channel.name}")
        elif not is_there and (is_other or self._trial.is_there):
            self._trial.show_nothing()

    def _post(self) -> None:
        if self._channel is not None:
            self._trial.show_working(f"Posting in #{self._channel.name}")
            self._tasks.spawn(self._post_in(self._channel), name=f"test {self._channel.id}")

    def _take_back(self) -> None:
        if self._channel is not None and self._channel.id in self._there:
            self._trial.show_working("Taking it back")
            self._tasks.spawn(self._take_back_from(self._channel), name=f"test {self._channel.id}")

    def _open(self) -> None:
        if self._channel is not None and self._channel.id in self._there:
            self.open_requested.emit(link(self._channel.guild_id, self._there[self._channel.id].thread_id))

    async def _post_in(self, channel: Channel) -> None:
        try:
            self._there[channel.id] = await self._servers.post_test(channel.id)
        except TikTrackError as error:
            if self._is_shown(channel):
                self._trial.show_trouble(str(error))
            return
        self.posted.emit()
        if self._is_shown(channel):
            self._trial.show_posted(f"#{channel.name}")

    async def _take_back_from(self, channel: Channel) -> None:
        try:
            done = await self._servers.take_back(channel.id, self._there[channel.id])
        except TikTrackError as error:
            if self._is_shown(channel):
                self._trial.show_trouble(str(error))
            return
        del self._there[channel.id]
        if self._is_shown(channel):
            self._trial.show_taken_back(done)

    def _is_shown(self, channel: Channel) -> bool:
        return self._channel is not None and self._channel.id == channel.id
