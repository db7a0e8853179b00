"""`tiktrack store`: where the data is, and how it gets there."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable

import click

from tiktrack_gui.app import database
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.cli.invocation import common, fail, invoked
from tiktrack_gui.cli.output import progress, say, say_table
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.core.database_url import parse_database_url
from tiktrack_gui.core.errors import StoreNotReady, StoreNotUpgraded
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.host.access import Access
from tiktrack_gui.words.store import LABELS, ImportedRows, imported


@click.group()
@common
def store() -> None:
    """The database: a file, or on a server.

    A server is PostgreSQL, MySQL or MariaDB. Its URL is set by TIKTRACK_DATABASE_URL, or by [store] url in
    settings.toml without the password, which `tiktrack token set database` saves in the system keyring.
    """


@store.command("show")
@common
def store_show() -> None:
    """Show which database is used, and whether it’s ready."""

    async def work(base: Foundation) -> None:
        say(f"Database  {database.shown_place(base)}")
        try:
            async with database.opened(base, read_only=True) as opened:
                say(f"Program   {await opened.integrity.version()}")
                say("State     ready")
        except StoreNotReady:
            say("State     not created yet, or from an older version: TikTrack sees to that when it starts")
        except StoreNotUpgraded as error:
            fail(f"{error.sentence} {error.terminal_advice}")

    _with_database(work)


@store.command("upgrade")
@common
def store_upgrade() -> None:
    """Set up or update the database on a server.

    To be done once, and after each update of TikTrack. Windows and other commands never do that to a shared database.
    Back it up first, with pg_dump or mariadb-dump, and update TikTrack on all computers: older versions can’t use it
    afterwards.
    """

    async def work(base: Foundation) -> None:
        done = await database.upgrade(base)
        say(f"Done: {', '.join(done)}." if done else "The database is up to date already.")

    _with_database(work)


@store.command("copy")
@click.option("--to", "target", required=True, metavar="URL", help="An empty database, or sqlite:////path/file.db.")
@common
def store_copy(target: str) -> None:
    """Copy everything to another, empty database.

    From the file to a server, or back. Nothing else changes: set its URL afterwards to use it.
    """

    async def work(base: Foundation) -> None:
        url = parse_database_url(target)
        rows = await database.copy(base, await database.with_password(url, base), _show_progress)
        say(f"Copied and compared {grouped(sum(rows.values()))} rows.")
        say_table([(label, grouped(rows[table])) for table, label in LABELS.items()], right=(1,), indent=2)
        say(f"To use the copy from now on, set [store] url in settings.toml: {url.shown}")

    _with_database(work, alone=True)


@store.command("import")
@click.argument("url")
@click.option("--yes", is_flag=True, help="Copy without asking.")
@common
def store_import(url: str, yes: bool) -> None:
    """Copy another program’s history.

    URL is the database of a trending scraper or a creator tracker. First shows what would be copied and what doesn’t
    fit. The other database is only read. What TikTrack has already stays as it is, so nothing is there twice if you
    import again.
    """

    async def work(base: Foundation) -> None:
        theirs = await database.with_password(parse_database_url(url), base)
        async with database.opened(base) as opened:
            plan = await opened.imports.import_from(theirs, dry_run=True)
            _say_imported("Would be copied", plan)
            if not any(plan.new.values()):
                say("There is nothing new to copy.")
            elif yes or (sys.stdin.isatty() and click.confirm("Copy it?")):
                _say_imported("Copied", await opened.imports.import_from(theirs, dry_run=False))
            else:
                say("Nothing was copied. To copy it, run this again with --yes.")

    _with_database(work, alone=True)


def _say_imported(heading: str, found: ImportedRows) -> None:
    say(heading)
    for line in imported(found):
        say(f"  {line}")


def _show_progress(table: str, done: int, of: int) -> None:
    if table in LABELS and of:
        progress(f"{LABELS[table]}: {grouped(done)} of {grouped(of)}")


def _with_database(work: Callable[[Foundation], Awaitable[None]], *, alone: bool = False) -> None:
    """Runs `work`. alone: no other program may use the data folder meanwhile."""

    async def main(base: Foundation) -> None:
        await work(base)

    with invoked() as invocation, Access(invocation.folder) as access:
        base = foundation(invocation)
        if alone:
            access.take()
        to_its_end(main(base))
