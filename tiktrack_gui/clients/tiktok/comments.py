"""Counts the comments of a response by language. Pure.

What the commenters wrote, their names and IDs are looked at only while counting: nothing of them is returned, logged or
put into an error.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tiktrack_gui.clients.tiktok.answers import answer
from tiktrack_gui.clients.tiktok.values import Json, integer, is_set, mapping, text
from tiktrack_gui.core.discovery.comments import UNKNOWN, CommentPage
from tiktrack_gui.core.errors import Blocked, Changed, CommentsHidden
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.sources import Capability

MOST_READ = 50  # comments of a response, which has 20; TikTok refuses to send more than 50 of anything
LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Z][a-z]{3})?(-[A-Z]{2})?")  # "en", "zh-Hans": anything else may be text


def comment_page(received: object, video: Video, cursor: int = 0) -> CommentPage:
    """Counts the comments in a response of /api/comment/list/, each once and without the creator's own.

    video: the one they belong to, with its newest sample. cursor: where the page begins. The page says that there is
    more only if the next one is further on, so that the end is always reached.

    Raises as `answers.answer` does; Blocked also for an empty first page that promises more, CommentsHidden for one of
    a video that has comments, and Changed if there are rows but none could be read.
    """
    payload = answer(received, Capability.COMMENTS)
    if "comments" not in payload:
        raise Changed(Capability.COMMENTS, "no comments")
    rows = payload["comments"]
    if not isinstance(rows, list | None):
        raise Changed(Capability.COMMENTS, f"comments of type {type(rows).__name__}")
    more = is_set(payload.get("has_more"))
    if not rows:
        _check_empty(video, cursor, more=more)
    languages = _languages(rows or [], video)
    following = integer(payload.get("cursor"))
    moved = following is not None and following > cursor
    return CommentPage(
        comments=languages.total(),
        cursor=following if following is not None and moved else cursor,
        has_more=more and moved and bool(rows),
        languages=dict(languages),
    )


def _check_empty(video: Video, cursor: int, *, more: bool) -> None:
    """Raises the error for an empty page, unless it is the last one or the video has no comments."""
    if cursor:
        return
    if more:
        raise Blocked(Capability.COMMENTS, "an empty page that promises more")
    if video.sample.comments:
        raise CommentsHidden(Capability.COMMENTS, f"none of {video.sample.comments}")


def _languages(rows: Sequence[object], video: Video) -> Counter[str]:
    """How many comments are in each language. Those of another video are as unreadable as what isn't a comment."""
    read: dict[object, Json] = {}
    for number, row in enumerate(rows[:MOST_READ]):
        comment = mapping(row)
        if comment and integer(comment.get("aweme_id")) in (None, video.id):
            id_ = comment.get("cid")
            read.setdefault(id_ if isinstance(id_, str) else number, comment)
    if rows and not read:
        raise Changed(Capability.COMMENTS, f"none of {len(rows)} rows could be read")
    return Counter(_language(one) for one in read.values() if not _is_by(one, video.creator.id))


def _is_by(comment: Json, creator_id: int) -> bool:
    return integer(mapping(comment.get("user")).get("uid")) == creator_id


def _language(comment: Json) -> str:
    code = text(comment.get("comment_language")) or UNKNOWN
    return code if LANGUAGE.fullmatch(code) else UNKNOWN
