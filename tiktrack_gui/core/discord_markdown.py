"""Reads Discord's markdown: as blocks of spans, for whoever shows a post, and as plain text.

The subset that templates may use: bold, italic, underlined, struck through, spoiler, code, links, headings, small
text, quotations, lists and blocks of code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby


class Mark(StrEnum):
    BOLD = "bold"
    ITALIC = "italic"
    UNDERLINE = "underline"
    STRIKE = "strike"
    SPOILER = "spoiler"
    CODE = "code"


class Kind(StrEnum):
    TEXT = "text"
    HEADING = "heading"
    SMALL = "small"
    QUOTE = "quote"
    ITEM = "item"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Span:
    """A text with the same marks all over, and the address it leads to, if it is a link."""

    text: str
    marks: frozenset[Mark] = frozenset()
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """level: of a heading, from 1. bullet: what is before an item, such as "•" or "1."."""

    kind: Kind
    spans: tuple[Span, ...]
    level: int = 0
    bullet: str = ""

    @property
    def text(self) -> str:
        said = "".join(span.text for span in self.spans)
        return f"{self.bullet} {said}" if self.bullet else said


_FENCE = re.compile(r"\\[^0-9A-Za-z\s]|```(?:[\w+-]*\n)?(?P<inside>.*?[^\n].*?)\n*```", re.DOTALL)
_LINE = re.compile(
    r"(?P<heading>#{1,3})[ ]+(?=\S)|(?P<small>-#)[ ]+(?=\S)|(?P<all>>>>)[ ]|(?P<quote>>)[ ]"
    r"|[ ]*(?P<bullet>[-*]|\d+\.)[ ]+(?=\S)"
)
_INLINE = re.compile(
    r"\\(?P<escaped>[^0-9A-Za-z\s])"
    r"|(?P<ticks>`+)(?P<code>[^`](?:.*?[^`])??)(?P=ticks)(?!`)"
    r"|\[(?P<label>(?:\\.|[^\]\\])+)\]\(<?(?P<url>https?://[^\s)>]*)>?\)"
    r"|<(?P<address>https?://[^\s>]+)>"
    r"|(?P<bare>https?://[^\s<]*[^\s<.,:;\"')\]])"
    r"|\*\*(?P<bold>(?:\\.|[^\\])+?)\*\*(?!\*)"
    r"|__(?P<underline>(?:\\.|[^\\])+?)__(?!_)"
    r"|~~(?P<strike>(?:\\.|[^\\])+?)~~"
    r"|\|\|(?P<spoiler>(?:\\.|[^\\])+?)\|\|"
    r"|\*(?=\S)(?P<italic>(?:\\.|[^\\*])+?)(?<!\s)\*(?!\*)"
    r"|(?<![0-9A-Za-z])_(?P<slanted>(?:\\.|[^\\_])+?)_(?![0-9A-Za-z])",
    re.DOTALL,
)
_MARKED = {
    "bold": Mark.BOLD,
    "underline": Mark.UNDERLINE,
    "strike": Mark.STRIKE,
    "spoiler": Mark.SPOILER,
    "italic": Mark.ITALIC,
    "slanted": Mark.ITALIC,
}
_CALL = re.compile("(?<=@)\u200b")  # see `discord_text.escape`


def blocks(markup: str) -> list[Block]:
    """Returns what is shown below each other; a TEXT may have several lines."""
    found: list[Block] = []
    end = 0
    for fence in _FENCE.finditer(markup):
        if fence["inside"] is not None:
            found += _lines(markup[end : fence.start()].removesuffix("\n"))
            found.append(Block(Kind.CODE, (Span(fence["inside"], frozenset((Mark.CODE,))),)))
            end = fence.end() + markup.startswith("\n", fence.end())
    return found + list(_lines(markup[end:]))


def spans(markup: str, marks: frozenset[Mark] = frozenset(), url: str | None = None) -> list[Span]:
    """Returns a text in which lines begin with nothing special, such as a title."""
    found: list[Span] = []
    end = 0
    for mark in _INLINE.finditer(markup):
        found += _span(markup[end : mark.start()], marks, url)
        end = mark.end()
        name = mark.lastgroup or ""
        if name == "escaped":
            found += _span(mark["escaped"], marks, url)
        elif name == "code":
            found += _span(mark["code"], marks | {Mark.CODE}, url)
        elif name == "url":
            found += spans(mark["label"], marks, mark["url"])
        elif name in ("address", "bare"):
            found += _span(mark[name], marks, url or mark[name])
        else:
            found += spans(mark[name], marks | {_MARKED[name]}, url)
    found += _span(markup[end:], marks, url)
    alike = groupby(found, lambda span: (span.marks, span.url))
    return [Span("".join(span.text for span in group), *look) for look, group in alike]


def as_text(markup: str) -> str:
    """The text without markup, for a terminal: a link as its text followed by its address in parentheses."""
    return "\n".join(map(_with_addresses, blocks(markup)))


def shown(markup: str) -> str:
    """The text as Discord shows it."""
    return "\n".join(block.text for block in blocks(markup))


def _with_addresses(block: Block) -> str:
    said = f"{block.bullet} " if block.bullet else ""
    for url, group in groupby(block.spans, lambda span: span.url):
        text = "".join(span.text for span in group)
        said += text if url is None or url == text else f"{text} ({url})"
    return said


def _lines(markup: str) -> Iterator[Block]:
    """Yields what is outside blocks of code."""
    plain: list[str] = []
    if not markup:
        return
    lines = markup.split("\n")
    for number, line in enumerate(lines):
        begin = _LINE.match(line)
        if begin is None:
            plain.append(line)
            continue
        if plain:
            yield Block(Kind.TEXT, tuple(spans("\n".join(plain))))
            plain = []
        rest = line[begin.end() :]
        if begin["all"]:
            yield Block(Kind.QUOTE, tuple(spans("\n".join((rest, *lines[number + 1 :])))))
            return
        yield _block(begin, tuple(spans(rest)))
    if plain:
        yield Block(Kind.TEXT, tuple(spans("\n".join(plain))))


def _block(begin: re.Match[str], inside: tuple[Span, ...]) -> Block:
    if begin["heading"]:
        return Block(Kind.HEADING, inside, level=len(begin["heading"]))
    if begin["small"]:
        return Block(Kind.SMALL, inside)
    if begin["quote"]:
        return Block(Kind.QUOTE, inside)
    bullet = begin["bullet"]
    return Block(Kind.ITEM, inside, bullet="•" if bullet in "-*" else bullet)


def _span(text: str, marks: frozenset[Mark], url: str | None) -> list[Span]:
    return [Span(_CALL.sub("", text), marks, url)] if text else []
