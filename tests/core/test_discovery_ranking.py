"""Bands, audience, fit, reasons and cautions of candidates, each computed by hand."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.core.discovery_rows import NOW, row
from tiktrack_gui.core.discovery import audience, bands
from tiktrack_gui.core.discovery.brands import Age, Audience, Brand, Gender, Part
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.figures import Gained, Jump, Viral
from tiktrack_gui.core.discovery.pool import Row, Watch
from tiktrack_gui.core.discovery.ranked import Caution, Confidence, Ranked, Reason
from tiktrack_gui.core.discovery.ranking import Counts, Ranking, Show, rank
from tiktrack_gui.core.discovery.shares import Share
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.tracked import CreatorState

BRAND = Brand(name="Oat & Honey")
READ: dict[str, Any] = {"read_at": NOW - 20 * DAY, "figures_at": NOW, "videos": 30, "engagement": 0.05}
VIRAL: dict[str, Any] = {
    "viral_id": 7,
    "viral_at": NOW - 23 * DAY,
    "viral_views": 50_000,
    "viral_times": 10.0,
    "viral_known": 30,
    "viral_videos": 2,
    "trend": "growing",
    "since": NOW - 40 * DAY,
}
GROWING: dict[str, Any] = {"growth": 0.08, "growth_low": 0.025, "growth_high": 0.11, "growth_samples": 20}


def one(brand: Brand = BRAND, /, **given: Any) -> Ranked:
    return rank(brand, [row(**given)], NOW)[0]


def value(part: Part, brand: Brand = BRAND, /, **given: Any) -> float | None:
    return one(brand, **given).parts[part].value


def close(expected: float) -> Any:
    return pytest.approx(expected, abs=0.0001)


def population(number: int, **given: Any) -> list[Row]:
    """Creators 1, 2, 3 … of the band 10,000–30,000 with 100, 200, 300 … usual views and 1, 2, 3 … % engagement."""
    return [row(place, **({"usual": 100 * place, "engagement": place / 100} | given)) for place in range(1, number + 1)]


# Shares


def test_wilsons_interval() -> None:
    # z² = 3.8415: centre (0.72 + 3.8415/200)/1.038415 = 0.7119,
    # half 1.96 · √(0.72 · 0.28/100 + 3.8415/40,000)/1.038415 = 0.0867
    found = Share(72, 100)
    assert (found.value, found.low, found.high) == (0.72, close(0.6251), close(0.7986))
    # without any: 0 to z²/(n + z²) = 3.8415/13.8415
    assert (Share(0, 10).low, Share(0, 10).high) == (0.0, close(0.2775))
    assert (Share(10, 10).low, Share(10, 10).high) == (close(0.7225), 1.0)


# Bands


@pytest.mark.parametrize(
    ("followers", "band"),
    [
        (0, (0, 1)),
        (1, (1, 3)),
        (999, (300, 1_000)),
        (1_000, (1_000, 3_000)),
        (2_999, (1_000, 3_000)),
        (3_000, (3_000, 10_000)),
        (9_999, (3_000, 10_000)),
        (10_000, (10_000, 30_000)),
        (2**31, (1_000_000_000, 3_000_000_000)),
        (None, None),
    ],
)
def test_bands_go_in_steps_of_1_3_10(followers: int | None, band: tuple[int, int] | None) -> None:
    assert bands.band_of(followers) == band
    ranked = one(followers=followers)
    assert (ranked.band, ranked.band_creators) == (band, 0 if band is None else 1)


def test_a_band_says_something_from_20_creators_on() -> None:
    # the median of 100 … 2,000 is (1,000 + 1,100)/2 = 1,050; a good video has 2,100 views
    views = [2_099, 2_100, 5_000]
    twenty = population(20, views=views)
    assert (rank(BRAND, twenty, NOW)[0].good, rank(BRAND, twenty, NOW)[0].good_of) == (2, 3)
    assert rank(BRAND, twenty[:19], NOW)[0].good is None
    without = [*twenty[:19], row(20, views=views)]  # its usual views aren't known
    assert rank(BRAND, without, NOW)[0].good is None
    elsewhere = [*twenty[:19], row(20, followers=30_000, usual=100, views=views)]
    assert rank(BRAND, elsewhere, NOW)[0].good is None
    assert rank(BRAND, [one._replace(usual=0) for one in twenty], NOW)[0].good is None


def test_repeatability_is_the_lower_end_of_the_share_of_good_videos() -> None:
    # 12 of 30 are good: (0.4 + 3.8415/60 − 1.96 · √(0.24/30 + 3.8415/3,600))/1.12805 = 0.2459, of 0.5
    ranking = rank(BRAND, population(20, views=[2_100] * 12 + [2_099] * 18), NOW)
    reading = ranking[0].parts[Part.REPEATABILITY]
    assert (reading.share, reading.n, reading.low) == (0.4, 30, close(0.2459))
    assert reading.value == close(0.4918)
    # 30 of 30: 0.8865 is more than 0.5
    assert rank(BRAND, population(20, views=[2_100] * 30), NOW)[0].parts[Part.REPEATABILITY].value == 1.0
    assert rank(BRAND, population(20, views=[]), NOW)[0].parts[Part.REPEATABILITY].value is None


def test_engagement_is_the_share_of_the_others_with_less() -> None:
    ranking = rank(BRAND, population(21), NOW)
    parts = {one.creator_id: one.parts[Part.ENGAGEMENT] for one in ranking}
    assert [parts[creator].value for creator in (1, 11, 21)] == [0.0, 0.5, 1.0]  # 0, 10 and 20 of 20
    assert parts[1].n == 20
    equal = rank(BRAND, [row(place, engagement=0.05) for place in range(1, 22)], NOW)
    assert equal[0].parts[Part.ENGAGEMENT].value == 0.0
    few = rank(BRAND, population(20), NOW)[0]
    assert few.engagement is not None
    assert (few.engagement.below, few.engagement.n, few.parts[Part.ENGAGEMENT].value) == (None, 19, None)


def test_the_other_figures_are_compared_in_the_same_way() -> None:
    rows = [
        row(place, comments_per_1000=float(place), posts_per_week=7.0 - place / 10, videos=10, ads=place % 2)
        for place in range(1, 22)
    ]
    ranking = rank(BRAND, rows, NOW)
    found = next(one for one in ranking if one.creator_id == 21)
    assert found.comments_per_1000 is not None
    assert found.posts_per_week is not None
    assert found.ads is not None
    assert (found.comments_per_1000.value, found.comments_per_1000.below) == (21.0, 1.0)
    assert found.posts_per_week.below == 0.0
    assert (found.ads.value, found.ads.below) == (0.1, 0.5)  # the 10 even ones of the 20 others have none


# Audience


def test_comments_in_no_known_language_are_read_but_no_part_of_the_share() -> None:
    brand = replace(BRAND, languages=("en",))
    comments = {"comments": 212, "comment_languages": {"en": 120, "de": 30, "un": 62}}
    reading = one(brand, **comments).parts[Part.COMMENTS]
    # 120 of 150: (0.8 + 0.0128 ∓ 1.96 · √(0.16/150 + 3.8415/90,000))/1.02561
    assert (reading.value, reading.share, reading.n) == (0.8, 0.8, 212)
    assert (reading.low, reading.high) == (close(0.7289), close(0.8561))


def test_fewer_than_150_comments_say_nothing() -> None:
    brand = replace(BRAND, languages=("en",))
    assert value(Part.COMMENTS, brand, comments=150, comment_languages={"en": 75, "de": 75}) == 0.5
    few = one(brand, comments=149, comment_languages={"en": 149}).parts[Part.COMMENTS]
    assert (few.value, few.share, few.n) == (None, None, 149)
    assert value(Part.COMMENTS, brand, comments=200, comment_languages={"un": 200}) is None
    fewer = rank(brand, [row(comments=20, comment_languages={"en": 20})], NOW, replace(DEFAULTS, least_comments=20))
    assert fewer[0].parts[Part.COMMENTS].value == 1.0


@pytest.mark.parametrize(
    ("language", "wanted", "is_wanted"),
    [
        ("en", ("de", "en"), True),
        ("EN", ("en",), True),
        ("zh-Hans", ("zh",), True),
        ("zh_hans", ("zh-Hans",), True),
        ("zh", ("zh-Hans",), True),
        ("zh-Hant", ("zh-Hans",), False),
        ("pt-BR", ("pt",), True),
        ("iw", ("he",), True),
        ("in", ("id",), True),
        ("e", ("en",), False),
        ("de", (), False),
    ],
)
def test_languages_are_the_same_as_far_as_both_say(language: str, wanted: tuple[str, ...], is_wanted: bool) -> None:
    assert audience.is_wanted(language, wanted) is is_wanted


def test_captions_and_places_are_shares() -> None:
    brand = replace(BRAND, languages=("de", "en"), countries=("GB", "at"))
    found = one(brand, languages={"en": 20, "de": 4, "fr": 6}, places={"UK": 2, "AT": 1, "US": 2})
    captions, place = found.parts[Part.CAPTIONS], found.parts[Part.PLACE]
    assert (captions.value, captions.n) == (0.8, 30)
    assert (place.value, place.n) == (0.6, 5)
    assert value(Part.PLACE, brand, places={}) is None


def test_the_stated_match_is_the_mean_of_what_both_sides_give() -> None:
    wanted = Audience(ages={Age.FROM_18: 0.6, Age.FROM_25: 0.4}, genders={Gender.FEMALE: 1.0})
    brand = replace(BRAND, audience=wanted, countries=("DE", "AT"))
    ages = {"18–24": 0.5, "25–34": 0.3, "35–44": 0.2}  # 1 − ½ (0.1 + 0.1 + 0.2) = 0.8
    genders = {"female": 0.7, "male": 0.3}  # 1 − ½ (0.3 + 0.3) = 0.7
    countries = {"DE": 0.5, "AT": 0.1, "US": 0.2}  # 0.6 is in the wanted ones
    assert value(Part.STATED, brand, stated={"ages": ages}) == close(0.8)
    assert value(Part.STATED, brand, stated={"ages": ages, "genders": genders}) == close(0.75)
    assert value(Part.STATED, brand, stated={"ages": ages, "genders": genders, "countries": countries}) == close(0.7)
    assert value(Part.STATED, replace(BRAND, audience=wanted), stated={"countries": countries}) is None


def test_what_a_mix_leaves_open_is_a_share_of_others() -> None:
    mix = Audience(countries={"DE": 0.5, "AT": 0.2})  # 0.3 elsewhere
    brand = replace(BRAND, audience=mix)
    assert audience.match(brand, mix) == 1.0
    # ½ (|0.5 − 0.2| + |0.2 − 0| + |0.3 − 0.8|) = 0.5
    assert audience.match(brand, Audience(countries={"de": 0.2})) == close(0.5)
    # rounded percentages that add up to 1.01 are scaled: they are the same mix
    thirds = Audience(genders={Gender.FEMALE: 0.5, Gender.MALE: 0.51})
    assert audience.match(replace(BRAND, audience=thirds), thirds) == 1.0


# Fit


@pytest.mark.parametrize(
    ("low", "expected"), [(0.02, 0.4), (0.05, 1.0), (0.15, 1.0), (0.0, 0.0), (-0.02, 0.0), (None, None)]
)
def test_growth_counts_with_its_lower_end(low: float | None, expected: float | None) -> None:
    # 0.02 of 0.05
    assert value(Part.GROWTH, **VIRAL, growth=0.2, growth_low=low, growth_samples=20) == pytest.approx(expected)


def test_a_short_jump_doesnt_lift_growth_and_a_longer_one_makes_it_unknown() -> None:
    # measured from day +3, 20 days ago, until now
    jump = {"jump_until": NOW - 9 * DAY, "jump_amount": 4_200}
    assert value(Part.GROWTH, **VIRAL, **GROWING, **jump, jump_since=NOW - 11 * DAY) == 0.5  # 2 of 20 days
    found = one(**READ, **VIRAL, **GROWING, **jump, jump_since=NOW - 12 * DAY)  # 3 of them
    assert (found.parts[Part.GROWTH].value, found.fit) == (None, None)
    assert found.cautions == (Caution.JUMP,)
    assert found.jump == Jump(since=NOW - 12 * DAY, until=NOW - 9 * DAY, amount=4_200)
    before = {"jump_since": NOW - 30 * DAY, "jump_until": NOW - 20 * DAY, "jump_amount": 4_200}
    assert value(Part.GROWTH, **VIRAL, **GROWING, **before) == 0.5
    # 6 days after day +3, growth may be that after an earlier video: 2 of 10 days are too many
    newer = VIRAL | {"viral_at": NOW - 9 * DAY}
    jumped = before | {"jump_since": NOW - 22 * DAY}
    assert value(Part.GROWTH, **newer, **GROWING, **jumped) is None
    assert value(Part.GROWTH, **newer, **GROWING, **(jumped | {"jump_since": NOW - 21 * DAY})) == 0.5


def test_the_fit_is_the_weighted_mean_of_the_known_parts() -> None:
    brand = replace(BRAND, words=("oats",), languages=("en",))
    found = one(brand, **READ, **VIRAL, **GROWING, niche_matches=9, niche_captions=30, languages={"en": 30})
    known = {part: reading.value for part, reading in found.parts.items() if reading.value is not None}
    # 9 of 30 are 0.3, of 0.5
    assert known == {Part.GROWTH: 0.5, Part.NICHE: close(0.6), Part.CAPTIONS: 1.0}
    assert found.fit == 57  # (0.35 · 0.5 + 0.15 · 0.6 + 0.05 · 1)/0.55 = 0.5727
    # known are 0.55 of 0.35 + 0.10 + 0.05 + 0.15 + 0.10 + 0.05 = 0.80
    assert found.confidence is Confidence.MEDIUM


def test_what_a_brand_doesnt_ask_for_neither_counts_nor_lowers_the_confidence() -> None:
    given = {**READ, **VIRAL, **GROWING, "languages": {"en": 30}, "similarity": 0.4, "places": {"US": 5}}
    only_growth = {Part.GROWTH: 0.25}
    found = rank(BRAND, [row(**given)], NOW, weights=only_growth)[0]
    assert set(found.parts) == {Part.GROWTH}
    assert (found.fit, found.confidence) == (50, Confidence.HIGH)
    assert set(one(**given).parts) == {Part.GROWTH, Part.REPEATABILITY, Part.ENGAGEMENT}
    asks = replace(BRAND, languages=("en",), countries=("US",), words=("oats",), examples=(1, 2, 3))
    assert set(one(asks, **given).parts) == set(Part)
    assert one(asks, **given).parts[Part.EXAMPLES].value == close(0.8)  # 0.4 of 0.5


@pytest.mark.parametrize("weights", [{}, dict.fromkeys(Part, 0.0), {Part.NICHE: 1.0}])
def test_without_weights_there_is_no_fit(weights: dict[Part, float]) -> None:
    found = rank(BRAND, [row(**READ, **VIRAL, **GROWING)], NOW, weights=weights)[0]
    assert (found.fit, found.confidence, found.parts) == (None, Confidence.LOW, {})


@pytest.mark.parametrize(
    "thin",
    [
        {"viral_provisional": 1},
        {"videos": 7},
        {"growth_samples": 9},
        {"sample_at": NOW - 8 * DAY},
        {"jump_since": NOW - 10 * DAY, "jump_until": NOW - 9 * DAY, "jump_amount": 900},
    ],
)
def test_thin_evidence_is_of_medium_confidence_at_most(thin: dict[str, Any]) -> None:
    given, weights = {**READ, **VIRAL, **GROWING}, {Part.GROWTH: 1.0}
    assert rank(BRAND, [row(**given)], NOW, weights=weights)[0].confidence is Confidence.HIGH
    assert rank(BRAND, [row(**(given | thin))], NOW, weights=weights)[0].confidence is Confidence.MEDIUM


@pytest.mark.parametrize(
    ("known", "confidence"),
    [(0.49, Confidence.LOW), (0.5, Confidence.MEDIUM), (0.79, Confidence.MEDIUM), (0.8, Confidence.HIGH)],
)
def test_confidence_is_the_share_of_the_weights_that_is_known(known: float, confidence: Confidence) -> None:
    weights = {Part.GROWTH: known, Part.ENGAGEMENT: 1 - known}
    assert rank(BRAND, [row(**READ, **VIRAL, **GROWING)], NOW, weights=weights)[0].confidence is confidence


# Up-and-coming, reasons and cautions


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, True),
        ({"viral_at": NOW - 60 * DAY}, True),
        ({"viral_at": NOW - 60 * DAY - 1}, False),
        ({"viral_at": None, "viral_id": None}, False),
        ({"followers": 1_000}, True),
        ({"followers": 999}, False),
        ({"followers": 100_000}, True),
        ({"followers": 100_001}, False),
        ({"followers": None}, False),
        ({"trend": "unknown"}, True),
        ({"trend": "flat"}, True),
        ({"trend": "fading"}, False),
    ],
)
def test_up_and_coming_is_viral_lately_in_range_and_not_fading(changes: dict[str, Any], expected: bool) -> None:
    assert one(**(READ | VIRAL | changes)).up_and_coming is expected


def test_the_reasons_are_the_strong_parts_that_weigh_most() -> None:
    brand = replace(BRAND, words=("oats",), languages=("en",), examples=(1, 2, 3))
    given = {**READ, **VIRAL, **GROWING, "niche_matches": 24, "niche_captions": 30, "languages": {"en": 30}}
    # growth 0.35 · 0.5, niche 0.15 · 1, captions 0.05 · 1
    assert one(brand, **given).reasons == (Reason.GROWTH, Reason.NICHE, Reason.CAPTIONS)
    given["languages"] = {"en": 14, "de": 16}  # 0.47 is no reason
    assert one(brand, **given).reasons == (Reason.GROWTH, Reason.NICHE, Reason.BREAKTHROUGH)
    assert one(brand, **READ).reasons == (Reason.FOUND,)
    assert one(brand, **(given | {"viral_at": NOW - 61 * DAY, "niche_matches": 0})).reasons == (Reason.GROWTH,)


def test_the_gravest_caution_comes_first() -> None:
    worst = {
        **READ,
        **VIRAL,
        "state": CreatorState.MISSING,
        "jump_since": NOW - 12 * DAY,
        "jump_until": NOW - 11 * DAY,
        "jump_amount": 4_200,
        "trend": "fading",
        "followers": 123_400,
        "rounded": 1,
        "viral_videos": 1,
        "viral_provisional": 1,
        "sample_at": NOW - 9 * DAY,
        "ads": 8,
        "engagement": None,
    }
    assert one(**worst).cautions == (
        *(Caution.MISSING, Caution.JUMP, Caution.FADING, Caution.ABOVE_RANGE, Caution.ONE_HIT, Caution.PROVISIONAL),
        *(Caution.OLD, Caution.ADS, Caution.HIDDEN_COUNTS),
    )


@pytest.mark.parametrize(
    ("changes", "cautions"),
    [
        ({}, ()),
        ({"state": CreatorState.HANDLE_TAKEN}, (Caution.MISSING,)),
        ({"state": CreatorState.PRIVATE}, (Caution.PRIVATE,)),
        ({"followers": 900}, (Caution.BELOW_RANGE,)),
        ({"followers": None}, (Caution.SIZE_UNKNOWN,)),
        ({"viral_videos": 1}, (Caution.ONE_HIT,)),
        ({"trend": "unknown"}, (Caution.TOO_SOON,)),
        ({"videos": 7}, (Caution.FEW_VIDEOS,)),
        ({"videos": 3, "viral_provisional": 1, "viral_known": 3}, (Caution.PROVISIONAL,)),
        ({"sample_at": NOW - 7 * DAY}, ()),
        ({"sample_at": NOW - 7 * DAY - 1}, (Caution.OLD,)),
        ({"ads": 7}, ()),
        ({"ads": 8}, (Caution.ADS,)),  # of 30: 7.5 are a quarter
        ({"followers": 12_345, "rounded": 1}, ()),  # exact, carried on
        ({"followers": 12_300, "rounded": 14}, ()),  # others of its counts are rounded
    ],
)
def test_each_caution(changes: dict[str, Any], cautions: tuple[Caution, ...]) -> None:
    assert one(**(READ | VIRAL | GROWING | changes)).cautions == cautions


def test_a_second_good_video_is_no_one_hit() -> None:
    def cautions(good: int) -> tuple[Caution, ...]:
        rows = population(20, **(READ | VIRAL | {"viral_videos": 1, "views": [50_000] * good + [10] * (30 - good)}))
        return rank(BRAND, rows, NOW)[0].cautions

    assert cautions(1) == (Caution.ONE_HIT,)
    assert cautions(2) == ()


def test_who_was_only_seen_isnt_read_yet() -> None:
    assert one(videos=2, figures_at=NOW).cautions == (Caution.UNREAD,)


# The ranking


def ranking(*rows: Row, brand: Brand = BRAND) -> Ranking:
    return rank(brand, rows, NOW, weights={Part.GROWTH: 1.0, Part.ENGAGEMENT: 1.0})


def growing(creator_id: int, low: float, **given: Any) -> Row:
    return row(creator_id, **(READ | VIRAL | GROWING | {"growth_low": low} | given))


def test_the_best_fit_comes_first_then_the_surer_then_the_lower_id() -> None:
    many = 7_310_000_000_000_000_000  # two of 64 bits that a float takes for the same
    rows = [
        growing(many + 2, 0.025),
        growing(many + 1, 0.025),
        growing(5, 0.025, sample_at=NOW - 8 * DAY),
        growing(4, 0.0375),
        row(3),
        row(2),
    ]
    weights = {Part.GROWTH: 1.0}
    for order in (rows, rows[::-1]):
        found = rank(BRAND, order, NOW, weights=weights)
        assert found.ids == [4, many + 1, many + 2, 5, 2, 3]
        assert found.fits == [75, 50, 50, 50, None, None]
        assert [one.creator_id for one in found] == found.ids
        assert [found.index_of(id_) for id_ in found.ids] == list(range(6))
        assert found.index_of(many) is None


def test_those_of_low_confidence_come_last() -> None:
    brand = replace(BRAND, languages=("en",))
    little = row(1, languages={"en": 1})  # captions are 0.05 of the weights
    found = rank(brand, [little, growing(2, 0.0, languages={"de": 30}, comments=150, comment_languages={"de": 1})], NOW)
    assert (found.ids, found.fits) == ([2, 1], [0, 100])
    assert [one.confidence for one in found] == [Confidence.MEDIUM, Confidence.LOW]


def test_dismissed_candidates_are_listed_by_themselves() -> None:
    brand = replace(BRAND, looked_at=NOW - 2 * DAY)
    rows = [
        growing(1, 0.0375),
        growing(2, 0.03, found_at=NOW - 2 * DAY),
        growing(3, 0.025, dismissed_at=NOW),
        row(4, watch=Watch.TRACKED, found_at=NOW - 3 * DAY),
        row(5, found_at=NOW - DAY),
    ]
    found = ranking(*rows, brand=brand)
    assert found.counts == Counts(all=4, up_and_coming=2, new=2, dismissed=1, tracked=1)
    listed = {show: found.only(show).ids for show in Show}
    assert listed == {
        Show.ALL: [1, 2, 4, 5],
        Show.UP_AND_COMING: [1, 2],
        Show.NEW: [1, 5],
        Show.DISMISSED: [3],
    }
    dismissed = found.only(Show.DISMISSED)
    assert (len(dismissed), dismissed[0].dismissed, dismissed.fits) == (1, True, [50])
    assert (dismissed.index_of(3), dismissed.index_of(1), dismissed.counts) == (0, None, found.counts)
    assert [one.new for one in found.only(Show.ALL)] == [True, False, False, True]
    assert ranking(*rows).counts.new == 4  # nobody has looked yet


def test_other_weights_change_the_order_of_the_same_candidates() -> None:
    rows = [*population(21), growing(30, 0.0375, engagement=0.001)]
    found = rank(BRAND, rows, NOW, weights={Part.GROWTH: 1.0})
    assert (found.ids[0], found.fits[:2]) == (30, [75, None])
    other = found.weighted({Part.ENGAGEMENT: 1.0})
    assert (other.ids[0], other.ids[-1], other.fits[0]) == (21, 30, 100)
    assert other.fits == rank(BRAND, rows, NOW, weights={Part.ENGAGEMENT: 1.0}).fits
    assert found[0].fit == 75


def test_nobody_is_ranked_without_candidates() -> None:
    found = ranking()
    assert (len(found), found.ids, found.fits, list(found)) == (0, [], [], [])
    assert found.counts == Counts(all=0, up_and_coming=0, new=0, dismissed=0, tracked=0)


def test_a_candidate_tells_what_was_measured() -> None:
    found = one(
        **READ,
        **VIRAL,
        **GROWING,
        handle="mara",
        verified=1,
        week=420,
        week_margin=50,
        usual=900,
        usual_videos=28,
        stated={"ages": {"18–24": 0.5}},
        stated_on="2026-11-01",
        places={},
        places_at=NOW,
    )
    assert (found.handle, found.verified) == ("mara", True)
    assert (found.week, found.month) == (Gained(amount=420, margin=50), None)
    assert (found.usual, found.usual_videos, found.videos, found.growth_low) == (900, 28, 30, 0.025)
    assert found.viral == Viral(video_id=7, posted_at=NOW - 23 * DAY, views=50_000, times=10.0, known=30)
    assert (found.stated, found.stated_on) == (Audience(ages={Age.FROM_18: 0.5}), "2026-11-01")
    assert (found.places, found.places_read, found.comments, found.niche) == ({}, True, 0, None)
