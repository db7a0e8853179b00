"""The harness of `make bench`: how rows are judged and printed, and that both sides are measured alternately."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from tests.bench import __main__ as bench
from tests.bench.floor import Row, measure


@pytest.mark.parametrize(
    ("row", "goal", "ok"),
    [
        (Row(name="x", value=25, unit="ms", floor=10, at_most=25), "≤ 25 ms", True),
        (Row(name="x", value=25.1, unit="ms", floor=10, at_most=25), "≤ 25 ms", False),
        (Row(name="x", value=30, unit="ms", floor=10, times=3), "≤ 3×", True),
        (Row(name="x", value=31, unit="ms", floor=10, times=3), "≤ 3×", False),
        (Row(name="x", value=31, unit="ms", times=3), "≤ 3×", False),
        (Row(name="x", value=20, unit="ms", floor=10, at_most=25, times=1.5), "≤ 25 ms, ≤ 1.5×", False),
        (Row(name="x", value=20, unit="ms"), "", True),
    ],
)
def test_a_row_knows_its_goal_and_whether_it_is_kept(row: Row, goal: str, ok: bool) -> None:
    assert (row.goal, row.ok) == (goal, ok)


def test_both_are_measured_in_turns_after_one_round_for_warmth() -> None:
    calls: list[str] = []
    ours, floor = measure(lambda: calls.append("ours"), lambda: calls.append("floor"), rounds=3)
    assert calls == ["ours", "floor"] * 4
    assert 0 <= ours < 1_000
    assert 0 <= floor < 1_000


@pytest.fixture
def in_its_own_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def subject(name: str, *rows: Row, trouble: Exception | None = None) -> ModuleType:
    """A module with rows, like bench_….py."""

    def yielded() -> Iterator[Row]:
        yield from rows
        if trouble:
            raise trouble

    module = ModuleType(f"tests.bench.bench_{name}")
    vars(module)["rows"] = yielded
    return module


def test_the_table_is_printed_and_written(
    in_its_own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    module = subject("good", Row(name="parsing", value=20, unit="ms", floor=10, times=3))
    monkeypatch.setitem(sys.modules, module.__name__, module)
    assert bench.main(["good"]) == 0
    written = json.loads((in_its_own_folder / "bench-output" / "bench.json").read_text())
    assert written == [
        {"name": "parsing", "value": 20, "unit": "ms", "floor": 10, "ratio": 2.0, "goal": "≤ 3×", "ok": True}
    ]
    assert "2.00×" in capsys.readouterr().out


def test_a_missed_goal_and_a_failure_are_told_and_the_rest_is_measured(
    in_its_own_folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = subject("broken", Row(name="first", value=1, unit="ms"), trouble=KeyError("second"))
    slow = subject("slow", Row(name="recording", value=26, unit="ms", at_most=25))
    for module in (broken, slow):
        monkeypatch.setitem(sys.modules, module.__name__, module)
    assert bench.main(["broken"]) == 1
    assert bench.main(["broken", "slow"]) == 1
    said = capsys.readouterr()
    assert "goals missed: recording" in said.out
    assert "KeyError: 'second'" in said.err
    assert len(json.loads((in_its_own_folder / "bench-output" / "bench.json").read_text())) == 2
