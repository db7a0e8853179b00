"""The data of a growth plot as a table, as it was measured: nothing carried on, nothing left out. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from tiktrack_gui.core.baseline import ViewsPerVideo, running_views
from tiktrack_gui.core.exactness import exactness
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.table_export import Field, Kind, Table, Value, table_of


@dataclass(frozen=True, slots=True)
class _Of:
    """A sample of the creator with that name."""

    name: str
    sample: CreatorSample


def of_samples(samples: Sequence[CreatorSample], which: CreatorCount) -> Table:
    """Columns: time, the count, margin (the true count is within ± margin), whether it is exact, rounded or a lower
    bound, and where it is from. Only samples in which the count is known.
    """
    return table_of("growth", _fields(which), list(_known("", samples, which)))


def of_creators(histories: Sequence[tuple[str, Sequence[CreatorSample]]], which: CreatorCount) -> Table:
    """The columns of `of_samples` after one with the name, one creator after the other. histories: (name, samples)."""
    known = (one for name, samples in histories for one in _known(name, samples, which))
    return table_of("growth", [Field("creator", _named), *_fields(which)], list(known))


def of_views(videos: Sequence[Video]) -> Table:
    """Columns: time the newest of the videos was posted, the median of their views, margin, exactness, and how many
    they are. videos: newest first.
    """
    return table_of("views", _VIEWS, running_views(videos))


def _known(name: str, samples: Iterable[CreatorSample], which: CreatorCount) -> Iterator[_Of]:
    return (_Of(name, sample) for sample in samples if _counted(which, sample) is not None)


def _fields(which: CreatorCount) -> list[Field[_Of]]:
    return [
        Field("time", _time, Kind.TIME),
        Field(_name(which), partial(_count, which), Kind.NUMBER),
        Field("margin", partial(_margin, which), Kind.NUMBER),
        Field("exactness", partial(_exactness, which)),
        Field("origin", _origin),
    ]


def _name(which: CreatorCount) -> str:
    return (which.name or "").lower()


def _counted(which: CreatorCount, sample: CreatorSample) -> int | None:
    count: int | None = getattr(sample, _name(which))
    return count


def _named(one: _Of) -> Value:
    return one.name


def _time(one: _Of) -> Value:
    return one.sample.at


def _count(which: CreatorCount, one: _Of) -> Value:
    return _counted(which, one.sample)


def _margin(which: CreatorCount, one: _Of) -> Value:
    return exactness(_counted(which, one.sample), one.sample.rounded & which, one.sample.repaired & which)[0]


def _exactness(which: CreatorCount, one: _Of) -> Value:
    return exactness(_counted(which, one.sample), one.sample.rounded & which, one.sample.repaired & which)[1]


def _origin(one: _Of) -> Value:
    return one.sample.origin.value


def _posted(one: tuple[int, ViewsPerVideo]) -> Value:
    return one[0]


def _median(one: tuple[int, ViewsPerVideo]) -> Value:
    return one[1].median


def _views_margin(one: tuple[int, ViewsPerVideo]) -> Value:
    return _of_views(one[1])[0]


def _views_exactness(one: tuple[int, ViewsPerVideo]) -> Value:
    return _of_views(one[1])[1]


def _of_views(views: ViewsPerVideo) -> tuple[int | None, str | None]:
    return exactness(views.median, views.rounded, views.repaired)


def _videos(one: tuple[int, ViewsPerVideo]) -> Value:
    return one[1].videos


_VIEWS: Sequence[Field[tuple[int, ViewsPerVideo]]] = (
    Field("posted", _posted, Kind.TIME),
    Field("views_per_video", _median, Kind.NUMBER),
    Field("margin", _views_margin, Kind.NUMBER),
    Field("exactness", _views_exactness),
    Field("videos", _videos, Kind.NUMBER),
)
