"""`make bench`, or `python -m tests.bench [store parse …]`: benchmarks, each figure next to its floor.

Prints a table and writes bench-output/bench.json, a list of {"name", "value", "unit", "floor", "ratio", "goal", "ok"}.
The exit status is 1 if a goal was missed or couldn't be measured.

To add rows, write a module `tests/bench/bench_<subject>.py` with

    def rows() -> Iterable[Row]:
        ours, floor = measure(lambda: parse(page), lambda: json.loads(page))
        yield Row(name="parsing a page", value=ours, unit="ms", floor=floor, times=3)

It is discovered by its name. Rows are printed as they are yielded.
"""

from __future__ import annotations

import importlib
import json
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path

from tests.bench.floor import Row

HERE = Path(__file__).parent
OUTPUT = Path("bench-output") / "bench.json"
HEADINGS = ("", "measured", "floor", "ratio", "goal", "")


def main(subjects: Sequence[str]) -> int:
    print(_line(HEADINGS))
    rows: list[Row] = []
    failed = [subject for subject in subjects or found() if not _run(subject, rows)]
    OUTPUT.parent.mkdir(exist_ok=True)
    OUTPUT.write_text(json.dumps([row.as_json() for row in rows], indent=2) + "\n", encoding="utf-8")
    missed = [row.name for row in rows if not row.ok]
    print(f"\n{len(rows)} figures in {OUTPUT}, goals missed: {', '.join(missed) or 'none'}")
    return 1 if missed or failed else 0


def found() -> list[str]:
    """The available subjects."""
    return sorted(path.stem.removeprefix("bench_") for path in HERE.glob("bench_*.py"))


def _run(subject: str, rows: list[Row]) -> bool:
    """Adds a subject's rows, printing each; returns False if the subject raised an exception."""
    try:
        for row in importlib.import_module(f"tests.bench.bench_{subject}").rows():
            rows.append(row)
            print(_line(_cells(row)), flush=True)
    except Exception:  # the other subjects are still measured
        traceback.print_exc()
        return False
    return True


def _cells(row: Row) -> Sequence[str]:
    floor = "" if row.floor is None else f"{row.floor:,.2f} {row.unit}"
    ratio = "" if row.ratio is None else f"{row.ratio:.2f}×"
    verdict = "" if not row.goal else "ok" if row.ok else "MISSED"
    return row.name, f"{row.value:,.2f} {row.unit}", floor, ratio, row.goal, verdict


def _line(cells: Sequence[str]) -> str:
    name, *numbers, verdict = cells
    return f"{name:<52}" + "".join(f"{number:>16}" for number in numbers) + f"  {verdict}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
