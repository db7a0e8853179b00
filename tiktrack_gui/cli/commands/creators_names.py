"""`tiktrack creators tags` and `statuses`: the names you give, and how many creators have them."""

from __future__ import annotations

import sys
from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export_annotations as export
from tiktrack_gui.core.annotations import BUILT_IN, require_status
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.services.annotations import Annotations
from tiktrack_gui.words import annotations as words

YES = click.option("--yes", is_flag=True, help="Remove without asking.")


@click.command("tags")
@click.option("--add", metavar="TAG", help="Create a tag.")
@click.option("--rename", nargs=2, metavar="TAG NEW_NAME", help="Rename a tag.")
@click.option("--color", nargs=2, metavar="TAG COLOR", help="Give it another color, such as teal.")
@click.option("--remove", metavar="TAG", help="Remove a tag, also from the creators that have it.")
@YES
@JSON
@common
def creators_tags(
    add: str | None,
    rename: tuple[str, str] | None,
    color: tuple[str, str] | None,
    remove: str | None,
    yes: bool,
    as_json: bool,
) -> None:
    """List your tags, or change them. Colors are as in the window."""
    _require_one(add, rename, color, remove)

    async def work(services: composition.Services) -> None:
        kept = services.annotations
        if add is not None:
            await kept.create_tag(add)
        elif rename is not None:
            await kept.change_tag(replace(await kept.tag_named(rename[0]), name=rename[1]))
        elif color is not None:
            await kept.change_tag(replace(await kept.tag_named(color[0]), color=color[1]))
        elif remove is not None:
            tag = await kept.tag_named(remove)
            number = (await kept.uses()).tags.get(tag.id, 0)
            await _remove(tag.name, number, partial(kept.remove_tag, tag.id), yes=yes)
        tags, uses = await kept.tags(), await kept.uses()
        if as_json:
            say_json({"tags": export.names([], tags, uses)["tags"]})
        elif tags:
            rows = [(one.name, one.color, f"{uses.tags.get(one.id, 0):,}") for one in tags]
            say_table(rows, headings=("tag", "color", "creators"), right=(2,))
        else:
            say(f"{words.NO_TAGS} Tag a creator with: tiktrack creators tag @name TAG")

    run(work, writes=bool(add or rename or color or remove))


@click.command("statuses")
@click.option("--add", metavar="STATUS", help="Create a status of your own.")
@click.option("--rename", nargs=2, metavar="STATUS NEW_NAME", help="Rename one of your own.")
@click.option("--remove", metavar="STATUS", help="Remove one of your own, also from the creators that had it.")
@YES
@JSON
@common
def creators_statuses(
    add: str | None, rename: tuple[str, str] | None, remove: str | None, yes: bool, as_json: bool
) -> None:
    """List the statuses that creators can have, or change your own.

    The numbers are of the creators that have it now.
    """
    _require_one(add, rename, remove)

    async def work(services: composition.Services) -> None:
        kept = services.annotations
        if add is not None:
            await kept.add_own_status(add)
        elif rename is not None:
            await kept.rename_own_status(await _own(kept, rename[0]), rename[1])
        elif remove is not None:
            name = await _own(kept, remove)
            number = (await kept.uses()).statuses.get(name, 0)
            await _remove(name, number, partial(kept.remove_own_status, name), yes=yes)
        own, uses = await kept.own_statuses(), await kept.uses()
        if as_json:
            say_json({"statuses": export.names(own, [], uses)["statuses"]})
            return
        rows = [
            (words.status(one), "yes" if one in own else "no", f"{uses.statuses.get(one, 0):,}")
            for one in (*BUILT_IN, *own)
        ]
        say_table(rows, headings=("status", "your own", "creators"), right=(2,))

    run(work, writes=bool(add or rename or remove))


async def _own(kept: Annotations, text: str) -> str:
    """Returns the own status that is meant. Raises BadInput."""
    name = require_status(text, await kept.own_statuses())
    if name in BUILT_IN:
        raise BadInput(f"“{words.status(name)}” isn’t one of your own statuses.", "Those can’t be changed.")
    return name


async def _remove(name: str, number: int, remove: Callable[[], Awaitable[object]], *, yes: bool) -> None:
    having = "1 creator has it." if number == 1 else f"{number:,} creators have it."
    if not yes and not (sys.stdin.isatty() and click.confirm(f"Remove “{name}”? {having}", err=True)):
        raise BadInput("Nothing was removed.", "To remove it, run this again with --yes.")
    await remove()


def _require_one(*given: object) -> None:
    if sum(one is not None for one in given) > 1:
        raise click.UsageError("Do one thing at a time.")
