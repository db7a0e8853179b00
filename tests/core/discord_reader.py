"""What Discord would make of a text, read independently of `core.discord_text`: links, mentions and invites.

The rules are those of Discord's client (a simple-markdown parser): an escape first, then code, then links and mentions.
Invites are looked for in the raw text, as Discord's server does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ESCAPE = re.compile(r"\\[^0-9A-Za-z\s]")
_CODE = re.compile(r"```.+?```|(`+)(?:.*?[^`])\1(?!`)", re.DOTALL)
# [label](<target> "title"): one expression of Discord's, in parts, as it takes exponential time for some texts
_LABEL_PART = re.compile(r"\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\])")
_OPENING = re.compile(r"\]\((\s*)")
_TARGET_PARTS = [re.compile(part, re.DOTALL) for part in (r"\([^)]*\)", r"[^\s\\]", r"\\.")]
_CLOSING = re.compile(r">?(?:\s+['\"].*?['\"])?\s*\)", re.DOTALL)
_AUTOMATIC = re.compile(r"<((?:https?|discord|steam|mailto|tel|sms):[^\s>]+)>", re.IGNORECASE)
_BARE = re.compile(r"(?:https?|discord|steam)://[^\s<]+", re.IGNORECASE)
_MENTION = re.compile(r"<(?:@[!&]?|#|a?:\w+:|/[^:>]+:|id:|t:)-?\w+(?::\w)?>|@everyone|@here", re.IGNORECASE)
_INVITE = re.compile(r"discord(?:app)?\.(?:gg|com/invite|com/gifts|gift|new)/([\w-]+)", re.IGNORECASE)
_SCHEMES = ("http:", "https:", "discord:", "mailto:", "tel:", "sms:", "steam:")


@dataclass(slots=True)
class Seen:
    links: list[str] = field(default_factory=list)
    mentions: list[str] = field(default_factory=list)
    invites: list[str] = field(default_factory=list)


def read(text: str, *, code: bool = True) -> Seen:
    """code: whether code hides what is in it; where code begins is the least certain of the rules."""
    seen = Seen(invites=_INVITE.findall(text))
    _read(text, seen, code)
    return seen


def _read(text: str, seen: Seen, code: bool) -> None:
    at, dead = 0, set[int]()
    while at < len(text):
        if (found := _ESCAPE.match(text, at)) or (code and (found := _CODE.match(text, at))):
            at = found.end()
        elif masked := _masked(text, at, dead):
            label, target, at = masked
            if target.lower().startswith(_SCHEMES):
                seen.links.append(target)
            _read(label, seen, code)
        elif found := _MENTION.match(text, at):
            seen.mentions.append(found[0])
            at = found.end()
        elif found := _AUTOMATIC.match(text, at) or _BARE.match(text, at):
            seen.links.append(found[0].strip("<>"))
            at = found.end()
        else:
            at += 1


def _masked(text: str, at: int, dead: set[int]) -> tuple[str, str, int] | None:
    """The label and the target of the masked link that begins there, and its end; the longest label first."""
    if text[at] != "[":
        return None
    ends = [at + 1]
    while found := _LABEL_PART.match(text, ends[-1]):
        ends.append(found.end())
    for end in reversed(ends):
        if opening := _OPENING.match(text, end):
            begin = opening.end()
            starts = [*([begin + 1] if text[begin : begin + 1] == "<" else []), *range(begin, opening.start(1) - 1, -1)]
            for start in starts:
                if target := _target(text, start, dead):
                    return text[at + 1 : end], *target
    return None


def _target(text: str, start: int, dead: set[int]) -> tuple[str, int] | None:
    """The shortest target from there on, and the end of its link. dead: from where no end is reached, in this text."""
    ways, tried = [start], set[int]()
    while ways:
        here = ways.pop()
        if here in tried or here in dead:
            continue
        if closing := _CLOSING.match(text, here):
            return text[start:here], closing.end()
        tried.add(here)
        ways += [found.end() for part in reversed(_TARGET_PARTS) if (found := part.match(text, here))]
    dead |= tried
    return None
