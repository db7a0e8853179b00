"""Several programs on one server, and a server that goes away."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from playhouse.migrations import Migration

from tests.databases import KINDS, RealServer, Servers, server, unanswered, upgraded
from tests.processes import Child
from tests.store.examples import CHANNEL, FIRST_CREATOR, FIRST_VIDEO, NOW, a_creator
from tests.store.writer import VIDEOS, the_run
from tests.waiting import LIMIT, wait_until
from tiktrack_gui.core.database_url import DatabaseUrl, parse_database_url
from tiktrack_gui.core.errors import (
    StoreNotUpgraded,
    StoreOfOthers,
    StoreRefused,
    StoreTooNew,
    StoreUnreachable,
)
from tiktrack_gui.store import Store, dialects, migrate
from tiktrack_gui.store.rows import fetch
from tiktrack_gui.store.server import Server

ON_SERVERS = KINDS[1:]
WRITERS = 4
RUNS = 6
STEPS = sorted(step.stem for step in migrate.STEPS.glob("[0-9]*.py"))
SECONDS = os.environ.get("TIKTRACK_TEST_SECONDS", "0")  # for a longer look than the tests have time for


@pytest.fixture(params=ON_SERVERS)
def real(request: pytest.FixtureRequest, servers: Servers) -> RealServer:
    return servers[request.param]


@pytest.fixture
def url(real: RealServer) -> DatabaseUrl:
    return real.like_new()


# Writing at the same time


def started(url: DatabaseUrl, writer: int, runs: int = RUNS) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.writer", url.full, str(writer), str(runs), SECONDS]
    return Child(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def done_by(processes: list[subprocess.Popen[str]]) -> list[str]:
    """Waits for the writers; returns the messages of the runs they reported as done."""
    done: list[str] = []
    for process in processes:
        said, trouble = process.communicate(timeout=float(SECONDS) + LIMIT)
        assert (process.returncode, trouble) == (0, "")
        done += [line for line in said.splitlines() if line != "away"]
    return done


def assert_all_is_there(url: DatabaseUrl, done: list[str], *, lost_answers: bool = False) -> None:
    """lost_answers: a run may be there whose answer was lost, and then be recorded again."""
    with Store(url) as store:
        recorded = Counter(str(run.message) for run in store.runs.newest(1_000_000).result())
        assert set(recorded) == set(done)
        if not lost_answers:
            assert max(recorded.values()) == 1
        assert len(store.stories.feed().result()) == VIDEOS
        moments = {the_run(*map(int, message.split(":")))[0] for message in done}
        for video in (0, VIDEOS - 1):
            at = {sample.at for sample in store.creators.growth_of(FIRST_CREATOR + video).result()}
            assert {min(moments), max(moments)} <= at  # between them, equal ones aren't kept
            sampled = store.runs.earlier_samples([FIRST_VIDEO + video], max(moments)).result()
            assert sampled[FIRST_VIDEO + video].at == max(moments)
        counts = store.integrity.verify().result().counts
        assert counts["video_samples"] == VIDEOS * len(moments)
        channels = Counter((post.creator_id, post.channel_id) for post in store.outbox.deliveries(10_000).result())
        assert set(channels.values()) == {1}
        assert {channel for _, channel in channels} == {CHANNEL}


def test_four_writers_lose_nothing_and_none_of_their_runs_fails(url: DatabaseUrl) -> None:
    done = done_by([started(url, writer) for writer in range(WRITERS)])
    assert len(done) >= WRITERS * RUNS
    assert_all_is_there(url, done)


@pytest.mark.parametrize("kind", ON_SERVERS)
def test_a_killed_server_loses_nothing_that_was_reported_as_done(kind: str) -> None:
    with server(kind) as real:
        url = upgraded(real.new())
        processes = [started(url, writer, RUNS) for writer in range(WRITERS)]
        with Store(url) as store:
            wait_until(lambda: len(store.runs.newest(1_000).result()) >= 2 * WRITERS)
            with unanswered():
                real.kill()
                for call in (store.stories.feed, lambda: store.creators.record_creator(a_creator(999), NOW)):
                    with pytest.raises(StoreUnreachable):
                        call().result()
            real.start()
            store.creators.record_creator(a_creator(1), NOW).result()
            assert store.creators.find(FIRST_CREATOR + 1).result() is not None
        done = done_by(processes)
        assert len(done) >= WRITERS * RUNS
        assert_all_is_there(url, done, lost_answers=True)


def test_a_connection_cut_by_the_server_is_made_anew(real: RealServer, url: DatabaseUrl) -> None:
    with Store(url) as store:
        for number in (1, 2):
            cut(real, store)
            store.creators.record_creator(a_creator(number), NOW).result()  # noticed before anything was asked
            assert store.creators.find(FIRST_CREATOR + number).result() is not None


def cut(real: RealServer, store: Store) -> None:
    """Ends the connection of a store, as a server does with one that was idle for long."""
    question, command = (
        ("SELECT pg_backend_pid()", "SELECT pg_terminate_backend({})")
        if real.url.startswith("psycopg3")
        else ("SELECT connection_id()", "KILL {}")
    )
    ((number,),) = store._connection.call(
        lambda: dialects.execute(store._connection.db, question).fetchall(), write=False
    ).result()
    real.run(command.format(number))
    alive = question.split()[1] + f" = {number}"
    assert alive
    table = "pg_stat_activity WHERE pid" if "pg_" in command else "information_schema.processlist WHERE id"
    wait_until(lambda: real.run(f"SELECT COUNT(*) FROM {table} = {number}")[0][0] == 0)


def test_nothing_is_encrypted_on_a_socket(servers: Servers) -> None:
    """PyMySQL would read all certificates of the computer for each connection, which takes longer than all else."""
    with Store(servers["mariadb"].like_new()) as store:
        connection: Any = store._connection.db.connection()  # type: ignore[no-untyped-call]
        assert connection.ssl is False


# One sends at a time


def test_one_program_at_a_time_has_the_turn(real: RealServer, url: DatabaseUrl) -> None:
    with Store(url) as one, Store(url) as other:
        assert one.outbox.take_turn().result()
        assert one.outbox.take_turn().result()
        assert not other.outbox.take_turn().result()
        one.outbox.end_turn().result()
        assert other.outbox.take_turn().result()
        assert not one.outbox.take_turn().result()
        cut(real, other)
        assert one.outbox.take_turn().result()
        assert not other.outbox.take_turn().result()
        one.close()
        wait_until(lambda: other.outbox.take_turn().result())


def test_turns_of_different_databases_are_independent(real: RealServer, url: DatabaseUrl) -> None:
    with Store(url) as one, Store(upgraded(real.new())) as other:
        assert one.outbox.take_turn().result()
        assert other.outbox.take_turn().result()


# Setting up


def upgrade(url: DatabaseUrl) -> list[str]:
    store = Store(url)
    try:
        return store.upgrade()
    finally:
        store.close()


def test_a_database_that_was_never_set_up_is_named(real: RealServer) -> None:
    url = real.new()
    with pytest.raises(StoreNotUpgraded):
        Store(url).open()
    assert upgrade(url) == STEPS
    assert upgrade(url) == []


def test_the_tables_of_another_program_are_left_alone(real: RealServer) -> None:
    url = real.new()
    real.run("CREATE TABLE raw_posts (id INT)", database=url)
    for call in (Store(url).open, Store(url).upgrade):
        with pytest.raises(StoreOfOthers):
            call()
    engine = Server(url)
    engine.db.connect()
    assert engine.db.get_tables() == ["raw_posts"]
    engine.close()


def test_a_newer_database_is_refused(real: RealServer) -> None:
    url = upgraded(real.new())
    real.run("INSERT INTO schema_migration (name, applied) VALUES ('9000_later', '2030-01-01 00:00:00')", database=url)
    for call in (Store(url).open, Store(url, read_only=True).open, Store(url).upgrade):
        with pytest.raises(StoreTooNew):
            call()


def test_a_password_may_have_any_characters(servers: Servers) -> None:
    real = servers["mariadb"]
    url = real.like_new()
    password = "p@ss:w/ö%rd ☂"
    real.run(
        f"CREATE USER team@localhost IDENTIFIED BY '{password.replace('%', '%%')}'",
        f"GRANT ALL ON {url.path.name}.* TO team@localhost",
    )
    theirs = parse_database_url(url.full.replace("root@", "team@"))
    with Store(theirs.with_password(password)) as store:
        assert store.runs.newest().result() == []
    with pytest.raises(StoreRefused):
        Store(theirs.with_password("another")).open()


def test_an_unknown_database_is_refused(real: RealServer) -> None:
    with pytest.raises(StoreRefused):
        Store(parse_database_url(real.url.format(name="nowhere"))).open()


def test_two_upgrades_wait_for_each_other(real: RealServer) -> None:
    url, done = real.new(), list[list[str]]()
    threads = [threading.Thread(target=lambda: done.append(upgrade(url))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(LIMIT)
    assert sorted(done) == [[], [], STEPS]


def test_after_an_upgrade_of_postgresql_locks_are_waited_for_as_before(servers: Servers) -> None:
    real = servers["postgresql"]
    url = real.new()
    ((usual,),) = real.run("SHOW lock_timeout", database=url)
    engine = Server(url)
    engine.upgrade()
    assert fetch(engine.db, "SHOW lock_timeout") == [(usual,)]
    engine.close()


@pytest.mark.parametrize("number", [1, 9, 15, 22])
def test_an_interrupted_upgrade_of_mariadb_can_be_run_again(servers: Servers, number: int) -> None:
    """It can't undo what a step did to the schema."""
    real = servers["mariadb"]
    whole, half = upgraded(real.new()), real.new()
    step = Migration(1, "0001_initial", str(migrate.STEPS / "0001_initial.py"), None)
    initial: Any = step.load()  # type: ignore[no-untyped-call]
    engine = Server(half)
    engine.db.connect()
    for statement in initial.STATEMENTS[:number]:
        dialects.of(engine.db).run_step(engine.db, statement)
    engine.close()
    # A program that was killed has begun with its own table.
    real.run(
        "CREATE TABLE schema_migration (id INT AUTO_INCREMENT PRIMARY KEY, name VARCHAR(255) NOT NULL UNIQUE, "
        "applied DATETIME NOT NULL)",
        database=half,
    )
    assert upgrade(half) == STEPS
    columns = (
        "SELECT table_name, column_name, column_type, is_nullable, column_default FROM information_schema.columns "
        "WHERE table_schema = DATABASE() AND table_name <> 'schema_migration' ORDER BY 1, 2"
    )
    indexes = (
        "SELECT table_name, index_name, column_name, non_unique FROM information_schema.statistics "
        "WHERE table_schema = DATABASE() AND table_name <> 'schema_migration' ORDER BY 1, 2, 3"
    )
    for question in (columns, indexes, "SELECT COUNT(*) FROM sources", "SELECT COUNT(*) FROM lists"):
        assert real.run(question, database=half) == real.run(question, database=whole)


def test_a_path_and_a_server_have_the_same_parts(url: DatabaseUrl, tmp_path: Path) -> None:
    with Store(url) as shared, Store(tmp_path / "tiktrack.db") as own:
        for store, words in ((shared, ("PostgreSQL 1", "MariaDB 1")), (own, ("SQLite 3",))):
            assert store.integrity.version().result().startswith(words)
