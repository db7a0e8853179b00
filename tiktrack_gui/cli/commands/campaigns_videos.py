"""`tiktrack campaigns videos`: the videos of a campaign, with prices, gifts and dates."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.campaigns import NAME, show
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export_campaigns as export
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.day_text import read_day
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import ShortLink, parse_video
from tiktrack_gui.core.money import parse_price
from tiktrack_gui.core.pasted_videos import PastedVideo, Standing, wanted
from tiktrack_gui.core.table_text import text_of
from tiktrack_gui.words import campaigns as words
from tiktrack_gui.words import times

STDIN = "-"
LONGEST = 1_000_000  # bytes of a list
LINKS = click.argument("links", nargs=-1, metavar="LINK...", required=True)
PRICE = click.option("--price", metavar="PRICE", help="Of each of them, such as 150 or 99.50.")
DATE = click.option("--date", "agreed_on", metavar="YYYY-MM-DD", help="When it was agreed.")
GIFT = click.option("--gift/--paid", "is_gift", default=None, help="The price is what a gift is worth, or is paid.")


@click.group("videos")
@common
def campaigns_videos() -> None:
    """Add, change or remove the videos of a campaign."""


@campaigns_videos.command("add")
@NAME
@click.argument("links", nargs=-1, metavar="[LINK...]")
@click.option(
    "--file", type=click.Path(exists=True, dir_okay=False, allow_dash=True), help="A list of links; - is stdin."
)
@PRICE
@GIFT
@DATE
@click.option("--dry-run", is_flag=True, help="Show what would be added, without asking TikTok or saving anything.")
@JSON
@common
def videos_add(
    name: str,
    links: Sequence[str],
    file: str | None,
    price: str | None,
    is_gift: bool | None,
    agreed_on: str | None,
    dry_run: bool,
    as_json: bool,
) -> None:
    """Add videos to a campaign, by link.

    A list has one video per line: the link, then its price if you know it, “gift” if it is a gift’s value, and the
    date, such as 2026-11-30. Short links are followed. The exit status is 1 if a video can’t be added.
    """
    if not links and file is None:
        raise click.UsageError("Give links, or a list with --file.")
    text = "\n".join(links) if file is None else "\n".join((*links, _read(file)))

    async def work(services: composition.Services) -> None:
        campaign = await services.campaigns.named(name)
        assert campaign.id is not None
        entries = await services.campaigns.paste(campaign.id, text)
        terms = _terms(services, campaign, price, agreed_on)
        entries = [_with(one, *terms, is_gift) for one in entries]
        if dry_run:
            _show(entries, campaign, as_json=as_json)
            return
        services.campaigns.progress.connect(show)
        done = await services.campaigns.add(campaign.id, entries)
        refused = [(one, one.fault) for one in entries if one.standing is Standing.REFUSED and one.fault is not None]
        failed = [*refused, *done.failed]
        for one, error in failed:
            warn(f"Not added: {one.given.strip()[:80]}. {error.for_terminal}")
        if as_json:
            added = [export.entry(one) for one in done.videos]
            say_json({"added": added, "failed": {one.given: str(error) for one, error in failed}})
        elif wanted(entries) or not failed:
            them = "it" if len(done.videos) == 1 else "them"
            say(f"{words.added(done)}. To measure {them} now, run: tiktrack campaigns measure {campaign.name}")
        if failed:
            sys.exit(1)

    run(work, writes=not dry_run)


@campaigns_videos.command("change")
@NAME
@LINKS
@PRICE
@GIFT
@DATE
@JSON
@common
def videos_change(
    name: str,
    links: Sequence[str],
    price: str | None,
    is_gift: bool | None,
    agreed_on: str | None,
    as_json: bool,
) -> None:
    """Change the price, gift or date of videos. “” removes a price or date."""
    if price is None and is_gift is None and agreed_on is None:
        raise click.UsageError("Say what to change: --price, --gift, --paid or --date.")

    async def work(services: composition.Services) -> None:
        campaign = await services.campaigns.named(name)
        cents, date = _terms(services, campaign, price, agreed_on)
        chosen = await _chosen(services, campaign, links)
        changed = [
            replace(
                one,
                cents=one.cents if price is None else cents,
                is_gift=one.is_gift if is_gift is None else is_gift,
                agreed_on=one.agreed_on if agreed_on is None else date,
            )
            for one in chosen
        ]
        await services.campaigns.change_videos(changed)
        if as_json:
            say_json({"changed": [export.entry(one) for one in changed]})
        else:
            rows = [(str(one.video_id), words.price(one, campaign.currency), words.agreed(one)) for one in changed]
            say_table(rows, headings=("video", "price", "agreed"), right=(1,))

    run(work, writes=True)


@campaigns_videos.command("remove")
@NAME
@LINKS
@JSON
@common
def videos_remove(name: str, links: Sequence[str], as_json: bool) -> None:
    """Take videos out of a campaign. What was measured stays."""

    async def work(services: composition.Services) -> None:
        campaign = await services.campaigns.named(name)
        chosen = await _chosen(services, campaign, links)
        await services.campaigns.remove_videos(campaign.id or 0, [one.video_id for one in chosen])
        if as_json:
            say_json({"removed": [str(one.video_id) for one in chosen]})
        else:
            say(f"{words.removed_videos(len(chosen))} from “{campaign.name}”.")

    run(work, writes=True)


async def _chosen(services: composition.Services, campaign: Campaign, links: Sequence[str]) -> list[CampaignVideo]:
    """Returns the campaign's videos that the links name. Raises BadInput if one isn't in it."""
    there = {one.entry.video_id: one.entry for one in (await services.campaigns.results(campaign.id or 0)).videos}
    chosen: dict[int, CampaignVideo] = {}
    for text in links:
        named = parse_video(text)
        if isinstance(named, ShortLink):
            raise BadInput("A short link doesn’t say which video it is.", "Use its ID, as `campaigns show` lists it.")
        if named.id not in there:
            raise BadInput(
                f"Video {named.id} isn’t in “{campaign.name}”.",
                f"To see which are, run `tiktrack campaigns show {campaign.name}`.",
            )
        chosen[named.id] = there[named.id]
    return list(chosen.values())


def _terms(
    services: composition.Services, campaign: Campaign, price: str | None, agreed_on: str | None
) -> tuple[int | None, str | None]:
    """Returns the hundredths and the date, None for those that aren't given or are empty. Raises BadInput."""
    today = times.local(services.foundation.clock.now()).date()
    return (
        parse_price(price, campaign.currency) if price else None,
        read_day(agreed_on, today).isoformat() if agreed_on else None,
    )


def _with(one: PastedVideo, cents: int | None, agreed_on: str | None, is_gift: bool | None) -> PastedVideo:
    """What the line itself says counts more."""
    return replace(
        one,
        cents=cents if one.cents is None else one.cents,
        agreed_on=one.agreed_on or agreed_on,
        is_gift=one.is_gift or bool(is_gift),
    )


def _show(entries: Sequence[PastedVideo], campaign: Campaign, *, as_json: bool) -> None:
    if as_json:
        say_json({"entries": [export.pasted(one) for one in entries]})
        return
    rows = [(str(one.number), one.given, words.pasted(one, campaign.currency)) for one in entries]
    say_table(rows, headings=("no.", "given", "what happens"), right=(0,))


def _read(file: str) -> str:
    """Raises BadInput for what isn't a text."""
    try:
        data = sys.stdin.buffer.read(LONGEST + 1) if file == STDIN else Path(file).read_bytes()
        if len(data) > LONGEST:
            raise BadInput("That list is too long.", "Add the videos in several parts.")
        return text_of(data, file)
    except BadInput:
        raise BadInput(f"{file} isn’t a text.", "Save it as plain text or CSV.") from None
    except OSError as error:
        reason = error.strerror or "the system gave no reason"
        raise BadInput(f"Couldn’t read {file}: {reason}.", "Check the path.") from None
