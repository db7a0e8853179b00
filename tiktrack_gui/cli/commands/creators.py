"""`tiktrack creators`: the tracked creators."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands import creators_answers, creators_read, options
from tiktrack_gui.cli.commands.creators_answers import Answer, added, answer_of
from tiktrack_gui.cli.commands.options import CREATORS, JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.late_group import LateGroup
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.errors import BadInput, TikTokError, together
from tiktrack_gui.core.handles import sorted_out
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.pending_reasons import reason_of
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator
from tiktrack_gui.words import suggestions

NOBODY = "You aren’t tracking any creators yet. Add one with: tiktrack creators add @name"


@click.group(
    cls=LateGroup,
    late={
        "find": "creators_find:creators_find",
        "history": "creators_history:creators_history",
        "import": "creators_import:creators_import",
        "note": "creators_notes:creators_note",
        "show": "creators_history:creators_show",
        "status": "creators_notes:creators_status",
        "statuses": "creators_names:creators_statuses",
        "tag": "creators_notes:creators_tag",
        "tags": "creators_names:creators_tags",
        "untag": "creators_notes:creators_untag",
    },
)
@common
def creators() -> None:
    """Manage the creators you track."""


@creators.command("add")
@click.argument("creators", nargs=-1, metavar="[@NAME...]")
@click.option("--file", type=click.Path(dir_okay=False), help="A CSV, TSV, TXT or XLSX file with creators; - is stdin.")
@click.option("--column", metavar="NAME", help="The file’s column with the creators. Default: the likeliest.")
@click.option("--dry-run", is_flag=True, help="Show what was read, without adding anybody.")
@JSON
@common
def creators_add(creators: Sequence[str], file: str | None, column: str | None, dry_run: bool, as_json: bool) -> None:
    """Track creators by @handle or link to a profile or a post.

    With --file, a CSV, TSV, TXT or XLSX file is read: the column that names the most creators, or the one given.

    Creators that can’t be read now but have been in the feed are tracked with their stored numbers. Stops at a problem
    that affects them all, such as no network or a block; the rest are looked up later. The exit status is 1 if none
    could be read, and 2 if some of what was given names no creator; the others are added.
    """
    if not creators and file is None:
        raise click.UsageError("Name a creator, or use --file.")
    if column is not None and file is None:
        raise click.UsageError("--column needs --file.")
    given = [*creators, *(creators_read.texts_in(file, column) if file is not None else [])]
    if dry_run:
        creators_read.show(given, as_json=as_json)
        return
    texts, refused = sorted_out(given)
    if not texts:
        raise click.UsageError(together(refused.values()))
    for error in refused.values():
        warn(str(error))

    async def work(services: composition.Services) -> None:
        answers = await added(services, texts)
        await _show(services, answers, [one.creator for one in answers if one.creator], refused, as_json=as_json)

    run(work, writes=True)
    if refused:
        sys.exit(2)


@creators.command("pending")
@click.option("--look-up", is_flag=True, help="Look up those that wait; if nobody waits, those that failed.")
@click.option("--forget", is_flag=True, help="Don’t track them.")
@JSON
@common
def creators_pending(look_up: bool, forget: bool, as_json: bool) -> None:
    """List the creators that are still to be looked up.

    Those that couldn’t be tracked are listed with the reason. The exit status is 1 if a look-up fails.
    """
    if look_up and forget:
        raise click.UsageError("Use --look-up or --forget.")

    async def work(services: composition.Services) -> None:
        adding, failed = services.adding, False
        if forget:
            await adding.forget(await adding.pending())
        elif look_up:
            if not await adding.anybody_waits():
                await adding.retry(await adding.pending())
            try:
                await adding.look_up_waiting()
            except TikTokError as error:
                warn(error.for_terminal)
                failed = True
        listed = await adding.pending()
        if as_json:
            say_json({"pending": [export.pending_creator(one) for one in listed]})
        elif listed:
            say_table([(one.given, _standing(one)) for one in listed], headings=("creator", "state"))
        else:
            say("Nobody is waiting.")
        if look_up and (failed or listed):
            sys.exit(1)

    run(work, writes=look_up or forget)


@creators.command("remove")
@CREATORS
@JSON
@common
def creators_remove(creators: Sequence[str], as_json: bool) -> None:
    """Stop tracking creators. Their measurements are kept."""

    async def work(services: composition.Services) -> None:
        removed = [entry.creator for entry in await services.creators.remove(creators)]
        if as_json:
            say_json({"removed": [{"id": str(creator.id), "handle": creator.handle} for creator in removed]})
            return
        for creator in removed:
            say(f"Stopped tracking @{creator.handle}. Its measurements are kept.")

    run(work, writes=True)


@creators.command("list")
@JSON
@common
def creators_list(as_json: bool) -> None:
    """List the creators you track, with their growth.

    Growth is the change in followers over the last four weeks. ≈ marks numbers TikTok rounded, ≥ means at least.
    """

    async def work(services: composition.Services) -> None:
        tracked = await services.creators.tracked()
        listed = [entry.creator for entry in tracked]
        if as_json:
            say_json({"creators": await creators_answers.measured(services, listed)})
        elif listed:
            await creators_answers.show(services, listed)
            creators_answers.tell_lost(tracked)
        else:
            say(NOBODY)

    run(work, writes=False)


@creators.command("suggest")
@JSON
@common
def creators_suggest(as_json: bool) -> None:
    """List creators to track: those seen in the feed again and again.

    They had at least two new videos in the trending feed or your hashtags in the last seven days, ads aside. Those you
    track or have hidden are left out. Track one with `tiktrack creators add @name`.
    """

    async def work(services: composition.Services) -> None:
        found = await services.creators.suggestions.current()
        if as_json:
            say_json({"suggestions": [export.suggestion(one) for one in found]})
        elif found:
            creators_answers.show_suggestions(found)
        else:
            say(suggestions.NOBODY)

    run(work, writes=False)


@creators.command("refresh")
@click.argument("creators", nargs=-1, callback=options.creators, metavar="[@NAME...]")
@JSON
@common
def creators_refresh(creators: Sequence[str], as_json: bool) -> None:
    """Refresh the creators you track, or only those you name.

    Those that TikTok no longer finds are only asked for by name. Stops at a problem that affects them all, such as no
    network or a block. The exit status is 1 if none could be refreshed.
    """

    async def work(services: composition.Services) -> None:
        missing = [] if creators else _missing(await services.creators.tracked())
        checked = await services.creators.refresh(creators, manual=True)
        await services.alerts.check(one.creator.id for one in checked if one.error is None)
        if missing:
            creators_answers.tell_missing(missing, all_of_them=not checked)
        answers = [answer_of(one.formerly or one.creator.handle, one) for one in checked]
        fresh = [one.creator for one in checked if one.error is None]
        await _show(services, answers, fresh, {}, as_json=as_json, missing=missing)

    run(work, writes=True)


def _standing(one: PendingCreator) -> str:
    reason = reason_of(one)
    if one.state is PendingState.FAILED:
        return reason
    return f"waits; last time: {reason}" if reason else "waits"


def _missing(tracked: Sequence[TrackedCreator]) -> list[TrackedCreator]:
    return [entry for entry in tracked if entry.state == CreatorState.MISSING]


async def _show(
    services: composition.Services,
    answers: Sequence[Answer],
    listed: Sequence[Creator],
    refused: Mapping[str, BadInput],
    *,
    as_json: bool,
    missing: Sequence[TrackedCreator] = (),
) -> None:
    """listed: the creators to print for people; JSON contains all answers, and what was `refused` with the reason.

    missing: those left out for that.
    """
    creators_answers.tell_troubles(answers)
    await creators_answers.tell_waiting(services)
    if as_json:
        left_out = {"missing": [entry.creator.handle for entry in missing]} if missing else {}
        say_json(await creators_answers.checked(services, answers, refused) | left_out)
    elif answers:
        await creators_answers.show(services, listed)
    elif not missing:
        say(NOBODY)
    if all(one.error for one in answers) and (answers or missing):
        sys.exit(1)
