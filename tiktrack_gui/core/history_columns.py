"""Which column of a table with measurements is which, told by the headings that exports and people give them. Pure.

Headings are compared in lower case, as words: "Follower_Count", "followerCount" and "Follower count" are the same.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import islice, product

from tiktrack_gui.core.characters import typed
from tiktrack_gui.core.samples import CREATOR_COUNTS
from tiktrack_gui.core.sheets import Sheet, names_creator_clearly

TIME, CLOCK, ID, HANDLE, EXACTNESS = "time", "clock", "id", "handle", "exactness"
VIDEO, OF_VIDEOS = "video", "of videos"
LOOKED_AT = 10  # rows above which a title may stand before the headings
SAMPLE = 100  # rows that tell what a column without a usual heading holds

_TAKEN = (
    *("measured", "recorded", "captured", "scraped", "collected", "checked", "fetched", "crawled", "retrieved"),
    *("logged", "observed", "updated", "downloaded", "last updated", "last checked", "last refreshed"),
    *("measurement", "snapshot", "capture", "scrape", "crawl", "download", "dl", "report"),
)
_NAMES: Mapping[str, str] = {
    **{f"{taken} {when}": TIME for taken, when in product(_TAKEN, ("at", "on", "date", "time"))},
    **dict.fromkeys(("measured", "recorded", "captured", "scraped", "last updated", "last checked"), TIME),
    **dict.fromkeys(("date", "at", "day", "datetime", "date time", "date and time", "timestamp", "time stamp"), TIME),
    "time": CLOCK,
    **dict.fromkeys(("creator id", "user id", "account id", "author id", "profile id", "sec uid", "secuid"), ID),
    **dict.fromkeys(("handle", "username", "user name", "unique id", "screen name", "link", "url"), HANDLE),
    **dict.fromkeys(("creator", "account", "user", "profile", "author", "influencer", ""), HANDLE),  # "": "TikTok"
    **{
        f"{whose} {what}": HANDLE
        for whose, what in product(
            ("creator", "user", "account", "profile", "author", "influencer"), ("handle", "username", "link", "url")
        )
    },
    **{
        name: count
        for count, ones in {
            "followers": ("follower", "fan", "subscriber"),
            "following": ("following",),
            "likes": ("like", "heart"),
            "videos": ("video", "post", "upload"),
        }.items()
        for one in ones
        for name in (f"{one}s", f"{one} count", f"{one}s count", f"number {one}s")
    },
    "follower": "followers",
    "fan": "followers",
    "following": "following",
    **{f"{name} exactness": f"{name} exactness" for name in CREATOR_COUNTS},
    "exactness": EXACTNESS,
    **dict.fromkeys(("video id", "video link", "video url", "post id", "caption"), VIDEO),
    **dict.fromkeys(("views", "video views", "comments", "shares", "plays"), OF_VIDEOS),
}
_NOISE = frozenset("tiktok tik tok total current the of utc gmt".split())
_BARE_ID = "id"  # of a creator, or of the row if another column names the creator


def find_columns(sheet: Sheet) -> tuple[dict[str, int], Sequence[Sequence[str]]]:
    """Returns where which column is, and the rows below the headings, which may be some lines below the top.

    The likes of a table that counts views, comments or shares are those of videos or of a day: they're left out.
    """
    found, rows = _columns(sheet.headings), sheet.rows
    for number, row in enumerate(islice(sheet.rows, LOOKED_AT), 1):
        if _has_measurements(found):
            break
        found, rows = _columns(row), sheet.rows[number:]
    if not _has_measurements(found):
        return {}, ()
    if HANDLE not in found and ID not in found and (named := _clearly(rows, len(sheet.headings))) is not None:
        found[HANDLE] = named
    if OF_VIDEOS in found:
        found.pop("likes", None)
    return found, rows


def _columns(headings: Sequence[str]) -> dict[str, int]:
    plain = [" ".join(_words(heading)) for heading in headings]
    found: dict[str, int] = {}
    for number, (heading, given) in enumerate(zip(plain, headings, strict=True)):
        name = _NAMES.get(heading) if given.strip() else None
        if name is not None:
            found.setdefault(name, number)
    if CLOCK in found and TIME not in found:
        found[TIME] = found.pop(CLOCK)
    if _BARE_ID in plain and HANDLE not in found:
        found.setdefault(ID, plain.index(_BARE_ID))
    return found


def _words(heading: str) -> list[str]:
    apart = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", typed(heading))
    return [word for word in re.findall(r"[^\W_]+", apart.casefold()) if word not in _NOISE]


def _has_measurements(found: Mapping[str, int]) -> bool:
    return TIME in found and any(name in found for name in CREATOR_COUNTS)


def _clearly(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """Returns the column in which every cell is an @handle or a link to TikTok."""
    for number in range(width):
        cells = [row[number] for row in rows[:SAMPLE] if row[number]]
        if cells and all(map(names_creator_clearly, cells)):
            return number
    return None
