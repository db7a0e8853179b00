"""Writes the sample database for `test_databases.py`: `python -m tests.store.sample_database`.

Run it once for each new step in `migrations/` and commit its output in `databases/`: the file, named after the step,
and its `summary`.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

from tests.databases import sqlite_of
from tests.store.examples import (
    CHANNEL,
    FIRST_CREATOR,
    FIRST_VIDEO,
    HOUR,
    NOW,
    a_creator,
    a_delivery,
    a_run,
    a_video,
    measured,
    page_sample,
)
from tiktrack_gui.core.alerts import Alert, Kind
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brand_profiles import profile_of
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, Part, StatedAudience
from tiktrack_gui.core.discovery.comments import CommentPage
from tiktrack_gui.core.discovery.figures import After, CreatorFigures, Gained, Jump, Trend, Viral
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.stored import Matches
from tiktrack_gui.core.models import VideoPage
from tiktrack_gui.core.runs import Outcome
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.store import Store, migrate
from tiktrack_gui.store.rows import raw

DATABASES = Path(__file__).parent / "databases"
NEWEST_STEP = max(step.stem for step in migrate.STEPS.glob("[0-9]*.py"))


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
    fill_discover(store)
    fill_notes(store)
    fill_alerts(store)
    fill_campaigns(store)
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


FIGURES = CreatorFigures(
    at=NOW + 3 * HOUR,
    videos=14,
    usual=9_800,
    usual_videos=12,
    viral=(Viral(video_id=FIRST_VIDEO + 1, posted_at=NOW - 9 * HOUR, views=90_000, times=9.2, known=12, rounded=True),),
    after=After(
        trend=Trend.GROWING,
        since=NOW - 8 * HOUR,
        week=Gained(amount=1_200, margin=50),
        growth=0.12,
        low=0.08,
        high=0.16,
        samples=9,
    ),
    jump=Jump(since=NOW - 6 * HOUR, until=NOW - 5 * HOUR, amount=700),
    views=(90_000, 9_800, 8_100),
    engagement=0.064,
    engagement_videos=12,
    comments_per_1000=4.2,
    posts_per_week=3.5,
    ads=1,
    languages={"en": 11, "de": 2},
    words={"#vegan": 2.4, "kuchen": 1.1},
)


def fill_discover(store: Store) -> None:
    """Adds a brand with a candidate in every state, of one of which all is known."""
    ids = [FIRST_CREATOR + number for number in range(5)]
    audience = Audience(ages={Age.FROM_25: 0.4}, genders={Gender.FEMALE: 0.7})
    brand = Brand(
        name="Kekse & Co",
        languages=("de", "en"),
        countries=("DE",),
        words=("#vegan", "kuchen"),
        examples=(ids[4],),
        followers_to=50_000,
        audience=audience,
        weights={**dict.fromkeys(Part, 0.1), Part.GROWTH: 0.5, Part.NICHE: 0.5},
    )
    brand_id = store.brands.create(brand, NOW).result().id
    assert brand_id is not None
    found = [(ids[0], Found.FEED), (ids[1], Found.HASHTAG), (ids[2], Found.SEARCH), (ids[3], Found.GIVEN)]
    store.candidates.add(brand_id, found, NOW).result()
    store.candidates.dismiss(brand_id, [ids[2]], NOW + HOUR).result()
    store.candidates.wait([ids[0], ids[3], ids[4]], NOW).result()
    store.candidates.record_read(ids[0], NOW + HOUR, NOW + 14 * 24 * HOUR, NOW + 25 * HOUR).result()
    store.candidates.record_tried(ids[3], NOW + HOUR, NOW + 2 * HOUR, "blocked").result()
    store.candidates.finish([ids[4]], NOW + HOUR).result()
    store.figures.set({ids[0]: FIGURES}).result()
    store.candidates.set_matches(brand_id, {ids[0]: Matches(5, 14, 0.31, ids[4])}).result()
    fill_audience(store, ids[0])
    store.brands.looked(brand_id, NOW + HOUR).result()
    store.brand_jobs.keep(brand_id, JobKind.SEARCH, ["kuchen", "#vegan"], NOW).result()
    [job] = store.brand_jobs.keep(brand_id, JobKind.CANDIDATE, ["@nobody"], NOW).result()
    store.brand_jobs.fail(job.id, "not found", NOW + 60).result()


def fill_campaigns(store: Store) -> None:
    """Adds a campaign with a paid video, a gift, and one that couldn't be measured."""
    campaign = store.campaigns.create(Campaign(name="Launch", currency="EUR", brand="acme", note="Quick"), NOW).result()
    assert campaign.id is not None
    entries = [
        CampaignVideo(campaign_id=campaign.id, video_id=FIRST_VIDEO + 1, cents=15_000, agreed_on="2025-12-20"),
        CampaignVideo(campaign_id=campaign.id, video_id=FIRST_VIDEO + 2, cents=8_000, is_gift=True),
        CampaignVideo(campaign_id=campaign.id, video_id=FIRST_VIDEO + 999, handle="nobody"),
    ]
    store.campaigns.add([replace(one, added_at=NOW) for one in entries]).result()
    store.campaigns.record_failure(FIRST_VIDEO + 999, NOW + 60, "not_found", gone=True).result()


def fill_audience(store: Store, creator_id: int) -> None:
    """Adds comments and places of one video, a second one in trouble or still to be read, and what was stated."""
    videos = [FIRST_VIDEO, FIRST_VIDEO + 1]
    store.audience.begin_comments(creator_id, videos, NOW).result()
    page = CommentPage(comments=20, cursor=20, has_more=True, languages={"de": 15, "en": 3, "un": 2})
    store.audience.add_page(videos[1], page, NOW + 60).result()
    store.audience.fail(videos[0], "blocked", NOW + 120).result()
    store.audience.begin_places(creator_id, videos).result()
    store.audience.record_place(videos[1], "DE", NOW + 180).result()
    audience = Audience(ages={Age.FROM_18: 0.3, Age.FROM_25: 0.5}, countries={"DE": 0.6})
    stated = StatedAudience(creator_id=creator_id, on="2025-12-20", audience=audience, entered_at=NOW + 200)
    store.brands.state(stated).result()


def fill_notes(store: Store) -> None:
    """Adds notes, tags, and statuses, also an own one."""
    kept, ids = store.annotations, [FIRST_CREATOR + 1, FIRST_CREATOR + 2]
    note = kept.add_note(ids[0], "Ships to the US 📦\nPrefers email", NOW).result()
    kept.change_note(note.id, "Ships to the US 📦\nAnswers by email", NOW + HOUR).result()
    kept.add_own_status("In talks").result()
    kept.set_status(ids, "contacted", NOW - 40 * 24 * HOUR, NOW).result()
    kept.set_status(ids[:1], "In talks", NOW - 24 * HOUR, NOW).result()
    tags = [kept.create_tag(name, color).result() for name, color in (("Vegan", "green"), ("Berlin", "blue"))]
    kept.tag(ids, tags[0].id).result()
    kept.tag(ids[1:], tags[1].id).result()


def fill_alerts(store: Store) -> None:
    """Adds an alert that was told and read, and one that nobody saw; a mute; and what a list wants."""
    creator, video = FIRST_CREATOR + 1, FIRST_VIDEO + 1
    facts = {"handle": "planty", "number": 10_000, "followers": 12_300, "rounded": True}
    round_number = Alert(
        key=f"round_number:{creator}:10000", kind=Kind.ROUND_NUMBER, at=NOW, creator_id=creator, facts=facts
    )
    about = {"handle": "planty", "caption": "Größe 🌱", "velocity": 570.0, "score": 82, "reason": "Fast"}
    story = Alert(key=f"story:{video}", kind=Kind.STORY, at=NOW + 60, creator_id=creator, video_id=video, facts=about)
    told, _ = store.alerts.add([round_number, story]).result()
    assert told.id is not None
    store.alerts.told([told.id], NOW + 1).result()
    store.alerts.mark_read([told.id], NOW + 2).result()
    store.alerts.mute(NOW + HOUR).result()
    store.alerts.set_wanted(store.lists.all().result()[0].id, Kind.SILENT, True).result()


def brands_of(store: Store) -> list[Any]:
    """Each brand with its pool, without what expires."""
    found = []
    for brand in store.brands.all().result():
        assert brand.id is not None
        pool = [row._replace(avatar=None)._asdict() for row in store.candidates.pool(brand.id).result()]
        found.append([brand.name, brand.looked_at, profile_of(brand), json.loads(json.dumps(pool))])
    return found


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
        "brands": brands_of(store),
        "jobs": [[job.kind, job.given, job.state, job.reason] for job in store.brand_jobs.all().result()],
        "health": [[health.capability, health.client, health.last_ok_at] for health in store.health.all().result()],
    }


def main() -> None:
    file = DATABASES / f"{NEWEST_STEP}.db"
    file.unlink(missing_ok=True)
    with Store(file) as store:
        fill(store)
        raw(sqlite_of(store)).execute("VACUUM")
        text = json.dumps(summary(store), indent=1, ensure_ascii=False)
    file.with_suffix(".json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
