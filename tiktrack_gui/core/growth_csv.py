"""The data of a growth plot as CSV (RFC 4180), as it was measured: nothing carried on, nothing left out. Pure."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from tiktrack_gui.core.baseline import running_views
from tiktrack_gui.core.counts import uncertainty
from tiktrack_gui.core.export import iso
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video

EXACT, ROUNDED, AT_LEAST = "exact", "rounded", "at least"


def of_samples(samples: Sequence[CreatorSample], which: CreatorCount) -> str:
    """Columns: time (ISO 8601, UTC), the count, margin (the true count is within ± margin), whether it is exact,
    rounded or a lower bound, and where it is from. Only samples in which the count is known.
    """
    return _table(_headings(which), _rows(samples, which))


def of_creators(histories: Sequence[tuple[str, Sequence[CreatorSample]]], which: CreatorCount) -> str:
    """The columns of `of_samples` after one with the name, one creator after the other. histories: (name, samples)."""
    rows = ((name, *row) for name, samples in histories for row in _rows(samples, which))
    return _table(("creator", *_headings(which)), rows)


def of_views(videos: Sequence[Video]) -> str:
    """Columns: time the newest of the videos was posted, the median of their views, margin, exactness, and how many
    they are. videos: newest first.
    """
    rows = (
        (iso(at), views.median, *_exactness(views.median or 0, views.rounded, views.repaired), views.videos)
        for at, views in running_views(videos)
    )
    return _table(("posted", "views_per_video", "margin", "exactness", "videos"), rows)


def _headings(which: CreatorCount) -> tuple[str, ...]:
    return "time", _name(which), "margin", "exactness", "origin"


def _rows(samples: Sequence[CreatorSample], which: CreatorCount) -> Iterator[tuple[object, ...]]:
    for sample in samples:
        count = getattr(sample, _name(which))
        if count is not None:
            exactness = _exactness(count, sample.rounded & which, sample.repaired & which)
            yield iso(sample.at), count, *exactness, sample.origin.value


def _name(which: CreatorCount) -> str:
    return (which.name or "").lower()


def _exactness(count: int, rounded: int, repaired: int) -> tuple[int | str, str]:
    if repaired:
        return "", AT_LEAST
    return (uncertainty(count), ROUNDED) if rounded else (0, EXACT)


def _table(header: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
