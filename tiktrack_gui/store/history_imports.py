"""Measurements from a file: whom it names, what is stored of them, and storing the rest in one transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from tiktrack_gui.core.models import Creator, CreatorSample, Origin
from tiktrack_gui.store import tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lookups import creators_by_id, holders
from tiktrack_gui.store.rows import any_of, columns_for, execute_many, read, upsert
from tiktrack_gui.store.samples import creator_samples, record_creator_samples

_creators, _samples = tables.Creators, tables.CreatorSamples
_SAMPLE = columns_for(_samples, CreatorSample)


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What it takes to undo an import. added: creator's ID and time. filled: samples as they were before. first_seen:
    creator's ID and when it was first seen before.
    """

    added: tuple[tuple[int, int], ...]
    filled: tuple[tuple[int, CreatorSample], ...]
    first_seen: tuple[tuple[int, int], ...]


class HistoryImports(Part):
    @reads
    def creators(self, keys: Collection[str]) -> dict[str, Creator]:
        """Returns the creators that are known by these IDs in digits, secUids or handles in lower case."""
        ids = [int(key) for key in keys if key.isdigit() and len(key) < 20]
        found = {str(id_): creator for id_, creator in creators_by_id(self._db, ids).items()}
        named: dict[str, int] = {}
        for key in set(keys) - found.keys():
            by_uid = read(self._db, _creators.select(_creators.id).where(_creators.sec_uid == key).limit(1))
            if rows := by_uid or read(self._db, holders(self._db, key).limit(1)):
                named[key] = rows[0]["id"]
        creators = creators_by_id(self._db, named.values())
        return found | {key: creators[id_] for key, id_ in named.items()}

    @reads
    def samples(self, creator_ids: Iterable[int]) -> dict[int, list[CreatorSample]]:
        """Returns all samples of the creators by ID, oldest first."""
        return {id_: list(creator_samples(self._db, id_)) for id_ in creator_ids}

    @writes
    def add(self, samples: Mapping[int, Sequence[CreatorSample]]) -> Imported:
        """Stores samples by the creator's ID. Of one of the same second, only the counts that it lacks are taken."""
        kept = self._there(samples)
        added = tuple((id_, one.at) for id_, ones in samples.items() for one in ones if (id_, one.at) not in kept)
        seen = read(
            self._db,
            _creators.select(_creators.id, _creators.first_seen_at).where(_creators.id.in_(any_of(self._db, samples))),
        )
        record_creator_samples(self._db, ((id_, one) for id_, ones in samples.items() for one in ones))
        earlier = [
            (ones[0].at, row["id"])
            for row in seen
            if (ones := samples[row["id"]]) and row["first_seen_at"] is not None and ones[0].at < row["first_seen_at"]
        ]
        execute_many(self._db, "UPDATE creators SET first_seen_at = ? WHERE id = ?", earlier)
        changed = {id_ for _, id_ in earlier}
        return Imported(
            added=added,
            filled=tuple((id_, sample) for (id_, _), sample in kept.items()),
            first_seen=tuple((row["id"], row["first_seen_at"]) for row in seen if row["id"] in changed),
        )

    @writes
    def take_back(self, imported: Imported) -> None:
        """Undoes it, but for what was measured at the same seconds since."""
        sql = f"DELETE FROM creator_samples WHERE creator_id = ? AND at = ? AND origin = '{Origin.IMPORTED}'"
        execute_many(self._db, sql, imported.added)
        rows = [
            {"creator_id": id_} | {field.name: getattr(sample, field.name) for field in _SAMPLE}
            for id_, sample in imported.filled
        ]
        upsert(self._db, _samples, rows, key=("creator_id", "at"))
        times = [(at, id_) for id_, at in imported.first_seen]
        execute_many(self._db, "UPDATE creators SET first_seen_at = ? WHERE id = ?", times)

    def _there(self, samples: Mapping[int, Sequence[CreatorSample]]) -> dict[tuple[int, int], CreatorSample]:
        """Those stored at the same seconds."""
        return {
            (id_, sample.at): sample
            for id_, ones in samples.items()
            for sample in _at(creator_samples(self._db, id_, ones[0].at), {one.at for one in ones})
        }


def _at(samples: Iterable[CreatorSample], moments: Collection[int]) -> list[CreatorSample]:
    return [sample for sample in samples if sample.at in moments]
