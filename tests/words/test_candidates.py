"""Texts about candidates: what a cell says, and how it says what isn't known."""

from __future__ import annotations

from typing import Any

import pytest

from tests.core.discovery_rows import NOW, row
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import DEFAULTS
from tiktrack_gui.core.discovery.plans import FoundCounts
from tiktrack_gui.core.discovery.ranked import Percentile, Ranked, Reading
from tiktrack_gui.core.discovery.ranking import rank
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.words import candidates, fit, readings
from tiktrack_gui.words.exports import candidates as exported

BRAND = Brand(name="Oats", languages=("en",), words=("pasta",), countries=("DE",))
NAMES = {"en": "English", "de": "German", "DE": "Germany", "AT": "Austria"}
VIRAL = {"viral_id": 7, "viral_at": NOW - 9 * DAY, "viral_views": 480_000, "viral_times": 12.0, "viral_known": 18}


def ranked(**given: Any) -> Ranked:
    return rank(BRAND, [row(1, **given)], NOW)[0]


def named(code: str) -> str:
    return NAMES[code]


def cell(said: tuple[str, str]) -> str:
    return " | ".join(said)


def test_a_breakthrough_is_compared_with_what_is_usual() -> None:
    found = candidates.breakthrough(ranked(**VIRAL, viral_rounded=1), NOW)
    assert (found.text, found.below) == ("12× usual", "9 d ago")
    assert found.hint.startswith("≈ 480K views, 12× the usual ≈ 40K of 18 videos\nPosted 9 d ago, ")


def test_a_provisional_one_says_so_and_with_what_it_is_compared() -> None:
    found = candidates.breakthrough(ranked(**VIRAL | {"viral_known": 4}, viral_provisional=1), NOW)
    assert (found.text, found.below) == ("12× followers", "provisional, 9 d ago")
    assert "Provisional, 4 videos known" in found.hint


def test_without_a_viral_video_it_depends_on_whether_they_were_read() -> None:
    assert candidates.breakthrough(ranked(read_at=NOW), NOW) is candidates.NO_VIRAL
    assert candidates.breakthrough(ranked(watch="waiting"), NOW) is candidates.UNREAD


@pytest.mark.parametrize(
    ("given", "text", "below", "tone"),
    [
        (
            {"trend": "growing", "growth": 0.18, "growth_low": 0.12, "growth_high": 0.24},
            "+18%/week",
            "growing, 12 to 24%",
            "ok",
        ),
        (
            {"trend": "fading", "growth": -0.05, "growth_low": -0.07, "growth_high": -0.02},
            "−5%/week",
            "fading, −7 to −2%",
            "bad",
        ),
        (
            {"trend": "flat", "growth": 0.004, "growth_low": -0.01, "growth_high": 0.02},
            "+0.4%/week",
            "flat, −1 to 2%",
            "",
        ),
    ],
)
def test_what_came_after_is_an_estimate_in_words(given: dict[str, Any], text: str, below: str, tone: str) -> None:
    found = candidates.since_then(ranked(**VIRAL, **given), NOW)
    assert (found.text, found.below, found.tone) == (text, below, tone)
    assert "95% interval" in found.hint


def test_an_unknown_trend_says_since_when_it_is_tracked() -> None:
    found = candidates.since_then(ranked(**VIRAL, trend="unknown", since=NOW - 3 * DAY), NOW)
    assert found.text == "Unknown"
    assert found.below.startswith("tracked since ")
    assert "Nothing is reconstructed backwards" in found.hint
    assert candidates.since_then(ranked(**VIRAL, trend="unknown"), NOW).below == "not measured yet"


def test_comments_are_hidden_until_there_are_enough() -> None:
    few = ranked(comments=149, comment_languages={"en": 149})
    assert candidates.comments(few, 150, named).below == "149 of 150 needed"
    assert readings.comments(few, 150, named)[0] == "—"
    enough = ranked(comments=200, comment_languages={"en": 120, "de": 40, "un": 40})
    found = candidates.comments(enough, 150, named)
    assert (found.text, found.below) == ("75% English", "of 200 comments")
    said = cell(readings.comments(enough, 150, named))
    assert said.startswith("75% English, 25% German | Of 200 comments read, 160 in a known language.")
    assert "In your languages: 75% (" in said
    assert "estimate" in said


def test_places_are_the_creators_and_say_so() -> None:
    value, source = readings.places(ranked(places={"DE": 4, "AT": 1}, places_at=NOW), named)
    assert value == "Germany 4, Austria 1"
    assert source == "Of the newest 5 videos. It says nothing about the viewers."
    assert readings.places(ranked(), named)[0] == "—"
    assert "doesn’t say" in readings.places(ranked(places={}, places_at=NOW), named)[1]


def test_a_stated_audience_is_the_creators_word() -> None:
    stated = {"ages": {"18–24": 0.46}, "countries": {"DE": 0.58, "AT": 0.14}}
    value, source = readings.stated(ranked(stated=stated, stated_on="2026-10-12"), named)
    assert value == "46% 18–24\n58% Germany, 14% Austria"
    assert source.startswith("From its analytics of 2026-10-12. Matches yours to ")


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"watch": "watched", "watched_until": NOW + 14 * DAY}, "Watched day 1 of 14"),
        ({"watch": "watched", "watched_until": NOW + 10 * DAY + 9}, "Watched day 4 of 14"),
        ({"watch": "watched", "watched_until": NOW - 9}, "Watched day 14 of 14"),
        ({"watch": "waiting"}, "Waiting "),
        ({"watch": "done"}, "Done after 14 days"),
        ({"watch": "tracked"}, "Tracked "),
        ({"watch": "none"}, "Seen "),
        ({"watch": "waiting", "trouble": "not_found"}, "Waiting last try failed"),
    ],
)
def test_states_say_how_far_it_is(given: dict[str, Any], said: str) -> None:
    found = candidates.state(ranked(**given), NOW, DEFAULTS.watched_days)
    assert f"{found.text} {found.below}" == said


def test_the_summary_counts() -> None:
    said = candidates.summary(38, 412, 40, 40, NOW - 7_200, NOW, None)
    assert said == "38 up-and-coming of 412 candidates · 40 of 40 watched · measured 2 h ago"
    said = candidates.summary(0, 1, 0, 40, None, NOW, 2)
    assert said == "2 match · 0 up-and-coming of 1 candidate · 0 of 40 watched · nothing measured yet"


@pytest.mark.parametrize(
    ("brought", "said"),
    [
        (FoundCounts(), "No new candidates found"),
        (FoundCounts(outside=3), "No new candidates found; 3 of another size"),
        (FoundCounts(searched=1), "Found 1 new candidate"),
        (
            FoundCounts(stored=1_200, queued=9),
            "Found 1,200 new candidates. Reading 9 of them, the most promising first",
        ),
    ],
)
def test_what_a_search_brought(brought: FoundCounts, said: str) -> None:
    assert candidates.found(brought) == said


@pytest.mark.parametrize(
    ("below", "n", "said"),
    [
        (0.81, 46, "More than 81% of 46 others"),
        (1.0, 46, "More than all 46 others"),
        (0.0, 46, "None of 46 others has less"),
        (None, 12, "Too few to compare with: 12"),
    ],
)
def test_a_place_among_others(below: float | None, n: int, said: str) -> None:
    assert candidates.place_among(Percentile(value=0.1, below=below, n=n)) == said


def test_a_parts_note_has_the_share_its_interval_and_n() -> None:
    known = Reading(value=0.78, weight=0.1, n=212, share=0.78, low=0.721, high=0.831)
    assert fit.note(Part.COMMENTS, known) == "78% (72% to 83%) · 212 comments"
    assert fit.note(Part.COMMENTS, Reading(value=None, weight=0.1)) == "no comments read"
    assert fit.note(Part.COMMENTS, Reading(value=None, weight=0.1, n=96)) == "only 96 comments read: too few"
    growth = Reading(value=1.0, weight=0.3, n=14, share=0.18, low=0.12, high=0.24)
    assert fit.note(Part.GROWTH, growth) == "+18% (+12% to +24%) · measured 14×"
    assert fit.note(Part.PLACE, Reading(value=1.0, weight=0.1, n=1, share=1.0)) == "100% · 1 post"


def test_every_part_has_a_name_a_meaning_and_words_for_when_it_is_unknown() -> None:
    for part in Part:
        assert fit.PART_NAMES[part]
        assert fit.PART_MEANINGS[part]
        assert fit.note(part, Reading(value=None, weight=0.1))


def test_an_export_has_all_its_columns_also_without_a_candidate() -> None:
    one, none = (exported.table(some, BRAND, DEFAULTS, NOW, "1.0") for some in ([(1, ranked(**VIRAL))], []))
    assert [column.key for column in one.columns] == list(exported.COLUMNS) == [column.key for column in none.columns]
    assert set(exported._row(1, ranked(), BRAND, DEFAULTS, NOW, "1.0")) == set(exported.COLUMNS)
    [chunk] = one.chunks
    assert len(chunk.columns) == len(one.columns)
    assert list(none.chunks) == []
