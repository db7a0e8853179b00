"""The subcommands of `tiktrack`: everything the window does, without it.

A trouble of the world is one line on stderr and exit status 1, a wrong call is 2; --json prints only JSON on stdout.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NoReturn

import click

from tiktrack_gui import app, demo, terminal
from tiktrack_gui.core import export
from tiktrack_gui.core.criteria import Criteria
from tiktrack_gui.core.errors import BadInput, DiscordError, TikTrackError
from tiktrack_gui.core.models import Delivery, DeliveryState
from tiktrack_gui.core.numbers import grouped, velocity
from tiktrack_gui.core.schedule import TRENDING_LEAST_MINUTES, Rule
from tiktrack_gui.environment import has_display
from tiktrack_gui.invocation import common, fail, invoked, warn
from tiktrack_gui.services.creators import Checked
from tiktrack_gui.services.poller import Poller
from tiktrack_gui.services.trending import Refresh
from tiktrack_gui.tokens import Kind, Where
from tiktrack_gui.work import foundation, run

JSON = click.option("--json", "as_json", is_flag=True, help="Print JSON and nothing else.")
DRY_RUN = click.option("--dry-run", is_flag=True, help="Show what would be posted; nothing is sent or remembered.")
CHANNEL = click.option("--channel", type=click.IntRange(min=1), metavar="ID", help="Discord channel; else the one set.")


@click.group()
def commands() -> None:
    """All of them; `cli` gives them to the user."""


@commands.command("demo")
@click.option("--once", is_flag=True, help="One cycle on the terminal, without the window.")
@click.option("--pictures", type=click.Path(file_okay=False, path_type=Path), help="Also save a picture of each page.")
@common
def demo_command(once: bool, pictures: Path | None) -> None:
    """Show TikTrack over demo data: no browser, no network, a data folder of its own.

    Without a display, do the main job once on the terminal.
    """
    if not once and pictures is None and has_display():
        _show_demo()
    run(_demo_cycle, writes=True, demo=True)
    if pictures is not None:
        _show_demo(pictures)


def _show_demo(pictures: Path | None = None) -> NoReturn:
    from tiktrack_gui import desktop  # Qt's widgets are for those who see them

    with invoked() as invocation:
        sys.exit(desktop.run(invocation.folder, invocation.secrets, demo=True, pictures=pictures))


async def _demo_cycle(services: app.Services) -> None:
    done = await demo.cycle(services)
    click.echo("Demo data: every creator, video and thread below is made up.\n")
    terminal.show_refresh(done.refresh)
    click.echo()
    for entry in done.tracked:
        terminal.show_creator(entry.creator)
    click.echo()
    terminal.show_decisions(done.decisions, dry_run=False)
    terminal.show_deliveries(done.deliveries)


@commands.command()
@click.option("--limit", type=click.IntRange(1, 500), help="Videos to fetch.")
@click.option("--min-velocity", type=click.FloatRange(min=0), help="Least engagements per minute to be kept.")
@click.option("--max-age", type=click.FloatRange(min=0), metavar="HOURS", help="Filter out older videos; 0 = any age.")
@JSON
@common
def scrape(limit: int | None, min_velocity: float | None, max_age: float | None, as_json: bool) -> None:
    """Fetch the trending feed once, measure it and keep what passes."""

    async def work(services: app.Services) -> None:
        criteria = app.criteria(services.settings)
        if min_velocity is not None:
            criteria = replace(criteria, threshold=min_velocity)
        if max_age is not None:
            criteria = replace(criteria, max_age=max_age)
        refresh = await _refresh(services, criteria, limit, manual=True)
        if as_json:
            terminal.print_json(export.refresh(refresh.run, refresh.measured, refresh.profiles))
        else:
            terminal.show_refresh(refresh)

    run(work, writes=True)


async def _refresh(services: app.Services, criteria: Criteria, limit: int | None = None, *, manual: bool) -> Refresh:
    refresh = await services.trending.refresh(limit or services.settings.trending_limit, criteria, manual=manual)
    if refresh.run.message:
        warn(refresh.run.message)
    return refresh


@commands.group()
@common
def creators() -> None:
    """Creators you track."""


@creators.command("add")
@click.argument("names", nargs=-1, required=True)
@JSON
@common
def creators_add(names: Sequence[str], as_json: bool) -> None:
    """Track creators, each given by @handle or by the link of a profile."""

    async def work(services: app.Services) -> None:
        added = [await services.creators.add(name) for name in names]
        await _show_checked(services, added, as_json=as_json)

    run(work, writes=True)


@creators.command("list")
@JSON
@common
def creators_list(as_json: bool) -> None:
    """List the creators you track, with their newest numbers."""

    async def work(services: app.Services) -> None:
        listed = [Checked(creator=entry.creator) for entry in await services.creators.tracked()]
        await _show_checked(services, listed, as_json=as_json)

    run(work, writes=False)


@creators.command("refresh")
@click.argument("names", nargs=-1)
@JSON
@common
def creators_refresh(names: Sequence[str], as_json: bool) -> None:
    """Measure the creators you track again: all of them, or those named."""

    async def work(services: app.Services) -> None:
        checked = await services.creators.refresh(names, manual=True)
        await _show_checked(services, checked, as_json=as_json)
        if checked and all(result.error for result in checked):
            sys.exit(1)

    run(work, writes=True)


async def _show_checked(services: app.Services, checked: Sequence[Checked], *, as_json: bool) -> None:
    states = {entry.creator.id: entry.state for entry in await services.creators.tracked()}
    failed = [(result.creator.handle, result.error) for result in checked if result.error is not None]
    for handle, error in failed:
        warn(f"@{handle} keeps its stored numbers. {error.for_terminal}")
    if as_json:
        listed = [export.measured_creator(r.creator, states.get(r.creator.id, "unknown")) for r in checked]
        terminal.print_json({"refreshed": len(checked) - len(failed), "failed": len(failed), "creators": listed})
        return
    for result in checked:
        terminal.show_creator(result.creator)
    if not checked:
        click.echo("No creators are tracked yet. Track one: tiktrack creators add @name")


@commands.command()
@click.argument("name")
@CHANNEL
@DRY_RUN
@JSON
@common
def post(name: str, channel: int | None, dry_run: bool, as_json: bool) -> None:
    """Post a creator's profile as a Discord thread, once ever per channel."""

    async def work(services: app.Services) -> None:
        channel_id = _channel_id(services, channel)
        if dry_run:
            preview = await services.posting.preview(name, channel_id)
            if as_json:
                terminal.print_json(export.dry_run(channel_id, preview.warning, preview.payload))
            else:
                terminal.show_payload(preview.payload)
            return
        delivery = await _post(services, name, channel_id)
        if as_json:
            terminal.print_json(export.delivery(delivery, terminal.state(delivery)))
        _show_delivery(delivery, quiet=as_json)

    run(work, writes=True)


async def _post(services: app.Services, name: str, channel_id: int) -> Delivery:
    """Posts, and where Discord as a whole is the trouble, gives the delivery as it stays in the outbox."""
    try:
        return await services.posting.post(name, channel_id)
    except DiscordError as error:
        waiting = await services.posting.existing(name, channel_id)
        if waiting is None:
            raise
        return replace(waiting, error=error.for_terminal)


def _show_delivery(delivery: Delivery, *, quiet: bool) -> None:
    if delivery.state is not DeliveryState.SENT:
        fail(delivery.error or "It is not known whether the thread was made; ask again to look for it.")
    if not quiet:
        click.echo(f"Posted as thread {delivery.thread_id}.")


def _channel_id(services: app.Services, given: int | None) -> int:
    channel_id = given or services.settings.channel_id
    if channel_id is None:
        raise BadInput("No Discord channel is set.", "Give one with --channel ID, or set DISCORD_CHANNEL_ID.")
    return channel_id


@commands.command("run")
@click.option("--once", is_flag=True, help="One run, then end.")
@click.option("--every", type=click.FloatRange(min=0, min_open=True), metavar="MINUTES", help="Run again and again.")
@CHANNEL
@DRY_RUN
@common
def run_cycles(once: bool, every: float | None, channel: int | None, dry_run: bool) -> None:
    """Scrape the feed, then post the profiles behind its stories."""
    if once == (every is not None):
        raise click.UsageError("Say either --once or --every MINUTES.")

    async def work(services: app.Services) -> None:
        channel_id = _channel_id(services, channel)

        async def cycle() -> None:
            await _cycle(services, channel_id, manual=once, dry_run=dry_run)

        if every is None:
            await cycle()
        else:
            await _repeat(services, cycle, every)

    run(work, writes=True)


async def _cycle(services: app.Services, channel_id: int, *, manual: bool, dry_run: bool) -> None:
    refresh = await _refresh(services, app.criteria(services.settings), manual=manual)
    terminal.show_refresh(refresh)
    rules = app.posting_rules(services.settings)
    decisions = await services.posting.choose(refresh.profiles, channel_id, rules, manual=manual)
    terminal.show_decisions(decisions, dry_run=dry_run)
    if not dry_run:
        terminal.show_deliveries(await services.posting.post_chosen(decisions, channel_id, manual=manual))


async def _repeat(services: app.Services, cycle: Callable[[], Awaitable[None]], every: float) -> None:
    if services.settings.request_delay > 0 and every < TRENDING_LEAST_MINUTES:
        every = TRENDING_LEAST_MINUTES
        warn(f"Fetches of the trending feed are at least {every:g} min apart, so that TikTok does not block you.")
    rule = Rule(every=every * 60)
    poller = Poller(cycle, lambda: rule, services.foundation.clock, _raise)
    poller.failed.connect(_tell)
    await poller.run()


def _raise(error: BaseException) -> NoReturn:
    raise error


def _tell(error: TikTrackError) -> None:
    warn(error.for_terminal)


@commands.group()
@common
def token() -> None:
    """Secrets, kept in the system's keyring."""


KIND = click.argument("kind", type=click.Choice([kind.value for kind in Kind]))


@token.command("set")
@KIND
@common
def token_set(kind: str) -> None:
    """Store a token; it is asked for, so that it never stands in the shell's history."""
    text = click.prompt(f"{kind} token", hide_input=True) if sys.stdin.isatty() else sys.stdin.readline()
    with invoked() as invocation:
        base = foundation(invocation)
        asyncio.run(base.tokens.set(Kind(kind), text))
    click.echo(f"The {kind} token is in the system's keyring.")


@token.command("delete")
@KIND
@common
def token_delete(kind: str) -> None:
    """Delete a token from the keyring."""
    with invoked() as invocation:
        tokens = foundation(invocation).tokens
        was_there = asyncio.run(tokens.where(Kind(kind))) is Where.KEYRING
        asyncio.run(tokens.delete(Kind(kind)))
    click.echo(f"The {kind} token is deleted." if was_there else f"There was no {kind} token in the keyring.")


@token.command("show")
@common
def token_show() -> None:
    """Say which tokens there are, and where; never the tokens themselves."""
    with invoked() as invocation:
        tokens = foundation(invocation).tokens
        for kind in Kind:
            click.echo(f"{kind.value:<8} {asyncio.run(tokens.where(kind)).value}")


@commands.command()
@common
def verify() -> None:
    """Check the database: integrity, counts, average velocity per platform, the last runs."""

    async def work(services: app.Services) -> None:
        found = await services.store.run(services.store.verify)
        for table, rows in found.counts.items():
            click.echo(f"{table:<18} {grouped(rows):>12} rows")
        for platform, average in found.average_velocity.items():
            click.echo(f"{platform}: {velocity(average)} on average")
        for last in found.runs:
            click.echo(
                f"{export.iso(last.finished_at)}  {last.outcome.value:<9}  {last.fetched} fetched, {last.passed} passed"
            )
        if found.problems:
            fail("; ".join(found.problems))
        click.echo("The database is sound.")

    run(work, writes=False)


@commands.group()
@common
def browser() -> None:
    """The browser that reads TikTok."""


@browser.command("show")
@common
def browser_show() -> None:
    """Say which browser TikTrack uses."""
    with invoked() as invocation:
        found = app.browsers(foundation(invocation)).find()
    click.echo(f"{found.sentence} ({found.path})")


@browser.command("install")
@common
def browser_install() -> None:
    """Download TikTrack's own Chromium."""
    with invoked() as invocation:
        invocation.folder.create()
        browsers = app.browsers(foundation(invocation))
        installed = asyncio.run(browsers.install(terminal.show_download))
    click.echo(f"\nInstalled: {installed.path}")


@commands.command("self-test")
@common
def self_test() -> None:
    """Check this installation: database, pictures, keyring, browser driver; exit status 1 when something is missing."""
    from tiktrack_gui import selftest

    with invoked() as invocation:
        checks = selftest.run(invocation.folder)
    for check in checks:
        click.echo(f"{'ok ' if check.ok else 'BAD'}  {check.name:<24} {check.detail}")
    if not all(check.ok for check in checks):
        sys.exit(1)
