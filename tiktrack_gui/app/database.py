"""Which database is used: the file in the data folder, or the one whose URL is set."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Protocol

from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.core.database_url import DatabaseKind, DatabaseUrl, parse_database_url
from tiktrack_gui.core.errors import BadInput, ServerUnconfirmed
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store, StoreCopy

Place = Path | DatabaseUrl
POSTGRES_PASSWORD = "PGPASSWORD"  # libpq would read it, but it is withheld from this process and those it starts


class Base(Protocol):
    """What it takes to know: `foundation.Foundation` has it."""

    @property
    def folder(self) -> DataFolder: ...
    @property
    def environment(self) -> Environment: ...
    @property
    def settings(self) -> Settings: ...
    @property
    def tokens(self) -> Tokens: ...
    @property
    def secrets(self) -> Secrets: ...


def shown_place(base: Base) -> str:
    """Returns the database for people, without a password; what can't be read as it is set."""
    if not base.settings.values.database_url:
        return str(base.folder.database)
    try:
        return shown(_url(base))
    except BadInput as error:
        return error.sentence


def shown(url: DatabaseUrl) -> str:
    return str(url.path) if url.kind is DatabaseKind.SQLITE else url.shown


def is_url_set(settings: Settings) -> bool:
    return bool(settings.values.database_url)


async def place(base: Base) -> Place:
    """Returns the path of the file, or the URL of the server with its password, which may be in the keyring.

    Raises BadInput, KeyringUnavailable, and ServerUnconfirmed before anything is sent to it.
    """
    if not is_url_set(base.settings):
        return base.folder.database
    url = _url(base)
    if KEYS["database_url"].name in base.settings.unconfirmed():
        raise ServerUnconfirmed(shown(url))
    return await with_password(url, base)


async def with_password(url: DatabaseUrl, base: Base) -> Place:
    """Returns where a URL leads; a server's gets the password from the keyring if it has none."""
    if url.kind is DatabaseKind.SQLITE:
        return url.path
    if url.password is None:
        password = await base.tokens.get(Kind.DATABASE) or base.environment.variables.get(POSTGRES_PASSWORD)
        base.secrets.add(password or "")
        return url if password is None else url.with_password(password)
    base.secrets.add(url.password)
    return url


def _url(base: Base) -> DatabaseUrl:
    key = KEYS["database_url"]
    url = parse_database_url(base.settings.values.database_url)
    if url.password is not None and key.name not in base.settings.locked:
        raise BadInput(
            f"The password doesn’t belong in {key.place} of settings.toml.",
            "Remove it there, and save it with: tiktrack token set database",
        )
    return url


@asynccontextmanager
async def opened(base: Base, *, read_only: bool = False) -> AsyncIterator[Store]:
    """Yields the open store, for commands about the database itself. Raises StoreError and what `place` raises."""
    store = Store(await place(base), read_only=read_only)
    try:
        await asyncio.to_thread(store.open)
        yield store
    finally:
        store.close()


async def upgrade(base: Base) -> list[str]:
    """Sets the database up, or migrates it; returns the steps carried out."""
    store = Store(await place(base))
    try:
        return await asyncio.to_thread(store.upgrade)
    finally:
        store.close()


async def copy(base: Base, target: Place, progress: Callable[[str, int, int], None]) -> Mapping[str, int]:
    """Copies everything to an empty database; see `StoreCopy`."""
    return await asyncio.to_thread(StoreCopy(await place(base), target).run, progress)
