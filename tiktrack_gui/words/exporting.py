"""Texts about exports. Pure."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.services.exporting import ExportProgress
from tiktrack_gui.words.times import local

LONGEST_NAME = 80  # characters


def rows(number: int) -> str:
    """ "1 row", "1,234 rows"."""
    return "1 row" if number == 1 else f"{grouped(number)} rows"


def exported(number: int, name: str) -> str:
    return f"Exported {rows(number)} to {name}."


def progress(made: ExportProgress) -> str:
    """ "120,000 rows, about 12 s left"."""
    left = "" if made.seconds_left is None else f", about {durations.exact(max(made.seconds_left, 1))} left"
    return f"{rows(made.rows)}{left}"


def saved(number: int, name: str) -> str:
    return f"Exported {rows(number)} to “{name}”"


def failed(name: str) -> str:
    return f"Couldn’t save “{name}”. Check the free space and permissions there."


def copied(number: int) -> str:
    return "Row copied" if number == 1 else f"{rows(number)} copied"


def file_name(name: str) -> str:
    """The name without what file systems don’t take."""
    kept = "".join(char if char.isalnum() or char in " -_" else "_" for char in name).strip()
    return kept[:LONGEST_NAME].strip() or "Export"


def dated(name: str, now: float) -> str:
    """ "Trending 2026-11-30"."""
    return f"{name} {local(now):%Y-%m-%d}"
