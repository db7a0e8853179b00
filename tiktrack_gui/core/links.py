"""Links that strangers put into their profiles: only what a browser opens, and shown as where they really lead."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from tiktrack_gui.core.characters import visible

LONGEST = 2_000  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class WebLink:
    """host: in ASCII, as the browser looks it up, so that no letter can pass for another (IDNA)."""

    url: str
    host: str


def web_link(text: str | None) -> WebLink | None:
    """Returns the link, or None for anything but an http or https address of a named host, without a password in it."""
    given = (text or "").strip()
    if not given or len(given) > LONGEST or given != visible(given) or any(char.isspace() for char in given):
        return None
    try:
        parts = urlsplit(given if "://" in given else f"https://{given}")
        host = (parts.hostname or "").encode("idna").decode("ascii").lower()
        port = parts.port
    except (ValueError, UnicodeError):
        return None
    if parts.scheme.lower() not in ("http", "https") or "." not in host.strip(".") or "@" in parts.netloc:
        return None
    url = parts._replace(netloc=host if port is None else f"{host}:{port}").geturl()
    return WebLink(url=url, host=host.removeprefix("www."))
