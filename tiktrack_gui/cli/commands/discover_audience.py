"""`tiktrack discover comments` and `state`: what can be seen of a creator's audience, and what it states itself."""

from __future__ import annotations

import asyncio
import sys
from collections import Counter
from datetime import date

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.cli.commands.discover_options import (
    BRAND,
    YES,
    begins,
    brand_named,
    candidates_named,
)
from tiktrack_gui.cli.commands.moments import Day
from tiktrack_gui.cli.commands.options import CREATOR, JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.output import say, say_json, warn
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.cli.work import run
from tiktrack_gui.core.discovery import export, written_brands
from tiktrack_gui.core.discovery.brands import Brand, StatedAudience
from tiktrack_gui.core.discovery.plans import Cost
from tiktrack_gui.core.errors import BadInput, TikTokError
from tiktrack_gui.words import activity, finding, readings, times
from tiktrack_gui.words import stated as words

NOTHING_DONE = "Nothing was asked of TikTok. To begin, run this again with --yes."
SOON = 60.0  # s that a request may wait for its turn


@click.command("comments")
@CREATOR
@BRAND
@click.option("--places", is_flag=True, help="Read where the newest videos were posted instead.")
@YES
@JSON
@common
def discover_comments(creator: str, brand: str | None, places: bool, yes: bool, as_json: bool) -> None:
    """Count the languages of the comments on a candidate’s videos.

    Reads those of the newest videos. Shows what it costs first, and asks. Only languages are counted; no text, name or
    ID of a commenter is kept. If it is interrupted, run it again: it goes on without reading anything twice.
    """

    async def work(services: composition.Services) -> None:
        chosen = await brand_named(services, brand)
        [(_, known)] = await candidates_named(services, await services.rankings.of(chosen), [creator])
        audience = services.audience
        cost = await (audience.plan_places if places else audience.plan_comments)(known.id)
        if not as_json:
            about = (finding.PLACES, finding.PLACES_KEPT) if places else (finding.COMMENTS, finding.COMMENTS_KEPT)
            say(" ".join(about))
            say(finding.cost(cost) if cost.requests else finding.NOTHING_TO_READ)
        if cost.requests and begins("Begin?", yes=yes):
            await (audience.begin_places if places else audience.begin_comments)(known.id)
            complete = await _read(services, cost)
            await _tell(services, chosen, known.id, places=places, as_json=as_json)
            if not complete:
                sys.exit(1)
        elif as_json or not cost.requests:
            await _tell(services, chosen, known.id, places=places, as_json=as_json)
        else:
            say(NOTHING_DONE)

    run(work, writes=True)


@click.command("state")
@CREATOR
@BRAND
@click.option("--ages", metavar="SHARES", help="In percent: 18-24=40,25-34=35.")
@click.option("--genders", metavar="SHARES", help="In percent: female=70,male=30.")
@click.option("--countries", metavar="SHARES", help="In percent: DE=60,AT=10; the rest is other countries.")
@click.option("--date", "on", type=Day(), metavar="YYYY-MM-DD", help="Of these analytics. Default: today.")
@click.option("--remove", is_flag=True, help="Remove what the creator stated.")
@JSON
@common
def discover_state(
    creator: str,
    brand: str | None,
    ages: str | None,
    genders: str | None,
    countries: str | None,
    on: date | None,
    remove: bool,
    as_json: bool,
) -> None:
    """Show or enter the audience that a creator states itself.

    From its own analytics: TikTrack can’t check these figures, and marks them as stated by the creator.
    """
    given = any(value is not None for value in (ages, genders, countries))
    if remove and given:
        raise click.UsageError("Use --remove, or enter shares.")
    try:
        audience = written_brands.audience(ages, genders, countries)
    except BadInput as error:
        raise click.UsageError(str(error)) from None

    async def work(services: composition.Services) -> None:
        ranking = await services.rankings.of(await brand_named(services, brand))
        [(place, known)] = await candidates_named(services, ranking, [creator])
        now = services.foundation.clock.now()
        if remove:
            await services.discover.unstate(known.id)
        elif given:
            day = on or times.local(now).date()
            stated = StatedAudience(creator_id=known.id, on=day.isoformat(), audience=audience, entered_at=int(now))
            await services.discover.state(stated)
        if as_json:
            found = await services.discover.stated(known.id)
            say_json({"handle": known.handle, "stated": None if found is None else export.stated(found)})
        elif remove:
            say(f"{words.removed(known.handle)}.")
        elif given:
            say(f"{words.saved(known.handle)}.")
        else:
            text, of = readings.stated(ranking[place], str)
            say("\n".join(filter(None, (text, of))))

    run(work, writes=given or remove)


async def _read(services: composition.Services, cost: Cost) -> bool:
    """Reads to the end what was begun; returns whether it came there."""
    audience, clock = services.audience, services.foundation.clock
    done = 0
    try:
        while (at := audience.not_before) is not None and at <= clock.now() + SOON:
            show_stage("Reading", min(done, cost.requests), cost.requests)
            await asyncio.sleep(max(at - clock.now(), 0))
            await audience.work_due()
            done += 1
    except TikTokError as error:
        warn(error.for_terminal)
        return False
    if audience.not_before is not None:
        when = times.clock_time(audience.not_before, clock.now())
        warn(f"TikTok isn’t asked before {when}. To go on then, run this again.")
    return audience.next_at is None


async def _tell(services: composition.Services, brand: Brand, creator_id: int, *, places: bool, as_json: bool) -> None:
    ranking = await services.rankings.of(brand)
    place = ranking.index_of(creator_id)
    assert place is not None
    one, least = ranking[place], as_set.constants(services.settings).least_comments
    read = [] if places else await services.audience.comments_of(creator_id)
    if as_json:
        say_json(
            {
                "handle": one.handle,
                "comments_read": one.comments,
                "comment_languages": dict(one.comment_languages),
                "posts_from": dict(one.places) if one.places_read else None,
                "troubles": {str(video.video_id): video.trouble for video in read if video.trouble},
            }
        )
        return
    troubles = Counter(activity.trouble(video.trouble) for video in read if video.trouble)
    for said, number in troubles.items():
        warn(f"The comments of {'1 video' if number == 1 else f'{number} videos'} weren’t read: {said}.")
    text, of = readings.places(one, str) if places else readings.comments(one, least, str)
    say(". ".join((text, of)))
