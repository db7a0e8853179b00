"""What `tiktrack creators` and `lists` share: adding creators, their numbers, and why some couldn't be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tiktrack_gui.app import composition
from tiktrack_gui.cli.output import say_table, warn
from tiktrack_gui.cli.terminal import show_stage
from tiktrack_gui.core import durations, export, numbers
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.errors import BadInput, HandleTaken, TikTokError
from tiktrack_gui.core.growth import GROWTH_DAYS, Change, change
from tiktrack_gui.core.handles import address, parse_creator, written
from tiktrack_gui.core.models import Creator, CreatorCount
from tiktrack_gui.core.pending import PendingCreator, PendingState
from tiktrack_gui.core.suggestions import Suggestion
from tiktrack_gui.core.tracked import CreatorState, TrackedCreator
from tiktrack_gui.services.creators import CONCERNS_ALL, Checked
from tiktrack_gui.words import counts, times
from tiktrack_gui.words import creators as words
from tiktrack_gui.words.counts import UNKNOWN

HEADINGS = ("creator", "followers", "growth", "a week", "measured", "name")
TO_THE_RIGHT = (HEADINGS.index("followers"), HEADINGS.index("a week"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The result for one requested creator.

    creator: None = unknown. tried: False = skipped because of another creator's error. formerly: as in `Checked`.
    """

    handle: str
    creator: Creator | None = None
    error: TikTokError | None = None
    tried: bool = True
    formerly: str | None = None


async def added(services: composition.Services, texts: Sequence[str], list_id: int | None = None) -> list[Answer]:
    """Keeps the creators to be tracked, and looks them up one by one.

    An error that concerns all stops this; the rest get it with `tried` False, and are looked up later.
    """
    answers: list[Answer] = []
    end: TikTokError | None = None
    waiting = await services.adding.keep([parse_creator(text) for text in texts], list_id)
    for done, pending in enumerate(waiting):
        handle = address(parse_creator(pending.given))
        if end is not None:
            answers.append(Answer(handle=handle, error=end, tried=False))
            continue
        show_stage(f"Reading {written(parse_creator(pending.given))}", done, len(waiting))
        answers.append(await _look_up(services, handle, pending))
        if services.creators.concerns_all(answers[-1].error):
            end = answers[-1].error
    return answers


async def _look_up(services: composition.Services, handle: str, pending: PendingCreator) -> Answer:
    try:
        checked = await services.adding.look_up(pending)
    except TikTokError as error:
        return Answer(handle=handle, error=error)
    if checked.instead_of is not None:
        warn(words.another(checked.creator, checked.instead_of))
    return answer_of(handle, checked)


async def tell_waiting(services: composition.Services) -> None:
    """Says that some creators wait to be looked up, and what is done about it."""
    if waiting := [one for one in await services.adding.pending() if one.state is PendingState.WAITING]:
        warn(words.to_be_added(len(waiting)))


def answer_of(handle: str, checked: Checked) -> Answer:
    return Answer(
        handle=handle,
        creator=checked.creator,
        error=checked.error,
        tried=checked.tried,
        formerly=checked.formerly,
    )


def tell_troubles(answers: Sequence[Answer]) -> None:
    """Warns once per creator that couldn't be read, and once about an error that ended it for all."""
    ends = (answer.error for answer in answers if not answer.tried or isinstance(answer.error, CONCERNS_ALL))
    end = next(ends, None)
    for answer in answers:
        if answer.error is not None and answer.error is not end:
            kept = " The stored numbers are kept." if answer.creator is not None else ""
            who = "" if isinstance(answer.error, HandleTaken) else f"@{answer.handle}: "
            warn(f"{who}{answer.error.for_terminal}{kept}")
    if end is not None:
        missed = [answer for answer in answers if answer.error is end]
        who = f"@{missed[0].handle}" if len(answers) == 1 else f"{len(missed)} of {len(answers)} creators"
        warn(f"{end.for_terminal} Not refreshed: {who}.")


def show_suggestions(suggested: Sequence[Suggestion]) -> None:
    rows = [
        (
            f"@{one.creator.handle}",
            str(one.videos),
            UNKNOWN if one.velocity is None else numbers.velocity(one.velocity),
            counts.creator_count(one.creator.sample, CreatorCount.FOLLOWERS, full=True),
            one.creator.name or "",
        )
        for one in suggested
    ]
    say_table(rows, headings=("creator", "videos", "fastest", "followers", "name"), right=(1, 2, 3))


def tell_lost(tracked: Sequence[TrackedCreator]) -> None:
    """Tells which of the tracked creators are missing, and whose handles are others' now."""
    missing = [entry for entry in tracked if entry.state == CreatorState.MISSING]
    if missing:
        tell_missing(missing, all_of_them=len(missing) == len(tracked))
    for entry in tracked:
        if entry.state == CreatorState.HANDLE_TAKEN:
            warn(HandleTaken(entry.creator.handle).sentence)


def tell_missing(missing: Sequence[TrackedCreator], *, all_of_them: bool) -> None:
    """Tells that creators are missing, and how to look for them again."""
    handles = [f"@{entry.creator.handle}" for entry in missing]
    said = words.all_missing(len(missing)) if all_of_them else f"TikTok no longer finds {', '.join(handles)}."
    warn(f"{said} To look again: tiktrack creators refresh {' '.join(handles)}")


async def show(services: composition.Services, creators: Sequence[Creator]) -> None:
    growth, now = await _growth(services, creators), services.foundation.clock.now()
    rates = await services.creators.weekly_growth(creators)
    rows = [_row(creator, growth[creator.id], words.per_week(rates[creator.id]), now) for creator in creators]
    say_table(rows, headings=HEADINGS, right=TO_THE_RIGHT)


async def checked(
    services: composition.Services, answers: Sequence[Answer], refused: Mapping[str, BadInput]
) -> dict[str, Any]:
    """The JSON answer. `failed` counts the creators that weren't read, including those not tried.

    refused: what names no creator, with the reason.
    """
    known = [answer.creator for answer in answers if answer.creator is not None]
    measured_by_id = {entry["id"]: entry for entry in await measured(services, known)}
    failed = sum(answer.error is not None for answer in answers)
    return {
        "refreshed": len(answers) - failed,
        "failed": failed,
        "not_tried": sum(not answer.tried for answer in answers),
        "creators": [_checked(answer, measured_by_id) for answer in answers],
        "refused": [{"given": text, "error": error.for_terminal} for text, error in refused.items()],
    }


async def measured(services: composition.Services, creators: Sequence[Creator]) -> list[dict[str, Any]]:
    states = {entry.creator.id: entry.state for entry in await services.creators.tracked()}
    growth, rates = await _growth(services, creators), await services.creators.weekly_growth(creators)
    return [
        export.measured_creator(creator, states.get(creator.id, "unknown"), growth[creator.id], rates[creator.id])
        for creator in creators
    ]


def _checked(answer: Answer, measured_by_id: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
    known = measured_by_id[str(answer.creator.id)] if answer.creator is not None else None
    error = answer.error.for_terminal if answer.error is not None else None
    return export.checked_creator(answer.handle, known, error, tried=answer.tried, formerly=answer.formerly)


async def _growth(services: composition.Services, creators: Sequence[Creator]) -> dict[int, Change | None]:
    """The change in followers by creator ID, as in the window's list: over the same time, and at least a day."""
    ids = [creator.id for creator in creators]
    earlier = await services.creators.earlier(ids, GROWTH_DAYS * DAY)
    changes = {
        creator.id: change(earlier.get(creator.id), creator.sample, CreatorCount.FOLLOWERS) for creator in creators
    }
    return {id_: found if found is not None and found.seconds >= DAY else None for id_, found in changes.items()}


def _row(creator: Creator, growth: Change | None, per_week: str, now: float) -> tuple[str, ...]:
    sample = creator.sample
    return (
        f"@{creator.handle}",
        counts.creator_count(sample, CreatorCount.FOLLOWERS, full=True),
        _grown(growth),
        per_week,
        times.ago(sample.at, now) if sample is not None else UNKNOWN,
        creator.name or "",
    )


def _grown(growth: Change | None) -> str:
    """Formats growth as "+7.7% in 28 d"."""
    if growth is None:
        return UNKNOWN
    text, _ = words.growth(growth)
    return f"{'≈ 0%' if text == words.NO_CHANGE else text} in {durations.span(growth.seconds)}"
