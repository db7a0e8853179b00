"""What is measured of a candidate: its breakthrough and what came after it, and its quality among its like."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.figures import Trend
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.said import Said
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column
from tiktrack_gui.ui.widgets.details_panel import Fact
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words.counts import UNKNOWN

ESTIMATE = "estimate"
GAINED = "Followers gained, with the margin that TikTok’s rounding leaves"


class SinceSection(QWidget):
    """The breakthrough, and how the followers developed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._viral = Said("Newest viral video")
        self._growth = Said("Followers per week since", badge=ESTIMATE)
        self._week = Fact(theme, "users", "By day 7")
        self._month = Fact(theme, "users", "By day 30")
        self.setLayout(column(Label("Breakthrough", "emphasis"), self._viral, self._growth, self._week, self._month))

    def show_candidate(self, one: Ranked, now: float) -> None:
        viral, since = words.breakthrough(one, now), words.since_then(one, now)
        detail = viral.hint.replace("\n", ". ")
        self._viral.say(viral.text, detail)
        is_known = one.viral is not None and one.trend is not Trend.UNKNOWN
        trend = words.TRENDS[one.trend].capitalize()
        lines = since.hint.split("\n")
        self._growth.say(f"{since.text} · {trend}" if is_known else since.text, lines[0], badge=is_known)
        self._growth.setVisible(one.viral is not None)
        for fact, found in ((self._week, one.week), (self._month, one.month)):
            fact.set_value(words.gained(found), GAINED)
            fact.setVisible(one.viral is not None)


class QualitySection(QWidget):
    """From numbers only: each figure with its place among accounts of like size, and how many these are."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._engagement = Said("Engagement (median, by views)")
        self._posts = Said("Posts per week")
        self._comments = Said("Comments per 1,000 views")
        self._ads = Said("Share of ads")
        self._good = Said("Good videos")
        self._niche = Said("Captions with your words")
        self._band = Label("", "hint", wrap=True)
        figures = (self._engagement, self._posts, self._comments, self._ads, self._good, self._niche)
        self.setLayout(column(Label("Quality", "emphasis"), self._band, *figures))

    def show_candidate(self, one: Ranked) -> None:
        self._band.setText(words.band(one.band, one.band_creators))
        for said, found, shown in (
            (self._engagement, one.engagement, numbers.percent),
            (self._posts, one.posts_per_week, numbers.rate),
            (self._comments, one.comments_per_1000, numbers.rate),
            (self._ads, one.ads, numbers.percent),
        ):
            said.say(UNKNOWN if found is None else shown(found.value), words.place_among(found))
        self._good.say(*words.good_videos(one))
        self._niche.say(*words.niche(one))
