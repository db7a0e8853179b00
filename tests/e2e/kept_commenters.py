"""Looks for the look-alike's commenters in files: their names, texts and IDs, however they are written."""

from __future__ import annotations

import gzip
import os
import re
import struct
from collections.abc import Iterator, Set
from pathlib import Path

from tests.lookalikes.tiktok_comments import WORD, Commenters

GZIP = b"\x1f\x8b"


def kept(commenters: Commenters, *places: Path) -> list[str]:
    """The files with anything of a commenter, among those in the folders."""
    ids = {int(planted) for planted in commenters.planted if planted.isdecimal()}
    return [str(path) for place in places for path in _files(place) if _has_any(_content(path), ids)]


def _files(place: Path) -> Iterator[Path]:
    if place.is_file():
        yield place
    for folder, _, names in os.walk(place):  # a browser that is ending still removes some
        yield from (path for name in names if (path := Path(folder, name)).is_file())


def _content(path: Path) -> bytes:
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return b""
    return content + gzip.decompress(content) if content.startswith(GZIP) else content


def _has_any(content: bytes, ids: Set[int]) -> bool:
    texts = content.lower(), content.replace(b"\0", b"").lower()  # the latter if it is UTF-16
    return any(WORD.encode() in text or _numbers_in(text) & ids for text in texts) or _has_binary(content, ids)


def _numbers_in(text: bytes) -> set[int]:
    return {int(digits) for digits in re.findall(rb"\d{19}", text)}


def _has_binary(content: bytes, ids: Set[int]) -> bool:
    """Whether it has one of the numbers in eight bytes, as a database writes it, or in the opposite order."""
    wanted = {struct.pack(">q", id_) for id_ in ids}
    backwards = content[::-1]
    return any(
        text[found.start() : found.start() + 8] in wanted
        for start in {number[:2] for number in wanted}
        for text in (content, backwards)
        for found in re.finditer(re.escape(start), text)
    )
