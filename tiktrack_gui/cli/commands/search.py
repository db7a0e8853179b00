"""`tiktrack search`: creators on TikTok, by name."""

from __future__ import annotations

from collections.abc import Collection, Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.left_out import in_words
from tiktrack_gui.core.models import Creator, CreatorCount
from tiktrack_gui.core.search_terms import parse_term
from tiktrack_gui.words import counts

HEADINGS = ("creator", "followers", "verified", "tracked", "name")
TO_THE_RIGHT = (HEADINGS.index("followers"),)


@click.command("search")
@click.argument("term", nargs=-1, required=True, metavar="TERM")
@JSON
@common
def search(term: Sequence[str], as_json: bool) -> None:
    """Search TikTok for creators.

    Shows the first page of TikTok’s own search, best match first. To track one: tiktrack creators add @name
    """
    try:
        wanted = parse_term(" ".join(term))
    except BadInput as error:
        raise click.UsageError(str(error)) from None

    async def work(services: composition.Services) -> None:
        show_stage("Searching TikTok", 0, 0)
        answer = await services.creators.search(wanted)
        tracked = {entry.creator.id for entry in await services.creators.tracked()}
        if answer.left_out:
            warn(f"Left out: {in_words(answer.left_out)}.")
        if as_json:
            say_json(export.search(wanted, answer, tracked))
        elif answer.creators:
            rows = [row_of(creator, tracked) for creator in answer.creators]
            say_table(rows, headings=HEADINGS, right=TO_THE_RIGHT)
        else:
            say(f"TikTok’s search found no creators for “{wanted}”.")

    run(work, writes=True)


def row_of(creator: Creator, tracked: Collection[int]) -> tuple[str, ...]:
    """tracked: IDs."""
    return (
        f"@{creator.handle}",
        counts.creator_count(creator.sample, CreatorCount.FOLLOWERS, full=True),
        _yes(creator.verified),
        _yes(creator.id in tracked),
        creator.name or "",
    )


def _yes(answer: bool | None) -> str:
    return counts.UNKNOWN if answer is None else "yes" if answer else "no"
