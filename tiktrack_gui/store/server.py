"""The database on a PostgreSQL or MySQL/MariaDB server, which several programs may use."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from importlib.util import find_spec
from typing import Any

from peewee import Database
from playhouse import db_url

from tiktrack_gui.core.database_url import DatabaseKind, DatabaseUrl
from tiktrack_gui.core.errors import (
    StoreDriverMissing,
    StoreNotReady,
    StoreNotUpgraded,
    StoreOfOthers,
    StoreUnreachable,
)
from tiktrack_gui.store import dialects, migrate
from tiktrack_gui.store.faults import is_unreachable, translated
from tiktrack_gui.store.rows import fetch

log = logging.getLogger(__name__)

PATIENCE = 10  # s, for a connection
SILENCE = 300  # s, for an answer
UPGRADE_PATIENCE = 60  # s, for another upgrade

_DRIVERS = {DatabaseKind.POSTGRESQL: "psycopg", DatabaseKind.MYSQL: "pymysql"}
_EXTRAS = {DatabaseKind.POSTGRESQL: "postgresql", DatabaseKind.MYSQL: "mysql"}
_OPTIONS: dict[DatabaseKind, dict[str, Any]] = {
    DatabaseKind.POSTGRESQL: {
        "connect_timeout": PATIENCE,
        "keepalives_idle": 30,
        "keepalives_interval": 10,
        "keepalives_count": 3,
        "tcp_user_timeout": 1000 * SILENCE,
        "application_name": "TikTrack",
    },
    DatabaseKind.MYSQL: {
        "connect_timeout": PATIENCE,
        "read_timeout": SILENCE,
        "write_timeout": SILENCE,
        "collation": "utf8mb4_bin",  # of the texts in our SQL, too
        "sql_mode": "STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION",
    },
}


class Server:
    """The database at `url`. A lost connection is made anew by the next transaction."""

    attempts = 5  # at a transaction that had to give way to another program's

    def __init__(self, url: DatabaseUrl, *, read_only: bool = False) -> None:
        """Raises StoreDriverMissing."""
        if find_spec(_DRIVERS[url.kind]) is None:
            raise StoreDriverMissing(_EXTRAS[url.kind])
        self._read_only = read_only
        self._is_poster = False
        self.db: Database = db_url.connect(  # type: ignore[no-untyped-call]
            url.full,
            unquote_password=True,
            unquote_user=True,
            autoconnect=False,
            thread_safe=False,
            **_OPTIONS[url.kind],
        )
        if "passwd" in self.db.connect_params:  # so peewee calls it; PyMySQL would encode a text as Latin-1
            self.db.connect_params["password"] = self.db.connect_params.pop("passwd").encode()
        if "unix_socket" in self.db.connect_params:  # nothing to encrypt, and PyMySQL reads all certificates first
            self.db.connect_params["ssl_disabled"] = True
        self._sql = dialects.of(self.db)

    def open(self) -> None:
        """Raises StoreUnreachable, StoreRefused, StoreOfOthers, StoreTooNew, StoreNotUpgraded, MigrationsMissing."""
        with translated(), self._closed_after_errors():
            self._connect()
            self._require_ours()
            try:
                migrate.require_up_to_date(self.db)
            except StoreNotReady as error:
                raise StoreNotUpgraded(error.detail) from error

    def upgrade(self) -> list[str]:
        """Creates or migrates the tables; returns the steps carried out. Waits for another upgrade to end."""
        with translated(), self._closed_after_errors():
            self._connect()
            self._sql.lock_upgrades(self.db, UPGRADE_PATIENCE)
            try:
                self._require_ours()
                return migrate.run_pending(self.db)
            finally:
                with suppress(Exception):  # its connection may be lost, which frees it, too
                    self._sql.unlock_upgrades(self.db)

    def close(self) -> None:
        with translated():
            self.db.close()

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[None]:
        try:
            with translated(), ExitStack() as ending:
                self._begin(write, ending)
                yield
        except StoreUnreachable:
            self._drop()
            raise

    def rewrite(self) -> None:
        """A server cleans its own files, in its own time."""

    def hold_poster(self) -> bool:
        """Whether this program is the one that sends to Discord: until `release_poster`, or the connection's end."""
        self._is_poster = self._is_poster or self._sql.try_lock_poster(self.db)
        return self._is_poster

    def release_poster(self) -> None:
        if self._is_poster:
            self._sql.unlock_poster(self.db)
            self._is_poster = False

    def _begin(self, write: bool, ending: ExitStack) -> None:
        """A connection that was lost while nobody used it is noticed here, before anything was asked."""
        isolation = self._sql.writing if write else self._sql.reading
        if not self.db.is_closed():
            try:
                ending.enter_context(self.db.atomic(**isolation))
                return
            except Exception as error:
                if not is_unreachable(error):
                    raise
                self._drop()
        self._connect()
        ending.enter_context(self.db.atomic(**isolation))

    def _connect(self) -> None:
        self._is_poster = False
        self.db.connect()
        if self._read_only:
            dialects.execute(self.db, self._sql.read_only)

    def _drop(self) -> None:
        with suppress(Exception):
            self.db.close()

    def _require_ours(self) -> None:
        """Raises StoreOfOthers: the tables of an older scraper are never altered."""
        tables = set(self.db.get_tables())
        if {"raw_posts", "stories", "sources", "metrics"} & tables and "schema_migration" not in tables:
            raise StoreOfOthers(f"there are {sorted(tables)}")

    @contextmanager
    def _closed_after_errors(self) -> Iterator[None]:
        try:
            yield
        except BaseException:
            self._drop()
            raise

    @property
    def version(self) -> str:
        (words,) = fetch(self.db, "SELECT version()")[0]
        return self._sql.shown_version(str(words))

    @property
    def size(self) -> int:
        return int(fetch(self.db, self._sql.size)[0][0] or 0)
