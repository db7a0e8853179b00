"""The right pane of the Discord page: the creator, a preview of its post, and the button that posts it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QSizePolicy, QWidget

from tiktrack_gui.core.deliveries import Channel
from tiktrack_gui.ui.discord.preview import DiscordPreview
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, row
from tiktrack_gui.ui.widgets.buttons import Button, IconButton
from tiktrack_gui.ui.widgets.labels import IconLabel, Label
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.progress_line import ProgressLine
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.widgets.skeleton import Bone, Skeleton
from tiktrack_gui.ui.widgets.view_states import ViewStates
from tiktrack_gui.words import channels as words

MIN_WIDTH = 400  # px
NO_CHANNEL = "your-channel"
BONES = (
    Bone(left=16, top=16, width=40, height=40, radius=20),
    Bone(left=72, top=18, width=120, height=12),
    Bone(left=72, top=44, width=0.6, height=220, radius=4),
)


class PreviewPane(QWidget):
    """What is previewed has a key: a creator's handle, or the subject of a story.

    Attributes:
        modes: The switches of how Discord shows it, which belong above the pane.

    Signals:
        creator_chosen: Another one was selected to be shown. arg: its key.
        fresh_wanted: The user wants to refresh the creator's numbers. arg: the key.
        post_wanted: The user wants to post what is shown. arg: the key.
    """

    creator_chosen = Signal(str)
    fresh_wanted = Signal(str)
    post_wanted = Signal(str)

    def __init__(self, theme: Theme, pictures: Pictures) -> None:
        super().__init__()
        self._theme, self._is_dark = theme, theme.dark
        self._creators = QComboBox()
        self._creators.setAccessibleName("Creator")
        self._creators.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._device = Segmented({"desktop": "Desktop", "phone": "Phone"}, "Discord on")
        self._mode = Segmented({"dark": "Dark", "light": "Light"}, "Discord’s colours")
        self.modes = QWidget()
        self.modes.setLayout(row(self._device, self._mode))
        self._mode.choose("dark" if theme.dark else "light")
        self._fresh = IconButton(theme, "refresh-cw", "Refresh this creator’s numbers")
        self._post = Button(theme, "Post now", icon="send", kind="primary")
        self._progress = ProgressLine(theme)
        self._standing = _Standing(theme)
        self._preview = DiscordPreview(theme, pictures)
        self._preview.set_dark(theme.dark)
        self._states = ViewStates(theme, self._preview, Skeleton(theme, BONES, row_height=280, rows=1))
        self.setMinimumWidth(MIN_WIDTH)
        self._lay_out()
        self._connect()

    @property
    def handle(self) -> str | None:
        """The key of what is selected: a creator's handle, or the subject of a story; None = nothing."""
        handle: str | None = self._creators.currentData()
        return handle

    def offer(self, names: Mapping[str, str], *, stories: bool = False) -> None:
        """Offers these for selection; the selected one stays, even if it isn't among them.

        names: by key. stories: they are stories, not creators.
        """
        shown, name = self.handle, self._creators.currentText()
        names = dict(names)
        if shown is not None:
            names.setdefault(shown, name)
        self._creators.setAccessibleName("Story" if stories else "Creator")
        self._creators.blockSignals(True)
        self._creators.clear()
        for key, text in names.items():
            self._creators.addItem(text, key)
        self._creators.setCurrentIndex(max(self._creators.findData(shown), 0) if names else -1)
        self._creators.blockSignals(False)
        self._creators.setEnabled(bool(names))
        if not names:
            self.show_nobody(stories=stories)

    def forget(self) -> None:
        """Selects nothing."""
        self._creators.blockSignals(True)
        self._creators.setCurrentIndex(-1)
        self._creators.blockSignals(False)

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

    def focus_post(self) -> None:
        """Focuses the button that posts, or the creators while it is disabled."""
        (self._post if self._post.isEnabled() else self._creators).setFocus()

    def show_loading(self) -> None:
        self._states.show_loading()

    def show_nobody(self, *, stories: bool = False) -> None:
        self._post.setEnabled(False)
        self._fresh.setEnabled(False)
        if stories:
            self._states.show_words(
                "flame",
                "No stories yet",
                "Refresh the trending feed, or lower its threshold. Stories are previewed here, as Discord will show "
                "them.",
            )
            return
        self._states.show_words(
            "users",
            "No creators yet",
            "Track a creator or refresh the trending feed. Profiles you can post are previewed here, as Discord "
            "will show them.",
        )

    def show_failure(self, sentence: str) -> None:
        self._states.show_words("circle-alert", "Couldn’t load the preview", sentence, action="Try again")

    def show_post(
        self, payload: Mapping[str, Any], now: float, channel: Channel | None, author: str, role: str = ""
    ) -> None:
        """Shows the payload exactly as posted. author: the bot's name. role: the name of the one that is pinged."""
        name = channel.name if channel else NO_CHANNEL
        self._preview.show_post(payload, now, channel=name, forum=words.is_forum(channel), author=author, role=role)
        self._allow_fresh()
        self._states.show_view()

    def show_standing(self, icon: str, color: str, text: str) -> None:
        """Shows a line below the buttons, such as the post's state or the age of its numbers; "" hides it."""
        self._standing.say(icon, color, text)

    def allow_posting(self, allowed: bool, why_not: str = "") -> None:
        self._post.setEnabled(allowed)
        self._post.setToolTip("Post this as a thread" if allowed else why_not)

    def set_working(self, working: bool) -> None:
        """Shows progress while the creator's numbers are refreshed or the profile is posted."""
        if working:
            self._hand_focus_on(self._creators, self._post, self._fresh)
            self._progress.start()
            self._post.setEnabled(False)
            self._fresh.setEnabled(False)
        else:
            self._progress.stop()
            self._allow_fresh()

    def _allow_fresh(self) -> None:
        """The numbers of stories are measured again with all others."""
        self._fresh.setEnabled(self.handle is not None and not is_story(self.handle))

    def _hand_focus_on(self, to: QWidget, *leaving: QWidget) -> None:
        """Moves focus to `to` if one of `leaving` has it, before Qt passes it to an arbitrary widget."""
        if self.window().focusWidget() in leaving:
            to.setFocus()

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

    def _ask_for_fresh(self) -> None:
        if self.handle is not None:
            self.fresh_wanted.emit(self.handle)

    def _ask_to_post(self) -> None:
        if self.handle is not None:
            self.post_wanted.emit(self.handle)

    def _lay_out(self) -> None:
        tools = row((self._creators, 1), self._fresh, self._post)
        head = column(tools, self._progress, self._standing, spacing=4)
        self.setLayout(column(head, (self._states, 1), spacing=8, margins=(24, 8, 24, 16)))

    def _connect(self) -> None:
        self._creators.currentIndexChanged.connect(self._tell_chosen)
        self._mode.chosen.connect(self._choose_mode)
        self._device.chosen.connect(self._choose_device)
        self._theme.changed.connect(self._follow_theme)
        self._fresh.clicked.connect(self._ask_for_fresh)
        self._post.clicked.connect(self._ask_to_post)
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


def is_story(key: str) -> bool:
    """Whether the key is that of a story: no handle has a colon."""
    return ":" in key
