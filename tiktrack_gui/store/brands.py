"""Brands, and the audiences that creators stated."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any

from peewee import Database, ModelSelect, fn

from tiktrack_gui.core.discovery.brand_profiles import audience_of, brand_of, profile_of, shares_of
from tiktrack_gui.core.discovery.brands import Brand, StatedAudience
from tiktrack_gui.core.discovery.stored import Candidate, RemovedBrand
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import discovery_tables as tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.rows import Row, columns_for, insert, insert_numbered, read, read_one, upsert

_brands, _candidates, _stated = tables.Brands, tables.Candidates, tables.StatedAudiences
CANDIDATE = columns_for(_candidates, Candidate)


class Brands(Part):
    @reads
    def all(self) -> list[Brand]:
        """Returns all brands, the oldest first."""
        return all_brands(self._db)

    @writes
    def create(self, brand: Brand, now: int) -> Brand:
        """Stores a new brand after the others. The name must not be taken."""
        last = _brands.select(fn.MAX(_brands.position)).scalar(self._db)
        row = {**_row(brand), "position": (last or 0.0) + 1, "created_at": now}
        return replace(brand, id=insert_numbered(self._db, _brands, row))

    @writes
    def change(self, brand: Brand) -> Brand:
        """Stores the brand's name and profile; returns it as it was. Raises LookupError if it was removed."""
        before = _one(self._db, brand.id)
        values = {"name": brand.name, "profile": profile_of(brand)}
        _brands.update(values).where(_brands.id == brand.id).execute(self._db)
        return _brand(before)

    @writes
    def remove(self, brand_id: int) -> RemovedBrand:
        """Deletes the brand and its candidates; the creators stay. Returns what `put_back` needs to undo it.

        Raises LookupError if there is no such brand.
        """
        row = _one(self._db, brand_id)
        theirs = _candidates.brand_id == brand_id
        candidates = read(self._db, _candidates.select(*CANDIDATE).where(theirs).order_by(_candidates.creator_id))
        _candidates.delete().where(theirs).execute(self._db)
        _brands.delete().where(_brands.id == brand_id).execute(self._db)
        return RemovedBrand(
            brand=_brand(row),
            position=row["position"],
            created_at=row["created_at"],
            candidates=tuple(Candidate(**one) for one in candidates),
        )

    @writes
    def put_back(self, removed: RemovedBrand) -> Brand:
        """Stores a removed brand where it stood, with its candidates. It has its former ID unless that is taken."""
        taken = read(self._db, _brands.select(_brands.id).where(_brands.id == removed.brand.id))
        row = {**_row(removed.brand), "position": removed.position, "created_at": removed.created_at}
        if taken or removed.brand.id is None:
            brand = replace(removed.brand, id=insert_numbered(self._db, _brands, row))
        else:
            brand = removed.brand
            insert(self._db, _brands, [{**row, "id": brand.id}])
        insert(self._db, _candidates, [{"brand_id": brand.id, **asdict(one)} for one in removed.candidates])
        return brand

    @writes
    def looked(self, brand_id: int, at: int) -> None:
        """Records that the user looked at the brand's candidates."""
        _brands.update(looked_at=at).where(_brands.id == brand_id).execute(self._db)

    @reads
    def stated(self, creator_id: int) -> StatedAudience | None:
        return _stated_by(self._db, creator_id)

    @writes
    def state(self, stated: StatedAudience) -> StatedAudience | None:
        """Replaces what the creator stated; returns what that was, if there was any."""
        before = _stated_by(self._db, stated.creator_id)
        row = {
            "creator_id": stated.creator_id,
            "stated_on": stated.on,
            "audience": shares_of(stated.audience),
            "entered_at": stated.entered_at,
        }
        upsert(self._db, _stated, [row], key=("creator_id",))
        return before

    @writes
    def unstate(self, creator_id: int) -> StatedAudience | None:
        """Deletes what the creator stated; returns what that was, if there was any."""
        before = _stated_by(self._db, creator_id)
        _stated.delete().where(_stated.creator_id == creator_id).execute(self._db)
        return before


def all_brands(db: Database) -> list[Brand]:
    return [_brand(row) for row in read(db, _select().order_by(_brands.position, _brands.id))]


def _select() -> ModelSelect[Any]:
    return _brands.select()


def _one(db: Database, brand_id: int | None) -> Row:
    row = read_one(db, _select().where(_brands.id == brand_id))
    if row is None:
        raise LookupError(f"no brand {brand_id}")
    return row


def _row(brand: Brand) -> Row:
    return {"name": brand.name, "profile": profile_of(brand), "looked_at": brand.looked_at}


def _brand(row: Row) -> Brand:
    """Raises StoreDamaged for a profile that TikTrack never writes."""
    try:
        return brand_of(row["profile"], name=row["name"], id=row["id"], looked_at=row["looked_at"])
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"brands.profile: {error}") from error


def _stated_by(db: Database, creator_id: int) -> StatedAudience | None:
    row = read_one(db, _stated.select().where(_stated.creator_id == creator_id))
    if row is None:
        return None
    try:
        audience = audience_of(row["audience"])
    except (ValueError, TypeError, AttributeError) as error:
        raise StoreDamaged(f"stated_audiences.audience: {error}") from error
    return StatedAudience(creator_id=creator_id, on=row["stated_on"], audience=audience, entered_at=row["entered_at"])
