"""`tiktrack backup`: copies of the database."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path

import click

from tiktrack_gui.app import composition, database
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.core import export
from tiktrack_gui.core.backups import Backup, best
from tiktrack_gui.core.database_url import DatabaseKind
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.host.access import Access
from tiktrack_gui.services.backups import BackupKeeper
from tiktrack_gui.words import backups as words

DUMPS = {DatabaseKind.POSTGRESQL: "pg_dump", DatabaseKind.MYSQL: "mariadb-dump --single-transaction"}
ON_A_SERVER = "Back it up there, with: {dump} (the database is {url})"


@click.group()
@common
def backup() -> None:
    """Copies of the database: one a day is made by itself."""


@backup.command("now")
@common
def backup_now() -> None:
    """Make a backup now, also while TikTrack is running."""

    async def work(keeper: BackupKeeper) -> None:
        made = await keeper.make()
        say(f"Backed up, {words.size(made.size)}: {keeper.folder / made.name}")

    _with_keeper(work)


@backup.command("list")
@JSON
@common
def backup_list(as_json: bool) -> None:
    """List the backups, newest first.

    Kept are the newest seven and one a week for eight weeks, within the disk space in your settings.
    """

    async def work(keeper: BackupKeeper) -> None:
        found = await keeper.listed()
        if as_json:
            say_json({"backups": [{"name": one.name, "at": export.iso(one.at), "size": one.size} for one in found]})
        elif found:
            say_table([(one.name, words.line(one)) for one in found], headings=("name", "contents"))
        else:
            say(words.NONE_YET)

    _with_keeper(work)


@backup.command("restore")
@click.argument("name", required=False)
@common
def backup_restore(name: str | None) -> None:
    """Put a backup in the place of the database.

    Without a name, it’s the newest one that wasn’t rescued from a damaged database. The database it replaces is kept as
    a backup. Nothing is posted twice afterwards: before its next post, TikTrack searches the channel for earlier ones.
    """

    async def work(keeper: BackupKeeper) -> None:
        chosen = await _chosen(keeper, name)
        aside = await keeper.restore(chosen.name)
        say(f"Restored the backup from {words.line(chosen)}.")
        if aside is not None:
            say(f"The database before it is now {aside}.")

    _with_keeper(work, writes=True)


@backup.command("rescue")
@common
def backup_rescue() -> None:
    """Make a backup of what can still be read in a damaged database.

    Compare it with the newest backup, then restore one of them.
    """

    async def work(keeper: BackupKeeper) -> None:
        before = await keeper.listed()
        rescued = await keeper.rescue()
        rows = [(one.name, *map(grouped, await keeper.counts(one)), words.line(one)) for one in (rescued, *before[:1])]
        say_table(rows, headings=("name", "creators", "measurements", "posts", "contents"), right=(1, 2, 3))
        say("Restore one of them with: tiktrack backup restore NAME")

    _with_keeper(work, writes=True)


async def _chosen(keeper: BackupKeeper, name: str | None) -> Backup:
    found = await keeper.listed()
    newest = best(found)
    if newest is None:
        raise BadInput("There are no backups.", "Make one with: tiktrack backup now")
    if name is None:
        return newest
    for one in found:
        if one.name == name:
            return one
    raise BadInput(f"There is no backup {name}.", "See: tiktrack backup list")


def _with_keeper(work: Callable[[BackupKeeper], Awaitable[None]], *, writes: bool = False) -> None:
    """Runs `work` without opening the database, which may be damaged. writes: no other program may have it open."""

    async def main() -> None:
        await work(keeper)

    with invoked() as invocation, Access(invocation.folder) as access:
        base = foundation(invocation)
        place = to_its_end(database.place(base))
        if not isinstance(place, Path):
            raise BadInput("The database is on a server.", ON_A_SERVER.format(url=place.shown, dump=DUMPS[place.kind]))
        keeper = composition.backup_keeper(base, place)
        if writes:
            access.take()
        to_its_end(main())
