"""Whether Discover finds who is really rising, in ten populations of 500 whose truth is known: `demo.planted`.

Not times, but the goals of its definitions: the figures are those of the worst seed.
"""

from __future__ import annotations

from collections.abc import Iterable

from tests.bench.floor import Row
from tests.planted_truth import HEADINGS, TOP, judged
from tiktrack_gui.demo.planted_lives import Kind

SEEDS = range(1, 11)
WIDTHS = (6, 8, 16, 15, 11, 11, 11, 12, 0)


def rows() -> Iterable[Row]:
    print()
    print(_line(HEADINGS))
    verdicts = []
    for seed in SEEDS:
        verdicts.append(judged(seed))
        print(_line(verdicts[-1].cells), flush=True)
    print()
    others = max(TOP - one.top[Kind.RISING] for one in verdicts)
    missed = max(one.planted[Kind.RISING] - one.listed[Kind.RISING] for one in verdicts)
    rising = next(one.planted[Kind.RISING] for one in verdicts)
    unsaid = sum(one.listed[Kind.BOUGHT] - one.cautioned for one in verdicts)
    yield Row(name="not rising, of the top 20 up-and-coming", value=others, unit="creators", at_most=0.2 * TOP)
    yield Row(name="rising, but not listed as up-and-coming", value=missed, unit="creators", at_most=0.3 * rising)
    yield Row(name="bought jumps listed without their caution", value=unsaid, unit="creators", at_most=0)


def _line(cells: Iterable[str]) -> str:
    return "".join(cell.ljust(width) for cell, width in zip(cells, WIDTHS, strict=True)).rstrip()
