"""Suggestions for misspelled names."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.spelling import nearest

KNOWN = ("limit", "min_velocity", "every_minutes")


@pytest.mark.parametrize(
    ("name", "meant"),
    [("limt", "limit"), ("min_velocty", "min_velocity"), ("minvelocity", "min_velocity"), ("colour", None), ("", None)],
)
def test_only_what_is_close_is_offered(name: str, meant: str | None) -> None:
    assert nearest(name, KNOWN) == meant
