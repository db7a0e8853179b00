"""The words that tell what a creator is about, how similar two creators are by them, and those of a brand's niche.

A word's weight is the share of the newest videos that have it, times

- HASHTAG where it is a hashtag: those are chosen to say what a video is about;
- elsewhere its length as a fraction of LONG characters, at most 1: the words that every text of a language has are its
  short ones (Zipf 1949; Piantadosi et al. 2011, "Word lengths are optimized for efficient communication", PNAS 108), so
  that no list of them is needed for each language. Scripts without spaces give pairs of characters, all worth the same.

A word of the bio counts as if half the videos had it in their captions. A single caption makes no word telling where
ENOUGH are known. Hashtags for reach (#fyp) and for advertising say nothing about the subject. Words that many creators
have are worth less in a comparison: see `rarity`.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from heapq import nsmallest

from tiktrack_gui.core import advertising
from tiktrack_gui.core.baseline import ENOUGH, NEWEST
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.words_index import LONGEST, any_phrase, folded, is_parted, words_in

MOST = 40  # words kept of a creator
HASHTAG = 2.0
BIO = 0.5
LONG = 8  # characters
SHORTEST, SHORTEST_HASHTAG = 3, 2
NOT_WORDS = ("@", "://", "www.")  # signs of mentions, addresses and links
PAIR = 2  # characters of a script without spaces
CACHED = 65_536  # words; most captions are made of the same ones

REACH = frozenset(
    "fy viral viralvideo viralvideos viraltiktok goviral makethisviral blowthisup trend trending trendingvideo tiktok "
    "tiktoker tiktokviral tiktoktrend tiktokchallenge explore explorepage xyz xyzcba duet stitch capcut greenscreen "
    "parati pourtoi pourtoipage pourvous fürdich fürdichpage fürdichseite perte neiperte voorjou voorjoupage dlaciebie "
    "prati pravocê keşfet keşfetbeniöneçıkar рек рекомендации хочуврек врек тренды xuhuong لك اكسبلور おすすめ "
    "おすすめにのりたい 추천 추천떠라".split()
)  # which creators add to be shown to more people, in the languages of TikTok's larger countries
_REACH_BEGINS = ("fyp", "foryou", "xyzbca")

_HASHTAG = re.compile(r"#[\w\u200d\ufe0f]+")
_SIGNS = re.compile(r"[\W_]+")


def telling_words(videos: Sequence[Video], bio: str | None = None) -> dict[str, float]:
    """Returns up to MOST words and hashtags, without #, by weight, the weightiest first. videos: newest first."""
    newest = videos[:NEWEST]
    tagged, written = Counter[str](), Counter[str]()  # how many videos have each
    for video in newest:
        tags = _hashtags(video)
        tagged.update(tags)
        written.update(_written(_HASHTAG.sub(" ", video.caption)) - tags)
    least = 2 if len(newest) >= ENOUGH else 1
    weights = {word: _says(word) * number / len(newest) for word, number in written.items() if number >= least}
    for word in _written(bio or ""):
        weights[word] = weights.get(word, 0.0) + _says(word) * BIO
    for word, number in tagged.items():
        weights[word] = weights.get(word, 0.0) + HASHTAG * number / len(newest)
    weighed = [(-weight, word) for word, weight in weights.items() if weight]
    return {word: round(-weight, 4) for weight, word in nsmallest(MOST, weighed)}


def rarity(creators: Sequence[Mapping[str, float]]) -> dict[str, float]:
    """How much a word says among these creators' `telling_words`: ln((creators + 1) / those that have it).

    The inverse document frequency of Spärck Jones (1972, "A statistical interpretation of term specificity"). Words of
    a single creator, such as its own name, are left out: they only say that it isn't another one.
    """
    having = Counter(word for words in creators for word in words)
    return {word: math.log((len(creators) + 1) / number) for word, number in having.items() if number > 1}


def similarity(one: Mapping[str, float], other: Mapping[str, float], rare: Mapping[str, float] | None = None) -> float:
    """The cosine of the angle between two creators' words, 0–1; 0 if either has none.

    rare: of `rarity`; words that aren't in it count 0. Without it, all words count alike.
    """
    if rare is not None:
        one, other = _worth(one, rare), _worth(other, rare)
    product = math.fsum(weight * other[word] for word, weight in one.items() if word in other)
    lengths = math.hypot(*one.values()) * math.hypot(*other.values())
    return min(product / lengths, 1.0) if lengths else 0.0


def niche(videos: Sequence[Video], words: Iterable[str]) -> tuple[int, int]:
    """Returns in how many captions one of a brand's words is, and how many captions there are.

    Videos with neither a caption nor hashtags don't count.
    """
    sought = tuple(words)
    captions = [video for video in videos if video.caption.strip() or video.hashtags]
    return sum(has_niche(video.caption, video.hashtags, sought) for video in captions), len(captions)


def has_niche(caption: str, hashtags: Iterable[str], words: Iterable[str]) -> bool:
    """Whether one of a brand's words or hashtags is in a caption or its hashtags. Case and accents don't matter.

    “home baking” is found as it stands, and as #homebaking; “#baking” as a hashtag, and as a word.
    """
    pattern, tags = _sought(tuple(words))
    return not tags.isdisjoint(map(hashtag, hashtags)) or pattern.search(folded(caption)) is not None


@lru_cache(16)
def _sought(words: tuple[str, ...]) -> tuple[re.Pattern[str], frozenset[str]]:
    phrases = [phrase for word in words if (phrase := " ".join(folded(word).lstrip("#").split()))]
    return any_phrase(phrases), frozenset(filter(None, map(hashtag, phrases)))


def _worth(words: Mapping[str, float], rare: Mapping[str, float]) -> dict[str, float]:
    return {word: weight * rare.get(word, 0.0) for word, weight in words.items()}


def _hashtags(video: Video) -> set[str]:
    """Those that say something about the subject."""
    return set(filter(None, map(_telling, video.hashtags or _HASHTAG.findall(video.caption))))


@lru_cache(CACHED)
def _telling(text: str) -> str | None:
    tag = hashtag(text)
    return tag if len(tag) >= SHORTEST_HASHTAG and not _is_for_reach(tag) else None


@lru_cache(CACHED)
def hashtag(text: str) -> str:
    """A hashtag as it is compared: folded, without # and other signs."""
    return _SIGNS.sub("", folded(text))[:LONGEST]


def _written(text: str) -> set[str]:
    """The words of a text; of scripts without spaces, the pairs of characters."""
    if any(sign in text for sign in NOT_WORDS):
        text = " ".join(part for part in text.split() if not any(sign in part for sign in NOT_WORDS))
    return set(words_in(folded(text), PAIR))


@lru_cache(CACHED)
def _says(word: str) -> float:
    """How much a word says about the subject where it isn't a hashtag, 0–1; 0 if it is too short, a number, an emoji,
    or says nothing as a hashtag, either.
    """
    if _is_for_reach(word):
        return 0.0
    if not is_parted(word):
        return PAIR / LONG if len(word) == PAIR and word.isalpha() else 0.0
    return min(len(word), LONG) / LONG if len(word) >= SHORTEST and not word.isdigit() else 0.0


def _is_for_reach(tag: str) -> bool:
    """Whether it is a hashtag for reach or advertising."""
    return tag in _NOTHING or tag.startswith(_REACH_BEGINS)


_NOTHING = frozenset(map(hashtag, REACH | advertising.TAGS))
