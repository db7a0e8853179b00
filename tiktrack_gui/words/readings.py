"""What can be seen of a creator’s audience, reading by reading: each says what it is of, and what it isn’t. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brands import Gender, Part
from tiktrack_gui.core.discovery.comments import UNKNOWN as NO_LANGUAGE
from tiktrack_gui.core.discovery.plans import COMMENTED_VIDEOS, PLACED_VIDEOS
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.words.counts import UNKNOWN

NameOf = Callable[[str], str]  # the name of a language or country, by its code
Said = tuple[str, str]  # the reading, and what it is from

COMMENTS = "Language of comments"
CAPTIONS = "Language of captions (the creator’s)"
PLACES = "Posts from (the creator’s place)"
STATED = "Stated audience"
BADGE = "stated by creator"
GENDERS = {Gender.FEMALE: "women", Gender.MALE: "men", Gender.OTHER: "other"}
MOST = 3  # languages, countries or ages that are named


def comments(one: Ranked, least: int, language: NameOf) -> Said:
    """least: fewer comments say nothing."""
    if not one.comments:
        return UNKNOWN, f"No comments read yet. TikTrack can read those of the newest {COMMENTED_VIDEOS} videos."
    known = _known(one.comment_languages)
    total = sum(known.values())
    read = f"Of {_counted(one.comments, 'comment')} read"
    if one.comments < least or not total:
        return UNKNOWN, f"{read}. It takes at least {least} to say something."
    reading = one.parts.get(Part.COMMENTS)
    between = ""
    if reading is not None and reading.share is not None and reading.low is not None and reading.high is not None:
        low, high = numbers.percent(round(reading.low, 2)), numbers.percent(round(reading.high, 2))
        between = f" In your languages: {numbers.percent(round(reading.share, 2))} ({low} to {high}), an estimate."
    return _shares(known, total, language), f"{read}, {total:,} in a known language.{between}"


def captions(one: Ranked, language: NameOf) -> Said:
    known = _known(one.caption_languages)
    total = sum(known.values())
    return (_shares(known, total, language), f"Of {_counted(total, 'caption')}") if total else (UNKNOWN, "")


def places(one: Ranked, country: NameOf) -> Said:
    if not one.places_read:
        return UNKNOWN, f"Not read yet. TikTrack can read where the newest {PLACED_VIDEOS} videos were posted."
    total = sum(one.places.values())
    if not total:
        return UNKNOWN, "TikTok doesn’t say where its newest videos were posted."
    named = ", ".join(f"{country(code)} {number}" for code, number in _largest(one.places)[:MOST])
    return named, f"Of the newest {_counted(total, 'video')}. It says nothing about the viewers."


def stated(one: Ranked, country: NameOf) -> Said:
    """Ages, genders and countries as the creator states them, the largest first."""
    if one.stated is None:
        return UNKNOWN, "Ask the creator for the audience in its TikTok analytics, and enter it here."
    mix = one.stated
    genders = {GENDERS[gender]: share for gender, share in mix.genders.items()}
    countries = {country(code): share for code, share in mix.countries.items()}
    ages = {age.value: share for age, share in mix.ages.items()}
    lines = [_mix(part) for part in (genders, ages, countries) if part]
    matches = one.parts.get(Part.STATED)
    match = "" if matches is None or matches.value is None else f" Matches yours to {numbers.percent(matches.value)}."
    return "\n".join(lines) or UNKNOWN, f"From its analytics of {one.stated_on or 'an unknown date'}.{match}"


def _mix(shares: Mapping[str, float]) -> str:
    largest = sorted(shares.items(), key=lambda pair: -pair[1])[:MOST]
    return ", ".join(f"{numbers.percent(share)} {name}" for name, share in largest)


def _shares(counts: Mapping[str, int], total: int, called: NameOf) -> str:
    named = [f"{numbers.percent(round(number / total, 2))} {called(code)}" for code, number in _largest(counts)]
    return ", ".join(named[:MOST])


def _known(counts: Mapping[str, int]) -> dict[str, int]:
    return {code: number for code, number in counts.items() if code != NO_LANGUAGE}


def _largest(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _counted(number: int, what: str) -> str:
    return f"1 {what}" if number == 1 else f"{number:,} {what}s"
