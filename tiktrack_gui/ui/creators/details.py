"""Details of one tracked creator: identity, figures and their growth, and the videos seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from tiktrack_gui.core import durations, numbers
from tiktrack_gui.core.baseline import ViewsPerVideo, views_per_video
from tiktrack_gui.core.durations import DAY, HOUR
from tiktrack_gui.core.growth import GROWTH_DAYS, Change, change
from tiktrack_gui.core.growth_rate import weekly_growth
from tiktrack_gui.core.models import CreatorCount, CreatorSample, Video
from tiktrack_gui.core.posts import PostsPerWeek, posts_per_week
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.creators.moves import MovesCard
from tiktrack_gui.ui.creators.videos import VideosSeen
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.ui.widgets.kpi_strip import KpiStrip
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR_LARGE, Pictures
from tiktrack_gui.words import counts, measures, times
from tiktrack_gui.words import creators as words
from tiktrack_gui.words import moves as words_of_moves
from tiktrack_gui.words import peers as words_of_peers
from tiktrack_gui.words.counts import UNKNOWN

PLOT_HEIGHT = 300  # px, minimum
ROOMY_FROM = 700  # px; below it, buttons are smaller and figures have no second number
KPIS = {
    "followers": "Followers",
    "growth": f"{GROWTH_DAYS}-day growth",
    "views": "Views per video",
    "posts": "Posts per week",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """Data read once a creator is selected. day_ago, weeks_ago: baseline samples for changes."""

    samples: Sequence[CreatorSample] = ()
    videos: Sequence[Video] = ()
    day_ago: CreatorSample | None = None
    weeks_ago: CreatorSample | None = None

    @property
    def views(self) -> ViewsPerVideo:
        return views_per_video(self.videos)

    @property
    def posts(self) -> PostsPerWeek | None:
        return posts_per_week(self.samples, self.videos)

    @property
    def is_short(self) -> bool:
        """Whether there are samples, but spanning less than a day."""
        return bool(self.samples) and self.samples[-1].at - self.samples[0].at < DAY


class CreatorDetails(QScrollArea):
    """The right pane of the Creators page.

    Attributes:
        notices: The place of the page's notices; its quiet line says when the creator was measured.

    Signals:
        open_wanted, refresh_wanted, post_wanted: A button was pressed. arg: the shown Entry.
        video_opened, video_copy_wanted: The user wants to open a video, or to have its link. arg: Video.
    """

    open_wanted = Signal(object)
    refresh_wanted = Signal(object)
    post_wanted = Signal(object)
    video_opened = Signal(object)
    video_copy_wanted = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._entry: Entry | None = None
        self._history = History()
        self._per_week = weekly_growth(())
        self._avatar = PictureLabel(pictures, AVATAR_LARGE)
        self._name = ElidedLabel("", "title")
        self._verified = IconLabel(theme, "badge-check", "accent_text")
        self._about = ElidedLabel("", "secondary")
        self._open = Button(theme, "Open profile", icon="external-link", hint="Open the profile on TikTok (Enter)")
        self._open_small = IconButton(theme, "external-link", "Open profile", shortcut="Enter")
        self._refresh = IconButton(theme, "refresh-cw", "Refresh this creator", shortcut="R")
        self._post = Button(theme, "Post to Discord", icon="send", hint="Preview the post (D)")
        self._state = _StateLine(theme)
        self._figures = KpiStrip(theme, KPIS, measures.CREATOR)
        self.notices = NoticePlace(theme)
        self._peers = Label("", "hint", wrap=True, tabular=True)
        self._plot = GrowthPlot(theme)
        self._moves = MovesCard(theme)
        self._videos = VideosSeen(theme, pictures)
        self._lay_out()
        self._connect()

    def show_creator(self, entry: Entry, now: float) -> None:
        """Shows the creator and its newest figures; another creator's history gives way to the one that is read."""
        if self._entry is None or self._entry.id != entry.id:
            self._history = History()
            self._plot.show_loading()
            self._videos.show_loading()
            self._peers.hide()
            self.verticalScrollBar().setValue(0)
        self._entry = entry
        creator = entry.tracked.creator
        self._avatar.show_picture(creator.avatar, creator.handle)
        self._name.setText(creator.name or creator.handle)
        self._verified.setVisible(bool(creator.verified))
        self._about.setText("  ·  ".join(filter(None, (f"@{creator.handle}", " ".join((creator.bio or "").split())))))
        self._state.show_state(words.state_line(entry.tracked))
        self._show_figures()
        self.show_age(now)

    def show_history(self, history: History, now: float, every: float) -> None:
        """every: seconds between two refreshes of the creator."""
        self._history = history
        self._moves.show_lines(words_of_moves.lines(history.samples, history.videos, now))
        self._per_week = weekly_growth(history.samples)
        self._plot.show_samples(history.samples, every)
        sample = self._entry.tracked.creator.sample if self._entry is not None else None
        self._videos.show_videos(history.videos, sample.videos if sample is not None else None, now)
        self._show_figures()
        self.show_age(now)

    def show_mentions(self, creator_id: int, mentions: Sequence[Video], now: float) -> None:
        """mentions: others' videos that mention the creator; ignored if another creator is shown by now."""
        if self._entry is not None and self._entry.id == creator_id:
            history = self._history
            self._moves.show_lines(words_of_moves.lines(history.samples, history.videos, now, mentions))

    def show_standing(self, creator_id: int, said: str) -> None:
        """said: the creator's place among others; ignored if another creator is shown by now."""
        if self._entry is not None and self._entry.id == creator_id:
            self._peers.setText(said)
            self._peers.setVisible(bool(said))

    def show_age(self, now: float) -> None:
        """Updates how long ago the creator and its videos were measured."""
        if self._entry is not None:
            sample = self._entry.tracked.creator.sample
            said = " · ".join(filter(None, (words.measured(sample, now), words.totals(sample))))
            exact = (times.exact_time(sample.at), words.totals_hint(sample, self._history.weeks_ago)) if sample else ()
            self.notices.say(said, hint="\n".join(filter(None, exact)))
            self._show_videos(now)

    def set_refreshing(self, refreshing: bool) -> None:
        self._refresh.setEnabled(not refreshing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        roomy = self._is_roomy()
        self._open.setVisible(roomy)
        self._open_small.setVisible(not roomy)
        self._post.set_text("Post to Discord" if roomy else "Post")
        self._figures.fit(self.window().height())
        self._show_figures()

    def _is_roomy(self) -> bool:
        return self.viewport().width() >= self._theme.px(ROOMY_FROM)

    def _show_figures(self) -> None:
        if self._entry is None:
            return
        sample, history = self._entry.tracked.creator.sample, self._history
        self._show_followers(sample, history.day_ago)
        self._show_growth(self._entry.growth)

    def _show_followers(self, sample: CreatorSample | None, day_ago: CreatorSample | None) -> None:
        """Shows the followers, with their change in a day if there is room and it can be measured."""
        which = CreatorCount.FOLLOWERS
        found = change(day_ago, sample, which)
        text, tone = _in_time(found) if self._is_roomy() else ("", "")
        exact = f"{counts.creator_count(sample, which, full=True)} followers"
        hint = f"{exact}\n{words.growth_hint(found)}" if found else exact
        self._figures.set_figure("followers", counts.creator_count(sample, which), text, tone=tone, hint=hint)

    def _show_videos(self, now: float) -> None:
        views, posts = self._history.views, self._history.posts
        number = counts.count(views.median, rounded=views.rounded, repaired=views.repaired)
        age = self._age(views.until, now) if views.median is not None else ""
        self._figures.set_figure("views", number, age, hint=words.views_hint(views))
        rate = UNKNOWN if posts is None else numbers.rate(posts.per_week)
        age = self._age(posts.until, now) if posts is not None else ""
        self._figures.set_figure("posts", rate, age, hint=words.posts_hint(posts))

    def _age(self, at: float, now: float) -> str:
        """ "measured 31 d ago" or, where there is little room, "31 d ago"; "" if it wasn't long ago."""
        said = words.if_old(at, now)
        return said if self._is_roomy() else said.removeprefix("measured ")

    def _show_growth(self, found: Change | None) -> None:
        text, tone = words.growth(found)
        if found is None:
            text, amount = UNKNOWN, words.TOO_SOON if self._history.is_short else ""
        elif not found.is_measurable:
            text, amount = "", words.NO_CHANGE.capitalize()
        elif found.is_of_weeks:
            amount, _ = words.amount(found)
        else:  # not the growth that the caption promises, and not to be compared with that of others
            text, amount = UNKNOWN, words.growth_of_weeks(found)[0]
        hint = f"{words.growth_hint(found)}\n{words.per_week_hint(self._per_week)}"
        self._figures.set_figure("growth", text, amount, tone=tone, hint=hint)

    def _lay_out(self) -> None:
        self._plot.setMinimumHeight(PLOT_HEIGHT)
        self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)  # takes the remaining height
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)  # keeps the mark beside it
        names = column(row(self._name, self._verified, None, spacing=6), self._about, spacing=2)
        header = row(self._avatar, spacing=12, margins=(24, 0, 24, 0))
        header.addLayout(names, 1)
        for button in (self._open, self._open_small, self._refresh, self._post):
            header.addWidget(button)
        cards = column((self._plot, 1), self._moves, self._videos, spacing=12, margins=(24, 0, 24, 24))
        notices = row(self.notices, margins=(24, 0, 24, 0))
        self._peers.setToolTip(words_of_peers.HOW)
        self._peers.setMinimumWidth(1)
        self._peers.hide()
        body = column(
            header, self._state, self._figures, row((self._peers, 1), margins=(24, 0, 24, 0)), notices, spacing=8
        )
        body.addLayout(cards, 1)
        scrolled(self, body)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self._open.clicked.connect(self._ask_to_open)
        self._open_small.clicked.connect(self._ask_to_open)
        self._refresh.clicked.connect(self._ask_to_refresh)
        self._post.clicked.connect(self._ask_to_post)
        self._videos.video_opened.connect(self.video_opened)
        self._videos.video_copy_wanted.connect(self.video_copy_wanted)
        self._videos.video_reached.connect(self._scroll_to_video)

    def _scroll_to_video(self, rect: QRect) -> None:
        place = rect.translated(self._videos.pos()).center()
        self.ensureVisible(place.x(), place.y(), 0, rect.height())

    def _ask_to_open(self) -> None:
        self.open_wanted.emit(self._entry)

    def _ask_to_refresh(self) -> None:
        self.refresh_wanted.emit(self._entry)

    def _ask_to_post(self) -> None:
        self.post_wanted.emit(self._entry)


class _StateLine(QWidget):
    """A line about the creator's state on TikTok, hidden if there is nothing to say."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "info")
        self._words = Label("", "label", wrap=True)
        self.setLayout(row(self._icon, (self._words, 1), margins=(24, 0, 24, 0)))

    def show_state(self, state: words.StateLine | None) -> None:
        self.setVisible(state is not None)
        if state is not None:
            self._icon.set_icon(state.icon, state.color)
            self._words.setText(state.text)
            self._words.set_tone(state.color)


def _in_time(found: Change | None) -> tuple[str, str]:
    """("+4,750 in 24 h", "ok"); empty if there is no measurable change, or it spans less than an hour."""
    if found is None or found.seconds < HOUR or not found.is_measurable or not found.amount:
        return "", ""
    text, tone = words.amount(found)
    return f"{text} in {durations.span(found.seconds)}", tone
