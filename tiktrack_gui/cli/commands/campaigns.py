"""`tiktrack campaigns`: what videos of a campaign brought and cost, and who else advertises for whom."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import partial

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.commands.options import JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.late_group import LateGroup
from tiktrack_gui.cli.output import progress, say, say_json, say_table, warn
from tiktrack_gui.cli.work import run
from tiktrack_gui.core import export_campaigns as export
from tiktrack_gui.core.campaigns import Campaign, Result, Results
from tiktrack_gui.core.durations import age
from tiktrack_gui.core.money import USUAL
from tiktrack_gui.services.campaign_measuring import Measured, Progress
from tiktrack_gui.words import campaigns as words
from tiktrack_gui.words import times
from tiktrack_gui.words.counts import UNKNOWN

NAME = click.argument("name", metavar="CAMPAIGN")
CURRENCY = click.option("--currency", metavar="CODE", help="Of the prices, such as USD or EUR.")
BRAND = click.option("--brand", metavar="@NAME", help="The account its videos mention; “” for none.")
NOTE = click.option("--note", metavar="TEXT", help="Your own note; “” for none.")
NONE = "You have no campaigns yet. Create one with: tiktrack campaigns add NAME"
HEADINGS = ("video", "creator", "posted", "views", "engagement", "price", "per 1,000", "per engagement", "views/usual")
TO_THE_RIGHT = (3, 4, 5, 6, 7)


@click.group(cls=LateGroup, late={"videos": "campaigns_videos:campaigns_videos"})
@common
def campaigns() -> None:
    """See what the videos of a campaign brought, and what that cost."""


@campaigns.command("list")
@JSON
@common
def campaigns_list(as_json: bool) -> None:
    """List your campaigns with their totals."""

    async def work(services: composition.Services) -> None:
        found = [await services.campaigns.results(one.id or 0) for one in await services.campaigns.all()]
        if as_json:
            listed = [export.campaign(one.campaign) | {"totals": export.totals(one.totals)} for one in found]
            say_json({"campaigns": listed})
        elif found:
            now = services.foundation.clock.now()
            say_table([_total_row(one, now) for one in found], headings=TOTAL_HEADINGS, right=(1, 2, 3, 4, 5, 6))
        else:
            say(NONE)

    run(work, writes=False)


@campaigns.command("show")
@NAME
@JSON
@common
def campaigns_show(name: str, as_json: bool) -> None:
    """Show a campaign’s videos: what each brought and cost.

    A gift counts at its value. Views are compared with what the creator’s other videos usually have: at about the same
    age if the video is younger than 48 h.
    """

    async def work(services: composition.Services) -> None:
        campaign = await services.campaigns.named(name)
        found = await services.campaigns.results(campaign.id or 0)
        if as_json:
            say_json(export.results(found))
            return
        now, currency = services.foundation.clock.now(), campaign.currency
        about = [f"“{campaign.name}”", currency, f"@{campaign.brand}" if campaign.brand else "", campaign.note or ""]
        say(" · ".join(filter(None, about)))
        say(words.summary(found.totals, currency, now))
        if not found.videos:
            say(f"Add some with: tiktrack campaigns videos add {campaign.name} LINK...")
            return
        costs = [
            f"{label}: {words.cost(cost, currency)}"
            for label, cost in (
                (words.CPM, found.totals.per_thousand),
                (words.PER_ENGAGEMENT, found.totals.per_engagement),
            )
        ]
        of = words.of_total(found.totals)
        say(f"{' · '.join(costs)}{f' ({of})' if of else ''}")
        say_table(
            [_row(one, currency, now) for one in found.videos],
            headings=(*HEADINGS, "state"),
            right=TO_THE_RIGHT,
        )

    run(work, writes=False)


@campaigns.command("add")
@NAME
@CURRENCY
@BRAND
@NOTE
@JSON
@common
def campaigns_add(name: str, currency: str | None, brand: str | None, note: str | None, as_json: bool) -> None:
    """Create a campaign."""

    async def work(services: composition.Services) -> None:
        campaign = Campaign(name=name, currency=currency or USUAL, brand=brand or None, note=note)
        _tell(await services.campaigns.create(campaign), words.created, as_json=as_json)

    run(work, writes=True)


@campaigns.command("change")
@NAME
@click.option("--name", "new_name", metavar="NAME", help="Its new name.")
@CURRENCY
@BRAND
@NOTE
@JSON
@common
def campaigns_change(
    name: str, new_name: str | None, currency: str | None, brand: str | None, note: str | None, as_json: bool
) -> None:
    """Change a campaign’s name, currency, brand or note.

    Another currency doesn’t convert the prices.
    """
    if all(value is None for value in (new_name, currency, brand, note)):
        raise click.UsageError("Say what to change: --name, --currency, --brand or --note.")

    async def work(services: composition.Services) -> None:
        before = await services.campaigns.named(name)
        changed = Campaign(
            id=before.id,
            name=before.name if new_name is None else new_name,
            currency=before.currency if currency is None else currency,
            brand=before.brand if brand is None else brand or None,
            note=before.note if note is None else note,
        )
        await services.campaigns.change(changed)
        stored = await services.campaigns.find(before.id or 0)
        _tell(stored, partial(words.changed, before=before), as_json=as_json)

    run(work, writes=True)


@campaigns.command("remove")
@NAME
@click.option("--yes", is_flag=True, help="Remove without asking.")
@JSON
@common
def campaigns_remove(name: str, yes: bool, as_json: bool) -> None:
    """Remove a campaign with its prices. What was measured stays."""

    async def work(services: composition.Services) -> None:
        campaign = await services.campaigns.named(name)
        question = f"Remove “{campaign.name}” with its prices?"
        removed = yes or (sys.stdin.isatty() and click.confirm(question, err=True))
        if removed:
            await services.campaigns.remove(campaign.id or 0)
        if as_json:
            say_json({"removed": [campaign.name] if removed else []})
        else:
            nothing = "Nothing was removed. To remove it, run this again with --yes."
            say(f"{words.removed(campaign)}." if removed else nothing)

    run(work, writes=True)


@campaigns.command("measure")
@click.argument("name", metavar="[CAMPAIGN]", required=False)
@click.option("--due", is_flag=True, help="Only the videos whose turn it is, of all campaigns; for a scheduler.")
@JSON
@common
def campaigns_measure(name: str | None, due: bool, as_json: bool) -> None:
    """Measure a campaign’s videos now.

    While the window or the tray icon is open, TikTrack does so by itself: hourly for 3 days after a video was posted,
    then daily until it is 30 days old. The exit status is 1 if a video can’t be measured.
    """
    if (name is None) != due:
        raise click.UsageError("Name a campaign, or use --due.")

    async def work(services: composition.Services) -> None:
        services.campaigns.progress.connect(show)
        if name is None:
            done = await services.campaigns.measuring.measure_due()
            _tell_measured(done, as_json=as_json)
            return
        campaign = await services.campaigns.named(name)
        if not as_json and (takes := words.will_take(await services.campaigns.cost(campaign.id or 0))):
            progress(takes)
        _tell_measured(await services.campaigns.measure(campaign.id or 0), as_json=as_json)

    run(work, writes=True)


@campaigns.command("advertised")
@click.option("--brand", metavar="@NAME", help="Only for that account.")
@JSON
@common
def campaigns_advertised(brand: str | None, as_json: bool) -> None:
    """List which creators you track have advertised, and for whom.

    Counted are videos labeled as advertising, and those that mention the brand of one of your campaigns; for whom is
    whom the caption mentions. Only videos that TikTrack knows count. Nothing is asked of TikTok.
    """

    async def work(services: composition.Services) -> None:
        found = await services.campaigns.advertised()
        if brand is not None:
            wanted = brand.strip().removeprefix("@").lower()
            found = [one for one in found if any(theirs.handle == wanted for theirs in one.brands)]
        now = services.foundation.clock.now()
        if as_json:
            say_json({"creators": [export.advertised(one) for one in found]})
        elif found:
            rows = [
                (
                    f"@{one.creator.handle}",
                    f"{one.ads:,} of {one.known:,}",
                    times.short_date(one.since, now),
                    times.ago(one.last, now),
                    words.for_whom(one),
                )
                for one in found
            ]
            say_table(rows, headings=("creator", "ads", "since", "last", "for"), right=(1,))
        else:
            say(f"{words.NOBODY_ADVERTISED}.")

    run(work, writes=False)


def show(done: Progress) -> None:
    """Shows how far it is, on a terminal."""
    if done.done < done.total:
        progress(words.stage(done), done.done, done.total)


TOTAL_HEADINGS = ("campaign", "videos", "price", "views", "engagement", "per 1,000", "per engagement", "measured")


def _total_row(found: Results, now: float) -> tuple[str, ...]:
    totals, currency = found.totals, found.campaign.currency
    of = words.of_total(totals)
    return (
        found.campaign.name,
        f"{totals.videos:,}",
        UNKNOWN if totals.cents is None else words.money(totals.cents, currency),
        words.number(totals.views),
        words.rate(totals.engagement_rate),
        words.cost(totals.per_thousand, currency),
        words.cost(totals.per_engagement, currency) + (f" ({of})" if of else ""),
        words.measured_when(totals, now),
    )


def _row(one: Result, currency: str, now: float) -> tuple[str, ...]:
    posted = UNKNOWN if one.video is None else f"{age(now - one.video.posted_at)} ago"
    return (
        str(one.entry.video_id),
        f"@{one.handle}" if one.handle else UNKNOWN,
        posted,
        words.number(one.views),
        words.rate(one.engagement_rate),
        words.price(one.entry, currency),
        words.cost(one.per_thousand, currency),
        words.cost(one.per_engagement, currency),
        words.usual(one.usual).removesuffix(" usual"),
        words.standing(one, now),
    )


def _tell(campaign: Campaign, sentence: Callable[[Campaign], str], *, as_json: bool) -> None:
    if as_json:
        say_json({"campaign": export.campaign(campaign)})
    else:
        say(f"{sentence(campaign)}.")


def _tell_measured(done: Measured, *, as_json: bool) -> None:
    """Exits with 1 if a video couldn't be measured."""
    for video_id, error in done.failed:
        warn(f"Video {video_id}: {error.for_terminal}")
    if as_json:
        failed = {str(video_id): error.kind for video_id, error in done.failed}
        say_json({"measured": done.measured, "gone": done.gone, "failed": failed})
    else:
        say(f"{words.measured(done)}.")
    if done.failed:
        sys.exit(1)
