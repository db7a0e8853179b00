"""Writes the sample database for `test_databases.py`: `python -m tests.store.sample_database`.

Run it once for each new step in `migrations/` and commit its output in `databases/`: the file, named after the step,
and its `summary`.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.databases import sqlite_of
from tests.store.examples import (
    CHANNEL,
    FIRST_CREATOR,
    HOUR,
    NOW,
    a_creator,
    a_delivery,
    a_run,
    a_video,
    measured,
    page_sample,
)
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.models import Capability, Health, Outcome, VideoPage
from tiktrack_gui.store import Store, migrate
from tiktrack_gui.store.rows import raw

DATABASES = Path(__file__).parent / "databases"


def fill(store: Store) -> None:
    """Adds rows to every table."""
    for hour in range(4):
        at = NOW + hour * HOUR
        items = [measured(a_video(number, at=at, likes=5_000 + 300 * hour)) for number in range(hour, hour + 4)]
        items += [measured(a_video(100 + hour, at=at), velocity=8.2, passed=False)]
        store.runs.record_run(a_run(items, at=at, skipped=hour), items, [a_delivery(hour)]).result()
    store.runs.record_run(
        a_run(at=NOW + 4 * HOUR, outcome=Outcome.FAILED, error_kind="blocked", message="Empty answer.")
    ).result()

    renamed = a_creator(1, handle="planty", bio="Plants 🌿", sample=page_sample(NOW + 5 * HOUR))
    store.creators.record_creator(renamed, NOW + 5 * HOUR).result()
    store.creators.record_creator_videos(
        VideoPage(videos=(a_video(50, creator=renamed, pinned=True),)), NOW + 5 * HOUR
    ).result()
    store.creators.record_creator_missing(FIRST_CREATOR + 2, NOW + 5 * HOUR).result()
    for number in (2, 1):
        store.creators.track(FIRST_CREATOR + number, NOW).result()
    food = store.lists.create("Food").result()
    store.lists.add(food.id, [FIRST_CREATOR + 1], NOW).result()
    given, _ = store.pending.keep(["@later", "@nobody"], food.id, NOW).result()
    store.pending.fail(given.id, "TikTok has nobody with that handle.", NOW + 60).result()
    fill_outbox(store)
    store.health.record(Health(capability=Capability.TRENDING, client="TikTok", last_ok_at=NOW)).result()


def fill_outbox(store: Store) -> None:
    """Adds a delivery in every state."""
    store.channels.save_channel(
        Channel(id=CHANNEL, guild_id=1, guild="The team", name="talents", kind=ChannelKind.FORUM), NOW
    ).result()
    store.channels.confirm_channel(CHANNEL, NOW).result()
    sending, sent, failed, queued = (delivery.id for delivery in store.outbox.deliveries().result())
    store.outbox.mark_sending(sending, NOW).result()
    store.outbox.mark_sent(sent, 77, 76, NOW + 1).result()
    store.outbox.mark_failed(failed, "50013", "No permission.").result()
    store.outbox.mark_queued(queued, NOW + HOUR, "429", "Later.").result()


def summary(store: Store) -> dict[str, Any]:
    """The data that users would miss, as JSON values."""
    found = store.integrity.verify().result()
    return {
        "counts": dict(found.counts),
        "average_velocity": dict(found.average_velocity),
        "runs": [
            [run.finished_at, run.outcome, run.fetched, run.saved, run.error_kind]
            for run in store.runs.newest().result()
        ],
        "feed": [
            [str(item.video.id), item.velocity, item.score.value, item.video.sample.likes, item.posted]
            for item in store.stories.feed().result()
            if item.score is not None
        ],
        "tracked": [
            [entry.creator.handle, entry.creator.name, entry.creator.bio, entry.state, entry.not_found_count]
            for entry in store.creators.tracked().result()
        ],
        "growth": [
            [sample.at, sample.followers, sample.origin]
            for sample in store.creators.growth_of(FIRST_CREATOR + 1).result()
        ],
        "deliveries": [
            [delivery.key, delivery.state, delivery.thread_id, delivery.error, dict(delivery.payload)]
            for delivery in store.outbox.deliveries().result()
        ],
        "confirmed_at": store.channels.confirmed_at(CHANNEL).result(),
        "health": [[health.capability, health.client, health.last_ok_at] for health in store.health.all().result()],
    }


def main() -> None:
    newest = max(step.stem for step in migrate.STEPS.glob("[0-9]*.py"))
    file = DATABASES / f"{newest}.db"
    file.unlink(missing_ok=True)
    with Store(file) as store:
        fill(store)
        raw(sqlite_of(store)).execute("VACUUM")
        text = json.dumps(summary(store), indent=1, ensure_ascii=False)
    file.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
