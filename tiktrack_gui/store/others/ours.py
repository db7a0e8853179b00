"""What TikTrack has already of what is imported, and what was counted while rows were added."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from peewee import Database, Field, Model

from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.store import dialects, tables
from tiktrack_gui.store.lookups import holders
from tiktrack_gui.store.others.values import Key, is_number
from tiktrack_gui.store.rows import Row, any_of, any_word_of, fetch, insert_new, read, read_one
from tiktrack_gui.store.tables import name_of

AT_LIMIT = "counts at the 32-bit limit, taken as unknown"


@dataclass(frozen=True)
class Tally:
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


def insert_sorted(db: Database, table: type[Model], rows: list[Row], key: Sequence[str]) -> None:
    """In the order of the keys: two programs that wrote the same rows in different orders would wait for each other."""
    insert_new(db, table, sorted(rows, key=lambda row: [row[name] for name in key]), key=key)


def known_posts(db: Database, keys: Iterable[Key]) -> dict[Key, int]:
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


def known_in(db: Database, column: Field, ids: Iterable[int]) -> set[int]:
    """Returns those of the IDs that are in the column."""
    rows = read(db, column.model.select(column).where(column.in_(any_of(db, ids))))
    return {row[column.name] for row in rows}


def videos_of(db: Database, posts: Iterable[Key]) -> set[Key]:
    """Returns the posts whose video TikTrack has."""
    tiktoks = [post_id for platform, post_id in posts if platform == PLATFORM and is_number(post_id)]
    return {(PLATFORM, str(id_)) for id_ in known_in(db, tables.Videos.id, map(int, tiktoks))}


def creator_named(db: Database, handle: str) -> int | None:
    """Returns the ID of the creator last seen with that handle."""
    row = read_one(db, holders(db, handle))
    return None if row is None else row["id"]


def sampled_at(db: Database, places: Iterable[tuple[int, int]]) -> set[tuple[int, int]]:
    """Returns those of the (creator ID, second) pairs at which there is a sample."""
    sql = dialects.of(db)
    condition = "s.creator_id = wanted.k AND s.at = wanted.v"
    wanted = sql.pairs.format(param="?")
    question = f"SELECT s.creator_id, s.at FROM {wanted} {sql.join} creator_samples AS s ON {condition}"
    return {(creator_id, at) for creator_id, at in fetch(db, question, json.dumps(list(places)))}
