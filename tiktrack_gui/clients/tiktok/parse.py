"""Parses TikTok's web JSON and pages into core models. Pure, and trusts nothing it reads.

Every function takes what TikTok sent and returns or raises `TikTokError`. Items of a list that aren't public videos
with counts and a time are left out and counted by reason. An empty text is "", one that wasn't sent is None.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from tiktrack_gui.clients.tiktok.accounts import account, as_private, found_account, is_private
from tiktrack_gui.clients.tiktok.answers import PRIVATE_ACCOUNT, answer, check_status, has_status, json_object, status
from tiktrack_gui.clients.tiktok.extent import check_items
from tiktrack_gui.clients.tiktok.items import EARLIEST, LATEST, item_id, known_counts, read_item
from tiktrack_gui.clients.tiktok.stats import creator_sample
from tiktrack_gui.clients.tiktok.values import Json, identifier, integer, is_set, mapping
from tiktrack_gui.core.clocks import clock_error, tiktok_time
from tiktrack_gui.core.errors import Blocked, Changed, NoSuchHashtag, NotFound, Private
from tiktrack_gui.core.models import Creator, LeftOut, Origin, SearchAnswer, Video, VideoPage
from tiktrack_gui.core.sources import Capability

HAS_MORE = ("hasMore", "has_more", "hasMorePrevious")
NO_SESSION = "empty_session"  # why a search has no results: TikTok doesn't know who asks
MOST_FOUND = 30  # a page has 10
COUNTRY = re.compile("[A-Z]{2}")


def video_page(
    received: object,
    at: float,
    origin: Origin = Origin.ITEM_LIST,
    capability: str = Capability.TRENDING,
    *,
    date: float | None = None,
) -> VideoPage:
    """Parses the videos of an item list, each once.

    at: when it was received, on our clock; date: the same on TikTok's, from the response's Date header; both UTC epoch
    seconds. Raises as `answers.answer` does.
    """
    payload = answer(received, capability)
    items = payload.get("itemList")
    if items is None and has_status(payload):
        items = []  # may be left out if there are no videos
    if not isinstance(items, list):
        raise Changed(capability, "no itemList")
    check_items(len(items), capability)
    body = _server_time(payload)
    server_time = tiktok_time(body, date, at)
    videos, left_out = _distinct(items, int(at), server_time or at, origin)
    return VideoPage(
        videos=videos,
        left_out=left_out,
        has_more=any(is_set(payload.get(key)) for key in HAS_MORE),
        cursor=_cursor(payload.get("cursor")),
        server_time=server_time,
        clock_error=clock_error(body, date, at),
    )


def home_page_videos(scope: Json, at: float, *, date: float | None = None) -> VideoPage:
    """Parses the feed's first videos, which TikTok's home page is filled with. scope: from `rehydration_scope`.

    Raises Blocked if the page has none. The rest as in `video_page`.
    """
    items = scope.get("webapp.updated-items")
    listed = items if isinstance(items, list) else mapping(items).get("itemList")
    if not isinstance(listed, list) or not listed:
        raise Blocked(Capability.TRENDING, "the home page has no videos")
    return video_page({"statusCode": 0, "itemList": listed}, at, date=date)


def hashtag_id(received: object) -> int:
    """Parses the ID of the hashtag in a response of /api/challenge/detail/.

    Raises NoSuchHashtag, Changed, …; and Blocked for a response without a hashtag, as TikTok gives to suspected bots.
    """
    try:
        payload = answer(received, Capability.HASHTAG)
    except NotFound as error:
        raise NoSuchHashtag(Capability.HASHTAG, error.detail) from error
    if "challengeInfo" not in payload:
        raise Changed(Capability.HASHTAG, "no challengeInfo")
    id_ = identifier(mapping(mapping(payload["challengeInfo"]).get("challenge")).get("id"))
    if id_ is None:
        raise Blocked(Capability.HASHTAG, "challengeInfo describes no hashtag")
    return id_


def tag_page_videos(scope: Json, at: float, *, date: float | None = None) -> VideoPage | None:
    """Parses the videos that a hashtag's page is filled with; None if it requests them itself.

    scope: from `rehydration_scope`. Raises NoSuchHashtag, …. The rest as in `video_page`.
    """
    detail = mapping(scope.get("webapp.challenge-detail"))
    try:
        check_status(detail, Capability.HASHTAG)
    except NotFound as error:
        raise NoSuchHashtag(Capability.HASHTAG, error.detail) from error
    if not detail.get("itemList"):
        return None
    return video_page({"statusCode": 0, "hasMore": True, **detail}, at, capability=Capability.HASHTAG, date=date)


def creator_from_user_detail(received: object, at: float, origin: Origin = Origin.USER_DETAIL) -> Creator:
    """Parses the account in a response of /api/user/detail/.

    A private account that TikTok nevertheless describes is returned, marked as private. Raises NotFound, Private,
    Changed, …; and Blocked for a response without a user, which TikTok gives to suspected bots.
    """
    payload = json_object(received, Capability.CREATOR)
    info = mapping(payload.get("userInfo"))
    user = mapping(info.get("user"))
    marked_private = status(payload) == PRIVATE_ACCOUNT or is_private(user)
    if not (user and status(payload) == PRIVATE_ACCOUNT):
        check_status(payload, Capability.CREATOR)
    if "userInfo" not in payload:
        raise Changed(Capability.CREATOR, "no userInfo")
    if not user:
        raise Blocked(Capability.CREATOR, "userInfo describes nobody")
    sample = creator_sample(info, "stats", int(at), origin)
    if sample is None and not marked_private:
        raise Blocked(Capability.CREATOR, "userInfo has no counts")
    creator = account(user, sample)
    if creator is None:
        raise Changed(Capability.CREATOR, "the user has no id or no handle")
    return as_private(creator) if marked_private else creator


def creator_from_profile_page(scope: Json, at: float, origin: Origin = Origin.PROFILE_PAGE) -> Creator:
    """Parses the account of a profile page. scope: from `rehydration_scope`. Raises as `creator_from_user_detail`."""
    detail = scope.get("webapp.user-detail")
    if not isinstance(detail, dict):
        raise Changed(Capability.CREATOR, "the page has no webapp.user-detail")
    return creator_from_user_detail(detail, at, origin)


def found_creators(received: object, at: float, origin: Origin = Origin.SEARCH) -> SearchAnswer:
    """Parses the creators in a response of /api/search/user/full/, each once. That there are none is an answer, too.

    Raises as `answers.answer` does; Blocked also for the empty lists that TikTok gives to suspected bots, and Changed
    if there are rows but none could be read.
    """
    payload = answer(received, Capability.SEARCH)
    rows = payload.get("user_list")
    if rows is None and has_status(payload):
        rows = []
    if not isinstance(rows, list):
        raise Changed(Capability.SEARCH, "no user_list")
    check_items(len(rows), Capability.SEARCH)
    has_more = is_set(payload.get("has_more"))
    if not rows and mapping(payload.get("search_nil_info")).get("search_nil_item") == NO_SESSION:
        raise Blocked(Capability.SEARCH, "an empty session")
    if not rows and has_more:
        raise Blocked(Capability.SEARCH, "an empty page that promises more")
    read = [found_account(row, int(at), origin) for row in rows[:MOST_FOUND]]
    creators: dict[int, Creator] = {}
    for creator in read:
        if creator is not None:
            creators.setdefault(creator.id, creator)
    unreadable = read.count(None)
    if unreadable and not creators:
        raise Changed(Capability.SEARCH, f"none of {unreadable} rows could be read")
    left_out = {LeftOut.UNREADABLE: unreadable} if unreadable else {}
    return SearchAnswer(creators=tuple(creators.values()), left_out=left_out, has_more=has_more)


def video_from_page(scope: Json, at: float, origin: Origin = Origin.VIDEO_PAGE) -> Video:
    """Parses the video of a video page. scope: from `rehydration_scope`. Raises NotFound, Private, Changed, …."""
    detail = scope.get("webapp.video-detail")
    if not isinstance(detail, dict):
        raise Changed(Capability.VIDEO, "the page has no webapp.video-detail")
    check_status(detail, Capability.VIDEO)
    video = read_item(mapping(detail.get("itemInfo")).get("itemStruct"), int(at), at, origin)
    if video is LeftOut.NOT_PUBLIC:
        raise Private(Capability.VIDEO, "the page says that the video isn't public")
    if isinstance(video, LeftOut):
        raise Changed(Capability.VIDEO, f"the page's itemStruct is {video}")
    return video


def place_from_page(scope: Json, video_id: int) -> str | None:
    """Parses where a video was posted from, by its page: an ISO 3166-1 alpha-2 code; None if TikTok doesn't say.

    scope: from `rehydration_scope`. Raises NotFound, Private, …; and Changed if the page shows another video.
    """
    detail = scope.get("webapp.video-detail")
    if not isinstance(detail, dict):
        raise Changed(Capability.VIDEO, "the page has no webapp.video-detail")
    check_status(detail, Capability.VIDEO)
    item = mapping(mapping(detail.get("itemInfo")).get("itemStruct"))
    if item_id(item) != video_id:
        raise Changed(Capability.VIDEO, f"the page of {video_id} shows another video")
    place = item.get("locationCreated")
    return place if isinstance(place, str) and COUNTRY.fullmatch(place) else None


def _distinct(
    items: Sequence[object], at: int, now: float, origin: Origin
) -> tuple[tuple[Video, ...], dict[LeftOut, int]]:
    """Returns each video once, in TikTok's order, and counts what is left out; not a poorer mention of a video."""
    read = [(item, read_item(item, at, now, origin)) for item in items]
    videos = fullest(video for _, video in read if isinstance(video, Video))
    ids = {video.id for video in videos}
    left_out = Counter(why for item, why in read if isinstance(why, LeftOut) and item_id(item) not in ids)
    return videos, dict(left_out)


def fullest(mentions: Iterable[Video]) -> tuple[Video, ...]:
    """Returns each video once: of several mentions, the first of those with the most counts, in the first's place."""
    videos: dict[int, Video] = {}
    for video in mentions:
        earlier = videos.get(video.id)
        if earlier is None or known_counts(video.sample) > known_counts(earlier.sample):
            videos[video.id] = video
    return tuple(videos.values())


# The envelope


def _cursor(value: object) -> str | None:
    """The cursor: an offset or a time in milliseconds, sent as a number or as text."""
    number = integer(value)
    return None if number is None else str(number)


def _server_time(payload: Json) -> float | None:
    seconds = (integer(mapping(payload.get("extra")).get("now")) or 0) / 1000
    return seconds if EARLIEST <= seconds <= LATEST else None
