"""Texts of the Creators page about a creator and its numbers. Pure: the current time is an argument."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from tiktrack_gui.core import durations, growth_text, numbers
from tiktrack_gui.core.baseline import ViewsPerVideo
from tiktrack_gui.core.durations import DAY, MINUTE
from tiktrack_gui.core.growth import GROWTH_DAYS, Change
from tiktrack_gui.core.growth_rate import TooLittleHistory, WeeklyGrowth
from tiktrack_gui.core.models import Creator, CreatorCount, CreatorSample, Origin
from tiktrack_gui.core.posts import Basis, PostsPerWeek
from tiktrack_gui.core.tracked import CONFIRMED_AFTER, MISSING_FROM, CreatorState, TrackedCreator
from tiktrack_gui.words import counts, origins, times

NO_CHANGE = growth_text.NO_CHANGE
TOO_SOON = "too soon to tell"
FOUND_NOBODY = "TikTok’s search found no creators. Try another spelling."
STILL_TRACKED = "You still track them."
KEPT_TRACKING = "The creators on it stay tracked."
MOST_REASONS = 4  # that are named at once
MOST_WEEKS = 520  # nobody grows at the same rate for longer
OLD = 7 * DAY  # s; what was last measured longer ago says so

NO_ANSWER = "TikTok’s last answer about {} couldn’t be used."
_BLOCKED = "TikTok blocked the last request for {}."
_TROUBLES = {
    "blocked": _BLOCKED,
    "captcha": _BLOCKED,
    "login_needed": "TikTok shows {} only to people who are signed in.",
    "region_locked": "TikTok doesn’t show {} in this region.",
    "tiktok_down": "TikTok was having problems when {} was refreshed last.",
    "timeout": "TikTok didn’t answer in time about {}.",
}  # by the kind of the error


@dataclass(frozen=True, slots=True, kw_only=True)
class StateLine:
    """A line about a creator that TikTok didn't find or that is private. color: a token's name."""

    icon: str
    color: str
    text: str


def names(creators: Iterable[Creator]) -> str:
    """ "@one", or "3 creators"."""
    handles = [f"@{creator.handle}" for creator in creators]
    return handles[0] if len(handles) == 1 else f"{len(handles)} creators"


def adding(first: str, waiting: int, seconds: float) -> str:
    """ "Looking up @one and 12 more, done in about 2 min"."""
    more = f" and {waiting - 1} more" if waiting > 1 else ""
    until = f", done in about {durations.wait(seconds)}" if seconds >= MINUTE else ""
    return f"Looking up {first}{more}{until}"


def not_added(failed: Sequence[tuple[str, str]]) -> str:
    """Says who couldn't be tracked, and why, each on a line. failed: what was given, and the reason."""
    if len(failed) == 1:
        return f"{failed[0][0]}: {failed[0][1]}"
    lines = [f"{given}: {reason}" for given, reason in failed[:MOST_REASONS]]
    rest = len(failed) - len(lines)
    return "\n".join([f"{len(failed)} creators couldn’t be tracked:", *lines, *([f"and {rest} more"] if rest else [])])


def to_be_added(number: int) -> str:
    """Says on the terminal what becomes of creators that couldn't be looked up yet."""
    who = "1 creator waits" if number == 1 else f"{number} creators wait"
    return f"{who} to be looked up: by the window, `tiktrack run`, or now with `tiktrack creators pending --look-up`."


def nobody_on(name: str) -> str:
    """What an empty list says on the terminal."""
    return f"There’s nobody on “{name}” yet. Add somebody with: tiktrack lists add NAME @name"


def growth(change: Change | None) -> tuple[str, str]:
    """Returns a change in percent and its tone: ("+7.7%", "ok"), ("no measurable change", ""), ("", "") if unknown."""
    if change is None:
        return "", ""
    return growth_text.in_percent(change), _tone(change) if change.is_measurable else ""


def growth_of_weeks(change: Change | None) -> tuple[str, str]:
    """As `growth`, with the period if it isn't the four weeks of all others: ("+1.2% in 3 d", "ok")."""
    text, tone = growth(change)
    if change is None or change.is_of_weeks or not change.is_measurable:
        return text, tone
    return f"{text} in {durations.span(change.seconds)}", tone


def per_week(found: WeeklyGrowth | TooLittleHistory) -> str:
    """ "+1.9%", or "≈ 0%" if it may as well grow as shrink."""
    if isinstance(found, TooLittleHistory):
        return counts.UNKNOWN
    return numbers.growth(found.share) if found.is_measurable else "≈ 0%"


def per_week_beside(found: WeeklyGrowth | TooLittleHistory) -> str:
    """Returns what stands beside the growth per week: "0.9% to 1.4%", its 95 % interval, or "3 more days" until it is
    known.
    """
    if isinstance(found, TooLittleHistory):
        return more_days(found)
    low, high = numbers.growth(found.low), numbers.growth(found.high)
    return f"{low} to {high}" if low != high else ""


def more_days(found: TooLittleHistory) -> str:
    """ "3 more days"."""
    return f"{found.days_missing} more {'day' if found.days_missing == 1 else 'days'}"


def per_week_hint(found: WeeklyGrowth | TooLittleHistory) -> str:
    """Returns the growth per week with its interval, and when the count will have doubled or halved."""
    if isinstance(found, TooLittleHistory):
        return f"Growth per week: not enough history, {more_days(found)}"
    between = f"between {numbers.growth(found.low)} and {numbers.growth(found.high)}, 95% certain"
    if not found.is_measurable:
        return f"Growth per week: {NO_CHANGE} ({between})"
    weeks = found.doubling_weeks or 0.0
    verb = "doubles" if found.share > 0 else "halves"
    until = f", {verb} in {round(weeks)} weeks" if 2 <= weeks <= MOST_WEEKS else ""
    return f"Growth per week: {numbers.growth(found.share)} ({between}){until}"


def amount(change: Change | None) -> tuple[str, str]:
    """Returns the same as a count: ("+172K", "ok")."""
    if change is None or not change.is_measurable:
        return growth(change)
    return growth_text.in_numbers(change), _tone(change)


def growth_hint(change: Change | None) -> str:
    """Returns what the percentage leaves out: the change as a count, its period and its margin of error."""
    if change is None:
        return "Growth appears once two measurements are a day apart."
    text = f"{amount(change)[0]} in {durations.span(change.seconds)}"
    if change.margin:
        return (
            f"{text}. TikTok rounds numbers this large, so the change may be off by {numbers.grouped(change.margin)}."
        )
    return text


def measured(sample: CreatorSample | None, now: float) -> str:
    """ "Measured 2 h ago from the profile page · rounded by TikTok (≈)"."""
    return "Not measured yet" if sample is None else _measured(sample, times.ago(sample.at, now))


def measured_by(sample: CreatorSample | None, moment: float) -> str:
    """As `measured`, seen from a moment of the past: "Measured 3 d earlier from the profile page · exact"."""
    if sample is None:
        return "Not measured by then"
    before = moment - sample.at
    return _measured(sample, "then" if before < MINUTE else f"{durations.age(before)} earlier")


def views_hint(views: ViewsPerVideo) -> str:
    """Returns of how many videos the median is, and when they were measured."""
    if views.median is None:
        return f"Not enough known: {_videos(views.videos)}"
    since, until = times.date(views.since), times.date(views.until)
    measured_on = f"on {until}" if since == until else f"between {since} and {until}"
    return f"{_videos(views.videos)}, last measured {measured_on}"


def posts_hint(posts: PostsPerWeek | None) -> str:
    """Returns what was counted."""
    if posts is None:
        return f"Not enough known: the number of videos on the profile, {GROWTH_DAYS} days apart"
    until = f"in the {GROWTH_DAYS} days until {times.date(posts.until)}"
    if posts.basis is Basis.SEEN:
        return f"{_videos(posts.posts)} {until}, all of them seen by TikTrack"
    return f"The number of videos on the profile grew by {posts.posts} {until}. Deleted videos are missing from it."


def if_old(at: float, now: float) -> str:
    """ "measured 9 d ago", or "" if it wasn't long ago."""
    return f"measured {times.ago(at, now)}" if now - at > OLD else ""


def state_line(entry: TrackedCreator) -> StateLine | None:
    """Returns the line about a creator, or None if there is no problem."""
    handle = f"@{entry.creator.handle}"
    if entry.state == CreatorState.MISSING:
        text = f"TikTok no longer finds {handle}. Its numbers are kept, and Refresh checks again."
        return StateLine(icon="user-x", color="bad", text=text)
    if entry.state == CreatorState.HANDLE_TAKEN:
        text = f"{handle} is somebody else now; this account was renamed or closed. Its numbers are kept."
        return StateLine(icon="user-x", color="warn", text=text)
    if entry.confirmations:
        text = (
            f"TikTok didn’t find {handle} ({entry.confirmations} of {MISSING_FROM}). After {MISSING_FROM} refreshes "
            f"in a row that find nothing, at least {CONFIRMED_AFTER // MINUTE} min apart, it’s marked as missing."
        )
        return StateLine(icon="user-x", color="warn", text=text)
    if entry.not_found_count:
        times_ = "last time" if entry.not_found_count == 1 else f"the last {entry.not_found_count} times"
        text = f"TikTok didn’t find {handle} {times_}, but not every way to it answered. Its numbers are kept."
        return StateLine(icon="user-x", color="warn", text=text)
    if entry.state == CreatorState.PRIVATE:
        return StateLine(
            icon="lock", color="warn", text="This account is private: only its followers can see its videos."
        )
    if entry.trouble is not None:
        text = f"{_TROUBLES.get(entry.trouble, NO_ANSWER).format(handle)} Its numbers are kept, and it’s tried again."
        return StateLine(icon="triangle-alert", color="warn", text=text)
    return None


def formerly(handle: str, former: tuple[str, int] | None) -> str:
    """ "@new since 3 Nov 2026, formerly @old", or "@new". former: the earlier handle, and since when it is gone."""
    if former is None:
        return f"@{handle}"
    old, since = former
    return f"@{handle} since {times.date(since)}, formerly @{old}"


def number(shown: int, total: int) -> str:
    """ "200 creators", or "3 of 200 creators" if the others are filtered out."""
    of_all = f"{numbers.grouped(shown)} of " if shown < total else ""
    return f"{of_all}{numbers.grouped(total)} {'creator' if total == 1 else 'creators'}"


def found(number: int, *, has_more: bool) -> str:
    """Says how many creators a search found, and what to do with them. has_more: TikTok has more than these."""
    if not number:
        return ""
    who = "1 creator" if number == 1 else f"{'The first ' if has_more else ''}{number} creators"
    return f"{who} found on TikTok. Choose one to track."


SEEN = "Creators TikTrack has seen"  # a list, for screen readers


def found_note(creator: Creator, is_tracked: bool) -> tuple[str, str]:
    """Returns what to know of a found creator in a word, and its tone."""
    if is_tracked:
        return "tracked", "ok"
    if creator.private:
        return "private", "warn"
    return ("verified", "") if creator.verified else ("", "")


def found_sentence(creator: Creator, is_tracked: bool) -> str:
    """Returns a row of the search's result for screen readers."""
    note, _ = found_note(creator, is_tracked)
    return ", ".join([*_identity(creator), *([note] if note else [])])


def renamed(old: str, new: str) -> str:
    return f"@{old} is now @{new}."


def another(creator: Creator, former: Creator) -> str:
    """Says that `creator` has the handle that `former` had when TikTrack last saw it."""
    now = f"It’s @{former.handle} now. " if former.handle.lower() != creator.handle.lower() else ""
    return (
        f"@{creator.handle} is another account now than the one TikTrack knew by that handle. {now}"
        "The numbers of the two are kept apart."
    )


def tracking(creator: Creator, formerly: str | None = None, instead_of: Creator | None = None) -> str:
    """formerly: the handle it was asked for by, if it was renamed. instead_of: who had its handle before."""
    said = [f"Tracking @{creator.handle}"]
    if formerly is not None:
        said.append(renamed(formerly, creator.handle))
    if instead_of is not None:
        said.append(another(creator, instead_of))
    return ". ".join(said)


def refreshed(fresh: Sequence[Creator], asked: int, missing: int, renamed_ones: Mapping[str, str]) -> str:
    """fresh: those that were read, of `asked`. missing: not asked for. renamed_ones: new handles by old ones."""
    if not asked:
        return f"{all_missing(missing)} To look again, choose one and refresh it."
    said = [f"Refreshed @{fresh[0].handle}" if asked == 1 and fresh else f"Refreshed {len(fresh)} of {asked} creators"]
    said += [renamed(old, new).rstrip(".") for old, new in renamed_ones.items()]
    if missing:
        said.append(f"{missing} missing: to look again, choose one and refresh it")
    return ". ".join(said)


def all_missing(count: int) -> str:
    if count == 1:
        return "The only tracked creator is missing: TikTok no longer finds it."
    return f"All {count} tracked creators are missing: TikTok no longer finds them."


def sentence(entry: TrackedCreator, change: Change | None) -> str:
    """Returns a row of the list for screen readers."""
    parts = _identity(entry.creator)
    text, _ = growth(change)
    if change is not None:
        parts.append(f"{text} in {durations.span(change.seconds)}")
    if entry.state != CreatorState.ACTIVE:
        parts.append(str(entry.state).replace("_", " "))
    return ", ".join(parts)


def _identity(creator: Creator) -> list[str]:
    followers = counts.creator_count(creator.sample, CreatorCount.FOLLOWERS)
    return [creator.name or creator.handle, f"@{creator.handle}", f"{followers} followers"]


def _measured(sample: CreatorSample, when: str) -> str:
    comma = "," if sample.origin in (Origin.DEMO, Origin.IMPORTED) else ""
    return f"Measured {when}{comma} {origins.PHRASES[sample.origin]} · {_precision(sample)}"


def _videos(number: int) -> str:
    return "1 video" if number == 1 else f"{numbers.grouped(number)} videos"


def _precision(sample: CreatorSample) -> str:
    if sample.repaired:
        return "TikTok’s counter overflowed, so some numbers are minimums (≥)"
    return "rounded by TikTok (≈)" if sample.rounded else "exact"


def _tone(change: Change) -> str:
    return "ok" if change.amount > 0 else "bad" if change.amount < 0 else ""
