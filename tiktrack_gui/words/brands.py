"""Texts about a brand's profile: who its customers are, and what that means for the ranking. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brands import LEAST_EXAMPLES, MOST_EXAMPLES, Age, Gender, Part
from tiktrack_gui.core.discovery.plans import PROFILE_AND_VIDEOS

TITLE = "Who are your customers?"
MARKETPLACE = (
    "TikTok shows followers’ age, gender and place only in its own marketplace. Here you say whom you want to reach; "
    "TikTrack compares that with what can be seen."
)
OPTIONAL = "Only the name is required. What you leave empty isn’t judged."
LANGUAGES = "Compared with the languages of captions and, once they are read, of comments"
COUNTRIES = "Compared with where creators post from"
NICHE = "Looked for in captions, and searched for on TikTok. Enter adds one; hashtags begin with #."
FOLLOWERS = "Creators of another size stay in the list, with a caution"
MIX = "Compared only with figures a creator states. Leave empty what doesn’t matter."
SOURCES = (
    "The trending feed holds mostly large accounts. TikTrack finds small ones sooner if it also watches hashtags of "
    "your niche."
)
NO_SOURCES = "Enter niche words or hashtags, and TikTrack suggests hashtags to watch."
WEIGHTS = "How much each part counts for this brand. The list follows while you move a slider."
NO_WEIGHTS = "No part counts, so no fit is computed. Move a slider, or reset them."
NO_NAME = "Enter a name, such as your brand’s."
WRONG_WAY = "The minimum is above the maximum."
UNKNOWN_LANGUAGE = "“{}” isn’t a language TikTrack knows."
UNKNOWN_COUNTRY = "“{}” isn’t a country TikTrack knows."
CHOOSE_CREATOR = "Choose a creator from the list, or enter an @handle or a link."
LOOKED_UP_LATER = "To be looked up on TikTok"
MOST_REACHED = f"{MOST_EXAMPLES} at most. Remove one to add another."

AGES: Mapping[Age, str] = MappingProxyType({age: age.value for age in Age})
GENDERS: Mapping[Gender, str] = MappingProxyType({Gender.FEMALE: "Women", Gender.MALE: "Men", Gender.OTHER: "Other"})
NOT_ASKED: Mapping[Part, str] = MappingProxyType(  # why a part isn't judged
    {
        Part.NICHE: "Add niche words to the brand to judge this",
        Part.EXAMPLES: "Add creators whose audience you want to judge this",
        Part.COMMENTS: "Add languages to the brand to judge this",
        Part.CAPTIONS: "Add languages to the brand to judge this",
        Part.PLACE: "Add countries to the brand to judge this",
        Part.STATED: "Add ages, genders or countries to the brand to judge this",
    }
)


def examples(number: int, waiting: int = 0) -> str:
    """Says how many creators whose audience is wanted are asked for. number: of those given. waiting: of them are
    still to be looked up.
    """
    said = []
    if waiting:
        which = "One is" if waiting == 1 else f"{waiting} are"
        said.append(f"{which} looked up on TikTok once the brand is saved, {PROFILE_AND_VIDEOS} requests each.")
    if 0 < number < LEAST_EXAMPLES:
        more = LEAST_EXAMPLES - number
        said.append(f"Add at least {more} more: {'one says' if number == 1 else 'two say'} little about an audience.")
    elif number >= MOST_EXAMPLES:
        said.append(MOST_REACHED)
    usual = f"{LEAST_EXAMPLES} to {MOST_EXAMPLES} creators. Candidates with similar captions rank higher."
    return " ".join(said) or usual


def adds_up(total: float, filled: int) -> str:
    """ "Adds up to 96%: 4% missing". total: percent. filled: how many shares were given."""
    if not filled:
        return ""
    off = 100 - total
    said = f"Adds up to {numbers.grouped(round(total))}%"
    return said if abs(off) < 0.5 else f"{said}: {abs(round(off))}% {'missing' if off > 0 else 'too much'}"


def source_cost(requests: int) -> str:
    """ "about 96 requests a day"."""
    return f"about {numbers.grouped(requests)} {'request' if requests == 1 else 'requests'} a day"


def created(name: str) -> str:
    return f"Created “{name}”"


def saved(name: str) -> str:
    return f"Saved “{name}”"


def removed(name: str) -> str:
    return f"Deleted “{name}” and its list of candidates"


def discarded(name: str) -> str:
    """Said when a form with changes was closed."""
    return f"Your changes to “{name}” weren’t saved" if name else "The new brand wasn’t saved"


def added_sources(hashtags: Sequence[str]) -> str:
    """ "watching #pasta and 2 more"."""
    first, *others = hashtags
    return f"watching {first}" + (f" and {len(others)} more" if others else "")
