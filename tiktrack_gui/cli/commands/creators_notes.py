"""`tiktrack creators note`, `status`, `tag` and `untag`: what you keep about a creator, tracked or not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.moments import Day, beginning
from tiktrack_gui.cli.commands.options import CREATOR, JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export_annotations as export
from tiktrack_gui.core.annotations import Annotations, tag_named
from tiktrack_gui.core.collaboration import Comparison, NotEnoughDays
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.models import Creator
from tiktrack_gui.words import annotations as words
from tiktrack_gui.words import times

NUMBER = "Its number, as --list shows it."
LIST = click.option("--list", "lists", is_flag=True, help="Only list them; also without anything else.")
TAGS = click.argument("tags", nargs=-1, required=True, metavar="TAG...")


@click.command("note")
@CREATOR
@click.argument("text", nargs=-1, metavar="[TEXT]")
@LIST
@click.option("--change", type=int, metavar="N", help=f"Give a note that text. {NUMBER}")
@click.option("--remove", type=int, metavar="N", help=f"Remove a note. {NUMBER}")
@JSON
@common
def creators_note(
    creator: str, text: Sequence[str], lists: bool, change: int | None, remove: int | None, as_json: bool
) -> None:
    """Keep notes about a creator. They stay on this computer."""
    note = " ".join(text)
    _require_one_of(bool(note) and change is None, lists, change is not None, remove is not None)
    if change is not None and not note:
        raise click.UsageError("--change needs the new text.")

    async def work(services: composition.Services) -> None:
        known, kept = await services.creators.known(creator), services.annotations
        numbers = {one.id for one in (await _kept(services, known)).notes}
        if change is not None:
            await kept.change_note(_numbered(change, numbers, "note", known), note)
        elif remove is not None:
            await kept.remove_note(_numbered(remove, numbers, "note", known))
        elif note:
            await kept.add_note(known.id, note)
        found = await _kept(services, known)
        if as_json:
            say_json(_named(known) | {"notes": [export.note(one) for one in found.notes]})
        elif found.notes:
            say_notes(found)
        else:
            say(words.NO_NOTES)

    run(work, writes=bool(note) or remove is not None)


@click.command("status")
@CREATOR
@click.argument("status", nargs=-1, metavar="[STATUS]")
@click.option("--since", type=Day(), metavar="DATE", help="The day it began. Default: today.")
@LIST
@click.option("--remove", type=int, metavar="N", help=f"Remove one of its statuses. {NUMBER}")
@click.option("--clear", is_flag=True, help="Remove all of its statuses.")
@JSON
@common
def creators_status(
    creator: str,
    status: Sequence[str],
    since: date | None,
    lists: bool,
    remove: int | None,
    clear: bool,
    as_json: bool,
) -> None:
    """Note where you stand with a creator, and since when.

    STATUS is idea, contacted, sent, posted, done, or one of your own. For each, the growth before and after that day is
    compared, up to four weeks each.
    """
    name = " ".join(status)
    _require_one_of(bool(status), lists, remove is not None, clear)
    if since is not None and not status:
        raise click.UsageError("--since needs a status.")

    async def work(services: composition.Services) -> None:
        known, kept = await services.creators.known(creator), services.annotations
        if status:
            await kept.set_status([known.id], name, None if since is None else beginning(since))
        elif remove is not None:
            numbers = {one.id for one in (await _kept(services, known)).statuses}
            await kept.remove_status(_numbered(remove, numbers, "status", known))
        elif clear:
            await kept.clear_statuses([known.id])
        found, compared = await _kept(services, known), await kept.comparisons(known.id)
        if as_json:
            statuses = [export.status(one, compared.get(one.id)) for one in found.statuses]
            current = None if found.status is None else found.status.status
            say_json(_named(known) | {"status": current, "statuses": statuses})
        elif found.statuses:
            say_statuses(found, compared)
        else:
            say(f"{words.NO_STATUS}.")

    run(work, writes=bool(status) or remove is not None or clear)


@click.command("tag")
@CREATOR
@TAGS
@click.option("--color", metavar="COLOR", help="Of new tags: blue, green, orange, purple, red, teal, yellow or gray.")
@JSON
@common
def creators_tag(creator: str, tags: Sequence[str], color: str | None, as_json: bool) -> None:
    """Tag a creator. Tags that don’t exist yet are created."""

    async def work(services: composition.Services) -> None:
        known, kept = await services.creators.known(creator), services.annotations
        for name in tags:
            tag = tag_named(name, await kept.tags()) or await kept.create_tag(name, color)
            await kept.tag([known.id], tag.id)
        await _tell_tags(services, known, as_json=as_json)

    run(work, writes=True)


@click.command("untag")
@CREATOR
@TAGS
@JSON
@common
def creators_untag(creator: str, tags: Sequence[str], as_json: bool) -> None:
    """Take tags off a creator."""

    async def work(services: composition.Services) -> None:
        known, kept = await services.creators.known(creator), services.annotations
        for tag in [await kept.tag_named(name) for name in tags]:
            await kept.untag([known.id], tag.id)
        await _tell_tags(services, known, as_json=as_json)

    run(work, writes=True)


def say_notes(found: Annotations) -> None:
    """One line each; the newest first."""
    rows = [(str(one.id), times.date(one.created_at), " ".join(one.text.split())) for one in found.notes]
    say_table(rows, headings=("note", "from", "text"), right=(0,))


def say_statuses(found: Annotations, compared: dict[int, Comparison | NotEnoughDays]) -> None:
    """With the growth before and after; the newest first."""
    rows = [
        (
            str(one.id),
            words.status(one.status),
            times.date(one.since),
            f"{words.sentence(compared[one.id])} {words.details(compared[one.id])}".rstrip(),
        )
        for one in found.statuses[::-1]
    ]
    say_table(rows, headings=("number", "status", "since", "growth before and after"), right=(0,))


async def _tell_tags(services: composition.Services, known: Creator, *, as_json: bool) -> None:
    names = [tag.name for tag in (await _kept(services, known)).tags]
    if as_json:
        say_json(_named(known) | {"tags": names})
    else:
        say(f"@{known.handle}: {', '.join(names)}" if names else f"@{known.handle} has no tags.")


async def _kept(services: composition.Services, known: Creator) -> Annotations:
    return (await services.annotations.of([known.id]))[known.id]


def _named(known: Creator) -> dict[str, Any]:
    return {"id": str(known.id), "handle": known.handle}


def _numbered(number: int, numbers: set[int], what: str, known: Creator) -> int:
    if number not in numbers:
        advice = f"To see which there are, run `tiktrack creators {what} @{known.handle} --list`."
        raise BadInput(f"@{known.handle} has no {what} {number}.", advice)
    return number


def _require_one_of(*given: bool) -> None:
    if sum(given) > 1:
        raise click.UsageError("Do one thing at a time.")
