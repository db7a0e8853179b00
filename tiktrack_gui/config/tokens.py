"""The tokens: where they are stored. `pasted` finds them in what the user gives.

A token comes from the environment if set there, else from this session, else from the system's keyring. It is in the
session only if the keyring couldn't store it. TikTrack doesn't write tokens anywhere else.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from enum import StrEnum
from typing import Any, Protocol, TypeVar

from tiktrack_gui.config.environment import DISCORD_TOKEN, PROXY_LOGIN, TIKTOK_TOKEN, Environment
from tiktrack_gui.config.pasted import Kind, clean
from tiktrack_gui.core.errors import BadInput, KeyringSilent, KeyringUnavailable
from tiktrack_gui.host.logs import Secrets

log = logging.getLogger(__name__)

T = TypeVar("T")

SERVICE = "TikTrack"  # shown in the keyring's own window
PATIENCE = 2.0  # s; after this, a keyring that doesn't answer is waiting for its user
ANSWER_LIMIT = 60.0  # s; time for the user to unlock it
WAITING = "Waiting for the keyring to be unlocked…"


class Where(StrEnum):
    """Where a token is."""

    ENVIRONMENT = "environment"
    SESSION = "session"
    KEYRING = "keyring"
    NONE = "none"


VARIABLES: Mapping[Kind, str] = {
    Kind.DISCORD: DISCORD_TOKEN,
    Kind.TIKTOK: TIKTOK_TOKEN,
    Kind.PROXY: PROXY_LOGIN,
}


class Keyring(Protocol):
    """The required methods of a keyring; each call may wait for the user to unlock it."""

    def get_password(self, service: str, username: str) -> str | None: ...
    def set_password(self, service: str, username: str, password: str) -> None: ...
    def delete_password(self, service: str, username: str) -> None: ...


def system_keyring() -> Keyring | None:
    """Returns the system's keyring, or None if there is none that keeps secrets out of files.

    Backends of the extra package keyrings.alt, which something else may have installed, don't count: they write plain
    or poorly encrypted files, or ask for a password on the terminal.
    """
    import keyring
    from keyring.backends import chainer

    found = keyring.get_keyring()
    candidates = found.backends if isinstance(found, chainer.ChainerBackend) else [found]
    for backend in candidates:
        if backend.priority > 0 and not type(backend).__module__.startswith("keyrings."):
            return backend
    return None


class PassingKeyring:
    """Keeps secrets in memory until the program ends, so that the demo never touches the user's own."""

    def __init__(self) -> None:
        self._kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self._kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self._kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self._kept[service, username]


class Tokens:
    """Finds, saves and deletes tokens. Coroutines may wait for the keyring, off the event loop.

    They raise KeyringUnavailable if it can't answer, and KeyringSilent if it doesn't within ANSWER_LIMIT. If there is
    no keyring at all, only `set` does; to the others, it is empty.

    Attributes:
        changes: How many there were.
        on_waiting: Called when the keyring hasn't answered after PATIENCE, probably because it is locked.
    """

    def __init__(
        self, environment: Environment, secrets: Secrets, open_keyring: Callable[[], Keyring | None] = system_keyring
    ) -> None:
        """secrets: receives every token seen here, so that none gets into the log."""
        self._environment = environment
        self._secrets = secrets
        self._open_keyring = open_keyring
        self._session: dict[Kind, str] = {}
        self._unanswered: Future[Any] | None = None  # a call that wasn't answered in time
        self.changes = 0
        self.on_waiting: Callable[[], None] = lambda: None
        for variable in VARIABLES.values():
            secrets.add(environment.variables.get(variable, ""))

    async def get(self, kind: Kind) -> str | None:
        """Returns the token, or None. Raises BadInput if the one in the environment can't be used."""
        token, _ = await self._find(kind)
        return token

    async def where(self, kind: Kind) -> Where:
        """Returns where `get` finds the token."""
        _, where = await self._find(kind)
        return where

    async def get_tiktok(self) -> str | None:
        """Returns the msToken; None also if the keyring can't answer, because TikTok works without a token."""
        try:
            return await self.get(Kind.TIKTOK)
        except KeyringUnavailable as error:
            log.warning("Going on without the stored msToken. %s", error)
            return None

    async def set(self, kind: Kind, text: str) -> None:
        """Saves a token as pasted. Raises BadInput; after KeyringUnavailable, it is still kept for this session."""
        token = clean(kind, text)
        self._secrets.add(token)
        self._session[kind] = token
        self.changes += 1
        await self._in_keyring(lambda keyring: _needed(keyring).set_password(SERVICE, kind, token))
        del self._session[kind]

    async def delete(self, kind: Kind) -> bool:
        """Deletes the token from session and keyring; one in the environment stays. Returns whether there was one."""
        in_session = self._session.pop(kind, None)
        self.changes += 1
        stored = await self._stored(kind)
        if stored:
            await self._in_keyring(lambda keyring: _needed(keyring).delete_password(SERVICE, kind))
        return bool(in_session or stored)

    async def probe(self) -> None:
        """Checks that the keyring answers, without reading a token. Raises as the others do."""
        await self._in_keyring(lambda keyring: keyring.get_password(SERVICE, "probe") if keyring else None)

    async def _find(self, kind: Kind) -> tuple[str | None, Where]:
        variable = VARIABLES.get(kind)
        if variable is not None and variable in self._environment.variables:
            return self._from_environment(kind, variable), Where.ENVIRONMENT
        if kind in self._session:
            return self._session[kind], Where.SESSION
        stored = await self._stored(kind)
        return (stored, Where.KEYRING) if stored else (None, Where.NONE)

    def _from_environment(self, kind: Kind, variable: str) -> str:
        try:
            token = clean(kind, self._environment.variables[variable])
        except BadInput as error:
            raise BadInput(
                f"{self._environment.named(variable)} can’t be used. {error.sentence}", error.advice
            ) from None
        self._secrets.add(token)
        return token

    async def _stored(self, kind: Kind) -> str | None:
        token = await self._in_keyring(lambda keyring: keyring.get_password(SERVICE, kind) if keyring else None)
        self._secrets.add(token or "")
        return token

    async def _in_keyring(self, work: Callable[[Keyring | None], T]) -> T:
        if self._unanswered is not None and not self._unanswered.done():
            raise KeyringSilent  # it would wait as well, behind the same prompt
        try:
            return await self._answered(_in_daemon(lambda: work(self._open_keyring())))
        except KeyringUnavailable:
            raise
        except Exception as error:  # backends also raise errors of their own
            log.warning("The keyring failed: %r", error)
            raise KeyringUnavailable from error

    async def _answered(self, outcome: Future[T]) -> T:
        answer = asyncio.wrap_future(outcome)
        await asyncio.wait({answer}, timeout=PATIENCE)
        if not answer.done():
            self.on_waiting()
            await asyncio.wait({answer}, timeout=ANSWER_LIMIT - PATIENCE)
        if not answer.done():
            log.warning("The keyring gave no answer within %g s", ANSWER_LIMIT)
            self._unanswered = outcome
            raise KeyringSilent
        return answer.result()


def _needed(keyring: Keyring | None) -> Keyring:
    if keyring is None:
        raise KeyringUnavailable
    return keyring


def _in_daemon(work: Callable[[], T]) -> Future[T]:
    """Returns the future result of `work`, run in a thread that doesn't keep the program from ending.

    Not asyncio.to_thread: a keyring may wait for its password forever, and a pool's threads are joined at exit.
    """
    outcome: Future[T] = Future()
    outcome.set_running_or_notify_cancel()  # from here on, cancelling the caller doesn't affect the thread

    def run() -> None:
        try:
            outcome.set_result(work())
        except Exception as error:
            outcome.set_exception(error)

    threading.Thread(target=run, name="keyring", daemon=True).start()
    return outcome
