"""What Discord would make of a text, read independently of `core.discord_text`: links, mentions and invites.

The rules are those of Discord's client (a simple-markdown parser): an escape first, then code, then links and mentions.
Invites are looked for in the raw text, as Discord's server does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

_ESCAPE = re.compile(r"\\[^0-9A-Za-z\s]")
_CODE = re.compile(r"```.+?```|(`+)(?:.*?[^`])\1(?!`)", re.DOTALL)
_MASKED = re.compile(
    r"\[((?:\[[^\]]*\]|[^\[\]]|\](?=[^\[]*\]))*)\]\(\s*<?((?:\([^)]*\)|[^\s\\]|\\.)*?)>?(?:\s+['\"].*?['\"])?\s*\)",
    re.DOTALL,
)
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
    at = 0
    while at < len(text):
        if (found := _ESCAPE.match(text, at)) or (code and (found := _CODE.match(text, at))):
            at = found.end()
        elif found := _MASKED.match(text, at):
            if found[2].lower().startswith(_SCHEMES):
                seen.links.append(found[2])
            _read(found[1], seen, code)
            at = found.end()
        elif found := _MENTION.match(text, at):
            seen.mentions.append(found[0])
            at = found.end()
        elif found := _AUTOMATIC.match(text, at) or _BARE.match(text, at):
            seen.links.append(found[0].strip("<>"))
            at = found.end()
        else:
            at += 1
