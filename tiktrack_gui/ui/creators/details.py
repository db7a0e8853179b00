"""Details of one tracked creator, now or as of a moment: identity, figures and their growth, events and videos."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from tiktrack_gui.core.as_of import History, Profile, as_of, posts_as_of, samples_until
from tiktrack_gui.core.baseline import ViewsPerVideo, views_per_video
from tiktrack_gui.core.growth_rate import weekly_growth
from tiktrack_gui.core.models import Video
from tiktrack_gui.core.posts import PostsPerWeek
from tiktrack_gui.core.timeline import events
from tiktrack_gui.ui.creators.annotations.card import AnnotationsCard
from tiktrack_gui.ui.creators.annotations.day_marks import day_marks
from tiktrack_gui.ui.creators.annotations.status_part import Compared
from tiktrack_gui.ui.creators.as_of_bar import AsOfBar
from tiktrack_gui.ui.creators.figures import Figures
from tiktrack_gui.ui.creators.header import ProfileHeader
from tiktrack_gui.ui.creators.measurements import Measurements
from tiktrack_gui.ui.creators.model import Entry
from tiktrack_gui.ui.creators.moves import MovesCard
from tiktrack_gui.ui.creators.timeline import TimelineCard
from tiktrack_gui.ui.creators.videos import VideosSeen
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row, scrolled
from tiktrack_gui.ui.widgets.growth_plot import GrowthPlot
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.words import creators as words
from tiktrack_gui.words import moves as words_of_moves
from tiktrack_gui.words import peers as words_of_peers
from tiktrack_gui.words import profiles as words_of_profiles
from tiktrack_gui.words import times

PLOT_HEIGHT = 300  # px, minimum
ROOMY_FROM = 700  # px; below it, buttons are smaller and figures have no second number
ALL_MEASUREMENTS = "All measurements"


class CreatorDetails(QScrollArea):
    """The right pane of the Creators page.

    Attributes:
        notices: The place of the page's notices; its quiet line says when the creator was measured.
        annotations: The section with status, tags and notes.

    Signals:
        open_wanted, refresh_wanted, post_wanted: A button was pressed. arg: the shown Entry.
        link_opened: The link of the bio was pressed. arg: the URL.
        video_opened: Enter or a double-click on a video, or a click on its mark in the plot. arg: Video.
        video_copy_wanted: The user wants to have a video's link. arg: Video.
        said: The plot was saved or copied, or couldn't be. args: a sentence, whether it is good news.
        export_requested: The user wants to export measurements. arg: an ExportRequest.
        moment_chosen: The profile is shown as of another moment; its videos are wanted. arg: epoch seconds, None = now.
    """

    open_wanted = Signal(object)
    refresh_wanted = Signal(object)
    post_wanted = Signal(object)
    link_opened = Signal(str)
    video_opened = Signal(object)
    video_copy_wanted = Signal(object)
    said = Signal(str, bool)
    export_requested = Signal(object)
    moment_chosen = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme = theme
        self._entry: Entry | None = None
        self._history: History | None = None  # None until it was read
        self._profile: Profile | None = None
        self._videos_now: Sequence[Video] = ()
        self._mentions: Sequence[Video] = ()
        self._compared: Mapping[int, Compared] = {}  # by the IDs of statuses
        self._views = ViewsPerVideo()
        self._posts: PostsPerWeek | None = None
        self._now = 0.0
        self._header = ProfileHeader(theme, pictures)
        self._state = _StateLine(theme)
        self._figures = Figures(theme)
        self.notices = NoticePlace(theme)
        self._peers = Label("", "hint", wrap=True, tabular=True)
        self._bar = AsOfBar(theme)
        self._plot = _Plot(theme, pictures=pictures)
        self.annotations = AnnotationsCard(theme)
        self._moves = MovesCard(theme)
        self._timeline = TimelineCard(theme)
        self._videos = VideosSeen(theme, pictures)
        self._lay_out()
        self._connect()

    @property
    def moment(self) -> int | None:
        """The moment in the past that is shown, None = now."""
        return self._bar.moment

    @property
    def creator_id(self) -> int | None:
        return None if self._entry is None else self._entry.id

    def show_creator(self, entry: Entry, now: float) -> None:
        """Shows the creator and its newest figures; another creator's history gives way to the one that is read."""
        self._now = now
        if self._entry is None or self._entry.id != entry.id:
            self._history, self._videos_now, self._mentions = None, (), ()
            self._peers.clear()
            self._views, self._posts = ViewsPerVideo(), None
            self._bar.show_loading()
            self._plot.show_loading()
            self._plot.mark_moment(None)
            self._compared = {}
            self._moves.show_lines(())
            self._timeline.show_loading()
            self._videos.show_loading()
            self.verticalScrollBar().setValue(0)
        self._entry = entry
        self._plot.name_creator(entry.tracked.creator.name or "", entry.tracked.creator.handle)
        self._show_profile()
        self._show_annotations()

    def show_annotations(self, entry: Entry) -> None:
        """Shows what is kept about the creator, which has changed; ignored if another creator is shown by now."""
        if entry.id == self.creator_id:
            self._entry = entry
            self._show_annotations()

    def show_compared(self, creator_id: int, compared: Mapping[int, Compared]) -> None:
        """compared: the growth before and after the creator's statuses, by the IDs of these; ignored if another
        creator is shown by now.
        """
        if creator_id == self.creator_id:
            self._compared = compared
            self.annotations.show_compared(compared)
            self._mark_days()

    def write_note(self) -> None:
        """Goes to the field for a new note."""
        self.annotations.notes.write()
        self.ensureWidgetVisible(self.annotations.notes)

    def show_history(self, history: History, videos: Sequence[Video], now: float, every: float) -> None:
        """Shows all but the cards about the videos: those come with `show_videos_now`, in another turn of the loop.

        videos: the creator's newest, as measured last. every: seconds between two refreshes of the creator.
        """
        self._history, self._videos_now, self._now = history, videos, now
        self._bar.show_history(history.samples, history.start, now)
        self._show_profile()
        self._plot.show_samples(history.samples, every, videos)  # last: it is drawn anew whenever another part grows

    def seek_video(self, creator_id: int, video_id: int) -> None:
        """Selects a creator's video when that creator's videos are shown next."""
        self._videos.seek(creator_id, video_id)

    def show_videos_now(self) -> None:
        """Shows the videos that came with the history."""
        if self.moment is None:
            self._show_videos(self._videos_now)
        else:  # their numbers of then may be others now
            self.moment_chosen.emit(self.moment)

    def show_mentions(self, creator_id: int, mentions: Sequence[Video]) -> None:
        """mentions: others' videos that mention the creator; ignored if another creator is shown by now."""
        if creator_id == self.creator_id:
            self._mentions = mentions
            if self.moment is None:
                self._show_moves(self._videos_now)

    def show_standing(self, creator_id: int, said: str) -> None:
        """said: the creator's place among others now; ignored if another creator is shown by now."""
        if creator_id == self.creator_id:
            self._peers.setText(said)
            self._show_peers()

    def show_videos_as_of(self, moment: int, videos: Sequence[Video]) -> None:
        """videos: those posted by then, as measured by then; ignored if another moment is shown meanwhile."""
        if moment == self.moment:
            self._show_videos(videos)

    def show_age(self, now: float) -> None:
        """Updates how long ago the creator and its videos were measured."""
        self._now = now
        self.annotations.show_age(now)
        if self._entry is not None and self.moment is None:
            self._show_measured()
            self._show_figures_of_videos()

    def set_refreshing(self, refreshing: bool) -> None:
        self._header.set_refreshing(refreshing)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._header.set_roomy(self._is_roomy())
        self._figures.fit(self.window().height())
        self._show_figures()
        self._show_figures_of_videos()

    def _show_annotations(self) -> None:
        if self._entry is not None:
            self.annotations.show_annotations(self._entry.id, self._entry.annotations, self._now)
            self._mark_days()

    def _mark_days(self) -> None:
        """Marks in the plot when the creator's statuses began."""
        if self._entry is not None:
            self._plot.mark_days(day_marks(self._entry.annotations, self._compared))

    @property
    def _shown_at(self) -> float:
        """The moment that is shown, or now."""
        return self._now if self.moment is None else self.moment

    def _is_roomy(self) -> bool:
        return self.viewport().width() >= self._theme.px(ROOMY_FROM)

    def _travel(self, moment: int | None) -> None:
        self._plot.mark_moment(moment)
        self._show_profile()
        if moment is None:
            self._show_videos(self._videos_now)
        self.moment_chosen.emit(moment)

    def _show_profile(self) -> None:
        """Shows all but the videos and what is computed from them."""
        if self._entry is None:
            return
        creator, moment = self._entry.tracked.creator, self.moment
        if self._history is None:
            self._profile = Profile(at=self._now, creator=creator, per_week=weekly_growth(()))
        else:
            found = as_of(self._history, self._shown_at)
            self._profile = found if moment is not None else replace(found, creator=creator)
            happened = events(
                self._history.changes, self._history.first_seen_at, self._history.tracked_since, self._shown_at
            )
            self._timeline.show_lines(words_of_profiles.timeline(happened, self._now))
        first_seen_at = self._history.first_seen_at if self._history is not None else None
        self._header.show_profile(self._profile, first_seen_at, is_past=moment is not None)
        self._state.show_state(words.state_line(self._entry.tracked) if moment is None else None)
        self._show_figures()
        self._show_measured()
        self._show_peers()

    def _show_peers(self) -> None:
        """Shows the place among others, which is one of now."""
        self._peers.setVisible(self.moment is None and bool(self._peers.text()))

    def _show_figures(self) -> None:
        if self._entry is not None and self._profile is not None:
            growth = self._entry.growth if self.moment is None else self._profile.growth
            self._figures.show_profile(self._profile, growth, is_roomy=self._is_roomy())

    def _show_measured(self) -> None:
        """Says when the counts were measured."""
        sample = self._profile.sample if self._profile is not None else None
        said = words.measured(sample, self._now) if self.moment is None else words.measured_by(sample, self.moment)
        action = ALL_MEASUREMENTS if self._history is not None and self._history.samples else ""
        self.notices.say(said, action=action, hint=times.exact_time(sample.at) if sample is not None else "")

    def _show_videos(self, videos: Sequence[Video]) -> None:
        samples = self._history.samples if self._history is not None else ()
        self._views, self._posts = views_per_video(videos), posts_as_of(samples, videos, self._shown_at)
        self._show_moves(videos)
        sample = self._profile.sample if self._profile is not None else None
        self._videos.show_videos(videos, sample.videos if sample is not None else None, self._now)
        self._show_figures_of_videos()

    def _show_moves(self, videos: Sequence[Video]) -> None:
        by_then = samples_until(self._history.samples if self._history is not None else (), self._shown_at)
        mentions = [one for one in self._mentions if one.posted_at <= self._shown_at]
        self._moves.show_lines(words_of_moves.lines(by_then, videos, self._now, mentions))

    def _show_figures_of_videos(self) -> None:
        if self._entry is not None:
            self._figures.show_videos(
                self._views,
                self._posts,
                self._shown_at,
                is_past=self.moment is not None,
                is_roomy=self._is_roomy(),
            )

    def _lay_out(self) -> None:
        self._plot.setMinimumHeight(PLOT_HEIGHT)
        self._plot.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        parts = (self._bar, (self._plot, 1), self.annotations, self._moves, self._timeline, self._videos)
        cards = column(*parts, spacing=12, margins=(24, 0, 24, 24))
        notices = row(self.notices, margins=(24, 0, 24, 0))
        self._peers.setToolTip(words_of_peers.HOW)
        self._peers.setMinimumWidth(1)
        self._peers.hide()
        peers = row((self._peers, 1), margins=(24, 0, 24, 0))
        body = column(self._header, self._state, self._figures, peers, notices, spacing=8)
        body.addLayout(cards, 1)
        scrolled(self, body)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def _connect(self) -> None:
        self._header.open_clicked.connect(self._ask_to_open)
        self._header.refresh_clicked.connect(self._ask_to_refresh)
        self._header.post_clicked.connect(self._ask_to_post)
        self._header.link_opened.connect(self.link_opened)
        self._bar.moment_chosen.connect(self._travel)
        self.notices.quiet_acted.connect(self._list_measurements)
        self._plot.video_opened.connect(self.video_opened)
        self._plot.said.connect(self.said)
        self._videos.video_opened.connect(self.video_opened)
        self._videos.video_copy_wanted.connect(self.video_copy_wanted)
        self._videos.post_wanted.connect(self._ask_to_post)
        self._videos.video_reached.connect(self._scroll_to_video)

    def _scroll_to_video(self, rect: QRect) -> None:
        place = rect.translated(self._videos.pos()).center()
        self.ensureVisible(place.x(), place.y(), 0, rect.height())

    def _list_measurements(self) -> None:
        if self._history is not None:
            listed = Measurements(self._theme, self._history.creator, self._history.samples, self)
            listed.export_requested.connect(self.export_requested)
            listed.open()

    def _ask_to_open(self) -> None:
        self.open_wanted.emit(self._entry)

    def _ask_to_refresh(self) -> None:
        self.refresh_wanted.emit(self._entry)

    def _ask_to_post(self) -> None:
        self.post_wanted.emit(self._entry)


class _Plot(GrowthPlot):
    """Takes the remaining height, whatever its parts would like.

    The policy for that would be Ignored, but then layouts forget its minimum where the height depends on the width.
    """

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), PLOT_HEIGHT)


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
