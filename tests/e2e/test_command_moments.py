"""Days and times as arguments of commands."""

from __future__ import annotations

from datetime import date, datetime

import click
import pytest

from tiktrack_gui.cli.commands.moments import EARLIEST, Day, Since, Until, beginning


def local(text: str) -> int:
    return int(datetime.fromisoformat(text).astimezone().timestamp())


def test_a_day_is_read_as_people_write_it() -> None:
    for text in ("2026-10-03", "3 Oct 2026", "03.10.2026", "2026/10/3"):
        assert Day().convert(text, None, None) == date(2026, 10, 3)
    assert (Day().convert("today", None, None) - Day().convert("yesterday", None, None)).days == 1


def test_a_day_means_its_beginning_or_its_end_and_a_time_itself() -> None:
    assert beginning(date(2026, 10, 3)) == Since().convert("2026-10-03", None, None) == local("2026-10-03T00:00")
    assert Until().convert("2026-10-03", None, None) == local("2026-10-04T00:00") - 1
    for kind in (Since(), Until()):
        assert kind.convert("2026-10-03T14:00", None, None) == local("2026-10-03T14:00")
        assert kind.convert("3 Oct 2026 14:00+02:00", None, None) == 1_791_028_800
    assert beginning(date(1, 1, 1)) == beginning(EARLIEST)


@pytest.mark.parametrize("kind", [Day(), Since(), Until()])
@pytest.mark.parametrize(
    ("text", "said"), [("soon", "Use a date"), ("2026-02-30", "Use a date"), ("1/2/2026", "two different days")]
)
def test_what_is_none_is_said(kind: Day | Since, text: str, said: str) -> None:
    with pytest.raises(click.UsageError, match=said):
        kind.convert(text, None, None)


def test_years_that_no_system_knows_are_refused() -> None:
    with pytest.raises(click.UsageError):
        Until().convert("9999-12-31", None, None)
