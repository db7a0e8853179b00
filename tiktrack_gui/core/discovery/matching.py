"""How candidates compare with a brand: by its words, and by the creators whose audience is wanted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tiktrack_gui.core.discovery.stored import Matches
from tiktrack_gui.core.discovery.words import niche, similarity
from tiktrack_gui.core.models import Video

Words = Mapping[str, float]  # of `words.telling_words`


def matches_of(
    creator_id: int,
    videos: Sequence[Video],
    brand_words: Sequence[str],
    words: Mapping[int, Words],
    examples: Sequence[int],
    rare: Words | None,
) -> Matches:
    """videos: the candidate's newest. words: of the candidate and the examples, by ID, as far as they are known.

    rare: of `words.rarity`, among the brand's candidates; None if these are too few to tell.
    """
    found, captions = niche(videos, brand_words)
    own = words.get(creator_id)
    others = [id_ for id_ in examples if id_ != creator_id and words.get(id_)]
    if not own or not others:
        return Matches(found, captions)
    likeness = {id_: similarity(own, words[id_], rare) for id_ in others}
    nearest = max(others, key=likeness.__getitem__)
    return Matches(found, captions, likeness[nearest], nearest)
