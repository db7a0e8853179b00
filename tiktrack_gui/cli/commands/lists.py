"""`tiktrack lists`: the lists of the creators you track."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands import creators_answers, options, overviews
from tiktrack_gui.cli.commands.creators_answers import added
from tiktrack_gui.cli.commands.options import CREATORS, JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import Handle, canonical, parse_creator
from tiktrack_gui.core.list_names import ALL, is_all
from tiktrack_gui.core.lists import CreatorList
from tiktrack_gui.core.models import Creator
from tiktrack_gui.core.refreshing import Rhythm, parse_every
from tiktrack_gui.words import creators as words
from tiktrack_gui.words import refreshing as words_of_refreshing
from tiktrack_gui.words import requests as words_of_requests

NAME = click.argument("name", metavar="LIST")
NONE = "You have no lists yet. Create one with: tiktrack lists create NAME"


@click.group()
@common
def lists() -> None:
    """Sort the creators you track into lists."""


@lists.command("show")
@click.argument("name", required=False, metavar="[LIST]")
@click.option("--overview", is_flag=True, help="Compare the creators on it: changes, engagement, posts, state.")
@JSON
@common
def lists_show(name: str | None, overview: bool, as_json: bool) -> None:
    """Show your lists, or the creators on one.

    “All” is everyone you track.
    """

    async def work(services: composition.Services) -> None:
        if name is None and overview:
            raise BadInput("An overview is one of a list.", f"Name the list, or “{ALL}” for everyone you track.")
        if name is None:
            await _show_lists(services, as_json=as_json)
            return
        shown = None if is_all(name) else await services.lists.named(name)
        tracked = await services.creators.tracked() if shown is None else await services.lists.entries(shown.id)
        creators = [entry.creator for entry in tracked]
        title = ALL if shown is None else shown.name
        if overview:
            pending = await services.adding.pending()
            waiting = [one for one in pending if shown is None or one.list_id == shown.id]
            await overviews.show(services, title, tracked, waiting, as_json=as_json)
        elif as_json:
            say_json({"list": title, "creators": await creators_answers.measured(services, creators)})
        elif creators:
            await creators_answers.show(services, creators)
            say(await _rhythm(services, shown))
            creators_answers.tell_lost(tracked)
        else:
            say(words.nobody_on(title))

    run(work, writes=False)


@lists.command("create")
@NAME
@JSON
@common
def lists_create(name: str, as_json: bool) -> None:
    """Create an empty list."""

    async def work(services: composition.Services) -> None:
        _tell(f"Created “{(created := await services.lists.create(name)).name}”.", created, as_json=as_json)

    run(work, writes=True)


@lists.command("rename")
@NAME
@click.argument("new_name", metavar="NEW_NAME")
@JSON
@common
def lists_rename(name: str, new_name: str, as_json: bool) -> None:
    """Rename a list."""

    async def work(services: composition.Services) -> None:
        found = await services.lists.named(name)
        await services.lists.rename(found.id, new_name)
        renamed = await services.lists.named(new_name)
        _tell(f"“{found.name}” is now “{renamed.name}”.", renamed, as_json=as_json)

    run(work, writes=True)


@lists.command("remove")
@NAME
@click.option("--yes", is_flag=True, help="Delete without asking.")
@JSON
@common
def lists_remove(name: str, yes: bool, as_json: bool) -> None:
    """Delete a list. You keep tracking the creators on it."""

    async def work(services: composition.Services) -> None:
        found = await services.lists.named(name)
        question = f"Delete “{found.name}”? {words.KEPT_TRACKING}"
        removed = yes or (sys.stdin.isatty() and click.confirm(question, err=True))
        if removed:
            await services.lists.remove(found.id)
        if as_json:
            say_json({"removed": [found.name] if removed else []})
        elif removed:
            say(f"Deleted “{found.name}”. {words.KEPT_TRACKING}")
        else:
            say("Nothing was deleted. To delete it, run this again with --yes.")

    run(work, writes=True)


@lists.command("add")
@NAME
@CREATORS
@JSON
@common
def lists_add(name: str, creators: Sequence[str], as_json: bool) -> None:
    """Put creators on a list, by @handle or link.

    Those you don’t track yet are looked up on TikTok first. The exit status is 1 if one can’t be added.
    """

    async def work(services: composition.Services) -> None:
        found = await services.lists.named(name)
        tracked = {canonical(entry.creator.handle): entry.creator for entry in await services.creators.tracked()}
        there = {text: tracked[handle] for text in creators if (handle := _handle(text)) in tracked}
        await services.lists.add(found.id, [creator.id for creator in there.values()])
        answers = await added(services, [text for text in creators if text not in there], found.id)
        new = [answer.creator for answer in answers if answer.creator is not None]
        put = list({creator.id: creator for creator in [*there.values(), *new]}.values())
        creators_answers.tell_troubles(answers)
        await creators_answers.tell_waiting(services)
        failed = [answer for answer in answers if answer.creator is None]
        if as_json:
            errors = {answer.handle: str(answer.error) for answer in failed}
            say_json({"list": found.name, "added": _named(put), "failed": errors})
        elif put:
            say(f"Added to “{found.name}”: {_joined(put)}.")
        if failed:
            sys.exit(1)

    run(work, writes=True)


@lists.command("drop")
@NAME
@CREATORS
@JSON
@common
def lists_drop(name: str, creators: Sequence[str], as_json: bool) -> None:
    """Take creators off a list. You keep tracking them."""

    async def work(services: composition.Services) -> None:
        found = await services.lists.named(name)
        chosen = await _on_list(services, found, creators)
        await services.lists.drop(found.id, [creator.id for creator in chosen])
        if as_json:
            say_json({"list": found.name, "dropped": _named(chosen)})
        else:
            say(f"Taken off “{found.name}”: {_joined(chosen)}. {words.STILL_TRACKED}")

    run(work, writes=True)


@lists.command("move")
@NAME
@click.argument("creators", nargs=-1, callback=options.creators, metavar="[@NAME...]")
@click.option("--before", metavar="LIST|@NAME", help="In front of which; default: to the end.")
@JSON
@common
def lists_move(name: str, creators: Sequence[str], before: str | None, as_json: bool) -> None:
    """Move creators within a list, or the list among your lists.

    “All” is everyone you track.
    """

    async def work(services: composition.Services) -> None:
        if not creators:
            await _move_list(services, name, before)
            await _show_lists(services, as_json=as_json)
            return
        found = None if is_all(name) else await services.lists.named(name)
        chosen = [creator.id for creator in await _on_list(services, found, creators)]
        place = None if before is None else (await _on_list(services, found, [before]))[0].id
        await services.lists.put(None if found is None else found.id, chosen, place)
        entries = await services.creators.tracked() if found is None else await services.lists.entries(found.id)
        order = [entry.creator for entry in entries]
        if as_json:
            say_json({"list": ALL if found is None else found.name, "creators": _named(order)})
        else:
            say("\n".join(f"@{creator.handle}" for creator in order))

    run(work, writes=True)


@lists.command("refresh")
@NAME
@click.option("--every", metavar="INTERVAL", help="1h, 3h, 6h, 12h, 1d, 1w, or “settings” for the usual.")
@click.option("--adaptive/--fixed", default=None, help="Fast growers more often, silent creators less often; or not.")
@JSON
@common
def lists_refresh(name: str, every: str | None, adaptive: bool | None, as_json: bool) -> None:
    """Show or set how often the creators on a list are refreshed.

    A creator on several lists is refreshed at the shortest of their intervals. Adaptive: twice as often (but at most
    hourly) for those that grow by 5% a week, a half or a quarter as often for those without growth or new videos.
    """

    async def work(services: composition.Services) -> None:
        found = await services.lists.named(name)
        before = Rhythm(every=found.refresh_every, adaptive=found.adaptive)
        rhythm = Rhythm(
            every=before.every if every is None else parse_every(every),
            adaptive=before.adaptive if adaptive is None else adaptive,
        )
        if rhythm != before:
            await services.refreshing.set_rhythm(found.id, rhythm)
            found = await services.lists.named(name)
        _tell(f"“{found.name}”: {await _rhythm(services, found)}", found, as_json=as_json)
        await services.rounds.plan()
        if warning := words_of_requests.warning(await services.planning.demand()):
            warn(warning)

    run(work, writes=every is not None or adaptive is not None)


async def _rhythm(services: composition.Services, shown: CreatorList | None) -> str:
    """ "Daily, adaptive · next at 14:32 · 200 creators take about 14 min of requests a day". shown: None = all."""
    found = await services.refreshing.rhythms_of(None if shown is None else shown.id)
    now, paused = services.foundation.clock.now(), services.settings.paused
    line = words_of_refreshing.line(found, now, paused=paused)
    return " · ".join(filter(None, (line, words_of_refreshing.cost(found))))


async def _move_list(services: composition.Services, name: str, before: str | None) -> None:
    found = await services.lists.named(name)
    await services.lists.move([found.id], None if before is None else (await services.lists.named(before)).id)


async def _on_list(services: composition.Services, found: CreatorList | None, texts: Sequence[str]) -> list[Creator]:
    """Returns the creators on the list that are named. Raises BadInput if one isn't. found: None = all."""
    chosen = [entry.creator for entry in await services.creators.choose(texts)]
    if found is None:
        return chosen
    there = {entry.creator.id for entry in await services.lists.entries(found.id)}
    if missing := [creator for creator in chosen if creator.id not in there]:
        verb = "isn’t" if len(missing) == 1 else "aren’t"
        raise BadInput(
            f"{_joined(missing)} {verb} on “{found.name}”.", f"To see who is, run `tiktrack lists show {found.name}`."
        )
    return chosen


async def _show_lists(services: composition.Services, *, as_json: bool) -> None:
    found = await services.lists.all()
    if as_json:
        say_json({"lists": [export.creator_list(one) for one in found]})
    elif found:
        rhythms = [words_of_refreshing.rhythm(await services.refreshing.rhythms_of(one.id)) for one in found]
        rows = [(one.name, f"{one.creators:,}", rhythm) for one, rhythm in zip(found, rhythms, strict=True)]
        say_table(rows, headings=("list", "creators", "refreshed"), right=(1,))
    else:
        say(NONE)


def _tell(sentence: str, changed: CreatorList, *, as_json: bool) -> None:
    if as_json:
        say_json({"list": export.creator_list(changed)})
    else:
        say(sentence)


def _handle(text: str) -> str | None:
    named = parse_creator(text)
    return canonical(named.name) if isinstance(named, Handle) else None


def _named(creators: Sequence[Creator]) -> list[dict[str, str]]:
    return [{"id": str(creator.id), "handle": creator.handle} for creator in creators]


def _joined(creators: Sequence[Creator]) -> str:
    return ", ".join(f"@{creator.handle}" for creator in creators)
