"""Imports a creator tracker's metrics, and the creators they are about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from peewee import Database

from tiktrack_gui.core.models import Origin
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.store import tables
from tiktrack_gui.store.creator_words import index_again
from tiktrack_gui.store.others.ours import AT_LIMIT, Tally, creator_named, insert_sorted, known_in, sampled_at
from tiktrack_gui.store.others.theirs import CREATOR_TABLES, Theirs, in_chunks
from tiktrack_gui.store.others.values import (
    HANDLES,
    IDS,
    Identity,
    count_of,
    identity_of,
    is_at_limit,
    moment_of,
    reference_of,
    text_of,
)
from tiktrack_gui.store.rows import Row

METRIC_WITHOUT_TIME = "metrics without a usable time"
METRIC_WITHOUT_COUNTS = "metrics without any number"
TRACKER_NOTES = ("A date alone is read as midnight UTC.",)
_CREATOR_COUNTS = ("followers", "following", "likes", "videos")
NAMING = (*IDS, *HANDLES)
Who = tuple[str, ...]  # what a metric says about whose it is


class Tracker:
    """Creators and their metrics."""

    def __init__(self, theirs: Theirs, db: Database, tally: Tally) -> None:
        self._theirs, self._db, self._tally = theirs, db, tally
        self._naming = theirs.present("metrics", NAMING)

    def run(self) -> None:
        self._tally.begin(tables.Creators, tables.CreatorSamples)
        creators = self._import_creators()
        for rows in in_chunks(self._metrics(Counter())):
            self._import_metrics(creators, rows)
        index_again(self._db, set(creators.values()))

    def _import_creators(self) -> dict[Who, int]:
        """Returns our creators' IDs by what names them in the metrics."""
        first, number = self._first_metrics()
        identities = self._identities(first)
        found: dict[Who, int] = {}
        new = 0
        # Those with an ID come first: others may have the handle of one of them only.
        for who in sorted(first, key=lambda who: (identities[who][0] is None, first[who])):
            id_, is_new = self._creator(identities[who], first[who])
            new += is_new
            if id_ is None:
                self._tally.left_out[_unknown(who, identities[who])] += number[who]
            else:
                found[who] = id_
        self._tally.took(tables.Creators, new=new, known=len(set(found.values())) - new)
        return found

    def _first_metrics(self) -> tuple[dict[Who, int], Counter[Who]]:
        """Returns the first metric's time and the number of metrics, by what names the creator."""
        first: dict[Who, int] = {}
        number: Counter[Who] = Counter()
        for who, at, _ in self._metrics(self._tally.left_out):
            first[who] = min(first.get(who, at), at)
            number[who] += 1
        return first, number

    def _metrics(self, left_out: Counter[str]) -> Iterator[tuple[Who, int, Row]]:
        """Yields the usable metrics, newest first: what names the creator, the time, the row."""
        newest_first = " ORDER BY id DESC" if self._theirs.has("metrics", "id") else ""
        names = ("dl_date", *_CREATOR_COUNTS, *self._naming)
        for row in self._theirs.rows(self._theirs.select("metrics", *names), "metrics" + newest_first):
            at = moment_of(row["dl_date"])
            if at is None:
                left_out[METRIC_WITHOUT_TIME] += 1
            elif all(count_of(row[name]) is None for name in _CREATOR_COUNTS):
                left_out[METRIC_WITHOUT_COUNTS] += 1
            else:
                yield tuple(text_of(row[name]).strip() for name in self._naming), at, row

    def _identities(self, everyone: Iterable[Who]) -> dict[Who, Identity]:
        """What the metrics say themselves, and what the table of creators says about them."""
        listed = self._listed()
        identities = {}
        for who in everyone:
            id_, handle = identity_of(dict(zip(self._naming, who, strict=True)))
            listed_id, listed_handle = listed.get(reference_of(who[0]), (None, None))
            identities[who] = (id_ or listed_id, handle or listed_handle)
        return identities

    def _listed(self) -> dict[str, Identity]:
        """Returns the creators of their table by what the metrics call them."""
        name = self._naming[0]
        kin = ("id", *IDS) if name in IDS else HANDLES
        for table in (table for table in CREATOR_TABLES if table in self._theirs.columns):
            if keys := self._theirs.present(table, (name, *kin)):
                columns = self._theirs.present(table, dict.fromkeys(("id", *NAMING)))
                rows = self._theirs.rows(self._theirs.select(table, *columns), table)
                return {reference_of(row[keys[0]]): identity_of(row) for row in rows}
        return {}

    def _creator(self, identity: Identity, first_seen_at: int) -> tuple[int | None, bool]:
        """Returns our creator's ID, or None, and whether it was recorded just now."""
        id_, handle = identity
        if id_ is not None and known_in(self._db, tables.Creators.id, [id_]):
            return id_, False
        if handle is None or (named := creator_named(self._db, handle)) is not None:
            return (None if handle is None else named), False
        if id_ is None:
            return None, False
        row = {"id": id_, "handle": handle, "state": CreatorState.ACTIVE, "not_found_count": 0, "hidden": False}
        insert_sorted(self._db, tables.Creators, [{**row, "first_seen_at": first_seen_at}], ("id",))
        return id_, True

    def _import_metrics(self, creators: Mapping[Who, int], rows: Iterable[tuple[Who, int, Row]]) -> None:
        usable = [((creators[who], at), row) for who, at, row in rows if who in creators]
        known = sampled_at(self._db, [place for place, _ in usable])
        new: dict[tuple[int, int], Row] = {}
        for place, row in usable:
            if place not in known:
                new.setdefault(place, row)
        self._tally.left_out[AT_LIMIT] += sum(
            is_at_limit(row[name]) for row in new.values() for name in _CREATOR_COUNTS
        )
        samples = [_sample_row(creator_id, at, row) for (creator_id, at), row in new.items()]
        insert_sorted(self._db, tables.CreatorSamples, samples, ("creator_id", "at"))
        self._tally.took(tables.CreatorSamples, new=len(new), known=len(usable) - len(new))


def _sample_row(creator_id: int, at: int, row: Row) -> Row:
    counts = {name: count_of(row[name]) for name in _CREATOR_COUNTS}
    return {"creator_id": creator_id, "at": at, **counts, "rounded": 0, "repaired": 0, "origin": Origin.IMPORTED}


def _unknown(who: Who, identity: Identity) -> str:
    """Says which creator TikTrack can't tell."""
    id_, handle = identity
    if handle is None and id_ is None and not reference_of(who[0]):
        return "metrics that name no creator"
    name = f"@{handle}" if handle else f"The creator {id_ or who[0]}"
    return f"{name} isn’t known to TikTrack: track it, then import again"
