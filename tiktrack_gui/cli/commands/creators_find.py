"""`tiktrack creators find`: among all creators ever seen."""

from __future__ import annotations

from collections.abc import Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.commands.search import HEADINGS, TO_THE_RIGHT, row_of
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.words_index import sought

FEW = 20


@click.command("find")
@click.argument("words", nargs=-1, required=True, metavar="WORDS...")
@click.option("--limit", type=click.IntRange(min=1), default=FEW, show_default=True, help="Maximum number shown.")
@JSON
@common
def creators_find(words: Sequence[str], limit: int, as_json: bool) -> None:
    """Find creators TikTrack has seen, by the words of their profile.

    Each of the words must begin one of the creator’s; case and accents don’t matter. Who has the text as the handle
    comes first, then who has the most followers. TikTok isn’t asked; that’s: tiktrack search
    """
    text = " ".join(words)
    if not sought(text):
        raise click.UsageError("There’s nothing to look for. Enter the beginning of a name, or a few words.")

    async def work(services: composition.Services) -> None:
        found = await services.creators.seen(text, limit)
        tracked = {entry.creator.id for entry in await services.creators.tracked()}
        if as_json:
            say_json(export.seen(text, found, tracked))
        elif found:
            say_table([row_of(creator, tracked) for creator in found], headings=HEADINGS, right=TO_THE_RIGHT)
        else:
            say(f"TikTrack has seen no creators for “{text}”. To ask TikTok: tiktrack search")

    run(work, writes=False)
