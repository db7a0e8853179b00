"""`tiktrack discover`: small creators who just broke through, and how well they fit a brand."""

from __future__ import annotations

from collections.abc import Sequence
from importlib.metadata import version

import click

from tiktrack_gui.app import as_set, composition
from tiktrack_gui.cli.commands.discover_options import BRAND, brand_named, candidates_named
from tiktrack_gui.cli.commands.export_options import to_file, write_table
from tiktrack_gui.cli.commands.options import CREATOR, CREATORS, JSON
from tiktrack_gui.cli.invocation import common
from tiktrack_gui.cli.late_group import LateGroup
from tiktrack_gui.cli.output import say, say_json, say_table
from tiktrack_gui.cli.work import run
from tiktrack_gui.core.discovery import export
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.discovery.ranking import Ranking, Show
from tiktrack_gui.core.table_export import Table
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words import discovery, readings
from tiktrack_gui.words.counts import UNKNOWN
from tiktrack_gui.words.exports.candidates import table as candidates_table
from tiktrack_gui.words.fit import PART_NAMES, note
from tiktrack_gui.words.overview import Cell

SHOWS = {show.value.replace("_", "-"): show for show in Show}
HEADINGS = ("", "creator", "fit", "confidence", "followers", "breakthrough", "since then", "why")
TO_THE_RIGHT = (0, 2, 4)
USUAL = 50  # candidates that are listed
SHOW = click.option(
    "--show",
    "which",
    type=click.Choice(list(SHOWS)),
    default="up-and-coming",
    show_default=True,
    help="Which candidates.",
)


@click.group(
    cls=LateGroup,
    late={
        "add": "discover_find:discover_add",
        "brands": "discover_brands:brands",
        "comments": "discover_audience:discover_comments",
        "find": "discover_find:discover_find",
        "read": "discover_find:discover_read",
        "state": "discover_audience:discover_state",
    },
    invoke_without_command=True,
)
@BRAND
@SHOW
@click.option("--limit", type=click.IntRange(min=1), default=USUAL, show_default=True, help="List at most so many.")
@JSON
@common
def discover(brand: str | None, which: str, limit: int, as_json: bool) -> None:
    """Find small creators who just broke through and fit your brand.

    Without a subcommand, the candidates for a brand are listed, the best fit first. “new” are those found since you
    last looked in the window. Nothing is asked of TikTok.

    TikTok shows followers’ age, gender and place only in its own marketplace; this is what can be seen.
    """
    if click.get_current_context().invoked_subcommand is not None:
        return

    async def work(services: composition.Services) -> None:
        ranking = await services.rankings.of(await brand_named(services, brand))
        listed = ranking.only(SHOWS[which])
        places = range(min(limit, len(listed)))
        now = services.foundation.clock.now()
        if as_json:
            found = [_as_json(listed, listed[place], now) for place in places]
            counts = export.counts(ranking.counts)
            say_json({"brand": ranking.brand.name, "counts": counts, "candidates": found})
            return
        say(words.summary_of(ranking, as_set.constants(services.settings), now, None))
        say_table([_row(listed, listed[place], now) for place in places], headings=HEADINGS, right=TO_THE_RIGHT)
        if len(listed) > limit:
            say(f"{len(listed) - limit:,} more. To list them, add --limit {len(listed)}.")
        elif not listed:
            say(_nobody(ranking, SHOWS[which]))

    run(work, writes=False)


@discover.command("show")
@CREATOR
@BRAND
@JSON
@common
def discover_show(creator: str, brand: str | None, as_json: bool) -> None:
    """Show a candidate’s fit, taken apart.

    Every part says what it is computed from; a part that isn’t known lowers the confidence, and never counts as 0.
    """

    async def work(services: composition.Services) -> None:
        ranking = await services.rankings.of(await brand_named(services, brand))
        [(place, _)] = await candidates_named(services, ranking, [creator])
        one, now = ranking[place], services.foundation.clock.now()
        if as_json:
            say_json(_as_json(ranking.only(Show.ALL), one, now))
        else:
            _say(one, now, services)

    run(work, writes=False)


@discover.command("similar")
@CREATOR
@BRAND
@JSON
@common
def discover_similar(creator: str, brand: str | None, as_json: bool) -> None:
    """List the candidates that are most like one of them."""

    async def work(services: composition.Services) -> None:
        ranking = await services.rankings.of(await brand_named(services, brand))
        [(_, known)] = await candidates_named(services, ranking, [creator])
        found = await services.rankings.similar(ranking.brand, known.id)
        if as_json:
            say_json({"like": known.handle, "candidates": [export.similar(one) for one in found]})
        elif found:
            rows = [(f"@{one.handle}", str(one.score), discovery.likeness(one)) for one in found]
            say_table(rows, headings=("creator", "alike", "why"), right=(1,))
        else:
            say(f"No candidate shares words with @{known.handle}, or its captions haven’t been read.")

    run(work, writes=False)


@discover.command("dismiss")
@CREATORS
@BRAND
@click.option("--undo", is_flag=True, help="Make them candidates again.")
@JSON
@common
def discover_dismiss(creators: Sequence[str], brand: str | None, undo: bool, as_json: bool) -> None:
    """Mark candidates as not interesting. They are no longer read."""

    async def work(services: composition.Services) -> None:
        ranking = await services.rankings.of(await brand_named(services, brand))
        found = await candidates_named(services, ranking, creators)
        ids = [creator.id for _, creator in found]
        assert ranking.brand.id is not None
        if undo:
            await services.discover.restore(ranking.brand.id, ids)
        else:
            await services.discover.dismiss(ranking.brand.id, ids)
        several = [ranking[place] for place, _ in found]
        if as_json:
            say_json({"restored" if undo else "dismissed": [one.handle for one in several]})
        else:
            say(f"{(words.restored if undo else words.dismissed)(several)}.")

    run(work, writes=True)


@discover.command("export")
@BRAND
@SHOW
@to_file
@common
def discover_export(brand: str | None, which: str, output: str, format_: str | None) -> None:
    """Export candidates as CSV, JSON or XLSX.

    Every figure comes with its exactness, its interval or the number of videos, comments or accounts it is computed
    from, and each row with when it was measured and by which definitions.
    """

    async def made(services: composition.Services) -> Table:
        ranking = await services.rankings.of(await brand_named(services, brand))
        listed = list(enumerate(ranking.only(SHOWS[which]), 1))
        constants, now = as_set.constants(services.settings), services.foundation.clock.now()
        return candidates_table(listed, ranking.brand, constants, now, version("tiktrack-gui"))

    write_table(made, output, format_)


def _row(listed: Ranking, one: Ranked, now: float) -> tuple[str, ...]:
    fit, why = words.fit(one), words.why(one, now)
    return (
        str(_rank(listed, one)),
        f"@{one.handle}",
        fit.text,
        one.confidence.value,
        words.followers(one).removesuffix(" followers"),
        _joined(words.breakthrough(one, now)),
        _joined(words.since_then(one, now)),
        " · ".join(filter(None, (*why.text.split("\n"), why.below and f"Caution: {why.below}"))),
    )


def _as_json(listed: Ranking, one: Ranked, now: float) -> dict[str, object]:
    return export.candidate(_rank(listed, one), one, discovery.reasons(one, now), discovery.cautions(one, now))


def _rank(listed: Ranking, one: Ranked) -> int | None:
    """Its place by fit among those listed, from 1, as in the window; None if it isn't one of them."""
    place = listed.index_of(one.creator_id)
    return None if place is None else place + 1


def _nobody(ranking: Ranking, which: Show) -> str:
    if not ranking.counts.all and which is not Show.DISMISSED:
        return f"There are no candidates for “{ranking.brand.name}” yet. Find some with: tiktrack discover find"
    others = "" if which is Show.ALL else " To list all, add --show all."
    return f"None of the candidates is {NAMES[which]}.{others}"


NAMES = {Show.ALL: "listed", Show.UP_AND_COMING: "up-and-coming", Show.NEW: "new", Show.DISMISSED: "dismissed"}


def _say(one: Ranked, now: float, services: composition.Services) -> None:
    constants = as_set.constants(services.settings)
    fit = words.fit(one)
    say(words.creator(one, now).hint.replace("\n", " · "))
    say(fit.hint)
    for reason in discovery.reasons(one, now):
        say(f"• {reason}")
    for caution in discovery.cautions(one, now):
        say(f"Caution: {caution}")
    rows = [
        (PART_NAMES[part], UNKNOWN if reading.value is None else f"{reading.value:.2f}", note(part, reading))
        for part, reading in one.parts.items()
    ]
    say()
    say_table(rows, headings=("part", "value", "from"), right=(1,))
    figures = [
        ("breakthrough", _joined(words.breakthrough(one, now))),
        ("since then", _joined(words.since_then(one, now))),
        ("state", _joined(words.state(one, now, constants.watched_days))),
        ("good videos", ", ".join(filter(None, words.good_videos(one)))),
        (readings.COMMENTS, _said(readings.comments(one, constants.least_comments, str))),
        (readings.CAPTIONS, _said(readings.captions(one, str))),
        (readings.PLACES, _said(readings.places(one, str))),
        (readings.STATED, _said(readings.stated(one, str))),
    ]
    say()
    say_table(figures)


def _joined(cell: Cell) -> str:
    return ", ".join(filter(None, (cell.text, cell.below)))


def _said(reading: tuple[str, str]) -> str:
    text, of = reading
    return ". ".join(filter(None, (text.replace("\n", "; "), of)))
