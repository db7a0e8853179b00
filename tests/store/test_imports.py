"""What other programs recorded is copied to a store, and their databases stay as they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from tests.databases import KINDS, Servers
from tests.store import others as theirs
from tests.store.examples import FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator, a_run, a_video, measured
from tests.store.others import LIMIT_OF_32_BITS, Others, contents, make, many, stored_velocity
from tiktrack_gui.core.database_url import parse_database_url
from tiktrack_gui.core.errors import BadInput, StoreRefused
from tiktrack_gui.core.models import CreatorSample, Origin
from tiktrack_gui.store import Store
from tiktrack_gui.store.imports import Imported
from tiktrack_gui.store.rows import fetch

FEWER = 1_000  # posts; for servers, which take longer
PAIRS = [
    ("sqlite", "sqlite", theirs.POSTS),
    *((kind, "sqlite", FEWER) for kind in KINDS[1:]),
    *(("sqlite", kind, FEWER) for kind in KINDS[1:]),
]
COUNTS = ("likes", "comments", "shares", "views")
METRICS = ("followers", "following", "likes", "videos")
COPIES = "older copies of the same post"
STORY_COPIES = "older copies of the same story"
AT_LIMIT = "counts at the 32-bit limit, taken as unknown"
CUT_OFF = "raw data cut off, left out"
EVERYTHING = "sources raw_posts stories creators creator_samples".split()
MORNING = datetime(2026, 1, 1, 8, tzinfo=UTC)

Row = dict[str, Any]


def ask(store: Store, sql: str) -> list[tuple[Any, ...]]:
    connection = store._connection
    return connection.call(lambda: fetch(connection.db, sql), write=False).result()


def everything(store: Store) -> list[list[tuple[Any, ...]]]:
    return [ask(store, f"SELECT * FROM {table} ORDER BY 1, 2") for table in EVERYTHING]


def file_of(path: Path, *statements: str) -> Path:
    with closing(sqlite3.connect(path)) as file, file:
        for statement in statements:
            file.execute(statement)
    return path


def put(store: Store, place: Path, *, dry_run: bool = False) -> Imported:
    return store.imports.import_from(place, dry_run=dry_run).result()


# All rows of a large database, on each kind


@cache
def large(size: int) -> Others:
    return many(size)


def platform(row: Row) -> str:
    return "TikTok" if row["platform"].lower() == "tiktok" else row["platform"]


def count(value: int | None) -> int | None:
    return None if value in (None, -1, LIMIT_OF_32_BITS) else value


def at_limit(rows: Sequence[Row], names: Sequence[str]) -> int:
    return sum(row[name] in (-1, LIMIT_OF_32_BITS) for row in rows for name in names)


def shown(moment: datetime) -> str:
    return moment.strftime("%Y-%m-%d %H:%M:%S")


@cache
def kept_posts(size: int) -> dict[tuple[str, str], Row]:
    """By key; of copies, the last one in the order of time."""
    by_time = sorted(large(size).raw_posts, key=lambda post: (post["fetched_at"], post["id"]))
    return {(platform(post), post["platform_post_id"]): post for post in by_time}


@cache
def kept_stories(size: int) -> dict[tuple[str, str], Row]:
    posts = {post["id"]: post for post in large(size).raw_posts}
    stories = [
        {**story, "fetched_at": posts[story["raw_post_id"]]["fetched_at"], "post": posts[story["raw_post_id"]]}
        for story in large(size).stories
    ]
    stories.sort(key=lambda story: (updated_at(story), story["id"]))
    return {(platform(story["post"]), story["post"]["platform_post_id"]): story for story in stories}


def flagged_at(story: Row) -> datetime:
    moment: datetime = story["created_at"] or story["updated_at"] or story["fetched_at"]
    return moment


def updated_at(story: Row) -> datetime:
    return story["updated_at"] or flagged_at(story)


def is_cut(raw_data: str | None) -> bool:
    return bool(raw_data) and not str(raw_data).endswith("}}")


def require_posts(store: Store, size: int) -> None:
    names = {None: "trending", 1: "@cats", 2: "trending", 3: "@news", 4: "@dogs"}
    rows = ask(
        store,
        "SELECT p.platform, p.platform_post_id, p.author, p.content, p.url, p.posted_at, p.fetched_at, p.likes, "
        "p.comments, p.shares, p.views, s.account_handle, p.raw_data FROM raw_posts p JOIN sources s "
        "ON s.id = p.source_id",
    )
    found = {row[:2]: (*map(str, row[2:7]), *row[7:12], json.loads(row[12])) for row in rows}
    assert len(rows) == len(found)
    assert found == {
        key: (
            post["author"],
            post["content"],
            post["url"],
            shown(post["posted_at"]),
            shown(post["fetched_at"]),
            *(count(post[name]) for name in COUNTS),
            names[post["source_id"]],
            {} if is_cut(post["raw_data"]) or not post["raw_data"] else json.loads(post["raw_data"]),
        )
        for key, post in kept_posts(size).items()
    }


def require_stories(store: Store, source: str, size: int) -> None:
    rows = ask(
        store,
        "SELECT p.platform, p.platform_post_id, s.author, s.content, s.url, s.posted_at, s.flagged_at, s.updated_at, "
        "s.score, s.engagement_velocity, s.reason_flagged, s.score_parts, s.is_active, s.platform "
        "FROM stories s JOIN raw_posts p ON p.id = s.raw_post_id",
    )
    found = {row[:2]: (*map(str, row[2:8]), *row[8:]) for row in rows}
    assert len(rows) == len(found)
    expected = {}
    for key, story in kept_stories(size).items():
        score = stored_velocity(story["score"] or 0.0, source)
        velocity = story["engagement_velocity"]
        expected[key] = (
            *(story[name] for name in ("author", "content", "url")),
            *(shown(moment) for moment in (story["posted_at"], flagged_at(story), updated_at(story))),
            0 if score < 0 else 100 if score > 100 else round(score),
            None if velocity is None else stored_velocity(velocity, source),
            story["reason_flagged"] or "Imported",
            "{}",
            False,
            platform(story),
        )
    assert found == expected


def require_metrics(store: Store, size: int) -> None:
    rows = ask(
        store, "SELECT creator_id, at, followers, following, likes, videos, rounded, origin FROM creator_samples"
    )
    midnight = int(MORNING.replace(hour=0).timestamp())
    expected = [
        (
            theirs.FIRST_CREATOR + row["creator_id"],
            midnight + 86_400 * (row["dl_date"] - theirs.FIRST_DAY).days,
            *(count(row[name]) for name in METRICS),
            0,
            "imported",
        )
        for row in large(size).metrics
    ]
    assert sorted(rows) == sorted(expected)
    assert sorted(ask(store, "SELECT id, handle, first_seen_at, hidden FROM creators")) == [
        (theirs.FIRST_CREATOR + number, f"grower.{number}", midnight, False) for number in range(1, theirs.CREATORS + 1)
    ]


def require_sources(store: Store) -> None:
    rows = ask(
        store,
        "SELECT account_handle, platform, account_name, is_active, is_trusted, scrape_frequency_minutes, last_run_at, "
        "created_at FROM sources",
    )
    assert sorted((*row[:6], *map(str, row[6:])) for row in rows if row[0] != "trending") == [
        ("@cats", "TikTok", "About @cats", False, True, 10, "2026-01-10 00:01:00", "2025-11-30 00:00:00"),
        ("@dogs", "TikTok", "About @dogs", False, False, 40, "None", "2025-11-27 00:00:00"),
        ("@news", "YouTube", "About @news", True, False, 15, "2026-01-10 00:03:00", "2025-11-28 00:00:00"),
    ]
    assert [row[:6] for row in rows if row[0] == "trending"] == [
        ("trending", "TikTok", "TikTok Trending", True, False, 15)
    ]


def require_numbers(done: Imported, size: int) -> None:
    posts, stories = kept_posts(size), kept_stories(size)
    metrics = theirs.CREATORS * theirs.DAYS
    assert done.new == {
        "sources": 3,
        "raw_posts": len(posts),
        "stories": len(stories),
        "creators": theirs.CREATORS,
        "creator_samples": metrics,
    }
    assert done.known == {"sources": 1, "raw_posts": 0, "stories": 0, "creators": 0, "creator_samples": 0}
    assert done.left_out == {
        COPIES: size // 100,
        **({STORY_COPIES: twice} if (twice := size // 20 - len(stories)) else {}),
        AT_LIMIT: at_limit([*posts.values()], COUNTS) + at_limit(large(size).metrics, METRICS),
        CUT_OFF: sum(is_cut(post["raw_data"]) for post in posts.values()),
    }
    assert len(posts) == size - size // 100


def require_answers(store: Store, source: str, size: int) -> None:
    """The other program's own SQL."""
    velocities = [story["engagement_velocity"] for story in kept_stories(size).values() if platform(story) == "TikTok"]
    known = [stored_velocity(velocity, source) for velocity in velocities if velocity is not None]
    averages = "SELECT platform, COUNT(*), AVG(engagement_velocity) FROM stories WHERE platform='TikTok'"
    assert ask(store, f"{averages} GROUP BY platform") == [
        ("TikTok", len(velocities), pytest.approx(sum(known) / len(known), rel=1e-12))
    ]
    recent = [post for post in kept_posts(size).values() if post["posted_at"] > MORNING.replace(hour=0)]
    assert ask(store, "SELECT COUNT(*) FROM raw_posts WHERE posted_at > '2026-01-01'") == [(len(recent),)]
    assert 0 < len(recent) < len(kept_posts(size))


@pytest.mark.parametrize(("source", "target", "size"), PAIRS)
def test_every_row_gets_there_and_the_source_stays_as_it_is(
    source: str, target: str, size: int, servers: Servers, tmp_path: Path
) -> None:
    place = make(large(size), source, servers, tmp_path / "theirs.db")
    before = contents(place, servers, source)
    with Store(servers.place(target, tmp_path / "tiktrack.db")) as store:
        empty = everything(store)
        tried = store.imports.import_from(place, dry_run=True).result()
        assert everything(store) == empty
        done = store.imports.import_from(place, dry_run=False).result()
        assert done == tried
        require_numbers(done, size)
        require_sources(store)
        require_posts(store, size)
        require_stories(store, source, size)
        require_metrics(store, size)
        require_answers(store, source, size)
        full = everything(store)
        again = store.imports.import_from(place, dry_run=False).result()
        assert again.new == dict.fromkeys(done.new, 0)
        assert again.known == {table: done.new[table] + done.known[table] for table in done.new}
        assert again.left_out == {
            reason: number for reason, number in done.left_out.items() if reason not in (AT_LIMIT, CUT_OFF)
        }
        assert everything(store) == full
        assert store.integrity.verify().result().problems == []
    assert contents(place, servers, source) == before


# Single rules, on stores of each kind


def a_post(number: int = 1, **different: Any) -> Row:
    values = {
        "id": number,
        "platform": "tiktok",
        "platform_post_id": str(FIRST_VIDEO + number),
        "author": "theirs",
        "posted_at": MORNING,
        "fetched_at": MORNING + timedelta(hours=1),
        "likes": 7,
        "raw_data": '{"a": 1}',
    }
    return values | different


def a_story(number: int = 1, **different: Any) -> Row:
    values = {
        "id": number,
        "raw_post_id": number,
        "platform": "tiktok",
        "author": f"story {number}",
        "posted_at": MORNING,
        "score": 50.0,
        "engagement_velocity": 1.5,
        "updated_at": MORNING + timedelta(hours=2),
    }
    return values | different


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "theirs.db"


def scraped(place: Path, servers: Servers, posts: Sequence[Row], stories: Sequence[Row] = ()) -> Path:
    make(Others(raw_posts=[*posts], stories=[*stories]), "sqlite", servers, place)
    return place


def test_what_tiktrack_has_itself_is_not_overwritten(store: Store, servers: Servers, place: Path) -> None:
    items = [measured(a_video(1), velocity=570.0)]
    store.runs.record_run(a_run(items), items).result()
    scraped(place, servers, [a_post(1), a_post(2)], [a_story(1), a_story(2)])
    done = put(store, place)
    assert (done.new["raw_posts"], done.known["raw_posts"]) == (1, 1)
    assert (done.new["stories"], done.known["stories"]) == (1, 1)
    assert ask(store, "SELECT author, likes FROM raw_posts ORDER BY id") == [("creator1", 5_000), ("theirs", 7)]
    assert ask(store, "SELECT author, engagement_velocity FROM stories ORDER BY id") == [
        ("creator1", 570.0),
        ("story 2", 1.5),
    ]


def test_a_story_can_be_shown_if_tiktrack_has_its_video(store: Store, servers: Servers, place: Path) -> None:
    passed_over = [measured(a_video(number), passed=False) for number in (1, 2)]
    store.runs.record_run(a_run(passed_over), passed_over).result()
    others = [a_post(4, platform="YouTube", platform_post_id=str(FIRST_VIDEO + 1)), a_post(5, platform_post_id="x")]
    stories = [a_story(1), a_story(2, is_active=False), a_story(3), a_story(4, platform="YouTube"), a_story(5)]
    done = put(store, scraped(place, servers, [a_post(1), a_post(2), a_post(3), *others], stories))
    assert done.new["stories"] == 4
    assert ask(store, "SELECT author, is_active FROM stories ORDER BY author") == [
        ("story 1", True),
        *((f"story {number}", False) for number in (2, 3, 4)),
    ]
    assert [(item.video.id, item.velocity) for item in store.stories.feed().result()] == [(FIRST_VIDEO + 1, 1.5)]
    assert len(store.stories.feed().result()) == 1
    assert any("inactive" in note for note in done.notes)


def test_a_story_of_another_program_is_shown_once_tiktrack_sees_its_video(
    store: Store, servers: Servers, place: Path
) -> None:
    put(store, scraped(place, servers, [a_post(1)], [a_story(1)]))
    assert store.stories.feed().result() == []
    items = [measured(a_video(1))]
    store.runs.record_run(a_run(items), items).result()
    assert [item.video.id for item in store.stories.feed().result()] == [FIRST_VIDEO + 1]


def test_the_story_of_an_older_copy_belongs_to_the_kept_post(store: Store, servers: Servers, place: Path) -> None:
    same = {"platform_post_id": "7"}
    posts = [
        a_post(1, **same, fetched_at=MORNING + timedelta(hours=5), author="kept"),
        a_post(2, **same, platform="TikTok"),
        a_post(3, **same, platform="TIKTOK", fetched_at=None),
        a_post(4, platform_post_id="8", author="first"),
        a_post(5, platform_post_id="8", author="second"),  # of the same second
        a_post(6, platform="YouTube", platform_post_id="7", author="elsewhere"),
    ]
    newest = a_story(2, updated_at=MORNING + timedelta(days=1))
    done = put(store, scraped(place, servers, posts, [a_story(1), newest, a_story(3), a_story(4)]))
    assert done.left_out == {COPIES: 3, STORY_COPIES: 2}
    assert ask(store, "SELECT author FROM raw_posts ORDER BY author") == [("elsewhere",), ("kept",), ("second",)]
    story = "SELECT s.author, p.author FROM stories s JOIN raw_posts p ON p.id = s.raw_post_id ORDER BY p.author"
    assert ask(store, story) == [("story 2", "kept"), ("story 4", "second")]


def test_rows_without_what_identifies_them_are_left_out(store: Store, servers: Servers, place: Path) -> None:
    posts = [
        a_post(1),
        a_post(2, platform_post_id=None),
        a_post(3, platform_post_id=" "),
        a_post(4, platform=None),
        a_post(5, platform_post_id="9" * 192),
        a_post(6, posted_at=None),
        a_post(7, posted_at="0000-00-00 00:00:00"),
        a_post(8, posted_at="soon"),
        a_post(9, posted_at="9999-12-31T23:59:59-01:00"),
    ]
    stories = [a_story(1, posted_at=None), a_story(2), a_story(6), a_story(7, posted_at="?"), a_story(99)]
    done = put(store, scraped(place, servers, posts, stories))
    assert done.new == {"sources": 0, "raw_posts": 1, "stories": 1, "creators": 0, "creator_samples": 0}
    assert done.left_out == {
        "posts without a platform or a usable ID": 4,
        "posts without a usable time": 4,
        "stories without a usable post": 3,
        "stories without a usable time": 1,
    }
    assert [str(moment) for (moment,) in ask(store, "SELECT posted_at FROM stories")] == ["2026-01-01 08:00:00"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-01-02 03:04:05", "2026-01-02 03:04:05"),
        ("2026-01-02 03:04:05.999999", "2026-01-02 03:04:05"),
        ("2026-01-02T03:04:05.5Z", "2026-01-02 03:04:05"),
        ("2026-01-02T03:04:05+02:00", "2026-01-02 01:04:05"),
        ("2026-01-02", "2026-01-02 00:00:00"),
    ],
)
def test_times_are_read_as_other_programs_write_them(
    path: Path, store: Store, servers: Servers, place: Path, written: str, read: str
) -> None:
    put(store, scraped(place, servers, [a_post(posted_at=written)]))
    assert ask(store, "SELECT posted_at FROM raw_posts") == [(read,)]


@pytest.mark.parametrize("raw_data", ['{"a": NaN}', '{"a": "b', "[" * 100_000, "nothing"])
def test_raw_data_that_is_no_json_is_left_out(
    path: Path, store: Store, servers: Servers, place: Path, raw_data: str
) -> None:
    done = put(store, scraped(place, servers, [a_post(raw_data=raw_data)]))
    assert done.left_out == {CUT_OFF: 1}
    assert ask(store, "SELECT raw_data FROM raw_posts") == [("{}",)]


@pytest.mark.parametrize(("raw_data", "kept"), [("null", {}), ("[1, 2]", [1, 2]), ('{"a": "\\u0000"}', {"a": "\0"})])
def test_raw_data_that_is_json_is_kept(
    store: Store, servers: Servers, place: Path, raw_data: str, kept: object
) -> None:
    assert put(store, scraped(place, servers, [a_post(raw_data=raw_data)])).left_out == {}
    ((stored,),) = ask(store, "SELECT raw_data FROM raw_posts")
    assert json.loads(stored) == kept


def test_texts_have_no_nul_and_long_names_are_cut(store: Store, servers: Servers, place: Path) -> None:
    long = {"id": 1, "platform": "TikTok", "account_handle": "h" * 255, "account_name": "n" * 255}
    others = Others(
        sources=[long, {**long, "id": 2, "account_handle": None}], raw_posts=[a_post(author="a\0b", source_id=1)]
    )
    make(others, "sqlite", servers, place)
    done = put(store, place)
    assert (done.new["sources"], done.left_out) == (1, {"sources without a platform or a handle": 1})
    question = "SELECT p.author, s.account_handle FROM raw_posts p JOIN sources s ON s.id = p.source_id"
    assert ask(store, question) == [("ab", "h" * 191)]
    assert put(store, place).new["sources"] == 0


def test_columns_may_be_missing(store: Store, place: Path) -> None:
    file_of(
        place,
        "CREATE TABLE raw_posts (id INTEGER PRIMARY KEY, platform TEXT, platform_post_id TEXT, posted_at DATETIME)",
        "CREATE TABLE stories (raw_post_id INTEGER, score TEXT)",
        "CREATE TABLE metrics (name TEXT, dl_date TEXT, followers TEXT)",
        "INSERT INTO raw_posts VALUES (1, 'TikTok', 5, '2026-01-01 08:00:00')",
        "INSERT INTO stories VALUES (1, '72.6')",
        "INSERT INTO metrics VALUES ('creator1', '2026-01-01T10:00:00.25', '12')",
    )
    store.creators.record_creator(a_creator(), NOW).result()
    done = put(store, place)
    assert done.new == {"sources": 0, "raw_posts": 1, "stories": 1, "creators": 0, "creator_samples": 1}
    post = (
        "SELECT p.author, p.likes, p.raw_data, s.account_handle FROM raw_posts p JOIN sources s ON s.id = p.source_id"
    )
    assert ask(store, post) == [("", None, "{}", "trending")]
    story = (
        "SELECT platform, score, engagement_velocity, reason_flagged, posted_at, flagged_at, updated_at FROM stories"
    )
    ((*words, posted, flagged, updated),) = ask(store, story)
    assert words == ["TikTok", 73, None, "Imported"]
    assert {str(posted), str(flagged), str(updated)} == {"2026-01-01 08:00:00"}
    at = int(MORNING.timestamp()) + 7_200
    assert store.creators.growth_of(FIRST_CREATOR + 1).result()[0] == CreatorSample(
        at=at, followers=12, origin=Origin.IMPORTED
    )


@pytest.mark.parametrize(
    ("kind", "kind_of_time", "times"),
    [
        ("postgresql", "TIMESTAMPTZ", ("2026-01-02 03:04:05.9+02", "infinity", "0044-03-15 BC")),
        ("mariadb", "DATETIME(6)", ("2026-01-02 01:04:05.9", "0000-00-00 00:00:00", None)),
    ],
)
def test_times_of_servers_are_read_as_far_as_they_can_be_meant(
    kind: str, kind_of_time: str, times: Sequence[str | None], servers: Servers, tmp_path: Path
) -> None:
    url = servers[kind].new()
    columns = f"id INT, platform TEXT, platform_post_id TEXT, posted_at {kind_of_time}"
    values = (
        f"({number}, 'TikTok', '{number + 1}', {'NULL' if time is None else repr(time)})"
        for number, time in enumerate(times)
    )
    servers[kind].run(
        f"CREATE TABLE raw_posts ({columns})", f"INSERT INTO raw_posts VALUES {', '.join(values)}", database=url
    )
    with Store(tmp_path / "tiktrack.db") as store:
        done = store.imports.import_from(url, dry_run=False).result()
        assert done.left_out == {"posts without a usable time": 2}
        assert ask(store, "SELECT posted_at FROM raw_posts") == [("2026-01-02 01:04:05",)]


def test_a_file_that_is_in_use_is_read_as_it_is_at_that_moment(
    path: Path, store: Store, servers: Servers, place: Path
) -> None:
    scraped(place, servers, [a_post(1)])
    with closing(sqlite3.connect(place)) as other:
        other.execute("PRAGMA journal_mode = wal")
        other.execute("UPDATE raw_posts SET author = 'committed'")
        other.commit()
        other.execute("UPDATE raw_posts SET author = 'not yet'")
        before = place.read_bytes()
        put(store, place)
        assert place.read_bytes() == before
        other.rollback()
    assert ask(store, "SELECT author FROM raw_posts") == [("committed",)]


# Creators


def tracker(place: Path, *rows: str, naming: str = "handle TEXT", creators: Sequence[str] = ()) -> Path:
    return file_of(
        place,
        f"CREATE TABLE metrics (id INTEGER PRIMARY KEY, {naming}, dl_date DATETIME, followers INT, likes INT)",
        *creators,
        *(f"INSERT INTO metrics VALUES ({row})" for row in rows),
    )


def test_creators_are_matched_by_handle_and_the_others_named(store: Store, place: Path) -> None:
    store.creators.record_creator(a_creator(), NOW).result()
    tracker(
        place,
        "1, '@Creator1', '2026-01-01', 5, 6",
        "2, 'a', '2026-01-01', 5, 6",
        "3, 'A', '2026-01-02', 5, 6",
        "4, NULL, '2026-01-02', 5, 6",
        "5, 'The Cat', '2026-01-02', 5, 6",
        "6, 'creator1', '0000-00-00', 5, 6",
        "7, 'creator1', '2026-01-03', NULL, -1",
    )
    done = put(store, place)
    assert (done.new, done.known) == ({"creators": 0, "creator_samples": 1}, {"creators": 1, "creator_samples": 0})
    assert done.left_out == {
        "@a isn’t known to TikTrack: track it, then import again": 2,
        "The creator The Cat isn’t known to TikTrack: track it, then import again": 1,
        "metrics that name no creator": 1,
        "metrics without a usable time": 1,
        "metrics without any number": 1,
    }


def test_a_sample_of_tiktracks_own_wins_and_of_theirs_the_newest(store: Store, place: Path) -> None:
    store.creators.record_creator(a_creator(), NOW).result()
    tracker(
        place,
        "1, 'creator1', '2026-01-01 12:00:00.9', 1, 1",  # NOW
        "2, 'creator1', '2026-01-01 13:00:00', 2, 2",
        "3, 'creator1', '2026-01-01 13:00:00', 3, 2147483647",
    )
    done = put(store, place)
    assert (done.new["creator_samples"], done.known["creator_samples"]) == (1, 2)
    assert done.left_out == {AT_LIMIT: 1}
    assert store.creators.growth_of(FIRST_CREATOR + 1).result() == [
        a_creator().sample,
        CreatorSample(at=NOW + 3_600, followers=3, origin=Origin.IMPORTED),
    ]


@pytest.mark.parametrize(
    ("naming", "creators"),
    [
        ("creator_id", "creators (id INT, tiktok_id BIGINT, username TEXT)"),
        ("user_id", "users (user_id INT, id BIGINT, unique_id TEXT)"),
        ("account_id", "accounts (id INT, creator_id BIGINT, account_handle TEXT)"),
        ("creator_id", "tiktokers (creator_id INT, user_id BIGINT, name TEXT)"),
    ],
)
def test_a_creator_with_an_id_and_a_handle_is_recorded(store: Store, place: Path, naming: str, creators: str) -> None:
    store.creators.record_creator(a_creator(), NOW).result()
    table = creators.partition(" ")[0]
    listed = [
        f"CREATE TABLE {creators}",
        f"INSERT INTO {table} VALUES (1, {FIRST_CREATOR + 1}, 'renamed'), (2, {FIRST_CREATOR + 2}, '@New.One')",
        f"INSERT INTO {table} VALUES (3, 4, 'who'), (4, NULL, 'CREATOR1')",
    ]
    days = [(1, 1), (1, 2), (2, 5), (2, 3), (2, 4), (3, 1), (4, 9), (5, 1)]
    rows = [f"{number}, {creator}, '2026-01-0{day}', 5, 6" for number, (creator, day) in enumerate(days)]
    done = put(store, tracker(place, *rows, naming=f"{naming} INT", creators=listed))
    assert (done.new, done.known["creators"]) == ({"creators": 1, "creator_samples": 6}, 1)
    assert done.left_out == {
        "@who isn’t known to TikTrack: track it, then import again": 1,
        "The creator 5 isn’t known to TikTrack: track it, then import again": 1,
    }
    assert ask(store, "SELECT id, handle, first_seen_at FROM creators ORDER BY id") == [
        (FIRST_CREATOR + 1, "creator1", NOW),
        (FIRST_CREATOR + 2, "new.one", int(datetime(2026, 1, 3, tzinfo=UTC).timestamp())),
    ]
    assert len(store.creators.growth_of(FIRST_CREATOR + 1).result()) == 4  # with TikTrack's own
    assert put(store, place).new == {"creators": 0, "creator_samples": 0}


def test_metrics_may_name_the_creator_twice(store: Store, place: Path) -> None:
    """As a tracker does that learned the ID later."""
    known = FIRST_CREATOR + 9
    rows = ("1, NULL, 'a', '2026-01-01', 1, 1", f"2, {known}, 'a', '2026-01-02', 2, 2")
    done = put(store, tracker(place, *rows, naming="tiktok_id BIGINT, handle TEXT"))
    assert (done.new, done.left_out) == ({"creators": 1, "creator_samples": 2}, {})


# What can't be imported


def test_a_database_without_known_tables_is_refused(store: Store, place: Path) -> None:
    with pytest.raises(BadInput, match="none of the tables TikTrack can import"):
        put(store, file_of(place, "CREATE TABLE stories (id INT)", "CREATE TABLE metrics (dl_date DATE)"))


@pytest.mark.parametrize("content", [None, b"no database at all, but longer than a header would be" * 9])
def test_a_file_that_cannot_be_read_is_not_called_tiktracks(store: Store, place: Path, content: bytes | None) -> None:
    if content:
        place.write_bytes(content)
    with pytest.raises(BadInput, match="other program’s database"):
        put(store, place)
    assert place.exists() == (content is not None)


def test_a_file_may_be_named_by_its_url(store: Store, servers: Servers, place: Path) -> None:
    scraped(place, servers, [a_post()])
    url = parse_database_url(f"sqlite:///{place}")
    assert store.imports.import_from(url, dry_run=False).result().new["raw_posts"] == 1


@pytest.mark.parametrize("kind", KINDS[1:])
def test_a_server_without_that_database_is_named(kind: str, servers: Servers, tmp_path: Path) -> None:
    url = parse_database_url(servers[kind].url.format(name="missing"))
    with Store(tmp_path / "tiktrack.db") as store, pytest.raises(StoreRefused):
        store.imports.import_from(url, dry_run=True).result()


def test_nothing_of_an_import_is_kept_when_it_breaks_off(
    path: Path, store: Store, servers: Servers, place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scraped(place, servers, [a_post()], [a_story()])
    before = everything(store)
    monkeypatch.setattr("tiktrack_gui.store.others.scraper._story_row", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        put(store, place)
    assert everything(store) == before


def test_the_feed_goes_on_after_an_import(store: Store, servers: Servers, place: Path) -> None:
    """Also with posts of other platforms, whose IDs are no numbers."""
    others = [a_post(number, platform="YouTube", platform_post_id=f"x-{number}") for number in range(5, 500)]
    put(store, scraped(place, servers, [a_post(1), a_post(2), *others], [a_story(1), a_story(5, platform="YouTube")]))
    items = [measured(a_video(2)), measured(a_video(3))]
    store.runs.record_run(a_run(items), items).result()
    assert {item.video.id for item in store.stories.feed().result()} == {FIRST_VIDEO + 2, FIRST_VIDEO + 3}
    assert len(store.stories.candidates(0).result()) == 2
    assert store.stories.flagging_video(FIRST_CREATOR + 2).result() is not None
