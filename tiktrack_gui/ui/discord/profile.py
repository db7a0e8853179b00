"""The previewed post: fetches what the preview pane shows, and posts it at the user's request."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.core.deliveries import Delivery, DeliveryState
from tiktrack_gui.core.errors import DiscordError, RateLimited, StoreError, TikTrackError, Unreachable
from tiktrack_gui.core.posting_rules import PostingRules
from tiktrack_gui.core.selection import refusal_by_profile
from tiktrack_gui.core.subjects import About, Subject
from tiktrack_gui.services.channels import PostingChannel
from tiktrack_gui.services.posting import Posting, Preview
from tiktrack_gui.services.tasks import Tasks
from tiktrack_gui.ui.discord.channels.shown import ShownChannels
from tiktrack_gui.ui.discord.connection import Connection
from tiktrack_gui.ui.discord.deliveries import Deliveries
from tiktrack_gui.ui.discord.preview_pane import PreviewPane, is_story
from tiktrack_gui.ui.discord.previewable import Previewable
from tiktrack_gui.ui.window.messages import Messages
from tiktrack_gui.words import deliveries, times

NOWHERE = 0  # the channel ID in a preview while no channel is given


class Profile(QObject):
    """The post about one creator or story in the selected channel, as a draft or as already requested.

    Signals:
        previewed: A post is shown, or none any more. arg: bool.
    """

    previewed = Signal(bool)

    def __init__(
        self,
        pane: PreviewPane,
        shown: ShownChannels,
        connection: Connection,
        deliveries: Deliveries,
        posting: Posting,
        tasks: Tasks,
        messages: Messages,
        now: Callable[[], float],
    ) -> None:
        super().__init__()
        self._pane, self._shown, self._connection, self._deliveries = pane, shown, connection, deliveries
        self._subjects = Previewable(posting)
        self._posting, self._tasks, self._messages, self._now = posting, tasks, messages, now
        self._draft: Preview | None = None
        self._delivery: Delivery | None = None  # if the post was already requested
        self._is_working = False
        self._reloaded_for: PostingChannel | None = None
        self._edited: PostingRules | None = None  # of the selected channel, since something else was selected
        pane.creator_chosen.connect(self._choose)
        pane.fresh_wanted.connect(self._refresh)
        pane.post_wanted.connect(self.post)
        connection.changed.connect(self.reload)
        shown.changed.connect(self._channels_changed)
        shown.selected_changed.connect(self._channels_changed)
        self.show_choices()

    def load_creators(self) -> None:
        """Reloads the creators that can be posted."""
        self._tasks.spawn(self._offer(), name="load who can be posted")

    def reload(self) -> None:
        """Updates the preview after the channel, or what is known about it, changed."""
        if self._pane.handle is not None:
            self._show_soon(self._pane.handle)
        self.show_choices()

    def show_edited(self, rules: PostingRules) -> None:
        """Previews the post as it would be by rules that are being edited, even if it was posted by others."""
        self._edited = rules
        if self._pane.handle is not None:
            self._tasks.spawn(self._show(self._pane.handle), name="load the preview")

    def _channels_changed(self) -> None:
        """Reloads the preview if something that it shows may have changed."""
        before, channel = self._reloaded_for, self._shown.selected
        if channel == before:
            return
        self._reloaded_for = channel
        if before is None or channel is None or before.id != channel.id:
            self._edited = None
        elif self._edited is not None:  # what was edited is stored now
            self._edited = channel.rules
        if channel is not None and before is not None and before.rules.about is not channel.rules.about:
            self._pane.forget()
        if channel is not None and (before is None or before.rules.about is not channel.rules.about):
            self.load_creators()
        self.reload()

    def _choose(self, key: str) -> None:
        self._edited = None
        self._show_soon(key)

    def post(self, handle: str) -> None:
        """Posts to the selected channel, unless it is already busy."""
        channel_id = self._shown.selected_id
        if channel_id is not None and not self._is_working:
            self._tasks.spawn(self._post(handle, channel_id), name=f"post {handle}")

    def post_all(self, handles: Sequence[str]) -> None:
        """As `post`, for several, one after the other."""
        if len(handles) == 1:
            self.post(handles[0])
            return
        channel_id = self._shown.selected_id
        if channel_id is not None and not self._is_working:
            self._messages.say(f"Posting {_counted(handles)}…")
            self._tasks.spawn(self._post_all(handles, channel_id), name="post several")

    def show_choices(self) -> None:
        """Updates the post button, and the post's state."""
        sent = self._delivery is not None and self._delivery.state is DeliveryState.SENT
        missing = self._missing()
        allowed = not missing and not sent and not self._is_working and self._pane.handle is not None
        self._pane.allow_posting(allowed, "Already posted: only once per channel" if sent else missing)
        self.show_standing()

    def _missing(self) -> str:
        """Returns what the user has to do before anything can be posted; "" = nothing."""
        no_bot = self._connection.lacks_token
        if self._shown.selected_id is not None:
            return "Connect a bot first" if no_bot else ""
        return "Connect a bot and choose a channel first" if no_bot else "Choose a channel first"

    def show_standing(self) -> None:
        """Shows the post's state, why it can't be posted yet, or how old its numbers are."""
        now = self._now()
        if self._delivery is not None:
            _, icon, color = deliveries.state(self._delivery, now)
            self._pane.show_standing(icon, color, deliveries.standing(self._delivery, now))
        elif self._draft is not None and (missing := self._missing()):
            self._pane.show_standing("info", "accent_text", f"{missing}, then you can post this.")
        elif self._draft is not None and self._draft.error:
            self._pane.show_standing("triangle-alert", "warn", str(self._draft.error))
        elif self._draft is not None and (sample := self._draft.creator.sample) is not None:
            age = f"Measured {times.ago(sample.at, now)}; the numbers are refreshed when you post."
            channel = self._shown.selected
            rules = channel.rules if channel is not None else PostingRules()
            if refusal := refusal_by_profile(self._draft.creator, rules):
                age = f"{age} The timer leaves this profile out: {refusal[:1].lower()}{refusal[1:]}."
            self._pane.show_standing("info", "text3", age)
        else:
            self._pane.show_standing("info", "text3", "")

    def take(self, delivery: Delivery) -> None:
        """Takes a delivery's new state if it is the shown one."""
        if self._is_about(delivery.subject) and delivery.channel_id == self._shown.selected_id:
            self._delivery = delivery
            self.show_choices()

    def _is_about(self, subject: Subject) -> bool:
        """Whether that is what is shown."""
        key, draft = self._pane.handle, self._draft
        if key is None or draft is None:
            return False
        return str(subject) == key if is_story(key) else subject == Subject.creator(draft.creator.id)

    def _show_soon(self, handle: str) -> None:
        self._tasks.spawn(self._show(handle), name="load the preview")

    def _refresh(self, handle: str) -> None:
        self._tasks.spawn(self._read_anew(handle), name="load the preview")

    async def _offer(self) -> None:
        about = self._shown.selected.rules.about if self._shown.selected is not None else About.CREATOR
        try:
            self._pane.offer(await self._subjects.offered(about), stories=about is About.VIDEO)
        except StoreError as error:
            self._pane.show_failure(str(error))
            return
        if self._pane.handle is not None:
            await self._show(self._pane.handle)

    async def _show(self, handle: str) -> None:
        """Shows the post with stored numbers; asks TikTok only about a creator the store doesn't know."""
        channel_id = self._shown.selected_id or NOWHERE
        try:
            delivery = await self._subjects.existing(handle, channel_id)
            draft = await self._subjects.draft(handle, channel_id, self._edited)
            if draft is None:
                self._pane.show_loading()
                draft = await self._posting.preview(handle, channel_id)
        except TikTrackError as error:
            self._pane.show_failure(str(error))
            return
        self._fill(draft, delivery)

    async def _read_anew(self, handle: str) -> None:
        self._work(True)
        try:
            draft = await self._posting.preview(handle, self._shown.selected_id or NOWHERE)
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self._refresh, handle), here=True)
        else:
            self._fill(draft, self._delivery)
        finally:
            self._work(False)

    def _fill(self, draft: Preview, delivery: Delivery | None) -> None:
        """Shows a requested post with the payload from then, any other with the draft's."""
        self._draft, self._delivery = draft, delivery
        is_as_sent = delivery is not None and self._edited is None
        payload = delivery.payload if delivery is not None and is_as_sent else draft.payload
        self._pane.show_post(
            payload, self._now(), self._shown.channel, self._connection.author, self._role(payload.get("role_id"))
        )
        self.show_choices()
        self.previewed.emit(True)

    def _role(self, role_id: object) -> str:
        """The name of a role, as far as Discord has told."""
        details = self._shown.details.get(self._shown.selected_id or NOWHERE)
        return next((role.name for role in details.roles if role.id == role_id), "") if details is not None else ""

    async def _post(self, handle: str, channel_id: int) -> None:
        self._work(True)
        try:
            self._deliveries.tell(await self._subjects.post(handle, channel_id))
            self._edited = None
        except TikTrackError as error:
            self._messages.trouble(error, retry=partial(self.post, handle), here=True)
        finally:
            self._work(False)
        if self._pane.handle == handle:
            await self._show(handle)

    async def _post_all(self, handles: Sequence[str], channel_id: int) -> None:
        """One that can't be posted holds up the others only if they would fail, too."""
        self._work(True)
        failed: list[str] = []
        unsent = 0
        try:
            for number, handle in enumerate(handles):
                try:
                    delivery = await self._subjects.post(handle, channel_id)
                except TikTrackError as error:
                    ends = isinstance(error, DiscordError | RateLimited | Unreachable)
                    failed += handles[number:] if ends else [handle]
                    self._messages.trouble(error, retry=partial(self.post_all, failed), here=True)
                    if ends:
                        break
                else:
                    unsent += delivery.state is not DeliveryState.SENT
                    if delivery.state is not DeliveryState.SENT:
                        self._deliveries.tell(delivery)
        finally:
            self._work(False)
        posted = len(handles) - len(failed) - unsent
        self._messages.say(
            f"Posted {posted} of {_counted(handles)}" if failed or unsent else f"Posted {_counted(handles)}"
        )
        if (shown := self._pane.handle) is not None and shown in handles:
            await self._show(shown)

    def _work(self, working: bool) -> None:
        self._is_working = working
        self._pane.set_working(working)
        self.show_choices()


def _counted(keys: Sequence[str]) -> str:
    """ "3 creators", "2 stories"."""
    return f"{len(keys)} {'stories' if is_story(keys[0]) else 'creators'}"
