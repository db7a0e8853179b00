"""Which proxy is used: the setting, else the system's, with the login from the URL, the environment or the keyring."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import replace

from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import Tokens
from tiktrack_gui.core.errors import BadInput, KeyringUnavailable
from tiktrack_gui.core.proxy import NONE, SYSTEM, Login, Proxy, parse_proxy
from tiktrack_gui.host import proxies
from tiktrack_gui.host.logs import Secrets

log = logging.getLogger(__name__)

REMEMBERED = 60.0  # s; the keyring isn't asked for every picture


class Network:
    """Implements `host.proxies.Proxies`. Read anew for each connection, so that changes apply at once."""

    def __init__(self, settings: Settings, tokens: Tokens, secrets: Secrets) -> None:
        self._settings, self._tokens, self._secrets = settings, tokens, secrets
        self._login: Login | None = None
        self._asked: tuple[float, int] | None = None  # when, on the monotonic clock, and after how many changes

    @property
    def are_off(self) -> bool:
        return self._settings.values.proxy == NONE

    async def for_url(self, url: str) -> Proxy | None:
        found = await asyncio.to_thread(self._found, url)
        if found is None:
            return None
        login = found.login or await self._stored_login()
        if login is not None:
            self._secrets.add(login.password)
        return replace(found, login=login)

    def _found(self, url: str) -> Proxy | None:
        setting = self._settings.values.proxy
        if setting == NONE:
            return None
        try:
            proxy = proxies.system_proxy(url) if setting == SYSTEM else _chosen(setting, url)
        except BadInput:  # only the system's: the setting was checked
            log.warning("The system’s proxy isn’t a URL, so none is used")
            return None
        return None if proxy is None else replace(proxy, bypassed=proxies.bypassed())

    async def _stored_login(self) -> Login | None:
        """Going on without one shows whether the proxy needs it."""
        asked = asyncio.get_running_loop().time(), self._tokens.changes
        if self._asked is None or self._asked[1] != asked[1] or asked[0] - self._asked[0] > REMEMBERED:
            try:
                kept = await self._tokens.get(Kind.PROXY)
            except (KeyringUnavailable, BadInput) as error:
                log.warning("Going on without a login for the proxy. %s", error)
                kept = None
            self._login, self._asked = Login.parse(kept) if kept else None, asked
        return self._login


def _chosen(setting: str, url: str) -> Proxy | None:
    return None if proxies.is_bypassed(url) else parse_proxy(setting)
