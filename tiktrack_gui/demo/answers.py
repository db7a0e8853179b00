"""Builds TikTok's web JSON for the demo's creators and videos, including TikTok's flaws.

Counts are rounded the way TikTok rounds them, and those in `stats` and `authorStats` overflow 32 bits as TikTok's do.
Counts are exact where TikTok's are: in an account's `statsV2`, and for a video's saves.
"""

from __future__ import annotations

from typing import Any

from tiktrack_gui.core.counts import rounded_as_tiktok
from tiktrack_gui.demo.creators import DemoCreator
from tiktrack_gui.demo.videos import DemoVideo

Json = dict[str, Any]


def user_info(creator: DemoCreator, videos: int, at: float, pictures: str) -> Json:
    """`userInfo` of /api/user/detail/ and the profile page. videos: their number. pictures: base URL of the avatar."""
    exact = _author_counts(creator, videos, at)
    user = _author(creator, pictures) | {
        "language": creator.tongue.code,
        "createTime": creator.id >> 32,
        "commerceUserInfo": {"commerceUser": False},
        "profileTab": {"showPlayListTab": False},
    }
    return {"user": user, "stats": _stats(exact), "statsV2": _as_text(exact), "itemList": []}


def item(video: DemoVideo, videos: int, at: float, pictures: str, *, pinned: bool = False) -> Json:
    """One item of an item list. videos: number of its creator's videos. pictures: base URL of covers and avatars."""
    counts = video.counts(at)
    shown = _stats(
        {
            "diggCount": counts.likes,
            "commentCount": counts.comments,
            "shareCount": counts.shares,
            "playCount": counts.views,
            "collectCount": counts.saves,
        }
    )
    creator, cover = video.creator, f"{pictures}cover/{video.id}"
    shaped: Json = {
        "id": str(video.id),
        "desc": " ".join([video.text, *(f"#{tag}" for tag in creator.tags)]).strip(),
        "createTime": video.posted_at,
        "author": _author(creator, pictures),
        "authorStats": _stats(_author_counts(creator, videos, at)),
        "stats": shown,
        "statsV2": _as_text(shown | {"collectCount": counts.saves, "repostCount": 0}),
        "music": {"title": f"original sound - {creator.name}", "authorName": creator.name, "original": True},
        "video": {
            "id": str(video.id),
            "duration": video.duration,
            "ratio": "720p",
            "cover": cover,
            "originCover": cover,
        },
        "challenges": [{"title": tag} for tag in creator.tags],
        "textExtra": [{"hashtagName": tag, "type": 1} for tag in creator.tags],
        "textLanguage": creator.tongue.code,
        "isAd": video.ad,
        "itemCommentStatus": 0,
        "privateItem": False,
        "secret": False,
        "shareEnabled": True,
    }
    if pinned:
        shaped["isPinnedItem"] = True
    if video.pictures:
        shaped["imagePost"] = {"images": [{"imageURL": {"urlList": [cover]}} for _ in range(video.pictures)]}
    return shaped


def hashtag_info(id_: str, name: str, videos: int) -> Json:
    """`challengeInfo` of /api/challenge/detail/. videos: their number."""
    challenge = {"id": id_, "title": name, "desc": "", "isCommerce": False}
    return {"challenge": challenge, "stats": {"videoCount": videos}, "statsV2": {"videoCount": str(videos)}}


def item_list(items: list[Json], at: float, *, has_more: bool, cursor: str | None = None) -> Json:
    """The envelope of an item list. cursor: None for lists without paging."""
    envelope: Json = {
        "extra": {"fatal_item_ids": [], "now": int(at) * 1000},
        "hasMore": has_more,
        "itemList": items,
        "statusCode": 0,
        "status_code": 0,
        "status_msg": "",
    }
    return envelope | ({} if cursor is None else {"cursor": cursor})


def found_user(info: Json) -> Json:
    """A row of /api/search/user/full/, which has counts rounded as elsewhere. info: `userInfo` of that account."""
    user, stats = info["user"], info["stats"]
    row = {
        "uid": user["id"],
        "unique_id": user["uniqueId"],
        "nickname": user["nickname"],
        "sec_uid": user["secUid"],
        "signature": user.get("signature", ""),
        "follower_count": stats["followerCount"],
        "total_favorited": stats["heartCount"],
        "custom_verify": "Verified account" if user.get("verified") else "",
        "secret": int(user.get("privateAccount", False)),
        "avatar_thumb": {"url_list": [user["avatarThumb"]]},
    }
    return {"user_info": row}


def user_list(rows: list[Json], term: str, at: float, *, has_more: bool) -> Json:
    """The envelope of /api/search/user/full/."""
    return {
        "type": 1,
        "user_list": rows,
        "challenge_list": None,
        "music_list": None,
        "cursor": len(rows),
        "has_more": int(has_more),
        "status_code": 0,
        "rid": "",
        "extra": {"now": int(at) * 1000, "fatal_item_ids": []},
        "search_nil_info": {"search_nil_type": "", "search_nil_item": ""},
        "input_keyword": term,
    }


def comment_list(rows: list[Json], total: int, cursor: int, at: float) -> Json:
    """The envelope of /api/comment/list/. total: comments of the video. cursor: where the next page begins."""
    return {
        "alias_comment_deleted": False,
        "comments": rows or None,
        "cursor": cursor,
        "extra": {"fatal_item_ids": None, "now": int(at) * 1000},
        "has_more": int(cursor < total),
        "status_code": 0,
        "status_msg": "",
        "total": total,
    }


def status(code: int, at: float) -> Json:
    """The envelope of a response with only a status code."""
    return {"extra": {"now": int(at) * 1000}, "statusCode": code, "status_code": 0, "status_msg": "", "userInfo": {}}


def _author(creator: DemoCreator, pictures: str) -> Json:
    avatar = f"{pictures}avatar/{creator.handle}"
    return {
        "id": str(creator.id),
        "uniqueId": creator.handle,
        "nickname": creator.name,
        "secUid": creator.sec_uid,
        "signature": creator.bio,
        "verified": creator.verified,
        "privateAccount": False,
        "secret": False,
        "avatarThumb": avatar,
        "avatarMedium": avatar,
        "avatarLarger": avatar,
    }


def _author_counts(creator: DemoCreator, videos: int, at: float) -> dict[str, int]:
    likes = creator.likes(at)
    return {
        "followerCount": creator.followers(at),
        "followingCount": creator.following,
        "heart": likes,
        "heartCount": likes,
        "videoCount": videos,
        "diggCount": 0,
        "friendCount": creator.following // 10,
    }


def _stats(counts: dict[str, int]) -> dict[str, int]:
    return {name: _in_32_bits(rounded_as_tiktok(count)) for name, count in counts.items()}


def _as_text(counts: dict[str, int]) -> dict[str, str]:
    return {name: str(count) for name, count in counts.items()}


def _in_32_bits(count: int) -> int:
    return (count + 2**31) % 2**32 - 2**31
