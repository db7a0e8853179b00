"""Troubles with Discord."""

from __future__ import annotations

from tiktrack_gui.core import durations
from tiktrack_gui.core.errors.base import Success, TikTrackError


class DiscordError(TikTrackError):
    kind = "discord"
    sentence = "Discord did not take the post."

    def __init__(self, code: int | str | None = None, detail: str = "") -> None:
        """code: Discord's own error code, kept with the delivery. detail: for the log only."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class TokenMissing(DiscordError):
    kind = "token_missing"
    settled_by = frozenset({Success.DISCORD})
    sentence = "There is no Discord bot token."
    advice = "Paste it on the Discord tab; it is kept in the system’s keyring."
    terminal_advice = (
        "Give it with `tiktrack token set discord` or on the Discord tab; it is kept in the system’s keyring."
    )


class TokenRefused(DiscordError):
    kind = "token_refused"
    settled_by = frozenset({Success.DISCORD})
    sentence = "Discord refused the bot token."
    advice = "Copy it again from the Discord developer portal (Bot → Reset Token) and set it anew."


class NoPermission(DiscordError):
    kind = "no_permission"
    settled_by = frozenset({Success.CHANNEL})
    sentence = "The bot may not post in that channel."
    advice = (
        "Give it View Channel, Send Messages, Embed Links, Attach Files, Create Public Threads and "
        "Read Message History there."
    )


class ChannelGone(DiscordError):
    kind = "channel_gone"
    settled_by = frozenset({Success.CHANNEL})
    sentence = "The bot cannot find that channel."
    advice = "Check the channel’s id, and that the bot is a member of its server."


class ChannelUnsuitable(DiscordError):
    kind = "channel_unsuitable"
    settled_by = frozenset({Success.CHANNEL})
    sentence = "Threads cannot be made in that kind of channel."
    advice = "Choose a text, announcement, forum or media channel."


class TagRequired(DiscordError):
    kind = "tag_required"
    settled_by = frozenset({Success.CHANNEL})
    sentence = "That forum wants a tag on every post."
    advice = "Switch off “Require people to select tags” in the forum’s settings, or choose another channel."


class TooManyThreads(DiscordError):
    kind = "too_many_threads"
    sentence = "The server has as many active threads as Discord allows."
    advice = "Close old threads there; the post waits in the outbox."
    terminal_advice = "Close old threads there, then try again."


class PostRefused(DiscordError):
    kind = "post_refused"
    sentence = "Discord refused the post as invalid."
    advice = "The log has Discord’s own words; please report them, this should not happen."


class PostDeleted(DiscordError):
    kind = "post_deleted"
    sentence = "The post was deleted in Discord before its thread was made."
    advice = "Post it again if it should be there."


class DiscordUnreachable(DiscordError):
    kind = "discord_unreachable"
    settled_by = frozenset({Success.DISCORD})
    sentence = "Discord could not be reached."
    advice = "Check the internet connection. A post that waits in the outbox goes out once Discord answers."
    terminal_advice = "Check the internet connection and try again."


class DiscordInTrouble(DiscordUnreachable):
    """It was reached, and could not answer."""

    advice = "That usually passes within minutes. A post that waits in the outbox goes out once Discord answers."
    terminal_advice = "That usually passes within minutes: try again then."

    def __init__(self, status: int, code: int | str | None = None, detail: str = "") -> None:
        """status: of the answer, 500 or more."""
        super().__init__(code, detail)
        self.sentence = f"Discord has trouble of its own (error {status})."


class DiscordGarbled(DiscordUnreachable):
    """Something answered, but not as Discord does: a proxy, a hotel's login page."""

    sentence = "Discord’s answer could not be read."
    advice = (
        "A proxy, or the login page of a network, may answer in its place. "
        "A post that waits in the outbox goes out once Discord answers."
    )
    terminal_advice = "A proxy, or the login page of a network, may answer in its place: look there, then try again."


class DiscordRateLimited(DiscordError):
    kind = "discord_rate_limited"
    advice = "A post that waits in the outbox goes out then."
    terminal_advice = "Try again then."

    def __init__(self, retry_after: float, code: int | str | None = None, detail: str = "") -> None:
        """retry_after: seconds."""
        super().__init__(code, detail)
        self.retry_after = retry_after

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return f"Discord asks to wait {durations.wait(self.retry_after)} before the next post."


class OutcomeUnknown(DiscordError):
    kind = "outcome_unknown"
    sentence = "Discord’s answer was lost, and it cannot be told whether the thread was made."
    advice = "Look into the channel, then mark the delivery as posted or post it again."


class Undelivered(DiscordError):
    """Not raised: how a post that was asked for ended, when it is not in its channel for certain."""

    kind = "undelivered"
    settled_by = frozenset({Success.POST})

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__()
        self.sentence, self.advice = sentence, advice
