"""Tells by its first bytes what a picture from elsewhere is, and whether it can be read at all."""

from __future__ import annotations

PNG, JPEG, WEBP = "png", "jpg", "webp"
MOST_SCANS = (
    50  # of a JPEG, which usually has one or ten: each goes over all its pixels, and may have no more than 20 bytes
)
_SCAN = b"\xff\xda"  # cannot occur within the data of a scan


def picture_format(data: bytes) -> str | None:
    """Returns PNG, JPEG or WEBP; None for all others.

    Not GIF: a small one can keep its decoder busy for as long as it likes, and TikTok has the others.
    """
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return PNG
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return WEBP
    if data.startswith(b"\xff\xd8\xff") and data.count(_SCAN) <= MOST_SCANS:
        return JPEG
    return None
