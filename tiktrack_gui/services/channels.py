"""The channels that are posted to: those the user added and the default one, each with its rules."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from PySide6.QtCore import QObject, Signal

from tiktrack_gui.clock import Clock
from tiktrack_gui.core.deliveries import Channel, KnownChannel
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.posting_rules import PostingRules, changed, check, with_changes
from tiktrack_gui.services.sources import ThreadPoster
from tiktrack_gui.store import Store

Undo = Callable[[], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingDefaults:
    """What the settings say. channel_id: the default channel. posting: whether there are timed posts at all."""

    rules: PostingRules
    channel_id: int | None = None
    posting: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingChannel:
    """A channel that is posted to.

    channel: None until Discord was asked about it. is_default: it is the one of the settings, where posts go that the
    user asks for without naming a channel. The rest as in `core.deliveries.KnownChannel`.
    """

    id: int
    rules: PostingRules
    channel: Channel | None = None
    is_default: bool = False
    enabled: bool = True
    confirmed_at: int | None = None
    starts_at: int | None = None
    ran_at: int | None = None

    @property
    def posts_by_itself(self) -> bool:
        """Whether its timer may post, if timed posts are on at all."""
        return self.enabled and self.confirmed_at is not None


class Channels(QObject):
    """Signals:
    changed: A channel was added, removed, moved, confirmed or got other rules. arg: a tuple of PostingChannel.
    """

    changed = Signal(object)

    def __init__(
        self, poster: ThreadPoster, store: Store, clock: Clock, defaults: Callable[[], PostingDefaults]
    ) -> None:
        """defaults: read anew each time, so that a changed setting applies at once."""
        super().__init__()
        self._poster = poster
        self._store = store.channels
        self._clock = clock
        self._defaults = defaults

    @property
    def defaults(self) -> PostingDefaults:
        return self._defaults()

    async def all(self) -> list[PostingChannel]:
        """Returns the channels in their order; the default one comes first if the user didn't add it."""
        defaults, added = self._defaults(), await self._store.added()
        default = defaults.channel_id
        if default is not None and default not in {known.channel.id for known in added}:
            return [await self._of(default, defaults), *(self._made(known, defaults) for known in added)]
        return [self._made(known, defaults) for known in added]

    async def find(self, channel_id: int) -> PostingChannel:
        """Returns the channel, also one that isn't posted to yet: then with the default rules."""
        return await self._of(channel_id, self._defaults())

    async def refresh(self, channel_id: int) -> Channel:
        """Fetches the channel from Discord and stores it. Raises DiscordError."""
        channel = await self._poster.channel(channel_id)
        await self._store.save_channel(channel, int(self._clock.now()))
        return channel

    async def add(self, channel_id: int, rules: PostingRules | None = None) -> PostingChannel:
        """Adds the channel after asking Discord about it; one that was there before has the rules it had.

        Its timer posts nothing before a preview was confirmed. Raises DiscordError, and BadInput for bad rules.
        """
        if rules is not None:
            check(rules)
        await self.refresh(channel_id)
        await self._store.add(channel_id, int(self._clock.now()))
        if rules is not None:
            await self._keep(channel_id, rules)
        await self._tell()
        return await self.find(channel_id)

    async def keep_default(self) -> None:
        """Adds the settings' channel where it is listed, so that it stays if it isn't the default one any more.

        It does nothing about a channel that Discord was never asked about.
        """
        default, added = self._defaults().channel_id, await self._store.added()
        if default is None or default in {known.channel.id for known in added}:
            return
        await self._store.add(default, int(self._clock.now()))
        await self._store.move([default], next((known.channel.id for known in added), None))

    async def remove(self, channel_id: int) -> Undo:
        """Nothing is posted there by itself any more; returns what undoes that."""
        listed = [known.channel.id for known in await self._store.added()]
        below = next((other for above, other in pairwise(listed) if above == channel_id), None)
        await self._store.remove(channel_id)
        await self._tell()

        async def undo() -> None:
            await self._store.add(channel_id, int(self._clock.now()))
            await self._store.move([channel_id], below)
            await self._tell()

        return undo

    async def move(self, channel_ids: Sequence[int], before: int | None) -> None:
        await self._store.move(channel_ids, before)
        await self._tell()

    async def set_rules(self, channel_id: int, rules: PostingRules) -> Undo:
        """Raises BadInput for rules that contradict themselves, and for a channel Discord was never asked about."""
        check(rules)
        known = await self._store.known(channel_id)
        if known is None:
            raise BadInput("This channel isn’t known yet.", "Look it up in Discord first.")
        await self._keep(channel_id, rules)
        await self._tell()

        async def undo() -> None:
            await self._store.keep_rules(channel_id, known.rules)
            await self._tell()

        return undo

    async def enable(self, channel_id: int, *, enabled: bool) -> None:
        """Switches the channel's timer."""
        await self._store.enable(channel_id, enabled=enabled)
        await self._tell()

    async def confirm(self, channel_id: int) -> None:
        """Allows the timer to post to that channel: the user has seen a preview."""
        await self._store.confirm_channel(channel_id, int(self._clock.now()))
        await self._tell()

    async def start_from_now(self, channel_id: int) -> None:
        """Nothing that was found before this moment is posted by the timer."""
        await self._store.start(channel_id, int(self._clock.now()))
        await self._tell()

    async def note_run(self, channel_id: int) -> None:
        await self._store.note_run(channel_id, int(self._clock.now()))

    async def _keep(self, channel_id: int, rules: PostingRules) -> None:
        await self._store.keep_rules(channel_id, changed(rules, self._defaults().rules))

    async def _tell(self) -> None:
        self.changed.emit(tuple(await self.all()))

    async def _of(self, channel_id: int, defaults: PostingDefaults) -> PostingChannel:
        known = await self._store.known(channel_id)
        if known is not None:
            return self._made(known, defaults)
        return PostingChannel(id=channel_id, rules=defaults.rules, is_default=channel_id == defaults.channel_id)

    def _made(self, known: KnownChannel, defaults: PostingDefaults) -> PostingChannel:
        made = PostingChannel(
            id=known.channel.id,
            channel=known.channel,
            rules=with_changes(defaults.rules, known.rules),
            is_default=known.channel.id == defaults.channel_id,
            enabled=known.enabled,
            confirmed_at=known.confirmed_at,
            starts_at=known.starts_at,
            ran_at=known.ran_at,
        )
        # An older version knew only the settings' channel, and "added" stands for those beside it.
        return made if known.added_at is not None or made.is_default else replace(made, enabled=False)
