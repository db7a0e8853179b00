"""Importing libraries without garbage collection: their objects live until the process ends."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

_spared = 0  # modules there were when everything was last excluded from collection


@contextmanager
def importing() -> Iterator[None]:
    """Disables garbage collection inside the block, then excludes all objects that exist at its end from it for good.

    Collecting would take a tenth of the startup time, and later occasionally freeze the window for several frames.
    """
    was_enabled, modules = gc.isenabled(), len(sys.modules)
    gc.disable()
    try:
        yield
    finally:
        if len(sys.modules) > modules:  # not when a second session begins, and the first one's garbage is there
            spare()
        if was_enabled:
            gc.enable()


def unspared() -> int:
    """Returns the number of modules imported since the last `spare`."""
    return len(sys.modules) - _spared


def spare() -> None:
    """Excludes all objects that exist from garbage collection for good. Nearly all belong to modules."""
    global _spared
    gc.freeze()
    _spared = len(sys.modules)
