"""Texts about exports. Pure."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.services.exporting import ExportProgress


def rows(number: int) -> str:
    """ "1 row", "1,234 rows"."""
    return "1 row" if number == 1 else f"{grouped(number)} rows"


def exported(number: int, name: str) -> str:
    return f"Exported {rows(number)} to {name}."


def progress(made: ExportProgress) -> str:
    """ "Exporting, 120,000 rows, about 12 s left"."""
    left = "" if made.seconds_left is None else f", about {durations.exact(max(made.seconds_left, 1))} left"
    return f"Exporting, {rows(made.rows)}{left}"
