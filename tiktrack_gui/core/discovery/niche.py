"""How much of a creator's work is about a brand's niche: the share of captions with one of its words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from tiktrack_gui.core.discovery.words import hashtag
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.words_index import any_phrase, folded

Fits = Callable[[str, Iterable[str]], bool]


def niche(videos: Sequence[Video], words: Iterable[str]) -> tuple[int, int]:
    """Returns in how many captions one of the words or hashtags is, and how many captions there are.

    Videos without a caption don't count.
    """
    captions = [video for video in videos if video.caption.strip() or video.hashtags]
    fits = of_niche(words)
    return sum(fits(video.caption, video.hashtags) for video in captions), len(captions)


def of_niche(words: Iterable[str]) -> Fits:
    """Returns what tells whether a caption, with its hashtags, has one of the words; nothing has one of no words.

    A word may be several: it is found as it stands in a caption, and as a hashtag (“home baking”: #homebaking).
    #baking is found as a hashtag and as a word. Neither case nor accents matter.
    """
    phrases = [phrase for word in words if (phrase := " ".join(folded(word.replace("#", " ")).split()))]
    if not phrases:
        return lambda caption, hashtags: False
    pattern, tags = any_phrase(phrases), {hashtag(phrase) for phrase in phrases}

    def fits(caption: str, hashtags: Iterable[str]) -> bool:
        return not tags.isdisjoint(map(hashtag, hashtags)) or pattern.search(folded(caption)) is not None

    return fits
