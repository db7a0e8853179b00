"""Reads accounts: the `user` of a profile, and the `author` of an item."""

from __future__ import annotations

from dataclasses import replace

from tiktrack_gui.clients.tiktok.stats import creator_sample
from tiktrack_gui.clients.tiktok.values import Json, first_picture, flag, identifier, is_set, language, mapping, text
from tiktrack_gui.core.handles import is_handle
from tiktrack_gui.core.models import Creator, CreatorSample, Origin

AVATARS = ("avatarMedium", "avatarLarger", "avatarThumb")
NOT_PUBLIC = ("privateAccount", "secret", "ftc")  # `ftc`: a child's account


def account(user: Json, sample: CreatorSample | None) -> Creator | None:
    """Reads a user; None if it lacks a usable ID or handle."""
    creator_id, handle = identifier(user.get("id")), user.get("uniqueId")
    if creator_id is None or not isinstance(handle, str) or not is_handle(handle):
        return None
    return Creator(
        id=creator_id,
        handle=handle,
        sec_uid=text(user.get("secUid")) or None,
        name=text(user.get("nickname")),
        bio=text(user.get("signature")),
        bio_link=text(mapping(user.get("bioLink")).get("link")),
        verified=flag(user.get("verified")),
        private=True if is_private(user) else flag(user.get("privateAccount")),
        language=language(user.get("language")),
        avatar=first_picture(user, AVATARS),
        sample=sample,
    )


def found_account(row: object, at: int, origin: Origin) -> Creator | None:
    """Reads a row of the search, whose names and counts have other keys; None if it lacks a usable ID or handle."""
    user = mapping(mapping(row).get("user_info"))
    written = {
        "id": identifier(user.get("uid")) or user.get("user_id"),
        "uniqueId": user.get("unique_id"),
        "secUid": user.get("sec_uid"),
        "nickname": user.get("nickname"),
        "signature": user.get("signature"),
        "verified": _has_badge(user.get("custom_verify")),
        "secret": user.get("secret"),
        "avatarThumb": user.get("avatar_thumb"),
    }
    stats = {"followerCount": user.get("follower_count"), "heartCount": user.get("total_favorited")}
    return account(written, creator_sample({"stats": stats}, "stats", at, origin))


def author(item: Json) -> Json:
    """The user of an item; TikTok's older pages have only its handle there, and the rest beside it."""
    user = item.get("author")
    if not isinstance(user, str):
        return mapping(user)
    beside = {"id": "authorId", "secUid": "authorSecId", "nickname": "nickname", "avatarThumb": "avatarThumb"}
    return {"uniqueId": user, **{name: item.get(key) for name, key in beside.items()}}


def _has_badge(words: object) -> bool | None:
    """Whether there are words on the badge of a verified account; None if they weren't sent."""
    return bool(words) if isinstance(words, str) else None


def is_private(user: Json) -> bool:
    return any(is_set(user.get(key)) for key in NOT_PUBLIC)


def as_private(creator: Creator) -> Creator:
    """Interprets an account marked as private: with visible videos it is open to us, else their number is unknown."""
    if creator.sample and creator.sample.videos:
        return replace(creator, private=False)
    sample = replace(creator.sample, videos=None) if creator.sample else None
    return replace(creator, private=True, sample=sample)
