"""Details of the selected video: its numbers, and the parts of its score."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QSizePolicy

from tiktrack_gui.core import durations
from tiktrack_gui.core.characters import cut
from tiktrack_gui.core.deliveries import DeliveryState
from tiktrack_gui.core.models import CreatorCount, CreatorSample, MeasuredVideo, VideoCount, VideoSample
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.trending.curves import Curves
from tiktrack_gui.ui.trending.engagement import EngagementCurve
from tiktrack_gui.ui.trending.usual import UsualViews
from tiktrack_gui.ui.widgets import tooltips
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsPanel, Fact
from tiktrack_gui.ui.widgets.labels import Label
from tiktrack_gui.ui.widgets.pictures import COVER_LARGE, Pictures
from tiktrack_gui.ui.widgets.score_parts import ScoreParts
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words import counts, measures, origins, times, videos
from tiktrack_gui.words.text import breakable

_COUNTS = (
    (VideoCount.VIEWS, "eye", "Views"),
    (VideoCount.LIKES, "heart", "Likes"),
    (VideoCount.COMMENTS, "message-circle", "Comments"),
    (VideoCount.SHARES, "share-2", "Shares"),
    (VideoCount.SAVES, "bookmark", "Saves"),
)

CAPTION = 200  # characters shown; the tooltip has the full text, also for the sound
SOUND = 140  # px
HASHTAGS = 120  # characters


class TrendingDetails(DetailsPanel):
    """The panel to the right of the feed.

    Signals:
        open_wanted, copy_wanted, creator_wanted, post_wanted, measure_wanted: A button was pressed. arg: the shown
            MeasuredVideo.
    """

    open_wanted = Signal(object)
    copy_wanted = Signal(object)
    creator_wanted = Signal(object)
    post_wanted = Signal(object)
    measure_wanted = Signal(object)

    def __init__(self, theme: Theme, pictures: Pictures, curves: Curves, usual: UsualViews) -> None:
        super().__init__("Details of the selected video")
        self._pictures, self._curves, self._usual = pictures, curves, usual
        self._item: MeasuredVideo | None = None
        self._threshold = 0.0
        self._selected = Label("", "badge")
        self._cover = QLabel()
        self._caption = Label("", "emphasis", wrap=True)
        self._author = Label("", "secondary", wrap=True)
        self._found_by = Label("", "hint", wrap=True)
        self._facts = {which: Fact(theme, icon, name) for which, icon, name in _COUNTS}
        self._compared = Fact(theme, "gauge", "Compared")
        self._followers = Fact(theme, "users", "Followers")
        self._sound = Fact(theme, "music", "Sound")
        self._hashtags = Label("", "small", wrap=True)
        self._origins = Label("", "hint", wrap=True)
        self._velocity = Fact(theme, "trending-up", "Velocity")
        self._current = Fact(theme, "activity", "Now")
        self._curve = EngagementCurve(theme)
        self._posted = Label("Posted", "hint")
        self._measured = Label("", "hint")
        self._measure = IconButton(theme, "refresh-cw", "Measure again", shortcut="M")
        self._score = Label("", "emphasis", tabular=True)
        self._how = Label("Value × weight", "hint")
        self._parts = ScoreParts(theme)
        self._reason = Label("", "small", wrap=True)
        self._post = Button(theme, "Post to Discord", icon="send", kind="primary", hint="D")
        self._open = Button(theme, "Open", icon="external-link", hint="Enter")
        self._creator = Button(theme, "", icon="user-plus")
        self._copy = IconButton(theme, "copy", "Copy link")
        self._lay_out()
        self._connect()

    def show_video(
        self,
        item: MeasuredVideo | None,
        now: float,
        threshold: float,
        *,
        tracked: bool = False,
        found_by: str = "",
    ) -> None:
        """item: None if nothing is selected. now: UTC epoch seconds, for the age. threshold: engagements per minute.

        tracked: whether its creator is. found_by: the name of the source that found it first, "" = isn't shown.
        """
        self._item, self._threshold = item, threshold
        if item is None:
            return
        caption = videos.caption(item.video.caption)
        self._caption.setText(breakable(cut(caption, CAPTION)))
        self._caption.setToolTip(tooltips.plain(item.video.caption) if len(caption) > CAPTION else "")
        self._show_finder(item, found_by)
        self._author.setToolTip(times.exact_time(item.video.posted_at))
        self.show_age(now)
        self._show_numbers(item)
        self._show_score(item)
        self._show_posted(item)
        self._show_tracked(tracked)
        self.draw_cover()
        self._draw_curve()
        self._show_usual()

    def _show_finder(self, item: MeasuredVideo, found_by: str) -> None:
        self._found_by.setVisible(bool(found_by))
        self._found_by.setText(f"Found by {breakable(found_by)}")
        found = f" on {times.exact_time(item.found_at)}" if item.found_at else ""
        self._found_by.setToolTip(f"Found first by {found_by}{found}")

    def show_selected(self, number: int) -> None:
        """Says that the video is one of several that are selected."""
        self._selected.setVisible(number > 1)
        self._selected.setText(f"{number} selected")

    def show_age(self, now: float) -> None:
        """Updates the video's age."""
        if self._item is not None:
            video, creator = self._item.video, self._item.video.creator
            age = durations.age(now - video.posted_at)
            name = f"{breakable(creator.name)}\n" if creator.name else ""
            self._author.setText(f"{name}@{creator.handle}  ·  {age}")
            self._origins.setText(origins.of_numbers(self._item, now))
            self._measured.setText(videos.standing(self._item, now))
            self._measured.setToolTip(times.exact_time(video.sample.at))

    @property
    def item(self) -> MeasuredVideo | None:
        """The shown video."""
        return self._item

    def draw_cover(self) -> None:
        """Draws the cover, or its placeholder until the picture has arrived."""
        if self._item is not None:
            video, ratio = self._item.video, self.devicePixelRatioF()
            self._cover.setPixmap(self._pictures.pixmap(video.cover, COVER_LARGE, video.creator.handle, ratio))

    def _draw_curve(self) -> None:
        if self._item is not None:
            video = self._item.video
            self._curve.show_curve(video, self._curves.of(video.id), self._threshold)

    def _show_usual(self) -> None:
        """Compares its views with the usual ones, once they are loaded."""
        if self._item is not None:
            video = self._item.video
            usual = self._usual.of(video)
            if usual is None:
                self._compared.set_value("", measures.USUAL)
            else:
                self._compared.set_value(
                    videos.against_usual_views(video.sample, usual), tooltips.plain(videos.usual_views(usual))
                )

    def _show_numbers(self, item: MeasuredVideo) -> None:
        sample, creator = item.video.sample, item.video.creator.sample
        for which, fact in self._facts.items():
            full = counts.video_count(sample, which, full=True)
            fact.set_value(counts.video_count(sample, which), _exactly(full, sample))
        followers = CreatorCount.FOLLOWERS
        full = counts.creator_count(creator, followers, full=True)
        self._followers.set_value(counts.creator_count(creator, followers), _exactly(full, creator))
        self._sound.setVisible(item.video.sound is not None)
        self._sound.set_value(self._elided(item.video.sound or ""), tooltips.plain(item.video.sound or ""))
        hashtags = " ".join(f"#{name}" for name in item.video.hashtags)
        self._hashtags.setVisible(bool(hashtags))
        self._hashtags.setText(breakable(cut(hashtags, HASHTAGS)))
        self._hashtags.setToolTip(tooltips.plain(hashtags))
        self._hashtags.setAccessibleName(f"Hashtags: {hashtags}")
        self._velocity.set_value(videos.velocity(item), measures.VELOCITY)
        arrow, _ = videos.direction(item)
        hint = "\n".join(filter(None, (videos.speed_up(item), videos.explained(item))))
        self._current.set_value(f"{arrow} {videos.current_velocity(item)}".strip(), hint)

    def _elided(self, sound: str) -> str:
        return self.fontMetrics().elidedText(" ".join(sound.split()), Qt.TextElideMode.ElideRight, SOUND)

    def _show_score(self, item: MeasuredVideo) -> None:
        self._score.setText(f"Score {videos.score(item)}")
        self._how.setVisible(item.score is not None)
        self._parts.show_score(item.score)
        self._reason.setText(item.reason)

    def _show_posted(self, item: MeasuredVideo) -> None:
        sent = item.posted is DeliveryState.SENT
        self._post.set_text("Posted" if sent else "Post to Discord")
        self._post.setEnabled(not sent)

    def _show_tracked(self, tracked: bool) -> None:
        self._creator.set_text("Show creator" if tracked else "Track creator")
        self._creator.set_icon("users" if tracked else "user-plus")
        self._creator.setToolTip("" if tracked else "T")

    def _lay_out(self) -> None:
        self._cover.setFixedSize(COVER_LARGE.width, COVER_LARGE.height)
        self._cover.setAccessibleName("Cover")
        for label in (self._caption, self._author, self._hashtags, self._found_by, self._origins, self._reason):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no word widens the panel
        self._selected.hide()
        self.body.addWidget(self._selected, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addWidget(self._cover, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addSpacing(4)
        views, *others = self._facts.values()
        facts = (views, self._compared, *others, self._followers, self._sound, self._origins)
        moments = row(self._posted, None, self._measured)
        speed = column(self._velocity, self._current, self._curve, moments)
        score = column(row(self._score, None, self._how), self._parts, self._reason)
        about = column(self._caption, self._author, self._hashtags, self._found_by)
        self.body.addLayout(column(about, hairline(), column(*facts), hairline(), speed, hairline(), score))
        self.body.addStretch(1)
        self.footer.addLayout(row((self._post, 1), self._measure, self._copy))
        self.footer.addWidget(SideBySide(row((self._open, 1)), row((self._creator, 1))))

    def _connect(self) -> None:
        self._post.clicked.connect(self._ask_to_post)
        self._open.clicked.connect(self._ask_to_open)
        self._creator.clicked.connect(self._ask_for_creator)
        self._copy.clicked.connect(self._ask_to_copy)
        self._measure.clicked.connect(self._ask_to_measure)
        self._pictures.arrived.connect(self.draw_cover)
        self._curves.arrived.connect(self._draw_curve)
        self._usual.arrived.connect(self._show_usual)

    def _ask_to_post(self) -> None:
        self.post_wanted.emit(self._item)

    def _ask_to_open(self) -> None:
        self.open_wanted.emit(self._item)

    def _ask_for_creator(self) -> None:
        self.creator_wanted.emit(self._item)

    def _ask_to_measure(self) -> None:
        self.measure_wanted.emit(self._item)

    def _ask_to_copy(self) -> None:
        self.copy_wanted.emit(self._item)


def _exactly(count: str, sample: VideoSample | CreatorSample | None) -> str:
    """A count in full, where it was read, and when."""
    return count if sample is None else f"{count}\n{origins.exactly(sample)}"


def copy(text: str) -> None:
    """Copies text to the clipboard."""
    QGuiApplication.clipboard().setText(text)
