"""What the subcommands of `tiktrack discover` share: the brand, its candidates, and asking before something costs."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Sequence

import click

from tiktrack_gui.app import composition
from tiktrack_gui.cli.output import warn
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.core.discovery.brands import Brand
from tiktrack_gui.core.discovery.ranking import Ranking
from tiktrack_gui.core.discovery.watching import GAP
from tiktrack_gui.core.errors import BadInput, TikTokError
from tiktrack_gui.core.models import Creator

BRAND = click.option("--brand", metavar="NAME", help="The brand. Default: the only one.")
YES = click.option("--yes", is_flag=True, help="Begin without asking.")
SOONEST = 0.1  # s between two looks at what is due


async def brand_named(services: composition.Services, name: str | None) -> Brand:
    """Returns that brand, or the only one. A name given to `tiktrack discover` itself counts, too. Raises BadInput."""
    context = click.get_current_context()
    wanted = name if name is not None or context.parent is None else context.parent.params.get("brand")
    if wanted is not None:
        return await services.brands.named(wanted)
    match await services.brands.all():
        case [only]:
            return only
        case []:
            raise BadInput("There are no brands yet.", "Create one with `tiktrack discover brands add NAME`.")
        case several:
            names = ", ".join(f"“{one.name}”" for one in several)
            raise BadInput(f"There are several brands: {names}.", "Name one with --brand.")


async def candidates_named(
    services: composition.Services, ranking: Ranking, texts: Sequence[str]
) -> list[tuple[int, Creator]]:
    """Returns the candidates named by handle or link, each with its place in the ranking. Raises BadInput."""
    found: dict[int, tuple[int, Creator]] = {}
    for text in texts:
        creator = await services.creators.known(text)
        place = ranking.index_of(creator.id)
        if place is None:
            raise BadInput(
                f"@{creator.handle} isn’t a candidate for “{ranking.brand.name}”.",
                f"Add it with `tiktrack discover add @{creator.handle}`.",
            )
        found[creator.id] = place, creator
    return list(found.values())


def begins(question: str, *, yes: bool) -> bool:
    """Whether the user wants it; nobody can be asked without a terminal."""
    return yes or (sys.stdin.isatty() and click.confirm(question, default=True, err=True))


async def read_due(services: composition.Services) -> bool:
    """Asks TikTok for all that is due for brands, and computes what follows from it.

    Returns whether it came to its end; what didn't goes on later. Raises KeyboardInterrupt and the like as usual.
    """
    watching, clock = services.watching, services.foundation.clock
    watching.progress.connect(show_stage)
    try:
        await watching.plan()
        while (at := watching.not_before) is not None and at <= clock.now() + GAP:
            await asyncio.sleep(max(at - clock.now(), SOONEST))
            await watching.work_due()
    except TikTokError as error:
        warn(error.for_terminal)
        return False
    finally:
        watching.progress.disconnect(show_stage)
        await services.discovering.figures.work_due()
    return True
