"""Which creators have advertised, for whom and how often, as far as what is known of their videos says. Pure.

A video advertises if TikTok or its author labels it as advertising (`core.advertising`), or if its caption mentions the
brand of one of the user's campaigns. It is for those whom its caption mentions (`core.mentions`), except its author.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from tiktrack_gui.core.advertising import is_advertising
from tiktrack_gui.core.campaigns import Advertised, BrandAds
from tiktrack_gui.core.handles import canonical
from tiktrack_gui.core.mentions import mentioned
from tiktrack_gui.core.models import Creator


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What is known of a video that may advertise; see `core.advertising.Labelled`."""

    video_id: int
    creator_id: int
    posted_at: int
    ad: bool
    hashtags: tuple[str, ...]
    caption: str


def who_advertises(
    creators: Iterable[Creator], videos: Iterable[Told], known: Mapping[int, int], brands: Collection[str]
) -> list[Advertised]:
    """Returns those who have advertised, the most frequent first.

    known: how many videos are known, by creator ID. brands: the handles of the campaigns' brands.
    """
    theirs: defaultdict[int, list[Told]] = defaultdict(list)
    for video in videos:
        theirs[video.creator_id].append(video)
    own = frozenset(map(canonical, brands))
    found = [
        one
        for creator in creators
        if (one := _advertised(creator, theirs[creator.id], known.get(creator.id, 0), own)) is not None
    ]
    return sorted(found, key=lambda one: (-one.ads, -one.last, one.creator.id))


def _advertised(creator: Creator, videos: Iterable[Told], known: int, own: frozenset[str]) -> Advertised | None:
    by_brand: defaultdict[str | None, list[tuple[Told, bool]]] = defaultdict(list)
    ads: list[Told] = []
    for video in videos:
        labelled = is_advertising(video)
        named = [name for name in mentioned(video.caption) if name != canonical(creator.handle)]
        brands: list[str] = named if labelled else [name for name in named if name in own]
        if not labelled and not brands:
            continue
        ads.append(video)
        for name in brands or (None,):
            by_brand[name].append((video, labelled))
    if not ads:
        return None
    times = [video.posted_at for video in ads]
    return Advertised(
        creator=creator,
        known=max(known, len(ads)),
        ads=len(ads),
        since=min(times),
        last=max(times),
        brands=tuple(sorted((_ads_for(*pair) for pair in by_brand.items()), key=_most_first)),
    )


def _ads_for(handle: str | None, ads: list[tuple[Told, bool]]) -> BrandAds:
    newest = sorted(ads, key=lambda pair: (-pair[0].posted_at, -pair[0].video_id))
    return BrandAds(
        handle=handle,
        videos=tuple(video.video_id for video, _ in newest),
        disclosed=sum(labelled for _, labelled in ads),
        since=newest[-1][0].posted_at,
        last=newest[0][0].posted_at,
    )


def _most_first(one: BrandAds) -> tuple[bool, int, int, str]:
    """Those that are for nobody known come last."""
    return one.handle is None, -len(one.videos), -one.last, one.handle or ""
