"""A TrueType font as WOFF, compressed, for pages that have their fonts in them.

Format: https://www.w3.org/TR/WOFF/ (version 1), sections 3–5.
"""

from __future__ import annotations

import struct
import zlib

HEADER, ENTRY = struct.Struct(">4sIIHHIHHIIIII"), struct.Struct(">4sIIII")
SFNT_HEADER, SFNT_ENTRY = struct.Struct(">IHHHH"), struct.Struct(">4sIII")
SIGNATURE = b"wOFF"


def woff(font: bytes) -> bytes:
    """Each table is compressed by itself; those that would grow stay as they are.

    font: a TrueType file. Raises struct.error for what isn't one.
    """
    flavor, number, *_ = SFNT_HEADER.unpack_from(font)
    tables = [SFNT_ENTRY.unpack_from(font, SFNT_HEADER.size + place * SFNT_ENTRY.size) for place in range(number)]
    place = HEADER.size + number * ENTRY.size
    entries, data = [], []
    for tag, checksum, offset, length in tables:
        raw = font[offset : offset + length]
        packed = zlib.compress(raw, 9)
        stored = packed if len(packed) < length else raw
        entries.append(ENTRY.pack(tag, place, len(stored), length, checksum))
        data.append(stored + bytes(-len(stored) % 4))
        place += len(data[-1])
    whole = SFNT_HEADER.size + number * SFNT_ENTRY.size + sum(-(-length // 4) * 4 for *_, length in tables)
    header = HEADER.pack(SIGNATURE, flavor, place, number, 0, whole, 1, 0, 0, 0, 0, 0, 0)
    return b"".join((header, *entries, *data))
