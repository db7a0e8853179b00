"""Errors with Discord."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from tiktrack_gui.core import durations
from tiktrack_gui.core.errors.base import Success, TikTrackError
from tiktrack_gui.core.errors.network import UNTRUSTED, ProxyFault, proxy_failed, untrusted


class DiscordError(TikTrackError):
    """codes: Discord's error codes that mean this."""

    kind = "discord"
    sentence = "Discord didn’t accept the post."
    codes: ClassVar[tuple[int, ...]] = ()

    def __init__(self, code: int | str | None = None, detail: str = "") -> None:
        """code: Discord's own error code, stored with the delivery. detail: for the log only."""
        super().__init__(code, detail)
        self.code = code
        self.detail = detail


class TokenMissing(DiscordError):
    kind = "token_missing"
    settled_by = frozenset({Success.DISCORD})
    sentence = "No Discord bot token is set."
    advice = "Paste one on the Discord tab. It’s kept in the system keyring."
    terminal_advice = (
        "Set one with `tiktrack token set discord` or on the Discord tab. It’s kept in the system keyring."
    )


class TokenRefused(DiscordError):
    kind = "token_refused"
    settled_by = frozenset({Success.DISCORD})
    codes = (40001, 50014, 50025)
    sentence = "Discord rejected the bot token."
    advice = "Get a new one from the Discord Developer Portal (Bot → Reset Token) and replace it."


class ChannelProblem(DiscordError):
    """The reason is the channel or its server, not the post: no post can go there until it is gone."""

    settled_by = frozenset({Success.CHANNEL})

    @classmethod
    def stored_codes(cls) -> frozenset[str]:
        """The `error_code` a delivery may have that failed for such a reason."""
        return frozenset(str(code) for kind in cls.__subclasses__() for code in (kind.kind, *kind.codes))


class NoPermission(ChannelProblem):
    kind = "no_permission"
    codes = (50001, 50013, 60003, 160002)
    sentence = "The bot isn’t allowed to post in that channel."
    advice = (
        "In the channel’s permissions, allow View Channel, Send Messages, Embed Links, Attach Files, "
        "Create Public Threads and Read Message History."
    )

    @classmethod
    def lacking(cls, permissions: Sequence[str]) -> NoPermission:
        """permissions: what the bot lacks, as named in Discord's settings."""
        error = cls(detail=f"missing: {', '.join(permissions)}")
        error.advice = f"In the channel’s permissions, allow {', '.join(permissions)}."
        return error


class ChannelGone(ChannelProblem):
    kind = "channel_gone"
    codes = (10003, 10004, 10007, 40007, 50055)  # unknown channel, server or member; banned; invalid server
    sentence = "The bot can’t find that channel."
    advice = "Check the channel ID, and make sure the bot is in its server."


class ChannelUnsuitable(ChannelProblem):
    kind = "channel_unsuitable"
    codes = (40058, 50008, 50024)  # a forum, a channel without messages, another kind
    sentence = "Threads can’t be created in that type of channel."
    advice = "Choose a text, announcement, forum or media channel."


class TagRequired(ChannelProblem):
    kind = "tag_required"
    codes = (40066, 40067)
    sentence = "That forum requires a tag on every post."
    advice = (
        "Choose a tag for its posts, or turn off “Require people to select tags when posting” in the forum’s settings."
    )


class TagUnknown(ChannelProblem):
    kind = "tag_unknown"
    sentence = "The forum doesn’t have one of the tags chosen for its posts."
    advice = "Choose other tags for the channel."

    @classmethod
    def among(cls, unknown: Sequence[str], existing: Sequence[str]) -> TagUnknown:
        """unknown: the names the forum doesn't have. existing: those it has."""
        error = cls(detail=f"no tag {', '.join(unknown)}")
        named = ", ".join(f"“{name}”" for name in unknown)
        error.sentence = f"The forum has no tag named {named}."
        if existing:
            error.advice = f"Choose one of its tags: {', '.join(existing)}."
        else:
            error.advice = "It has no tags. Add one in the forum’s settings, or remove the tag from the channel’s rule."
        return error


class RoleGone(ChannelProblem):
    kind = "role_gone"
    codes = (10011,)
    sentence = "The role to be pinged no longer exists on that server."
    advice = "Choose another role for the channel, or turn off the ping."


class ServerGone(DiscordError):
    kind = "server_gone"
    settled_by = frozenset({Success.DISCORD})
    sentence = "The bot isn’t in that server."
    advice = "Add it with the invite link, or choose another server."


class CodeGrantRequired(DiscordError):
    """Not raised: says why nobody can add the bot to a server."""

    kind = "code_grant_required"
    settled_by = frozenset({Success.DISCORD})
    sentence = "The bot can’t be added to a server, because it requires a code grant."
    advice = "In the Discord Developer Portal, under Bot, turn off “Requires OAuth2 Code Grant”, then check again."


class TooManyThreads(ChannelProblem):
    kind = "too_many_threads"
    codes = (160006, 160007)
    sentence = "The server has reached Discord’s limit for active threads."
    advice = "Archive the bot’s oldest thread, or close others. Posts in the outbox wait until there is room."
    terminal_advice = "Close some old threads, then try again."


class PostBlocked(DiscordError):
    kind = "post_blocked"
    codes = (20031, 200000, 200001)
    sentence = "The server’s AutoMod blocked the post."
    advice = "Exempt the bot’s role in the server’s AutoMod settings, then retry the post."


class LinkBlocked(DiscordError):
    kind = "link_blocked"
    codes = (240000,)
    sentence = "Discord blocked the post because of a link in it."
    advice = "Check the creator’s bio. Retry the post once the link is gone."


class PostRefused(DiscordError):
    """It is too long, too large or malformed."""

    kind = "post_refused"
    sentence = "Discord rejected the post as invalid."
    advice = "This shouldn’t happen. Please report it with Discord’s message from the log."


class PostDeleted(DiscordError):
    kind = "post_deleted"
    codes = (10008,)
    sentence = "The post was deleted in Discord before its thread was created."
    advice = "Post it again if you still want it there."


class DiscordUnreachable(DiscordError):
    kind = "discord_unreachable"
    settled_by = frozenset({Success.DISCORD})
    sentence = "Couldn’t reach Discord."
    advice = "Check your internet connection. Posts in the outbox go out once Discord responds."
    terminal_advice = "Check your internet connection and try again."


class DiscordPaused(DiscordUnreachable):
    """Discord has turned something off for a while."""

    codes = (40004, 40006, 110001, 130000)
    sentence = "Discord isn’t accepting posts right now."
    advice = "This usually passes within minutes. Posts in the outbox go out once Discord responds."
    terminal_advice = "This usually passes within minutes. Try again then."


class DiscordInTrouble(DiscordUnreachable):
    """Discord was reached, but had an error of its own."""

    advice = "This usually passes within minutes. Posts in the outbox go out once Discord responds."
    terminal_advice = "This usually passes within minutes. Try again then."

    def __init__(self, status: int, code: int | str | None = None, detail: str = "") -> None:
        """status: HTTP status of the response, 500 or more."""
        super().__init__(code, detail)
        self.sentence = f"Discord is having problems (error {status})."


class DiscordGarbled(DiscordUnreachable):
    """Something responded, but not as Discord does: a proxy, a hotel's login page."""

    sentence = "Couldn’t read Discord’s response."
    advice = (
        "A proxy or a network’s sign-in page may be responding instead. "
        "Posts in the outbox go out once Discord responds."
    )
    terminal_advice = "A proxy or a network’s sign-in page may be responding instead. Check that, then try again."


class DiscordUntrusted(DiscordUnreachable):
    """The certificate can't be verified, so nothing was sent: not even the token."""

    kind = "discord_untrusted"
    level = "error"
    sentence = untrusted("Discord")
    advice = terminal_advice = UNTRUSTED

    def __init__(self, host: str = "Discord", detail: str = "") -> None:
        super().__init__(detail=detail)
        self.sentence = untrusted(host)


class DiscordProxyFailed(DiscordUnreachable):
    """The proxy's fault, not Discord's."""

    kind = "discord_proxy"
    sentence, advice, terminal_advice = proxy_failed(ProxyFault.UNREACHABLE, "", "Discord")

    def __init__(self, fault: ProxyFault = ProxyFault.UNREACHABLE, proxy: str = "", detail: str = "") -> None:
        """proxy: its host and port."""
        super().__init__(detail=detail)
        self.sentence, self.advice, self.terminal_advice = proxy_failed(fault, proxy, "Discord")


class DiscordRateLimited(DiscordError):
    kind = "discord_rate_limited"
    codes = (20016, 20028, 20029, 40062)  # slow mode, and limits of the channel, the server and the service
    advice = "Posts in the outbox go out then."
    terminal_advice = "Try again then."

    def __init__(self, retry_after: float, code: int | str | None = None, detail: str = "") -> None:
        """retry_after: seconds."""
        super().__init__(code, detail)
        self.retry_after = retry_after

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return f"Discord is limiting requests. The next post can go out in {durations.wait(self.retry_after)}."


class PostingPaused(DiscordError):
    """The user wants nothing to be sent to Discord."""

    kind = "posting_paused"
    sentence = "Posting to Discord is paused."
    advice = "Posts wait in the outbox until you resume it there."
    terminal_advice = "To resume, set paused = false under [discord] in settings.toml."


class OutcomeUnknown(DiscordError):
    kind = "outcome_unknown"
    sentence = "Discord’s response was lost, so TikTrack can’t tell whether the thread was created."
    advice = "Look in the channel, then press “It’s there” or “Post again” in the outbox."
    terminal_advice = (
        "Look in the channel, then run `tiktrack deliveries sent` if the thread is there, or "
        "`tiktrack deliveries retry --again` if not."
    )


class EarlierPostUnknown(OutcomeUnknown):
    """An earlier database may have posted it where the channel's search couldn't tell."""

    sentence = "TikTrack can’t tell whether this profile was posted before its database was replaced."


class OutcomeOfTestUnknown(OutcomeUnknown):
    """Like OutcomeUnknown, but no delivery in the outbox belongs to it."""

    kind = "outcome_of_test_unknown"
    sentence = "Discord’s response was lost, so TikTrack can’t tell whether the test thread was created."
    advice = "Try again. If the thread is there already, no second one is created."
    terminal_advice = "Look in the channel before you try again."


class Undelivered(DiscordError):
    """Not raised: says how a requested post ended, unless it is certainly in its channel."""

    kind = "undelivered"
    settled_by = frozenset({Success.POST})

    def __init__(self, sentence: str, advice: str) -> None:
        super().__init__()
        self.sentence, self.advice = sentence, advice
