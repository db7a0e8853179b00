"""Texts about backups. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.backups import Backup
from tiktrack_gui.words import times

DEMO = "Demo data isn’t backed up."
ON_A_SERVER = "The database is on a server: back it up there, with pg_dump or mariadb-dump."
NONE_YET = "None yet. TikTrack makes one a day."
KINDS = {"-replaced.": "before a restore", "-rescued.": "rescued from a damaged database"}


def size(number: float) -> str:
    """Returns a size on the disk: "4.1 MB", "212 MB", "1.4 GB"."""
    if number >= 999.5e6:
        return f"{number / 1e9:.1f} GB"
    return f"{number / 1e6:.{0 if number >= 99.95e6 else 1}f} MB"


def line(backup: Backup) -> str:
    """Returns when it was made, how large it is, and what it is unless it is the daily one."""
    kind = next((words for ending, words in KINDS.items() if ending in backup.name), "")
    return ", ".join(part for part in (times.exact_time(backup.at), size(backup.size), kind) if part)


def summary(backups: Sequence[Backup], now: float) -> str:
    """backups: newest first."""
    if not backups:
        return NONE_YET
    total = size(sum(backup.size for backup in backups))
    return f"Last backup {times.ago(backups[0].at, now)}. {len(backups)} kept, {total}."
