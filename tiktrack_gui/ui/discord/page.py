"""The Discord page: the channels on the left, the preview on the right, the outbox below."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QHideEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QSplitter, QWidget

from tiktrack_gui.core.deliveries import Delivery, Posted
from tiktrack_gui.core.post_request import PostRequest
from tiktrack_gui.core.subjects import About
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.changes import SettingChanges
from tiktrack_gui.ui.discord import left_pane, preview_pane
from tiktrack_gui.ui.discord.channels.actions import ChannelActions
from tiktrack_gui.ui.discord.channels.list_work import ListWork
from tiktrack_gui.ui.discord.channels.rules_work import RulesWork
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.channels.starting import Starting
from tiktrack_gui.ui.discord.connect.connecting import Connecting
from tiktrack_gui.ui.discord.connect.trying import Trying
from tiktrack_gui.ui.discord.connection import Connection
from tiktrack_gui.ui.discord.deliveries import Deliveries
from tiktrack_gui.ui.discord.holds_work import HoldsWork
from tiktrack_gui.ui.discord.left_pane import LeftPane
from tiktrack_gui.ui.discord.outbox import OutboxPanel
from tiktrack_gui.ui.discord.profile import Profile
from tiktrack_gui.ui.discord.right_pane import RightPane
from tiktrack_gui.ui.discord.services import DiscordServices
from tiktrack_gui.ui.theme.theme import Theme
from tiktrack_gui.ui.widgets.boxes import column, hairline
from tiktrack_gui.ui.widgets.notice_place import NoticePlace
from tiktrack_gui.ui.widgets.page_header import PageHeader
from tiktrack_gui.ui.widgets.pictures import Pictures
from tiktrack_gui.ui.widgets.segmented import Segmented
from tiktrack_gui.ui.window.messages import Messages

PAGE = "discord"  # its key
BOTH_FROM = left_pane.MIN_WIDTH + preview_pane.MIN_WIDTH  # px, width; below it, one part is shown at a time
ALL_FROM = 700  # px, height; likewise
FORMS_HEIGHT = 630  # px at normal text size, initially; the outbox gets the rest
TICK = 1000  # ms, while a delivery waits for its next try
SLOW_TICK = 30_000  # ms, for "2 min ago"
PARTS = {"settings": "Channels", "preview": "Preview", "outbox": "Outbox"}


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
        services: DiscordServices,
        changes: SettingChanges,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        """now: UTC epoch seconds."""
        super().__init__()
        self._theme, self._services, self._tasks, self._messages, self._now = theme, services, tasks, messages, now
        self._changes = changes
        self._is_decided = False  # whether it is known that Discord is connected
        self._is_checked = False  # whether Discord was asked about the channels
        self._part = Segmented(PARTS, "Section")
        self._notices = NoticePlace(theme, "Post what takes off as threads in your channels")
        self._left, self._right = LeftPane(theme), RightPane(theme, pictures)
        self._panel = OutboxPanel(theme, now)
        self._forms = QSplitter(Qt.Orientation.Horizontal)
        self._all = QSplitter(Qt.Orientation.Vertical)
        self._forms.setObjectName("Discord channels")
        self._all.setObjectName("Discord outbox")
        self._make_parts()
        self._clock = QTimer(self)
        self._lay_out()
        self._connect()
        if changes.settings.values.channel_id is None:
            self._left.show_steps()
        self._show_what_is_known()

    def _make_parts(self) -> None:
        """What connects the panes to the services."""
        s, tasks, messages, changes = self._services, self._tasks, self._messages, self._changes
        there: dict[int, Posted] = {}
        steps, pane = self._left.steps, self._left.channel
        self._connection = Connection(steps.token, s.posting, s.tokens, tasks, messages)
        self._shown = ShownChannels(s.channels, s.servers, tasks, messages)
        self._actions = ChannelActions(s.channels, changes, tasks, messages)
        self._trying = Trying(pane.permissions.trial, there, s.servers, tasks)
        self._connecting = Connecting(
            steps, self._connection, self._shown, self._actions,
            Trying(steps.trial, there, s.servers, tasks), s.servers, tasks, messages,
        )  # fmt: skip
        self._deliveries = Deliveries(self._panel, s.outbox, tasks, messages)
        self._holds = HoldsWork(self._panel, self._shown, s.outbox, changes, tasks, messages, self._now)
        self._profile = Profile(
            self._right.preview, self._shown, self._connection, self._deliveries, s.posting, tasks, messages, self._now
        )
        self._starting = Starting(
            self._right.bar, self._shown, self._actions, s.channels, s.choosing, s.posting, s.outbox, tasks, messages
        )
        self._rules_work = RulesWork(
            pane, self._right.upcoming, self._shown, s.channels, s.choosing, s.posting, s.lists, s.sources,
            self._deliveries, changes, tasks, messages, self._now,
        )  # fmt: skip
        self._list_work = ListWork(
            self._left.column, pane, self._shown, self._connection, self._actions, s.channels, s.posts, self._now
        )

    # Requests from outside

    def post(self, handle: str) -> None:
        """Previews the post about a creator; the user can then post it."""
        self._part.choose("preview")
        self._right.show_part("preview")
        self._right.preview.choose(handle)

    def post_now(self, handle: str) -> None:
        """Posts in the default channel: at once if its preview was confirmed; otherwise shows the preview first."""
        self.post_requested(PostRequest(handles=(handle,)))

    def post_all(self, handles: Sequence[str]) -> None:
        """As `post_now`, for several; where the preview wasn't confirmed, shows the first one's."""
        self.post_requested(PostRequest(handles=tuple(handles)))

    def post_requested(self, request: PostRequest) -> None:
        """As `post_all`, in any channel: as stories where its threads are about those."""
        if request.handles:
            name = f"post {request.handles[0]} now" if len(request.handles) == 1 else "post several now"
            self._tasks.spawn(self._post_or_show(request), name=name)

    def show_outbox(self) -> None:
        self._part.choose("outbox")
        self._panel.focus()

    def edit_token(self) -> None:
        self._show_step("token")
        self._left.steps.token.start_editing()

    def edit_channel(self) -> None:
        self._show_step("channel")
        self._left.steps.choice.start_pasting()

    def show_next_run(self) -> None:
        """Updates when the timers post next."""
        self._list_work.show_timer()

    def shown(self) -> None:
        """Updates the page when it comes to the front."""
        self._connection.begin()
        self._shown.load()
        self._rules_work.load_choices()
        self._profile.load_creators()
        self._deliveries.load()
        self._holds.load()
        self._time_passed()

    def offer_anew(self) -> None:
        """Reloads the creators that can be posted; a hidden page does so when it is shown."""
        if self.isVisible():
            self._profile.load_creators()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.shown()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    async def _post_or_show(self, request: PostRequest) -> None:
        """Asks the store about the channel, as the page may not have been shown yet."""
        await self._shown.read()
        channel = self._shown.find(request.channel_id) or self._shown.default or self._shown.selected
        self._shown.select(channel.id if channel is not None else None)
        keys = request.keys(channel.rules.about if channel is not None else About.CREATOR)
        if channel is not None and channel.confirmed_at is not None:
            self._profile.post_all(keys)
            return
        self.post(keys[0])
        self.attention_requested.emit()
        self._focus_next_step()
        if len(keys) > 1:
            self._messages.say("Confirm the preview of one first, then post the others")

    def _focus_next_step(self) -> None:
        """Focuses what is missing for posting, or else the profile."""
        if self._shown.all:
            self._right.preview.focus()
            return
        self._part.choose("settings")
        if self._connection.is_made:
            self._show_step("channel")
            self._left.steps.choice.focus()
        else:
            self._show_step(None)
            self._left.steps.token.focus()

    # Connecting, and the channels

    def _show_step(self, step: str | None) -> None:
        """step: None = the first that isn't done."""
        self._part.choose("settings")
        self._left.show_steps()
        self._connecting.go_to(step)

    def _add_channel(self) -> None:
        self._show_step("channel")
        self._left.steps.choice.focus()

    def _show_bot(self) -> None:
        self._show_step("token")

    def _leave_steps(self) -> None:
        self._trying.show(self._shown.channel)  # a test thread may be there now
        self._left.show_channels()
        self._left.column.rows.setFocus()

    def _take_channel(self, channel_id: int) -> None:
        self._shown.select(channel_id)
        self._shown.check(channel_id)

    def _show_what_is_known(self) -> None:
        """Leads through the steps until there is a working bot and a channel."""
        self._left.steps.allow_closing(bool(self._shown.all))
        self._right.allow_upcoming(bool(self._shown.all))
        if not self._connection.is_known or self._shown.all is None:
            return
        if self._connection.lacks_token or not self._shown.all:
            self._left.show_steps()
        elif not self._is_decided:
            self._left.show_channels()
        if not self._is_decided:
            self._is_decided = True
            self._connecting.arrange()

    def _connection_changed(self) -> None:
        self._is_checked = False
        self._holds.load()
        self._show_what_is_known()
        self._check_once()

    def _check_once(self) -> None:
        """Asks about the channels once both they and the bot are known, and again after the bot has changed."""
        if not self._is_checked and self._connection.is_known and self._shown.all:
            self._is_checked = True
            self._shown.check_all()

    def _channels_changed(self) -> None:
        self._check_once()
        self._panel.name({one.id: one.channel for one in self._shown.all or () if one.channel is not None})
        self._trying.show(self._shown.channel)
        self._show_what_is_known()

    def _settings_changed(self) -> None:
        self._shown.load()

    # Updates and layout

    def _delivery_changed(self, delivery: Delivery) -> None:
        self._profile.take(delivery)
        self._time_passed()

    def _preview_shown(self, there: bool) -> None:
        self._starting.has_preview = there
        self._starting.show()

    def _time_passed(self) -> None:
        self._holds.show()
        self._profile.show_standing()
        self._list_work.show_timer()
        if self.isVisible():
            self._clock.start(TICK if self._panel.is_counting else SLOW_TICK)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Shows all parts if there is room, else the selected one."""
        roomy = self.width() >= BOTH_FROM and self.height() >= ALL_FROM
        chosen = self._part.choice
        self._part.setVisible(not roomy)
        self._left.setVisible(roomy or chosen == "settings")
        self._right.setVisible(roomy or chosen == "preview")
        self._forms.setVisible(roomy or chosen != "outbox")
        self._panel.setVisible(roomy or chosen == "outbox")
        self._panel.fold_if_empty(roomy)

    def _share_height(self) -> None:
        """Gives the outbox what the forms don't need."""
        forms = self._theme.px(FORMS_HEIGHT)
        self._all.setSizes([forms, max(self._all.height() - forms, 1)])

    def _lay_out(self) -> None:
        for splitter, parts in ((self._forms, (self._left, self._right)), (self._all, (self._forms, self._panel))):
            for part in parts:
                splitter.addWidget(part)
            splitter.setHandleWidth(1)
            splitter.setChildrenCollapsible(False)
        self._forms.setSizes([left_pane.MIN_WIDTH + 60, preview_pane.MIN_WIDTH + 140])
        self._forms.setStretchFactor(0, 1)
        self._forms.setStretchFactor(1, 1)
        self._all.setStretchFactor(1, 1)
        self._all.resize(BOTH_FROM, 2 * self._theme.px(FORMS_HEIGHT))  # sizes are shares of its own
        self._share_height()
        header = PageHeader("Discord", self._notices, self._part)
        self.setMinimumWidth(preview_pane.MIN_WIDTH)  # instead of the layout's: `_arrange` copes with less
        self.setLayout(column(header, hairline(), (self._all, 1), spacing=0))
        self._arrange()  # otherwise it is as high as all parts together until it has its size

    def _connect(self) -> None:
        s = self._services
        self._part.chosen.connect(self._arrange)
        self._connection.changed.connect(self._connection_changed)
        self._shown.changed.connect(self._channels_changed)
        self._shown.selected_changed.connect(self._channels_changed)
        self._connecting.open_requested.connect(self.open_requested)
        self._connecting.channel_chosen.connect(self._take_channel)
        self._left.steps.closed.connect(self._leave_steps)
        self._left.column.add_wanted.connect(self._add_channel)
        self._left.column.bot_wanted.connect(self._show_bot)
        self._left.channel.timer_wanted.connect(self._starting.switch)
        self._right.upcoming_shown.connect(self._rules_work.watch)
        self._right.upcoming.opened.connect(self.open_requested)
        self._profile.previewed.connect(self._preview_shown)
        self._rules_work.edited.connect(self._profile.show_edited)
        self._starting.left.connect(self._right.preview.focus_post)
        self._trying.open_requested.connect(self.open_requested)
        self._list_work.open_requested.connect(self.open_requested)
        self._holds.token_wanted.connect(self.edit_token)
        self._holds.changed.connect(self._time_passed)
        self._panel.unfolded.connect(self._share_height)
        self._panel.open_wanted.connect(self.open_requested)
        self._clock.timeout.connect(self._time_passed)
        s.outbox.changed.connect(self._delivery_changed)
        s.creators.changed.connect(self.offer_anew)
        self._changes.settings.changed.connect(self._settings_changed)
        self._messages.notice_changed.connect(self._show_notice)
        self._notices.acted.connect(self._messages.act)
        self._notices.dismissed.connect(self._messages.settle)
        QShortcut(QKeySequence("Ctrl+Z"), self, self._changes.undo)

    def _show_notice(self) -> None:
        self._notices.show_notice(self._messages.notice_on(PAGE))
