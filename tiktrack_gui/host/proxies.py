"""The one answer to “which proxy”: what the system says. Settings and logins are added by `config.network`."""

from __future__ import annotations

import re
from collections.abc import Mapping
from ipaddress import ip_address, ip_network
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
    host = parts.hostname or ""
    return is_this_computer(host) or _is_listed(host, parts.port) or bool(proxy_bypass(parts.netloc))


def system_proxy(url: str) -> Proxy | None:
    """Returns the proxy of the environment (HTTPS_PROXY, …), or else of Windows' or macOS' settings.

    May look the host up: not on a loop. Raises BadInput for one that can't be read.
    """
    from urllib.request import getproxies

    found = getproxies()
    address = found.get(urlsplit(url).scheme) or found.get("all")
    return parse_proxy(address) if address and not is_bypassed(url) else None


def bypassed() -> tuple[str, ...]:
    """Returns the hosts in the variable NO_PROXY, without the dots or `*.` before them."""
    from urllib.request import getproxies_environment

    listed = re.split(r"[,;\s]+", getproxies_environment().get("no", ""))
    return tuple(part.removeprefix("*.").lstrip(".") for part in listed if part.strip("."))


def _is_listed(host: str, port: int | None) -> bool:
    """Whether NO_PROXY has the host, one above it, or its network such as 10.0.0.0/8."""
    for listed in bypassed():
        name = listed.lower().removesuffix(f":{port}") if port is not None else listed.lower()
        if name == "*" or host == name or host.endswith(f".{name}") or ("/" in name and _is_in(host, name)):
            return True
    return False


def _is_in(host: str, network: str) -> bool:
    try:
        return ip_address(host) in ip_network(network, strict=False)
    except ValueError:
        return False


def without_variables(environ: Mapping[str, str]) -> dict[str, str]:
    """The environment without those that name a proxy."""
    return {name: value for name, value in environ.items() if name.lower() not in VARIABLES}
