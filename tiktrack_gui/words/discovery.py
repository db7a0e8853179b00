"""Why a candidate is where it is, and what to know before trusting it, a sentence each. Pure; times: epoch seconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tiktrack_gui.core import numbers
from tiktrack_gui.core.discovery.brands import Part
from tiktrack_gui.core.discovery.figures import Jump, Viral
from tiktrack_gui.core.discovery.pool import Found
from tiktrack_gui.core.discovery.ranked import Caution, Percentile, Ranked, Reason
from tiktrack_gui.core.discovery.similar import Similar
from tiktrack_gui.core.durations import DAY
from tiktrack_gui.core.tracked import CreatorState
from tiktrack_gui.words import counts, times
from tiktrack_gui.words.text import listed

FOUND: Mapping[Found, str] = {
    Found.FEED: "Found in the trending feed",
    Found.HASHTAG: "Found under one of your hashtags",
    Found.SEARCH: "Found by searching for your words",
    Found.GIVEN: "Added by you",
}


def reasons(found: Ranked, now: float) -> list[str]:
    """Returns a sentence for each, the weightiest first."""
    return [reason(found, which, now) for which in found.reasons]


def cautions(found: Ranked, now: float) -> list[str]:
    """Returns a sentence for each, the gravest first."""
    return [caution(found, which, now) for which in found.cautions]


def reason(found: Ranked, which: Reason, now: float) -> str:
    """which: one of `found.reasons`."""
    return _REASONS[which](found, now)


def caution(found: Ranked, which: Caution, now: float) -> str:
    """which: one of `found.cautions`."""
    return _CAUTIONS[which](found, now)


def likeness(found: Similar) -> str:
    """ "Also posts about pasta, onepot and dinner; alike in size, language and engagement"."""
    alike = {"size": found.of_like_size, "language": found.same_language, "engagement": found.like_engagement}
    also = listed([name for name, is_so in alike.items() if is_so])
    return f"Also posts about {listed(found.shared)}" + (f"; alike in {also}" if also else "")


def estimated(share: float) -> str:
    """A change in percent, with a decimal only where that matters to an estimate: "+18%", "+4.2%", "−3%"."""
    digits = f"{abs(100 * share):,.{0 if abs(share) >= 0.0995 else 1}f}".removesuffix(".0")
    return f"{'' if digits == '0' else '+' if share > 0 else numbers.MINUS}{digits}%"


def _growth(found: Ranked, _now: float) -> str:
    """ "Still growing: +8.2% followers per week"."""
    return f"Still growing: {estimated(found.growth or 0)} followers per week"


def _repeatability(found: Ranked, _now: float) -> str:
    return f"{found.good} of {_videos(found.good_of)} well above what’s usual for accounts of this size"


def _engagement(found: Ranked, _now: float) -> str:
    place = found.engagement or Percentile(value=0.0, below=None, n=0)
    top = "" if place.below is None else f", {_top(place.below)} of its size"
    return f"{numbers.percent(place.value)} engagement{top}"


def _niche(found: Ranked, _now: float) -> str:
    matches, captions = found.niche or (0, 0)
    return f"{matches} of {captions} captions have your niche words"


def _examples(_found: Ranked, _now: float) -> str:
    return "Posts about the same things as one of your examples"


def _comments(found: Ranked, _now: float) -> str:
    """ "212 comments read: 80% in your languages"."""
    return f"{numbers.grouped(found.comments)} comments read: {_share(found, Part.COMMENTS)} in your languages"


def _captions(found: Ranked, _now: float) -> str:
    return f"{_share(found, Part.CAPTIONS)} of captions in your languages"


def _place(found: Ranked, _now: float) -> str:
    reading = found.parts[Part.PLACE]
    n = reading.n or 0
    return f"{round((reading.share or 0) * n)} of {_videos(n)} posted from your countries"


def _stated(found: Ranked, _now: float) -> str:
    return f"{_percent(found.parts[Part.STATED].value or 0)} match with the audience it states"


def _breakthrough(found: Ranked, now: float) -> str:
    """ "Viral on 3 Nov: ≈ 480K views, 12× usual"."""
    return "" if found.viral is None else breakthrough(found.viral, now)


def breakthrough(viral: Viral, now: float) -> str:
    views = counts.count(viral.views, rounded=viral.rounded)
    compared = "its followers" if viral.provisional else "usual"
    date = times.short_date(viral.posted_at, now)
    return f"Viral on {date}: {views} views, {numbers.times(viral.times)} {compared}"


def _found(found: Ranked, _now: float) -> str:
    return FOUND[found.found]


def _missing(found: Ranked, _now: float) -> str:
    if found.state is CreatorState.HANDLE_TAKEN:
        return f"Another account is called @{found.handle} now"
    return "TikTok doesn’t find this account anymore"


def _jump(found: Ranked, now: float) -> str:
    return "" if found.jump is None else jump(found.jump, now)


def jump(found: Jump, now: float) -> str:
    """ "No visible cause: +4,200 followers on 12 Nov", or "from 12 Nov to 15 Nov"."""
    first, last = times.short_date(found.since, now), times.short_date(found.until, now)
    when = f"on {last}" if found.until - found.since < 2 * DAY else f"from {first} to {last}"
    return f"No visible cause: +{numbers.compact(found.amount)} followers {when}"


def _fading(found: Ranked, _now: float) -> str:
    return f"Fading: {estimated(found.growth or 0)} followers per week since the breakthrough"


def _private(_found: Ranked, _now: float) -> str:
    return "The account is private"


def _unread(_found: Ranked, _now: float) -> str:
    return "Not read yet: known only from what was seen"


def _above(found: Ranked, _now: float) -> str:
    return f"Larger than you look for: {_followers(found)}"


def _below(found: Ranked, _now: float) -> str:
    return f"Smaller than you look for: {_followers(found)}"


def _size_unknown(_found: Ranked, _now: float) -> str:
    return "Its number of followers isn’t known"


def _one_hit(found: Ranked, _now: float) -> str:
    if found.good is None:
        return "Only one viral video so far"
    return f"One hit: no second good video of {found.good_of}"


def _provisional(found: Ranked, _now: float) -> str:
    known = 0 if found.viral is None else found.viral.known
    return f"Provisional, {_videos(known)} known"


def _old(found: Ranked, now: float) -> str:
    days = int((now - (found.sample_at or now)) // DAY)
    return f"Measured {days} days ago"


def _too_soon(found: Ranked, now: float) -> str:
    """ "Growth unknown: tracked since 9 Nov"."""
    since = f"tracked since {times.short_date(found.since, now)}" if found.since is not None else "not measured yet"
    return f"Growth unknown: {since}"


def _few_videos(found: Ranked, _now: float) -> str:
    return f"Only {_videos(found.videos)} known"


def _ads(found: Ranked, _now: float) -> str:
    share = 0.0 if found.ads is None else found.ads.value
    return f"Many ads: {round(share * found.videos)} of {_videos(found.videos)}"


def _hidden_counts(_found: Ranked, _now: float) -> str:
    return "Engagement unknown: TikTok doesn’t show all counts of its videos"


def _followers(found: Ranked) -> str:
    return f"{counts.count(found.followers, rounded=found.followers_rounded)} followers"


def _share(found: Ranked, part: Part) -> str:
    return _percent(found.parts[part].share or 0)


def _top(below: float) -> str:
    """ "top 36%". below: the share of the others that have less."""
    share = round(1 - below, 2)
    return f"top {numbers.percent(share)}" if share else "the highest"


def _percent(share: float) -> str:
    return numbers.percent(round(share, 2))


def _videos(number: int) -> str:
    return "1 video" if number == 1 else f"{number} videos"


_REASONS: Mapping[Reason, Callable[[Ranked, float], str]] = {
    Reason.GROWTH: _growth,
    Reason.REPEATABILITY: _repeatability,
    Reason.ENGAGEMENT: _engagement,
    Reason.NICHE: _niche,
    Reason.EXAMPLES: _examples,
    Reason.COMMENTS: _comments,
    Reason.CAPTIONS: _captions,
    Reason.PLACE: _place,
    Reason.STATED: _stated,
    Reason.BREAKTHROUGH: _breakthrough,
    Reason.FOUND: _found,
}
_CAUTIONS: Mapping[Caution, Callable[[Ranked, float], str]] = {
    Caution.MISSING: _missing,
    Caution.JUMP: _jump,
    Caution.FADING: _fading,
    Caution.PRIVATE: _private,
    Caution.UNREAD: _unread,
    Caution.ABOVE_RANGE: _above,
    Caution.BELOW_RANGE: _below,
    Caution.SIZE_UNKNOWN: _size_unknown,
    Caution.ONE_HIT: _one_hit,
    Caution.PROVISIONAL: _provisional,
    Caution.OLD: _old,
    Caution.TOO_SOON: _too_soon,
    Caution.FEW_VIDEOS: _few_videos,
    Caution.ADS: _ads,
    Caution.HIDDEN_COUNTS: _hidden_counts,
}
