"""Texts about fetching: health, request budget and progress. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import tzinfo

from tiktrack_gui.core.errors import (
    Blocked,
    BrowserUnconfirmed,
    BudgetSpent,
    Captcha,
    Changed,
    ClockWrong,
    CommentsHidden,
    DiscordProxyFailed,
    DiscordUnreachable,
    DiscordUntrusted,
    DiskFull,
    LibraryUnusable,
    LoginNeeded,
    NoBrowser,
    NoSuchHashtag,
    NotFound,
    NothingFetched,
    Private,
    RateLimited,
    RegionLocked,
    TikTokDown,
    TikTokProxyFailed,
    TikTokUntrusted,
    TikTrackError,
    Timeout,
    TokenRefused,
    TooLarge,
    Undelivered,
    UnknownStatus,
    Unreachable,
    error_class,
)
from tiktrack_gui.core.numbers import grouped
from tiktrack_gui.core.runs import DayOfRuns
from tiktrack_gui.core.sources import Capability, Health
from tiktrack_gui.words import times

CAPABILITIES = {  # those shown, most important first; Discover says itself how reading comments goes
    Capability.TRENDING: "Trending feed",
    Capability.CREATOR: "Creators",
    Capability.CREATOR_VIDEOS: "Creators’ videos",
    Capability.HASHTAG: "Hashtags",
    Capability.SEARCH: "Search",
}
TROUBLES: Mapping[type[TikTrackError], str] = {  # short, for lists
    Blocked: "Blocked",
    Captcha: "Verification needed",
    LoginNeeded: "Sign-in required",
    NoSuchHashtag: "Not found",
    NotFound: "Not found",
    Private: "Private",
    CommentsHidden: "Comments hidden",
    Changed: "Unknown response",
    TooLarge: "Response too large",
    UnknownStatus: "Unknown response",
    RegionLocked: "Not in your region",
    TikTokDown: "TikTok’s problem",
    ClockWrong: "Wrong clock",
    Unreachable: "Unreachable",
    TikTokUntrusted: "Certificate not trusted",
    TikTokProxyFailed: "Proxy’s problem",
    Timeout: "No response",
    RateLimited: "Rate limited",
    BudgetSpent: "Limit reached",
    NoBrowser: "No browser",
    BrowserUnconfirmed: "New browser",
    LibraryUnusable: "Library missing",
    NothingFetched: "Empty response",
}
ATTENTION: Mapping[type[TikTrackError], str] = {  # the same as a sentence, for the sidebar
    Blocked: "TikTok is blocking TikTrack",
    Captcha: "TikTok wants a puzzle solved",
    Unreachable: "Can’t reach TikTok",
    TikTokUntrusted: "TikTok’s certificate isn’t trusted",
    TikTokProxyFailed: "The proxy isn’t working",
    Timeout: "TikTok doesn’t respond",
    TikTokDown: "TikTok is having problems",
    RateLimited: "TikTok is limiting requests",
    NoBrowser: "No browser found",
    BrowserUnconfirmed: "Use the new browser?",
    DiscordUnreachable: "Can’t reach Discord",
    DiscordUntrusted: "Discord’s certificate isn’t trusted",
    DiscordProxyFailed: "The proxy isn’t working",
    TokenRefused: "Discord rejected the token",
    Undelivered: "Some posts weren’t delivered",
    DiskFull: "The disk is full",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """The state of something. color: token of its dot's colour. state: in a word or two. detail: more about it."""

    color: str
    state: str
    detail: str

    @property
    def sentence(self) -> str:
        return f"{self.state}{' ' if self.detail.startswith('since') else ', ' if self.detail else ''}{self.detail}"


def standing(health: Health | None, now: float, next_refresh: float | None = None) -> Standing:
    """ "Working, last used 3 min ago" / "Blocked since 14:02, next refresh in 12 min" / "Not used yet".

    next_refresh: when its timer asks again, which may be later than the cooldown allows; None = not known.
    """
    if health is None or (health.last_ok_at is None and health.failing_since is None):
        return Standing(color="text3", state="Not used yet", detail="")
    if health.failing_since is None:
        return Standing(color="ok", state="Working", detail=f"last used {times.ago(health.last_ok_at or 0, now)}")
    since = f"since {times.clock_time(health.failing_since, now)}"
    color = "warn" if health.cool_down_until else "bad"
    return Standing(
        color=color, state=trouble(health.error_kind), detail=f"{since}, {_outlook(health, now, next_refresh)}"
    )


def _outlook(health: Health, now: float, next_refresh: float | None) -> str:
    if health.cool_down_until and health.cool_down_until > now:
        if next_refresh is not None:
            return times.next_refresh(next_refresh, now)
        return f"waits until {times.clock_time(health.cool_down_until, now)}"
    return f"last worked {times.ago(health.last_ok_at, now)}" if health.last_ok_at else "hasn’t worked yet"


def trouble(kind: str | None) -> str:
    return TROUBLES.get(error_class(kind), "Failing")


def attention(troubles: Collection[type[TikTrackError]]) -> str:
    """Says what needs attention, in a few words: "TikTok wants a puzzle solved". troubles: families of errors."""
    only = next(iter(troubles)) if len(troubles) == 1 else None
    return ATTENTION.get(only, "Needs attention") if only is not None else "Needs attention"


def listed(total: int, most: int, one: str, several: str) -> str:
    """ "37 runs", or "The newest 200 runs" if older ones aren't listed; "" for none.

    one, several: what they are called.
    """
    if not total:
        return ""
    things = f"{grouped(total)} {one if total == 1 else several}"
    return f"The newest {things}" if total >= most else things


def day_of_runs(day: DayOfRuns, zone: tzinfo | None = None) -> str:
    """ "21 Oct: 48 runs, 2,400 fetched, 620 passed, 3 failed"."""
    return f"{short_day(day, zone)}: {_sums(day.runs, *sums_of_runs([day]))}"


def days_of_runs(days: Sequence[DayOfRuns]) -> str:
    """Returns the sums of all days, for screen readers."""
    return f"{last_days(len(days))}: {_sums(sum(day.runs for day in days), *sums_of_runs(days))}"


def sums_of_runs(days: Sequence[DayOfRuns]) -> tuple[str, str, str]:
    """("2,400 fetched", "620 passed", "3 failed"), the last one "" if none did."""
    fetched, passed, failed = (
        grouped(sum(counts)) for counts in zip(*((day.fetched, day.passed, day.failed) for day in days), strict=True)
    )
    return f"{fetched} fetched", f"{passed} passed", f"{failed} failed" if failed != "0" else ""


def last_days(number: int) -> str:
    return f"Last {number} days"


def short_day(day: DayOfRuns, zone: tzinfo | None = None) -> str:
    """ "21 Oct"."""
    return times.short_date(day.start, day.start, zone)


def _sums(runs: int, *sums: str) -> str:
    if not runs:
        return "no runs"
    return ", ".join(filter(None, ("1 run" if runs == 1 else f"{grouped(runs)} runs", *sums)))


def stage(words: str, done: int, wanted: int) -> str:
    """ "Reading the feed 30/50", or just "Starting the browser" while nothing is done."""
    return f"{words} {done}/{wanted}" if done and wanted else words
