"""Erases everything about one creator from an open database, also from one of an older version, such as a backup.

By what the tables are called and have, not by their models: a table that says whose its rows are by `creator_id`, or
by `video_id`, is covered without being named here. Call it inside a transaction, or with foreign keys on.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from peewee import Database

from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import PLATFORM
from tiktrack_gui.core.persons import MAYBE_POSTED, Person
from tiktrack_gui.core.sources import TRENDING
from tiktrack_gui.core.words_index import words_of
from tiktrack_gui.store import dialects
from tiktrack_gui.store.lookups import holders
from tiktrack_gui.store.rows import execute_many, fetch, quoted, read

Schema = Mapping[str, Mapping[str, str]]  # the type of each column of each table, in lower case

# What others wrote is searched for mentions, except in these columns: names the user gave, and what an account is or
# was called, which may be another one's by now.
NOT_SEARCHED = {
    *(
        ("lists", "name"),
        ("brands", "name"),
        ("campaigns", "name"),
        ("channels", "name"),
        ("channels", "guild"),
        ("channels", "rules"),
    ),
    *(("sources", "account_handle"), ("creators", "handle"), ("raw_posts", "author"), ("stories", "author")),
    *(("raw_posts", "url"), ("stories", "url"), ("raw_posts", "raw_data"), ("creator_words", "word")),
    *(("statuses", "name"), ("creator_statuses", "status"), ("tags", "name")),
}
INTERNAL = {"schema_migration", "identity", "creator_words"}
EMPTY = "{}"  # JSON
_NOT_LITERAL = re.compile(r'[\\"%]')  # in a pattern of LIKE, or in JSON


def schema_of(db: Database) -> Schema:
    tables: list[str] = db.get_tables()
    return {
        table: {column.name: str(column.data_type).lower() for column in db.get_columns(table)}
        for table in sorted(tables)
        if not table.startswith("sqlite_")
    }


def holder_of(db: Database, handle: str) -> int | None:
    """Returns the ID of the creator that has the handle, or had it last; None if there is none."""
    rows = read(db, holders(db, handle).limit(1))
    return int(rows[0]["id"]) if rows else None


def person_of(db: Database, creator_id: int) -> Person | None:
    """Returns what names the creator in this database; None if it isn't there."""
    found = fetch(db, "SELECT handle, name, sec_uid FROM creators WHERE id = ?", creator_id)
    if not found:
        return None
    handle, name, sec_uid = found[0]
    earlier = fetch(db, "SELECT field, old, new FROM creator_changes WHERE creator_id = ?", creator_id)
    called = {value for field, old, new in earlier if field == "handle" for value in (old, new) if value} | {handle}
    names = {value for field, old, new in earlier if field == "name" for value in (old, new) if value} | {name or ""}
    videos = fetch(db, "SELECT id FROM videos WHERE creator_id = ?", creator_id)
    key = quoted(db, "key")
    posts = fetch(db, f"SELECT {key}, message_id, thread_id FROM deliveries WHERE creator_id = ?", creator_id)
    return Person(
        id=creator_id,
        handle=handle,
        handles=frozenset(one for one in map(canonical, called) if _is_only_theirs(db, one, creator_id)),
        names=frozenset(names - {""}),
        sec_uid=sec_uid,
        video_ids=frozenset(id_ for (id_,) in videos),
        marks=frozenset(str(mark) for post in posts for mark in post if mark is not None),
    )


def _is_only_theirs(db: Database, handle: str, creator_id: int) -> bool:
    return all(row["id"] == creator_id for row in read(db, holders(db, handle)))


def erase(db: Database, person: Person) -> int:
    """Deletes all rows of the creator and what others' rows say about it; returns how many rows it deleted or changed.

    What is left of posts in Discord is the key of each, by which it isn't posted a second time, see `_keep_keys`.
    """
    return _Erasing(db, person).run()


class _Erasing:
    def __init__(self, db: Database, person: Person) -> None:
        self._db, self._person, self._schema = db, person, schema_of(db)
        self._rows = 0
        videos, theirs = set(person.video_ids), "creator_id = ? AND video_id IS NOT NULL"
        for table, columns in self._schema.items():
            if {"video_id", "creator_id"} <= columns.keys():
                videos |= {id_ for (id_,) in fetch(db, f"SELECT video_id FROM {table} WHERE {theirs}", person.id)}
        self._videos = sorted(videos)

    def run(self) -> int:
        self._erase_posts()
        self._keep_keys()
        self._erase_sources()
        self._erase_given()
        self._erase_campaigns()
        self._erase_rows()
        self._delete("creators", "id", [self._person.id])
        self._erase_references()
        self._erase_mentions()
        return self._rows

    # Rows of the creator

    def _erase_posts(self) -> None:
        """The raw posts and stories: by the video, and of imported ones, whose videos aren't known, by the author."""
        theirs = {str(id_) for id_ in self._videos}
        posts = self._select("raw_posts", "id, platform_post_id, author", "platform = ?", PLATFORM)
        by_author = {post for _, post, author in posts if canonical(author) in self._person.handles} - theirs
        others = self._of_others(by_author)
        ids = [id_ for id_, post, _ in posts if post in theirs or (post in by_author and post not in others)]
        self._delete("stories", "raw_post_id", ids)
        self._delete("raw_posts", "id", ids)

    def _of_others(self, posts: Iterable[str]) -> set[str]:
        """Those whose video is known to be of another creator, that had the handle at another time."""
        known = json.dumps([int(post) for post in posts if post.isdecimal()])
        numbers = dialects.of(self._db).numbers.format(param="?")
        sql = f"SELECT id FROM videos WHERE id IN (SELECT value FROM {numbers})"
        return {str(id_) for (id_,) in fetch(self._db, sql, known)}

    def _erase_rows(self) -> None:
        """What belongs to a video first: its rows refer to it."""
        for table, columns in self._schema.items():
            if "video_id" in columns:
                self._delete(table, "video_id", self._videos)
        for table, columns in self._schema.items():
            if "creator_id" in columns:
                self._delete(table, "creator_id", [self._person.id])

    def _erase_sources(self) -> None:
        """Their source, with its runs. What it found of others counts as found in the feed from then on."""
        followed = "creator_id" in self._schema["sources"]
        theirs = {f"@{handle}" for handle in self._person.handles}
        rows = self._select("sources", f"id, account_handle, {'creator_id' if followed else 'NULL'}")
        ids = [
            id_
            for id_, handle, creator_id in rows
            if creator_id == self._person.id or (creator_id is None and canonical(handle) in theirs)
        ]
        feed = next((id_ for id_, handle, _ in rows if handle == TRENDING), None)
        if ids and feed is not None:
            execute_many(
                self._db, "UPDATE raw_posts SET source_id = ? WHERE source_id = ?", [(feed, id_) for id_ in ids]
            )
        self._delete("scrape_runs", "source_id", ids)
        self._delete("sources", "id", ids)

    def _erase_given(self) -> None:
        """What was typed and is still to be looked up."""
        names = {str(self._person.id), self._person.sec_uid, *map(str, self._videos)} - {None}
        for table in ("pending_creators", "brand_jobs"):
            rows = self._select(table, "id, given") if table in self._schema else []
            parts = {id_: set(canonical(given).replace("@", "").rstrip("/").split("/")) for id_, given in rows}
            wanted = names | self._person.handles
            self._delete(table, "id", [id_ for id_, found in parts.items() if not found.isdisjoint(wanted)])

    def _erase_campaigns(self) -> None:
        """Videos that were never measured are told by the handle of their link; and whom a campaign is for."""
        for table, column in (("campaign_videos", "handle"), ("campaigns", "brand")):
            rows = self._select(table, column, f"{column} IS NOT NULL") if table in self._schema else []
            theirs = sorted({handle for (handle,) in rows if canonical(handle) in self._person.handles})
            if table == "campaigns":
                self._write("UPDATE campaigns SET brand = NULL WHERE brand = ?", [(handle,) for handle in theirs])
            else:
                self._delete(table, column, theirs)

    def _keep_keys(self) -> None:
        """Keeps of each post in Discord what a search of its channel finds: its IDs and its key, a hash.

        By these it is recognised if the creator is met and chosen again, and nothing is posted twice. Where a post may
        be there, or its message isn't known, its channel is searched again before the next post there.
        """
        if "earlier_posts" not in self._schema:
            return
        key = quoted(self._db, "key")
        theirs = self._select(
            "deliveries", f"channel_id, state, message_id, thread_id, {key}, payload", "creator_id = ?", self._person.id
        )
        names = {_thread_name(payload) for *_, payload in theirs}
        self._forget_thread_names(names)
        there = [post for post in theirs if post[1] in MAYBE_POSTED]
        unsure = {channel for channel, state, message, *_ in there if message is None or state != MAYBE_POSTED[0]}
        searched = {channel for (channel,) in self._select("channel_searches", "channel_id")}
        self._delete("earlier_posts", "channel_id", sorted(unsure))
        self._delete("channel_searches", "channel_id", sorted(unsure))
        rows = [
            (message, channel, thread, mark)
            for channel, _, message, thread, mark, _ in there
            if message is not None and channel in searched - unsure
        ]
        skip = dialects.of(self._db).do_nothing("earlier_posts", ("message_id",))
        sql = f"INSERT INTO earlier_posts (message_id, channel_id, thread_id, {key}) VALUES (?, ?, ?, ?) {skip}"
        execute_many(self._db, sql, sorted(rows))

    def _forget_thread_names(self, names: set[str]) -> None:
        named = self._select("earlier_posts", "message_id, thread_name", "thread_name IS NOT NULL")
        ids = [id_ for id_, name in named if name in names or self._person.is_named_in(name)]
        self._delete("earlier_posts", "message_id", ids)

    # What others' rows say

    def _erase_references(self) -> None:
        if "similar_to" in self._schema.get("candidates", {}):
            self._write(
                "UPDATE candidates SET similarity = NULL, similar_to = NULL WHERE similar_to = ?", [(self._person.id,)]
            )
        for brand_id, text in self._select("brands", "id, profile") if "brands" in self._schema else []:
            profile = json.loads(text)
            examples = [one for one in profile.get("examples", ()) if int(one) != self._person.id]
            if len(examples) != len(profile.get("examples", ())):
                changed = json.dumps(profile | {"examples": examples}, ensure_ascii=False)
                self._write("UPDATE brands SET profile = ? WHERE id = ?", [(changed, brand_id)])
        patterns = [str(self._person.id), *([self._person.sec_uid] if self._person.sec_uid else [])]
        rows = self._containing("raw_posts", "raw_data", [*patterns, *self._person.names], self._person.handles)
        told = [id_ for id_, text in rows if self._person.is_in_json(text)]
        self._write("UPDATE raw_posts SET raw_data = ? WHERE id = ?", [(EMPTY, id_) for id_ in told])

    def _erase_mentions(self) -> None:
        theirs = self._containing("videos", "sound", self._person.names, self._person.handles)
        silenced = [(id_,) for id_, sound in theirs if self._person.is_sound_of(sound)]
        self._write("UPDATE videos SET sound = NULL WHERE id = ?", silenced)
        for table, columns in self._schema.items():
            for column, kind in columns.items():
                is_text = "text" in kind or "char" in kind
                if is_text and table not in INTERNAL and (table, column) not in NOT_SEARCHED:
                    changed = self._without_mentions(table, column)
                    if table == "creators":
                        self._index_again(changed)

    def _without_mentions(self, table: str, column: str) -> list[tuple[Any, ...]]:
        """Returns the keys of the rows that were changed."""
        mentions = {f"@{spelled}" for one in self._person.handles for spelled in (one, json.dumps(one)[1:-1])}
        rows = self._containing(table, column, (), mentions)
        new = [(after, *key) for *key, text in rows if (after := self._person.without(text)) != text]
        where = " AND ".join(f"{quoted(self._db, key)} = ?" for key in self._keys(table))
        self._write(f"UPDATE {table} SET {quoted(self._db, column)} = ? WHERE {where}", new)
        return [tuple(key) for _, *key in new]

    def _index_again(self, changed: Sequence[tuple[Any, ...]]) -> None:
        """The words by which the creators are found whose texts were changed."""
        if "creator_words" not in self._schema:
            return
        for (id_,) in changed:
            [texts] = self._select("creators", "handle, name, bio", "id = ?", id_)
            self._write("DELETE FROM creator_words WHERE creator_id = ?", [(id_,)])
            rows = [(id_, word) for word in sorted(words_of(*texts))]
            execute_many(self._db, "INSERT INTO creator_words (creator_id, word) VALUES (?, ?)", rows)

    # SQL

    def _select(self, table: str, columns: str, condition: str = "1 = 1", *values: Any) -> list[tuple[Any, ...]]:
        return fetch(self._db, f"SELECT {columns} FROM {table} WHERE {condition}", *values)

    def _containing(
        self, table: str, column: str, texts: Iterable[str], folded: Iterable[str]
    ) -> list[tuple[Any, ...]]:
        """Returns keys and texts of the rows that may have one of these in a column. folded: in any case."""
        name = quoted(self._db, column)
        patterns = [*((f"{name} LIKE ?", text) for text in texts), *((f"LOWER({name}) LIKE ?", one) for one in folded)]
        if not patterns:
            return []
        keys = ", ".join(quoted(self._db, key) for key in self._keys(table))
        conditions = " OR ".join(condition for condition, _ in patterns)
        values = [f"%{_NOT_LITERAL.sub('_', text)}%" for _, text in patterns]
        return fetch(self._db, f"SELECT {keys}, {name} FROM {table} WHERE {conditions}", *values)

    def _keys(self, table: str) -> list[str]:
        return list(self._db.get_primary_keys(table))

    def _delete(self, table: str, column: str, values: Sequence[Any]) -> None:
        if table in self._schema:
            self._write(f"DELETE FROM {table} WHERE {column} = ?", [(value,) for value in values])

    def _write(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        self._rows += execute_many(self._db, sql, rows)


def _thread_name(payload: str) -> str:
    try:
        return str(json.loads(payload).get("thread_name", ""))
    except (ValueError, AttributeError):
        return ""
