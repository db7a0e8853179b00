"""Garbage collection on one thread only.

Python collects reference cycles on whichever thread happens to allocate memory. If an object of Qt's is among them, it
is destroyed there, while its own thread uses it: "Timers cannot be stopped from another thread", or a crash.
"""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager

from PySide6.QtCore import QObject, QTimer

from tiktrack_gui.host.imports import spare, unspared

EVERY = 100  # ms; meanwhile, a thread allocates up to 10,000 objects, which takes a few milliseconds to go through
LIBRARY = 50  # modules; for fewer, it isn't worth sparing everything that exists


@contextmanager
def collected_here() -> Iterator[None]:
    """Collects garbage on this thread only, whose event loop runs inside the block."""
    was_enabled = gc.isenabled()
    gc.disable()
    spare()
    collector = _Collector()
    try:
        yield
    finally:
        collector.stop()
        gc.collect()  # what is left is not for another thread, either
        if was_enabled:
            gc.enable()


class _Collector(QObject):
    """Collects when Python would, by its own counts and thresholds."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(EVERY)

    def stop(self) -> None:
        self._timer.stop()

    def _look(self) -> None:
        generation = _due()
        if unspared() >= LIBRARY:  # such as playwright, imported when it is needed
            gc.collect(1)
            spare()
        elif generation is not None:
            gc.collect(generation)


def _due() -> int | None:
    """Returns the oldest generation that Python would collect now; None for none."""
    due = [
        generation
        for generation, (count, threshold) in enumerate(zip(gc.get_count(), gc.get_threshold(), strict=True))
        if 0 < threshold < count
    ]
    return max(due) if due and due[0] == 0 else None
