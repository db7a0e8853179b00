"""The Discord page: the settings on the left, the preview on the right, the outbox below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.core.deliveries import Delivery
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.services.creators import Creators
from tiktrack_gui.services.outbox import Outbox
from tiktrack_gui.services.posting import Posting
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discord import preview_pane
from tiktrack_gui.ui.discord import settings as discord_settings
from tiktrack_gui.ui.discord.connection import Connection
from tiktrack_gui.ui.discord.deliveries import Deliveries
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.discord.preview_pane import PreviewPane
from tiktrack_gui.ui.discord.profile import Profile
from tiktrack_gui.ui.discord.settings import SettingsPane
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import discord as words

PAGE = "discord"  # its key
BOTH_FROM = discord_settings.MIN_WIDTH + preview_pane.MIN_WIDTH  # px, width; below it, one part is shown at a time
ALL_FROM = 700  # px, height; likewise
FORMS_HEIGHT = 610  # px at normal text size, initially: no form has to scroll; the outbox gets the rest
TICK = 1000  # ms, while a delivery waits for its next try
SLOW_TICK = 30_000  # ms, for "2 min ago"
PARTS = {"settings": "Settings", "preview": "Preview", "outbox": "Outbox"}


class DiscordPage(QWidget):
    """Signals:
    open_requested: The user wants to open something in the browser. arg: the link.
    attention_requested: The page needs the user's attention and should come to the front.
    """

    open_requested = Signal(str)
    attention_requested = Signal()

    def __init__(
        self,
        theme: Theme,
        pictures: Pictures,
        posting: Posting,
        outbox: Outbox,
        creators: Creators,
        changes: SettingChanges,
        tokens: Tokens,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._theme, self._posting, self._tasks, self._messages, self._now = theme, posting, tasks, messages, now
        self._changes = changes
        self._next_run: float | None = None
        self._part = Segmented(PARTS, "Section")
        self._notices = NoticePlace(theme, "Post creators’ profiles as threads in a channel")
        self._settings = SettingsPane(theme, changes, tasks)
        self._pane = PreviewPane(theme, pictures)
        self._panel = OutboxPanel(theme, now)
        self._forms = QSplitter(Qt.Orientation.Horizontal)
        self._all = QSplitter(Qt.Orientation.Vertical)
        self._forms.setObjectName("Discord forms")
        self._all.setObjectName("Discord outbox")
        sections = (self._settings.bot, self._settings.channel)
        self._connection = Connection(*sections, posting, tokens, tasks, messages)
        self._deliveries = Deliveries(self._panel, outbox, tasks, messages)
        self._profile = Profile(
            self._pane, self._settings, self._connection, self._deliveries, posting, self._rules, tasks, messages, now
        )
        self._clock = QTimer(self)
        self._lay_out()
        self._connect(outbox, creators)
        self._connection.use(self._settings.channel_id)
        self._settings_changed()

    # Requests from outside

    def post(self, handle: str) -> None:
        """Previews the post about a creator; the user can then post it."""
        self._part.choose("preview")
        self._pane.choose(handle)

    def post_now(self, handle: str) -> None:
        """Posts at once if the channel's preview was confirmed; otherwise shows the preview first."""
        self._tasks.spawn(self._post_or_show(handle), name=f"post {handle} now")

    def post_all(self, handles: Sequence[str]) -> None:
        """As `post_now`, for several; where the preview wasn't confirmed, shows the first one's."""
        if len(handles) == 1:
            self.post_now(handles[0])
        elif handles:
            self._tasks.spawn(self._post_all_or_show(handles), name="post several now")

    def show_outbox(self) -> None:
        self._part.choose("outbox")
        self._panel.focus()

    def edit_token(self) -> None:
        self._part.choose("settings")
        self._settings.bot.token.start_editing()

    def edit_channel(self) -> None:
        self._part.choose("settings")
        self._settings.channel.start_editing()

    def show_next_run(self, at: float | None) -> None:
        """at: when the next posting run is due, epoch seconds; None = none is planned."""
        self._next_run = at
        self._show_next_run()

    def shown(self) -> None:
        """Updates the page when it comes to the front."""
        self._connection.begin()
        self._profile.load_creators()
        self._deliveries.load()
        self._time_passed()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    async def _post_or_show(self, handle: str) -> None:
        """Gets the confirmation from the store, as the page may not have been shown yet."""
        if await self._is_confirmed():
            self._profile.post(handle)
        else:
            self._ask_for_confirmation(handle)

    async def _post_all_or_show(self, handles: Sequence[str]) -> None:
        if await self._is_confirmed():
            self._profile.post_all(handles)
        else:
            self._ask_for_confirmation(handles[0])
            self._messages.say("Confirm the preview of one first, then post the others")

    async def _is_confirmed(self) -> bool:
        channel_id = self._settings.channel_id
        in_use = channel_id is not None and self._settings.channel.is_in_use
        return in_use and channel_id is not None and await self._posting.is_confirmed(channel_id)

    def _ask_for_confirmation(self, handle: str) -> None:
        self.post(handle)
        self.attention_requested.emit()
        self._focus_next_step()

    def _focus_next_step(self) -> None:
        """Focuses what is missing for posting, or else the profile."""
        if self._settings.channel_id is not None:
            self._pane.focus()
        elif self._connection.is_made:
            self._settings.channel.start_editing()
        else:
            self._settings.bot.token.focus()

    # Settings

    def _settings_changed(self) -> None:
        self._show_next_run()
        self._profile.show_choices()

    def _connection_changed(self) -> None:
        self._settings.rules.allow_timer(self._connection.is_confirmed is True)
        if (channel := self._connection.channel) is not None:
            self._panel.name_channels({channel.id: channel})

    def _show_next_run(self) -> None:
        on = self._settings.posts_by_itself
        self._settings.rules.show_next(words.next_run(self._next_run, self._now()) if on else "")

    # Updates and layout

    def _delivery_changed(self, delivery: Delivery) -> None:
        self._profile.take(delivery)
        self._time_passed()

    def _rules(self) -> PostingRules:
        values = self._changes.settings.values
        return PostingRules(min_followers=values.min_followers, recent_days=values.recent_activity_days)

    def offer_anew(self) -> None:
        """Reloads the creators that can be posted; a hidden page does so when it is shown."""
        if self.isVisible():
            self._profile.load_creators()

    def _time_passed(self) -> None:
        self._panel.refresh_times()
        self._profile.show_standing()
        self._show_next_run()
        if self.isVisible():
            self._clock.start(TICK if self._panel.is_waiting else SLOW_TICK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Shows all parts if there is room, else the selected one."""
        roomy = self.width() >= BOTH_FROM and self.height() >= ALL_FROM
        chosen = self._part.choice
        self._part.setVisible(not roomy)
        self._settings.setVisible(roomy or chosen == "settings")
        self._pane.setVisible(roomy or chosen == "preview")
        self._forms.setVisible(roomy or chosen != "outbox")
        self._panel.setVisible(roomy or chosen == "outbox")
        self._panel.fold_if_empty(roomy)

    def _share_height(self) -> None:
        """Gives the outbox what the forms don't need."""
        forms = self._theme.px(FORMS_HEIGHT)
        self._all.setSizes([forms, max(self._all.height() - forms, 1)])

    def _lay_out(self) -> None:
        for splitter, parts in ((self._forms, (self._settings, self._pane)), (self._all, (self._forms, self._panel))):
            for part in parts:
                splitter.addWidget(part)
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._forms.setSizes([BOTH_FROM, BOTH_FROM])  # equal, whatever they contain
        self._all.setStretchFactor(1, 1)
        self._all.resize(BOTH_FROM, 2 * self._theme.px(FORMS_HEIGHT))  # sizes are shares of its own
        self._share_height()
        header = PageHeader("Discord", self._notices, self._part)
        self.setMinimumWidth(preview_pane.MIN_WIDTH)  # instead of the layout's: `_arrange` copes with less
        self.setLayout(column(header, hairline(), (self._all, 1), spacing=0))

    def _connect(self, outbox: Outbox, creators: Creators) -> None:
        self._part.chosen.connect(self._arrange)
        self._settings.changed.connect(self._settings_changed)
        self._settings.channel_changed.connect(self._connection.use)
        self._connection.channel_chosen.connect(self._settings.use_channel)
        self._settings.bot.portal_wanted.connect(self._open_portal)
        self._connection.changed.connect(self._connection_changed)
        self._panel.unfolded.connect(self._share_height)
        self._panel.open_wanted.connect(self.open_requested)
        self._clock.timeout.connect(self._time_passed)
        outbox.changed.connect(self._delivery_changed)
        creators.changed.connect(self.offer_anew)
        self._messages.notice_changed.connect(self._show_notice)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._changes.undo)

    def _show_notice(self) -> None:
        self._notices.show_notice(self._messages.notice_on(PAGE))

    def _open_portal(self) -> None:
        self.open_requested.emit(words.PORTAL)
