"""The one answer to “which proxy”: what the system says. Settings and logins are added by `config.network`."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol
from urllib.parse import urlsplit

from tiktrack_gui.core.proxy import Proxy, is_this_computer, parse_proxy

VARIABLES = ("http_proxy", "https_proxy", "all_proxy", "no_proxy")  # read by programs on all systems, in both cases


class Proxies(Protocol):
    """Tells every client which proxy to use."""

    @property
    def are_off(self) -> bool:
        """Whether none is used, whatever the system says."""
        ...

    async def for_url(self, url: str) -> Proxy | None:
        """Returns the proxy to that URL, with its login; None = a direct connection."""
        ...


class Direct:
    """No proxy is known."""

    are_off = False

    async def for_url(self, url: str) -> Proxy | None:
        return None


def is_bypassed(url: str) -> bool:
    """Whether the system, or the variable NO_PROXY, excludes the host from proxies. May look it up: not on a loop."""
    from urllib.request import proxy_bypass  # late: it takes 30 ms

    parts = urlsplit(url)
    return is_this_computer(parts.hostname or "") or bool(proxy_bypass(parts.netloc))


def system_proxy(url: str) -> Proxy | None:
    """Returns the proxy of the environment (HTTPS_PROXY, …), or else of Windows' or macOS' settings.

    May look the host up: not on a loop. Raises BadInput for one that can't be read.
    """
    from urllib.request import getproxies

    found = getproxies()
    address = found.get(urlsplit(url).scheme) or found.get("all")
    return parse_proxy(address) if address and not is_bypassed(url) else None


def bypassed() -> tuple[str, ...]:
    """Returns the hosts in the variable NO_PROXY, without leading dots."""
    from urllib.request import getproxies_environment

    listed = getproxies_environment().get("no", "").split(",")
    return tuple(host for part in listed if (host := part.strip().lstrip(".")))


def without_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without those that name a proxy."""
    return {name: value for name, value in environ.items() if name.lower() not in VARIABLES}
