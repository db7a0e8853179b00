"""Comments, as far as TikTrack keeps anything of them: how many were read, in which languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

UNKNOWN = "un"  # the language of comments in which TikTok saw none


@dataclass(frozen=True, slots=True, kw_only=True)
class CommentPage:
    """One response of comments to a video, counted. cursor: where the next page begins."""

    comments: int
    cursor: int
    has_more: bool
    languages: Mapping[str, int] = field(default_factory=dict)
