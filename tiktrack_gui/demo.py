"""The main job over demo data, once: fetch → filter → store → track → post."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tiktrack_gui import app
from tiktrack_gui.core.models import Delivery, TrackedCreator
from tiktrack_gui.core.selection import Decision
from tiktrack_gui.services.trending import Refresh

CHANNEL = 1_000_000_000_000_000_001
TRACKED = 3  # of the stories' creators


@dataclass(frozen=True, slots=True, kw_only=True)
class Cycle:
    """What happened."""

    refresh: Refresh
    tracked: Sequence[TrackedCreator]
    decisions: Sequence[Decision]
    deliveries: Sequence[Delivery]


async def cycle(services: app.Services) -> Cycle:
    """Runs the services as they are; only the channel and who is tracked are the demo's choice."""
    values = services.settings
    refresh = await services.trending.refresh(values.trending_limit, app.criteria(values), manual=True)
    for creator in refresh.profiles[:TRACKED]:
        await services.creators.add(creator.handle)
    decisions = await services.posting.choose(refresh.profiles, CHANNEL, app.posting_rules(values), manual=True)
    deliveries = await services.posting.post_chosen(decisions, CHANNEL, manual=True)
    return Cycle(
        refresh=refresh,
        tracked=await services.creators.tracked(),
        decisions=decisions,
        deliveries=deliveries,
    )
