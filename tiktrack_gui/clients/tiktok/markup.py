"""Reads what is needed of a page's markup, in one pass: in a time proportional to its length, whatever it contains.

It follows HTML's tokenizer, without building a tree. Of the parsers there are, `html.parser` takes a time quadratic in
tags and comments that don't end (CVE-2025-6069, in every Python before 3.13.6), and those that build a tree as a
browser does multiply nested formatting: 1 MB of it takes them minutes and gigabytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from tiktrack_gui.clients.tiktok.extent import check_length
from tiktrack_gui.core.errors import TooLarge

DATA_ID = "__UNIVERSAL_DATA_FOR_REHYDRATION__"
MOST_TOKENS = 200_000  # tags, comments and attributes; TikTok's pages have some thousands

_NEXT = re.compile(r"<(?:(?P<comment>!--)|(?P<other>[!?])|(?P<end>/?)(?P<name>[A-Za-z][^\s/>]*))")
_COMMENT_END = re.compile(r"--!?>")
_BETWEEN = re.compile(r"[\s/]*")
_NAME = re.compile(r"=?[^\s/>=]*")
_EQUALS = re.compile(r"\s*=\s*")
_BARE = re.compile(r"[^\s>]*")
_RAW = frozenset(("script", "style", "title", "textarea", "xmp", "iframe", "noembed", "noframes", "noscript"))
_UNSEEN = frozenset(("script", "style", "noscript", "link", "meta"))


@dataclass(frozen=True, slots=True)
class Markup:
    """data: the text of the script with the page's data; None without one. ids: of all elements. title: of the page.

    shown: everything but comments, scripts, styles, links, templates and what is for browsers without scripts.
    """

    data: str | None
    ids: frozenset[str]
    title: str
    shown: str


def read_markup(html: str, capability: str) -> Markup:
    """Raises TooLarge."""
    check_length(html, capability)
    reader = _Reader(html, capability)
    reader.read()
    return Markup(reader.data, frozenset(reader.ids), reader.title or "", "".join(reader.shown))


class _Reader:
    """Every search that fails is the last one, so that no part of the page is searched twice."""

    def __init__(self, html: str, capability: str) -> None:
        self._html = html
        self._capability = capability
        self._left = MOST_TOKENS
        self._templates = 0  # that are open
        self.data: str | None = None
        self.title: str | None = None
        self.ids: set[str] = set()
        self.shown: list[str] = []

    def read(self) -> None:
        html, at = self._html, 0
        while (found := _NEXT.search(html, at)) is not None:
            self._count()
            self._show(at, found.start())
            end = self._after(found)
            if end is None:
                return
            at = end
        self._show(at, len(html))

    def _after(self, found: re.Match[str]) -> int | None:
        """Reads what begins there, with its text if it's raw; returns where it ends, None = not at all."""
        html = self._html
        if found["comment"]:
            closed = _COMMENT_END.search(html, found.start() + 2)
            return None if closed is None else closed.end()
        if found["other"]:
            return html.find(">", found.end()) + 1 or None
        name = found["name"].lower()
        end, id_ = self._attributes(found.end())
        if end is None or found["end"]:
            self._templates -= name == "template" and self._templates > 0
            return end
        if id_ is not None:
            self.ids.add(id_)
        self._templates += name == "template"
        if name not in _UNSEEN:
            self._show(found.start(), end)
        return self._raw(name, id_, end) if name in _RAW else end

    def _raw(self, name: str, id_: str | None, begin: int) -> int | None:
        closed = _closing(name).search(self._html, begin)
        end = len(self._html) if closed is None else closed.start()
        if name not in _UNSEEN:
            self._show(begin, end)
        if name == "title" and self.title is None:
            self.title = self._html[begin:end]
        if name == "script" and id_ == DATA_ID and closed is not None and self.data is None:
            self.data = self._html[begin:end]
        return None if closed is None else end

    def _attributes(self, at: int) -> tuple[int | None, str | None]:
        """Returns where the tag ends, None = not at all, and its ID."""
        html, id_ = self._html, None
        while True:
            at = _end(_BETWEEN, html, at)
            if at == len(html):
                return None, id_
            if html[at] == ">":
                return at + 1, id_
            self._count()
            begin, at = at, _end(_NAME, html, at)
            is_id = id_ is None and html[begin:at].lower() == "id"
            if (equals := _EQUALS.match(html, at)) is None:
                continue
            at = equals.end()
            if html.startswith(('"', "'"), at):
                begin, at = at + 1, html.find(html[at], at + 1)
                if at < 0:
                    return None, id_
                value, at = html[begin:at], at + 1
            else:
                begin, at = at, _end(_BARE, html, at)
                value = html[begin:at]
            id_ = value if is_id else id_

    def _show(self, begin: int, end: int) -> None:
        if not self._templates:
            self.shown.append(self._html[begin:end])

    def _count(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise TooLarge(self._capability, f"a page of more than {MOST_TOKENS:,} tags")


def _end(pattern: re.Pattern[str], text: str, at: int) -> int:
    """Where a match of a pattern that may match nothing ends."""
    found = pattern.match(text, at)
    return at if found is None else found.end()


@cache
def _closing(name: str) -> re.Pattern[str]:
    """The end of an element whose text is raw."""
    return re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
