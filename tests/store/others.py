"""Databases of other programs, made by SQL of our own with synthetic data: a trending scraper's, a creator tracker's.

All values are those of the numbered rows below, so that a test can tell what must become of each.
"""

from __future__ import annotations

import json
import sqlite3
import struct
from collections.abc import Iterable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from random import Random
from typing import Any

from tests.databases import Servers
from tiktrack_gui.core.database_url import DatabaseUrl
from tiktrack_gui.store.rows import execute_many
from tiktrack_gui.store.server import Server

POSTS = 10_000
CREATORS = 50
DAYS = 60
LIMIT_OF_32_BITS = 2_147_483_647
START = datetime(2025, 12, 1, tzinfo=UTC)
FIRST_DAY = date(2026, 1, 1)
FIRST_ID = 7_500_000_000_000_000_000
FIRST_CREATOR = 7_100_000_000_000_000_000

_COLUMNS = {
    "sources": "id platform account_handle account_name is_active is_trusted scrape_frequency_minutes "
    "last_checked_at created_at category",
    "raw_posts": "id source_id platform_post_id platform author content url posted_at likes comments shares views "
    "raw_data fetched_at processed",
    "stories": "id raw_post_id platform author content url posted_at score engagement_velocity reason_flagged "
    "is_active created_at updated_at headline",
    "creators": "id tiktok_id handle",
    "metrics": "id creator_id dl_date followers following videos likes",
}
_SCHEMA = (
    """
    CREATE TABLE sources (
        id {serial}, platform VARCHAR(50), account_handle VARCHAR(255), account_name VARCHAR(255), is_active BOOLEAN,
        is_trusted BOOLEAN, scrape_frequency_minutes INTEGER, last_checked_at {moment}, created_at {moment},
        category VARCHAR(50)
    )
    """,
    """
    CREATE TABLE raw_posts (
        id {serial}, source_id INTEGER REFERENCES sources (id), platform_post_id VARCHAR(255), platform VARCHAR(50),
        author VARCHAR(255), content TEXT, url VARCHAR(500), posted_at {moment}, likes INTEGER DEFAULT 0,
        comments INTEGER DEFAULT 0, shares INTEGER DEFAULT 0, views INTEGER DEFAULT 0, raw_data TEXT,
        fetched_at {moment}, processed BOOLEAN
    )
    """,
    """
    CREATE TABLE stories (
        id {serial}, raw_post_id INTEGER UNIQUE REFERENCES raw_posts (id), platform VARCHAR(50), author VARCHAR(255),
        content TEXT, url VARCHAR(500), posted_at {moment}, score FLOAT, engagement_velocity FLOAT,
        reason_flagged VARCHAR(255), is_active BOOLEAN, created_at {moment}, updated_at {moment}, headline TEXT
    )
    """,
    "CREATE TABLE creators (id {serial}, tiktok_id BIGINT, handle VARCHAR(255))",
    """
    CREATE TABLE metrics (
        id {serial}, creator_id INTEGER, dl_date DATE, followers INTEGER, following INTEGER, videos INTEGER,
        likes BIGINT
    )
    """,
)
_TYPES = {
    "sqlite": {"serial": "INTEGER PRIMARY KEY", "moment": "DATETIME"},
    "postgresql": {"serial": "SERIAL PRIMARY KEY", "moment": "TIMESTAMP"},
    "mariadb": {"serial": "INTEGER AUTO_INCREMENT PRIMARY KEY", "moment": "DATETIME"},
}

Row = dict[str, Any]


@dataclass
class Others:
    """The rows of a database of another program, by table."""

    sources: list[Row] = field(default_factory=list)
    raw_posts: list[Row] = field(default_factory=list)
    stories: list[Row] = field(default_factory=list)
    creators: list[Row] = field(default_factory=list)
    metrics: list[Row] = field(default_factory=list)

    def tables(self) -> dict[str, list[Row]]:
        return {name: getattr(self, name) for name in _COLUMNS}


def many(size: int = POSTS) -> Others:
    """That many posts, the same each time, of which 1 % are copies; stories of 5 %; 50 creators over 60 days. Times are
    in UTC.
    """
    random = Random(20260101)
    posts = [_post(random, number) for number in range(1, size + 1)]
    _copy_some(random, posts)
    others = Others(sources=_sources(), raw_posts=posts)
    others.stories = [_story(random, number, post) for number, post in enumerate(random.sample(posts, size // 20), 1)]
    others.creators = [
        {"id": number, "tiktok_id": FIRST_CREATOR + number, "handle": f"Grower.{number}"}
        for number in range(1, CREATORS + 1)
    ]
    others.metrics = list(_metrics(random))
    return others


def make(others: Others, kind: str, servers: Servers, path: Path) -> Path | DatabaseUrl:
    """Writes them to a new database of that kind; `path` is for SQLite's."""
    schema = [statement.format(**_TYPES[kind]) for statement in _SCHEMA]
    if kind == "sqlite":
        with closing(sqlite3.connect(path)) as file, file:
            for statement in schema:
                file.execute(statement)
            for table, rows in others.tables().items():
                file.executemany(_insert(table), _values(table, rows, _as_text))
        return path
    url = servers[kind].new()
    if kind == "mariadb":  # whatever the server's default is: the texts have emoji
        servers[kind].run("ALTER DATABASE CHARACTER SET utf8mb4", database=url)
    servers[kind].run(*schema, database=url)
    engine = Server(url)
    engine.db.connect()
    try:
        with engine.db.atomic():
            for table, rows in others.tables().items():
                execute_many(engine.db, _insert(table), _values(table, rows, lambda value: value))
    finally:
        engine.db.close()
    return url


def contents(place: Path | DatabaseUrl, servers: Servers, kind: str) -> object:
    """All that is in the database: a file's bytes, a server's rows."""
    if isinstance(place, Path):
        return place.read_bytes()
    questions = (f"SELECT * FROM {table} ORDER BY id" for table in _COLUMNS)
    return [servers[kind].run(question, database=place) for question in questions]


def stored_velocity(value: float, kind: str) -> float:
    """MariaDB's FLOAT has 32 bits."""
    return float(struct.unpack("f", struct.pack("f", value))[0]) if kind == "mariadb" else value


def _sources() -> list[Row]:
    names = ("@cats", "trending", "@news", "@dogs")
    return [
        {
            "id": number,
            "platform": ("TikTok", "tiktok", "YouTube", "TikTok")[number - 1],
            "account_handle": name,
            "account_name": f"About {name}",
            "is_active": number != 4,
            "is_trusted": number == 1,
            "scrape_frequency_minutes": None if number == 3 else 10 * number,
            "last_checked_at": None if number == 4 else START + timedelta(days=40, minutes=number),
            "created_at": START - timedelta(days=number),
            "category": "animals",
        }
        for number, name in enumerate(names, 1)
    ]


def _post(random: Random, number: int) -> Row:
    posted_at = START + timedelta(seconds=random.randrange(60 * 86_400))
    platform = random.choice(("TikTok", "tiktok", "TIKTOK", "TikTok", "YouTube", "instagram"))
    is_tiktok = platform.lower() == "tiktok"
    data = json.dumps({"id": number, "text": "é😀" * random.randrange(9), "stats": {"likes": random.randrange(10**12)}})
    return {
        "id": number,
        "source_id": random.choice((None, 1, 2, 3, 4)),
        "platform_post_id": str(FIRST_ID + number) if is_tiktok else f"{platform[:2]}-{number}",
        "platform": platform,
        "author": f"author{number % 700}",
        "content": f"caption {number} 😀 مرحبا",
        "url": f"https://example.com/{number}",
        "posted_at": posted_at,
        **{name: _count(random) for name in ("likes", "comments", "shares", "views")},
        "raw_data": random.choice((data, data, data, data[:-3], None, "")),
        "fetched_at": posted_at + timedelta(seconds=random.randrange(86_400)),
        "processed": random.random() < 0.5,
    }


def _count(random: Random) -> int | None:
    return random.choice((random.randrange(10**9), random.randrange(10**4), 0, None, LIMIT_OF_32_BITS, -1, 2**31 - 2))


def _copy_some(random: Random, posts: list[Row]) -> None:
    """Makes the last posts copies of others, some of them older, some of the same second."""
    for copy in posts[-len(posts) // 100 :]:
        post = random.choice(posts[:500])
        copy["platform"], copy["platform_post_id"] = post["platform"].upper(), post["platform_post_id"]
        if post["platform"].lower() != "tiktok":
            copy["platform"] = post["platform"]
        copy["fetched_at"] = post["fetched_at"] + timedelta(seconds=random.choice((-3600, 0, 3600)))


def _story(random: Random, number: int, post: Row) -> Row:
    created_at = random.choice((None, post["fetched_at"] + timedelta(minutes=1)))
    return {
        "id": number,
        "raw_post_id": post["id"],
        **{name: post[name] for name in ("platform", "author", "content", "url", "posted_at")},
        "score": random.choice((random.uniform(-5, 120), random.uniform(0, 100), 61.0, None)),
        "engagement_velocity": random.choice((random.uniform(0, 100_000), random.random(), None)),
        "reason_flagged": random.choice(("High velocity", "", None)),
        "is_active": random.choice((True, False, None)),
        "created_at": created_at,
        "updated_at": random.choice((None, post["fetched_at"] + timedelta(minutes=random.randrange(2, 5_000)))),
        "headline": f"headline {number}",
    }


def _metrics(random: Random) -> Iterable[Row]:
    number = 0
    for creator in range(1, CREATORS + 1):
        followers = random.randrange(10**6)
        for day in range(DAYS):
            number += 1
            followers += random.randrange(-100, 2_000)
            yield {
                "id": number,
                "creator_id": creator,
                "dl_date": FIRST_DAY + timedelta(days=day),
                "followers": random.choice((max(followers, 0), max(followers, 0), None, LIMIT_OF_32_BITS)),
                "following": random.randrange(1_000),
                "videos": random.choice((random.randrange(5_000), None)),
                "likes": random.choice((random.randrange(10**11), LIMIT_OF_32_BITS)),
            }


def _insert(table: str) -> str:
    names = _COLUMNS[table].split()
    return f"INSERT INTO {table} ({', '.join(names)}) VALUES ({', '.join('?' * len(names))})"


def _values(table: str, rows: Sequence[Row], converted: Any) -> list[list[Any]]:
    return [[converted(_without_zone(row.get(name))) for name in _COLUMNS[table].split()] for row in rows]


def _without_zone(value: Any) -> Any:
    return value.replace(tzinfo=None) if isinstance(value, datetime) else value


def _as_text(value: Any) -> Any:
    """As SQLAlchemy writes times to SQLite: datetimes with fractions."""
    if isinstance(value, datetime):
        return value.isoformat(sep=" ", timespec="microseconds")
    return value.isoformat() if isinstance(value, date) else value
