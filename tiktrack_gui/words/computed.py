"""How the figures of Discover are computed, in plain words and as formulas, with the numbers in force. Pure.

The formulas are those of `core.discovery`: `fit`, `virality`, `after`, `shares`, `bands`, `jumps` and `audience`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tiktrack_gui.core import numbers
from tiktrack_gui.core.baseline import ENOUGH as ENOUGH_VIDEOS
from tiktrack_gui.core.baseline import NEWEST, SETTLED_AFTER
from tiktrack_gui.core.discovery import fit
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.contributions import contributions
from tiktrack_gui.core.discovery.measured import FEW_SAMPLES
from tiktrack_gui.core.discovery.plans import COMMENTED_VIDEOS, PLACED_VIDEOS
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.moves import EXPLAINS, LEAST_SHARE, UNUSUAL
from tiktrack_gui.core.peers import ENOUGH as ENOUGH_PEERS
from tiktrack_gui.core.score import Contribution
from tiktrack_gui.words import brands, candidates, counts, discovery
from tiktrack_gui.words.fit import CONFIDENCE, PART_MEANINGS, PART_NAMES, note

TITLE = "How is this computed?"
PARTS = "The fit and its parts"
DEFINITIONS = "What the words mean"
CHANGED = "The numbers are those in force; you can change them in Settings, and the weights under Weights."


@dataclass(frozen=True, slots=True, kw_only=True)
class Definition:
    """title: what is defined. beside: its weight, or that it isn't judged. text: in plain words. formula: "" if the
    words are enough. own: the candidate's numbers; "" without one.
    """

    title: str
    text: str
    beside: str = ""
    formula: str = ""
    own: str = ""


def subtitle(brand: Brand | None, one: Ranked | None) -> str:
    """Says whose numbers are shown."""
    if one is not None:
        return f"With the numbers of @{one.handle}" + (f" for “{brand.name}”" if brand is not None else "")
    return f"With the weights of “{brand.name}”" if brand is not None else ""


def parts(brand: Brand | None, one: Ranked | None, constants: Constants) -> list[Definition]:
    """The fit, then its parts in their order."""
    weights = brand.weights if brand is not None else Brand(name="").weights
    counted = fit.asked(brand, weights) if brand is not None else dict(weights)
    askable = fit.asked(brand, dict.fromkeys(Part, 1.0)) if brand is not None else dict(weights)
    shown = {Part(part.part): part for part in contributions(one)} if one is not None else {}
    formulas = _formulas(constants)
    found = [_fit(one), _confidence(one)]
    for part in Part:
        found.append(
            Definition(
                title=PART_NAMES[part],
                beside=_weight(part, counted) if part in askable else brands.NOT_ASKED[part],
                text=PART_MEANINGS[part],
                formula=formulas[part],
                own=_own(part, one, shown.get(part)),
            )
        )
    return found


def definitions(one: Ranked | None, constants: Constants, now: float) -> list[Definition]:
    """What the table and the details speak of."""
    return [_viral(one, constants, now), _usual(one), _after(one, now), _up_and_coming(one, constants),
            _good(one, constants), _band(one), _jump(one, now)]  # fmt: skip


def _fit(one: Ranked | None) -> Definition:
    own = ""
    if one is not None and one.fit is not None:
        added = " + ".join(str(part.points) for part in contributions(one) if part.value is not None)
        own = f"{added} = {one.fit}"
    elif one is not None:
        own = "No part is known yet"
    return Definition(
        title="Fit",
        text="From 0 to 100: the weighted mean of the parts the brand asks for, as far as they are known. A part that "
        "isn’t known never counts as 0; its weight is shared out over the others.",
        formula="fit = 100 × (sum of weight × part) ÷ (sum of weights)",
        own=own,
    )


def _confidence(one: Ranked | None) -> Definition:
    medium, high = numbers.percent(fit.MEDIUM_FROM), numbers.percent(fit.HIGH_FROM)
    return Definition(
        title="Confidence",
        text=f"How much of the parts’ weight is known: low below {medium}, high from {high} on. With fewer than "
        f"{ENOUGH_VIDEOS} videos or {FEW_SAMPLES} measurements since the breakthrough, it is medium at most. "
        "Candidates of low confidence come last.",
        own="" if one is None else CONFIDENCE[one.confidence].capitalize(),
    )


def _formulas(constants: Constants) -> Mapping[Part, str]:
    least = numbers.grouped(constants.least_comments)
    return {
        Part.GROWTH: f"x ÷ {numbers.percent(fit.FULL_GROWTH)}, 0 to 1   x: followers gained per week from day 3 on, at "
        "the lower end of the 95% interval (Theil–Sen)",
        Part.REPEATABILITY: f"x ÷ {numbers.percent(fit.FULL_REPEATABILITY)}, at most 1   x: the share of good videos, "
        "at the lower end of its 95% interval (Wilson)",
        Part.ENGAGEMENT: "the share of the other creators of this size who have less   engagement: (likes + comments "
        f"+ shares) ÷ views, the median of the newest {NEWEST} videos",
        Part.NICHE: f"x ÷ {numbers.percent(fit.FULL_NICHE)}, at most 1   x: the share of the newest {NEWEST} captions "
        "with one of your words or hashtags",
        Part.EXAMPLES: f"x ÷ {numbers.percent(fit.FULL_EXAMPLES)}, at most 1   x: the similarity of the words in "
        "captions and hashtags, rare ones first, to the most similar example",
        Part.COMMENTS: f"comments in your languages ÷ comments in a known language   of the newest {COMMENTED_VIDEOS} "
        f"videos; not shown below {least} comments",
        Part.CAPTIONS: f"captions in your languages ÷ captions in a known language   of the newest {NEWEST} videos",
        Part.PLACE: f"videos posted from your countries ÷ videos with a place   of the newest {PLACED_VIDEOS} videos",
        Part.STATED: "1 − ½ × (sum of the differences between the two mixes’ shares)   the mean over ages, genders "
        "and countries that both sides give",
    }


def _weight(part: Part, counted: Mapping[Part, float]) -> str:
    total = sum(counted.values())
    share = counted.get(part, 0.0) / total if total else 0.0
    return f"weight {numbers.percent(round(share, 2))}" if share else "doesn’t count"


def _own(part: Part, one: Ranked | None, shown: Contribution | None) -> str:
    """ "72% (66% to 78%) · 212 comments → 0.72 × 13% of the weights = 9 points"."""
    if one is None or shown is None or part not in one.parts:
        return ""
    said = note(part, one.parts[part])
    if shown.value is None:
        return f"Not known: {said}"
    points = "1 point" if shown.points == 1 else f"{shown.points} points"
    return f"{said} → {shown.value:.2f} × {shown.weight}% of the known weights = {points}".lstrip(" →")


def _viral(one: Ranked | None, constants: Constants, now: float) -> Definition:
    views, times = numbers.grouped(constants.viral_views), numbers.times(constants.viral_times)
    own = ""
    if one is not None:
        own = candidates.viral_line(one.viral, now) if one.viral is not None else "No viral video seen"
    return Definition(
        title="Viral video, breakthrough",
        text=f"A video with many times the creator’s usual views. Where fewer than {ENOUGH_VIDEOS} videos are known, "
        "the followers at that time stand in for the usual views, and the verdict is provisional. Ads don’t count.",
        formula=f"views ≥ {views} and views ≥ {times} the usual views",
        own=own,
    )


def _usual(one: Ranked | None) -> Definition:
    own = ""
    if one is not None:
        usual = counts.count(one.usual, full=True)
        own = f"{usual} views, of {one.usual_videos} videos" if one.usual is not None else "Too few videos are known"
    return Definition(
        title="Usual views",
        text=f"The median of the newest {NEWEST} videos that were measured {SETTLED_AFTER // HOUR} hours or more after "
        f"they were posted, without pinned ones and ads; {ENOUGH_VIDEOS} at least.",
        own=own,
    )


def _after(one: Ranked | None, now: float) -> Definition:
    cell = None if one is None else candidates.since_then(one, now)
    own = "" if cell is None else " · ".join(filter(None, (cell.text, cell.below)))
    return Definition(
        title="Growing, flat, fading",
        text="How the followers developed since the breakthrough, from TikTrack’s own measurements only: nothing is "
        "reconstructed backwards. Until there are enough of them, it is unknown.",
        formula="growing: the 95% interval of the weekly growth from day 3 on is above 0   flat: around 0   "
        "fading: below 0",
        own=own if cell is not None and cell.text != counts.UNKNOWN else "",
    )


def _up_and_coming(one: Ranked | None, constants: Constants) -> Definition:
    own = "" if one is None else "Yes" if one.up_and_coming else "No"
    return Definition(
        title="Up-and-coming",
        text=f"At least one viral video in the last {constants.viral_days} days, followers in the brand’s range, and "
        "not fading.",
        own=own,
    )


def _good(one: Ranked | None, constants: Constants) -> Definition:
    own = ""
    if one is not None:
        own = f"{one.good} of {one.good_of} videos" if one.good is not None else "Too few creators of this size known"
    return Definition(
        title="Good video, repeatability",
        text="A good video has well above the views that are usual for creators of this size. Many of them say that a "
        f"success wasn’t luck. Not shown unless {ENOUGH_PEERS} creators of this size are known.",
        formula=f"views ≥ {numbers.times(constants.good_times)} the median views of the follower band",
        own=own,
    )


def _band(one: Ranked | None) -> Definition:
    return Definition(
        title="Creators of this size",
        text="Followers from 1,000 to 3,000, from 3,000 to 10,000, from 10,000 to 30,000 and so on. Places among them "
        "are shares of the others who have less, and say of how many.",
        own="" if one is None else candidates.band(one.band, one.band_creators),
    )


def _jump(one: Ranked | None, now: float) -> Definition:
    own = ""
    if one is not None:
        own = discovery.jump(one.jump, now) if one.jump is not None else "None seen"
    days, least = round(EXPLAINS / DAY), numbers.percent(LEAST_SHARE)
    return Definition(
        title="Jump without visible cause",
        text="A day of unusual growth that no video seen explains: neither a viral one of its own from the "
        f"{days} days before, nor one of somebody else that mentions it. TikTrack doesn’t see everything, so this is a "
        "caution, not a verdict.",
        formula=f"growth ≥ {least} a day and {UNUSUAL:g} times further from the median day than usual (robust z-score)",
        own=own,
    )


def spoken(definition: Definition) -> str:
    """For screen readers."""
    return ". ".join(_sentences((definition.title, definition.beside, definition.text, definition.formula,
                                 definition.own)))  # fmt: skip


def _sentences(texts: Sequence[str]) -> list[str]:
    return [text.rstrip(".") for text in texts if text]
