"""Texts about a creator's place among others of like size."""

from __future__ import annotations

from tiktrack_gui.core import numbers
from tiktrack_gui.core.baseline import NEWEST
from tiktrack_gui.core.growth import GROWTH_DAYS
from tiktrack_gui.core.peers import ENOUGH, SPAN, Place, Standing

HOW = (
    f"How is this computed? Compared are the creators ever looked up that have a third to {SPAN} times as many "
    f"followers: by their growth over {GROWTH_DAYS} days, where it was measured over just these days, and by the "
    f"median engagement of their {NEWEST} newest videos seen. The percentage is of those whose number is lower. It "
    f"takes {ENOUGH} others."
)


def line(found: Standing | None) -> str:
    """ "Grows faster than 82% of 57 creators with 14K to 126K followers", how many are missing for that, or ""; nothing
    if there is nobody to compare with, as while only a few creators are tracked.
    """
    if found is None or not found.others:
        return ""
    band = f"with {numbers.compact(found.low)} to {numbers.compact(found.high)} followers"
    if found.others < ENOUGH:
        return f"Comparable creators so far: {found.others} of the {ENOUGH} needed, {band}"
    grows = "" if found.growth is None else f"grows faster than {_share(found.growth)}"
    engages = "" if found.engagement is None else f"has a higher engagement rate than {_share(found.engagement)}"
    said = " and ".join(filter(None, (grows, engages)))
    return f"{said[0].upper()}{said[1:]} creators {band}" if said else ""


def _share(place: Place) -> str:
    """ "82% of 57"; rounded down, so that it is never said of more than is true."""
    if place.below == place.others:
        return f"all {place.others}"
    return f"{100 * place.below // place.others}% of {place.others}" if place.below else f"none of {place.others}"
