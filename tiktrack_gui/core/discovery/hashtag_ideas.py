"""Which hashtags are worth being sources for a brand: the feed holds mostly large accounts."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from tiktrack_gui.core.discovery.words import has_niche
from tiktrack_gui.core.hashtags import canonical, is_hashtag

IDEAS = 3
LEAST_AUTHORS = 2  # that used a hashtag for it to be more than one’s own
LEAST_LIFT = 3.0  # times as often as elsewhere; below, it is everybody’s, such as #fyp


class Tagged(NamedTuple):
    """A stored video, as far as hashtags go."""

    creator_id: int
    caption: str
    hashtags: tuple[str, ...]


def hashtag_ideas(
    words: Sequence[str], videos: Iterable[Tagged], taken: Collection[str] = (), most: int = IDEAS
) -> list[str]:
    """Returns the names without #, the best first: the brand’s own hashtags, then those that videos with its words
    have much oftener than others, then its words as hashtags.

    words: of the brand; its hashtags have their #. taken: names that are sources already.
    """
    own = [word[1:] for word in words if word.startswith("#")]
    plain = ["".join(word.split()) for word in words if not word.startswith("#")]
    ideas = dict.fromkeys(map(canonical, [*own, *_telling(words, videos), *plain]))
    return [idea for idea in ideas if is_hashtag(idea) and idea not in taken][:most]


def _telling(words: Sequence[str], videos: Iterable[Tagged]) -> list[str]:
    """The hashtags that authors of the niche have oftener than others, by how often and by how much oftener."""
    inside: defaultdict[str, set[int]] = defaultdict(set)
    outside: defaultdict[str, set[int]] = defaultdict(set)
    authors: tuple[set[int], set[int]] = set(), set()  # of others, and of the niche
    for video in videos:
        fits = has_niche(video.caption, video.hashtags, words)
        authors[fits].add(video.creator_id)
        for name in set(map(canonical, video.hashtags)):
            (inside if fits else outside)[name].add(video.creator_id)
    scores = {}
    for name, theirs in inside.items():
        elsewhere = (len(outside[name]) + 1) / (len(authors[False]) + 1)
        lift = len(theirs) / len(authors[True]) / elsewhere
        if len(theirs) >= LEAST_AUTHORS and lift >= LEAST_LIFT:
            scores[name] = len(theirs) * math.log(lift)
    return sorted(scores, key=lambda name: (-scores[name], name))
