"""Fictional campaigns with videos of every kind, in a real store; and the Campaigns page over the real services."""

from __future__ import annotations

import random
from dataclasses import dataclass

from tests.ui import samples
from tests.ui.scenery import Scenery, pictures
from tiktrack_gui.core.campaigns import Campaign, CampaignVideo
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, CreatorSample, Origin, Video, VideoCount, VideoPage, VideoSample
from tiktrack_gui.services.budget import RequestBudget
from tiktrack_gui.services.campaign_measuring import CampaignMeasuring
from tiktrack_gui.services.campaigns import Campaigns
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.store import Store
from tiktrack_gui.ui.campaigns.page import CampaignsPage
from tiktrack_gui.ui.campaigns.services import CampaignServices
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.window.messages import Messages

FIRST_CREATOR = 6_900_000_000_000_000_000
LAUNCH = Campaign(name="Autumn launch", currency="EUR", brand="oatandgrain", note="Three waves, one recipe each")
OTHERS = (Campaign(name="Summer picnic", currency="EUR"), Campaign(name="US test", currency="USD", brand="oatgrain.us"))
OTHER_VIDEOS = 14  # of each creator: enough for its usual views


@dataclass(frozen=True, kw_only=True)
class Made:
    """A video of the campaign. views: None = not measured. days: since it was posted. times: of the usual views.

    trouble: why it couldn't be measured. gone: whether TikTok doesn't show it any more.
    """

    handle: str
    name: str
    caption: str
    views: int | None
    days: float
    cents: int | None = None
    is_gift: bool = False
    times: float = 1.0
    rate: float = 0.07
    agreed_on: str | None = None
    trouble: str | None = None
    gone: bool = False


MADE = (
    Made(handle="mara.onepot", name="Mara Lindqvist", caption="One pot, no stress 🍝 with @oatandgrain #ad",
         views=412_000, days=21, cents=45_000, times=5.2, rate=0.112, agreed_on="2026-09-24"),
    Made(handle="brothlab", name="Broth Lab", caption="Oat risotto, really? @oatandgrain #ad", views=88_400, days=16,
         cents=30_000, times=1.1, rate=0.064, agreed_on="2026-09-28"),
    Made(handle="budgetbites", name="Budget Bites 🍜", caption="Dinner for 1.20 €", views=26_300, days=9, cents=8_000,
         is_gift=True, times=0.6, rate=0.058, agreed_on="2026-10-02"),
    Made(handle="sourdough.sam", name="Sam bakes", caption="Grain by grain #werbung @oatandgrain", views=9_312,
         days=1.2, cents=25_000, times=2.1, rate=0.091, agreed_on="2026-10-12"),
    Made(handle="kuechenzeile", name="Küchenzeile", caption="Haferbrei, aber gut", views=143_000, days=34, cents=None,
         times=0.9, rate=0.049),
    Made(handle="tiny.tofu", name="Tiny Tofu", caption="This one is gone now", views=31_200, days=12, cents=12_050,
         times=1.4, rate=0.08, gone=True),
    Made(handle="noodle.nights", name="Noodle Nights", caption="", views=None, days=3, cents=20_000,
         trouble="unreachable"),
    Made(handle="oma.kocht", name="Oma kocht", caption="", views=None, days=0.1, agreed_on="2026-10-20"),
)  # fmt: skip


def video_id(number: int) -> int:
    """As TikTok makes them: of when it was posted."""
    return (samples.NOW - round(MADE[number].days * DAY) << 32) + number


def link(number: int) -> str:
    return f"https://www.tiktok.com/@{MADE[number].handle}/video/{video_id(number)}"


def fill(store: Store, now: int = samples.NOW) -> Campaign:
    """Adds three campaigns, the first of which has videos; returns that as it is stored."""
    created = store.campaigns.create(LAUNCH, now - 40 * DAY).result()
    assert created.id is not None
    for other in OTHERS:
        store.campaigns.create(other, now - 30 * DAY).result()
    chance = random.Random(3)
    for number, one in enumerate(MADE):
        _add(store, created.id, number, one, chance, now)
    return created


def creator(number: int, now: int = samples.NOW) -> Creator:
    one = MADE[number]
    followers = 12_000 + 9_100 * number
    sample = CreatorSample(at=now - 2 * HOUR, followers=followers, origin=Origin.PROFILE_PAGE)
    id_ = FIRST_CREATOR + number
    return Creator(id=id_, handle=one.handle, name=one.name, avatar=f"avatar:{number}", sample=sample)


def a_video(number: int, now: int = samples.NOW, *, views: int | None = None) -> Video:
    """The campaign's video as TikTok would show it."""
    one = MADE[number]
    counted = rounded_as_tiktok(views if views is not None else one.views or 1_000)
    engaged = round(counted * one.rate)
    sample = VideoSample(
        at=now - HOUR * (number + 1) // 2,
        views=counted,
        likes=engaged * 8 // 10,
        comments=engaged // 10,
        shares=engaged // 10,
        rounded=VideoCount.VIEWS if is_rounded(counted) else VideoCount(0),
    )
    return Video(
        id=video_id(number),
        creator=creator(number, now),
        posted_at=now - round(one.days * DAY),
        sample=sample,
        caption=one.caption,
        cover=f"cover:{number}0",
        ad="#ad" in one.caption,
    )


def _add(store: Store, campaign_id: int, number: int, one: Made, chance: random.Random, now: int) -> None:
    entry = CampaignVideo(
        campaign_id=campaign_id,
        video_id=video_id(number),
        handle=one.handle,
        cents=one.cents,
        is_gift=one.is_gift,
        agreed_on=one.agreed_on,
        added_at=now - round(min(one.days, 20) * DAY),
    )
    if one.views is not None:
        found = a_video(number, now)
        usual = round(one.views / one.times)
        others = VideoPage(videos=tuple(_other(found, place, usual, chance, now) for place in range(OTHER_VIDEOS)))
        store.creators.record_creator(found.creator, now).result()
        store.creators.record_creator_videos(others, now).result()
        store.campaigns.add([entry]).result()
        store.campaigns.record(found, now - HOUR * (number + 1) // 2).result()
    else:
        store.campaigns.add([entry]).result()
    if one.gone or one.trouble:
        kind = one.trouble or "not_found"
        store.campaigns.record_failure(entry.video_id, now - HOUR, kind, gone=one.gone).result()


def _other(found: Video, place: int, usual: int, chance: random.Random, now: int) -> Video:
    """Another video of the same creator, which had about its usual views at the age of the campaign's."""
    age = found.sample.at - found.posted_at
    posted_at = found.posted_at - (place + 2) * 3 * DAY
    views = rounded_as_tiktok(round(usual * chance.uniform(0.98, 1.02)))
    sample = VideoSample(
        at=posted_at + age, views=views, likes=views // 14, comments=views // 300, shares=views // 250,
        rounded=VideoCount.VIEWS if is_rounded(views) else VideoCount(0),
    )  # fmt: skip
    return Video(
        id=(posted_at << 32) + found.creator.id % 1_000,
        creator=found.creator,
        posted_at=posted_at,
        sample=sample,
        caption="Thanks @pan.world for the pan #ad" if place % 5 == 2 else "A usual dinner",
        ad=place % 5 == 2,
        cover=f"cover:{found.creator.id % 10}{place % 7}",
    )


def track_all(store: Store, now: int = samples.NOW) -> None:
    """Tracks the creators of the videos that were measured."""
    for number, one in enumerate(MADE):
        if one.views is not None:
            store.creators.track(FIRST_CREATOR + number, now - number * DAY).result()


def services_of(scene: Scenery) -> CampaignServices:
    """The real services, over the scene's store and its TikTok."""
    store, clock = scene.store, scene.clock
    measuring = CampaignMeasuring(scene.tiktok, store, scene.health, RequestBudget(clock, lambda: 4.0), clock)
    campaigns = Campaigns(measuring, scene.tiktok, store, scene.health, clock)
    return CampaignServices(campaigns=campaigns, creators=scene.creators)


def page_of(theme: Theme, scene: Scenery, tasks: Tasks, messages: Messages | None = None) -> CampaignsPage:
    """The page, through which tests can access them."""
    messages = messages or Messages()
    found = pictures(theme)
    changes = SettingChanges(scene.settings(), tasks, messages)
    page = CampaignsPage(theme, found, services_of(scene), changes, tasks, messages, scene.clock.now)
    found.setParent(page)
    changes.setParent(page)
    return page
