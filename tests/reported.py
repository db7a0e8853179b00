"""Made-up creators for reports: measured every six hours, and rounded as TikTok does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date
from functools import cache

from tiktrack_gui.core.as_of import History
from tiktrack_gui.core.counts import is_rounded, rounded_as_tiktok
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin, Video, VideoCount, VideoSample
from tiktrack_gui.core.report import InPeriod, Period, Report, in_period, of_list, period_of

NOW = 1_792_584_000  # Wed 21 Oct 2026, 12:00 UTC
EVERY = 6 * HOUR
FIRST, LAST = date(2026, 9, 24), date(2026, 10, 21)
PERIOD = period_of(FIRST, LAST, NOW, UTC)
GAP = (NOW - 12 * DAY, NOW - 10 * DAY)
CAPTIONS = (
    "Brown butter gnocchi in 20 minutes, no boiling needed. The trick is a very hot pan #pasta #easydinner",
    "Stop throwing away your leek tops",
    "Three sauces, one pan",
    "The cheapest dinner I made this month #budget",
    "What I eat in a day, honest version",
)


def creator(number: int = 0, handle: str = "maracooks", name: str | None = "Mara Cooks") -> Creator:
    return Creator(id=7_000 + number, handle=handle, name=name)


def samples(
    followers: int = 412_000,
    growth: float = 0.077,
    *,
    days: float = 35,
    until: int = NOW,
    gap: tuple[int, int] | None = None,
    origin: Origin = Origin.PROFILE_PAGE,
) -> list[CreatorSample]:
    """followers: 28 days before NOW. growth: in those days, at the same rate before. gap: not measured meanwhile."""
    made = []
    for at in range(int(until - days * DAY), until + 1, EVERY):
        if gap is not None and gap[0] < at < gap[1]:
            continue
        count = rounded_as_tiktok(round(followers * (1 + growth * (at - NOW + 28 * DAY) / (28 * DAY))))
        likes = rounded_as_tiktok(count * 13)
        rounded = CreatorCount.FOLLOWERS if is_rounded(count) else CreatorCount(0)
        rounded |= CreatorCount.LIKES if is_rounded(likes) else CreatorCount(0)
        videos = 140 + (at - NOW) // (2 * DAY)
        made.append(
            CreatorSample(
                at=at, followers=count, following=312, likes=likes, videos=videos, rounded=rounded, origin=origin
            )
        )
    return made


def videos(of: Creator, number: int = 20) -> list[Video]:
    """One every two days, newest first."""
    made = []
    for place in range(number):
        posted = NOW - place * 2 * DAY - 3 * HOUR
        views = rounded_as_tiktok(60_000 + (place * 7_919) % 700_000)
        sample = VideoSample(
            at=min(NOW - 600, posted + 3 * DAY),
            likes=3_000 + place * 111,
            comments=50 + place,
            shares=80 + place,
            views=views,
            rounded=VideoCount.VIEWS if is_rounded(views) else 0,
        )
        id_, caption = 9_000 + place + of.id * 100, CAPTIONS[place % len(CAPTIONS)]
        made.append(Video(id=id_, creator=of, posted_at=posted, caption=caption, sample=sample))
    return made


def history(of: Creator, measured: Sequence[CreatorSample]) -> History:
    newest = measured[-1] if measured else None
    return History(
        creator=replace(of, sample=newest), samples=measured, first_seen_at=measured[0].at if measured else None
    )


def one(
    of: Creator | None = None,
    measured: Sequence[CreatorSample] | None = None,
    seen: Sequence[Video] | None = None,
    period: Period = PERIOD,
) -> InPeriod:
    of = of or creator()
    measured = samples() if measured is None else measured
    return in_period(history(of, measured), videos(of) if seen is None else seen, period, EVERY, UTC)


def report(found: InPeriod | None = None, period: Period = PERIOD) -> Report:
    return Report(period=period, made_at=NOW, creators=(found or one(period=period),))


@cache
def list_report(number: int, name: str = "Food, spring campaign", *, waiting: int = 0) -> Report:
    """Of so many creators of all sizes: every third one with a gap, some new, one that wasn't measured lately."""
    found = []
    for place in range(number):
        of = creator(place, f"maracooks{place}", NAMES[place % len(NAMES)])
        measured = samples(
            SIZES[place % len(SIZES)],
            0.2 - 0.22 * (place * 37 % 60) / 60,
            days=12 if place % 11 == 5 else 35,
            until=NOW - 40 * DAY if place == 17 else NOW,
            gap=GAP if place % 3 == 0 else None,
        )
        found.append(one(of, measured, videos(of) if place % 4 else ()))
    return of_list(name, found, PERIOD, NOW, UTC, waiting=waiting)


SIZES = (9_400, 88_000, 143_000, 412_000, 1_900_000, 5_200_000)
NAMES = (
    "Tiny Paw Club",
    "Bread Lab",
    "Nora Fields",
    "The Balcony Garden and Other Very Small Places",
    "مطبخ نورا",
    "小さな台所",
)
HOSTILE = "<img src=x onerror=alert(1)>&lt;b>\"'</title><script>alert(2)</script>\u202e\x07{0}%s"


def unruly() -> Report:
    """What strangers may call themselves, and write."""
    of = creator(0, "a" * 60, HOSTILE + "W" * 300)
    seen = [replace(video, caption=HOSTILE + "#tag" * 200) for video in videos(of)]
    return report(one(of, seen=seen))
