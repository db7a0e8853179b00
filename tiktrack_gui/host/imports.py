"""Importing libraries without garbage collection: their objects live until the process ends."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def importing() -> Iterator[None]:
    """Disables garbage collection inside the block, then excludes all objects that exist at its end from it for good.

    Collecting would take a tenth of the startup time, and later occasionally freeze the window for several frames.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()
