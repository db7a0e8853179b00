"""What of a creator's videos is read for its audience, and how many requests that takes. Pure."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tiktrack_gui.core.discovery.plans import COMMENT_PAGES, COMMENTED_VIDEOS, COMMENTS_PER_PAGE
from tiktrack_gui.core.discovery.stored import CommentsRead
from tiktrack_gui.core.models import Video


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentReading:
    """A video whose comments are to be read, with its newest sample. requests: how many that takes at most."""

    video: Video
    requests: int


def pages_of(video: Video) -> int:
    """Pages of comments that are read of a video: all it has by its count, which includes replies; COMMENT_PAGES at
    most.
    """
    known = video.sample.comments
    return COMMENT_PAGES if known is None else min(math.ceil(known / COMMENTS_PER_PAGE), COMMENT_PAGES)


def pages_left(video: Video, read: CommentsRead | None) -> int:
    """Pages that are still to be read. read: how far that is; None = not begun.

    A video that was read is read anew if it has got more comments since, unless all that are ever read were.
    """
    wanted = pages_of(video)
    if read is None or (read.done and read.pages < wanted):
        return wanted
    if read.done:
        return 0
    return max(wanted - read.pages, 0) if read.cursor else wanted


def newest(videos: Iterable[Video], number: int) -> list[Video]:
    """The first of those that are still there. videos: newest first."""
    return [video for video in videos if video.gone_at is None][:number]


def comment_readings(videos: Sequence[Video], read: Mapping[int, CommentsRead]) -> list[CommentReading]:
    """What is to be read of a creator. videos: newest first. read: by video ID, how far they were read.

    A video without comments is among them until it was recorded to have none, at no cost.
    """
    return [
        CommentReading(video=video, requests=pages_left(video, read.get(video.id)))
        for video in newest(videos, COMMENTED_VIDEOS)
        if pages_left(video, read.get(video.id)) or video.id not in read
    ]
