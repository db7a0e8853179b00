"""What a campaign's videos brought, and what that cost. Pure; times are epoch seconds, prices hundredths.

The cost per 1,000 views is 1,000 × price / views, that per engagement price / (likes + comments + shares). A gift
counts at its value. Of several videos, both are the sum of the prices divided by the sum of the counts, over the videos
that have a price and were measured: a mean of the single ratios would weigh a video without views most.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core.baseline import SETTLED_AFTER, Comparison, ViewsPerVideo, against_usual
from tiktrack_gui.core.counts import is_carried
from tiktrack_gui.core.day_text import FIRST, known_day, may_be_two
from tiktrack_gui.core.engagement import engagement_rate
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import parse_handle
from tiktrack_gui.core.models import Creator, Video, VideoCount, VideoSample
from tiktrack_gui.core.money import MOST, USUAL, parse_currency
from tiktrack_gui.core.unique_names import require_unique

PER = 1_000  # views, that a cost is for
LONGEST_NOTE = 2_000  # characters
ENGAGEMENT = VideoCount.LIKES | VideoCount.COMMENTS | VideoCount.SHARES


@dataclass(frozen=True, slots=True, kw_only=True)
class Campaign:
    """currency: ISO 4217. brand: the handle that its videos mention, without @. id: None until it is stored."""

    id: int | None = None
    name: str
    currency: str = USUAL
    brand: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CampaignVideo:
    """A video of a campaign.

    handle, creator_id: whose it is, by its link or as it was measured; None = not known yet. cents: its price, or what
    the gift for it is worth; None = not known. agreed_on: ISO date. tried_at: when it was last asked for by itself.
    failures: tries in a row that failed. trouble: the kind of the last one's error.
    """

    campaign_id: int
    video_id: int
    handle: str | None = None
    creator_id: int | None = None
    cents: int | None = None
    is_gift: bool = False
    agreed_on: str | None = None
    added_at: int = 0
    tried_at: int | None = None
    failures: int = 0
    trouble: str | None = None

    @property
    def url(self) -> str:
        return f"https://www.tiktok.com/@{self.handle or '_'}/video/{self.video_id}"


class Standing(StrEnum):
    """How a campaign's video is doing."""

    WAITING = "waiting"  # never measured, and still to be
    MEASURED = "measured"
    FAILED = "failed"  # never measured, for the reason in `trouble`
    GONE = "gone"  # TikTok doesn't show it any more


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """A number with how exact it is. rounded: by TikTok. at_least: a part isn't known, or only a lower bound of it."""

    number: int
    rounded: bool = False
    at_least: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """cents: hundredths of the campaign's currency. rounded: the count was. at_most: the count is a lower bound."""

    cents: float
    rounded: bool = False
    at_most: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Usual:
    """What a video's views are compared with.

    views: those of the creator's other videos; its `videos` says of how many, also if they aren't enough. age: seconds
    since posting at which all of them were measured; None = all have settled (see `core.baseline`). times: the video's
    views divided by the usual ones; None = not known.
    """

    views: ViewsPerVideo
    age: int | None = None
    times: Comparison | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a video brought so far. video: as it was measured last; None if it never was."""

    entry: CampaignVideo
    video: Video | None = None
    usual: Usual | None = None

    @property
    def sample(self) -> VideoSample | None:
        """The newest counts; None if there are none."""
        sample = self.video.sample if self.video is not None else None
        return sample if sample is not None and (sample.views is not None or sample.engagement is not None) else None

    @property
    def standing(self) -> Standing:
        if self.video is not None and self.video.gone_at is not None:
            return Standing.GONE
        if self.sample is not None:
            return Standing.MEASURED
        return Standing.FAILED if self.entry.trouble else Standing.WAITING

    @property
    def creator(self) -> Creator | None:
        return self.video.creator if self.video is not None else None

    @property
    def handle(self) -> str | None:
        """The creator's present handle, or that of the link."""
        return self.video.creator.handle if self.video is not None else self.entry.handle

    @property
    def measured_at(self) -> int | None:
        return self.sample.at if self.sample is not None else None

    @property
    def views(self) -> Count | None:
        return _count(self.sample, VideoCount.VIEWS)

    @property
    def likes(self) -> Count | None:
        return _count(self.sample, VideoCount.LIKES)

    @property
    def comments(self) -> Count | None:
        return _count(self.sample, VideoCount.COMMENTS)

    @property
    def shares(self) -> Count | None:
        return _count(self.sample, VideoCount.SHARES)

    @property
    def engagement(self) -> Count | None:
        """Likes, comments and shares together."""
        sample = self.sample
        if sample is None or sample.engagement is None:
            return None
        parts = [part for part in (self.likes, self.comments, self.shares) if part is not None]
        return Count(
            number=sample.engagement,
            rounded=any(part.rounded for part in parts),
            at_least=sample.engagement_at_least,
        )

    @property
    def engagement_rate(self) -> float | None:
        return engagement_rate(self.sample) if self.sample is not None else None

    @property
    def per_thousand(self) -> Cost | None:
        """What 1,000 views cost."""
        return _cost(self.entry.cents, self.views, PER)

    @property
    def per_engagement(self) -> Cost | None:
        """What a like, comment or share cost."""
        return _cost(self.entry.cents, self.engagement, 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Totals:
    """What a campaign's videos brought together.

    videos: how many there are. priced, gifts: how many have a price, and of how many it is a gift's value. measured,
    gone: how many were measured, and how many TikTok doesn't show any more. cents: of all that have a price; None if
    none has. views … engagement: the sums; None if none is known. engagement_rate: of the sums of those that have one.
    counted: how many the costs are of: those priced and measured. measured_from, measured_to: the oldest and the newest
    measurement.
    """

    videos: int = 0
    priced: int = 0
    gifts: int = 0
    measured: int = 0
    gone: int = 0
    cents: int | None = None
    gift_cents: int = 0
    views: Count | None = None
    likes: Count | None = None
    comments: Count | None = None
    shares: Count | None = None
    engagement: Count | None = None
    engagement_rate: float | None = None
    counted: int = 0
    per_thousand: Cost | None = None
    per_engagement: Cost | None = None
    measured_from: int | None = None
    measured_to: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Results:
    """A campaign with its videos, in the order in which they were added, and their totals."""

    campaign: Campaign
    videos: tuple[Result, ...]
    totals: Totals


@dataclass(frozen=True, slots=True, kw_only=True)
class RemovedCampaign:
    """What it takes to put a campaign back."""

    campaign: Campaign
    position: float
    created_at: int
    videos: tuple[CampaignVideo, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BrandAds:
    """How often a creator advertised for somebody.

    handle: whom the captions mention, without @; None = they mention nobody. videos: IDs, newest first. disclosed: how
    many of them are labelled as advertising; the others mention the brand of one of the user's campaigns. since, last:
    when the first and the last were posted.
    """

    handle: str | None
    videos: tuple[int, ...]
    disclosed: int
    since: int
    last: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Advertised:
    """A tracked creator who has advertised, as far as its stored videos say.

    known: how many videos are known of it. ads: how many of them advertise; one that mentions two brands counts once
    here. brands: the most frequent first.
    """

    creator: Creator
    known: int
    ads: int
    since: int
    last: int
    brands: tuple[BrandAds, ...]


def require_campaign(campaign: Campaign, taken: Iterable[str]) -> Campaign:
    """Returns it as it is stored. taken: the names of the others. Raises BadInput for what a campaign can't have."""
    note = (campaign.note or "").strip()
    if len(note) > LONGEST_NOTE:
        raise BadInput(f"That note has {len(note):,} characters.", f"Use {LONGEST_NOTE:,} at most.")
    return Campaign(
        id=campaign.id,
        name=require_unique(campaign.name, taken, what="campaign", such_as="Summer launch"),
        currency=parse_currency(campaign.currency),
        brand=parse_handle(campaign.brand) if campaign.brand and campaign.brand.strip() else None,
        note=note or None,
    )


def require_terms(entry: CampaignVideo) -> CampaignVideo:
    """Returns a video's price and date as they are stored. Raises BadInput for what they can't be."""
    if entry.cents is not None and not 0 <= entry.cents <= MOST:
        raise BadInput("A price can’t be that.", "Write a price such as 150 or 99.50.")
    if entry.agreed_on:
        parse_date(entry.agreed_on)
    return entry


def parse_date(text: str) -> str:
    """Returns the ISO date of a day written with its year. Raises BadInput for other texts, and days before TikTok."""
    day = known_day(text)
    if day is None or day < FIRST:
        what = "could be two different days" if may_be_two(text) else "isn’t a date" if day is None else "can’t be"
        raise BadInput(f"“{text.strip()[:40]}” {what}.", "Write it as in 2026-11-30.")
    return day.isoformat()


def is_young(video: Video) -> bool:
    """Whether it was measured before most of its views had come, so that it is compared at its age."""
    return video.sample.at - video.posted_at < SETTLED_AFTER


def compared(video: Video, usual: ViewsPerVideo) -> Usual:
    """Compares a measured video with the usual views of its creator, which are those at its age if it is young."""
    return Usual(
        views=usual,
        age=max(video.sample.at - video.posted_at, 0) if is_young(video) else None,
        times=against_usual(video.sample, usual),
    )


def totals(results: Sequence[Result]) -> Totals:
    measured = [one for one in results if one.sample is not None]
    priced = [one for one in results if one.entry.cents is not None]
    gifts = [one for one in priced if one.entry.is_gift]
    rated = [one for one in measured if one.engagement_rate is not None]
    times = [one.measured_at for one in measured if one.measured_at is not None]
    return Totals(
        videos=len(results),
        priced=len(priced),
        gifts=len(gifts),
        measured=len(measured),
        gone=sum(one.standing is Standing.GONE for one in results),
        cents=_sum_of_prices(priced) if priced else None,
        gift_cents=_sum_of_prices(gifts),
        views=_sum([one.views for one in measured]),
        likes=_sum([one.likes for one in measured]),
        comments=_sum([one.comments for one in measured]),
        shares=_sum([one.shares for one in measured]),
        engagement=_sum([one.engagement for one in measured]),
        engagement_rate=_rate(rated),
        counted=sum(one.entry.cents is not None for one in measured),
        per_thousand=_total_cost([(one.entry.cents, one.views) for one in measured], PER),
        per_engagement=_total_cost([(one.entry.cents, one.engagement) for one in measured], 1),
        measured_from=min(times, default=None),
        measured_to=max(times, default=None),
    )


def _count(sample: VideoSample | None, which: VideoCount) -> Count | None:
    number: int | None = None if sample is None else getattr(sample, str(which.name).lower())
    if sample is None or number is None:
        return None
    return Count(
        number=number,
        rounded=bool(sample.rounded & which) and not is_carried(number),
        at_least=bool(sample.repaired & which),
    )


def _cost(cents: int | None, count: Count | None, per: int) -> Cost | None:
    """None without a price, and as long as the count is 0."""
    if cents is None or count is None or not count.number:
        return None
    return Cost(cents=per * cents / count.number, rounded=count.rounded, at_most=count.at_least)


def _total_cost(pairs: Iterable[tuple[int | None, Count | None]], per: int) -> Cost | None:
    """Of those that have both, also if a count is 0: what was paid for nothing was paid."""
    both = [(cents, count) for cents, count in pairs if cents is not None and count is not None]
    return _cost(sum(cents for cents, _ in both), _sum([count for _, count in both]), per) if both else None


def _sum(counts: Sequence[Count | None]) -> Count | None:
    """The sum is a lower bound if a count isn't known."""
    known = [count for count in counts if count is not None]
    if not known:
        return None
    return Count(
        number=sum(count.number for count in known),
        rounded=any(count.rounded for count in known),
        at_least=len(known) < len(counts) or any(count.at_least for count in known),
    )


def _sum_of_prices(results: Iterable[Result]) -> int:
    return sum(one.entry.cents or 0 for one in results)


def _rate(results: Sequence[Result]) -> float | None:
    """The sum of the engagements divided by that of the views."""
    views = sum(one.views.number for one in results if one.views is not None)
    engagement = sum(one.engagement.number for one in results if one.engagement is not None)
    return engagement / views if views else None
