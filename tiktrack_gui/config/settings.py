"""The settings: how `settings.toml` is read and changed.

A value comes from the environment if set there, else from `settings.toml`, else it is the default (see `values`). An
unusable value is reported in `Settings.problems` and ignored for this run; it stays in the file until changed.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.config import settings_file
from tiktrack_gui.config.environment import DISCORD_TOKEN, OURS, TIKTOK_TOKEN, Environment
from tiktrack_gui.config.keys import Key, written
from tiktrack_gui.config.values import KEYS, TABLES, Values
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.proxy import NONE, SYSTEM
from tiktrack_gui.core.schedule import MOST_MINUTES, TRENDING_LEAST_MINUTES
from tiktrack_gui.core.spelling import CLOSE, SLIP, nearest
from tiktrack_gui.host.paths import DataFolder
from tiktrack_gui.host.trust import Trust

FEED_MINUTES = ("trending", "every_minutes")  # table and key of a former setting, which is the source's now
NOTIFICATIONS = ("window", "notifications")  # a former switch; off is now a choice of `alerts`
CONFIRMED = ("browser_path", "database_url", "proxy")  # what is started, and what gets a password
ALERTS = KEYS["alerts"].at
HARMLESS = ("", SYSTEM, NONE)  # values of these
NOW_OF_THE_SOURCE = "Each source has a frequency now: tiktrack sources set trending --every MINUTES"


class Settings(QObject):
    """The settings of one data folder.

    Signals:
        changed: Settings were saved; `values` has the new ones.

    Attributes:
        values: The current values. Don't keep a reference: a change replaces the object.
        locked: Field of Values → the environment variable that overrides it.
        problems: Sentences for the user, one for each value or file that can't be used.
    """

    changed = Signal()

    def __init__(self, path: Path, environment: Environment) -> None:
        super().__init__()
        self._path = path
        self._environment = environment
        self._writing = threading.Lock()
        self._trust = Trust(DataFolder(path.parent))
        self._load()

    async def save(self, **changes: object) -> None:
        """Sets fields of Values, all or none, and writes the file in a thread. None removes a setting from the file.

        Raises BadInput for an invalid value, a locked setting or a file with errors, and CannotWrite.
        """
        wanted = {KEYS[name]: self._checked(KEYS[name], value) for name, value in changes.items()}
        await asyncio.to_thread(self._write, {(key.at.table, key.at.key): value for key, value in wanted.items()})
        await self.confirm(*changes)
        self.changed.emit()

    def unconfirmed(self) -> dict[str, str]:
        """Returns what the file decides, but nobody on this computer has confirmed: field of Values → its value. The
        folder may be from somebody else; until confirmed, it isn't to be used.
        """
        given = {name: str(getattr(self.values, name)) for name in CONFIRMED if name not in self.locked}
        given = {name: value for name, value in given.items() if value not in HARMLESS}
        return {name: value for name, value in given.items() if not self._trust.has(name, value)}

    async def confirm(self, *names: str) -> bool:
        """Notes on this computer that the user knows what is `unconfirmed` of these fields; returns whether that could
        be written.
        """

        def note() -> bool:
            known = {name: value for name, value in self.unconfirmed().items() if name in names}
            return not known or self._trust.confirm(known)

        return await asyncio.to_thread(note)

    def adopt(self, *, was_used: bool) -> None:
        """Notes this folder, once. was_used: this computer knows it from a version that noted nothing, so its settings
        are its user's.
        """
        if not self._trust.knows_folder():
            self._trust.confirm(self.unconfirmed() if was_used else {})

    async def take_feed_minutes(self) -> int | None:
        """Returns how often the feed was refreshed, as set in an earlier version, and takes it out of the file.

        None if it isn't there, or can't be used. Raises as `save`.
        """
        minutes = self._feed_minutes
        if minutes is not None:
            await asyncio.to_thread(self._write, {FEED_MINUTES: None})
        return minutes

    def _write(self, placed: Mapping[tuple[str, str], object]) -> None:
        """Writes the file, one save at a time: an earlier one, replaced by this one, may still be running."""
        placed = dict(placed)
        if (ALERTS.table, ALERTS.key) in placed and self._has_notifications:
            placed[NOTIFICATIONS] = None  # or the default would be off
        with self._writing:
            settings_file.write(self._path, settings_file.edited(self._path, placed))
            self._load()

    def _checked(self, key: Key, value: object) -> object:
        if key.name in self.locked:
            raise BadInput(
                f"{key.place} is set by {self._environment.named(self.locked[key.name])}.", "Change it there."
            )
        return None if value is None else key.converted(value, key.place)

    def _load(self) -> None:
        document, problems = _document(self._path)
        self._feed_minutes = _feed_minutes(document)
        self._has_notifications = _notifications(document) is not None
        from_file, bad_in_file = _converted(_in_file(document, self._path))
        from_environment, bad_in_environment = _converted(_in_environment(self._environment))
        self.values = Values(**(from_file | from_environment))
        self.locked: Mapping[str, str] = {name: KEYS[name].at.variable or "" for name in from_environment}
        bad = [*bad_in_file, *bad_in_environment]
        used = (f"{error} Using {written(getattr(self.values, name))} for now." for name, error in bad)
        hidden = _overridden(from_file, from_environment, self._environment, self._path.name)
        self.problems = (*self._environment.problems, *_misspelt(self._environment), *problems, *used, *hidden)


_Given = tuple[Key, str, object]  # the setting, where it was set (in words), the value


def _in_file(document: Mapping[str, Any], path: Path) -> list[_Given]:
    former = [(KEYS["alerts"], f"[window] notifications in {path.name}", "off")]
    return (former if _notifications(document) is False else []) + [
        (key, f"{key.place} in {path.name}", document[key.at.table][key.at.key])
        for key in KEYS.values()
        if key.at.key in document.get(key.at.table, {})
    ]


def _in_environment(environment: Environment) -> list[_Given]:
    variables = environment.variables
    named = ((key, key.at.variable) for key in KEYS.values())
    return [
        (key, environment.named(variable), variables[variable])
        for key, variable in named
        if variable and variable in variables
    ]


def _converted(given: list[_Given]) -> tuple[dict[str, Any], list[tuple[str, BadInput]]]:
    """Returns field of Values → value, and the fields with unusable values, each with the reason."""
    values: dict[str, Any] = {}
    bad: list[tuple[str, BadInput]] = []
    for key, where, value in given:
        try:
            values[key.name] = key.converted(value, where)
        except BadInput as error:
            bad.append((key.name, error))
    return values, bad


def _overridden(
    from_file: Mapping[str, Any], from_environment: Mapping[str, Any], environment: Environment, file: str
) -> Iterator[str]:
    """Reports settings of the file that differ from the variable that counts."""
    for name, value in from_file.items():
        if name in from_environment and from_environment[name] != value:
            key = KEYS[name]
            yield f"{key.place} in {file} has no effect: {environment.named(key.at.variable or '')} overrides it."


def _document(path: Path) -> tuple[Mapping[str, Any], list[str]]:
    """Returns the file's tables, and problems with the file and its names."""
    try:
        document = settings_file.read(path)
    except (OSError, ValueError) as error:
        return {}, [f"Couldn’t read {path.name} ({error}). Fix or delete it. Using the defaults for now."]
    tables = {name: table for name, table in document.items() if isinstance(table, dict)}
    scalars = [name for name in TABLES if name in document and name not in tables]
    problems = [f"{name} in {path.name} must be a table, [{name}]. Using the defaults for now." for name in scalars]
    return tables, [*problems, *_unknown(document, path.name)]


def _unknown(document: Mapping[str, Any], file: str) -> Iterator[str]:
    for name, table in document.items():
        if name not in TABLES:
            place, meant = (f"[{name}]", "[{}]") if isinstance(table, dict) else (name, "{}")
            yield f"{place} in {file} isn’t a known setting.{_perhaps(name, TABLES, meant)}"
        elif isinstance(table, dict):
            for key in table:
                if (name, key) == FEED_MINUTES:
                    if _feed_minutes(document) is None:
                        yield f"[{name}] {key} in {file} has no effect. {NOW_OF_THE_SOURCE}"
                elif (name, key) == NOTIFICATIONS and _notifications(document) is not None:
                    pass
                elif key not in TABLES[name]:
                    yield f"[{name}] {key} in {file} isn’t a known setting.{_perhaps(key, TABLES[name])}"


def _feed_minutes(document: Mapping[str, Any]) -> int | None:
    """The former setting, if it can be the feed's frequency."""
    table, key = FEED_MINUTES
    minutes = document.get(table, {}).get(key)
    usable = type(minutes) is int and TRENDING_LEAST_MINUTES <= minutes <= MOST_MINUTES
    return minutes if usable else None


def _notifications(document: Mapping[str, Any]) -> bool | None:
    """The former switch, if it is one."""
    table, key = NOTIFICATIONS
    switch = document.get(table, {}).get(key)
    return switch if isinstance(switch, bool) else None


def _misspelt(environment: Environment) -> Iterator[str]:
    """Reports names that are almost ours; in the environment, only slips: others may be for other programs."""
    known = {key.at.variable for key in KEYS.values() if key.at.variable} | {DISCORD_TOKEN, TIKTOK_TOKEN}
    for name in sorted(environment.variables.keys() - known):
        closeness = CLOSE if name in environment.from_file else SLIP
        if not name.startswith(OURS) and (meant := _perhaps(name.upper(), known, closeness=closeness)):
            yield f"{environment.named(name)} isn’t a known variable.{meant}"


def _perhaps(name: str, known: Iterable[str], form: str = "{}", closeness: float = CLOSE) -> str:
    meant = nearest(name, known, closeness)
    return f" Did you mean {form.format(meant)}?" if meant else ""
