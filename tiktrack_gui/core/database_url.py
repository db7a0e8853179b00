"""Database URLs, such as `psycopg3://user@host/tiktrack`: how they are read and shown."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from urllib.parse import SplitResult, quote, unquote, urlsplit

from tiktrack_gui.core.errors import BadInput

EXAMPLES = "Use one like psycopg3://user@host/database, mysql://user@host/database or sqlite:////path/tiktrack.db."


class DatabaseKind(StrEnum):
    """The value is the scheme that peewee knows."""

    SQLITE = "sqlite"
    POSTGRESQL = "psycopg3"
    MYSQL = "mysql"


_SCHEMES = {
    "sqlite": DatabaseKind.SQLITE,
    **dict.fromkeys(("psycopg3", "postgresql", "postgres"), DatabaseKind.POSTGRESQL),
    **dict.fromkeys(("mysql", "mariadb"), DatabaseKind.MYSQL),
}


@dataclass(frozen=True, slots=True)
class DatabaseUrl:
    """A URL that could be read. The password isn't in the repr."""

    kind: DatabaseKind
    _parts: SplitResult

    def __repr__(self) -> str:
        return f"DatabaseUrl({self.shown})"

    @property
    def password(self) -> str | None:
        return None if self._parts.password is None else unquote(self._parts.password)

    @property
    def full(self) -> str:
        """For peewee, with the password."""
        return self._parts._replace(scheme=self.kind).geturl()

    @property
    def shown(self) -> str:
        """For people: as written, without the password."""
        if self.kind is DatabaseKind.SQLITE:
            return f"{self._parts.scheme}://{self._parts.path}"  # Python 3.11's geturl() leaves out two slashes of four
        return self._with_login(None).geturl()

    @property
    def path(self) -> Path:
        """Where the file is; only for SQLite."""
        return Path(unquote(self._parts.path)[1:])

    @property
    def place(self) -> str:
        """Database and host, for a title: `tiktrack on db.example`."""
        name = unquote(self._parts.path).lstrip("/")
        return f"{name} on {self._parts.hostname}" if self._parts.hostname else name

    def with_password(self, password: str) -> DatabaseUrl:
        return DatabaseUrl(self.kind, self._with_login(password))

    def _with_login(self, password: str | None) -> SplitResult:
        user = unquote(self._parts.username or "")
        _, _, host = self._parts.netloc.rpartition("@")
        secret = "" if password is None else f":{quote(password, safe='')}"
        login = f"{quote(user, safe='')}{secret}@" if user or secret else ""
        return self._parts._replace(netloc=login + host)


def parse_database_url(text: str) -> DatabaseUrl:
    """Raises BadInput, which never has the text in it: there may be a password."""
    try:
        parts = urlsplit(text.strip())
        parts.port  # noqa: B018  raises ValueError
    except ValueError as error:
        raise BadInput("That database URL can’t be read.", EXAMPLES) from error
    kind = _SCHEMES.get(parts.scheme.partition("+")[0])
    if kind is None:
        raise BadInput("That’s no URL of a database TikTrack can use.", EXAMPLES)
    if kind is DatabaseKind.SQLITE and parts.netloc:
        raise BadInput("A file’s URL has three slashes, or four before a path from the root.", EXAMPLES)
    if not parts.path.strip("/"):
        raise BadInput("That database URL has no database name at its end.", EXAMPLES)
    return DatabaseUrl(kind, parts)
