"""Which backups are kept."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from tiktrack_gui.core.backups import NEWEST, WEEKS, Backup, best, kept
from tiktrack_gui.core.durations import DAY

NOW = 1_767_268_800


def daily(days: int, size: int = 10) -> list[Backup]:
    return [Backup(name=f"{day:03}", at=NOW - day * DAY, size=size) for day in range(days)]


def names(backups: list[Backup]) -> list[int]:
    return [int(backup.name) for backup in backups]


def test_the_newest_seven_and_one_a_week_for_eight_weeks_are_kept() -> None:
    found = names(kept(daily(200), NOW, 1e9))
    assert found[:NEWEST] == list(range(NEWEST))
    older = found[NEWEST:]
    assert all(second - first == 7 for first, second in pairwise(older))
    assert len(older) in (WEEKS - 1, WEEKS)
    assert older[-1] < 7 * WEEKS


def test_the_best_one_is_the_newest_that_is_whole() -> None:
    whole, older = (Backup(name=f"tiktrack-{age}-0002_x.db", at=10 - age, size=1) for age in (1, 2))
    rescued = Backup(name="tiktrack-0-rescued.db", at=10, size=1)
    assert best([rescued, whole, older]) == whole
    assert best([rescued]) == rescued
    assert best([]) is None


def test_over_the_limit_the_oldest_go_and_the_newest_stays() -> None:
    assert names(kept(daily(5), NOW, 35)) == [0, 1, 2]
    assert names(kept(daily(5), NOW, 1)) == [0]
    assert kept([], NOW, 1) == []


@given(
    st.lists(st.tuples(st.integers(0, 400 * DAY), st.integers(1, 100)), max_size=60),
    st.integers(1, 2_000),
)
def test_the_limit_is_kept_but_for_the_newest(ages: list[tuple[int, int]], most: int) -> None:
    backups = [Backup(name=str(n), at=NOW - age, size=size) for n, (age, size) in enumerate(ages)]
    found = kept(backups, NOW, most)
    assert sum(backup.size for backup in found) <= max(most, *(backup.size for backup in found[:1]), 0)
    assert found[:1] == sorted(backups, key=lambda backup: (-backup.at, backup.name))[:1]
    assert len(found) <= NEWEST + WEEKS + 1
