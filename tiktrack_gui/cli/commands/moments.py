"""Days and times as arguments of commands."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import click

from tiktrack_gui.clock import SystemClock
from tiktrack_gui.core import moments
from tiktrack_gui.core.day_text import known_day, may_be_two
from tiktrack_gui.words import times

EARLIEST = date(1971, 1, 1)  # before, some systems know no times
ONE = "Use a date such as 2026-10-03"


class Day(click.ParamType):  # type: ignore[type-arg]  # older clicks know no arguments
    """A date such as 2026-10-03, or `yesterday`."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        day = known_day(value, today=_today())
        if day is None:
            raise _wrong(param, value, f"{ONE}.", ctx)
        return day


class Since(click.ParamType):  # type: ignore[type-arg]  # older clicks know no arguments
    """A date, which means its beginning, or a time as in 2026-10-03T14:00; local unless it names its offset.

    It is in epoch seconds.
    """

    name = "time"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        return value if isinstance(value, int) else self._at(value, param, ctx)

    def _at(self, text: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        moment = moments.read_moment(text, today=_today())
        try:
            if moment is not None:
                return self._in_seconds(moment)
        except (ValueError, OverflowError, OSError):  # of years that the system doesn't know
            pass
        raise _wrong(param, text, f"{ONE}, or a time such as 2026-10-03T14:00.", ctx)

    def _in_seconds(self, moment: moments.Moment) -> int:
        return moment.at()


class Until(Since):
    """As `Since`; a date means its end."""

    def _in_seconds(self, moment: moments.Moment) -> int:
        if moment.clock is not None:
            return moment.at()
        return moments.Moment(moment.day + timedelta(days=1), time()).at() - 1


def beginning(day: date) -> int:
    """When the day begins here, in epoch seconds."""
    return moments.Moment(max(day, EARLIEST)).at()


def _today() -> date:
    return times.local(SystemClock().now()).date()


def _wrong(param: click.Parameter | None, given: str, advice: str, context: click.Context | None) -> click.UsageError:
    name = param.opts[0] if param is not None else "It"
    why = " It could be two different days." if may_be_two(given.partition(" ")[0]) else ""
    return click.UsageError(f'{name} can’t be "{given}".{why} {advice}', context)
