"""`tiktrack discover brands`: who your customers are."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.discover_options import read_due
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import Command, common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core.discovery import export, written_brands
from tiktrack_gui.core.discovery.brands import Audience, Brand
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import Named, parse_creator
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.words import brands as words

NAME = click.argument("name", metavar="NAME")
HEADINGS = ("brand", "followers", "languages", "countries", "examples", "words")
_OPTIONS = (
    click.option("--languages", metavar="CODES", help="Of your customers, comma-separated: en,de."),
    click.option("--countries", metavar="CODES", help="Of your customers, comma-separated: DE,AT."),
    click.option("--words", metavar="WORDS", help="Niche words and #hashtags, comma-separated."),
    click.option("--examples", metavar="@NAMES", help="Creators whose audience you want, comma-separated."),
    click.option("--followers", metavar="FROM-TO", help="Of the creators: 1000-100000, unless you say otherwise."),
    click.option("--ages", metavar="SHARES", help="Of your customers, in percent: 18-24=40,25-34=35."),
    click.option("--genders", metavar="SHARES", help="Of your customers, in percent: female=70,male=30."),
    click.option("--weights", metavar="WEIGHTS", help="How much each part of the fit counts: growth=40,niche=0."),
)


def with_profile(command: Command) -> Command:
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


@click.group()
@common
def brands() -> None:
    """Say who your customers are: several brands are possible."""


@brands.command("list")
@JSON
@common
def brands_list(as_json: bool) -> None:
    """List your brands."""

    async def work(services: composition.Services) -> None:
        found = await services.brands.all()
        if as_json:
            say_json({"brands": [export.brand(one) for one in found]})
        elif found:
            say_table([_row(one) for one in found], headings=HEADINGS)
        else:
            say("You have no brands yet. Create one with: tiktrack discover brands add NAME")

    run(work, writes=False)


@brands.command("add")
@NAME
@with_profile
@JSON
@common
def brands_add(name: str, as_json: bool, **profile: str | None) -> None:
    """Create a brand. Every option may be left out: what isn’t asked for isn’t judged."""
    change, named = _given(profile)

    async def work(services: composition.Services) -> None:
        created = await services.brands.create(change(Brand(name=name)))
        await _with_examples(services, created, named, as_json=as_json, said=words.created(created.name))

    run(work, writes=True)


@brands.command("set")
@NAME
@click.option("--name", "new_name", metavar="NEW_NAME", help="Rename the brand.")
@with_profile
@JSON
@common
def brands_set(name: str, new_name: str | None, as_json: bool, **profile: str | None) -> None:
    """Change a brand. An option with "" takes away what it says."""
    change, named = _given(profile)
    if new_name is None and all(value is None for value in profile.values()):
        raise click.UsageError("Name what is to be changed, such as --words “vegan,#baking”.")

    async def work(services: composition.Services) -> None:
        found = await services.brands.named(name)
        await services.brands.change(replace(change(found), name=found.name if new_name is None else new_name))
        assert found.id is not None
        changed = await services.brands.find(found.id)
        await _with_examples(services, changed, named, as_json=as_json, said=words.saved(changed.name))

    run(work, writes=True)


@brands.command("remove")
@NAME
@click.option("--yes", is_flag=True, help="Delete without asking.")
@JSON
@common
def brands_remove(name: str, yes: bool, as_json: bool) -> None:
    """Delete a brand and its list of candidates. What was measured of them is kept."""

    async def work(services: composition.Services) -> None:
        found = await services.brands.named(name)
        assert found.id is not None
        question = f"Delete “{found.name}” and its list of candidates?"
        removed = yes or (sys.stdin.isatty() and click.confirm(question, err=True))
        if removed:
            await services.brands.remove(found.id)
        if as_json:
            say_json({"removed": [found.name] if removed else []})
        elif removed:
            say(f"{words.removed(found.name)}.")
        else:
            say("Nothing was deleted. To delete it, run this again with --yes.")

    run(work, writes=True)


def _given(profile: Mapping[str, str | None]) -> tuple[Callable[[Brand], Brand], list[Named] | None]:
    """Returns what the options make of a brand, and the examples that were named; None = as before.

    Raises UsageError for what can't be read, before anything is opened.
    """
    changes: dict[str, Any] = {}
    try:
        for name in ("languages", "countries", "words"):
            if (text := profile[name]) is not None:
                changes[name] = written_brands.listed(text)
        if profile["followers"] is not None:
            least, most = written_brands.followers(profile["followers"])
            changes |= {"followers_from": least, "followers_to": most}
        stated = written_brands.audience(profile["ages"], profile["genders"], None)
        texts = profile["examples"]
        named = None if texts is None else [parse_creator(text) for text in written_brands.listed(texts)]
        if profile["weights"] is not None:
            written_brands.weights(profile["weights"], {})
    except BadInput as error:
        raise click.UsageError(str(error)) from None

    def change(brand: Brand) -> Brand:
        ages = brand.audience.ages if profile["ages"] is None else stated.ages
        genders = brand.audience.genders if profile["genders"] is None else stated.genders
        weights = brand.weights
        if profile["weights"] is not None:
            weights = written_brands.weights(profile["weights"], brand.weights)
        audience = Audience(ages=ages, genders=genders)
        return replace(
            brand,
            **changes,
            audience=audience,
            weights=weights,
            examples=brand.examples if named is None else (),
        )

    return change, named


async def _with_examples(
    services: composition.Services, brand: Brand, named: Sequence[Named] | None, *, as_json: bool, said: str
) -> None:
    """Looks up the examples that were named, computes what follows from the changes, and tells of the brand."""
    assert brand.id is not None
    if named:
        await services.brands.look_up_examples(brand.id, named)
    complete = await read_due(services)
    waiting = await services.brands.pending_examples(brand.id)
    brand = await services.brands.find(brand.id)
    if named and waiting:
        complete = False
        warn(f"Not looked up yet: {', '.join(job.given for job in waiting)}.")
    hashtags = await services.brands.hashtags_for(brand)
    if as_json:
        say_json({"brand": export.brand(brand), "suggested_sources": hashtags})
    else:
        say(f"{said}.")
        if hashtags:
            quoted = " ".join(f'"{one}"' for one in hashtags)
            say(f"{words.SOURCES} To add them: tiktrack sources add {quoted}")
    if not complete:
        sys.exit(1)


def _row(brand: Brand) -> tuple[str, ...]:
    return (
        brand.name,
        f"{grouped(brand.followers_from)}–{grouped(brand.followers_to)}",
        ", ".join(brand.languages),
        ", ".join(brand.countries),
        str(len(brand.examples)),
        ", ".join(brand.words),
    )
