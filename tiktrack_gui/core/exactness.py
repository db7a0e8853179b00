"""How exact a count is, as exported files say it. Pure."""

from __future__ import annotations

from tiktrack_gui.core.counts import step, uncertainty

EXACT, ROUNDED, AT_LEAST = "exact", "rounded", "at least"


def exactness(count: int | None, rounded: int, repaired: int) -> tuple[int | None, str | None]:
    """Returns the margin, and a word. The true count is within ± the margin; of a lower bound, it isn't known.

    rounded, repaired: whether the count is, as the bits of a sample are. What isn't known has neither.
    """
    if count is None:
        return None, None
    if repaired:
        return None, AT_LEAST
    return (uncertainty(count), ROUNDED) if rounded else (0, EXACT)


def margins(counts: list[int]) -> list[int]:
    """As `uncertainty` of each, for many counts marked as rounded that are mostly of one size."""
    width = step(min(counts))
    if width != step(max(counts)):
        return list(map(uncertainty, counts))
    half = width // 2
    return [width if count % width else half for count in counts]
