"""What the reasons and cautions of candidates say."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.core.discovery_rows import NOW, row
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand
from tiktrack_gui.core.discovery.figures import Jump
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.ranked import Caution, Ranked, Reason
from tiktrack_gui.core.discovery.ranking import rank
from tiktrack_gui.core.discovery.similar import Similar
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.words import discovery as words

BRAND = Brand(
    name="Oat & Honey",
    languages=("en",),
    countries=("DE",),
    words=("oats",),
    examples=(1, 2, 3),
    audience=Audience(ages={Age.FROM_18: 1.0}),
)
NOVEMBER = 1_794_484_800  # Thu 12 Nov 2026, noon (UTC)
KNOWN: dict[str, Any] = {
    "handle": "mara",
    "followers": 240_000,
    "rounded": 1,
    "sample_at": NOVEMBER - 9 * DAY,
    "read_at": NOVEMBER - 20 * DAY,
    "figures_at": NOVEMBER,
    "videos": 30,
    "ads": 9,
    "viral_id": 7,
    "viral_at": NOVEMBER - 9 * DAY,
    "viral_views": 480_000,
    "viral_times": 12.0,
    "viral_known": 3,
    "viral_rounded": 1,
    "viral_videos": 1,
    "since": NOVEMBER - 3 * DAY,
    "growth": 0.082,
    "growth_low": 0.05,
    "growth_high": 0.11,
    "growth_samples": 12,
    "jump_since": NOVEMBER - DAY,
    "jump_until": NOVEMBER,
    "jump_amount": 4_200,
    "engagement": 0.091,
    "usual": 1_000,
    "views": [9_000] * 9 + [10] * 21,
    "niche_matches": 18,
    "niche_captions": 30,
    "languages": {"en": 28, "de": 2},
    "comments": 1_212,
    "comment_languages": {"en": 800, "de": 200, "un": 212},
    "places": {"DE": 4, "US": 1},
    "stated": {"ages": {"18–24": 0.81, "25–34": 0.19}},
}


def ranked(**given: Any) -> Ranked:
    """A creator among 21 others of its size, as many with more engagement as with less."""
    others = [
        row(place, followers=240_000, usual=1_000, engagement=0.09 + (place % 2) * 0.01) for place in range(2, 24)
    ]
    found = rank(BRAND, [row(1, **(KNOWN | given)), *others], NOVEMBER)
    place = found.index_of(1)
    assert place is not None
    return found[place]


@pytest.mark.parametrize(
    ("which", "said"),
    [
        (Reason.GROWTH, "Still growing: +8.2% followers per week"),
        (Reason.REPEATABILITY, "9 of 30 videos well above what’s usual for accounts of this size"),
        (Reason.ENGAGEMENT, "9.1% engagement, top 50% of its size"),
        (Reason.NICHE, "18 of 30 captions have your niche words"),
        (Reason.EXAMPLES, "Posts about the same things as one of your examples"),
        (Reason.COMMENTS, "1,212 comments read: 80% in your languages"),
        (Reason.CAPTIONS, "93% of captions in your languages"),
        (Reason.PLACE, "4 of 5 videos posted from your countries"),
        (Reason.STATED, "81% match with the audience it states"),
        (Reason.BREAKTHROUGH, "Viral on 3 Nov: ≈ 480K views, 12× usual"),
        (Reason.FOUND, "Found under one of your hashtags"),
    ],
)
def test_each_reason(which: Reason, said: str) -> None:
    assert words.reason(ranked(found=Found.HASHTAG), which, NOVEMBER) == said


@pytest.mark.parametrize(
    ("which", "said"),
    [
        (Caution.MISSING, "TikTok doesn’t find this account anymore"),
        (Caution.JUMP, "No visible cause: +4,200 followers on 12 Nov"),
        (Caution.FADING, "Fading: +8.2% followers per week since the breakthrough"),
        (Caution.PRIVATE, "The account is private"),
        (Caution.UNREAD, "Not read yet: known only from what was seen"),
        (Caution.ABOVE_RANGE, "Larger than you look for: ≈ 240K followers"),
        (Caution.BELOW_RANGE, "Smaller than you look for: ≈ 240K followers"),
        (Caution.SIZE_UNKNOWN, "Its number of followers isn’t known"),
        (Caution.ONE_HIT, "One hit: no second good video of 30"),
        (Caution.PROVISIONAL, "Provisional, 3 videos known"),
        (Caution.OLD, "Measured 9 days ago"),
        (Caution.TOO_SOON, "Growth unknown: tracked since 9 Nov"),
        (Caution.FEW_VIDEOS, "Only 30 videos known"),
        (Caution.ADS, "Many ads: 9 of 30 videos"),
        (Caution.HIDDEN_COUNTS, "Engagement unknown: TikTok doesn’t show all counts of its videos"),
    ],
)
def test_each_caution(which: Caution, said: str) -> None:
    assert words.caution(ranked(), which, NOVEMBER) == said


def test_other_circumstances_have_other_words() -> None:
    taken = ranked(state=CreatorState.HANDLE_TAKEN)
    assert words.caution(taken, Caution.MISSING, NOVEMBER) == "Another account is called @mara now"
    provisional = ranked(viral_provisional=1, viral_times=14.2, viral_rounded=0)
    said = words.reason(provisional, Reason.BREAKTHROUGH, NOVEMBER)
    assert said == "Viral on 3 Nov: 480K views, 14× its followers"
    fading = ranked(growth=-0.012)
    said = words.caution(fading, Caution.FADING, NOVEMBER)
    assert said == "Fading: −1.2% followers per week since the breakthrough"
    unmeasured = ranked(since=None)
    assert words.caution(unmeasured, Caution.TOO_SOON, NOVEMBER) == "Growth unknown: not measured yet"
    alone = replace(ranked(), good=None)
    assert words.caution(alone, Caution.ONE_HIT, NOVEMBER) == "Only one viral video so far"


def test_a_jump_of_several_days_says_which() -> None:
    found = Jump(since=NOVEMBER - 3 * DAY, until=NOVEMBER, amount=42_000)
    assert words.jump(found, NOVEMBER) == "No visible cause: +42K followers from 9 Nov to 12 Nov"


def test_all_are_said_in_their_order() -> None:
    found = ranked()
    assert words.reasons(found, NOVEMBER) == [words.reason(found, which, NOVEMBER) for which in found.reasons]
    assert words.cautions(found, NOVEMBER)[0] == "No visible cause: +4,200 followers on 12 Nov"
    nothing = rank(BRAND, [row(found=Found.FEED)], NOW)[0]
    assert words.reasons(nothing, NOW) == ["Found in the trending feed"]


@pytest.mark.parametrize(
    ("shared", "close", "said"),
    [
        (("pasta",), (False, False, False), "Also posts about pasta"),
        (("pasta", "onepot"), (True, False, False), "Also posts about pasta and onepot; alike in size"),
        (
            ("pasta", "onepot", "dinner"),
            (True, True, True),
            "Also posts about pasta, onepot and dinner; alike in size, language and engagement",
        ),
    ],
)
def test_likeness(shared: tuple[str, ...], close: tuple[bool, bool, bool], said: str) -> None:
    size, language, engagement = close
    found = Similar(
        creator_id=2,
        handle="mara",
        name=None,
        score=80,
        shared=shared,
        followers=10_000,
        of_like_size=size,
        same_language=language,
        like_engagement=engagement,
    )
    assert words.likeness(found) == said
