"""The inbox of alerts, which of them are wanted, and until when all programs over this database are mute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from peewee import Database, fn

from tiktrack_gui.core.alerts import CREATOR_KINDS, DEFAULTS, Alert, Kind
from tiktrack_gui.core.errors import StoreDamaged
from tiktrack_gui.store import tables, work_tables
from tiktrack_gui.store.connection import Part, reads, writes
from tiktrack_gui.store.lists import tracked_id
from tiktrack_gui.store.rows import Row, any_of, any_word_of, execute_many, insert_new, read, upsert

INBOX = 200  # the newest, which are shown
REMEMBERED = 10_000  # about creators, which aren't told again
MUTED = "muted_until"  # in `alert_state`

_alerts, _wanted, _state = work_tables.Alerts, work_tables.ListAlerts, work_tables.AlertState
_entries = tables.ListEntries


class Alerts(Part):
    @writes
    def add(self, alerts: Sequence[Alert]) -> list[Alert]:
        """Stores those whose key is new and returns them with their IDs, in the same order. The inbox keeps the newest
        INBOX; older ones about creators are remembered, so that they aren't told again.
        """
        known = _ids(self._db, [one.key for one in alerts])
        new = {one.key: one for one in reversed(alerts) if one.key not in known}
        rows = [_row(new[key]) for key in sorted(new)]
        insert_new(self._db, _alerts, rows, key=("alert_key",))  # another program may have added it meanwhile
        ids = _ids(self._db, list(new))
        if ids:
            _trim(self._db)
        order = dict.fromkeys(one.key for one in alerts)
        return [replace(new[key], id=ids[key]) for key in order if key in ids]

    @reads
    def inbox(self, unread_only: bool = False) -> list[Alert]:
        """Returns the newest INBOX, the newest first, and of one moment the best. unread_only: of these, those that
        weren't read.
        """
        newest = [_alert(row) for row in read(self._db, _newest().limit(INBOX))]
        return sorted((one for one in newest if not (unread_only and one.is_read)), key=_place)

    @reads
    def find(self, alert_id: int) -> Alert | None:
        rows = read(self._db, _alerts.select().where(_alerts.id == alert_id))
        return _alert(rows[0]) if rows else None

    @reads
    def last_of(self, creator_id: int) -> dict[Kind, int]:
        """Returns when there was an alert of each kind about the creator."""
        theirs = _alerts.select(_alerts.kind, fn.MAX(_alerts.at).alias("last")).where(_alerts.creator_id == creator_id)
        rows = read(self._db, theirs.group_by(_alerts.kind))
        return {_kind(row["kind"]): int(row["last"]) for row in rows}

    @writes
    def mark_read(self, ids: Iterable[int] | None, at: int) -> list[int]:
        """Marks alerts as read; None = all. Returns the IDs of those that weren't."""
        return _mark(self._db, ids, at)

    @writes
    def mark_unread(self, ids: Iterable[int]) -> list[int]:
        """Returns the IDs of those that were read."""
        return _mark(self._db, ids, None)

    @writes
    def told(self, ids: Iterable[int], at: int) -> None:
        """Records that one notification told these."""
        _alerts.update(told_at=at).where(_alerts.id.in_(any_of(self._db, ids))).execute(self._db)

    @reads
    def told_since(self, at: int) -> list[int]:
        """Returns when there were notifications after that moment, oldest first."""
        moments = _alerts.select(_alerts.told_at).where(_alerts.told_at > at).distinct()
        return sorted(row["told_at"] for row in read(self._db, moments))

    @reads
    def muted_until(self) -> int | None:
        """Returns until when nothing is told, epoch seconds, which may be over."""
        rows = read(self._db, _state.select(_state.number).where(_state.name == MUTED))
        return rows[0]["number"] if rows else None

    @writes
    def mute(self, until: int | None) -> None:
        upsert(self._db, _state, [{"name": MUTED, "number": until}], key=("name",))

    @reads
    def wanted(self, list_id: int | None) -> frozenset[Kind]:
        """Returns which kinds a list wants; where nothing was chosen for it, it is as the list of all.

        list_id: None = the list of all.
        """
        chosen = _chosen(self._db)
        everyone = tracked_id(self._db)
        return _wants([chosen.get(list_id or everyone, {})], chosen.get(everyone, {}))

    @writes
    def set_wanted(self, list_id: int | None, kind: Kind, wanted: bool | None) -> bool | None:
        """Chooses whether a list wants a kind; None = as the list of all, or as by default. Returns what it was."""
        target = tracked_id(self._db) if list_id is None else list_id
        before = _chosen(self._db).get(target, {}).get(kind)
        if wanted is None:
            _wanted.delete().where(_wanted.list_id == target, _wanted.kind == kind).execute(self._db)
        else:
            row = {"list_id": target, "kind": kind.value, "wanted": wanted}
            upsert(self._db, _wanted, [row], key=("list_id", "kind"))
        return before

    @reads
    def wanted_for(self, creator_ids: Iterable[int]) -> dict[int, frozenset[Kind]]:
        """Returns which kinds are wanted about each of these creators; those who aren't tracked are left out.

        What was chosen for a list the creator is on counts more than what the list of all says; of several lists, one
        that wants the kind is enough.
        """
        chosen, everyone = _chosen(self._db), tracked_id(self._db)
        theirs = _entries.select(_entries.creator_id, _entries.list_id)
        rows = read(self._db, theirs.where(_entries.creator_id.in_(any_of(self._db, creator_ids))))
        lists: dict[int, list[int]] = {row["creator_id"]: [] for row in rows}
        for row in rows:
            if row["list_id"] != everyone:
                lists[row["creator_id"]].append(row["list_id"])
        general = chosen.get(everyone, {})
        return {id_: _wants([chosen.get(one, {}) for one in on], general) for id_, on in lists.items()}


_Chosen = Mapping[Kind, bool]


def _wants(lists: Sequence[_Chosen], general: _Chosen) -> frozenset[Kind]:
    """lists: what was chosen for each of the lists in question. general: for the list of all."""
    wanted = set()
    for kind in CREATOR_KINDS:
        said = [one[kind] for one in lists if kind in one]
        if any(said) if said else general.get(kind, kind in DEFAULTS):
            wanted.add(kind)
    return frozenset(wanted)


def _chosen(db: Database) -> dict[int, dict[Kind, bool]]:
    """What was chosen, by list."""
    found: dict[int, dict[Kind, bool]] = {}
    for row in read(db, _wanted.select()):
        found.setdefault(row["list_id"], {})[_kind(row["kind"])] = bool(row["wanted"])
    return found


def _ids(db: Database, keys: Sequence[str]) -> dict[str, int]:
    theirs = _alerts.select(_alerts.alert_key, _alerts.id).where(_alerts.alert_key.in_(any_word_of(db, keys)))
    return {row["alert_key"]: row["id"] for row in read(db, theirs)}


def _newest() -> Any:
    return _alerts.select().order_by(_alerts.at.desc(), _alerts.id.desc())


def _trim(db: Database) -> None:
    """Deletes what isn't shown any more: stories, and what is beyond REMEMBERED."""
    ids = [(row["id"], row["kind"]) for row in read(db, _newest())]
    old = [(id_,) for id_, kind in ids[INBOX:] if kind == Kind.STORY] + [(id_,) for id_, _ in ids[REMEMBERED:]]
    execute_many(db, "DELETE FROM alerts WHERE id = ?", old)


def _mark(db: Database, ids: Iterable[int] | None, at: int | None) -> list[int]:
    other = _alerts.read_at.is_null() if at is not None else _alerts.read_at.is_null(False)
    theirs = other if ids is None else other & _alerts.id.in_(any_of(db, ids))
    changed = [row["id"] for row in read(db, _alerts.select(_alerts.id).where(theirs))]
    _alerts.update(read_at=at).where(theirs).execute(db)
    return changed


def _row(alert: Alert) -> Row:
    return {
        "alert_key": alert.key,
        "kind": alert.kind.value,
        "at": alert.at,
        "creator_id": alert.creator_id,
        "video_id": alert.video_id,
        "facts": dict(alert.facts),
        "told_at": alert.told_at,
        "read_at": alert.read_at,
    }


def _alert(row: Row) -> Alert:
    kept = {name: value for name, value in row.items() if name not in ("alert_key", "kind")}
    return Alert(key=row["alert_key"], kind=_kind(row["kind"]), **kept)


def _kind(text: str) -> Kind:
    """Raises StoreDamaged for one that TikTrack never writes."""
    try:
        return Kind(text)
    except ValueError as error:
        raise StoreDamaged(f"alerts.kind: {error}") from error


def _place(alert: Alert) -> tuple[int, float, int]:
    score = alert.facts.get("score")
    return -alert.at, -score if isinstance(score, int | float) else 0, -(alert.id or 0)
