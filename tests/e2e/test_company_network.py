"""Every command and the window do the main job where a proxy with a company's certificate is the only way out.

The commands run as in `tests.lookalikes.office`: they find no host by themselves, and trust nothing but the company.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit

from tests.clients.browser.test_browsers import DownloadHost
from tests.e2e.command import Command
from tests.e2e.window import Driver, Window
from tests.lookalikes import discord_routes as routes
from tests.lookalikes.discord import DiscordLookalike
from tests.lookalikes.discord_faults import hanging, refused
from tests.lookalikes.office import DOWNLOADS, LOGIN, office, variables
from tests.lookalikes.proxy import ProxyLookalike
from tests.lookalikes.tiktok import TikTokLookalike
from tests.lookalikes.tiktok_content import CDN
from tests.waiting import until
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.tokens import SERVICE, system_keyring
from tiktrack_gui.core.deliveries import Channel, ChannelKind
from tiktrack_gui.core.history import EarlierPosts
from tiktrack_gui.host.post_memory import PostMemoryFile
from tiktrack_gui.services import sending
from tiktrack_gui.store import Store
from tiktrack_gui.ui.settings.connection import ConnectionRow

CREATOR = "@tpcw._.71.44"
PICTURES = CDN.removeprefix("https://")
S3CRET = "s3cret"


@pytest.fixture
def downloads() -> Iterator[DownloadHost]:
    server = DownloadHost()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def proxy(tiktok: TikTokLookalike, discord: DiscordLookalike, downloads: DownloadHost) -> Iterator[ProxyLookalike]:
    tiktok.behave()
    with office(tiktok, discord, login=LOGIN, downloads=downloads.server_port) as proxy:
        yield proxy


@pytest.fixture
def inside(proxy: ProxyLookalike, discord: DiscordLookalike, tmp_path: Path) -> Command:
    """The command on a computer in that network. The login is in the proxy's URL, in the environment."""
    return Command(tmp_path / "inside", variables(proxy, discord.token, tmp_path))


def nothing_leaked(folder: Path) -> None:
    for file in folder.rglob("*"):
        if file.is_file():
            assert S3CRET.encode() not in file.read_bytes(), file


@pytest.mark.browser
def test_commands_fetch_track_search_and_post(
    inside: Command, discord: DiscordLookalike, proxy: ProxyLookalike
) -> None:
    done = inside("scrape", "--limit", "10", "--min-velocity", "0", "--json")
    assert done.status == 0, done.stderr
    assert done.json["passed"]
    done = inside("creators", "add", CREATOR)
    assert done.status == 0, done.stderr
    done = inside("creators", "refresh")
    assert done.status == 0, done.stderr
    done = inside("search", "dtwm")
    assert done.status == 0, done.stderr
    done = inside("sources", "add", CREATOR)
    assert done.status == 0, done.stderr
    done = inside("channels", "add", str(discord.text))
    assert done.status == 0, done.stderr
    done = inside("channels", "invite")
    assert done.status == 0, done.stderr
    assert proxy.reached == {"www.tiktok.com", "discord.com"}
    done = inside("post", CREATOR, "--channel", str(discord.text), "--json")
    assert done.status == 0, done.stderr
    assert PICTURES in proxy.reached
    done = inside("run", "--once", "--channel", str(discord.text))
    assert done.status == 0, done.stderr
    assert discord.guild.threads_in(discord.text)
    nothing_leaked(inside.data_dir)


@pytest.mark.browser
def test_what_is_added_tested_and_sent_again_goes_that_way_too(
    inside: Command, discord: DiscordLookalike, proxy: ProxyLookalike
) -> None:
    def done(*arguments: str) -> str:
        found = inside(*arguments)
        assert found.status == 0, found.stderr
        return found.stdout

    done("lists", "create", "Bakers")
    done("lists", "add", "Bakers", CREATOR)
    done("creators", "refresh", CREATOR)
    assert inside("lists", "show", "Bakers", "--json").json["creators"]
    done("discover", "brands", "add", "Oat")
    done("discover", "add", "--brand", "Oat", "--yes", CREATOR)
    done("discover", "read", "--brand", "Oat", CREATOR)
    assert proxy.reached == {"www.tiktok.com"}
    done("channels", "add", str(discord.text))
    assert "Posted a test thread" in done("channels", "test", str(discord.text))
    discord.fail(routes.SEND, refused(403, 50013))
    assert inside("post", CREATOR, "--channel", str(discord.text)).status == 1
    [failed] = inside("deliveries", "list", "--json").json["deliveries"]
    done("deliveries", "retry", str(failed["id"]))
    assert [one["state"] for one in inside("deliveries", "list", "--json").json["deliveries"]] == ["sent"]
    nothing_leaked(inside.data_dir)


@pytest.mark.browser
def test_there_is_no_other_way_out(inside: Command, proxy: ProxyLookalike) -> None:
    done = Command(inside.data_dir, {**inside.env, "TIKTRACK_PROXY": "none"})("scrape")
    assert done.status == 1
    assert "Couldn’t reach TikTok." in done.stderr
    assert "www.tiktok.com" not in proxy.asked


@pytest.mark.browser
def test_the_self_test_says_who_is_reached_and_by_which_proxy(inside: Command, proxy: ProxyLookalike) -> None:
    done = inside("self-test", "--network")
    lines = {line[5:20].strip(): line for line in done.stdout.splitlines()}
    for name in ("TikTok", "Discord"):
        assert lines[name].startswith("ok "), done.stdout
        assert f"OK, through the proxy 127.0.0.1:{proxy.port}" in lines[name]
    assert proxy.reached == {"www.tiktok.com", "discord.com", PICTURES}
    assert S3CRET not in done.stdout + done.stderr


@pytest.mark.browser
def test_a_certificate_that_nobody_installed_is_named_with_its_host(
    proxy: ProxyLookalike, discord: DiscordLookalike, tmp_path: Path
) -> None:
    command = Command(tmp_path / "inside", variables(proxy, discord.token, tmp_path, trusted=False))
    done = command("self-test", "--network")
    assert done.status == 1
    for host in ("www.tiktok.com", "discord.com", PICTURES):
        assert f"Couldn’t verify {host}’s certificate." in done.stdout
    done = command("scrape")
    assert done.status == 1
    assert "Couldn’t verify www.tiktok.com’s certificate." in done.stderr
    done = command("channels", "add", str(discord.text))
    assert done.status == 1
    assert "Couldn’t verify discord.com’s certificate." in done.stderr
    log = (command.data_dir / "tiktrack.log").read_text(encoding="utf-8")
    assert "CertificateError" in log
    assert "ERR_CERT_AUTHORITY_INVALID" in log
    assert discord.exchanges == []
    nothing_leaked(command.data_dir)


def test_the_browser_is_downloaded_through_it(
    inside: Command, proxy: ProxyLookalike, downloads: DownloadHost, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", f"https://{DOWNLOADS}")
    monkeypatch.delenv("NODE_EXTRA_CA_CERTS", raising=False)
    done = inside("browser", "install")
    assert done.status == 0, done.stderr
    assert DOWNLOADS in proxy.reached


@pytest.mark.parametrize(
    ("trusted", "words"),
    [(False, "must be installed on this computer"), (True, "didn’t accept the user name and password")],
)
def test_a_download_that_fails_names_the_certificate_or_the_proxy(
    inside: Command, proxy: ProxyLookalike, monkeypatch: pytest.MonkeyPatch, *, trusted: bool, words: str
) -> None:
    monkeypatch.setenv("PLAYWRIGHT_DOWNLOAD_HOST", f"https://{DOWNLOADS}")
    monkeypatch.delenv("NODE_EXTRA_CA_CERTS", raising=False)
    env = dict(inside.env)
    if trusted:
        proxy.login = "somebody:else"
    else:
        del env["SSL_CERT_FILE"]
    done = Command(inside.data_dir, env)("browser", "install")
    assert done.status == 1
    assert "Couldn’t download the browser." in done.stderr
    assert words in done.stderr
    assert "internet connection" not in done.stderr


@pytest.fixture
def at_a_desk(
    without_demo: Driver,
    proxy: ProxyLookalike,
    discord: DiscordLookalike,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> Driver:
    """The window in that network, without any data. The proxy is in the settings; its login is not known yet."""
    monkeypatch.delenv("TIKTRACK_BROWSER_PATH")
    monkeypatch.delenv("TIKTRACK_DISCORD_API")
    found = variables(proxy, discord.token, tmp_path)
    for name in ("SSL_CERT_FILE", "TIKTRACK_BROWSER_ARGS", "DISCORD_BOT_TOKEN", "XDG_CACHE_HOME"):
        monkeypatch.setenv(name, found[name])
    text = f'[network]\nproxy = "{proxy.url}"\n[discord]\nchannel_id = {discord.text}\n[trending]\nmin_velocity = 0\n'
    without_demo.folder.settings.write_text(text, encoding="utf-8")
    channel = Channel(id=discord.text, guild_id=1, guild="Bakers", name="creators", kind=ChannelKind.TEXT)
    with Store(without_demo.folder.database) as store:
        store.channels.save_channel(channel, at=1).result()
        store.channels.confirm_channel(channel.id, at=1).result()
        store.history.record_search(channel.id, EarlierPosts(posts=(), complete=True), at=1).result()
        PostMemoryFile(without_demo.folder).write(store.history.identity().result())
    monkeypatch.setattr(sending, "SETTLE", 0.0)
    return without_demo


@pytest.mark.desktop
@pytest.mark.browser
def test_the_window_does_all_of_it_with_the_login_from_the_keyring(
    at_a_desk: Driver, discord: DiscordLookalike, proxy: ProxyLookalike
) -> None:
    ring = system_keyring()
    assert ring is not None

    async def user(window: Window) -> None:
        await until(lambda: f"The proxy 127.0.0.1:{proxy.port} wants a user name and password." in window.trouble)
        window.help_with_trouble("Open network settings")
        assert window.main.key == "settings"
        await until(lambda: window.the(QLineEdit, "Proxy").hasFocus())
        window.press("Test connection")
        await until(lambda: outcomes(window).count("wants a user name and password") == 3)
        window.press("Advanced")
        await until(lambda: "Only for a proxy that asks for one" in window.words)
        window.write("Proxy login", LOGIN)
        await until(lambda: ring.get_password(SERVICE, Kind.PROXY) == LOGIN)
        window.press("Test connection")
        await until(lambda: outcomes(window).count(f"OK, through the proxy 127.0.0.1:{proxy.port}") == 3)
        window.main.open_page("trending")
        window.press("Refresh")
        await until(lambda: window.stories)
        await window.active()
        window.choose_story(window.stories[0].video.creator.handle)
        window.keys("D")
        await until(lambda: "Posted “" in window.words)

    at_a_desk(user)
    assert len(discord.guild.threads_in(discord.text)) == 1
    assert proxy.reached == {"www.tiktok.com", "discord.com", PICTURES}
    nothing_leaked(at_a_desk.folder.root)


@pytest.mark.desktop
@pytest.mark.browser
def test_the_window_names_the_host_whose_certificate_nobody_installed(
    at_a_desk: Driver, discord: DiscordLookalike, proxy: ProxyLookalike, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    proxy.login = ""
    monkeypatch.delenv("SSL_CERT_FILE")
    untrusting = variables(proxy, discord.token, tmp_path, trusted=False)
    monkeypatch.setenv("TIKTRACK_BROWSER_ARGS", untrusting["TIKTRACK_BROWSER_ARGS"])

    async def user(window: Window) -> None:
        await until(lambda: "Couldn’t verify www.tiktok.com’s certificate." in window.trouble)
        await until(lambda: "TikTok’s certificate isn’t trusted" in window.words)
        window.main.open_page("settings")
        window.press("Test connection")
        for host in ("www.tiktok.com", "discord.com", PICTURES):
            await until(lambda host=host: f"Couldn’t verify {host}’s certificate." in outcomes(window))  # type: ignore[misc]

    at_a_desk(user)
    assert discord.exchanges == []


@pytest.mark.desktop
def test_a_running_test_can_be_stopped(at_a_desk: Driver, discord: DiscordLookalike, proxy: ProxyLookalike) -> None:
    proxy.login = ""
    armed = discord.fail("GET /gateway", hanging())

    async def user(window: Window) -> None:
        window.main.open_page("settings")
        window.press("Test connection")
        await until(armed.reached.is_set)
        window.press("Stop")
        assert "Discord: Not tested" in outcomes(window)
        assert window.offers("Test connection")

    at_a_desk(user)


def outcomes(window: Window) -> str:
    """What is said about each target."""
    lines = window.the(ConnectionRow)._lines.values()
    return " ".join(line.accessibleName() for line in lines)
