"""Jumps of followers without a visible cause: `core.moves` that nothing explains.

A video that is viral by the followers alone is a visible cause as well, so that new creators, of whom too few videos
are known for the usual views, aren't cautioned about their first success. Growth between two measurements far apart
counts as well, as the videos posted meanwhile are known: only its day isn't.
"""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.discovery.figures import Jump, Viral
from tiktrack_gui.core.models import CreatorSample, Video
from tiktrack_gui.core.moves import DAYS, Move, moves, with_mentions


def newest_jump(
    samples: Sequence[CreatorSample],
    videos: Sequence[Video],
    mentions: Sequence[Video],
    viral: Sequence[Viral],
    since: float,
) -> Jump | None:
    """Returns the newest one that ended since then; None if there is none.

    samples: oldest first. videos: the creator's, newest first. mentions: of others that mention the creator. viral:
    those of `videos`, from moves.EXPLAINS earlier on.
    """
    found = with_mentions(moves(samples, videos, longest=DAYS), mentions)
    unexplained = (move for move in found if move.until >= since and not _is_explained(move, viral))
    newest = next(unexplained, None)
    return None if newest is None else Jump(since=newest.since, until=newest.until, amount=newest.amount)


def _is_explained(move: Move, viral: Sequence[Viral]) -> bool:
    if move.video is not None or move.mention is not None:
        return True
    return any(move.explained_since <= video.posted_at <= move.until for video in viral)
