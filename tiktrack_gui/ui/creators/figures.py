"""The figures of a profile: its counts with their change in a day, and below them how it grows and posts."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QWidget

from tiktrack_gui.core import numbers
from tiktrack_gui.core.as_of import Profile
from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.growth import GROWTH_DAYS, Change
from tiktrack_gui.core.models import CreatorCount
from tiktrack_gui.core.posts import PostsPerWeek
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.kpi_strip import KpiStrip
from tiktrack_gui.words import counts, measures
from tiktrack_gui.words import creators as words
from tiktrack_gui.words import profiles as words_of_profiles
from tiktrack_gui.words.counts import UNKNOWN

SHOWN = {
    CreatorCount.FOLLOWERS: "followers",
    CreatorCount.LIKES: "likes",
    CreatorCount.VIDEOS: "videos",
    CreatorCount.FOLLOWING: "following",
}
COUNTS = {key: key.capitalize() for key in SHOWN.values()}
RATES = {
    "growth": f"{GROWTH_DAYS}-day growth",
    "per_week": "Growth per week",
    "views": "Views per video",
    "posts": "Posts per week",
}


class Figures(QWidget):
    """Two lines of figures, each in two if there is too little room."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.counts = KpiStrip(theme, COUNTS, measures.CREATOR)
        self.rates = KpiStrip(theme, RATES, measures.CREATOR)
        self.setLayout(column(self.counts, self.rates, spacing=8))

    def fit(self, height: int) -> None:
        """Adapts to the window's height in px."""
        for strip in (self.counts, self.rates):
            strip.fit(height)

    def show_profile(self, profile: Profile, growth: Change | None, *, is_roomy: bool) -> None:
        """growth: of the followers in weeks. is_roomy: whether there is room for changes beside the counts."""
        for which, key in SHOWN.items():
            self._show_count(profile, which, key, is_roomy=is_roomy)
        self._show_growth(profile, growth, is_roomy=is_roomy)
        found = profile.per_week
        beside = words.per_week_beside(found) if is_roomy else ""
        self.rates.set_figure("per_week", words.per_week(found), beside, hint=words.per_week_hint(found))

    def show_videos(
        self, views: ViewsPerVideo, posts: PostsPerWeek | None, moment: float, *, is_past: bool, is_roomy: bool
    ) -> None:
        """moment: now, or the one in the past that is shown; epoch seconds."""
        said = partial(_age, moment=moment, is_past=is_past, is_roomy=is_roomy)
        number = counts.count(views.median, rounded=views.rounded, repaired=views.repaired)
        age = said(views.until) if views.median is not None else ""
        self.rates.set_figure("views", number, age, hint=words.views_hint(views))
        rate = UNKNOWN if posts is None else numbers.rate(posts.per_week)
        age = said(posts.until) if posts is not None else ""
        self.rates.set_figure("posts", rate, age, hint=words.posts_hint(posts))

    def _show_count(self, profile: Profile, which: CreatorCount, key: str, *, is_roomy: bool) -> None:
        found = profile.in_a_day(which)
        text, tone = words_of_profiles.in_time(found) if is_roomy else ("", "")
        exact = f"{counts.creator_count(profile.sample, which, full=True)} {key}"
        hint = f"{exact}\n{words.growth_hint(found)}" if found else exact
        self.counts.set_figure(key, counts.creator_count(profile.sample, which), text, tone=tone, hint=hint)

    def _show_growth(self, profile: Profile, found: Change | None, *, is_roomy: bool) -> None:
        text, tone = words.growth(found)
        if found is None:
            text, amount = UNKNOWN, words.TOO_SOON if profile.is_short else ""
        elif not found.is_measurable:
            text, amount = "", words.NO_CHANGE.capitalize()
        elif found.is_of_weeks:
            amount = words.amount(found)[0] if is_roomy else ""
        else:  # not the growth that the caption promises, and not to be compared with that of others
            text, amount = UNKNOWN, words.growth_of_weeks(found)[0] if is_roomy else ""
        self.rates.set_figure("growth", text, amount, tone=tone, hint=words.growth_hint(found))


def _age(at: float, *, moment: float, is_past: bool, is_roomy: bool) -> str:
    """ "measured 31 d ago" or, where there is little room, "31 d ago"; "" if it wasn't long before the moment."""
    said = words.if_old(at, moment)
    if is_past:
        said = said.removesuffix("ago") + "earlier" if said else ""
    return said if is_roomy else said.removeprefix("measured ")
