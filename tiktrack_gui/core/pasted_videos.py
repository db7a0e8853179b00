"""What was read from a pasted list of videos: each entry with the video it names, its price and its date. Pure.

An entry is a link, a short link or an ID of a video; before or behind it may be a price, the word “gift” and a date
with its year, in any order, with spaces, tabs, commas, semicolons or dashes between them. A @handle beside it, the mark
of a list before it, and a first line with headings are passed over.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise

from tiktrack_gui.core.campaigns import CampaignVideo, parse_date
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import TOO_LONG, ShortLink, VideoLink, parse_video
from tiktrack_gui.core.money import parse_price

MOST = 1_000  # entries of one list

_LINK = re.compile(
    r"(?:https?:/{1,3}|(?<![\w.@/-])(?:[a-z0-9-]+\.){0,3}tiktokv?\.(?:com|us|eu))[^\s;|]*", re.IGNORECASE
)
_ID = re.compile(r"(?<![\w./])\d{15,19}(?![\w.])", re.ASCII)
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    r"(?<![\w./-])(?:\d{4}([-/.])\d{1,2}\1\d{1,2}|\d{1,2}([-/.])\d{1,2}\2\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th|\.)?[ -]{_MONTH},?[ -]\d{{4}}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}})(?![\w/-])",
    re.ASCII | re.IGNORECASE,
)
_HANDLE = re.compile(r"(?<![\w.@])@[\w.]+")
_GIFT = re.compile(r"(?<!\w)(?:gift|gifted)(?!\w)", re.IGNORECASE)
_PAID = re.compile(r"(?<!\w)paid(?!\w)", re.IGNORECASE)  # as every price that isn't a gift's value
_MARK = re.compile(r"\s*(?:[-–—*•·]|\d{1,3}[.)])\s+(?=\D|\d{15})")  # of a list: "- ", "1. "
_DASH = re.compile(r"(?<!\S)(?:[-–—=]|->|→)(?!\S)")
_HEADINGS = re.compile(r"[^\d@/]*(?:link|url|video)[^\d@/]*", re.IGNORECASE)
_BETWEEN = " \t;,|:()[]<>*\"'“”"
_UNKNOWN = frozenset({"n/a", "na", "none", "tbd", "tba", "?", "-", "–", "—"})  # instead of a price
_PRICE_IN_LINK = re.compile(r"(?P<link>.*?),(?P<more>.*)", re.DOTALL)  # links to videos have no commas


class Standing(StrEnum):
    NEW = "new"
    THERE = "there"  # in the campaign already
    TWICE = "twice"  # an earlier entry names the same video
    REFUSED = "refused"  # it names no video, or its price or date can't be read


@dataclass(frozen=True, slots=True, kw_only=True)
class PastedVideo:
    """One entry.

    number: its place, from 1. named: None = no video, for the reason `fault`; of a ShortLink, only TikTok knows which
    it is. cents, is_gift, agreed_on: as in `core.campaigns.CampaignVideo`. first: of a repeated one, the number of the
    entry that named the video before.
    """

    number: int
    given: str
    standing: Standing
    named: VideoLink | ShortLink | None = None
    cents: int | None = None
    is_gift: bool = False
    agreed_on: str | None = None
    fault: BadInput | None = None
    first: int | None = None

    @property
    def video_id(self) -> int | None:
        return self.named.id if isinstance(self.named, VideoLink) else None

    def for_campaign(self, campaign_id: int, link: VideoLink, now: int) -> CampaignVideo:
        """Returns what is stored. link: the video, also of a short link."""
        return CampaignVideo(
            campaign_id=campaign_id,
            video_id=link.id,
            handle=link.handle,
            cents=self.cents,
            is_gift=self.is_gift,
            agreed_on=self.agreed_on,
            added_at=now,
        )


def pasted_videos(text: str, currency: str, there: Container[int] = ()) -> list[PastedVideo]:
    """Reads a list without asking TikTok. there: IDs of the campaign's videos. Raises BadInput for far too many."""
    entries: list[PastedVideo] = []
    firsts: dict[int | str, int] = {}
    for number, given in enumerate(_entries(text), 1):
        if number > MOST:
            raise BadInput(f"That’s more than {MOST:,} videos.", "Add them in several parts.")
        entry = _read(number, given, currency)
        if entry.named is not None and entry.standing is Standing.NEW:
            first = firsts.setdefault(_key(entry.named), number)
            if first != number:
                entry = replace(entry, standing=Standing.TWICE, first=first)
            elif entry.video_id in there:
                entry = replace(entry, standing=Standing.THERE)
        entries.append(entry)
    return entries


def wanted(entries: Iterable[PastedVideo]) -> list[PastedVideo]:
    """Returns those that are to be added."""
    return [one for one in entries if one.standing is Standing.NEW]


def _entries(text: str) -> Iterator[str]:
    """Each line, and each link of a line that has several, with what is behind it."""
    lines = [line for line in text.splitlines() if line.strip(_BETWEEN + "\ufeff")]
    if len(lines) > 1 and _HEADINGS.fullmatch(lines[0]):
        lines = lines[1:]
    for given in lines:
        line = given if len(given) > TOO_LONG else _MARK.sub("", given, count=1) if _MARK.match(given) else given
        starts = [found.start() for found in _LINK.finditer(line)] if len(line) <= TOO_LONG else []
        cuts = [0, *starts[1:], len(line)]
        for start, end in pairwise(cuts):
            if part := line[start:end].strip(_BETWEEN):
                yield part


def _read(number: int, given: str, currency: str) -> PastedVideo:
    entry = PastedVideo(number=number, given=given, standing=Standing.REFUSED)
    try:
        if len(given) > TOO_LONG:
            raise BadInput("That line is too long for a link.", "Write each video on a line of its own.")
        link, rest = _apart(given)
        entry = replace(entry, named=parse_video(link))
        cents, is_gift, agreed_on = _terms(rest, currency)
    except BadInput as fault:
        return replace(entry, fault=fault)
    return replace(entry, standing=Standing.NEW, cents=cents, is_gift=is_gift, agreed_on=agreed_on)


def _apart(given: str) -> tuple[str, str]:
    """Returns the link or ID, and the rest of the entry."""
    found = _LINK.search(given) or _ID.search(given)
    if found is None:
        return given, ""
    link, more = found[0], ""
    if split := _PRICE_IN_LINK.fullmatch(link):
        link, more = split["link"], split["more"]
    return link.strip(_BETWEEN), f"{given[: found.start()]}\t{more}{given[found.end() :]}"


def _terms(rest: str, currency: str) -> tuple[int | None, bool, str | None]:
    """Returns the price, whether it is a gift's value, and the date. Raises BadInput for anything else."""
    dates = [found[0] for found in _DATE.finditer(rest)]
    if len(dates) > 1:
        raise BadInput(f"“{' '.join(rest.split())[:60]}” has more than one date.", "Write one, such as 2026-11-30.")
    agreed_on = parse_date(dates[0]) if dates else None
    rest = _DATE.sub(" ", rest)
    rest = _HANDLE.sub(" ", rest)
    without_gift = _GIFT.sub(" ", rest)
    price = " ".join(_DASH.sub(" ", _PAID.sub(" ", without_gift)).split()).strip(_BETWEEN)
    is_known = price and price.lower() not in _UNKNOWN
    return parse_price(price, currency) if is_known else None, without_gift != rest, agreed_on


def _key(named: VideoLink | ShortLink) -> int | str:
    return named.id if isinstance(named, VideoLink) else named.url
