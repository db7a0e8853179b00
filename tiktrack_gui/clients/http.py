"""What our clients in Python need for HTTPS behind a company's network: the proxy, the certificates, and what fails.

aiohttp is imported on first use.
"""

from __future__ import annotations

import asyncio
import ssl
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from tiktrack_gui.clients import tls
from tiktrack_gui.core.errors import ProxyFault
from tiktrack_gui.core.proxy import Proxy

if TYPE_CHECKING:
    from aiohttp import BasicAuth


class ProxyUnusable(OSError):
    """The proxy isn't one for HTTP, and only the browser can use it. The argument is its host and port."""


@dataclass(frozen=True, slots=True)
class Line:
    """The way to a server."""

    proxy: Proxy | None
    tls: ssl.SSLContext

    def proxy_options(self) -> dict[str, Any]:
        """The options of aiohttp and discord.py. Raises ProxyUnusable."""
        return proxy_options(self.proxy)


async def open_line(proxy: Proxy | None) -> Line:
    return Line(proxy, await asyncio.to_thread(tls.context))


def proxy_options(proxy: Proxy | None) -> dict[str, Any]:
    """The options of aiohttp's requests and discord.py's client. Raises ProxyUnusable."""
    if proxy is None:
        return {}
    if not proxy.is_http:
        raise ProxyUnusable(proxy.shown)
    return {"proxy": proxy.url, "proxy_auth": _auth(proxy)}


def _auth(proxy: Proxy) -> BasicAuth | None:
    from aiohttp import BasicAuth, encode_basic_auth

    if proxy.login is None:
        return None
    header = encode_basic_auth(proxy.login.user, proxy.login.password)
    return BasicAuth.decode(header, "utf-8")  # discord.py takes nothing else; made like this, it warns of nothing


def untrusted_host(fault: BaseException) -> str | None:
    """Returns the host whose certificate couldn't be verified; None if the fault is another one."""
    from aiohttp import ClientConnectorCertificateError

    return fault.host if isinstance(fault, ClientConnectorCertificateError) else None


def proxy_fault(fault: BaseException, proxy: Proxy | None) -> ProxyFault | None:
    """Returns what is wrong with the proxy that was used; None if the fault is another one, or there was no proxy."""
    from aiohttp import ClientConnectorError, ClientHttpProxyError

    if proxy is None:
        return None
    match fault:
        case ProxyUnusable():
            return ProxyFault.UNSUITABLE
        case ClientHttpProxyError(status=407):
            return ProxyFault.SIGN_IN if proxy.login is None else ProxyFault.LOGIN_REFUSED
        case ClientHttpProxyError():
            return ProxyFault.REFUSED
        case ClientConnectorError() if fault.host == urlsplit(proxy.url).hostname:  # also if its name is unknown
            return ProxyFault.UNREACHABLE
    return None
