"""Copies what other programs have recorded: a trending scraper's posts and stories, a creator tracker's metrics.

Their database is only read, in one state. TikTrack's own rows are never changed: what it has itself, it knows better.
"""

from __future__ import annotations

import json
import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from peewee import Database, Desc, Field, Model, SqliteDatabase, fn

from tiktrack_gui.core.database_url import DatabaseKind, DatabaseUrl
from tiktrack_gui.core.errors import BadInput, StoreDamaged, StoreError
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import PLATFORM, CreatorState, Origin
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.connection import Part, writes
from tiktrack_gui.store.dialects import NAME_LENGTH
from tiktrack_gui.store.faults import translated
from tiktrack_gui.store.rows import Row, any_of, any_word_of, fetch, insert_new, quoted, read, read_one
from tiktrack_gui.store.tables import name_of

T = TypeVar("T")

CHUNK = 200  # rows; a post's raw data may have 64 KB, and many times that as objects
LIMIT_OF_32_BITS = 2**31 - 1
LIMIT_OF_64_BITS = 2**63 - 1
LAST_SECOND = 253_402_300_799  # of the year 9999
SMALLEST_TIKTOK_ID = 10**9
DEFAULT_FREQUENCY = 15  # minutes
DEFAULT_REASON = "Imported"

# Reasons, for people
NO_HANDLE = "sources without a platform or a handle"
NO_ID = "posts without a platform or a usable ID"
POST_WITHOUT_TIME = "posts without a usable time"
COPY_OF_POST = "older copies of the same post"
CUT_OFF = "raw data cut off, left out"
AT_LIMIT = "counts at the 32-bit limit, taken as unknown"
NO_POST = "stories without a usable post"
STORY_WITHOUT_TIME = "stories without a usable time"
COPY_OF_STORY = "older copies of the same story"
METRIC_WITHOUT_TIME = "metrics without a usable time"
METRIC_WITHOUT_COUNTS = "metrics without any number"

UTC_NOTE = "Times without a time zone are read as UTC."
SCRAPER_NOTES = (
    "Velocities are taken as they are: engagements per minute.",
    "Posts without a source belong to TikTok Trending.",
    "Stories whose video TikTrack hasn’t seen are imported as inactive: the feed can’t show them.",
)
TRACKER_NOTES = ("A date alone is read as midnight UTC.",)

_TIMES = frozenset("posted_at fetched_at created_at updated_at last_checked_at dl_date".split())
_REALS = frozenset(("score", "engagement_velocity"))
_SHARED = ("platform", "author", "content", "url", "posted_at")  # columns of a post and its story
_POST_COUNTS = ("likes", "comments", "shares", "views")
_CREATOR_COUNTS = ("followers", "following", "likes", "videos")

# The columns that may name a creator, the surest first
_IDS = ("creator_id", "user_id", "account_id", "tiktok_id")
_HANDLES = ("handle", "username", "unique_id", "account_handle", "name")
_NAMING = (*_IDS, *_HANDLES)
_TIKTOK_IDS = ("tiktok_id", "creator_id", "user_id", "id")
_CREATOR_TABLES = ("creators", "users", "accounts", "tiktokers")

Key = tuple[str, str]  # platform and the post's ID there
Who = tuple[str, ...]  # what a metric says about whose it is
Identity = tuple[int | None, str | None]  # TikTok's ID and the handle


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did, or would do.

    Attributes:
        new: The number of rows added, by table.
        known: The number of rows left as they were, by table: imported before, or better known to TikTrack.
        left_out: The number of rows by the reason; for counts and raw data, of those left out of rows that are new.
        notes: Sentences about what is taken how.
    """

    new: Mapping[str, int]
    known: Mapping[str, int]
    left_out: Mapping[str, int]
    notes: tuple[str, ...]


class Imports(Part):
    @writes
    def import_from(self, place: Path | DatabaseUrl, *, dry_run: bool) -> Imported:
        """Copies the history from another program's database. With dry_run, nothing stays of it but the numbers.

        Raises BadInput for a file that can't be read and a database without known tables, StoreDriverMissing, and
        StoreError for problems with either database.
        """
        with _opened(place) as theirs, self._db.atomic() as savepoint:
            imported = _import(theirs, self._db)
            if dry_run:
                savepoint.rollback()
            return imported


@dataclass(frozen=True)
class _Theirs:
    """The other program's database. columns: those of its tables, by the table's name."""

    db: Database
    columns: Mapping[str, Collection[str]]

    def has(self, table: str, *columns: str) -> bool:
        return table in self.columns and set(columns) <= set(self.columns[table])

    def present(self, table: str, columns: Iterable[str]) -> list[str]:
        return [name for name in columns if name in self.columns[table]]

    def column(self, table: str, name: str) -> str:
        """The SQL of a column's value; NULL for one that is missing."""
        if not self.has(table, name):
            return "NULL"
        sql, column = dialects.of(self.db), f"{table}.{quoted(self.db, name)}"
        if name in _TIMES:  # as text, also those that Python has no value for: 0000-00-00, infinity
            return f"CAST({column} AS {sql.text})"
        if name in _REALS and not sql.is_file:  # a 32-bit FLOAT is rounded when it's sent, but not as a DOUBLE
            return f"{column} + 0e0"
        return column

    def select(self, table: str, *names: str) -> dict[str, str]:
        return {name: self.column(table, name) for name in names}

    def rows(self, columns: Mapping[str, str], places: str) -> Iterator[Row]:
        """Yields the rows with these columns: names → SQL. places: what follows FROM. It must be read to its end."""
        sql = f"SELECT {', '.join(columns.values())} FROM {places}"
        for row in dialects.of(self.db).stream(self.db, sql, CHUNK):
            yield dict(zip(columns, row, strict=True))


@dataclass(frozen=True)
class _Tally:
    new: Counter[str] = field(default_factory=Counter)
    known: Counter[str] = field(default_factory=Counter)
    left_out: Counter[str] = field(default_factory=Counter)

    def begin(self, *of: type[Model]) -> None:
        """So that these tables are named, also without rows."""
        for table in of:
            self.took(table, new=0, known=0)

    def took(self, table: type[Model], *, new: int, known: int) -> None:
        self.new[name_of(table)] += new
        self.known[name_of(table)] += known


@contextmanager
def _opened(place: Path | DatabaseUrl) -> Iterator[_Theirs]:
    """Opens the database for reading, in one state. Raises BadInput, StoreUnreachable and others."""
    db = _database(place)
    try:
        with _about_theirs():
            db.connect()
            dialects.execute(db, dialects.of(db).read_only)
        with db.atomic(**dialects.of(db).reading):
            with _about_theirs():
                theirs = _Theirs(db, _columns(db))
            yield theirs
    finally:
        db.close()


@contextmanager
def _about_theirs() -> Iterator[None]:
    """The advice of these errors is about TikTrack's own database."""
    try:
        with translated():
            yield
    except StoreError as error:
        if type(error) not in (StoreError, StoreDamaged):
            raise
        raise BadInput(
            "The other program’s database can’t be read.", "Make sure it’s the right one, and TikTrack may read it."
        ) from error


def _database(place: Path | DatabaseUrl) -> Database:
    """Raises StoreDriverMissing."""
    if isinstance(place, DatabaseUrl) and place.kind is not DatabaseKind.SQLITE:
        from tiktrack_gui.store.server import Server  # with what peewee has for servers

        return Server(place, read_only=True).db
    path = place if isinstance(place, Path) else place.path
    return SqliteDatabase(f"{path.absolute().as_uri()}?mode=ro", uri=True, autoconnect=False, thread_safe=False)


def _columns(db: Database) -> dict[str, list[str]]:
    there = set(db.get_tables())
    wanted = ("sources", "raw_posts", "stories", "metrics", *_CREATOR_TABLES)
    return {table: [column.name for column in db.get_columns(table)] for table in wanted if table in there}


def _import(theirs: _Theirs, db: Database) -> Imported:
    """Raises BadInput if neither program's tables are there."""
    has_posts = theirs.has("raw_posts", "id", "platform", "platform_post_id", "posted_at")
    has_metrics = theirs.has("metrics", "dl_date") and bool(theirs.present("metrics", _NAMING))
    if not has_posts and not has_metrics:
        raise BadInput(
            "That database has none of the tables TikTrack can import.",
            "It needs raw_posts, stories and sources, or metrics.",
        )
    tally = _Tally()
    if has_posts:
        _Scraper(theirs, db, tally).run()
    if has_metrics:
        _Tracker(theirs, db, tally).run()
    notes = (UTC_NOTE, *(SCRAPER_NOTES if has_posts else ()), *(TRACKER_NOTES if has_metrics else ()))
    left_out = {reason: number for reason, number in tally.left_out.items() if number}
    return Imported(new=dict(tally.new), known=dict(tally.known), left_out=left_out, notes=notes)


class _Scraper:
    """Sources, posts and stories."""

    def __init__(self, theirs: _Theirs, db: Database, tally: _Tally) -> None:
        self._theirs, self._db, self._tally = theirs, db, tally

    def run(self) -> None:
        self._tally.begin(tables.Sources, tables.RawPosts, tables.Stories)
        sources, trending = self._import_sources()
        self._import_posts(sources, trending)
        if self._theirs.has("stories", "raw_post_id"):
            self._import_stories()

    def _import_sources(self) -> tuple[dict[Any, int], int]:
        """Returns our source IDs by theirs, and that of the trending feed."""
        table = tables.Sources
        rows = read(self._db, table.select(table.id, table.platform, table.account_handle))
        ours = {(row["platform"], row["account_handle"]): row["id"] for row in rows}
        found: dict[Any, int] = {}
        trending, before = ours[PLATFORM, "trending"], len(ours)
        for row in self._their_sources():
            key = _platform(row["platform"]), _word(row["account_handle"])
            if not all(key):
                self._tally.left_out[NO_HANDLE] += 1
                continue
            if key not in ours:
                ours[key] = table.insert(_source_row(key, row)).execute(self._db)
            found[row["id"]] = ours[key]
        new = len(ours) - before
        self._tally.took(table, new=new, known=len(found) - new)
        return found, trending

    def _their_sources(self) -> Iterator[Row]:
        if not self._theirs.has("sources", "id", "platform", "account_handle"):
            return iter(())
        names = "id platform account_handle account_name is_active is_trusted scrape_frequency_minutes".split()
        return self._theirs.rows(
            self._theirs.select("sources", *names, "last_checked_at", "created_at"), "sources ORDER BY id"
        )

    def _import_posts(self, sources: Mapping[Any, int], trending: int) -> None:
        kept = self._newest(self._dated_posts(), COPY_OF_POST)
        names = ("id", "platform_post_id", *_SHARED, *_POST_COUNTS, "raw_data", "source_id", "fetched_at")
        theirs = self._theirs.rows(self._theirs.select("raw_posts", *names), "raw_posts")
        for rows in _chunks(row for row in theirs if row["id"] in kept):
            by_key = _by_key(rows)
            ours = _post_ids(self._db, by_key)
            new = {key: row for key, row in by_key.items() if key not in ours}
            added = [self._post_row(key, row, sources.get(row["source_id"], trending)) for key, row in new.items()]
            self._add(tables.RawPosts, added, ("platform", "platform_post_id"), known=len(ours))

    def _dated_posts(self) -> Iterator[tuple[Key, int, Any]]:
        """Yields the key, the time and their ID of each usable post."""
        names = ("id", "platform", "platform_post_id", "posted_at", "fetched_at")
        for row in self._theirs.rows(self._theirs.select("raw_posts", *names), "raw_posts"):
            key, posted_at = _key(row), _moment(row["posted_at"])
            if key is None:
                self._tally.left_out[NO_ID] += 1
            elif posted_at is None:
                self._tally.left_out[POST_WITHOUT_TIME] += 1
            else:
                yield key, _moment(row["fetched_at"]) or posted_at, row["id"]

    def _post_row(self, key: Key, row: Row, source_id: int) -> Row:
        raw_data = _json(row["raw_data"])
        self._tally.left_out[CUT_OFF] += raw_data is None
        self._tally.left_out[AT_LIMIT] += sum(_is_at_limit(row[name]) for name in _POST_COUNTS)
        shared = _shared(row)
        return {
            **shared,
            "platform": key[0],
            "platform_post_id": key[1],
            **{name: _count(row[name]) for name in _POST_COUNTS},
            "raw_data": {} if raw_data is None else raw_data,
            "source_id": source_id,
            "fetched_at": _moment(row["fetched_at"]) or shared["posted_at"],
        }

    def _import_stories(self) -> None:
        kept = self._newest(self._dated_stories(), COPY_OF_STORY)
        names = ("score", "engagement_velocity", "reason_flagged", "is_active")
        for rows in _chunks(row for row in self._their_stories(*names) if row["id"] in kept):
            by_key = _by_key(rows, "post_platform")
            posts = _post_ids(self._db, by_key)
            known = _known(self._db, tables.Stories.raw_post_id, posts.values())
            shown = _videos(self._db, posts)
            added = [
                _story_row(post_id, by_key[key], can_be_shown=key in shown)
                for key, post_id in posts.items()
                if post_id not in known
            ]
            self._tally.left_out[NO_POST] += len(by_key) - len(posts)
            self._add(tables.Stories, added, ("raw_post_id",), known=len(known))

    def _dated_stories(self) -> Iterator[tuple[Key, int, Any]]:
        for row in self._their_stories():
            key, posted_at = _key(row, "post_platform"), _moment(row["posted_at"])
            if key is None:
                self._tally.left_out[NO_POST] += 1
            elif posted_at is None:
                self._tally.left_out[STORY_WITHOUT_TIME] += 1
            else:
                yield key, _times_of_story(row)[1], row["id"]

    def _their_stories(self, *names: str) -> Iterator[Row]:
        """Yields stories, each with its post's key and with what only its post has."""
        column = self._theirs.column
        columns = {
            "id": column("stories", "id" if self._theirs.has("stories", "id") else "raw_post_id"),
            "post_platform": column("raw_posts", "platform"),
            "platform_post_id": column("raw_posts", "platform_post_id"),
            "fetched_at": column("raw_posts", "fetched_at"),
            **{name: f"COALESCE({column('stories', name)}, {column('raw_posts', name)})" for name in _SHARED},
            **self._theirs.select("stories", "created_at", "updated_at", *names),
        }
        return self._theirs.rows(columns, "stories LEFT JOIN raw_posts ON raw_posts.id = stories.raw_post_id")

    def _newest(self, rows: Iterable[tuple[Key, int, Any]], reason: str) -> set[Any]:
        """Returns the IDs of the newest row of each key: (key, time, ID). The others are left out for that reason."""
        newest: dict[Key, tuple[int, Any]] = {}
        for key, at, id_ in rows:
            self._tally.left_out[reason] += key in newest
            newest[key] = max(newest.get(key, (at, id_)), (at, id_))
        return {id_ for _, id_ in newest.values()}

    def _add(self, table: type[Model], rows: list[Row], key: Sequence[str], *, known: int) -> None:
        _insert(self._db, table, rows, key)
        self._tally.took(table, new=len(rows), known=known)


class _Tracker:
    """Creators and their metrics."""

    def __init__(self, theirs: _Theirs, db: Database, tally: _Tally) -> None:
        self._theirs, self._db, self._tally = theirs, db, tally
        self._naming = theirs.present("metrics", _NAMING)

    def run(self) -> None:
        self._tally.begin(tables.Creators, tables.CreatorSamples)
        creators = self._import_creators()
        for rows in _chunks(self._metrics(Counter())):
            self._import_metrics(creators, rows)

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
            at = _moment(row["dl_date"])
            if at is None:
                left_out[METRIC_WITHOUT_TIME] += 1
            elif all(_count(row[name]) is None for name in _CREATOR_COUNTS):
                left_out[METRIC_WITHOUT_COUNTS] += 1
            else:
                yield tuple(_text(row[name]).strip() for name in self._naming), at, row

    def _identities(self, everyone: Iterable[Who]) -> dict[Who, Identity]:
        """What the metrics say themselves, and what the table of creators says about them."""
        listed = self._listed()
        identities = {}
        for who in everyone:
            id_, handle = _identity(dict(zip(self._naming, who, strict=True)))
            listed_id, listed_handle = listed.get(_reference(who[0]), (None, None))
            identities[who] = (id_ or listed_id, handle or listed_handle)
        return identities

    def _listed(self) -> dict[str, Identity]:
        """Returns the creators of their table by what the metrics call them."""
        name = self._naming[0]
        kin = ("id", *_IDS) if name in _IDS else _HANDLES
        for table in (table for table in _CREATOR_TABLES if table in self._theirs.columns):
            if keys := self._theirs.present(table, (name, *kin)):
                columns = self._theirs.present(table, dict.fromkeys(("id", *_NAMING)))
                rows = self._theirs.rows(self._theirs.select(table, *columns), table)
                return {_reference(row[keys[0]]): _identity(row) for row in rows}
        return {}

    def _creator(self, identity: Identity, first_seen_at: int) -> tuple[int | None, bool]:
        """Returns our creator's ID, or None, and whether it was recorded just now."""
        id_, handle = identity
        if id_ is not None and _known(self._db, tables.Creators.id, [id_]):
            return id_, False
        if handle is None or (named := _creator_named(self._db, handle)) is not None:
            return (None if handle is None else named), False
        if id_ is None:
            return None, False
        row = {"id": id_, "handle": handle, "state": CreatorState.ACTIVE, "not_found_count": 0, "hidden": False}
        _insert(self._db, tables.Creators, [{**row, "first_seen_at": first_seen_at}], ("id",))
        return id_, True

    def _import_metrics(self, creators: Mapping[Who, int], rows: Iterable[tuple[Who, int, Row]]) -> None:
        usable = [((creators[who], at), row) for who, at, row in rows if who in creators]
        known = _sampled(self._db, [place for place, _ in usable])
        new: dict[tuple[int, int], Row] = {}
        for place, row in usable:
            if place not in known:
                new.setdefault(place, row)
        self._tally.left_out[AT_LIMIT] += sum(
            _is_at_limit(row[name]) for row in new.values() for name in _CREATOR_COUNTS
        )
        samples = [_sample_row(creator_id, at, row) for (creator_id, at), row in new.items()]
        _insert(self._db, tables.CreatorSamples, samples, ("creator_id", "at"))
        self._tally.took(tables.CreatorSamples, new=len(new), known=len(usable) - len(new))


# Our rows


def _source_row(key: Key, row: Row) -> Row:
    platform, handle = key
    created_at = _moment(row["created_at"])
    return {
        "platform": platform,
        "account_handle": handle,
        "account_name": _word(row["account_name"]) or handle,
        "is_active": _flag(row["is_active"], default=True),
        "is_trusted": _flag(row["is_trusted"], default=False),
        "scrape_frequency_minutes": _count(row["scrape_frequency_minutes"]) or DEFAULT_FREQUENCY,
        "last_run_at": _moment(row["last_checked_at"]),
        **({} if created_at is None else {"created_at": created_at}),  # else now
    }


def _story_row(post_id: int, row: Row, *, can_be_shown: bool) -> Row:
    flagged_at, updated_at = _times_of_story(row)
    return {
        "raw_post_id": post_id,
        **_shared(row),
        "score": min(100, max(0, round(_real(row["score"]) or 0))),
        "engagement_velocity": _real(row["engagement_velocity"]),
        "reason_flagged": _text(row["reason_flagged"]) or DEFAULT_REASON,
        "score_parts": {},
        "is_active": can_be_shown and _flag(row["is_active"], default=True),
        "flagged_at": flagged_at,
        "updated_at": updated_at,
    }


def _times_of_story(row: Row) -> tuple[int, int]:
    """When the story was flagged and when it was updated. It must have a usable `posted_at`."""
    created, updated, fetched, posted = (
        _moment(row[name]) for name in ("created_at", "updated_at", "fetched_at", "posted_at")
    )
    flagged_at = created or updated or fetched or posted or 0
    return flagged_at, updated or flagged_at


def _shared(row: Row) -> Row:
    """The columns shared by a post and its story. The row must have a usable `posted_at`."""
    texts = {name: _text(row[name]) for name in ("author", "content", "url")}
    return {"platform": _platform(row["platform"]), **texts, "posted_at": _moment(row["posted_at"])}


def _sample_row(creator_id: int, at: int, row: Row) -> Row:
    counts = {name: _count(row[name]) for name in _CREATOR_COUNTS}
    return {"creator_id": creator_id, "at": at, **counts, "rounded": 0, "repaired": 0, "origin": Origin.IMPORTED}


def _insert(db: Database, table: type[Model], rows: list[Row], key: Sequence[str]) -> None:
    """In the order of the keys: two programs that wrote the same rows in different orders would wait for each other."""
    insert_new(db, table, sorted(rows, key=lambda row: [row[name] for name in key]), key=key)


# What TikTrack has already


def _post_ids(db: Database, keys: Iterable[Key]) -> dict[Key, int]:
    """Returns the IDs of our posts by their keys."""
    posts, found = tables.RawPosts, {}
    by_platform: dict[str, list[str]] = {}
    for platform, post_id in keys:
        by_platform.setdefault(platform, []).append(post_id)
    for platform, post_ids in by_platform.items():
        theirs = posts.platform_post_id.in_(any_word_of(db, post_ids))
        rows = read(db, posts.select(posts.id, posts.platform_post_id).where(posts.platform == platform, theirs))
        found.update({(platform, row["platform_post_id"]): row["id"] for row in rows})
    return found


def _known(db: Database, column: Field, ids: Iterable[int]) -> set[int]:
    """Returns those of the IDs that are in the column."""
    rows = read(db, column.model.select(column).where(column.in_(any_of(db, ids))))
    return {row[column.name] for row in rows}


def _videos(db: Database, posts: Iterable[Key]) -> set[Key]:
    """Returns the posts whose video TikTrack has."""
    tiktoks = [post_id for platform, post_id in posts if platform == PLATFORM and _is_number(post_id)]
    return {(PLATFORM, str(id_)) for id_ in _known(db, tables.Videos.id, map(int, tiktoks))}


def _creator_named(db: Database, handle: str) -> int | None:
    """Returns the ID of the creator last seen with that handle."""
    creators, samples = tables.Creators, tables.CreatorSamples
    newest = samples.select(fn.MAX(samples.at)).where(samples.creator_id == creators.id)
    holders = creators.select(creators.id).where(dialects.of(db).same_handle(creators.handle, handle))
    row = read_one(db, holders.order_by(Desc(newest), creators.first_seen_at.desc()))
    return None if row is None else row["id"]


def _sampled(db: Database, places: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Returns those of the (creator ID, second) pairs at which there is a sample."""
    sql = dialects.of(db)
    condition = "s.creator_id = wanted.k AND s.at = wanted.v"
    wanted = sql.pairs.format(param="?")
    question = f"SELECT s.creator_id, s.at FROM {wanted} {sql.join} creator_samples AS s ON {condition}"
    return {(creator_id, at) for creator_id, at in fetch(db, question, json.dumps(list(places)))}


# Their values


def _key(row: Row, platform: str = "platform") -> Key | None:
    """What identifies a post; None if something of it is missing or can't be an ID."""
    key = name, post_id = _platform(row[platform]), _text(row["platform_post_id"]).strip()
    usable = _is_number(post_id) if name == PLATFORM else len(post_id) <= NAME_LENGTH
    return key if all(key) and usable else None


def _by_key(rows: Iterable[Row], platform: str = "platform") -> dict[Key, Row]:
    return {key: row for row in rows if (key := _key(row, platform)) is not None}


def _platform(value: Any) -> str:
    platform = _word(value)
    return PLATFORM if platform.casefold() == PLATFORM.casefold() else platform


def _word(value: Any) -> str:
    return _text(value).strip()[:NAME_LENGTH].rstrip()


def _text(value: Any) -> str:
    """Without NUL, which PostgreSQL's texts can't have."""
    if value is None:
        return ""
    text = value.decode(errors="replace") if isinstance(value, bytes) else str(value)
    return text.replace("\0", "")


def _moment(value: Any) -> int | None:
    """Returns a time's whole seconds; None for one that can't be meant, such as 0000-00-00 or the year 1970's start."""
    try:
        moment = datetime.fromisoformat(_text(value).strip())
    except ValueError:
        return None
    seconds = math.floor((moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp())
    return seconds if 0 < seconds <= LAST_SECOND else None


def _json(value: Any) -> Any | None:
    """Returns what the text contains, {} if there is none, and None if it isn't JSON."""
    if not isinstance(value, str | bytes):
        return {} if value is None else value  # from a JSON column
    if not value.strip():
        return {}
    try:
        content = json.loads(value, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        return None
    return {} if content is None else content


def _no_constant(name: str) -> None:
    """Python reads NaN, which is no JSON."""
    raise ValueError(name)


def _whole(value: Any) -> int | None:
    try:
        return int(value)
    except (TypeError, ValueError, OverflowError):
        return None


def _is_at_limit(value: Any) -> bool:
    number = _whole(value)
    return number is not None and (number == LIMIT_OF_32_BITS or not 0 <= number <= LIMIT_OF_64_BITS)


def _count(value: Any) -> int | None:
    return None if _is_at_limit(value) else _whole(value)


def _real(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _flag(value: Any, *, default: bool) -> bool:
    return default if value is None else bool(value)


def _is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and int(text) <= LIMIT_OF_64_BITS


def _identity(row: Row) -> Identity:
    """Returns the creator's ID at TikTok and its handle, as far as the row has them."""
    numbers = [_whole(row.get(name)) for name in _TIKTOK_IDS]
    ids = (number for number in numbers if number and SMALLEST_TIKTOK_ID <= number <= LIMIT_OF_64_BITS)
    handles = (_handle(row.get(name)) for name in _HANDLES)
    return next(ids, None), next((handle for handle in handles if handle), None)


def _handle(value: Any) -> str | None:
    try:
        return parse_handle(_text(value))
    except BadInput:
        return None


def _reference(value: Any) -> str:
    return _text(value).strip().removeprefix("@").lower()


def _unknown(who: Who, identity: Identity) -> str:
    """Says which creator TikTrack can't tell."""
    id_, handle = identity
    if handle is None and id_ is None and not _reference(who[0]):
        return "metrics that name no creator"
    name = f"@{handle}" if handle else f"The creator {id_ or who[0]}"
    return f"{name} isn’t known to TikTrack: track it, then import again"


def _chunks(rows: Iterable[T]) -> Iterator[list[T]]:
    iterator = iter(rows)
    while chunk := list(islice(iterator, CHUNK)):
        yield chunk
