"""Which proxy is used, and with which login."""

from __future__ import annotations

from pathlib import Path

import pytest

from tiktrack_gui.config.environment import Environment
from tiktrack_gui.config.network import Network
from tiktrack_gui.config.pasted import Kind
from tiktrack_gui.config.settings import Settings
from tiktrack_gui.config.tokens import PassingKeyring, Tokens
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.proxy import Login, Proxy
from tiktrack_gui.host.logs import Secrets

DISCORD = "https://discord.com/api/v10"


class Office:
    """A network over a settings file and a keyring in memory."""

    def __init__(self, folder: Path, setting: str = "", variables: dict[str, str] | None = None) -> None:
        file = folder / "settings.toml"
        if setting:
            file.write_text(f'[network]\nproxy = "{setting}"\n', encoding="utf-8")
        environment = Environment(variables or {})
        self.secrets, ring = Secrets(), PassingKeyring()
        self.settings = Settings(file, environment)
        self.tokens = Tokens(environment, self.secrets, lambda: ring)
        self.network = Network(self.settings, self.tokens, self.secrets)


async def test_without_any_proxy_connections_are_direct(tmp_path: Path) -> None:
    assert await Office(tmp_path).network.for_url(DISCORD) is None


@pytest.mark.parametrize("variable", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
async def test_the_systems_proxy_is_used_with_its_login(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str
) -> None:
    monkeypatch.setenv(variable, "http://ann:s3cret-word@proxy.example:3128")
    office = Office(tmp_path)
    assert await office.network.for_url(DISCORD) == Proxy("http://proxy.example:3128", Login("ann", "s3cret-word"))
    assert office.secrets.blank("s3cret-word") == "[secret]"


@pytest.mark.parametrize("setting", ["", "http://other.example:8080"])
async def test_exceptions_and_this_computer_are_reached_directly(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "example.org, .discord.com")
    network = Office(tmp_path, setting).network
    assert await network.for_url(DISCORD) is None
    assert await network.for_url("http://127.0.0.1:9/api") is None
    proxy = await network.for_url("https://www.tiktok.com")
    assert proxy is not None
    assert proxy.bypassed == ("example.org", "discord.com")


@pytest.mark.parametrize(
    ("exceptions", "is_direct"),
    [
        ("*", True),
        ("*.tiktok.com", True),
        ("localhost 127.0.0.1 .tiktok.com", True),
        ("example.org;TikTok.com", True),
        ("www.tiktok.com:443", True),
        ("tok.com,*.org, ,", False),
        ("www.tiktok.com:80", False),
    ],
)
async def test_exceptions_are_written_in_several_ways(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exceptions: str, is_direct: bool
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", exceptions)
    assert (await Office(tmp_path).network.for_url("https://www.tiktok.com:443/api") is None) is is_direct


async def test_a_network_may_be_an_exception(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    monkeypatch.setenv("NO_PROXY", "10.0.0.0/8,nonsense/99")
    network = Office(tmp_path).network
    assert await network.for_url("https://10.1.2.3/api") is None
    assert await network.for_url("https://11.1.2.3/api") is not None


async def test_none_means_none_whatever_the_system_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example:3128")
    office = Office(tmp_path, "none")
    assert office.network.are_off
    assert await office.network.for_url(DISCORD) is None


async def test_a_changed_setting_holds_at_once(tmp_path: Path) -> None:
    office = Office(tmp_path)
    await office.settings.save(proxy="proxy.example:3128")
    assert await office.network.for_url(DISCORD) == Proxy("http://proxy.example:3128")
    assert office.settings.values.proxy in (tmp_path / "settings.toml").read_text(encoding="utf-8")


async def test_the_login_comes_from_the_keyring_also_if_it_was_saved_only_now(tmp_path: Path) -> None:
    office = Office(tmp_path)
    await office.settings.save(proxy="http://proxy.example:3128")
    assert (await office.network.for_url(DISCORD)) == Proxy("http://proxy.example:3128")
    await office.tokens.set(Kind.PROXY, "http://ann:s3cret%3Aword@proxy.example:3128")
    found = await office.network.for_url(DISCORD)
    assert found == Proxy("http://proxy.example:3128", Login("ann", "s3cret:word"))
    await office.tokens.delete(Kind.PROXY)
    assert await office.network.for_url(DISCORD) == Proxy("http://proxy.example:3128")


async def test_a_proxy_that_only_the_settings_file_names_gets_no_login_until_it_is_confirmed(tmp_path: Path) -> None:
    office = Office(tmp_path, "http://theirs.example:3128")
    await office.tokens.set(Kind.PROXY, "ann:s3cret-word")
    assert await office.network.for_url(DISCORD) == Proxy("http://theirs.example:3128")
    await office.settings.confirm("proxy")
    found = await office.network.for_url(DISCORD)
    assert found == Proxy("http://theirs.example:3128", Login("ann", "s3cret-word"))


async def test_the_login_may_be_in_the_environment(tmp_path: Path) -> None:
    variables = {"TIKTRACK_PROXY": "proxy.example:3128", "TIKTRACK_PROXY_LOGIN": "ann:s3cret-word"}
    office = Office(tmp_path, "none", variables)
    assert await office.network.for_url(DISCORD) == Proxy("http://proxy.example:3128", Login("ann", "s3cret-word"))
    assert office.secrets.blank("s3cret-word") == "[secret]"


async def test_a_login_in_the_settings_is_not_used_and_said(tmp_path: Path) -> None:
    office = Office(tmp_path, "http://ann:s3cret@proxy.example:3128")
    assert office.settings.values.proxy == "system"
    (problem,) = office.settings.problems
    assert "keyring" in problem
    assert "s3cret" not in problem


async def test_a_system_proxy_that_cannot_be_read_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ann:s3cret@proxy:no")
    assert await Office(tmp_path).network.for_url(DISCORD) is None
    assert "proxy" in caplog.text
    assert "s3cret" not in caplog.text


@pytest.mark.parametrize("text", ["", "ann", ":secret", "ann:", "http://proxy.example:3128", "ann:a\nb"])
async def test_what_is_no_login_is_refused(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        await Office(tmp_path).tokens.set(Kind.PROXY, text)
