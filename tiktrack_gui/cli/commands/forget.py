"""`tiktrack forget`: erases everything known of a creator."""

from __future__ import annotations

import sys
from typing import Any

import click

from tiktrack_gui.app import forgetting
from tiktrack_gui.app.foundation import Foundation
from tiktrack_gui.cli.commands.options import CREATOR, JSON
from tiktrack_gui.cli.invocation import common, invoked
from tiktrack_gui.cli.output import progress, say, say_json, warn
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.cli.work import foundation, to_its_end
from tiktrack_gui.core.persons import Forgotten, Known
from tiktrack_gui.host.access import Access
from tiktrack_gui.words import forgetting as words


@click.command()
@CREATOR
@click.option("--backups", is_flag=True, help="Also erase the creator from the backups.")
@click.option("--yes", is_flag=True, help="Forget without asking.")
@JSON
@common
def forget(creator: str, backups: bool, yes: bool, as_json: bool) -> None:
    """Erase everything TikTrack knows about a creator, for good.

    Profile, measurements, videos, posts in the outbox, places on lists and notes go from the database, its file and the
    log, and with --backups from the backups, too. Mentions in what others wrote are blanked. Posts in Discord are
    listed, but stay there. The creator isn’t blocked: if the feed shows them again, TikTrack gets to know them anew.
    """

    async def main() -> None:
        async with forgetting.opened(base) as service:
            known = await service.find(creator, backups=backups)
            if not as_json:
                say(words.what_goes(known))
            if not (yes or _is_sure(known)):
                _say_nothing_done(as_json=as_json)
                return
            left = 0 if backups else await service.number_of_copies()
            forgotten = await service.forget(known.person, backups=backups, progress=_show)
        progress("")
        _tell(known, forgotten, as_json=as_json, is_on_server=bool(base.settings.values.database_url), left=left)

    with invoked() as invocation, Access(invocation.folder) as access:
        base: Foundation = foundation(invocation)
        access.take()
        to_its_end(main())


def _is_sure(known: Known) -> bool:
    return sys.stdin.isatty() and click.confirm(f"{words.title(known)} {words.NOT_UNDONE}", err=True)


def _say_nothing_done(*, as_json: bool) -> None:
    if as_json:
        say_json({"forgotten": False})
    else:
        say("Nothing was erased. To erase it, run this again with --yes.")


def _show(what: str, done: int, of: int) -> None:
    show_stage(words.stage(what), done, of)


def _tell(known: Known, forgotten: Forgotten, *, as_json: bool, is_on_server: bool, left: int) -> None:
    """left: how many backups weren't to be cleaned."""
    if as_json:
        say_json(_as_json(known, forgotten))
    else:
        say(words.done(known, forgotten))
        for line in (*words.left_here(forgotten), *words.left_in_discord(known)):
            say(line)
        if is_on_server:
            say(words.ON_SERVER)
        if left:
            say(words.BACKUPS_KEEP)
        say(words.NO_BLOCK)
    if forgotten.unclean:
        warn(f"{len(forgotten.unclean)} backups couldn’t be cleaned.")
        sys.exit(1)


def _as_json(known: Known, forgotten: Forgotten) -> dict[str, Any]:
    return {
        "forgotten": True,
        "rows": forgotten.rows,
        "file_is_clean": forgotten.is_rewritten,
        "backups": list(forgotten.copies),
        "backups_left": list(forgotten.unclean),
        "log_entries": forgotten.log_entries,
        "posts": [{"channel": one.channel, "link": one.link, "is_certain": one.is_certain} for one in known.posts],
    }
