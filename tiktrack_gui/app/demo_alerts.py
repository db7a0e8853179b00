"""What the demo's inbox begins with: alerts of every kind, of which the older ones are read."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from tiktrack_gui.app import as_set
from tiktrack_gui.app.composition import Services
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.baseline import READ
from tiktrack_gui.core.creator_alerts import Known, creator_alerts, least, round_number_at_most, story_alert
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.durations import DAY, HOUR, MINUTE
from tiktrack_gui.core.models import Creator, Video
from tiktrack_gui.core.tracked import CreatorState

STORIES, EACH = 4, 2  # alerts of stories, and of each other kind
READ_FROM = 3 * DAY  # s ago; what is older is read
LOOKED = (1, 3, 5, 8, 12, 16)  # days ago, at which somebody may have been growing faster
STOPPED, USUAL = 26 * DAY, 3 * DAY  # s ago, since when nothing was posted; the time between two videos before
NOTICED = 12 * DAY  # s ago


async def fill(services: Services) -> None:
    """What is there already is kept."""
    if await services.alerts.inbox():
        return
    now = int(services.foundation.clock.now())
    tracked = await services.creators.tracked()
    known = [await services.store.profiles.profile_of(one.creator.id, READ) for one in tracked]
    constants = as_set.constants(services.settings)
    private = [one.creator for one in tracked if one.state == CreatorState.PRIVATE]
    found = await asyncio.to_thread(_about_creators, known, private, constants, now)
    stories = (await services.trending.feed()).items
    best = sorted(stories, key=lambda item: -(item.score.value if item.score else 0))[:STORIES]
    alerts = [*(story_alert(item) for item in best), *found]
    await services.store.alerts.add([_as_seen(one, now) for one in alerts])
    await services.alerts.plan()


def _as_seen(alert: Alert, now: int) -> Alert:
    """The older ones were told and read; of the newer ones, the window told."""
    at = min(alert.at, now)
    was_read = at < now - READ_FROM
    return replace(alert, at=at, told_at=at if was_read else None, read_at=at + HOUR if was_read else None)


def _about_creators(
    known: Sequence[tuple[History, Sequence[Video]]], private: Sequence[Creator], constants: Constants, now: int
) -> list[Alert]:
    kinds = (
        _renamed(known),
        _passed(known),
        _viral(known, constants, now),
        _faster(known, constants, now),
        (_silent(one, now) for one in private),
    )
    return [alert for found in kinds for alert in islice(found, EACH)]


def _renamed(known: Sequence[tuple[History, Sequence[Video]]]) -> Iterator[Alert]:
    for history, _ in known:
        for change in history.changes:
            if change.field == "handle":
                yield _alert(history.creator, Kind.RENAMED, change.at, old=change.old, new=change.new)


def _passed(known: Sequence[tuple[History, Sequence[Video]]]) -> Iterator[Alert]:
    """Whoever passed a round number while it was measured, exactly when it did; else those who are just above one."""
    above: list[Alert] = []
    for history, _ in known:
        samples = [one for one in history.samples if one.followers is not None]
        number = round_number_at_most(least(samples[-1])) if samples else None
        first = next((one for one in samples if number is not None and least(one) >= number), None)
        if number is None or first is None:
            continue
        facts = {"number": number, "followers": first.followers, "rounded": bool(first.rounded), "repaired": False}
        alert = _alert(history.creator, Kind.ROUND_NUMBER, first.at, str(number), **facts)
        if first is not samples[0]:
            yield alert
        else:
            above.append(alert)
    yield from sorted(above, key=lambda one: one.facts["followers"] / one.facts["number"])


def _viral(known: Sequence[tuple[History, Sequence[Video]]], constants: Constants, now: int) -> Iterator[Alert]:
    """As if it had become so within two days."""
    for history, videos in known:
        posted = {video.id: video.posted_at for video in videos}
        of_old = replace(history, tracked_since=None)
        for alert in creator_alerts(Known(history=of_old, videos=videos), {Kind.VIRAL}, constants, now):
            if alert.video_id in posted:
                yield replace(alert, at=min(posted[alert.video_id] + 2 * DAY, now - 10 * MINUTE))
                break


def _faster(known: Sequence[tuple[History, Sequence[Video]]], constants: Constants, now: int) -> Iterator[Alert]:
    for history, _ in known:
        for days in LOOKED:
            until = now - days * DAY
            then = replace(history, samples=[one for one in history.samples if one.at <= until])
            if found := creator_alerts(Known(history=then), {Kind.FASTER}, constants, until):
                yield found[0]
                break


def _silent(creator: Creator, now: int) -> Alert:
    since = now - STOPPED
    return _alert(creator, Kind.SILENT, now - NOTICED, str(since), since=since, usual=USUAL)


def _alert(creator: Creator, kind: Kind, at: int, what: str = "", **facts: object) -> Alert:
    return Alert(
        key=f"{kind}:{creator.id}:{what or at}",
        kind=kind,
        at=at,
        creator_id=creator.id,
        facts={"handle": creator.handle, **facts},
    )
