"""What may be passed on when something goes wrong: how this installation is, and the log, without people or secrets.

Everything of it goes through `Diagnostics.blanked`: the log viewer, “Copy diagnostics”, `tiktrack diagnose`, the
report dialog.
"""

from __future__ import annotations

import asyncio
import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from tiktrack_gui.config import environment
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.values import KEYS, Values
from tiktrack_gui.core.anonymous import without_people
from tiktrack_gui.core.errors import StoreError, TikTrackError
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.runs import Run
from tiktrack_gui.core.sources import Health
from tiktrack_gui.host.log_reading import last_entries
from tiktrack_gui.host.logs import Secrets
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.store import Store

LINES = 200  # of the log, in a report
RUNS = 5
LIBRARIES = ("PySide6-Essentials", "TikTokApi", "playwright", "discord.py", "peewee")
DESKTOP = ("XDG_CURRENT_DESKTOP", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")


class Diagnostics:
    def __init__(
        self, folder: DataFolder, secrets: Secrets, store: Store | None, trouble: TikTrackError | None = None
    ) -> None:
        """store: None if it isn't open, because of `trouble`; then only what has the shape of a name is blanked."""
        self._folder, self._secrets, self._store, self._trouble = folder, secrets, store, trouble

    async def blanked(self, text: str) -> str:
        """Returns the text without secrets, and without anybody the database knows."""
        known: set[str] = set()
        if self._store is not None:
            try:
                known = await self._store.people.named_in(text)
            except StoreError:  # such as a damaged database, which is what is to be reported
                known = set()
        return await asyncio.to_thread(shared, text, self._secrets, known)

    async def log(self) -> str:
        """Returns the end of the log, blanked."""
        return await self.blanked(await asyncio.to_thread(last_entries, self._folder.log))

    async def report(self) -> str:
        """Returns all that helps with a bug, blanked."""
        parts = [*await asyncio.to_thread(lambda: list(self._installation())), *await self._contents()]
        last = (await asyncio.to_thread(last_entries, self._folder.log)).splitlines()[-LINES:]
        parts += ["", f"Log, last {len(last)} lines:", *last]
        return await self.blanked("\n".join(parts))

    def _installation(self) -> Iterator[str]:
        kind = "packaged" if getattr(sys, "frozen", False) else "from source"
        yield f"TikTrack {version('tiktrack-gui')}, {kind}, Python {platform.python_version()}"
        yield f"{platform.platform()}, {locale.getlocale()[0] or 'no locale'}"
        yield ", ".join(f"{name}={os.environ[name]}" for name in DESKTOP if os.environ.get(name)) or "no desktop named"
        yield ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
        variables = environment.read(self._folder.env)
        settings = Settings(self._folder.settings, variables)
        usual = Values()
        changed = [name for name in KEYS if getattr(usual, name) != getattr(settings.values, name)]
        yield f"Settings that aren’t the usual ones: {', '.join(changed) or 'none'}"
        named = sorted(name for name in variables.variables if name.startswith(environment.OURS))
        yield f"Variables: {', '.join([*named, *sorted(settings.locked.values())]) or 'none'}"
        yield from (f"Problem: {problem}" for problem in settings.problems)
        yield _room(self._folder.root)

    async def _contents(self) -> list[str]:
        if self._store is None:
            why = "not opened" if self._trouble is None else f"{self._trouble.kind}: {self._trouble}"
            return [f"Database: {why}"]
        try:
            program, counts = await self._store.integrity.version(), await self._store.integrity.counts()
            health, runs = await self._store.health.all(), await self._store.runs.newest(RUNS)
        except StoreError as error:
            return [f"Database: {error.kind}: {error}"]
        filled = ", ".join(f"{table} {number}" for table, number in counts.items() if number)
        return [f"Database: {program}; {filled}", *map(_of_health, health), *map(_of_run, runs)]


def shared(text: str, secrets: Secrets, known: set[str] | frozenset[str] = frozenset()) -> str:
    """Returns a text that may be passed on. known: names that the database found in it."""
    return without_people(secrets.blank(text), known, str(_home()))


def _home() -> Path | str:
    try:
        return Path.home()
    except RuntimeError:
        return ""


def _room(folder: Path) -> str:
    try:
        return f"Data folder: {shutil.disk_usage(folder).free / 1e9:,.1f} GB free"
    except OSError as error:
        return f"Data folder: {error.strerror}"


def _of_health(one: Health) -> str:
    failing = f", failing since {iso(one.failing_since)}: {one.error_kind}" if one.failing_since else ""
    return f"Fetching {one.capability}: last OK {iso(one.last_ok_at) or 'never'}{failing}"


def _of_run(run: Run) -> str:
    why = f", {run.error_kind}" if run.error_kind else ""
    return f"Run at {iso(run.started_at)}: {run.outcome}, {run.fetched} fetched, {run.passed} passed{why}"
