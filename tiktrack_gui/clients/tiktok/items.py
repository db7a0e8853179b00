"""Reads the items of TikTok's lists: videos and photo posts, and what else is among them.

Only public posts with counts and a believable time become videos. The fields that say otherwise are those of TikTok's
own web application, as public clients and typings know them.
"""

from __future__ import annotations

from tiktrack_gui.clients.tiktok.accounts import account, author, is_private
from tiktrack_gui.clients.tiktok.extent import MOST_HASHTAGS
from tiktrack_gui.clients.tiktok.stats import creator_sample, video_sample
from tiktrack_gui.clients.tiktok.values import (
    Json,
    first_picture,
    identifier,
    integer,
    is_set,
    language,
    mapping,
    picture,
    sequence,
    text,
)
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.models import LeftOut, Origin, Video, VideoSample

WRAPPERS = ("itemStruct", "item")  # an item may lie inside one of these
COVERS = ("cover", "originCover", "dynamicCover")
LIVE_ROOMS = ("liveRoomInfo", "liveRoom", "live_room")
NOT_PUBLIC = (
    "privateItem",
    "secret",
    "forFriend",
    "isReviewing",
    "showNotPass",  # the review refused it
    "takeDown",
    "isSubOnlyVideo",
    "isPaidContent",
)
NOT_PUBLIC_STATUS = ("isDelete", "isProhibited", "inReviewing", "selfSee", "privateStatus")  # in the item's `status`
SHOP_ANCHOR = 35  # the type of an anchor that leads to a product
ADVERTISING = ("isAd", "adAuthorization", "brandOrganicType")  # an ad, a paid partnership, disclosed self-promotion

EARLIEST, LATEST = 1_000_000_000, 4_000_000_000  # s, 2001 to 2096; anything else isn't a time
AHEAD = MINUTE  # s; a time further in the future is wrong
AFTER_ID = 8 * DAY  # s; an ID is made when the upload begins, at most this long before the post is published


def read_item(received: object, at: int, now: float, origin: Origin) -> Video | LeftOut:
    """Reads an item of a list. at: when it was received on our clock, now: on TikTok's; both UTC epoch seconds."""
    item = _unwrapped(received)
    if any(mapping(item.get(key)) for key in LIVE_ROOMS):
        return LeftOut.LIVE
    video_id = item_id(item)
    creator = account(author(item), creator_sample(item, "authorStats", at, origin))
    if video_id is None or creator is None:
        return LeftOut.UNREADABLE
    if not _is_public(item, now):
        return LeftOut.NOT_PUBLIC
    sample = video_sample(item, at, origin)
    if sample is None:
        return LeftOut.NO_COUNTS
    posted_at = posting_time(item.get("createTime"), video_id, now)
    if posted_at is None:
        return LeftOut.NO_TIME
    media, photos = mapping(item.get("video")), mapping(item.get("imagePost"))
    return Video(
        id=video_id,
        creator=creator,
        posted_at=posted_at,
        sample=sample,
        caption=text(item.get("desc")) or "",
        hashtags=_hashtags(item),
        sound=text(mapping(item.get("music")).get("title")) or None,
        language=language(item.get("textLanguage")),
        duration=_duration(media.get("duration")),
        kind="photo" if photos else "video",
        ad=any(is_set(item.get(key)) for key in ADVERTISING),
        ai=is_set(item.get("aigcLabelType")) or bool(text(item.get("AIGCDescription"))),
        shop=is_set(item.get("isECVideo")) or SHOP_ANCHOR in _anchors(item),
        pinned=is_set(item.get("isPinnedItem")),
        cover=_photo_cover(photos) or first_picture(media, COVERS),
        raw=item,
    )


def item_id(received: object) -> int | None:
    return identifier(_unwrapped(received).get("id"))


def known_counts(sample: VideoSample) -> int:
    """How many of the counts are known, to choose between two mentions of a video."""
    counts = (sample.likes, sample.comments, sample.shares, sample.views, sample.saves)
    return sum(count is not None for count in counts)


def posting_time(create_time: object, video_id: int, now: float) -> int | None:
    """When it was posted, epoch seconds: the time it was created, or the upper half of its ID if that isn't believable.

    None if neither is. Not believable: in the future, or more than 8 days after the ID was made.
    """
    id_time = video_id >> 32
    latest = min(now + AHEAD, LATEST)
    made_at = id_time if EARLIEST <= id_time <= LATEST else None
    created = integer(create_time)
    if created is not None and EARLIEST <= created <= min(latest, (made_at or LATEST) + AFTER_ID):
        return created
    return made_at if made_at is not None and made_at <= latest else None


def _unwrapped(received: object) -> Json:
    item = mapping(received)
    return next((inner for key in WRAPPERS if (inner := mapping(item.get(key))).get("id")), item)


def _is_public(item: Json, now: float) -> bool:
    scheduled, status = integer(item.get("scheduleTime")) or 0, mapping(item.get("status"))
    hidden = any(is_set(item.get(key)) for key in NOT_PUBLIC) or scheduled > now + AHEAD
    return not (hidden or is_private(author(item)) or any(is_set(status.get(key)) for key in NOT_PUBLIC_STATUS))


def _duration(value: object) -> int | None:
    """The duration in seconds; None for photos, which have 0."""
    seconds = integer(value)
    return seconds if seconds is not None and seconds > 0 else None


def _hashtags(item: Json) -> tuple[str, ...]:
    """The hashtags without #, each once, from the three places where TikTok has put them."""
    tags = [mapping(tag).get("title") for tag in sequence(item.get("challenges"))]
    for written in (item, *sequence(item.get("contents"))):
        tags += [mapping(part).get("hashtagName") for part in sequence(mapping(written).get("textExtra"))]
    return tuple(dict.fromkeys(name for name in map(text, tags[:MOST_HASHTAGS]) if name))


def _anchors(item: Json) -> list[int | None]:
    """The types of what the video links to."""
    return [integer(mapping(anchor).get("type")) for anchor in sequence(item.get("anchors"))]


def _photo_cover(photos: Json) -> str | None:
    for photo in (photos.get("cover"), *sequence(photos.get("images"))):
        for key in ("imageURL", "display_image"):
            if address := picture(mapping(photo).get(key)):
                return address
    return None
