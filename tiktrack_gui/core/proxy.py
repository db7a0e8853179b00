"""The proxy through which a network's computers reach the internet: its URL, and the login it may ask for."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

from tiktrack_gui.core.errors.base import BadInput
from tiktrack_gui.core.written import unquoted

SYSTEM, NONE = "system", "none"  # the setting, if it isn't a URL
ALLOWED = '"system", "none" or a URL like http://proxy.example:3128'
_WORDS = {
    **dict.fromkeys(("", SYSTEM, "auto", "automatic", "default"), SYSTEM),
    **dict.fromkeys((NONE, "no", "off", "direct", "disabled", "false"), NONE),  # as other programs call it
}
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_HOST = re.compile(rf"{_LABEL}(?:\.{_LABEL})*\.?|[0-9a-f:.]*:[0-9a-f:.]*(?:%\w+)?", re.IGNORECASE)
HTTP = ("http", "https")  # all clients can use these; of the others, only the browser knows some
ELSEWHERE = (
    "Leave out the user name and password: they’re kept in the system keyring, as the proxy login in Settings, or with "
    "`tiktrack token set proxy`."
)


@dataclass(frozen=True, slots=True)
class Login:
    """A user name and password. The password isn't in the repr."""

    user: str
    password: str = field(repr=False)

    @classmethod
    def parse(cls, text: str) -> Login:
        """text: "user:password"."""
        user, _, password = text.partition(":")
        return cls(user, password)


@dataclass(frozen=True, slots=True)
class Proxy:
    """Attributes:
    url: Without the login.
    bypassed: Hosts that are reached without it; so are those below them.
    """

    url: str
    login: Login | None = None
    bypassed: tuple[str, ...] = ()

    @property
    def is_http(self) -> bool:
        return urlsplit(self.url).scheme in HTTP

    @property
    def shown(self) -> str:
        """For people: "proxy.example:3128"."""
        return urlsplit(self.url).netloc

    @property
    def with_login(self) -> str:
        """The URL with the login in it, for programs that take it only so. A secret."""
        if self.login is None:
            return self.url
        scheme, _, place = self.url.partition("://")
        return f"{scheme}://{quote(self.login.user, safe='')}:{quote(self.login.password, safe='')}@{place}"


def parse_proxy(text: str) -> Proxy:
    """Reads "http://user:password@proxy.example:3128"; without a scheme, it is http. Raises BadInput."""
    text = unquoted(text)
    try:
        parts = urlsplit(text if "://" in text else f"http://{text}")
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise _refused() from None
    more = parts.path.strip("/") or parts.query or parts.fragment
    if not _HOST.fullmatch(host) or host.isdigit() or port == 0 or any(map(str.isspace, text)) or more:
        raise _refused()
    place = f"[{host}]" if ":" in host else host
    login = None if parts.username is None else Login(unquote(parts.username), unquote(parts.password or ""))
    return Proxy(f"{parts.scheme}://{place}{'' if port is None else f':{port}'}", login)


def _refused() -> BadInput:
    return BadInput("That isn’t the URL of a proxy.", f"It must be {ALLOWED}.")


def read_setting(text: str) -> str:
    """Returns the setting as it is kept: SYSTEM, NONE or a URL without a login. Raises BadInput."""
    if (word := _WORDS.get(unquoted(text).lower())) is not None:
        return word
    proxy = parse_proxy(text)
    if proxy.login is not None:
        raise BadInput("The user name and password don’t belong there.", ELSEWHERE)
    if not proxy.is_http:
        raise BadInput("TikTrack can only use HTTP and HTTPS proxies.", f"It must be {ALLOWED}.")
    return proxy.url


def is_this_computer(host: str) -> bool:
    """Whether it is reached without a proxy in any case."""
    if host.lower() == "localhost" or host.lower().endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
