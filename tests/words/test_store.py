"""Texts about the database."""

from __future__ import annotations

import pytest

from tiktrack_gui.core.space import Space
from tiktrack_gui.words.backups import size
from tiktrack_gui.words.store import space


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (4_100_000, "4.1 MB"),
        (99_960_000, "100 MB"),
        (212_300_000, "212 MB"),
        (999_600_000, "1.0 GB"),
        (1.38e9, "1.4 GB"),
    ],
)
def test_sizes(number: float, text: str) -> None:
    assert size(number) == text


@pytest.mark.parametrize(
    ("now", "later", "text"),
    [
        (212_300_000, 1_380_000_000, "212 MB now, about 1.4 GB in a year"),
        (212_300_000, 347_000_000, "212 MB now, about 350 MB in a year"),
        (212_300_000, 215_000_000, "212 MB now, about the same in a year"),
        (4_100_000, None, "4.1 MB now; a year’s size is estimated after a week"),
    ],
)
def test_the_size_now_and_in_a_year(now: int, later: float | None, text: str) -> None:
    assert space(Space(size=now, in_a_year=later)) == text
