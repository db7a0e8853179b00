"""The browser's user agent."""

from __future__ import annotations

import pytest

from tiktrack_gui.clients.tiktok.launch import user_agent

VERSION = "156.0.8078.79"


@pytest.mark.parametrize(
    ("platform", "system"),
    [
        ("linux", "X11; Linux x86_64"),
        ("win32", "Windows NT 10.0; Win64; x64"),
        ("darwin", "Macintosh; Intel Mac OS X 10_15_7"),
    ],
)
def test_the_browser_calls_itself_as_with_a_window(platform: str, system: str) -> None:
    expected = f"Mozilla/5.0 ({system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
    assert user_agent(VERSION, platform=platform) == expected


def test_edge_says_that_it_is_edge() -> None:
    assert user_agent(VERSION, edge=True, platform="win32").endswith("Chrome/156.0.0.0 Safari/537.36 Edg/156.0.0.0")
