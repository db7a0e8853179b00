"""Samples of creators and videos: stored at most one per second, queried by time."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping
from functools import partial
from operator import attrgetter
from typing import TypeVar

from peewee import Database, Model

from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.core.growth import is_equal, measured_until
from tiktrack_gui.core.models import CreatorSample, VideoSample
from tiktrack_gui.core.sample_columns import NAMES, SampleColumns, from_rows
from tiktrack_gui.core.samples import carried
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.merge import is_known, merge
from tiktrack_gui.store.rows import columns_for, converted, execute_many, fetch, for_update, listed, part, upsert
from tiktrack_gui.store.tables import name_of

Sample = TypeVar("Sample", CreatorSample, VideoSample)

FOREVER = 2**63 - 1  # later than every sample
EVERYONE = range(2**63)  # contains every ID
SHORTEST_RUN = 3  # equal samples, of which one is needless
COLUMNS = ", ".join(f"s.{name}" for name in NAMES)


def record_creator_samples(
    db: Database, samples: Iterable[tuple[int, CreatorSample]], known: Container[int] = EVERYONE
) -> None:
    """Stores (creator ID, sample) pairs; the creators must be recorded already.

    Of a run of equal samples, only the first and the last are kept: most sightings in the feed change nothing.
    known: those that may have samples already.
    """
    recorded = _record(db, tables.CreatorSamples, "creator_id", CreatorSample, samples, known)
    counted = Counter(owner_id for owner_id, _ in recorded)
    _shorten_runs(db, [id_ for id_, count in counted.items() if id_ in known or count >= SHORTEST_RUN])


def record_video_samples(
    db: Database, samples: Iterable[tuple[int, VideoSample]], known: Container[int] = EVERYONE
) -> None:
    """Stores (video ID, sample) pairs; the videos must be recorded already. known: as above."""
    _record(db, tables.VideoSamples, "video_id", VideoSample, samples, known)


def newest_creator_samples(db: Database, creator_ids: Iterable[int]) -> dict[int, CreatorSample]:
    moments = dict.fromkeys(creator_ids, FOREVER)
    return _newest(db, tables.CreatorSamples, "creator_id", CreatorSample, moments)


def creator_samples_at(db: Database, creator_ids: Iterable[int], moment: int) -> dict[int, CreatorSample]:
    """Returns each creator's newest sample at or before that moment, or else its oldest."""
    return counted_at(db, dict.fromkeys(creator_ids, moment))


def counted_at(db: Database, moments: Mapping[int, int], which: str = "") -> dict[int, CreatorSample]:
    """As `creator_samples_at`, each with a moment of its own.

    which: a condition for the samples that count, in SQL, such as `videos IS NOT NULL`. Others are passed over.
    """
    sql, table = dialects.of(db), name_of(tables.CreatorSamples)
    owner = f"creator_id = wanted.k AND {which}" if which else "creator_id = wanted.k"
    first = f"(SELECT MIN(at) FROM {table} WHERE {owner})"
    pairs = sql.pairs.format(param="?")
    question = f"SELECT wanted.k, {sql.greatest}(wanted.v, {first}) FROM {pairs} WHERE {first} IS NOT NULL"
    present = dict(fetch(db, question, json.dumps(list(moments.items()))))
    nearest = sql.nearest(table, "s", owner, "<= wanted.v")
    found = dict(_select(db, tables.CreatorSamples, "creator_id", CreatorSample, present.items(), nearest))
    next_one = sql.nearest(table, "s", owner, "> wanted.v")
    places = {creator_id: sample.at for creator_id, sample in found.items()}
    following = dict(_select(db, tables.CreatorSamples, "creator_id", CreatorSample, places.items(), next_one))
    return {id_: measured_until(sample, following.get(id_), moments[id_]) for id_, sample in found.items()}


def creator_samples(db: Database, creator_id: int, since: int = 0) -> SampleColumns:
    """Returns the creator's samples since that moment, oldest first."""
    question = f"SELECT {COLUMNS} FROM creator_samples AS s WHERE s.creator_id = ? AND s.at >= ? ORDER BY s.at"
    rows = fetch(db, question, creator_id, since)
    try:
        return from_rows(rows, partial(converted, tables.CreatorSamples.origin))
    except (ValueError, TypeError, OverflowError) as error:
        raise StoreDamaged(f"creator_samples: {error}") from error


def video_samples_until(db: Database, moments: Mapping[int, int]) -> dict[int, VideoSample]:
    """Returns each video's newest sample at or before its moment; videos without one are left out."""
    return _newest(db, tables.VideoSamples, "video_id", VideoSample, moments)


def video_samples(db: Database, video_ids: Iterable[int], since: int) -> dict[int, list[VideoSample]]:
    """Returns each video's samples since that moment, oldest first; videos without one are left out."""
    sql, found = dialects.of(db), defaultdict(list)
    columns = columns_for(tables.VideoSamples, VideoSample)
    samples = f"{sql.join} video_samples AS s ON s.video_id = wanted.value AND s.at >= ?"
    question = f"SELECT s.video_id, {listed(columns, 's')} FROM {sql.numbers.format(param='?')} {samples}"
    rows = fetch(db, f"{question} ORDER BY s.video_id, s.at", json.dumps(list(video_ids)), since)
    for row, values in zip(rows, part(rows, columns, 1), strict=True):
        found[row[0]].append(VideoSample(**values))
    return dict(found)


def samples_in(
    db: Database, table: type[Model], owner: str, shape: type[Sample], places: Iterable[tuple[int, int]], seconds: int
) -> dict[tuple[int, int], list[Sample]]:
    """Returns the samples of so many seconds from each place (owner ID, second) on, oldest first.

    Others can't change them until this transaction ends.
    """
    join, found = dialects.of(db).join, defaultdict(list)
    theirs = (
        f"{join} {name_of(table)} AS s ON s.{owner} = wanted.k AND s.at >= wanted.v AND s.at < wanted.v + {seconds}"
    )
    in_order = f"{theirs} ORDER BY s.{owner}, s.at{for_update(db)}"
    for owner_id, sample in _select(db, table, owner, shape, places, in_order):
        found[owner_id, sample.at - sample.at % seconds].append(sample)
    return dict(found)


def newest_video_samples(db: Database, video_ids: Iterable[int]) -> dict[int, VideoSample]:
    return video_samples_until(db, dict.fromkeys(video_ids, FOREVER))


def _record(
    db: Database,
    table: type[Model],
    owner: str,
    shape: type[Sample],
    samples: Iterable[tuple[int, Sample]],
    known: Container[int],
) -> list[tuple[int, Sample]]:
    """Merges each sample with an existing one of the same second, and lets it carry on the exact counts before it.

    Samples without any count are dropped. Returns those stored, with their owners. known: the owners that may have
    samples already.
    """
    merged: dict[tuple[int, int], Sample] = {}
    for owner_id, sample in samples:
        place = owner_id, sample.at
        if is_known(sample):
            merged[place] = merge(merged[place], sample) if place in merged else sample
    there = [place for place in merged if place[0] in known]
    for place, kept in _of_same_seconds(db, table, owner, shape, there).items():
        merged[place] = merge(kept, merged[place])
    _carry_on(db, table, owner, shape, merged, known)
    names = [column.name for column in columns_for(table, shape)]
    values_of = attrgetter(*names)
    rows = [
        {owner: owner_id, **dict(zip(names, values_of(sample), strict=True))}
        for (owner_id, _), sample in merged.items()
    ]
    upsert(db, table, rows, key=(owner, "at"))
    return [(owner_id, sample) for (owner_id, _), sample in merged.items()]


def _carry_on(
    db: Database,
    table: type[Model],
    owner: str,
    shape: type[Sample],
    samples: dict[tuple[int, int], Sample],
    known: Container[int],
) -> None:
    """Applies `carried` to the samples of each owner, by (owner ID, second), in the order of their time."""
    places = sorted(samples)
    starts = {owner_id: at - 1 for owner_id, at in reversed(places) if owner_id in known}
    before = _newest(db, table, owner, shape, starts)
    for place in places:
        owner_id, _ = place
        samples[place] = before[owner_id] = carried(before.get(owner_id), samples[place])


def _shorten_runs(db: Database, creator_ids: Iterable[int]) -> None:
    """Deletes the samples before the newest ones that are equal to both their neighbours."""
    last = newest_creator_samples(db, creator_ids)
    inner = _newest(
        db, tables.CreatorSamples, "creator_id", CreatorSample, {id_: sample.at - 1 for id_, sample in last.items()}
    )
    first = _newest(
        db, tables.CreatorSamples, "creator_id", CreatorSample, {id_: sample.at - 1 for id_, sample in inner.items()}
    )
    needless = [
        (id_, inner[id_].at)
        for id_, sample in first.items()
        if is_equal(sample, inner[id_]) and is_equal(inner[id_], last[id_])
    ]
    execute_many(db, "DELETE FROM creator_samples WHERE creator_id = ? AND at = ?", needless)


def _of_same_seconds(
    db: Database, table: type[Model], owner: str, shape: type[Sample], places: Iterable[tuple[int, int]]
) -> dict[tuple[int, int], Sample]:
    """Returns the stored samples at those (owner ID, second) pairs."""
    same = f"{dialects.of(db).join} {name_of(table)} AS s ON s.{owner} = wanted.k AND s.at = wanted.v"
    rows = _select(db, table, owner, shape, places, same)
    return {(owner_id, sample.at): sample for owner_id, sample in rows}


def _newest(
    db: Database, table: type[Model], owner: str, shape: type[Sample], moments: Mapping[int, int]
) -> dict[int, Sample]:
    """Returns each owner's newest sample at or before its moment: two lookups each, however long the history."""
    newest = dialects.of(db).nearest(name_of(table), "s", f"{owner} = wanted.k", "<= wanted.v")
    return dict(_select(db, table, owner, shape, moments.items(), newest))


def _select(
    db: Database,
    table: type[Model],
    owner: str,
    shape: type[Sample],
    wanted: Iterable[tuple[int, int]],
    samples: str,
) -> list[tuple[int, Sample]]:
    """Returns (owner ID, sample) for the samples `s` that are joined to pairs (`wanted.k`, `wanted.v`)."""
    pairs = list(wanted)
    if not pairs:
        return []
    columns = columns_for(table, shape)
    question = f"SELECT s.{owner}, {listed(columns, 's')} FROM {dialects.of(db).pairs.format(param='?')} {samples}"
    rows = fetch(db, question, json.dumps(pairs))
    return [(row[0], shape(**values)) for row, values in zip(rows, part(rows, columns, 1), strict=True)]
