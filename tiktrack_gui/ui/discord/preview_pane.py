"""The right pane of the Discord page: the creator, a preview of its post, and the button that posts it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QFrame, QSizePolicy, QWidget

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.core.models import Creator, MeasuredVideo
from tiktrack_gui.ui.discord.preview import DiscordPreview
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, framed, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import ElidedLabel, IconLabel, Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.words import discord as words

MIN_WIDTH = 400  # px
TITLE_FROM = 440  # px at normal text size; below it, the switches need its place
NO_CHANNEL = "your-channel"
BONES = (
    Bone(left=16, top=16, width=40, height=40, radius=20),
    Bone(left=72, top=18, width=120, height=12),
    Bone(left=72, top=44, width=0.6, height=220, radius=4),
)


@dataclass(frozen=True, slots=True)
class _Story:
    """Among the choices. video: its ID."""

    video: int


Chosen = str | _Story  # a creator's handle, or a story


class PreviewPane(QWidget):
    """Signals:
    creator_chosen: A creator was selected to be shown. arg: the handle.
    story_chosen: A story was. arg: its video's ID.
    fresh_wanted: The user wants to refresh the creator's numbers. arg: the handle.
    post_wanted: The user wants to post the shown profile. arg: the handle.
    confirmed: The user confirmed the preview for this channel.
    """

    creator_chosen = Signal(str)
    story_chosen = Signal(object)
    fresh_wanted = Signal(str)
    post_wanted = Signal(str)
    confirmed = Signal()

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme, self._is_dark = theme, theme.dark
        self._creators = QComboBox()
        self._creators.setAccessibleName("Creator")
        self._creators.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._mode = Segmented({"dark": "Dark", "light": "Light"}, "Discord’s colours")
        self._mode.choose("dark" if theme.dark else "light")
        self._fresh = IconButton(theme, "refresh-cw", "Refresh this creator’s numbers")
        self._post = Button(theme, "Post now", icon="send", kind="primary")
        self._progress = ProgressLine(theme)
        self._standing = _Standing(theme)
        self._title = Label("Preview", "section")
        self._device = Segmented({"desktop": "Desktop", "phone": "Phone"}, "Discord on")
        self._preview = DiscordPreview(theme, pictures)
        self._preview.set_dark(theme.dark)
        self._states = ViewStates(theme, self._preview, Skeleton(theme, BONES, row_height=280, rows=1))
        self._question = Label("", "label", wrap=True)
        self._confirm = Button(theme, "Looks right", icon="check")
        self._asking = self._ask_bar()
        self.setMinimumWidth(MIN_WIDTH)
        self._lay_out()
        self._connect()

    @property
    def handle(self) -> str | None:
        """The selected creator's handle, or None."""
        chosen = self._creators.currentData()
        return chosen if isinstance(chosen, str) else None

    @property
    def story(self) -> int | None:
        """The selected story's video, by its ID, or None."""
        chosen = self._creators.currentData()
        return None if chosen is None or isinstance(chosen, str) else chosen.video

    def offer(self, creators: Sequence[Creator]) -> None:
        """Offers these creators for selection; the selected one stays, even if it isn't among them."""
        shown, name = self.handle, self._creators.currentText()
        names: dict[Chosen, str] = {creator.handle: _name(creator) for creator in creators}
        if shown is not None:
            names.setdefault(shown, name)
        self._creators.setAccessibleName("Creator")
        self._fill(names, shown)
        if not names:
            self.show_nobody()

    def offer_stories(self, stories: Sequence[MeasuredVideo]) -> None:
        """As `offer`, for a channel whose threads are about stories."""
        shown, name = self._creators.currentData(), self._creators.currentText()
        names: dict[Chosen, str] = {_Story(story.video.id): _title(story) for story in stories}
        if isinstance(shown, _Story):
            names.setdefault(shown, name)
        self._creators.setAccessibleName("Story")
        self._fill(names, shown)
        if not names:
            self.show_nothing()

    def _fill(self, names: Mapping[Chosen, str], shown: Chosen | None) -> None:
        self._creators.blockSignals(True)
        self._creators.clear()
        for chosen, text in names.items():
            self._creators.addItem(text, chosen)
        places = list(names)
        self._creators.setCurrentIndex(-1 if not names else places.index(shown) if shown in places else 0)
        self._creators.blockSignals(False)
        self._creators.setEnabled(bool(names))

    def choose(self, handle: str) -> None:
        """Selects a creator, whether it was offered or not."""
        place = self._creators.findData(handle)
        if place < 0:
            self._creators.insertItem(0, f"@{handle}", handle)
            self._creators.setEnabled(True)
            place = 0
        if place == self._creators.currentIndex():
            self.creator_chosen.emit(handle)
        self._creators.setCurrentIndex(place)

    def focus(self) -> None:
        self._creators.setFocus()

    def show_loading(self) -> None:
        self._states.show_loading()

    def show_nobody(self) -> None:
        self._post.setEnabled(False)
        self._fresh.setEnabled(False)
        self._states.show_words(
            "users",
            "No creators yet",
            "Track a creator or refresh the trending feed. Profiles you can post are previewed here, as Discord "
            "will show them.",
        )

    def show_nothing(self) -> None:
        self._post.setEnabled(False)
        self._fresh.setEnabled(False)
        self._states.show_words(
            "flame",
            "No stories yet",
            "Refresh the trending feed. Stories you can post are previewed here, as Discord will show them.",
        )

    def show_failure(self, sentence: str) -> None:
        self._states.show_words("circle-alert", "Couldn’t load the preview", sentence, action="Try again")

    def show_post(
        self, payload: Mapping[str, Any], now: float, channel: Channel | None, author: str, role: str = ""
    ) -> None:
        """Shows the payload exactly as posted. author: the bot's name. role: the name of the one that is pinged."""
        name = channel.name if channel else NO_CHANNEL
        self._preview.show_post(payload, now, channel=name, forum=words.is_forum(channel), author=author, role=role)
        self._fresh.setEnabled(True)
        self._states.show_view()

    def show_standing(self, icon: str, color: str, text: str) -> None:
        """Shows a line below the buttons, such as the post's state or the age of its numbers; "" hides it."""
        self._standing.say(icon, color, text)

    def allow_posting(self, allowed: bool, why_not: str = "") -> None:
        self._post.setEnabled(allowed)
        self._post.setToolTip("Post this profile as a thread" if allowed else why_not)

    def ask_for_confirmation(self, channel: Channel | None) -> None:
        """Asks whether the preview is right for that channel; None hides the question."""
        if channel is None:
            self._hand_focus_on(self._post, self._confirm)
        self._asking.setVisible(channel is not None)
        if channel is not None:
            self._question.setText(f"Does this look right for #{channel.name}? The timer can post once you confirm.")

    def set_working(self, working: bool) -> None:
        """Shows progress while the creator's numbers are refreshed or the profile is posted."""
        if working:
            self._hand_focus_on(self._creators, self._post, self._fresh)
            self._progress.start()
            self._post.setEnabled(False)
            self._fresh.setEnabled(False)
        else:
            self._progress.stop()
            self._fresh.setEnabled(self.handle is not None)

    def _hand_focus_on(self, to: QWidget, *leaving: QWidget) -> None:
        """Moves focus to `to` if one of `leaving` has it, before Qt passes it to an arbitrary widget."""
        if self.window().focusWidget() in leaving:
            to.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._title.setVisible(self.width() >= self._theme.px(TITLE_FROM))

    def _follow_theme(self) -> None:
        """Switches the preview along with the window's theme; the user can still choose the other one."""
        if self._theme.dark != self._is_dark:
            self._is_dark = self._theme.dark
            self._mode.choose("dark" if self._is_dark else "light")

    def _choose_mode(self, mode: str) -> None:
        self._preview.set_dark(mode == "dark")

    def _choose_device(self, device: str) -> None:
        self._preview.set_phone(device == "phone")

    def _tell_chosen(self) -> None:
        if self.handle is not None:
            self.creator_chosen.emit(self.handle)
        elif self.story is not None:
            self.story_chosen.emit(self.story)

    def _ask_for_fresh(self) -> None:
        if self.handle is not None:
            self.fresh_wanted.emit(self.handle)

    def _ask_to_post(self) -> None:
        if self.handle is not None:
            self.post_wanted.emit(self.handle)

    def _ask_bar(self) -> QFrame:
        bar = framed("sunken", row((self._question, 1), self._confirm, margins=(12, 8, 8, 8)))
        bar.hide()
        return bar

    def _lay_out(self) -> None:
        exact = ElidedLabel("exactly what the channel gets", "hint")
        title = row(self._title, (exact, 1), self._device, self._mode)
        tools = row((self._creators, 1), self._fresh, self._post)
        head = column(title, 4, tools, self._progress, self._standing, spacing=4)
        self.setLayout(column(head, (self._states, 1), self._asking, spacing=8, margins=(24, 12, 24, 16)))

    def _connect(self) -> None:
        self._creators.currentIndexChanged.connect(self._tell_chosen)
        self._mode.chosen.connect(self._choose_mode)
        self._device.chosen.connect(self._choose_device)
        self._theme.changed.connect(self._follow_theme)
        self._fresh.clicked.connect(self._ask_for_fresh)
        self._post.clicked.connect(self._ask_to_post)
        self._confirm.clicked.connect(self.confirmed)
        self._states.words.acted.connect(self._tell_chosen)


class _Standing(QWidget):
    """A line of text with an icon, hidden while empty."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._icon = IconLabel(theme, "info")
        self._words = Label("", "small", wrap=True)
        self.setLayout(row(self._icon, (self._words, 1)))
        self.hide()

    def say(self, icon: str, color: str, text: str) -> None:
        self.setVisible(bool(text))
        self._icon.set_icon(icon, color)
        self._words.setText(text)


def _title(story: MeasuredVideo) -> str:
    caption = " ".join(story.video.caption.split()) or "No caption"
    return f"{caption} · @{story.video.creator.handle}"


def _name(creator: Creator) -> str:
    name = " ".join((creator.name or "").split())
    return f"{name} (@{creator.handle})" if name else f"@{creator.handle}"
