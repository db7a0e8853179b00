"""Parses TikTok's web JSON and pages into core models. Pure, and trusts nothing it reads.

Every function takes what TikTok sent and returns or raises `TikTokError`; unreadable list items are skipped and
counted. Counts: the newer `…V2` next to `stats` is preferred if readable; a missing or invalid count is None, never 0;
counts that TikTok may have rounded are marked, as are those that a 32-bit overflow made negative and that were
repaired to their lower bound. An empty text is "", one that wasn't sent is None.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from tiktrack_gui.clients.tiktok.answers import PRIVATE_ACCOUNT, answer, check_status, json_object, status
from tiktrack_gui.clients.tiktok.values import (
    Json,
    first_text,
    flag,
    identifier,
    integer,
    language,
    mapping,
    sequence,
    text,
)
from tiktrack_gui.core.counts import rounded_bits, unwrapped
from tiktrack_gui.core.errors import Blocked, Changed
from tiktrack_gui.core.models import (
    Capability,
    Creator,
    CreatorCount,
    CreatorSample,
    Origin,
    Video,
    VideoCount,
    VideoPage,
    VideoSample,
)

# The models' counts and TikTok's names for them, preferred one first
CREATOR_COUNTS = (
    (CreatorCount.FOLLOWERS, ("followerCount",)),
    (CreatorCount.FOLLOWING, ("followingCount",)),
    (CreatorCount.LIKES, ("heartCount", "heart")),
    (CreatorCount.VIDEOS, ("videoCount",)),
)
VIDEO_COUNTS = (
    (VideoCount.LIKES, ("diggCount",)),
    (VideoCount.COMMENTS, ("commentCount",)),
    (VideoCount.SHARES, ("shareCount",)),
    (VideoCount.VIEWS, ("playCount",)),
    (VideoCount.SAVES, ("collectCount",)),
)
AVATARS = ("avatarMedium", "avatarLarger", "avatarThumb")
COVERS = ("cover", "originCover", "dynamicCover")

EARLIEST, LATEST = 1_000_000_000, 4_000_000_000  # s, 2001 to 2096; anything else isn't a valid post time

_HANDLE = re.compile(r"[\w.-]{1,64}")  # it becomes part of links


def video_page(
    received: object, at: float, origin: Origin = Origin.ITEM_LIST, capability: str = Capability.TRENDING
) -> VideoPage:
    """Parses the videos of an item list, each once. at: when it was received, UTC epoch seconds.

    Raises as `answers.answer` does.
    """
    payload = answer(received, capability)
    items = payload.get("itemList")
    if items is None and "statusCode" in payload:
        items = []  # may be left out if there are no videos
    if not isinstance(items, list):
        raise Changed(capability, "no itemList")
    videos, skipped = _distinct(_video(item, int(at), origin) for item in items)
    return VideoPage(
        videos=videos,
        skipped=skipped,
        has_more=1 in (payload.get("hasMore"), payload.get("has_more")),  # True or 1
        cursor=_cursor(payload.get("cursor")),
        server_time=_server_time(payload),
    )


def creator_from_user_detail(received: object, at: float, origin: Origin = Origin.USER_DETAIL) -> Creator:
    """Parses the account in a response of /api/user/detail/.

    A private account that TikTok nevertheless describes is returned, marked as private. Raises NotFound, Private,
    Changed, …; and Blocked for a response without a user, which TikTok gives to suspected bots.
    """
    payload = json_object(received, Capability.CREATOR)
    info = mapping(payload.get("userInfo"))
    user = mapping(info.get("user"))
    marked_private = status(payload) == PRIVATE_ACCOUNT or user.get("privateAccount") is True
    if not (user and status(payload) == PRIVATE_ACCOUNT):
        check_status(payload, Capability.CREATOR)
    if "userInfo" not in payload:
        raise Changed(Capability.CREATOR, "no userInfo")
    if not user:
        raise Blocked(Capability.CREATOR, "userInfo describes nobody")
    sample = _creator_sample(info, "stats", int(at), origin)
    if sample is None and not marked_private:
        raise Blocked(Capability.CREATOR, "userInfo has no counts")
    creator = _creator(user, sample)
    if creator is None:
        raise Changed(Capability.CREATOR, "the user has no id or no handle")
    return _as_private(creator) if marked_private else creator


def creator_from_profile_page(scope: Json, at: float, origin: Origin = Origin.PROFILE_PAGE) -> Creator:
    """Parses the account of a profile page. scope: from `rehydration_scope`. Raises as `creator_from_user_detail`."""
    detail = scope.get("webapp.user-detail")
    if not isinstance(detail, dict):
        raise Changed(Capability.CREATOR, "the page has no webapp.user-detail")
    return creator_from_user_detail(detail, at, origin)


def video_from_page(scope: Json, at: float, origin: Origin = Origin.VIDEO_PAGE) -> Video:
    """Parses the video of a video page. scope: from `rehydration_scope`. Raises NotFound, Private, Changed, …."""
    detail = scope.get("webapp.video-detail")
    if not isinstance(detail, dict):
        raise Changed(Capability.VIDEO, "the page has no webapp.video-detail")
    check_status(detail, Capability.VIDEO)
    video = _video(mapping(detail.get("itemInfo")).get("itemStruct"), int(at), origin)
    if video is None:
        raise Changed(Capability.VIDEO, "the page's itemStruct cannot be read")
    return video


# Videos


def _distinct(read: Iterable[Video | None]) -> tuple[tuple[Video, ...], int]:
    """Returns each readable video once, in TikTok's order, and the number of unreadable items."""
    videos: dict[int, Video] = {}
    skipped = 0
    for video in read:
        if video is None:
            skipped += 1
        else:
            videos.setdefault(video.id, video)
    return tuple(videos.values()), skipped


def _video(received: object, at: int, origin: Origin) -> Video | None:
    """Parses an item; None if it lacks a usable ID, author or post time."""
    item = mapping(received)
    video_id = identifier(item.get("id"))
    creator = _creator(mapping(item.get("author")), _creator_sample(item, "authorStats", at, origin))
    posted_at = _posted_at(item.get("createTime"), video_id)
    if video_id is None or creator is None or posted_at is None:
        return None
    media, photos = mapping(item.get("video")), mapping(item.get("imagePost"))
    return Video(
        id=video_id,
        creator=creator,
        posted_at=posted_at,
        sample=_video_sample(item, at, origin),
        caption=text(item.get("desc")) or "",
        hashtags=_hashtags(item),
        sound=text(mapping(item.get("music")).get("title")) or None,
        language=language(item.get("textLanguage")),
        duration=_duration(media.get("duration")),
        kind="photo" if photos else "video",
        ad=item.get("isAd") is True,
        pinned=item.get("isPinnedItem") is True,
        cover=_photo_cover(photos) or first_text(media, COVERS),
        raw=item,
    )


def _video_sample(item: Json, at: int, origin: Origin) -> VideoSample:
    (likes, comments, shares, views, saves), rounded, repaired = _counts(item, "stats", VIDEO_COUNTS)
    return VideoSample(
        at=at,
        likes=likes,
        comments=comments,
        shares=shares,
        views=views,
        saves=saves,
        rounded=rounded,
        repaired=repaired,
        origin=origin,
    )


def _posted_at(create_time: object, video_id: int | None) -> int | None:
    """When it was posted; the fallback is the upper half of the ID, which is about that time too."""
    for seconds in (integer(create_time), (video_id or 0) >> 32):
        if seconds is not None and EARLIEST <= seconds <= LATEST:
            return seconds
    return None


def _duration(value: object) -> int | None:
    """The duration in seconds; None for photos, which have 0."""
    seconds = integer(value)
    return seconds if seconds is not None and seconds > 0 else None


def _hashtags(item: Json) -> tuple[str, ...]:
    """The hashtags without #, each once, from the three places where TikTok has put them."""
    tags = [mapping(tag).get("title") for tag in sequence(item.get("challenges"))]
    for written in (item, *sequence(item.get("contents"))):
        tags += [mapping(part).get("hashtagName") for part in sequence(mapping(written).get("textExtra"))]
    return tuple(dict.fromkeys(name for name in map(text, tags) if name))


def _photo_cover(photos: Json) -> str | None:
    for picture in (photos.get("cover"), *sequence(photos.get("images"))):
        for url in sequence(mapping(mapping(picture).get("imageURL")).get("urlList")):
            if address := text(url):
                return address
    return None


# Creators


def _creator(user: Json, sample: CreatorSample | None) -> Creator | None:
    """Parses a user; None if it lacks a usable ID or handle."""
    creator_id, handle = identifier(user.get("id")), user.get("uniqueId")
    if creator_id is None or not isinstance(handle, str) or not _HANDLE.fullmatch(handle):
        return None
    return Creator(
        id=creator_id,
        handle=handle,
        sec_uid=text(user.get("secUid")) or None,
        name=text(user.get("nickname")),
        bio=text(user.get("signature")),
        bio_link=text(mapping(user.get("bioLink")).get("link")),
        verified=flag(user.get("verified")),
        private=flag(user.get("privateAccount")),
        language=language(user.get("language")),
        avatar=first_text(user, AVATARS),
        sample=sample,
    )


def _as_private(creator: Creator) -> Creator:
    """Interprets an account marked as private: with visible videos it is open to us, else their number is unknown."""
    if creator.sample and creator.sample.videos:
        return replace(creator, private=False)
    sample = replace(creator.sample, videos=None) if creator.sample else None
    return replace(creator, private=True, sample=sample)


def _creator_sample(parent: Json, name: str, at: int, origin: Origin) -> CreatorSample | None:
    """Parses the counts under `name` and `nameV2`; None if there are none."""
    counts, rounded, repaired = _counts(parent, name, CREATOR_COUNTS)
    if all(count is None for count in counts):
        return None
    followers, following, likes, videos = counts
    return CreatorSample(
        at=at,
        followers=followers,
        following=following,
        likes=likes,
        videos=videos,
        rounded=rounded,
        repaired=repaired,
        origin=origin,
    )


# Counts


def _counts(
    parent: Json, name: str, wanted: tuple[tuple[CreatorCount | VideoCount, tuple[str, ...]], ...]
) -> tuple[list[int | None], int, int]:
    """Returns the wanted counts in order, the bits of the rounded ones and the bits of the repaired ones."""
    stats, stats_v2 = mapping(parent.get(name)), mapping(parent.get(f"{name}V2"))
    counts: list[int | None] = []
    repaired = 0
    for bit, keys in wanted:
        count = _count(stats_v2, keys)
        if count is None:
            count = _count(stats, keys)
        if count is None and (count := _overflown(stats, keys)) is not None:
            repaired += bit
        counts.append(count)
    bits = [bit for bit, _ in wanted]
    return counts, rounded_bits(zip(bits, counts, strict=True)), repaired


def _count(stats: Json, keys: tuple[str, ...]) -> int | None:
    for key in keys:
        count = integer(stats.get(key))
        if count is not None and count >= 0:
            return count
    return None


def _overflown(stats: Json, keys: tuple[str, ...]) -> int | None:
    for key in keys:
        count = integer(stats.get(key))
        if count is not None and (least := unwrapped(count)) is not None:
            return least
    return None


# The envelope


def _cursor(value: object) -> str | None:
    """The cursor: an offset or a time in milliseconds, sent as a number or as text."""
    number = integer(value)
    return None if number is None else str(number)


def _server_time(payload: Json) -> float | None:
    seconds = (integer(mapping(payload.get("extra")).get("now")) or 0) / 1000
    return seconds if EARLIEST <= seconds <= LATEST else None
