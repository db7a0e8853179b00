"""A company's network: the look-alikes behind its proxy, and the environment of a computer in it."""

from __future__ import annotations

import os
import shlex
from pathlib import Path
from urllib.parse import quote, urlsplit

import tests
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.proxy import ProxyLookalike
from tests.lookalikes.tiktok import TikTokLookalike

LOGIN = "ann:s3cret of the proxy"
DOWNLOADS = "downloads.example"
GUARD = "from tests import network_guard\nnetwork_guard.install()\n"


def office(
    tiktok: TikTokLookalike, discord: DiscordLookalike, *, login: str = "", downloads: int | None = None
) -> ProxyLookalike:
    """Returns the proxy, not started. downloads: the port of the host of browsers."""
    hosts = {
        "discord.com": (urlsplit(discord.url).port or 0, False),
        "*.tiktok.com": (tiktok.port, True),
        "*.tiktokcdn.com": (tiktok.port, True),
    }
    if downloads is not None:
        hosts[DOWNLOADS] = (downloads, False)
    return ProxyLookalike(hosts, login=login)


def variables(proxy: ProxyLookalike, token: str, folder: Path, *, trusted: bool = True) -> dict[str, str]:
    """The environment of a process that reaches nothing but the proxy. trusted: the company's certificate is installed.

    Chromium finds no host by itself, and our own process fails if it tries to (see `tests.network_guard`).
    """
    args = ["--headless=new", "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1"]
    if hasattr(os, "geteuid") and os.geteuid() == 0:
        args.append("--no-sandbox")
    if trusted:
        args.append(proxy.company.browser_arg)
    guard = folder / "guard"
    guard.mkdir(exist_ok=True)
    (guard / "sitecustomize.py").write_text(GUARD, encoding="utf-8")
    here = str(Path(tests.__file__).parents[1])
    cache = folder / "cache"  # a browser that one test downloads would be found by the next
    found = {
        "HTTPS_PROXY": with_login(proxy),
        "TIKTRACK_BROWSER_ARGS": shlex.join(args),
        "RATE_LIMIT_DELAY": "0",
        "DISCORD_BOT_TOKEN": token,
        "XDG_CACHE_HOME": str(cache),
        "PYTHONPATH": os.pathsep.join([str(guard), here]),
    }
    return found | ({"SSL_CERT_FILE": str(proxy.trusted_in(folder))} if trusted else {})


def with_login(proxy: ProxyLookalike) -> str:
    """The proxy's URL with its login, if it has one."""
    user, colon, password = proxy.login.partition(":")
    login = f"{quote(user)}:{quote(password)}@" if colon else ""
    return f"http://{login}127.0.0.1:{proxy.port}"
