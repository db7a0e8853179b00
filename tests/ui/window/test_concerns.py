"""Which pages an error concerns."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.errors import (
    AllFiltered,
    Blocked,
    DiskFull,
    KeyringSilent,
    NoPermission,
    OffersAutostart,
    ShowsDemo,
    StoreBusy,
    TikTrackError,
    Unreachable,
)
from tiktrack_gui.core.sources import Capability
from tiktrack_gui.ui.window import concerns
from tiktrack_gui.ui.window.concerns import ALL, pages_of, together
from tiktrack_gui.ui.window.main_window import DESTINATIONS, SETTINGS


@pytest.mark.parametrize(
    ("error", "pages"),
    [
        (ShowsDemo(), {"trending"}),
        (OffersAutostart(), {"trending"}),
        (AllFiltered(50, 100), {"trending"}),
        (Blocked(Capability.TRENDING), {"trending", "activity"}),
        (Blocked(Capability.CREATOR), {"creators", "discover"}),
        (Blocked(Capability.CREATOR_VIDEOS), {"creators", "discover"}),
        (Blocked(Capability.SEARCH), {"creators", "discover"}),
        (Blocked(Capability.COMMENTS), {"discover"}),
        (Unreachable(), {"trending", "creators", "discover", "campaigns", "activity"}),
        (NoPermission(), {"discord"}),
        (KeyringSilent(), {"discord", "settings"}),
    ],
    ids=lambda value: type(value).__name__ if isinstance(value, TikTrackError) else "",
)
def test_an_error_is_said_where_it_matters(error: TikTrackError, pages: set[str]) -> None:
    assert pages_of(error) == pages


@pytest.mark.parametrize("error", [StoreBusy(), DiskFull(), TikTrackError()], ids=lambda error: type(error).__name__)
def test_what_concerns_everything_or_is_not_known_is_said_everywhere(error: TikTrackError) -> None:
    assert pages_of(error) == ALL


def test_all_the_pages_exist() -> None:
    named = frozenset().union(*concerns._PAGES.values(), *concerns._ASKED_FOR.values())
    assert named <= {*(destination.key for destination in DESTINATIONS), SETTINGS}


def test_everywhere_and_somewhere_is_everywhere() -> None:
    one, other = frozenset({"discord"}), frozenset({"settings"})
    assert together(one, other) == {"discord", "settings"}
    assert together(one, ALL) == together(ALL, one) == ALL
