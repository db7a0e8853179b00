"""Discord, pictures and TikTok through a company's proxy, and what is said if it or its certificate is the trouble."""

from __future__ import annotations

import logging
import shlex
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from functools import partial
from pathlib import Path

import pytest

from tests.clients.conftest import LIMITS, NOWHERE
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.office import LOGIN, office, variables
from tests.lookalikes.proxy import ProxyLookalike
from tests.lookalikes.tiktok import TikTokLookalike
from tests.lookalikes.tiktok_content import CDN, Recorded
from tiktrack_gui.clients import picture_host
from tiktrack_gui.clients.browser.browsers import Browsers
from tiktrack_gui.clients.discord import threads
from tiktrack_gui.clients.discord.threads import DISCORD_API, DiscordThreads
from tiktrack_gui.clients.images import CdnImages
from tiktrack_gui.clients.tiktok import reach as tiktok_reach
from tiktrack_gui.clients.tiktok.browser import BrowserTikTok
from tiktrack_gui.clients.tiktok.window import TikTokWindow, WindowLimits
from tiktrack_gui.core.errors import (
    DiscordProxyFailed,
    DiscordUntrusted,
    ProxyFault,
    TikTokProxyFailed,
    TikTokUntrusted,
)
from tiktrack_gui.core.proxy import Login, Proxy

SECRETS = ("s3cret", "lookalike.bot.token")
HOSTS = {"discord": "discord.com", "TikTok": "www.tiktok.com", "pictures": CDN.removeprefix("https://")}


class Way:
    """Every URL is reached by this proxy, which a test may change."""

    are_off = False

    def __init__(self, proxy: Proxy | None) -> None:
        self.proxy = proxy

    async def for_url(self, url: str) -> Proxy | None:
        return self.proxy


@pytest.fixture
def discord() -> Iterator[DiscordLookalike]:
    with DiscordLookalike() as lookalike:
        yield lookalike


@pytest.fixture
def proxy(tiktok: TikTokLookalike, discord: DiscordLookalike) -> Iterator[ProxyLookalike]:
    with office(tiktok, discord, login=LOGIN) as proxy:
        yield proxy


@pytest.fixture
def way(proxy: ProxyLookalike) -> Way:
    return Way(Proxy(proxy.url, Login.parse(LOGIN)))


@pytest.fixture
def trusting(proxy: ProxyLookalike, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The company's certificate is installed; returns the switches for Chromium."""
    found = variables(proxy, "", tmp_path)
    monkeypatch.setenv("SSL_CERT_FILE", found["SSL_CERT_FILE"])
    return args_of(found)


def args_of(found: dict[str, str]) -> list[str]:
    return shlex.split(found["TIKTRACK_BROWSER_ARGS"])


@pytest.fixture
async def bot(discord: DiscordLookalike, way: Way) -> AsyncIterator[DiscordThreads]:
    async def token() -> str:
        return discord.token

    made = DiscordThreads(token, proxies=way)
    yield made
    await made.close()


@pytest.fixture
async def make_tiktok(way: Way) -> AsyncIterator[Callable[[list[str]], BrowserTikTok]]:
    made: list[BrowserTikTok] = []

    def make(args: list[str]) -> BrowserTikTok:
        made.append(BrowserTikTok(Browsers(NOWHERE), now=time.time, args=args, limits=LIMITS, proxies=way))
        return made[-1]

    yield make
    for client in made:
        await client.close()


async def test_discord_is_used_through_it(trusting: list[str], bot: DiscordThreads, proxy: ProxyLookalike) -> None:
    assert await bot.whoami()
    assert proxy.reached == {"discord.com"}


async def test_another_proxy_holds_at_once(
    trusting: list[str], bot: DiscordThreads, proxy: ProxyLookalike, way: Way
) -> None:
    assert await bot.whoami()
    way.proxy = Proxy("http://127.0.0.1:9")
    with pytest.raises(DiscordProxyFailed):
        await bot.whoami()
    way.proxy = Proxy(proxy.url, Login.parse(LOGIN))
    assert await bot.whoami()


async def test_pictures_come_through_it(trusting: list[str], way: Way, proxy: ProxyLookalike) -> None:
    images = CdnImages(way)
    assert await images.fetch(f"{CDN}/avatar/1.jpeg")
    await images.close()
    assert proxy.reached == {HOSTS["pictures"]}


@pytest.mark.browser
async def test_tiktok_is_read_through_it_and_a_new_proxy_makes_a_new_session(
    trusting: list[str],
    make_tiktok: Callable[[list[str]], BrowserTikTok],
    way: Way,
    tiktok: TikTokLookalike,
    proxy: ProxyLookalike,
) -> None:
    assert isinstance(tiktok.content, Recorded)
    client = make_tiktok(trusting)
    assert (await client.trending(3)).videos
    assert "www.tiktok.com" in proxy.reached
    way.proxy = Proxy("http://127.0.0.1:9")
    with pytest.raises(TikTokProxyFailed, match=r"proxy 127\.0\.0\.1:9"):
        await client.trending(3)


@pytest.mark.browser
@pytest.mark.desktop
async def test_tiktoks_window_is_opened_through_it(
    trusting: list[str], way: Way, proxy: ProxyLookalike, tmp_path: Path
) -> None:
    window = TikTokWindow(
        Browsers(NOWHERE), tmp_path / "profile", trusting, WindowLimits(shown=1.0, look=0.1), proxies=way
    )
    assert await window.open()  # its msToken
    await window.close()
    assert "www.tiktok.com" in proxy.reached


Test = Callable[[], Awaitable[None]]


def probes(way: Way, args: list[str]) -> dict[str, Test]:
    """The tests of the connection, by whom they reach."""
    return {
        "discord": partial(threads.reach, DISCORD_API, way),
        "pictures": partial(picture_host.reach, way),
        "TikTok": partial(tiktok_reach.reach, Browsers(NOWHERE), args, way),
    }


WHOM = pytest.mark.parametrize("whom", ["discord", "pictures", pytest.param("TikTok", marks=pytest.mark.browser)])


@WHOM
async def test_the_test_of_the_connection_goes_through_it(
    trusting: list[str], way: Way, proxy: ProxyLookalike, whom: str
) -> None:
    await probes(way, trusting)[whom]()
    assert HOSTS[whom] in proxy.reached


@WHOM
async def test_a_certificate_nobody_installed_names_its_host(
    proxy: ProxyLookalike, way: Way, tmp_path: Path, caplog: pytest.LogCaptureFixture, whom: str
) -> None:
    args = args_of(variables(proxy, "", tmp_path, trusted=False))
    with caplog.at_level(logging.INFO), pytest.raises((DiscordUntrusted, TikTokUntrusted)) as trouble:
        await probes(way, args)[whom]()
    assert trouble.value.sentence == f"Couldn’t verify {HOSTS[whom]}’s certificate."
    assert "internet connection" not in str(trouble.value)
    assert "cert" in caplog.text.lower()
    assert not any(secret in caplog.text for secret in SECRETS)


FAULTS = {
    ProxyFault.SIGN_IN: "wants a user name and password",
    ProxyFault.LOGIN_REFUSED: "didn’t accept the user name and password",
    ProxyFault.REFUSED: "doesn’t let TikTrack reach",
    ProxyFault.UNREACHABLE: "Couldn’t reach the proxy",
}


@WHOM
@pytest.mark.parametrize("fault", FAULTS)
async def test_a_proxys_fault_is_the_proxys(
    trusting: list[str],
    proxy: ProxyLookalike,
    way: Way,
    caplog: pytest.LogCaptureFixture,
    whom: str,
    fault: ProxyFault,
) -> None:
    match fault:
        case ProxyFault.SIGN_IN:
            way.proxy = Proxy(proxy.url)
        case ProxyFault.LOGIN_REFUSED:
            way.proxy = Proxy(proxy.url, Login("ann", "s3cret of yesterday"))
        case ProxyFault.REFUSED:
            proxy.refused.add("*")
        case _:
            proxy.stop()
    with caplog.at_level(logging.INFO), pytest.raises((DiscordProxyFailed, TikTokProxyFailed)) as trouble:
        await probes(way, trusting)[whom]()
    assert FAULTS[fault] in trouble.value.sentence
    assert f"127.0.0.1:{proxy.port}" in trouble.value.sentence
    assert "reach" in caplog.text or "Discord ended early" in caplog.text
    assert not any(secret in caplog.text for secret in SECRETS)
    assert proxy.reached == set()


@pytest.mark.parametrize("ask", ["whoami", "channel"])
async def test_every_fault_of_discord_is_logged_without_secrets(
    proxy: ProxyLookalike, bot: DiscordThreads, caplog: pytest.LogCaptureFixture, ask: str
) -> None:
    with caplog.at_level(logging.INFO), pytest.raises(DiscordUntrusted):
        await (bot.whoami() if ask == "whoami" else bot.channel(1))
    assert "CertificateError" in caplog.text
    assert not any(secret in caplog.text for secret in SECRETS)


async def test_a_socks_proxy_is_only_for_the_browser(bot: DiscordThreads, way: Way) -> None:
    way.proxy = Proxy("socks5://proxy.example:1080")
    with pytest.raises(DiscordProxyFailed, match="isn’t an HTTP proxy"):
        await bot.whoami()
