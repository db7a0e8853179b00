"""Whom a caption mentions, as @name; duets and stitches name the other one there, too."""

from __future__ import annotations

import re

from tiktrack_gui.core.handles import canonical

_MENTION = re.compile(r"(?<![\w.@/])@([\w.]+)")


def mentioned(caption: str) -> tuple[str, ...]:
    """Returns the handles mentioned, each once, as `core.handles.canonical` has them; a full stop isn't part of one."""
    names = (canonical(name.rstrip(".")) for name in _MENTION.findall(caption))
    return tuple(dict.fromkeys(name for name in names if name))
