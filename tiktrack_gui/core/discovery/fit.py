"""How well candidates fit a brand: 0–100, from the parts that it asks for and that are known.

    fit = round(100 · Σ w·p / Σ w)      over these parts, each 0–1; w: the brand's weights

    growth         x/0.05, 0 to 1      x: followers per week from day +3, the lower end of its 95 % interval
    repeatability  x/0.5, at most 1    x: the lower end of the 95 % interval of the share of good videos
    engagement     the share of the others in the follower band that have less
    niche          x/0.5, at most 1    x: the share of captions with the brand's words
    examples       x/0.5, at most 1    x: the similarity of words to the most similar example's
    comments       the share in wanted languages, of at least `least_comments` comments read
    captions       the share in wanted languages
    place          the share of videos posted from wanted countries
    stated         1 − the total variation distance of stated and wanted audience

Growth and repeatability count with their lower ends: what few measurements let appear large isn't. A jump without a
visible cause moves the lower end of growth (Theil–Sen) no more than other days do, as long as it is short: one that
took more than JUMP_SHARE of the time makes growth unknown.

What a brand doesn't ask for, or gives no weight, isn't a part. Confidence is the share of the parts' weights that is
known: low below 0.5, high from 0.8 on, but medium at most if the evidence is thin. Candidates of low confidence come
after the others, whatever their fit: if little is known, even a single caption makes one of 100.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import TYPE_CHECKING

from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.ranked import Confidence

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Flags, Numbers

FULL_GROWTH = 0.05  # per week, from which on that part is 1
FULL_REPEATABILITY = FULL_NICHE = FULL_EXAMPLES = 0.5
JUMP_SHARE = 0.1
MEDIUM_FROM, HIGH_FROM = 0.5, 0.8  # of the weights
CONFIDENCES = tuple(Confidence)  # from low to high
_ROUNDING = 1e-9  # 0.1 + 0.2 + 0.2 is 0.5


def asked(brand: Brand, weights: Mapping[Part, float]) -> dict[Part, float]:
    """Returns the parts that the brand asks for, with their weights, all above 0."""
    audience = brand.audience
    asks = {
        Part.NICHE: brand.words,
        Part.EXAMPLES: brand.examples,
        Part.COMMENTS: brand.languages,
        Part.CAPTIONS: brand.languages,
        Part.PLACE: brand.countries,
        Part.STATED: audience.ages or audience.genders or audience.countries or brand.countries,
    }
    given = {part: weights.get(part, 0.0) for part in Part if asks.get(part, True)}
    return {part: weight for part, weight in given.items() if math.isfinite(weight) and weight > 0}


def growth(low: Reals, jump_share: Reals) -> Reals:
    """low: per week, as a fraction. jump_share: of the time it is measured over, 0 without a jump."""
    import numpy as np

    return up_to(FULL_GROWTH, np.where(jump_share > JUMP_SHARE, np.nan, low))


def up_to(full: float, share: Reals) -> Reals:
    import numpy as np

    return np.clip(share / full, 0.0, 1.0)


def weighted_mean(values: Mapping[Part, Reals], weights: Mapping[Part, float], number: int) -> tuple[Reals, Reals]:
    """Returns the fit of each of `number` candidates, nan without a known part, and the share of weights that is known.

    values: nan where unknown. weights: as `asked`.
    """
    import numpy as np

    points, known = np.zeros(number), np.zeros(number)
    for part, weight in weights.items():
        is_known = ~np.isnan(values[part])
        points += np.where(is_known, weight * values[part], 0.0)
        known += np.where(is_known, weight, 0.0)
    total = sum(weights.values())
    with np.errstate(invalid="ignore"):
        mean = np.where(known > 0, points / known, np.nan)
    return np.rint(100 * mean), known / total if total > 0 else known


def confidence(known: Reals, thin: Flags) -> Numbers:
    """Returns places in CONFIDENCES. known: as of `weighted_mean`. thin: whose evidence is."""
    import numpy as np

    found = np.searchsorted(np.array([MEDIUM_FROM, HIGH_FROM]) - _ROUNDING, known, side="right")
    return np.where(thin, np.minimum(found, CONFIDENCES.index(Confidence.MEDIUM)), found)
