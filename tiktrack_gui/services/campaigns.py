"""Campaigns: lists of videos with what each cost, what they brought, and who else advertises for whom."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core import campaigns
from tiktrack_gui.core.baseline import NEARLY, READ, ViewsPerVideo, views_at_age, views_per_video
from tiktrack_gui.core.campaigns import (
    Advertised,
    BrandAds,
    Campaign,
    CampaignVideo,
    Result,
    Results,
    Usual,
    require_campaign,
    require_terms,
)
from tiktrack_gui.core.errors import BadInput, NotFound, TikTokError, TikTrackError
from tiktrack_gui.core.handles import SHOWN, ShortLink, VideoLink, parse_video
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.pasted_videos import PastedVideo, pasted_videos, wanted
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.core.unique_names import key
from tiktrack_gui.core.who_advertises import Told, who_advertises
from tiktrack_gui.services.campaign_measuring import CampaignMeasuring, Measured, Progress
from tiktrack_gui.services.creators import CONCERNS_ALL
from tiktrack_gui.services.health import BLOCKS, HealthWatch
from tiktrack_gui.services.lists import Undo
from tiktrack_gui.services.sources import TikTokSource
from tiktrack_gui.store import Store

AT_ONCE = 20  # creators whose videos are read from the store in one call


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What adding videos led to. videos: those that weren't in the campaign. failed: with the reason. undo: takes them
    out again.
    """

    videos: tuple[CampaignVideo, ...]
    failed: tuple[tuple[PastedVideo, TikTrackError], ...]
    undo: Undo


class Campaigns(QObject):
    """Attributes:
        measuring: Measures their videos, also by itself.

    Signals:
        changed: A campaign, its videos or what was measured of them. arg: the campaign's ID; None = which there are.
        progress: Measuring a campaign on request, or resolving short links for it, goes on. arg: the Progress.
    """

    changed = Signal(object)
    progress = Signal(object)

    def __init__(
        self, measuring: CampaignMeasuring, source: TikTokSource, store: Store, health: HealthWatch, clock: Clock
    ) -> None:
        super().__init__()
        self.measuring = measuring
        self._source, self._store, self._health, self._clock = source, store, health, clock
        measuring.measured.connect(self._take_measured)
        measuring.progress.connect(self.progress)

    # The campaigns

    async def all(self) -> list[Campaign]:
        """Returns all campaigns, the oldest first."""
        return await self._store.campaigns.all()

    async def named(self, name: str) -> Campaign:
        """Returns the campaign with that name, in any case. Raises BadInput if there is none."""
        wanted_name = key(name)
        there = await self.all()
        for one in there:
            if key(one.name) == wanted_name:
                return one
        names = ", ".join(f"“{one.name}”" for one in there)
        advice = f"There are {names}." if there else "Create one with `tiktrack campaigns add`."
        raise BadInput(f"There’s no campaign named “{name}”.", advice)

    async def find(self, campaign_id: int) -> Campaign:
        """Raises BadInput if it was removed."""
        for one in await self.all():
            if one.id == campaign_id:
                return one
        raise BadInput("This campaign was removed.", "Choose another one.")

    async def create(self, campaign: Campaign) -> Campaign:
        """Raises BadInput for what a campaign can't have."""
        created = await self._store.campaigns.create(await self._valid(campaign), self._now())
        self.changed.emit(None)
        return created

    async def change(self, campaign: Campaign) -> Undo:
        """Stores its name, currency, brand and note. Raises BadInput for what a campaign can't have, or if it was
        removed.
        """
        await self.find(campaign.id or 0)
        before = await self._store.campaigns.change(await self._valid(campaign))
        self.changed.emit(None)

        async def undo() -> None:
            """Raises BadInput if another campaign has the name now."""
            await self.find(before.id or 0)
            await self._store.campaigns.change(await self._valid(before))
            self.changed.emit(None)

        return undo

    async def remove(self, campaign_id: int) -> Undo:
        """Deletes the campaign; what was measured stays. Raises BadInput if it was removed already."""
        await self.find(campaign_id)
        removed = await self._store.campaigns.remove(campaign_id)
        await self._videos_changed(None)

        async def undo() -> None:
            """Raises BadInput if another campaign has the name now."""
            await self._valid(replace(removed.campaign, id=None))  # its ID may be another one's now
            await self._store.campaigns.put_back(removed)
            await self._videos_changed(None)

        return undo

    # Their videos

    async def paste(self, campaign_id: int, text: str) -> list[PastedVideo]:
        """Sorts out pasted links with prices and dates, without asking TikTok. Raises BadInput for far too many."""
        campaign = await self.find(campaign_id)
        there = {one.video_id for one in await self._store.campaigns.videos(campaign_id)}
        return await asyncio.to_thread(pasted_videos, text, campaign.currency, there)

    async def add(self, campaign_id: int, entries: Sequence[PastedVideo]) -> Added:
        """Adds those that are new, and has them measured. TikTok is asked where short links lead.

        It can be cancelled meanwhile: what was added until then stays. Raises BadInput if the campaign was removed.
        """
        await self.find(campaign_id)
        new, now = wanted(entries), self._now()
        links = [(one, one.named) for one in new if isinstance(one.named, VideoLink)]
        added = await self._store.campaigns.add([one.for_campaign(campaign_id, link, now) for one, link in links])
        if added:
            await self._videos_changed(campaign_id)
        failed: list[tuple[PastedVideo, TikTrackError]] = []
        try:
            await self._add_short(campaign_id, [one for one in new if isinstance(one.named, ShortLink)], added, failed)
        finally:
            if added:
                self.measuring.wanted.emit()

        async def undo() -> None:
            await self._store.campaigns.remove_videos(campaign_id, [one.video_id for one in added])
            await self._videos_changed(campaign_id)

        return Added(videos=tuple(added), failed=tuple(failed), undo=undo)

    async def _add_short(
        self,
        campaign_id: int,
        entries: Sequence[PastedVideo],
        added: list[CampaignVideo],
        failed: list[tuple[PastedVideo, TikTrackError]],
    ) -> None:
        """Adds videos behind short links to `added`, one after the other."""
        for done, one in enumerate(entries):
            assert isinstance(one.named, ShortLink)
            self._tell(campaign_id, done, len(entries))
            try:
                link = await self._behind(one.named.url)
            except TikTokError as error:
                failed.append((one, error))
                held = self._health.not_before(Capability.CREATOR, self._source.name) is not None
                if isinstance(error, CONCERNS_ALL) or (isinstance(error, BLOCKS) and held):
                    failed += [(other, error) for other in entries[done + 1 :]]
                    break
                continue
            new = await self._store.campaigns.add([one.for_campaign(campaign_id, link, self._now())])
            added += new
            if new:
                await self._videos_changed(campaign_id)
        if entries:
            self._tell(campaign_id, len(entries), len(entries))

    async def entries(self, campaign_id: int) -> list[CampaignVideo]:
        """Returns the campaign's videos with their prices and dates, in the order in which they were added."""
        return await self._store.campaigns.videos(campaign_id)

    async def change_video(self, entry: CampaignVideo) -> Undo:
        """Stores a video's price, gift and date. Raises BadInput for what they can't be."""
        return await self.change_videos([entry])

    async def change_videos(self, entries: Sequence[CampaignVideo]) -> Undo:
        """As `change_video`, for several videos of one campaign."""
        before = await self._store.campaigns.change_videos([require_terms(entry) for entry in entries])
        self._tell_all(before)

        async def undo() -> None:
            await self._store.campaigns.change_videos(before)
            self._tell_all(before)

        return undo

    async def remove_videos(self, campaign_id: int, video_ids: Sequence[int]) -> Undo:
        """Takes videos out of the campaign; what was measured stays."""
        removed = await self._store.campaigns.remove_videos(campaign_id, video_ids)
        await self._videos_changed(campaign_id)

        async def undo() -> None:
            """Raises BadInput if the campaign was removed."""
            await self.find(campaign_id)
            await self._store.campaigns.put_videos_back(removed)
            await self._videos_changed(campaign_id)

        return undo

    # What they brought

    async def results(self, campaign_id: int) -> Results:
        """Returns what the campaign's videos brought so far. Raises BadInput if it was removed."""
        campaign = await self.find(campaign_id)
        measured = await self._store.campaigns.measured(campaign_id)
        usual = await self._usual([video for _, video in measured if video is not None])
        found = [
            Result(entry=entry, video=video, usual=usual.get(video.id) if video is not None else None)
            for entry, video in measured
        ]
        totals = await asyncio.to_thread(campaigns.totals, found)  # hundreds take longer than a frame
        return Results(campaign=campaign, videos=tuple(found), totals=totals)

    async def measure(self, campaign_id: int, video_ids: Sequence[int] | None = None) -> Measured:
        """Measures the campaign's videos now, or some of them; see `CampaignMeasuring.measure`."""
        await self.find(campaign_id)
        return await self.measuring.measure(campaign_id, video_ids)

    async def cost(self, campaign_id: int) -> float:
        """Returns about how many seconds `measure` takes; 0 if there is no limit of requests."""
        return await self.measuring.cost(campaign_id)

    async def next_at(self, campaign_id: int) -> float | None:
        """Returns when one of its videos is measured next by itself, epoch seconds; None = none is."""
        theirs = {one.video_id for one in await self._store.campaigns.videos(campaign_id)}
        return next((turn.at for turn in await self.measuring.turns() if turn.video.video_id in theirs), None)

    async def advertised(self) -> list[Advertised]:
        """Returns which tracked creators have advertised, for whom and how often, the most frequent first."""
        creators = [entry.creator for entry in await self._store.creators.tracked()]
        brands = {one.brand for one in await self.all() if one.brand}
        told: list[Told] = []
        known: dict[int, int] = {}
        for ids in _batches([creator.id for creator in creators]):
            videos, numbers = await self._store.campaigns.told(ids)
            told += videos
            known |= numbers
        return await asyncio.to_thread(who_advertises, creators, told, known, brands)

    async def ads(self, one: BrandAds) -> list[Video]:
        """Returns the videos in which a creator advertised for somebody, newest first."""
        return await self._store.campaigns.known_videos(one.videos)

    async def _usual(self, videos: Sequence[Video]) -> dict[int, Usual]:
        """Returns what each video is compared with, by its ID."""
        settled = [video for video in videos if not campaigns.is_young(video)]
        others: dict[int, list[Video]] = {}
        for ids in _batches({video.creator.id for video in settled}):
            others |= await self._store.campaigns.usual_videos(ids, READ)
        found = await asyncio.to_thread(_compared, settled, others)
        for video in videos:
            if video.id not in found:
                found[video.id] = campaigns.compared(video, await self._usual_at_age(video))
        return found

    async def _usual_at_age(self, video: Video) -> ViewsPerVideo:
        age = max(video.sample.at - video.posted_at, 0)
        others = await self._store.campaigns.videos_at_age(video.creator.id, age, NEARLY)
        return views_at_age(others, age, without=video.id)

    # Small parts

    async def _behind(self, url: str) -> VideoLink:
        """Asks TikTok which video a short link leads to. Raises NotFound if it leads to none."""

        async def request() -> str:
            return await self._source.destination(url)

        landed = await self._health.call(Capability.CREATOR, self._source.name, request, manual=True)
        try:
            link = parse_video(landed)
        except BadInput as error:
            raise NotFound(Capability.VIDEO, f"{url} leads to {landed[:SHOWN]}") from error
        if isinstance(link, ShortLink):
            raise NotFound(Capability.VIDEO, f"{url} leads to {link.url[:SHOWN]}")
        return link

    async def _valid(self, campaign: Campaign) -> Campaign:
        return require_campaign(campaign, [one.name for one in await self.all() if one.id != campaign.id])

    async def _videos_changed(self, campaign_id: int | None) -> None:
        await self.measuring.plan()
        self.changed.emit(campaign_id)

    def _tell(self, campaign_id: int, done: int, total: int) -> None:
        seconds = self.measuring.time_for(total - done)
        self.progress.emit(Progress(campaign_id=campaign_id, done=done, total=total, seconds=seconds, links=True))

    def _tell_all(self, entries: Iterable[CampaignVideo]) -> None:
        for campaign_id in sorted({entry.campaign_id for entry in entries}):
            self.changed.emit(campaign_id)

    def _take_measured(self, campaign_ids: Sequence[int]) -> None:
        for campaign_id in campaign_ids:
            self.changed.emit(campaign_id)

    def _now(self) -> int:
        return int(self._clock.now())


def _compared(settled: Iterable[Video], others: Mapping[int, Sequence[Video]]) -> dict[int, Usual]:
    """others: the videos of each creator, by its ID."""
    return {
        video.id: campaigns.compared(video, views_per_video(others.get(video.creator.id, ()), without=video.id))
        for video in settled
    }


def _batches(ids: Iterable[int]) -> list[list[int]]:
    every = list(ids)
    return [every[start : start + AT_ONCE] for start in range(0, len(every), AT_ONCE)]
