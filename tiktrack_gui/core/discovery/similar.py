"""More like this one: the nearest candidates by what they post about, their size, language and engagement.

Each is 0–1, and the score is the weighted mean of those that are known of both:

    words       x/0.5, at most 1      x: the similarity of their words (`words.similarity`), rare ones first
    size        1 − |log₁₀(a/b)|      of the followers: 0 from ten times as many on
    language    1 − ½ Σ |p − q|       of the languages of their captions
    engagement  a/b                   the lower of the two rates by the higher

Nobody is similar without a word in common.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from heapq import nsmallest

from tiktrack_gui.core.discovery import words
from tiktrack_gui.core.discovery.fit import FULL_EXAMPLES
from tiktrack_gui.core.discovery.pool import Row

MOST = 8
WORDS, SIZE, LANGUAGE, ENGAGEMENT = 0.5, 0.2, 0.15, 0.15  # weights
CLOSE = 0.8  # what is so close belongs to the reason
SHARED = 3  # words that are named, at most


@dataclass(frozen=True, slots=True, kw_only=True)
class Similar:
    """A candidate like another. score: 0–100. shared: the words they share that say most, without #.

    followers: its own. of_like_size, same_language, like_engagement: what else they have in common.
    """

    creator_id: int
    handle: str
    name: str | None
    score: int
    shared: tuple[str, ...]
    followers: int | None
    of_like_size: bool
    same_language: bool
    like_engagement: bool


def similar(
    rows: Sequence[Row], telling: Mapping[int, Mapping[str, float]], creator_id: int, most: int = MOST
) -> list[Similar]:
    """Returns the nearest candidates, dismissed ones left out; none if the creator's words aren't known.

    rows: of the brand's candidates, the creator's among them, in any order. telling: their words with the weights, by
    ID.
    """
    own = telling.get(creator_id)
    creator = next((row for row in rows if row.creator_id == creator_id), None)
    if not own or creator is None:
        return []
    rare = words.rarity(list(telling.values()))
    found = [
        _compared(creator, row, own, telling[row.creator_id], rare)
        for row in rows
        if row.creator_id != creator_id and row.dismissed_at is None and own.keys() & telling.get(row.creator_id, {})
    ]
    return nsmallest(most, found, key=lambda one: (-one.score, one.creator_id))


def _compared(
    creator: Row, other: Row, own: Mapping[str, float], theirs: Mapping[str, float], rare: Mapping[str, float]
) -> Similar:
    alike = min(words.similarity(own, theirs, rare) / FULL_EXAMPLES, 1.0)
    size, language, engagement = _size(creator, other), _language(creator, other), _engagement(creator, other)
    weighed = ((WORDS, alike), (SIZE, size), (LANGUAGE, language), (ENGAGEMENT, engagement))
    known = [(weight, value) for weight, value in weighed if value is not None]
    score = sum(weight * value for weight, value in known) / sum(weight for weight, _ in known)
    shared = sorted(own.keys() & theirs.keys(), key=lambda word: (-own[word] * theirs[word] * rare[word] ** 2, word))
    return Similar(
        creator_id=other.creator_id,
        handle=other.handle,
        name=other.name,
        score=round(100 * score),
        shared=tuple(shared[:SHARED]),
        followers=other.followers,
        of_like_size=_is_close(size),
        same_language=_is_close(language),
        like_engagement=_is_close(engagement),
    )


def _size(one: Row, other: Row) -> float | None:
    if not one.followers or not other.followers:
        return None
    return max(1 - abs(math.log10(one.followers / other.followers)), 0.0)


def _language(one: Row, other: Row) -> float | None:
    if not one.languages or not other.languages:
        return None
    p, q = _shares(json.loads(one.languages)), _shares(json.loads(other.languages))
    return 1 - sum(abs(p.get(code, 0.0) - q.get(code, 0.0)) for code in {*p, *q}) / 2 if p and q else None


def _shares(counts: Mapping[str, int]) -> dict[str, float]:
    total = sum(counts.values())
    return {code: count / total for code, count in counts.items()} if total else {}


def _engagement(one: Row, other: Row) -> float | None:
    if not one.engagement or not other.engagement:
        return None
    return min(one.engagement, other.engagement) / max(one.engagement, other.engagement)


def _is_close(value: float | None) -> bool:
    return value is not None and value >= CLOSE
