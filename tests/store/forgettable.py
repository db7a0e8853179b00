"""A creator of whom something is in every table, told by words and numbers that are nowhere else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from pathlib import Path

from tests.store.examples import CHANNEL, FIRST_CREATOR, HOUR, NOW, a_creator, a_delivery, a_run, a_video, measured
from tests.store.sample_database import FIGURES
from tiktrack_gui.core.deliveries import Channel, ChannelKind, NewDelivery
from tiktrack_gui.core.discovery.brand_jobs import JobKind
from tiktrack_gui.core.discovery.brands import Audience, Brand, Gender, StatedAudience
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.stored import Matches
from tiktrack_gui.core.history import EarlierPost, EarlierPosts
from tiktrack_gui.core.models import CreatorSample, Video, VideoPage
from tiktrack_gui.core.subjects import Subject
from tiktrack_gui.store import Store

ID = 6_912_345_678_901_234_567
SEC_UID = "MS4wLjABAAAAforgetmeforgetmeforgetme"
HANDLE, EARLIER, NAME = "vergissmein.nicht", "oldblueflower", "Myosotis Sylvatica"
VIDEO = 7_431_111_222_233_344_455
FOLLOWERS = 0x4F1E6B5D  # its bytes are found in a file as they are
CHANNELS = range(CHANNEL, CHANNEL + 3)
KEYS = [f"tt-{number:020d}" for number in range(900, 903)]
PERSON = a_creator(
    id=ID, sec_uid=SEC_UID, handle=HANDLE, name=NAME, bio="Blue petals by Kornelimuenster", avatar="https://a.example/mauerblume.jpeg",
    sample=CreatorSample(at=NOW, followers=FOLLOWERS, following=31_337, likes=77, videos=3),
)  # fmt: skip
OTHER = a_creator(1, bio=f"Sister of @{HANDLE}. https://www.tiktok.com/@{HANDLE}/video/{VIDEO}!")
WORDS = (
    *(HANDLE, EARLIER, NAME, SEC_UID, "Kornelimuenster", "Wiesenschaumkraut", "mauerblume", "Heliotropium", str(VIDEO)),
    *(str(ID), "Gartenzwerg", "Lungenkraut", "Schafgarbe"),
)


def a_video_of(person_id: int = ID, number: int = 0) -> Video:
    return a_video(
        9, id=VIDEO + number, creator=PERSON, caption="Wiesenschaumkraut #spring", sound=f"original sound - {NAME}",
        cover="https://c.example/mauerblume.webp", raw={"id": str(VIDEO), "author": {"id": str(ID), "nickname": NAME}},
    )  # fmt: skip


def by_others() -> list[Video]:
    raw = {"id": "1", "desc": "x", "music": {"authorName": NAME}, "textExtra": [{"userUniqueId": HANDLE.upper()}]}
    mention = f"With @{HANDLE.upper()}. And @{HANDLE}s, @x.{HANDLE}, a@{HANDLE} and @{HANDLE}"
    return [
        a_video(1, creator=OTHER, caption=mention, sound=f"Originalton - {HANDLE}", raw=raw),
        a_video(2, raw={"id": "2", "desc": f"cc @{HANDLE}\n"}),
        a_video(3, sound="original sound - creator3"),
    ]


def plant(store: Store) -> None:
    """Fills the store with the person and with others."""
    earlier = a_creator(id=ID, handle=EARLIER, name="Gartenzwerg", bio=None, sample=None, sec_uid=SEC_UID, avatar=None)
    store.creators.record_creator(earlier, NOW - HOUR).result()
    items = [measured(video) for video in (a_video_of(), a_video_of(number=1), *by_others())]
    store.creators.record_creator(PERSON, NOW).result()
    store.runs.record_run(a_run(items), items).result()
    store.creators.record_creator_videos(VideoPage(videos=(a_video_of(number=2),)), NOW).result()
    store.creators.track(ID, NOW).result()
    store.creators.track(OTHER.id, NOW).result()
    friends = store.lists.create("Flowers").result()
    store.lists.add(friends.id, [ID], NOW).result()
    given = [f"@{HANDLE}", f"https://www.tiktok.com/user/{ID}", "@somebody"]
    failed, *_ = store.pending.keep(given, None, NOW).result()
    store.pending.fail(failed.id, f"@{HANDLE} isn’t there", NOW).result()
    followed = store.sources.add(f"@{HANDLE}", NAME, ID, NOW).result()
    found = [measured(a_video(20))]
    store.runs.record_run(a_run(found, source_id=followed.id, message=f"@{HANDLE}"), found).result()
    plant_posts(store)
    plant_discover(store)
    plant_notes(store)


def plant_posts(store: Store) -> None:
    for channel in CHANNELS:
        place = Channel(id=channel, guild_id=5, guild="Team", name=f"c{channel - CHANNEL}", kind=ChannelKind.TEXT)
        store.channels.save_channel(place, NOW).result()
        post = EarlierPost(message_id=channel + 100, thread_id=None, thread_name=f"{NAME} is great")
        store.history.record_search(channel, EarlierPosts(posts=(post,), complete=True), NOW).result()
    payload = {"thread_name": f"{NAME}, 12k", "embed": {"title": NAME, "description": "Heliotropium"}}
    news = [
        a_delivery(creator_id=ID, channel_id=channel, key=key, payload=payload)
        for channel, key in zip(CHANNELS, KEYS, strict=True)
    ]
    about = Subject.video(VIDEO)
    news.append(NewDelivery(subject=about, creator_id=ID, channel_id=CHANNEL, key="tt-v", payload=payload))
    sent, unsure, waiting, _ = (store.outbox.enqueue(new, NOW).result() for new in news)
    store.outbox.mark_sent(sent.id, 4_040, 4_041, NOW).result()
    store.outbox.mark_sending(unsure.id, NOW).result()
    store.outbox.mark_queued(waiting.id, NOW, "50013", f"@{HANDLE} can’t be posted").result()
    other = a_delivery(1, payload={"thread_name": "x", "embed": {"description": f'"@{HANDLE}" says'}})
    store.outbox.enqueue(other, NOW).result()


def plant_discover(store: Store) -> None:
    brand = store.brands.create(Brand(name="Kekse", examples=(ID, OTHER.id)), NOW).result()
    assert brand.id is not None
    store.candidates.add(brand.id, [(ID, Found.FEED), (OTHER.id, Found.FEED)], NOW).result()
    store.candidates.set_matches(brand.id, {OTHER.id: Matches(1, 2, 0.5, ID)}).result()
    store.candidates.wait([FIRST_CREATOR + 2], NOW).result()
    store.figures.set({ID: FIGURES, OTHER.id: FIGURES}).result()
    store.audience.begin_comments(ID, [VIDEO], NOW).result()
    store.audience.begin_places(ID, [VIDEO, VIDEO + 7]).result()
    audience = Audience(genders={Gender.FEMALE: 0.7})
    store.brands.state(StatedAudience(creator_id=ID, on="2026-01-01", audience=audience, entered_at=NOW)).result()
    for kind, given in ((JobKind.EXAMPLE, str(ID)), (JobKind.CANDIDATE, f"@{HANDLE}"), (JobKind.SEARCH, "kuchen")):
        store.brand_jobs.keep(brand.id, kind, [given], NOW).result()


def plant_notes(store: Store) -> None:
    kept = store.annotations
    kept.add_note(ID, "Sent a bunch of Schafgarbe", NOW).result()
    kept.add_note(OTHER.id, f"Knows @{HANDLE}: https://www.tiktok.com/@{HANDLE}", NOW).result()
    kept.add_own_status("In talks").result()
    kept.set_status([ID, OTHER.id], "In talks", NOW - HOUR, NOW).result()
    kept.tag([ID, OTHER.id], kept.create_tag("Flowers", "green").result().id).result()


def traces_in(texts: Iterable[object]) -> set[str]:
    """Which of the words that tell the person are in these values, in any case; not as a part of longer words."""
    whole = json.dumps([str(text) for text in texts], ensure_ascii=False).lower()
    return {word for word in WORDS if re.search(rf"(?<![\w.]){re.escape(word.lower())}(?!\w)", whole)}


def traces_on_disk(folder: Path) -> dict[str, set[str]]:
    """Which words, and which of its numbers as bytes, are in which files of a folder."""
    numbers = [number.to_bytes(8) for number in (ID, VIDEO)] + [FOLLOWERS.to_bytes(4)]
    found: dict[str, set[str]] = {}
    for path in (path for path in folder.rglob("*") if path.is_file()):
        data = path.read_bytes()
        marks = {number.hex() for number in numbers if number in data}
        marks |= {word for word in WORDS if re.search(rb"(?i)(?<![\w.])" + re.escape(word.encode()) + rb"(?!\w)", data)}
        if marks:
            found[path.name] = marks
    return found
