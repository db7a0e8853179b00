"""What is the same of a brand's candidates whatever the weights: their parts, their places among others of like size.

Computed for all at once, in columns.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from tiktrack_gui.core.baseline import ENOUGH as ENOUGH_VIDEOS
from tiktrack_gui.core.discovery import audience, bands, fit
from tiktrack_gui.core.discovery.after import TREND_FROM
from tiktrack_gui.core.discovery.brand_profiles import audience_of
from tiktrack_gui.core.discovery.brands import Brand, Part
from tiktrack_gui.core.discovery.columns import Columns
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.packed import TRENDS
from tiktrack_gui.core.discovery.pool import Row, Watch
from tiktrack_gui.core.discovery.shares import Share, lower_bound
from tiktrack_gui.core.durations import DAY

if TYPE_CHECKING:
    from tiktrack_gui.core.discovery.shares import Reals
    from tiktrack_gui.core.sample_columns import Flags, Numbers

OLD = 7 * DAY  # s; what was measured longer ago says so
NEW = 10 * DAY  # s of measurements since a breakthrough; after fewer, growth may not be known yet
FEW_SAMPLES = 10  # of the followers since; fewer are thin evidence


@dataclass(frozen=True)
class Measured:
    """rows: in any order. All columns are in theirs."""

    brand: Brand
    rows: Sequence[Row]
    now: float
    constants: Constants

    @cached_property
    def columns(self) -> Columns:
        return Columns(self.rows)

    @cached_property
    def ids(self) -> Numbers:
        return self.columns.ids()

    @cached_property
    def bands(self) -> Numbers:
        return bands.places_of(self.columns["followers"])

    @cached_property
    def good(self) -> tuple[Reals, Reals]:
        """How many videos have `good_times` the band's median of usual views, and of how many; nan if unknown."""
        usual = bands.medians(self.bands, self.columns["usual"])
        usual[usual == 0] = float("nan")  # every video has twice nothing
        return self.columns.at_least(self.constants.good_times * usual)

    @cached_property
    def engagement(self) -> tuple[Reals, Numbers]:
        return bands.places(self.bands, self.columns["engagement"])

    @cached_property
    def comments_per_1000(self) -> tuple[Reals, Numbers]:
        return bands.places(self.bands, self.columns["comments_per_1000"])

    @cached_property
    def posts_per_week(self) -> tuple[Reals, Numbers]:
        return bands.places(self.bands, self.columns["posts_per_week"])

    @cached_property
    def ads(self) -> tuple[Reals, Numbers]:
        return bands.places(self.bands, _share(self.columns["ads"], self.columns["videos"]))

    @cached_property
    def jump_share(self) -> Reals:
        """How much of the time in which growth is measured a jump without a visible cause took.

        If the newest viral video is so new that growth may be that after an earlier one, every jump counts.
        """
        import numpy as np

        columns = self.columns
        end = columns["sample_at"]
        start = np.fmax(columns["viral_at"] + TREND_FROM, columns["since"])
        is_new = end - start < NEW
        start = np.where(is_new, -np.inf, start)
        jump = np.minimum(columns["jump_until"], end) - np.maximum(columns["jump_since"], start)  # nan without one
        found: Reals = np.nan_to_num(np.maximum(jump, 0.0) / np.where(is_new, NEW, end - start))
        return found

    @cached_property
    def parts(self) -> Mapping[Part, Reals]:
        """All parts, 0–1, nan where unknown."""
        import numpy as np

        columns, brand = self.columns, self.brand
        good, of = self.good
        repeated = lower_bound(good / of, of)

        def in_languages(counts: Mapping[str, int]) -> float | None:
            return _value(audience.in_languages(counts, brand.languages))

        def in_countries(counts: Mapping[str, int]) -> float | None:
            return _value(audience.in_countries(counts, brand.countries))

        def match(shares: Mapping[str, Mapping[str, float]]) -> float | None:
            return audience.match(brand, audience_of(shares))

        comments = columns.read("comment_languages", in_languages)
        is_enough = columns["comments"] >= self.constants.least_comments
        return {
            Part.GROWTH: fit.growth(columns["growth_low"], self.jump_share),
            Part.REPEATABILITY: fit.up_to(fit.FULL_REPEATABILITY, repeated),
            Part.ENGAGEMENT: self.engagement[0],
            Part.NICHE: fit.up_to(fit.FULL_NICHE, _share(columns["niche_matches"], columns["niche_captions"])),
            Part.EXAMPLES: fit.up_to(fit.FULL_EXAMPLES, columns["similarity"]),
            Part.COMMENTS: np.where(is_enough, comments, np.nan),
            Part.CAPTIONS: columns.read("languages", in_languages),
            Part.PLACE: columns.read("places", in_countries),
            Part.STATED: columns.read("stated", match),
        }

    @cached_property
    def thin(self) -> Flags:
        """Whose evidence is: few videos or samples, old ones, a breakthrough by followers only, a jump since."""
        columns = self.columns
        is_old = self.now - columns["sample_at"] > OLD
        few = (columns["videos"] < ENOUGH_VIDEOS) | (columns["growth_samples"] < FEW_SAMPLES)
        found: Flags = is_old | few | (columns["viral_provisional"] == 1) | (self.jump_share > 0)
        return found

    @cached_property
    def up_and_coming(self) -> Flags:
        """At least one viral video within the days, in the range of followers, not fading."""
        columns, brand = self.columns, self.brand
        followers = columns["followers"]
        is_in_range = (followers >= brand.followers_from) & (followers <= brand.followers_to)
        found: Flags = self.is_recent & is_in_range & (columns["trend"] != TRENDS.index(Trend.FADING))
        return found

    @cached_property
    def is_recent(self) -> Flags:
        """Whether the newest viral video is."""
        return self.columns["viral_at"] >= self.now - self.constants.viral_days * DAY

    @cached_property
    def is_new(self) -> Flags:
        """Found since the user last looked."""
        import numpy as np

        looked_at = self.brand.looked_at
        return self.columns["found_at"] > (-np.inf if looked_at is None else looked_at)

    @cached_property
    def is_dismissed(self) -> Flags:
        import numpy as np

        return ~np.isnan(self.columns["dismissed_at"])

    @cached_property
    def is_tracked(self) -> Flags:
        import numpy as np

        return np.array([watch == Watch.TRACKED for watch in self.columns.values("watch")], dtype=bool)


def _share(part: Reals, of: Reals) -> Reals:
    import numpy as np

    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(of > 0, part / of, np.nan)


def _value(share: Share | None) -> float | None:
    return None if share is None else share.value
