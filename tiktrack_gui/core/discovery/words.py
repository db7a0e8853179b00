"""The words that tell what a creator is about, and how similar two creators are by them.

A word's weight is the share of the newest videos whose caption has it, times

- HASHTAG if it is a hashtag there: those are chosen to say what a video is about;
- its length, up to LONG characters: the words that every text of a language has are its short ones (Zipf 1949;
  Piantadosi et al. 2011, "Word lengths are optimized for efficient communication", PNAS 108), so that no list of them
  is needed for each language. Scripts without spaces give pairs of characters, whose lengths say nothing.

A word of the bio counts as if half the videos had it. Hashtags for reach (#fyp) and for advertising say nothing about
the subject. Words that many creators have are worth less in a comparison: see `rarity`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from tiktrack_gui.core import advertising
from tiktrack_gui.core.baseline import NEWEST
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.words_index import LONGEST, folded, is_parted, words_in

MOST = 40  # words kept of a creator
HASHTAG = 2.0
BIO = 0.5
LONG = 8  # characters
SHORTEST, SHORTEST_HASHTAG = 3, 2
PAIR = 2  # characters of a script without spaces

REACH = frozenset(
    "fy viral viralvideo viralvideos viraltiktok goviral makethisviral blowthisup trend trending trendingvideo tiktok "
    "tiktoker tiktokviral tiktoktrend tiktokchallenge explore explorepage xyz xyzcba duet stitch capcut greenscreen "
    "parati pourtoi pourtoipage pourvous fürdich fürdichpage fürdichseite perte neiperte voorjou voorjoupage dlaciebie "
    "prati pravocê keşfet keşfetbeniöneçıkar рек рекомендации хочуврек врек тренды xuhuong لك اكسبلور おすすめ "
    "おすすめにのりたい 추천 추천떠라".split()
)  # which creators add to be shown to more people, in the languages of TikTok's larger countries
_REACH_BEGINS = ("fyp", "foryou", "xyzbca")

_HASHTAG = re.compile(r"#[\w\u200d\ufe0f]+")
_NOT_WORDS = re.compile(r"https?://\S+|www\.\S+|\S*@\S+")  # links, addresses, mentions
_SIGNS = re.compile(r"[\W_]+")


def telling_words(videos: Sequence[Video], bio: str | None = None) -> dict[str, float]:
    """Returns up to MOST words and hashtags, without #, by weight, the weightiest first. videos: newest first."""
    newest = videos[:NEWEST]
    weights: Counter[str] = Counter()
    for video in newest:
        tags = _hashtags(video)
        plain = _plain(_HASHTAG.sub(" ", video.caption)) - tags
        weights.update(dict.fromkeys(tags, HASHTAG / len(newest)))
        weights.update(dict.fromkeys(plain, 1 / len(newest)))
    weights.update(dict.fromkeys(_plain(bio or ""), BIO))
    weighed = {word: round(weight * _telling(word), 4) for word, weight in weights.items()}
    return dict(sorted(weighed.items(), key=lambda one: (-one[1], one[0]))[:MOST])


def rarity(creators: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """How much a word says among these creators' `telling_words`: ln(creators / those that have it), at least 0.

    The inverse document frequency of Spärck Jones (1972, "A statistical interpretation of term specificity").
    """
    having = Counter(word for words in creators for word in words)
    return {word: math.log(len(creators) / number) for word, number in having.items()}


def similarity(one: Mapping[str, float], other: Mapping[str, float], rare: Mapping[str, float] | None = None) -> float:
    """The cosine of the angle between two creators' words, 0–1; 0 if either has none.

    rare: of `rarity`; words that aren't in it count 0. Without it, all words count alike.
    """
    if rare is not None:
        one, other = _worth(one, rare), _worth(other, rare)
    product = math.fsum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return min(product / lengths, 1.0) if lengths else 0.0


def _worth(words: Mapping[str, float], rare: Mapping[str, float]) -> dict[str, float]:
    return {word: weight * rare.get(word, 0.0) for word, weight in words.items()}


def _telling(word: str) -> float:
    return min(len(word), LONG) / LONG if is_parted(word) else PAIR / LONG


def _hashtags(video: Video) -> set[str]:
    """Those that say something about the subject."""
    named = {name for tag in (*video.hashtags, *_HASHTAG.findall(video.caption)) if (name := hashtag(tag))}
    return {name for name in named if len(name) >= SHORTEST_HASHTAG and not _says_nothing(name)}


def hashtag(text: str) -> str:
    """A hashtag as it is compared: folded, without # and other signs."""
    return _SIGNS.sub("", folded(text))[:LONGEST]


def _plain(text: str) -> set[str]:
    words = words_in(folded(_NOT_WORDS.sub(" ", text)))
    return {kept for word in words if (kept := _kept(word)) and not _says_nothing(kept)}


def _kept(word: str) -> str | None:
    """A word of a text as it is compared; None if it is too short, or a number or an emoji."""
    if not is_parted(word):
        return word[:PAIR] if len(word) >= PAIR and word[:PAIR].isalpha() else None
    return word if len(word) >= SHORTEST and not word.isdigit() else None


def _says_nothing(word: str) -> bool:
    return word in _NOTHING or word.startswith(_REACH_BEGINS)


def _all(tags: Iterable[str]) -> frozenset[str]:
    return frozenset(map(hashtag, tags))


_NOTHING = _all(REACH) | _all(advertising.TAGS)
