"""Fills in a template's text: its own part stays Discord's markdown, and what is filled in can't become any.

What has no value is left out with what belongs to it:

- a line whose placeholders all have no value; and in other lines
- a part set off by “ · ”, “ | ”, “ – ”, “ — ”, “ • ” or “, ” whose placeholders all have none. What is within a link,
  brackets, bold or the like is one part;
- what is left of brackets, bold and the like around nothing; a link without a text is shown as its address.

If it is too long, what is filled in is shortened, the longest first, and never our links. Own text that is too long
by itself is cut at its end.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import quote

from tiktrack_gui.core.characters import ELLIPSIS, utf16_length
from tiktrack_gui.core.discord_text import ZERO_WIDTH, cut, escape, for_code, one_line
from tiktrack_gui.core.post_facts import PostFacts
from tiktrack_gui.core.post_placeholders import PLACEHOLDERS
from tiktrack_gui.core.post_template import parts

# What stands for a placeholder with a value, and for one without; no text has these noncharacters
_FULL, _EMPTY = "\ufdd0", "\ufdd1"
LEAST = 16  # UTF-16 units that what is filled in is shortened to before a link is left out
AROUND = 400  # characters on each side that decide how it is written
_EDGES = 4  # UTF-16 units that keep a value apart from what is around it

_WHOLE = (  # what is not divided into parts
    r"\[[^\]\n]*\]\([^)\n]*\)|\([^()\n]*\)|`[^`\n]+`"
    r"|\*\*.+?\*\*|__.+?__|~~.+?~~|\|\|.+?\|\||(?<!\w)\*[^*\n]+\*|(?<!\w)_[^_\n]+_(?!\w)"
)
_PIECES = re.compile(rf"(?P<between> [·|–—•] |, )|{_WHOLE}|\\?.")
_AROUND_NOTHING = re.compile(
    rf"(?P<mark>\*\*|__|~~|\|\||\*|_|`){_EMPTY}+(?P=mark)|\({_EMPTY}+\)|“{_EMPTY}+”|\"{_EMPTY}+\""
)
_LINK_WITHOUT_TEXT = re.compile(rf"\[{_EMPTY}+\]\(([^)\n]*)\)")
_LINK_TO_NOTHING = re.compile(rf"\[([^\]\n]*)\]\({_EMPTY}+\)")
_NOTHING = re.compile(rf"(?<=\S) {_EMPTY}|{_EMPTY} ?")

_CODE = re.compile(r"\\[^\w\s]|(?P<ticks>`+)(?!`).+?(?<!`)(?P=ticks)(?!`)", re.DOTALL)
_TARGET = re.compile(r"\]\(<?(?P<before>[^\s()<>]*)$")
_WHOLE_LINK = re.compile(r"\[[^\]\n]*\]\([^)\s]*\)|<[^<>\s]*>")
_RUN = re.compile(r"[^\s<]*$")  # which Discord takes for one address if it has a scheme
_HOST_AND_MORE = re.compile(rf"[^/?#@\\\s{_FULL}]+[/?#]")
_OPEN = re.compile(r"<[^\s>]*$|discord\S*/\S*$", re.IGNORECASE)  # a mention, a timestamp, an invite
_QUOTED = re.compile(r"(?:^|\n)> [^\n]*$")
_ALMOST_A_LIST = re.compile(r"-|\d+\.")
_SAFE_BEFORE, _SAFE_AFTER = ("", *'@(“‘"'), ("", *')]”’"')  # what makes nothing with a punctuation mark
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")


@dataclass(frozen=True, slots=True)
class _Filling:
    """What is filled in somewhere. longest: UTF-16 units. is_link: it is left as it is, whole or not at all."""

    text: str
    longest: int
    is_link: bool


def filled(template: str, facts: PostFacts, limit: int, *, lines: bool = True, markdown: bool = True) -> str:
    """Returns the text for a post, of at most `limit` UTF-16 units; "" if nothing visible is left.

    lines: whether it may have several. markdown: False for plain text, in which nothing is escaped.
    """
    written, fillings = _written(template, facts, limit, lines=lines)
    while True:
        skeleton = cut(_tidied(written), limit)
        pairs = list(zip(_places(skeleton, markdown=markdown), fillings, strict=False))
        texts = [place.shown(filling) for place, filling in pairs]
        fixed = [number for number, (place, filling) in enumerate(pairs) if place.is_fixed(filling)]
        room = limit - utf16_length(skeleton.replace(_FULL, ""))
        room -= sum(utf16_length(texts[number]) for number in fixed)
        wanted = {
            number: min(utf16_length(texts[number]), filling.longest)
            for number, (_, filling) in enumerate(pairs)
            if number not in fixed
        }
        if not fixed or room >= sum(min(length, LEAST) for length in wanted.values()):
            break
        written, fillings = _without(written, fillings, fixed[-1])
    most = _share(room, list(wanted.values()))
    for number in wanted:
        place, filling = pairs[number]
        texts[number] = place.shown(filling, min(most, filling.longest))
    found = "".join(_interleaved(skeleton.split(_FULL), texts)).strip()
    return found if one_line(found) else ""


def _written(template: str, facts: PostFacts, limit: int, *, lines: bool) -> tuple[str, list[_Filling]]:
    """Returns the template's own text with _FULL and _EMPTY for placeholders, and what is filled in for each _FULL."""
    written, fillings = "", []
    for part in parts(template):
        if not part.is_placeholder:
            written += _own(part.text, lines=lines)
            continue
        placeholder = PLACEHOLDERS[part.text]
        text = placeholder.value(facts)
        text = text if lines else one_line(text)
        written += _FULL if text else _EMPTY
        if text:
            fillings.append(_Filling(text, placeholder.longest or limit, placeholder.is_link))
    return written, fillings


def _own(text: str, *, lines: bool) -> str:
    """The template's own text without what no JSON has, and our noncharacters."""
    kept = "".join(one for one in text if one in "\n\t" or unicodedata.category(one) not in ("Cc", "Cs"))
    kept = kept.replace(_FULL, "").replace(_EMPTY, "")
    return kept if lines else re.sub(r"\s+", " ", kept)


def _without(written: str, fillings: Sequence[_Filling], number: int) -> tuple[str, list[_Filling]]:
    """Takes one filling out, as if its placeholder had no value."""
    pieces = written.split(_FULL)
    before, after = _FULL.join(pieces[: number + 1]), _FULL.join(pieces[number + 1 :])
    return before + _EMPTY + after, [*fillings[:number], *fillings[number + 1 :]]


def _tidied(written: str) -> str:
    """Leaves out what belongs to placeholders without a value."""
    kept: list[str] = []
    dropped = False
    for line in written.split("\n"):
        if _says_nothing(line):
            dropped = True
        elif line.strip() or not (dropped and (not kept or not kept[-1].strip())):
            kept.append(_tidied_line(line) if _EMPTY in line else line)
            dropped = dropped and not line.strip()
    return "\n".join(kept).strip()


def _says_nothing(text: str) -> bool:
    return _EMPTY in text and _FULL not in text


def _tidied_line(line: str) -> str:
    parts_of_line, separators = [""], [""]
    for piece in _PIECES.finditer(line):
        if piece["between"]:
            parts_of_line.append("")
            separators.append(piece["between"])
        else:
            parts_of_line[-1] += piece[0]
    said = [
        separator + part for separator, part in zip(separators, parts_of_line, strict=True) if not _says_nothing(part)
    ]
    if said and _says_nothing(parts_of_line[0]):
        said[0] = said[0].lstrip(" ·|–—•,")
    line = _LINK_TO_NOTHING.sub(r"\1", _LINK_WITHOUT_TEXT.sub(r"\1", "".join(said)))
    return _NOTHING.sub("", _AROUND_NOTHING.sub(_EMPTY, line))


class _Place:
    """Where something is filled in: in plain text, in code, in the address of a link, or in text with markdown."""

    def __init__(self, before: str, after: str, *, markdown: bool, in_code: bool) -> None:
        self._before, self._after = before, after
        self._markdown, self._in_code = markdown, in_code
        self._address = self._address_so_far() if markdown else None

    def is_fixed(self, filling: _Filling) -> bool:
        """Whether it can’t be shortened."""
        return filling.is_link or self._address is not None

    def shown(self, filling: _Filling, most: int | None = None) -> str:
        """Returns the text for this place, of at most `most` UTF-16 units if it isn't fixed."""
        if not self._markdown:
            return filling.text if most is None else cut(filling.text, most)
        if self._address is not None:  # in code too, in case that Discord takes it for none
            return self._in_address(filling)
        if self._in_code:
            text = self._gap(filling.text) + for_code(filling.text)
            return text if most is None else cut(text, most)
        if filling.is_link:
            return (ZERO_WIDTH if self._before.endswith(_FULL) else "") + filling.text
        return self._in_text(filling.text, most)

    def _address_so_far(self) -> str | None:
        """Returns what there is of the address that it is in; None if it is in none."""
        if target := _TARGET.search(self._before):
            return target["before"]
        run = _RUN.search(_WHOLE_LINK.sub(" ", self._before))
        return run[0] if run and "://" in run[0] else None

    def _in_address(self, filling: _Filling) -> str:
        """Our link is an address; everything else can only be a piece of one, and never of the host’s name."""
        if filling.is_link and not self._address:
            return filling.text
        _, *after_schemes = (self._address or "").split("://")
        is_after_host = bool(after_schemes) and all(map(_HOST_AND_MORE.match, after_schemes))
        return quote(filling.text, safe="") if is_after_host else ""

    def _in_text(self, text: str, most: int | None) -> str:
        whole = self._quoted(escape(text))
        shown = self._apart(whole, text)
        if most is None or utf16_length(shown) <= most:
            return shown
        for room in (most, most - _EDGES):
            shown = self._apart(cut(whole, room), text) if room > 0 else ELLIPSIS
            if utf16_length(shown) <= most:
                break
        return shown

    def _quoted(self, text: str) -> str:
        """In a quotation, each line is one."""
        return text.replace("\n", "\n> ") if _QUOTED.search(self._before) else text

    def _apart(self, shown: str, text: str) -> str:
        """Keeps it from becoming markup, a mention or a link together with what is around it."""
        before, after = self._before[-1:], self._after[:1]
        touches = after not in _SAFE_AFTER and (not after.isspace() or _ALMOST_A_LIST.fullmatch(text))
        if touches and shown[-1:] in _PUNCTUATION and not _is_escaped(shown, len(shown) - 1):
            shown = f"{shown[:-1]}\\{shown[-1]}"
        if before not in _SAFE_BEFORE and not before.isspace() and shown[:1] in _PUNCTUATION and shown[0] != "\\":
            shown = f"\\{shown}"
        if before == "\\" and not _is_escaped(self._before, len(self._before) - 1):
            return f"\\{shown}"  # it is meant as a backslash
        return self._gap(text) + shown

    def _gap(self, text: str) -> str:
        """Returns a zero-width space where a word alone would become a mention or an invite; "" elsewhere."""
        following = (text + self._after.partition(_FULL)[0]).lower()
        is_call = self._before.endswith("@") and following.startswith(("everyone", "here"))
        return ZERO_WIDTH if is_call or self._before.endswith(_FULL) or _OPEN.search(self._before) else ""


def _is_escaped(text: str, at: int) -> bool:
    """Whether the character at a place has an odd number of backslashes before it."""
    ahead = text[:at]
    return (len(ahead) - len(ahead.rstrip("\\"))) % 2 == 1


def _places(skeleton: str, *, markdown: bool) -> list[_Place]:
    code = [found.span() for found in _CODE.finditer(skeleton) if found["ticks"]]
    return [
        _Place(
            skeleton[max(at - AROUND, 0) : at],
            skeleton[at + 1 : at + 1 + AROUND],
            markdown=markdown,
            in_code=any(start < at < end for start, end in code),
        )
        for at, character in enumerate(skeleton)
        if character == _FULL
    ]


def _share(room: int, lengths: Sequence[int]) -> int:
    """Returns the most that each may take so that together they have room; short ones leave more to the others."""
    for number, length in enumerate(sorted(lengths)):
        share = room // (len(lengths) - number)
        if length > share:
            return share
        room -= length
    return max(lengths, default=0)


def _interleaved(own: Sequence[str], filled_in: Sequence[str]) -> Iterator[str]:
    for number, text in enumerate(own):
        yield text
        if number < len(filled_in):
            yield filled_in[number]
