"""What the demo's user keeps about creators: notes, tags and statuses. One creator grows faster since a status."""

from __future__ import annotations

from dataclasses import dataclass

from tiktrack_gui.app import composition
from tiktrack_gui.core.days import day_start
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.demo.showcase import POSTED_FOR, Kind, Showcase

NEGOTIATING = "Negotiating"  # an own status
RECIPES, BOX, LONG_TERM = "Recipes", "Sample box", "Long-term"
TAGS = {RECIPES: "green", BOX: "orange", LONG_TERM: "purple"}
POSTED = POSTED_FOR // DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """About one creator. statuses, notes: each with how many days ago."""

    statuses: tuple[tuple[str, int], ...] = ()
    tags: tuple[str, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()


OF_KINDS = {
    Kind.POSTED: Kept(
        statuses=(("idea", POSTED + 20), ("contacted", POSTED + 13), ("sent", POSTED + 7), ("posted", POSTED)),
        tags=(BOX, LONG_TERM),
        notes=(
            ("Answers within a day. Prefers email to direct messages.", POSTED + 12),
            (
                "Sent two boxes: oat cookies and the winter mix.\nPosts on a Tuesday, tags us in the first line.",
                POSTED + 7,
            ),
        ),
    ),
    Kind.ROUNDED: Kept(
        statuses=(("sent", 52), ("posted", 40), ("done", 11)),
        tags=(LONG_TERM,),
        notes=(("Friendly, but the video was about something else. Try again in spring?", 11),),
    ),
    Kind.JUMP: Kept(
        statuses=(("contacted", 3),),
        tags=(RECIPES,),
        notes=(("Wants to know whether followers get a code. Answer by Friday.", 2),),
    ),
    Kind.GAPS: Kept(statuses=(("contacted", 16), (NEGOTIATING, 6)), tags=(RECIPES, BOX)),
}
OF_SMALL = (
    Kept(statuses=(("idea", 1),), tags=(RECIPES,), notes=(("Small, but the comments are full of questions.", 1),)),
    Kept(tags=(BOX,)),
)


async def fill(services: composition.Services, showcase: Showcase, small: str, step: int) -> None:
    """What is there already is kept.

    small: the name of a list. step: seconds since the end of the histories.
    """
    kept, now = services.store.annotations, int(services.foundation.clock.now())
    if await kept.tags() or await kept.statuses() or await kept.matching(None, ()):
        return
    await kept.add_own_status(NEGOTIATING)
    tags = {name: (await kept.create_tag(name, color)).id for name, color in TAGS.items()}
    for creator_id, one in await _whom(services, showcase, small):
        for status, days in one.statuses:
            at = now - step - days * DAY
            await kept.set_status([creator_id], status, day_start(at), at)
        for name in one.tags:
            await kept.tag([creator_id], tags[name])
        for text, days in one.notes:
            await kept.add_note(creator_id, text, now - days * DAY - HOUR)


async def _whom(services: composition.Services, showcase: Showcase, small: str) -> list[tuple[int, Kept]]:
    tracked = [entry.creator for entry in await services.creators.tracked()]
    by_kind = {showcase.kinds[one.handle]: one.id for one in tracked if one.handle in showcase.kinds}
    found = [(by_kind[kind], one) for kind, one in OF_KINDS.items() if kind in by_kind]
    lists = {one.name: one.id for one in await services.lists.all()}
    on_list = await services.lists.entries(lists[small]) if small in lists else []
    return found + [(entry.creator.id, one) for entry, one in zip(on_list, OF_SMALL, strict=False)]
