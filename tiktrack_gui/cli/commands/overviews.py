"""What `tiktrack lists show --overview` says: the creators on a list beside each other."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tiktrack_gui.app import composition
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.core import export
from tiktrack_gui.core.overview import PERIODS, Figures, Standing, standing
from tiktrack_gui.core.pending import PendingCreator
from tiktrack_gui.core.tracked import TrackedCreator
from tiktrack_gui.words import creators as words
from tiktrack_gui.words import overview as cells
from tiktrack_gui.words.counts import UNKNOWN

PERIOD_HEADINGS = tuple(cells.PERIOD_NAMES[period] for period in PERIODS)
FIGURES = ("followers", *PERIOD_HEADINGS, "a week", "engagement", "posts/week", "top video")
HEADINGS = ("creator", *FIGURES, "checked", "state")
TO_THE_RIGHT = range(1, len(FIGURES) + 1)


async def show(
    services: composition.Services,
    title: str,
    tracked: Sequence[TrackedCreator],
    pending: Sequence[PendingCreator],
    *,
    as_json: bool,
) -> None:
    """title: the list's name. pending: those who are still to be looked up for it."""
    now, blocked_since = services.foundation.clock.now(), await services.creators.blocked_since()
    figures = await services.lists.figures([entry.creator for entry in tracked])
    states = {id_: standing(one, figures[id_].formerly, blocked_since) for one in tracked for id_ in [one.creator.id]}
    if as_json:
        shown = [_as_json(one, figures[one.creator.id], states[one.creator.id]) for one in tracked]
        say_json({"list": title, "creators": shown, "pending": [export.pending_creator(one) for one in pending]})
    elif tracked or pending:
        rows = [_row(one, figures[one.creator.id], states[one.creator.id], now) for one in tracked]
        say_table([*rows, *map(_pending_row, pending)], headings=HEADINGS, right=TO_THE_RIGHT)
    else:
        say(words.nobody_on(title))


def _row(entry: TrackedCreator, figures: Figures, state: Standing, now: float) -> tuple[str, ...]:
    changes = [cells.change(figures.changes[period], period) for period in PERIODS]
    return (
        f"@{entry.creator.handle}",
        cells.followers(entry, now).text,
        *(" ".join(filter(None, (one.text, one.below if one.below.startswith("in ") else ""))) for one in changes),
        cells.per_week(figures).text,
        cells.engagement(figures).text,
        cells.posts(figures).text,
        cells.top_video(figures, now).text,
        cells.checked(entry, now).text,
        cells.standing(entry, state, figures.formerly).text,
    )


def _pending_row(one: PendingCreator) -> tuple[str, ...]:
    said = cells.pending(one)
    why = f"{said.text}: {one.reason}" if one.reason else said.text
    return (one.given, *[UNKNOWN] * (len(FIGURES) + 1), why)


def _as_json(entry: TrackedCreator, figures: Figures, state: Standing) -> dict[str, Any]:
    known = export.measured_creator(entry.creator, state.value, None, figures.per_week)
    del known["growth"]  # `changes` has it, by hours
    return known | export.figures(figures) | {"checked_at": export.iso(entry.checked_at)}
