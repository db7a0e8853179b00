"""Whom a caption mentions."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.mentions import mentioned


@pytest.mark.parametrize(
    ("caption", "names"),
    [
        ("with @Some.Body and @other_1!", ("some.body", "other_1")),
        ("thanks @somebody.", ("somebody",)),
        ("#duet with @one @one @ONE", ("one",)),
        ("mail me at me@example.com", ()),
        ("see tiktok.com/@somebody", ()),
        ("just @ home, @. and @@", ()),
        ("ありがとう @東京 ！", ("東京",)),
        ("", ()),
    ],
)
def test_names_are_found_and_addresses_are_not(caption: str, names: tuple[str, ...]) -> None:
    assert mentioned(caption) == names
