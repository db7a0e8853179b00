"""Details of the selected candidate: why it is there, what is known of it, and how far that can be trusted."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QMenu, QSizePolicy, QWidget

from tiktrack_gui.core.annotations import Annotations
from tiktrack_gui.core.discovery.constants import Constants
from tiktrack_gui.core.discovery.pool import Watch
from tiktrack_gui.core.discovery.ranked import Ranked
from tiktrack_gui.ui.discover.audience_section import AudienceSection
from tiktrack_gui.ui.discover.figures_section import QualitySection, SinceSection
from tiktrack_gui.ui.discover.fit_section import FitSection
from tiktrack_gui.ui.discover.kept_section import KeptSection
from tiktrack_gui.ui.discover.viral_list import Found, ViralList
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.details_panel import DetailsPanel
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.picture_label import PictureLabel
from tiktrack_gui.ui.widgets.pictures import AVATAR_LARGE, Pictures
from tiktrack_gui.ui.widgets.side_by_side import SideBySide
from tiktrack_gui.words import candidates as words
from tiktrack_gui.words import discovery, times
from tiktrack_gui.words.text import breakable


class CandidateDetails(DetailsPanel):
    """The panel to the right of the table.

    Attributes:
        kept, fit, audience, viral: Its sections whose buttons ask for something.

    Signals:
        track_wanted, open_wanted, dismissal_wanted, post_wanted, similar_wanted: A button was pressed.
    """

    track_wanted = Signal()
    open_wanted = Signal()
    dismissal_wanted = Signal()
    post_wanted = Signal()
    similar_wanted = Signal()

    def __init__(
        self, theme: Theme, pictures: Pictures, now: Callable[[], float], constants: Callable[[], Constants]
    ) -> None:
        """now: UTC epoch seconds. constants: of the definitions, as they are set."""
        super().__init__("Details of the selected candidate")
        self._theme, self._now, self._constants = theme, now, constants
        self._one: Ranked | None = None
        self._kept: Annotations | None = None  # about that one
        self._selected = Label("", "badge")
        self._avatar = PictureLabel(pictures, AVATAR_LARGE)
        self._name = Label("", "emphasis", wrap=True)
        self._handle = Label("", "secondary", wrap=True)
        self._found = Label("", "hint", wrap=True)
        self._reasons, self._cautions = _Lines(theme, "check", "ok"), _Lines(theme, "triangle-alert", "warn")
        self.kept, self.fit = KeptSection(theme), FitSection(theme)
        self._since = SinceSection(theme)
        self.audience = AudienceSection(theme)
        self._quality = QualitySection(theme)
        self.viral = ViralList(theme, pictures)
        self._track = Button(theme, "Track", icon="user-plus", kind="primary", hint="T")
        self._open = Button(theme, "Open", icon="external-link", hint="Enter")
        self._dismiss = Button(theme, "Not interesting", icon="ban", hint="Del")
        self._post = IconButton(theme, "send", "Post to Discord", shortcut="D")
        self._similar = IconButton(theme, "target", "More like this one", shortcut="M")
        self._lay_out()
        self._connect()
        self.hide()

    @property
    def candidate(self) -> Ranked | None:
        """The shown one."""
        return self._one

    def show_candidate(self, one: Ranked | None, selected: int) -> None:
        """one: None if nothing is selected. selected: how many are."""
        self._one = one
        if one is None:
            return
        self._selected.setVisible(selected > 1)
        self._selected.setText(f"{selected} selected")
        self._avatar.show_picture(one.avatar, one.handle)
        self._name.setText(breakable(words.name(one)))
        self._handle.setText(f"@{breakable(one.handle)}\n{words.followers(one)}")
        self.show_age()
        now = self._now()
        self._reasons.say(discovery.reasons(one, now))
        self._cautions.say(discovery.cautions(one, now))
        self.fit.show_candidate(one)
        self._since.show_candidate(one, now)
        self.audience.show_candidate(one, self._constants())
        self._quality.show_candidate(one)
        self._show_buttons(one)

    def show_kept(self, found: Annotations | None) -> None:
        """found: what the user keeps about the shown candidate; None while it isn't known."""
        self._kept = found
        if self._one is not None:
            self._say_kept(self._one)

    def _say_kept(self, one: Ranked) -> None:
        kept = self._kept if self._kept is not None and self._kept.creator_id == one.creator_id else None
        self.kept.show_kept(kept, self._now(), is_tracked=one.watch is Watch.TRACKED)

    def show_viral(self, found: Sequence[Found]) -> None:
        self.viral.show_videos(found, self._now())

    def show_age(self) -> None:
        """Updates what depends on the time."""
        if (one := self._one) is not None:
            now = self._now()
            self._say_kept(one)
            measured = "Not measured yet" if one.sample_at is None else f"Measured {times.ago(one.sample_at, now)}"
            state = words.state(one, now, self._constants().watched_days)
            watched = " ".join(filter(None, (state.text, state.below)))
            self._found.setText(f"{discovery.FOUND[one.found]}, {times.ago(one.found_at, now)}. {measured}. {watched}.")

    def _show_buttons(self, one: Ranked) -> None:
        is_tracked = one.watch is Watch.TRACKED
        self._track.set_text("Add to list" if is_tracked else "Track")
        self._dismiss.set_text("Interesting again" if one.dismissed else "Not interesting")
        self._dismiss.set_icon("undo-2" if one.dismissed else "ban")

    def _lay_out(self) -> None:
        for label in (self._name, self._handle, self._found):
            label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)  # no word widens the panel
        self._selected.hide()
        head = row(spacing=12)
        head.addWidget(self._avatar, 0, Qt.AlignmentFlag.AlignTop)
        head.addLayout(column(self._name, self._handle, spacing=1), 1)
        sections: list[QWidget] = [self.fit, self._since, self.audience, self._quality, self.viral]
        self.body.addWidget(self._selected, 0, Qt.AlignmentFlag.AlignHCenter)
        self.body.addLayout(head)
        for widget in (self._found, Label("Why this creator", "emphasis"), self._reasons, self._cautions, self.kept):
            self.body.addWidget(widget)
        for section in sections:
            self.body.addWidget(hairline())
            self.body.addWidget(section)
        self.body.addStretch(1)
        self.footer.addLayout(row((self._track, 1), self._post, self._similar))
        self.footer.addWidget(SideBySide(row((self._open, 1)), row((self._dismiss, 1))))

    def _connect(self) -> None:
        self._track.clicked.connect(self.track_wanted)
        self._open.clicked.connect(self.open_wanted)
        self._dismiss.clicked.connect(self.dismissal_wanted)
        self._post.clicked.connect(self.post_wanted)
        self._similar.clicked.connect(self.similar_wanted)

    def popup_track(self, menu: QMenu) -> None:
        """Opens the menu at the button."""
        above = QPoint(0, -menu.sizeHint().height())
        menu.popup(self._track.mapToGlobal(above))


class _Lines(QWidget):
    """Sentences, each after an icon; hidden without any."""

    def __init__(self, theme: Theme, icon: str, color: str) -> None:
        super().__init__()
        self._theme, self._icon, self._color = theme, icon, color
        self._box = column(spacing=6)
        self._lines: list[tuple[IconLabel, Label, QWidget]] = []
        self.setLayout(self._box)

    def say(self, sentences: Sequence[str]) -> None:
        while len(self._lines) < len(sentences):
            self._add()
        for place, (_, label, line) in enumerate(self._lines):
            line.setVisible(place < len(sentences))
            label.setText(breakable(sentences[place]) if place < len(sentences) else "")
        self.setVisible(bool(sentences))
        self.setAccessibleName(". ".join(sentences))

    def _add(self) -> None:
        icon, label, line = IconLabel(self._theme, self._icon, self._color), Label("", "body", wrap=True), QWidget()
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if self._color == "warn":
            label.set_tone("warn")
        layout = row(spacing=8)
        layout.addWidget(icon, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(label, 1)
        line.setLayout(layout)
        line.hide()
        self._box.addWidget(line)
        self._lines.append((icon, label, line))
