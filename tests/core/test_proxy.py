"""A proxy's URL as people write it, and the setting."""

from __future__ import annotations

import pytest

from tiktrack_gui.config.keys import written
from tiktrack_gui.config.values import KEYS
from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.proxy import Login, Proxy, is_this_computer, parse_proxy, read_setting


@pytest.mark.parametrize(
    ("text", "proxy"),
    [
        ("http://proxy.example:3128", Proxy("http://proxy.example:3128")),
        (" proxy.example:3128/ ", Proxy("http://proxy.example:3128")),
        ("https://proxy.example", Proxy("https://proxy.example")),
        ("http://[::1]:8080", Proxy("http://[::1]:8080")),
        ("http://ann:a%20b%40c@proxy:1", Proxy("http://proxy:1", Login("ann", "a b@c"))),
        ("socks5://proxy:1080", Proxy("socks5://proxy:1080")),
    ],
)
def test_a_url_is_read(text: str, proxy: Proxy) -> None:
    assert parse_proxy(text) == proxy


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "http://",
            "http://proxy:no",
            "http://proxy/path",
            "http://pro xy:1",
            "http://a?b",
            "http://[::1",
            "[::1",
        ),
        *("http://proxy:0", "http://proxy:99999", "3128", "http://-bad-:80", "http://a..b:80", "http://proxy\\x"),
        *("proxy:3128:ann:s3cret", "http://a,b:1", "http=proxy:3128;https=proxy:3128", "PROXY proxy:3128"),
    ],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        parse_proxy(text)


def test_the_login_goes_only_where_it_is_wanted() -> None:
    proxy = parse_proxy("http://ann:s%20cret@proxy:1")
    assert proxy.with_login == "http://ann:s%20cret@proxy:1"
    assert "cret" not in repr(proxy) + proxy.url + proxy.shown


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("System", "system"),
        ("", "system"),
        ("auto", "system"),
        ("NONE", "none"),
        ("direct", "none"),
        ("Off", "none"),
        ("proxy:8080", "http://proxy:8080"),
        ("“http://proxy:8080”", "http://proxy:8080"),
        ("proxy_1.example", "http://proxy_1.example"),
        ("localhost:3128", "http://localhost:3128"),
        ("10.0.0.1:8080", "http://10.0.0.1:8080"),
        ("http://münchen.example.:80", "http://münchen.example.:80"),
        ("http://[fe80::1]:8080", "http://[fe80::1]:8080"),
    ],
)
def test_the_setting(text: str, kept: str) -> None:
    assert read_setting(text) == kept


@pytest.mark.parametrize("text", ["http://ann:s3cret@proxy:1", "ann:s3cret@proxy:1", "http://ann:s3/cret@proxy:1"])
def test_a_login_is_no_part_of_it_and_is_not_repeated(text: str) -> None:
    with pytest.raises(BadInput) as refusal:
        KEYS["proxy"].converted(text, "[network] proxy")
    assert "s3" not in str(refusal.value)
    assert "proxy:1" in str(refusal.value)
    assert "s3" not in written(text)


def test_only_the_browser_knows_other_kinds() -> None:
    with pytest.raises(BadInput, match="HTTP and HTTPS"):
        read_setting("socks5://proxy:1080")
    assert not parse_proxy("socks5://proxy:1080").is_http


@pytest.mark.parametrize(
    ("host", "here"),
    [("localhost", True), ("127.0.0.1", True), ("::1", True), ("discord.com", False), ("10.0.0.1", False)],
)
def test_this_computer_needs_none(host: str, here: bool) -> None:
    assert is_this_computer(host) is here
