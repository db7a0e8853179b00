"""How the browser, and the installer of one, get to the internet: by the same proxy as all other clients."""

from __future__ import annotations

import ssl
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tiktrack_gui.core.proxy import Proxy
from tiktrack_gui.host.proxies import Proxies, without_variables

if TYPE_CHECKING:
    from playwright.async_api import ProxySettings

DOWNLOADS = "https://cdn.playwright.dev"
WITHOUT_PROXY = "--no-proxy-server"


@dataclass(frozen=True, slots=True)
class Way:
    """args: switches for Chromium. Without a proxy, it asks the system itself, which also knows scripts (PAC)."""

    proxy: Proxy | None = None
    args: tuple[str, ...] = ()

    @property
    def settings(self) -> ProxySettings | None:
        """For playwright, which gives the login to the browser over a pipe, never as an argument."""
        if self.proxy is None:
            return None
        made: ProxySettings = {"server": self.proxy.url}
        if self.proxy.bypassed:
            made["bypass"] = ",".join(name for host in self.proxy.bypassed for name in (host, f".{host}"))
        if self.proxy.login is not None:
            made |= {"username": self.proxy.login.user, "password": self.proxy.login.password}
        return made


async def way_to(url: str, proxies: Proxies) -> Way:
    return Way(await proxies.for_url(url), (WITHOUT_PROXY,) if proxies.are_off else ())


async def for_installer(environ: Mapping[str, str], proxies: Proxies) -> dict[str, str]:
    """The environment for playwright's installer: the proxy, with its login, and the system's certificates.

    Node.js has certificates of its own. It is told to trust the system's too, and those in the file that OpenSSL uses.
    """
    env = dict(environ)
    proxy = await proxies.for_url(DOWNLOADS)
    if proxy is not None or proxies.are_off:
        hosts = {name: value for name, value in env.items() if name.lower() == "no_proxy" and not proxies.are_off}
        env = without_variables(env) | hosts
    if proxy is not None:
        env |= dict.fromkeys(("HTTPS_PROXY", "HTTP_PROXY"), proxy.with_login)
    env.setdefault("NODE_USE_SYSTEM_CA", "1")
    if certificates := ssl.get_default_verify_paths().cafile:
        env.setdefault("NODE_EXTRA_CA_CERTS", certificates)
    return env
