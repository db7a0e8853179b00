"""Links of profiles."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.links import WebLink, web_link


@pytest.mark.parametrize(
    ("text", "url", "host"),
    [
        ("linktr.ee/mara", "https://linktr.ee/mara", "linktr.ee"),
        (" https://www.mara.example/shop?a=1#b ", "https://www.mara.example/shop?a=1#b", "mara.example"),
        ("HTTP://Mara.Example:8080/A", "http://mara.example:8080/A", "mara.example"),
        ("https://аpple.example", "https://xn--pple-43d.example", "xn--pple-43d.example"),
    ],
)
def test_a_link_says_where_it_leads(text: str, url: str, host: str) -> None:
    assert web_link(text) == WebLink(url=url, host=host)


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "mara",
        "javascript:alert(1)",
        "file:///etc/passwd",
        "ftp://mara.example",
        "https://tiktok.com@evil.example/",
        "https://mara.example/\u202egnp.exe",
        "https://mara.example/a b",
        "https://mara.example:port",
        "https://[::1",
        "https://" + "a" * 70 + ".example",
        "x.example/" + "a" * 3_000,
    ],
)
def test_what_is_no_web_address_is_none(text: str | None) -> None:
    assert web_link(text) is None
