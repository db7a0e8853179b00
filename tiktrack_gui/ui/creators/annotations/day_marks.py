"""When a creator's statuses began, as marks of the growth plot."""

from __future__ import annotations

from collections.abc import Mapping

from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.ui.creators.annotations.status_part import Compared
from tiktrack_gui.ui.widgets.growth_marks import DayMark
from tiktrack_gui.words import annotations as words
from tiktrack_gui.words import times


def day_marks(found: Annotations | None, compared: Mapping[int, Compared]) -> list[DayMark]:
    """Returns a mark for each day, oldest first. compared: the growth before and after, by the IDs of the statuses."""
    by_day: dict[int, DayMark] = {}
    for change in found.statuses if found is not None else ():
        before = by_day.get(change.since)
        label = words.status(change.status)
        said = words.sentence(compared[change.id]) if change.id in compared else ""
        by_day[change.since] = DayMark(
            at=change.since,
            label=label if before is None else f"{before.label}, {label}",
            day=times.date(change.since),
            said=said,
        )
    return list(by_day.values())
