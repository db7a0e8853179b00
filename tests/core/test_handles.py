"""What counts as naming a creator."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.handles import parse_handle


@pytest.mark.parametrize(
    "text",
    [
        "some.body_1",
        "@some.body_1",
        "  @Some.Body_1 ",
        "https://www.tiktok.com/@some.body_1",
        "https://www.tiktok.com/@some.body_1?lang=en",
        "http://m.tiktok.com/@some.body_1/video/7123456789012345678",
        "tiktok.com/@some.body_1/",
    ],
)
def test_handles_and_links_name_a_creator(text: str) -> None:
    assert parse_handle(text) == "some.body_1"


@pytest.mark.parametrize(
    "text", ["", "@", "two words", "https://example.com/@some.body", "a" * 33, "https://vm.tiktok.com/ZM1/"]
)
def test_anything_else_is_refused_in_words(text: str) -> None:
    with pytest.raises(BadInput, match="handle"):
        parse_handle(text)
