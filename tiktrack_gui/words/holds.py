"""Texts about what keeps posts in the outbox: a pause, a wait that Discord asks for, a channel or a token.

Pure: the current time is an argument.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from tiktrack_gui.core import durations, snowflakes
from tiktrack_gui.core.deliveries import Channel, Wait
from tiktrack_gui.core.errors import (
    DiscordError,
    DiscordUnreachable,
    KeyringUnavailable,
    NoPermission,
    TokenMissing,
    TokenRefused,
)
from tiktrack_gui.core.holds import LIMITED, NO_ROOM, NOT_MEASURED, OF_CHANNEL, TOKEN, WITHOUT_TOKEN
from tiktrack_gui.core.servers import BotThread
from tiktrack_gui.words import times
from tiktrack_gui.words.text import listed

FORBIDDEN = frozenset({NoPermission.kind, *map(str, NoPermission.codes)})

PAUSED = "Posting is paused."
PAUSE_HINT = "Send nothing to Discord until you resume. New posts wait in the outbox"
LIMIT = "A server can have only so many. Archive an old one to make room, or wait until others are archived."
NO_THREAD = "The bot has no active thread on that server. Close threads of others in Discord to make room"


class HoldAction(StrEnum):
    """What can be done about a hold; the value is the button's text."""

    RESUME = "Resume"
    REPLACE_TOKEN = "Replace token"
    SET_TOKEN = "Set token"
    CHECK = "Check again"
    TRY = "Try now"
    MAKE_ROOM = "Archive the bot’s oldest thread…"
    ARCHIVE = "Archive thread"
    KEEP = "Keep it"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """What holds posts back.

    about: the channel's ID; None = all posts. level: of a notice: error, warn or info. cause: what is the matter; next:
    what that means. is_counting: a text counts down.
    """

    about: int | None
    level: str
    icon: str
    cause: str
    next: str
    actions: tuple[HoldAction, ...] = ()
    is_counting: bool = False

    @property
    def key(self) -> tuple[int | None, str]:
        """The same hold has it at every moment."""
        return self.about, self.icon


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known beside the waits.

    channels: by ID. lacking: the permissions the bot lacks, by channel. offers: the threads that may be archived, by
    the channel that needs room. has_others: whether posts go to more than one channel.
    """

    channels: Mapping[int, Channel]
    lacking: Mapping[int, Sequence[str]]
    offers: Mapping[int, BotThread]
    has_others: bool = False


def holds(waits: Sequence[Wait], known: Known, now: float, *, paused: bool) -> list[Hold]:
    """Returns what is to be said, the most general first. What is over by now, or only takes its turn, is left out."""
    count = sum(wait.count for wait in waits)
    current = [wait for wait in waits if wait.until is not None and wait.until > now]
    found = [_pause(count)] if paused else []
    if of_all := next((wait for wait in current if wait.code in TOKEN | WITHOUT_TOKEN), None):
        return [*found, _token(of_all, count)]
    found += [_of_channel(wait, known, None if paused else now) for wait in current if wait.code in OF_CHANNEL]
    if paused:
        return found
    limited = [wait for wait in current if wait.code in LIMITED]
    found += [_limit(wait, known, now) for wait in limited]
    others = [one for one in current if one.code and one.code not in OF_CHANNEL | LIMITED | {NOT_MEASURED}]
    return [*found, _unreached(others, now)] if others else found


def countdown(until: float, now: float) -> str:
    """ "4 min 12 s", rounded up."""
    return durations.exact(math.ceil(until - now))


def posts(count: int) -> str:
    return "1 post" if count == 1 else f"{count} posts"


def waiting(count: int) -> str:
    """ "3 posts wait." or "" """
    return "" if not count else f"{posts(count)} {'waits' if count == 1 else 'wait'}."


def archived(thread: BotThread) -> str:
    return f"Archived “{thread.name}”"


def _pause(count: int) -> Hold:
    said = " ".join(filter(None, ("Nothing goes to Discord until you resume.", waiting(count))))
    return Hold(about=None, level="warn", icon="pause", cause=PAUSED, next=said, actions=(HoldAction.RESUME,))


def _token(wait: Wait, count: int) -> Hold:
    if wait.code in TOKEN:
        cause, action = TokenRefused.sentence, HoldAction.REPLACE_TOKEN
    elif wait.code == TokenMissing.kind:
        cause, action = TokenMissing.sentence, HoldAction.SET_TOKEN
    else:
        cause, action = wait.reason or KeyringUnavailable.sentence, HoldAction.TRY
    said = " ".join(filter(None, ("Nothing is posted until there’s a working one.", waiting(count))))
    if action is HoldAction.TRY:
        said = waiting(count)
    return Hold(about=None, level="error", icon="key-round", cause=cause, next=said, actions=(action,))


def _of_channel(wait: Wait, known: Known, now: float | None) -> Hold:
    """now: None while nothing is tried."""
    offer = known.offers.get(wait.channel_id)
    if wait.code in NO_ROOM and offer is not None:
        return _offer(wait, offer, known)
    name, rest = _name(wait, known), [waiting(wait.count)]
    if now is not None:
        rest += ["The other channels go on."] if known.has_others else []
        rest.append(f"Next try in {countdown(wait.until or now, now)}.")
    actions: tuple[HoldAction, ...] = (HoldAction.CHECK,)
    if wait.code in NO_ROOM:
        cause = f"{name}: the server has reached Discord’s limit for active threads."
        rest.insert(0, LIMIT)
        actions = (HoldAction.MAKE_ROOM, HoldAction.CHECK)
    elif wait.code in FORBIDDEN and (lacking := known.lacking.get(wait.channel_id)):
        cause = f"{name}: the bot lacks {listed(lacking)}."
    else:
        sentence, advice = _split(wait.reason or "", DiscordError)
        cause = f"{name}: {sentence[:1].lower()}{sentence[1:]}"
        rest = [advice, *rest] if advice else rest
    return Hold(
        about=wait.channel_id,
        level="error",
        icon="circle-alert",
        cause=cause,
        next=" ".join(filter(None, rest)),
        actions=actions,
        is_counting=now is not None,
    )


def _offer(wait: Wait, thread: BotThread, known: Known) -> Hold:
    channel = known.channels.get(wait.channel_id)
    place = f" on {channel.guild}" if channel is not None else ""
    made = times.date(snowflakes.created_at(thread.id))
    said = (
        f"It’s the bot’s oldest active thread{place}, from {made}. It leaves the list of threads; nothing in it is "
        "deleted, and writing in it opens it again."
    )
    return Hold(
        about=wait.channel_id,
        level="warn",
        icon="circle-help",
        cause=f"Archive “{thread.name}”?",
        next=said,
        actions=(HoldAction.ARCHIVE, HoldAction.KEEP),
    )


def _limit(wait: Wait, known: Known, now: float) -> Hold:
    then = f"{posts(wait.count)} to {_name(wait, known)} {'goes' if wait.count == 1 else 'go'} out then."
    cause = f"Discord asks to wait: {countdown(wait.until or now, now)}."
    return Hold(about=wait.channel_id, level="warn", icon="hourglass", cause=cause, next=then, is_counting=True)


def _unreached(waits: Sequence[Wait], now: float) -> Hold:
    """Discord, or the network before it, is the same for all channels."""
    first = min(waits, key=lambda wait: wait.until or 0)
    said = f"Next try in {countdown(first.until or now, now)}. {waiting(sum(wait.count for wait in waits))}"
    return Hold(
        about=None,
        level="warn",
        icon="hourglass",
        cause=_split(first.reason or "", DiscordUnreachable)[0] or DiscordUnreachable.sentence,
        next=said,
        actions=(HoldAction.TRY,),
        is_counting=True,
    )


def _split(reason: str, kind: type[DiscordError]) -> tuple[str, str]:
    """Returns what happened and what to do, of a stored error of that kind."""
    for error in (kind, *_kinds(kind)):
        if reason.startswith(f"{error.sentence} "):
            return error.sentence, reason[len(error.sentence) + 1 :]
        if error.advice and reason.endswith(f" {error.advice}"):
            return reason.removesuffix(f" {error.advice}"), error.advice
    return reason, ""


def _kinds(kind: type[DiscordError]) -> Iterator[type[DiscordError]]:
    """All kinds whose sentence isn't made for each error."""
    for child in kind.__subclasses__():
        if isinstance(child.sentence, str):
            yield child
        yield from _kinds(child)


def _name(wait: Wait, known: Known) -> str:
    channel = known.channels.get(wait.channel_id)
    return f"#{channel.name}" if channel is not None else f"Channel {wait.channel_id}"
