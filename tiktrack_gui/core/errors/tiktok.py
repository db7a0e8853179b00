"""Errors with TikTok, and with the library that reads it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tiktrack_gui.core import durations
from tiktrack_gui.core.errors.base import TIKTOK, Success, TikTrackError
from tiktrack_gui.core.errors.network import UNTRUSTED, ProxyFault, proxy_failed, untrusted

if TYPE_CHECKING:
    from tiktrack_gui.core.models import Creator

_ASKED_FOR = {  # by capability
    "trending": "the trending feed",
    "creator": "a profile",
    "creator_videos": "a creator’s videos",
    "video": "a video",
    "hashtag": "a hashtag",
    "search": "a search",
    "comments": "comments",
}


class TikTokError(TikTrackError):
    kind = "tiktok"
    sentence = "Couldn’t load data from TikTok."

    def __init__(self, capability: str = "", detail: str = "") -> None:
        """`detail` is for the log only.

        source: the handle of the source that met it; "" = it is no trouble of a source's own.
        """
        super().__init__(capability, detail)
        self.capability = capability
        self.source = ""
        self.detail = detail


class Blocked(TikTokError):
    kind = "blocked"
    settled_by = TIKTOK
    advice = "TikTrack waits before trying again. Opening TikTok once in TikTrack’s own browser often helps."
    terminal_advice = (
        "Wait a few minutes before trying again. It often helps to refresh in the window (`tiktrack`) "
        "and choose “Open TikTok” there."
    )

    @property
    def sentence(self) -> str:  # type: ignore[override]
        asked_for = _ASKED_FOR.get(self.capability, "this request")
        return f"TikTok sent an empty response for {asked_for}: it’s treating TikTrack as a bot."


class Captcha(TikTokError):
    kind = "captcha"
    settled_by = TIKTOK
    sentence = "TikTok wants you to solve a verification puzzle."
    advice = "Open TikTok in TikTrack’s own browser and solve it. TikTrack then continues automatically."
    terminal_advice = "Refresh in the window (`tiktrack`), choose “Open TikTok” and solve it there, then try again."


class LoginNeeded(TikTokError):
    kind = "login_needed"
    settled_by = frozenset({Success.FEED})
    sentence = "TikTok only shows this to people who are signed in."
    advice = "TikTrack continues with everything that’s public."

    def __init__(self, capability: str = "", detail: str = "") -> None:
        super().__init__(capability, detail)
        if capability == "search":
            self.sentence = "TikTok only lets you search while you’re signed in."
            self.advice = "Add creators by their @handle, or sign in once in TikTrack’s own browser."


class AudienceLimited(LoginNeeded):
    """The creator's own choice, or an age limit: it says nothing about other accounts."""

    sentence = "This account or video is only shown to people who are signed in."
    advice = "Its creator limits the audience, or it has an age limit. TikTrack tries again with each refresh."
    terminal_advice = "Its creator limits the audience, or it has an age limit."


class RegionLocked(TikTokError):
    kind = "region_locked"
    sentence = "TikTok doesn’t show this account or video in your region."
    advice = "Its numbers can only be read from a country where it’s shown."


class NotFound(TikTokError):
    """Attributes:
    confirmed: Whether every way to the account was asked and none found it, so that it counts towards being missing.
    """

    kind = "not_found"
    confirmed = True
    sentence = "TikTok found no account or post with that name."
    advice = (
        "Check the spelling. The account may have been renamed, and TikTok sometimes says this about existing accounts."
    )


class NoSuchHashtag(NotFound):
    """There is none, or TikTok hides it."""

    kind = "no_such_hashtag"
    sentence = "TikTok has no hashtag with that name."
    advice = "Check the spelling. TikTok also hides some hashtags."


class PostUnavailable(NotFound):
    sentence = "TikTok doesn’t show this video."
    advice = (
        "It may have been deleted, taken down, or be under review. TikTok sometimes says this to some networks only."
    )


class HandleTaken(NotFound):
    """The handle belongs to an account with another ID.

    Attributes:
        holder: The account that has the handle now, if it was read.
        tracked: Whether the account that was asked for is tracked.
    """

    kind = "handle_taken"
    advice = "To track the account that has the handle now, add it by its handle."

    def __init__(
        self, handle: str = "…", holder: Creator | None = None, capability: str = "", detail: str = ""
    ) -> None:
        super().__init__(capability, detail)
        self.handle, self.holder = handle, holder
        self.tracked = True

    @property
    def sentence(self) -> str:  # type: ignore[override]
        whom = "you track" if self.tracked else "TikTrack knew"
        return f"@{self.handle} is somebody else now; the account {whom} was renamed or closed."


class EmptyCounts(TikTokError):
    """The account was read, but with counts that aren't believed at once (see `core.doubt`)."""

    kind = "empty_counts"
    sentence = "TikTok showed 0 where there were thousands."
    advice = "That’s usually an empty response. If the next refresh shows the same, it’s believed."


class NotInDemo(NotFound):
    advice = "Use your real data to track others."

    @property
    def sentence(self) -> str:  # type: ignore[override]
        return f"The demo only has its own {'hashtags' if self.capability == 'hashtag' else 'creators'}."


class Private(TikTokError):
    kind = "private"
    sentence = "This account or video is private."
    advice = "Its numbers can’t be read until the owner makes it public."


class CommentsHidden(TikTokError):
    """There are comments, but TikTok lists none of them."""

    kind = "comments_hidden"
    sentence = "TikTok shows no comments on this video, although it has some."
    advice = (
        "Its creator may have turned them off, or TikTok shows them only to people who are signed in. "
        "You can sign in once in TikTrack’s own browser."
    )
    terminal_advice = "Its creator may have turned them off, or TikTok shows them only to people who are signed in."


class Changed(TikTokError):
    kind = "changed"
    settled_by = TIKTOK
    sentence = "TikTok’s response wasn’t in a format TikTrack knows."
    advice = (
        "If this keeps happening, look for a newer version of TikTrack: TikTok changes its pages from time to time."
    )


class TooLarge(Changed):
    """More than anybody would send who has nothing bad in mind, so it wasn't read."""

    kind = "too_large"
    sentence = "TikTok’s response was far too large, so TikTrack didn’t read it."
    advice = "Try again later. If it keeps happening, a proxy or VPN may be changing what TikTok sends."


class UnknownStatus(TikTokError):
    """A status code that isn't known; the format of the response was."""

    kind = "unknown_status"
    settled_by = TIKTOK
    advice = "Try again in a few minutes. If this keeps happening, report the code: what it means isn’t known yet."

    def __init__(self, code: int, capability: str = "") -> None:
        super().__init__(capability, f"status {code}")
        self.code = code
        self.sentence = f"TikTok answered something new (code {code})."


class TikTokDown(TikTokError):
    """TikTok's own servers fail."""

    kind = "tiktok_down"
    settled_by = TIKTOK
    sentence = "TikTok is having problems right now."
    advice = "Try again in a few minutes. Scheduled refreshes retry automatically."
    terminal_advice = "Try again in a few minutes."


class Unreachable(TikTokError):
    kind = "unreachable"
    settled_by = TIKTOK
    sentence = "Couldn’t reach TikTok."
    advice = "Check your internet connection and try again. Scheduled refreshes retry automatically."
    terminal_advice = "Check your internet connection and try again."


class TikTokUntrusted(Unreachable):
    """The certificate can't be verified, so nothing was sent."""

    kind = "tiktok_untrusted"
    level = "error"
    sentence = untrusted("TikTok")
    advice = terminal_advice = UNTRUSTED

    def __init__(self, host: str = "TikTok", capability: str = "", detail: str = "") -> None:
        super().__init__(capability, detail)
        self.sentence = untrusted(host)


class TikTokProxyFailed(Unreachable):
    """The proxy's fault, not TikTok's."""

    kind = "tiktok_proxy"
    sentence, advice, terminal_advice = proxy_failed(ProxyFault.UNREACHABLE, "", "TikTok")

    def __init__(
        self, fault: ProxyFault = ProxyFault.UNREACHABLE, proxy: str = "", capability: str = "", detail: str = ""
    ) -> None:
        """proxy: its host and port."""
        super().__init__(capability, detail)
        self.sentence, self.advice, self.terminal_advice = proxy_failed(fault, proxy, "TikTok")


class Timeout(TikTokError):
    kind = "timeout"
    settled_by = TIKTOK
    sentence = "TikTok didn’t respond in time."
    advice = "A slow connection or a busy TikTok is the usual cause. Scheduled refreshes retry automatically."
    terminal_advice = "A slow connection or a busy TikTok is the usual cause. Try again in a while."


class RateLimited(TikTokError):
    kind = "rate_limited"
    settled_by = TIKTOK
    advice = "Wait until then: trying more often makes the wait longer."

    def __init__(self, retry_at: float, capability: str = "", detail: str = "", *, wait: float | None = None) -> None:
        """retry_at: UTC epoch seconds. wait: seconds from now, for the sentence."""
        super().__init__(capability, detail)
        self.retry_at = retry_at
        self.wait = wait

    @property
    def sentence(self) -> str:  # type: ignore[override]
        if self.wait is None:
            return "TikTok is limiting requests."
        return f"TikTok is limiting requests. Next try in {durations.wait(self.wait)}."


class BudgetSpent(RateLimited):
    """TikTrack's own limit, not TikTok's: no request was sent."""

    kind = "budget_spent"
    advice = "This keeps TikTok from blocking you. TikTrack continues automatically."
    terminal_advice = "This keeps TikTok from blocking you."

    @property
    def sentence(self) -> str:  # type: ignore[override]
        wait = durations.wait(self.wait or 0)
        return f"TikTrack has reached its own hourly limit for TikTok requests. Next try in {wait}."


class LibraryUnusable(TikTokError):
    kind = "library"
    level = "error"
    settled_by = TIKTOK
    advice = "Reinstall TikTrack to get the tested version."
    terminal_advice = (
        "Install the tested version: `pip install --require-hashes -r constraints.txt`, or run `make setup` again."
    )

    def __init__(self, found: str | None, tested: str) -> None:
        super().__init__()
        self.found, self.tested = found, tested

    @property
    def sentence(self) -> str:  # type: ignore[override]
        if self.found is None:
            return "The TikTokApi library is missing."
        return f"The TikTokApi library is version {self.found}, but TikTrack was tested with {self.tested}."


class NothingFetched(TikTokError):
    kind = "nothing_fetched"
    settled_by = frozenset({Success.FEED})
    advice = "Try again in a few minutes. If this keeps happening, open TikTok once in TikTrack’s own browser."

    def __init__(self, left_out: str = "", *, capability: str = "trending") -> None:
        """left_out: what there was instead of videos, in words."""
        super().__init__(capability, left_out)
        self.sentence = (
            f"No videos were fetched: TikTok’s response {'only had ' + left_out if left_out else 'had none'}."
        )


class ClockWrong(TikTokError):
    """All videos have dates that this computer's clock makes impossible."""

    kind = "clock_wrong"
    settled_by = frozenset({Success.FEED})
    advice = "Set the clock and try again."

    def __init__(self, difference: str) -> None:
        """difference: between the clocks, in words: "3 d behind"."""
        super().__init__("trending", difference)
        self.sentence = f"This computer’s clock is {difference} TikTok’s, so the age of its videos can’t be told."


class AllFiltered(TikTokError):
    """Not raised: a refresh succeeded, but no video passed."""

    kind = "all_filtered"
    level = "info"
    settled_by = frozenset({Success.FEED})
    advice = "Lower the threshold, or check back later: the feed changes all day."

    def __init__(self, measured: int, threshold: float, *, too_old: int = 0, unknown: int = 0) -> None:
        """measured: number of videos. threshold: engagements per minute. too_old: those that reach it, but are older
        than the maximum age. unknown: those whose likes, comments and shares are unknown.
        """
        super().__init__()
        videos = "1 video" if measured == 1 else f"{measured} videos"
        if too_old or unknown:
            slow = measured - too_old - unknown
            parts = (f"{slow} below {threshold:g}/min", f"{too_old} too old", f"{unknown} without likes and comments")
            numbers = (slow, too_old, unknown)
            why = ", ".join(part for number, part in zip(numbers, parts, strict=True) if number)
            self.sentence = f"Nothing new: of {videos}, {why}."
        else:
            none = "the only video didn’t reach" if measured == 1 else f"none of {videos} reached"
            self.sentence = f"Nothing new: {none} {threshold:g}/min."


class Stopped(TikTokError):
    """Not a failure: the user stopped the refresh."""

    kind = "stopped"
    sentence = "The refresh was stopped."
    advice = "Nothing from it was saved. The next one starts over."
