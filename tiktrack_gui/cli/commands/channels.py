"""`tiktrack channels`: the Discord channels that are posted to, each with its rules."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands import channel_options
from tiktrack_gui.cli.commands.options import JSON, ChannelOrName
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.channels import ChannelName, link
from tiktrack_gui.core.deliveries import Posted
from tiktrack_gui.core.errors import CodeGrantRequired, NoPermission
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.posting_rules import PostingRules, in_full
from tiktrack_gui.core.servers import FORUMS, ChannelDetails, TakenBack, invite_url, missing
from tiktrack_gui.services.channel_names import any_channel, known_channel
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.words import posting_rules as words
from tiktrack_gui.words.connecting import PRIVATE
from tiktrack_gui.words.deliveries import posting_channel as named

WHICH = click.argument("channel", type=ChannelOrName(), metavar="CHANNEL")
NONE = 'You have no channels yet. Add one with: tiktrack channels add "Server/#name"'
KEPT = "Its posts stay in Discord. If you add it again, it has its rules back."
GONE = "The test thread was taken back."
ARCHIVED = "The test thread’s message was deleted and the thread archived: the bot may not delete threads there."


@click.group()
@common
def channels() -> None:
    """Manage the Discord channels you post to, each with its rules."""


@channels.command("list")
@JSON
@common
def channels_list(as_json: bool) -> None:
    """List the channels and their rules."""

    async def work(services: composition.Services) -> None:
        await _show(services, await services.channels.all(), as_json=as_json)

    run(work, writes=False)


@channels.command("add")
@WHICH
@channel_options.with_rules
@JSON
@common
def channels_add(channel: int | ChannelName, as_json: bool, **rules: Any) -> None:
    """Add a channel, by its link or ID or as "Server/#name".

    The bot has to be in its server. Rules you leave out are as in your settings. The window’s timer posts there once
    you’ve confirmed the preview in the window; `tiktrack run` posts there right away.
    """
    options = channel_options.given(rules)

    async def work(services: composition.Services) -> None:
        channel_id = await any_channel(channel, services.servers)
        details = await services.servers.details(channel_id)
        known = await services.channels.find(channel_id)
        wanted = await channel_options.changed(services, known.rules, options, details)
        _warn_of(details, wanted)
        await services.channels.add(channel_id, wanted)
        await _show(services, [await services.channels.find(channel_id)], as_json=as_json)

    run(work, writes=True)


@channels.command("set")
@WHICH
@channel_options.with_rules
@click.option("--on/--off", "enabled", default=None, help="Switch posting by the rules on or off.")
@click.option("--from-now", is_flag=True, help="Post only what is found from now on.")
@JSON
@common
def channels_set(channel: int | ChannelName, enabled: bool | None, from_now: bool, as_json: bool, **rules: Any) -> None:
    """Change a channel’s rules. “default” takes one back to your settings."""
    options = channel_options.given(rules)
    if not options and enabled is None and not from_now:
        raise click.UsageError("Name what is to be changed, such as --min-followers 5000.")

    async def work(services: composition.Services) -> None:
        channel_id = await known_channel(channel, services.channels)
        known = await services.channels.find(channel_id)
        details = None
        if known.channel is None or {"role_id", "tags", "tag_rules"} & set(options):
            details = await services.servers.details(channel_id)
        wanted = await channel_options.changed(services, known.rules, options, details)
        if details is not None:
            _warn_of(details, wanted)
        if options:
            await services.channels.set_rules(channel_id, wanted)
        if enabled is not None:
            await services.channels.enable(channel_id, enabled=enabled)
        if from_now:
            await services.channels.start_from_now(channel_id)
        await _show(services, [await services.channels.find(channel_id)], as_json=as_json)

    run(work, writes=True)


@channels.command("remove")
@WHICH
@click.option("--yes", is_flag=True, help="Remove without asking.")
@JSON
@common
def channels_remove(channel: int | ChannelName, yes: bool, as_json: bool) -> None:
    """Stop posting to a channel by its rules."""

    async def work(services: composition.Services) -> None:
        channel_id = await known_channel(channel, services.channels)
        name = named(await services.channels.find(channel_id))
        removed = yes or (sys.stdin.isatty() and click.confirm(f"Remove {name}? {KEPT}", err=True))
        if removed:
            await services.channels.remove(channel_id)
        if as_json:
            say_json({"removed": [str(channel_id)] if removed else []})
        elif removed:
            say(f"Removed {name}. {KEPT}")
        else:
            say("Nothing was removed. To remove it, run this again with --yes.")

    run(work, writes=True)


@channels.command("invite")
@common
def channels_invite() -> None:
    """Print the link that adds your bot to a server.

    Open it yourself, or send it to somebody who manages the server.
    """

    async def work(services: composition.Services) -> None:
        app = await services.servers.app()
        if app.needs_code_grant:
            raise CodeGrantRequired
        say(invite_url(app.id))
        if not app.is_public:
            warn(PRIVATE)

    run(work, writes=False)


@channels.command("test")
@WHICH
@click.option("--keep", is_flag=True, help="Leave the test thread in Discord.")
@common
def channels_test(channel: int | ChannelName, keep: bool) -> None:
    """Post a test thread, and take it back.

    On a terminal, it asks before taking it back. If the bot lacks a permission, it says which one.
    """

    async def work(services: composition.Services) -> None:
        channel_id = await _reached(services, channel)
        details = await services.servers.details(channel_id)
        for one in details.permissions:
            if not one.granted and not one.is_needed:
                say(f"Optional, not granted: {one.name}. {one.needed_for}.")
        if lacking := missing(details.permissions):
            raise NoPermission.lacking(lacking)
        posted = await services.servers.post_test(channel_id)
        say(f"Posted a test thread: {link(details.channel.guild_id, posted.thread_id)}")
        if keep or not _is_to_go():
            say("It stays in Discord.")
        else:
            await _take_back(services, channel_id, posted)

    run(work, writes=True)


async def _reached(services: composition.Services, channel: int | ChannelName) -> int:
    """Returns the channel of that name among the known ones, or else of the bot's servers."""
    known = [one.channel for one in await services.channels.all() if one.channel is not None]
    if isinstance(channel, ChannelName) and any(channel.fits(one.guild, one.name) for one in known):
        return await known_channel(channel, services.channels)
    return await any_channel(channel, services.servers)


def _is_to_go() -> bool:
    """Whether the test thread is to be taken back; nobody can be asked without a terminal."""
    return not sys.stdin.isatty() or click.confirm("Take it back?", default=True, err=True)


async def _take_back(services: composition.Services, channel_id: int, posted: Posted) -> None:
    done = await services.servers.take_back(channel_id, posted)
    say(GONE if done is TakenBack.DELETED else ARCHIVED)


def _warn_of(details: ChannelDetails, rules: PostingRules) -> None:
    """Says what would keep posts from going out."""
    if lacking := missing(details.permissions):
        warn(NoPermission.lacking(lacking).for_terminal)
    if details.channel.kind in FORUMS:
        sentence, tone = words.about_tags(rules, details.tags, is_required=details.requires_tag)
        if tone:
            warn(sentence)
    elif rules.tags or rules.tag_rules:
        warn("Only forums have tags, so posts in this channel get none.")
    role = next((role for role in details.roles if role.id == rules.role_id), None)
    sentence, tone = words.about_role(role, rules.role_id)
    if tone:
        warn(sentence)


async def _show(services: composition.Services, shown: Sequence[PostingChannel], *, as_json: bool) -> None:
    if as_json:
        say_json({"channels": [_exported(one) for one in shown]})
        return
    if not shown:
        say(NONE)
        return
    lists, sources = await services.lists.all(), await services.source_list.listed()
    rows = []
    for one in shown:
        rules = one.rules
        wanted = words.audience(rules, lists, sources)
        kind = "list" if rules.list_id is not None else "source" if rules.source_id is not None else "all"
        whom = wanted[(kind, rules.list_id or rules.source_id or 0)]
        rows.append((named(one), _state(one), f"{words.ABOUT[rules.about]} · {whom} · {_limits(rules)}"))
    say_table(rows, headings=("channel", "state", "posts"))


def _state(channel: PostingChannel) -> str:
    state = (
        "off"
        if not channel.enabled
        else "on"
        if channel.confirmed_at is not None
        else "on, in the window once confirmed"
    )
    return f"{state}{', default' if channel.is_default else ''}"


def _limits(rules: PostingRules) -> str:
    most = " or more" if rules.max_followers is None else f" to {grouped(rules.max_followers)}"
    per_hour = "" if rules.per_hour is None else f", {rules.per_hour} per hour"
    score = f" · score {rules.min_score} or more" if rules.min_score else ""
    followers = f"{grouped(rules.min_followers)}{most} followers{score}"
    return f"{followers} · maximum {rules.at_most} per run{per_hour} · every {words.minutes(rules.every)}"


def _exported(channel: PostingChannel) -> dict[str, Any]:
    known = channel.channel
    return {
        "channel_id": str(channel.id),
        "channel": None if known is None else known.name,
        "server_id": None if known is None else str(known.guild_id),
        "server": None if known is None else known.guild,
        "kind": None if known is None else known.kind.value,
        "default": channel.is_default,
        "on": channel.enabled,
        "confirmed_at": export.iso(channel.confirmed_at),
        "starts_at": export.iso(channel.starts_at),
        "last_run_at": export.iso(channel.ran_at),
        "rules": in_full(channel.rules),
    }
