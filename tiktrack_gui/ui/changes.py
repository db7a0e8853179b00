"""Changes of settings: saved at once, and taken back with Ctrl+Z or the toast's Undo."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.config.settings import Settings
from tiktrack_gui.core.errors import BadInput, CannotWrite, Success, TikTrackError
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.widgets.notice_bar import Notice
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.ui.window.remedies import remedy_for
from tiktrack_gui.words.settings import told

Fields = Mapping[str, object]  # field of Values → value
Undo = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class _Made:
    undo: Undo
    of: object


class SettingChanges(QObject):
    """Saves one change after the other, in the order they were made, also while TikTrack quits.

    Attributes:
        settings: The settings that are changed.

    Signals:
        failed: A change couldn't be saved, so what is stored is to be shown again. arg: the fields of Values.
        lost: What the user entered doesn't count. arg: why, for the user.
    """

    failed = Signal(object)
    lost = Signal(str)

    def __init__(self, settings: Settings, tasks: Tasks, messages: Messages) -> None:
        super().__init__()
        self.settings = settings
        self._tasks, self._messages = tasks, messages
        self._made: list[tuple[Fields, Fields] | _Made] = []  # before and after, or what undoes it; the newest last
        self._numbers = count(1)  # tasks of the same name would replace each other
        self._one_by_one = asyncio.Lock()

    def set(self, name: str, value: object) -> None:
        """Changes one setting. name: the field of Values."""
        self._spawn(self.save({name: value}))

    async def save(self, values: Fields, words: str = "") -> None:
        """words: for the toast; without, it names the setting and its values, unless that is a switch or a choice."""
        async with self._one_by_one:
            before = {name: getattr(self.settings.values, name) for name in values}
            if not await self._write(values):
                return
            after = {name: getattr(self.settings.values, name) for name in values}
        if after == before:
            return
        self._made.append((before, after))
        if words := words or ". ".join(filter(None, (told(name, before[name], after[name]) for name in values))):
            self._messages.say(words, "Undo", self.undo)

    def made(self, words: str, undo: Undo, *, of: object = None) -> None:
        """Tells about a change of something else than a setting, and takes it back in its turn.

        undo: raises TikTrackError if that fails. of: changes of the same thing in a row, as while somebody types, are
        taken back together; None = each by itself.
        """
        newest = self._made[-1] if self._made else None
        if of is None or not isinstance(newest, _Made) or newest.of != of:
            self._made.append(_Made(undo, of))
        self._messages.say(words, "Undo", self.undo)

    async def write(self, values: Fields) -> bool:
        """Saves settings as a part of another change, which is undone as a whole. Returns False if it failed."""
        async with self._one_by_one:
            return await self._write(values)

    def refuse(self, name: str, why: str, unseen_on: str = "") -> None:
        """Reports that what was entered can't be used, which the page shows.

        name: the setting's. unseen_on: the page's name, if another one is open now.
        """
        if unseen_on:
            self._messages.say(f"{name} wasn’t changed. See the {unseen_on} tab")
        self.lost.emit(f"{name}: {why}")

    def undo(self) -> None:
        """Takes the newest change back, leaving out those that were changed elsewhere since."""
        while self._made:
            newest = self._made.pop()
            if isinstance(newest, _Made):
                self._spawn(self._undo(newest.undo))
                return
            before, after = newest
            if all(getattr(self.settings.values, name) == value for name, value in after.items()):
                self._spawn(self._take_back(before, after))
                return

    def _spawn(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(work, name=f"save a setting {next(self._numbers)}", finishes=True)

    async def _undo(self, undo: Undo) -> None:
        try:
            await undo()
        except TikTrackError as error:
            self._messages.trouble(error, here=True)
        else:
            self._messages.say("Undone")

    async def _take_back(self, before: Fields, after: Fields) -> None:
        async with self._one_by_one:
            if await self._write(before):
                said = (told(name, after[name], before[name]) for name in before)
                self._messages.say(". ".join(filter(None, said)) or "Undone")

    async def _write(self, values: Fields) -> bool:
        try:
            await self.settings.save(**values)
        except (BadInput, CannotWrite) as error:
            self._messages.tell(_not_written(error))
            self.failed.emit(tuple(values))
            self.lost.emit(str(error))
            return False
        self._messages.succeeded(Success.SETTINGS)
        return True


def _not_written(error: TikTrackError) -> Notice:
    """Returns a notice that leads to the data folder: the settings file can't be written, or has a mistake in it."""
    return Notice(about=CannotWrite, cause=error.sentence, next=error.advice, action=remedy_for(CannotWrite))
