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
from tiktrack_gui.core.annotations import require_status
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.words_index import has_all, read_words, sought

FEW = 20


@click.command("find")
@click.argument("words", nargs=-1, metavar="[WORDS...]")
@click.option("--status", metavar="STATUS", help="Only those that have it now: idea, contacted, or one of your own.")
@click.option("--tag", "tags", multiple=True, metavar="TAG", help="Only those with the tag; with all, if given again.")
@click.option("--limit", type=click.IntRange(min=1), default=FEW, show_default=True, help="Maximum number shown.")
@JSON
@common
def creators_find(words: Sequence[str], status: str | None, tags: Sequence[str], limit: int, as_json: bool) -> None:
    """Find creators TikTrack has seen, by profile, status or tags.

    Each of the words must begin one of the creator’s; case and accents don’t matter. Who has the text as the handle
    comes first, then who has the most followers. TikTok isn’t asked; that’s: tiktrack search
    """
    text, is_filtered = " ".join(words), status is not None or bool(tags)
    if not sought(text) and (words or not is_filtered):
        raise click.UsageError("There’s nothing to look for. Enter the beginning of a name, or a few words.")

    async def work(services: composition.Services) -> None:
        if is_filtered:
            found = (await _annotated(services, text, status, tags))[:limit]
        else:
            found = await services.creators.seen(text, limit)
        tracked = {entry.creator.id for entry in await services.creators.tracked()}
        if as_json:
            say_json(export.seen(text, found, tracked))
        elif found:
            say_table([row_of(creator, tracked) for creator in found], headings=HEADINGS, right=TO_THE_RIGHT)
        elif is_filtered:
            say("No creators have all of that.")
        else:
            say(f"TikTrack has seen no creators for “{text}”. To ask TikTok: tiktrack search")

    run(work, writes=False)


async def _annotated(
    services: composition.Services, text: str, status: str | None, tags: Sequence[str]
) -> list[Creator]:
    """Returns the creators with that status, all the tags and all the words, in the order of a search.

    Raises BadInput for a status or a tag that isn't there.
    """
    kept, wanted = services.annotations, sought(text)
    known = None if status is None else require_status(status, await kept.own_statuses())
    ids = await kept.matching(known, [(await kept.tag_named(tag)).id for tag in tags])
    found = [
        creator
        for creator in await services.creators.stored(sorted(ids))
        if has_all(read_words(creator.handle, creator.name, creator.bio), wanted)
    ]
    named = canonical(text.strip("@ "))
    return sorted(found, key=lambda creator: (canonical(creator.handle) != named, -_followers(creator), creator.id))


def _followers(creator: Creator) -> int:
    return (creator.sample.followers or 0) if creator.sample else 0
