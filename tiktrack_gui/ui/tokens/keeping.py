"""Does what the form of a token requests: finds, saves and deletes it."""

from __future__ import annotations

from collections.abc import Coroutine
from typing import Any

from PySide6.QtCore import QObject

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.core.errors import BadInput, KeyringUnavailable
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.tokens.form import TokenForm


class TokenKeeping(QObject):
    """Connects a form to the tokens; the keyring may take as long as the user needs to unlock it."""

    def __init__(self, form: TokenForm, kind: Kind, tokens: Tokens, tasks: Tasks) -> None:
        super().__init__(form)
        self._form, self._kind, self._tokens, self._tasks = form, kind, tokens, tasks
        form.look_wanted.connect(self._start_looking)
        form.given.connect(self._start_keeping)
        form.removal_wanted.connect(self._start_deleting)

    def _start_looking(self) -> None:
        self._work_on(self._look())

    def _start_keeping(self, text: str) -> None:
        self._work_on(self._keep(text))

    def _start_deleting(self) -> None:
        self._work_on(self._delete())

    def _work_on(self, work: Coroutine[Any, Any, None]) -> None:
        self._tasks.spawn(work, name=f"the {self._kind} token")

    async def _look(self) -> None:
        try:
            where = await self._tokens.where(self._kind)
        except KeyringUnavailable as error:
            self._form.show_locked(str(error))
        except BadInput as error:
            self._form.show_unusable(str(error))
        else:
            self._form.show_place(where)

    async def _keep(self, text: str) -> None:
        try:
            await self._tokens.set(self._kind, text)
        except BadInput as error:
            self._form.show_fault(str(error))
            return
        except KeyringUnavailable:
            pass  # the token is kept for this session, and the form says so
        await self._look()

    async def _delete(self) -> None:
        try:
            await self._tokens.delete(self._kind)
        except KeyringUnavailable as error:
            self._form.show_kept_on(str(error))
        else:
            await self._look()
