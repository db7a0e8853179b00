"""`tiktrack alerts`: the inbox, what comes into it, and quiet for a while."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export
from tiktrack_gui.core.alerts import CREATOR_KINDS, Alert, Kind, parse_mute
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.words import alerts as words
from tiktrack_gui.words import times

MOST = 200
KINDS = [kind.value.replace("_", "-") for kind in CREATOR_KINDS]


class Duration(click.ParamType):  # type: ignore[type-arg]  # older clicks know no arguments
    """A time such as "30 min", "2h" or "1 d"."""

    name = "duration"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            return parse_mute(value) if isinstance(value, str) else int(value)
        except BadInput as error:
            raise click.UsageError(str(error), ctx) from None


@click.group()
@common
def alerts() -> None:
    """See your alerts, mark them as read, and mute them."""


@alerts.command("list")
@click.option("--unread", is_flag=True, help="Only those you haven’t read.")
@click.option("--limit", type=click.IntRange(1, MOST), default=50, show_default=True, help="At most so many.")
@JSON
@common
def alerts_list(unread: bool, limit: int, as_json: bool) -> None:
    """List alerts, newest first.

    The inbox keeps the newest 200, also those no notification told you about.
    """

    async def work(services: composition.Services) -> None:
        await services.alerts.plan()
        now = services.foundation.clock.now()
        listed = (await services.alerts.inbox(unread_only=unread))[:limit]
        if as_json:
            found = [export.alert(one, words.sentence(one), words.detail(one, now)) for one in listed]
            until = export.iso(services.alerts.muted_until)
            say_json({"alerts": found, "unread": services.alerts.unread, "muted_until": until})
            return
        if services.alerts.muted_until is not None:
            say(f"{words.muted(services.alerts.muted_until, now)}. To end that, run: tiktrack alerts mute --off")
        if listed:
            _show(listed, now)
        else:
            say("No unread alerts." if unread else "No alerts yet.")

    run(work, writes=False)


def _show(listed: Sequence[Alert], now: float) -> None:
    rows = [
        (
            str(one.id),
            "" if one.is_read else "new",
            times.exact_time(one.at),
            words.sentence(one),
            words.detail(one, now),
        )
        for one in listed
    ]
    say_table(rows, headings=("ID", "", "when", "alert", "details"), right=(0,))


@alerts.command("read")
@click.argument("ids", nargs=-1, type=click.IntRange(min=1), metavar="[ID...]")
@click.option("--all", "everything", is_flag=True, help="All of them.")
@click.option("--undo", is_flag=True, help="Mark them as unread again.")
@JSON
@common
def alerts_read(ids: Sequence[int], everything: bool, undo: bool, as_json: bool) -> None:
    """Mark alerts as read.

    Also while TikTrack’s window is open, which shows it within half a minute.
    """
    if bool(ids) == everything:
        raise click.UsageError("Name the alerts by their IDs, or use --all.")
    if everything and undo:
        raise click.UsageError("--undo needs the IDs of the alerts.")

    async def work(services: composition.Services) -> None:
        await _require(services, ids)
        if undo:
            await services.alerts.unread_again(ids)
        else:
            await services.alerts.read(None if everything else ids)
        await services.alerts.plan()
        unread = services.alerts.unread
        if as_json:
            say_json({"unread": unread})
        else:
            say(f"{words.unread(unread)}." if unread else "All alerts are read.")

    run(work, writes=True, beside=True)


async def _require(services: composition.Services, ids: Sequence[int]) -> None:
    """Raises BadInput if one of the alerts isn't there."""
    if unknown := [str(number) for number in dict.fromkeys(ids) if await services.alerts.find(number) is None]:
        raise BadInput(f"There is no alert {', '.join(unknown)}.", "See: tiktrack alerts list")


@alerts.command("mute")
@click.argument("duration", required=False, type=Duration(), metavar="[DURATION]")
@click.option("--off", is_flag=True, help="Show notifications again.")
@JSON
@common
def alerts_mute(duration: int | None, off: bool, as_json: bool) -> None:
    """Show no notifications for a while; the inbox keeps what comes.

    DURATION is such as 30min, 2h or 1d; without it, an hour. It holds for a running window or `tiktrack run`, too.
    """
    if off and duration is not None:
        raise click.UsageError("Use either a duration or --off.")

    async def work(services: composition.Services) -> None:
        await services.alerts.mute(None if off else duration or parse_mute("1h"))
        until = services.alerts.muted_until
        if as_json:
            say_json({"muted_until": export.iso(until)})
        else:
            now = services.foundation.clock.now()
            say("Notifications are on." if until is None else f"{words.muted(until, now)}.")

    run(work, writes=True, beside=True)


@alerts.command("kinds")
@click.option("--list", "list_name", metavar="NAME", help="For the creators on this list only.")
@click.option("--on", type=click.Choice(KINDS), multiple=True, metavar="KIND", help=f"One of {', '.join(KINDS)}.")
@click.option("--off", type=click.Choice(KINDS), multiple=True, metavar="KIND", help="As --on.")
@click.option("--default", type=click.Choice(KINDS), multiple=True, metavar="KIND", help="As all creators’ is.")
@JSON
@common
def alerts_kinds(
    list_name: str | None, on: Sequence[str], off: Sequence[str], default: Sequence[str], as_json: bool
) -> None:
    """Show or choose what about your creators alerts you.

    What you choose for a list counts more than what you choose for all. Of a creator’s lists, one with the alert on is
    enough.
    """
    chosen: dict[str, bool | None] = {**dict.fromkeys(on, True), **dict.fromkeys(off, False), **dict.fromkeys(default)}
    if len(chosen) < len([*on, *off, *default]):
        raise click.UsageError("Name each kind once.")

    async def work(services: composition.Services) -> None:
        list_id = None if list_name is None else (await services.lists.named(list_name)).id
        for kind, wanted in chosen.items():
            await services.alerts.set_wanted(list_id, Kind(kind.replace("-", "_")), wanted)
        wants = await services.alerts.wanted(list_id)
        if as_json:
            say_json({"list": list_name, "kinds": {kind.value: kind in wants for kind in CREATOR_KINDS}})
            return
        rows = [
            (name, "on" if kind in wants else "off", words.KINDS[kind].hint)
            for name, kind in zip(KINDS, CREATOR_KINDS, strict=True)
        ]
        say_table(rows, headings=("kind", "", "when"))

    run(work, writes=bool(chosen), beside=True)
