"""README tells the truth, where a test can see it."""

from __future__ import annotations

from tests.settings_table import BETWEEN_MARKS, README, table


def test_the_table_of_settings_is_the_settings() -> None:
    (found,) = BETWEEN_MARKS.findall(README.read_text(encoding="utf-8"))
    assert found == table(), "run `python -m tests.settings_table`"
