from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import BadInput
from tiktrack_gui.core.source_names import kind_of_source, require_source
from tiktrack_gui.core.sources import Capability


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("trending", Capability.TRENDING),
        (" Trending ", Capability.TRENDING),
        ("#trending", Capability.HASHTAG),
        ("pasta", Capability.HASHTAG),
        ("＃pasta", Capability.HASHTAG),
        ("https://www.tiktok.com/tag/pasta?lang=en", Capability.HASHTAG),
        ("@somebody", Capability.CREATOR_VIDEOS),
        ("﹫somebody", Capability.CREATOR_VIDEOS),
        ("https://www.tiktok.com/@somebody?lang=en#top", Capability.CREATOR_VIDEOS),
        ("https://vm.tiktok.com/ZM123/", Capability.CREATOR_VIDEOS),
    ],
)
def test_what_is_given_tells_what_it_is(text: str, kind: Capability) -> None:
    assert kind_of_source(text) is kind


@pytest.mark.parametrize("text", ["", "#", "@", "two words", "@one @two", "https://www.tiktok.com/foryou"])
def test_what_names_no_source_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        require_source(text)


@pytest.mark.parametrize(
    "text", ["trending", "pasta", "@somebody", "https://www.tiktok.com/@somebody/video/7158770364699360690"]
)
def test_what_names_a_source_is_taken(text: str) -> None:
    require_source(text)
