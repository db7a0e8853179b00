"""Which backups are kept: the newest seven and one a week for eight weeks, within a size limit."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui.core.durations import DAY

NEWEST = 7
WEEK = 7 * DAY
WEEKS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Backup:
    """A copy of the database. at: when its contents were current, UTC epoch seconds. size: bytes."""

    name: str
    at: int
    size: int

    @property
    def is_rescued(self) -> bool:
        """Whether it is what could still be read of a damaged database, and so may lack something."""
        return "-rescued." in self.name


def best(backups: Sequence[Backup]) -> Backup | None:
    """Returns the newest whole one, else the newest; None if there is none. backups: newest first."""
    return next((one for one in backups if not one.is_rescued), next(iter(backups), None))


def kept(backups: Sequence[Backup], now: float, most: float) -> list[Backup]:
    """Returns those to keep, newest first. most: bytes for all of them; the newest is kept in any case."""
    newest_first = sorted(backups, key=lambda backup: (-backup.at, backup.name))
    weekly: dict[int, Backup] = {}
    for backup in newest_first:
        if now - backup.at < WEEKS * WEEK:
            weekly.setdefault(backup.at // WEEK, backup)
    wanted = {backup.name for backup in (*newest_first[:NEWEST], *weekly.values())}
    total = 0
    found: list[Backup] = []
    for backup in newest_first:
        if backup.name in wanted and (not found or total + backup.size <= most):
            total += backup.size
            found.append(backup)
    return found
