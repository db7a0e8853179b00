"""How much of a creator's work is about a brand's niche: the share of captions with one of its words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tiktrack_gui.core.discovery.words import hashtag
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.words_index import any_phrase, folded


def niche(videos: Sequence[Video], words: Iterable[str]) -> tuple[int, int]:
    """Returns in how many captions one of the words or hashtags is, and how many captions there are.

    A word may be several: it is found as it stands in a caption, and as a hashtag (“home baking”: #homebaking).
    #baking is found as a hashtag and as a word. Neither case nor accents matter. Videos without a caption don't count.
    """
    phrases = [phrase for word in words if (phrase := " ".join(folded(word.replace("#", " ")).split()))]
    captions = [video for video in videos if video.caption.strip() or video.hashtags]
    if not phrases:
        return 0, len(captions)
    pattern, tags = any_phrase(phrases), {hashtag(phrase) for phrase in phrases}
    matches = sum(
        not tags.isdisjoint(map(hashtag, video.hashtags)) or pattern.search(folded(video.caption)) is not None
        for video in captions
    )
    return matches, len(captions)
