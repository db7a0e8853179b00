"""Who comments on the demo's videos, and where these were posted from.

A creator's viewers mostly write in its own language; how many do differs from creator to creator. The places are those
where the language is spoken, with a journey now and then.
"""

from __future__ import annotations

from typing import Any

from tiktrack_gui.core.discovery.plans import COMMENTS_PER_PAGE
from tiktrack_gui.demo.chance import chosen, draws
from tiktrack_gui.demo.creators import DemoCreator
from tiktrack_gui.demo.videos import DemoVideo
from tiktrack_gui.demo.words import ANIMALS, TONGUES

Json = dict[str, Any]

HELD_BACK = 7  # the number of the comment that TikTok leaves out of each page
STICKERS = 0.1  # of the comments: they have no text, and so no language
JOURNEYS = 0.12  # of the videos

PLACES = {  # by language, the most likely first
    "en": ("US", "US", "GB", "CA", "AU"),
    "es": ("ES", "MX", "MX", "AR"),
    "pt": ("BR", "BR", "PT"),
    "de": ("DE", "DE", "AT", "CH"),
    "fr": ("FR", "FR", "BE", "CA"),
    "ja": ("JP",),
    "ar": ("EG", "SA", "AE"),
    "ko": ("KR",),
    "vi": ("VN",),
}
ANYWHERE = ("US", "ES", "JP", "TR", "TH")


def place_of(video: DemoVideo) -> str:
    """The country the video was posted from."""
    journey, where, *_ = draws(video.id, "place")
    if journey < JOURNEYS:
        return chosen(where, ANYWHERE)
    home = draws(video.creator.seed, video.creator.number, "home")[0]
    return chosen(home, PLACES.get(video.creator.tongue.code, ANYWHERE))


def comments(video: DemoVideo, cursor: int, at: float) -> list[Json]:
    """The comments with these numbers, as in /api/comment/list/. There are as many as the video's count says."""
    numbers = range(cursor, min(cursor + COMMENTS_PER_PAGE, video.counts(at).comments))
    return [_comment(video, number) for number in numbers if number % COMMENTS_PER_PAGE != HELD_BACK]


def share_of_own(creator: DemoCreator) -> float:
    """The share of its viewers who write in its own language."""
    return 0.55 + 0.4 * draws(creator.seed, creator.number, "viewers")[0]


def _comment(video: DemoVideo, number: int) -> Json:
    sticker, own, other, who, sentence, likes, *_ = draws(video.id, "comment", number)
    tongue = video.creator.tongue
    if own > share_of_own(video.creator):
        tongue = chosen(other, [tongue for tongue in TONGUES for _ in range(tongue.share)])
    is_sticker = sticker < STICKERS
    text = chosen(sentence, tongue.captions).format(topic=tongue.topics[video.creator.topic], n=2 + number % 60)
    viewer = f"{chosen(who, ANIMALS)}.viewer.{int(who * 1e6)}.demo"
    return {
        "cid": str(video.id + number + 1),
        "aweme_id": str(video.id),
        "text": "" if is_sticker else text,
        "comment_language": tongue.code if text and not is_sticker else "un",
        "create_time": video.posted_at + number,
        "digg_count": int(20 * likes * likes),
        "reply_comment": None,
        "reply_comment_total": 0,
        "author_pin": False,
        "is_author_digged": False,
        "status": 1,
        "user": {
            "uid": str(1 << 62 | int(who * 2**40)),
            "unique_id": viewer,
            "nickname": viewer,
            "sec_uid": f"demo-viewer-{int(who * 2**40)}",
            "avatar_thumb": {"url_list": []},
        },
    }
