"""All figures of a creator's own measurements, whatever the brand. Pure; times are epoch seconds."""

from __future__ import annotations

from collections.abc import Sequence

from tiktrack_gui.core.baseline import NEWEST, views_per_video
from tiktrack_gui.core.discovery import quality
from tiktrack_gui.core.discovery.after import after
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.figures import CreatorFigures
from tiktrack_gui.core.discovery.jumps import newest_jump
from tiktrack_gui.core.discovery.virality import viral_videos
from tiktrack_gui.core.discovery.words import telling_words
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.engagement import median_engagement
from tiktrack_gui.core.models import Creator, CreatorSample, Video
from tiktrack_gui.core.moves import EXPLAINS
from tiktrack_gui.core.sample_columns import columns_of


def creator_figures(
    creator: Creator,
    samples: Sequence[CreatorSample],
    videos: Sequence[Video],
    constants: Constants,
    now: int,
    *,
    mentions: Sequence[Video] = (),
) -> CreatorFigures:
    """Computes what is known by `now`: measurements with a later time, from a clock that was wrong, are left out.

    samples: all of the creator's, oldest first. videos: up to `core.baseline.READ` of the newest ones, each with its
    newest sample, in any order. mentions: videos of others that mention the creator.
    """
    columns = columns_of(samples)
    columns = columns.only(columns.at <= now)
    known = [video for video in videos if video.sample.at <= now]
    known.sort(key=lambda video: (video.posted_at, video.id), reverse=True)
    usual = views_per_video(known)
    since = now - constants.viral_days * DAY
    found = viral_videos(known, columns, constants, since - EXPLAINS)
    viral = tuple(one for one in found if one.posted_at >= since)
    engagement = median_engagement(known)
    return CreatorFigures(
        at=max((*columns.at[-1:].tolist(), *(video.sample.at for video in known)), default=now),
        videos=len(known[:NEWEST]),
        usual=usual.median,
        usual_videos=usual.videos,
        viral=viral,
        after=after(columns, [one.posted_at for one in viral]),
        jump=newest_jump(columns, known, mentions, found, since),
        views=quality.views(known),
        engagement=engagement[0] if engagement else None,
        engagement_videos=engagement[1] if engagement else 0,
        comments_per_1000=quality.comments_per_1000(known),
        posts_per_week=quality.posts_per_week(columns, known),
        ads=quality.ads(known),
        languages=quality.languages(known),
        words=telling_words(known, creator.bio),
    )
